"""`policykit draft interview`: one question at a time, saved after every answer, nothing lost."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policykit.cli.main import main
from policykit.draft.answers import load_answers
from policykit.draft.keeping import new_answers
from policykit.draft.questions import questions_for
from policykit.model.drafting import Answer, Other, School, State, TakenFrom
from policykit.model.law import Phase, SchoolType

PRIMARY = School(SchoolType.MAINSTREAM, Phase.PRIMARY)
PLACE = (TakenFrom("old.docx", 3, "Complaints", "Please speak"),)
GIVEN = {
    "school_name": Answer("Fenwick Lane Primary School", State.CONFIRMED),
    "senco_name": Answer(
        "Mrs Ada Finch",
        State.PROPOSED,
        notes=("Your documents do not agree on this.",),
        others=(Other("Mr Tom Wren", (TakenFrom("newer.docx"),)),),
    ),
    "complaints": Answer("Please speak to the class teacher.", State.PROPOSED, PLACE, ("Out of date: “LEA”.",)),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give an answers file with one confirmed answer and two proposals."""
    file = tmp_path / "answers.yaml"
    file.write_text(new_answers(PRIMARY, given=GIVEN), encoding="utf-8")
    return file


def run(path: Path, *arguments: str, said: str = "") -> Result:
    """Return what an interview gave to a person who typed these lines."""
    return CliRunner().invoke(main, ["draft", "interview", str(path), *arguments], input=said)


def answer(path: Path, name: str) -> Answer:
    """Return an answer as the file now has it."""
    return load_answers(path).given[name]


def test_a_question_says_why_it_is_asked_and_what_the_documents_say(path: Path) -> None:
    """Why, what to say, an example, the proposal with its place and what to look at; no colour is needed."""
    result = run(path, "--only", "complaints", said="q\n")
    question = next(one for one in questions_for(PRIMARY) if one.id == "complaints")
    text = " ".join(result.output.split())
    for words in (question.asks, question.why, question.hint, " ".join(question.example.split())):
        assert words in text
    assert "old.docx, page 3, “Complaints”" in text
    assert "Please speak to the class teacher." in text
    assert "Out of date: “LEA”." in text
    assert "\x1b" not in result.output


def test_a_kept_proposal_is_confirmed_with_its_place(path: Path) -> None:
    """The remarks have been looked at and go."""
    result = run(path, "--only", "complaints", said="k\n")
    assert result.exit_code == 0, result.output
    assert answer(path, "complaints") == Answer("Please speak to the class teacher.", State.CONFIRMED, PLACE)


def test_other_words_can_be_chosen(path: Path) -> None:
    """Where two documents differ, a person decides."""
    run(path, "--only", "senco_name", said="o1\n")
    assert answer(path, "senco_name") == Answer("Mr Tom Wren", State.CONFIRMED, (TakenFrom("newer.docx"),))


def test_a_proposal_can_be_replaced_by_several_lines(path: Path) -> None:
    """A long answer ends with an empty line."""
    run(path, "--only", "complaints", said="write\nFirst ask the teacher.\n- then the head\n\n")
    assert answer(path, "complaints") == Answer("First ask the teacher.\n- then the head")


def test_a_sentence_typed_instead_of_a_choice_is_the_answer(path: Path) -> None:
    """Nothing that somebody has written is thrown away."""
    run(path, "--only", "complaints", said="Please ask the office first.\n\n")
    assert answer(path, "complaints") == Answer("Please ask the office first.")


def test_an_edited_proposal_keeps_its_place(path: Path) -> None:
    """Without a terminal there is no editor: the words are typed anew."""
    run(path, "--only", "complaints", said="edit\nPlease speak to the class teacher first.\n\n")
    assert answer(path, "complaints") == Answer("Please speak to the class teacher first.", State.CONFIRMED, PLACE)


