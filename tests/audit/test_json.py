"""The JSON and the CSV of a round: a contract for programs, and a table that no spreadsheet runs."""

import csv as tables
import io
import json as text
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from tests.audit.made import a_round, checklist

from policykit.audit.csv import to_csv
from policykit.audit.json import chunks, to_text
from policykit.audit.own_columns import NO_NOTES, OwnNotes

jsonschema = pytest.importorskip("jsonschema")
NOTES = OwnNotes(
    {("Evidence", "birch|sch1.9"): {"Adviser's RAG": "Green", "Comment": "=seen"}, ("Matrix", "birch"): {"Owner": "Me"}}
)


def finding(shape: dict[str, Any], school: str, requirement: str) -> dict[str, Any]:
    """Return a finding of the JSON."""
    (one,) = [result for result in shape["schools"] if result["school"]["key"] == school]
    return next(told for told in one["findings"] if told["id"] == requirement)


@pytest.mark.parametrize("notes", [NO_NOTES, NOTES], ids=["untouched", "annotated"])
def test_the_json_is_what_its_schema_says(notes: OwnNotes) -> None:
    """Every key declared, none missing."""
    schema = text.loads(files("policykit.audit").joinpath("schema", "audit-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    added = [("Documents made from one template", ("Alder and Birch: 6 passages in common.",))]
    shape = text.loads("".join(chunks(a_round(), checklist(), notes, added)))
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(shape)] == []
    assert shape["added"] == [
        {"title": "Documents made from one template", "sentences": ["Alder and Birch: 6 passages in common."]}
    ]


@pytest.mark.parametrize("schools", [4, 1, 0])
def test_the_json_written_a_school_at_a_time_is_the_same_text(schools: int) -> None:
    """To the byte, quotes with line breaks and all."""
    whole = a_round()
    few = replace(whole, schools=whole.schools[:schools], notes=("Two\nlines, and a “quote”.",))
    written = "".join(chunks(few, checklist(), NOTES))
    assert written == to_text(text.loads(written))
    assert len(text.loads(written)["schools"]) == schools


def test_both_the_programs_verdict_and_hers_are_in_the_json() -> None:
    """Hers counts in the summary; ours is not hidden."""
    shape = text.loads("".join(chunks(a_round(), checklist(), NOTES)))
    told = finding(shape, "birch", "sch1.9")
    assert (told["status"], told["adviser"]["status"]) == ("missing", "met")
    counts = next(one for one in shape["summary"]["must_haves"] if one["id"] == "sch1.9")
    assert (counts["met"], counts["missing"], counts["hers"]) == (2, 1, 1)
    assert finding(shape, "cedar", "sch1.9")["adviser"] is None


def test_the_csv_has_a_row_for_each_school_and_requirement_with_her_columns() -> None:
    """Three schools were judged; nothing in it begins like a formula."""
    written = to_csv(a_round(), checklist(), NOTES)
    assert written.startswith("\ufeff")
    rows = list(tables.DictReader(io.StringIO(written[1:])))
    judged = [one for one in checklist().requirements if not one.optional]
    assert len(rows) == 3 * len(judged)
    (hers,) = [row for row in rows if row["Comment"]]
    assert (hers["School"], hers["Requirement"], hers["Comment"]) == ("Birch Academy", "sch1.9", "'=seen")
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())
