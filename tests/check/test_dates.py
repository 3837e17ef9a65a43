"""Dates of reviews and approvals: how schools write them, whose they are, and which have passed."""

from datetime import date

import pytest
from tests.conftest import DocumentBuilder

from policykit.check.dates import find_dates, review_dates
from policykit.check.periods import periods_in
from policykit.check.stale_examples import example_document


def told(text: str, on: date) -> list[tuple[str, str, bool]]:
    """Return kind, words and whether it has passed of every date found."""
    return [(f.kind, f.quote.text, f.passed) for f in find_dates(example_document(text), on)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12 March 2024", date(2024, 3, 12), date(2024, 3, 12)),
        ("12th March 2024", date(2024, 3, 12), date(2024, 3, 12)),
        ("March 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("Sept 24", date(2024, 9, 1), date(2024, 9, 30)),
        ("Autumn Term 2024", date(2024, 9, 1), date(2024, 12, 31)),
        ("Summer term 2023/24", date(2024, 4, 1), date(2024, 8, 31)),
        ("2023-24", date(2023, 9, 1), date(2024, 8, 31)),
        ("2023/24", date(2023, 9, 1), date(2024, 8, 31)),
        ("12/03/2024", date(2024, 3, 12), date(2024, 3, 12)),
        ("12.3.24", date(2024, 3, 12), date(2024, 3, 12)),
        ("2024-03-12", date(2024, 3, 12), date(2024, 3, 12)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_every_way_of_writing_a_date_is_read(text: str, first: date, last: date) -> None:
    """A month, a term and a school year are read as their first and last day."""
    assert [(period.first, period.end) for period in periods_in(text)] == [(first, last)]


@pytest.mark.parametrize("text", ["31/02/2024", "5-7 years", "page 12/24", "at 10:30 on 4 May", "0113 3200 750"])
def test_what_is_no_date_is_not_read(text: str) -> None:
    """Numbers of other kinds, and days that no month has."""
    assert periods_in(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Next review: September 2024", [("next-review", "September 2024", True)]),
        ("Review due:\nJune 2025", [("next-review", "June 2025", True)]),
        ("To be reviewed in November 2026", [("next-review", "November 2026", False)]),
        ("Ratified by governors on 12/03/2024", [("approved", "12/03/2024", False)]),
        ("Last updated Sept 24.", [("last-review", "Sept 24", False)]),
        (
            "| Approved | 3rd May 2026 |\n| Review date | May 2027 |",
            [("approved", "3rd May 2026", False), ("next-review", "May 2027", False)],
        ),
        ("| Policy | Next review |\n| SEND | Autumn 2025 |", [("next-review", "Autumn 2025", True)]),
        (
            "Updated June 2018, review June 2020",
            [("last-review", "June 2018", False), ("next-review", "June 2020", True)],
        ),
        (
            "This policy was reviewed in May 2025 and will be reviewed again in May 2026.",
            [("last-review", "May 2025", False), ("next-review", "May 2026", True)],
        ),
    ],
)
def test_a_date_has_the_kind_of_the_words_beside_it(
    text: str, expected: list[tuple[str, str, bool]], as_at: date
) -> None:
    """In prose, labels, tables and the line above; a month has passed when its last day has."""
    assert told(text, as_at) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Each EHC plan is reviewed yearly, and the reviews of May 2024 went well for the pupils.",
        "This report was updated in line with the Code of Practice (January 2015).",
        "The SENCO was appointed in September 2019.",
        "See the School Admissions Code (published by the DfE in 2014).",
    ],
)
def test_other_dates_are_left_alone(text: str, as_at: date) -> None:
    """A date of a pupil's review, of the law or of a person is none of the document's."""
    assert told(text, as_at) == []


def test_a_list_of_changes_is_told_by_its_latest_date(as_at: date) -> None:
    """Twelve rows of history make one date."""
    text = "| Version | Date | Changes |\n| 1 | June 2017 | New |\n| 2 | June 2024 | Roles |"
    assert told(text, as_at) == [("last-review", "June 2024", False)]


def test_a_later_review_is_named_where_the_next_one_has_passed(as_at: date) -> None:
    """A control block that was forgotten is not a review that was missed."""
    text = "Review due: June 2025\n# Document history\n| Version | Date | Changes |\n| 2 | November 2025 | All |"
    [passed] = [finding for finding in find_dates(example_document(text), as_at) if finding.passed]
    assert "November 2025" in passed.message


def test_a_month_beside_the_title_counts_and_a_bare_year_counts_only_as_weak() -> None:
    """A month beside the title says when; a bare year in a title or a footer says only which year."""
    [strong] = review_dates(example_document("# SEND policy (March 2024)"))
    [weak] = review_dates(example_document("# SEND information report 2023-2024"))
    assert (strong.weak, weak.weak) == (False, True)
    assert find_dates(example_document("# SEND information report 2023-2024"), date(2026, 1, 1)) == ()


def test_the_years_of_equality_objectives_are_no_review(doc: DocumentBuilder) -> None:
    """The years say how long the objectives run, not when this document was looked at."""
    assert review_dates(doc("# Report", "We review our equality objectives for 2024 to 2028 every year.")) == ()
