"""Outputs as the last run left them: one that would come out the same is not made again.

An output is left alone where its bytes are those that were written, and all that it is made from is the same: the round
with its number, the sentences beside it, and the program. The adviser's notes stand in the workbook's own bytes, so that one
note more makes it another file; the other forms are made from the workbook's bytes too.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policykit import files
from policykit.audit.added import Added
from policykit.audit.own_columns import NO_NOTES, OwnNotes
from policykit.audit.rendered import files_of, rendered
from policykit.audit.rounds import Round
from policykit.audit.sheets import notes_in
from policykit.audit.store import Store, content_of
from policykit.errors import StoreError
from policykit.model.law import Checklist

WORKBOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the outputs: those that were `left` said the same already. `notes` are the adviser's, None unread."""

    left: tuple[Path, ...]
    notes: OwnNotes | None


def workbook_of(chosen: Sequence[Path]) -> Path | None:
    """Return the workbook among the outputs, None where there is none."""
    return next((path for path in chosen if path.suffix.casefold() == WORKBOOK), None)


def write_changed(
    chosen: Sequence[Path],
    made: Round,
    checklist: Checklist,
    store: Store,
    added: tuple[Added, Callable[[], Added]],
) -> Written:
    """Write the outputs that would come out other than they are; `added` are headings at hand, and those that take time.

    Raises StoreError where one cannot be written, or the notes in the workbook cannot be read: then it is as it was.
    """
    workbook = workbook_of(chosen)
    source = _hash(
        json.dumps(
            [content_of(made), made.number, made.program, [(one.title, one.sentences, one.data) for one in added[0]]]
        )
    )
    notes, more, left = None, None, set()
    # The workbook first: what stands in it decides on the others.
    forms = {path: ending for one in chosen for path, ending in files_of(one).items()}
    forms.update((path, path.suffix.casefold()) for path in chosen)
    for path in sorted(forms, key=lambda path: path != workbook):
        basis = source if path == workbook else f"{source} {_hash_of(workbook)}"
        name = _from_the_store(path, store)
        if store.written(name) == (basis, _hash_of(path)):
            left.add(path)
            continue
        if notes is None:
            notes = notes_in(workbook, checklist) if workbook else NO_NOTES
        if more is None:
            more = added[1]()
        told = _Hashed(rendered(forms[path], made, checklist, notes, [*added[0], *more]))
        files.replace(path, told)
        store.wrote(name, basis, told.sha256)
    return Written(tuple(path for path in chosen if left.issuperset(files_of(path))), notes)


class _Hashed:
    """Pieces of an output, and the hash of those that have been taken."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._hash = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._hash.update(piece)
            yield piece

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def _from_the_store(path: Path, store: Store) -> str:
    real = os.path.realpath(path)
    try:
        return Path(os.path.relpath(real, Path(os.path.realpath(store.path)).parent)).as_posix()
    except ValueError:
        # Another drive: nothing leads there from here.
        return Path(real).as_posix()


def _hash_of(path: Path | None) -> str:
    """Return the hash of a file's bytes, "" where there is no file."""
    if path is None:
        return ""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        what = f"The output of the last run could not be looked at ({(error.strerror or str(error)).lower()})."
        raise StoreError(what, where=str(path), remedy="Close it elsewhere, or give -o another name.") from error


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
