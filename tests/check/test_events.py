"""Announcements for a time that is over, and what only sounds like one."""

from datetime import date

import pytest

from policykit.check.dates import find_dates
from policykit.check.events import EVENT
from policykit.check.stale_examples import example_document


def announced(text: str, on: date) -> list[str]:
    """Return the dates of the announcements that are over."""
    found = find_dates(example_document(text), on)
    return [finding.quote.text for finding in found if finding.kind == EVENT and finding.passed]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The SEND coffee morning will be held on 12 March 2019.", "12 March 2019"),
        ("In June 2023 we will be hosting a workshop for parents.", "June 2023"),
        ("Our new sensory room will open in September 2022.", "September 2022"),
        ("Staff will be trained in Makaton by the end of the 2023/24 year.", "2023/24"),
        ("Parents are invited to the open evening on Thursday 4th October 2018.", "4th October 2018"),
        ("A survey of families is planned for Spring 2021.", "Spring 2021"),
        ("Come along: join us at the hall on 3 July 2020 for the fair.", "3 July 2020"),
    ],
)
def test_an_announcement_is_told_once_its_time_is_over(text: str, day: str, as_at: date) -> None:
    """A day, a month, a term and a school year, before the verb or after it."""
    assert announced(text, as_at) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "The open evening will be held on 5 October 2027.",
        "The school was built in 1965 and will meet your needs.",
        "Staff will follow the guidance published in 2014 when they hold a meeting.",
        "In 2019 it was agreed that the group will meet each term.",
        "The policy will be reviewed at a meeting in May 2024.",
        "The open evening was held in May 2023.",
        "We hold a coffee morning each term.",
        "Governors will hold meetings in line with the 2015 Code.",
        "Since September 2018 the club has been open on Mondays and will stay open.",
    ],
)
def test_what_is_still_to_come_or_is_told_as_past_is_left_alone(text: str, as_at: date) -> None:
    """A date of the law, of the past or of a review announces nothing."""
    assert announced(text, as_at) == []


def test_a_promised_change_is_told_once(as_at: date) -> None:
    """What is promised to change is a stale reference already."""
    assert announced("We will be moving to a new system in September 2019.", as_at) == []


def test_the_year_is_named_where_it_is_over_as_well(as_at: date) -> None:
    """Earlier this year is not the same as years ago."""
    texts = ("The fair will be held in May 2026.", "The fair will be held in May 2024.")
    messages = [find_dates(example_document(text), as_at)[0].message for text in texts]
    assert ["so is that year" in message for message in messages] == [False, True]
