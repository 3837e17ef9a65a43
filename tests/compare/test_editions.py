"""What two editions made for the test are told to have changed."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
from tests.compare.pair import edition, held, ids
from tests.conftest import DocumentBuilder

from policykit.compare import Comparison, Edition, compare
from policykit.compare.json import to_json
from policykit.compare.page import to_html
from policykit.compare.text import to_text

SENCO = "Our SENCO is Mrs A. Reed. Ring her on 01632 960100 or write to reed@example.org."
SENDIASS = "Parents can get free, impartial advice from SENDIASS on 01632 960147."
OLD_WORDS = "Children with a statement of special educational needs have a review each year."
BULLYING = "We keep a log of bullying of pupils with SEN and each case is followed up by the head of year."
BASE = ("# SEN information report", "## Who can help", SENCO, SENDIASS, "## Being safe", BULLYING, OLD_WORDS)


def schema() -> dict[str, Any]:
    """Return the JSON Schema that ships with PolicyKit."""
    text = files("policykit.compare").joinpath("schema/compare-1.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def moved_in(found: Comparison) -> tuple[object, ...]:
    """Return all that was put right, got worse, came or went."""
    return (*found.fixed, *found.worse, *found.new_findings, *found.stale_gone, *found.stale_came)


def with_digest(one: Edition, digest: str) -> Edition:
    """Return an edition as a stored report made with another checklist."""
    shape = {**one.shape, "checklist": {"version": "0", "date": "2020-01-01", "digest": digest}}
    return Edition(shape, None, "last-year.json")


def test_a_document_against_itself_has_not_changed(doc: DocumentBuilder) -> None:
    """The words and every finding are the same, whatever the file is called."""
    found = held(doc(*BASE), doc(*BASE))
    assert found.nothing_changed
    assert not moved_in(found)
    assert found.sections == ()
    assert all(one.unchanged for one in (*found.open, *found.still_met, *found.stale_kept))
    assert "Nothing changed" in to_text(found)


def test_what_was_written_since_is_fixed_and_what_was_taken_out_is_worse(doc: DocumentBuilder) -> None:
    """One direction each, and the same pair turned round turns them round."""
    without = doc(*(text for text in BASE if text != SENDIASS))
    there, back = held(without, doc(*BASE)), held(doc(*BASE), without)
    assert "sch1.11" in ids(there.fixed)
    assert "sch1.11" in ids(back.worse)
    assert not there.worse
    assert not back.fixed


def test_a_finding_keeps_its_identity_when_its_text_moves(doc: DocumentBuilder) -> None:
    """Sections in another order, under another heading, are the same findings."""
    moved = ("# SEN information report", "## Being safe", OLD_WORDS, BULLYING, "## People to ask", SENDIASS, SENCO)
    found = held(doc(*BASE), doc(*moved))
    assert not moved_in(found)
    assert all(one.unchanged for one in (*found.still_met, *found.stale_kept))


def test_a_finding_keeps_its_identity_when_the_text_around_it_is_edited(doc: DocumentBuilder) -> None:
    """A stale reference in a rewritten sentence is still there, and not one gone and one come."""
    edited = tuple(text.replace("have a review each year", "are reviewed every spring term") for text in BASE)
    found = held(doc(*BASE), doc(*edited))
    assert "statement-of-sen" in ids(found.stale_kept)
    assert not found.stale_gone
    assert not found.stale_came


def test_text_that_did_not_change_keeps_its_verdict_whatever_is_written_beside_it(doc: DocumentBuilder) -> None:
    """A new section on another matter moves nothing else."""
    beside = ("## School meals", "Lunch is cooked on site.", "Menus change each week and are on the board.")
    for new in ((*BASE, *beside), (BASE[0], *beside, *BASE[1:])):
        found = held(doc(*BASE), doc(*new))
        assert not moved_in(found)
        assert all(one.unchanged for one in (*found.open, *found.still_met, *found.stale_kept))


def test_stale_references_are_counted_place_by_place(doc: DocumentBuilder) -> None:
    """Of two places one has gone: the other is still there."""
    twice = (*BASE, "## Annexe", "A statement of special educational needs names the school.")
    found = held(doc(*twice), doc(*BASE))
    assert [one.id for one in found.stale_gone] == ["statement-of-sen"]
    assert "statement-of-sen" in ids(found.stale_kept)
    assert "Annexe" in found.stale_gone[0].quotes[0].section


def test_only_names_and_dates_is_said(doc: DocumentBuilder) -> None:
    """A new SENCO and nothing else."""
    found = held(doc(*BASE), doc(*(text.replace("Mrs A. Reed", "Mr T. Vane") for text in BASE)))
    assert found.only_names_and_dates
    assert not found.nothing_changed
    assert "Only names, dates" in to_text(found)
    assert [one.change for one in found.sections or ()] == ["names-and-dates"]


def test_sections_added_removed_renamed_and_edited_are_told(doc: DocumentBuilder) -> None:
    """By what stands under the headings, not by the headings alone."""
    new = (
        "# SEN information report",
        "## People to ask",
        SENCO,
        SENDIASS,
        "## Being safe",
        BULLYING.replace("log", "book"),
    )
    found = held(doc(*BASE), doc(*new, "## Sport", "Every club is open to all."))
    told = {(one.change, one.old, one.new) for one in found.sections or ()}
    assert told == {
        ("renamed", "Who can help", "People to ask"),
        ("edited", "Being safe", "Being safe"),
        ("added", "", "Sport"),
    }
    edited = next(one for one in found.sections or () if one.change == "edited")
    assert OLD_WORDS in edited.gone


def test_text_moved_to_another_section_is_no_sentence_gone(doc: DocumentBuilder) -> None:
    """What stands elsewhere now has only moved."""
    moved = ("# SEN information report", "## Who can help", SENCO, "## Being safe", BULLYING, OLD_WORDS, SENDIASS)
    found = held(doc(*BASE), doc(*moved))
    assert {one.change for one in found.sections or ()} == {"moved"}


def test_documents_of_different_kinds_are_compared_and_told_so(doc: DocumentBuilder) -> None:
    """A policy is held against a report, and the reader is told."""
    policy = doc("# SEN policy", "## Aims", "This policy sets out how we support pupils.", SENCO)
    found = held(policy, doc(*BASE))
    assert found.old.kind != found.new.kind
    assert any("different kinds" in note for note in found.notes)


def test_an_old_report_of_another_checklist_is_listed_apart(doc: DocumentBuilder) -> None:
    """A verdict that moved while its words stand in both is the checklist's doing."""
    now = edition(doc(*BASE))
    then = with_digest(now, "0" * 64)
    demoted = [{**one, "status": "partial"} if one["id"] == "sch1.11" else one for one in then.shape["requirements"]]
    dropped = [one for one in demoted if one["id"] != "sch1.1"]
    found = compare(replace(then, shape={**then.shape, "requirements": dropped}), now)
    assert ids(found.by_checklist) == {"sch1.11", "sch1.1"}
    assert not found.fixed
    assert found.sections is None
    assert any("checklist 0 of 2020-01-01" in note for note in found.notes)


