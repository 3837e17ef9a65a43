"""Paragraphs and list items, put together from the lines of an untagged PDF."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policykit.read.pdf_lines import Line, Marker, marker_of

_SAME_SIZE = 0.7
_SAME_SHARE = 0.06
_LEADING = 1.22
_LOOSEST = 2.7
_TITLE_ABOVE = 3.0
_TITLE_STEP = 1.6
_TIED_STEP = 1.8
_STEP = 1.3
_PARTED = 0.08
_SPACE = 0.3
_MOSTLY = 0.6
_LEADER = re.compile(r"(?:\. ?){4,}\s*\d*$|…\s*\d*$|_{4,}$")
_INITIAL = re.compile(r"[A-Z]\.")
_ENDS = (".", "!", "?", ":", ";", "”", '"', ")")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, with the bullet or number that they begin with and the depth in a list.

    `start` is where its first line begins, `hang` where the words do, past the bullet; in points from the left.
    """

    lines: list[Line]
    marker: Marker | None = None
    depth: int = 0
    hang: float = 0.0
    start: float = 0.0


@dataclass(frozen=True, slots=True)
class Look:
    """What is usual in a document: the size of its body text and the distance between lines of each size.

    `parted` means that space between them parts the paragraphs of its body text.
    """

    body: float
    leading: dict[int, float]
    parted: bool = False

    def step(self, size: float) -> float:
        """Return the usual distance from one baseline to the next at a size."""
        return self.leading.get(round(size), _LEADING * size)


def look_of(lines: Sequence[Line]) -> Look:
    """Return the body size and the leading of each size, by how many letters have them."""
    sizes: Counter[float] = Counter()
    steps: dict[int, Counter[float]] = {}
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    for a, b in pairwise(lines):
        step = a.y - b.y
        same = a.page == b.page and a.cell == b.cell and abs(a.size - b.size) < _SAME_SIZE
        if same and 0.9 * a.size < step < _LOOSEST * a.size:
            steps.setdefault(round(a.size), Counter())[round(step * 2) / 2] += 1
    leading = {}
    for size, counts in steps.items():
        most = max(counts.values())
        # Blank lines between short paragraphs can outnumber plain line ends: the smallest usual step is the leading.
        leading[size] = min(step for step, count in counts.items() if count >= 0.3 * most)
    body = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    counts = steps.get(round(body), Counter())
    loose = sum(count for step, count in counts.items() if step > _STEP * leading[round(body)])
    return Look(body, leading, parted=loose > _PARTED * counts.total())


def paragraphs_of(lines: Sequence[Line], look: Look) -> list[Paragraph]:
    """Return the paragraphs and list items of lines in reading order."""
    found: list[Paragraph] = []
    for line in lines:
        marker = marker_of(line) if not line.turned else None
        last = found[-1] if found else None
        if last is not None and not _starts(last, line, marker, look):
            last.lines.append(line)
            continue
        paragraph = Paragraph([line], marker, start=line.x0, hang=_hang(line, marker))
        found.append(paragraph)
    _settle_depths(found)
    return found


def _hang(line: Line, marker: Marker | None) -> float:
    """Return where the words of a list item begin, past its bullet."""
    if marker is None:
        return line.x0
    if marker.runs < len(line.runs) and not marker.letters:
        return line.runs[marker.runs].x0
    return line.x0 + (line.x1 - line.x0) * marker.letters / max(1, len(line.text))


def _starts(last: Paragraph, line: Line, marker: Marker | None, look: Look) -> bool:
    """Return whether a line begins something new after a paragraph."""
    before = last.lines[-1]
    if line.turned != before.turned or line.cell != before.cell or line.ruled_off or _LEADER.search(before.text):
        return True
    if marker is not None and (marker.plain or _loose_marker_starts(last, line, marker, look)):
        return True
    same_size = _same_size(before, line)
    tied = _tied(before, line)
    if (before.hyphenated and same_size) or not (tied or (same_size and not _changes_weight(before, line))):
        return not (before.hyphenated and same_size)
    if line.page != before.page or line.y > before.y + line.size:
        return _starts_after_break(last, before, line)
    step = before.y - line.y
    usual = look.step(line.size)
    if line.tabbed and before.tabbed:
        return True
    if line.size >= look.body + _TITLE_ABOVE and before.bold == line.bold:
        return step > _TITLE_STEP * line.size
    loose = step > (_TIED_STEP if tied else _STEP) * usual
    return loose or (not tied and _starts_by_shape(last, before, line, look))


