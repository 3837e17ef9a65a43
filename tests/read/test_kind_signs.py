"""Signs that are looked for only where the letters they need stand: they find what the expressions alone would."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policykit.read import kind_school, kind_sort, kind_text
from policykit.read.kind_signs import Sign, small
from policykit.read.kind_text import Telling

_FOUND = [value for room in (kind_school, kind_sort, kind_text) for value in vars(room).values()]
SIGNS = [
    *(one for value in _FOUND for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Sign)),
    *(claim for _, claim in (*kind_school._OF_ITSELF, *kind_school._OWN_PHASES)),
    *(one for _, _, signs in kind_school._NATIONS for one in signs),
]
_OPENED = re.compile(
    r"(?i)(?:\bwe are|\bwe're|\bour school is|\bthis school is|\bthe school is|\bthe academy is|\bthe college is"
    r"|Park Lane is|\bwe run)(?=\s+(?:an?|the|one of)\b)"
)
_WORDS = (
    "we",
    "We're",
    "are",
    "our",
    "SCHOOL",
    "school",
    "is",
    "Park",
    "Lane",
    "a",
    "an",
    "the",
    "The",
    "college",
    "run",
    "awe",
)


def told_of(text: str) -> Telling:
    """Return what tells the kind of a document of which nothing but its text is known."""
    return Telling("", (), (), (), (), "", text, small(text), 0)


@pytest.mark.parametrize("one", [one for one in SIGNS if one.needs], ids=lambda one: one.needs[0])
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_a_sign_needs_is_in_all_that_its_expression_finds(one: Sign, data: st.DataObject) -> None:
    """No text that an expression finds something in is passed over for want of letters."""
    told = told_of(data.draw(st.from_regex(one.regex.ready)))
    assert told.holds(one.needs)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
def test_a_school_that_says_what_it_is_is_heard_wherever_it_begins(text: str) -> None:
    """Looking for a few letters finds every place at which the expression over all openings would begin."""
    told = told_of(text)
    every = {at for at in range(len(text)) if _OPENED.match(text, at)}
    assert {start for start, _ in kind_school._openings(told, "Park Lane")} == every
