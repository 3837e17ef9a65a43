"""What heads the rows and columns of a table."""

from policykit.model.document import BlockKind, Cell
from policykit.read.outline import outlined
from policykit.read.piece import Piece, Reading


def _heads(*rows: tuple[str, ...], bold: int = 0) -> list[tuple[str, str]]:
    """Return each cell with the heading of its column, the first rows bold."""
    pieces = [
        Piece(raw=text, kind=BlockKind.CELL, cell=Cell(0, row, column), stands_out=row < bold)
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
        if text
    ]
    blocks = outlined(Reading(pieces=tuple(pieces), format="docx"))[0]
    return [(block.text, block.cell.column_heading) for block in blocks if block.cell]


def test_two_rows_of_labels_and_values_have_a_head() -> None:
    """Short labels over a name and a number name their columns."""
    found = _heads(("SENDCo", "Telephone"), ("Mrs A. Example", "01632 960123"))
    assert found[2:] == [("Mrs A. Example", "SENDCo"), ("01632 960123", "Telephone")]


def test_two_rows_of_facts_have_none() -> None:
    """A control table of two rows has its labels on the left."""
    found = _heads(("Approved by", "Full governing body"), ("Next review", "September 2026"))
    assert {heading for _, heading in found} == {""}


def test_two_rows_of_words_have_none() -> None:
    """Two rows that are alike do not head one another."""
    assert {heading for _, heading in _heads(("Autism", "Speech"), ("Hearing", "Sight"))} == {""}


def test_a_title_over_the_whole_table_heads_its_columns() -> None:
    """A first row with words in one cell only says what the table is."""
    found = _heads(("At a glance", ""), ("SENDCo", "Mr Callum Reddy"), ("Next due", "September 2026"))
    assert {heading for _, heading in found[1:]} == {"At a glance"}


def test_a_bold_first_row_is_a_head_though_it_says_name() -> None:
    """A first row set apart from the rest heads the columns, whatever its words."""
    found = _heads(("Name", "Role"), ("A. Example", "Teacher"), ("B. Example", "Governor"), bold=1)
    assert ("Teacher", "Role") in found


def test_a_school_year_in_a_head_is_no_date() -> None:
    """A column may be named for a school year."""
    found = _heads(("Step", "Date in 2024-25"), ("Assess", "4 October"), ("Plan", "11 October"))
    assert ("4 October", "Date in 2024-25") in found


def test_a_head_that_comes_again_is_no_cell_of_its_column() -> None:
    """A head repeated on the next page has no heading itself."""
    rows = (("Role", "Where"), ("Nurse", "Office"), ("Role", "Where"), ("Clerk", "Hall"))
    assert ("Where", "Role") not in _heads(*rows)
    assert ("Where", "Where") not in _heads(*rows)
