"""Whose work words of an old document tell of, where a list, a table or a section is headed by a post."""

import re
from collections.abc import Sequence

from policykit.draft.sentences import has_subject
from policykit.model.document import BlockKind, Document, Span

_POSTS = {
    "senco": re.compile(r"\bSEND?CO|\bSEND? ?co-?ordinator|\binclusion (?:manager|lead)", re.IGNORECASE),
    "teachers": re.compile(r"\b(?:class|subject|form|classroom)[ -]?(?:room )?(?:teacher|tutor)s?\b|\bteachers?\b", re.IGNORECASE),
    "governors": re.compile(r"\bgovern(?:ors?|ing (?:body|board))\b|\btrustees?\b", re.IGNORECASE),
    "assistants": re.compile(r"\b(?:teaching|learning support|support) assistants?\b|\bT\.?As?\b|\bLSAs?\b|\bHLTAs?\b", re.IGNORECASE),
    "head": re.compile(r"\bhead ?teacher|\bhead\b(?! of (?:year|department))|\bprincipal\b", re.IGNORECASE),
    "parents": re.compile(r"\bparents?\b|\bcarers?\b", re.IGNORECASE),
    "pupils": re.compile(r"\b(?:pupils?|students?|children)\b", re.IGNORECASE),
}  # fmt: skip
_LONGEST_LABEL = 8
"""More words in a heading or a cell name no post; they speak of one."""


def is_of_another(document: Document, blocks: Sequence[int], spans: Sequence[Span], whose: str) -> bool:
    """Return whether words stand under a post that is not `whose` and name no such post themselves.

    `blocks` are those that are read together (a row, a list with its line, a block alone). False where no post heads them.
    """
    said = " ".join(document.blocks[span.block].text[span.start : span.end] for span in spans)
    head = document.blocks[blocks[0]]
    if head.kind is BlockKind.CELL and head.index not in {span.block for span in spans[1:]}:
        # The first cell of a row may be the post itself, which then is part of what is said.
        return _is_other(head.text, whose)
    if _POSTS[whose].search(said) and (head.kind is not BlockKind.LIST_ITEM or has_subject(said)):
        return False
    labels = [head.text] if len(blocks) > 1 else []
    labels += [document.blocks[head.heading].text] if head.heading is not None else []
    return any(_is_other(label, whose) for label in labels)


def _is_other(label: str, whose: str) -> bool:
    if len(label.split()) > _LONGEST_LABEL or _POSTS[whose].search(label):
        return False
    return any(post.search(label) for name, post in _POSTS.items() if name != whose)
