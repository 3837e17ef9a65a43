"""What several tests of drafting start from: schools, answers, and the reading back of what was rendered."""

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from docx import Document

from policykit.draft.answers import load_answers
from policykit.draft.output import content_for
from policykit.draft.render import Rendered, render
from policykit.draft.templates import Template, template_of
from policykit.model.drafting import Answers, DraftKind
from policykit.model.finding import Report
from policykit.pipeline import Options, check_file

ON = date(2026, 11, 21)
COMPLETE = Path(__file__).parent / "complete"
_KINDS = {DraftKind.REPORT: "information-report", DraftKind.POLICY: "policy"}


@cache
def complete_answers(name: str) -> Answers:
    """Return the whole answers of one of the invented schools."""
    return load_answers(COMPLETE / f"{name}.yaml")


@pytest.fixture(name="complete")
def complete_fixture() -> Callable[[str], Answers]:
    """Return the whole answers of an invented school, by name."""
    return complete_answers


@pytest.fixture(name="drafted")
def drafted_fixture() -> Callable[[Answers, str], Rendered]:
    """Return what a shipped template makes of answers."""
    return lambda answers, name: render(answers, template_of(name), ON)


@pytest.fixture(name="read_back")
def read_back_fixture(tmp_path: Path) -> Callable[[Rendered, str, Answers, DraftKind], Report]:
    """Return the check of a rendered document, written in the format of that ending."""

    def read_back(made: Rendered, ending: str, answers: Answers, document: DraftKind = DraftKind.REPORT) -> Report:
        path = tmp_path / f"draft{ending}"
        path.write_bytes(content_for(made, path))
        school = answers.school
        return check_file(str(path), Options(ON, school.type.value, school.phase.value, _KINDS.get(document, "other")))

    return read_back


@pytest.fixture(name="own_template")
def own_template_fixture() -> Callable[..., Template]:
    """Return a template of a school's own, made of the paragraphs given."""

    def own_template(*paragraphs: str, trusted: bool = True) -> Template:
        document = Document()
        for words in paragraphs:
            document.add_paragraph(words)
        stream = io.BytesIO()
        document.save(stream)
        return Template("own.docx", stream.getvalue(), DraftKind.REPORT, "SEN information report", trusted=trusted)

    return own_template
