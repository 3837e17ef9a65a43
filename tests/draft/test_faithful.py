"""Whatever a school answers, each shipped template renders, opens, and says only what stands in it and in the answers.

The answers are invented words that no template holds, in every state, with letters that trip a program up; each goes through
the YAML file and back first. Every line of what is printed has to be a line of the template with answers in its fields.
"""

import calendar
import io
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from tests.draft.conftest import ON

from policykit.draft.answers import load_answers
from policykit.draft.html import to_html
from policykit.draft.keeping import new_answers
from policykit.draft.markdown import to_markdown
from policykit.draft.pieces import pieces_of
from policykit.draft.questions import questions, questions_for
from policykit.draft.render import Rendered, render
from policykit.draft.templates import SHIPPED, template_of
from policykit.model.drafting import Answer, AnswerKind, Answers, DraftKind, Question, School, State, TakenFrom
from policykit.model.law import Phase, SchoolType

SCHOOLS = (
    School(SchoolType.MAINSTREAM, Phase.PRIMARY),
    School(SchoolType.MAINSTREAM, Phase.SECONDARY, sixth_form=True),
    School(SchoolType.SPECIAL, Phase.ALL_THROUGH),
    School(SchoolType.NURSERY, Phase.PRIMARY),
)
SYLLABLES = ("bra", "vol", "keth", "zim", "quor", "plu", "dax", "fen", "gri", "moz")
ODD = (
    *("&", "<b>", "</w:t>", "{{ x }}", "{% if y %}", "%}", "{#", "]]>", "&amp;", "\\", "*", "_a_", "`", "|", "#", "1.", "--"),
    *('"', "'", "[TO CONFIRM:", "\u202e", "\u200b", "\ue000\ue101\ue002", "\x07", "\u00a0", "\u2028", "\x85", "é", "漢字"),
    *("😀", "~", ":", "www.example.org/a?b=c&d", "https://www.example.org/(x)", "a@example.org", "%s", r"\1", "{0}", "\t"),
)  # fmt: skip
TAG = re.compile(r"\{\{ ?(?P<field>[\w.]+) ?\}\}|\{% ?(?P<code>.*?) ?%\}")
FIXED = "Nobody has confirmed this yet. Found in For example: page under more texts were found; they are in the answers file."
GAP, PROPOSED = r"\[TO CONFIRM: [^]]*\]", "[NOT YET CONFIRMED] "


def word(dice: random.Random) -> str:
    """Return a word that is in no template, now and then a thing that a program may trip over."""
    odd = dice.random() < 0.12
    return dice.choice(ODD) if odd else "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(4, 6)))


def answer_to(question: Question, dice: random.Random) -> Answer:
    """Return an answer of the shape that the question asks for."""
    of_kind = {
        AnswerKind.PHONE: f"01632 960{dice.randint(0, 999):03}",
        AnswerKind.EMAIL: f"box{dice.randint(0, 999)}@example.org",
        AnswerKind.URL: f"https://www.example.org/{dice.randint(0, 999)}",
        AnswerKind.DATE: f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        AnswerKind.NAME: " ".join(" ".join(word(dice) for _ in range(dice.randint(1, 4))).split()),
    }
    ends = ("\n", "\n\n", "\n- ", "\n- ", ". ", ".\n")
    lines = (
        " ".join(word(dice) for _ in range(dice.randint(1, 9))) + dice.choice(ends) for _ in range(dice.randint(1, 6))
    )
    text = of_kind.get(question.kind) or "".join(lines)
    source = (TakenFrom(f"{word(dice)}.docx", dice.randint(1, 9), word(dice), text[:20]),)
    state = dice.choice((State.CONFIRMED, State.CONFIRMED, State.PROPOSED, State.SKIPPED))
    return Answer(text, state, source if dice.random() < 0.5 else (), (word(dice),) if dice.random() < 0.3 else ())


