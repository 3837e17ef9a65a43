"""Putting drafted letters into a folder without writing over one that somebody has worked on."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from policykit import files
from policykit.audit.letters import Letter, Unwritten
from policykit.errors import StoreError


def write_letters(folder: Path, drafted: Iterable[Letter | Unwritten]) -> tuple[list[Path], list[Unwritten]]:
    """Return the files that hold the letters, and the schools without one.

    A file that is there already is left as it is: a letter that says the same is not written again, another one gets a
    number behind its name. Raises StoreError where the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"The folder for the letters could not be made ({(error.strerror or str(error)).lower()})."
        raise StoreError(what, where=str(folder), remedy="Give --letters a folder that you may write to.") from error
    written, unwritten = [], []
    # Some systems tell no capital from a small letter.
    taken: set[str] = set()
    for one in drafted:
        if isinstance(one, Unwritten):
            unwritten.append(one)
            continue
        path = _place(folder / one.file, one.content, taken)
        taken.add(str(path).casefold())
        if not path.exists():
            files.replace(path, one.content)
        written.append(path)
    return written, unwritten


def _place(path: Path, content: bytes, taken: set[str]) -> Path:
    """Return the first name that is free, or that holds this very letter from an earlier run."""
    chosen, number = path, 1
    while str(chosen).casefold() in taken or (chosen.exists() and not _same(chosen, content)):
        number += 1
        chosen = path.with_name(f"{path.stem} {number}{path.suffix}")
    return chosen


def _same(path: Path, content: bytes) -> bool:
    try:
        return _parts(path.read_bytes()) == _parts(content)
    except (OSError, zipfile.BadZipFile):
        return False


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
