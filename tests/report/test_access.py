"""How everyone can read the file, in every format."""

import json
from pathlib import Path

import jsonschema
from click.testing import CliRunner

from policykit.cli.main import main

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "files" / "skerrick-bay-primary-2023.docx"
SCHEMA = Path(__file__).resolve().parents[2] / "src" / "policykit" / "report" / "schema" / "report-1.json"


def shown(fmt: str) -> str:
    """Return the report on a Word file with plain tables, in a format."""
    return CliRunner().invoke(main, ["check", str(CORPUS), "--as-at", "2026-11-21", "--format", fmt]).output


def test_the_json_gives_each_rule_with_its_place_and_keeps_to_the_schema() -> None:
    """And names the rules that were looked at."""
    shape = json.loads(shown("json"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(shape)
    access = shape["accessibility"]
    assert {one["rule"] for one in access["findings"]} == {"table-without-header-row"}
    assert access["findings"][0]["where"]["section"]
    assert "faint-words" in access["looked"]


def test_text_and_page_tell_what_to_do_and_where() -> None:
    """Beside how plain the words are."""
    for fmt in ("text", "html"):
        text = " ".join(shown(fmt).split())
        assert "A table has no row that is marked as its heading." in text
        assert "Repeat Header Rows" in text
        assert "It sets no number" in text
