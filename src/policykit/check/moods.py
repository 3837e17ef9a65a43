"""How a sentence says a thing: plainly, or as an aim, a quotation of the law, a pointer, a denial, an unfilled blank.

The cues are vocabularies of the checklist; what is done with them is here, once, for every requirement.
"""

import re
from collections import defaultdict

from policykit.check.passages import Passages
from policykit.check.words import Words
from policykit.model.evidence import Mood

_BLANK = re.compile(
    # However long: our own drafts mark each gap with its whole question.
    r"\[(?:TO CONFIRM|NOT YET CONFIRMED)[^\]]*\]"
    r"|\[(?!\d+\]|\w{1,3}\]|a pupil\]|initials\])[^\]]{2,80}\]|<(?i:insert|name|school|add|date)[^>]*>|\b(?:X{3,}|x{3,})\b|_{4,}|\.{6,}|\u2026{3,}"
    r"|\b(?:INSERT|ADD|ENTER)\s+[A-Z]{2,}|\b(?i:insert|enter)\s+(?i:your|school|name|details)\b"
    r"|\((?i:insert|add|enter|delete)\b[^)]*\)"
    r"|\b(?i:to be confirmed|to be added|tbc|tba|details to follow|delete as appropriate)\b|\?{3,}"
)
_BLANK_SIGNS = ("[", "<", "XXX", "xxx", "____", "......", "\u2026\u2026\u2026", "INSERT", "ADD", "ENTER", "???")
_BLANK_LETTERS = ("insert", "enter", "(add", "(delete", "delete as", "to be ", "tbc", "tba", "details to follow")
"""Of these, as they are written or in small letters, some stand in every text that holds a blank."""
_NEGATION_REACH = 14
_NEGATION_AFTER_REACH = 8
_POINTER_REACH = 14
_CONDITIONS = frozenset({"if", "where", "when", "whenever", "because", "since", "although", "as", "unless", "once"})
"""A sentence that opens so denies only up to its first comma."""
_OWN_DENIAL = frozenset({"not", "no", "never", "without", "nor", "nobody", "none"})
"""Evidence that begins so means its denial ("not treated less favourably")."""
_ENOUGH_SAID = 5
"""Words beside a blank from which a sentence says something; fewer are a label before it ("Telephone: ____")."""
_CLAUSE = re.compile(r"[,;:]|\bbut\b|\bhowever\b|\balthough\b|\binstead\b")
_NEW_CLAUSE = re.compile(
    r"[;:]|\b(?:but|however|although|though|instead|so|because|unless|until|rather)\b"
    r"|,\s+(?:and\s+)?(?:we|they|it|she|he|you|the|this|these|our|parents|pupils|staff|which|who|where|when|if)\b",
    re.IGNORECASE,
)
"""What ends a denial: a list after it ("no lift, no ramp and no hoist") is denied to its end."""


class Moods:
    """The mood of any span of a document's words."""

    def __init__(self, passages: Passages, words: Words) -> None:
        """Find every cue once."""
        self._words = words
        self._aims = self._by_sentence("aim-cues")
        self._means = self._by_sentence("aim-means")
        self._laws = self._by_sentence("law-cues")
        self._pointers = self._by_sentence("pointer-cues")
        self._before = self._by_sentence("negations-before")
        self._after = self._by_sentence("negations-after")
        self._aim_blocks = passages.under(words.titles_holding(words.vocabularies["aim-headings"]))
        self._text = {block.index: block.text for block in passages.blocks}
        self._blanks = {
            index: spans
            for index, text in self._text.items()
            if _may_hold_a_blank(text) and (spans := [m.span() for m in _BLANK.finditer(text)])
        }

    def _by_sentence(self, vocabulary: str) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for first, last in self._words.find_vocabulary(vocabulary):
            found[self._words.sentence_of[first]].append((first, last))
        return found

    def of(self, first: int, last: int) -> Mood | None:
        """Return the mood of the words `first` to `last` (included), None where they say it plainly."""
        words = self._words
        sentence = words.sentence_of[first]
        block = words.sentences[sentence].block
        blanks = self._blanks.get(block, ())
        if any(words.starts[first] < end and start < words.ends[last] for start, end in blanks):
            return Mood.PLACEHOLDER
        if self._is_negated(sentence, first, last):
            return Mood.NEGATED
        here = words.sentences[sentence]
        if self._text[block][here.start : here.end].rstrip("\"'\u2019\u201d) ").endswith("?"):
            return Mood.QUESTION
        if blank := next(((start, end) for start, end in blanks if here.start < end and start < here.end), None):
            said = len(
                self._text[block][here.start : blank[0]].split() + self._text[block][blank[1] : here.end].split()
            )
            return Mood.UNFINISHED if said >= _ENOUGH_SAID else Mood.PLACEHOLDER
        if any(start <= first for start, _ in self._laws.get(sentence, ())):
            return Mood.LAW
        if self._is_pointer(sentence, first, last):
            return Mood.POINTER
        if self._is_aim(sentence, block, first):
            return Mood.AIM
        return None

    def _is_negated(self, sentence: int, first: int, last: int) -> bool:
        if self._words.words[first] in _OWN_DENIAL:
            return False
        opening = self._words.words[self._words.sentences[sentence].first]
        ends_denial = _CLAUSE if opening in _CONDITIONS else _NEW_CLAUSE
        for start, end in self._before.get(sentence, ()):
            if start < first <= end + _NEGATION_REACH and not self._between(ends_denial, min(end, first), first):
                return True
        for start, _ in self._after.get(sentence, ()):
            if last < start <= last + _NEGATION_AFTER_REACH and not self._between(_CLAUSE, last, start):
                return True
        return False

    def _between(self, pattern: re.Pattern[str], end: int, first: int) -> bool:
        words = self._words
        text = self._text[words.sentences[words.sentence_of[first]].block]
        return bool(pattern.search(text, words.ends[end], words.starts[first]))

    def _is_pointer(self, sentence: int, first: int, last: int) -> bool:
        for start, end in self._pointers.get(sentence, ()):
            if start <= last and first <= end:
                return True
            gap = (first - end) if end < first else (start - last)
            early, late = (end, first) if end < first else (last, start)
            if gap <= _POINTER_REACH and not self._between(_CLAUSE, early, late):
                return True
        return False

    def _is_aim(self, sentence: int, block: int, first: int) -> bool:
        if block in self._aim_blocks:
            return True
        for start, end in self._aims.get(sentence, ()):
            if start > first:
                continue
            means = self._means.get(sentence, ())
            if not any(end < at for at, _ in means):
                return True
        return False


def _may_hold_a_blank(text: str) -> bool:
    low = text.lower()
    return any(sign in text for sign in _BLANK_SIGNS) or any(letters in low for letters in _BLANK_LETTERS)
