"""One answer put into an answers file leaves every other line as it was, and reads back as it was given."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policykit.draft.answers import load_answers
from policykit.draft.keeping import new_answers, save_answers, with_answer
from policykit.model.drafting import Answer, Answers, Other, School, State, TakenFrom
from policykit.model.law import Phase, SchoolType

COMMENTED = """\
policykit: answers-1   # keep me
school: {type: mainstream, phase: primary}
answers:
  senco_name: Mrs Hartley

  # Ask the office about this one.
  senco_phone: {text: '01632 960111', state: proposed}
  teaching:
    text: |
      We teach.
      # not a comment
accepted: []   # nobody yet
"""


def read_back(text: str) -> Answers:
    """Return what the text says as an answers file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.yaml"
        save_answers(path, text)
        return load_answers(path)


def test_an_answer_replaces_its_entry_and_no_other_line() -> None:
    """Comments and other answers are the person's own."""
    changed = with_answer(COMMENTED, "senco_name", Answer("Mr Lowe"))
    old = "  senco_name: Mrs Hartley\n"
    assert changed == COMMENTED.replace(old, "  senco_name:\n    text: Mr Lowe\n    state: confirmed\n")


def test_the_last_entry_ends_where_the_next_key_begins() -> None:
    """A line that looks like a comment inside an answer belongs to it."""
    changed = with_answer(COMMENTED, "teaching", Answer("In steps."))
    assert "not a comment" not in changed
    assert changed.endswith("    state: confirmed\naccepted: []   # nobody yet\n")


def test_a_new_answer_comes_after_the_question_asked_before_it_with_the_question_above() -> None:
    """So that the file stays in the order in which it is asked."""
    changed = with_answer(COMMENTED, "senco_email", Answer("senco@school.example.org"))
    assert changed.index("senco_phone:") < changed.index("# At what e-mail") < changed.index("senco_email:")
    assert changed.index("senco_email:") < changed.index("  teaching:")


@pytest.mark.parametrize("none", ["answers: {}", "answers:", "answers: {senco_name: x}", "accepted: []"])
def test_answers_in_braces_or_none_at_all_take_a_new_one(none: str) -> None:
    """However a person began the file."""
    text = f"policykit: answers-1\nschool: {{type: mainstream, phase: primary}}\n{none}\n"
    assert read_back(with_answer(text, "training", Answer("Yes: all."))).given["training"].text == "Yes: all."


@pytest.mark.parametrize("kind", [SchoolType.MAINSTREAM, SchoolType.SPECIAL, SchoolType.SIXTEEN_NINETEEN])
def test_a_new_file_holds_every_question_and_no_answer(kind: SchoolType) -> None:
    """A person can fill it in from top to bottom."""
    answers = read_back(new_answers(School(kind, Phase.SIXTEEN_NINETEEN)))
    assert answers.school.type is kind
    assert "teaching" in answers.given
    assert not any(answer.text for answer in answers.given.values())


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x85\u2028\u2029"), max_size=200)


@settings(max_examples=50, deadline=None)
@given(WORDS, WORDS)
@example("", "\n")
def test_any_text_reads_back_as_it_was_given(words: str, quote: str) -> None:
    """Quotes, colons, hashes, control characters and long lines included."""
    source = (TakenFrom("old.pdf", 2, "3 & 4", quote),)
    answer = Answer(words.strip(), State.PROPOSED, source, ("look",), (Other(f"x{words}", source),))
    text = with_answer(COMMENTED, "teaching", answer)
    assert read_back(text).given["teaching"] == answer
