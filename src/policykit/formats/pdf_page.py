"""What one page of a PDF holds, as plain values measured in points from the bottom left of the page as it is seen."""

from dataclasses import dataclass

from policykit.model.document import ScannedWord

NO_TAG = -1

Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How the file's own coordinates become those of the page as it is seen (cropped, then turned clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0

    @property
    def width(self) -> float:
        """Return the width of the page as it is seen."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Return the height of the page as it is seen."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file stands on the page as it is seen."""
        if self.quarters == 0:
            return x - self.left, y - self.bottom
        if self.quarters == 1:
            return y - self.bottom, self.right - x
        if self.quarters == 2:  # noqa: PLR2004 - half a turn
            return self.right - x, self.top - y
        return self.top - y, x - self.left

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the file that stands there on the page as it is seen."""
        if self.quarters == 0:
            return x + self.left, y + self.bottom
        if self.quarters == 1:
            return self.right - y, x + self.bottom
        if self.quarters == 2:  # noqa: PLR2004 - half a turn
            return self.right - x, self.top - y
        return y + self.left, self.top - x

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Return where an arrow of the file points on the page as it is seen."""
        for _ in range(self.quarters):
            x, y = y, -x
        return x, y


@dataclass(frozen=True, slots=True)
class Run:
    """Words that the file writes in one go: one font, one size, one baseline.

    `x0` and `x1` are its ends, `y` its baseline, `at` its place in the order of the file. `tag` is the number that the
    structure tree refers to, or NO_TAG. `artefact` means that the file itself calls it decoration (a running header,
    a page number). `spaced` means that a space stands before it in the file. `unmapped` counts the
    characters that have no known meaning. `scanned` has the words one by one where they were read from a picture.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    at: int = 0
    tag: int = NO_TAG
    artefact: bool = False
    spaced: bool = False
    turned: bool = False
    unseen: bool = False
    unmapped: int = 0
    scanned: tuple[ScannedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn along or down the page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def flat(self) -> bool:
        """Return whether it runs along the page and not down it."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Target:
    """A link: the rectangle that a person can click, and where it leads."""

    x0: float
    y0: float
    x1: float
    y1: float
    target: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One element of the structure tree with what it holds on this page, in order: further elements and run numbers.

    `kind` is the standard type ("P", "H1", "TD"), `own` the file's own name for it ("Title"). `place` counts it among
    all of its parent's children, those on other pages too. `began` and `goes_on` say that it holds things on an
    earlier or a later page. `words` is a figure's alternative text.
    """

    kind: str
    own: str
    holds: tuple["Tag | int", ...]
    place: int = 0
    began: bool = False
    goes_on: bool = False
    columns: int = 1
    words: str = ""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: its text runs in the order of the file, its ruled lines, its tags and links.

    `pictured` is how much of the page pictures cover, from 0 to 1; `drawn` whether anything but text is on it;
    `figures` where pictures stand that look like figures. `cut` means that it held more than is read of one page;
    `broken` that it could not be loaded.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...] = ()
    rules: tuple[Rule, ...] = ()
    tags: tuple[Tag, ...] = ()
    targets: tuple[Target, ...] = ()
    pictured: float = 0.0
    drawn: bool = False
    figures: tuple[Box, ...] = ()
    cut: bool = False
    broken: bool = False
