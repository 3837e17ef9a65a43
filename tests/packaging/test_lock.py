"""The lock: it fits pyproject.toml, covers what is needed, has a wheel for a school's Windows, and refuses no-go licences."""

import json
import re
import subprocess
import sys
from importlib import metadata

import licences
import lock
import locked
import pytest
import sbom
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def test_the_lock_fits_what_pyproject_asks_for() -> None:
    """Every need has a version in it that the need allows."""
    assert lock.problems() == []


def test_a_need_that_changes_makes_the_lock_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether or not the version in it would still do."""
    told = lock.needs()
    monkeypatch.setattr(lock, "needs", lambda: {**told, "dependencies": [*told["dependencies"], "click>=99"]})
    found = lock.problems()
    assert any("other needs" in line for line in found)
    assert any("click>=99" in line for line in found)


def test_everything_that_is_needed_here_is_locked() -> None:
    """Need by need, as the installed libraries themselves say."""
    held = {one.name for one in locked.packages()}
    left, seen = ["policykit"], set[str]()
    while left:
        name = left.pop()
        if name in seen:
            continue
        seen.add(name)
        for line in metadata.requires(name) or ():
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                left.append(canonicalize_name(need.name))
    assert seen - {"policykit"} <= held


@pytest.mark.parametrize("python", ["3.12", "3.13"])
def test_every_library_has_a_wheel_for_a_schools_windows(python: str) -> None:
    """So that nothing has to be built there."""
    tags = locked.windows_tags(python)
    wanted = [one for one in locked.packages() if one.is_for(locked.windows(python))]
    assert len(wanted) > 25
    assert [one.name for one in wanted if one.wheel(tags) is None] == []


def test_the_lock_names_no_registry() -> None:
    """An installer asks the one it is set up for."""
    for path in (locked.RUN, locked.BUILD, locked.DEV, locked.FILES):
        assert "://" not in path.read_text(encoding="utf-8")


def test_every_locked_file_has_a_whole_hash_that_the_installer_will_ask_for() -> None:
    """The two forms of the lock agree."""
    text = locked.RUN.read_text(encoding="utf-8")
    for one in locked.packages():
        assert f"{one.name}=={one.version}" in text
        for file in one.files:
            assert re.fullmatch("[0-9a-f]{64}", file.sha256)
            assert f"sha256:{file.sha256}" in text


def test_no_library_is_under_a_licence_that_may_not_be_there() -> None:
    """And what asks for something in return has been decided about."""
    assert [row.problem for row in licences.rows() if row.problem] == []


@pytest.mark.parametrize("licence", ["AGPL-3.0-only", "GPL-2.0-or-later", "MIT AND GPL-3.0-only", "LGPL-3.0-only", ""])
def test_a_licence_that_nobody_decided_about_is_refused(licence: str) -> None:
    """LGPL may be decided for; GPL and AGPL may not."""
    assert licences.Row("thing", "1", licence, "").problem
    decided = licences.Row("thing", "1", licence, "We thought about it.")
    assert bool(decided.problem) == (not licence.startswith("LGPL"))


def test_the_page_of_licences_is_up_to_date() -> None:
    """It is made from what the libraries say of themselves."""
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(licences.rows())


def test_the_list_of_parts_is_what_the_standard_asks_for() -> None:
    """By CycloneDX's own schema, with each part once, its licence, and who needs it."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    made = sbom.bom()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made)) is None
    refs = [part["bom-ref"] for part in made["components"]]
    assert len(refs) == len(set(refs)) == len(locked.packages())
    needed = {ref for link in made["dependencies"] for ref in link["dependsOn"]}
    assert needed == set(refs)


def test_the_list_of_parts_is_the_same_in_every_run() -> None:
    """No clock, no random number, no order of a set."""
    command = [sys.executable, "-c", "import json, sbom; print(json.dumps(sbom.bom()))"]
    made = {
        subprocess.run(
            command, cwd=locked.ROOT / "packaging", capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
