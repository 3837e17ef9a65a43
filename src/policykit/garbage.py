"""When Python looks for objects that nobody uses."""

import gc

_NEW_OBJECTS = 50_000
"""Python's own number is 700. Modules, documents and checklists are many small objects that hardly ever point at each other:
at 700 a seventh of a start, a tenth of a check and a sixth of reading go into walking them in vain."""


def collect_seldom() -> None:
    """Have this process look for unused objects after many new ones only."""
    gc.set_threshold(_NEW_OBJECTS)
