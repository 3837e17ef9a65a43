"""Whole numbers as files state them: what is no number, or an absurd one, must stop nothing."""

_MOST_DIGITS = 9


def whole(value: str | None, otherwise: int) -> int:
    """Return the number that a file states in plain digits, `otherwise` where it states none.

    >>> whole("12", 0), whole("twelve", 0), whole("²", 0), whole("9" * 5000, 0)
    (12, 0, 0, 0)
    """
    if value and len(value) <= _MOST_DIGITS and value.isascii() and value.isdigit():
        return int(value)
    return otherwise
