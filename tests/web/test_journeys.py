"""The three users in a real browser, without JavaScript, from the start page to a file; and axe on every page on the way."""

import json
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest
from openpyxl import load_workbook

from policykit.web import journey

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "corpus" / "files"
OLDER, NEWER = FILES / "larkmead-information-report-2020.docx", FILES / "kingsmead-park-report-2025.docx"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WAIT = 60_000
"""Milliseconds, for a machine that does much else."""


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


@pytest.fixture
def page(browser: "Browser", address: str) -> "Iterator[Page]":
    """Give a page without JavaScript on the start page; nothing outside is asked and no rule of ours is broken."""
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    made = context.new_page()
    made.set_default_timeout(WAIT)
    asked: list[str] = []
    told: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    made.on("console", lambda message: told.append(message.text))
    made.goto(address)
    yield made
    context.close()
    assert [url for url in asked if not url.startswith(address)] == []
    assert told == []


def taken(page: "Page", name: str, folder: Path) -> Path:
    """Return the file that a link leads to, under the name it came with."""
    with page.expect_download(timeout=WAIT) as waiting:
        page.get_by_role("link", name=name).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def test_a_senco_checks_her_report_and_takes_it_away_with_comments(page: "Page", tmp_path: Path) -> None:
    """From the start page to the Word file."""
    page.set_input_files("#files", OLDER)
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url("**/check/*", timeout=WAIT)
    page.get_by_role("heading", name="What to do first").or_(page.locator("#first")).first.wait_for()
    page.locator("article a.num").first.click()
    assert page.locator(":target").count() == 1
    with zipfile.ZipFile(taken(page, "Your file with comments", tmp_path)) as file:
        assert b"PolicyKit" in file.read("word/comments.xml")


def test_a_governor_tries_the_sample_and_prints_one_page(page: "Page", tmp_path: Path) -> None:
    """Seeing only what the law requires on the way."""
    page.get_by_role("button", name="Try a sample").click()
    page.wait_for_url("**/check/*", timeout=WAIT)
    page.get_by_role("link", name="What the law requires", exact=True).click()
    page.get_by_text("You see one part of the report").wait_for()
    file = taken(page, "One page for governors (Word)", tmp_path)
    assert "word/document.xml" in zipfile.ZipFile(file).namelist()


def test_an_adviser_compares_two_editions(page: "Page", tmp_path: Path) -> None:
    """And takes the figures away."""
    page.get_by_role("link", name="Compare", exact=True).click()
    page.set_input_files("#old", OLDER)
    page.set_input_files("#new", NEWER)
    page.get_by_role("button", name="Compare them").click()
    page.wait_for_url("**/compare/*", timeout=WAIT)
    page.get_by_role("heading", name="What changed from one edition to the next").wait_for()
    assert json.loads(taken(page, "JSON", tmp_path).read_text(encoding="utf-8"))


def test_a_senco_drafts_a_new_report_from_her_old_one(page: "Page", tmp_path: Path) -> None:
    """Keeping what is right, writing what is missing, by keyboard alone, and coming back with her file."""
    page.get_by_role("link", name="Draft", exact=True).click()
    page.set_input_files("#files", OLDER)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Begin with the first question").click()
    page.locator("#choice-keep").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("school_name"), timeout=WAIT)
    page.get_by_role("link", name="Back to all questions").click()
    answers = taken(page, "Your answers", tmp_path)
    assert "state: confirmed" in answers.read_text(encoding="utf-8")
    with zipfile.ZipFile(taken(page, "The document (Word)", tmp_path)) as file:
        assert b"Larkmead" in file.read("word/document.xml")


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder as an adviser has it: a folder a school, a register, a file that is broken."""
    folder = tmp_path_factory.mktemp("schools")
    for name, content in (
        ("Larkmead", OLDER.read_bytes()),
        ("Kingsmead", NEWER.read_bytes()),
        ("Broken", b"PK broken"),
    ):
        (folder / f"{name} School").mkdir()
        (folder / f"{name} School" / "report.docx").write_bytes(content)
    (folder / "schools.csv").write_text("URN,EstablishmentName\n100001,Larkmead School\n", encoding="utf-8")
    return folder


def test_an_adviser_audits_a_folder_of_schools(page: "Page", schools: Path, tmp_path: Path) -> None:
    """From the folder to the workbook, one school's own page, and a letter to the school she ticks."""
    page.get_by_role("link", name="Audit", exact=True).click()
    page.set_input_files("#folder", schools)
    page.get_by_role("button", name="Begin the audit").click()
    page.locator("#must").wait_for()
    page.get_by_role("link", name="Larkmead School").first.click()
    page.get_by_role("heading", name="Out-of-date references").wait_for()
    page.get_by_role("link", name="Draft letters").click()
    page.get_by_label("Larkmead School").check()
    page.get_by_role("button", name="Draft the letters").click()
    page.get_by_role("heading", name="1 letter is ready").wait_for()
    with zipfile.ZipFile(taken(page, "Take the letters away", tmp_path)) as file:
        assert file.namelist() == ["Larkmead School 100001 - letter (draft).docx"]
    page.get_by_role("link", name="Back to all schools").click()
    book = load_workbook(taken(page, "The workbook", tmp_path))
    assert "yes" in [cell.value for row in book["Matrix"].iter_rows() for cell in row]


