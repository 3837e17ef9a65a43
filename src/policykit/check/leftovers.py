"""What should not be published: blanks, comments, another school's name, two SENCOs, dates that contradict each other."""

import re
from collections.abc import Iterable, Iterator

from policykit.check.dates import LAST, NEXT, ReviewDate, review_dates
from policykit.check.leftover_places import places_of
from policykit.check.other_schools import names_another_school, other_schools
from policykit.check.placeholders import blanks_in
from policykit.check.pupils import INITIALS_MASK, NAME_MASK
from policykit.check.sencos import sencos_in
from policykit.model.document import Block, Document, Layer, Span
from policykit.model.finding import About, LeftoverFinding, Quote

_LONGEST = 200
_FILE = {
    "tracked changes": (
        "tracked-changes",
        "The file holds changes that nobody has accepted; readers may see the old words and who changed them.",
        "Accept or reject them before it is published.",
    ),
    "comments": (
        "comments",
        "The file holds comments in its margin, which readers can open.",
        "Delete them before it is published.",
    ),
    "hidden text": (
        "hidden-text",
        "The file holds hidden words, which readers can bring to light.",
        "Delete them, or show them if they belong in the document.",
    ),
}
_TEMPLATE = re.compile(
    r"\b(?:templates?|exemplar|sample|draft|copy of|untitled|model (?:policy|report|sen\w*)|(?:document|presentation) ?\d+)\b",
    re.IGNORECASE,
)
_MAKER = re.compile(r"\b(?:ltd|limited|plc|llp|consultan\w+|publish\w+|templates?)\b", re.IGNORECASE)
_MASKED = re.compile(rf"{re.escape(NAME_MASK)}|{re.escape(INITIALS_MASK)}")
_CALLED_NEXT = re.compile(r"\bnext\b|\bdue\b|\bagain\b|\breview by\b|\bto be reviewed\b", re.IGNORECASE)
"""A bare "date of review" may as well be the last one."""
_OF_OTHERS = re.compile(r"\b(?:each|every|all|child\w*|pupils?|EHC\w*|targets?|IEPs?|plans|meetings?)\b", re.IGNORECASE)
_LABEL = 6
"""Words; a longer line before a date is no label of it."""
_HEAD = 60
"""Blocks; further down the reviews of other things are listed."""


def find_leftovers(document: Document, about: About) -> tuple[LeftoverFinding, ...]:
    """Return everything that should be taken out or looked at before the document is published, in its order.

    The document is one whose pupils' names are masked. What the file as a whole holds comes last.
    """
    blocks = [*_each_once(document)]
    found = [
        *_placeholders(blocks),
        *_pupils(blocks),
        *_schools(document, blocks, about),
        *_sencos(blocks),
        *_dates(document),
        *_dates_of_footers(document),
    ]
    found.sort(key=lambda one: (one.quote.span.block, one.quote.span.start) if one.quote else (0, 0))
    return (*found, *_of_the_file(document, about))


def _each_once(document: Document) -> Iterator[Block]:
    """Give the blocks, a running header or footer the first time only."""
    seen: set[str] = set()
    for block in document.blocks:
        if block.layer is Layer.FURNITURE:
            if block.text in seen:
                continue
            seen.add(block.text)
        yield block


def _quote(block: Block, start: int, end: int) -> Quote:
    words = Span(block.index, start, end)
    shown = Span(block.index, start, min(end, start + _LONGEST))
    return Quote(shown, words, block.text[shown.start : shown.end])


def _placeholders(blocks: Iterable[Block]) -> Iterator[LeftoverFinding]:
    for block in blocks:
        for start, end in blanks_in(block):
            message = "This looks like a template's blank that has not been filled in."
            yield LeftoverFinding("placeholder", _quote(block, start, end), "", message, "Fill it in, or take it out.")


def _pupils(blocks: Iterable[Block]) -> Iterator[LeftoverFinding]:
    for block in blocks:
        for match in _MASKED.finditer(block.text):
            offsets = block.offsets
            if offsets is None or block.raw[offsets[match.start()] :].startswith(match.group()):
                # The document's own words, and no mask of ours.
                continue
            message = "A pupil seems to be named here (we do not repeat the name)."
            remedy = "Take the name or initials out, or say it of no one in particular."
            yield LeftoverFinding("pupil-named", _quote(block, match.start(), match.end()), "", message, remedy)


