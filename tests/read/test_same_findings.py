"""The same document gives the same findings as a Word file, a PDF, a web page and a text file."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.read.made_forms import FORMS, NAMES, read_form, sources

from policykit.check.whole import check
from policykit.model.document import Document
from policykit.model.finding import Report
from policykit.pipeline import catalogues
from policykit.read.kind import about

SOURCES = {source.name: source for source in sources()}
LEAST_SAME = 41
OUTDATED_MAY_DIFFER: dict[tuple[str, str], str] = {}
"""Known differences in outdated references, by document and form, each with its reason."""


def report_on(document: Document, as_at: date) -> Report:
    """Return the report on a document by the shipped checklist."""
    return check(document, about(document), catalogues(), as_at, [])


@cache
def word_report(name: str, as_at: date) -> Report:
    """Return the report on the Word form, made once a worker."""
    return report_on(read_form(SOURCES[name], "word", {}), as_at)


@pytest.mark.parametrize("form", FORMS[1:])
@pytest.mark.parametrize("name", NAMES)
def test_every_form_gives_the_findings_of_the_word_file(
    name: str, form: str, pdf_folders: dict[str, Path], as_at: date
) -> None:
    """At least 41 of 43 statuses and every outdated reference are the same; a failure lists what differs."""
    word, other = word_report(name, as_at), report_on(read_form(SOURCES[name], form, pdf_folders), as_at)
    ours, theirs = ({finding.id: finding.status for finding in report.requirements} for report in (word, other))
    differing = {id_: f"{ours[id_]} -> {theirs[id_]}" for id_ in ours if ours[id_] != theirs[id_]}
    print(f"{name}, word -> {form}: {differing or 'the same'}")  # noqa: T201 - listed by pytest -s and on a failure
    assert len(ours) - len(differing) >= LEAST_SAME, differing
    assert outdated(word) == outdated(other)


def outdated(report: Report) -> Counter[str]:
    """Return how often each outdated reference stands in a report."""
    return Counter(finding.group for finding in report.stale if finding.severity.value == "outdated")
