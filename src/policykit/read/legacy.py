"""Old Word and Rich Text files -> pieces, through LibreOffice where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from policykit.errors import DocumentError
from policykit.read.docx import read_docx
from policykit.read.piece import Reading

_NAMES = {"doc": "an old Word document (.doc)", "rtf": "a Rich Text document (.rtf)"}
_SECONDS = 60
_PROGRAMS = ("soffice", "libreoffice")
_FOLDERS = (
    "/usr/lib/libreoffice/program",
    "/opt/libreoffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "C:/Program Files/LibreOffice/program",
)


def read_legacy(data: bytes, where: str, file_format: str) -> Reading:
    """Return the pieces of a .doc or .rtf file; raises DocumentError where LibreOffice is missing or fails."""
    program = _libreoffice()
    if program is None:
        what = f"this is {_NAMES[file_format]}, which cannot be read directly"
        raise DocumentError(
            what,
            where=where,
            remedy="Open it in Word and save it as a Word document (.docx), or install LibreOffice.",
        )
    with tempfile.TemporaryDirectory(prefix="policykit-") as folder:
        converted = _converted(program, data, Path(folder), file_format)
    if converted is None:
        what = f"this is {_NAMES[file_format]}, and LibreOffice could not convert it"
        raise DocumentError(
            what,
            where=where,
            remedy="Open it in Word and save it as a Word document (.docx).",
        )
    return replace(read_docx(converted, where), format=file_format)


def _libreoffice() -> str | None:
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None) or next(
        (found for folder in _FOLDERS if (found := shutil.which("soffice", path=folder))), None
    )


def _converted(program: str, data: bytes, folder: Path, file_format: str) -> bytes | None:
    """Return the file as .docx, None where no such file came out in time."""
    source = folder / f"document.{file_format}"
    source.write_bytes(data)
    # Two conversions on one profile lose a file without a word, so each has a profile of its own.
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", "docx", "--outdir", str(folder), str(source)]
    process = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        _stop(process)
        return None
    result = source.with_suffix(".docx")
    return result.read_bytes() if result.is_file() else None


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program with everything that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
