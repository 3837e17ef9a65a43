"""Write the Word templates in templates/ from their texts in template_texts.py.

    python tools/build_templates.py [--check]

With --check nothing is written, and the exit code is 1 where a template's parts are not what the texts make of them.
A school restyles its own copy in Word; these files are only ever written here.
"""

import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.template_texts import FACTS, POLICY_FACTS, TEMPLATES, Line

from policykit.draft.appendix import repeat_as_header

FOLDER = Path(__file__).resolve().parents[1] / "templates"
INK, ACCENT, QUIET, PALE, RULE = "1B2A41", "17506B", "46566B", "E8F0F4", "9DB4C0"
FONT = "Arial"
_STAMP = (2026, 1, 1, 0, 0, 0)


def _styled(document: Any) -> None:
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    styles = document.styles
    sizes = {
        "Normal": 11.5,
        "Title": 24,
        "Subtitle": 16,
        "Heading 1": 15.5,
        "Heading 2": 13,
        "TOC Heading": 13,
        "List Bullet": 11.5,
    }
    colours = {"Title": INK, "Subtitle": ACCENT, "Heading 1": ACCENT, "Heading 2": ACCENT, "TOC Heading": ACCENT}
    spaces = {
        "Normal": (0, 7), "Title": (0, 0), "Subtitle": (0, 8), "Heading 1": (18, 5), "Heading 2": (14, 5), "TOC Heading": (14, 5), "List Bullet": (0, 4)
    }  # fmt: skip
    for name, size in sizes.items():
        style = styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.italic = False
        style.font.bold = name in {"Title", "Heading 1", "Heading 2", "TOC Heading"}
        style.font.color.rgb = RGBColor.from_string(colours.get(name, "1A1A1A"))
        style.paragraph_format.space_before, style.paragraph_format.space_after = map(Pt, spaces[name])
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), FONT)
    styles["Normal"].paragraph_format.line_spacing = 1.25
    styles["Normal"].paragraph_format.widow_control = True
    for name in ("Heading 1", "Heading 2", "TOC Heading"):
        styles[name].paragraph_format.keep_with_next = True
    for name in ("Title", "Subtitle"):
        _band(styles[name])
    for old in styles["Subtitle"].element.rPr.findall(qn("w:spacing")):
        styles["Subtitle"].element.rPr.remove(old)
    lead = styles.add_style("Lead", WD_STYLE_TYPE.PARAGRAPH)
    lead.base_style = styles["Normal"]
    lead.font.size, lead.font.color.rgb = Pt(13), RGBColor.from_string(QUIET)
    lead.paragraph_format.space_after = Pt(6)
    contents = styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    contents.base_style = styles["Normal"]
    contents.font.color.rgb = RGBColor.from_string("0B4F9E")
    contents.font.size = Pt(10)
    # Five and twenty headings have to stand on the first page with the table above them.
    contents.paragraph_format.space_after, contents.paragraph_format.line_spacing = Pt(0), 1.05
    contents.paragraph_format.left_indent = Cm(0.3)
    _table_style(styles)
    _english(document)


def _band(style: Any) -> None:
    """Lay the title on a pale band with a strong edge on the left."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
        for edge, size, space, colour in (("top", 4, 5, PALE), ("left", 48, 9, ACCENT), ("bottom", 4, 5, PALE))
    )
    for node in (f"<w:pBdr {nsdecls('w')}>{edges}</w:pBdr>", f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{PALE}"/>'):
        # Word wants border and shade before the spacing.
        properties.insert_element_before(
            parse_xml(node), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
        )
    style.paragraph_format.left_indent = Cm(0.45)


def _table_style(styles: Any) -> None:
    style = styles.add_style("PolicyKit Table", WD_STYLE_TYPE.TABLE)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for edge in ("top", "bottom", "insideH")
    )
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>"
            '<w:top w:w="50" w:type="dxa"/><w:left w:w="110" w:type="dxa"/>'
            '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/><w:color w:val="{INK}"/></w:rPr>'
            f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr>'
        )
    )


def _english(document: Any) -> None:
    """Say that the language is British English: a screen reader chooses its voice by it."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    language = OxmlElement("w:lang")
    for name, value in (("val", "en-GB"), ("eastAsia", "en-GB"), ("bidi", "ar-SA")):
        language.set(qn(f"w:{name}"), value)
    defaults.append(language)
    fonts = defaults.find(qn("w:rFonts"))
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _edges(document: Any, name: str) -> None:
    section = document.sections[0]
    for tabs in document.styles["Footer"].element.pPr.findall(qn("w:tabs")):
        document.styles["Footer"].element.pPr.remove(tabs)
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(16.4), alignment=2)
    _small(footer.add_run("{{ school_name }} – " + name + "\tPage "))
    _field(footer, "PAGE")
    _small(footer.add_run(" of "))
    _field(footer, "NUMPAGES")


