"""The zip archive that a modern document is: parts parsed at most once, within limits a hostile file cannot pass."""

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from policykit.errors import DocumentError

LARGEST_FILE = 300_000_000
LARGEST_PART = 60_000_000
LARGEST_RATIO = 250
_RATIO_FROM = 5_000_000
_MOST_PARTS = 20_000
_ENCRYPTED = 1
DAMAGED = "Open it in Word, save a copy and check the copy, or download it again."
_NOT_WHOLE = "the file is damaged or was not copied whole"
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


@dataclass(slots=True)
class Archive:
    """An opened archive; `where` names it in errors, `renamed` are namespaces that stand for others."""

    where: str
    file: zipfile.ZipFile
    names: frozenset[str]
    renamed: tuple[tuple[bytes, bytes], ...] = ()
    _trees: dict[str, etree._Element] = field(default_factory=dict)

    def part(self, name: str) -> etree._Element | None:
        """Return the root element of a part, None where the archive has no such part."""
        if name not in self.names:
            return None
        if name not in self._trees:
            self._trees[name] = self._parse(name)
        return self._trees[name]

    def _parse(self, name: str) -> etree._Element:
        info = self.file.getinfo(name)
        if info.file_size > LARGEST_PART:
            raise _too_large(self.where)
        try:
            data = self.file.read(info)
        except _ZIP_ERRORS as error:
            raise DocumentError(_NOT_WHOLE, where=self.where, remedy=DAMAGED) from error
        for strict, usual in self.renamed:
            data = data.replace(strict, usual)
        # huge_tree stays off: libxml2 then refuses very deep nesting and entity bombs by itself.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError) as error:
            what = f"the part {name} inside the file is not well formed"
            raise DocumentError(what, where=self.where, remedy=DAMAGED) from error
        if getattr(root.getroottree().docinfo, "doctype", ""):
            what = "the file declares entities of its own, which no document needs"
            raise DocumentError(what, where=self.where, remedy=DAMAGED)
        return root


def open_archive(data: bytes | IO[bytes], where: str, renamed: tuple[tuple[bytes, bytes], ...] = ()) -> Archive:
    """Open a document's archive; raises DocumentError where it is damaged, locked or unpacks to far too much."""
    try:
        file = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
    except _ZIP_ERRORS as error:
        raise DocumentError(_NOT_WHOLE, where=where, remedy=DAMAGED) from error
    infos = file.infolist()
    for info in infos:
        if "\\" in info.filename:
            # Some programs on Windows write its own mark between folders; Windows itself reads both.
            info.filename = info.filename.replace("\\", "/")
            file.NameToInfo[info.filename] = info
    if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_FILE:
        raise _too_large(where)
    if any(info.file_size > max(_RATIO_FROM, LARGEST_RATIO * info.compress_size) for info in infos):
        raise _too_large(where)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        what = "the file is locked with a password"
        raise DocumentError(what, where=where, remedy="Save a copy without a password and check that.")
    return Archive(where, file, frozenset(info.filename for info in infos), renamed)


def _too_large(where: str) -> DocumentError:
    return DocumentError(
        "the file unpacks to far more than a document holds",
        where=where,
        remedy="Copy its text into a new Word document and check that.",
    )
