"""A school to collect from, as its row of the register gives it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A school: `addresses` are those of its own reports, as written; `website` its site, "" where neither is given."""

    key: str
    name: str
    urn: str = ""
    type: str = ""
    phase: str = ""
    contact: str = ""
    website: str = ""
    addresses: tuple[str, ...] = ()
