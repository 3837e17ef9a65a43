"""Pages that are pictures -> pages of text with the place of every word, through tesseract where it is installed."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from policykit.formats.pdf_page import PdfPage, Rule, Run
from policykit.formats.pdf_picture import Picture, pictures_of
from policykit.formats.picture_lines import rules_of
from policykit.model.document import DOUBTFUL, Gap, ScannedWord

MOST_PAGES = 100
"""Pages of one file that are recognised; the rest stays a gap."""

MOST_SECONDS = 240.0
"""Time that one file may take; pages not begun by then stay gaps."""

_PAGE_SECONDS = 60.0
_NOISE = 20.0
_MOST_DOUBTFUL = 0.4
_FEWEST_WORDS = 3
_COLUMNS = 12
_POINTS_AN_INCH = 72
_APART = 1.5
_ALIKE = 0.12
_BULLET_GAP = 0.45
_BULLET = "•"
_BULLETS = frozenset("•·●○◦▪■□*«»¢©®°¤>")
_LETTERS_FOR_BULLETS = frozenset("eo")
_TALL = frozenset("bdfhklt")
_DEEP = frozenset("gjpqy")
_HEIGHTS = {(True, True): 0.93, (True, False): 0.72, (False, True): 0.74, (False, False): 0.53}
"""How much of the size of a font a word takes, by whether it has letters that rise and letters that hang."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word read from a picture: its line on the page, its box in dots, how sure it is from 0 to 100."""

    text: str
    line: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int
    sure: float

    @property
    def is_doubtful(self) -> bool:
        """Whether it may well be another word; nobody minds what a bullet was taken for."""
        return self.sure < DOUBTFUL and self.text not in _BULLETS

    @property
    def size(self) -> float:
        """The size of its font in dots, about."""
        return self.height / _HEIGHTS[self._rises, self._hangs]

    @property
    def baseline(self) -> float:
        """How far down the page the foot of its letters stands, in dots."""
        return self.top + self.height - (0.21 * self.size if self._hangs else 0.0)

    @property
    def _rises(self) -> bool:
        return any(letter in _TALL or letter.isupper() or letter.isdigit() for letter in self.text)

    @property
    def _hangs(self) -> bool:
        return any(letter in _DEEP for letter in self.text)


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read on one page that is a picture: the picture's measures in dots, and its words in reading order.

    `dots` is how many of them make an inch, `rules` are the lines drawn on the page, in points.
    """

    page: int
    width: int
    height: int
    dots: int
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether it has words, and most of them are sure."""
        doubtful = sum(word.is_doubtful for word in self.words)
        return len(self.words) >= _FEWEST_WORDS and doubtful <= _MOST_DOUBTFUL * len(self.words)

    def as_page(self) -> PdfPage:
        """Return the words as the runs of a page, so that it is read by its looks as others are."""
        point = _POINTS_AN_INCH / self.dots
        usual = median(word.size for word in self.words)
        runs: list[Run] = []
        at = 0
        for _, line in groupby(self.words, key=lambda word: word.line):
            words = list(line)
            size, base = median(word.size for word in words), median(word.baseline for word in words)
            if abs(size - usual) < _ALIKE * usual:
                size = usual
            for part in _parts(words, size, self._edges(base)):
                text = " ".join(word.text for word in part)
                left, right = part[0].left, part[-1].left + part[-1].width
                y = (self.height - base) * point
                place = left * point, right * point, y, size * point
                scanned = tuple(self._scanned(part))
                runs.append(Run(text, *place, at=at, spaced=True, unseen=True, scanned=scanned))
                at += len(text) + 1
        measures = self.width * point, self.height * point
        return PdfPage(self.page, *measures, tuple(runs), self.rules, pictured=1.0, drawn=True)

    def _scanned(self, words: Sequence[Word]) -> Iterator[ScannedWord]:
        """Give the words of a run as they stand in its text and on the page."""
        point, at = _POINTS_AN_INCH / self.dots, 0
        for word in words:
            low = (self.height - word.top - word.height) * point
            box = word.left * point, low, (word.left + word.width) * point, low + word.height * point
            sure = 100.0 if word.text in _BULLETS else word.sure
            yield ScannedWord(at, at + len(word.text), box, sure)
            at += len(word.text) + 1

    def _edges(self, base: float) -> list[float]:
        """Return where lines that are ruled down the page cross a line of words, in dots."""
        point = _POINTS_AN_INCH / self.dots
        y = (self.height - base) * point + 1
        return [rule.x0 / point for rule in self.rules if not rule.flat and rule.y0 < y < rule.y1]


