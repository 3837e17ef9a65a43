"""An expression tried where its letters stand finds what it finds over the whole text."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.check.stale_windows import Searched
from policykit.checklist.stale_windows import window_of
from policykit.model.expression import Expression
from policykit.model.stale import StalePattern, Window
from policykit.pipeline import catalogues

REFERENCES = catalogues().stale.references
PATTERNS = [pattern for one in REFERENCES for pattern in one.patterns if pattern.window]
TEXTS = [example.text for one in REFERENCES for example in one.examples]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PATTERNS), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))
def test_nothing_is_missed_and_nothing_added(pattern: StalePattern, texts: list[str]) -> None:
    """Both ways give the same places, in the same order."""
    text = " ".join(texts)
    ready, window = pattern.regex.ready, pattern.window
    near = [match.span() for match in Searched(text).matches(ready, window)]
    assert near == [match.span() for match in ready.finditer(text)]


def test_each_pattern_finds_the_same_in_all_examples_together() -> None:
    """The examples of the whole catalogue as one paragraph."""
    text = " ".join(TEXTS)
    searched = Searched(text)
    other = [
        pattern.regex.pattern
        for pattern in PATTERNS
        if [match.span() for match in searched.matches(pattern.regex.ready, pattern.window)]
        != [match.span() for match in pattern.regex.ready.finditer(text)]
    ]
    assert other == []


def test_letters_that_grow_in_lower_case_are_searched_for_all_the_same() -> None:
    """A text whose lower case is longer than it is is searched whole."""
    ready = re.compile(r"\bthe statement\b")
    assert [m.start() for m in Searched("\u0130 the statement").matches(ready, Window(("statement",), 4))] == [2]


def test_an_expression_that_begins_within_a_word_has_no_window() -> None:
    """Nor has one whose letters may stand far from its beginning, or that needs none."""
    for written in ("[a-z]+ment", r"\b.{0,200}statement", r"\b(?:old|new)\b"):
        assert window_of(Expression(written)) is None
