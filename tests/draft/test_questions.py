"""The shipped questions ask for all that the law and the Code want in a report, each school its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from policykit.draft.kinds import mistake_in
from policykit.draft.questions import NAME, need_here, questions, questions_for
from policykit.errors import TemplateError
from policykit.model.drafting import DraftKind, Need, Question, School
from policykit.model.law import Phase, Publish, SchoolType
from policykit.pipeline import catalogues

ROOT = Path(__file__).resolve().parents[2]
PRIMARY = School(SchoolType.MAINSTREAM, Phase.PRIMARY)
SECONDARY = School(SchoolType.MAINSTREAM, Phase.SECONDARY, sixth_form=True)
SPECIAL = School(SchoolType.SPECIAL, Phase.ALL_THROUGH)
NURSERY = School(SchoolType.NURSERY, Phase.PRIMARY)


@pytest.mark.parametrize("school", [PRIMARY, SECONDARY, SPECIAL, NURSERY], ids=lambda school: school.type.value)
@pytest.mark.parametrize("publish", [Publish.MUST, Publish.SHOULD])
def test_every_requirement_on_what_a_report_says_is_asked_of_the_school(school: School, publish: Publish) -> None:
    """A report can be complete only if each thing it has to say is asked."""
    asked = {requirement for question in questions_for(school) for requirement in question.answers}
    wanted = {
        requirement.id
        for requirement in catalogues().checklist.requirements
        if requirement.publish is publish and school.type in requirement.applies_to
    }
    assert wanted <= asked


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_a_question_names_only_requirements_and_elements_that_there_are(question: Question) -> None:
    """A slip in an id would leave a requirement unasked without a word."""
    checklist = catalogues().checklist
    elements: set[str] = set()
    for name in question.answers:
        requirement = checklist.requirement(name)
        assert requirement is not None, name
        elements |= {element.id for element in requirement.elements}
    assert set(question.elements) <= elements


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_the_example_of_an_answer_is_one_that_the_file_would_take(question: Question) -> None:
    """An example that is refused would teach the wrong thing."""
    assert mistake_in(question.example, question.kind) is None


def test_a_school_is_asked_only_what_concerns_it() -> None:
    """A special school has no SENCO by law, a primary school no sixth form."""
    ids = {school: {question.id for question in questions_for(school)} for school in (PRIMARY, SECONDARY, SPECIAL)}
    assert "senco_name" in ids[PRIMARY]
    assert "senco_name" not in ids[SPECIAL]
    assert "sixth_form" in ids[SECONDARY]
    assert "sixth_form" not in ids[PRIMARY]


def test_pupils_views_are_a_must_only_where_there_are_young_people() -> None:
    """Paragraph 8 of Schedule 1 speaks of young people; for younger pupils the Code says should."""
    asked = next(question for question in questions() if question.id == "pupils_involved")
    assert need_here(asked, PRIMARY) is Need.SHOULD
    assert need_here(asked, SECONDARY) is Need.MUST


def test_each_document_has_questions() -> None:
    """Policy, accessibility plan and inclusion strategy are asked for as the report is."""
    assert all(questions_for(PRIMARY, kind) for kind in DraftKind)


def test_a_broken_questions_file_tells_every_mistake_with_its_line(tmp_path: Path) -> None:
    """Whoever writes questions needs the line and what to write."""
    one = "  - {id: a, group: g, asks: a, why: w, hint: h, example: e, kind: text, need: must}\n"
    (tmp_path / NAME).write_text(f"questions:\n{one}{one}", encoding="utf-8")
    with pytest.raises(TemplateError, match=r":3: id: a stands twice"):
        questions(tmp_path)


def test_the_schemas_for_editors_are_up_to_date() -> None:
    """They are generated, so a change of the questions must reach them."""
    command = [sys.executable, str(ROOT / "tools" / "build_answers_schema.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
