"""Every stale reference and wrong claim that ships: each example is a case, and each file keeps the rules of the house."""

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from policykit.check.english import a_or_an
from policykit.check.stale import find_stale
from policykit.check.stale_examples import becomes, example_document, stale_faults, wrong_law_faults
from policykit.checklist.stale import load_stale, load_wrong_law, stale_in
from policykit.data import home
from policykit.errors import ChecklistError
from policykit.model.finding import Severity
from policykit.model.stale import ExampleOf, StaleCatalogue, StaleReference, WrongLaw

CHECKLISTS = home("checklists")
STALE = sorted(path.stem for path in (CHECKLISTS / "stale").glob("*.yaml"))
CLAIMS = sorted(path.stem for path in (CHECKLISTS / "wrong-law").glob("*.yaml"))
BLAME = re.compile(r"\b(?:unlawful|breach|non-compliant|fails)\b", re.IGNORECASE)


@cache
def catalogue() -> StaleCatalogue:
    """Return the catalogue that ships, loaded once."""
    return load_stale([CHECKLISTS])


@cache
def claims() -> tuple[WrongLaw, ...]:
    """Return the wrong claims that ship, loaded once."""
    return load_wrong_law([CHECKLISTS])


def reference(name: str) -> StaleReference:
    """Return one stale reference by its id."""
    return next(one for one in catalogue().references if one.id == name)


@pytest.mark.parametrize("name", STALE)
def test_every_example_comes_out_as_it_says(name: str, as_at: date) -> None:
    """Flagged words, history and look-alikes are found, told and left alone, with the exact words."""
    assert [fault for _, fault in stale_faults(reference(name), catalogue(), as_at)] == []


@pytest.mark.parametrize("name", CLAIMS)
def test_every_example_of_a_wrong_claim_comes_out_as_it_says(name: str, as_at: date) -> None:
    """The claim is found with its words, and what only sounds like it is not."""
    entry = next(one for one in claims() if one.id == name)
    assert [fault for _, fault in wrong_law_faults(entry, claims(), as_at)] == []


@pytest.mark.parametrize("name", [*STALE, *CLAIMS])
def test_a_file_holds_three_texts_that_are_flagged_and_three_that_are_not(name: str) -> None:
    """One text proves little: three ways of saying it, and three that only look like it."""
    examples = reference(name).examples if name in STALE else next(c for c in claims() if c.id == name).examples
    for kind in (ExampleOf.FLAGGED, ExampleOf.IGNORED):
        assert len({example.text for example in examples if example.expected is kind}) >= 3


DOUBLED = re.compile(r"\b(?!had|that)([a-z]+) \1\b", re.IGNORECASE)
NUMBER = re.compile(
    r"\b(?:an?|each|every|one) (?:education, health and care \(EHC\)|EHC|SEN support) plans\b", re.IGNORECASE
)
ARTICLE = re.compile(r"\b(an?) (\w[\w-]*)", re.IGNORECASE)


@pytest.mark.parametrize("name", STALE)
def test_what_is_offered_makes_good_english_in_its_own_examples(name: str, as_at: date) -> None:
    """No word twice, the right article, the right number, a capital at the start, and nothing stale brought in."""
    for example in reference(name).examples:
        document = example_document(example.text)
        for finding in find_stale(document, catalogue(), example.as_at or as_at):
            text = becomes(document, finding)
            if finding.id != name or not text:
                continue
            offered = slice(finding.quote.span.start, finding.quote.span.start + len(finding.replacement))
            assert not DOUBLED.search(text), text
            assert not NUMBER.search(text), text
            assert all(a_or_an(noun) == article.lower() for article, noun in ARTICLE.findall(text)), text
            assert text[0].isupper() or not example.text.lstrip("#-| ")[0].isupper(), text
            after = find_stale(example_document(f"We use {text[offered]}."), catalogue(), as_at)
            assert [f.quote.text for f in after if f.severity in {Severity.OUTDATED, Severity.CHECK}] == [], text


@pytest.mark.parametrize("name", STALE)
def test_where_words_do_not_do_a_person_is_told_why(name: str, as_at: date) -> None:
    """A finding either fits or says in a sentence of its own what to do."""
    for example in reference(name).examples:
        for finding in find_stale(example_document(example.text), catalogue(), example.as_at or as_at):
            if finding.id == name and finding.severity is not Severity.HISTORY and not finding.fits:
                assert finding.replacement.endswith("."), example.text
                assert len(finding.replacement.split()) > 6, example.text


