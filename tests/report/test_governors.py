"""The governors' page: one side of A4 whatever the document, made from its own findings, and no word that rates."""

import io
import shutil
import subprocess
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from tests.conftest import DocumentBuilder
from tests.report import sample
from tests.report.test_golden import sheet

from policykit.check.board import board_of
from policykit.check.whole import check
from policykit.model.board import Changed
from policykit.model.finding import Report, Status
from policykit.pipeline import Options, catalogues, check_file
from policykit.read.kind import about
from policykit.report import governors
from policykit.report.governors_docx import to_docx

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "files"
SOME = ("marram-heath-combined-2025.docx", "beech-holme-prospectus-2002.txt", "cinderhill-primary-report-2016.docx")
OFFICE = shutil.which("soffice")


def fullest() -> governors.Sheet:
    """Return a page on which every text is as long as the page lets it be."""
    ask = sorted((one.ask for one in catalogues().checklist.questions), key=len)[-5:]
    words = "Longer words stand everywhere in this paragraph of the document and go on until the limit is there "

    def text(length: int) -> str:
        return (words * 6)[:length]

    return governors.Sheet(
        title=text(90),
        school=text(90),
        scope=governors.SCOPE,
        stands=text(260),
        law_heading="What the law requires a SEN information report to say, and we did not find here: check that report",
        law=(f"Not found: {text(390)}", f"Found in part: {text(390)}"),
        questions=tuple(governors.Question(one, f"Section “{text(45)}”: “{text(95)}”. {text(26)}") for one in ask),
        promises=tuple(governors.Promise(text(170), f"section “{text(45)}”") for _ in range(3)),
        facts=(
            ("Who approves it", f"{governors.APPROVES} The document says: approved 30 September 2024 ({text(45)})."),
            ("Next review", f"30 September 2025, which has passed ({text(45)})."),
            (f"Since {text(45)}", text(90)),
        ),
        foot=sheet().foot,
    )


