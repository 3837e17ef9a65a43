"""`policykit draft interview`: what is still missing, one question at a time, saved after every answer."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from policykit.cli import options, output
from policykit.cli.draft_question import question_lines
from policykit.draft.answers import load_answers
from policykit.draft.interview import Open, kept, kept_other, left_out, open_questions, written
from policykit.draft.keeping import save_answers, with_answer
from policykit.draft.kinds import mistake_in
from policykit.draft.questions import questions_for
from policykit.errors import TemplateError
from policykit.model.drafting import Answer, Answers, DraftKind, Need, Question

_KEEP, _EDIT, _WRITE, _OTHER, _OUT, _LATER, _STOP = "k", "e", "w", "o", "x", "l", "q"
_SENTENCE = 3
_SPELT = {
    "keep": _KEEP,
    "edit": _EDIT,
    "change": _EDIT,
    "write": _WRITE,
    "replace": _WRITE,
    "other": _OTHER,
    "leave out": _OUT,
    "skip": _OUT,
    "later": _LATER,
    "stop": _STOP,
    "quit": _STOP,
}


@click.command("interview", short_help="Ask for what is still missing, one question at a time.")
@click.argument("answers_path", metavar="ANSWERS", type=click.Path(path_type=Path))
@options.document("Which document to ask for.")
@click.option(
    "--only", multiple=True, metavar="QUESTION", help="Ask only this, answered before or not. May be repeated."
)
def interview(*, answers_path: Path, document: str, only: tuple[str, ...]) -> None:
    """Ask what ANSWERS does not say yet: why it is asked, an example, what your documents say.

    Only what concerns your kind of school is asked. Each answer is saved at once: stop whenever you like and run the
    same command again to go on.
    """
    answers = load_answers(answers_path)
    kind = DraftKind(document)
    _refuse_unknown(only, answers, kind)
    waiting = open_questions(answers, kind, only)
    if not waiting:
        click.echo("Every question has been dealt with.")
        _next_step(answers_path)
        return
    click.echo(f"{_count(waiting)} Each answer is saved at once, so you can stop at any time.")
    try:
        _ask_all(waiting, answers_path)
    except (EOFError, KeyboardInterrupt, click.Abort):
        click.echo("\nStopped.")
    left = open_questions(load_answers(answers_path), kind)
    click.echo(f"\nSaved in {answers_path}. {_count(left) if left else 'Every question has been dealt with.'}")
    if left:
        click.echo(f"To go on: policykit draft interview {answers_path}")
    _next_step(answers_path)


def _refuse_unknown(only: Sequence[str], answers: Answers, kind: DraftKind) -> None:
    known = [question.id for question in questions_for(answers.school, kind)]
    unknown = [name for name in only if name not in known]
    if unknown:
        what = f"There is no question called {unknown[0]} for this kind of school."
        raise TemplateError(what, where="--only", remedy=f"It is one of: {', '.join(known)}.")


def _count(waiting: Sequence[Open]) -> str:
    needed = sum(one.need is Need.MUST for one in waiting)
    proposed = sum(bool(one.answer and one.answer.text) for one in waiting)
    questions = "question is" if len(waiting) == 1 else "questions are"
    return f"{len(waiting)} {questions} open: {needed} needed, {proposed} with words from your documents to confirm."


def _next_step(path: Path) -> None:
    click.echo(f"To see the report: policykit draft render {path} -o report.docx")


def _ask_all(waiting: Sequence[Open], path: Path) -> None:
    for number, one in enumerate(waiting, start=1):
        output.show(question_lines(one, number, len(waiting)))
        answer = _ask(one)
        if answer is None:
            continue
        # Read again each time, so that what was changed in an editor meanwhile is kept.
        save_answers(path, with_answer(path.read_text(encoding="utf-8"), one.question.id, answer))


def _ask(one: Open) -> Answer | None:
    """Return what a person decides, None for later; raises EOFError to stop."""
    click.echo(_choices(one))
    while True:
        said = input("> ").strip()
        choice = _SPELT.get(said.casefold(), said.casefold())
        if choice in {"", _LATER}:
            return None
        if choice == _STOP:
            raise EOFError
        if choice == _OUT:
            return left_out(one.answer)
        if (answer := _answer(one, choice, said)) is not None:
            return answer
        click.echo(_choices(one))


def _answer(one: Open, choice: str, said: str) -> Answer | None:
    """Return the answer that a choice gives, None where it gives none: why is said."""
    proposed = one.answer if one.answer and one.answer.text else None
    number = choice.removeprefix(_OTHER).strip()
    if choice == _KEEP and proposed:
        return _right(kept(proposed), one.question)
    if choice.startswith(_OTHER) and one.answer and _is_other(number, one.answer):
        return _right(kept_other(one.answer, int(number or 1)), one.question)
    if choice == _EDIT and proposed:
        return _edited(proposed, one.question)
    if choice == _WRITE:
        return _typed(one.question)
    # Whoever types a sentence means it as the answer, whatever the choices were.
    if (len(said) > 1 and not proposed) or len(said.split()) >= _SENTENCE:
        return _typed(one.question, said)
    click.echo(f"“{said}” is none of the choices. To write your own answer, choose w first.")
    return None


def _is_other(number: str, answer: Answer) -> bool:
    return bool(answer.others) and (not number or (number.isdecimal() and 1 <= int(number) <= len(answer.others)))


def _choices(one: Open) -> str:
    others = len(one.answer.others) if one.answer else 0
    said = bool(one.answer and one.answer.text)
    parts = ["k keep it", "e edit it", "w write your own"] if said else ["type your answer"]
    if others:
        parts.append("o use the other words" if others == 1 else f"o1 to o{others} use other words")
    parts += ["x leave it out", "l or Enter later", "q stop"]
    ends = " A long answer ends with an empty line." if one.question.many_lines and not said else ""
    return f"{', '.join(parts)}.{ends}"


def _right(answer: Answer, question: Question) -> Answer | None:
    """Return the answer if it has the shape that its question asks for; else say what is wrong."""
    mistake = mistake_in(answer.text, question.kind)
    if mistake is None:
        return answer
    what, remedy = mistake
    click.echo(f"{what[:1].upper()}{what[1:]} {remedy}")
    return None


def _typed(question: Question, first: str = "") -> Answer | None:
    """Return an answer typed line by line, None where nothing was typed or it has the wrong shape."""
    if question.many_lines and not first:
        click.echo("Type it; an empty line ends it. Begin a line of a list with “- ”.")
    lines = [first] if first else [input("> ").rstrip()]
    while question.many_lines and lines[-1]:
        try:
            lines.append(input("> ").rstrip())
        except EOFError:
            # The end of what was typed ends the answer too: nothing of it is lost.
            break
    text = "\n".join(lines).strip()
    return _right(written(text), question) if text else None


def _edited(answer: Answer, question: Question) -> Answer | None:
    """Return the proposal as changed in the person's editor, or typed anew where there is no terminal or no editor.

    None where nothing was changed, which may be a change of mind: keeping the words is a choice of its own.
    """
    if sys.stdin.isatty():
        try:
            changed = click.edit(answer.text, extension=".txt")
        except click.ClickException as error:
            click.echo(f"No editor could be opened ({error.message}).")
        else:
            text = (changed or "").strip()
            if text and text != answer.text.strip():
                return _right(written(text, answer), question)
            click.echo("Nothing was changed. Choose k to keep the words as they are, or x to leave them out.")
            return None
    typed = _typed(question)
    return written(typed.text, answer) if typed else None
