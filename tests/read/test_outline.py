"""Pieces become blocks: headings by look, levels, contents lists, cells and parents."""

import pytest

from policykit.model.document import Block, BlockKind, Cell, Layer
from policykit.read.outline import outlined
from policykit.read.piece import Piece, RawLink, Reading

_PROSE = "The school looks at every pupil's progress each term and talks about it with the family."


def _blocks(*pieces: Piece | str, file_format: str = "docx") -> tuple[Block, ...]:
    made = tuple(Piece(raw=piece) if isinstance(piece, str) else piece for piece in pieces)
    return outlined(Reading(pieces=made, format=file_format))[0]


def _bold(raw: str) -> Piece:
    return Piece(raw=raw, stands_out=True)


def _heading(raw: str, level: int) -> Piece:
    return Piece(raw=raw, kind=BlockKind.HEADING, level=level)


def _headings(blocks: tuple[Block, ...]) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in blocks if block.kind is BlockKind.HEADING]


def test_the_formats_own_headings_come_first() -> None:
    """Styled headings keep their level, and a short line between paragraphs stays text beside them."""
    blocks = _blocks(_heading("Aims", 1), _PROSE, "Short line", _PROSE, _heading("Staff", 2), _PROSE)
    assert _headings(blocks) == [("Aims", 1), ("Staff", 2)]


def test_a_bold_line_under_a_styled_heading_is_one_level_deeper() -> None:
    """A heading by look hangs under the format's own."""
    blocks = _blocks(_heading("Aims", 2), _PROSE, _bold("Who can help?"), _PROSE)
    assert _headings(blocks) == [("Aims", 2), ("Who can help?", 3)]
    assert blocks[3].heading == 2
    assert blocks[2].heading == 0


@pytest.mark.parametrize(
    "line",
    [
        "SENCo: Mrs A. Example",
        "Ring us on 01632 960123",
        "office@school.example",
        "Reviewed September 2023",
        "We believe that every child can do well.",
        "[Insert the name of the school]",
        "1 Example Street, Anytown",
    ],
)
def test_a_bold_line_with_something_to_say_stays_text(line: str) -> None:
    """Names, contacts, dates, sentences and placeholders are text even where they stand out."""
    assert _headings(_blocks(_PROSE, _bold(line), _PROSE, _PROSE)) == []


def test_bold_means_nothing_where_nearly_all_is_bold() -> None:
    """A document set in bold has no headings by boldness."""
    assert (
        _headings(_blocks(_bold("One line"), _bold(_PROSE), _bold("Two line"), _bold(_PROSE), file_format="markdown"))
        == []
    )


def test_numbers_give_the_depth_of_headings() -> None:
    """Where nothing is styled, numbered lines are headings as deep as their numbers."""
    blocks = _blocks("4 Our pupils", _PROSE, "4.2 Identification", _PROSE, "4.2.1 In Reception", _PROSE)
    assert _headings(blocks) == [("Our pupils", 1), ("Identification", 2), ("In Reception", 3)]
    assert [block.label for block in blocks if block.label] == ["4", "4.2", "4.2.1"]


def test_a_title_stands_over_sections_of_its_own_level() -> None:
    """Word's Title style and Heading 1 are of one level; the sections stand under the title all the same."""
    titles = [Piece(raw=raw, kind=BlockKind.HEADING, level=1) for raw in ("SEN Policy", "Our staff", "Our building")]
    document = _blocks(titles[0], titles[1], _PROSE, titles[2], _PROSE)
    assert [block.heading for block in document if block.kind is BlockKind.HEADING] == [None, 0, 0]


@pytest.mark.parametrize("first", ["1. Introduction to our SEN policy", "Aims of the SEN policy", "What is SEN?"])
def test_a_first_section_is_no_title(first: str) -> None:
    """A document that begins with its first section has no heading over all the others."""
    headings = [Piece(raw=raw, kind=BlockKind.HEADING, level=1) for raw in (first, "Our staff")]
    document = _blocks(headings[0], _PROSE, headings[1], _PROSE)
    assert [block.heading for block in document if block.kind is BlockKind.HEADING] == [None, None]


def test_the_items_of_a_numbered_list_are_no_headings() -> None:
    """Numbered lines that follow one another are a list."""
    assert (
        _headings(_blocks(_PROSE, "1. Assess", "2. Plan", "3. Do", "4. Review", _PROSE, file_format="markdown")) == []
    )


def test_capitals_weigh_more_than_plain_lines() -> None:
    """Capitals are the upper level, other short lines the lower."""
    blocks = _blocks("ROLES", "Governors", _PROSE, "Parents", _PROSE, "COMPLAINTS", _PROSE, file_format="text")
    assert _headings(blocks) == [("ROLES", 1), ("Governors", 2), ("Parents", 2), ("COMPLAINTS", 1)]


