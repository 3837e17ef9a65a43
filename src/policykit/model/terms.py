"""The term language: phrases that a person who writes no Python can write, compiled to slots.

`review*` any word that begins so; `pupil/child` either word; `(the)` may be there; `_` up to three words between, `__` up to
eight; `<pupils>` any term of that vocabulary. Hyphens, apostrophes and case make no difference.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ENDING = re.compile(r"['\u2019](?:s|ll|re|ve|d|m)?$")
_PIECE = re.compile(r"<[^>]+>|\S+")
_GAPS = {"_": 3, "__": 8}
LONGEST_GAP = max(_GAPS.values())
"""The most words that a gap reaches over."""


def normal(word: str) -> str:
    """Return a word as terms are compared: lower case, without a possessive or contracted ending (we'll, parents') and apostrophes.

    >>> normal("School\u2019s")
    'school'
    """
    lower = _ENDING.sub("", word.casefold())
    return lower.replace("'", "").replace("\u2019", "")


class SlotKind(Enum):
    """What one place in a term stands for."""

    WORD = "word"
    GAP = "gap"
    VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a term: `choices` are words (ending in * for a beginning) or the vocabulary's id; `reach` a gap's length."""

    kind: SlotKind
    choices: tuple[str, ...] = ()
    reach: int = 0
    optional: bool = False


def compile_term(term: str) -> tuple[Slot, ...]:
    """Return a term's slots; raises ValueError in plain words where it cannot be read.

    >>> [slot.choices for slot in compile_term("review* _ progress")]
    [('review*',), (), ('progress',)]
    """
    slots = [slot for piece in pieces_of(term) for slot in slots_of(piece)]
    if not slots or all(slot.optional or slot.kind is SlotKind.GAP for slot in slots):
        message = f"the term {term!r} names no word that has to be there"
        raise ValueError(message)
    if slots[0].kind is SlotKind.GAP or slots[-1].kind is SlotKind.GAP:
        message = f"the term {term!r} begins or ends with a gap | A gap stands between two words."
        raise ValueError(message)
    return tuple(slots)


def pieces_of(term: str) -> list[str]:
    """Return the pieces of a term between its spaces, each of which is read by itself."""
    return _PIECE.findall(term)


@lru_cache(maxsize=1 << 16)
def slots_of(piece: str) -> tuple[Slot, ...]:
    """Return the slots of one piece, several for words with a hyphen; thousands of terms share some hundreds of pieces."""
    if piece in _GAPS:
        return (Slot(SlotKind.GAP, reach=_GAPS[piece]),)
    optional = piece.startswith("(") and piece.endswith(")")
    inner = piece[1:-1] if optional else piece
    if inner.startswith("<") and inner.endswith(">"):
        return (Slot(SlotKind.VOCABULARY, (inner[1:-1],), optional=optional),)
    return tuple(_word_slots(inner, optional=optional))


def _word_slots(piece: str, *, optional: bool) -> list[Slot]:
    if "/" in piece:
        choices = tuple(_with_star(choice) for choice in piece.split("/") if WORD.search(choice))
        return [Slot(SlotKind.WORD, choices, optional=optional)] if choices else []
    found = list(WORD.finditer(piece))
    star = piece.endswith("*")
    return [
        Slot(SlotKind.WORD, (normal(m.group()) + ("*" if star and m is found[-1] else ""),), optional=optional)
        for m in found
    ]


def _with_star(choice: str) -> str:
    star = "*" if choice.endswith("*") else ""
    return "".join(normal(word) for word in WORD.findall(choice)) + star


def vocabularies_in(term: str) -> list[str]:
    """Return the ids of the vocabularies that a term names."""
    return [slot.choices[0] for slot in compile_term(term) if slot.kind is SlotKind.VOCABULARY]
