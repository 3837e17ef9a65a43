"""What a regular expression needs in a text, read off the expression."""

import re

import pytest

from policykit.checklist.stale_literals import literals_of
from policykit.model.expression import Expression
from policykit.model.stale import ExampleOf
from policykit.pipeline import catalogues


@pytest.mark.parametrize(
    ("written", "literals"),
    [
        (r"\bstages?\b", (("stage",),)),
        (r"\bschool[\s-]+action\b", (("action",), ("school",))),
        (r"(?:annual )?review", (("review",),)),
        (r"\b(?:a plan|)\b", ()),
        (r"(?!key )stage|phase", (("stage", "phase"),)),
        (r"P[1-8]", ()),
    ],
)
def test_only_what_every_find_holds_is_needed(written: str, literals: tuple[tuple[str, ...], ...]) -> None:
    """What may be left out, what is forbidden and what is too short to tell anything are not asked for."""
    assert literals_of(Expression(written, re.IGNORECASE)) == literals


def test_every_find_of_an_example_holds_what_its_pattern_needs() -> None:
    """No pattern of the catalogue asks a text for letters that its own finds do without."""
    without = [
        (reference.id, example.text, group)
        for reference in catalogues().stale.references
        for example in reference.examples
        if example.expected is not ExampleOf.IGNORED
        for pattern in reference.patterns
        for match in pattern.regex.ready.finditer(example.text)
        for group in pattern.literals
        if not any(letters in match.group().lower() for letters in group)
    ]
    assert without == []
