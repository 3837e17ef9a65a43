"""The whole catalogue of stale references as one table from telling words to what holds them.

Each term stands under its longest word and each regular expression under the words of which it needs one, so that most
blocks are done with after one look at the set of their words, and the time hardly grows with the catalogue.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from policykit.check.stale_breaks import SHORTEST
from policykit.check.stale_windows import Searched
from policykit.model.stale import StaleCatalogue, StalePattern, StaleReference, StaleTerm, Wanted

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[+&]")
_SAME_LENGTH = (
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u2013", "-"),
    ("\u2014", "-"),
    ("\u00a0", " "),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2012", "-"),
)
_GAP = re.compile(r"[\s\-/(),*\"'\u201c\u201d\[\]|]{0,4}|\.")
_GAP_WITH_COLON = re.compile(r"[\s\-/(),:*\"'\u201c\u201d\[\]|]{0,4}|\.")
_DOT = re.compile(r"\.")
_LONG_WORD = re.compile(r"(?<![a-z\\])[a-z]{6,}")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_LETTERS = bytes(code if chr(code).isalnum() or chr(code) == "+" else ord(" ") for code in range(256))
"""Letters and digits stay, marks become gaps: splitting there is several times faster than a regular expression."""


def plain(text: str) -> str:
    """Return a text of the same length with straight apostrophes, plain hyphens and plain spaces."""
    if text.isascii():
        return text
    # Eight searches for one character each are faster than one look at every character.
    for character, simple in _SAME_LENGTH:
        text = text.replace(character, simple)
    return text


def normal(word: str) -> str:
    """Return a word in lower case without its apostrophes.

    >>> normal("LEA's"), normal("&")
    ('leas', 'and')
    """
    return "and" if word == "&" else word.lower().replace("'", "")


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found in one block, what it asks for, and the match where a pattern found it; end exclusive."""

    start: int
    end: int
    reference: StaleReference
    wanted: Wanted
    match: re.Match[str] | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term ready to be compared.

    `key` is the place of its telling word, `needed` are the words that a block must hold, `forms` what the last word
    may be, `written` the words in their exact case where that matters.
    """

    words: tuple[str, ...]
    key: int
    needed: frozenset[str]
    forms: frozenset[str]
    written: tuple[str, ...] | None
    gap: re.Pattern[str]
    reference: StaleReference
    wanted: Wanted


def words_of(text: str) -> list[str]:
    """Return the words of a plain text in order, as they are compared.

    >>> words_of("Pupils' needs & LEA's aims")
    ['pupils', 'needs', 'and', 'leas', 'aims']
    """
    low = text.lower().replace("'", "").replace("&", " and ").replace("+", " + ")
    # Letters beyond Latin-1 become gaps: no term holds any, and `hits_in` compares once more where it matters.
    return low.encode("latin-1", "replace").translate(_LETTERS).decode("latin-1").split()


class StaleIndex:
    """A catalogue made ready for searching."""

    def __init__(self, references: Iterable[StaleReference], slips: Iterable[tuple[str, str]] = ()) -> None:
        """Sort every term under its telling word and every pattern under each of its anchors.

        `slips` are words as they are mistyped, with the words that are meant: terms are found in spite of them.
        """
        self._slips = dict(slips)
        references = tuple(references)
        self.words = frozenset(_long_words(references))
        self._terms: dict[str, list[_Entry]] = defaultdict(list)
        self._patterns: list[tuple[StalePattern, StaleReference]] = []
        self._anchored: dict[str, list[int]] = defaultdict(list)
        for reference in references:
            for term in reference.terms:
                for entry in _entries(term, reference):
                    last = entry.key == len(entry.words) - 1
                    for key in entry.forms if last else {entry.words[entry.key]}:
                        self._terms[key].append(entry)
            for pattern in reference.patterns:
                for form in {form for anchor in pattern.anchors for form in inflected(normal(anchor))}:
                    self._anchored[form].append(len(self._patterns))
                self._patterns.append((pattern, reference))

    def hits_in(self, text: str, has_far: Callable[[Wanted], bool] = lambda _: True) -> Iterator[Hit]:
        """Yield every hit in a plain text, overlapping ones too.

        `has_far` tells before anything is found whether the section or document holds what a pattern asks of it.
        """
        words = self._meant(words_of(text))
        there = set(words)
        yield from self._term_hits(text, words, there)
        yield from self._pattern_hits(text, there, has_far)

    def _meant(self, words: list[str]) -> list[str]:
        """Return the words with each slip put right."""
        if self._slips.keys().isdisjoint(words):
            return words
        return [self._slips.get(word, word) for word in words]

    def _term_hits(self, text: str, words: list[str], there: set[str]) -> Iterator[Hit]:
        possible: dict[str, list[_Entry]] = {}
        for key in self._terms.keys() & there:
            entries = [e for e in self._terms[key] if e.needed <= there and not e.forms.isdisjoint(there)]
            if entries:
                possible[key] = entries
        if not possible:
            return
        if not any(_stands(entry, words, at - entry.key) for at, entry in _met(possible, words)):
            return
        matches = list(WORD.finditer(text))
        if len(words) != len(matches):  # letters that change their length in lower case
            words = self._meant([normal(match.group()) for match in matches])
        for at, entry in _met(possible, words):
            if _stands(entry, words, at - entry.key):
                place = _place(entry, matches, at - entry.key, text)
                if place is not None:
                    yield Hit(*_balanced(text, *place), entry.reference, entry.wanted)

    def _pattern_hits(self, text: str, there: set[str], has_far: Callable[[Wanted], bool]) -> Iterator[Hit]:
        # In the order of the files, so that the same document always gives the same findings.
        numbers = {number for key in self._anchored.keys() & there for number in self._anchored[key]}
        if not numbers:
            return
        searched = Searched(text)
        for number in sorted(numbers):
            pattern, reference = self._patterns[number]
            if not may_be_found(pattern.literals, searched.low) or not has_far(pattern.wanted):
                continue
            for match in searched.matches(pattern.regex.ready, pattern.window):
                group = "quote" if match.groupdict().get("quote") is not None else 0
                start, end = _balanced(text, *match.span(group))
                if start < end:
                    yield Hit(start, end, reference, pattern.wanted, match)


@lru_cache(maxsize=4)
def index_of(catalogue: StaleCatalogue, *, early: bool = False) -> StaleIndex:
    """Return the index of a catalogue, built once; with `early`, what is in force now and once was not is in it too."""
    return StaleIndex((one for one in catalogue.references if early or one.begins is None), catalogue.cues.slips)


def inflected(word: str) -> set[str]:
    """Return a word with the plural it may stand in.

    >>> sorted(inflected("authority"))
    ['authorities', 'authority', 'authoritys']
    """
    forms = {word}
    if not word.endswith("s") and not word[-1:].isdigit():
        forms.add(word + "s")
    if word.endswith("y"):
        forms.add(word[:-1] + "ies")
    return forms


def may_be_found(literals: tuple[tuple[str, ...], ...], low: str) -> bool:
    """Return whether a text in lower case holds some letters of every group: without them a search is in vain."""
    for group in literals:
        for letters in group:
            if letters in low:
                break
        else:
            return False
    return True


def _long_words(references: Iterable[StaleReference]) -> Iterator[str]:
    """Yield the words of the catalogue, in lower case, that are long enough to be put together where a line parted them."""
    for reference in references:
        for term in reference.terms:
            yield from (word for word in words_of(plain(term.text)) if len(word) >= SHORTEST)
        for pattern in reference.patterns:
            yield from _LONG_WORD.findall(pattern.regex.pattern.lower())


def _entries(term: StaleTerm, reference: StaleReference) -> Iterator[_Entry]:
    """Yield a term, and once more with dots between its letters where it is an abbreviation."""
    text = plain(term.text)
    gap = _GAP_WITH_COLON if ":" in text else _GAP
    yield _entry([_written(word) for word in WORD.findall(text)], gap, term, reference)
    if term.case_sensitive and _ACRONYM.fullmatch(text):
        yield _entry(list(text), _DOT, term, reference)


def _entry(written: list[str], gap: re.Pattern[str], term: StaleTerm, reference: StaleReference) -> _Entry:
    words = tuple(normal(word) for word in written)
    key = max(range(len(words)), key=lambda at: len(words[at]))
    exact = tuple(written) if term.case_sensitive else None
    needed = frozenset(words[:-1])
    return _Entry(words, key, needed, frozenset(inflected(words[-1])), exact, gap, reference, term.wanted)


def _written(word: str) -> str:
    return word.replace("'", "")


def _met(possible: dict[str, list[_Entry]], words: list[str]) -> Iterator[tuple[int, _Entry]]:
    """Yield each place of a telling word with each term that stands under it."""
    for at in [at for at, word in enumerate(words) if word in possible]:
        for entry in possible[words[at]]:
            yield at, entry


def _stands(entry: _Entry, words: list[str], first: int) -> bool:
    """Return whether the words from `first` on are a term's."""
    last = first + len(entry.words) - 1
    if first < 0 or last >= len(words) or words[last] not in entry.forms:
        return False
    return tuple(words[first:last]) == entry.words[:-1]


def _place(entry: _Entry, matches: list[re.Match[str]], first: int, text: str) -> tuple[int, int] | None:
    """Return where a term stands that has its words in a row: None where what is between them or their case is wrong."""
    last = first + len(entry.words) - 1
    for at in range(first, last):
        if not entry.gap.fullmatch(text, matches[at].end(), matches[at + 1].start()):
            return None
    if entry.written is not None:
        *before, final = [_written(match.group()) for match in matches[first : last + 1]]
        *wanted, end_word = entry.written
        in_case = before == wanted and final in {end_word, end_word + "s", end_word + "S"}
        # A name of several words may shout; letters are told from a word by their case alone.
        if not in_case and not (wanted and text[matches[first].start() : matches[last].end()].isupper()):
            return None
    end = matches[last].end()
    return matches[first].start(), end - 2 if text[end - 2 : end] in {"'s", "'S"} else end


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with its outer spaces left off and its last bracket closed, or left out where it was not opened."""
    while start < end and text[end - 1].isspace():
        end -= 1
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    if opened > closed and text[end : end + 1] == ")":
        return start, end + 1
    if closed > opened and text[end - 1] == ")":
        return start, end - 1
    return start, end
