"""Draw a sample of quotes for two readers to judge, and sum up what they said.

    python tools/quote_sample.py draw [--size 200]
    python tools/quote_sample.py sum

`draw` writes corpus/quotes/sample.jsonl from the corpus's tune and test parts: a line a quote with what is asked, the words quoted and
the passage they stand in, but not the verdict. A reader answers into corpus/quotes/reader-1.jsonl and reader-2.jsonl, a line
{"n": 1, "supports": "yes" | "partly" | "no"} each: do these words show, by themselves or at least in part, what is asked? `sum` writes
corpus/quotes/result.json, which the accuracy page prints. The draw is fixed by its seed; the test part's labels are not read.
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from policykit.evaluate.labels import load_labels
from policykit.model.finding import Finding, Report, Status
from policykit.model.law import Requirement
from policykit.pipeline import Options, catalogues, check_file

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
FOLDER = CORPUS / "quotes"
_SEED = 20261121
_SIZE = 200
_AROUND = 700
"""Characters of the passage shown."""
_READERS = ("reader-1", "reader-2")


def _quotes() -> Iterator[dict[str, Any]]:
    checklist = catalogues().checklist
    known = {one.id: one for one in checklist.requirements if not one.further}
    documents = [one for split in ("tune", "test") for one in load_labels(CORPUS, list(known), split)]
    for document in sorted(documents, key=lambda one: one.id):
        report = check_file(str(document.path), Options(date(2026, 11, 21), school_type=document.school_type))
        for finding in report.requirements:
            if finding.evidence and finding.status in {Status.MET, Status.PARTIAL}:
                yield _shown(document.id, report, finding, known[finding.id])


def _shown(name: str, report: Report, finding: Finding, requirement: Requirement) -> dict[str, Any]:
    quote = finding.evidence[0]
    asks = next((one.asks for one in requirement.elements if one.id == quote.element), "")
    block = report.document.blocks[quote.span.block]
    above = " > ".join(heading.text for heading in report.document.headings_above(block.index))
    return {
        "document": name,
        "requirement": finding.id,
        "question": requirement.question,
        "asks": asks or f"Does it raise the subject: {requirement.title}?",
        "under": above,
        "quote": quote.text,
        "passage": block.text[:_AROUND],
    }


def draw(size: int) -> None:
    """Write the sample."""
    every = list(_quotes())
    random.Random(_SEED).shuffle(every)  # noqa: S311 - a sample, not a secret
    lines = [json.dumps({"n": n, **one}, ensure_ascii=False) for n, one in enumerate(every[:size], start=1)]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "sample.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} of {len(every)} quotes")


def _answers(reader: str) -> dict[int, str]:
    lines = (FOLDER / f"{reader}.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["n"]: one["supports"] for one in map(json.loads, lines)}


def sum_up() -> None:
    """Write what the two readers said: how often the words support, and how far the readers agree."""
    first, second = (_answers(reader) for reader in _READERS)
    both = sorted(first.keys() & second.keys())
    agree = sum((first[n] == "no") == (second[n] == "no") for n in both)
    found = {
        "quotes": len(both),
        "supported": {
            reader: round(sum(answers[n] != "no" for n in both) / len(both), 4)
            for reader, answers in zip(_READERS, (first, second), strict=True)
        },
        "supported_by_both": round(sum(first[n] != "no" and second[n] != "no" for n in both) / len(both), 4),
        "agreement": round(agree / len(both), 4),
    }
    (FOLDER / "result.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found))


def main() -> int:
    """Draw or sum up; return the exit code."""
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command == "draw":
        draw(int(sys.argv[sys.argv.index("--size") + 1]) if "--size" in sys.argv else _SIZE)
    elif command == "sum":
        sum_up()
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