def _same_size(before: Line, line: Line) -> bool:
    """Return whether two lines are of one size, or one begins in the size in which the other ends."""
    alike = max(_SAME_SIZE, _SAME_SHARE * line.size)
    return min(abs(before.size - line.size), abs(before.runs[-1].size - line.runs[0].size)) <= alike


def _tied(before: Line, line: Line) -> bool:
    """Return whether the file itself holds two lines of a page together: Word gives each paragraph its own number."""
    return line.page == before.page and before.runs[-1].tag == line.runs[0].tag >= 0


def _starts_by_shape(last: Paragraph, before: Line, line: Line, look: Look) -> bool:
    """Return whether the ends and beginnings of two lines part them."""
    size = line.size
    is_full = full(before, line, parted=look.parted)
    first = len(last.lines) == 1
    margin = last.hang if last.marker and first else before.x0
    shift = line.x0 - margin
    centred = abs((before.x0 + before.x1) - (line.x0 + line.x1)) < size and abs(before.x0 - line.x0) > 1
    if centred and not (line.bold or before.text.endswith(_ENDS)):
        return False
    to_the_right = abs(before.x1 - line.x1) < 2 and line.x0 > before.x0 + size  # noqa: PLR2004 - points
    if not (centred or to_the_right):
        if shift > 0.8 * size and not (last.marker and first and shift < 2 * size):
            return True
        if shift < -0.8 * size and not (first and (last.marker is None or line.x0 > last.start + 1 or is_full)):
            return True
    return not is_full


def full(before: Line, line: Line, *, parted: bool = False) -> bool:
    """Return whether a line was full: the first word of the next one would not have fitted on it.

    Where the sentence plainly goes on, or space parts the paragraphs, a line that is nearly full counts too: widths of
    words are only known roughly.
    """
    word, slack = _SPACE * before.size + line.first_word(), _SPACE * before.size
    if not before.text.endswith(_ENDS):
        long = before.x1 - before.x0 > _MOSTLY * (before.right - before.x0)
        if line.text[0].islower() and (long or before.text.endswith((",", "and", "or"))):
            return True
        word, slack = 1.15 * word, before.size
    elif parted:
        slack = before.size
    return before.x1 + word > before.right - slack


def _starts_after_break(last: Paragraph, before: Line, line: Line) -> bool:
    """Return whether a line at the top of a page or column begins something new."""
    if line.bold and before.bold:
        return True
    small = line.text[0].islower()
    if last.marker is not None and line.x0 < last.hang - line.size and line.page == before.page:
        return not small
    if small:
        return before.text.endswith((".", "!", "?", ":"))
    return before.text.endswith(_ENDS) or not full(before, line) or before.right - before.x0 < 8 * before.size


def _changes_weight(before: Line, line: Line) -> bool:
    """Return whether bold stops or begins just at the end of a line."""
    if before.bold == line.bold:
        return False
    if line.bold and line.text[0].islower() and not before.text.endswith(_ENDS):
        return False
    return not (line.runs[0].bold if before.bold else before.runs[-1].bold)


def _loose_marker_starts(last: Paragraph, line: Line, marker: Marker, look: Look) -> bool:
    """Return whether a number or dash without a tab after it begins an item, and is not a word of the sentence."""
    before = last.lines[-1]
    if _tied(before, line) or (_INITIAL.fullmatch(marker.text) and not before.text.endswith(_ENDS)):
        return False
    if last.marker is not None and abs(line.x0 - last.start) < 2:  # noqa: PLR2004 - points
        return True
    step = before.y - line.y
    if line.page != before.page or step < 0 or step > 1.15 * look.step(line.size):
        return before.text.endswith(_ENDS) or line.bold
    return not full(before, line) or line.bold != before.bold


def _settle_depths(paragraphs: Sequence[Paragraph]) -> None:
    """Set how deep each list item stands, by how far its bullet is set in from those above it."""
    starts: list[float] = []
    hang = 0.0
    for paragraph in paragraphs:
        if paragraph.marker is None:
            if abs(paragraph.start - hang) > 3:  # noqa: PLR2004 - points
                starts = []
            continue
        hang = paragraph.hang
        at = paragraph.start
        while starts and starts[-1] > at + 6:
            starts.pop()
        if not starts or at > starts[-1] + 6:
            starts.append(at)
        paragraph.depth = len(starts)
