"""Documents with a known truth, dressed as schools dress theirs: one source as a Word file, a web page and plain text."""

import io
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from ruamel.yaml import YAML
from tools.build_corpus import Part, _fill, _page_number, page, parts_of, plain, text_file

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_NOTE = re.compile(r"\^\[([^\]]+)\]")
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)\.?\s+")
_SYLLABLE = re.compile(r"(?<=[a-z]{3})(?=(?:tion|sion|ment|ness|ance|ence|ities|ings?)s?\b)")
_LISTED = 2
_SIZES = {1: 18, 2: 14, 3: 12}


@dataclass(frozen=True, slots=True)
class Dress:
    """How a document looks on the page.

    `headings` is styles, title (Word's Title and Heading 1), numbers (set by Word), bold or larger; `bullets` is word,
    dash or circle (both typed); `head` makes Word repeat the first row of a table; `height` is the page's, in mm.
    """

    headings: str = "styles"
    columns: int = 1
    ruled: bool = True
    head: bool = False
    bullets: str = "word"
    justified: bool = False
    parted_words: bool = False
    height: int = 297
    font: str = "Liberation Sans"


@dataclass(frozen=True, slots=True)
class Source:
    """One document: its front matter and its parts; `box` and `note` are kinds of part beside those of the corpus."""

    name: str
    front: dict[str, Any]
    parts: tuple[Part, ...]
    dress: Dress = field(default_factory=Dress)

    @property
    def headings(self) -> list[str]:
        """The headings in order, the lines that are wholly bold among them, each with its number."""
        return [plain(p.text) for p in self.parts if p.kind == "heading" or _is_bold_line(p)]

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables as rows of cells."""
        return [[[plain(cell) for cell in row] for row in p.rows] for p in self.parts if p.kind == "table"]

    def texts(self, kind: str) -> list[str]:
        """Return the texts of all parts of a kind."""
        return [plain(p.text) for p in self.parts if p.kind == kind]

    @property
    def words(self) -> list[str]:
        """The words of the running text in order, notes and boxes left out."""
        texts: list[str] = []
        for part in self.parts:
            if part.kind == "table":
                texts += [plain(cell) for row in part.rows for cell in row]
            elif part.kind not in {"box", "note"}:
                texts.append(plain(part.text))
        return " ".join(texts).split()

    @property
    def furniture(self) -> list[str]:
        """What runs at the head and foot of every page."""
        return [str(self.front[key]) for key in ("header", "footer") if self.front.get(key)]

    def _flat(self) -> list[Part]:
        """Return the parts with boxes and notes as plain paragraphs."""
        return [replace(p, kind="paragraph") if p.kind in {"box", "note"} else p for p in self.parts]

    def web_page(self) -> bytes:
        """Return the document as a page of a school's site."""
        return page(self.front, self._flat()).encode()

    def text(self) -> bytes:
        """Return the document as Word saves it in plain text: without headers and footers."""
        front = {key: value for key, value in self.front.items() if key not in {"header", "footer"}}
        return text_file(front, self._flat()).encode()

    def word(self) -> bytes:
        """Return the document as a Word file in its dress."""
        return _Word(self).saved()


def source_of(path: Path, dress: Dress) -> Source:
    """Return the document that a Markdown file holds."""
    raw = path.read_text(encoding="utf-8")
    match = _FRONT.match(raw)
    assert match is not None, path
    parts: list[Part] = []
    for part in parts_of(raw[match.end() :]):
        if part.text.startswith("[box] "):
            parts.append(Part("box", part.text.removeprefix("[box] ")))
            continue
        notes = _NOTE.findall(part.text)
        parts.append(replace(part, text=_NOTE.sub("", part.text)))
        parts += [Part("note", note) for note in notes]
    return Source(path.stem, YAML(typ="safe").load(match[1]), tuple(parts), dress)


def _is_bold_line(part: Part) -> bool:
    return part.kind == "paragraph" and bool(_BOLD.fullmatch(part.text))


