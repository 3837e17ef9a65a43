"""Abbreviations and jargon that a document uses and never explains, and long-winded words: what to offer for each."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from policykit.model.document import Block, BlockKind, Span
from policykit.model.finding import Quote
from policykit.model.plain import HardWord, HardWordKind, PlainCatalogue, PlainWord

_WORD = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"\b[A-Z]{3,6}\b")
"""An abbreviation in no list: two letters may be anybody's initials, more than six are usually a word."""
_SHOUTED = 0.4
"""Share of a block's words in capitals from which they are a way to write and no abbreviations."""
_MENTIONS = 2
"""An abbreviation in no list is told from this many mentions on: once may be a name or a slip."""
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sir)\.?\s+(?:\w+\s+)?$")
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$|\.$")
_SMALL = frozenset({"and", "of", "the", "for", "in", "to", "or", "with", "a", "an", "on"})
_MEANS = re.compile(
    r"\s*(?:\(|[-–—:=]\s|,?\s*(?:means?|meaning|which means|which is|that is|i\.e\.?|is when|is where|is how|"
    r"stands? for|refers? to|is the (?:name|term|word)|is defined as|are defined as)\b)",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"(?:\((?:also )?(?:known as |called |sometimes called |referred to as |or )?|(?:known as|called|termed|referred to as) )"
    r"(?:an? |the )?[‘'\"“]?$",
    re.IGNORECASE,
)
_BEFORE = 60
"""Characters before a word among which it may be introduced."""
_ROMAN = re.compile(r"[IVXL]+")
_ALIKE = (*((mark, " ") for mark in "-‐‑–/\n"), ("’", "'"))
"""Marks that are written in many ways, each for one character, so that every place stays what it was."""
_BARE = tuple((mark, " ") for mark in '—,.;:()[]&‘“”"')


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One spelling of a word of the catalogue: `first` is its first word, by which it is looked for."""

    text: str
    first: str
    word: int
    exact: bool


@dataclass(frozen=True, slots=True)
class _Use:
    """Where a word stands: the place in `blocks` of its block, and its characters there (end exclusive)."""

    at: int
    start: int
    end: int


class _Text:
    """The blocks' texts as one, and the same in small letters, with the way back to each block."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.whole = "\n".join(block.text for block in blocks)
        alike = _replaced(self.whole, _ALIKE)
        lower = alike.lower()
        if len(lower) != len(alike):
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in alike)
        self.lower = lower
        self.words = frozenset(_WORD.findall(self.whole))
        self.bare = " ".join(_replaced(lower, _BARE).split())
        self._starts = [0, *accumulate(len(block.text) + 1 for block in blocks)]

    def use(self, start: int, end: int) -> _Use:
        """Return the place of characters of the whole."""
        at = bisect_right(self._starts, start) - 1
        return _Use(at, start - self._starts[at], end - self._starts[at])

    def places(self, spelling: _Spelling) -> Iterator[tuple[int, int]]:
        """Give every start and end at which a spelling stands as whole words."""
        text = self.whole if spelling.exact else self.lower
        at = text.find(spelling.text)
        while at >= 0:
            end = at + len(spelling.text)
            if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
                yield at, end
            at = text.find(spelling.text, end)


def find_hard_words(blocks: Sequence[Block], catalogue: PlainCatalogue) -> tuple[HardWord, ...]:
    """Return the words that the blocks use and never explain, those of each kind by how often they stand there.

    Long-winded words are told wherever they stand. An abbreviation counts as explained where one of its full forms
    stands anywhere in the blocks, jargon where a clause beside it or a table says what it means.
    """
    text = _Text(blocks)
    found = [*_listed(text, catalogue), *_in_no_list(text, catalogue)]
    order = list(HardWordKind)
    found.sort(key=lambda one: (order.index(one.kind), -one.times, one.quote.span.block, one.quote.span.start))
    return tuple(found)


@lru_cache(maxsize=4)
def _spellings(catalogue: PlainCatalogue) -> tuple[_Spelling, ...]:
    found = []
    for at, word in enumerate(catalogue.words):
        exact = word.kind is HardWordKind.ABBREVIATION
        for spelling in word.spellings:
            shown = spelling if exact else _replaced(spelling, _ALIKE).lower()
            found.append(_Spelling(shown, _WORD.findall(shown)[0], at, exact))
    return tuple(found)


