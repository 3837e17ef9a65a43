"""What is said of a round beside what was found in each school: what has moved, and what the schools together show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Further:
    """A heading with its sentences, for people, and the same as data, for programs.

    `kind` tells programs which it is; `data` is plain JSON, its shape told by the kind in `schema/audit-1.json`.
    """

    kind: str
    title: str
    sentences: tuple[str, ...]
    data: tuple[dict[str, Any], ...] = field(default_factory=tuple)


Added = Sequence[Further]
