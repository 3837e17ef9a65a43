"""A sentence of a school's document that may answer what a requirement asks, and the names and dates in it."""

from dataclasses import dataclass

from policykit.model.document import Span


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a shape of its own in a sentence: `kind` is name, phone, email, url, link or date.

    `text` is the words as the document has them; for a link it is the address that the words lead to.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A whole sentence that may give one element of a requirement.

    `found` says that the check counted it as evidence. `likelihood` (0 to 1) is how likely the passage that it stands
    in gives the element, and `fit` (0 to 1) how likely the sentence alone does; both are 0.5 where nothing was learnt.
    `element` is "" for a sentence that only raises the subject. `passage` are the blocks that are read together with it: a list with
    the line that introduces it, the cells of a table's row, or its block alone.
    """

    requirement: str
    element: str
    span: Span
    passage: tuple[int, ...]
    found: bool
    likelihood: float = 0.0
    fit: float = 0.0
    needs: tuple[Span, ...] = ()
    things: tuple[Thing, ...] = ()
