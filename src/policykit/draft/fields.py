"""The fields of a template: what stands for each answer while a template is filled, and what is printed in its place.

A template is never given a word that the school wrote. It is given marks of two private letters, and the words take
their place afterwards, so no template can read, change or leak an answer, and no answer can act as a template.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile

from policykit.draft.questions import concerns, need_here, questions
from policykit.model.drafting import Answer, AnswerKind, Answers, DraftKind, Need, Question, School, State
from policykit.model.law import Phase, SchoolType

OPEN, SHORT, CLOSE = "\ue000", "\ue001", "\ue002"
CONTENTS = "\ue000\ue003\ue002"
MARK = re.compile("([\ue000\ue001])([\ue100-\uefff])\ue002")
STRAY = re.compile("[\ue000-\uefff]")
"""Every letter a mark may hold; answers are printed without them."""
_FIRST = 0xE100
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uefff\ufdd0-\ufdef\ufffe\uffff]")
_BULLET = re.compile(r"[-*\u2022\u2013]\s+")
_SHORT_UP_TO = 300
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_LATER_PHASES = (Phase.SECONDARY, Phase.ALL_THROUGH, Phase.SIXTEEN_NINETEEN)


class Standing(StrEnum):
    """How the words of a field stand: said by the school, proposed and not yet confirmed, or not there."""

    SAID = "said"
    PROPOSED = "proposed"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Field:
    """What is printed for one question; `text` is "" for a gap."""

    question: Question
    standing: Standing
    text: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph of an answer, or one of its list items."""

    text: str
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """All fields that have something to print, by question id, and the school's facts."""

    school: School
    document: DraftKind
    printed: dict[str, Field]

    def of_mark(self, letter: str) -> Field | None:
        """Return the field that a mark's middle letter stands for, None where there is none."""
        at = ord(letter) - _FIRST
        every = questions()
        return self.printed.get(every[at].id) if at < len(every) else None


def fields_of(answers: Answers, document: DraftKind) -> Fields:
    """Return what the answers give to print; an empty answer is a gap only where the question is the school's."""
    printed: dict[str, Field] = {}
    for question in questions():
        answer = answers.given.get(question.id, Answer(""))
        field = _field(question, answer, answers.school)
        if field is not None:
            printed[question.id] = field
    return Fields(answers.school, document, printed)


def _field(question: Question, answer: Answer, school: School) -> Field | None:
    text = printable(answer.text).strip()
    need = need_here(question, school) if concerns(question, school) else Need.OPTIONAL
    if text and answer.state is not State.SKIPPED:
        standing = Standing.PROPOSED if answer.state is State.PROPOSED else Standing.SAID
        return Field(question, standing, _dressed(text, question.kind), answer)
    if need is Need.MUST or (need is Need.SHOULD and answer.state is not State.SKIPPED):
        return Field(question, Standing.GAP, "", answer)
    return None


def printable(text: str) -> str:
    """Return the text without letters that a document cannot hold or that a mark is made of."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def _dressed(text: str, kind: AnswerKind) -> str:
    if kind is not AnswerKind.DATE:
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B} {day.year}"


def context_of(fields: Fields) -> dict[str, object]:
    """Return what a template is given: a mark for each field that prints, "" for each other, and the school's facts."""
    marks = {question.id: _mark(fields, number, OPEN) for number, question in enumerate(questions())}
    short = {question.id: _mark(fields, number, SHORT) for number, question in enumerate(questions())}
    return {**marks, "short": short, "school": facts_of(fields.school), "contents": CONTENTS}


def _mark(fields: Fields, number: int, opening: str) -> str:
    known = questions()[number].id in fields.printed
    return f"{opening}{chr(_FIRST + number)}{CLOSE}" if known else ""


def facts_of(school: School) -> dict[str, object]:
    """Return the facts of a school that a template may ask for, by name."""
    nursery = school.type in {SchoolType.NURSERY, SchoolType.EARLY_YEARS}
    return {
        "type": school.type.value,
        "phase": school.phase.value,
        "sixth_form": school.sixth_form,
        "nursery": nursery,
        "special": school.type is SchoolType.SPECIAL,
        "has_senco": school.type is not SchoolType.SPECIAL,
        "secondary": school.phase in _LATER_PHASES and not nursery,
        "pupil": "child" if nursery else "pupil",
        "pupils": "children" if nursery else "pupils",
    }


def blocks_of(text: str) -> tuple[TextBlock, ...]:
    """Return the paragraphs and list items of an answer: an empty line ends a paragraph, "- " begins an item."""
    return tuple(block for block in _gathered(text) if block.text)


def _gathered(text: str) -> Iterator[TextBlock]:
    words: list[str] = []
    is_item = False
    for line in [*text.split("\n"), ""]:
        bullet = _BULLET.match(line.strip())
        if not line.strip() or bullet:
            yield TextBlock(" ".join(words), is_item)
            words, is_item = [], bool(bullet)
        words += (line.strip()[bullet.end() :] if bullet else line).split()


def shortened(text: str) -> tuple[TextBlock, ...]:
    """Return the first sentences of an answer, whole ones only, up to about fifty words; the first one always.

    A list that follows the first paragraph comes with it: without it the paragraph may be half a sentence.
    """
    first, *rest = blocks_of(text) or (TextBlock(""),)
    items = tuple(takewhile(lambda block: block.is_item, rest))
    if items or first.is_item:
        return (first, *items)
    kept = ""
    for sentence in _SENTENCE_END.split(first.text):
        if kept and len(kept) + len(sentence) > _SHORT_UP_TO:
            break
        kept = f"{kept} {sentence}".strip()
    return (TextBlock(kept),)
