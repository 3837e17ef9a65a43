"""The sentences that errors are made of."""

import pytest

from policykit.errors import did_you_mean


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SCH1.4", "Did you mean sch1.4?"),
        ("looked-after", "Did you mean cop.looked-after?"),
        ("psed", "Did you mean ea.psed?"),
        ("zzz", "None."),
    ],
)
def test_the_nearest_names_begin_end_or_look_alike(name: str, words: str) -> None:
    """Half an id is enough to be understood."""
    assert did_you_mean(name, ["sch1.4", "cop.looked-after", "ea.psed"], "None.") == words
