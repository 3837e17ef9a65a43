"""What a governing board is shown of a report: questions to ask itself, promises to look for on a visit, what changed."""

from dataclasses import dataclass
from enum import StrEnum

from policykit.model.finding import Finding, Quote
from policykit.model.law import BoardQuestion


class Changed(StrEnum):
    """How a document differs from an older edition of it."""

    NOTHING = "nothing"
    NAMES_AND_DATES = "names-and-dates"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for the board and the finding of this document that it is made from."""

    question: BoardQuestion
    finding: Finding


@dataclass(frozen=True, slots=True)
class Board:
    """`promises` are sentences of the document that a visitor can look for. `changed` is None where no older edition was given."""

    questions: tuple[Asked, ...]
    promises: tuple[Quote, ...]
    changed: Changed | None = None
    older: str = ""
    """The older edition's path as given, "" where there is none."""
