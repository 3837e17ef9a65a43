"""Comments and tracked replacements in Word files that hold everything Word can put around words."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.formats.torture import rewritten, torture
from tests.read.word_parts import paragraph, word_file
from tests.report.word_copies import OURS, W, accepted, body_of, looks, margins, parts_of, rejected

from policykit.errors import DocumentError
from policykit.formats.word import open_word
from policykit.formats.word_marks import Marks, Signature
from policykit.model.document import Layer

SIGNATURE = Signature(OURS, "PK", datetime(2026, 11, 21, 9, 30, tzinfo=UTC))
TORTURE = torture()
CHANGED = {"word/document.xml", "word/comments.xml"}
ADDED = {"docProps/core.xml", "[Content_Types].xml", "_rels/.rels"}


def marks_in(data: bytes) -> Marks:
    """Return the marks of a file just opened."""
    return Marks(open_word(data, "made.docx"), SIGNATURE)


def paragraph_with(marks: Marks, words: str) -> tuple[int, int, int]:
    """Return the paragraph that holds the words and where they stand in it, start and end."""
    for at, placed in enumerate(marks.paragraphs):
        start = placed.paragraph.text.find(words)
        if start >= 0:
            return at, start, start + len(words)
    raise AssertionError(words)


def with_comment(words: str, data: bytes = TORTURE) -> tuple[bool, str]:
    """Return whether a comment is on exactly these words of the file, and the words that it is on."""
    marks = marks_in(data)
    exact = marks.comment(*paragraph_with(marks, words), ("Title", "[id]"))
    [margin] = [one for one in margins(marks.finish("copy").to_bytes()) if one.author == OURS]
    return exact, margin.words


@pytest.mark.parametrize(
    "words",
    [
        "the middle",
        "School Action stage",
        "tab\tand a break \nall",
        "statement",
        "the linked statement",
        "that somebody",
        "words in an open",
        "looks in a",
        "Between bookmarks of",
        "Commented by",
        "LEA and SENDIST",
        "School Action",
    ],
)
def test_a_comment_stands_on_the_exact_words(words: str) -> None:
    """Across runs, links, insertions, controls, bookmarks, cells and items of lists."""
    assert with_comment(words) == (True, words)


@pytest.mark.parametrize(
    ("words", "around"),
    [
        ("words of a ref", "the words of a reference"),
        ("Word fills", "words that Word fills"),
        ("Simple words", "Simple words of a field"),
        ("LEA for a", "With a note and a box at its end."),
        ("Policy of the LEA", "Plain words, of which the middle is to be marked."),
        ("LEA of a note", ""),
    ],
)
def test_where_word_takes_no_comment_the_nearest_place_has_it(words: str, around: str) -> None:
    """The whole of a field or a control that Word fills; the paragraph of a box; the mark of a note; for a header the top."""
    assert with_comment(words) == (False, around)


def test_only_the_parts_that_have_to_change_are_changed() -> None:
    """Every other part of the package is the same byte for byte, and the order of the parts stays."""
    marks = marks_in(TORTURE)
    marks.comment(*paragraph_with(marks, "the middle"), ("Title",))
    before, after = parts_of(TORTURE), parts_of(marks.finish("copy").to_bytes())
    assert list(after)[: len(before)] == list(before)
    assert after.keys() - before.keys() == {"docProps/core.xml"}
    assert {name for name in before if before[name] != after[name]} == CHANGED | ADDED - {"docProps/core.xml"}
    assert before.keys() - CHANGED - ADDED >= {"word/styles.xml", "word/media/photograph.bin", "word/footnotes.xml"}


def test_her_own_comments_and_changes_stay() -> None:
    """Her comment keeps its author, text and words, and what she tracked is still tracked."""
    marks = marks_in(TORTURE)
    marks.comment(*paragraph_with(marks, "Commented by"), ("Title",))
    data = marks.finish("copy").to_bytes()
    [hers] = [one for one in margins(data) if one.author != OURS]
    assert (hers.author, hers.lines, hers.words) == ("A. Clerk", ("A comment of her own.",), "Commented")
    tracked = ("ins", "del", "rPrChange")
    for name in tracked:
        assert body_of(data).find(f".//{W}{name}[@{W}author='A. Clerk']") is not None


def test_a_replacement_is_a_change_to_accept_or_reject() -> None:
    """Accepted it reads as proposed and looks as what it replaces did; rejected, nothing has changed."""
    marks = marks_in(TORTURE)
    place = paragraph_with(marks, "School Action stage")
    marks.comment(*place, ("Title",))
    assert marks.replace(*place, "SEN support stage")
    data = marks.finish("copy").to_bytes()
    assert "The SEN support stage has ended" in accepted(data)
    assert rejected(data) == rejected(TORTURE)
    assert looks(data) == looks(TORTURE)
    inserted = body_of(data).find(f".//{W}ins[@{W}author='{OURS}']/{W}r/{W}rPr/{W}b")
    assert inserted is not None
    assert [one.words for one in margins(data) if one.author == OURS] == ["School Action stage"]


@pytest.mark.parametrize(
    "words",
    [
        "words of a ref",
        "Word fills",
        "Simple words",
        "LEA for a form",
        "Policy of",
        "that somebody put",
        "a note and a",
        "linked",
    ],
)
def test_no_replacement_is_written_where_it_could_harm(words: str) -> None:
    """Not in fields, filled controls, boxes, headers or another's insertion, nor around the mark of a note."""
    marks = marks_in(TORTURE)
    assert not marks.replace(*paragraph_with(marks, words), "new")
    assert accepted(marks.finish("copy").to_bytes()) == accepted(TORTURE)


