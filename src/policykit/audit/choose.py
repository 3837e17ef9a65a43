"""Which earlier round a person means by a word: its number, a day, "last", or another audit's store."""

from datetime import date
from pathlib import Path

from policykit.audit.rounds import Round
from policykit.audit.store import Store
from policykit.errors import StoreError

LAST = "last"


def earlier_round(store: Store, meant: str, *, before: int) -> tuple[Round, Store]:
    """Return the round that is meant and the store that keeps its documents, opened for the caller to close.

    Of the store's own rounds only those before `before` are meant; raises StoreError where there is none. A day means the last round on or before it; a path the latest round of another store.
    """
    if Path(meant).is_file():
        other = Store(Path(meant), create=False)
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


def _is_meant(meant: str, number: int, day: date) -> bool:
    if meant == LAST:
        return True
    if meant.isdecimal():
        return number == int(meant)
    try:
        return day <= date.fromisoformat(meant)
    except ValueError:
        return False
