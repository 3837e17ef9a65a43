"""Whether two editions differ in names and dates alone: what a school changes when nobody has read it again."""

import re
from collections.abc import Iterable, Iterator

from policykit.check.periods import periods_in
from policykit.check.recognise import RECOGNISERS
from policykit.check.stale_index import plain
from policykit.compare.words import words_in
from policykit.model.document import Block, Document, Layer

_CONTACTS = ("name", "phone", "email", "url", "postcode")
_INITIAL = re.compile(r"\b[A-Z]\.?\s(?:[A-Z]\.?\s)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b")
_LAW = re.compile(
    r"\b(?:Acts?|Codes?|Code of Practice|Regulations?|Order|Framework|Guidance|Paper|KCSIE|Schedule|SEN\w*|SI)\b"
)
_LAW_REACH = 25
"""Characters on either side of a year within which the name of a law makes it the law's year and not a date."""
_PAGE = re.compile(r"\b(?:page\s+)?\d+(?:\s*(?:of|/)\s*\d+)?\b", re.IGNORECASE)


def only_names_and_dates(old: Document, new: Document) -> bool:
    """Return whether two editions differ, and in nothing but names, dates and ways to reach people.

    False where the words are the same in both. The year of an Act or a Code is no date: a law brought up to date is a
    change of what the document says. Contents lists and page numbers are passed over.
    """
    before, after = list(_words(old)), list(_words(new))
    if [word for word, _ in before] == [word for word, _ in after]:
        return False
    return _standing(before) == _standing(after)


def same_words(old: Document, new: Document) -> bool:
    """Return whether two documents hold the same words in the same order, contents lists and page numbers apart."""
    return [word for word, _ in _words(old)] == [word for word, _ in _words(new)]


def moving(block: Block) -> list[tuple[int, int]]:
    """Return where a block's names, dates and ways to reach people stand (end exclusive)."""
    text = plain(block.text)
    spans = [span for name in _CONTACTS for span in RECOGNISERS[name](block)]
    spans.extend(match.span() for match in _INITIAL.finditer(text))
    spans.extend(
        (period.start, period.stop)
        for period in periods_in(text)
        if not (period.bare_year and _belongs_to_law(text, period.start, period.stop))
    )
    return spans


def standing_words(blocks: Iterable[Block]) -> list[str]:
    """Return the words of some blocks, in order, without what `moving` names."""
    return _standing(pair for block in blocks for pair in _marked(block))


def _standing(marked: Iterable[tuple[str, bool]]) -> list[str]:
    return [word for word, moves in marked if not moves]


def _words(document: Document) -> Iterator[tuple[str, bool]]:
    furniture: list[tuple[str, bool]] = []
    seen: set[str] = set()
    for block in document.blocks:
        if block.layer in {Layer.BODY, Layer.NOTE}:
            yield from _marked(block)
        elif block.layer is Layer.FURNITURE and (text := _PAGE.sub("", block.text)) not in seen:
            # A running line stands on every page, with another number on each.
            seen.add(text)
            furniture.extend((word, moves or word.isdigit()) for word, moves in _marked(block))
    yield from furniture


def _marked(block: Block) -> Iterator[tuple[str, bool]]:
    spans = moving(block)
    for word, start, end in words_in(block.text):
        yield word, any(first < end and start < last for first, last in spans)


def _belongs_to_law(text: str, start: int, stop: int) -> bool:
    return bool(_LAW.search(text, max(0, start - _LAW_REACH), min(len(text), stop + _LAW_REACH)))
