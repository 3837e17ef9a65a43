"""What is said to a person who drafts: what an empty answer means, and over the lists of what is still open."""

from policykit.model.drafting import Need

NEEDS = {
    Need.MUST: "Needed: no report is finished without it.",
    Need.SHOULD: "It should be there, unless you choose to leave it out.",
    Need.OPTIONAL: "Optional: it is left out if you say nothing.",
}

TITLES = {
    "gap": "Still to confirm",
    "proposal": "Taken from an older document, and not confirmed yet",
    "no-place": "The template has no place for these",
    "unmet": "Not found in the document, or only in part",
    "outdated": "Out of date",
    "wrong-law": "Not what the law says",
}
"""By the kind of what is open, in the order in which it is told."""
