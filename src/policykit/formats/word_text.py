"""Walks every place where Word keeps text, each once, in reading order, keeping the way back to the file's elements."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from policykit.formats.numerals import whole
from policykit.formats.word import MC, R, W, WordFile
from policykit.formats.word_numbers import Numbers
from policykit.formats.word_paragraph import CellPlace, Seen, Stretch, WordParagraph
from policykit.formats.word_shapes import Shapes, chosen
from policykit.formats.word_styles import (
    Numbering,
    Style,
    Styles,
    is_on,
    numbering_of,
    outline_level,
    size_of,
    switch,
)
from policykit.formats.word_symbols import symbol

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WRAPPERS = {f"{W}{name}" for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag", "bdo", "dir", "subDoc")}
_REMOVED = {f"{W}del", f"{W}moveFrom"}
_INSERTED = {f"{W}ins", f"{W}moveTo"}
_RUNS = {f"{W}r", f"{_M}r"}
_TEXTS = {f"{W}t", f"{_M}t"}
_DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False
    link_from: int | None = None

    @property
    def target(self) -> str:
        """Where a HYPERLINK field leads, "" for another field."""
        words = self.instruction.replace("\u201c", '"').replace("\u201d", '"').split('"')
        if not words[0].strip().upper().startswith("HYPERLINK"):
            return ""
        first = words[1] if len(words) > 1 else next(iter(words[0].split()[1:]), "")
        return f"#{first}" if "\\l" in words[0] else first


@dataclass(slots=True)
class _Builder:
    """A paragraph being put together."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    stretches: list[Stretch] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element | str] = field(default_factory=list)
    is_contents: bool = False
    all_bold: bool = True
    all_underlined: bool = True
    size: int = 0


