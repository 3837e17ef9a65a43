"""Writes comments and tracked replacements into the body of a Word file, and changes nothing else of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from lxml import etree

from policykit.errors import DocumentError
from policykit.formats.word import W, WordFile
from policykit.formats.word_copy import WordCopy
from policykit.formats.word_cut import Words, is_closed_control, look_of
from policykit.formats.word_fields import Fields
from policykit.formats.word_whole import Placed, WordWhole
from policykit.model.document import Layer

_P, _R, _PPR, _START = f"{W}p", f"{W}r", f"{W}pPr", f"{W}commentRangeStart"
_ID = f"{W}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NUMBERED = ("comments", "footnotes", "endnotes")
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NOTE_MARKS = {"footnotes": f"{W}footnoteReference", "endnotes": f"{W}endnoteReference"}
_PASSED = {
    f"{W}{name}"
    for name in (
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "permStart",
        "permEnd",
    )
}
_REMOVABLE = {
    f"{W}{name}" for name in ("rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak")
}
_INSERTIONS = {f"{W}ins", f"{W}moveTo"}
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SMALL = "20"
"""Half points: comments without a style of the file's own are set at ten points."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who writes, and when (with its time zone)."""

    author: str
    initials: str
    when: datetime

    def attributes(self, number: int) -> dict[str, str]:
        """Return what a comment, an insertion or a deletion says of where it comes from."""
        stamp = f"{self.when:%Y-%m-%dT%H:%M:%SZ}"
        return {_ID: str(number), f"{W}author": self.author, f"{W}date": stamp}


