"""Word documents -> pieces, with what the file holds besides: headers, notes, comments, changes, hidden words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policykit.counting import many
from policykit.errors import DocumentError
from policykit.formats.word import W, WordFile, open_word
from policykit.formats.word_paragraph import WordParagraph
from policykit.formats.word_whole import Placed, WordWhole
from policykit.model.document import BlockKind, Cell, Gap, Layer
from policykit.read.docx_facts import word_facts
from policykit.read.piece import Piece, RawLink, Reading

_LARGER_BY = 3
"""Half points by which a line must pass the body's size to stand out."""
_FEW_WORDS = 150


def read_docx(data: bytes, where: str) -> Reading:
    """Return the pieces of a .docx or .docm file; raises DocumentError where it cannot be opened."""
    file = open_word(data, where)
    return _WordReader(file).reading()


class _WordReader:
    """Reads one opened Word file."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._whole = WordWhole(file)
        self._body_size = 0

    def reading(self) -> Reading:
        """Return everything that was found."""
        root = self._file.part(self._file.main)
        body = None if root is None else root.find(f"{W}body")
        if root is None or body is None:
            what = "the Word file has no text part"
            raise DocumentError(
                what,
                where=self._file.where,
                remedy="Open it in Word, save a copy and check the copy.",
            )
        placed = list(self._whole.placed(root, body))
        self._body_size = _usual_size([one.paragraph for one in placed if one.layer is Layer.BODY])
        pieces = [self._any_piece(one) for one in placed]
        properties = self._file.properties()
        if self._whole.styles.language:
            properties.setdefault("language", self._whole.styles.language)
        gaps = tuple(self._gaps(pieces))
        facts = word_facts(body, [one.paragraph.element for one in placed], self._whole.seen)
        return Reading(tuple(pieces), "docx", gaps, tuple(properties.items()), facts=facts)

    def _any_piece(self, placed: Placed) -> Piece:
        paragraph = placed.paragraph
        if placed.layer is Layer.BODY:
            return self._piece(paragraph)
        return Piece(raw=paragraph.text, layer=placed.layer, links=_links(paragraph))

    def _piece(self, paragraph: WordParagraph) -> Piece:
        place = paragraph.cell
        cell = Cell(place.table, place.row, place.column) if place else None
        kind, level = BlockKind.PARAGRAPH, 0
        if paragraph.is_contents:
            pass
        elif paragraph.heading:
            kind, level = BlockKind.HEADING, paragraph.heading
        elif paragraph.list_level is not None or paragraph.style.is_bullet:
            kind, level = BlockKind.LIST_ITEM, (paragraph.list_level or 0) + 1
        return Piece(
            raw=paragraph.text,
            kind=kind,
            level=level,
            label=paragraph.label,
            layer=Layer.CONTENTS if paragraph.is_contents else Layer.BODY,
            cell=cell,
            links=_links(paragraph),
            stands_out=self._stands_out(paragraph),
            size=paragraph.size / 2,
        )

    def _stands_out(self, paragraph: WordParagraph) -> bool:
        larger = bool(self._body_size) and paragraph.size >= self._body_size + _LARGER_BY
        is_head = paragraph.cell is not None and paragraph.cell.is_head
        return paragraph.is_bold or paragraph.is_underlined or larger or paragraph.style.is_prominent or is_head

    def _gaps(self, pieces: Sequence[Piece]) -> Iterator[Gap]:
        """Give what was not read, or is worth a mention, each in a sentence."""
        seen = self._whole.seen
        comments = self._file.related("comments")
        count = 0 if comments is None else len(comments.findall(f"{W}comment"))
        if count:
            yield Gap("comments", f"{many(count, 'comment')} in the margin did not count", hides_text=False)
        if seen.changes:
            yield Gap(
                "tracked changes",
                "the file has changes that nobody has accepted; it was read as if all of them were",
                "Accept or reject them in Word (Review) before the document is published.",
                hides_text=False,
            )
        if seen.hidden_words:
            yield Gap("hidden text", f"{many(seen.hidden_words, 'hidden word')} did not count", hides_text=False)
        for program in dict.fromkeys(seen.objects):
            yield Gap(
                "embedded object",
                f"a part made in {program} was not read",
                "Copy its text into the document, or check it on its own.",
            )
        if seen.chunks:
            yield Gap(
                "inserted file",
                f"{many(seen.chunks, 'file')} inserted into the document could not be read",
                "Open the document in Word, save it, and check it again.",
            )
        words = sum(len(piece.raw.split()) for piece in pieces if piece.layer is not Layer.FURNITURE)
        if seen.pictures and words < _FEW_WORDS:
            yield Gap(
                "pictures",
                f"{many(seen.pictures, 'picture')}; words in {'it' if seen.pictures == 1 else 'them'} were not read",
                "If the text of the document is a picture, check the file that it was made from.",
            )


def _links(paragraph: WordParagraph) -> tuple[RawLink, ...]:
    return tuple(RawLink(start, end, target) for start, end, target in paragraph.links if target)


def _usual_size(paragraphs: Sequence[WordParagraph]) -> int:
    """Return the size in half points that most of the text has."""
    sizes: Counter[int] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.size] += len(paragraph.text)
    return sizes.most_common(1)[0][0] if sizes else 0
