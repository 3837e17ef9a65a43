"""How hard a document is to read, and the words that parents may not know: advice, never a verdict."""

from dataclasses import dataclass
from enum import StrEnum

from policykit.model.finding import Quote
from policykit.model.law import Citation


class HardWordKind(StrEnum):
    """Why a word is hard: ABBREVIATION, JARGON of schools, or WORDY (a long way to say something short)."""

    ABBREVIATION = "abbreviation"
    JARGON = "jargon"
    WORDY = "wordy"


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word of the list that ships: `spellings` are how it is written, the one to show first.

    `stands_for` are the full forms of an abbreviation, the one to offer first. `plain` is what to write or add.
    """

    kind: HardWordKind
    spellings: tuple[str, ...]
    plain: str
    stands_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainCatalogue:
    """What text is compared with: the provision that asks for plain words, the words, and abbreviations everyone knows."""

    law: tuple[Citation, ...]
    words: tuple[PlainWord, ...]
    everyday: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ease:
    """How easily running text reads.

    `words`, `sentences` and `syllables` are of the sentences that were counted; `aside` are the words of headings, labels
    and names in lists and tables, which are no sentences. `ease` is Flesch's reading ease, held between 0 and 100 (more is
    easier), `age` the reading age in years; both are None where there is too little running text to say.
    """

    words: int
    sentences: int
    syllables: int
    aside: int = 0
    ease: float | None = None
    age: int | None = None


@dataclass(frozen=True, slots=True)
class SectionEase:
    """The ease of what stands directly under one heading; `heading` is its block, None for what stands above all of them."""

    heading: int | None
    ease: Ease


@dataclass(frozen=True, slots=True)
class HardSentence:
    """One of the hardest sentences: `long_words` are its words of four syllables and more, each once."""

    quote: Quote
    words: int
    ease: float
    age: int
    long_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word that the document uses and never explains: `quote` is where it first stands, `times` how often it does.

    `word` is the spelling to show. `stands_for` and `plain` are what to offer, "" where only the school can know.
    """

    kind: HardWordKind
    word: str
    quote: Quote
    times: int
    stands_for: str = ""
    plain: str = ""


@dataclass(frozen=True, slots=True)
class PlainWords:
    """How plain the words of a document are; `law` is what asks for plain words (it sets no number)."""

    law: tuple[Citation, ...]
    whole: Ease
    sections: tuple[SectionEase, ...] = ()
    hardest: tuple[HardSentence, ...] = ()
    words: tuple[HardWord, ...] = ()
