"""Plain text: encodings, wrapped lines, lists and tables."""

import pytest

from policykit.model.document import BlockKind, Document
from policykit.read import read_bytes

_WRAPPED = """Our school

We welcome every child and we plan with each family how the child will be
taught. The SENCo meets parents three times in the year and writes down what
was agreed.

What we offer:
- speech and language practice with a trained assistant, in a quiet room and
  in small groups
- reading every day
"""


def _read(text: str) -> Document:
    return read_bytes(text.encode(), "policy.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_that_schools_use_is_read(encoding: str) -> None:
    """The same words come out of UTF-8, UTF-16 and Windows-1252, with a byte order mark and without."""
    text = "The school’s “offer” – for each child’s needs, whoever they are."
    assert read_bytes(text.encode(encoding), "policy.txt").blocks[0].text == text


def test_wrapped_lines_are_joined_and_list_items_kept_apart() -> None:
    """A paragraph wrapped over lines is one block; each bullet is its own."""
    texts = [block.text for block in _read(_WRAPPED).blocks]
    assert texts == [
        "Our school",
        (
            "We welcome every child and we plan with each family how the child will be taught. The SENCo meets parents "
            "three times in the year and writes down what was agreed."
        ),
        "What we offer:",
        "speech and language practice with a trained assistant, in a quiet room and in small groups",
        "reading every day",
    ]


def test_short_lines_that_follow_one_another_stay_apart() -> None:
    """Lines that end early were ended on purpose."""
    texts = [block.text for block in _read("Anytown School\nSEN policy\nSeptember 2025\n" + _WRAPPED).blocks]
    assert texts[:3] == ["Anytown School", "SEN policy", "September 2025"]


@pytest.mark.parametrize("marker", ["-", "•", "*", "o", "1.", "(a)", "b)", "iv)"])
def test_each_kind_of_bullet_and_number_makes_a_list_item(marker: str) -> None:
    """Typed bullets and numbers are lists."""
    blocks = _read(f"We offer these things:\n{marker} Reading with an adult\n").blocks
    assert blocks[-1].kind is BlockKind.LIST_ITEM


def test_lines_with_tabs_are_a_table() -> None:
    """Columns parted by tabs become cells with their headings."""
    blocks = _read("Meeting\tDate\tChair\nGovernors\t13.03.18\tJ. Example\nCommittee\t01.02.19\tK. Example\n").blocks
    cell = blocks[4].cell
    assert cell is not None
    assert (blocks[4].text, cell.row_heading, cell.column_heading) == ("13.03.18", "Governors", "Date")


def test_form_feeds_number_the_pages() -> None:
    """A form feed begins a new page."""
    document = _read("First page.\fSecond page.")
    assert [block.page for block in document.blocks] == [1, 2]
    assert document.pages == 2


def test_the_raw_text_of_a_block_is_the_files_own() -> None:
    """A quote leads back to the file, line breaks and all."""
    block = _read(_WRAPPED).blocks[1]
    assert block.raw in _WRAPPED
