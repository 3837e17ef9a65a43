"""The JSON and the CSV of a round: a contract for programs, and a table that no spreadsheet runs."""

import csv as tables
import io
import json as text
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from tests.audit.made import a_round, checklist, school

from policykit.audit import moved
from policykit.audit.across import across
from policykit.audit.across_told import across_told
from policykit.audit.added import Added, Further
from policykit.audit.copies import Words
from policykit.audit.course import course
from policykit.audit.json import chunks, to_text
from policykit.audit.own_columns import NO_NOTES, OwnNotes
from policykit.audit.rendered import rendered
from policykit.audit.rounds import Round
from policykit.audit.trend import compared

jsonschema = pytest.importorskip("jsonschema")
TEXT = " ".join(f"garden{number}" for number in range(90))


def _added() -> list[Further]:
    """Return what moved between two hand-made rounds, in both ways of telling it, and what their schools share."""
    birch = a_round().schools[1]
    gaps = ("sch1.1", "sch1.4", "sch1.9", "sch1.11", "sch1.13", "cfa69.access")
    then = replace(school("alder", "Alder Primary School", gaps), stale=birch.stale)
    as_judged = school("alder", "Alder Primary School", gaps[1:])
    now = school("alder", "Alder Primary School", ("sch1.1",))
    old = replace(a_round(), schools=(replace(as_judged, stale=birch.stale),), number=1)
    new = replace(a_round(), schools=(now, birch), number=2)
    rounds = [(old, {"alder": then}), (new, {"alder": now, "birch": birch})]
    texts = [Words("alder", (TEXT,)), Words("birch", (TEXT,))]
    return [
        moved.since(compared(*rounds[0], new), new, {}).told,
        moved.course_told(course(rounds), {}).told,
        *across_told(new, across(new, texts)),
    ]


ADDED = _added()
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
    shape = text.loads("".join(chunks(a_round(), checklist(), notes, ADDED)))
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(shape)] == []
    assert [one["kind"] for one in shape["added"]] == [one.kind for one in ADDED]


def test_what_has_moved_and_what_schools_share_are_data_too() -> None:
    """By the schools' keys, the requirements' ids and their statuses, so that no program has to read a sentence."""
    shape = text.loads("".join(chunks(a_round(), checklist(), NO_NOTES, ADDED)))
    data = {one["kind"]: one["data"] for one in shape["added"]}
    (step,) = data["since"]
    assert (step["from"], step["to"]) == ({"round": 1, "as_at": "2026-11-21"}, {"round": 2, "as_at": "2026-11-21"})
    assert (step["totals"]["fixed"], step["totals"]["new"], step["totals"]["schools"]) == (5, 0, 1)
    (alder,) = step["schools"]
    assert {"id": "sch1.4", "change": "fixed", "was": "missing", "now": "met"} in alder["requirements"]
    assert alder["by_checklist"] == [{"id": "sch1.1", "was": "met", "now": "missing"}]
    assert alder["stale"]["gone"] == ["parent-partnership"]
    assert step["joiners"] == [{"key": "birch", "name": "Birch Academy"}]
    assert data["copied"] == [{"schools": ["alder", "birch"], "text": TEXT}]
    (sentence,) = next(one for one in shape["added"] if one["kind"] == "copied")["sentences"]
    assert sentence.startswith("Alder Primary School and Birch Academy: “")
    assert data["course"][-1]["schools"][0]["open_since"] == {"sch1.1": 1}


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


def csv_of(ending: str, found: Round, notes: OwnNotes, added: Added = ()) -> list[dict[str, str]]:
    """Return the rows of the table of that ending, by their headings."""
    written = b"".join(rendered(ending, found, checklist(), notes, added)).decode()
    assert written.startswith("\ufeff")
    return list(tables.DictReader(io.StringIO(written[1:])))


def test_a_column_that_she_added_herself_is_in_the_csv_too() -> None:
    """As it is in the workbook and in the JSON."""
    notes = OwnNotes({("Evidence", "birch|sch1.9"): {"Visit": "May"}}, columns={"Evidence": ("Visit",)})
    assert [row["Visit"] for row in csv_of(".csv", a_round(), notes) if row["Visit"]] == ["May"]


def test_the_csv_has_a_row_for_each_school_and_requirement_with_her_columns() -> None:
    """Three schools were judged; nothing in it begins like a formula."""
    rows = csv_of(".csv", a_round(), NOTES)
    judged = [one for one in checklist().requirements if not one.optional]
    assert len(rows) == 3 * len(judged)
    (hers,) = [row for row in rows if row["Comment"]]
    assert (hers["School"], hers["Requirement"], hers["Comment"]) == ("Birch Academy", "sch1.9", "'=seen")
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())


def test_each_other_sheet_is_a_csv_too() -> None:
    """The matrix with its letters and her columns, the stale places, each file, and what nobody has read."""
    matrix, stale, documents, unread = (
        csv_of(f"-{name}.csv", a_round(), NOTES) for name in ("matrix", "stale", "documents", "not-read")
    )
    birch = next(row for row in matrix if row["School"] == "Birch Academy")
    assert (len(matrix), birch["sch1.9"], birch["sch1.4"], birch["Owner"]) == (4, "G*", "N", "Me")
    assert [row["Write instead"] for row in stale] == ["SENDIASS", "SENDIASS"]
    assert [row["Document"] for row in documents][-1] == "dogwood/report.pdf"
    assert [row["What to do"] for row in unread] == ["Ask the school for a copy without one."]


def test_the_summary_is_a_csv_with_a_fact_a_line() -> None:
    """Counts, gaps, stale references, schools to speak to first, and what schools share."""
    rows = csv_of("-summary.csv", a_round(), NOTES, ADDED)
    told = {(row["Heading"], row["Id"], row["Fact"]): row["Value"] for row in rows}
    assert told["What the law requires", "sch1.9", "found"] == "2"
    assert told["What the law requires", "sch1.9", "your rating"] == "1"
    assert told["Commonest gaps", "sch1.4", "schools"] == "1"
    assert told["Commonest out-of-date references", "parent-partnership", "places"] == "2"
    assert any(row["Heading"] == "Speak to first" and row["What"] == "Birch Academy" for row in rows)
    assert any(row["Heading"] == "Since the earlier round" for row in rows)
