"""Table rows that a page end parts, with tags and without, and addresses that a narrow cell breaks."""

import pytest
from tests.read.pdf_sheet import Sheet, body

from policykit.formats.pdf_page import PdfPage, Run, Tag
from policykit.model.document import Cell
from policykit.read.pdf_breaks import parts_words
from policykit.read.pdf_tagged import pieces_by_tags


def _cells(sheet: Sheet) -> list[tuple[int, int, str]]:
    return [(piece.cell.row, piece.cell.column, piece.raw) for piece in body(sheet.read()) if piece.cell]


def _two_pages(*later: tuple[int, str]) -> Sheet:
    """Return a table of two columns whose second row ends a page, and whose next words stand in a row overleaf."""
    sheet = Sheet().page().grid([70, 250, 500], [200, 160, 100])
    sheet.lines(75, 180, ["Area of need"]).lines(255, 180, ["What we do"])
    sheet.lines(75, 145, ["Social, emotional and mental health"]).lines(
        255, 145, ["The school counsellor comes on a Tuesday and"]
    )
    sheet.page().grid([70, 250, 500], [800, 760, 720])
    for column, words in later:
        sheet.text(75 if column == 0 else 255, 785, words)
    return sheet.text(75, 745, "Hearing loss").text(255, 745, "Seats near the front")


def test_a_row_over_a_page_end_is_one_row() -> None:
    """Cells that break off in mid sentence go on in the first row of the next page."""
    assert _cells(_two_pages((0, "and well-being"), (1, "every Thursday.")))[2:] == [
        (1, 0, "Social, emotional and mental health and well-being"),
        (1, 1, "The school counsellor comes on a Tuesday and every Thursday."),
        (2, 0, "Hearing loss"),
        (2, 1, "Seats near the front"),
    ]


def test_a_new_row_on_a_new_page_stays_a_row() -> None:
    """A row that begins anew at the top of a page is not joined to the one before."""
    rows = {row for row, _, _ in _cells(_two_pages((0, "Autism"), (1, "Visual timetables")))}
    assert rows == {0, 1, 2, 3}


def _page(number: int, words: dict[int, str], *tags: Tag) -> PdfPage:
    runs = tuple(
        Run(text, 72, 72 + 5 * len(text), 700 - 14 * at, 11, at=100 * at, tag=at) for at, text in words.items()
    )
    return PdfPage(number, 595, 842, runs, tags=tags)


def _paragraph(run: int, *, began: bool = False, goes_on: bool = False) -> Tag:
    return Tag("P", "P", (run,), began=began, goes_on=goes_on)


def test_tags_say_that_a_row_goes_on() -> None:
    """Only the paragraphs in the cells of a parted row are marked as such, and each half finds the other."""
    first = Tag("TD", "TD", (_paragraph(0, goes_on=True),))
    second = Tag("TD", "TD", (_paragraph(1, goes_on=True),), place=1)
    rest_of_second = Tag("TD", "TD", (_paragraph(1, began=True),), place=1)
    rest_of_first = Tag("TD", "TD", (_paragraph(0, began=True),))
    upper = Tag("Table", "Table", (Tag("TR", "TR", (first, second)),))
    lower = Tag("Table", "Table", (Tag("TR", "TR", (rest_of_first, rest_of_second)),), began=True)
    pages = [
        _page(1, {0: "Mental health (anxiety,", 1: "Mentor check-in and"}, upper),
        _page(2, {0: "attachment)", 1: "drawing"}, lower),
    ]
    assert [(piece.cell, piece.raw) for piece in pieces_by_tags(pages)] == [
        (Cell(0, 0, 0), "Mental health (anxiety, attachment)"),
        (Cell(0, 0, 1), "Mentor check-in and drawing"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "parted"),
    [
        ("send@hill.sch.exam", "ple", False),
        ("pat@quay.example", ".org,", False),
        ("www.wheels.exampl", "e.org", False),
        ("https://www.hill.example/send/", "report-2024.pdf", False),
        ("office@hill.example", "or", True),
        ("www.hill.example", "Telephone", True),
        ("office@hill.sch.uk", "at", True),
        ("half-", "termly", False),
        ("2017-", "18", False),
        ("pre-", "and", True),
        ("every", "child", True),
    ],
)
def test_a_line_end_within_an_address_or_a_compound_parts_no_words(before: str, after: str, *, parted: bool) -> None:
    """What is one token on the page stays one; two words stay two."""
    assert parts_words(before, after, alone=True) is parted


def test_an_address_broken_in_a_narrow_cell_is_whole() -> None:
    """The address is read as a person reads it."""
    sheet = Sheet().page().grid([70, 200, 330], [700, 680, 640])
    sheet.text(75, 687, "Role").text(205, 687, "How to reach them").text(75, 665, "SENDCo")
    sheet.lines(205, 665, ["send@ravensgill.sch.exam", "ple"], step=12)
    assert _cells(sheet)[-1] == (1, 1, "send@ravensgill.sch.example")
