"""A Word file opened once: its parts, what each refers to, and the file's own facts."""

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from policykit.errors import DocumentError
from policykit.formats.archive import DAMAGED, Archive, open_archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "created": "{http://purl.org/dc/terms/}created",
    "modified": "{http://purl.org/dc/terms/}modified",
    "language": "{http://purl.org/dc/elements/1.1/}language",
}
# Word can save "Strict Open XML": the same elements under other names.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to under an id: its kind (the last word of its type) and its target."""

    kind: str
    target: str
    is_external: bool


@dataclass(slots=True)
class WordFile:
    """An opened Word file; `main` is the name of the part that holds the body."""

    archive: Archive
    main: str = ""
    _relationships: dict[str, dict[str, Relationship]] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The file's path as it was given."""
        return self.archive.where

    def part(self, name: str) -> etree._Element | None:
        """Return the root element of a part, None where the file has no such part."""
        return self.archive.part(name)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return what a part refers to, by relationship id; "" stands for the whole file."""
        if part not in self._relationships:
            folder, name = posixpath.split(part)
            root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
            items = [] if root is None else root.findall(_RELATIONSHIP)
            self._relationships[part] = {item.get("Id", ""): _relationship(item, folder) for item in items}
        return self._relationships[part]

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the first part of a kind ("styles", "footnotes") that the main part refers to."""
        return self.part(self.related_name(kind))

    def related_name(self, kind: str) -> str:
        """Return the name of the first part of a kind that the main part refers to, "" where there is none."""
        links = self.relationships(self.main).values()
        return next((link.target for link in links if link.kind == kind and not link.is_external), "")

    def properties(self) -> dict[str, str]:
        """Return the file's own facts: title, author, created, modified and language, where given."""
        name = next((link.target for link in self.relationships("").values() if link.kind == "core-properties"), "")
        root = self.part(name)
        found = {} if root is None else {fact: (root.findtext(tag) or "").strip() for fact, tag in _CORE.items()}
        return {fact: value for fact, value in found.items() if value}


def open_word(data: bytes, where: str) -> WordFile:
    """Open the bytes of a .docx or .docm file; raises DocumentError where they are not one or pass the limits."""
    file = WordFile(open_archive(data, where, _STRICT))
    links = file.relationships("").values()
    main = next((link.target for link in links if link.kind == "officeDocument"), "")
    file.main = main if main in file.archive.names else "word/document.xml"
    if file.part(file.main) is None:
        what = "the file has no Word document inside"
        raise DocumentError(what, where=where, remedy=DAMAGED)
    return file


def _relationship(item: etree._Element, folder: str) -> Relationship:
    """Read one relationship; a target inside the file becomes the name of a part."""
    target = item.get("Target", "")
    is_external = item.get("TargetMode") == "External"
    if not is_external:
        path = unquote(target)
        target = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
    return Relationship(item.get("Type", "").rsplit("/", 1)[-1], target, is_external)
