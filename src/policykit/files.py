"""Writing a file so that it is whole or untouched: aside first, then moved into place."""

import contextlib
import os
import stat
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from policykit.errors import StoreError

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_TRIES, _PAUSE_SECONDS = 6, 0.25
_NAME_ASIDE = 40


class _InUseError(PermissionError):
    """Another program has the file that is to be replaced."""


def replace(target: Path, content: bytes | Iterable[bytes]) -> None:
    """Replace the file by `content`, whole or in pieces, in one move; raises StoreError where it cannot.

    Then, and where the pieces end in an error, nothing has changed.

    A link is followed; a device or pipe is written to as it is. A file that is read-only is refused: moving another
    into its place would go round its owner's wish.
    """
    try:
        real = target.resolve()
        if real.exists() and not real.is_file():
            if real.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            with real.open("wb") as stream:
                stream.writelines(_pieces(content))
            return
        if real.exists() and not real.stat().st_mode & _WRITABLE:
            raise PermissionError(13, "the file is read-only")
        _move_into(real, content)
    except _InUseError as error:
        what = "The file to write is open in another program, or may not be replaced."
        remedy = "Close it there (in Word, say) and try again, or give -o another name."
        raise StoreError(what, where=str(target), remedy=remedy) from error
    except OSError as error:
        what = f"The output could not be written ({(error.strerror or str(error)).lower()})."
        remedy = "Give -o a place that you may write to and that has room."
        raise StoreError(what, where=str(target), remedy=remedy) from error


def _pieces(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


def _move_into(real: Path, content: bytes | Iterable[bytes]) -> None:
    mode = stat.S_IMODE(real.stat().st_mode) if real.exists() else 0o666 & ~_umask()
    handle, aside = tempfile.mkstemp(prefix=f".{real.name[:_NAME_ASIDE]}.", dir=real.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(_pieces(content))
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).chmod(mode)
        _moved(Path(aside), real)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(aside).unlink()
        raise


def _moved(aside: Path, real: Path) -> None:
    """Move the finished file into place; on Windows a virus scanner or OneDrive may hold either for a moment."""
    for left in reversed(range(_TRIES)):
        try:
            aside.replace(real)
        except PermissionError as error:
            if not left:
                raise _InUseError(*error.args) from error
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