def test_an_old_report_whose_document_is_there_is_judged_again(doc: DocumentBuilder) -> None:
    """What the stored report said otherwise is apart; what the school did is told by today's checklist."""
    old, new = edition(doc(*(text for text in BASE if text != SENDIASS))), edition(doc(*BASE))
    stored = with_digest(old, "0" * 64)
    other = [{**one, "status": "missing"} if one["id"] == "sch1.4" else one for one in stored.shape["requirements"]]
    fewer = [one for one in stored.shape["stale"] if one["id"] != "statement-of-sen"]
    found = compare(old, new, replace(stored, shape={**stored.shape, "requirements": other, "stale": fewer}))
    assert ids(found.by_checklist) == {"sch1.4", "statement-of-sen"}
    assert not found.stale_came
    assert "sch1.11" in ids(found.fixed)


def everything(doc: DocumentBuilder) -> Comparison:
    """Return a comparison with something in most lists, and mark-up in the documents' own words."""
    new = [text for text in BASE if text != SENDIASS]
    return held(doc(*BASE), doc(*new, "## &lt;script&gt;alert(1)&lt;/script&gt;", "Every Child Matters guides us."))


def test_the_json_is_what_its_schema_says(doc: DocumentBuilder) -> None:
    """The contract holds for a comparison of documents and for one with a stored report, and gives the same bytes."""
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    found = everything(doc)
    validator.validate(to_json(found))
    validator.validate(to_json(compare(with_digest(found.old, "0" * 64), found.new)))
    assert to_json(found) == to_json(everything(doc))


def test_the_page_needs_nothing_beside_it_and_shows_marks_as_text(doc: DocumentBuilder) -> None:
    """No script runs and nothing is fetched; one first heading, a language and a title are there."""
    page = to_html(everything(doc))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "src=" not in page
    assert "url(" not in page
    assert page.count("<h1>") == 1
    assert '<html lang="en-GB">' in page


def test_no_format_judges_the_school(doc: DocumentBuilder) -> None:
    """No word of praise or blame, no score."""
    found = everything(doc)
    for text in (to_text(found), to_html(found)):
        for word in ("fails", "breach", "unlawful", "non-compliant", "%</", "score"):
            assert word not in text.casefold()
