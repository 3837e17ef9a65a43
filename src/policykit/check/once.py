"""What several parts of a check ask of the same document is found out once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from policykit.model.document import Document

_AnswerT = TypeVar("_AnswerT")


def once(find: Callable[[Document], _AnswerT]) -> Callable[[Document], _AnswerT]:
    """Return a function that remembers its answer for the last document it was asked about, told by which object it is.

    Hashing a document would take as long as most answers; documents never change.
    """
    last: list[tuple[Document, _AnswerT]] = []

    @wraps(find)
    def _remembered(document: Document) -> _AnswerT:
        # One assignment and one reading each, so that threads at worst find it out twice.
        for known, answer in last[:1]:
            if known is document:
                return answer
        answer = find(document)
        last[:] = [(document, answer)]
        return answer

    return _remembered