def engine() -> str:
    """Return the path of tesseract, or "" where it is not installed."""
    return shutil.which("tesseract") or ""


def scans_of(data: bytes, pages: Sequence[int]) -> list[Scan]:
    """Return the pages of a PDF, counted from 1, on which tesseract reads words; [] where it is not installed."""
    program = engine()
    if not program or not pages:
        return []
    end = time.monotonic() + MOST_SECONDS
    found: list[Scan | None] = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        # Two at a time, so that no more than two pictures are held.
        for batch in _pairs(pictures_of(data, pages[:MOST_PAGES])):
            if time.monotonic() > end:
                break
            found += pool.map(lambda picture: _scan(program, picture), batch)
    return [scan for scan in found if scan is not None and scan.is_read]


def mentions(scans: Sequence[Scan]) -> list[Gap]:
    """Return the mention that pages were read from their pictures, with how many of their words are doubtful."""
    if not scans:
        return []
    words = sum(len(scan.words) for scan in scans)
    doubtful = sum(word.is_doubtful for scan in scans for word in scan.words)
    several = len(scans) > 1
    what = "were read from their pictures" if several else "was read from its picture"
    what += f"; {doubtful:,} of {words:,} words are doubtful." if doubtful else "."
    pages = ", ".join(str(scan.page) for scan in scans)
    remedy = "Compare the quotes from there with the page, or check the Word file."
    return [Gap(f"pages {pages}" if several else f"page {pages}", what, remedy, hides_text=False)]


def words_of(table: str) -> Iterator[Word]:
    """Yield the words of tesseract's table (TSV); what is no word and is unsure is noise, and left out."""
    for row in table.split("\n"):
        parts = row.rstrip("\r").split("\t")
        if len(parts) < _COLUMNS or parts[0] != "5":
            continue
        text = parts[-1].strip()
        try:
            block, paragraph, line = (int(part) for part in parts[2:5])
            left, top, width, height = (int(part) for part in parts[6:10])
            sure = float(parts[10])
        except ValueError:
            continue
        least = _NOISE if any(map(str.isalnum, text)) else DOUBTFUL
        if text and (sure >= least or text in _BULLETS):
            yield Word(text, (block, paragraph, line), left, top, width, height, sure)


def _scan(program: str, picture: Picture) -> Scan | None:
    """Return what tesseract reads in one picture, or None where it fails or takes too long."""
    command = [program, "stdin", "stdout", "-l", "eng", "--dpi", str(picture.dots), "tsv"]
    # Its own threads make it eight times slower on two cores.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - the program found on the path, and no shell
            command, input=picture.pgm(), capture_output=True, timeout=_PAGE_SECONDS, env=environment, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    if done.returncode:
        return None
    words = tuple(words_of(done.stdout.decode("utf-8", "replace")))
    return Scan(picture.page, picture.width, picture.height, picture.dots, words, rules_of(picture))


def _pairs(pictures: Iterable[Picture]) -> Iterator[list[Picture]]:
    batch: list[Picture] = []
    for picture in pictures:
        batch.append(picture)
        if len(batch) == 2:  # noqa: PLR2004 - a pair
            yield batch
            batch = []
    if batch:
        yield batch


def _parts(words: Sequence[Word], size: float, edges: Sequence[float]) -> Iterator[list[Word]]:
    """Give the parts of a line that stand far apart or in several cells, its bullet first."""
    # A ruled line is read as a bar now and then.
    rest = [word for word in words if not (edges and word.text.strip("|[]") == "")]
    if _is_bullet(rest, size):
        yield [_as_bullet(rest.pop(0))]
    part: list[Word] = []
    for word in rest:
        if word.text in _BULLETS and word.sure < DOUBTFUL:
            continue
        if part:
            end = part[-1].left + part[-1].width
            if word.left - end > _APART * size or any(end - 2 <= edge <= word.left + 2 for edge in edges):
                yield part
                part = []
        part.append(word)
    if part:
        yield part


def _is_bullet(words: Sequence[Word], size: float) -> bool:
    """Tell whether a line begins with a bullet, or with the letter that one was taken for, set apart from the words."""
    if len(words) < 2:  # noqa: PLR2004 - a bullet and a word
        return False
    gap = words[1].left - (words[0].left + words[0].width)
    return words[0].text in _BULLETS or (words[0].text in _LETTERS_FOR_BULLETS and gap > _BULLET_GAP * size)


def _as_bullet(word: Word) -> Word:
    return Word(_BULLET, word.line, word.left, word.top, word.width, word.height, word.sure)
