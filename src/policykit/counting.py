"""Counts with their nouns."""


def many(count: int, noun: str) -> str:
    """Return a count with its noun; the noun is one whose plural ends in s or, after an s, in es.

    >>> many(1, "gap"), many(1200, "gap"), many(2, "address")
    ('1 gap', '1,200 gaps', '2 addresses')
    """
    plural = "es" if noun.endswith("s") else "s"
    return f"{count:,} {noun}{'' if count == 1 else plural}"
