"""The school's own contact details are proposed where the document says whose they are, and never another body's."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from policykit.draft import contacts
from policykit.draft.contacts import Contact
from policykit.draft.passages import OldDocument
from policykit.pipeline import Options, check_document
from policykit.read import read_bytes

COVER = """# SEN Information Report

Fenwick Lane Primary School

Fenwick Lane, Fenwick, Westmarshshire, WM4 2QT

Telephone: 01632 960010

office@fenwick.sch.example

www.fenwicklane.example.org/sen

Headteacher: Mrs Ida Holm

Mr Peter Lowe, Chair of Governors

## Help for parents

Westmarsh SENDIASS answers on 01632 960147 or at help@sendiass.example.org. See www.sendiass.example.org.

Ring our SENCO on 01632 960099. The charity Fen Families has an office on 01632 960150.
"""

Finder = Callable[[OldDocument], Iterator[Contact]]


def old(text: str) -> OldDocument:
    """Return a document as the drafting hands it over; contact details need none of its candidates."""
    return OldDocument(check_document(read_bytes(text.encode(), "report.md"), Options(date(2026, 11, 21))), ())


@pytest.mark.parametrize(
    ("finder", "said"),
    [
        (contacts.phones, ["01632 960010"]),
        (contacts.emails, ["office@fenwick.sch.example"]),
        (contacts.websites, ["www.fenwicklane.example.org"]),
        (contacts.addresses, ["Fenwick Lane, Fenwick, Westmarshshire, WM4 2QT"]),
        (contacts.heads, ["Mrs Ida Holm"]),
        (contacts.chairs, ["Mr Peter Lowe"]),
    ],
    ids=["phone", "email", "website", "address", "head", "chair"],
)
def test_a_detail_on_the_cover_is_the_schools_and_no_other_is(finder: Finder, said: list[str]) -> None:
    """The advice service, the SENCO and the charity have numbers too."""
    assert [one.text for one in finder(old(COVER))] == said


@pytest.mark.parametrize("finder", [contacts.phones, contacts.emails, contacts.websites, contacts.addresses])
def test_a_document_that_gives_only_other_bodies_details_gives_none_of_the_school(finder: Finder) -> None:
    """A parent would ring the wrong people."""
    text = COVER.split("## Help", maxsplit=1)[1]
    assert list(finder(old(f"# SEN report\n\nFenwick Lane Primary School\n\n{'Words. ' * 3}\n\n## Help{text}"))) == []


def test_the_office_is_told_in_a_sentence_too() -> None:
    """Far from the cover the words have to say whose number it is."""
    filler = "\n\n".join(f"We help pupils with special needs in way {number}." for number in range(20))
    found = [one.text for one in contacts.phones(old(f"{filler}\n\nRing the school office on 01632 960010 to ask.\n"))]
    assert found == ["01632 960010"]


def test_an_address_over_several_lines_is_put_on_one() -> None:
    """As on an envelope, without the school's name."""
    text = "# SEN policy\n\nFenwick Lane Primary School\n\nFenwick Lane\n\nFenwick\n\nWM4 2QT\n\nWe help every pupil.\n"
    assert [one.text for one in contacts.addresses(old(text))] == ["Fenwick Lane, Fenwick, WM4 2QT"]


def test_a_post_without_a_title_before_the_name_gives_nobody() -> None:
    """“Headteacher Report” is no person."""
    assert (
        list(contacts.heads(old("# SEN report\n\nThe Headteacher Annual Report is read by the headteacher.\n"))) == []
    )
