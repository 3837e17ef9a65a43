"""The JSON contract: its schema, its shapes and its sameness."""

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from tests.report import sample

from policykit.errors import DocumentError
from policykit.model.finding import Finding, Status
from policykit.report import json as as_json


def schema() -> dict[str, Any]:
    """Return the JSON Schema that ships with PolicyKit."""
    text = files("policykit.report").joinpath("schema/report-1.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def shape() -> dict[str, Any]:
    """Return the sample report as JSON content."""
    return as_json.to_json(sample.report(), sample.checklist(), version="0.0.0")


def validate(content: dict[str, Any]) -> None:
    """Raise where the content is not what the schema says."""
    jsonschema.Draft202012Validator(schema()).validate(content)


def test_the_schema_is_a_schema() -> None:
    """The shipped file is valid JSON Schema 2020-12."""
    jsonschema.Draft202012Validator.check_schema(schema())


def test_one_report_is_what_the_schema_says() -> None:
    """The report with something of everything in it validates."""
    validate(shape())


def test_a_document_without_a_word_is_what_the_schema_says() -> None:
    """A report of nothing but cannot-tell validates too."""
    blind = tuple(Finding(finding.id, Status.CANNOT_TELL) for finding in sample.findings())
    report = replace(
        sample.report(),
        document=sample.furniture_only(),
        requirements=blind,
        further=(),
        stale=(),
        dates=(),
        wrong_law=(),
    )
    content = as_json.to_json(report, sample.checklist(), version="0.0.0")
    validate(content)
    assert content["document"]["words"] == 0


def test_several_reports_and_what_could_not_be_opened_are_what_the_schema_says() -> None:
    """Several files give one object of reports and errors."""
    error = DocumentError("there is no such file", where="gone.pdf", remedy="Check the spelling.")
    content = as_json.several_to_json([shape(), shape()], [("gone.pdf", error)])
    validate(content)
    assert content["errors"] == [{"path": "gone.pdf", "what": "there is no such file", "remedy": "Check the spelling."}]


@pytest.mark.parametrize("key", sorted(schema()["$defs"]["report"]["required"]))
def test_every_key_of_the_contract_is_needed(key: str) -> None:
    """A report that lacks one is refused, so that no key can be lost unseen."""
    content = shape()
    del content[key]
    with pytest.raises(jsonschema.ValidationError):
        validate(content)


def test_the_same_report_gives_the_same_bytes() -> None:
    """No clock and no order of chance: stale references come in the document's order however they were found."""
    report = sample.report()
    turned = replace(report, stale=report.stale[::-1], dates=report.dates[::-1])
    one, two = (as_json.to_text(as_json.to_json(each, sample.checklist(), version="0")) for each in (report, turned))
    assert one == two


def test_a_quote_is_the_documents_own_words_at_its_place() -> None:
    """Every quote is what stands at its block, start and end."""
    content = shape()
    document, beside = sample.document(), sample.companion()
    quotes = [*content["stale"], *content["wrong_law"], *content["document"]["dates"]]
    quotes += [quote for found in content["requirements"] for quote in found["evidence"]]
    quotes += [found["nearest"] for found in content["requirements"] if found["nearest"]]
    assert len(quotes) > 10
    for quote in quotes:
        where = quote["where"]
        blocks = (beside if where["file"] == beside.origin.path else document).blocks
        assert quote["quote"] == blocks[where["block"]].text[where["start"] : where["end"]]
        assert len(quote["quote"]) <= 200


def test_only_passed_dates_need_attention() -> None:
    """The document's own dates are all there; those that have passed stand apart too."""
    content = shape()
    assert [found["day"] for found in content["document"]["dates"]] == ["2024-09-30", "2025-09-30"]
    assert [found["day"] for found in content["dates"]] == ["2025-09-30"]


def test_force_is_told_for_this_school() -> None:
    """In a primary the voice of young people is only what should be said; in a secondary the law fixes it."""
    secondary = replace(sample.report(), about=replace(sample.about(), phase="secondary"))
    both = [shape(), as_json.to_json(secondary, sample.checklist(), version="0")]
    forces = [next(one["publish"] for one in each["requirements"] if one["id"] == "sch1.8") for each in both]
    assert forces == ["should", "must"]


def test_law_from_memory_is_named() -> None:
    """Ids whose law nobody has read yet stand in a list of their own."""
    assert shape()["law_from_memory"] == ["sch1.9", "sch1.11"]


def test_the_day_of_the_law_is_the_only_clock() -> None:
    """The report carries the day it was asked for."""
    report = replace(sample.report(), as_at=date(2015, 1, 1))
    assert as_json.to_json(report, sample.checklist(), version="0")["as_at"] == "2015-01-01"
