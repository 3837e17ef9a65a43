"""The pages in a real browser: WCAG 2.2 AA by axe, light and dark, wide and at 400 % zoom, and on paper."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.report import sample
from tests.report.test_golden import sheet

from policykit.report import governors
from policykit.report.html import to_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Give one headless Chromium, or skip with a word where there is none."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed here")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed here")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the addresses of the report's and the governors' page."""
    folder: Path = tmp_path_factory.mktemp("pages")
    texts = {"report": to_html(sample.decided(), sample.checklist()), "governors": governors.to_html(sheet())}
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in texts}


@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [("report", "light", 1440), ("report", "dark", 1440), ("report", "light", 320), ("governors", "dark", 800)],
)
def test_axe_finds_nothing(browser: "Browser", pages: dict[str, str], name: str, scheme: str, width: int) -> None:
    """Every rule of axe, best practice too, and nothing is reported or refused on the console."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed here")
    # The page's own policy lets no script in, so axe itself needs it set aside.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = context.new_page()
    page.goto(pages[name])
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    context.close()


@pytest.mark.parametrize("name", ["report", "governors"])
def test_nothing_is_cut_off_at_400_per_cent(browser: "Browser", pages: dict[str, str], name: str) -> None:
    """At 320 pixels, which is 400 % of 1280, the page scrolls one way only."""
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.goto(pages[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_the_page_loads_nothing_and_breaks_none_of_its_own_rules(browser: "Browser", pages: dict[str, str]) -> None:
    """The one request is the file itself, and the browser has nothing to complain of."""
    page = browser.new_page(java_script_enabled=False)
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto(pages["report"])
    assert asked == [pages["report"]]
    assert told == []
    page.close()


def test_a_link_to_a_quote_shows_it_beside_the_findings(browser: "Browser", pages: dict[str, str]) -> None:
    """On a wide screen the text scrolls to the quote in its own column."""
    page = browser.new_page(viewport={"width": 1440, "height": 700})
    page.goto(pages["report"])
    page.locator("article a.num").first.click()
    assert page.locator(":target").count() == 1
    page.locator("mark:target, mark:has(:target)").first.wait_for(state="visible")
    boxes = [page.locator(name).bounding_box() for name in (".findings", ".text")]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    page.close()


def test_the_governors_page_prints_on_one_side(browser: "Browser", pages: dict[str, str], tmp_path: Path) -> None:
    """A4, as the page itself says."""
    import pypdfium2

    page = browser.new_page()
    page.goto(pages["governors"])
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    page.close()
    printed = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    try:
        assert len(printed) == 1
        assert [round(size) for size in printed[0].get_size()] == [595, 842]
    finally:
        printed.close()