class _Word:
    """One Word file being written."""

    def __init__(self, source: Source) -> None:
        self.source, self.dress = source, source.dress
        self.document: Document = docx.Document()
        self.notes: list[str] = []

    def saved(self) -> bytes:
        """Return the bytes of the finished file."""
        self._page()
        if self.dress.headings == "numbers":
            self._number_headings()
        for part in self.source.parts:
            self._add(part)
        if self.notes:
            self._add_notes()
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _page(self) -> None:
        normal: Any = self.document.styles["Normal"]
        normal.font.name, normal.font.size = self.dress.font, Pt(11)
        if self.dress.justified:
            normal.paragraph_format.alignment = 3
        section = self.document.sections[0]
        section.page_height, section.page_width = Mm(self.dress.height), Mm(210)
        columns = section._sectPr.find(qn("w:cols"))
        assert columns is not None, "python-docx's own template has columns"
        columns.set(qn("w:num"), str(self.dress.columns))
        front = self.source.front
        if front.get("header"):
            section.header.paragraphs[0].text = str(front["header"])
        if front.get("footer"):
            footer = section.footer.paragraphs[0]
            footer.add_run(f"{front['footer']}\tPage ")
            _page_number(footer)

    def _number_headings(self) -> None:
        """Let Word number Heading 2 and Heading 3 as 1 and 1.1."""
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{at + 2}"/>'
            f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
            for at, text in enumerate(("%1", "%1.%2"))
        )
        numbering = self.document.part.numbering_part.element
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
        number = f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
        numbering.append(parse_xml(number))
        for at in (0, 1):
            style = self.document.styles[f"Heading {at + 2}"]
            numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="90"/></w:numPr>'
            style.element.get_or_add_pPr().append(parse_xml(numbered))

    def _add(self, part: Part) -> None:
        if part.kind == "heading":
            self._heading(part)
        elif part.kind == "table":
            self._table(part.rows)
        elif part.kind == "item":
            self._item(part)
        elif part.kind == "box":
            self._box(plain(part.text))
        elif part.kind == "note":
            self._note(plain(part.text))
        else:
            _fill(self.document.add_paragraph(), self._parted(part.text))

    def _parted(self, text: str) -> str:
        """Return a text in which long words may be parted at the end of a line."""
        if not self.dress.parted_words or "example.org" in text:
            return text
        return _SYLLABLE.sub("\u00ad", text)

    def _heading(self, part: Part) -> None:
        text, looks = plain(part.text), self.dress.headings
        if looks in {"bold", "larger"}:
            run = self.document.add_paragraph().add_run(text)
            run.bold = looks == "bold" or None
            run.font.size = Pt(_SIZES[part.level] if looks == "larger" else 11)
            return
        if looks == "numbers" and part.level > 1:
            text = _NUMBER.sub("", text)
        self.document.add_heading(text, part.level - 1 if looks == "title" else part.level)

    def _item(self, part: Part) -> None:
        if part.ordered or self.dress.bullets == "word":
            style = "List Number" if part.ordered else "List Bullet"
            paragraph = self.document.add_paragraph(style=style if part.level < _LISTED else f"{style} 2")
            _fill(paragraph, self._parted(part.text))
            return
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(8), -Mm(5)
        paragraph.add_run({"dash": "-\t", "circle": "o\t"}[self.dress.bullets])
        _fill(paragraph, self._parted(part.text))

    def _table(self, rows: list[list[str]]) -> None:
        width = max(len(row) for row in rows)
        table = self.document.add_table(rows=0, cols=width)
        if self.dress.ruled:
            table.style = "Table Grid"
        for at, row in enumerate(rows):
            added = table.add_row()
            if at == 0 and self.dress.head:
                added._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for cell, text in zip(added.cells, row + [""] * (width - len(row)), strict=True):
                _fill(cell.paragraphs[0], f"**{text}**" if at == 0 and self.dress.head else text)
        # LibreOffice cuts off a table that is wider than its column of text.
        for column in table.columns:
            column.width = Mm((150 if self.dress.columns == 1 else 65) / width)
        self.document.add_paragraph()

    def _box(self, text: str) -> None:
        shape = (
            f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">'
            '<v:shape style="width:200pt;height:90pt" type="#_x0000_t202" xmlns:o="urn:schemas-microsoft-com:office:office">'
            f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        )
        self.document.add_paragraph().add_run()._r.append(parse_xml(shape))

    def _note(self, text: str) -> None:
        self.notes.append(text)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self.notes) + 1))
        run = self.document.paragraphs[-1].add_run()
        run.font.superscript = True
        run._r.append(reference)

    def _add_notes(self) -> None:
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        small = '<w:rPr><w:sz w:val="18"/></w:rPr>'
        ends = "".join(
            f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for at, kind in enumerate(("separator", "continuationSeparator"))
        )
        notes = "".join(
            f'<w:footnote w:id="{at}"><w:p>{mark}<w:r>{small}<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            for at, text in enumerate(self.notes, 2)
        )
        content = f"<w:footnotes {nsdecls('w')}>{ends}{notes}</w:footnotes>".encode()
        package = self.document.part.package
        part = FilePart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
