"""What `policykit check` says of a Word file that still holds what only its authors should see."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policykit.cli.main import main


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    """Give a Word file with a comment, a tracked insertion, hidden words, a blank and a template's title."""
    word = WordFile()
    word.core_properties.title = "SEN report template"
    word.core_properties.author = "Anna Reed"
    word.add_heading("Millbrook Primary School SEN information report", 1)
    paragraph = word.add_paragraph("At Millbrook Primary School we welcome every child. ")
    run = paragraph.add_run("Our SENCO is [insert name].")
    word.add_comment(run, text="Ask the office", author="Head", initials="H")
    paragraph.add_run("Not for parents").font.hidden = True
    paragraph._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="9" w:author="Head"><w:r><w:t> She is new.</w:t></w:r></w:ins>')
    )
    path = tmp_path / "report.docx"
    stream = io.BytesIO()
    word.save(stream)
    path.write_bytes(stream.getvalue())
    return path


def test_leftovers_of_a_word_file_are_told_with_their_places(word_file: Path) -> None:
    """In JSON and in text, and none of them fails a check."""
    arguments = ["check", str(word_file), "--as-at", "2026-11-21", "--fail-on", "outdated"]
    done = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert done.exit_code == 0
    found = {one["id"]: one for one in json.loads(done.output)["leftovers"]}
    assert set(found) == {"placeholder", "comments", "tracked-changes", "hidden-text", "template-properties"}
    assert found["placeholder"]["quote"] == "[insert name]"
    assert found["placeholder"]["where"]["section"] == "Millbrook Primary School SEN information report"
    assert found["comments"]["where"] is None
    assert found["template-properties"]["place"] == "the file's title"
    text = CliRunner().invoke(main, arguments).output
    assert "Left over" in text
    assert "Look at what should not be published" in text


def test_links_are_tried_only_when_asked_to(tmp_path: Path) -> None:
    """An address of this machine shows that it was asked for, and is itself never knocked at."""
    path = tmp_path / "report.md"
    path.write_text("# SEN information report\n\nSee [the offer](http://127.0.0.1:9/offer).\n", encoding="utf-8")
    arguments = ["check", str(path), "--as-at", "2026-11-21", "--format", "json"]
    untried, asked = (
        json.loads(CliRunner().invoke(main, [*arguments, *more]).output)["links"][0] for more in ([], ["--check-links"])
    )
    assert (untried["tried"], untried["problem"]) == (False, "")
    assert asked["tried"]
    assert "private network" in asked["problem"]
