"""Terms that the end of a line breaks, between words or within one: found all the same, with the words as they stand."""

import re
from datetime import date
from textwrap import fill

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policykit.check.stale import find_stale
from policykit.check.stale_breaks import end_of_word, mended
from policykit.check.stale_examples import example_document
from policykit.check.stale_index import index_of
from policykit.model.document import Document
from policykit.model.stale import ExampleOf
from policykit.pipeline import catalogues
from policykit.read.outline import outlined
from policykit.read.text import read_text

DAY = date(2026, 11, 21)
LINE = "The teacher meets the family each term and writes down what was agreed for the child."
EXAMPLES = [
    (one.id, example.text, example.quote)
    for one in catalogues().stale.references
    for example in one.examples
    if example.expected is ExampleOf.FLAGGED and not example.as_at and "\n" not in example.text
]
WORD = re.compile(r"[A-Za-z]{6,}")


def found(document: Document) -> set[tuple[str, str]]:
    """Return each concept found, with its words without spaces and hyphens."""
    return {
        (
            one.id,
            re.sub(
                r"[\s-]", "", document.blocks[one.quote.words.block].text[one.quote.words.start : one.quote.words.end]
            ),
        )
        for one in find_stale(document, catalogues().stale, DAY)
    }


def broken(quote: str, number: int, at: int) -> str:
    """Return a quote with one of its long words parted by a hyphen, as it is where it holds none that the catalogue knows."""
    known = index_of(catalogues().stale).words
    words = [word for word in WORD.finditer(quote) if word[0].lower() in known]
    if not words:
        return quote
    word = words[number % len(words)]
    place = word.start() + 2 + at % (len(word[0]) - 3)
    parted = f"{quote[:place]}-{quote[place:]}"
    return parted if mended(parted, known).replace(" ", "") == quote.replace(" ", "") else quote


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(EXAMPLES), st.integers(0, 9), st.integers(0, 20))
def test_a_word_parted_at_a_lines_end_hides_no_term(example: tuple[str, str, str], number: int, at: int) -> None:
    """What is found with whole words is found with one of them parted, up to its last letter."""
    _, text, quote = example
    parted = example_document(text.replace(quote, broken(quote, number, at), 1))
    assert found(example_document(text)) <= found(parted)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EXAMPLES), st.integers(50, 90))
def test_the_end_of_a_line_in_a_text_file_hides_no_term(example: tuple[str, str, str], width: int) -> None:
    """A paragraph wrapped at any width holds what it holds on one line."""
    _, text, _ = example
    if text[:1].isupper() and not re.match(r"\W*\w{1,3}[.):]", text):
        whole = f"{LINE} {text} {LINE}"
        wrapped = (
            fill(f"{LINE} {LINE}", width) + "\n\n" + fill(whole, width, break_on_hyphens=False, break_long_words=False)
        )
        # A line that begins with a number or a mark is read as the next point, as it stands in most text files.
        assume(not any(re.match(r"\W|\d|\w{1,3}[.):]", line) for line in wrapped.splitlines()))
        blocks, _ = outlined(read_text(wrapped.encode()))
        document = Document(example_document(text).origin, blocks)
        assert found(example_document(whole)) <= found(document)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The state-ment of special educational needs is read.", "state-ment of special educational needs"),
        ("Ask the Local Educa- tion Authority.", "Local Educa- tion Authority"),
        ("Families ring the Parent Partner-ship Service.", "Parent Partner-ship Service"),
    ],
)
def test_the_quote_is_what_stands_in_the_document(text: str, quote: str) -> None:
    """The parted word is quoted whole, with its hyphen."""
    assert [one.quote.text for one in find_stale(example_document(text), catalogues().stale, DAY)] == [quote]


@pytest.mark.parametrize(
    "text", ["The SEN co-ordinator is Mr Ash-ton.", "Pre-school and re-action.", "A well-statement"]
)
def test_a_hyphen_that_was_typed_stays(text: str) -> None:
    """Half-words that keep their hyphen, names and unknown words are left as they are."""
    assert mended(text, {"coordinator", "preschool", "reaction", "statement"}) == text


@given(st.text(alphabet="abcde- .", max_size=30), st.integers(0, 30))
def test_mending_changes_no_length(text: str, end: int) -> None:
    """Places in the mended text are places in the text as it is written."""
    assert len(mended(text, {"abcdea", "bcdeab"})) == len(text)
    assert end_of_word(text, min(end, len(text))) <= len(text)
