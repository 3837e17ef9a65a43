"""Lines of a PDF page, put together from the runs that the file writes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from policykit.formats.pdf_page import Run

MARKS = ("\x02", "\ufffe")
"""What pdfium puts where a line ended on a hyphen."""

BULLETS = (
    "•·●○◦▪▫■□▶►➢➤❖✓✔✗◆◇⁃∙‣§❑❒☐☑◻★✦⮚\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf06e\uf0a8\uf0e8\uf0f0\uf071\uf02d\uf0e0\uf020"
)
"""Glyphs that are bullets wherever they begin a line, those of symbol fonts among them."""
_DASHES = frozenset((*MARKS, "-"))
_THIN_BULLETS = frozenset("-–—*o")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\(?(?:\d{1,2}|[a-z])\)|\d{1,2}(?:\.\d{1,2}){1,3}\.?")
_BARE_NUMBER = re.compile(r"\d{1,2}")
_LEADING_NUMBER = re.compile(rf"(?:{_NUMBER.pattern})(?=\s)")

_SAME_LINE = 0.35
_RAISED = 0.65
_WORD_GAP = 0.13
_TAB_GAP = 0.6
_APART = 1.5
_OVERLAP = 0.5
_TABBED = 2.5
_LABEL_APART = 6.0


@dataclass(slots=True)
class Line:
    """A line of one column or cell: its runs from left to right.

    `spaces[i]` is whether a space belongs before run i. `right` is where the column that it stands in ends.
    `ruled_off` means that a line drawn above it parts it from what comes before,
    `tabbed` that its words stand in places set by tabs, as on a form. `cell` tells the lines of one cell from those of
    others, -1 where they were put into none. Lengths are in points, from the bottom left of the page.
    """

    page: int
    runs: list[Run]
    spaces: list[bool] = field(default_factory=lambda: [False])
    right: float = 0.0
    text: str = ""
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False
    underlined: bool = False
    ruled_off: bool = False
    tabbed: bool = False
    cell: int = -1

    def settle(self) -> None:
        """Work out the text, the place and the looks from the runs."""
        runs = self.runs
        self.text = "".join(f" {run.text}" if gap else run.text for run, gap in zip(runs, self.spaces, strict=True))
        self.x0, self.x1 = runs[0].x0, max(run.x1 for run in runs)
        longest = runs[0] if len(runs) == 1 else max(runs, key=lambda run: len(run.text))
        self.y, self.size = longest.y, longest.size
        self.bold = all(run.bold or not any(map(str.isalnum, run.text)) for run in runs) and any(r.bold for r in runs)

    @property
    def at(self) -> int:
        """Return the place of the line in the order of the file."""
        return self.runs[0].at

    @property
    def turned(self) -> bool:
        """Return whether the words run up or down the page."""
        return self.runs[0].turned

    @property
    def hyphenated(self) -> bool:
        """Return whether the line ends within a word."""
        return self.text.endswith(MARKS)

    def first_word(self) -> float:
        """Return how wide the first word is, about."""
        text = self.text
        length = text.find(" ")
        return (self.x1 - self.x0) * (1.0 if length < 0 else length / len(text))


@dataclass(frozen=True, slots=True)
class Marker:
    """What a list item or numbered line begins with: `runs` of it are whole, then `letters` of the next one.

    `plain` means that it is a glyph that is nothing but a bullet or a number set apart by a tab, `number` that it is a
    number or letter and no bullet.
    """

    text: str
    runs: int
    letters: int
    plain: bool
    number: bool


def lines_of(runs: Iterable[Run], page: int) -> list[Line]:
    """Return the lines that runs make, in the order of the file; what stands far apart stays apart."""
    found: list[Line] = []
    line: Line | None = None
    for run in runs:
        if line is not None and _continues(line, run):
            last = line.runs[-1]
            gap = run.x0 - last.x1
            if run.text in _DASHES and gap > _WORD_GAP * run.size:
                run = replace(run, text="-", spaced=True)  # noqa: PLW2901 - a dash, and no part of a word
            line.runs.append(run)
            line.spaces.append(run.spaced if -_OVERLAP < gap < run.size else gap > _WORD_GAP * run.size)
            continue
        if line is not None:
            line.settle()
        line = Line(page, [run])
        found.append(line)
    if line is not None:
        line.settle()
    return [line for line in found if _without_stray_bullet(line)]


def _without_stray_bullet(line: Line) -> bool:
    """Take a bullet off the end of a line, where it has no words; return whether anything is left."""
    if line.runs[-1].text not in BULLETS:
        return True
    while line.runs and line.runs[-1].text in BULLETS:
        line.runs.pop()
        line.spaces.pop()
    if line.runs:
        line.settle()
    return bool(line.runs)


def merged(lines: Sequence[Line]) -> list[Line]:
    """Return lines with neighbours that stand on one baseline, left to right, made one."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and beside(last, line):
            last.tabbed = last.tabbed or line.tabbed or line.x0 - last.x1 > _TABBED * line.size
            last.runs += line.runs
            last.spaces += [True, *line.spaces[1:]]
            last.right = max(last.right, line.right)
            last.settle()
        else:
            found.append(line)
    return found