def _schools(document: Document, blocks: Iterable[Block], about: About) -> Iterator[LeftoverFinding]:
    for block, start, end in other_schools(document, list(blocks), about.school):
        own = f"elsewhere it is {about.school}" if about.school else "elsewhere the document names another one"
        message = f"The document speaks of this school as its own; {own}."
        remedy = "If the text came from another school, put your own name in and check what else came with it."
        yield LeftoverFinding("other-school", _quote(block, start, end), "", message, remedy)


def _sencos(blocks: Iterable[Block]) -> Iterator[LeftoverFinding]:
    named = sencos_in(blocks)
    if len({one.surname for one in named}) < 2:  # noqa: PLR2004 - one SENCO is how it should be
        return
    first = named[0]
    for one in {one.surname: one for one in reversed(named)}.values():
        if one.surname != first.surname:
            other = first.block.text[first.start : first.end]
            message = f"Two people are named as the SENCO: “{other}” and this one."
            remedy = "Keep the one who is SENCO now, or say who does what."
            yield LeftoverFinding("two-sencos", _quote(one.block, one.start, one.end), "", message, remedy)


def _dates(document: Document) -> Iterator[LeftoverFinding]:
    dated = (one for one in review_dates(document) if one.kind == NEXT and not one.weak and not one.record)
    nexts = [
        one
        for one in dated
        if _CALLED_NEXT.search(_label(document, one))
        and (one.span.block < _HEAD or one.span.block >= len(document.blocks) - _HEAD)
    ]
    for one in nexts[1:]:
        first = nexts[0]
        if not _overlap(one, first):
            text = document.blocks[first.span.block].text[first.span.start : first.span.end]
            block = document.blocks[one.span.block]
            message = f"Two different dates are given for the next review: “{text}” and this one."
            found = _quote(block, one.words.start, one.words.end)
            yield LeftoverFinding("dates-contradict", found, "", message, "Keep the right one.")
            return


def _dates_of_footers(document: Document) -> Iterator[LeftoverFinding]:
    """Give a running line's date of review where the document's own head has a later one: it was not brought along."""
    dated = [one for one in review_dates(document) if not one.weak and not one.record]
    head = [one for one in dated if one.span.block < _HEAD and document.blocks[one.span.block].layer is Layer.BODY]
    for one in dated:
        block = document.blocks[one.span.block]
        later = [other for other in head if other.kind == one.kind and one.end < other.first]
        if (
            one.kind in {LAST, NEXT}
            and block.layer is Layer.FURNITURE
            and later
            and not any(_overlap(one, other) for other in head)
        ):
            text = document.blocks[later[0].span.block].text[later[0].span.start : later[0].span.end]
            message = f"The running line has another date of review than the document itself (“{text}”)."
            found = _quote(block, one.words.start, one.words.end)
            yield LeftoverFinding("dates-contradict", found, "", message, "Bring the running line up to date.")


def _overlap(one: ReviewDate, other: ReviewDate) -> bool:
    return one.first <= other.end and other.first <= one.end


def _label(document: Document, one: ReviewDate) -> str:
    """Return the words that say what a date is: its own, its row's, the line before it; "" for a pupil's review."""
    block = document.blocks[one.span.block]
    if _OF_OTHERS.search(block.text[: one.words.start]):
        return ""
    own = block.text[one.words.start : one.words.end]
    row = block.cell.row_heading if block.cell else ""
    before = document.blocks[block.index - 1].text if block.index and not block.cell else ""
    return f"{own} {row} {before if len(before.split()) < _LABEL else ''}"


def _of_the_file(document: Document, about: About) -> Iterator[LeftoverFinding]:
    for gap in document.gaps:
        if gap.where in _FILE:
            name, message, remedy = _FILE[gap.where]
            told = f"{message} {places_of(document, gap.where)}".strip()
            yield LeftoverFinding(name, None, "the file", told, remedy)
    for key, pattern in (("title", _TEMPLATE), ("author", _MAKER)):
        value = " ".join(document.properties.get(key, "").split())
        other = names_another_school(value, about.school)
        if value and (pattern.search(value) or other):
            gives = f"names {other}" if other else "gives away what it was made from"
            message = f"The file's {key} is “{value[:100]}”, which {gives}; browsers and search engines show it."
            remedy = f"Put in the document's own {key} (in Word: File, Info, Properties)."
            yield LeftoverFinding("template-properties", None, f"the file's {key}", message, remedy)
