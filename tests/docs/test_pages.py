"""The pages of docs/ that the checklist makes are there, fit it, and every link in them and in the others leads somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"(?<!\\)\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    """Return the path from the repository, for pytest."""
    return path.relative_to(ROOT).as_posix()


def anchors(path: Path) -> set[str]:
    """Return the anchors that the headings of a page get where Markdown is shown."""
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("tool", ["build_docs.py", "architecture_page.py"])
def test_the_pages_that_are_made_are_up_to_date(tool: str) -> None:
    """A page for each requirement and stale reference, none left over; the diagram is the contract."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / tool, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_requirement_and_stale_reference_has_its_page() -> None:
    """The files of the checklist and the pages have the same names."""
    for ours, theirs in (("requirements", "requirements"), ("stale", "stale")):
        made = {path.stem for path in (ROOT / "docs" / ours).glob("*.md")} - {"README"}
        assert made == {path.stem for path in (ROOT / "checklists" / theirs).glob("*.yaml")}


@pytest.mark.parametrize(
    "folder", [ROOT, ROOT / "docs", ROOT / "docs" / "requirements", ROOT / "docs" / "stale"], ids=name_of
)
def test_every_link_of_a_page_leads_to_a_file_that_is_there(folder: Path) -> None:
    """Links to other places of the repository, with their headings."""
    dead = []
    for page in (path for path in PAGES if path.parent == folder):
        for target, head in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
            led = (page.parent / target).resolve() if target else page
            if not led.exists() or (head and head not in anchors(led)):
                dead.append(f"{name_of(page)}: {target}#{head}")
    assert dead == []
