"""Runs, links and headings of a Word document that is being filled."""

import copy
import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
GAP_COLOUR, PROPOSED_COLOUR, LINK_COLOUR = "9C1C1C", "5B2A86", "0B4F9E"
"""Dark enough for small print on white and on the pale shades of our tables (above 7:1 on white)."""
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "color", "sz", "szCs", "u", "shd", "lang")


def text_of(node: Any) -> str:
    """Return the words of a paragraph or run, tabs and breaks left out."""
    return "".join(part.text or "" for part in node.iter(f"{W}t"))


def text_run(text: str, style: Any = None) -> Any:
    """Return a run that holds the text, with a copy of the run properties given."""
    from docx.oxml import OxmlElement

    run = OxmlElement("w:r")
    if style is not None:
        run.append(copy.deepcopy(style))
    words = OxmlElement("w:t")
    words.text = text
    words.set(XML_SPACE, "preserve")
    run.append(words)
    return run


def run_around(child: Any, style: Any) -> Any:
    """Return a run that holds that one child (a tab, a break, a picture)."""
    from docx.oxml import OxmlElement

    run = OxmlElement("w:r")
    if style is not None:
        run.append(copy.deepcopy(style))
    run.append(child)
    return run


def coloured(style: Any, colour: str, *, bold: bool = True, underlined: bool = False) -> Any:
    """Return a copy of run properties in that colour."""
    from docx.oxml import OxmlElement

    made = copy.deepcopy(style) if style is not None else OxmlElement("w:rPr")
    wanted = {"color": colour} | ({"u": "single"} if underlined else {}) | ({"b": "1"} if bold else {})
    for name, value in wanted.items():
        for old in made.findall(f"{W}{name}"):
            made.remove(old)
        one = OxmlElement(f"w:{name}")
        one.set(f"{W}val", value)
        made.append(one)
    # The schema fixes the order of run properties, and Word calls a file damaged that has another.
    made[:] = sorted(made, key=lambda node: _place(node.tag.removeprefix(W)))
    return made


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else _ORDER.index("color")


def linked_runs(words: str, style: Any, part: Any) -> list[Any]:
    """Return runs for the words in which each web and mail address is a link; plain ones where `part` is None."""
    runs: list[Any] = []
    at = 0
    for found in _LINK.finditer(words) if part is not None else ():
        if words[at : found.start()]:
            runs.append(text_run(words[at : found.start()], style))
        runs.append(_link(found[0], style, part))
        at = found.end()
    if words[at:] or not runs:
        runs.append(text_run(words[at:], style))
    return runs


def _link(words: str, style: Any, part: Any) -> Any:
    from docx.oxml import OxmlElement

    scheme = "" if words.lower().startswith("http") else "mailto:" if "@" in words else "https://"
    link = OxmlElement("w:hyperlink")
    link.set(R_ID, part.relate_to(scheme + words, _HYPERLINK, is_external=True))
    link.append(text_run(words, coloured(style, LINK_COLOUR, bold=False, underlined=True)))
    return link


def style_ids(document: Any) -> dict[str, str]:
    """Return the ids of a document's styles by their names in lower case."""
    return {style.name.lower(): style.style_id for style in document.styles if style.name}


def style_of(paragraph: Any) -> str:
    """Return the id of a paragraph's style, "" for the usual one."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return named.get(f"{W}val", "") if named is not None else ""


def heading_levels(document: Any) -> dict[str, int]:
    """Return the levels (from 1) of the heading styles by style id."""
    found = {style_id: _HEADING.fullmatch(name) for name, style_id in style_ids(document).items()}
    return {style_id: int(match[1]) for style_id, match in found.items() if match}


def with_style(paragraph: Any, style_id: str) -> None:
    """Give a paragraph that style and no numbering of its own."""
    from docx.oxml import OxmlElement

    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = OxmlElement("w:pPr")
        paragraph.insert(0, properties)
    named = properties.find(f"{W}pStyle")
    if named is None:
        named = OxmlElement("w:pStyle")
        properties.insert(0, named)
    named.set(f"{W}val", style_id)


def new_paragraph(words: str, style_id: str = "") -> Any:
    """Return a paragraph that holds the words in that style."""
    from docx.oxml import OxmlElement

    paragraph = OxmlElement("w:p")
    if style_id:
        with_style(paragraph, style_id)
    paragraph.append(text_run(words))
    return paragraph
