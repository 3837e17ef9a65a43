"""How the pages of a document were read, as a person is told."""

from dataclasses import replace

from tests.report import sample

from policykit.model.document import HowRead, PageRead
from policykit.report import terminal
from policykit.report.coverage import page_numbers, pages_read


def test_pages_that_were_read_as_text_need_no_word() -> None:
    """Only what is out of the ordinary is told; a blank page is not."""
    pages = (PageRead(1, HowRead.TEXT, 30), PageRead(2, HowRead.BLANK))
    assert pages_read(replace(sample.document(), coverage=pages)) == ""
    assert pages_read(sample.companion()) == ""


def test_pages_in_a_row_are_a_range() -> None:
    """Many pages are told shortly."""
    pages = tuple(PageRead(number, HowRead.OCR if number > 2 else HowRead.TEXT) for number in range(1, 8))
    told = pages_read(replace(sample.document(), coverage=pages, pages=7))
    assert told == "Of its 7 pages, 5 were read by OCR (pages 3-7)."
    assert page_numbers([2]) == "2"


def test_the_text_report_tells_it_at_the_top() -> None:
    """A person sees before anything else which pages were not read."""
    text = terminal.to_text(sample.report(), sample.checklist())
    told = "Of its 4 pages, 1 was read by OCR (page 4) and 1 could not be read (page 3)."
    assert 0 < text.index(told) < text.index("To do first")
