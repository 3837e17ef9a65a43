"""Takes the pictures of the pages that README and docs show, with the Chromium that is installed.

    python tools/screenshots.py [FOLDER]

Each page is of the invented sample, at the width of a desk or a phone; the pictures have few colours, so that they stay small.
"""

import io
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.web.app import app_for
from policykit.web.server import listening, server_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus" / "files"
SIZES = {"desk": (1280, 860), "phone": (390, 844)}
_COLOURS = 128
_SCHOOLS = 8


def main() -> None:
    """Start a server on a free port, go through the pages at both widths, and stop it."""
    from playwright.sync_api import sync_playwright

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with listening("127.0.0.1", 0) as made, sync_playwright() as driver:
        server = server_of(app_for())
        thread = threading.Thread(target=server.run, kwargs={"sockets": [made]}, daemon=True)
        thread.start()
        started = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for name, (width, height) in SIZES.items():
            page = started.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
            page.set_default_timeout(180_000)
            _take(page, f"http://127.0.0.1:{made.getsockname()[1]}", folder, name)
            page.close()
        started.close()
        server.should_exit = True
        thread.join()


def _take(page: "Page", address: str, folder: Path, size: str) -> None:
    older, newer = (
        SAMPLES / f"{name}.docx" for name in ("larkmead-information-report-2020", "kingsmead-park-report-2025")
    )
    page.goto(address)
    save(page.screenshot(), folder / f"start-{size}.png")
    page.get_by_role("button", name="Try a sample").click()
    page.locator("#findings").wait_for()
    save(page.screenshot(), folder / f"report-{size}.png")
    page.locator("article a.num").first.click()
    page.locator("mark:target, mark:has(:target)").first.wait_for()
    save(page.screenshot(), folder / f"quote-{size}.png")
    page.goto(f"{address}/compare")
    page.set_input_files("#old", older)
    page.set_input_files("#new", newer)
    page.get_by_role("button", name="Compare them").click()
    page.get_by_role("heading", name="What changed").wait_for()
    save(page.screenshot(), folder / f"compare-{size}.png")
    page.get_by_role("link", name="See the two texts side by side").click()
    page.locator(".sides").wait_for()
    save(page.screenshot(), folder / f"texts-{size}.png")
    page.goto(f"{address}/draft")
    page.set_input_files("#files", older)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Begin with the first question").wait_for()
    save(page.screenshot(), folder / f"draft-{size}.png")
    page.goto(f"{page.url}/question/senco_name")
    save(page.screenshot(), folder / f"question-{size}.png")
    page.goto(f"{address}/learn/sch1.11")
    save(page.screenshot(), folder / f"learn-{size}.png")
    _audit(page, address, folder, size)


def _audit(page: "Page", address: str, folder: Path, size: str) -> None:
    page.goto(f"{address}/audit")
    save(page.screenshot(), folder / f"audit-start-{size}.png")
    with tempfile.TemporaryDirectory(prefix="policykit-") as name:
        for number, path in enumerate(sorted(SAMPLES.glob("*-report-20*.docx"))[:_SCHOOLS], start=1):
            school = Path(name) / f"School {number}"
            school.mkdir()
            shutil.copy(path, school)
        page.set_input_files("#folder", name)
        page.get_by_role("button", name="Begin the audit").click()
        page.locator("#must").wait_for()
    at = page.url
    save(page.screenshot(), folder / f"audit-{size}.png")
    page.goto(f"{at}#map")
    save(page.screenshot(), folder / f"audit-map-{size}.png")
    page.goto(f"{at}/letters?tick=all")
    save(page.screenshot(), folder / f"audit-letters-{size}.png")


def save(picture_of: bytes, target: Path) -> None:
    """Write a picture with few colours and say how large it is."""
    from PIL import Image

    with Image.open(io.BytesIO(picture_of)) as picture:
        picture.convert("RGB").quantize(_COLOURS).save(target, optimize=True)
    print(target.name, target.stat().st_size)


if __name__ == "__main__":
    main()
