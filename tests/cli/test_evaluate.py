"""`policykit evaluate` on a corpus of two documents."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from policykit.cli.main import main
from policykit.pipeline import catalogues

IDS = [requirement.id for requirement in catalogues().checklist.requirements if not requirement.further]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Give a corpus of one document to learn from and one to measure."""
    (tmp_path / "files").mkdir()
    (tmp_path / "labels").mkdir()
    members = []
    for name, split in (("one", "train"), ("two", "test")):
        members.append(f"  - {{id: {name}, writer: w, split: {split}}}")
        text = "SEN information report\n\nOur SENCO is Mrs Ash, who can be rung on 01632 960111.\n"
        (tmp_path / "files" / f"{name}.txt").write_text(text, encoding="utf-8")
        statuses = "".join(f"  {one}: {{status: {'met' if one == 'sch1.4' else 'missing'}}}\n" for one in IDS)
        label = f"id: {name}\nkind: information-report\nrequirements:\n{statuses}"
        (tmp_path / "labels" / f"{name}.yaml").write_text(label, encoding="utf-8")
    (tmp_path / "manifest.yaml").write_text("documents:\n" + "\n".join(members) + "\n", encoding="utf-8")
    return tmp_path


def test_figures_come_with_baselines_and_as_json(corpus: Path) -> None:
    """The figures of a part are printed beside the three simple checkers, and the same as JSON."""
    shown = CliRunner().invoke(main, ["evaluate", str(corpus), "--split", "train"])
    assert shown.exit_code == 0
    assert "nearest neighbour" in shown.output
    found = json.loads(CliRunner().invoke(main, ["evaluate", str(corpus), "--split", "train", "--json"]).output)
    assert found["decisions"] == len(IDS)
    assert found["figures"]["false_missing_of_met"]["value"] == 0.0


def test_each_opening_of_the_test_part_is_written_down(corpus: Path) -> None:
    """Two openings make two entries, with their figures; the train part makes none."""
    runner = CliRunner()
    runner.invoke(main, ["evaluate", str(corpus), "--split", "train"])
    assert not (corpus / "test-openings.json").exists()
    for _ in range(2):
        assert runner.invoke(main, ["evaluate", str(corpus), "--split", "test"]).exit_code == 0
    entries = json.loads((corpus / "test-openings.json").read_text(encoding="utf-8"))
    assert [entry["documents"] for entry in entries] == [1, 1]
    assert "status_accuracy" in entries[0]["figures"]


def test_a_folder_that_is_no_corpus_is_told(tmp_path: Path) -> None:
    """The error says which file is looked for, and the exit code is 2."""
    done = CliRunner().invoke(main, ["evaluate", str(tmp_path)])
    assert done.exit_code == 2
    assert "manifest.yaml" in done.output
