"""The file that docs/stale-references.md shows is one that works."""

import re
from datetime import date
from pathlib import Path

from policykit.check.stale_examples import stale_faults
from policykit.checklist.stale import load_stale
from policykit.data import home

PAGE = Path(__file__).parents[2] / "docs" / "stale-references.md"


def test_the_file_shown_loads_over_the_shipped_catalogue_and_its_examples_come_out(tmp_path: Path, as_at: date) -> None:
    """Whoever copies it has a sound start."""
    shown = PAGE.read_text(encoding="utf-8").split("```yaml\n", 1)[1].split("```", 1)[0]
    known = re.findall(r"^id: (\S+)$", shown, re.MULTILINE)[0]
    (tmp_path / "stale").mkdir()
    (tmp_path / "stale" / f"{known}.yaml").write_text(shown, encoding="utf-8")
    laid_over = load_stale([home("checklists"), tmp_path])
    one = next(one for one in laid_over.references if one.id == known)
    assert list(stale_faults(one, laid_over, as_at)) == []