def answers_of(school: School, document: DraftKind, seed: int, folder: Path) -> Answers:
    """Return random answers to some of the questions, as they are read from the file they were written into."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    share = dice.choice((0.3, 0.7, 1.0))
    given = {one.id: answer_to(one, dice) for one in questions_for(school, document) if dice.random() < share}
    path = folder / "answers.yaml"
    path.write_text(new_answers(school, document, given), encoding="utf-8")
    return load_answers(path)


def plain(text: str) -> str:
    """Return words with one space between, without the letters that no document can hold."""
    unprintable = {"Co", "Cn", "Cs", "Cc"}
    return " ".join(
        "".join(one for one in text if one.isspace() or unicodedata.category(one) not in unprintable).split()
    )


def said(answer: Answer) -> str:
    """Return the words of an answer in a row, without the marks of its lists; a day as it is spoken."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", answer.text):
        year, month, day = answer.text.split("-")
        return f"{int(day)} {calendar.month_name[int(month)]} {year}"
    return plain(
        " ".join(re.sub(r"^[-*\u2022\u2013]\s+", "", line.strip()) for line in re.split("[\r\n\x0b]", answer.text))
    )


@dataclass(frozen=True)
class Line:
    """A line of a template: what it looks like once it is filled, and which fields it holds in that order."""

    shape: re.Pattern[str]
    names: tuple[str, ...]


@cache
def template_lines(name: str) -> tuple[Line, ...]:
    """Return the lines of a shipped template, those left out that hold nothing but a condition."""
    document = Document(io.BytesIO(template_of(name).content))
    every = [*texts(document.element.body), *(text for one in document.sections for text in texts(one.footer._element))]
    return tuple(line_of(text) for text in every if not re.fullmatch(r"\{%(p|tr) .*?%\}", text))


def line_of(text: str) -> Line:
    """Return a line of a template as a pattern in which each field catches what was printed for it."""
    names: list[str] = []
    shape, at = "", 0
    for tag in TAG.finditer(text):
        shape += re.escape(text[at : tag.start()])
        at = tag.end()
        if tag["field"]:
            names.append(tag["field"])
            shape += "(.*?)"
        else:
            shape += {"if": "(?:", "else": "|", "endif": ")?"}[tag["code"].split()[0]]
    return Line(re.compile(shape + re.escape(text[at:]), re.DOTALL), tuple(names))


def texts(root: object) -> Iterator[str]:
    """Give the words of each paragraph that has some, in reading order."""
    for paragraph in root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):  # type: ignore[attr-defined]
        text = "".join(
            one.text or "" for one in paragraph.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
        )
        if text:
            yield text


def may_stand(text: str, name: str, answers: Answers) -> bool:
    """Return whether words may stand for a field: of its own answer and no other, a gap's, or a fact's of the school."""
    if name.startswith("school."):
        return text in {"pupil", "pupils", "child", "children"}
    if name == "contents" or text == "":
        return True
    own = answers.given.get(name.removeprefix("short."), Answer(""))
    if re.fullmatch(GAP, text):
        return own.state is State.SKIPPED or not said(own)
    words = text.removeprefix(PROPOSED)
    return own.state is not State.SKIPPED and words in said(own) and (text == words or own.state is State.PROPOSED)


def strange(lines: Iterable[str], name: str, answers: Answers) -> list[str]:
    """Return the lines that are no line of the template with answers in its fields, no gap and no entry of a list of ours."""
    every = list(lines)
    known = [one for one in template_lines(name) if one.names != ("contents",)]
    ours = re.compile(rf"{GAP}|\[NOT YET CONFIRMED: [^]]*\]|Still to confirm")
    return [text for text in every if not (ours.fullmatch(text) or any(holds(one, text, answers) for one in known))]


def holds(line: Line, text: str, answers: Answers) -> bool:
    """Return whether words are a line of a template with nothing but answers in its fields."""
    match = line.shape.fullmatch(text)
    caught = zip(line.names, match.groups(), strict=True) if match else ()
    return match is not None and all(may_stand(words or "", name, answers) for name, words in caught)


