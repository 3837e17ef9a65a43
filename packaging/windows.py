"""Make the portable folder for Windows, as a zip: python.org's embeddable Python, locked wheels, and two command files.

The embeddable archive is fetched by a person, who gives its path and the SHA-256 that python.org publishes for it.
"""

import argparse
import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from locked import ROOT, RUN

PORTABLE = ROOT / "packaging" / "portable"
_PTH = re.compile(r"python3(\d+)\._pth")
_LEAST_MINOR = 12
_AMD64 = 0x8664
_FIRST_DAY = 315_532_800
"""The first second that a zip can tell."""


class NotMadeError(Exception):
    """The folder cannot be made; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Embeddable:
    """The checked archive: its bytes' hash and the version of Python in it, such as "3.13"."""

    path: Path
    sha256: str
    python: str


def embeddable(path: Path, sha256: str) -> Embeddable:
    """Return the archive once it has been checked; raises NotMadeError where it is not the one that was meant."""
    if not path.is_file():
        raise NotMadeError(
            f"There is no file {path}. Download the Windows embeddable package (64-bit) from python.org."
        )
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256.strip().lower():
        raise NotMadeError(f"{path.name} has the SHA-256 {found}, not the one given. Download it again, and compare.")
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            program = archive.read("python.exe") if "python.exe" in names else b""
    except zipfile.BadZipFile as error:
        raise NotMadeError(f"{path.name} is no zip archive.") from error
    minors = [int(match[1]) for name in names if (match := _PTH.fullmatch(name))]
    if len(minors) != 1 or not program:
        raise NotMadeError(f"{path.name} is no embeddable Python: it has no python.exe, or no python3NN._pth.")
    if minors[0] < _LEAST_MINOR:
        raise NotMadeError(f"{path.name} holds Python 3.{minors[0]}. Take 3.{_LEAST_MINOR} or newer.")
    if _machine(program) != _AMD64:
        raise NotMadeError(f"{path.name} is not for 64-bit Windows (amd64).")
    for name in names:
        if "\\" in name or ":" in name or name.startswith("/") or ".." in PurePosixPath(name).parts:
            raise NotMadeError(f"{path.name} holds the name {name!r}, which leads out of the folder.")
    return Embeddable(path, found, f"3.{minors[0]}")


def _machine(program: bytes) -> int:
    """Return for which processor a Windows program is, 0 where it is none."""
    try:
        (at,) = struct.unpack_from("<I", program, 0x3C)
        mark, machine = struct.unpack_from("<4sH", program, at)
    except struct.error:
        return 0
    return int(machine) if program[:2] == b"MZ" and mark == b"PE\0\0" else 0


def assemble(folder: Path, python: Embeddable, wheel: Path, needs: Path = RUN, wheels: Path | None = None) -> None:
    """Fill an empty folder; `needs` are locked lines with hashes, `wheels` a folder to take them from instead of a registry."""
    with zipfile.ZipFile(python.path) as archive:
        archive.extractall(folder / "python")
    minor = python.python.split(".")[1]
    # Only these places are looked at, whatever the computer's own settings say; no site-packages, no environment.
    (folder / "python" / f"python3{minor}._pth").write_bytes(f"python3{minor}.zip\r\n.\r\n..\\lib\r\n".encode())
    lib = folder / "lib"
    source = ["--no-index", "--find-links", str(wheels)] if wheels else []
    target = ["--target", str(lib), "--python-version", python.python, "--python-platform", "x86_64-pc-windows-msvc"]
    usual = ["--no-deps", "--only-binary", ":all:", "--link-mode", "copy", "--no-config", "--quiet"]
    _uv("pip", "install", *target, *usual, *source, "--require-hashes", "-r", str(needs))
    _uv("pip", "install", *target, *usual, "--no-index", str(wheel))
    # The little programs that libraries bring are unsigned, and nobody needs them here.
    for name in ("bin", "Scripts"):
        shutil.rmtree(lib / name, ignore_errors=True)
    (lib / ".lock").unlink(missing_ok=True)
    # Its own tests are half of its files, with names so long that some folders of a school would not hold them.
    for tests in sorted((lib / "numpy").rglob("tests")):
        shutil.rmtree(tests, ignore_errors=True)
    _own_files(folder, python)


def _own_files(folder: Path, python: Embeddable) -> None:
    shutil.copy(PORTABLE / "policykit_launcher.py", folder / "lib")
    for name in ("PolicyKit.cmd", "Close PolicyKit.cmd"):
        (folder / name).write_bytes(_crlf((PORTABLE / name).read_text(encoding="ascii")))
    from sbom import bom_text, version

    words = (PORTABLE / "README.txt").read_text(encoding="ascii")
    for name, value in {
        "version": version(),
        "python": python.python,
        "python_hash": python.sha256,
        "port": "8765",
    }.items():
        words = words.replace(f"{{{name}}}", value)
    (folder / "README.txt").write_bytes(_crlf(words))
    (folder / "LICENSE.txt").write_bytes(_crlf((ROOT / "LICENSE").read_text(encoding="utf-8")))
    (folder / "parts.cdx.json").write_text(bom_text(), encoding="utf-8")
    listed = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in _files(folder)
    ]
    (folder / "CONTENTS.txt").write_bytes(_crlf("\n".join([*listed, ""])))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _crlf(text: str) -> bytes:
    """Return the text as Windows' own programs write it: cmd.exe stumbles over other line ends."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def packed(folder: Path, target: Path) -> None:
    """Write the folder as a zip whose bytes depend on its files and on SOURCE_DATE_EPOCH only."""
    day = time.gmtime(max(_FIRST_DAY, int(os.environ.get("SOURCE_DATE_EPOCH", "0"))))[:6]
    aside = target.with_name(f"{target.name}.part")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in _files(folder):
            info = zipfile.ZipInfo(f"PolicyKit/{path.relative_to(folder).as_posix()}", day)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes())
    aside.replace(target)


def _uv(*arguments: str) -> None:
    command = [str(Path(sys.executable).with_name("uv")), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise NotMadeError(f"The libraries could not be put together:\n{done.stderr}")


def _built(folder: Path) -> Path:
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own
    return next(folder.glob("*.whl"))


def main() -> None:
    """Make the zip."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python-zip", type=Path, required=True, help="python-3.13.N-embed-amd64.zip from python.org")
    parser.add_argument("--sha256", required=True, help="what python.org says that archive's SHA-256 is")
    parser.add_argument("--wheel", type=Path, help="a wheel of PolicyKit; built from here if not given")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the zip to write")
    chosen = parser.parse_args()
    try:
        python = embeddable(chosen.python_zip, chosen.sha256)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "PolicyKit"
            assemble(folder, python, chosen.wheel or _built(Path(place)))
            packed(folder, chosen.output)
            print(f"{chosen.output}: {len(_files(folder))} files, Python {python.python}")
    except NotMadeError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
