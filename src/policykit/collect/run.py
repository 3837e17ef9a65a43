"""A collection: the schools of a register visited side by side, each kept as soon as it is done."""

import contextlib
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from policykit import files
from policykit.collect.asking import Asker
from policykit.collect.keep import Places, settled
from policykit.collect.settings import Settings
from policykit.collect.table import to_csv
from policykit.collect.target import Target
from policykit.collect.visit import Visit, Visited
from policykit.collected import TABLE_NAME, CollectedSchool, Manifest, Reason
from policykit.errors import StoreError
from policykit.network import NoAnswer, Stop

_ASIDE = ".collecting"
_OLD_SECONDS = 2 * 24 * 3600
_GOES_ON_DAYS = 7
_LOOK = 0.2

Told = Callable[[int, int, CollectedSchool], None]
"""Told how many schools are done, how many there are, and the one that was done last."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did: the schools it visited, how many it left since they were visited before, and how many for want of a place.

    `is_stopped` tells that a person ended it.
    """

    visited: tuple[CollectedSchool, ...]
    before: int = 0
    waiting: int = 0
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Which schools to visit: not those visited on or after `since`, and at most `limit` of them."""

    since: date | None = None
    limit: int | None = None


def collect(
    targets: Sequence[Target], folder: Path, settings: Settings, choice: Choice, told: Told, stop: Stop | None = None
) -> Result:
    """Visit the schools and keep what they publish; a run that was stopped goes on where it was.

    Raises StoreError where the folder or its record cannot be written.
    """
    stop = stop or Stop()
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with Manifest(folder, create=True) as manifest, _aside(folder) as aside:
            began = manifest.begin(_now(), _now(days=-_GOES_ON_DAYS))
            waiting = [one for one in targets if not _is_done(manifest.school(one.key), began, choice.since)]
            now = waiting if choice.limit is None else waiting[: choice.limit]
            places = Places(folder, manifest.folders())
            visited: list[CollectedSchool] = []
            asker = Asker(settings, stop)
            try:
                with closing(_visits(now, _Work(asker, manifest, folder, aside))) as visits:
                    for done in visits:
                        school = settled(done, manifest.school(done.school.key), places)
                        manifest.add(school)
                        visited.append(school)
                        told(len(visited), len(now), school)
            except KeyboardInterrupt:
                stop.set()
            if not stop.is_set and len(now) == len(waiting):
                manifest.end(_now())
            files.replace(folder / TABLE_NAME, to_csv(manifest.schools()).encode("utf-8", "replace"))
    return Result(tuple(visited), len(targets) - len(waiting), len(waiting) - len(visited), stop.is_set)


@dataclass(frozen=True, slots=True)
class _Work:
    asker: Asker
    manifest: Manifest
    folder: Path
    aside: Path


def _visits(targets: Sequence[Target], work: _Work) -> Generator[Visited, None, None]:
    """Give the visits as they end; a person who stops ends the others without waiting for slow sites."""
    stop = work.asker.stop
    waiting = iter(enumerate(targets))
    under_way: set[Future[Visited | None]] = set()
    with ThreadPoolExecutor(work.asker.settings.jobs) as pool:
        try:
            while True:
                while not stop.is_set and len(under_way) < work.asker.settings.jobs:
                    following = next(waiting, None)
                    if following is None:
                        break
                    number, target = following
                    under_way.add(pool.submit(_visit, _begun(target, work, number)))
                if not under_way:
                    return
                done, under_way = wait(under_way, timeout=_LOOK, return_when=FIRST_COMPLETED)
                for one in done:
                    if (visited := one.result()) is not None:
                        yield visited
        except BaseException:
            stop.set()
            raise


def _begun(target: Target, work: _Work, number: int) -> Visit:
    before = work.manifest.school(target.key)
    earlier = {one.address: one for one in before.asked} if before else {}
    return Visit(target, work.asker, work.folder, work.aside / str(number), earlier)


def _visit(visit: Visit) -> Visited | None:
    """Return what a visit brought, None where a person stopped it; a fault of our own costs this school only."""
    try:
        return visit.run()
    except NoAnswer:
        return None
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - one site must never end a run over hundreds
        target = visit.target
        why = f"PolicyKit itself stumbled over this site ({type(error).__name__})."
        remedy = "Please report it, with the address of the site."
        school = CollectedSchool(
            target.key,
            target.name,
            target.urn,
            target.type,
            target.phase,
            target.contact,
            target.website,
            reason=Reason.ERROR,
            why=why,
            remedy=remedy,
            visited_at=_now(),
        )
        return Visited(school, (), is_whole=False)


def _is_done(school: CollectedSchool | None, began: str, since: date | None) -> bool:
    if school is None:
        return False
    return school.visited_at >= began or (since is not None and school.visited_at[:10] >= since.isoformat())


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Give a folder of this run's own for what is still coming, and take away what runs that were killed left."""
    home = folder / _ASIDE
    home.mkdir(exist_ok=True)
    for old in home.iterdir():
        if _is_left(old):
            shutil.rmtree(old, ignore_errors=True)
    own = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}@{platform.node()}@", dir=home))
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)
        with contextlib.suppress(OSError):
            home.rmdir()


def _is_left(aside: Path) -> bool:
    """Tell whether the run that a folder belongs to is no more: another run may well be under way beside this one."""
    process, _, rest = aside.name.partition("@")
    if os.name == "posix" and process.isdecimal() and rest.startswith(f"{platform.node()}@"):
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
    with contextlib.suppress(OSError):
        return time.time() - aside.stat().st_mtime > _OLD_SECONDS
    return False


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"The collection could not be written ({(error.strerror or str(error)).lower()})."
        remedy = "Give -o a folder that you may write to and that has room; what was done is kept."
        raise StoreError(what, where=str(folder), remedy=remedy) from error


def _now(days: int = 0) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="microseconds")
