"""Turn the corpus's Markdown sources into the files that schools would have: Word, PDF, web pages, plain text.

    python tools/build_corpus.py [--check] [ID...]

Each source names its format in its front matter. PDFs are made from Word files by LibreOffice. `corpus/files/built.json` holds
the hash of the source that each file was made from; --check compares them and builds nothing.
"""

import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from markdown_it import MarkdownIt
from markdown_it.token import Token
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1] / "corpus"
FILES = ROOT / "files"
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(slots=True)
class Part:
    """One block of a source: kind is heading, paragraph, item or table; rows only for a table."""

    kind: str
    text: str = ""
    level: int = 0
    ordered: str = ""
    rows: list[list[str]] = field(default_factory=list)


class _Gathering:
    """The blocks of a Markdown text, gathered token by token."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._lists: list[tuple[str, int]] = []
        self._heading = 0
        self._rows: list[list[str]] = []

    def take(self, token: Token) -> None:
        """Take the next token."""
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1])
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(("1" if token.type.startswith("ordered") else "", 0))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                ordered, number = self._lists[-1]
                self._lists[-1] = (ordered, number + 1)
            case "tr_open":
                self._rows.append([])
            case "table_close":
                self.parts.append(Part("table", rows=self._rows))
                self._rows = []
            case "inline":
                self._text(" ".join(token.content.split()))

    def _text(self, text: str) -> None:
        if self._rows:
            self._rows[-1].append(text)
        elif self._heading:
            self.parts.append(Part("heading", text, self._heading))
            self._heading = 0
        elif self._lists:
            ordered, number = self._lists[-1]
            self.parts.append(Part("item", text, len(self._lists), f"{number}." if ordered else ""))
        else:
            self.parts.append(Part("paragraph", text))


def parts_of(markdown: str) -> list[Part]:
    """Return the blocks of a Markdown text in order, with inline Markdown left in their texts."""
    gathering = _Gathering()
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        gathering.take(token)
    return gathering.parts


_INLINE = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|\[([^\]]+)\]\(([^)]+)\)|<(https?://[^>]+)>|\\([\\`*_{}\[\]()#+.!|-])")


def plain(text: str) -> str:
    """Return the text without inline Markdown; a link keeps its words."""
    return _INLINE.sub(lambda m: next((g for g in (m[1], m[2], m[3], m[5], m[6]) if g), ""), text)


def _runs(text: str) -> list[tuple[str, bool, bool]]:
    runs, at = [], 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            runs.append((text[at : match.start()], False, False))
        words = next(g for g in (match[1], match[2], match[3], match[5], match[6]) if g)
        runs.append((plain(words), match[1] is not None, match[2] is not None))
        at = match.end()
    return [*runs, (text[at:], False, False)] if at < len(text) else runs


def _fill(paragraph: Any, text: str) -> None:
    for words, bold, italic in _runs(text):
        run = paragraph.add_run(words)
        run.bold = bold or None
        run.italic = italic or None


def _page_number(paragraph: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)  # noqa: SLF001 - python-docx has no fields


def word(front: dict[str, Any], parts: list[Part]) -> Document:
    """Return the Word document of a source."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(11)
    properties = document.core_properties
    properties.title, properties.author = str(front.get("title", "")), str(front.get("school", ""))
    properties.created = properties.modified = datetime(int(front.get("era", 2020)), 9, 1, tzinfo=UTC)
    section = document.sections[0]
    if front.get("header"):
        section.header.paragraphs[0].text = str(front["header"])
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run(f"{front['footer']}  " if front.get("footer") else "Page ")
    _page_number(footer)
    for part in parts:
        if part.kind == "heading":
            _fill(document.add_heading(level=min(part.level, 6)), plain(part.text))
        elif part.kind == "table":
            _table(document, part.rows)
        elif part.kind == "item":
            style = "List Number" if part.ordered else "List Bullet"
            _fill(document.add_paragraph(style=style if part.level == 1 else f"{style} 2"), part.text)
        else:
            _fill(document.add_paragraph(), part.text)
    return document


def _table(document: Document, rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(rows=0, cols=width)
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row + [""] * (width - len(row)), strict=True):
            _fill(cell.paragraphs[0], text)
    document.add_paragraph()


