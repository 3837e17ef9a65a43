"""Which heading is the title of the whole document, and so stands over every section whatever its level."""

import re
from collections.abc import Sequence
from typing import Final

from policykit.model.document import BlockKind
from policykit.read.entry import Entry
from policykit.read.kind_sort import kind_of_title
from policykit.read.titles import number_of

_LATEST: Final = 8
_LONGEST_BEFORE: Final = 15
_NOUN = re.compile(r"(?i)\b(?:polic(?:y|ies)|reports?|plan|scheme|statement|prospectus|strategy|hand ?book)\b")
_PART = re.compile(
    r"(?i)\b(?:aims?|purpose|introduction|about|scope|background|rationale|review of|policy review|definitions?)\b"
)


def overall_title(body: Sequence[Entry]) -> int | None:
    """Return the place of the title among the body's entries, None where the first headings are no title.

    Word's Title style and Heading 1 are of one level, plain text has no levels at all, and a PDF shows a title by its
    size: without this the same words would stand under the title in one form of a document and not in another.
    """
    for at, entry in enumerate(body[:_LATEST]):
        if entry.kind is BlockKind.HEADING and _names_the_document(entry):
            return at
        if entry.words > _LONGEST_BEFORE:
            return None
    return None


def _names_the_document(entry: Entry) -> bool:
    """Tell whether a heading names a kind of document, and is no section on the document's aims or review."""
    text = entry.text
    if number_of(entry) or text.endswith("?") or _PART.search(text):
        return False
    kind = kind_of_title(text)
    return bool(kind) and (kind != "other" or bool(_NOUN.search(text)))
