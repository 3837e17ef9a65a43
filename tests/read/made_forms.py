"""The documents that reading is measured on, each in every form that a school has: Word, two kinds of PDF, web, text."""

import json
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.read.dressing import Dress, Source, source_of

from policykit.model.document import Block, BlockKind, Document, Layer
from policykit.read import read_bytes

OWN = Path(__file__).with_name("forms")
CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "documents"
SOFFICE = shutil.which("soffice")
FORMS = ("word", "tagged", "plain", "web", "text")
PDF_FORMS = ("tagged", "plain")
"""A PDF with tags and one without."""

_READ: dict[tuple[str, str], Document] = {}

DRESSES = {
    OWN / "moorside-lane-columns.md": Dress(columns=2, justified=True, parted_words=True),
    OWN / "brookend-leaflet.md": Dress(columns=3, height=210),
    OWN / "stonegate-tables.md": Dress(headings="title", head=True, height=210),
    OWN / "harrowdene-numbered.md": Dress(headings="numbers", font="Liberation Serif"),
    OWN / "queens-wharf-questions.md": Dress(bullets="circle"),
    OWN / "ferny-bank-letter.md": Dress(font="Liberation Serif"),
    CORPUS / "kingsferry-school-policy-2003.md": Dress(font="Liberation Serif", height=210),
    CORPUS / "combe-torrin-report-2019.md": Dress(headings="bold", bullets="dash"),
    CORPUS / "wintermoor-hearing-base-2022.md": Dress(headings="title", justified=True, parted_words=True),
    CORPUS / "brackwater-high-report-2021.md": Dress(headings="larger"),
    CORPUS / "ravensgill-high-combined-2024.md": Dress(head=True, font="Liberation Serif"),
    CORPUS / "quayhouse-sixth-form-report-2023.md": Dress(ruled=False, bullets="dash"),
    CORPUS / "larkmead-information-report-2020.md": Dress(bullets="circle", height=210),
}
NAMES = [path.stem for path in DRESSES]


@dataclass(frozen=True, slots=True)
class Made:
    """One source and the documents that are read of its forms."""

    source: Source
    documents: dict[str, Document]


def sources() -> list[Source]:
    """Return every source in its dress."""
    return [source_of(path, dress) for path, dress in DRESSES.items()]


def made_in(folder: Path) -> dict[str, Path]:
    """Write every form of every source to a folder, once however many workers ask; the PDFs where LibreOffice is.

    Returns the folders of the kinds of PDF.
    """
    done = folder / "done"
    try:
        folder.mkdir()
    except FileExistsError:
        give_up = time.monotonic() + 300
        while not done.exists() and time.monotonic() < give_up:
            time.sleep(0.2)
        assert done.exists(), "another worker did not make the PDFs"
    else:
        try:
            _make(folder)
        finally:
            done.touch()
    return {form: folder / form for form in PDF_FORMS}


def _make(folder: Path) -> None:
    files = []
    for source in sources():
        path = folder / f"{source.name}.docx"
        path.write_bytes(source.word())
        files.append(str(path))
    for form in PDF_FORMS if SOFFICE else ():
        options = json.dumps({"UseTaggedPDF": {"type": "boolean", "value": str(form == "tagged").lower()}})
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(SOFFICE), profile, "--headless", "--convert-to", f"pdf:writer_pdf_Export:{options}"]
        command += ["--outdir", str(folder / form), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=280)


def read_form(source: Source, form: str, folders: dict[str, Path]) -> Document:
    """Return what is read of one form of a source, read once; skips where it is a PDF and LibreOffice is not there."""
    if (source.name, form) not in _READ:
        _READ[source.name, form] = _read_form(source, form, folders)
    return _READ[source.name, form]


def _read_form(source: Source, form: str, folders: dict[str, Path]) -> Document:
    if form == "word":
        return read_bytes(source.word(), f"{source.name}.docx")
    if form == "web":
        return read_bytes(source.web_page(), f"{source.name}.html")
    if form == "text":
        return read_bytes(source.text(), f"{source.name}.txt")
    path = folders[form] / f"{source.name}.pdf"
    if not path.exists():
        pytest.skip("LibreOffice is not installed, so no PDF can be made of a Word file")
    return read_bytes(path.read_bytes(), path.name)


def headings_of(document: Document) -> list[str]:
    """Return the headings of the body in order, each as a person would cite it: with its number."""
    return [f"{b.label} {b.text}".strip() for b in document.blocks if b.kind is BlockKind.HEADING]


def body_of(document: Document, box: str = "") -> list[Block]:
    """Return the blocks of the running text: no notes, no furniture, nothing of a text box."""
    return [b for b in document.blocks if b.layer in {Layer.BODY, Layer.CONTENTS} and b.text not in box]


def tables_of(document: Document) -> list[dict[tuple[int, int], str]]:
    """Return the tables in order, each as the text of its cells by row and column."""
    found: dict[int, dict[tuple[int, int], str]] = {}
    for block in document.blocks:
        if block.cell is not None:
            cells = found.setdefault(block.cell.table, {})
            key = block.cell.row, block.cell.column
            cells[key] = f"{cells[key]} {block.text}" if key in cells else block.text
    return [found[table] for table in sorted(found)]