def page(front: dict[str, Any], parts: list[Part]) -> str:
    """Return the web page of a source, with the menu and footer that a school's site has round it."""
    school, title = (html.escape(str(front.get(key, ""))) for key in ("school", "title"))
    menu = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("About", "News", "SEND", "Contact"))
    out = [
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
        f"<title>{title} | {school}</title>\n<style>body {{ font-family: sans-serif }}</style>\n</head>\n<body>",
        '<div class="cookie-banner">We use cookies on this site. <button>Accept</button></div>',
        f'<header><a href="/">{school}</a>\n<nav><ul>{menu}</ul></nav></header>\n<main>',
    ]
    open_list = ""
    for part in parts:
        wanted = ("ol" if part.ordered else "ul") if part.kind == "item" else ""
        if open_list and wanted != open_list:
            out.append(f"</{open_list}>")
        if wanted and wanted != open_list:
            out.append(f"<{wanted}>")
        open_list = wanted
        if part.kind == "heading":
            out.append(f"<h{part.level}>{_inline(part.text)}</h{part.level}>")
        elif part.kind == "item":
            out.append(f"<li>{_inline(part.text)}</li>")
        elif part.kind == "table":
            head, *body = part.rows
            out.append(
                "<table><thead><tr>" + "".join(f"<th>{_inline(cell)}</th>" for cell in head) + "</tr></thead><tbody>"
            )
            out += ["<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in body]
            out.append("</tbody></table>")
        else:
            out.append(f"<p>{_inline(part.text)}</p>")
    if open_list:
        out.append(f"</{open_list}>")
    footer = html.escape(str(front.get("footer", "")))
    out.append(f"</main>\n<footer><p>{school} {footer}</p><p>Website by Example Sites</p></footer>\n</body>\n</html>\n")
    return "\n".join(out)


def _inline(text: str) -> str:
    def replace(match: re.Match[str]) -> str:
        if match[1]:
            return f"<strong>{html.escape(match[1])}</strong>"
        if match[2]:
            return f"<em>{html.escape(match[2])}</em>"
        if match[3]:
            return f'<a href="{html.escape(match[4])}">{html.escape(match[3])}</a>'
        return html.escape(match[5] or match[6] or "")

    pieces, at = [], 0
    for match in _INLINE.finditer(text):
        pieces += [html.escape(text[at : match.start()]), replace(match)]
        at = match.end()
    return "".join(pieces) + html.escape(text[at:])


def text_file(front: dict[str, Any], parts: list[Part]) -> str:
    """Return the plain text of a source as somebody would save it from Word: hard-wrapped, no markup left."""
    out = [str(front["header"])] if front.get("header") else []
    for part in parts:
        if part.kind == "item":
            lead = f"{'  ' * (part.level - 1)}{part.ordered or '-'} "
            out.append(textwrap.fill(plain(part.text), 92, initial_indent=lead, subsequent_indent=" " * len(lead)))
        elif part.kind == "table":
            out.append("\n".join("\t".join(plain(cell) for cell in row) for row in part.rows))
        elif part.kind == "heading":
            out.append(plain(part.text))
        else:
            out.append(textwrap.fill(plain(part.text), 92, break_long_words=False, break_on_hyphens=False))
    if front.get("footer"):
        out.append(str(front["footer"]))
    return "\n\n".join(out) + "\n"


def _to_pdf(document: Document, target: Path) -> None:
    soffice = shutil.which("soffice")
    if not soffice:
        message = "LibreOffice (soffice) makes the PDFs and is not installed."
        raise SystemExit(message)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.docx"
        document.save(str(source))
        tagged = int(hashlib.sha256(target.stem.encode()).hexdigest(), 16) % 2 == 0
        options = '{"UseTaggedPDF":{"type":"boolean","value":"' + str(tagged).lower() + '"}}'
        command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        command += [f"pdf:writer_pdf_Export:{options}", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own file
        shutil.copy(Path(folder) / f"{target.stem}.pdf", target)


def build(source: Path) -> Path:
    """Write the file of one source and return its path."""
    raw = source.read_text(encoding="utf-8")
    match = _FRONT.match(raw)
    if match is None:
        message = f"{source}: there is no front matter"
        raise SystemExit(message)
    front: dict[str, Any] = YAML(typ="safe").load(match[1])
    parts = parts_of(raw[match.end() :])
    target = FILES / f"{source.stem}.{front['format']}"
    FILES.mkdir(exist_ok=True)
    match front["format"]:
        case "docx":
            word(front, parts).save(str(target))
        case "pdf":
            _to_pdf(word(front, parts), target)
        case "html":
            target.write_text(page(front, parts), encoding="utf-8")
        case _:
            target.write_text(text_file(front, parts), encoding="utf-8")
    return target


def main() -> int:
    """Build what has changed, or with --check say what has; return the exit code."""
    arguments = sys.argv[1:]
    check = "--check" in arguments
    wanted = {argument for argument in arguments if not argument.startswith("-")}
    record = FILES / "built.json"
    built: dict[str, dict[str, str]] = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
    out_of_date = 0
    for source in sorted((ROOT / "documents").glob("*.md")):
        if wanted and source.stem not in wanted:
            continue
        made_from = hashlib.sha256(source.read_bytes()).hexdigest()
        known = built.get(source.stem, {})
        if known.get("made_from") == made_from and (FILES / known["file"]).is_file():
            continue
        if check:
            print(f"{source.stem} has changed since its file was built: run python tools/build_corpus.py")
            out_of_date = 1
            continue
        target = build(source)
        built[source.stem] = {"file": target.name, "made_from": made_from}
        record.write_text(json.dumps(built, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(target.name)
    return out_of_date


if __name__ == "__main__":
    raise SystemExit(main())
