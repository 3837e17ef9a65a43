"""Try an installed PolicyKit as a stranger does: every command's help, the usual ones for real, in a folder of its own.

Run by the installed environment's own Python: `python try_installed.py PROGRAM SAMPLE`.
"""

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

_REQUIREMENTS = 43
_EXTRAS = ("distributed", "sklearn", "spacy", "pytest")


def helps(program: str) -> int:
    """Ask every command below the program for its help; return how many there are."""
    left: list[tuple[str, ...]] = [()]
    count = 0
    while left:
        words = left.pop()
        told = _run([program, *words, "--help"], (0,))
        count += 1
        listed = told.split("\nCommands:\n")[1:]
        left += [(*words, name) for name in re.findall(r"^  ([a-z][a-z-]*)", "".join(listed), re.MULTILINE)]
    return count


def journeys(program: str, sample: str) -> None:
    """Check, annotate, draft and serve, for real."""
    report = json.loads(_run([program, "check", sample, "--format", "json"], (0, 1)))
    _hold(len(report["requirements"]) == _REQUIREMENTS, "43 requirements are reported")
    _run([program, "explain", "sch1.11"], (0,))
    _run([program, "checklist", "test"], (0,))
    _run([program, "annotate", sample, "-o", "commented.docx"], (0,))
    _run([program, "check", sample, "--format", "governors", "-o", "page.docx", "--fail-on", "never"], (0,))
    _run([program, "draft", "new", "--from", sample, "-o", "answers.yaml"], (0,))
    _run([program, "draft", "render", "answers.yaml", "-o", "draft.docx"], (0, 1))
    command = [program, "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - the installed program
        try:
            address = (server.stdout.readline() if server.stdout else "").split()[-1]
            _hold(_answers(f"{address}/healthz") == "ok\n", "the server says that it is well")
            _hold("PolicyKit" in _answers(address), "the start page is there")
        finally:
            server.terminate()


def _answers(address: str) -> str:
    for _ in range(50):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    return ""


def _run(command: list[str], codes: tuple[int, ...]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")  # noqa: S603 - the same
    _hold(done.returncode in codes, f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def _hold(fact: object, words: str) -> None:
    if not fact:
        sys.exit(f"This does not hold: {words}")


def main() -> None:
    """Do all of it, and say what was done."""
    program, sample = sys.argv[1:3]
    extras = [name for name in _EXTRAS if importlib.util.find_spec(name)]
    place = importlib.util.find_spec("policykit")
    _hold(place and "site-packages" in str(place.origin), "PolicyKit is installed, not found among the sources")
    with tempfile.TemporaryDirectory(prefix="a folder with spaces ") as folder:
        copy = Path(folder) / "SEN information report é.docx"
        copy.write_bytes(Path(sample).read_bytes())
        count = helps(program)
        journeys(program, str(copy))
    print(
        f"installed: {count} commands tell their help, and the journeys work; extras present: {', '.join(extras) or 'none'}"
    )


if __name__ == "__main__":
    main()
