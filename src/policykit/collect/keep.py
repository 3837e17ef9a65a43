"""A visit's documents put in their place: a folder a school, a name that stays, and nothing of anybody else's replaced."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from policykit.collect.visit import Kept, Visited
from policykit.collect.what import safe_name
from policykit.collected import Asked, CollectedSchool, Outcome

EARLIER = ".earlier"
"""Where what a site no longer shows is put, beside the schools' folders; an audit does not look there."""
_LONGEST_FOLDER = 60
_DAY = 10


@dataclass(slots=True)
class Places:
    """The folders of a collection's schools, by the schools' keys."""

    folder: Path
    taken: dict[str, str]

    def of(self, school: CollectedSchool) -> str:
        """Return a school's folder, the one it had or a new one that no other school has."""
        if found := self.taken.get(school.key):
            return found
        wanted = safe_name(f"{school.urn} {school.name}".strip(), _LONGEST_FOLDER)
        others = {name.casefold() for name in self.taken.values()}
        name, number = wanted, 1
        while name.casefold() in others:
            number += 1
            name = f"{wanted} {number}"
        self.taken[school.key] = name
        return name


def settled(visited: Visited, before: CollectedSchool | None, places: Places) -> CollectedSchool:
    """Move a visit's documents to where they stay, and return the school with their paths; raises OSError.

    A document that the site gives in a new form takes the old one's name; the old one, and one that is no longer there,
    are put aside. Where the visit failed, what an earlier one brought stays.
    """
    inside = places.of(visited.school)
    root = places.folder
    # Also where nothing was found: that is where a person puts what she found herself.
    (root / inside).mkdir(parents=True, exist_ok=True)
    had = {one.file: one for one in before.documents} if before else {}
    files: dict[str, str] = {}
    for kept in visited.kept:
        files[kept.asked.address] = _placed(kept, root, inside, had, files.values())
    now = set(files.values())
    left = [one for file, one in had.items() if file not in now and (root / file).is_file()]
    may_go = visited.is_whole and visited.school.outcome is not Outcome.NOT_COLLECTED
    stays: list[Asked] = []
    for one in left:
        if may_go:
            _put_aside(root, one)
        else:
            stays.append(one)
    asked = tuple(replace(one, file=files.get(one.address, "")) for one in visited.school.asked)
    return _with_earlier(replace(visited.school, folder=inside, asked=asked), stays)


def _placed(kept: Kept, root: Path, inside: str, had: Mapping[str, Asked], used: Iterable[str]) -> str:
    if kept.aside is None:
        return kept.asked.file
    earlier = next((one for one in had.values() if one.address == kept.asked.address), None)
    if earlier is not None and earlier.file not in used:
        file = earlier.file
        _put_aside(root, earlier)
    else:
        file = _free(kept, root, inside, {*had, *used})
    kept.aside.replace(root / file)
    return file


def _free(kept: Kept, root: Path, inside: str, used: set[str]) -> str:
    """Return a path that nobody's file has, unless it is the very same one; capitals do not tell names apart everywhere."""
    taken = {one.casefold() for one in used}
    name, number = kept.name, 1
    while True:
        path = f"{inside}/{name}"
        target = root / path
        if path.casefold() not in taken and (not target.exists() or _is_same(target, kept.asked.sha256)):
            return path
        number += 1
        suffix = Path(kept.name).suffix
        name = f"{kept.name.removesuffix(suffix)} {number}{suffix}"


def _is_same(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _put_aside(root: Path, one: Asked) -> None:
    old = root / one.file
    if not old.is_file():
        return
    target = root / EARLIER / f"{one.file[: -len(old.suffix)]} ({one.asked_at[:_DAY]}, {one.sha256[:8]}){old.suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    old.replace(target)


def _with_earlier(school: CollectedSchool, stays: list[Asked]) -> CollectedSchool:
    if not stays:
        return school
    day = min(one.asked_at for one in stays)[:_DAY]
    known = {one.address for one in stays}
    asked = (*(one for one in school.asked if one.address not in known or one.reason), *stays)
    why = f"{school.why} {len(stays)} from {day} {'is' if len(stays) == 1 else 'are'} still in the folder."
    return replace(school, asked=asked, kept_day=day, why=why)