class Story:
    """One part of a Word file walked from start to end: the body, the notes, a header or a footer."""

    def __init__(self, file: WordFile, part: str, styles: Styles, numbers: Numbers, seen: Seen) -> None:
        self._relationships = file.relationships(part)
        self._shapes = Shapes(file, part)
        self._styles = styles
        self._numbers = numbers
        self._seen = seen
        self._fields: list[_Field] = []
        self._tables = -1
        self._carried: _Builder | None = None
        self._style = Style()

    def paragraphs(self, container: etree._Element, cell: CellPlace | None = None) -> Iterator[WordParagraph]:
        """Give the paragraphs inside an element in reading order, those of text boxes after the one they hang on."""
        last: etree._Element | None = None
        for child in container:
            tag = child.tag
            if tag == f"{W}p":
                last = child
                yield from self._paragraph(child, cell)
            elif tag == f"{W}tbl":
                yield from self._carried_over(last, cell)
                yield from self._table(child)
            else:
                yield from self._wrapped(child, cell)
        yield from self._carried_over(last, cell)

    def _wrapped(self, child: etree._Element, cell: CellPlace | None) -> Iterator[WordParagraph]:
        """Give the paragraphs of what wraps paragraphs: content controls, custom XML, insertions, alternatives."""
        tag = child.tag
        if tag == f"{W}sdt":
            for content in child.findall(f"{W}sdtContent"):
                yield from self.paragraphs(content, cell)
        elif tag in _WRAPPERS:
            yield from self.paragraphs(child, cell)
        elif tag == f"{MC}AlternateContent":
            choice = chosen(child)
            if choice is not None:
                yield from self.paragraphs(choice, cell)
        elif tag in _REMOVED:
            self._seen.changes.append(child)
        elif tag == f"{W}altChunk":
            self._seen.chunks += 1

    def _table(self, table: etree._Element) -> Iterator[WordParagraph]:
        self._tables += 1
        number = self._tables
        merged: set[int] = set()
        for at, row in enumerate(self._inside(table, "tr")):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._seen.changes.append(row)
                continue
            column = _number(properties, "gridBefore", 0)
            is_head = bool(switch(properties, "tblHeader"))
            for cell in self._inside(row, "tc"):
                facts = cell.find(f"{W}tcPr")
                if not _goes_on(facts, column, merged):
                    yield from self.paragraphs(cell, CellPlace(number, at, column, is_head))
                column += max(1, _number(facts, "gridSpan", 1))

    def _inside(self, parent: etree._Element, name: str) -> Iterator[etree._Element]:
        """Give the rows of a table or the cells of a row, through content controls and custom XML."""
        for child in parent:
            if child.tag == f"{W}{name}":
                yield child
            elif child.tag == f"{W}sdt" or child.tag in _WRAPPERS:
                yield from self._inside(child, name)
            elif child.tag == f"{MC}AlternateContent":
                choice = chosen(child)
                if choice is not None:
                    yield from self._inside(choice, name)

    def _paragraph(self, element: etree._Element, cell: CellPlace | None) -> Iterator[WordParagraph]:
        properties = element.find(f"{W}pPr")
        style_element = None if properties is None else properties.find(f"{W}pStyle")
        self._style = style = self._styles.of(None if style_element is None else style_element.get(f"{W}val"))
        builder, self._carried = self._carried or _Builder(), None
        builder.is_contents = builder.is_contents or self._in_contents()
        for opened in self._fields:
            opened.link_from = builder.length if opened.link_from is not None else None
        self._inline(element, builder)
        for opened in self._fields:
            _close_link(opened, builder, keep_open=True)
        # A field whose result never begins must not swallow the rest of the document.
        self._fields = [opened for opened in self._fields if opened.in_result]
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            self._seen.changes.append(element)
            self._carried = builder
            return
        yield from self._finished(builder, element, style, cell)

    def _carried_over(self, element: etree._Element | None, cell: CellPlace | None) -> Iterator[WordParagraph]:
        """Finish words whose paragraph mark was deleted where no paragraph follows to take them."""
        builder, self._carried = self._carried, None
        if builder is not None:
            yield from self._finished(builder, element, self._style, cell)

    def _finished(
        self, builder: _Builder, element: etree._Element | None, style: Style, cell: CellPlace | None
    ) -> Iterator[WordParagraph]:
        properties = None if element is None else element.find(f"{W}pPr")
        text = "".join(builder.parts)
        numbering = _numbering(properties, style)
        label, in_list = ("", False) if numbering is None else self._numbers.label(numbering)
        direct = outline_level(properties)
        has_words = bool(text.strip())
        yield WordParagraph(
            text=text,
            element=element,
            stretches=tuple(builder.stretches),
            links=tuple(builder.links),
            style=style,
            heading=style.heading if direct is None else direct,
            label=label,
            list_level=numbering.level if numbering and in_list else None,
            is_contents=builder.is_contents or style.is_contents,
            cell=cell,
            is_bold=has_words and builder.all_bold,
            is_underlined=has_words and builder.all_underlined,
            size=builder.size,
            notes=tuple(builder.notes),
        )
        yield from self._boxed(builder.boxes, cell)

    def _boxed(self, boxes: list[etree._Element | str], cell: CellPlace | None) -> Iterator[WordParagraph]:
        """Give the paragraphs of text boxes and drawings, which know nothing of the fields around them."""
        fields, self._fields = self._fields, []
        for box in boxes:
            if isinstance(box, str):
                yield WordParagraph(text=box, cell=cell)
            else:
                yield from self.paragraphs(box, None)
        self._fields = fields

    def _inline(self, element: etree._Element, builder: _Builder) -> None:
        """Add the text inside a paragraph, a link, an insertion or a content control."""
        for child in element:
            tag = child.tag
            if tag in _RUNS:
                self._run(child, builder)
            elif tag == f"{W}hyperlink":
                start = builder.length
                self._inline(child, builder)
                if builder.length > start:
                    builder.links.append((start, builder.length, self._target(child)))
            elif tag == f"{W}fldSimple":
                self._simple_field(child, builder)
            else:
                self._wrapped_inline(child, builder)

    def _wrapped_inline(self, child: etree._Element, builder: _Builder) -> None:
        """Add the text inside what wraps runs; what was deleted or moved away is only counted."""
        tag = child.tag
        if tag in _REMOVED:
            self._seen.changes.append(child)
        elif tag == f"{W}sdt":
            for content in child.findall(f"{W}sdtContent"):
                self._inline(content, builder)
        elif tag == f"{MC}AlternateContent":
            choice = chosen(child)
            if choice is not None:
                self._inline(choice, builder)
        elif tag in _WRAPPERS or tag.startswith(_M):
            if tag in _INSERTED:
                self._seen.changes.append(child)
            self._inline(child, builder)

    def _simple_field(self, child: etree._Element, builder: _Builder) -> None:
        opened = _Field(child.get(f"{W}instr", ""), in_result=True, link_from=builder.length)
        self._fields.append(opened)
        self._inline(child, builder)
        self._fields = [other for other in self._fields if other is not opened]
        _close_link(opened, builder, keep_open=False)

    def _run(self, run: etree._Element, builder: _Builder) -> None:
        properties = run.find(f"{W}rPr")
        style_element = None if properties is None else properties.find(f"{W}rStyle")
        style = Style() if style_element is None else self._styles.of(style_element.get(f"{W}val"))
        hidden = switch(properties, "vanish")
        is_hidden = style.hidden or self._style.hidden if hidden is None else hidden
        start = len(builder.parts)
        for child in run:
            self._run_child(child, builder, is_hidden=is_hidden)
        if any(part.strip() for part in builder.parts[start:]):
            bold = switch(properties, "b")
            underlined = properties is not None and is_on(_underline(properties))
            builder.all_bold &= (style.bold or self._style.bold) if bold is None else bold
            builder.all_underlined &= underlined
            size = size_of(properties) or (style.size if style_element is not None else 0) or self._style.size
            builder.size = min(builder.size or size, size)

    def _run_child(self, child: etree._Element, builder: _Builder, *, is_hidden: bool) -> None:
        tag = child.tag
        if tag in _TEXTS:
            self._add(child.text or "", child, builder, is_hidden=is_hidden)
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag], child, builder, is_hidden=is_hidden)
        elif tag == f"{W}sym":
            shown = symbol(child.get(f"{W}font", ""), child.get(f"{W}char", ""))
            self._add(shown, child, builder, is_hidden=is_hidden)
        elif tag == f"{W}fldChar":
            self._field_mark(child, builder, is_hidden=is_hidden)
        elif tag == f"{W}instrText":
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].instruction += child.text or ""
        elif tag in _NOTES:
            builder.notes.append((_NOTES[tag], child.get(f"{W}id", "")))
        else:
            self._drawn(child, builder, is_hidden=is_hidden)

    def _drawn(self, child: etree._Element, builder: _Builder, *, is_hidden: bool) -> None:
        """Take in what a run holds besides characters: drawings, alternatives, ruby text."""
        tag = child.tag
        if tag == f"{W}ruby":
            for base in child.findall(f"{W}rubyBase"):
                self._inline(base, builder)
        elif tag == f"{MC}AlternateContent":
            choice = chosen(child)
            for inside in () if choice is None else choice:
                self._run_child(inside, builder, is_hidden=is_hidden)
        elif tag in _DRAWINGS and not is_hidden:
            builder.boxes.extend(self._shapes.texts(child))
            self._seen.pictures += self._shapes.pictures(child)
            self._seen.objects.extend(self._shapes.objects(child))

    def _add(self, text: str, element: etree._Element, builder: _Builder, *, is_hidden: bool) -> None:
        """Add characters unless they are hidden or belong to a field's instruction."""
        if any(not opened.in_result for opened in self._fields):
            return
        if is_hidden:
            self._seen.hide(len(text.split()), element)
            return
        builder.parts.append(text)
        builder.stretches.append(Stretch(builder.length, builder.length + len(text), element))
        builder.length += len(text)
        builder.is_contents = builder.is_contents or self._in_contents()

    def _field_mark(self, mark: etree._Element, builder: _Builder, *, is_hidden: bool) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            choices = mark.find(f"{W}ffData/{W}ddList")
            if choices is not None:
                self._add(_chosen_entry(choices), mark, builder, is_hidden=is_hidden)
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
            self._fields[-1].link_from = builder.length
        elif kind == "end" and self._fields:
            _close_link(self._fields.pop(), builder, keep_open=False)

    def _in_contents(self) -> bool:
        return any(opened.in_result and opened.instruction.split()[:1] == ["TOC"] for opened in self._fields)

    def _target(self, link: etree._Element) -> str:
        relationship = self._relationships.get(link.get(f"{R}id", ""))
        anchor = link.get(f"{W}anchor", "")
        target = relationship.target if relationship else ""
        return f"{target}#{anchor}" if anchor else target


