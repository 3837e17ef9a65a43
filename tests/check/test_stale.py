"""What a document leans on: which words count, where, on which day, and what only looks like it."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from policykit.check.stale import find_stale
from policykit.check.stale_examples import example_document
from policykit.checklist.stale import load_stale
from policykit.data import home
from policykit.model.document import Block, BlockKind, Document, Layer, Origin
from policykit.model.finding import Severity, StaleFinding
from policykit.model.stale import StaleCatalogue

Finder = Callable[..., list[StaleFinding]]
OUTDATED, CHECK, HISTORY = Severity.OUTDATED, Severity.CHECK, Severity.HISTORY


@cache
def catalogue() -> StaleCatalogue:
    """Return the catalogue that ships, loaded once."""
    return load_stale([home("checklists")])


@pytest.fixture
def find(as_at: date) -> Finder:
    """Give a function that finds the stale references of a text on a day."""

    def finder(text: str, on: date = as_at) -> list[StaleFinding]:
        return list(find_stale(example_document(text), catalogue(), on))

    return finder


def quotes(found: list[StaleFinding]) -> list[str]:
    """Return the words found."""
    return [finding.quote.text for finding in found]


@pytest.mark.parametrize(
    ("written", "quote"),
    [
        ("The L.E.A. decides.", "L.E.A."),
        ("The LEA’s form is used.", "LEA"),
        ("Both LEAs agree.", "LEAs"),
        ("Local\u00a0Education\u00a0Authorities decide.", "Local\u00a0Education\u00a0Authorities"),
        ("Teacher’s Standards, 2012 apply.", "Teacher’s Standards, 2012"),
        ("A fixed–term exclusion was given.", "fixed–term exclusion"),
        ("Pupils on School-Action-Plus have a folder.", "School-Action-Plus"),
        ("The Sex Discrimination Act (1975) applies.", "Sex Discrimination Act (1975)"),
        ("We follow the Disability Discrimination Act 1995 (DDA).", "Disability Discrimination Act 1995 (DDA)"),
    ],
)
def test_spellings_make_no_difference(find: Finder, written: str, quote: str) -> None:
    """Dots, dashes, apostrophes, brackets, hard spaces and plurals are all found, with the exact words."""
    assert quotes(find(written)) == [quote]


def test_the_place_is_the_words(find: Finder) -> None:
    """A quote is a slice of its block."""
    text = "Ask the LEA, or the LEA again."
    spans = [finding.quote.span for finding in find(text)]
    assert [text[span.start : span.end] for span in spans] == ["LEA", "LEA"]


def test_the_longest_match_wins(find: Finder) -> None:
    """School Action Plus is not School Action as well."""
    assert [f.id for f in find("Pupils at School Action Plus meet weekly.")] == ["school-action-plus"]


def test_nothing_is_found_across_two_blocks(find: Finder) -> None:
    """The end of one paragraph and the start of the next make no term."""
    assert find("Our partners are the Local Education\n\nAuthority leaders meet.") == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("EHC plans replaced statements of special educational needs.", HISTORY),
        ("SENDIASS (formerly Parent Partnership) can help.", HISTORY),
        ("Until 2014 the child was at School Action.", HISTORY),
        ("Statements of special educational needs will be replaced by plans.", OUTDATED),
        ("Existing statements will remain in force until they are moved.", OUTDATED),
        ("Children with statements are being moved to plans.", OUTDATED),
        ("The Equality Act replaced the old law, but the Disability Equality Duty still applies.", OUTDATED),
    ],
)
def test_the_past_is_history_and_an_expired_future_is_not(find: Finder, text: str, severity: Severity) -> None:
    """A cue in the sentence with a past verb is enough; "will replace" speaks of 2014 as still to come."""
    assert {finding.severity for finding in find(text)} == {severity}


def test_a_cue_in_another_sentence_is_no_cue(find: Finder) -> None:
    """Only the sentence itself says whether it is history."""
    assert [f.severity for f in find("The old policy was replaced. The LEA decides.")] == [OUTDATED]


def test_a_row_of_a_list_of_changes_is_history(find: Finder) -> None:
    """What a version was changed for is the past, whatever its words."""
    table = "| Version | Date | Changes |\n| 2 | May 2009 | Added School Action Plus and the LEA |"
    assert {finding.severity for finding in find(table)} == {HISTORY}


def test_a_word_that_needs_company_may_find_it_in_a_heading(find: Finder) -> None:
    """The heading above a line tells which stages are meant."""
    assert quotes(find("# The Code of Practice\nStage 2: the SENCO helps.")) == ["Stage 2"]
    assert find("# Complaints\nStage 2: write to the chair.") == []


def test_a_list_item_is_read_with_the_line_that_introduces_it(find: Finder) -> None:
    """The words before the colon belong to each item."""
    assert quotes(find("Support for pupils with SEN, by wave:\n- Wave 1 is for all")) == ["Wave 1"]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2010, 5, 4), []),
        (date(2010, 5, 6), ["LEA"]),
        (date(2014, 8, 31), ["LEA"]),
        (date(2014, 9, 1), ["LEA", "School Action"]),
    ],
)
def test_the_law_of_the_day_decides(find: Finder, day: date, found: list[str]) -> None:
    """Nothing is stale before its successor existed."""
    assert quotes(find("The LEA hears of pupils at School Action.", day)) == found


def test_what_came_after_and_has_gone_again_is_not_offered(find: Finder) -> None:
    """In 2005 nobody could be told to cite the Code of 2015."""
    [finding] = find("We follow the 1994 Code of Practice.", date(2005, 1, 1))
    assert finding.replacement == ""
    assert "2015" not in finding.message


@pytest.mark.parametrize(
    ("text", "day", "severity"),
    [
        ("See KCSIE 2023.", date(2024, 6, 1), None),
        ("See KCSIE 2023.", date(2024, 9, 1), CHECK),
        ("See Working Together 2018.", date(2026, 1, 1), OUTDATED),
        ("See Working Together 2023.", date(2026, 1, 1), None),
        ("See Working Together 2023.", date(2026, 11, 21), CHECK),
    ],
)
def test_each_edition_ends_on_its_own_day(find: Finder, text: str, day: date, severity: Severity | None) -> None:
    """Editions of one guidance differ in day and severity."""
    assert [finding.severity for finding in find(text, day)] == ([severity] if severity else [])


def test_a_promise_is_stale_only_once_its_month_is_over(find: Finder) -> None:
    """The date in the text is compared with the day of the check."""
    text = "We will be moving to a new system in September 2025."
    assert find(text, date(2025, 9, 30)) == []
    assert [finding.id for finding in find(text, date(2025, 10, 1))] == ["elapsed-future"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# EHC is short for education, health and care\nPupils have a statement or EHCP.", "an EHC plan"),
        ("Children with statements are reviewed.", "education, health and care (EHC) plans"),
        ("The LEA decides.", "local authority"),
        ("The LEAs decide.", "local authorities"),
    ],
)
def test_the_replacement_fits_the_number_and_the_article(find: Finder, text: str, words: str) -> None:
    """What is offered can be put in the place of what was found."""
    assert [finding.replacement for finding in find(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Every pupil with SEND has an individual support plan that the teacher reviews.",
        "The government proposes that individual support plans become a legal duty.",
        "Our inclusion strategy is published on the website.",
    ],
)
def test_local_names_and_proposals_are_not_called_premature(find: Finder, text: str) -> None:
    """Only a proposal stated as present law is not yet law."""
    assert find(text) == []


def test_a_proposal_stated_as_law_is_not_yet_law(find: Finder) -> None:
    """The reforms of 2026 are no law, even where they are told in the past tense."""
    found = find("SEN support has been replaced by Targeted and Targeted Plus.")
    assert [finding.severity for finding in found] == [Severity.NOT_YET_LAW]


def block(index: int, text: str, layer: Layer, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """Return a block of one layer."""
    return Block(index, kind, text, layer)


def test_furniture_and_notes_are_searched_and_nothing_twice(as_at: date) -> None:
    """A running header counts once, and a contents line only where no heading says the same."""
    document = Document(
        Origin("x", "", "pdf"),
        (
            block(0, "School Action Plus .... 4", Layer.CONTENTS),
            block(1, "Work of the LEA .... 5", Layer.CONTENTS),
            block(2, "School Action Plus", Layer.BODY, BlockKind.HEADING),
            block(3, "SENDA policy", Layer.FURNITURE),
            block(4, "SENDA policy", Layer.FURNITURE),
            block(5, "See the DDA.", Layer.NOTE),
        ),
    )
    found = find_stale(document, catalogue(), as_at)
    assert [f.quote.text for f in found] == ["LEA", "School Action Plus", "SENDA", "DDA"]


def test_ordinary_english_raises_nothing(find: Finder) -> None:
    """A newsletter is full of statements, stages, waves and actions."""
    text = """
    # Summer news
    Our mission statement says that every child matters here, and the action the school takes shows it.
    Year 4 reached the next stage of the swimming scheme, and Key Stage 2 sang on the hall stage at every performance.
    At Stage 2 of a complaint please write to the chair of governors.
    A wave of colds kept many at home; the nurse sent cards. Please send bank statements for the trip fund to the office.
    Lea Valley School beat us at rounders. Mr Dee and Mrs Lea thank all parents for their partnership.
    The Government is consulting on reforms; nothing changes for pupils this year.
    Reception saw a seal, and made a poster with the words 'I can' on it.
    """
    assert quotes(find(text)) == []


def test_long_documents_take_little_time(find: Finder, as_at: date) -> None:
    """The whole catalogue over some ten thousand words stays far below a second, on any machine that runs this."""
    from time import process_time

    line = "Teachers plan lessons so that pupils with special educational needs take part, and the SENCO reviews the plan. "
    document = example_document("\n".join([line * 4] * 140 + ["The LEA and statements are named."] * 20))
    find("warm the index up")
    begun = process_time()
    found = find_stale(document, catalogue(), as_at)
    assert len(found) >= 20
    assert process_time() - begun < 0.5
