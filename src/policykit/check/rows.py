"""Lists of numbers kept behind one another in one array."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Lists of numbers behind one another: list `n` is `members[starts[n]:starts[n + 1]]`."""

    starts: "np.ndarray"
    members: "np.ndarray"

    def among(self, chosen: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
        """Return the members of the chosen lists behind one another, and for each the place of its list in `chosen`."""
        at, owner = self.within(chosen)
        return self.members[at], owner

    def within(self, chosen: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
        """Return where the members of the chosen lists stand among all, and for each the place of its list in `chosen`."""
        starts = self.starts[chosen]
        return stretches(starts, self.starts[chosen + 1] - starts)


def stretches(starts: "np.ndarray", counts: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
    """Return the numbers of stretches that begin at `starts` behind one another, and for each the place of its stretch."""
    import numpy as np

    owner = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return np.arange(len(owner)) + (starts - before)[owner], owner


def different(numbers: "np.ndarray") -> "np.ndarray":
    """Return the different ones of some numbers in order; on so few this is faster than NumPy's own, which hashes them."""
    import numpy as np

    ordered = np.sort(numbers)
    if len(ordered) > 1:
        ordered = ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]
    return ordered


def rows_of(lengths: "np.ndarray", members: "np.ndarray") -> Rows:
    """Return lists of such lengths."""
    import numpy as np

    return Rows(np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))), members)


def flat(table: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Return the length of each list, and all their members."""
    return [len(row) for row in table], list(chain.from_iterable(table))
