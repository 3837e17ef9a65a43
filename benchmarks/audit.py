"""How long an audit takes: on one worker and on several, a second time over, and where the time goes, in one run.

Seconds on the clock are told, and the processor time of all its processes, to which other work on the machine adds less.

Run as `python benchmarks/audit.py [--documents N] [--jobs N] [--kills N]`. The documents are made of pairs of this
project's own, half Word and half PDF, of some 8 pages; every twentieth is cut off. With `--kills`, the audit is also
killed so many times at random moments and started again, and its last output compared with that of a run left alone.
"""

import argparse
import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

from policykit.audit.judge import Law
from policykit.audit.layout import plan
from policykit.audit.pool import Pool, local
from policykit.audit.program import program
from policykit.audit.run import Audit
from policykit.audit.store import Store
from policykit.audit.work import do
from policykit.pipeline import catalogues

FILES = Path(__file__).resolve().parents[1] / "corpus" / "files"
DAY = date(2026, 11, 21)
BROKEN_EVERY = 20


def word_of(one: Path, other: Path, number: int) -> bytes:
    """Return a Word file with the words of two."""
    import docx

    document = docx.Document(str(one))
    for paragraph in docx.Document(str(other)).paragraphs:
        document.add_paragraph(paragraph.text)
    document.add_paragraph(f"Copy {number}.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_of(one: Path, other: Path, number: int) -> bytes:
    """Return a PDF with the pages of two."""
    import pikepdf

    stream = io.BytesIO()
    with pikepdf.open(one) as pdf, pikepdf.open(other) as more:
        pdf.pages.extend(more.pages)
        pdf.docinfo["/Subject"] = f"Copy {number}"
        pdf.save(stream)
    return stream.getvalue()


def documents(count: int) -> Iterator[tuple[str, bytes]]:
    """Give so many documents with their names, every twentieth cut off."""
    words, pdfs = sorted(FILES.glob("*.docx")), sorted(FILES.glob("*.pdf"))
    pairs = {".docx": list(product(words, words)), ".pdf": list(product(pdfs, pdfs))}
    for number in range(count):
        ending = ".pdf" if number % 2 else ".docx"
        one, other = pairs[ending][(number // 2 * 7) % len(pairs[ending])]
        content = pdf_of(one, other, number) if number % 2 else word_of(one, other, number)
        if number % BROKEN_EVERY == BROKEN_EVERY - 1:
            content = content[: len(content) // 3]
        yield f"School {number:05}/report{ending}", content


def audited(folder: Path, store_path: Path, jobs: int) -> dict[str, float]:
    """Return the seconds of each stage, the whole last."""
    known = catalogues()
    law = Law(DAY, program(), known.checklist.digest)
    ends: dict[str, float] = {}
    begun, worked = time.perf_counter(), sum(os.times()[:4])

    def _told(stage: str, _done: int, _total: int) -> None:
        ends[stage] = time.perf_counter()

    pool = Pool(do, local, jobs)
    with Store(store_path) as store:
        Audit(store, pool, law, _told).run(plan(folder), known.checklist)
    pool.close()
    ends["Keeping"] = time.perf_counter()
    stages, last = {}, begun
    for stage, end in ends.items():
        stages[stage], last = end - last, end
    return {**stages, "all": time.perf_counter() - begun, "processor": sum(os.times()[:4]) - worked}


def command(folder: Path, output: Path, jobs: int) -> list[str]:
    """Return the audit as a person calls it."""
    arguments = ["audit", str(folder), "-o", str(output), "--as-at", DAY.isoformat(), "--jobs", str(jobs)]
    return [sys.executable, "-m", "policykit", *arguments]


def killed(folder: Path, home: Path, jobs: int, kills: int, seconds: float) -> bool:
    """Return whether a run killed so many times comes to the same JSON in the end as one left alone."""
    moments = random.Random(kills)  # noqa: S311 - nothing secret
    alone, disturbed = home / "alone.json", home / "disturbed.json"
    subprocess.run(command(folder, alone, jobs), check=False, stdout=subprocess.DEVNULL)  # noqa: S603
    for _ in range(kills):
        process = subprocess.Popen(command(folder, disturbed, jobs), stdout=subprocess.DEVNULL)  # noqa: S603
        time.sleep(moments.uniform(0.2, max(2.0, 2 * seconds / kills)))
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run(command(folder, disturbed, jobs), check=False, stdout=subprocess.DEVNULL)  # noqa: S603
    return bool(json.loads(alone.read_bytes()) == json.loads(disturbed.read_bytes()))


def main() -> None:
    """Make the documents, audit them on one worker, on several and once more, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for path, content in documents(asked.documents):
            (home / "all" / path).parent.mkdir(parents=True)
            (home / "all" / path).write_bytes(content)
        total = 0.0
        for label, jobs, store in (
            ("one worker", 1, "one"),
            (f"{asked.jobs} workers", asked.jobs, "several"),
            ("again", asked.jobs, "several"),
        ):
            stages = audited(home / "all", home / f"{store}.sqlite", jobs)
            whole, worked = stages.pop("all"), stages.pop("processor")
            parts = ", ".join(f"{stage.lower()} {seconds:.1f} s" for stage, seconds in stages.items())
            each, own = 1000 * whole / asked.documents, 1000 * worked / asked.documents
            print(f"{label}: {whole:.1f} s, {each:.0f} ms a document, {own:.0f} ms of processor time ({parts})")
            total = max(total, whole)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"largest worker: {peak:.0f} MB")
        if asked.kills:
            same = killed(home / "all", home, asked.jobs, asked.kills, total)
            print(f"killed {asked.kills} times: {'the same as' if same else 'NOT the same as'} a run left alone")


if __name__ == "__main__":
    main()
