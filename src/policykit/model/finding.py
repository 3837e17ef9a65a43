"""What a check gives: findings on requirements, on stale references, on dates and on wrong law, gathered in a report."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from policykit.model.document import Document, Gap, Span

if TYPE_CHECKING:
    from policykit.model.access import Access
    from policykit.model.plain import PlainWords


class Status(StrEnum):
    """What a document says on a requirement: the labelling guide's three words, and two honest ones."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    CANNOT_TELL = "cannot-tell"
    NOT_APPLICABLE = "not-applicable"


class Counts(StrEnum):
    """How a report shows a finding.

    GAP: the law requires this document to say it and it does not. ELSEWHERE: it belongs in another document, or was
    found there. SHOULD: the Code asks for it. NO: nothing to do.
    """

    GAP = "gap"
    ELSEWHERE = "elsewhere"
    SHOULD = "should"
    NO = "no"


class Severity(StrEnum):
    """How a stale reference stands: the labelling guide's words."""

    OUTDATED = "outdated"
    CHECK = "check"
    ADVICE = "advice"
    HISTORY = "history"
    NOT_YET_LAW = "not-yet-law"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document with their place: `span` is what is shown (at most 200 characters), `words` what decided.

    `file` is "" for the document itself, else the path of the companion it was found in.
    """

    span: Span
    words: Span
    text: str
    element: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the document says on one requirement.

    `lacking` names the essential elements that nothing was found for. `nearest` is the passage that came nearest and
    `nearest_why` why it does not count; None and "" where nothing came near. `sure` is False where a person should look.
    """

    id: str
    status: Status
    evidence: tuple[Quote, ...] = ()
    lacking: tuple[str, ...] = ()
    reason: str = ""
    nearest: Quote | None = None
    nearest_why: str = ""
    sure: bool = True
    counts: Counts = Counts.NO


@dataclass(frozen=True, slots=True)
class StaleFinding:
    """One place where the document leans on something superseded (or mentions it as history).

    `id` is the stale reference's, `group` what people see as one line (usually the same id), `since` the day from which
    it was superseded, None where it never ends. `fits` says that `replacement` can stand in the place of `quote.span`
    as it is; else it says why a person has to rewrite, and how ("" where there is nothing to write). `quote.words` is
    the find itself; the span may take in its article. `also` are places elsewhere that the finding speaks of.
    """

    id: str
    group: str
    quote: Quote
    severity: Severity
    replacement: str
    since: date | None
    message: str = ""
    fits: bool = False
    from_memory: bool = False
    """The law behind it has not yet been compared with its text."""
    also: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class DateFinding:
    """A date in the document: `kind` is last-review, next-review, approved or event; `passed` says that it is over."""

    kind: str
    day: date
    quote: Quote
    passed: bool
    message: str = ""


@dataclass(frozen=True, slots=True)
class WrongLawFinding:
    """A claim about the law that is wrong: what it says, why it is wrong and what to write."""

    id: str
    quote: Quote
    message: str
    replacement: str
    from_memory: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What a document is, as far as its text tells: each `*_why` says in one clause how that is known.

    `nation` is england, wales, scotland or northern-ireland. `kind` is one of policy, information-report, combined,
    accessibility-plan, prospectus, fragment, other. `foreign` is the sentence to say at the top where the document is
    plainly another kind's or nation's, else "".
    """

    title: str
    school: str
    kind: str
    kind_why: str
    nation: str
    school_type: str
    school_type_why: str
    phase: str
    phase_why: str
    foreign: str = ""


@dataclass(frozen=True, slots=True)
class LeftoverFinding:
    """Something that should not be published: a blank nobody filled in, a comment, another school's name.

    `quote` is None where it is the file's and not a passage's; `where` is then its place in words. `message` says what it
    is and `remedy` what to do.
    """

    id: str
    quote: Quote | None
    where: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class LinkFinding:
    """A link of the document: the words it stands on, where it leads, and what is wrong with it ("" where nothing is).

    `tried` is False where nobody tried whether it answers, which is only done when asked for.
    """

    quote: Quote
    target: str
    problem: str = ""
    tried: bool = False


class AcceptanceState(StrEnum):
    """How an acceptance stands on the day of the check: only IN_FORCE takes its finding out of what fails a check."""

    IN_FORCE = "in-force"
    EXPIRED = "expired"
    UNUSED = "unused"
    """No finding of this document has its id and quote."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's decision to accept a finding: shown beside it in every format, never silently.

    `id` is the requirement's or stale reference's, `quote` the words it was accepted for ("" where the finding has
    none), `until` its last day. `file` and `line` (from 1) are where it is written. `note` says, of one that is unused,
    why: in a whole sentence.
    """

    id: str
    quote: str
    reason: str
    name: str
    until: date
    state: AcceptanceState
    line: int = 0
    file: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that one check found, with what it was checked against; formats only render it.

    `requirements` holds the 43 in the checklist's order, `further` the rest. `as_at` is the day whose law was applied.
    `stale_checked_on` is the oldest day on which a stale reference or wrong claim was last compared with its source.
    """

    document: Document
    about: About
    as_at: date
    requirements: tuple[Finding, ...]
    further: tuple[Finding, ...] = ()
    stale: tuple[StaleFinding, ...] = ()
    dates: tuple[DateFinding, ...] = ()
    wrong_law: tuple[WrongLawFinding, ...] = ()
    companions: tuple[Document, ...] = ()
    gaps: tuple[Gap, ...] = ()
    errors: tuple[str, ...] = field(default_factory=tuple)
    accepted: tuple[Acceptance, ...] = ()
    leftovers: tuple[LeftoverFinding, ...] = ()
    links: tuple[LinkFinding, ...] = ()
    stale_checked_on: date | None = None
    plain: "PlainWords | None" = None
    """None where nobody looked how plain the words are."""
    access: "Access | None" = None
    """None where nobody looked how far everyone can read the file."""
