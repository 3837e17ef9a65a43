"""How truly a document is read from Word and from PDF: its headings, its order, its tables, its furniture, its notes."""

from collections import Counter
from pathlib import Path
from statistics import fmean

import pdfplumber
import pytest
from rapidfuzz.distance import Indel
from tests.read.made_forms import (
    FORMS,
    NAMES,
    PDF_FORMS,
    body_of,
    headings_of,
    read_form,
    sources,
    tables_of,
)

from policykit.model.document import BlockKind, Document, Layer

SOURCES = {source.name: source for source in sources()}
LEAST_F1 = {"word": 0.95, "tagged": 0.90, "plain": 0.90, "web": 0.95, "text": 0.90}
LEAST_F1_ANYWHERE = 0.8
LEAST_ORDER = 0.97
BORDERLESS = {"quayhouse-sixth-form-report-2023"}
"""Documents whose tables have no lines: untagged, they are read as lines of text (docs/reading.md says so)."""


def heading_f1(true: list[str], found: list[str]) -> float:
    """Return the F1 of the headings found, each counted as often as it stands."""
    a, b = Counter(map(str.casefold, true)), Counter(map(str.casefold, found))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def words_of(document: Document, box: str) -> list[str]:
    """Return the words of the running text in reading order, each heading with its number."""
    blocks = body_of(document, box)
    texts = (f"{b.label} {b.text}" if b.kind is BlockKind.HEADING else b.text for b in blocks)
    return " ".join(texts).split()


@pytest.mark.parametrize("form", FORMS)
def test_headings_are_found_in_every_form(form: str, pdf_folders: dict[str, Path]) -> None:
    """Over the set the F1 of headings is 0.95 from Word and 0.90 from PDF, and no document is far below."""
    scores = {
        name: heading_f1(source.headings, headings_of(read_form(source, form, pdf_folders)))
        for name, source in SOURCES.items()
    }
    assert fmean(scores.values()) >= LEAST_F1[form], scores
    assert min(scores.values()) >= LEAST_F1_ANYWHERE, scores


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_words_keep_their_order(name: str, form: str, pdf_folders: dict[str, Path]) -> None:
    """The words of the body, one after another, are the true ones: columns, tables and page ends do no harm."""
    source = SOURCES[name]
    document = read_form(source, form, pdf_folders)
    # A web page and a text file have no boxes and notes: there they are paragraphs like others.
    apart = " ".join([*source.texts("box"), *(source.texts("note") if form in {"web", "text"} else [])])
    assert Indel.normalized_similarity(source.words, words_of(document, apart)) >= LEAST_ORDER


@pytest.mark.parametrize("form", ["word", *PDF_FORMS])
@pytest.mark.parametrize("name", [name for name, source in SOURCES.items() if source.furniture])
def test_running_headers_and_footers_are_no_text(name: str, form: str, pdf_folders: dict[str, Path]) -> None:
    """What runs at the head and foot of the pages is furniture, given once, and page numbers are nowhere in the body."""
    source = SOURCES[name]
    document = read_form(source, form, pdf_folders)
    running = [block.text for block in document.blocks if block.layer is Layer.FURNITURE]
    for line in source.furniture:
        assert sum(line in text for text in running) == 1
        assert line not in {block.text for block in body_of(document)}
    assert not any(block.text.startswith("Page ") for block in body_of(document))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [name for name, source in SOURCES.items() if source.tables])
def test_cells_stand_in_their_row_and_column(name: str, form: str, pdf_folders: dict[str, Path]) -> None:
    """Every table has its cells at their places, those that go on over pages too."""
    if form == "plain" and name in BORDERLESS:
        pytest.skip("a table without lines in a PDF without tags is read as lines of text")
    source = SOURCES[name]
    true = [
        {(row, column): text for row, cells in enumerate(table) for column, text in enumerate(cells) if text}
        for table in source.tables
    ]
    assert tables_of(read_form(source, form, pdf_folders)) == true


@pytest.mark.parametrize("form", FORMS)
def test_cells_know_the_heads_of_their_row_and_column(form: str, pdf_folders: dict[str, Path]) -> None:
    """A cell of the provision map, on its second page too, is read with its need and with whom the help is for."""
    document = read_form(SOURCES["stonegate-tables"], form, pdf_folders)
    cell = next(b.cell for b in document.blocks if b.text == "Supported work experience and travel training")
    assert cell is not None
    assert (cell.row_heading, cell.column_heading) == ("Preparing for adult life", "For a few students")
    contact = next(b.cell for b in document.blocks if b.text == "01632 960232")
    assert contact is not None
    assert contact.row_heading == "Mrs Petra Dunstan"


@pytest.mark.parametrize("form", ["word", *PDF_FORMS])
def test_footnotes_follow_the_words_that_lead_to_them(form: str, pdf_folders: dict[str, Path]) -> None:
    """Each note is a note, after its paragraph, and its raised number is no part of the sentence."""
    source = SOURCES["harrowdene-numbered"]
    blocks = read_form(source, form, pdf_folders).blocks
    at = [index for index, block in enumerate(blocks) if block.layer is Layer.NOTE]
    assert [blocks[index].text for index in at] == source.texts("note")
    assert [blocks[index - 1].text.rsplit(" ", 1)[-1] for index in at] == ["made.", "months."]


@pytest.mark.parametrize("form", ["word", *PDF_FORMS])
def test_numbers_that_word_sets_can_be_cited(form: str, pdf_folders: dict[str, Path]) -> None:
    """A place reads "3.1 Identification" from Word and from PDF alike."""
    document = read_form(SOURCES["harrowdene-numbered"], form, pdf_folders)
    block = next(b for b in document.blocks if b.text.startswith("Class teachers compare"))
    assert document.section_of(block.index) == "3.1 Identification"


@pytest.mark.parametrize("form", ["word", *PDF_FORMS])
def test_a_text_box_is_read_once_where_it_stands(form: str, pdf_folders: dict[str, Path]) -> None:
    """The box between two sections is a paragraph of the first, also where the file writes it last."""
    document = read_form(SOURCES["moorside-lane-columns"], form, pdf_folders)
    boxes = [block for block in document.blocks if block.text.startswith("Worried about your child?")]
    assert [document.section_of(block.index) for block in boxes] == ["The needs that we meet"]


@pytest.mark.parametrize("name", ["stonegate-tables", "kingsferry-school-policy-2003"])
def test_ruled_tables_agree_with_pdfplumber(name: str, pdf_folders: dict[str, Path]) -> None:
    """In a PDF without tags our cells are those that pdfplumber finds, page by page."""
    document = read_form(SOURCES[name], "plain", pdf_folders)
    ours = Counter("".join(text.split()) for table in tables_of(document) for text in table.values())
    with pdfplumber.open(pdf_folders["plain"] / f"{name}.pdf") as pdf:
        tables = [table.extract() for page in pdf.pages for table in page.find_tables()]
    theirs = Counter("".join(cell.split()) for table in tables for row in table for cell in row if cell)
    # We join a cell that a page end parts; pdfplumber gives both halves, and a repeated heading row twice.
    halves = {one + two for one in theirs for two in theirs}
    assert all(text in theirs or text in halves for text in ours)
    assert set(theirs) - set(ours) <= {half for text in ours - theirs for half in theirs if half in text}
