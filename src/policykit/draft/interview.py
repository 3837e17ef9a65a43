"""Which questions are still open, and what an answer becomes once a person has dealt with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from policykit.draft.questions import need_here, questions_for
from policykit.model.drafting import Answer, Answers, DraftKind, Need, Question, State


@dataclass(frozen=True, slots=True)
class Open:
    """A question that nobody has dealt with: `answer` is what is proposed, None where nothing is."""

    question: Question
    need: Need
    answer: Answer | None


def open_questions(answers: Answers, document: DraftKind, only: Iterable[str] = ()) -> list[Open]:
    """Return what is to be asked, in order; with `only`, those questions, answered before or not."""
    wanted = frozenset(only)
    found = []
    for question in questions_for(answers.school, document):
        answer = answers.given.get(question.id)
        if question.id in wanted if wanted else not is_settled(answer):
            found.append(Open(question, need_here(question, answers.school), answer))
    return found


def is_settled(answer: Answer | None) -> bool:
    """Return whether a person has dealt with the question: confirmed words, or the wish to leave it out."""
    if answer is None or answer.state is State.PROPOSED:
        return False
    return answer.state is State.SKIPPED or bool(answer.text.strip())


def kept(answer: Answer) -> Answer:
    """Return a proposal as confirmed, with its place and without the remarks that were to be looked at."""
    return Answer(answer.text, State.CONFIRMED, answer.source)


def kept_other(answer: Answer, number: int) -> Answer:
    """Return the other wording of that number (from 1) as confirmed."""
    other = answer.others[number - 1]
    return Answer(other.text, State.CONFIRMED, other.source)


def written(text: str, answer: Answer | None = None) -> Answer:
    """Return a person's own words as confirmed; with the proposal that they were made from, its place is kept."""
    return Answer(text.strip(), State.CONFIRMED, answer.source if answer else ())


def left_out(answer: Answer | None) -> Answer:
    """Return the wish to leave the question out; the words proposed for it stay in the file."""
    return Answer(answer.text if answer else "", State.SKIPPED, answer.source if answer else ())
