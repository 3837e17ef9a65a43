"""What must be asked: the questions in their order, those that concern one school, and the shape of their file."""

from functools import cache
from pathlib import Path
from typing import Any

from policykit import data
from policykit.errors import TemplateError
from policykit.model.drafting import AnswerKind, DraftKind, Need, Question, School
from policykit.model.law import Phase, SchoolType

NAME = "questions.yaml"


@cache
def questions(folder: Path | None = None) -> tuple[Question, ...]:
    """Return every question in the order in which it is asked, from the shipped folder where none is given.

    Raises TemplateError that lists every mistake of the file with its line.
    """
    from policykit.draft.shapes import QuestionsShape
    from policykit.strict import Problem, load_shape, problem_at

    path = (folder or data.home("templates")) / NAME
    shape, problems, tree, lines = load_shape(path, QuestionsShape, TemplateError)
    seen: set[str] = set()
    for number, one in enumerate(shape.questions if shape else ()):
        if one.id in seen:
            at: Any = ("questions", number, "id")
            problems.append(problem_at(path, tree, lines, at, f"id: {one.id} stands twice.", "Give each its own id."))
        seen.add(one.id)
    if shape is None or problems:
        raise TemplateError("\n".join(str(problem) for problem in sorted(set[Problem](problems))))
    return tuple(_question(one) for one in shape.questions)


def _question(shape: Any) -> Question:
    return Question(
        id=shape.id,
        group=shape.group,
        asks=shape.asks,
        why=shape.why,
        hint=shape.hint,
        example=shape.example,
        kind=AnswerKind(shape.kind),
        need=Need(shape.need),
        answers=tuple(shape.answers),
        elements=tuple(shape.elements),
        applies_to=tuple(map(SchoolType, shape.applies_to)) or tuple(SchoolType),
        phases=tuple(map(Phase, shape.phases)),
        softer_in=tuple(map(Phase, shape.softer_in)),
        sixth_form=shape.sixth_form,
        documents=tuple(map(DraftKind, shape.documents)),
    )


def concerns(question: Question, school: School) -> bool:
    """Return whether the question is one for a school of that type and those ages."""
    if school.type not in question.applies_to or (question.phases and school.phase not in question.phases):
        return False
    return school.sixth_form or not question.sixth_form


def questions_for(school: School, document: DraftKind = DraftKind.REPORT) -> tuple[Question, ...]:
    """Return the questions that concern that school for that document, in the order in which they are asked."""
    return tuple(one for one in questions() if document in one.documents and concerns(one, school))


def need_here(question: Question, school: School) -> Need:
    """Return what an empty answer means for that school."""
    softer = question.need is Need.MUST and school.phase in question.softer_in
    return Need.SHOULD if softer else question.need
