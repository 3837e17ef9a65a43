"""What of a document's text tells what it is: its opening lines, headings, running headers and all its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.model.document import Block, BlockKind, Document, Layer
from policykit.read.kind_signs import Sign, sign, small

_OPENING_BLOCKS = 16
_OPENING_WORDS = 110
_SHORT_LINE = 18
_SHORT_SENTENCE = 8

SEND_WORDS = sign(
    r"\bSEND?\b|\bSEN/?D|\bSENI?DCO|\bINCO\b|\bEHCP?\b|\bSENDIASS?\b"
    r"|(?i:\bsenco|special(?:ist)? (?:educational? )?needs?|education,? health and care|additional needs|learning support"
    r"|learning difficult|disab(?:led|ilit)|special educational|school action|statement(?:ed)? (?:of|pupil|student)"
    r"|local offer|graduated (?:approach|response)|individual education plan|dyslexi|autis|inclusi(?:on|ve)|impairment)"
)
"""Words by which a text shows that it is about special educational needs or disability."""


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A short line of the opening, or two or three joined, since a title may take three lines.

    `end` is the place of its last line among the blocks of the opening, `parts` how many lines were joined.
    """

    text: str
    end: int
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Telling:
    """The parts of a document by which its kind is told; `lines` may be its title, `cells` less likely so."""

    opening: str
    lines: tuple[TitleLine, ...]
    cells: tuple[str, ...]
    headings: tuple[str, ...]
    furniture: tuple[str, ...]
    property_title: str
    text: str
    low: str
    """The text in small letters, each in the place of its own."""
    words: int

    def holds(self, needs: tuple[str, ...]) -> bool:
        """Return whether some of the letters stand in the text, as a sign asks for them; True where none are asked."""
        return not needs or any(letters in (self.low if letters.islower() else self.text) for letters in needs)

    def count(self, of: Sign) -> int:
        """Return how often a sign stands in the text."""
        return len(of.regex.ready.findall(self.text)) if self.holds(of.needs) else 0

    def search(self, of: Sign) -> re.Match[str] | None:
        """Return the first place of a sign in the text, None where there is none."""
        return of.regex.ready.search(self.text) if self.holds(of.needs) else None


def telling(document: Document) -> Telling:
    """Return the parts of a document by which its kind is told."""
    body = [block for block in document.blocks if block.layer in {Layer.BODY, Layer.NOTE} and block.text.strip()]
    opening = _opening(body)
    headings = tuple(block.text for block in body if _is_heading(block))
    furniture = tuple(
        dict.fromkeys(block.text for block in document.blocks if block.layer is Layer.FURNITURE and block.text.strip())
    )
    text = "\n".join(block.text for block in body)
    return Telling(
        opening="\n".join(block.text for block in opening),
        lines=tuple(_lines(opening)),
        cells=tuple(block.text for block in opening if block.kind is BlockKind.CELL),
        headings=headings,
        furniture=furniture,
        property_title=_property_title(document),
        text=text,
        low=small(text),
        words=len(text.split()),
    )


def _opening(body: list[Block]) -> list[Block]:
    taken, words = [], 0
    for block in body[:_OPENING_BLOCKS]:
        taken.append(block)
        words += len(block.text.split())
        if words > _OPENING_WORDS:
            break
    return taken


def _is_heading(block: Block) -> bool:
    if block.kind is BlockKind.HEADING:
        return True
    # Many schools ask their question as a plain line; in a table of questions and answers it is a cell.
    return block.text.rstrip().endswith("?") and len(block.text.split()) <= 35  # noqa: PLR2004 - a long question


def _lines(opening: list[Block]) -> Iterator[TitleLine]:
    """Return what may be the title; a list item or a cell is none, since that is where other documents are named."""
    for at, block in enumerate(opening):
        if at == 0 and not _is_title_like(block):
            first = re.match(r"[^.!?]+(?=[.!?] )", block.text)
            if first and len(first[0].split()) <= _SHORT_SENTENCE:
                yield TitleLine(first[0], 0)
        joined = []
        for more, other in enumerate(opening[at : at + 3], start=1):
            if not _is_title_like(other):
                break
            joined.append(other.text.strip(" .:|-\u2013"))
            whole = " ".join(joined)
            if len(whole.split()) <= _SHORT_LINE:
                yield TitleLine(whole, at + more - 1, more)


def _is_title_like(block: Block) -> bool:
    if block.kind in {BlockKind.CELL, BlockKind.LIST_ITEM} or len(block.text.split()) > _SHORT_LINE:
        return False
    return not block.text.rstrip().endswith((".", ";", ":", ",")) and ">" not in block.text


def _property_title(document: Document) -> str:
    title = document.properties.get("title", "").strip()
    if re.fullmatch(r"(?i)(?:untitled|document\s?\d*|new document|title|.*\.(?:docx?|pdf|rtf|pub))?", title):
        return ""
    return re.sub(r"^Microsoft Word - ", "", title)
