"""The bytes of a file, or in plain words why they cannot be had."""

import contextlib
import stat
import sys
from pathlib import Path

from policykit.errors import DocumentError
from policykit.model.document import Gap

MOST_BYTES = 200_000_000

LONGEST_PATH = 259 if sys.platform == "win32" else 4095
"""Letters of a whole path that the system opens."""
_LOCK = "~$"
_OPEN_ELSEWHERE = "Close it in Word or save a copy, and check that you are allowed to read it."


def bytes_of(path: Path, where: str) -> bytes:
    """Return what a file holds; raises DocumentError, which names it as `where`."""
    if path.name.startswith(_LOCK):
        what = "this is the small file that Word keeps while a document is open, not the document"
        raise DocumentError(what, where=where, remedy=f"Check {_locked_by(path)} instead, after closing it in Word.")
    try:
        _refuse_what_is_no_file(path, where)
        with path.open("rb") as stream:
            # It may grow while it is read.
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        if len(str(path.absolute())) > LONGEST_PATH:
            what = f"there is no such file, or its name with its folders has more than {LONGEST_PATH} letters"
            remedy = "Windows opens no such file: copy it to a folder with a shorter name, and check the copy."
            raise DocumentError(what, where=where, remedy=remedy) from error
        what = "there is no such file"
        raise DocumentError(what, where=where, remedy="Check the spelling of the name and the folder.") from error
    except PermissionError as error:
        program = open_in(path)
        what = f"the file is open in {program}" if program else "the file may not be read, or is open elsewhere"
        raise DocumentError(what, where=where, remedy=_OPEN_ELSEWHERE) from error
    except (OSError, ValueError) as error:
        what = "the file could not be read"
        raise DocumentError(
            what, where=where, remedy="Copy it to a folder on this computer and check the copy."
        ) from error
    if len(data) > MOST_BYTES:
        raise _too_large(where)
    return data


def open_in(path: Path) -> str:
    """Return the program in which somebody seems to have a document open, by its small file beside it, or "".

    Word drops the first one or two letters of a longer name there.
    """
    with contextlib.suppress(OSError, ValueError):
        if any(path.with_name(f"{_LOCK}{path.name[drop:]}").exists() for drop in (0, 1, 2)):
            return "Word"
        if path.with_name(f".~lock.{path.name}#").exists():
            return "LibreOffice"
    return ""


def mention_of_use(path: Path) -> tuple[Gap, ...]:
    """Return the mention that a document seems to be open in a program, () where it does not."""
    program = open_in(path)
    if not program:
        return ()
    what = f"the file seems to be open in {program}; what was last saved was checked"
    return (
        Gap("the file", what, f"If it has changed since, save it in {program} and check it again.", hides_text=False),
    )


def _refuse_what_is_no_file(path: Path, where: str) -> None:
    facts = path.stat()
    if stat.S_ISDIR(facts.st_mode):
        raise DocumentError("this is a folder, not a file", where=where, remedy="Name the files inside it.")
    if not stat.S_ISREG(facts.st_mode):
        # Reading a device or a pipe may never end.
        what = "this is a device or a pipe, not a file"
        raise DocumentError(what, where=where, remedy="Save what it gives in a file and check that.")
    if facts.st_size > MOST_BYTES:
        raise _too_large(where)


def _too_large(where: str) -> DocumentError:
    what = f"the file is larger than {MOST_BYTES // 1_000_000} MB"
    return DocumentError(what, where=where, remedy="Save it without its pictures and check that.")


def _locked_by(path: Path) -> str:
    """Return the name of the document that Word's small file stands for, as far as the folder tells."""
    end = path.name[len(_LOCK) :]
    with contextlib.suppress(OSError, ValueError):
        others = (other.name for other in path.parent.iterdir() if len(other.name) - len(end) in {0, 1, 2})
        return next((name for name in sorted(others) if name.endswith(end) and name != path.name), "the document")
    return "the document"
