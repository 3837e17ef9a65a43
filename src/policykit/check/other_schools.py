"""Another school's name where a document speaks of itself: the trace of a text taken over from elsewhere.

Partner schools, feeder schools, federations and trusts belong in a document; only a name in the place of the school's own
counts.
"""

import re
from collections.abc import Iterator, Sequence

from policykit.check.sentences import sentences
from policykit.model.document import Block, Document, Layer

_KINDS = ("School", "Academy", "College")
_KIND = rf"(?:High |Primary |Infant |Junior |Secondary |Grammar |Nursery |Community |Special |First |Middle )*(?:{'|'.join(_KINDS)})"
_NAME = rf"(?P<name>(?:St\.? |The )?[A-Z][\w'’-]+(?: (?:of|the|and|[A-Z][\w'’.-]+)){{0,4}}? {_KIND})\b(?! (?:Trust|Federation|Council))"
_AS_OWN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Hh]ere at|^At|(?<=[.!?] )At|^In|^Welcome to) {_NAME},? (?:we|our|all|every|each|the staff|pupils|children|students|it is)\b",
        rf"\b{_NAME} (?:is committed|believes|recognises|aims|values|strives|has adopted|endeavours|is an inclusive|prides itself|is proud)\b",
        rf"\b(?:[Gg]overning (?:[Bb]ody|[Bb]oard)|[Tt]rustees) (?:of|at) {_NAME}\b",
        rf"\b(?:[Tt]his|[Oo]ur) (?:SEND? )?(?:[Ii]nformation )?(?:policy|report|document)\b[^.]{{0,40}}\b(?:of|for|at) {_NAME}\b",
        rf"\b{_NAME}['’]s? (?:SEND? )?(?:[Pp]olicy|[Ii]nformation [Rr]eport|[Gg]overning [Bb]ody)\b",
    )
)
_COMPANY = re.compile(
    r"\b(?:partners?|partnership|feeder|link(?:ed|s)?|neighbour\w*|nearby|local|cluster|federat\w+|trust|consorti\w+|alliance|outreach|"
    r"transfer\w*|transition|join(?:ing|s)?|move|moving|visit\w*|alongside|together with|our sister|special school|resource|hub|"
    r"secondaries|other schools|schools in|our schools|hosted|supports us|works? with|working with|from)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\b(?:federat\w+|multi[- ]academy|our (?:two|three|both) schools|both schools|family of schools)\b", re.IGNORECASE
)
_COMMON = frozenset(
    (  # noqa: SIM905
        "school academy college primary infant infants junior juniors secondary high grammar nursery community special first middle the of and "
        "church england catholic ce rc st saint voluntary aided controlled c e our this each every a at in"
    ).split()
)
_GENERIC = re.compile(r"^(?:The |Our |This |Each |Every |A |Any )", re.IGNORECASE)


def other_schools(document: Document, blocks: Sequence[Block], own: str) -> Iterator[tuple[Block, int, int]]:
    """Return where another school's name stands for the document's own, each school once.

    `own` is the school's name, "" where the document does not give it: then nothing is told apart, and nothing returned.
    """
    if not _telling(own) or any(_JOINED.search(block.text) for block in document.blocks):
        return
    seen: set[frozenset[str]] = set()
    for block in blocks:
        if block.layer is Layer.CONTENTS or not any(kind in block.text for kind in _KINDS):
            continue
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            for match in (match for pattern in _AS_OWN for match in pattern.finditer(sentence)):
                telling = _telling(match["name"])
                if _is_other(match["name"], own) and telling not in seen and not _COMPANY.search(sentence):
                    seen.add(telling)
                    yield block, start + match.start("name"), start + match.end("name")


def names_another_school(text: str, own: str) -> str:
    """Return the other school that a text names, "" where it names none or `own` is not known."""
    for match in re.finditer(_NAME, text):
        if _telling(own) and _is_other(match["name"], own):
            return match["name"]
    return ""


def _is_other(name: str, own: str) -> bool:
    telling = _telling(name)
    return bool(telling) and not _GENERIC.match(name) and not telling & _telling(own)


def _telling(name: str) -> frozenset[str]:
    """Return the words that tell a school from others."""
    return frozenset(
        word
        for word in re.findall(r"[a-z]+", name.casefold().replace("'s", "").replace("’s", ""))
        if word not in _COMMON
    )
