"""How a checklist says what counts as evidence: a closed set of kinds, composed in YAML and run by `policykit.check`."""

from dataclasses import dataclass
from enum import StrEnum

RECOGNISER_NAMES = ("phone", "email", "url", "link", "postcode", "date", "review-date", "money", "name")
"""What `recognise` may name; `policykit.check.recognise` finds them."""

CUE_VOCABULARIES = (
    "aim-cues",
    "aim-headings",
    "aim-means",
    "law-cues",
    "pointer-cues",
    "negations-before",
    "negations-after",
)
"""The vocabularies that every checklist has to have, since the engine asks for them by name."""


class Window(StrEnum):
    """How far apart the parts of one piece of evidence may stand.

    PASSAGE is a block with what it is read with: the line that introduces its list, the other cells of its row.
    NEAR is that and the two blocks before and after it in the same section.
    """

    SENTENCE = "sentence"
    PASSAGE = "passage"
    NEAR = "near"
    SECTION = "section"
    DOCUMENT = "document"


class Mood(StrEnum):
    """How a sentence says a thing, where that makes it weaker than saying what this school does."""

    AIM = "aim"
    """A hope, belief or intention with no arrangement."""
    LAW = "law"
    """What schools in general, the Code or an Act require."""
    POINTER = "pointer"
    """Only says where to read about it."""
    NEGATED = "negated"
    """Says that it is not so."""
    PLACEHOLDER = "placeholder"
    """A template's blank that nobody filled in."""
    QUESTION = "question"
    """Only asks; the answer stands elsewhere."""
    LOOSE = "loose"
    """Found by loose evidence with which the recogniser does not agree."""
    UNFINISHED = "unfinished"
    """Says it, in a sentence that still holds such a blank."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """One thing to find; exactly one of the four kinds is filled.

    `terms` are phrases in the term language (see docs/adding-a-requirement.md), `vocabulary` the id of a shared list of
    them, `recognise` names of recognisers (any one is enough), `pattern` a regular expression. Of each group of a pattern's
    `literals` some letters (lower case) stand in every text that it finds something in.
    """

    terms: tuple[str, ...] = ()
    vocabulary: str = ""
    recognise: tuple[str, ...] = ()
    pattern: str = ""
    literals: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One way of giving an element: every matcher within the window, and nothing of `unless` in the anchor's sentence.

    The first matcher is the anchor: its words are quoted. `under` are terms one of which a heading above the passage (or
    a table heading) has to hold. `of` is the id of an element whose evidence has to stand in the window too. `accepts`
    are the moods that count here although they count nowhere else. `sure` is False for loose evidence; `alone` is False for
    evidence that counts in full only where the recogniser agrees, and then is sure. `times` is more than 1 for evidence of
    one thing where several are asked for: it counts in full where so many sentences give a thing of that kind.
    """

    matchers: tuple[Matcher, ...]
    within: Window = Window.SENTENCE
    under: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    of: str = ""
    accepts: tuple[Mood, ...] = ()
    sure: bool = True
    alone: bool = True
    times: int = 1


@dataclass(frozen=True, slots=True)
class Trap:
    """Words that look like evidence and are none: whatever lies inside them is not seen."""

    terms: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A shared list of terms, whose id evidence and other terms name."""

    id: str
    title: str
    terms: tuple[str, ...]