class Marks:
    """The marks being written into one opened Word file.

    All comments have to be written before the first replacement. `paragraphs` are those that the reader reads, in its
    order.
    """

    def __init__(self, file: WordFile, signature: Signature) -> None:
        root = file.part(file.main)
        body = None if root is None else root.find(f"{W}body")
        if root is None or body is None:
            what = "the Word file has no text part"
            raise DocumentError(what, where=file.where, remedy="Open it in Word, save a copy and use the copy.")
        self._file = file
        self._root = root
        self._signature = signature
        self.paragraphs = tuple(WordWhole(file).placed(root, body))
        self._words: dict[int, Words] = {}
        self._fields = Fields(root)
        self._changes = set(root.iter(f"{W}rPrChange"))
        self._numbers = self._free_numbers()
        self._comments = self._comment_root()
        self._styles = self._comment_styles()
        self.authors = {one.get(f"{W}author", "") for one in self._comments}

    def comment(self, at: int, start: int, end: int, lines: Sequence[str]) -> bool:
        """Put a comment on the raw characters start to end (exclusive) of paragraph `at`; the first line is set bold.

        Returns False where Word takes no comment on these words: it is then on the nearest paragraph or mark of the
        body, and has to quote them.
        """
        placed = self.paragraphs[at]
        inside = placed.layer is Layer.BODY and placed.beside is not None and placed.beside is placed.paragraph.element
        if not inside:
            self._attach(*self._outside(placed), lines)
            return False
        element = placed.paragraph.element
        if element is not None and (open_one := _open_paragraph(element)) is not element:
            self._attach(*_whole(open_one), lines)
            return False
        words = self._words_of(at)
        first, last = words.begin(start), words.finish(end)
        if first is None or last is None:
            if element is not None:
                self._attach(*_whole(element), lines)
            return False
        # A cut at the end may have taken the beginning into a run of its own; both sides are whole by now.
        begin = _beside(first.element, before=True)
        finish = _beside(last.element, before=False)
        self._attach(begin, finish, lines)
        return first.exact and last.exact

    def comment_paragraph(self, at: int, lines: Sequence[str]) -> None:
        """Put a comment on a whole paragraph, or on the paragraph of the body that it hangs on."""
        placed = self.paragraphs[at]
        self._attach(*self._outside(placed), lines)

    def replace(self, at: int, start: int, end: int, new: str) -> bool:
        """Write `new` in place of the raw characters start to end as a tracked change, to accept or reject.

        Returns False, and changes nothing, where that could harm: in fields, notes, text boxes, drawings, controls
        that Word fills, changes that are tracked already, or around a note's mark.
        """
        placed = self.paragraphs[at]
        element = placed.paragraph.element
        if placed.layer is not Layer.BODY or element is None or placed.beside is not element:
            return False
        words = self._words_of(at)
        held = words.between(start, end)
        if not held or not all(words.is_typed(one) for one in held) or _open_paragraph(element) is not element:
            return False
        if words.begin(start) is None or words.finish(end) is None:
            return False
        runs = list(dict.fromkeys(run for one in words.between(start, end) if (run := one.getparent()) is not None))
        if not _may_go(runs):
            return False
        self._replace_runs(runs, new)
        return True

    def finish(self, title: str) -> WordCopy:
        """Return the copy with everything in it, under that title."""
        self._renumber_copies()
        copy = WordCopy(self._file)
        copy.put(self._file.main, self._root)
        name = self._file.related_name("comments")
        if name and self._file.part(name) is not None:
            copy.put(name, self._comments)
        elif len(self._comments):
            copy.add(copy.free_name("comments.xml"), self._comments, "comments", _COMMENTS_TYPE)
        copy.set_title(title)
        return copy

    def _words_of(self, at: int) -> Words:
        if at not in self._words:
            self._words[at] = Words(self.paragraphs[at].paragraph.stretches, self._fields)
        return self._words[at]

    def _outside(self, placed: Placed) -> tuple["_Spot", "_Spot"]:
        """Return the place in the body nearest to a paragraph that takes no comment itself."""
        beside = placed.beside
        if beside is None:
            beside = next((one.beside for one in self.paragraphs if one.beside is not None), None)
        if beside is None:
            what = "the file has no paragraph that a comment could be put on"
            raise DocumentError(what, where=self._file.where, remedy="Check the file with policykit check instead.")
        if placed.note is not None:
            kind, number = placed.note
            for mark in beside.iter(_NOTE_MARKS[kind]):
                run = mark.getparent()
                if mark.get(_ID) == number and run is not None and run.getparent() is beside:
                    return _beside(run, before=True), _beside(run, before=False)
        return _whole(_open_paragraph(beside))

    def _attach(self, begin: "_Spot", finish: "_Spot", lines: Sequence[str]) -> None:
        number = next(self._numbers)
        start = etree.Element(_START, {_ID: str(number)})
        end = etree.Element(f"{W}commentRangeEnd", {_ID: str(number)})
        begin.put(start)
        finish.put(end)
        run = etree.Element(_R)
        if self._styles[1]:
            look = etree.SubElement(run, f"{W}rPr")
            etree.SubElement(look, f"{W}rStyle", {f"{W}val": self._styles[1]})
        etree.SubElement(run, f"{W}commentReference", {_ID: str(number)})
        _top(end).addnext(run)
        self._write(number, lines)

    def _write(self, number: int, lines: Sequence[str]) -> None:
        attributes = self._signature.attributes(number) | {f"{W}initials": self._signature.initials}
        comment = etree.SubElement(self._comments, f"{W}comment", attributes)
        for at, line in enumerate(lines):
            paragraph = etree.SubElement(comment, _P)
            if self._styles[0]:
                properties = etree.SubElement(paragraph, _PPR)
                etree.SubElement(properties, f"{W}pStyle", {f"{W}val": self._styles[0]})
            if at == 0:
                mark = etree.SubElement(paragraph, _R)
                if self._styles[1]:
                    look = etree.SubElement(mark, f"{W}rPr")
                    etree.SubElement(look, f"{W}rStyle", {f"{W}val": self._styles[1]})
                etree.SubElement(mark, f"{W}annotationRef")
            run = etree.SubElement(paragraph, _R)
            look = etree.Element(f"{W}rPr")
            if at == 0:
                etree.SubElement(look, f"{W}b")
            if not self._styles[0]:
                etree.SubElement(look, f"{W}sz", {f"{W}val": _SMALL})
            if len(look):
                run.append(look)
            _text(run, line, "t")

    def _replace_runs(self, runs: Sequence[etree._Element], new: str) -> None:
        first = runs[0]
        look = first.find(f"{W}rPr")
        removed: etree._Element | None = None
        for run in runs:
            if removed is None or removed.getnext() is not run:
                removed = etree.Element(f"{W}del", self._signature.attributes(next(self._numbers)))
                run.addprevious(removed)
            removed.append(run)
            for text in run.findall(f"{W}t"):
                text.tag = f"{W}delText"
        inserted = etree.Element(f"{W}ins", self._signature.attributes(next(self._numbers)))
        run = etree.SubElement(inserted, _R)
        if look is not None:
            run.append(look_of(look))
        _text(run, new, "t")
        if removed is not None:
            removed.addnext(inserted)

    def _free_numbers(self) -> Iterator[int]:
        """Give numbers that no mark of the file has, the lowest first: some programs take very high ones."""
        roots = [self._root, *(self._file.related(kind) for kind in _NUMBERED)]
        taken = {one.get(_ID) for root in roots if root is not None for one in root.iter() if one.get(_ID)}
        return (number for number in count(1) if str(number) not in taken)

    def _comment_root(self) -> etree._Element:
        root = self._file.related("comments")
        return etree.Element(f"{W}comments", nsmap={"w": W[1:-1]}) if root is None else root

    def _comment_styles(self) -> tuple[str, str]:
        """Return the ids of the file's own styles for a comment's text and for its mark, each "" where it has none."""
        styles = self._file.related("styles")
        named: dict[str, str] = {}
        for style in () if styles is None else styles.findall(f"{W}style"):
            name = style.find(f"{W}name")
            if name is not None:
                named[name.get(f"{W}val", "").lower()] = style.get(f"{W}styleId", "")
        return named.get("annotation text", ""), named.get("annotation reference", "")

    def _renumber_copies(self) -> None:
        """Give each record of changed looks that a cut has copied a number of its own."""
        for change in self._root.iter(f"{W}rPrChange"):
            if change not in self._changes:
                change.set(_ID, str(next(self._numbers)))


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place between the children of an element."""

    parent: etree._Element
    at: int | None = None
    next_to: etree._Element | None = None
    before: bool = True

    def put(self, mark: etree._Element) -> None:
        if self.next_to is None:
            self.parent.insert(len(self.parent) if self.at is None else self.at, mark)
        elif self.before:
            self.next_to.addprevious(mark)
        else:
            self.next_to.addnext(mark)


def _beside(element: etree._Element, *, before: bool) -> _Spot:
    return _Spot(element, next_to=element, before=before)


def _whole(paragraph: etree._Element) -> tuple[_Spot, _Spot]:
    """Return the spots before and after everything in a paragraph."""
    # Of several comments on one paragraph the first written is the first shown.
    at = next((k for k, child in enumerate(paragraph) if child.tag not in {_PPR, _START}), len(paragraph))
    return _Spot(paragraph, at=at), _Spot(paragraph)


def _top(element: etree._Element) -> etree._Element:
    """Return the child of the paragraph that an element lies in, or is."""
    top = element
    for above in element.iterancestors():
        if above.tag == _P:
            break
        top = above
    return top


def _open_paragraph(paragraph: etree._Element) -> etree._Element:
    """Return the paragraph itself, or the one nearest to the control around it that Word fills or has locked."""
    closed = [above for above in paragraph.iterancestors(f"{W}sdt") if is_closed_control(above)]
    if not closed:
        return paragraph
    outermost = closed[-1]
    for siblings in (outermost.itersiblings(_P), outermost.itersiblings(_P, preceding=True)):
        for sibling in siblings:
            return sibling
    return paragraph


def _may_go(runs: Sequence[etree._Element]) -> bool:
    """Tell whether runs can be struck out: plain text side by side, in no change that somebody else tracked."""
    if not runs:
        return False
    parent = runs[0].getparent()
    if any(run.getparent() is not parent or any(child.tag not in _REMOVABLE for child in run) for run in runs):
        return False
    if any(above.tag in _INSERTIONS for above in runs[0].iterancestors()):
        return False
    wanted = set(runs)
    between = list(_from_to(runs[0], runs[-1]))
    return all(one in wanted or one.tag in _PASSED or _is_comment_mark(one) for one in between)


def _from_to(first: etree._Element, last: etree._Element) -> Iterator[etree._Element]:
    yield first
    if first is last:
        return
    for one in first.itersiblings():
        yield one
        if one is last:
            return


def _is_comment_mark(run: etree._Element) -> bool:
    return run.tag == _R and all(child.tag in {f"{W}rPr", f"{W}commentReference"} for child in run)


def _text(run: etree._Element, words: str, name: str) -> None:
    text = etree.SubElement(run, f"{W}{name}")
    text.text = _UNWRITABLE.sub("", words)
    text.set(_SPACE, "preserve")
