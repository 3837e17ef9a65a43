"""A finished copy of a document with comments, whatever its format."""

from dataclasses import dataclass

from policykit.model.document import Document
from policykit.report.remarks import COPY_MARK

AUTHOR = "PolicyKit"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A finished copy: its bytes, how many comments and replacements it has, and what to know about it, in sentences."""

    content: bytes
    comments: int
    replacements: int = 0
    notes: tuple[str, ...] = ()


def copy_title(document: Document) -> str:
    """Return the title property of a copy: the mark, and the document's own title where it has one."""
    own = document.properties.get("title", "")
    if own.startswith(COPY_MARK):
        return own
    return f"{COPY_MARK}: {own}" if own else COPY_MARK
