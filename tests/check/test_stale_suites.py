"""The suites of texts that ship: look-alikes, mixed paragraphs, and ordinary English in any order."""

import random
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from policykit.check.stale import find_stale
from policykit.check.stale_examples import example_document
from policykit.model.finding import Severity
from policykit.pipeline import catalogues

FOLDER = Path(__file__).parent / "stale"
_MARKED = re.compile(r"\[\[([^|\]]+)\|([\w-]+)(?:\|(history))?\]\]")


@cache
def suite(name: str) -> Any:
    """Return the texts of one file."""
    return YAML(typ="safe").load((FOLDER / name).read_text(encoding="utf-8"))


def texts_of(name: str) -> list[str]:
    """Return all texts of a grouped file."""
    return [text for group in suite(name).values() for text in group]


def found(text: str, on: date) -> Iterator[tuple[str, str, bool]]:
    """Yield words, reference and whether it is history of every finding."""
    document = example_document(text)
    for finding in find_stale(document, catalogues().stale, on):
        words = finding.quote.words
        quote = document.blocks[words.block].text[words.start : words.end]
        yield quote, finding.id, finding.severity is Severity.HISTORY


@pytest.mark.parametrize("group", suite("look-alikes.yaml"))
def test_look_alikes_are_left_alone(group: str, as_at: date) -> None:
    """Statements, stages, actions and names that only look stale raise nothing, not even advice."""
    assert [(text, *finding) for text in suite("look-alikes.yaml")[group] for finding in found(text, as_at)] == []


def test_the_suites_are_as_large_as_they_are_said_to_be() -> None:
    """At least 400 look-alikes, each another text, 60 paragraphs, and thousands of ordinary words."""
    assert len(set(texts_of("look-alikes.yaml"))) >= 400
    assert len(set(suite("paragraphs.yaml"))) >= 60
    assert sum(len(text.split()) for text in texts_of("ordinary.yaml")) >= 6000


@pytest.mark.parametrize("number", range(60))
def test_mixed_paragraphs_give_exactly_what_is_marked(number: int, as_at: date) -> None:
    """Several references in one paragraph are each found in their place, and nothing besides."""
    marked = suite("paragraphs.yaml")[number]
    wanted = [(m[1], m[2], m[3] is not None) for m in _MARKED.finditer(marked)]
    assert list(found(_MARKED.sub(r"\1", marked), as_at)) == wanted


def test_ordinary_english_in_any_order_raises_no_outdated_finding(as_at: date) -> None:
    """Newsletters and policies of other kinds, sentence by sentence and shuffled into paragraphs and lists."""
    sentences = texts_of("ordinary.yaml")
    chance = random.Random(20261121)  # noqa: S311 - the same texts each time
    texts = [*sentences]
    for joint in (" ", "\n", "\n- ", "\n\n# "):
        texts += [joint.join(chance.sample(sentences, 12)) for _ in range(40)]
    assert [(text, *finding) for text in texts for finding in found(text, as_at)] == []


@pytest.mark.parametrize("number", range(83))
def test_wordings_written_before_the_catalogue_was_read_are_flagged(number: int, as_at: date) -> None:
    """A finding that is no history lies on the words that are out of date."""
    text, words = suite("fresh.yaml")["flagged"][number].values()
    start = text.index(words)
    spans = [
        finding.quote.words
        for finding in find_stale(example_document(text), catalogues().stale, as_at)
        if finding.severity is not Severity.HISTORY
    ]
    assert [words for span in spans if span.start < start + len(words) and start < span.end] != []


@pytest.mark.parametrize("number", range(156))
def test_wordings_that_only_sound_so_or_tell_of_the_past_are_not(number: int, as_at: date) -> None:
    """Nothing is to be done about them; history may be noted."""
    (text,) = suite("fresh.yaml")["silent"][number].values()
    assert [one for one in found(text, as_at) if not one[2]] == []


@pytest.mark.parametrize("number", range(32))
def test_a_look_alike_does_not_hide_what_stands_beside_it(number: int, as_at: date) -> None:
    """One sentence holds both; what is out of date is told, whatever else of less weight is said."""
    marked = suite("pairs.yaml")[number]
    wanted = {(m[1], m[2]) for m in _MARKED.finditer(marked)}
    told = {(quote, id_) for quote, id_, past in found(_MARKED.sub(r"\1", marked), as_at) if not past}
    assert wanted <= told, told


@pytest.mark.parametrize("number", range(15))
def test_slips_of_the_keyboard_and_the_scanner_do_not_hide_a_term(number: int, as_at: date) -> None:
    """The words are quoted as the document has them."""
    text, words = suite("slips.yaml")[number].values()
    assert words in [quote for quote, _, past in found(text, as_at) if not past]
