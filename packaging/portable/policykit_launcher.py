"""What a double-click on PolicyKit.cmd starts: one server for this person, the browser at it, and an end to it when asked.

It writes into one folder only and says which. Nothing is installed, no registry is touched, no right is asked for.
"""

import argparse
import contextlib
import json
import os
import shutil
import sys
import tempfile
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

PORT = 8765
BESIDE = "PolicyKit data"
"""A folder of this name beside PolicyKit.cmd is written to instead, for a memory stick."""
_RUNNING, _CLOSE, _LOCK, _WORKING, _COMPILED = "running.json", "close", "lock", "working", "compiled"
_WAIT_SECONDS = 30.0


def data_folder(program: Path, environment: Mapping[str, str]) -> Path:
    """Return the one folder to write to: the one beside the program if somebody made it, else the person's own.

    The person's own is kept on this computer only: a folder that is copied to a cloud is no place for documents about
    pupils.
    """
    if (program / BESIDE).is_dir():
        return program / BESIDE
    own = environment.get("LOCALAPPDATA") or environment.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(own) / "PolicyKit"


@contextlib.contextmanager
def held(place: Path) -> Iterator[bool]:
    """Give whether this program is now the one that runs; the system lets go when it ends, however it ends."""
    with place.open("a+b") as file:
        got = _lock(file)
        try:
            yield got
        finally:
            if got:
                _unlock(file)


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        with contextlib.suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_UN)


def start(data: Path, *, browser: bool) -> int:
    """Serve until asked to close, or show what runs already; return the exit code."""
    with held(data / _LOCK) as is_first:
        if is_first:
            _serve(data, browser=browser)
            return 0
    for _ in range(int(_WAIT_SECONDS * 5)):
        if url := running(data):
            _say(f"PolicyKit is running already. Your browser shows it at {url}")
            _show(url, browser=browser)
            return 0
        time.sleep(0.2)
    _say(f"PolicyKit has been started already but does not answer. Restart the computer, or delete the folder {data}")
    return 2


def running(data: Path) -> str:
    """Return the address of the server that runs, "" where none answers."""
    try:
        url = str(json.loads((data / _RUNNING).read_text(encoding="utf-8"))["url"])
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{url}/healthz", timeout=3) as answer:
            return url if answer.read() == b"ok\n" else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def close(data: Path) -> int:
    """Ask the server that runs to end, and wait until it has; return the exit code."""
    (data / _CLOSE).touch()
    for _ in range(int(_WAIT_SECONDS * 5)):
        with held(data / _LOCK) as is_free:
            if is_free:
                (data / _CLOSE).unlink(missing_ok=True)
                _say("PolicyKit is closed, and what was handed in has been deleted.")
                return 0
        time.sleep(0.2)
    _say("PolicyKit does not answer. Close its window.")
    return 2


def _serve(data: Path, *, browser: bool) -> None:
    working = data / _WORKING
    # What a crash or a window that was simply closed has left behind.
    shutil.rmtree(working, ignore_errors=True)
    working.mkdir(parents=True, exist_ok=True)
    for name in ("TMPDIR", "TEMP", "TMP"):
        os.environ[name] = str(working)
    tempfile.tempdir = None
    # Python keeps what it has compiled beside its sources otherwise, where only an administrator may write.
    sys.pycache_prefix = sys._xoptions["pycache_prefix"] = str(data / _COMPILED)  # noqa: SLF001 - inherited by workers
    (data / _CLOSE).unlink(missing_ok=True)
    from policykit.errors import StoreError
    from policykit.web.app import app_for
    from policykit.web.server import listening, server_of

    try:
        made = listening("127.0.0.1", PORT)
    except StoreError:
        made = listening("127.0.0.1", 0)
    with made:
        url = f"http://127.0.0.1:{made.getsockname()[1]}"
        server = server_of(app_for())

        def _watch() -> None:
            while not (data / _CLOSE).exists() and not server.should_exit:
                time.sleep(0.3)
            server.should_exit = True

        def _once_it_answers() -> None:
            for _ in range(int(_WAIT_SECONDS * 10)):
                if running(data):
                    _show(url, browser=browser)
                    return
                time.sleep(0.1)

        (data / _RUNNING).write_text(json.dumps({"url": url}), encoding="utf-8")
        threading.Thread(target=_watch, daemon=True).start()
        threading.Thread(target=_once_it_answers, daemon=True).start()
        _say(
            f"PolicyKit is running. Your browser shows it at {url}\n\n"
            f"While it runs, what you hand in is kept in {working}\nand nowhere else; it is deleted when PolicyKit is closed.\n\n"
            "To end it, double-click Close PolicyKit, or close this window."
        )
        try:
            with contextlib.suppress(KeyboardInterrupt):
                server.run(sockets=[made])
        finally:
            server.should_exit = True
            (data / _RUNNING).unlink(missing_ok=True)
            shutil.rmtree(working, ignore_errors=True)


def _show(url: str, *, browser: bool) -> None:
    if browser:
        with contextlib.suppress(OSError, webbrowser.Error):
            webbrowser.open(url)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    """Start, show or close; return the exit code."""
    parser = argparse.ArgumentParser(prog="PolicyKit", description="PolicyKit in your browser.")
    parser.add_argument("--close", action="store_true", help="end the PolicyKit that runs")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    chosen = parser.parse_args(arguments)
    data = data_folder(Path(__file__).resolve().parents[1], os.environ)
    try:
        data.mkdir(parents=True, exist_ok=True)
        return close(data) if chosen.close else start(data, browser=not chosen.no_browser)
    except OSError as error:
        _say(
            f"PolicyKit cannot write into {data} ({error.strerror or error}).\n"
            f'Make a folder called "{BESIDE}" beside PolicyKit.cmd, and start it again.'
        )
        return 2


if __name__ == "__main__":
    sys.exit(main())
