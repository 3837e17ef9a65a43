"""The page: every link leads somewhere, every quote is marked, nothing from outside, and no document can write into it."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report import sample

from policykit.model.access import Access, AccessFinding, AccessRule
from policykit.model.document import Block, BlockKind, Cell
from policykit.model.finding import Report
from policykit.model.plain import Ease, PlainWords
from policykit.report.html import to_html
from policykit.report.html_marks import Mark, Marks
from policykit.report.html_text import parts_of, segments

HOSTILE = (
    "<script>alert(1)</script>",
    "</mark></p><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }} {% include 'x' %}",
    "<style>body{display:none}</style>&lt;b&gt;",
    "</title><base href='https://example.org/'>",
)


class _Seen(HTMLParser):
    """What a page holds, as a browser would read it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._stack: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all_of(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name))]


def page(report: Report | None = None) -> str:
    """Return the sample report as a page."""
    return to_html(report or sample.decided(), sample.checklist())


def with_text(text: str) -> Report:
    """Return a report on a document, named and titled by that text, that holds nothing else."""
    report = sample.report()
    blocks = (Block(0, BlockKind.HEADING, text, level=1), Block(1, BlockKind.PARAGRAPH, text, heading=0))
    document = replace(report.document, blocks=blocks, origin=replace(report.document.origin, path=text))
    return Report(document, replace(report.about, title=text, school=text), report.as_at, ())


def test_every_link_leads_to_something_on_the_page() -> None:
    """Findings lead into the text and the text back to findings; no id stands twice."""
    seen = _Seen(page())
    ids, links = seen.all_of("id"), seen.all_of("href")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)
    quotes = {name for name in ids if re.fullmatch(r"q\d+", name)}
    assert {f"#{name}" for name in quotes} <= set(links)
    assert len(quotes) > 10


def test_a_quote_leads_back_to_each_finding_that_shows_it() -> None:
    """The SENCO's name is evidence for two findings, and the text leads to both."""
    assert '<a class="num" href="#f-sch1.4"' in page()
    assert '<a class="num" href="#f-sch1.5"' in page()


