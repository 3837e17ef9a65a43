"""Stale references and wrong claims about the law, as the checklist holds them once loaded."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from policykit.model.expression import Expression
from policykit.model.finding import Severity
from policykit.model.law import Checked, InForce


class Reach(StrEnum):
    """How far from a find a word may stand to count as its context.

    CLAUSE is as much of the sentence as no comma, bracket, colon or conjunction parts from the find. CLAUSE, SENTENCE and BLOCK also take in the headings above, the headings of the table's row and column and the line that
    introduces a list; WORDS is the find itself and nothing else.
    """

    WORDS = "words"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    BLOCK = "block"
    SECTION = "section"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a find may be asked for: some of `words` within `reach`, a severity and a last valid day of its own.

    A word that ends in * stands for every word that begins so. `words` is empty where the find stands for itself.
    """

    words: tuple[str, ...] = ()
    reach: Reach = Reach.SENTENCE
    severity: Severity | None = None
    until: date | None = None
    replacement: str = ""
    plural: str = ""
    rewrite: str = ""


@dataclass(frozen=True, slots=True)
class StaleTerm:
    """Words that are stale wherever they stand as whole words; spaces, hyphens, apostrophes and a plural s do not matter."""

    text: str
    case_sensitive: bool
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Window:
    """Letters (lower case) of which one stands in all that an expression finds, at most `lead` characters after it begins.

    Such an expression begins at the edge of a word.
    """

    letters: tuple[str, ...]
    lead: int


@dataclass(frozen=True, slots=True)
class StalePattern:
    """A regular expression for what terms cannot say.

    One of `anchors` (lower case, a plural s does not matter) stands in every text it finds: blocks without it are not
    searched. `literals` say the same more closely: of each group, letters in lower case, one stands in the text. The
    find is the group `quote` where there is one. A group `edition` names the edition, a group `day` a date that must
    have passed.
    """

    regex: Expression
    anchors: tuple[str, ...]
    why: str
    wanted: Wanted
    literals: tuple[tuple[str, ...], ...] = ()
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Words that make a find innocent: around it (WORDS) or anywhere in its clause, sentence, block or section.

    `literals` are as a pattern's. With `of`, only finds whose words it matches from their start are made innocent: bare
    letters that have other long forms, say, but never the full name.
    """

    regex: Expression
    reach: Reach
    why: str
    literals: tuple[tuple[str, ...], ...] = ()
    of: Expression | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a guidance: how a document writes it, its last day in force, and its severity after that."""

    edition: str
    until: date
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class Successor:
    """What stands in the place of a stale thing: since when, and the provision or page that says so."""

    name: str
    since: date | None
    source: str
    at: str
    citation: str
    url: str


class ExampleOf(StrEnum):
    """What an example of a stale reference or of wrong law has to come out as."""

    FLAGGED = "flagged"
    HISTORY = "history"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class StaleExample:
    """A text and the words found in it; `quote` is "" where nothing of this reference may be found.

    `becomes` is the text once the replacement stands in it, "" where the example does not say. `as_at` is the day whose
    law it is read under, None for the day of the check.
    """

    expected: ExampleOf
    text: str
    quote: str
    severity: Severity | None
    why: str
    line: int
    becomes: str = ""
    as_at: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class StaleReference:
    """One thing that documents still lean on after it has ended.

    `until` is its last day, None where it never ends (wording, local forms, proposals). `begins` is set for the
    opposite case: something in force, which is found only where the law of an earlier day is asked for. `newer` finds
    the edition in force cited elsewhere in the same document. `replacement` are words that fit in its place, "" where
    a person has to rewrite: then `rewrite` says why and how, as it does where one of `unfit` stands right after the
    find. `plural` replaces a plural find.
    """

    id: str
    title: str
    kind: str
    group: str
    terms: tuple[StaleTerm, ...]
    patterns: tuple[StalePattern, ...]
    ignore: tuple[LookAlike, ...]
    history_cues: tuple[Expression, ...]
    editions: tuple[Edition, ...]
    until: date | None
    begins: date | None
    newer: tuple[Expression, ...]
    now: Successor
    severity: Severity
    message: str
    replacement: str
    plural: str
    rewrite: str
    unfit: tuple[Expression, ...]
    checked: Checked
    examples: tuple[StaleExample, ...]

    @property
    def since(self) -> date | None:
        """The first day on which it was superseded."""
        return None if self.until is None else self.until + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell history from reliance: before the find in its sentence, after it, or anywhere in the sentence.

    One of `anchors` (lower case, parts of words too) stands in all that the regular expression finds; `literals` are as
    a pattern's.
    """

    regex: Expression
    side: str
    anchors: tuple[str, ...]
    literals: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """Letters that a replacement may hold and what they stand for; `bare` ones take no "the" (SENDIASS)."""

    short: str
    long: str
    bare: bool


@dataclass(frozen=True, slots=True)
class Narrative:
    """How the past is told without a cue.

    A sentence with `past` and nothing of `present` tells of the past, an item of a dated list unless it holds one of
    `lasting`; a group `year` of `dated` says when; `leans` says
    that it leans on what it names all the same. `item` is the beginning of a list's item with its group `year`, and
    `mark` what parts it from the rest; `records` are words over lists of what was done, `not_a_record` over other lists.
    `sections` are headings of stories, `columns` headings of what was beside `columns_beside` of what is, `speaks` words beside a quotation that somebody spoke.
    """

    past: Expression
    present: Expression
    lasting: Expression
    leans: Expression
    dated: Expression
    item: Expression
    records: Expression
    not_a_record: Expression
    sections: Expression
    columns: Expression
    columns_beside: Expression
    speaks: Expression


@dataclass(frozen=True, slots=True, eq=False)
class StaleCues:
    """What holds for every stale reference: history, reliance, current terms, and the tables that record the past."""

    history: tuple[Cue, ...]
    reliance: tuple[Cue, ...]
    current: tuple[Cue, ...]
    tables: Expression
    sections: Expression
    narrative: Narrative
    abbreviations: tuple[Abbreviation, ...]
    slips: tuple[tuple[str, str], ...] = ()
    """Words as they are mistyped or misread, in lower case, and as terms have them."""


@dataclass(frozen=True, slots=True, eq=False)
class StaleCatalogue:
    """Every stale reference with the cues they share; compared by identity, so that what is built on it is built once."""

    references: tuple[StaleReference, ...]
    cues: StaleCues


@dataclass(frozen=True, slots=True, eq=False)
class WrongLaw:
    """A claim about the law that documents make and that is wrong, with what is so and why."""

    id: str
    title: str
    claims: tuple[StalePattern, ...]
    ignore: tuple[LookAlike, ...]
    in_force: InForce
    why: str
    message: str
    replacement: str
    citation: str
    url: str
    checked: Checked
    examples: tuple[StaleExample, ...] = field(default=())
