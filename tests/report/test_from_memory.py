"""Stale references and wrong claims on law from memory are named at the end of every report."""

from dataclasses import replace
from datetime import date

import pytest
from tests.report import sample

from policykit.model.board import Board
from policykit.model.finding import Report, Severity
from policykit.report import governors, wording
from policykit.report import json as as_json
from policykit.report.html import to_html
from policykit.report.sections import memory_ids, stale_memory_ids
from policykit.report.terminal import to_text


def report(severity: Severity = Severity.OUTDATED) -> Report:
    """Return the sample report with its first stale reference resting on law from memory."""
    plain = sample.report()
    first, *others = plain.stale
    return replace(plain, stale=(replace(first, severity=severity, from_memory=True), *others))


def test_a_stale_reference_on_law_from_memory_is_listed_after_the_requirements() -> None:
    """Whoever relies on the report sees every id to compare with the law."""
    assert memory_ids(report(), sample.checklist()) == ["sch1.9", "sch1.11", report().stale[0].id]


def test_history_asks_for_nothing_and_is_not_listed() -> None:
    """A mention of the past does not rest on today's law."""
    assert stale_memory_ids(report(Severity.HISTORY)) == []


def test_json_keeps_them_apart_from_the_requirements() -> None:
    """A program can look up each list where it belongs."""
    content = as_json.to_json(report(), sample.checklist(), version="0")
    assert content["law_from_memory_stale"] == [report().stale[0].id]


def test_the_page_the_terminal_and_the_sheet_name_them() -> None:
    """All that people read says so."""
    checklist, known = sample.checklist(), report().stale[0].id
    ending = f"sch1.9, sch1.11, {known}. Check these before you rely on them."
    assert ending in to_text(report(), checklist)
    page = to_html(report(), checklist)
    assert ending in page
    assert wording.MEMORY_MARK in page.split(f'<span class="id">{known}</span>', 1)[1].split("</article>", 1)[0]
    assert f"sch1.9, sch1.11 and {known}" in governors.sheet_of(report(), checklist, Board((), ())).foot


@pytest.mark.parametrize("day", [date(2026, 1, 2), None])
def test_the_oldest_day_of_the_law_counts_the_stale_references(day: date | None) -> None:
    """The date to which the law was checked is the older of the two."""
    aged = replace(sample.report(), stale_checked_on=day)
    oldest = min(sample.checklist().law_checked_on, day or sample.checklist().law_checked_on)
    assert wording.day_in_words(oldest) in wording.law_day(aged, sample.checklist())
