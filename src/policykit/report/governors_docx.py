"""The governors' page as a Word file that a clerk can put among the papers: styles and lists, one side of A4."""

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from policykit.report.governors import FACTS_HEADING, PROMISES_HEADING, QUESTIONS_HEADING, Sheet, is_full

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_FONT = "Arial"
_INK = (0x1C, 0x26, 0x30)
_SOFT = (0x54, 0x60, 0x6B)
_ACCENT = "0A5A70"
_BODY, _SMALL, _HEADING, _TITLE = 10.5, 9.5, 12.0, 20.0
"""Sizes in points."""
_SMALLER = 0.9
"""Of those sizes, where a page is full: with every text at its longest it still leaves air at its foot."""


def to_docx(sheet: Sheet, day: date) -> bytes:
    """Return the Word file; `day` is the only date in it, so that the same page gives the same bytes."""
    from docx import Document

    word = Document()
    small = _SMALL * (_SMALLER if is_full(sheet) else 1.0)
    _prepare(word, sheet, day)
    if sheet.school:
        _small(word.add_paragraph(), sheet.school, small)
    word.add_paragraph(sheet.title, style="Title")
    _bold(word.add_paragraph(), sheet.scope)
    word.add_paragraph(sheet.stands)
    if sheet.law:
        word.add_heading(sheet.law_heading, 1)
        for line in sheet.law:
            word.add_paragraph(line, style="List Bullet")
    if sheet.questions:
        word.add_heading(QUESTIONS_HEADING, 1)
        for question in sheet.questions:
            paragraph = word.add_paragraph(style="List Number")
            _bold(paragraph, question.ask)
            paragraph.add_run().add_break()
            _small(paragraph, question.basis, small)
    if sheet.promises:
        word.add_heading(PROMISES_HEADING, 1)
        for promise in sheet.promises:
            paragraph = word.add_paragraph(f"“{promise.text}”", style="List Bullet")
            if promise.place:
                _small(paragraph, f" ({promise.place})", small)
    word.add_heading(FACTS_HEADING, 1)
    for label, text in sheet.facts:
        paragraph = word.add_paragraph()
        _bold(paragraph, f"{label}: ")
        paragraph.add_run(text)
    _small(word.add_paragraph(), sheet.foot, small)
    out = io.BytesIO()
    word.save(out)
    return _same_bytes(out.getvalue(), day)


def _prepare(word: "Word", sheet: Sheet, day: date) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(19)
    section.top_margin = section.bottom_margin = Mm(15)
    scale = _SMALLER if is_full(sheet) else 1.0
    sizes = {"Normal": _BODY, "Title": _TITLE, "Heading 1": _HEADING, "List Bullet": _BODY, "List Number": _BODY}
    for name, size in sizes.items():
        style = word.styles[name]
        font, spacing = style.font, style.paragraph_format
        font.name, font.size, font.color.rgb = _FONT, Pt(size * scale), RGBColor(*_INK)
        # A theme's font would win over the one named here.
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{attribute}"), None)
        spacing.space_before = Pt(9 * scale if name == "Heading 1" else 0)
        spacing.space_after = Pt(4 if scale == 1.0 else 2)
        spacing.line_spacing = 1.08
        for close in style.element.findall(f".//{qn('w:contextualSpacing')}"):
            close.getparent().remove(close)
    _rule(word.styles["Heading 1"].element.pPr)
    word.styles["Title"].font.bold = True
    word.styles["Title"].font.name = "Georgia"
    for border in word.styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    language = word.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-GB")
    facts = word.core_properties
    facts.title, facts.author, facts.language = f"For governors: {sheet.title}", "PolicyKit", "en-GB"
    facts.comments, facts.last_modified_by = "", "PolicyKit"
    facts.created = facts.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Word's property has no zone


def _rule(properties: Any) -> None:
    """Draw a line above every paragraph of a style."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="12" w:space="4" w:color="{_ACCENT}"/></w:pBdr>'
    # The schema wants the border before spacing and outline level.
    properties.insert_element_before(
        parse_xml(line), "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _bold(paragraph: "Paragraph", text: str) -> None:
    paragraph.add_run(text).bold = True


def _small(paragraph: "Paragraph", text: str, size: float) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(size), RGBColor(*_SOFT)


def _same_bytes(packed: bytes, day: date) -> bytes:
    """Return the package with the day in place of the hour at which it was written."""
    out = io.BytesIO()
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, stamp), old.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
