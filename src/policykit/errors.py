"""The errors a person can mend; anything else that escapes is a fault of PolicyKit's own.

Each message has three parts, each a plain sentence: what happened, where, and what to do.
"""


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
