"""Sets of places in a text as one number, a bit for each: how far such a set reaches on and back."""

from collections.abc import Iterator


def reached(ends: int, reach: int) -> int:
    """Return the places from which one of `ends` is reached over up to `reach` words, those themselves among them."""
    done = 0
    while done < reach:
        step = min(done + 1, reach - done)
        ends |= ends >> step
        done += step
    return ends


def onwards(ends: int, reach: int) -> int:
    """Return the places that follow one of `ends` with up to `reach` words between."""
    nexts = ends << 1
    for _ in range(reach):
        nexts |= nexts << 1
    return nexts


def members(bits: int) -> Iterator[int]:
    """Give the places of a set, the first first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
