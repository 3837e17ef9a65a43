"""A copy of a Word file in which a few parts are new: every other part goes over as its bytes are."""

import io
import posixpath
import zipfile
from copy import copy
from dataclasses import dataclass, field

from lxml import etree

from policykit.errors import DocumentError
from policykit.formats.word import WordFile

_TYPES = "[Content_Types].xml"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_USUAL_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STORED_FROM = 0.9
"""Photographs do not get smaller by being packed again, and packing them is most of the time that a copy takes."""


@dataclass(slots=True)
class WordCopy:
    """The copy being made: parts that were changed or added, by name."""

    file: WordFile
    _parts: dict[str, etree._Element] = field(default_factory=dict)

    def put(self, name: str, root: etree._Element) -> None:
        """Write this part anew: changed in place, or one that the file did not have."""
        self._parts[name] = root

    def add(self, name: str, root: etree._Element, kind: str, content_type: str) -> None:
        """Write a part that the main part did not refer to: `kind` is the last word of the relationship's type."""
        self.put(name, root)
        self._declare(name, content_type)
        self._relate(self.file.main, name, f"{self._kinds()}{kind}")

    def free_name(self, name: str) -> str:
        """Return a name beside the main part that no part has: the one given, or with a number before its ending."""
        folder = posixpath.dirname(self.file.main)
        stem, ending = posixpath.splitext(name)
        number, free = 0, posixpath.join(folder, name)
        while free in self.file.archive.names or free in self._parts:
            number += 1
            free = posixpath.join(folder, f"{stem}{number}{ending}")
        return free

    def set_title(self, title: str) -> None:
        """Give the copy a title among its properties, whether the file had one or not."""
        links = self.file.relationships("").values()
        name = next((link.target for link in links if link.kind == "core-properties"), "")
        root = self.file.part(name)
        if root is None:
            name = name or "docProps/core.xml"
            root = etree.Element(
                f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": "http://purl.org/dc/elements/1.1/"}
            )
            self._declare(name, _CORE_TYPE)
            if not any(link.kind == "core-properties" for link in links):
                self._relate("", name, _CORE_KIND)
        found = root.find(_DC_TITLE)
        if found is None:
            found = etree.SubElement(root, _DC_TITLE)
        found.text = title
        self.put(name, root)

    def to_bytes(self) -> bytes:
        """Return the finished file."""
        out = io.BytesIO()
        left = {name: self._serialised(name, root) for name, root in self._parts.items()}
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            done: set[str] = set()
            for info in self.file.archive.file.infolist():
                if info.filename in done:
                    continue
                done.add(info.filename)
                new = left.pop(info.filename, None)
                data = self.file.archive.file.read(info.filename) if new is None else new
                member = copy(info)
                packed = new is not None or info.compress_size < _STORED_FROM * info.file_size
                member.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
                archive.writestr(member, data)
            for name, data in left.items():
                archive.writestr(name, data)
        return out.getvalue()

    def _serialised(self, name: str, root: etree._Element) -> bytes:
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        original = self.file.archive.file.read(name) if name in self.file.archive.names else b""
        if not self._is_strict():
            return data
        for strict, usual in self.file.archive.renamed:
            if usual in original:
                what = "the file mixes two kinds of Word format"
                raise DocumentError(
                    what,
                    where=self.file.where,
                    remedy="Open it in Word, save it as a Word document (.docx) and try again.",
                )
            data = data.replace(usual, strict)
        return data

    def _is_strict(self) -> bool:
        strict = self.file.archive.renamed[0][0]
        return strict in self.file.archive.file.read(self.file.main)

    def _kinds(self) -> str:
        """Return what the types of the main part's relationships begin with; a Strict file has its own."""
        return self.file.archive.renamed[1][0].decode() + "/" if self._is_strict() else _USUAL_KIND

    def _declare(self, name: str, content_type: str) -> None:
        types = self.file.part(_TYPES)
        if types is None:
            what = "the file has no list of its parts' types"
            raise DocumentError(what, where=self.file.where, remedy="Open it in Word, save a copy and use the copy.")
        known = next((one for one in types.findall(f"{_TYPE}Override") if one.get("PartName") == f"/{name}"), None)
        if known is None:
            known = etree.SubElement(types, f"{_TYPE}Override", PartName=f"/{name}")
        known.set("ContentType", content_type)
        self.put(_TYPES, types)

    def _relate(self, part: str, name: str, kind: str) -> None:
        folder, own = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{own}.rels")
        root = self.file.part(rels)
        if root is None:
            root = etree.fromstring(f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>')
        taken = {item.get("Id") for item in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        target = f"/{name}"
        etree.SubElement(root, f"{_RELATIONS}Relationship", Id=f"rId{number}", Type=kind, Target=target)
        self.put(rels, root)
