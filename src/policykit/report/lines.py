"""A report laid out as lines for a screen or a text file: wrapped, indented, and safe to print."""

import textwrap
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

WIDTH = 100


class Look(StrEnum):
    """What a line is; a terminal may colour it, and it reads the same without."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, how far it is set in (in spaces), and what stands before its first word."""

    text: str
    look: Look = Look.TEXT
    indent: int = 0
    mark: str = ""


BLANK = Line("")


def heading(text: str) -> tuple[Line, ...]:
    """Return a heading with air above it."""
    return (BLANK, Line(text, Look.HEADING))


def wrapped(lines: tuple[Line, ...], width: int = WIDTH) -> list[tuple[str, Look]]:
    """Return the lines broken at `width`, a rule drawn under each heading so that no colour is needed to see it."""
    out: list[tuple[str, Look]] = []
    for line in lines:
        lead = " " * line.indent + line.mark
        text = printable(line.text)
        rows = textwrap.wrap(
            text,
            width,
            initial_indent=lead,
            subsequent_indent=" " * len(lead),
            break_long_words=False,
            break_on_hyphens=False,
        )
        out.extend((row, line.look) for row in rows or [""])
        if line.look in {Look.TITLE, Look.HEADING} and text:
            rule = "=" if line.look is Look.TITLE else "-"
            out.append((rule * max(len(row) for row in rows), line.look))
    return out


def plain(lines: tuple[Line, ...], width: int = WIDTH) -> str:
    """Return the lines as plain text with a newline at the end."""
    return "\n".join(row.rstrip() for row, _ in wrapped(lines, width)) + "\n"


def printable(text: str) -> str:
    """Return the text without what would steer a terminal: control and direction marks become spaces or go.

    >>> printable("red " + chr(27) + "[31m alert")
    'red  [31m alert'
    """
    return "".join(_safe(character) for character in text)


def _safe(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    # Direction overrides can make words read as others; a lone surrogate cannot be printed at all.
    return "" if category == "Cf" else "?" if category == "Cs" else character