def _close_link(opened: _Field, builder: _Builder, *, keep_open: bool) -> None:
    """Note the link of a HYPERLINK field on the words it has had in this paragraph."""
    start = opened.link_from
    if start is not None and opened.target and builder.length > start:
        builder.links.append((start, builder.length, opened.target))
    opened.link_from = builder.length if keep_open and start is not None else None


def _numbering(properties: etree._Element | None, style: Style) -> Numbering | None:
    """Return the list that a paragraph counts in, by itself or by its style."""
    number, level = numbering_of(properties)
    inherited = style.numbering
    number = number or (inherited.number_id if inherited else None)
    if number is None or number == "0":
        return None
    return Numbering(number, level if level is not None else (inherited.level if inherited else 0))


def _goes_on(facts: etree._Element | None, column: int, merged: set[int]) -> bool:
    """Tell whether a cell only continues a merged one above or before it; `merged` holds the columns merged so far."""
    down = None if facts is None else facts.find(f"{W}vMerge")
    across = None if facts is None else facts.find(f"{W}hMerge")
    if across is not None and across.get(f"{W}val") != "restart" and column:
        return True
    if down is None:
        merged.discard(column)
        return False
    if down.get(f"{W}val") == "restart" or column not in merged:
        merged.add(column)
        return False
    return True


def _number(properties: etree._Element | None, name: str, otherwise: int) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    value = "" if found is None else found.get(f"{W}val", "")
    return min(whole(value, otherwise), 1_000)


def _underline(properties: etree._Element) -> str | None:
    found = properties.find(f"{W}u")
    return "none" if found is None else found.get(f"{W}val", "single")


def _chosen_entry(choices: etree._Element) -> str:
    """Return the entry of an old form's drop-down list that is shown."""
    entries = [entry.get(f"{W}val", "") for entry in choices.findall(f"{W}listEntry")]
    at = _number(choices, "result", _number(choices, "default", 0))
    return entries[at] if at < len(entries) else ""
