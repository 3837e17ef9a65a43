"""Drafting: an answers file begun from old documents or handed in, and what it makes, by the command line's own functions."""

from dataclasses import dataclass
from pathlib import Path

from policykit.draft.answers import load_answers
from policykit.draft.carry_over import carry_over
from policykit.draft.interview import Open, is_settled, kept, kept_other, left_out, open_questions, written
from policykit.draft.keeping import new_answers, save_answers, with_answer
from policykit.draft.kinds import mistake_in
from policykit.draft.questions import need_here, questions_for
from policykit.draft.school import school_of
from policykit.draft.templates import SHIPPED
from policykit.errors import PolicyKitError, TemplateError
from policykit.model.drafting import Answer, Answers, DraftKind, Need, Question, State
from policykit.outputs import DraftAsked, Drafted, drafted
from policykit.pipeline import catalogues, check_document, old_document
from policykit.web import checking
from policykit.web.cases import Case
from policykit.web.settings import Settings, today

NAME = "answers.yaml"
KEEP, WRITE, SKIP, OTHER = "keep", "write", "skip", "other-"


@dataclass(frozen=True, slots=True)
class Begun:
    """How a draft was asked for; `sixth_form` is None where the documents are to tell it."""

    document: DraftKind
    settings: Settings
    sixth_form: bool | None = None


def path_of(case: Case) -> Path:
    """Return where the answers of a case lie."""
    return case.folder / NAME


def begin(case: Case, asked: Begun) -> None:
    """Read the old documents of a case and write its answers, each one proposed and nothing invented."""
    checking.read_all(case)
    settings = asked.settings
    options = settings.options
    case.progress = "Looking for what your documents already say"
    documents = [checking.document_of(case, number) for number in range(len(case.files))]
    olds = [old_document(check_document(document, options), options) for document in documents]
    try:
        school = school_of(olds, settings.school_type or None, settings.phase or None, asked.sixth_form)
    except TemplateError as error:
        remedy = "Go back, and choose the kind of school and the ages it teaches."
        raise TemplateError(error.what, remedy=remedy) from error
    given = carry_over(olds, questions_for(school, asked.document), catalogues().checklist)
    save_answers(path_of(case), new_answers(school, asked.document, given))


def take_up(case: Case, data: bytes, name: str) -> None:
    """Go on with an answers file that was saved earlier; raises TemplateError with every mistake in it."""
    path_of(case).write_bytes(data)
    try:
        load_answers(path_of(case))
    except PolicyKitError as error:
        raise TemplateError(str(error).replace(str(path_of(case)), name)) from error


def answers_of(case: Case) -> Answers:
    """Return what has been answered so far."""
    with case.lock:
        return load_answers(path_of(case))


@dataclass(frozen=True, slots=True)
class Task:
    """A question in the list: `state` is its look (done, needed, proposed, open), `words` say the same, `said` its answer."""

    question: Question
    state: str
    words: str
    said: str


def tasks(answers: Answers, document: DraftKind) -> dict[str, list[Task]]:
    """Return every question of a draft under its group, with how it stands."""
    groups: dict[str, list[Task]] = {}
    for question in questions_for(answers.school, document):
        need = need_here(question, answers.school)
        groups.setdefault(question.group, []).append(_task(question, need, answers.given.get(question.id)))
    return groups


def _task(question: Question, need: Need, answer: Answer | None) -> Task:
    said = " ".join(answer.text.split()) if answer else ""
    if is_settled(answer):
        left = answer is not None and answer.state is State.SKIPPED
        return Task(question, "done", "Left out" if left else "Answered", "" if left else said)
    if said:
        return Task(question, "proposed", "To confirm", said)
    if need is Need.MUST:
        return Task(question, "needed", "Needed", "")
    return Task(question, "open", "Optional" if need is Need.OPTIONAL else "Open", "")


def question_of(answers: Answers, document: DraftKind, name: str) -> Open | None:
    """Return the question of that name with what is said or proposed, None where it is not asked of this school."""
    known = {question.id for question in questions_for(answers.school, document)}
    return open_questions(answers, document, [name])[0] if name in known else None


def next_after(answers: Answers, document: DraftKind, name: str) -> str:
    """Return the next question that is open, the first where none follows, "" where none is."""
    order = [question.id for question in questions_for(answers.school, document)]
    waiting = [one.question.id for one in open_questions(answers, document)]
    after = [other for other in waiting if order.index(other) > order.index(name)]
    return next(iter((*after, *(other for other in waiting if other != name))), "")


def decide(case: Case, one: Open, choice: str, text: str) -> tuple[str, str] | None:
    """Write what a person decided on a question; return what is wrong and what to do where it has not the right shape."""
    changed = bool(text.strip()) and (not one.answer or text.split() != one.answer.text.split())
    if changed and choice not in {WRITE, ""}:
        # Nothing that somebody has typed is thrown away without a word.
        words = "You have written words of your own, and chosen something else."
        return words, "Choose to answer in your own words, or empty the field."
    answer = _decided(one, choice or (WRITE if changed else ""), text)
    if answer is None:
        return "There is no answer yet.", "Choose one of the answers, write your own, or leave the question out."
    if answer.state is not State.SKIPPED and (mistake := mistake_in(answer.text, one.question.kind)):
        return mistake
    with case.lock:
        path = path_of(case)
        save_answers(path, with_answer(path.read_text(encoding="utf-8"), one.question.id, answer))
    return None


def _decided(one: Open, choice: str, text: str) -> Answer | None:
    proposed = one.answer if one.answer and one.answer.text else None
    number = choice.removeprefix(OTHER)
    if choice == SKIP:
        return left_out(one.answer)
    if choice == KEEP and proposed:
        return kept(proposed)
    if choice.startswith(OTHER) and one.answer and number.isdecimal() and 1 <= int(number) <= len(one.answer.others):
        return kept_other(one.answer, int(number))
    return written(text, one.answer) if choice == WRITE and text.strip() else None


def choices(document: DraftKind) -> dict[str, str]:
    """Return the templates that a document can be made with, each with what it is for; the usual one first."""
    return {one.name: one.about for one in SHIPPED if one.document is document}


def formats() -> dict[str, str]:
    """Return the endings of the forms to take a document away in, each with its name; a PDF needs LibreOffice."""
    from policykit.formats.office import libreoffice

    every = {".docx": "Word", ".html": "Web page", ".md": "Markdown", ".pdf": "PDF"}
    return {ending: name for ending, name in every.items() if ending != ".pdf" or libreoffice()}


def made(case: Case, ending: str, template: str = "", *, crosswalk: bool = False, checked: bool = True) -> Drafted:
    """Return the document that the answers of a case make, `checked` for what is left to do in it.

    Raises TemplateError for a template that is none of its own.
    """
    document: DraftKind = case.result
    if template and template not in choices(document):
        raise TemplateError("There is no such template.", where=template[:30], remedy="Choose one from the list.")
    return drafted(answers_of(case), DraftAsked(document, ending, today(), template, crosswalk, checked), NAME)
