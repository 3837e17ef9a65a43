"""The dashboard: stands alone, says everything without a script, and is accessible in a real browser."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from tests.audit.made import a_round, checklist

from policykit.audit.added import Further
from policykit.audit.dashboard import to_html
from policykit.audit.own_columns import NO_NOTES, OwnNotes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NOTES = OwnNotes({("Evidence", "birch|sch1.9"): {"Adviser's RAG": "Green", "Comment": "Seen by me."}})


def page_of(notes: OwnNotes) -> Any:
    """Return the page of the hand-made round, parsed."""
    return html.fromstring("".join(to_html(a_round(), checklist(), notes)))


def test_the_page_needs_nothing_beside_it() -> None:
    """No address, no picture, no style and no script from elsewhere."""
    page = page_of(NO_NOTES)
    assert page.xpath("//link | //img | //iframe | //script[@src] | //*[@style]") == []
    assert all(target.startswith("#") for target in page.xpath("//a/@href"))
    assert {target[1:] for target in page.xpath("//a/@href")} <= set(page.xpath("//@id"))


def test_what_a_document_says_is_never_mark_up() -> None:
    """A school of an odd name neither runs nor breaks anything."""
    whole = a_round()
    odd = replace(whole.schools[1], school=replace(whole.schools[1].school, name="<script>alert(1)</script>\u202e"))
    written = "".join(to_html(replace(whole, schools=(odd,)), checklist(), NO_NOTES))
    assert "<script>alert" not in written
    assert "\u202e" not in written


def test_behind_the_heat_map_stands_a_table_that_says_the_same() -> None:
    """One letter for each cell, and the cell of an adviser's rating shows hers."""
    page = page_of(NOTES)
    heads = [head.text_content() for head in page.xpath("//table[contains(@class, 'heat')]/thead//th")]
    row = next(one for one in page.xpath("//table[contains(@class, 'heat')]/tbody/tr") if "Birch" in one.text_content())
    letters = dict(zip(heads[1:], (cell.text_content() for cell in row.xpath("td")), strict=True))
    assert letters["Complaints from parents about SEN provision"] == "G*"
    assert letters["Name and contact details of the SENCO"] == "N"
    assert len(letters) == 43
    drawn = sum(path.get("d").count("M") for path in page.xpath("//path"))
    assert drawn == 3 * 43


def test_each_school_has_its_part_and_the_unread_one_says_why() -> None:
    """With what to look at again, and her own notes as hers."""
    page = page_of(NOTES)
    parts = {one.xpath("string(.//h3)"): one.text_content() for one in page.xpath("//details")}
    assert len(parts) == 4
    assert "locked with a password" in parts["Dogwood Infant School"]
    assert "Please look yourself" in parts["Cedar School & Nursery"]
    assert "Seen by me." in parts["Birch Academy"]


def test_no_school_is_judged() -> None:
    """No rating word, no mark out of anything."""
    words = " ".join(page_of(NO_NOTES).xpath("//body//text()[not(ancestor::script)]"))
    assert not re.search(r"\bfail\w*|\bbreach|\bunlawful|non-compliant|\d ?%|out of 43", words, re.IGNORECASE)


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


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 400)])
def test_axe_finds_nothing(browser: "Browser", tmp_path: Path, scheme: str, width: int) -> None:
    """Every rule of axe, best practice too."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed here")
    path = tmp_path / "dashboard.html"
    added = [Further("since", "Across schools", ("A sentence.",))]
    path.write_text("".join(to_html(a_round(), checklist(), NOTES, added)), encoding="utf-8")
    # The page's own policy lets no other script in, so axe needs it set aside.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = context.new_page()
    page.goto(path.as_uri())
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    context.close()


def test_a_table_is_sorted_from_the_keyboard_under_the_pages_own_policy(browser: "Browser", tmp_path: Path) -> None:
    """The script is let in by its hash; nothing is refused on the console."""
    path = tmp_path / "dashboard.html"
    path.write_text("".join(to_html(a_round(), checklist(), NO_NOTES)), encoding="utf-8")
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(path.as_uri())
    page.locator("th button", has_text="Not found").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator("#said").inner_text().startswith("Sorted by Not found")
    first = page.locator("table.sortable").first.locator("tbody tr").first.locator("td").nth(2).inner_text()
    assert first == "2"
    assert told == []
    page.close()
