"""Takes the pictures of the ways of getting PolicyKit: a command line on which it is really installed and started.

    python tools/ways.py WHEEL WINDOWS-ZIP [FOLDER]

It needs uv, curl and unzip. Every word below a command is what that command said; the list of libraries is folded.
"""

import contextlib
import html
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.screenshots import ROOT, save

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #fff } pre { display: inline-block; margin: 0; padding: 20px 24px; min-width: 640px;
background: #16202c; color: #e8edf2; font: 15px/1.5 "DejaVu Sans Mono", monospace; white-space: pre-wrap; max-width: 1120px }
b { color: #8fd0ff; font-weight: 600 }
</style><pre>"""
_LISTENING = "Listening on "
_CURL = """curl -s -o /dev/null -w '%{http_code}\\n'"""


class Trial:
    """A command line in a folder of its own: what was typed, and what came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines: list[str] = []
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        own = {"UV_TOOL_DIR": folder / "tools", "UV_TOOL_BIN_DIR": folder / "bin"}
        self.environment = kept | {name: str(path) for name, path in own.items()}
        self.environment["PATH"] = f"{folder / 'bin'}:{kept['PATH']}"

    def run(self, command: str, said: str | None = None) -> None:
        """Run a command, show it and what it said; `said` runs instead of what is shown, where a port differs."""
        done = subprocess.run(  # noqa: S602 - our own words
            said or command,
            check=False,
            shell=True,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            sys.exit(f"{command}: {done.stderr}")
        self.show(command, _folded(done.stderr + done.stdout))

    def show(self, command: str, said: str) -> None:
        """Put a command and its answer below what is there."""
        said = f"{html.escape(said.rstrip())}\n" if said else ""
        self.lines += [f"<b>$ {html.escape(command)}</b>", said]

    @contextlib.contextmanager
    def serving(self, command: str) -> Iterator[str]:
        """Start a server, show what it says until it listens, and give its address; it is stopped afterwards."""
        running = subprocess.Popen(  # noqa: S602 - our own words
            f"exec {command}", shell=True, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, text=True
        )
        said = []
        for line in running.stdout or ():
            said.append(line)
            if line.startswith(_LISTENING):
                break
        try:
            self.show(command, "".join(said))
            yield said[-1].removeprefix(_LISTENING).split()[0].rstrip("/.")
        finally:
            running.terminate()
            running.wait(30)

    def take(self, page: "Page", target: Path) -> None:
        """Save what the command line shows."""
        page.set_content(_PAGE + "\n".join(self.lines).rstrip())
        save(page.locator("pre").screenshot(), target)


def _folded(said: str) -> str:
    libraries = re.findall(r"^ \+ .*\n", said, re.MULTILINE)
    own = [line for line in libraries if "policykit" in line]
    first = said.find(libraries[0]) if libraries else 0
    rest = "".join(line for line in said.splitlines(keepends=True) if line not in libraries)
    folded = "".join(own) + f" + … {len(libraries) - len(own)} libraries\n" if libraries else ""
    # Where it was tried is nobody's business, and how long it took differs everywhere.
    return re.sub(r" @ file:\S+|\(from file:\S+\)", "", rest[:first] + folded + rest[first:])


def main() -> None:
    """Try each way and take its picture."""
    from playwright.sync_api import sync_playwright

    wheel, windows = (Path(name).resolve() for name in sys.argv[1:3])
    target = Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT / "docs" / "pictures"  # noqa: PLR2004 - FOLDER
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        trial = Trial(Path(name))
        shutil.copy(wheel, trial.folder)
        page = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
        trial.run(f"uv tool install {wheel.name}")
        trial.run("policykit --version")
        with trial.serving("policykit serve --no-browser"):
            trial.take(page, target / "way-python.png")
        trial.lines.clear()
        _windows(trial, windows)
        trial.take(page, target / "way-windows.png")
        trial.lines.clear()
        _hosted(trial)
        trial.take(page, target / "way-hosted.png")


def _windows(trial: Trial, archive: Path) -> None:
    shutil.copy(archive, trial.folder / "PolicyKit-windows.zip")
    trial.run("unzip -q PolicyKit-windows.zip")
    (folder,) = (one.name for one in trial.folder.iterdir() if one.is_dir() and (one / "PolicyKit.cmd").is_file())
    trial.run(f"ls {folder}", f"ls -1p {folder}")
    trial.run(f"head -n 12 {folder}/README.txt")


def _hosted(trial: Trial) -> None:
    (trial.folder / "token").write_text(secrets.token_urlsafe(), encoding="utf-8")
    front = "--name send.example.org --root-path /policykit --token-file token --signed-in-by X-Forwarded-User"
    with trial.serving(f"policykit serve --no-browser {front}") as address:
        trial.run(f"curl {address}/healthz", f"curl -s {address}/healthz")
        asked = f"{address}/ -H 'Host: send.example.org'"
        trial.run(f"curl … {asked}", f"{_CURL} {asked}")
        signed = f"{asked} -H 'X-Forwarded-User: ann' -H \"X-PolicyKit-Token: $(cat token)\""
        trial.run(f"curl … {signed}", f"{_CURL} {signed}")


if __name__ == "__main__":
    main()