def pages_of(folder: Path, sheets: dict[str, governors.Sheet]) -> dict[str, int]:
    """Return how many pages LibreOffice gives each Word file."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed here")
    for name, one in sheets.items():
        (folder / f"{name}.docx").write_bytes(to_docx(one, sample.DAY))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.docx") for name in sheets]
    command = [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    counted = {}
    for name in sheets:
        printed = pypdfium2.PdfDocument(folder / f"{name}.pdf")
        counted[name] = len(printed)
        printed.close()
    return counted


def sheet_for(report: Report) -> governors.Sheet:
    """Return the page of a report checked with the shipped checklist."""
    checklist = catalogues().checklist
    return governors.sheet_of(report, checklist, board_of(report, checklist))


def test_the_page_is_one_side_of_a4(tmp_path: Path) -> None:
    """With every text at its longest, which bounds every document; and with documents of the corpus, fullest first."""
    sheets = {name: sheet_for(check_file(str(CORPUS / name), Options(sample.DAY))) for name in SOME}
    assert set(pages_of(tmp_path, {"fullest": fullest(), **sheets}).values()) == {1}


def test_no_text_of_a_page_is_longer_than_the_fullest_page_has_it() -> None:
    """The bound of the test above is one."""
    bound, report = fullest(), sample.report()
    long = replace(report, about=replace(report.about, title="Word " * 99, school="Word " * 99))
    made = governors.sheet_of(long, sample.checklist(), board_of(long, sample.checklist()))
    assert len(made.title) <= len(bound.title)
    assert len(made.school) <= len(bound.school)
    assert len(made.questions) <= 5
    assert len(made.promises) <= 3
    for one in (CORPUS / name for name in SOME):
        real = sheet_for(check_file(str(one), Options(sample.DAY)))
        assert len(real.stands) <= len(bound.stands)
        assert max(map(len, real.law), default=0) <= max(map(len, bound.law))
        assert all(len(question.basis) <= len(bound.questions[0].basis) for question in real.questions)
        assert all(len(promise.text) <= len(bound.promises[0].text) for promise in real.promises)


def test_a_word_file_says_what_the_page_says() -> None:
    """Both are made of the same sheet, in the same order."""
    import docx

    word = docx.Document(io.BytesIO(to_docx(sheet(), sample.DAY)))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    one = sheet()
    texts = [one.school, one.title, one.scope, one.stands, one.law_heading, *one.law]
    texts += [text for question in one.questions for text in (question.ask, question.basis)]
    texts += [promise.text for promise in one.promises]
    texts += [text for _, text in one.facts]
    at = 0
    for text in texts:
        assert text in said[at:]
        at = said.index(text, at) + len(text)
    assert word.core_properties.language == "en-GB"


def test_the_same_page_gives_the_same_bytes() -> None:
    """No clock stands in the file but the day whose law was applied."""
    assert to_docx(sheet(), sample.DAY) == to_docx(sheet(), sample.DAY)


def test_questions_come_from_findings_the_law_first() -> None:
    """What the law requires and was not found leads; what is there is asked about too."""
    board = board_of(sample.report(), sample.checklist())
    assert [asked.finding.id for asked in board.questions] == [
        "sch1.9",
        "sch1.11",
        "sch1.5",
        "sch1.4",
        "cop.looked-after",
    ]
    assert board.questions[0].finding.status is Status.MISSING


def test_promises_are_sentences_that_a_visitor_can_go_and_see(doc: DocumentBuilder) -> None:
    """Who does what and how often; no hope, no law, nothing of last year."""
    document = doc(
        "# SEN Information Report",
        "Mill Lane Primary School",
        "We hope that every child is happy each day. The Code says that parents should meet staff each term.",
        "The SENCO, Mrs A. Reed (01632 960100), meets parents each term to review progress. It is a busy school.",
        "Every pupil has a one-page profile, which the class teacher reviews each half term with the pupil.",
        "Last year we met the governors each term to look at what our provision had done for pupils.",
    )
    report = check(document, about(document), catalogues(), date(2026, 11, 21))
    said = [promise.text for promise in board_of(report, catalogues().checklist).promises]
    assert said[0].startswith("The SENCO, Mrs A. Reed")
    assert said[1].startswith("Every pupil has a one-page profile")
    assert len(said) == 2


def test_every_question_is_about_a_requirement_and_every_requirement_has_one() -> None:
    """The 43 and the further ones; each asks in one sentence."""
    checklist = catalogues().checklist
    assert {one.requirement for one in checklist.questions} == {one.id for one in checklist.requirements}
    assert all(one.ask.endswith("?") and one.ask.count("?") == 1 for one in checklist.questions)


@pytest.mark.parametrize("changed", list(Changed))
def test_the_page_says_what_changed_since_an_older_edition(changed: Changed) -> None:
    """Only where an older edition was given."""
    report, checklist = sample.report(), sample.checklist()
    board = replace(board_of(report, checklist), changed=changed, older="old/report 2024.docx")
    labels = [label for label, _ in governors.sheet_of(report, checklist, board).facts]
    assert labels[-1] == "Since report 2024.docx"
    assert len(governors.sheet_of(report, checklist, board_of(report, checklist)).facts) == len(labels) - 1


def test_the_page_has_no_word_that_rates() -> None:
    """It says what the document says; how good that is, is not its matter."""
    whole = " ".join(str(getattr(sheet(), one.name)) for one in fields(governors.Sheet)).casefold()
    for word in ("fail", "breach", "unlawful", "compliant", "score", "%", "good", "poor", "excellent", "inadequate"):
        assert word not in whole


def test_a_policy_is_not_told_that_the_law_wants_it_to_say_things() -> None:
    """What the law fixes is the report; the page sends the board there."""
    report = replace(sample.report(), about=replace(sample.about(), kind="policy"))
    made = governors.sheet_of(report, sample.checklist(), board_of(report, sample.checklist()))
    assert made.stands.startswith("This is a SEN policy; what the law requires to be said belongs in")
    assert made.law_heading.endswith("check that report")
