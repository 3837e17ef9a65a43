"""Where a command's output goes: standard output, or a file that is written aside and then moved into place."""

import contextlib
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from policykit import files
from policykit.errors import StoreError
from policykit.report.lines import Line
from policykit.report.lines import plain as plain_lines

_ENDINGS = {
    "text": ".txt",
    "json": ".json",
    "html": ".html",
    "governors": ".governors.docx",
    "sarif": ".sarif",
    "csv": ".csv",
}


def show(lines: tuple[Line, ...]) -> None:
    """Print lines for a person: with colour on a terminal, plain text anywhere else."""
    if sys.stdout.isatty():
        from rich.console import Console

        from policykit.report import screen

        screen.show(lines, Console())
    else:
        say(plain_lines(lines))


def say(text: str) -> None:
    """Write text to standard output; a letter that its encoding lacks becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding), nl=False)


def say_utf8(text: str) -> None:
    """Write what programs read to standard output as UTF-8 bytes, whatever the terminal's encoding."""
    stream = sys.stdout.buffer
    stream.write(_bytes(text))
    stream.flush()


def targets(output: str, inputs: Sequence[str], fmt: str) -> list[Path]:
    """Return the file to write for each input: `output` itself for one, one file each in the folder for several.

    A folder that is not there yet is made when the first file is written into it. Raises StoreError where its place is
    not there either, or it is a file.
    """
    chosen = Path(output)
    if len(inputs) == 1 and not chosen.is_dir() and not output.endswith(("/", os.sep)):
        return [file(output)]
    if chosen.exists() and not chosen.is_dir():
        remedy = "With several files, -o names a folder: give another name."
        raise StoreError("This is a file.", where=output, remedy=remedy)
    _refuse_nowhere(chosen)
    return _apart([chosen / f"{Path(path).name}{_ENDINGS[fmt]}" for path in inputs])


def file(output: str) -> Path:
    """Return the one file to write; raises StoreError where that is a folder, or its folder is not there."""
    chosen = Path(output)
    if chosen.is_dir() or output.endswith(("/", os.sep)):
        raise StoreError("This is a folder, and one file is written.", where=output, remedy="Give a file's name.")
    _refuse_nowhere(chosen)
    return chosen


def _refuse_nowhere(chosen: Path) -> None:
    if not chosen.parent.is_dir():
        what = "The folder to write into does not exist."
        raise StoreError(what, where=str(chosen.parent), remedy="Make the folder first, or give another one.")


def _apart(paths: Iterable[Path]) -> list[Path]:
    free: list[Path] = []
    # Some systems tell no capital from a small letter.
    taken: set[str] = set()
    for path in paths:
        number, chosen = 1, path
        while str(chosen).casefold() in taken:
            number += 1
            chosen = path.with_name(f"{path.stem}-{number}{path.suffix}")
        taken.add(str(chosen).casefold())
        free.append(chosen)
    return free


def refuse_inputs(chosen: Iterable[Path], inputs: Sequence[str]) -> None:
    """Raise StoreError where a target is one of the inputs, by whatever name or link."""
    for target in chosen:
        for path in inputs:
            with contextlib.suppress(OSError):
                if os.path.samefile(target, path):  # noqa: PTH121 - both sides follow links
                    what = "This is one of the files to read, and an input is never replaced."
                    raise StoreError(what, where=str(target), remedy="Give -o another name.")


def write(target: Path, content: str | bytes) -> None:
    """Replace the file by `content` in one move, so that it is whole or untouched; raises StoreError where it cannot.

    Its folder is made where `targets` let one pass that is not there yet.
    """
    with contextlib.suppress(OSError):
        target.parent.mkdir(exist_ok=True)
    files.replace(target, content if isinstance(content, bytes) else _bytes(content))


def _bytes(text: str) -> bytes:
    # A path that is no UTF-8 holds lone surrogates; written as \udcXX they are valid inside a JSON string.
    return text.encode("utf-8", "backslashreplace")
