"""What a draft says of itself: the marks of gaps and proposals, the comments beside them, the headings of its lists."""

from policykit.draft.fields import Field, Standing, printable
from policykit.model.drafting import AnswerKind, Question, TakenFrom

PROPOSED_MARK = "[NOT YET CONFIRMED]"
GAP_LIST_TITLE = "Still to confirm"
CROSSWALK_TITLE = "Where each point stands"


def gap_words(question: Question) -> str:
    """Return what is printed where an answer is not there.

    >>> from policykit.draft.questions import questions
    >>> gap_words(questions()[0])
    '[TO CONFIRM: What is your school called?]'
    """
    return f"[TO CONFIRM: {question.asks}]"


def remark_on(one: Field) -> str:
    """Return the words of the comment beside a gap or a proposal, "" where the school has said it."""
    question = one.question
    if one.standing is Standing.SAID:
        return ""
    if one.standing is Standing.GAP:
        return f"{question.asks} {question.why} {question.hint} For example: {_short(question)}"
    parts = [f"{question.asks} Nobody has confirmed this yet."]
    parts += [f"Found in {place_of(source)}." for source in one.answer.source]
    parts += [note if note.endswith((".", "!", "?")) else f"{note}." for note in one.answer.notes]
    if one.answer.others:
        parts.append(f"{len(one.answer.others)} more texts were found; they are in the answers file.")
    # An answers file may hold letters that no document can.
    return printable(" ".join(parts))


def _short(question: Question) -> str:
    words = " ".join(question.example.split())
    return words if question.kind is not AnswerKind.TEXT or words.endswith(".") else f"{words}."


def place_of(source: TakenFrom) -> str:
    """Return where a text was found, as a person would say it: file, page and section.

    >>> place_of(TakenFrom("policy-2019.docx", 3, "4 Complaints"))
    'policy-2019.docx, page 3, under "4 Complaints"'
    """
    parts = [source.file]
    if source.page is not None:
        parts.append(f"page {source.page}")
    if source.section:
        parts.append(f'under "{source.section}"')
    return printable(", ".join(parts))
