"""Real files, damaged: whatever comes of them is a document that keeps its promises, or a plain error."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import REPOSITORY
from tests.read.mutations import broken_promises, mutated
from tests.read.test_odt import _odt

from policykit.errors import DocumentError
from policykit.read import read, read_bytes
from policykit.read.apart import Reader, stop
from policykit.read.clean import clean

FILES = sorted(path for path in (REPOSITORY / "corpus" / "files").iterdir() if path.suffix != ".json")
SEEDS = st.integers(0, 2**32)
# Where damage leaves a page without words, recognising its picture would only take time.
_CODE = "from policykit.read import child, ocr; ocr.engine = str; child.serve(2_000_000_000, 60)"
_WITHOUT_OCR = [sys.executable, "-P", "-c", _CODE]
QUICK = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def _of(*suffixes: str, most: int = 60_000) -> list[Path]:
    return [path for path in FILES if path.suffix in suffixes and path.stat().st_size < most]


def _of_error(error: DocumentError, where: str) -> list[str]:
    return [] if error.what and error.remedy and error.where == where else [f"an error that says little: {error}"]


class _Readers:
    """A reading process, and another one when it has died."""

    def __init__(self) -> None:
        self.reader = Reader(_WITHOUT_OCR)

    def read(self, data: bytes, where: str) -> list[str]:
        """Return the promises that the document in the bytes breaks, none where they are refused."""
        if not self.reader.is_alive:
            self.reader = Reader(_WITHOUT_OCR)
        try:
            return broken_promises(self.reader.read(data, where))
        except DocumentError as error:
            return _of_error(error, where)


@pytest.fixture(scope="module")
def readers() -> Iterator[_Readers]:
    """Give a process that reads untrusted files."""
    readers = _Readers()
    yield readers
    readers.reader.close()
    stop()


@pytest.mark.parametrize("path", FILES[::4], ids=lambda path: path.name)
def test_every_quote_of_a_real_file_leads_back_to_it(path: Path) -> None:
    """The words of any span, as the file holds them, clean to the words that are quoted."""
    assert broken_promises(read(path)) == []


@settings(deadline=None, max_examples=60, suppress_health_check=QUICK)
@given(st.sampled_from(_of(".docx", ".html", ".txt", ".md")), SEEDS)
def test_a_damaged_document_is_read_or_refused(path: Path, seed: int) -> None:
    """Damage to a Word file, a web page or a text ends in a document or in a DocumentError."""
    data = mutated(path.read_bytes(), seed)
    try:
        broken = broken_promises(read_bytes(data, path.name))
    except DocumentError as error:
        broken = _of_error(error, path.name)
    assert broken == []


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_a_damaged_opendocument_text_is_read_or_refused(seed: int) -> None:
    """The same for the format of LibreOffice."""
    body = (
        '<text:h text:outline-level="1">Help</text:h>'
        "<text:list><text:list-item><text:p>Our SENCo</text:p></text:list-item></text:list><table:table><table:table-row>"
        '<table:table-cell><text:p>Ring <text:s text:c="2"/>us</text:p></table:table-cell></table:table-row></table:table>'
    )
    try:
        broken = broken_promises(read_bytes(mutated(_odt(body), seed), "a.odt"))
    except DocumentError as error:
        broken = _of_error(error, "a.odt")
    assert broken == []


@settings(deadline=None, max_examples=20, suppress_health_check=QUICK)
@given(st.sampled_from(_of(".pdf", most=200_000)), SEEDS)
def test_a_damaged_pdf_is_read_or_refused(readers: _Readers, path: Path, seed: int) -> None:
    """Damage to a PDF may kill the process that reads it, and is a DocumentError here."""
    assert readers.read(mutated(path.read_bytes(), seed), path.name) == []


@settings(deadline=None, max_examples=8, suppress_health_check=QUICK)
@given(st.data())
def test_a_damaged_real_pdf_is_read_or_refused(readers: _Readers, shared: Path, data: st.DataObject) -> None:
    """The same for files that schools have published."""
    path = data.draw(st.sampled_from(sorted((shared / "real").glob("*.pdf"))), label="file")
    assert readers.read(mutated(path.read_bytes(), data.draw(SEEDS)), path.name) == []


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\x02\ufffe\u00ad\u200b\ufb01\ufb03 \n\t-")))
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    """Whatever a file holds, its clean text is clean."""
    text, _ = clean(raw)
    assert clean(text)[0] == text
