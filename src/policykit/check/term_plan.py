"""Terms made ready for the search: what each needs, so that most are put aside before any word of a document is looked at."""

from dataclasses import dataclass

from policykit.model.terms import Slot, SlotKind, compile_term


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """What one place in a term may hold; `name` is a vocabulary's id, or "" where `choices` are words.

    The same choices are always the same object: spots are looked up by identity, thousands of times for a document.
    `number` counts them as they are made.
    """

    choices: tuple[str, ...]
    number: int
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
    the optional ones at the front and the first that is not. `length` is how many words every find has, 0 where finds
    may differ.
    """

    places: tuple[Place, ...]
    needed: tuple[Spot, ...]
    begins: tuple[int, ...]
    length: int


_plans: dict[str, Plan] = {}
_spots: dict[tuple[bool, tuple[str, ...]], Spot] = {}
_holding: dict[str, list[Spot]] = {}
"""Each choice, as it is written in a term, with the spots that offer it."""


def _spot(kind: SlotKind, choices: tuple[str, ...]) -> Spot:
    key = (kind is SlotKind.VOCABULARY, choices)
    if key not in _spots:
        name = choices[0] if kind is SlotKind.VOCABULARY else ""
        _spots[key] = Spot(choices, len(_spots), name)
        if not name:
            for choice in dict.fromkeys(choices):
                _holding.setdefault(choice, []).append(_spots[key])
    return _spots[key]


def spots_made() -> int:
    """Return how many spots there are by now."""
    return len(_spots)


def spots_for(word: str) -> list[Spot]:
    """Return the spots that a word may fill, of those made by now; some of them twice.

    From the words of a document to the spots, since a document has fewer words than the catalogue has choices.
    """
    found = list(_holding.get(word, ()))
    for length in range(len(word) + 1):
        if more := _holding.get(word[:length] + "*"):
            found += more
    return found


def is_planned(term: str) -> bool:
    """Return whether the term has been made ready before."""
    return term in _plans


def telling_words(term: str) -> list[str]:
    """Return words that every find of a term holds, as far as they show without reading the whole term.

    >>> telling_words("review* _ <pupils> progress/gains (the) Plan")
    ['review*', 'plan']
    """
    return [
        piece.casefold() for piece in term.split() if piece.isalpha() or (piece[-1] == "*" and piece[:-1].isalpha())
    ]


def plan(term: str) -> Plan:
    """Return the plan of a term; raises ValueError in plain words where it cannot be read."""
    if term not in _plans:
        _plans[term] = _plan(term)
    return _plans[term]


def _plan(term: str) -> Plan:
    slots = compile_term(term)
    places = tuple(_place(slot) for slot in slots)
    needed = tuple(dict.fromkeys(one.spot for one in places if one.spot and not one.optional))
    begins = [0]
    while places[begins[-1]].optional:
        begins.append(begins[-1] + 1)
    is_fixed = all(one.spot and not one.spot.name and not one.optional for one in places)
    return Plan(places, needed, tuple(begins), len(places) if is_fixed else 0)


def _place(slot: Slot) -> Place:
    if slot.kind is SlotKind.GAP:
        return Place(None, slot.reach)
    return Place(_spot(slot.kind, slot.choices), optional=slot.optional)