@pytest.mark.parametrize("name", STALE)
def test_a_reference_says_what_to_write_without_stale_words(name: str, as_at: date) -> None:
    """What we tell a school to write must not itself be out of date."""
    one = reference(name)
    words = [one.now.name, one.replacement, one.plural, *(term.wanted.replacement for term in one.terms)]
    for text in filter(None, words):
        found = find_stale(example_document(f"We use {text}."), catalogue(), as_at)
        assert [f.quote.text for f in found if f.severity in {Severity.OUTDATED, Severity.CHECK}] == []


@pytest.mark.parametrize("name", STALE)
def test_what_is_offered_exists_already(name: str) -> None:
    """What is to be written now had begun, and the old thing had ended, when the law was last looked at."""
    one = reference(name)
    for day in filter(None, [one.now.since, one.since]):
        assert day <= one.checked.day


@pytest.mark.parametrize("name", STALE)
def test_nothing_is_stale_before_its_successor_existed(name: str) -> None:
    """Up to its last day a reference is in force; what never ended is no finding before what is written now began."""
    one = reference(name)
    ends = [one.until, *(edition.until for edition in one.editions)]
    ends += [term.wanted.until for term in one.terms] + [pattern.wanted.until for pattern in one.patterns]
    known = [day for day in ends if day] or ([one.now.since - timedelta(days=1)] if one.now.since else [])
    for example in one.examples if known and not one.begins else ():
        found = find_stale(example_document(example.text), catalogue(), min(known))
        assert [finding.quote.text for finding in found if finding.id == name] == []


@pytest.mark.parametrize("name", STALE)
def test_what_had_not_begun_is_not_offered(name: str) -> None:
    """Between the end of one thing and the start of what is written now, no words of today are offered."""
    one = reference(name)
    if one.since and one.now.since and one.since < one.now.since and not one.begins:
        for example in one.examples:
            found = find_stale(example_document(example.text), catalogue(), one.now.since - timedelta(days=1))
            own = [finding for finding in found if finding.id == name]
            assert [(f.replacement, f.fits, one.now.name in f.message) for f in own if f.fits or f.replacement] == []


@pytest.mark.parametrize("name", STALE)
def test_a_message_blames_nobody_and_quotes_the_words(name: str) -> None:
    """The words found stand in the message, and no school is accused."""
    one = reference(name)
    assert "{quote}" in one.message
    assert not BLAME.search(f"{one.message} {one.replacement} {one.rewrite}")


def test_every_concept_of_the_notes_has_a_file(shared: Path) -> None:
    """No concept of the catalogue that was gathered is lost."""
    notes = (shared / "law" / "stale-references.yaml").read_text(encoding="utf-8").partition("\nconcepts:")[2]
    assert set(re.findall(r"^  - id: (\S+)", notes, re.MULTILINE)) <= set(STALE)


def broken(folder: Path, text: str) -> str:
    """Return what the loader says of a catalogue whose one reference is `text`."""
    (folder / "stale").mkdir()
    (folder / "stale" / "try-me.yaml").write_text(text, encoding="utf-8")
    (folder / "stale-cues.yaml").write_text(
        (CHECKLISTS / "stale-cues.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    with pytest.raises(ChecklistError) as caught:
        load_stale([folder])
    return str(caught.value)


SOUND = """\
id: try-me
title: Try me
kind: term
terms: [old word]
until: 2014-08-31
now: {name: new word, since: 2014-09-01}
severity: outdated
message: "'{quote}' is now {now}."
replacement: new word
checked: {date: 2026-11-21, against: notes, status: verified}
examples:
  flagged: [{text: An old word., quote: old word}, {text: The old words., quote: old words}]
  ignored: [{text: A new word.}, {text: Nothing.}]
"""


@pytest.mark.parametrize(
    ("mistake", "mended", "said"),
    [
        ("2014-08-31", "2014-13-31", "is not a date"),
        ("quote: old words", "quote: older words", "the quote does not stand in the text"),
        ("terms: [old word]", "term: [old word]", "no such key"),
        ("{quote}", "{word}", "there is no {word} to fill in"),
        ("replacement: new word\n", "", "One of replacement and rewrite is needed"),
        ("id: try-me", "id: try-you", "the file is called try-me"),
        ("severity: outdated", "severity: old", "not one of the words allowed"),
        ("terms: [old word]", "patterns: [{pattern: '(', anchors: [x], why: y}]", "not a regular expression"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, mistake: str, mended: str, said: str) -> None:
    """An adviser who writes no Python learns what is wrong, where, and what to write."""
    message = broken(tmp_path, SOUND.replace(mistake, mended, 1))
    assert said in message
    assert re.search(r"try-me\.yaml:\d+: ", message)


def test_a_sound_file_loads(tmp_path: Path) -> None:
    """The pattern that the broken ones depart from is itself accepted."""
    (tmp_path / "try-me.yaml").write_text(SOUND, encoding="utf-8")
    found, problems = stale_in(tmp_path)
    assert (len(found), problems) == (1, [])
