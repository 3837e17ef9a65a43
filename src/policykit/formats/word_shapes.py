"""The words in what Word draws: text boxes, shapes, WordArt, diagrams and charts; and the pictures without words."""

from collections.abc import Iterator

from lxml import etree

from policykit.formats.word import MC, R, W, WordFile

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_TEXTS = (f"{W}t", f"{_A}t", f"{_V}textpath")


class Shapes:
    """The drawings of one part of a Word file."""

    def __init__(self, file: WordFile, part: str) -> None:
        self._file = file
        self._relationships = file.relationships(part)

    def texts(self, element: etree._Element) -> Iterator[etree._Element | str]:
        """Give each text box as the element that holds its paragraphs, and each other text of a drawing as a line."""
        for child in element:
            tag = child.tag
            if tag == f"{W}txbxContent":
                yield child
            elif tag == f"{MC}AlternateContent":
                choice = chosen(child)
                if choice is not None:
                    yield from self.texts(choice)
            elif tag == f"{_A}p":
                yield _line(child)
            elif tag == f"{_V}textpath":
                yield child.get("string", "")
            elif tag == f"{_DGM}relIds":
                yield from self._diagram(child.get(f"{R}dm", ""))
            elif tag == f"{_C}chart" and child.get(f"{R}id"):
                yield from self._chart(child.get(f"{R}id", ""))
            else:
                yield from self.texts(child)

    def pictures(self, element: etree._Element) -> int:
        """Return how many pictures a drawing shows."""
        return sum(1 for _ in element.iter(f"{_A}blip", f"{_V}imagedata"))

    def objects(self, element: etree._Element) -> Iterator[str]:
        """Give the kind of each document of another program that is embedded and shown."""
        for found in element.iter(f"{_O}OLEObject"):
            program = found.get("ProgID", "")
            if found.get("DrawAspect") != "Icon" and program.split(".")[0] in {"Word", "Excel", "PowerPoint"}:
                yield program.split(".")[0]

    def _diagram(self, relationship_id: str) -> Iterator[str]:
        root = self._part(relationship_id)
        for paragraph in () if root is None else root.iter(f"{_A}p"):
            yield _line(paragraph)

    def _chart(self, relationship_id: str) -> Iterator[str]:
        """Give the titles of a chart, then the names of its series and categories, each once."""
        root = self._part(relationship_id)
        if root is None:
            return
        for paragraph in root.iter(f"{_A}p"):
            yield _line(paragraph)
        names = [
            found.text or "" for path in ("tx", "cat") for at in root.iter(f"{_C}{path}") for found in at.iter(f"{_C}v")
        ]
        yield from dict.fromkeys(names)

    def _part(self, relationship_id: str) -> etree._Element | None:
        relationship = self._relationships.get(relationship_id)
        return None if relationship is None or relationship.is_external else self._file.part(relationship.target)


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """Return the one of several forms of the same content that is read: the newest, else the one that has words."""
    choices = [child for child in alternatives if child.tag == f"{MC}Choice"]
    fallback = alternatives.find(f"{MC}Fallback")
    if not choices:
        return fallback
    if fallback is not None and not _has_words(choices[0]) and _has_words(fallback):
        return fallback
    return choices[0]


def _has_words(element: etree._Element) -> bool:
    related = (f"{_DGM}relIds", f"{_C}chart")
    return next(element.iter(*_TEXTS), None) is not None or next(element.iter(*related), None) is not None


def _line(paragraph: etree._Element) -> str:
    return "".join(
        (found.text or "") if found.tag == f"{_A}t" else "\n" for found in paragraph.iter(f"{_A}t", f"{_A}br")
    )