def _listed(text: _Text, catalogue: PlainCatalogue) -> Iterator[HardWord]:
    lower = {word.lower() for word in text.words}
    places = [
        (start, -end, spelling.word)
        for spelling in _spellings(catalogue)
        if spelling.first in (text.words if spelling.exact else lower)
        for start, end in text.places(spelling)
    ]
    uses: dict[int, list[_Use]] = {}
    reached = 0
    # Of two that overlap the one that begins first counts, and of those the longer.
    for start, minus_end, number in sorted(places):
        if start >= reached:
            reached = -minus_end
            uses.setdefault(number, []).append(text.use(start, reached))
    for at, many in uses.items():
        word = catalogue.words[at]
        if word.kind is HardWordKind.WORDY or not (_spelt_out(word, text) or any(_means(text, use) for use in many)):
            yield _hard_word(text, word, many)


def _spelt_out(word: PlainWord, text: _Text) -> bool:
    return any(_bare(form) in text.bare for form in word.stands_for)


@lru_cache(maxsize=1_000)
def _bare(form: str) -> str:
    return " ".join(_replaced(form.lower(), (*_ALIKE, *_BARE)).split())


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    # Some thirty times faster than `translate` on text that is not all ASCII.
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _in_no_list(text: _Text, catalogue: PlainCatalogue) -> Iterator[HardWord]:
    """Give the abbreviations that only the school can write out; what stands in small letters too is a word."""
    known = {spelling.text for spelling in _spellings(catalogue)} | {*catalogue.everyday}
    uses: dict[str, list[_Use]] = {}
    for match in _CAPITALS.finditer(text.whole):
        letters = match.group()
        if letters not in known and letters.lower() not in text.words and not _ROMAN.fullmatch(letters):
            uses.setdefault(letters, []).append(text.use(*match.span()))
    for letters, many in uses.items():
        own = [use for use in many if _is_abbreviation(text.blocks[use.at], use)]
        if len(own) >= _MENTIONS and not any(_means(text, use) or _initials(text, use) for use in many):
            yield HardWord(HardWordKind.ABBREVIATION, letters, _quote(text, own[0]), len(own))


def _is_abbreviation(block: Block, use: _Use) -> bool:
    """Return whether capitals are neither a shouted line nor part of a name or an address."""
    words = _WORD.findall(block.text)
    shouted = sum(word.isupper() and len(word) > 1 for word in words)
    before = block.text[max(0, use.start - _BEFORE) : use.start]
    return shouted <= max(1, _SHOUTED * len(words)) and not _TITLE.search(before) and not _ADDRESS.search(before)


def _means(text: _Text, use: _Use) -> bool:
    """Return whether the words behind a use, the words before it or its table's row say what it means."""
    block = text.blocks[use.at]
    if block.kind is BlockKind.CELL and len(block.text) <= use.end - use.start + 2:
        return block.cell is not None and block.cell.column == 0
    if block.kind is BlockKind.HEADING:
        # A heading's dash goes on with the heading.
        return block.text[use.end : use.end + 2] == " ("
    before = block.text[max(0, use.start - _BEFORE) : use.start]
    return bool(_MEANS.match(block.text, use.end) or _INTRODUCED.search(before))


def _initials(text: _Text, use: _Use) -> bool:
    """Return whether the words before "(ABC)" begin with its letters."""
    block = text.blocks[use.at]
    letters = block.text[use.start : use.end].lower()
    before = _WORD.findall(block.text[: use.start].lower())[-2 * len(letters) :]
    return "".join(word[0] for word in before if word not in _SMALL).endswith(letters)


def _hard_word(text: _Text, word: PlainWord, uses: Sequence[_Use]) -> HardWord:
    quote = _quote(text, uses[0])
    plural = quote.text.endswith("s")
    # The form of the same number: of "TAs" that of several.
    first = word.stands_for[0] if word.stands_for else ""
    stands_for = next((form for form in word.stands_for if form.endswith("s")), first) if plural else first
    shown = quote.text if word.kind is HardWordKind.ABBREVIATION else quote.text.lower()
    return HardWord(word.kind, shown, quote, len(uses), stands_for, word.plain)


def _quote(text: _Text, use: _Use) -> Quote:
    block = text.blocks[use.at]
    span = Span(block.index, use.start, use.end)
    return Quote(span, span, block.text[use.start : use.end])
