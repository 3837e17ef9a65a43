"""The overlay that docs/newer-law.md shows: its files are written, its commands run, and what it says of them holds."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policykit.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "newer-law.md"
_FILE = re.compile(r"^`(own/[\w./-]+\.yaml)`.*?^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
POLICY = """\
# SEN policy

We have signed the Inclusion Charter.

The Sure Start centre runs a playgroup, and so does Little Steps.

Families of the Sure Start Local Programme are welcome.

Ask Barset Families First for advice on SEN, 01632 960147.

The LEA is told.
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the overlay of the page and a document; one for all tests, since a checklist is loaded once a folder."""
    tmp_path = tmp_path_factory.mktemp("newer")
    for name, text in _FILE.findall(PAGE.read_text(encoding="utf-8")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "policy.md").write_text(POLICY, encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> Result:
    """Return what a call of `policykit` gave."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


def stale(own: Path, *arguments: str) -> list[str]:
    """Return what is out of date in the document."""
    result = run("check", own / "policy.md", "--format", "json", *arguments)
    return [one["quote"] for one in json.loads(result.stdout)["stale"]]


def test_the_page_shows_three_files() -> None:
    """A new thing, a changed one and local names."""
    names = [name for name, _ in _FILE.findall(PAGE.read_text(encoding="utf-8"))]
    assert names == ["own/stale/inclusion-charter.yaml", "own/stale/sure-start.yaml", "own/local.yaml"]


def test_every_example_of_the_overlay_holds(own: Path) -> None:
    """Those of the shipped catalogue hold beside it as well."""
    result = run("checklist", "test", own / "own")
    assert result.exit_code == 0, result.output


def test_the_overlay_adds_changes_and_takes_away(own: Path) -> None:
    """The charter is new, the centre's day has moved, a term came and another went; the rest is as shipped."""
    shipped = ["Sure Start centre", "Sure Start Local Programme", "LEA"]
    assert stale(own, "--as-at", "2026-11-22") == shipped
    assert stale(own, "--as-at", "2026-11-22", "--checklist", str(own / "own")) == [
        "Inclusion Charter",
        "Little Steps",
        "LEA",
    ]
    assert "Sure Start" in stale(own, "--as-at", "2027-09-01", "--checklist", str(own / "own"))


def test_local_names_of_the_overlay_are_known(own: Path) -> None:
    """The advice service is found under the name that it has in the area."""

    def status(*arguments: str) -> str:
        result = run("check", own / "policy.md", "--format", "json", *arguments)
        found = {one["id"]: str(one["status"]) for one in json.loads(result.stdout)["requirements"]}
        return found["sch1.11"]

    assert (status(), status("--checklist", str(own / "own"))) == ("partial", "met")


def test_the_overlay_is_named_once_a_year_has_passed(own: Path) -> None:
    """Its own dates count, beside those of the shipped files."""
    old = run("checklist", "lint", own / "own", "--as-at", "2027-11-22")
    assert "inclusion-charter was last compared on 1 November 2026: compare it again." in old.stdout
