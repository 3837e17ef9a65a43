"""Who is named as the SENCO."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from policykit.check.recognise import RECOGNISERS
from policykit.model.document import Block, Layer

_SENCO = re.compile(r"\b(?:SENI?D?Co|SENI?D?CO|SENCo-?ordinator|SENI?D? [Cc]o-?ordinator|Sendco|Senco)\b(?!s)")
_SEVERAL = re.compile(r"\bSEN(?:D|I)?COs are\b|\bjoint\b|\bjob[- ]?share|\bco-?SENCO|\btwo SENCO", re.IGNORECASE)
_SEVERAL_SIGNS = ("cos are", "joint", "job", "co-senco", "cosenco", "two senco")
"""In small letters, one of these stands wherever there are several."""
_OTHER_POST = re.compile(
    r"\b(?:assistants?|deputy|trainee|acting|cover|maternity|former|previous|outgoing|new|incoming|associate|area|trust|cluster|lead|secondary|primary|"
    r"infants?|juniors?|nursery|early years|EYFS|KS\d|key stage|lower|upper|sixth form|until|from \w+ 20\d\d|in (?:the )?absence|governor)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\W*(?:\([^)]*\))?\W*(?:is|name|contact|currently|called|(?:our|the|school)|:|-)?\W*(?:is)?\W*", re.IGNORECASE
)
_AFTER = re.compile(r"\W*(?:is |who is )?(?:our |the )?(?:school'?s? )?(?:the )?\W*", re.IGNORECASE)
_REACH = 40
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Revd|Sr|Fr|Prof)\b\.?\s*")


@dataclass(frozen=True, slots=True)
class Named:
    """One place where somebody is named as the SENCO: the name's characters in its block, and the surname alone."""

    block: Block
    start: int
    end: int
    surname: str


def sencos_in(blocks: Iterable[Block]) -> list[Named]:
    """Return each place where somebody is plainly named as the SENCO; [] where the document says that there are several.

    Assistants, deputies, former ones, and SENCOs of one phase or one site are passed over.
    """
    found: list[Named] = []
    for block in blocks:
        low = block.text.lower()
        if any(sign in low for sign in _SEVERAL_SIGNS) and _SEVERAL.search(block.text):
            return []
        if block.layer is not Layer.CONTENTS:
            found.extend(_named(block))
    return found


def _named(block: Block) -> Iterable[Named]:
    text = block.text
    posts = [match.span() for match in _SENCO.finditer(text)]
    names = RECOGNISERS["name"](block) if posts else []
    told = []
    for start, end in names:
        if any(_belongs(text, first, last, start, end) for first, last in posts):
            surname = _TITLE.sub("", text[start:end]).split()[-1].casefold().strip("'’.")
            told.append(Named(block, start, end, surname.removesuffix("'s").removesuffix("’s")))
    # Two names in one breath are two people sharing the post, or a list.
    return told if len({one.surname for one in told}) < 2 else []  # noqa: PLR2004


def _belongs(text: str, first: int, last: int, start: int, end: int) -> bool:
    near = text[max(0, min(first, start) - _REACH) : max(last, end) + _REACH // 2]
    if _OTHER_POST.search(near):
        return False
    if last <= start:
        return bool(_BEFORE.fullmatch(text, last, start))
    return end <= first and bool(_AFTER.fullmatch(text, end, first))
