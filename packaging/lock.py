"""Resolve what PolicyKit needs and write the lock; with --check say, without a network, whether it still fits pyproject.toml.

No address of a registry is written down: an installer asks the one it is set up for, and the hashes decide.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from locked import BUILD, DEV, FILES, LOCK, ROOT, RUN
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_NEEDS = "# needs: "
_LINE = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; ([^\\]+?))?(?: \\)?$", re.MULTILINE)


def needs() -> dict[str, Any]:
    """Return the tables of pyproject.toml that the lock follows."""
    every = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    told = {name: every["project"][name] for name in ("requires-python", "dependencies", "optional-dependencies")}
    return told | {"groups": every["dependency-groups"]}


def digest() -> str:
    """Return a hash of what is needed, which the lock carries."""
    return hashlib.sha256(json.dumps(needs(), sort_keys=True).encode()).hexdigest()


def make() -> None:
    """Resolve anew and write every file."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name in ("pyproject.toml", "README.md", "LICENSE", "src/policykit/version.py"):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place / name)
        _uv(place, "lock", "--quiet")
        LOCK.mkdir(exist_ok=True)
        for target, extras in ((RUN, ()), (BUILD, ("--only-group", "build")), (DEV, ("--all-extras", "--all-groups"))):
            usual = ("--frozen", "--no-emit-project", "--no-header", "--no-annotate", "--quiet")
            text = _uv(place, "export", "--format", "requirements-txt", *usual, *extras)
            head = (
                f"# Made by packaging/lock.py; pip install --require-hashes -r {target.relative_to(ROOT).as_posix()}\n"
            )
            target.write_text(f"{head}{_NEEDS}{digest()}\n{text}", encoding="utf-8")
        every = tomllib.loads((place / "uv.lock").read_text(encoding="utf-8"))["package"]
    marked = {(name, version): marker for name, version, marker in _LINE.findall(RUN.read_text(encoding="utf-8"))}
    kept = [_entry(one, marked[key]) for one in every if (key := (one["name"], one.get("version"))) in marked]
    own = next(one for one in every if one["name"] == "policykit")
    first = sorted({one["name"] for one in own["dependencies"]})
    text = json.dumps({"needs": digest(), "first": first, "packages": kept}, indent=1)
    FILES.write_text(f"{text}\n", encoding="utf-8")


def _entry(one: dict[str, Any], marker: str) -> dict[str, Any]:
    files = [*one.get("wheels", []), *([one["sdist"]] if "sdist" in one else [])]
    return {
        "name": one["name"],
        "version": one["version"],
        "marker": marker,
        "needs": sorted({need["name"] for need in one.get("dependencies", [])}),
        "files": {file["url"].rsplit("/", 1)[1]: file["hash"].removeprefix("sha256:") for file in files},
    }


def _uv(place: Path, *arguments: str) -> str:
    command = [str(Path(sys.executable).with_name("uv")), *arguments]
    return subprocess.run(command, cwd=place, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own


def problems() -> list[str]:
    """Return what keeps the lock from fitting pyproject.toml, one sentence each."""
    found = []
    for path in (RUN, BUILD, DEV):
        text = path.read_text(encoding="utf-8")
        if f"{_NEEDS}{digest()}\n" not in text:
            found.append(f"{path.name} was made for other needs than pyproject.toml has now.")
    if json.loads(FILES.read_text(encoding="utf-8"))["needs"] != digest():
        found.append("files.json was made for other needs than pyproject.toml has now.")
    here = {
        canonicalize_name(name): version
        for name, version, marker in _LINE.findall(DEV.read_text(encoding="utf-8"))
        if not marker or Marker(marker).evaluate()
    }
    told = needs()
    extras = [*told["optional-dependencies"].values(), *told["groups"].values()]
    for line in [*told["dependencies"], *(line for lines in extras for line in lines)]:
        asked = Requirement(line)
        version = here.get(canonicalize_name(asked.name))
        if version is None or not asked.specifier.contains(version, prereleases=True):
            found.append(f"The lock has {version or 'no version'} for {line}.")
    return found


def main() -> None:
    """Make the lock, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the lock does not fit")
    if not parser.parse_args().check:
        make()
    if found := problems():
        sys.exit("\n".join([*found, "Run: python packaging/lock.py"]))


if __name__ == "__main__":
    main()