@pytest.fixture(scope="module")
def audited(address: str, schools: Path) -> str:
    """Give the address of a finished audit of those schools."""
    files = [
        ("folder", (f"schools/{path.relative_to(schools).as_posix()}", path.read_bytes()))
        for path in sorted(schools.rglob("*.*"))
        if path.is_file()
    ]
    return begun(address, "/audit", files)


@pytest.fixture(scope="module")
def compared(address: str) -> str:
    """Give the address of two editions that have been compared."""
    files = [("old", ("old.docx", OLDER.read_bytes())), ("new", ("new.docx", NEWER.read_bytes()))]
    return begun(address, "/compare", files)


def begun(address: str, path: str, files: list[tuple[str, tuple[str, bytes]]]) -> str:
    """Return the address of a piece of work once it is done."""
    with httpx2.Client(trust_env=False, timeout=60, headers={"Origin": address}) as client:
        at = f"{address}{client.post(f'{address}{path}', files=files).headers['location']}"
        for _ in range(200):
            if "refresh" not in client.get(at).headers:
                break
            time.sleep(0.25)
    return at


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_on_any_page(
    browser: "Browser", address: str, audited: str, compared: str, scheme: str, width: int
) -> None:
    """And at 320 pixels, which is 400 % of 1280, every page scrolls one way only."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed here")
    # The pages' own policy lets no script in, so axe itself needs it set aside.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = context.new_page()
    page.set_default_timeout(WAIT)

    def _look() -> None:
        # Before its stylesheet is there a page is wider.
        page.wait_for_load_state("load")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        # In the dark only the colours differ: a page of each kind shows them all.
        kinds = ("/", "/learn/sch1.11", "/draft", audited, "/texts")
        if scheme == "dark" and not page.url.endswith(kinds) and "question" not in page.url:
            return
        found = axe.Axe().run(page).response["violations"]
        assert [(page.url, one["id"], one["nodes"][0]["html"]) for one in found] == []

    for path in (
        "/",
        "/compare",
        "/draft",
        "/audit",
        "/learn",
        "/learn/sch1.11",
        "/learn/parent-partnership",
        "/nothing",
        "/enter",
    ):
        page.goto(f"{address}{path}")
        _look()
    for path in ("", "/texts", "/texts?whole=yes"):
        page.goto(f"{compared}{path}")
        _look()
    for path in ("", "/school/1", "/letters?tick=all"):
        page.goto(f"{audited}{path}")
        _look()
    page.get_by_role("button", name="Draft the letters").click()
    _look()
    page.goto(address)
    page.get_by_role("button", name="Check it").click()
    _look()
    page.get_by_role("button", name="Try a sample").click()
    page.wait_for_url("**/check/*")
    _look()
    page.get_by_role("link", name="What is out of date").click()
    _look()
    page.get_by_role("link", name="Accept a finding").click()
    _look()
    page.goto(f"{address}/draft")
    page.set_input_files("#files", OLDER)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Begin with the first question").wait_for()
    _look()
    page.get_by_text("Other templates and forms").click()
    page.get_by_label("Only if nothing is open").check()
    _look()
    page.get_by_role("button", name="Word").click()
    page.get_by_role("heading", name="It is not final yet").wait_for()
    _look()
    page.go_back()
    page.get_by_role("link", name="Begin with the first question").click()
    _look()
    page.locator("#choice-write").check()
    page.locator("#text").fill("")
    page.get_by_role("button", name="Save and go on").click()
    _look()
    context.close()


def test_axe_finds_nothing_while_one_waits_and_after_one_stops(
    browser: "Browser", address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On the page that asks again by itself, once it no longer does."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed here")
    monkeypatch.setattr(journey, "AT_FIRST", 0.0)
    for number in range(240):
        (tmp_path / f"School {number}.md").write_text("# SEN policy\n\n" + "We help. " * 500, encoding="utf-8")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/audit")
    page.set_input_files("#folder", tmp_path)
    page.get_by_role("button", name="Begin the audit").click()
    page.get_by_role("link", name="Stop that").click()
    assert axe.Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Stop the audit").click()
    page.get_by_role("link", name="See whether it is ready").or_(page.get_by_role("button", name="Go on")).wait_for()
    page.goto(page.url)
    page.get_by_role("heading", name="The audit was stopped").wait_for()
    assert axe.Axe().run(page).response["violations"] == []
    context.close()
