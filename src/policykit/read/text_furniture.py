"""Running headers and footers of plain text that was copied page by page out of a PDF."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

_FEWEST_PAGES: Final = 3
_SHARE: Final = 0.5
_EDGE: Final = 3
_LONGEST: Final = 100
_SHORT: Final = 6
_DIGITS = re.compile(r"\d+")
_SAYS_SOMETHING = re.compile(r"[^\W\d_]{2}|\d")


def without_running_lines(pages: Sequence[list[str]]) -> tuple[list[list[str]], list[tuple[str, int]]]:
    """Return pages as lines, those that run at the head or foot of most pages blank, and each wording with its page.

    Fewer than three pages prove nothing.
    """
    if len(pages) < _FEWEST_PAGES:
        return list(pages), []
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_masked(lines[at]) for at in _edges(lines)})
    least = max(_FEWEST_PAGES, _SHARE * len(pages))
    repeated = {text for text, count in counts.items() if count >= least and _SAYS_SOMETHING.search(text)}
    found: dict[str, tuple[str, int]] = {}
    kept = []
    for number, lines in enumerate(pages, 1):
        running = {at for at in _edges(lines) if _masked(lines[at]) in repeated}
        for at in sorted(running):
            found.setdefault(_masked(lines[at]), (lines[at].strip(), number))
        kept.append(["" if at in running else line for at, line in enumerate(lines)])
    return kept, list(found.values())


def _edges(lines: Sequence[str]) -> list[int]:
    """Return the places of the first and the last few lines of a page that have words."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return [at for at in sorted({*filled[:_EDGE], *filled[-_EDGE:]}) if not _is_sentence(lines[at])]


def _is_sentence(line: str) -> bool:
    return len(line) > _LONGEST or (line.rstrip().endswith((".", ":", ";", ",")) and len(line.split()) > _SHORT)


def _masked(line: str) -> str:
    return _DIGITS.sub("1", " ".join(line.split())).lower()