def test_the_lines_of_a_list_without_bullets_are_no_headings() -> None:
    """Short lines after a colon are what the colon announces."""
    blocks = _blocks(
        "Parents may ask for these papers:", "Schemes of work", "Complaints procedure", _PROSE, file_format="text"
    )
    assert _headings(blocks) == []


def test_a_contents_list_is_told_by_its_page_numbers() -> None:
    """Lines with dots and a page number are contents."""
    blocks = _blocks("Contents", "Aims ........ 2", "Staff ........ 3", _heading("Aims", 1), _PROSE)
    assert [block.layer for block in blocks[1:3]] == [Layer.CONTENTS, Layer.CONTENTS]
    assert blocks[0].layer is Layer.BODY


def test_lines_under_the_word_contents_need_no_gap_before_their_page() -> None:
    """What was copied out of a PDF has lost the dots and the gap; without the heading such lines stay in the text."""
    lines = ("1. Our aims 2", "2. Moving on 5", "3. Complaints 9")
    listed = _blocks("Contents  Page", *lines, _PROSE)
    assert [block.layer for block in listed[1:4]] == [Layer.CONTENTS] * 3
    assert {block.layer for block in _blocks(_PROSE, *lines, _PROSE)} == {Layer.BODY}


def test_a_contents_list_is_told_by_lines_that_come_again() -> None:
    """Short lines under "Contents" that stand again as headings are contents."""
    names = ("Our aims", "Our staff", "Our building")
    blocks = _blocks("Contents", *names, *(piece for name in names for piece in (_heading(name, 1), _PROSE)))
    assert [block.text for block in blocks if block.layer is Layer.CONTENTS] == list(names)


def test_a_contents_list_is_told_by_links_into_the_document() -> None:
    """List items that are only links to places on the page are contents."""
    items = [Piece(raw=f"Part {at} of it", links=(RawLink(0, 12, f"#p{at}"),)) for at in range(3)]
    assert {block.layer for block in _blocks(*items, _PROSE)[:3]} == {Layer.CONTENTS}


def test_an_unfilled_line_of_dots_is_no_contents() -> None:
    """Dots to be written on are a placeholder in the text."""
    assert _blocks("Date of the next review: ...............")[0].layer is Layer.BODY


def test_bullets_make_list_items_and_leave_the_text() -> None:
    """A typed bullet makes a list item, and the quote begins after it."""
    block = _blocks("\u2022  Speech therapy")[0]
    assert (block.kind, block.level, block.text) == (BlockKind.LIST_ITEM, 1, "Speech therapy")
    assert block.offsets is not None
    assert block.raw[block.offsets[0]] == "S"


def test_links_move_with_the_words_they_stand_on() -> None:
    """A link is placed by the clean text."""
    (block,) = _blocks(Piece(raw="See  our  offer now", links=(RawLink(5, 15, "x"),)))
    assert [block.text[link.start : link.end] for link in block.links] == ["our offer"]


def test_pieces_without_a_word_are_dropped() -> None:
    """Empty lines and rules leave no block, and the numbers of the blocks have no hole."""
    blocks = _blocks("", "  ", "_____", "Text.", "\u2022", "More.")
    assert [(block.index, block.text) for block in blocks] == [(0, "Text."), (1, "More.")]


def test_a_first_row_of_facts_is_no_head() -> None:
    """A table of document control has row headings and no column headings."""
    rows = (("Approved by", "The governors"), ("Next review", "September 2026"), ("Written by", "The SENCo"))
    cells = [
        Piece(raw=text, kind=BlockKind.CELL, cell=Cell(0, row, column))
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    ]
    block = _blocks(*cells)[3]
    assert block.cell == Cell(0, 1, 1, "Next review", "")


def test_furniture_stands_under_no_heading() -> None:
    """A running header belongs to no section."""
    blocks = _blocks(_heading("Aims", 1), _PROSE, Piece(raw="Anytown School", layer=Layer.FURNITURE))
    assert blocks[2].heading is None


def test_a_line_named_in_the_contents_is_a_heading() -> None:
    """What the table of contents lists is a heading, however plain it looks."""
    blocks = _blocks(
        "Aims ..... 2", "What we do when a child falls ill ..... 3", _PROSE, "What we do when a child falls ill", _PROSE
    )
    assert _headings(blocks) == [("What we do when a child falls ill", 1)]


def test_a_line_that_leads_in_to_a_list_is_no_heading() -> None:
    """Words that a colon leaves open belong to the list below them."""
    item = Piece(raw="reading tests", kind=BlockKind.LIST_ITEM)
    assert _headings(_blocks(_PROSE, _bold("The data that we use includes:"), item, _PROSE)) == []
