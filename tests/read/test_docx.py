"""What a Word file says of its paragraphs: headings, numbers, lists, tables, links, and what is only reported."""

import io

import docx
import pytest
from tests.read.word_parts import paragraph, run, word_file

from policykit.errors import DocumentError
from policykit.formats.word import W, open_word
from policykit.formats.word_numbers import Numbers
from policykit.formats.word_paragraph import Seen
from policykit.formats.word_styles import Styles
from policykit.formats.word_text import Story
from policykit.model.document import Block, BlockKind, Document, Layer
from policykit.read import read_bytes

_STYLES = """
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="School"><w:name w:val="Our Section"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
"""
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for at, (kind, text) in enumerate((("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")))
)
_NUMBERING = f"""
<w:abstractNum w:abstractNumId="0">{_LEVELS}</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
"""
_BODY_TEXT = paragraph("This paragraph says in plain words what the school does for its pupils.")


def _read(body: str, **parts: str) -> Document:
    return read_bytes(word_file(body, {"styles": _STYLES, "numbering": _NUMBERING, **parts}), "policy.docx")


def _numbered(text: str, number: int, level: int, style: str = "") -> str:
    return paragraph(text, style, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def _block(document: Document, text: str) -> Block:
    return next(block for block in document.blocks if block.text == text)


@pytest.mark.parametrize(
    ("style", "properties", "level"),
    [
        ("H1", "", 1),
        ("School", "", 1),
        ("T", "", 1),
        ("Deep", "", 3),
        ("", '<w:outlineLvl w:val="1"/>', 2),
        ("H1", '<w:outlineLvl w:val="9"/>', 0),
    ],
)
def test_a_heading_is_told_by_style_and_outline_level(style: str, properties: str, level: int) -> None:
    """Style name, the style it builds on and the outline level all make a heading; level 9 unmakes it."""
    block = _block(_read(paragraph("Our staff.", style, properties) + _BODY_TEXT), "Our staff.")
    assert block.level == level


def test_a_bold_line_alone_is_a_heading_and_a_bold_contact_is_not() -> None:
    """Where nothing is styled, a bold line over text is a heading; a bold line with a number to ring stays text."""
    bold = "<w:b/>"
    document = _read(
        paragraph("Who can help", run=bold)
        + _BODY_TEXT
        + paragraph("SENCo: Mrs Example, 01632 960123", run=bold)
        + _BODY_TEXT
    )
    kinds = [block.kind for block in document.blocks]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_whole_paragraph_in_a_heading_style_is_text() -> None:
    """A heading style on a paragraph of prose does not hide the prose among the headings."""
    prose = "We meet every family three times in the year and talk about what has helped and what we shall try next."
    assert _read(paragraph(prose, "H1")).blocks[0].kind is BlockKind.PARAGRAPH


def test_automatic_numbers_are_counted_as_word_shows_them() -> None:
    """Levels count on, restart below a new number, and restart where the file says so."""
    body = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0)]
    document = _read("".join(_numbered(f"Part {at} of it.", *place) for at, place in enumerate(body)))
    assert [block.label for block in document.blocks] == ["1", "1.1", "1.2", "(a)", "2", "2.1", "1"]


def test_a_numbered_heading_can_be_cited() -> None:
    """The section of a paragraph is its heading with the automatic number before it."""
    document = _read(_numbered("Aims", 1, 0, "H1") + _numbered("Identification", 1, 1, "Deep") + _BODY_TEXT)
    assert document.section_of(2) == "1.1 Identification"
    assert [block.text for block in document.headings_above(2)] == ["Aims", "Identification"]


def test_bullets_are_list_items_without_a_label() -> None:
    """A bulleted paragraph is a list item of its depth."""
    block = _read(_numbered("Speech therapy", 3, 0)).blocks[0]
    assert (block.kind, block.level, block.label) == (BlockKind.LIST_ITEM, 1, "")


def test_lines_of_a_contents_style_are_contents() -> None:
    """A table of contents made by Word is no body text."""
    assert _read(paragraph("Aims 3", "Toc1")).blocks[0].layer is Layer.CONTENTS


def test_links_carry_their_target_and_the_words_they_stand_on() -> None:
    """Both kinds of link that Word writes are found, by their place in the clean text."""
    field = "".join(
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.example" </w:instrText></w:r>',
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("offer")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
    )
    body = f'<w:p>{run("See  our ")}<w:hyperlink r:id="a">{run("advice")}</w:hyperlink>{run(" and ")}{field}</w:p>'
    block = read_bytes(word_file(body, {}, {"a": "https://a.example"}), "x.docx").blocks[0]
    assert [(block.text[link.start : link.end], link.target) for link in block.links] == [
        ("advice", "https://a.example"),
        ("offer", "https://b.example"),
    ]


