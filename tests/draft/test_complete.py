"""A report from whole answers says all that the law asks for; one without answers says none of it."""

import shutil
from collections.abc import Callable

import pytest

from policykit.draft.fields import Standing
from policykit.draft.questions import questions_for
from policykit.draft.render import Rendered
from policykit.draft.templates import template_of
from policykit.model.drafting import Answers, DraftKind
from policykit.model.finding import Counts, Report, Severity, Status
from policykit.model.law import Publish, SchoolType
from policykit.pipeline import catalogues

SCHOOLS = ("primary", "secondary", "nursery", "special")
REPORTS = ("schedule-1", "parent-questions")
Complete = Callable[[str], Answers]
Drafted = Callable[[Answers, str], Rendered]
ReadBack = Callable[..., Report]


def musts(kind: SchoolType) -> list[str]:
    """Return the requirements that a report of that kind of school has to meet."""
    every = catalogues().checklist.requirements
    return [one.id for one in every if one.publish is Publish.MUST and kind in one.applies_to]


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
@pytest.mark.parametrize("template", REPORTS)
@pytest.mark.parametrize("school", SCHOOLS)
def test_whole_answers_meet_every_must_have_in_every_format(
    school: str, template: str, ending: str, complete: Complete, drafted: Drafted, read_back: ReadBack
) -> None:
    """23 of them, and 21 for a special school; nothing is out of date and nothing is left to confirm."""
    answers = complete(school)
    made = drafted(answers, template)
    report = read_back(made, ending, answers)
    status = {finding.id: finding.status for finding in report.requirements}
    wanted = musts(answers.school.type)
    assert len(wanted) == (21 if school == "special" else 23)
    assert [name for name in wanted if status[name] is not Status.MET] == []
    assert [one for one in report.stale if one.severity is Severity.OUTDATED] == []
    assert report.wrong_law == ()
    assert not made.standing(Standing.GAP)
    assert not made.unplaced


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice makes the PDF, and is not installed")
@pytest.mark.parametrize(("school", "template"), [("primary", "schedule-1"), ("special", "parent-questions")])
def test_whole_answers_meet_every_must_have_as_a_pdf(
    school: str, template: str, complete: Complete, drafted: Drafted, read_back: ReadBack
) -> None:
    """What is read from the pages is what was written into them."""
    answers = complete(school)
    report = read_back(drafted(answers, template), ".pdf", answers)
    assert [one.id for one in report.requirements if one.counts is Counts.GAP] == []


@pytest.mark.parametrize(
    ("school", "template"),
    [
        *((school, template) for school in SCHOOLS for template in REPORTS),
        *((school, template) for school in ("primary", "special") for template in ("summary", "policy")),
        ("primary", "inclusion-strategy"),
    ],
)
def test_without_answers_no_requirement_is_met(
    school: str, template: str, complete: Complete, drafted: Drafted, read_back: ReadBack
) -> None:
    """Our fixed words, our questions and our headings are never evidence."""
    answers = Answers(complete(school).school, {})
    made = drafted(answers, template)
    report = read_back(made, ".docx", answers, template_of(template).document)
    assert [one.id for one in (*report.requirements, *report.further) if one.status is Status.MET] == []
    assert made.standing(Standing.GAP)


@pytest.mark.parametrize("ending", [".html", ".md"])
@pytest.mark.parametrize("template", REPORTS)
def test_without_answers_no_requirement_is_met_in_the_other_formats(
    template: str, ending: str, complete: Complete, drafted: Drafted, read_back: ReadBack
) -> None:
    """Escapes and marks of a format turn no gap into a sentence."""
    answers = Answers(complete("primary").school, {})
    report = read_back(drafted(answers, template), ending, answers)
    assert [one.id for one in (*report.requirements, *report.further) if one.status is Status.MET] == []


def test_the_skeleton_of_an_accessibility_plan_meets_only_what_being_one_says(
    complete: Complete, drafted: Drafted, read_back: ReadBack
) -> None:
    """Its three aims are headings that the law gives."""
    answers = Answers(complete("primary").school, {})
    made = drafted(answers, "accessibility-plan")
    report = read_back(made, ".docx", answers, DraftKind.ACCESSIBILITY_PLAN)
    met = {one.id for one in (*report.requirements, *report.further) if one.status is Status.MET}
    assert met <= {"cfa69.accessibility-plan", "ea.plan-strands"}


@pytest.mark.parametrize(
    ("template", "document"),
    [
        *((name, DraftKind.REPORT) for name in REPORTS),
        ("policy", DraftKind.POLICY),
        ("accessibility-plan", DraftKind.ACCESSIBILITY_PLAN),
        ("inclusion-strategy", DraftKind.INCLUSION_STRATEGY),
    ],
)
@pytest.mark.parametrize("school", SCHOOLS)
def test_every_question_of_a_document_has_its_place_in_the_template(
    school: str, template: str, document: DraftKind, complete: Complete, drafted: Drafted
) -> None:
    """What a school is asked is printed, and said once: only names, numbers and dates may come again."""
    from policykit.model.drafting import Answer, AnswerKind

    asked = questions_for(complete(school).school, document)
    answers = Answers(complete(school).school, {one.id: Answer(one.example) for one in asked})
    placed = [one.field.question for one in drafted(answers, template).placed]
    assert {one.id for one in asked} - {one.id for one in placed} <= {"advice_email"}
    texts = [one.id for one in placed if one.kind is AnswerKind.TEXT]
    assert sorted(texts) == sorted(set(texts))
