"""The errors a person can mend; anything else that escapes is a fault of PolicyKit's own.

Each message has three parts, each a plain sentence: what happened, where, and what to do.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher

_OFFERED = 3
_ALIKE = 0.6
SHOWN_IN_REPORTS = "Reports give each id in square brackets, such as [sch1.11]."
"""Where a person finds the id of a finding."""


class PolicyKitError(Exception):
    """Something a person can put right: what is wrong, where it is, and what to do about it.

    `where` is a path, `path:line` or an option name; `remedy` is a whole sentence.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """Return "where: what" on the first line and the remedy on the second."""
        first = f"{self.where}: {self.what}" if self.where else self.what
        return f"{first}\n    {self.remedy}" if self.remedy else first


class DocumentError(PolicyKitError):
    """A document that could not be opened or holds no readable word."""


class ChecklistError(PolicyKitError):
    """A checklist with mistakes; the message lists every one of them, in the order of their lines."""


class TemplateError(PolicyKitError):
    """A template or an answers file that cannot be used as it stands."""


class StoreError(PolicyKitError):
    """A store or an output that could not be written or read back."""


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the sentence that offers the known names most like `name`, the likest first; `otherwise` where none is."""
    wanted = name.casefold()
    near = sorted((one for one in known if _likeness(wanted, one) >= _ALIKE), key=lambda one: -_likeness(wanted, one))
    return f"Did you mean {' or '.join(near[:_OFFERED])}?" if near else otherwise


def _likeness(wanted: str, known: str) -> float:
    likeness = SequenceMatcher(None, wanted, known.casefold()).ratio()
    # Half an id, such as "looked-after", is as good as a slip of the finger.
    return max(likeness, _ALIKE) if wanted and wanted in known.casefold() else likeness
