"""Regular expressions of the checklist: kept as they are written, and made ready when one is first needed."""

import re
from dataclasses import dataclass
from functools import lru_cache

_ready = lru_cache(maxsize=None)(re.compile)


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression and its flags.

    Making one ready takes longer than running it over a whole document, and of some hundreds a document needs a few.
    """

    pattern: str
    flags: int = 0

    @property
    def ready(self) -> re.Pattern[str]:
        """What can be searched with; raises re.error where the expression cannot be read."""
        return _ready(self.pattern, self.flags)


def expression(pattern: str, flags: int = 0) -> Expression:
    """Return an expression that is known to be readable; raises re.error where it is not."""
    made = re.compile(pattern, flags)
    return Expression(made.pattern, made.flags)
