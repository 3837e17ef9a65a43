"""Two editions of one school's document: what was fixed, what is open, what is worse, what is new."""

from policykit.compare.moves import only_names_and_dates

__all__ = ["only_names_and_dates"]
