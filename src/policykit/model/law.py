"""What the checklist holds once loaded: sources, citations, requirements with their elements, and what may be asked of a board."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policykit.model.evidence import Evidence, Trap, Vocabulary


class Duty(StrEnum):
    """The force of a duty itself, whoever has to do it."""

    MUST = "must"
    SHOULD = "should"
    GOOD_PRACTICE = "good-practice"
    GRANT_CONDITION = "grant-condition"


class Publish(StrEnum):
    """Whether this document has to say it: MUST for the 23 of Schedule 1 and section 69(3)(b) alone."""

    MUST = "must"
    SHOULD = "should"
    GOOD_PRACTICE = "good-practice"


class SchoolType(StrEnum):
    """The kinds of school that the law treats differently."""

    MAINSTREAM = "mainstream"
    NURSERY = "nursery"
    SPECIAL = "special"
    PRU = "pru"
    AP = "ap"
    SIXTEEN_NINETEEN = "16-19"
    INDEPENDENT = "independent"
    EARLY_YEARS = "early-years"


class Phase(StrEnum):
    """The ages a school teaches."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    ALL_THROUGH = "all-through"
    SIXTEEN_NINETEEN = "16-19"


class Basis(StrEnum):
    """Whether an essential element stands in the law or is our reading of it."""

    LAW = "law"
    OUR_READING = "our-reading"


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which something is law: `start` and `until` included, None for open."""

    start: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Return whether it is in force on that day."""
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Checked:
    """When and against what a piece of law was last compared with its text.

    `status` is "verified" (the text itself was read), "second-hand" (a page that reports it was read) or "from-memory".
    """

    day: date
    against: str
    status: str


@dataclass(frozen=True, slots=True)
class Source:
    """An Act, Regulations, Code or guidance: `provisions` lists every one of its provisions that concerns us."""

    id: str
    title: str
    kind: str
    url: str
    in_force: InForce
    provisions: tuple[str, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision, put in our own words."""

    source: str
    at: str
    says: str
    url: str
    in_force: InForce
    checked: Checked


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that a requirement asks for.

    An element that is not `essential` feeds the advice and never the status. `lacks` is what to say when it is not found.
    `raises` is False for one so common that finding it alone does not make the requirement partly met.
    """

    id: str
    asks: str
    basis: Basis
    evidence: tuple[Evidence, ...]
    lacks: str
    essential: bool = True
    raises: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what a check of it must give: `finds` maps element ids to the exact words; `line` is where it stands."""

    status: str
    text: str
    finds: dict[str, str]
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement, whole.

    `applies_to` are the school types it is law or guidance for, `expected_of` those of which the Code expects it though
    the statute does not reach them. `softer_in` are the phases in which duty and publish are only `should`. `belongs` says which
    document it is usual in. `further` marks the ids beside the 43. `optional` ones are judged only when asked for.
    `topic` is evidence that the subject is raised, which makes at most partly met.
    """

    id: str
    name: str
    title: str
    question: str
    duty: Duty
    publish: Publish
    applies_to: tuple[SchoolType, ...]
    expected_of: tuple[SchoolType, ...]
    softer_in: tuple[Phase, ...]
    belongs: str
    law: tuple[Citation, ...]
    reason: str
    advice: str
    topic: tuple[Evidence, ...]
    elements: tuple[Element, ...]
    traps: tuple[Trap, ...]
    met: str
    missing: str
    examples: tuple[Example, ...]
    further: bool = False
    optional: bool = False
    formerly: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        """Return whether any provision behind it is in force on that day."""
        return any(citation.in_force.on(day) for citation in self.law)


@dataclass(frozen=True, slots=True)
class BoardQuestion:
    """What a governing board may ask itself about one requirement, whether or not the document speaks of it."""

    requirement: str
    ask: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """Everything that documents are checked against.

    `requirements` stand in the order of reports, `questions` with the most strategic first. `digest` is the SHA-256 of all files together; `version` and `day` name the edition.
    `law_checked_on` is the oldest day on which any of its law was last compared with its source.
    """

    version: str
    day: date
    law_checked_on: date
    digest: str
    sources: tuple[Source, ...]
    vocabularies: tuple[Vocabulary, ...]
    requirements: tuple[Requirement, ...]
    questions: tuple[BoardQuestion, ...] = ()

    def requirement(self, requirement_id: str) -> Requirement | None:
        """Return the requirement of that id or of one it was formerly known by, None where there is none."""
        for requirement in self.requirements:
            if requirement.id == requirement_id or requirement_id in requirement.formerly:
                return requirement
        return None
