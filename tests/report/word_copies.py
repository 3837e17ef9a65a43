"""Looks into a Word file with comments: what each stands on, and what is left when our changes are rejected."""

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS = "PolicyKit"
_SHOWN = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True)
class Margin:
    """A comment as a reader sees it: its author, its paragraphs, and the words that it stands on."""

    author: str
    lines: tuple[str, ...]
    words: str


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return every part of a file by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def body_of(data: bytes) -> etree._Element:
    """Return the root of the part that holds the body."""
    return etree.fromstring(parts_of(data)["word/document.xml"])


def margins(data: bytes) -> list[Margin]:
    """Return the comments in the order in which they begin."""
    parts = parts_of(data)
    name = next((name for name in parts if name.startswith("word/comments") and name[13:14] in ".123456789"), "")
    if not name:
        return []
    comments = {one.get(f"{W}id"): one for one in etree.fromstring(parts[name]).findall(f"{W}comment")}
    texts: dict[str, list[str]] = {}
    ended: set[str] = set()
    referred: set[str] = set()
    for element in body_of(data).iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            assert number not in texts, "a range begins once"
            texts[number] = []
        elif element.tag == f"{W}commentRangeEnd":
            assert number in texts, "a range begins before it ends"
            ended.add(number)
        elif element.tag == f"{W}commentReference":
            referred.add(number)
        elif not _is_new(element) and next(element.iterancestors(f"{W}txbxContent"), None) is None:
            for known in texts.keys() - ended:
                texts[known].append(_characters(element))
    assert set(texts) == ended
    assert ended <= referred == set(comments)
    return [_margin(comments[number], "".join(words)) for number, words in texts.items()]


def _margin(comment: etree._Element, words: str) -> Margin:
    lines = ("".join(text.text or "" for text in one.iter(f"{W}t")) for one in comment.iter(f"{W}p"))
    return Margin(comment.get(f"{W}author", ""), tuple(lines), words)


def looks(data: bytes) -> list[tuple[str, bytes]]:
    """Return each character of the body, our changes rejected, with the canonical form of its run's properties."""
    found: list[tuple[str, bytes]] = []
    known: dict[etree._Element, bytes] = {}
    for element in body_of(data).iter():
        if _is_new(element):
            continue
        run = element.getparent()
        look = None if run is None else run.find(f"{W}rPr")
        shape = b""
        if look is not None:
            shape = known[look] = known.get(look) or etree.tostring(_unnumbered(look), method="c14n", exclusive=True)
        found.extend((character, shape) for character in _characters(element))
    return found


def rejected(data: bytes) -> str:
    """Return the text of the body with our insertions out and what we struck out back in, paragraph by paragraph."""
    return "\n\n".join(
        "".join(_characters(element) for element in paragraph.iter() if not _is_new(element))
        for paragraph in body_of(data).iter(f"{W}p")
    )


def accepted(data: bytes) -> str:
    """Return the text of the body with our changes accepted."""
    return "\n\n".join(
        "".join(_characters(one) for one in paragraph.iter() if not _in(one, "del"))
        for paragraph in body_of(data).iter(f"{W}p")
    )


def _characters(element: etree._Element) -> str:
    struck = element.tag == f"{W}delText" and _in(element, "del")
    if element.tag == f"{W}t" or struck:
        return element.text or ""
    return _SHOWN.get(str(element.tag), "") if element.getparent() is not None and _in_run(element) else ""


def _in_run(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}r"


def _is_new(element: etree._Element) -> bool:
    return _in(element, "ins")


def _in(element: etree._Element, name: str) -> bool:
    return any(above.get(f"{W}author") == OURS for above in element.iterancestors(f"{W}{name}"))


def _unnumbered(look: etree._Element) -> etree._Element:
    copy = etree.fromstring(etree.tostring(look))
    for change in copy.iter(f"{W}rPrChange"):
        change.attrib.pop(f"{W}id", "")
    copy.tail = None
    return copy
