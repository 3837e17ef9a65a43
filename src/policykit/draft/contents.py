"""The contents list: links to the headings that are really there, as a Word field that Word can bring up to date."""

from itertools import dropwhile
from typing import Any

from policykit.draft.fields import CONTENTS
from policykit.draft.word_runs import W, heading_levels, style_ids, style_of, text_of, text_run

_FIELD = ' TOC \\o "1-1" \\h \\n \\z \\u '


def put_contents(document: Any) -> None:
    """Put a list of the level-one headings after the contents mark in its place, each a link to its heading."""
    marked = [one for one in document.element.body.iter(f"{W}p") if CONTENTS in text_of(one)]
    levels = heading_levels(document)
    if not marked:
        return
    place = marked[0]
    after = dropwhile(lambda one: one is not place, document.element.body.iter(f"{W}p"))
    headings = [one for one in after if levels.get(style_of(one)) == 1 and text_of(one)]
    style = style_ids(document).get("toc 1", "")
    at = place
    for number, heading in enumerate(headings):
        name = f"_Toc{number + 1:04}"
        _bookmark(heading, name, number + 9000)
        line = _line(name, text_of(heading), style)
        if number == 0:
            _insert_after_properties(line, [*_opening(), text_run("")])
        if number == len(headings) - 1:
            line.append(_character("end"))
        at.addnext(line)
        at = line
    place.getparent().remove(place)


def _line(anchor: str, words: str, style: str) -> Any:
    from docx.oxml import OxmlElement

    from policykit.draft.word_runs import with_style

    paragraph = OxmlElement("w:p")
    if style:
        with_style(paragraph, style)
    link = OxmlElement("w:hyperlink")
    link.set(f"{W}anchor", anchor)
    link.set(f"{W}history", "1")
    link.append(text_run(words))
    paragraph.append(link)
    return paragraph


def _insert_after_properties(paragraph: Any, nodes: list[Any]) -> None:
    at = 1 if paragraph.find(f"{W}pPr") is not None else 0
    for offset, node in enumerate(nodes):
        paragraph.insert(at + offset, node)


def _opening() -> list[Any]:
    from docx.oxml import OxmlElement

    code = OxmlElement("w:r")
    words = OxmlElement("w:instrText")
    words.text = _FIELD
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.append(words)
    return [_character("begin"), code, _character("separate")]


def _character(kind: str) -> Any:
    from docx.oxml import OxmlElement

    run = OxmlElement("w:r")
    character = OxmlElement("w:fldChar")
    character.set(f"{W}fldCharType", kind)
    run.append(character)
    return run


def _bookmark(heading: Any, name: str, number: int) -> None:
    from docx.oxml import OxmlElement

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(f"{W}id", str(number))
    start.set(f"{W}name", name)
    end.set(f"{W}id", str(number))
    at = 1 if heading.find(f"{W}pPr") is not None else 0
    heading.insert(at, start)
    heading.append(end)