def beside(a: Line, b: Line) -> bool:
    """Return whether `b` follows `a` on the same baseline."""
    if a.page != b.page or a.turned or b.turned:
        return False
    return abs(a.y - b.y) <= _SAME_LINE * min(a.size, b.size) and b.x0 >= a.x1 - 0.5 * a.size


def marker_of(line: Line) -> Marker | None:
    """Return the bullet or number that a line begins with, or None."""
    first = line.runs[0]
    text = first.text
    if text[0] in BULLETS:
        letters = next((i for i, c in enumerate(text) if c not in BULLETS and c != " "), len(text))
        whole = letters == len(text)
        if whole and len(line.runs) == 1:
            return None
        return Marker(text[:letters].strip(), int(whole), 0 if whole else letters, plain=True, number=False)
    apart = len(line.runs) > 1 and line.runs[1].x0 - first.x1 > _TAB_GAP * first.size
    if text in _THIN_BULLETS and len(line.runs) > 1 and line.spaces[1]:
        return Marker(text, 1, 0, plain=apart, number=False) if apart or text != "o" else None
    if text[0] in "-–—*" and text[1:2] == " ":
        return Marker(text[0], 0, 2, plain=False, number=False)
    return _number_of(line)


def _number_of(line: Line) -> Marker | None:
    """Return the number that a line begins with, set in one run or in several."""
    text = line.runs[0].text
    if not (text[0].isalnum() or text[0] == "("):
        return None
    for count in range(1, min(4, len(line.runs))):
        joined = "".join(run.text for run in line.runs[:count])
        apart = line.runs[count].x0 - line.runs[count - 1].x1 > _TAB_GAP * line.size
        if (line.spaces[count] and _NUMBER.fullmatch(joined)) or (apart and _BARE_NUMBER.fullmatch(joined)):
            return Marker(joined, count, 0, plain=apart, number=True)
    match = _LEADING_NUMBER.match(text)
    if match is None:
        return None
    letters = match.end() + 1
    return Marker(match.group(), 0, letters, plain=False, number=True)


def _continues(line: Line, run: Run) -> bool:
    """Return whether a run goes on in the line that is being put together."""
    last = line.runs[-1]
    if last.turned or run.turned:
        return last.turned and run.turned and abs(last.x0 - run.x0) < run.size
    size = max(last.size, run.size)
    apart = abs(run.y - last.y)
    anchor = line.runs[0]
    level = apart <= _SAME_LINE * size or (apart <= _RAISED * size and min(last.size, run.size) < 0.8 * size)
    if not level:
        level = abs(run.y - anchor.y) <= _SAME_LINE * max(anchor.size, run.size) and apart < size
    gap = run.x0 - last.x1
    if not level or gap < -0.6 * size:
        return False
    if gap <= _APART * size or (run.tag == last.tag >= 0 and gap < 2 * _LABEL_APART * size):
        return True
    label = len(line.runs) == 1 and (last.text in BULLETS or last.text in _THIN_BULLETS or _NUMBER.fullmatch(last.text))
    return bool(label) and gap < _LABEL_APART * size
