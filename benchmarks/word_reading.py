"""How long reading a Word file takes beside python-docx's own walk over the paragraphs with their style names, in one run.

Run as `python benchmarks/word_reading.py [FILE...]`; without files one of 40 KB of text is made. Each figure is the best
of several turns.
"""

import argparse
import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import docx

from policykit.read.docx import read_docx

SENTENCE = "The SENCO meets the parents of each pupil on the register every term and writes down what was agreed. "
TEXT_BYTES = 40_000
SENTENCES = 3
ITEMS = 4


def made() -> bytes:
    """Return a Word file of 40 KB of text: headings, paragraphs, lists and a table, as policies have them."""
    document = docx.Document()
    letters = number = 0
    while letters < TEXT_BYTES:
        number += 1
        document.add_heading(f"{number}. Part of the policy", 2)
        for _ in range(SENTENCES):
            document.add_paragraph(SENTENCE * SENTENCES)
        for _ in range(ITEMS):
            document.add_paragraph(SENTENCE, style="List Bullet")
        letters += len(SENTENCE) * (SENTENCES * SENTENCES + ITEMS)
    table = document.add_table(0, 3)
    table.style = "Table Grid"
    for row in range(8):
        for column, cell in enumerate(table.add_row().cells):
            cell.text = f"row {row}, column {column}"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def walk(data: bytes) -> int:
    """Return how many letters python-docx's paragraphs and their style names have."""
    document = docx.Document(io.BytesIO(data))
    return sum(
        len(paragraph.text) + len(paragraph.style.name or "") if paragraph.style else 0
        for paragraph in document.paragraphs
    )


def pieces(data: bytes) -> int:
    """Return how many pieces PolicyKit reads, opening the file included."""
    return len(read_docx(data, "benchmark.docx").pieces)


def best(reader: Callable[[bytes], object], data: bytes, turns: int) -> float:
    """Return the shortest time in milliseconds that a reader takes."""
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        reader(data)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit 1 where a file takes longer than `--limit` times python-docx's walk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--limit", type=float, default=0.0, help="fail above this ratio")
    chosen = parser.parse_args(arguments)
    files = [(file.name, file.read_bytes()) for file in chosen.files] or [("40 KB of text, made here", made())]
    slow = False
    sys.stdout.write(f"{'file':34}  python-docx ms  policykit ms  ratio\n")
    for name, data in files:
        theirs, ours = best(walk, data, chosen.turns), best(pieces, data, chosen.turns)
        slow |= bool(chosen.limit) and ours > chosen.limit * theirs
        sys.stdout.write(f"{name[:34]:34} {theirs:15.1f} {ours:13.1f} {ours / theirs:6.2f}\n")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
