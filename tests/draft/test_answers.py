"""An answers file is taken whole or refused with every mistake, its line and its remedy."""

from pathlib import Path

import pytest

from policykit.draft.answers import load_answers
from policykit.errors import TemplateError
from policykit.model.drafting import AcceptedException, School, State, TakenFrom
from policykit.model.law import Phase, SchoolType

WHOLE = """\
policykit: answers-1
school: {type: mainstream, phase: secondary, sixth_form: true}
answers:
  senco_name: Mrs Amina Hartley
  approved_on: 2026-10-14
  teaching:
    text: |
      We teach in small steps.

      - with pictures
    state: proposed
    source: [{file: old.docx, page: 3, section: Teaching, quote: small steps}]
    notes: [Look at this.]
    others: [{text: In groups.}]
accepted:
  - {id: sch1.6, name: A. Hartley, reason: It stands on page 4.}
"""
MISTAKES = {
    "an unknown question": ("answers: {senco_nam: x}", r"answers\.senco_nam: .*\n.*\n +Did you mean senco_name"),
    "an unknown key": ("answers: {teaching: {txt: x}}", r"answers\.teaching\.txt: no such key"),
    "a telephone number read as a number": ("answers: {school_phone: 01632960110}", r"Put the answer in quotes"),
    "a month that is none": ("answers: {approved_on: 2026-14-10}", r"'2026-14-10' is not a date"),
    "a telephone number without digits": ("answers: {school_phone: ring us}", r"is not a telephone number"),
    "an address without a dot": ("answers: {school_email: office@school}", r"is not an e-mail address"),
    "a web address without a scheme": ("answers: {local_offer: the council}", r"is not a web address"),
    "a name over two lines": ('answers: {senco_name: "a\\nb"}', r"runs over several lines"),
    "an unknown state": ("answers: {teaching: {text: x, state: done}}", r"Write 'confirmed', 'proposed' or 'skipped'"),
    "an acceptance without a reason": ("accepted: [{id: sch1.6, name: A}]", r"accepted\.0\.reason: this key is needed"),
    "a key that stands twice": ("school: {}", r"not valid YAML: found duplicate key.*\n.*\n +Keep one of the two"),
    "a date in words": (
        "answers: {approved_on: 14 October 2026}",
        r"'14 October 2026' is not a date.*\n.*\n.*2026-10-14",
    ),
    "a list": ("answers: {teaching: [a, b]}", r"answers\.teaching: this is a list.*\n.*\n +Write \| after the key"),
    "a colon in a text": ("answers: a b: c", r"a second colon begins a key.*\n.*\n +Put the text in quotes"),
    "a quote that is not closed": ('answers: "a\\nb', r"a quote is opened here and not closed"),
    "a bracket that is not closed": ("answers: [a\\nb: c", r"a square bracket is opened here and not closed"),
    "a quote in quotes": ("answers: 'it's'", r"goes on after its quote was closed.*\n.*\n.*double quotes"),
    "a sign at the beginning": ("answers: @hart", r"may not begin with this letter.*\n.*\n +Put the text in quotes"),
    "a star at the beginning": ("answers: * hart", r"may not begin with \* or &"),
    "a tab": ("\tanswers: {}", r"a line is indented with a tab.*\n.*\n +Write spaces"),
}


def written(folder: Path, text: str) -> Path:
    """Return the path of an answers file that holds the text."""
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_answers_file_is_read_whole(tmp_path: Path) -> None:
    """Shorthand, paragraphs, sources, other texts and acceptances all come through."""
    answers = load_answers(written(tmp_path, WHOLE))
    assert answers.school == School(SchoolType.MAINSTREAM, Phase.SECONDARY, sixth_form=True)
    assert answers.given["senco_name"].text == "Mrs Amina Hartley"
    assert answers.given["senco_name"].state is State.CONFIRMED
    assert answers.given["approved_on"].text == "2026-10-14"
    teaching = answers.given["teaching"]
    assert teaching.text == "We teach in small steps.\n\n- with pictures"
    assert teaching.state is State.PROPOSED
    assert teaching.source == (TakenFrom("old.docx", 3, "Teaching", "small steps"),)
    assert teaching.notes == ("Look at this.",)
    assert teaching.others[0].text == "In groups."
    assert answers.accepted == (AcceptedException("sch1.6", "A. Hartley", "It stands on page 4."),)


def test_a_file_without_answers_is_one_in_which_nothing_is_said(tmp_path: Path) -> None:
    """An empty `answers:` is how a person begins."""
    text = "policykit: answers-1\nschool: {type: special, phase: primary}\nanswers:\n"
    assert load_answers(written(tmp_path, text)).given == {}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_to_write(tmp_path: Path, mistake: str) -> None:
    """Nobody has to guess where it is."""
    line, words = MISTAKES[mistake]
    path = written(tmp_path, f"policykit: answers-1\nschool: {{type: mainstream, phase: primary}}\n{line}\n")
    with pytest.raises(TemplateError, match=words) as told:
        load_answers(path)
    assert "answers.yaml:3: " in str(told.value)


def test_a_question_with_nothing_after_it_is_not_answered(tmp_path: Path) -> None:
    """A person who has emptied a line means just that."""
    text = "policykit: answers-1\nschool: {type: special, phase: primary}\nanswers:\n  teaching: # later\n"
    assert load_answers(written(tmp_path, text)).given["teaching"].text == ""


def test_a_proposal_may_look_unlike_its_kind(tmp_path: Path) -> None:
    """What an older document says has still to be looked at, so it is not refused."""
    text = WHOLE + "\n"
    changed = text.replace("  approved_on: 2026-10-14", "  approved_on: {text: October 2019, state: proposed}")
    assert load_answers(written(tmp_path, changed)).given["approved_on"].text == "October 2019"


def test_a_file_that_is_no_yaml_or_not_there_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    """A template error, not a traceback."""
    with pytest.raises(TemplateError, match="not valid YAML"):
        load_answers(written(tmp_path, "a: [\n"))
    with pytest.raises(TemplateError, match="cannot be read"):
        load_answers(tmp_path / "none.yaml")
