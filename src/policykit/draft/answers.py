"""The answers file, read: strict, every mistake with its line and what to write instead."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policykit.draft.kinds import mistake_in
from policykit.draft.questions import questions
from policykit.errors import TemplateError, did_you_mean
from policykit.model.drafting import (
    AcceptedException,
    Answer,
    Answers,
    Other,
    Question,
    School,
    State,
    TakenFrom,
)
from policykit.model.law import Phase, SchoolType


def load_answers(path: Path) -> Answers:
    """Return what the answers file at `path` says; raises TemplateError that lists every mistake with its line and remedy."""
    from policykit.draft.shapes import AnswersShape
    from policykit.strict import Problem, load_shape, problem_at

    shape, problems, tree, lines = load_shape(path, AnswersShape, TemplateError)
    asked = {question.id: question for question in questions()}
    for name, answer in (shape.answers if shape else {}).items():
        at: tuple[int | str, ...] = ("answers", name)
        if name not in asked:
            problems.append(problem_at(path, tree, lines, at, *_unknown(name, asked)))
        elif mistake := mistake_in(answer.text, asked[name].kind, answer.state):
            at = (*at, "text") if isinstance(tree["answers"][name], Mapping) else at
            problems.append(problem_at(path, tree, lines, at, f"answers.{name}: {mistake[0]}", mistake[1]))
    if shape is None or problems:
        raise TemplateError("\n".join(str(problem) for problem in sorted(set[Problem](problems))))
    return _answers(shape)


def _unknown(name: str, asked: Mapping[str, Question]) -> tuple[str, str]:
    remedy = did_you_mean(name, asked, "`policykit template fields` lists them.")
    return f"answers.{name}: there is no question of that name.", remedy


def _answers(shape: Any) -> Answers:
    school = School(SchoolType(shape.school.type), Phase(shape.school.phase), shape.school.sixth_form)
    accepted = tuple(AcceptedException(one.id, one.name, one.reason) for one in shape.accepted)
    return Answers(school, {name: _answer(one) for name, one in shape.answers.items()}, accepted)


def _answer(shape: Any) -> Answer:
    return Answer(
        text=shape.text.strip(),
        state=State(shape.state),
        source=_sources(shape.source),
        notes=tuple(shape.notes),
        others=tuple(Other(other.text, _sources(other.source)) for other in shape.others),
    )


def _sources(shapes: Any) -> tuple[TakenFrom, ...]:
    return tuple(TakenFrom(one.file, one.page, one.section, one.quote) for one in shapes)
