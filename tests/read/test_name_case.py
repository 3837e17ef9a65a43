"""Names of schools that stand all in capitals, or all in small letters."""

from collections.abc import Callable

import pytest

from policykit.read.kind_names import names_in
from policykit.read.name_case import in_name_case

NAMES = (
    "St John's CE (VA) Primary School",
    "Our Lady of the Wayside RC Primary School",
    "SS Peter and Paul Catholic Academy",
    "Pope John Paul II School",
    "Calder UTC",
    "The Larch SEMH School",
    "Bank Street PRU",
    "Quay AP Academy",
    "McAuley School",
    "O'Brien Junior School",
    "Newton-on-the-Hill C of E School",
    "Dr Bell's School",
    "Ash Lane JMI",
    "Chapel-en-le-Fold CofE School",
    "Doctor's Lane Schools Trust Ltd",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("written", [str.upper, str.lower], ids=["capitals", "small"])
def test_a_name_is_written_as_a_person_would_write_it(name: str, written: Callable[[str], str]) -> None:
    """Abbreviations keep their capitals, and small words their small letters."""
    assert in_name_case(written(name)) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("PATHWAY QUAY AP ACADEMY", "Pathway Quay AP Academy"),
        ("ST JOHN'S SEMH SCHOOL", "St John's SEMH School"),
        (
            "Welcome to Our Lady of the Wayside Catholic Primary School",
            "Our Lady of the Wayside Catholic Primary School",
        ),
        ("Our Beech Holme Primary School", "Beech Holme Primary School"),
    ],
)
def test_a_school_is_named_so_in_a_document(line: str, name: str) -> None:
    """The word our is how a school speaks of itself, but in Our Lady."""
    assert names_in(line) == [name]
