"""What the lock holds: each library that PolicyKit needs to run, its version, its own needs, its files with their hashes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "packaging" / "lock"
RUN = LOCK / "run.txt"
"""What `pip install --require-hashes -r` takes, for every system."""
BUILD = LOCK / "build.txt"
"""What makes the wheel and the sdist, and nothing else."""
DEV = LOCK / "dev.txt"
"""The same with every extra, and with what tests and releases need."""
FILES = LOCK / "files.json"

WINDOWS = "win_amd64"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a library, by the name it has at the registry; `sha256` in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Package:
    """One library. `marker` is where it is needed, "" for everywhere; `needs` are names of other libraries."""

    name: str
    version: str
    marker: str
    needs: tuple[str, ...]
    files: tuple[File, ...]

    def is_for(self, environment: dict[str, str]) -> bool:
        """Return whether a system that describes itself so needs it."""
        return not self.marker or Marker(self.marker).evaluate(environment)

    def wheel(self, tags: Iterable[Tag]) -> File | None:
        """Return the wheel that fits best, None where there is none; `tags` come best first."""
        order = {tag: number for number, tag in enumerate(tags)}
        fits: list[tuple[int, File]] = []
        for file in self.files:
            if file.name.endswith(".whl"):
                known = [order[tag] for tag in parse_wheel_filename(file.name)[3] if tag in order]
                fits += [(min(known), file)] if known else []
        return min(fits, key=lambda one: one[0])[1] if fits else None


def packages(path: Path = FILES) -> tuple[Package, ...]:
    """Return all that PolicyKit needs to run, by name."""
    return tuple(
        Package(
            one["name"],
            one["version"],
            one["marker"],
            tuple(one["needs"]),
            tuple(File(name, sha256) for name, sha256 in one["files"].items()),
        )
        for one in json.loads(path.read_text(encoding="utf-8"))["packages"]
    )


def windows(python: str) -> dict[str, str]:
    """Return how a 64-bit Windows describes itself under that Python, such as "3.13"."""
    return {
        "implementation_name": "cpython",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_system": "Windows",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "win32",
    }


def windows_tags(python: str) -> tuple[Tag, ...]:
    """Return the wheels that a 64-bit Windows takes under that Python, best first."""
    major, minor = (int(part) for part in python.split("."))
    given = (major, minor)
    return (
        *cpython_tags(given, platforms=[WINDOWS]),
        *compatible_tags(given, f"cp{major}{minor}", [WINDOWS]),
    )
