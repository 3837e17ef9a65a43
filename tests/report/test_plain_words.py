"""How plain the words are, in text and in JSON."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from tests.report import sample

from policykit import data
from policykit.checklist.load import load
from policykit.cli.main import main
from policykit.model.plain import Ease, PlainWords
from policykit.report import plain_words, terminal

HARD = (
    "The identification of individual educational necessities is a collaborative responsibility of every "
    "professional working within the organisation."
)


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    """Give a report that is hard to read and never says what SEMH is."""
    path = tmp_path / "report.md"
    text = f"# SEN information report\n\n## Aims\n\n{' '.join([HARD] * 4)}\n\nWe help with SEMH prior to Year 3.\n"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_text_says_what_is_hard_and_offers_words(report_file: Path) -> None:
    """With the Code's paragraph, that it sets no number, and no verdict on 6.81."""
    done = CliRunner().invoke(main, ["check", str(report_file), "--as-at", "2026-11-21"])
    text = " ".join(done.output.split())
    assert "It sets no number, and none of what follows is a verdict" in text
    assert "write out “social, emotional and mental health”" in text
    assert "“prior to” (once): before" in text
    assert "Long words: “identification”" in text
    assert "does not meet" not in text


def test_the_json_keeps_to_its_schema(report_file: Path) -> None:
    """Whole, sections, hardest sentences and words, each quote with its place."""
    done = CliRunner().invoke(main, ["check", str(report_file), "--as-at", "2026-11-21", "--format", "json"])
    shape = json.loads(done.output)
    schema = json.loads(Path("src/policykit/report/schema/report-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(shape)
    plain = shape["plain"]
    assert plain["duty"] == "should"
    assert plain["whole"]["reading_ease"] < 10
    assert plain["hardest"][0]["where"]["section"] == "Aims"
    words = {word["word"]: word["kind"] for word in plain["words"]}
    assert words == {"SEN": "abbreviation", "SEMH": "abbreviation", "identification": "wordy", "prior to": "wordy"}


def test_too_little_text_is_said_to_be_too_little() -> None:
    """No figure is made up for a list of names."""
    report = replace(sample.report(), plain=PlainWords((), Ease(12, 1, 20)))
    assert plain_words.TOO_LITTLE in " ".join(terminal.to_text(report, sample.checklist()).split())


def test_a_reading_age_beyond_school_and_university_is_not_given_as_a_number() -> None:
    """It would mean nothing."""
    assert plain_words.ease_sentence(Ease(60, 1, 120, 0, 3.0, 21)).startswith("Reading ease 3, reading age 21 or more,")


def test_the_advice_on_plain_language_sends_the_reader_to_this_part() -> None:
    """Whoever reads that the ease of the words is no part of the point learns where it is told, by its heading."""
    checklist = load([data.home("checklists")])
    advice = next(one.advice for one in checklist.requirements if one.id == "cop.plain-language")
    assert f"the report's part on {plain_words.SHORT_HEADING.lower()}" in " ".join(advice.split())
    assert plain_words.HEADING.startswith(plain_words.SHORT_HEADING)