def _small(run: Any) -> None:
    run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(QUIET)


def _field(paragraph: Any, code: str) -> None:
    for kind, words in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        _small(run)
        if kind == "text":
            run.text = words
        elif kind:
            character = OxmlElement("w:fldChar")
            character.set(qn("w:fldCharType"), kind)
            run._r.append(character)  # noqa: SLF001 - the library has no fields
        else:
            node = OxmlElement("w:instrText")
            node.text = f" {words} "
            run._r.append(node)  # noqa: SLF001


def _facts(document: Any, rows: list[tuple[str, str, str]]) -> None:
    document.add_paragraph("At a glance", style="Heading 1")
    _table(document, ("What", "Details"), [(label, words, name) for label, words, name in rows], (5.2, 11.2))


def _table(document: Any, head: tuple[str, ...], rows: list[tuple[str, str, str]], widths: tuple[float, ...]) -> None:
    table = document.add_table(rows=1, cols=len(head))
    table.style = "PolicyKit Table"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.text = words
        cell.paragraphs[0].runs[0].bold = True
    repeat_as_header(table.rows[0])
    for label, words, name in rows:
        table.add_row().cells[0].text = "{%tr if " + name + " %}"
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, words
        cells[0].paragraphs[0].runs[0].bold = True
        table.add_row().cells[0].text = "{%tr endif %}"
    # The very last row holds the tag that ends a condition, and goes.
    printed_last = len(table.rows) - 2
    for number, row in enumerate(table.rows):
        cannot_split = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(cannot_split)  # noqa: SLF001
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)
                paragraph.paragraph_format.line_spacing = 1.05
                # A short table stays on one page; only its last row may be followed by a page's end.
                paragraph.paragraph_format.keep_with_next = number < printed_last


def _line(document: Any, line: Line) -> None:
    kind, *rest = line
    if kind in {"facts", "policy-facts"}:
        _facts(document, FACTS if kind == "facts" else POLICY_FACTS)
    elif kind == "contents":
        document.add_paragraph("{{ contents }}")
    elif kind == "table":
        head, rows = rest
        _table(document, head, rows, (2.2, 10.7, 3.5))
    elif kind == "if":
        document.add_paragraph("{%p if " + rest[0] + " %}")
    elif kind == "each":
        document.add_paragraph("{%p for " + rest[0] + " %}")
    elif kind == "done":
        document.add_paragraph("{%p endfor %}")
    elif kind == "end":
        document.add_paragraph("{%p endif %}")
    else:
        words = "{{ " + rest[0] + " }}" if kind == "field" else rest[0]
        styles = {
            "title": "Title",
            "subtitle": "Subtitle",
            "h1": "Heading 1",
            "h2": "Heading 2",
            "toc": "TOC Heading",
            "lead": "Lead",
        }
        document.add_paragraph(words, style=styles.get(kind, "Normal"))


def _on_one_page(document: Any) -> None:
    """Set everything a little closer, for a document that promises one page."""
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Cm(1.6)
    for name, size, before, after in (
        ("Title", 22, 0, 0),
        ("Subtitle", 14, 0, 6),
        ("Heading 1", 13.5, 9, 2),
        ("Normal", 11, 0, 4),
        ("List Bullet", 11, 0, 1),
    ):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    document.styles["Normal"].paragraph_format.line_spacing = 1.12


def _built(name: str) -> bytes:
    document = Document()
    _styled(document)
    if name == "summary":
        _on_one_page(document)
    subtitle = next(line[1] for line in TEMPLATES[name] if line[0] == "subtitle")
    _edges(document, subtitle)
    for line in TEMPLATES[name]:
        _line(document, line)
    for key, relation in list(document.part.rels.items()):
        # A second set of styles for Word 2007, which would contradict ours.
        if relation.reltype.endswith("stylesWithEffects"):
            document.part.rels.pop(key)
    core = document.core_properties
    core.title, core.author, core.language, core.comments = subtitle, "", "en-GB", ""
    core.created = core.modified = datetime(*_STAMP)  # noqa: DTZ001 - the format has no time zone
    stream = io.BytesIO()
    document.save(stream)
    return _steady(stream.getvalue())


def _steady(content: bytes) -> bytes:
    """Return the same archive without the time at which it was written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(zipfile.ZipInfo(info.filename, _STAMP), old.read(info), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main() -> int:
    """Write or compare the templates; returns the exit code."""
    code = 0
    for name in TEMPLATES:
        path, content = FOLDER / f"{name}.docx", _built(name)
        if path.is_file() and _parts(path.read_bytes()) == _parts(content):
            continue
        if "--check" in sys.argv[1:]:
            print(f"{path.name} is not what its texts make of it: run python tools/build_templates.py")
            code = 1
        else:
            path.write_bytes(content)
            print(f"wrote {path.name}")
    return code


if __name__ == "__main__":
    sys.exit(main())
