"""The shapes of the two files that people write for a draft: the questions and the answers."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from policykit.strict import Shape

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False)]
QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
SchoolTypeWord = Literal["mainstream", "nursery", "special", "pru", "ap", "16-19", "independent", "early-years"]
PhaseWord = Literal["primary", "secondary", "all-through", "16-19"]
DocumentWord = Literal["report", "policy", "accessibility-plan", "inclusion-strategy"]


class QuestionShape(Shape):
    """One question as templates/questions.yaml holds it."""

    id: QuestionId
    group: Words
    asks: Words
    why: Words
    hint: Words
    example: Words
    kind: Literal["text", "name", "phone", "email", "url", "date"]
    need: Literal["must", "should", "optional"]
    answers: list[Words] = []
    elements: list[Words] = []
    applies_to: list[SchoolTypeWord] = []
    phases: list[PhaseWord] = []
    softer_in: list[PhaseWord] = []
    sixth_form: bool = False
    documents: list[DocumentWord] = ["report"]
    cues: list[Words] = []
    whose: Literal["senco", "teachers", "governors"] | None = None
    steps: bool = False


class QuestionsShape(Shape):
    """The whole of templates/questions.yaml."""

    questions: list[QuestionShape] = Field(min_length=1)


class SourceShape(Shape):
    """Where a text was found."""

    file: Words = Field(description="The name of the document the text was found in.")
    page: int | None = Field(default=None, ge=1, description="The page, counted from 1.")
    section: str = Field(default="", description="The heading it stands under.")
    quote: str = Field(default="", description="The words as that document has them.")


class OtherShape(Shape):
    """Another text that was found for the same question."""

    text: Words
    source: list[SourceShape] = []


class AnswerShape(Shape):
    """What the school says on one question."""

    text: str = Field(default="", description="What is printed. An empty line begins a paragraph, '- ' a list item.")
    state: Literal["confirmed", "proposed", "skipped"] = Field(
        default="confirmed",
        description="confirmed: a person stands behind it. proposed: nobody has looked yet. skipped: leave it out.",
    )
    source: list[SourceShape] = Field(default=[], description="Where a proposed text was found.")
    notes: list[Words] = Field(default=[], description="What to look at before confirming. Never printed.")
    others: list[OtherShape] = Field(default=[], description="Other texts found for the same question.")


def _words_alone(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        # A telephone number without spaces is a number to YAML, and its leading nought is gone.
        message = "this is read as a number or a yes and no. | Put the answer in quotes, for example '01632 960110'."
        raise ValueError(message)  # noqa: TRY004 - pydantic turns only a ValueError into a problem with its place
    if isinstance(value, list):
        message = "this is a list, and an answer is text. | Write | after the key, and the lines below it further in."
        raise ValueError(message)  # noqa: TRY004 - as above
    # A key with nothing after it is a question that nobody has answered yet.
    return {"text": value or ""} if isinstance(value, str | None) else value


class SchoolShape(Shape):
    """The facts that decide what is asked."""

    type: SchoolTypeWord = Field(description="The kind of school in law.")
    phase: PhaseWord = Field(description="The ages the school teaches.")
    sixth_form: bool = Field(default=False, description="true where the school has a sixth form.")


class AcceptedShape(Shape):
    """A finding of the self-check that a person lets stand."""

    id: Words = Field(description="The requirement or stale reference, such as sch1.6.")
    name: Words = Field(description="Who accepts it.")
    reason: Words = Field(description="Why.")


class AnswersShape(Shape):
    """An answers file."""

    policykit: Literal["answers-1"] = Field(description="What kind of file this is, and its version.")
    school: SchoolShape
    answers: Annotated[
        dict[str, Annotated[AnswerShape, BeforeValidator(_words_alone)]],
        BeforeValidator(lambda value: {} if value is None else value),
    ] = {}
    accepted: list[AcceptedShape] = []
