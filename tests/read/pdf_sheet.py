"""PDFs written by hand for the tests, and the pieces that are read of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from policykit.model.document import Layer
from policykit.read.pdf import read_pdf
from policykit.read.piece import Piece, Reading

WIDTH, HEIGHT = 595, 842


@dataclass
class Sheet:
    """A PDF being written by hand: each page is a list of drawing commands."""

    pages: list[list[str]] = field(default_factory=list)
    links: list[tuple[int, tuple[int, int, int, int], str]] = field(default_factory=list)

    def page(self) -> "Sheet":
        """Begin a page."""
        self.pages.append([])
        return self

    def text(self, x: float, y: float, words: str, *, bold: bool = False, size: float = 11) -> "Sheet":
        """Set words with their left end at x on the baseline y."""
        safe = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.pages[-1].append(f"BT /F{2 if bold else 1} {size} Tf {x} {y} Td ({safe}) Tj ET")
        return self

    def lines(self, x: float, y: float, lines: Sequence[str], step: float = 14, *, bold: bool = False) -> "Sheet":
        """Set lines one under the other."""
        for index, words in enumerate(lines):
            self.text(x, y - step * index, words, bold=bold)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        """Draw a straight line."""
        self.pages[-1].append(f"0.5 w {x0} {y0} m {x1} {y1} l S")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> "Sheet":
        """Draw a table of lines."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def picture(self) -> "Sheet":
        """Draw a grey picture over the whole page."""
        self.pages[-1].append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")
        return self

    def link(self, box: tuple[int, int, int, int], target: str) -> "Sheet":
        """Make a rectangle of the page a link."""
        self.links.append((len(self.pages) - 1, box, target))
        return self

    def bytes(self, info: str = "") -> bytes:
        """Return the finished file."""
        objects = [
            "<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>",
            "",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
            f"<<{info}>>",
        ]
        kids = []
        for number, commands in enumerate(self.pages):
            content = "\n".join(commands)
            objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
            notes = [
                f"<</Type/Annot/Subtype/Link/Rect[{' '.join(map(str, box))}]/A<</S/URI/URI({target})>>>>"
                for page, box, target in self.links
                if page == number
            ]
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {len(objects)} 0 R"
                f"/Annots[{''.join(notes)}]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>"
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
        out, places = "%PDF-1.4\n", []
        for number, body in enumerate(objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj{body}endobj\n"
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        out += (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{len(out)}\n%%EOF"
        )
        return out.encode("latin-1")

    def read(self) -> Reading:
        """Return what is read of it."""
        return read_pdf(self.bytes(), "made.pdf")


def body(reading: Reading) -> list[Piece]:
    """Return the pieces that are no furniture."""
    return [piece for piece in reading.pieces if piece.layer is not Layer.FURNITURE]


def texts(reading: Reading) -> list[str]:
    """Return the raw texts of the pieces that are no furniture."""
    return [piece.raw for piece in body(reading)]


PROSE = [
    "Every teacher in our school is a teacher of children with special needs and we",
    "plan each lesson so that all of them can take part in it, with help where they need",
    "it and without help where they do not.",
]
