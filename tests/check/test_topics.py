"""What of a text the recogniser looks at."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policykit.check.topics import features, shipped, stems

_PIECES = (
    "Mrs Ash",
    "01632 960111",
    "a@example.org",
    "www.example.org",
    "\u00a320",
    "2014",
    "masked",
    "The",
    "pupils'",
    "SENCO",
    "\u00e9cole",
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join)


@given(_TEXTS, st.sampled_from(["", "^"]))
def test_features_are_the_stems_and_their_neighbours_with_the_mark_before(text: str, mark: str) -> None:
    """As a reader would write them down, one after the other."""
    found = stems(text)
    assert all(stem.startswith("mask") or len(stem) <= len("parent") for stem in found)
    assert features(text, mark) == {
        *(mark + stem for stem in found),
        *(f"{mark}{first} {second}" for first, second in pairwise(found)),
    }


@given(_TEXTS)
def test_what_is_known_of_a_text_is_told_in_order_and_of_length_one(text: str) -> None:
    """Each learnt feature once, in the order of its number, and their weights together of length one."""
    weights = shipped()
    rows, strengths = weights.known(features(text), "")
    assert rows == sorted({weights.number[one] for one in features(text) if one in weights.number})
    assert not rows or abs(sum(one * one for one in strengths) - 1) < 1e-9
