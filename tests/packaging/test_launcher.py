"""What a double-click does, from a path as a school's laptop has them: spaces, accents, an ampersand, a dash."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from locked import ROOT

from policykit.web.server import listening

LAUNCHER = ROOT / "packaging" / "portable" / "policykit_launcher.py"


class Laptop:
    """A folder with the program in it, a person's own folder, and what has been started from there."""

    def __init__(self, folder: Path) -> None:
        """Lay the program down."""
        self.program = folder / "OneDrive - Élan & Söhne (Trust)" / "SEN 50% tools" / "PolicyKit"
        self.own = folder / "Users" / "Zoë O'Brien" / "AppData"
        (self.program / "lib").mkdir(parents=True)
        self.own.mkdir(parents=True)
        shutil.copy(LAUNCHER, self.program / "lib")
        self.started: list[subprocess.Popen[str]] = []

    @property
    def data(self) -> Path:
        """Where it should write."""
        return self.own / "PolicyKit"

    def run(self, *arguments: str) -> "subprocess.Popen[str]":
        """Double-click; nothing of this machine's own settings is handed on but where PolicyKit lies."""
        environment = {"PYTHONPATH": os.environ.get("PYTHONPATH", str(ROOT / "src")), "LOCALAPPDATA": str(self.own)}
        environment["PATH"] = os.environ["PATH"]
        command = [sys.executable, "-X", "utf8", str(self.program / "lib" / LAUNCHER.name), "--no-browser", *arguments]
        made = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, encoding="utf-8"
        )
        self.started.append(made)
        return made

    def address(self) -> str:
        """Return where the server is, once it answers."""
        for _ in range(200):
            try:
                url = str(json.loads((self.data / "running.json").read_text(encoding="utf-8"))["url"])
                if _answer(f"{url}/healthz") == "ok\n":
                    return url
            except (OSError, ValueError):
                pass
            time.sleep(0.1)
        raise AssertionError("it never answered")


def _answer(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Give such a laptop, and leave nothing running."""
    made = Laptop(tmp_path)
    yield made
    for one in made.started:
        if one.poll() is None:
            one.kill()
        one.communicate(timeout=20)


def test_it_starts_once_shows_itself_again_and_ends_when_asked(laptop: Laptop) -> None:
    """It writes into the one folder that it names, and what was handed in is gone at the end."""
    before = set(laptop.program.rglob("*"))
    first = laptop.run()
    url = laptop.address()
    assert "Check your SEN policy" in _answer(url)
    assert list((laptop.data / "working").glob("policykit-serve-*"))
    asked = urllib.request.Request(f"{url}/sample", data=b"", headers={"Origin": url})  # noqa: S310 - our own server
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
        assert "/check/" in answer.url

    second = laptop.run()
    told, _ = second.communicate(timeout=40)
    assert second.returncode == 0, told
    assert f"PolicyKit is running already. Your browser shows it at {url}" in told

    last = laptop.run("--close")
    told, _ = last.communicate(timeout=40)
    assert last.returncode == 0, told
    assert "is closed" in told
    told, _ = first.communicate(timeout=20)
    assert first.returncode == 0, told
    assert f"kept in {laptop.data / 'working'}" in told
    assert {path.name for path in laptop.data.iterdir()} <= {"lock", "compiled"}
    assert set(laptop.program.rglob("*")) == before


def test_a_port_that_is_taken_is_no_hindrance(laptop: Laptop) -> None:
    """Another free one is used."""
    with listening("127.0.0.1", 0) as other:
        _on_port(laptop, other.getsockname()[1])
        laptop.run()
        assert not laptop.address().endswith(f":{other.getsockname()[1]}")


def test_what_a_crash_left_behind_is_deleted_at_the_next_start(laptop: Laptop) -> None:
    """A window that was simply closed ends the program as a crash does."""
    first = laptop.run()
    laptop.address()
    left = laptop.data / "working" / "somebody's policy.docx"
    left.write_bytes(b"names of pupils")
    first.kill()
    first.wait(20)
    assert (laptop.data / "running.json").exists()
    laptop.run()
    laptop.address()
    assert not left.exists()


def test_a_folder_beside_the_program_is_used_where_somebody_made_one(laptop: Laptop) -> None:
    """As on a memory stick; closing what does not run is no mishap."""
    beside = laptop.program / "PolicyKit data"
    beside.mkdir()
    told, _ = laptop.run("--close").communicate(timeout=40)
    assert "is closed" in told
    assert (beside / "lock").exists()
    assert not laptop.data.exists()


def test_a_folder_that_may_not_be_written_to_is_told_with_what_to_do(laptop: Laptop) -> None:
    """Here a file stands in its place."""
    laptop.data.write_bytes(b"")
    done = laptop.run()
    told, _ = done.communicate(timeout=40)
    assert done.returncode == 2
    assert 'Make a folder called "PolicyKit data"' in told
    assert "Traceback" not in told


def _on_port(laptop: Laptop, port: int) -> None:
    """Let this laptop's program want another port first, so that tests beside this one are not disturbed."""
    path = laptop.program / "lib" / LAUNCHER.name
    path.write_text(path.read_text(encoding="utf-8").replace("PORT = 8765", f"PORT = {port}"), encoding="utf-8")
