"""What must be asked: the questions in their order, and those that concern one school."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from policykit import data
from policykit.errors import TemplateError
from policykit.model.drafting import AnswerKind, DraftKind, Need, Question, School
from policykit.model.law import Phase, SchoolType

NAME = "questions.yaml"
COMPILED = "questions.json"
"""The same questions as JSON with the digest of the YAML they came from: reading that at each start takes too long."""


@cache
def questions(folder: Path | None = None) -> tuple[Question, ...]:
    """Return every question in the order in which it is asked, from the shipped folder where none is given.

    Raises TemplateError that lists every mistake of the file with its line.
    """
    home = folder or data.home("templates")
    compiled = home / COMPILED
    if compiled.is_file():
        held = json.loads(compiled.read_text(encoding="utf-8"))
        if held["digest"] == digest_of(home):
            return tuple(_question(**one) for one in held["questions"])
    return loaded(home)


def digest_of(folder: Path) -> str:
    """Return the SHA-256 of the folder's questions file in hex, line endings aside."""
    return hashlib.sha256((folder / NAME).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def loaded(folder: Path) -> tuple[Question, ...]:
    """Return the questions from their YAML, whatever has been compiled; raises TemplateError as `questions` does."""
    from policykit.draft.shapes import QuestionsShape
    from policykit.strict import Problem, load_shape, problem_at

    path = folder / NAME
    shape, problems, tree, lines = load_shape(path, QuestionsShape, TemplateError)
    seen: set[str] = set()
    for number, one in enumerate(shape.questions if shape else ()):
        if one.id in seen:
            at: Any = ("questions", number, "id")
            problems.append(problem_at(path, tree, lines, at, f"id: {one.id} stands twice.", "Give each its own id."))
        seen.add(one.id)
    if shape is None or problems:
        raise TemplateError("\n".join(str(problem) for problem in sorted(set[Problem](problems))))
    return tuple(_question(**one.model_dump()) for one in shape.questions)


def _question(**held: Any) -> Question:
    return Question(
        **held
        | {
            "kind": AnswerKind(held["kind"]),
            "need": Need(held["need"]),
            "answers": tuple(held["answers"]),
            "elements": tuple(held["elements"]),
            "applies_to": tuple(map(SchoolType, held["applies_to"])) or tuple(SchoolType),
            "phases": tuple(map(Phase, held["phases"])),
            "softer_in": tuple(map(Phase, held["softer_in"])),
            "documents": tuple(map(DraftKind, held["documents"])),
            "cues": tuple(held["cues"]),
            "whose": held["whose"] or "",
        }
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
