"""A folder's worth of files as a browser hands it in, or in an archive: written where nobody else looks, by names that do no harm."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from policykit.collected import NAME
from policykit.errors import DocumentError
from policykit.formats.archive import open_archive
from policykit.web.uploads import free_name, plain_name

MOST_DOCUMENTS = 2_000
"""Files of one audit, those in archives among them."""
DEEPEST = 8
"""Folders inside one another; what lies deeper is written into the last of them."""
_MOST_UNPACKED = 1_000_000_000
_ARCHIVE = ".zip"
_HIDDEN = ("__macosx", NAME)
"""What a system or `policykit collect` keeps for itself: its record names folders, and nobody's record is trusted here."""
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""Names that Windows takes for machines, whatever their ending."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
_CHOOSE_FILES = "Unpack it, and choose the folder or the documents themselves."


def safe_path(name: str) -> PurePosixPath | None:
    r"""Return a path made of harmless names only, None for what a person never sees: hidden files, and folders alone.

    >>> safe_path("../schools/.git/x"), safe_path("a/b<i>/../r.docx"), safe_path("C:\\x\\con.txt"), safe_path("a/")
    (None, PurePosixPath('a/b_i_/r.docx'), PurePosixPath('C_/x/_con.txt'), None)
    """
    *folders, last = name.replace("\\", "/").split("/")
    parts = [part for part in folders if part.strip(" .")]
    if not last.strip(" ."):
        return None
    every = (*parts, last)
    if any((part.startswith(".") and part.strip(".")) or part.casefold() in _HIDDEN for part in every):
        return None
    return PurePosixPath(*(_name(part) for part in parts[: DEEPEST - 1]), _name(last))


def _name(part: str) -> str:
    name = plain_name(part)
    return f"_{name}" if name.partition(".")[0].strip().casefold() in _RESERVED else name


@dataclass(slots=True)
class Folder:
    """A folder that is being filled; `written` counts its files."""

    root: Path
    written: int = 0
    _left: int = _MOST_UNPACKED
    _taken: dict[Path, set[str]] = field(default_factory=dict)

    def add(self, name: str, stream: IO[bytes]) -> None:
        """Write one file under the path that its name says; raises DocumentError where there are too many or too much."""
        path = safe_path(name)
        if path is None:
            return
        target = self._place(path)
        with target.open("wb") as file:
            try:
                while piece := stream.read(1 << 20):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise _too_much()
                    file.write(piece)
            except _UNREADABLE:
                # What could be got of it is there: reading it will say what is wrong, in the row of its school.
                return

    def unpack(self, name: str, stream: IO[bytes], inside: str = "") -> None:
        """Write the files of an archive, into the folder `inside`; raises DocumentError where it is damaged, locked or a trap."""
        try:
            archive = open_archive(stream, name)
        except DocumentError as error:
            raise DocumentError(error.what, where=name, remedy=_CHOOSE_FILES) from error
        for info in archive.file.infolist():
            if info.is_dir():
                continue
            with _opened(archive.file, info) as part:
                self.add(f"{inside}/{info.filename}" if inside else info.filename, part)

    def top(self) -> Path:
        """Return the folder that people mean: the one chosen, where it is the only thing here."""
        every = list(self.root.iterdir())
        return every[0] if len(every) == 1 and every[0].is_dir() else self.root

    def _place(self, path: PurePosixPath) -> Path:
        self.written += 1
        if self.written > MOST_DOCUMENTS:
            what = f"There are more than {MOST_DOCUMENTS:,} files."
            raise DocumentError(what, remedy="Hand in fewer schools at once, or use policykit audit in a terminal.")
        folder = self.root
        for part in path.parts[:-1]:
            folder = folder / part
            if folder.is_file():
                folder = folder.with_name(f"{part}-folder")
        folder.mkdir(parents=True, exist_ok=True)
        taken = self._taken.setdefault(folder, set())
        # Some systems tell no capital from a small letter.
        name = free_name(path.name, taken)
        taken.add(name.casefold())
        target = folder / name
        return target if not target.is_dir() else target.with_name(f"{target.stem}-file{target.suffix}")


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(info)
    except _UNREADABLE:
        # An empty file, which its school's row tells of.
        return io.BytesIO()


def _too_much() -> DocumentError:
    what = f"These files come to more than {_MOST_UNPACKED // 1_000_000:,} MB."
    return DocumentError(what, remedy="Hand in fewer schools at once, or use policykit audit in a terminal.")


def fill(folder: Folder, files: Iterable[tuple[str, IO[bytes]]]) -> None:
    """Write files by their names, and what archives hold: one alone as if its files had been chosen themselves."""
    every = list(files)
    for name, stream in every:
        if name.casefold().endswith(_ARCHIVE):
            folder.unpack(name, stream, "" if len(every) == 1 else PurePosixPath(plain_name(name)).stem)
        else:
            folder.add(name, stream)
