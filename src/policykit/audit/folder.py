"""What lies in an audited folder: documents, what is none, and what could not be looked into, which is never silence."""

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePath

_NO_DOCUMENTS = frozenset(  # a list of words reads better as text
    (  # noqa: SIM905
        ".xlsx .xls .csv .json .sqlite .sqlite-wal .sqlite-shm .db .jpg .jpeg .png .gif .svg .webp .zip .7z .lnk .url .ini .tmp .log "
        ".mp3 .mp4 .toml .yaml .yml .py .css .js .pptx .ppt .msg .eml"
    ).split()
)
_DOCUMENTS = frozenset({".docx", ".docm", ".doc", ".pdf", ".odt", ".rtf"})
_LOCKS = ("~$", ".")


@dataclass(slots=True)
class Inside:
    """The documents in a folder, in order; `passed_over` are files that are none, `notes` sentences for people.

    A folder that is named like a document and holds none is among the documents: reading it says what it is.
    """

    documents: list[Path] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def inside(folder: Path, leave_out: set[str]) -> Inside:
    """Return what lies in a folder and below; `leave_out` are real paths of the audit's own files."""
    found = Inside()

    def _not_listed(error: OSError) -> None:
        where = _shown(folder, Path(error.filename))
        found.notes.append(f"The folder {where} could not be looked into; nothing in it was read.")

    for where, folders, names in os.walk(folder, onerror=_not_listed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            path = Path(where) / name
            if path.is_symlink():
                folders.remove(name)
                told = f"{_shown(folder, path)} is a link to a folder and was not followed; give that folder itself."
                found.notes.append(told)
            elif path.suffix.casefold() in _DOCUMENTS and not _holds_documents(path):
                folders.remove(name)
                found.documents.append(path)
        for name in sorted(names):
            path = Path(where) / name
            # A link that leads to itself has no real path, and is left for reading to tell.
            if name.startswith(_LOCKS) or os.path.realpath(path) in leave_out:
                continue
            is_none = path.suffix.casefold() in _NO_DOCUMENTS
            (found.passed_over if is_none else found.documents).append(path)
    return found


def _holds_documents(folder: Path) -> bool:
    return any(PurePath(name).suffix.casefold() in _DOCUMENTS for _, _, names in os.walk(folder) for name in names)


def _shown(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix() if path != folder else path.name
