"""Which earlier round a person means by a word: its number, a day, "last", or another audit's store."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

from policykit.audit.rounds import Round
from policykit.audit.store import Store
from policykit.errors import StoreError

LAST = "last"


def earlier_round(store: Store, meant: str, *, before: int) -> tuple[Round, Store]:
    """Return the round that is meant and the store that keeps its documents, opened for the caller to close.

    Of the store's own rounds only those before `before` are meant; raises StoreError where there is none. A day means
    the last round on or before it; a path the latest round of another store, which stays as it is.
    """
    if Path(meant).is_file():
        other = _Borrowed(Path(meant))
        try:
            return other.round(), other
        except BaseException:
            other.close()
            raise
    numbers = [(number, day) for number, day in store.numbers() if number < before]
    chosen = [number for number, day in numbers if _is_meant(meant, number, day)]
    if not chosen:
        known = ", ".join(f"{number} ({day.isoformat()})" for number, day in numbers) or "none"
        what = f"There is no earlier round that '{meant}' could mean."
        remedy = f"Give last, a round's number, a day, or another audit's store. Earlier rounds here: {known}."
        raise StoreError(what, where=str(store.path), remedy=remedy)
    return store.round(chosen[-1]), Store(store.path, create=False)


class _Borrowed(Store):
    """Another audit's store, read from a copy that goes when it is closed.

    An older store is brought up to date before it is read: the program that wrote it would not know it any more, and
    it may lie where nothing can be written.
    """

    def __init__(self, path: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="policykit-", ignore_cleanup_errors=True)
        copy = Path(self._folder.name) / path.name
        try:
            _copy(path, copy)
            super().__init__(copy, create=False)
        except StoreError as error:
            self._folder.cleanup()
            raise StoreError(error.what, where=str(path), remedy=error.remedy) from error
        self.path = path

    def close(self) -> None:
        """Let go of the copy, and remove it."""
        super().close()
        self._folder.cleanup()


def _copy(path: Path, copy: Path) -> None:
    """Copy a store as it stands, with what another program has written beside it; raises StoreError."""
    try:
        for ending in ("", "-wal"):
            beside = path.with_name(f"{path.name}{ending}")
            if beside.exists():
                shutil.copyfile(beside, copy.with_name(f"{copy.name}{ending}"))
    except OSError as error:
        what = f"The earlier audit's store could not be read ({(error.strerror or str(error)).lower()})."
        remedy = "Check that you may read it, and that there is room for a copy of it."
        raise StoreError(what, where=str(path), remedy=remedy) from error


def _is_meant(meant: str, number: int, day: date) -> bool:
    if meant == LAST:
        return True
    if meant.isdecimal():
        return number == int(meant)
    try:
        return day <= date.fromisoformat(meant)
    except ValueError:
        return False
