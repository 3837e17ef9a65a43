"""What people have accepted, in the formats that show it."""

import jsonschema
from tests.report import sample
from tests.report.test_json import schema

from policykit.model.accepted import without_accepted
from policykit.report import json as as_json
from policykit.report import remarks, terminal
from policykit.report.first import first_steps


def test_an_accepted_finding_stands_apart_with_its_reason_and_name() -> None:
    """It is in the report, and not among what is to do."""
    text = terminal.to_text(sample.decided(), sample.checklist())
    before, after = text.split("Accepted by a person")
    assert "It keeps its name. A. Reed, until 31 August 2027" in after
    assert "[sch1.11]" in after
    assert "[sch1.11]" not in before
    assert "[sch1.9]" in before


def test_expired_and_unused_acceptances_are_told_with_their_line() -> None:
    """Nothing lapses unseen."""
    text = " ".join(terminal.to_text(sample.decided(), sample.checklist()).split())
    assert "a.toml:9: statement “statement is kept”: expired on 21 November 2026" in text
    assert "a.toml:15: sch1.9 “gone”: not used. Look at it again." in text


def test_an_expired_acceptance_takes_nothing_out() -> None:
    """The finding counts again."""
    left = without_accepted(sample.decided())
    assert "sch1.11" not in {found.id for found in left.requirements}
    assert [found.id for found in left.stale].count("statement") == 2


def test_leftovers_and_links_are_shown_with_their_place() -> None:
    """Of links the number and the problems."""
    text = " ".join(terminal.to_text(sample.decided(), sample.checklist()).split())
    assert "“every child” (page 4" in text
    assert "the file [comments]" in text
    assert "2 links. 1 of them to look at" in text
    assert "It leads nowhere." in text


def test_the_json_says_of_each_finding_whether_it_is_accepted() -> None:
    """As the schema has it, and every acceptance with its state."""
    content = as_json.to_json(sample.decided(), sample.checklist(), version="0.0.0")
    jsonschema.Draft202012Validator(schema()).validate(content)
    accepted = {found["id"]: found["accepted"] for found in content["requirements"]}
    assert accepted["sch1.11"] == {"reason": "It keeps its name", "name": "A. Reed", "until": "2027-08-31"}
    assert accepted["sch1.9"] is None
    assert [one["state"] for one in content["accepted"]] == ["in-force", "in-force", "expired", "unused"]
    assert content["summary"]["accepted"] == {"in-force": 2, "expired": 1, "unused": 1}
    assert content["summary"]["leftovers"] == 2


def test_leftovers_are_among_the_first_things_to_do() -> None:
    """Before what is merely out of date; what the file holds is named by what it is."""
    steps, _ = first_steps(sample.decided(), sample.checklist())
    step = next(step for step in steps if step.about == sample.decided().leftovers)
    assert step.what == "Look at what should not be published: “every child” and comments in the file."


def test_a_commented_copy_says_at_its_head_what_was_accepted_and_what_has_lapsed() -> None:
    """It carries no comment on an accepted finding, so it has to say so."""
    lines = remarks.opening(without_accepted(sample.decided()), sample.checklist(), 0)
    assert any("Support services for parents [sch1.11]" in line and "It keeps its name" in line for line in lines)
    assert any("a.toml:9" in line and "expired" in line for line in lines)