def test_cells_know_their_row_and_column() -> None:
    """Each cell has the head of its column and the first cell of its row."""
    made = docx.Document()
    table = made.add_table(3, 2)
    texts = (("Need", "Help"), ("Autism", "A quiet room at break"), ("Dyslexia", "Coloured paper and more time"))
    for row, line in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    made.save(buffer)
    cell_of = _block(read_bytes(buffer.getvalue(), "x.docx"), "A quiet room at break").cell
    assert cell_of is not None
    assert (cell_of.row, cell_of.column, cell_of.row_heading, cell_of.column_heading) == (1, 1, "Autism", "Help")


def test_a_table_of_one_column_is_a_box_of_ordinary_text() -> None:
    """A frame drawn with a table does not make cells of its paragraphs."""
    box = f"<w:tbl><w:tr><w:tc>{paragraph('Our aims', 'H1')}{_BODY_TEXT}</w:tc></w:tr></w:tbl>"
    assert [(block.kind, block.cell) for block in _read(box).blocks] == [
        (BlockKind.HEADING, None),
        (BlockKind.PARAGRAPH, None),
    ]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (paragraph("Shown.") + paragraph("two words", run="<w:vanish/>"), "hidden text"),
        (f"<w:p>{run('Shown.')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>", "tracked changes"),
        (f"<w:p>{run('Shown.')}<w:ins>{run('new')}</w:ins></w:p>", "tracked changes"),
    ],
)
def test_changes_and_hidden_words_are_reported(body: str, where: str) -> None:
    """What did not count is named in a gap that hides no text."""
    assert [(gap.where, gap.hides_text) for gap in _read(body).gaps] == [(where, False)]


def test_comments_are_reported_and_do_not_count() -> None:
    """A comment in the margin is mentioned, and its words are no text."""
    document = _read(_BODY_TEXT, comments=f'<w:comment w:id="0">{paragraph("MARGIN")}</w:comment>')
    assert [gap.where for gap in document.gaps] == ["comments"]
    assert not any("MARGIN" in block.text for block in document.blocks)


def test_the_files_own_facts_are_read() -> None:
    """Title and author come from the core properties."""
    core = (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>SEN policy</dc:title><dc:creator>A. Writer</dc:creator></cp:coreProperties>"
    )
    assert read_bytes(word_file(_BODY_TEXT, core=core), "x.docx").properties == {
        "title": "SEN policy",
        "author": "A. Writer",
    }


def test_every_character_leads_back_to_the_element_that_holds_it() -> None:
    """The stretches of a paragraph cover its text and hold the same characters."""
    body = f"<w:p>{run('Our ')}<w:ins>{run('new ')}</w:ins><w:r><w:tab/><w:t>SENCo</w:t></w:r></w:p>"
    file = open_word(word_file(body), "x.docx")
    root = file.part(file.main)
    assert root is not None
    styles = Styles(file)
    story = Story(file, file.main, styles, Numbers(file, styles), Seen())
    (found,) = story.paragraphs(root[0])
    assert found.element is not None
    assert [found.text[part.start : part.end] for part in found.stretches] == ["Our ", "new ", "\t", "SENCo"]
    assert [part.element.text for part in found.stretches if part.element.tag == f"{W}t"] == ["Our ", "new ", "SENCo"]


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:t>unclosed",
        "<w:tbl><w:tr><w:tc>" * 400 + "</w:tc></w:tr></w:tbl>" * 400,
    ],
)
def test_a_damaged_or_endlessly_nested_file_is_refused(body: str) -> None:
    """Broken XML ends in a plain error."""
    with pytest.raises(DocumentError):
        _read(body)


def test_an_entity_bomb_is_refused() -> None:
    """A part that declares entities is not expanded."""
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    body = '<w:p><w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r></w:p>'
    with pytest.raises(DocumentError, match="entities"):
        _read(body, chart=bomb)


def test_a_zip_bomb_is_refused() -> None:
    """A file that unpacks to hundreds of times its size is not unpacked."""
    with pytest.raises(DocumentError, match="unpacks to far more"):
        read_bytes(word_file(_BODY_TEXT, {"chart": " " * 50_000_000}), "x.docx")
