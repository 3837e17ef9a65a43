"""One spelling for each address, and no way into a place without end."""

import pytest

from policykit.collect.addresses import (
    beginnings,
    is_trap,
    last_name,
    looks_like_web,
    one_spelling,
    same_place,
    shown_by,
    site_of,
    without_numbers,
)


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("../SEN Policy.pdf#page=2", "http://example.org/a/SEN%20Policy.pdf"),
        ("/x?utm_source=mail&id=3", "http://example.org/x?id=3"),
        ("//Files.Example.org:80/a", "http://files.example.org/a"),
        ("https://example.org:443", "https://example.org/"),
        ("page;jsessionid=AB12?x=1", "http://example.org/a/b/page?x=1"),
        ("mailto:office@example.org", ""),
        ("javascript:void(0)", ""),
        ("tel:01632960147", ""),
        ("http://name:word@example.org/", ""),
        ("http://[", ""),
        ("x" * 2000, ""),
        ("data:text/html,hello", ""),
    ],
)
def test_a_link_is_brought_to_one_spelling_or_to_none(link: str, whole: str) -> None:
    """What is no page of the web is nothing."""
    assert one_spelling(link, "http://Example.org/a/b/c") == whole


def test_two_spellings_of_one_page_are_the_same_place() -> None:
    """Secure or not, www. or not, with or without a slash at the end."""
    spellings = ("http://example.org/a", "https://www.example.org/a/", "https://EXAMPLE.org:443/a")
    assert len({same_place(one) for one in spellings}) == 1
    assert same_place("http://example.org/a?x=1") != same_place("http://example.org/a?x=2")
    assert site_of("http://127.0.0.1:8080/") == "127.0.0.1:8080"


def test_a_register_without_scheme_is_tried_the_safe_way_first() -> None:
    """Most registers write www. alone."""
    assert beginnings("www.example.org/send") == ("https://www.example.org/send", "http://www.example.org/send")
    assert beginnings(" http://example.org ") == ("http://example.org/",)


@pytest.mark.parametrize(
    ("cell", "is_address"),
    [
        ("www.example.org", True),
        ("https://example.org/send?x=1", True),
        ("example.sch.uk", True),
        ("127.0.0.1:8080/x", True),
        ("12 High Street", False),
        ("Hertford", False),
        ("office@example.org", False),
        ("", False),
        ("n/a", False),
    ],
)
def test_cells_that_hold_no_address_are_told(cell: str, is_address: bool) -> None:
    """A postal address is not asked."""
    assert looks_like_web(cell) is is_address


def test_addresses_without_end_are_told() -> None:
    """Parts that come again and again, and what a calendar varies."""
    assert is_trap("http://example.org/a/b/a/b/a/b/")
    assert not is_trap("http://example.org/send/send-policy/")
    assert without_numbers("http://example.org/cal/2024/12?d=1") == without_numbers(
        "http://example.org/cal/2025/01?d=7"
    )
    assert without_numbers("http://example.org/page?title=SEND&id=1") != without_numbers(
        "http://example.org/page?title=PE&id=2"
    )


def test_the_document_that_a_viewer_shows_is_found() -> None:
    """On its own site or another; a query that names no document names none."""
    viewer = "http://example.org/pdfjs/web/viewer.html?file="
    assert shown_by(f"{viewer}/files/SEN%20report.pdf") == "http://example.org/files/SEN%20report.pdf"
    assert shown_by(f"{viewer}http%3A%2F%2Ffiles.example.org%2Fa.docx") == "http://files.example.org/a.docx"
    assert shown_by(f"{viewer}17") == ""
    assert shown_by(f"{viewer}ftp%3A%2F%2Fexample.org%2Fa.pdf") == ""


def test_the_last_name_is_as_people_read_it() -> None:
    """Bytes that are no letters do no harm."""
    assert last_name("http://example.org/a/SEN%20r%C3%A9port.pdf?x") == "SEN réport.pdf"
    assert last_name("http://example.org/") == ""
    assert last_name("http://example.org/%FF.pdf")
