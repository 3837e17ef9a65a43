"""Terms made ready for the search: what each needs, so that most are put aside before any word of a document is looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from policykit.model.terms import Slot, SlotKind, compile_term, pieces_of, slots_of


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """What one place in a term may hold; `name` is a vocabulary's id, or "" where `choices` are words.

    The same choices are always the same object: spots are looked up by identity, thousands of times for a document.
    """

    choices: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One place in a term in the order of its words: the spot, None for a gap of up to `reach` words."""

    spot: Spot | None
    reach: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A term's places and, gathered from them, what a search asks first.

    `needed` are the spots that have to be there. `begins` are the numbers of the places that a find may begin with:
    the optional ones at the front and the first that is not. `is_fixed` tells that every find has a word in each place
    and none between: `needed` then holds them all, in order, some of them twice.
    """

    places: tuple[Place, ...]
    needed: tuple[Spot, ...]
    begins: tuple[int, ...]
    is_fixed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Several terms of which any one will do, each under one word that it cannot do without, with the others of those.

    A word ending in * is the beginning of one. `rest` are the terms of which nothing shows at a glance.
    """

    by_word: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    rest: tuple[str, ...]


_plans: dict[str, Plan] = {}
_spots: dict[tuple[bool, tuple[str, ...]], Spot] = {}


def _spot(kind: SlotKind, choices: tuple[str, ...]) -> Spot:
    key = (kind is SlotKind.VOCABULARY, choices)
    if key not in _spots:
        _spots[key] = Spot(choices, choices[0] if kind is SlotKind.VOCABULARY else "")
    return _spots[key]


def telling_words(term: str) -> list[str]:
    """Return words that every find of a term holds, as far as they show without reading the whole term.

    >>> telling_words("review* _ <pupils> progress/gains (the) Plan")
    ['review*', 'plan']
    """
    return [word for piece in term.split() if (word := _telling(piece))]


@lru_cache(maxsize=1 << 16)
def _telling(piece: str) -> str:
    """Return the word that a piece of a term stands for, "" where it may stand for several."""
    return piece.casefold() if piece.isalpha() or (piece[-1] == "*" and piece[:-1].isalpha()) else ""


@lru_cache(maxsize=8192)
def group(terms: Iterable[str]) -> Group:
    """Return terms sorted by their longest telling word, which few documents hold; `terms` is a tuple."""
    by_word: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    rest: list[str] = []
    for term in terms:
        telling = telling_words(term)
        if not telling:
            rest.append(term)
            continue
        longest = max(telling, key=len)
        telling.remove(longest)
        by_word.setdefault(longest, []).append((term, tuple(telling)))
    return Group({word: tuple(some) for word, some in by_word.items()}, tuple(rest))


def plan(term: str) -> Plan:
    """Return the plan of a term; raises ValueError in plain words where it cannot be read."""
    if term not in _plans:
        _plans[term] = _plan(term)
    return _plans[term]


def _plan(term: str) -> Plan:
    compile_term(term)  # refuses what cannot be read
    places = tuple([place for piece in pieces_of(term) for place in _places_of(piece)])
    needed = tuple(one.spot for one in places if one.spot and not one.optional)
    begins = [0]
    while places[begins[-1]].optional:
        begins.append(begins[-1] + 1)
    is_fixed = all(one.spot and not one.spot.name and not one.optional for one in places)
    return Plan(places, needed, tuple(begins), is_fixed)


@lru_cache(maxsize=1 << 16)
def _places_of(piece: str) -> tuple[Place, ...]:
    return tuple(map(_place, slots_of(piece)))


def _place(slot: Slot) -> Place:
    if slot.kind is SlotKind.GAP:
        return Place(None, slot.reach)
    return Place(_spot(slot.kind, slot.choices), optional=slot.optional)
