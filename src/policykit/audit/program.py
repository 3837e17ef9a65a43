"""What tells this program's judgements from another's: its version, its own files, and what helps it to read."""

import hashlib
import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path

from policykit.formats.office import libreoffice
from policykit.version import VERSION

_FILES = ("*.py", "*.bin")


@cache
def program() -> str:
    """Return the version with a hash of the program's files, so that a changed program never passes for the old one."""
    home = Path(str(files("policykit")))
    every = hashlib.sha256()
    for path in sorted(path for pattern in _FILES for path in home.rglob(pattern)):
        if _is_judging(path.relative_to(home)):
            every.update(path.relative_to(home).as_posix().encode())
            every.update(path.read_bytes())
    return f"{VERSION}+{every.hexdigest()[:12]}"


def reader() -> str:
    """Return what a reading rests on: the program, and whether OCR and LibreOffice are here to help."""
    ocr = "ocr" if shutil.which("tesseract") else "no-ocr"
    office = "office" if libreoffice() else "no-office"
    return f"{program()} {ocr} {office}"


def _is_judging(path: Path) -> bool:
    """Tell whether a file has a part in reading or judging; commands and pages change no verdict."""
    return path.parts[0] not in {"cli", "web", "draft", "evaluate", "compare"}
