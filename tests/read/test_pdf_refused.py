"""PDFs that cannot be read at all, and how what was not read is told."""

import pytest

from policykit.errors import DocumentError
from policykit.read.pdf import read_pdf
from policykit.read.pdf_coverage import GARBLED, PICTURE, gaps_of


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.4\nnothing more"])
def test_what_is_no_pdf_is_refused_with_a_remedy(data: bytes) -> None:
    """A file that is no PDF, or only the beginning of one, is a DocumentError that says what to do."""
    with pytest.raises(DocumentError) as refused:
        read_pdf(data, "bad.pdf")
    assert refused.value.where == "bad.pdf"
    assert refused.value.remedy


def test_gaps_are_one_for_each_run_of_pages_with_one_trouble() -> None:
    """Pages that follow each other and fail alike are one gap; others are their own."""
    gaps = gaps_of({3: PICTURE, 4: PICTURE, 5: GARBLED, 9: PICTURE})
    assert [gap.where for gap in gaps] == ["pages 3-4", "page 5", "page 9"]
    assert all(gap.remedy and gap.hides_text for gap in gaps)