def test_a_file_without_comments_gets_a_part_for_them() -> None:
    """The part is declared and referred to, and the numbers in it are no mark's already."""
    plain = torture(comments=False)
    marks = marks_in(plain)
    for words in ("the middle", "School Action"):
        marks.comment(*paragraph_with(marks, words), ("Title",))
    data = marks.finish("copy").to_bytes()
    parts = parts_of(data)
    assert b"/word/comments.xml" in parts["[Content_Types].xml"]
    assert b'Target="/word/comments.xml"' in parts["word/_rels/document.xml.rels"]
    numbers = [one.get(f"{W}id") for one in etree.fromstring(parts["word/comments.xml"])]
    taken = {one.get(f"{W}id") for one in body_of(plain).iter() if one.get(f"{W}id")}
    assert len(set(numbers)) == 2
    assert not taken.intersection(numbers)
    assert len(margins(data)) == 2


def test_the_title_says_what_the_copy_is() -> None:
    """A file without properties gets them."""
    assert b">copy<" in parts_of(marks_in(TORTURE).finish("copy").to_bytes())["docProps/core.xml"]


def test_a_strict_file_stays_strict() -> None:
    """Word can save the same elements under other names, and opens no file that mixes the two."""
    renamed = open_word(TORTURE, "made.docx").archive.renamed
    strict = rewritten(TORTURE, [(usual, other) for other, usual in renamed])
    marks = marks_in(strict)
    marks.comment(*paragraph_with(marks, "the middle"), ("Title",))
    for name, part in parts_of(marks.finish("copy").to_bytes()).items():
        assert renamed[0][1] not in part, name
    assert b"purl.oclc.org" in strict


def test_a_file_without_a_paragraph_is_refused_plainly() -> None:
    """There is nothing in the body that a comment on the header's words could stand on."""
    body = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    marks = marks_in(word_file(body, {"header": paragraph("Policy")}))
    with pytest.raises(DocumentError, match="no paragraph"):
        marks.comment(0, 0, 6, ("Title",))


ANCHORS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 60), st.integers(1, 40), st.booleans()), min_size=1, max_size=12
)


@settings(max_examples=60, deadline=None)
@given(ANCHORS)
def test_no_anchor_changes_a_character_or_its_look(anchors: list[tuple[int, int, int, bool]]) -> None:
    """Comments and replacements anywhere are on exact words, and with our changes rejected every letter looks as it did."""
    marks = marks_in(TORTURE)
    expected: list[tuple[bool, str]] = []
    for number, (at, start, end, _) in enumerate(_inside(marks, anchors)):
        words = marks.paragraphs[at].paragraph.text[start:end]
        exact = marks.comment(at, start, end, (f"comment {number}",))
        expected.append((exact, words))
    for at, start, end, suggested in _inside(marks, anchors):
        if suggested:
            marks.replace(at, start, end, "new words")
    data = marks.finish("copy").to_bytes()
    found = {one.lines[0]: one.words for one in margins(data) if one.author == OURS}
    assert len(found) == len(expected)
    assert [found[f"comment {n}"] for n, (exact, _) in enumerate(expected) if exact] == [w for e, w in expected if e]
    assert rejected(data) == rejected(TORTURE)
    assert looks(data) == looks(TORTURE)


def _inside(marks: Marks, anchors: list[tuple[int, int, int, bool]]) -> Iterator[tuple[int, int, int, bool]]:
    """Give the anchors with their places brought inside the paragraphs that there are."""
    for at, start, length, suggested in anchors:
        place = at % len(marks.paragraphs)
        text = marks.paragraphs[place].paragraph.text
        if text:
            begin = start % len(text)
            yield place, begin, min(len(text), begin + length), suggested


def test_the_torture_has_every_kind_of_paragraph() -> None:
    """Body, note and header, in and out of boxes: what the tests above lean on."""
    layers = [placed.layer for placed in marks_in(TORTURE).paragraphs]
    assert [kind for kind, _ in itertools.groupby(layers)].count(Layer.NOTE) == 1
    assert layers[-1] is Layer.FURNITURE
