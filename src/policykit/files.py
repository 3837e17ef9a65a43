"""Writing a file so that it is whole or untouched: aside first, then moved into place."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from policykit.errors import StoreError

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def replace(target: Path, content: bytes) -> None:
    """Replace the file by `content` in one move; raises StoreError where it cannot, and then nothing has changed.

    A link is followed; a device or pipe is written to as it is. A file that is read-only is refused: moving another
    into its place would go round its owner's wish.
    """
    try:
        real = target.resolve()
        if real.exists() and not real.is_file():
            if real.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            real.write_bytes(content)
            return
        if real.exists() and not real.stat().st_mode & _WRITABLE:
            raise PermissionError(13, "the file is read-only")
        _move_into(real, content)
    except OSError as error:
        what = f"The output could not be written ({(error.strerror or str(error)).lower()})."
        remedy = "Give -o a place that you may write to and that has room."
        raise StoreError(what, where=str(target), remedy=remedy) from error


def _move_into(real: Path, content: bytes) -> None:
    mode = stat.S_IMODE(real.stat().st_mode) if real.exists() else 0o666 & ~_umask()
    handle, aside = tempfile.mkstemp(prefix=f".{real.name}.", dir=real.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).chmod(mode)
        Path(aside).replace(real)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(aside).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