def test_the_page_needs_nothing_from_outside_and_runs_nothing() -> None:
    """One style sheet inside, allowed by its hash; no script, frame, image, form or link to load."""
    text = page()
    tags = {tag for tag, _ in _Seen(text).tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "audio", "video", "svg"}
    assert "url(" not in text
    assert "@import" not in text
    assert not [name for _, attributes in _Seen(text).tags for name in attributes if name.startswith(("on", "style"))]
    sheet = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert sheet
    digest = base64.b64encode(hashlib.sha256(sheet[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text.replace("&#39;", "'")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_document_of_markup_shows_as_text(text: str) -> None:
    """Whatever stands in the file, its title or its name is words on the page."""
    plain, hostile = _Seen(page(with_text("Words"))), _Seen(page(with_text(text)))
    assert [tag for tag, _ in plain.tags] == [tag for tag, _ in hostile.tags]
    assert [sorted(attributes) for _, attributes in plain.tags] == [
        sorted(attributes) for _, attributes in hostile.tags
    ]
    assert "".join(hostile.words).count(text) >= 4


def test_the_whole_text_of_the_document_is_there() -> None:
    """Beside the findings stands every word that was read, the companion's too."""
    without_numbers = re.sub(r'<a class="num"[^>]*>[^<]*</a>', "", page())
    words = "".join(_Seen(without_numbers).words)
    for block in (*sample.document().blocks, *sample.companion().blocks):
        assert block.text in words


def test_the_sections_stand_in_the_order_that_a_reader_needs() -> None:
    """What to do, the law, the Code, good practice, doubts, what is out of date, what was found, what was not read."""
    names = [
        "first",
        "part-1",
        "unsure",
        "stale",
        "claims",
        "dates",
        "left-over",
        "accepted",
        "found",
        "unread",
        "text",
    ]
    text = page()
    places = [text.index(f'<h2 id="{name}"') for name in names]
    assert places == sorted(places)


def test_an_accepted_finding_is_told_with_its_reason_and_not_to_be_done() -> None:
    """Never silently: it leaves the list of what is lacking and stands under its own heading."""
    text = page()
    assert '<article id="f-sch1.11"' not in text
    assert "Accepted: It keeps its name. A. Reed, until 31 August 2027." in text


@given(
    st.text(alphabet="abc <&é", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5),
)
def test_marks_may_overlap_and_no_character_is_lost(text: str, spans: list[tuple[int, int]]) -> None:
    """The pieces together are the text; each mark begins once, ends once, and covers exactly its own characters."""
    marks = [
        Mark(min(a, b), max(a, b), number, (str(number),), ())
        for number, (a, b) in enumerate(spans)
        if min(a, b) < max(a, b) <= len(text)
    ]
    cut = segments(text, marks)
    assert "".join(segment.text for segment in cut) == text
    for mark in marks:
        under = [segment for segment in cut if str(mark.number) in segment.kinds]
        assert "".join(segment.text for segment in under) == text[mark.start : mark.end]
        assert sum(mark.number in segment.ids for segment in cut) == 1


def test_lists_and_tables_keep_their_shape() -> None:
    """Items of a list make one list, cells one table with its heading row; a skipped heading level is closed up."""
    texts = [
        Block(0, BlockKind.HEADING, "Title", level=1),
        Block(1, BlockKind.HEADING, "Deep", level=4, heading=0),
        Block(2, BlockKind.LIST_ITEM, "One", level=1),
        Block(3, BlockKind.LIST_ITEM, "Two", level=2, label="b)"),
        Block(4, BlockKind.CELL, "Who", cell=Cell(0, 0, 0)),
        Block(5, BlockKind.CELL, "When", cell=Cell(0, 0, 1)),
        Block(6, BlockKind.CELL, "SENCO", cell=Cell(0, 1, 0, "", "Who")),
    ]
    document = replace(sample.document(), blocks=tuple(texts))
    report = Report(document, sample.about(), sample.DAY, ())
    heading, deep, points, table = parts_of(document, Marks(report, {}))
    assert (heading.level, deep.level) == (3, 4)
    assert [item.label for item in points.items] == ["", "b)"]
    assert [len(row) for row in table.rows] == [2, 2]
    assert table.has_head
    assert table.rows[1][1] == []


def test_direction_marks_do_not_reach_the_page() -> None:
    """An override could make a quote read as something else."""
    assert "\u202e" not in page(with_text("safe\u202etxt.exe"))


def test_the_index_leads_to_plain_words_and_to_how_everyone_can_read_the_file() -> None:
    """In the order of the page; of accessibility with the number of points, of plain words without a figure."""
    advice = AccessFinding(AccessRule.TITLE, None, "the file's properties", "It has no title.", "Give it one.")
    report = replace(
        sample.report(), plain=PlainWords((), Ease(12, 1, 20)), access=Access((advice,), (AccessRule.TITLE,))
    )
    text = page(report)
    index = re.search(r'<ul class="entries">(.*?)</ul>', text, re.DOTALL)
    assert index is not None
    entries = re.findall(r'<a href="#([^"]+)">(?:<span class="count">(\d+)</span> )?', index[1])
    assert [entry for entry in entries if entry[0] in {"plain-words", "access"}] == [
        ("plain-words", ""),
        ("access", "1"),
    ]
    anchors = [anchor for anchor, _ in entries]
    places = [text.index(f' id="{anchor}"') for anchor in anchors]
    assert places == sorted(places)


def test_the_index_leaves_out_what_nobody_looked_at() -> None:
    """A link to a part that is not there would lead nowhere."""
    assert not {"#plain-words", "#access"} & {*_Seen(page(sample.report())).all_of("href")}
