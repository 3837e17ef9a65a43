"""The web page, the Markdown file and the PDF say what the Word file says, and can be read without eyes or colours."""

import importlib.util
import io
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.draft.conftest import ON, complete_answers

from policykit.draft.html import to_html
from policykit.draft.markdown import to_markdown
from policykit.draft.output import content_for
from policykit.draft.pieces import Piece, TablePiece, pieces_of
from policykit.draft.render import Rendered, render
from policykit.draft.templates import SHIPPED, Template, template_of
from policykit.errors import TemplateError
from policykit.formats import office
from policykit.model.drafting import Answer, Answers, School, State
from policykit.model.law import Phase, SchoolType
from policykit.pipeline import catalogues
from policykit.read import read

PRIMARY = School(SchoolType.MAINSTREAM, Phase.PRIMARY)
NASTY = 'a & b <script>alert("x")</script> *c* _d_ `e` [f](javascript:g) | h {{ i }}'
_EMPTY = {"meta", "br", "link"}


class Nesting(HTMLParser):
    """Follows a page's tags and notes headings, header cells and what is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.levels: list[int] = []
        self.wrong: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag."""
        self.attributes.append((tag, dict(attrs)))
        if tag not in _EMPTY:
            self.open.append(tag)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        """Note a tag that ends what is not open."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def page_of(made: Rendered) -> str:
    """Return the web page of a rendered document."""
    return content_for(made, Path("report.html")).decode("utf-8")


@pytest.mark.parametrize("name", [one.name for one in SHIPPED])
def test_a_page_is_well_nested_with_headings_in_order_and_british(name: str) -> None:
    """One h1, no level left out, the language said, each link leading somewhere."""
    page = Nesting(page_of(render(complete_answers("primary"), template_of(name), ON)))
    assert page.wrong == []
    assert page.open == []
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.levels, page.levels[1:], strict=False))
    assert ("html", {"lang": "en-GB"}) in page.attributes
    names = {found.get("id") for _, found in page.attributes}
    targets = [found["href"] or "" for tag, found in page.attributes if tag == "a"]
    assert all(target[1:] in names for target in targets if target.startswith("#"))
    heads = [found for tag, found in page.attributes if tag == "th"]
    assert all(found.get("scope") for found in heads)


def test_a_page_carries_no_script_whatever_is_answered(own_template: Callable[..., Template]) -> None:
    """Words stay words."""
    made = render(Answers(PRIMARY, {"teaching": Answer(NASTY)}), own_template("{{ teaching }}"), ON)
    page = page_of(made)
    assert "<script" not in page
    assert "a &amp; b &lt;script&gt;" in page
    assert 'href="javascript' not in page


def test_markdown_reads_back_as_what_was_written(own_template: Callable[..., Template], tmp_path: Path) -> None:
    """No letter of an answer acts as a mark."""
    given = {"teaching": Answer(f"{NASTY}\n\n- one\n- two\n\n1. First\n\n# no heading\n\n+ plus")}
    made = render(Answers(PRIMARY, given), own_template("{{ teaching }}"), ON)
    path = tmp_path / "draft.md"
    path.write_bytes(content_for(made, path))
    read_again = [block.text for block in read(str(path)).blocks]
    assert read_again == [NASTY, "one", "two", "1. First", "# no heading", "+ plus"]


@pytest.mark.parametrize("name", [one.name for one in SHIPPED])
def test_every_format_has_the_words_of_the_word_file(name: str) -> None:
    """None says more or less."""
    made = render(complete_answers("secondary"), template_of(name), ON)
    pieces = pieces_of(made.content)
    page, text = to_html(pieces, made.title), to_markdown(pieces)
    for piece in pieces:
        paragraphs = [piece] if isinstance(piece, Piece) else cells_of(piece)
        for one in paragraphs:
            words = [word for word in one.text.split() if word.isalpha()]
            assert all(word in page for word in words)
            assert all(word in text for word in words)


def cells_of(table: TablePiece) -> list[Piece]:
    """Return the paragraphs of a table."""
    return [piece for row in table.rows for cell in row for piece in cell]


def test_a_pdf_without_libreoffice_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing half-made is handed over."""
    monkeypatch.setattr(office, "libreoffice", lambda: None)
    made = render(Answers(PRIMARY, {}), template_of("summary"), ON)
    with pytest.raises(TemplateError, match="not installed here") as told:
        content_for(made, Path("report.pdf"))
    assert "LibreOffice" in told.value.remedy


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice makes the PDF, and is not installed")
def test_a_pdf_is_tagged_british_and_titled() -> None:
    """So that a screen reader can follow it; header cells come from the Word rows marked as headers."""
    import pikepdf

    made = render(complete_answers("primary"), template_of("schedule-1"), ON)
    with pikepdf.open(io.BytesIO(content_for(made, Path("report.pdf")))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo["/Title"]).startswith("Hollybank Primary School & Nursery")
        tags = [str(one.get("/S", "")) for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    assert tags.count("/TH") >= 2
    assert "/H1" in tags
    assert "/Link" in tags


@pytest.mark.skipif(not shutil.which("chromium"), reason="axe runs in Chromium, which is not installed")
def test_pages_are_clean_under_axe(tmp_path: Path) -> None:
    """A whole report, one full of gaps, and a table."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright drives Chromium")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    pages = {
        "whole": render(complete_answers("primary"), template_of("schedule-1"), ON),
        "gaps": render(Answers(PRIMARY, {}), template_of("parent-questions"), ON),
        "plan": render(Answers(PRIMARY, {}), template_of("accessibility-plan"), ON),
    }
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, made in pages.items():
            path = tmp_path / f"{name}.html"
            path.write_text(page_of(made), encoding="utf-8")
            page = browser.new_page()
            page.goto(path.as_uri())
            found = axe.Axe().run(page)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        browser.close()


@pytest.mark.skipif(importlib.util.find_spec("openxml_audit") is None, reason="openxml-audit is not installed")
@pytest.mark.parametrize("name", [one.name for one in SHIPPED])
def test_word_has_nothing_to_repair(name: str, tmp_path: Path) -> None:
    """Links, comments, list items, the contents and the tables at the end are all as Microsoft's own rules want them."""
    from openxml_audit.validator import OpenXmlValidator

    given = complete_answers("primary").given
    open_ones = {"teaching": Answer(""), "complaints": Answer("Write to a@example.org.\n\n- now", State.PROPOSED)}
    crosswalk = catalogues().checklist.requirements[:3]
    made = render(Answers(PRIMARY, given | open_ones), template_of(name), ON, crosswalk)
    path = tmp_path / "draft.docx"
    path.write_bytes(made.content)
    assert [str(fault) for fault in OpenXmlValidator().validate(str(path)).errors] == []
