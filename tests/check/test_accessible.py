"""Whether everyone can read the file itself: a Word file with every fault, and facts made by hand."""

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document as WordFile
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from policykit.check.accessible import find_access
from policykit.model.access import Access, AccessRule, FileFacts, PictureFact, TableFact
from policykit.model.document import Document
from policykit.read import read_bytes

PICTURE = (
    f'<w:r {nsdecls("w", "wp", "a", "pic")}><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="7" name="P" '
    '{words}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def checked(word: Any) -> Access:
    """Return the advice on a Word file made in the test."""
    stream = io.BytesIO()
    word.save(stream)
    return find_access(read_bytes(stream.getvalue(), "report.docx"))


def told(access: Access) -> list[tuple[str, str]]:
    """Return each rule with its quote or its place."""
    return [(one.rule.value, one.quote.text if one.quote else one.where) for one in access.findings]


@pytest.fixture
def word() -> Any:
    """Give a Word file in which there is nothing to change."""
    file = WordFile()
    file.core_properties.title = "SEN information report"
    file.core_properties.language = "en-GB"
    file.add_heading("Who can help", 1)
    file.add_paragraph("The office can help with anything.")
    return file


def test_a_file_without_faults_gets_no_advice(word: Any) -> None:
    """And the rules that it was held to are named."""
    access = checked(word)
    assert access.findings == ()
    assert set(access.looked) == set(AccessRule) - {AccessRule.UNTAGGED}


def test_a_skipped_level_and_a_bold_line_in_place_of_a_heading_are_told_with_their_place(word: Any) -> None:
    """The heading's own words are quoted."""
    word.add_heading("Complaints", 3)
    word.add_paragraph("Speak to us first, and we will do what we can to put it right.")
    word.add_paragraph().add_run("Transport to school").bold = True
    word.add_paragraph("A taxi may be paid for by the council, which decides.")
    assert told(checked(word)) == [
        ("heading-level-skipped", "Complaints"),
        ("heading-by-look", "Transport to school"),
    ]


def test_a_long_document_without_any_heading_is_told_once() -> None:
    """And not line by line."""
    word = WordFile()
    word.core_properties.title, word.core_properties.language = "SEN report", "en-GB"
    for _ in range(40):
        word.add_paragraph("We help each child to learn well and to be glad to come.")
    assert told(checked(word)) == [("no-headings", "the whole document")]


def test_a_missing_title_is_told(word: Any) -> None:
    """Browsers and screen readers show the file's name in its place."""
    word.core_properties.title = ""
    assert told(checked(word)) == [("no-title", "the file's properties")]


def test_pictures_without_words_are_told_and_decoration_is_not(word: Any) -> None:
    """With the section that they stand in."""
    for words in ("", 'descr="Our front door"'):
        word.add_paragraph()._p.append(parse_xml(PICTURE.format(words=words)))
    decoration = parse_xml(PICTURE.format(words=""))
    drawn = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    facts = decoration.find(f".//{qn('wp:docPr')}")
    assert facts is not None
    facts.append(parse_xml(f'<d:decorative xmlns:d="{drawn}" val="1"/>'))
    word.add_paragraph()._p.append(decoration)
    assert told(checked(word)) == [("picture-without-words", "picture 1, in “Who can help”")]


def test_tables_without_a_heading_row_and_with_merged_cells_are_told(word: Any) -> None:
    """A frame of one cell is no table."""
    word.add_table(1, 1).cell(0, 0).text = "A frame"
    good, bad = word.add_table(2, 2), word.add_table(2, 2)
    for table, words in ((good, "Term"), (bad, "Need")):
        for number in range(4):
            table.cell(number // 2, number % 2).text = f"{words} {number}"
    good.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    bad.cell(1, 0).merge(bad.cell(1, 1))
    assert told(checked(word)) == [("table-without-header-row", "Need 0"), ("merged-cells", "Need 0")]


def test_faint_words_are_told_where_the_file_gives_both_colours(word: Any) -> None:
    """Pale grey on the page and black on blue; not grey dark enough, and not white on a colour that is not known."""
    for colour, words in (("BBBBBB", "Pale words"), ("595959", "Grey words")):
        word.add_paragraph().add_run(words).font.color.rgb = RGBColor.from_string(colour)
    marked = word.add_paragraph().add_run("Marked words")
    marked.font.color.rgb, marked.font.highlight_color = RGBColor(0, 0, 0), WD_COLOR_INDEX.BLUE
    cell = word.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run("White words").font.color.rgb = RGBColor(255, 255, 255)
    assert told(checked(word)) == [("faint-words", "Pale words"), ("faint-words", "Marked words")]


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("here", True),
        ("Click here", True),
        ("read more", True),
        ("https://www.example.org/documents/policies/sen/report-2026.pdf", True),
        ("www.example.org", False),
        ("the council's local offer", False),
        ("office@example.org", False),
    ],
)
def test_links_are_to_say_where_they_lead(words: str, is_told: bool) -> None:
    """As a screen reader lists them without the sentence around them."""
    page = f"<html lang='en'><head><title>SEN</title></head><body><h1>Help</h1><p>See <a href='https://example.org/a'>{words}</a>.</p></body></html>"
    found = told(find_access(read_bytes(page.encode(), "page.html")))
    assert found == ([("link-words", words)] if is_told else [])


def with_facts(facts: FileFacts) -> Document:
    """Return a short PDF's document with facts made by hand."""
    document = read_bytes(b"# Help\n\nThe office can help.\n", "report.md")
    return replace(document, facts=facts, properties={"title": "SEN", "language": "en-GB"})


def test_a_pdf_without_tags_is_told_that_and_nothing_that_follows_from_it() -> None:
    """Its headings cannot be known."""
    facts = FileFacts(looked=frozenset({AccessRule.UNTAGGED, AccessRule.TITLE}), tagged=False, by_look=(0,))
    assert told(find_access(with_facts(facts))) == [("pdf-not-tagged", "the file")]


def test_the_place_of_a_picture_and_a_table_without_words_is_their_page() -> None:
    """As far as it is known."""
    facts = FileFacts(
        looked=frozenset(AccessRule),
        pictures=(PictureFact(None, 3, None),),
        tables=(TableFact(None, 4, 2, 2, has_head=False),),
    )
    assert told(find_access(with_facts(facts))) == [
        ("picture-without-words", "picture 1, page 3"),
        ("table-without-header-row", "table 1, page 4"),
    ]
