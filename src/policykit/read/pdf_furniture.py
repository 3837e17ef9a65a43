"""Running headers and footers of a PDF: what stands in the margin of page after page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policykit.read.pdf_lines import Line

_MARGIN = 0.09
_TALL = 842.0
_OUTER = 0.2
_SHARE = 0.4
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–|\s]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?[-–|\s]*(?:page)?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What repeats in the margins: the masked texts, and whether bare page numbers are among it."""

    texts: frozenset[str]
    numbered: bool

    def holds(self, line: Line, height: float) -> bool:
        """Return whether a line is a running header or footer."""
        if not _in_margin(line, height):
            return False
        if all(run.artefact for run in line.runs):
            return True
        return _masked(line.text) in self.texts or (self.numbered and bool(_PAGE_NUMBER.fullmatch(line.text)))


def furniture_of(pages: Sequence[tuple[float, Sequence[Line]]]) -> Furniture:
    """Return what repeats in the top and bottom of pages, each given as its height and its lines."""
    seen: dict[str, int] = {}
    numbered = 0
    for height, lines in pages:
        marginal = [line for line in lines if _in_margin(line, height)]
        for text in {_masked(line.text) for line in marginal}:
            seen[text] = seen.get(text, 0) + 1
        numbered += any(_PAGE_NUMBER.fullmatch(line.text) for line in marginal)
    least = max(2, _SHARE * len(pages))
    return Furniture(frozenset(text for text, count in seen.items() if count >= least), numbered >= least)


def _in_margin(line: Line, height: float) -> bool:
    """Return whether a line stands in the outermost part of the page, or near it if the file calls it decoration."""
    edge = max(_MARGIN * height, min(_MARGIN * _TALL, 0.15 * height))
    if line.runs[0].artefact:
        edge = _OUTER * height
    return line.y < edge or line.y > height - edge - 0.3 * line.size


def _masked(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split())).lower()
