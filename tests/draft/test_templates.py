"""Templates are found by name or file, and one that draws on other files is refused before it is opened."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

from policykit.draft.templates import SHIPPED, template_of
from policykit.errors import TemplateError
from policykit.model.drafting import DraftKind

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
)
FIELD = '<w:p><w:r><w:instrText>{code} "/etc/passwd"</w:instrText></w:r></w:p><w:sectPr'


def changed(folder: Path, part: str, old: str, new: str) -> str:
    """Return the path of a template in one part of which the last `old` is `new`."""
    stream = io.BytesIO()
    Document().save(stream)
    path = folder / "own.docx"
    with zipfile.ZipFile(stream) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, new.join(text.decode().rsplit(old, 1)) if name == part else text)
    return str(path)


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.name)
def test_each_shipped_template_is_there(one: object) -> None:
    """By the name that is listed."""
    assert template_of(getattr(one, "name", "")).trusted


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    """A slip of the finger."""
    with pytest.raises(TemplateError, match="Did you mean schedule-1"):
        template_of("shedule-1")


def test_a_file_of_ones_own_is_taken_and_not_trusted(tmp_path: Path) -> None:
    """With the document it is said to make."""
    path = tmp_path / "own.docx"
    Document().save(str(path))
    template = template_of(str(path), DraftKind.POLICY)
    assert (template.trusted, template.document) == (False, DraftKind.POLICY)


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "aFChunk"])
def test_a_template_that_links_to_another_file_is_refused(kind: str, tmp_path: Path) -> None:
    """Word and LibreOffice would fetch it."""
    path = changed(tmp_path, "word/_rels/document.xml.rels", "</Relationships>", OUTSIDE.format(kind=kind))
    with pytest.raises(TemplateError, match="draws on another file"):
        template_of(path)


@pytest.mark.parametrize("code", ["INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO"])
def test_a_template_with_a_field_that_reads_a_file_is_refused(code: str, tmp_path: Path) -> None:
    """It would be carried out when the document is opened."""
    path = changed(tmp_path, "word/document.xml", "<w:sectPr", FIELD.format(code=code))
    with pytest.raises(TemplateError, match="reads another file"):
        template_of(path)


def test_a_web_link_in_a_template_is_no_reach(tmp_path: Path) -> None:
    """Only a person follows it."""
    path = changed(tmp_path, "word/_rels/document.xml.rels", "</Relationships>", OUTSIDE.format(kind="hyperlink"))
    assert not template_of(path).trusted


@pytest.mark.parametrize("content", [b"", b"plain words", b"PK\x03\x04"])
def test_what_is_no_word_file_is_refused(content: bytes, tmp_path: Path) -> None:
    """With what to do, and no traceback."""
    path = tmp_path / "own.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError) as told:
        template_of(str(path))
    assert told.value.remedy


def test_the_shipped_templates_are_what_their_texts_make_of_them() -> None:
    """They are built, and nobody changes one by hand."""
    command = [sys.executable, str(ROOT / "tools" / "build_templates.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
