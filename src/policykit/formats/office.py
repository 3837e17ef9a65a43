"""LibreOffice, where it is installed: one file turned into another format, in a profile of its own."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

_SECONDS = 60
_PROGRAMS = ("soffice", "libreoffice")
_FOLDERS = (
    "/usr/lib/libreoffice/program",
    "/opt/libreoffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "C:/Program Files/LibreOffice/program",
)
TAGGED_PDF = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"}}'
"""A PDF that a screen reader can follow; without it LibreOffice writes one without tags."""


def libreoffice() -> str | None:
    """Return the path of the program, None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None) or next(
        (found for folder in _FOLDERS if (found := shutil.which("soffice", path=folder))), None
    )


def converted(program: str, data: bytes, file_format: str, to: str) -> bytes | None:
    """Return a file of the format `file_format` as `to` (a name such as docx, or an export filter with its options).

    None where no such file came out in time.
    """
    with tempfile.TemporaryDirectory(prefix="policykit-") as name:
        folder = Path(name)
        source = folder / f"document.{file_format}"
        source.write_bytes(data)
        # Two conversions on one profile lose a file without a word, so each has a profile of its own.
        profile = (folder / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", to, "--outdir", str(folder), str(source)]
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            _stop(process)
            return None
        result = source.with_suffix(f".{to.split(':', maxsplit=1)[0]}")
        return result.read_bytes() if result.is_file() else None


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program with everything that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
