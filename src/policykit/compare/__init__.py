"""Two editions of one school's document: what was fixed, what is open, what is worse, what is new."""

from policykit.compare.changes import Change, Comparison, Edition, SectionChange
from policykit.compare.editions import compare
from policykit.compare.moves import only_names_and_dates

__all__ = ["Change", "Comparison", "Edition", "SectionChange", "compare", "only_names_and_dates"]