def printed(made: Rendered) -> list[str]:
    """Return the words of each paragraph of the body and the footer, as the library that opens Word files reads them."""
    document = Document(io.BytesIO(made.content))
    return [*texts(document.element.body), *texts(document.sections[0].footer._element)]


def letters(text: str) -> str:
    """Return the letters and digits of a text alone."""
    return "".join(one for one in text if one.isalnum())


class _Page(HTMLParser):
    """The words of a web page's body."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's own signature
        self._inside = self._inside or tag == "body"

    def handle_data(self, data: str) -> None:
        self.words += [data] if self._inside else []


CASES = [(one.name, one.document, number) for one in SHIPPED for number in range(2)]


@pytest.mark.parametrize(("name", "document", "number"), CASES)
def test_what_is_printed_is_in_the_template_or_in_the_answers(
    name: str, document: DraftKind, number: int, tmp_path: Path
) -> None:
    """Each line; a field holds its own answer only; an answer stands there whole; what was skipped stands nowhere."""
    template = template_of(name)
    seed = 10 * CASES.index((name, document, number))
    answers = answers_of(SCHOOLS[seed // 10 % len(SCHOOLS)], document, seed, tmp_path)
    made = render(answers, template, ON)
    lines = printed(made)
    assert strange(lines, name, answers) == []
    whole = plain(" ".join(lines))
    for one in (one for one in made.placed if one.field.text and not one.is_short):
        assert said(one.field.answer) in whole
    kept = {part for one in answers.given.values() if one.state is not State.SKIPPED for part in said(one).split()}
    left_out = {part for one in answers.given.values() if one.state is State.SKIPPED for part in said(one).split()}
    assert not {part for part in left_out - kept if len(part) > 12} & set(whole.split())


@pytest.mark.parametrize("words", ["We always help.", "The plan is led by Zimquor. We help.", "Zimquor zim"])
def test_a_sentence_that_nobody_said_is_told_from_the_template_and_the_answers(words: str) -> None:
    """What the test above goes by can fail."""
    answers = Answers(SCHOOLS[0], {"plan_lead": Answer("Zimquor")})
    assert strange(["The plan is led by Zimquor.", words], "accessibility-plan", answers) == [words]


@pytest.mark.parametrize(("name", "document"), [(one.name, one.document) for one in SHIPPED if one.name != "policy"])
def test_the_web_page_and_the_markdown_file_say_what_the_word_file_says(
    name: str, document: DraftKind, tmp_path: Path
) -> None:
    """Not a letter more or less, in the same order."""
    made = render(answers_of(SCHOOLS[0], document, 7, tmp_path), template_of(name), ON)
    pieces = pieces_of(made.content)
    wanted = letters("".join(texts(Document(io.BytesIO(made.content)).element.body)))
    page = _Page()
    page.feed(to_html(pieces, made.title))
    assert letters("".join(page.words)) == wanted
    assert letters(re.sub(r"(?<!\\)\]\([^)]*\)", "]", to_markdown(pieces))) == wanted


def test_a_comment_says_what_the_question_and_the_remarks_say(tmp_path: Path) -> None:
    """Beside a gap what is asked, beside a proposal where it is from."""
    answers = answers_of(SCHOOLS[0], DraftKind.REPORT, 3, tmp_path)
    known = {
        part for one in questions() for text in (one.asks, one.why, one.hint, one.example) for part in text.split()
    }
    for one in answers.given.values():
        texts_of_it = (*one.notes, *(f'{source.file} {source.page} "{source.section}"' for source in one.source))
        known |= {part for text in texts_of_it for part in text.split()}
    comments = Document(io.BytesIO(render(answers, template_of("schedule-1"), ON).content)).comments
    said_there = [part for comment in comments for part in comment.text.split()]
    bare = {part.strip('.,;"') for part in (*known, *FIXED.split())}
    assert said_there
    assert [part for part in said_there if part.strip('.,;"') not in bare] == []
