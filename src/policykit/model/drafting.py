"""What a document is drafted from: the questions a school is asked, what it answered, and where each answer came from."""

from dataclasses import dataclass
from enum import StrEnum

from policykit.model.law import Phase, SchoolType


class AnswerKind(StrEnum):
    """What an answer is, so that a slip can be told at once."""

    TEXT = "text"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    DATE = "date"


class Need(StrEnum):
    """What an empty answer means.

    MUST: a gap that no final document may have. SHOULD: a gap until somebody says to leave it out. OPTIONAL: left out.
    """

    MUST = "must"
    SHOULD = "should"
    OPTIONAL = "optional"


class DraftKind(StrEnum):
    """The documents that can be drafted."""

    REPORT = "report"
    POLICY = "policy"
    ACCESSIBILITY_PLAN = "accessibility-plan"
    INCLUSION_STRATEGY = "inclusion-strategy"


class State(StrEnum):
    """Who stands behind an answer: a person (CONFIRMED), nobody yet (PROPOSED); SKIPPED is a person's wish to leave it out."""

    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that only the school can say, in a parent's or a SENCO's words.

    `id` is also its field in a template. `answers` are the ids of the requirements that it answers, `elements` those of
    their elements that it is meant for where it is not all of them. `softer_in` are the phases in which a MUST is only a
    SHOULD. An empty `phases` is every phase. `sixth_form` is True for what is asked only where there is one. Words of an older
    document answer the question only where one of its `cues` (in lower case) stands in them; without cues, always.
    `whose` work is asked for ("senco", "teachers", "governors"): what stands under anybody else is no answer; "" is anybody's.
    `steps` is True for the one question to which assess, plan, do and review belong where they stand together.
    """

    id: str
    group: str
    asks: str
    why: str
    hint: str
    example: str
    kind: AnswerKind
    need: Need
    answers: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    applies_to: tuple[SchoolType, ...] = tuple(SchoolType)
    phases: tuple[Phase, ...] = ()
    softer_in: tuple[Phase, ...] = ()
    sixth_form: bool = False
    documents: tuple[DraftKind, ...] = (DraftKind.REPORT,)
    cues: tuple[str, ...] = ()
    whose: str = ""
    steps: bool = False

    @property
    def many_lines(self) -> bool:
        """Whether the answer may run over several lines."""
        return self.kind is AnswerKind.TEXT


@dataclass(frozen=True, slots=True)
class School:
    """The facts that decide what is asked: neither is printed as it stands."""

    type: SchoolType
    phase: Phase
    sixth_form: bool = False


@dataclass(frozen=True, slots=True)
class TakenFrom:
    """Where a text was found: the file's name, the page (from 1, None where the format has none), the section, the words."""

    file: str
    page: int | None = None
    section: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """Another text that was found for the same question, for a person to choose from."""

    text: str
    source: tuple[TakenFrom, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said on one question: `text` may hold paragraphs (an empty line between) and list lines ("- ").

    `notes` tell a person what to look at before confirming (an outdated word, what is lacking). They are never printed.
    """

    text: str
    state: State = State.CONFIRMED
    source: tuple[TakenFrom, ...] = ()
    notes: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class AcceptedException:
    """A finding of the self-check that a person lets stand: a requirement's or stale reference's id, who, and why."""

    id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a school has said so far: `given` maps question ids to answers, in the order of the file."""

    school: School
    given: dict[str, Answer]
    accepted: tuple[AcceptedException, ...] = ()
