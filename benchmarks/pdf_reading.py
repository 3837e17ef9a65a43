"""How long reading PDFs takes, as ratios to pypdfium2's bare text in the same run.

Run as `python benchmarks/pdf_reading.py FILE-OR-FOLDER...`; each figure is the best of several turns.
"""

import argparse
import importlib
import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from policykit.read.pdf import read_pdf

Reader = Callable[[bytes], object]


def bare_text(data: bytes) -> int:
    """Return how many characters pypdfium2's plain text of all pages has."""
    document = pypdfium2.PdfDocument(data)
    letters = 0
    for index in range(len(document)):
        page = document[index]
        words = page.get_textpage()
        letters += len(words.get_text_range())
        words.close()
        page.close()
    document.close()
    return letters


def pieces(data: bytes) -> int:
    """Return how many pieces PolicyKit reads."""
    return len(read_pdf(data, "benchmark.pdf").pieces)


def plumber_text(data: bytes) -> int:
    """Return how many characters pdfplumber's extract_text gives."""
    plumber: Any = importlib.import_module("pdfplumber")
    with plumber.open(io.BytesIO(data)) as document:
        return sum(len(page.extract_text() or "") for page in document.pages)


def best(reader: Reader, data: bytes, turns: int) -> float:
    """Return the shortest time in milliseconds that a reader takes."""
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        reader(data)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit 1 where the total is above `--limit` times the bare text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--limit", type=float, default=0.0, help="fail above this ratio")
    parser.add_argument("--plumber", action="store_true", help="time pdfplumber too, once a file")
    chosen = parser.parse_args(arguments)
    files = [file for path in chosen.paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    out = sys.stdout
    out.write(f"{'file':34} pages  bare ms/p  policykit ms/p  ratio{'  pdfplumber ratio' if chosen.plumber else ''}\n")
    sums = [0.0, 0.0, 0.0]
    total = 0
    for file in files:
        data = file.read_bytes()
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
        document.close()
        bare, ours = best(bare_text, data, chosen.turns), best(pieces, data, chosen.turns)
        plumber = best(plumber_text, data, 1) if chosen.plumber else 0.0
        sums = [sums[0] + bare, sums[1] + ours, sums[2] + plumber]
        total += pages
        out.write(_row(file.stem[:34], pages, bare, ours, plumber))
    if not total:
        out.write("no PDF found\n")
        return 2
    out.write(_row("all", total, *sums))
    return int(bool(chosen.limit) and sums[1] > chosen.limit * sums[0])


def _row(name: str, pages: int, bare: float, ours: float, plumber: float) -> str:
    last = f"{plumber / bare:18.1f}" if plumber else ""
    return f"{name:34} {pages:5} {bare / pages:10.2f} {ours / pages:15.2f} {ours / bare:6.1f}{last}\n"


if __name__ == "__main__":
    sys.exit(main())
