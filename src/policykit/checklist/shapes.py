"""The shapes of checklist files as pydantic reads them: strict, every key declared."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from policykit.model.evidence import RECOGNISER_NAMES
from policykit.strict import Shape

_KINDS = ("terms", "vocabulary", "recognise", "pattern")


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        message = f"{value} is not a date ({error}). | Write it as year-month-day, for example 2014-09-01."
        raise ValueError(message) from error


def _text(value: str) -> str:
    text = " ".join(value.split())
    if not text:
        message = "this text is empty. | Write a sentence, or take the key out."
        raise ValueError(message)
    return text


def _known_recogniser(value: str) -> str:
    if value not in RECOGNISER_NAMES:
        message = f"there is no recogniser '{value}'. | The recognisers are: {', '.join(RECOGNISER_NAMES)}."
        raise ValueError(message)
    return value


Day = Annotated[date, BeforeValidator(_day)]
Text = Annotated[str, AfterValidator(_text)]
Recogniser = Annotated[str, AfterValidator(_known_recogniser)]
SchoolTypeWord = Literal["mainstream", "nursery", "special", "pru", "ap", "16-19", "independent", "early-years"]
PhaseWord = Literal["primary", "secondary", "all-through", "16-19"]


class InForceShape(Shape):
    """The first and last day on which something is law; leave `until` out while it lasts."""

    start: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class CheckedShape(Shape):
    """When and against what the wording was last compared with its source."""

    date: Day
    against: Text
    status: Literal["verified", "second-hand", "from-memory"] = "verified"


class CitationShape(Shape):
    """One provision in our own words."""

    source: Text
    at: Text
    says: Text
    url: Text
    in_force: InForceShape
    checked: CheckedShape


class MatcherShape(Shape):
    """One thing to find: exactly one of terms, vocabulary, recognise, pattern."""

    terms: list[Text] | None = None
    vocabulary: Text | None = None
    recognise: list[Recogniser] | None = None
    pattern: str | None = None
    why: Text | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> "MatcherShape":
        kinds = [kind for kind in _KINDS if getattr(self, kind)]
        if len(kinds) != 1:
            message = f"name one kind of evidence here, not {' and '.join(kinds) or 'none'}. | Write one of: {', '.join(_KINDS)}."
            raise ValueError(message)
        if self.pattern and not self.why:
            message = "a pattern needs a why. | Say what the pattern finds that terms cannot."
            raise ValueError(message)
        return self


class EvidenceShape(Shape):
    """One way of giving an element: a single matcher, or several under `all`."""

    terms: list[Text] | None = None
    vocabulary: Text | None = None
    recognise: list[Recogniser] | None = None
    pattern: str | None = None
    why: Text | None = None
    all: list[MatcherShape] | None = None
    within: Literal["sentence", "passage", "near", "section", "document"] = "sentence"
    under: list[Text] = []
    unless: list[Text] = []
    of: Text | None = None
    accepts: list[Literal["aim", "law", "pointer", "negated", "placeholder", "question", "unfinished"]] = []
    sure: bool = True
    alone: bool = True
    times: Annotated[int, Field(ge=1)] = 1

    @model_validator(mode="after")
    def _one_form(self) -> "EvidenceShape":
        kinds = [kind for kind in _KINDS if getattr(self, kind)]
        if bool(self.all) == bool(kinds) or len(kinds) > 1:
            message = f"name one kind of evidence, or several under 'all'. | The kinds are: {', '.join(_KINDS)}."
            raise ValueError(message)
        if self.pattern and not self.why:
            message = "a pattern needs a why. | Say what the pattern finds that terms cannot."
            raise ValueError(message)
        return self

    def matchers(self) -> list[MatcherShape]:
        """Return the matchers, the anchor first."""
        if self.all:
            return self.all
        return [
            MatcherShape(
                terms=self.terms,
                vocabulary=self.vocabulary,
                recognise=self.recognise,
                pattern=self.pattern,
                why=self.why,
            )
        ]


class ElementShape(Shape):
    """One thing that the requirement asks for."""

    id: Text
    asks: Text
    basis: Literal["law", "our-reading"]
    essential: bool = True
    raises: bool = True
    evidence: list[EvidenceShape] = Field(min_length=1)


class TrapShape(Shape):
    """Words that look like evidence and are none."""

    terms: list[Text] = Field(min_length=1)
    why: Text


class MessagesShape(Shape):
    """What is said of each outcome; `lacks` has one sentence for each essential element."""

    met: Text
    missing: Text
    lacks: dict[str, Text]


class ExampleShape(Shape):
    """A text, what it must come out as and the exact words that must be found."""

    status: Literal["met", "partial", "missing"]
    text: str
    finds: dict[str, Text] = {}
    why: Text | None = None


class RequirementShape(Shape):
    """One requirement, whole, as its file has it."""

    id: Text
    name: Text
    title: Text
    question: Text
    duty: Literal["must", "should", "good-practice", "grant-condition"]
    publish: Literal["must", "should", "good-practice"]
    applies_to: list[SchoolTypeWord] = Field(min_length=1)
    expected_of: list[SchoolTypeWord] = []
    softer_in: list[PhaseWord] = []
    belongs: Literal["report", "policy", "either", "accessibility-plan", "elsewhere"]
    further: bool = False
    optional: bool = False
    formerly: list[Text] = []
    law: list[CitationShape] = Field(min_length=1)
    reason: Text
    advice: Text
    topic: list[EvidenceShape] = []
    elements: list[ElementShape] = Field(min_length=1)
    not_evidence: list[TrapShape] = []
    messages: MessagesShape
    examples: list[ExampleShape] = Field(min_length=3)


class VocabularyShape(Shape):
    """A shared list of terms."""

    id: Text
    title: Text
    terms: list[Text] = Field(min_length=1)


class SourceShape(Shape):
    """An Act, Regulations, Code or guidance, and every provision of it that concerns us."""

    id: Text
    title: Text
    number: Text | None = None
    kind: Literal["act", "regulations", "code", "guidance"]
    url: Text
    in_force: InForceShape
    provisions: list[Text] = Field(min_length=1)


class EditionShape(Shape):
    """The edition of a checklist folder: `order` is the order of requirements in reports."""

    version: Text
    date: Day
    order: list[Text] = []


class BoardQuestionShape(Shape):
    """A question for the governing board about one requirement."""

    requirement: Text
    ask: Text


class GovernorsShape(Shape):
    """The questions for the governing board, most strategic first."""

    questions: list[BoardQuestionShape] = Field(min_length=1)


class LocalShape(Shape):
    """An authority's own names: each list is added to the vocabulary that looks for such names."""

    authority: str = ""
    advice_service: list[Text] = []
    advice_service_addresses: list[Text] = []
    local_offer: list[Text] = []
    local_offer_addresses: list[Text] = []


class CoveredShape(Shape):
    """One provision of one source: the requirements that come from it, or why there is none."""

    source: Text
    at: Text
    requirements: list[Text] = []
    why: Text | None = None

    @model_validator(mode="after")
    def _accounted_for(self) -> "CoveredShape":
        if bool(self.requirements) == bool(self.why):
            message = (
                "name the requirements of this provision, or say why it has none. | Write one of: requirements, why."
            )
            raise ValueError(message)
        return self


class CoverageShape(Shape):
    """Every provision of every source, accounted for."""

    provisions: list[CoveredShape]
