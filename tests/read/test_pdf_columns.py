"""Which lines are read as columns and which as a form, told from runs alone."""

from policykit.formats.pdf_page import PdfPage, Run
from policykit.read.pdf_layout import pieces_by_look, taken_apart


def page(places: list[tuple[float, float, str]]) -> PdfPage:
    """Return a page with words of nine points at places, in the order given."""
    runs = tuple(
        Run(words, x, x + 4.5 * len(words), y, 9.0, at=20 * number) for number, (x, y, words) in enumerate(places)
    )
    return PdfPage(1, 595, 842, runs)


def texts(places: list[tuple[float, float, str]]) -> list[str]:
    """Return the raw texts of what a page with these words gives."""
    return [piece.raw for piece in pieces_by_look([taken_apart(page(places))])]


def test_three_columns_written_row_by_row_are_three_paragraphs() -> None:
    """Three columns under a line over all of them are read one after the other, each whole."""
    heading = (60.0, 760.0, "What is on this term, for all of our families and for everyone who would like to come")
    rows = [(60.0 + 170 * c, 720.0 - 12 * r, f"column {c} line {r} tells more") for r in range(20) for c in range(3)]
    ends = [(60.0 + 170 * c, 480.0, "of it.") for c in range(3)]
    found = texts([heading, *rows, *ends])
    assert [text[:13] for text in found[1:]] == [f"column {column} line" for column in range(3)]


def test_the_rows_of_a_form_stay_apart() -> None:
    """Lines whose words stand at tabs are not joined."""
    rows = [("Name:", "Jane Doe"), ("Telephone:", "01632 960100"), ("Email:", "a@b.example")]
    places = [
        (x, 700.0 - 12 * r, words) for r, row in enumerate(rows) for x, words in zip((72.0, 200.0), row, strict=True)
    ]
    assert texts(places) == ["Name: Jane Doe", "Telephone: 01632 960100", "Email: a@b.example"]


def test_a_dash_at_a_line_end_is_no_hyphen() -> None:
    """A dash with space before it keeps the space after it too."""
    places = [(72.0, 700.0, "C4 Detention"), (129.0, 700.0, "-"), (72.0, 689.0, "for one incident")]
    assert texts(places) == ["C4 Detention - for one incident"]
