"""A whole Word file in the order in which it is read: body, each note after its paragraph, then headers and footers."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from policykit.formats.word import R, W, WordFile
from policykit.formats.word_numbers import Numbers
from policykit.formats.word_paragraph import Seen, WordParagraph
from policykit.formats.word_styles import Styles
from policykit.formats.word_text import Story
from policykit.model.document import Layer

_BOX = f"{W}txbxContent"
_P = f"{W}p"


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph where a reader comes upon it: `layer` is BODY, NOTE or FURNITURE.

    `beside` is the paragraph of the body that it is, or that it hangs on as a text box or a note; None for headers
    and footers, and where the body has no paragraph to hang it on. `note` is the reference of a note as (part kind, id).
    """

    paragraph: WordParagraph
    layer: Layer = Layer.BODY
    beside: etree._Element | None = None
    note: tuple[str, str] | None = None


class WordWhole:
    """Walks one opened Word file; what was passed over without being read is counted in `seen`."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self.styles = Styles(file)
        self.seen = Seen()
        self._numbers = Numbers(file, self.styles)
        self._notes_done: set[tuple[str, str]] = set()

    def placed(self, root: etree._Element, body: etree._Element) -> Iterator[Placed]:
        """Give every paragraph with words or without, each note once, the same line of a header once."""
        beside: etree._Element | None = None
        # The body is walked to its end first: automatic numbers count on through it, and notes must not count in between.
        for paragraph in list(self._story(self._file.main).paragraphs(body)):
            if paragraph.element is not None:
                beside = _host(paragraph.element)
            yield Placed(paragraph, beside=beside)
            for reference in paragraph.notes:
                if reference not in self._notes_done:
                    self._notes_done.add(reference)
                    for noted in self._note(*reference):
                        yield Placed(noted, Layer.NOTE, beside, reference)
        yield from self._furniture(root)

    def _story(self, part: str) -> Story:
        return Story(self._file, part, self.styles, self._numbers, self.seen)

    def _note(self, kind: str, number: str) -> Iterator[WordParagraph]:
        name = self._file.related_name(kind)
        root = self._file.part(name)
        for note in () if root is None else root:
            if note.get(f"{W}id") == number and note.get(f"{W}type", "normal") == "normal":
                yield from self._story(name).paragraphs(note)

    def _furniture(self, root: etree._Element) -> Iterator[Placed]:
        """Give the headers and then the footers of every section and kind."""
        seen: set[str] = set()
        parts: set[str] = set()
        relationships = self._file.relationships(self._file.main)
        for kind in ("headerReference", "footerReference"):
            for reference in root.iter(f"{W}{kind}"):
                relationship = relationships.get(reference.get(f"{R}id", ""))
                if relationship is None or relationship.target in parts:
                    continue
                parts.add(relationship.target)
                part = self._file.part(relationship.target)
                for paragraph in () if part is None else self._story(relationship.target).paragraphs(part):
                    key = " ".join(paragraph.text.split())
                    if key and key not in seen:
                        seen.add(key)
                        yield Placed(paragraph, Layer.FURNITURE)


def _host(element: etree._Element) -> etree._Element:
    """Return the paragraph itself, or for one in a text box the paragraph of the body that the box hangs on."""
    host = element
    for above in element.iterancestors(_BOX):
        found = next(above.iterancestors(_P), None)
        host = host if found is None else found
    return host
