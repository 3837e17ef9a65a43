"""What kinds of leftovers there are."""

LEFTOVER_IDS = (
    "placeholder",
    "tracked-changes",
    "comments",
    "hidden-text",
    "other-school",
    "two-sencos",
    "dates-contradict",
    "template-properties",
    "pupil-named",
)
"""The id of each kind of leftover; `policykit.check.leftovers` finds them."""
