"""What is said of how plain a document's words are: the sentences that every format shares, and the short text."""

from collections.abc import Iterator, Sequence

from policykit.model.finding import Report
from policykit.model.plain import Ease, HardSentence, HardWord, HardWordKind, PlainWords
from policykit.report.lines import Line, Look, heading
from policykit.report.place import quote_words
from policykit.report.wording import listed, shorten, times

SHORT_HEADING = "Plain words"
HEADING = f"{SHORT_HEADING}: what the Code asks for, and where this document is hard to read"
ASKED = (
    "The Code (paragraph 6.81) says that schools should publish this in clear and straightforward words. It sets no "
    "number, and none of what follows is a verdict: it shows what is hard, and offers words."
)
SCALE = "Flesch's reading ease runs from 0 (very hard) to 100; text from 60 up reads as plain English."
TOO_LITTLE = "There is too little running text here (fewer than 50 words in sentences) to say how easily it reads."
_SECTIONS, _SENTENCES, _WORDS, _WORDY = 3, 3, 8, 8
_LONGEST_TITLE = 50
_LONG_WORDS = 5
_OLDEST = 21
_MANY_WORDS = 25
"""Words from which a sentence is better as two: the usual advice of plain-English guides."""


def ease_sentence(ease: Ease) -> str:
    """Return how easily text reads as a sentence."""
    if ease.ease is None or ease.age is None:
        return TOO_LITTLE
    return (
        f"Reading ease {ease.ease:.0f}, reading age {age_words(ease.age)}, over {ease.words:,} words of running text "
        f"({ease.words / max(1, ease.sentences):.0f} words to a sentence)."
    )


def age_words(age: int) -> str:
    """Return a reading age in words; past 21 the formula's figure means nothing."""
    return f"{age} or more" if age >= _OLDEST else f"about {age}"


def sentence_remark(hard: HardSentence) -> str:
    """Return what makes a sentence hard, and what to do about it."""
    long_words = listed(f"“{word}”" for word in hard.long_words[:_LONG_WORDS])
    words = f" Long words: {long_words}." if long_words else ""
    split = " Split it in two." if hard.words > _MANY_WORDS else ""
    return f"{hard.words} words, reading age {age_words(hard.age)}.{words}{split}"


def word_remark(hard: HardWord) -> str:
    """Return what to write for a hard word, or beside it."""
    meaning = f": {hard.plain}" if hard.plain else ""
    if hard.kind is HardWordKind.WORDY:
        return f"“{hard.word}” ({times(hard.times)}): {hard.plain}"
    if hard.kind is HardWordKind.JARGON:
        return f"“{hard.word}” ({times(hard.times)}): say what it means{meaning}"
    if not hard.stands_for:
        return f"{hard.word} ({times(hard.times)}): write it out where it first stands"
    explained = f" ({hard.plain})" if hard.plain and hard.plain.casefold() != hard.stands_for.casefold() else ""
    return f"{hard.word} ({times(hard.times)}): write out “{hard.stands_for}” where it first stands{explained}"


def section_title(report: Report, block: int | None) -> str:
    """Return the heading of a section, with its number."""
    return "the opening, above the first heading" if block is None else report.document.section_of(block)


def plain_words_lines(report: Report) -> Iterator[Line]:
    """Give the short account for a screen: the whole, the hardest sections and sentences, the words never explained."""
    plain = report.plain
    if plain is None:
        return
    yield from heading(HEADING)
    yield Line(ASKED, Look.QUIET)
    yield Line(ease_sentence(plain.whole))
    if plain.whole.ease is not None:
        yield Line(SCALE, Look.QUIET)
    yield from _sections(report, plain)
    if plain.hardest:
        yield Line("The hardest sentences:")
    for hard in plain.hardest[:_SENTENCES]:
        yield Line(quote_words(report, hard.quote), Look.ITEM, mark="- ")
        yield Line(sentence_remark(hard), indent=2)
    more = len(plain.hardest) - _SENTENCES
    if more > 0:
        yield Line(f"The JSON report has {more} more.", Look.QUIET)
    yield from _words(plain)


def _sections(report: Report, plain: PlainWords) -> Iterator[Line]:
    told = [(one.ease.ease, one.heading) for one in plain.sections if one.ease.ease is not None]
    if len(told) > 1:
        told.sort(key=lambda one: (one[0] or 0, one[1] or -1))
        words = listed(
            f"“{shorten(section_title(report, at), _LONGEST_TITLE)}” ({ease:.0f})" for ease, at in told[:_SECTIONS]
        )
        yield Line(f"The sections that are hardest to read: {words}.")


def _words(plain: PlainWords) -> Iterator[Line]:
    unexplained = _most_used([word for word in plain.words if word.kind is not HardWordKind.WORDY])
    if unexplained:
        yield Line("Used here and never explained:")
    for word in unexplained[:_WORDS]:
        yield Line(f"{word_remark(word)}.", mark="- ")
    if len(unexplained) > _WORDS:
        yield Line(f"And {listed(word.word for word in unexplained[_WORDS:])}.", Look.QUIET)
    wordy = [word for word in plain.words if word.kind is HardWordKind.WORDY]
    if wordy:
        offered = "; ".join(word_remark(word) for word in wordy[:_WORDY])
        yield Line(f"Could be said in shorter words: {offered}.")


def _most_used(words: Sequence[HardWord]) -> list[HardWord]:
    return sorted(words, key=lambda word: (word.kind is not HardWordKind.ABBREVIATION, -word.times))
