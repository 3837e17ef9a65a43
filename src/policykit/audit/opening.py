"""The files of an audit by the hash of their bytes; one that has not changed since the last run is not read for it.

A file is the same without a look at its bytes when its path, size, number and both of its times are: the time of its last change
is set by the system alone, whoever sets the other one back. As in Git's index, a hash is kept only where both times were
well past when the file was hashed, so that a change within one tick of a coarse clock is never missed. Where a system
has no such time (Windows gives that of making), a file of the same size whose time was set back by hand would pass for the old one.
"""

import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from policykit.audit.layout import Plan, shown_path
from policykit.audit.reading import hash_of
from policykit.audit.rounds import Problem
from policykit.audit.store import DiskFacts, Store
from policykit.errors import DocumentError
from policykit.read.opening import bytes_of

_SETTLED = 3_000_000_000
"""Nanoseconds; the coarsest file system in use keeps times to two seconds."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened: its hash, "" with what was wrong where it could not be."""

    path: Path
    shown: str
    sha256: str
    problem: Problem | None = None


def opened(plan: Plan, store: Store, told: Callable[[int, int], None]) -> list[Opened]:
    """Return the files of a plan with their hashes, and keep what spares the next run the hashing.

    `told` hears how many are done and how many there are. Raises StoreError where the store cannot be written.
    """
    files, known, new, done = plan.files, store.seen(), {}, []
    for at, path in enumerate(files, 1):
        shown = shown_path(plan.folder, path)
        now = time.time_ns()
        facts = _facts(path)
        kept = known.get(shown)
        if facts is not None and kept is not None and facts == kept[0]:
            done.append(Opened(path, shown, kept[1]))
        else:
            try:
                one = Opened(path, shown, hash_of(bytes_of(path, shown)))
            except DocumentError as error:
                one = Opened(path, shown, "", Problem(error.what, error.remedy))
            done.append(one)
            if facts is not None and one.sha256 and max(facts[1], facts[2]) < now - _SETTLED:
                new[shown] = (facts, one.sha256)
        told(at, len(files))
    if new:
        store.saw(new)
    return done


def _facts(path: Path) -> DiskFacts | None:
    """Return size, times and number of a file, None where it is none that could be hashed."""
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(facts.st_mode):
        return None
    # SQLite keeps numbers of 64 bits with a sign; some systems' file numbers have more.
    number = (facts.st_ino + 2**63) % 2**64 - 2**63
    return facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, number
