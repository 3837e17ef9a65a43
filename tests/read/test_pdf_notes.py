"""Footnotes, text boxes written last, and hyphens that part words, in PDFs without tags."""

import pytest
from tests.read.pdf_sheet import PROSE, Sheet, texts

from policykit.formats.pdf_page import PdfPage, Run
from policykit.model.document import Layer
from policykit.read.pdf_hyphens import hyphens_settled

SENTENCE = ("A child has special needs where learning is much harder than for others,", "by law,")
LAST_WORDS = "and where help is called for that others do not have."


def sheet_with_note() -> Sheet:
    """Return two pages: a sentence with a raised number runs over the page end, and its note stands at the foot."""
    sheet = Sheet().page().lines(60, 700, PROSE)
    sheet.lines(60, 160, SENTENCE)
    sheet.text(98, 150, "1", size=6)
    sheet.rule(60, 110, 160, 110)
    sheet.text(60, 97, "1", size=9).text(70, 97, "Section 20 of the Act of 2014.", size=9)
    return sheet.page().text(60, 760, LAST_WORDS).lines(60, 700, PROSE)


def test_a_footnote_follows_its_paragraph() -> None:
    """The sentence goes on over the page without its raised number, and the note comes after it."""
    pieces = [piece for piece in sheet_with_note().read().pieces if not piece.raw.startswith("Every teacher")]
    assert [(piece.layer, piece.label, piece.raw) for piece in pieces] == [
        (Layer.BODY, "", " ".join((*SENTENCE, LAST_WORDS))),
        (Layer.NOTE, "1", "Section 20 of the Act of 2014."),
    ]


def test_a_short_rule_over_plain_text_makes_no_notes() -> None:
    """A line before a signature parts nothing off as a note."""
    sheet = Sheet().page().lines(60, 700, PROSE).rule(60, 200, 160, 200).text(60, 185, "Chair of the governing body")
    assert not any(piece.layer is Layer.NOTE for piece in sheet.read().pieces)


def test_a_box_that_the_file_writes_last_stands_in_its_gap() -> None:
    """Words that the text makes way for are read there, not after the page."""
    sheet = Sheet().page().lines(60, 760, PROSE).lines(60, 600, ["We also visit every home.", *PROSE])
    found = texts(sheet.text(80, 670, "Worried? Ring 01632 960411.").read())
    assert [words[:8] for words in found].index("Worried?") == 1


@pytest.mark.parametrize(
    ("before", "after", "mark", "joined"),
    [
        ("special provi", "sion is made", "\ufffe", True),
        ("the cour", "age to ask", "\ufffe", True),
        ("a wheelchair", "accessible hall", "\ufffe", False),
        ("special provi", "sion is made", "-", True),
        ("a self", "esteem group", "-", False),
    ],
)
def test_a_rare_hyphen_goes_only_where_the_word_has_none(before: str, after: str, mark: str, *, joined: bool) -> None:
    """A hyphen at a line end is typed unless the whole word stands elsewhere or only an ending follows."""
    filler = Run("It takes courage. " * 200, 60, 500, 700, 11)
    runs = (filler, Run(f"{before}{mark}", 60, 500, 680, 11), Run(after, 60, 500, 666, 11))
    settled = hyphens_settled([PdfPage(1, 595, 842, runs)])[0].runs[1].text
    assert settled.endswith("-") is not joined
