"""Terms with gaps, words that may be missing or vocabularies as tables: place by place, what may stand there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykit.check.rows import Rows, flat
from policykit.check.term_plan import Plan, Spot

if TYPE_CHECKING:
    import numpy as np

NEVER = (1 << 16) - 1
"""The level of a term that cannot be sought by the tables."""
_REACHES = 1 << 5
"""More words than a gap reaches over."""


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """The places of terms that are not fixed, in order; a fixed term has none here.

    `places` are the numbers of the spots, those of vocabularies after the `spots` that hold words. A place has a gap of up
    to `gaps` words before it (0 where none is written) and may be missing where it is `optional`. `levels` tell when a term
    can be sought: at 0 it names no vocabulary, else only such as are known after the levels below; `NEVER` where one is not
    known at all, or holds itself. `vocabularies` are the groups of the vocabularies, `vocabulary_levels` the highest level
    of their terms.
    """

    places: Rows
    gaps: "np.ndarray"
    optional: "np.ndarray"
    spots: int
    levels: "np.ndarray"
    vocabularies: "np.ndarray"
    vocabulary_levels: "np.ndarray"


def ways_of(
    plans: Sequence[Plan], spots: Mapping[Spot, int], vocabularies: Mapping[str, Sequence[Plan]]
) -> tuple[list[int], ...]:
    """Return the numbers that `Ways` are made of again by `read`: of plans, in order, with the numbers of spots of words.

    `vocabularies` are the plans of each vocabulary's terms, by its id.
    """
    levels = _Levels(vocabularies)
    numbers = {name: len(spots) + at for at, name in enumerate(vocabularies)}
    of_plans = [levels.of(one) for one in plans]
    rows = [
        list(_places(one, spots, numbers)) if not one.is_fixed and level < NEVER else []
        for one, level in zip(plans, of_plans, strict=True)
    ]
    lengths, codes = flat(rows)
    return lengths, codes, of_plans, [levels.of_vocabulary(name) for name in vocabularies]


def read(
    places: Rows, levels: "np.ndarray", vocabulary_levels: "np.ndarray", vocabularies: "np.ndarray", spots: int
) -> Ways:
    """Return the ways from the numbers of `ways_of`; `places` holds its first two lists."""
    codes = places.members
    return Ways(
        places=Rows(places.starts, codes // (2 * _REACHES)),
        gaps=codes // 2 % _REACHES,
        optional=codes % 2 > 0,
        spots=spots,
        levels=levels,
        vocabularies=vocabularies,
        vocabulary_levels=vocabulary_levels,
    )


def _places(one: Plan, spots: Mapping[Spot, int], vocabularies: Mapping[str, int]) -> Iterator[int]:
    gap = 0
    for place in one.places:
        if place.spot is None:
            gap = place.reach
            continue
        number = vocabularies[place.spot.name] if place.spot.name else spots[place.spot]
        yield (number * _REACHES + gap) * 2 + place.optional
        gap = 0


class _Levels:
    """When terms and vocabularies can be sought."""

    def __init__(self, vocabularies: Mapping[str, Sequence[Plan]]) -> None:
        self._vocabularies = vocabularies
        self._known: dict[str, int] = {}

    def of(self, one: Plan) -> int:
        named = {place.spot.name for place in one.places if place.spot and place.spot.name}
        return min(NEVER, max((self.of_vocabulary(name) + 1 for name in named), default=0))

    def of_vocabulary(self, name: str) -> int:
        if name not in self._vocabularies:
            return NEVER
        if name not in self._known:
            self._known[name] = NEVER  # as long as it is not known: one that holds itself never is
            self._known[name] = max(map(self.of, self._vocabularies[name]), default=0)
        return self._known[name]
