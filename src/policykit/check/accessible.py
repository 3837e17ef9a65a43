"""Whether everyone can read the file itself: the rules of Word's own checker, as far as the file tells; each as advice."""

import re
from collections.abc import Iterable, Iterator

from policykit.model.access import Access, AccessFinding, AccessRule
from policykit.model.document import Block, BlockKind, Document, Layer, Span
from policykit.model.finding import Quote

_LONGEST = 200
_FEWEST_WORDS = 300
"""A shorter document can do without headings."""
_VAGUE = re.compile(
    r"\W*(?:(?:please )?click(?: on)?(?: here| the link| this link| below)?|here|this|link|this link|the link|more|read more|"
    r"find out more|see more|more information|further information|info|website|this website|our website|web ?page|page|"
    r"this page|see here|available here|download(?: here)?|document|this document|pdf)\W*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)
_SHORT_ADDRESS = 40
"""Characters; an address up to this long can be read out, and is of use on paper."""


def find_access(document: Document) -> Access:
    """Return the advice in the order of the document, what is the whole file's first, and which rules it could be held to."""
    looked = document.facts.looked
    found = [
        one
        for one in (
            *_file(document),
            *_headings(document),
            *_pictures(document),
            *_tables(document),
            *_links(document.blocks),
            *_faint(document),
        )
        if one.rule in looked
    ]
    found.sort(key=lambda one: one.quote.span.block if one.quote else -1)
    return Access(tuple(found), tuple(rule for rule in AccessRule if rule in looked))


def _file(document: Document) -> Iterator[AccessFinding]:
    in_word = document.origin.format in {"docx", "doc", "rtf"}
    if document.facts.tagged is False:
        message = "The PDF has no tags, so a screen reader cannot tell headings, lists, tables and pictures apart."
        remedy = (
            "Make it again from the Word file: Save as PDF, Options, “Document structure tags for accessibility”; do not "
            "print to PDF or scan."
        )
        yield AccessFinding(AccessRule.UNTAGGED, None, "the file", message, remedy)
    if not document.properties.get("title", "").strip():
        message = "The file has no title among its properties; screen readers then read out the file's name."
        remedy = "In Word: File, Info, Title." if in_word else "Give it one where the file is made, and make it again."
        yield AccessFinding(AccessRule.TITLE, None, "the file's properties", message, remedy)
    if not document.properties.get("language", "").strip():
        message = "The file does not say which language it is in, which a screen reader needs to pronounce it."
        remedy = "In Word: Review, Language, Set Proofing Language, English (United Kingdom), for all of the text."
        yield AccessFinding(AccessRule.LANGUAGE, None, "the file's properties", message, remedy)


def _headings(document: Document) -> Iterator[AccessFinding]:
    by_look = {*document.facts.by_look}
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING and block.layer is Layer.BODY]
    marked = [block for block in headings if block.index not in by_look]
    if not marked and document.words() >= _FEWEST_WORDS:
        message = (
            "No line of the document is marked as a heading, so nobody can move from section to section by keyboard."
        )
        remedy = (
            "Give each heading one of the styles Heading 1, Heading 2 and so on, in place of bold or larger letters."
        )
        yield AccessFinding(AccessRule.NO_HEADINGS, None, "the whole document", message, remedy)
        return
    for block in headings:
        if block.index in by_look and marked:
            message = "This looks like a heading and is not marked as one."
            remedy = "Give it a heading style, of the level below the heading it belongs to."
            yield AccessFinding(AccessRule.HEADING_BY_LOOK, _quote(block), "", message, remedy)
    level = 0
    for block in marked:
        if level and block.level > level + 1:
            message = "A heading leaves out a level, so the sections above it cannot be told."
            where = f"level {block.level} after level {level}"
            remedy = "Make it one level below the heading before it, and no more."
            yield AccessFinding(AccessRule.HEADING_SKIPPED, _quote(block), where, message, remedy)
        level = block.level


def _pictures(document: Document) -> Iterator[AccessFinding]:
    for number, picture in enumerate(document.facts.pictures, start=1):
        if picture.words is None:
            message = "A picture has no words for those who cannot see it."
            remedy = "Right-click it, “View Alt Text”, and say in a sentence what it shows; mark it as decorative if it says nothing."
            place = _near(document, picture.at, picture.page)
            yield AccessFinding(AccessRule.PICTURE, None, f"picture {number}{place}", message, remedy)


def _tables(document: Document) -> Iterator[AccessFinding]:
    for number, table in enumerate(document.facts.tables, start=1):
        quote = None if table.at is None else _quote(document.blocks[table.at])
        where = f"table {number}" + (f", page {table.page}" if table.page else "")
        if not table.has_head:
            message = "A table has no row that is marked as its heading."
            remedy = "In Word: click into the first row, Table Layout, Repeat Header Rows."
            yield AccessFinding(AccessRule.HEADER_ROW, quote, where, message, remedy)
        if table.merged:
            message = "A table has merged cells; read aloud, the cells after them may seem to belong elsewhere."
            remedy = "Split them, or make several plain tables with a heading each."
            yield AccessFinding(AccessRule.MERGED, quote, where, message, remedy)


def _links(blocks: Iterable[Block]) -> Iterator[AccessFinding]:
    for block in blocks:
        if block.layer is Layer.CONTENTS:
            continue
        for link in block.links:
            words = block.text[link.start : link.end]
            if _VAGUE.fullmatch(words):
                message = "Read on its own, as screen readers list them, this link does not say where it leads."
            elif _ADDRESS.fullmatch(words) and len(words) > _SHORT_ADDRESS:
                message = "This link is a long web address, which a screen reader spells out."
            else:
                continue
            remedy = "Put the link on words that name what it leads to."
            span = Span(block.index, link.start, min(link.end, link.start + _LONGEST))
            quote = Quote(span, Span(block.index, link.start, link.end), block.text[span.start : span.end])
            yield AccessFinding(AccessRule.LINK_WORDS, quote, "", message, remedy)


def _faint(document: Document) -> Iterator[AccessFinding]:
    told: set[int] = set()
    for faint in document.facts.faint:
        if faint.at is None or faint.at in told:
            continue
        told.add(faint.at)
        block = document.blocks[faint.at]
        start = block.text.find(" ".join(faint.words.split()))
        quote = _quote(block) if start < 0 else _part(block, start, start + len(" ".join(faint.words.split())))
        message = f"These words are too faint against what is behind them (contrast {faint.ratio} to 1)."
        remedy = "Choose a darker colour for them, or a lighter ground: 4.5 to 1 is the least for ordinary letters."
        yield AccessFinding(AccessRule.CONTRAST, quote, "", message, remedy)


def _quote(block: Block) -> Quote:
    return _part(block, 0, len(block.text))


def _part(block: Block, start: int, end: int) -> Quote:
    shown = Span(block.index, start, min(end, start + _LONGEST))
    return Quote(shown, Span(block.index, start, end), block.text[shown.start : shown.end])


def _near(document: Document, at: int | None, page: int | None) -> str:
    """Return where something without words stands, as the end of a phrase."""
    section = "" if at is None else document.section_of(at)
    parts = [f", page {page}"] if page else []
    if section:
        parts.append(f", in “{section[:60]}”")
    elif at is None and not page:
        parts.append(", above all text")
    return "".join(parts)
