"""Whether a document costs the same however many there are: audits of more and more, with the processor's time and memory.

Run as `python -m benchmarks.audit_flat [--sizes 100,1000,10000]` from the repository. The documents are short texts, no two alike,
so that ten thousand can be had; what grows with their number (the store, the rounds, the workbook) is what is looked for.
Told is the processor's time of the whole run with its workers, which other programs on the computer disturb least, for a
first run and for a second one over the same files, and the largest memory of any one process.
"""

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.audit import DAY

_WORDS = (  # a list of words reads better as text
    (  # noqa: SIM905
        "pupils teachers parents support reading plan review needs learning school help class group time skills speech "
        "progress targets meeting term language maths sensory autism dyslexia hearing trips clubs staff training governors"
    ).split()
)


def text_of(number: int, chance: random.Random) -> str:
    """Return a report of some hundred words, its last paragraphs unlike any other one's."""
    told = [
        f"Made Hill {number:05} Primary School SEN Information Report",
        f"Reviewed on {1 + number % 28} May {2018 + number % 8}.",
        "We provide for pupils with autism, dyslexia, speech and language difficulties and hearing loss.",
        f"Our SENCO is Mrs Ada Example, telephone 01632 960{number % 1000:03}.",
        "Parents who are unhappy with our provision may complain to the governing body.",
        "Pupils with a statement of special educational needs are reviewed each year." if number % 3 else "",
        *(" ".join(chance.choices(_WORDS, k=30)).capitalize() + "." for _ in range(4)),
    ]
    return "\n\n".join(part for part in told if part) + "\n"


def make(folder: Path, count: int) -> None:
    """Make the documents, a folder a school."""
    chance = random.Random(count)  # noqa: S311 - nothing secret
    for number in range(count):
        home = folder / f"Made Hill {number:05} Primary School"
        home.mkdir(parents=True)
        (home / "report.txt").write_text(text_of(number, chance), encoding="utf-8")


def run(folder: Path, home: Path) -> tuple[float, float]:
    """Return the seconds of processor time of one audit with its workers, and the megabytes of its largest process."""
    output = str(home / "audit.xlsx")
    words = ["-m", "policykit", "audit", str(folder), "-o", output, "--as-at", DAY.isoformat(), "--jobs", "2"]
    child = os.posix_spawn(sys.executable, [sys.executable, *words], os.environ)
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status):
        message = f"the audit ended with {os.waitstatus_to_exitcode(status)}"
        raise RuntimeError(message)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def figures(sizes: list[int]) -> Iterator[str]:
    """Give a line for each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            home = Path(name)
            make(home / "all", size)
            (first, memory), (second, again) = (run(home / "all", home) for _ in range(2))
            store = (home / "audit.policykit.sqlite").stat().st_size / 1e6
        yield (
            f"{size:,} documents: {1000 * first / size:.1f} ms each, largest process {memory:.0f} MB; a second run "
            f"{second:.1f} s, {again:.0f} MB; store {store:.0f} MB"
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000")
    for line in figures([int(size) for size in parser.parse_args().sizes.split(",")]):
        print(line, flush=True)


if __name__ == "__main__":
    main()
