"""A report from whole answers says all that the law asks for; one without answers says none of it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.draft.conftest import ON, complete_answers

from policykit.draft.fields import Standing
from policykit.draft.questions import questions_for
from policykit.draft.render import Rendered, render
from policykit.draft.templates import SHIPPED, template_of
from policykit.formats import office
from policykit.model.drafting import Answers, DraftKind
from policykit.model.finding import Counts, Report, Severity, Status
from policykit.model.law import Publish, SchoolType
from policykit.pipeline import Options, catalogues, check_file

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


ALL = tuple(one.name for one in SHIPPED)
TOUCHED = frozenset({"sch1.13", "cop.local-offer-contribution", "cop.named-contacts", "cop.policy-info"})
"""What a template without answers raises and does not answer: it says where an address belongs, or names the policy."""


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the PDF of each school's reports and of the other documents, made by one call of LibreOffice."""
    if (program := office.libreoffice()) is None:
        pytest.skip("LibreOffice makes the PDF, and is not installed")
    folder = tmp_path_factory.mktemp("pdfs")
    wanted = [*((school, name) for school in SCHOOLS for name in REPORTS)]
    wanted += [("primary", name) for name in ALL if name not in REPORTS]
    for school, name in wanted:
        made = render(complete_answers(school), template_of(name), ON)
        (folder / f"{school}_{name}.docx").write_bytes(made.content)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", office.TAGGED_PDF, "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {path.stem: path for path in folder.glob("*.pdf")}


@pytest.mark.parametrize("template", REPORTS)
@pytest.mark.parametrize("school", SCHOOLS)
def test_whole_answers_meet_every_must_have_as_a_pdf(
    school: str, template: str, complete: Complete, pdfs: dict[str, Path]
) -> None:
    """What is read from the pages is what was written into them."""
    answers = complete(school)
    kind = answers.school
    options = Options(ON, kind.type.value, kind.phase.value, "information-report")
    report = check_file(str(pdfs[f"{school}_{template}"]), options)
    assert [one.id for one in report.requirements if one.counts is Counts.GAP] == []
    assert [one for one in report.stale if one.severity is Severity.OUTDATED] == []


def test_every_pdf_is_tagged_titled_and_british(pdfs: dict[str, Path]) -> None:
    """A screen reader follows the tags, says the title and chooses its voice by the language."""
    import pikepdf

    assert len(pdfs) == len(SCHOOLS) * len(REPORTS) + len(ALL) - len(REPORTS)
    for name, path in pdfs.items():
        with pikepdf.open(path) as document:
            assert document.Root.MarkInfo.Marked, name
            assert str(document.Root.Lang) == "en-GB", name
            assert str(document.docinfo["/Title"]), name
            tags = {str(one.get("/S", "")) for one in document.objects if isinstance(one, pikepdf.Dictionary)}
            assert "/H1" in tags, name
            assert len(document.pages) == 1 or not name.endswith("_summary")


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
@pytest.mark.parametrize("template", ALL)
@pytest.mark.parametrize("school", ["primary", "special"])
def test_without_answers_no_requirement_is_met_in_any_format(
    school: str, template: str, ending: str, complete: Complete, drafted: Drafted, read_back: ReadBack
) -> None:
    """Our fixed words, our questions, our headings and a format's marks are never evidence."""
    answers = Answers(complete(school).school, {})
    made = drafted(answers, template)
    report = read_back(made, ending, answers, template_of(template).document)
    every = (*report.requirements, *report.further)
    assert [one.id for one in every if one.status is Status.MET] == []
    assert {one.id for one in every if one.status is Status.PARTIAL} <= TOUCHED
    assert made.standing(Standing.GAP)
    assert [one.id for one in report.stale if one.severity is Severity.OUTDATED] == []


@pytest.mark.parametrize("template", REPORTS)
@pytest.mark.parametrize("school", ["secondary", "nursery"])
def test_without_answers_no_requirement_is_met_for_the_other_schools(
    school: str, template: str, complete: Complete, drafted: Drafted, read_back: ReadBack
) -> None:
    """A sixth form and a nursery have words of their own."""
    answers = Answers(complete(school).school, {})
    report = read_back(drafted(answers, template), ".docx", answers)
    assert [one.id for one in (*report.requirements, *report.further) if one.status is Status.MET] == []


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
