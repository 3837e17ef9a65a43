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


def test_a_document_of_single_lines_is_wrapped_where_its_few_full_lines_say_so() -> None:
    """Where hardly a paragraph takes two lines, those that do are still joined, a word broken on its hyphen too."""
    single = [f"- Group {number} meets in the library, with a trained assistant." for number in range(9)]
    wrapped = [
        "- Disability means an impairment of body or mind with an effect on daily life that is long-\n  term.",
        "- Read with the accessibility plan, the behaviour policy, the medical policy and the policy\n  on charging.",
    ]
    blocks = _read("\n\n".join([*single, *wrapped])).blocks
    assert len(blocks) == len(single) + len(wrapped)
    assert [block.text.rsplit(" ", 1)[-1] for block in blocks[-2:]] == ["long-term.", "charging."]


def test_lines_under_an_item_that_end_early_stay_apart() -> None:
    """Short lines set in to the words of an item are lines of their own."""
    text = "We buy in help from these people, who come to the school in the course of each term:\n"
    text += "- Speech therapist\n  Mrs Example\n" + _WRAPPED
    assert [block.text for block in _read(text).blocks][1:3] == ["Speech therapist", "Mrs Example"]


def test_html_left_in_a_text_is_taken_out() -> None:
    """Tags part words or vanish, and tell nothing to the reader; an address in angle brackets stays."""
    text = "Support\tWho\n<ul style='x'> Smile. <li>Say hello.</li></ul>\t<i>Office</i> &amp; hall\n"
    blocks = _read(f"{text}\nSee <https://www.example.org/send> for more.\n").blocks
    assert [block.text for block in blocks] == [
        "Support",
        "Who",
        "Smile. Say hello.",
        "Office & hall",
        "See <https://www.example.org/send> for more.",
    ]


def test_angle_brackets_that_are_no_tags_stay() -> None:
    """A lone pair of brackets is part of the text."""
    assert _read("Ask <the office> or write <b> on the form.\n").blocks[0].text.count("<") == 2


def test_a_row_with_words_in_one_column_belongs_to_its_table() -> None:
    """A head with an empty first or last cell is no paragraph."""
    blocks = _read("\tOffice staff\tTeacher\nLate\tWelcome\tGreet\nAway\t\tRing\n").blocks
    assert [block.cell.column if block.cell else None for block in blocks] == [1, 2, 0, 1, 2, 0, 2]


def test_a_person_with_a_post_is_text_and_no_heading() -> None:
    """A list of staff without titles, as pasted from a web page, names people: no line of it is a heading."""
    text = "Who is who\n\nIda Example: SENCO\n\nTom Reed - SEND Governor\n\nWe meet every week to talk about the help that pupils have.\n"
    kinds = {block.text: block.kind for block in read_bytes(text.encode(), "who.txt").blocks}
    assert kinds["Ida Example: SENCO"] is BlockKind.PARAGRAPH
    assert kinds["Tom Reed - SEND Governor"] is BlockKind.PARAGRAPH
    assert kinds["Who is who"] is BlockKind.HEADING