def test_an_answer_can_be_typed_at_once_where_nothing_is_proposed(path: Path) -> None:
    """No choice comes before the words."""
    run(path, "--only", "equipment", said="The SENCO asks the council's service.\n\n")
    assert answer(path, "equipment").text == "The SENCO asks the council's service."


def test_a_question_can_be_left_out(path: Path) -> None:
    """That is a decision too, and is not asked again."""
    run(path, "--only", "complaints", said="x\n")
    assert answer(path, "complaints").state is State.SKIPPED
    assert "unhappy" not in run(path, said="q\n").output.split("Question 2")[0]


def test_an_answer_of_the_wrong_shape_is_asked_again(path: Path) -> None:
    """A telephone number is told from a word at once."""
    result = run(path, "--only", "senco_phone", said="the office\n01632 960100\n")
    assert "is not a telephone number" in result.output
    assert answer(path, "senco_phone").text == "01632 960100"


def test_what_is_none_of_the_choices_is_said(path: Path) -> None:
    """And nothing is written."""
    result = run(path, "--only", "complaints", said="maybe\nk\n")
    assert "“maybe” is none of the choices" in result.output
    assert answer(path, "complaints").state is State.CONFIRMED


def test_stopping_loses_nothing_and_the_next_call_goes_on(path: Path) -> None:
    """Each answer is saved at once; the end of the input is a way to stop."""
    first = run(path, said="Westmarsh Council\n")
    assert first.exit_code == 0
    assert "Stopped." in first.output
    assert answer(path, "local_authority").text == "Westmarsh Council"
    second = run(path, said="q\n")
    assert "Which local authority" not in second.output
    assert "To go on: policykit draft interview" in second.output


def test_words_typed_before_the_input_ends_are_kept(path: Path) -> None:
    """Ctrl-D in the middle of a long answer ends the answer."""
    run(path, "--only", "equipment", said="We ask the council.\nThen we order it.")
    assert answer(path, "equipment").text == "We ask the council.\nThen we order it."


def test_later_leaves_the_question_open(path: Path) -> None:
    """An empty line or l goes on to the next question."""
    before = path.read_text(encoding="utf-8")
    result = run(path, "--only", "complaints", "--only", "senco_name", said="\nl\n")
    assert "Question 2 of 2" in result.output
    assert path.read_text(encoding="utf-8") == before


def test_only_what_concerns_the_school_is_asked(path: Path) -> None:
    """What is confirmed, and what another kind of school is asked, is not."""
    asked = {one.asks for one in questions_for(PRIMARY)}
    everything = run(path, said="\n" * 100).output
    assert "Question 1 of" in everything
    assert "What is your school called?" in asked
    assert "What is your school called?" not in everything
    assert "sixth form" not in everything


def test_how_much_is_left_is_counted(path: Path) -> None:
    """A person knows whether there is time."""
    result = run(path, said="q\n")
    total = len(questions_for(PRIMARY)) - 1
    assert f"{total} questions are open" in result.output
    assert "2 with words from your documents" in result.output


def test_when_everything_is_dealt_with_the_next_step_is_said(tmp_path: Path) -> None:
    """There is nothing to ask."""
    given = {one.id: Answer("", State.SKIPPED) for one in questions_for(PRIMARY)}
    file = tmp_path / "answers.yaml"
    file.write_text(new_answers(PRIMARY, given=given), encoding="utf-8")
    result = run(file)
    assert "Every question has been dealt with." in result.output
    assert "policykit draft render" in result.output


def test_an_unknown_question_and_a_broken_file_are_refused(path: Path) -> None:
    """Exit 2, with what to do and without a traceback."""
    unknown = run(path, "--only", "senco_nam")
    assert unknown.exit_code == 2
    assert "senco_name" in unknown.output
    path.write_text("policykit: answers-9\n", encoding="utf-8")
    broken = run(path)
    assert broken.exit_code == 2
    assert "Traceback" not in broken.output
