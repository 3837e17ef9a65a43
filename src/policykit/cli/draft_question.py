"""A question of the interview laid out for a terminal: plain lines, nothing that needs colour to be understood."""

from collections.abc import Iterable

from policykit.draft.headings import NEEDS
from policykit.draft.interview import Open
from policykit.model.drafting import Answer, TakenFrom
from policykit.report.lines import BLANK, Line, Look

_SET_IN = 4


def question_lines(one: Open, number: int, total: int) -> tuple[Line, ...]:
    """Return a question with why it is asked, an example, what is proposed and what to look at."""
    question = one.question
    lines = [
        BLANK,
        Line(f"Question {number} of {total}: {question.asks}", Look.HEADING),
        Line(NEEDS[one.need]),
        Line(f"Why we ask: {question.why}"),
        Line(f"What to say: {question.hint}"),
        Line("A good answer (invented):"),
        *_set_in(question.example),
    ]
    if one.answer is not None:
        lines += proposal_lines(one.answer)
    return tuple(lines)


def proposal_lines(answer: Answer) -> list[Line]:
    """Return what is proposed, where it stands, what to look at, and other wordings with their numbers."""
    lines: list[Line] = []
    if answer.text:
        lines += [BLANK, Line(f"Your documents say{_places(answer.source)}:"), *_set_in(answer.text)]
    if answer.notes:
        lines += [BLANK, Line("Before you keep it:" if answer.text else "Good to know:")]
        lines += [Line(note, mark="- ", indent=2) for note in answer.notes]
    for number, other in enumerate(answer.others, start=1):
        lines += [BLANK, Line(f"Other words {number}{_places(other.source)}:"), *_set_in(other.text)]
    return lines


def _set_in(text: str) -> list[Line]:
    return [Line(line.strip(), indent=_SET_IN) for line in text.splitlines()]


def _places(sources: Iterable[TakenFrom]) -> str:
    """Return the places of a text in brackets, each once."""
    places = dict.fromkeys(_place(source) for source in sources)
    return f" ({'; '.join(places)})" if places else ""


def _place(source: TakenFrom) -> str:
    page = f", page {source.page}" if source.page else ""
    section = f", “{source.section}”" if source.section else ""
    return f"{source.file}{page}{section}"
