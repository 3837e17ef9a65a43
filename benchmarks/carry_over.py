"""How often `policykit draft new` proposes the right words, on the train and tune parts of the corpus (never the test part).

Run as `python benchmarks/carry_over.py [--wrong]` in the repository; with --wrong every wrong proposal of the tune part
is listed beside the words of its label. docs/drafting.md holds the table.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from policykit.evaluate.carry import Outcome, Placed, placed, share
from policykit.evaluate.labels import load_labels
from policykit.pipeline import catalogues

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
AS_AT = date(2026, 11, 21)
_BEST = (Outcome.RIGHT,)
_POINTED = (Outcome.RIGHT, Outcome.POINTS_RIGHT)


def row(name: str, found: Sequence[Placed]) -> str:
    """Return one line of the table."""
    proposed = [one for one in found if one.outcome in {Outcome.RIGHT, Outcome.WRONG}]
    passages = sum(one.passages for one in found)
    right = sum(one.right_passages for one in found)
    return (
        f"| {name} | {len(found)} | {share(found, *_BEST):.3f} | {share(found, *_POINTED):.3f} "
        f"| {share(proposed, *_BEST):.3f} | {right / passages:.3f} |"
    )


def main(arguments: Sequence[str]) -> int:
    """Print the table, and with --wrong what was wrong."""
    known = catalogues()
    ids = [requirement.id for requirement in known.checklist.requirements if not requirement.further]
    print("| part | met | right words in place | or pointed to | right of those proposed | right of all passages |")
    print("| --- | --- | --- | --- | --- | --- |")
    for part in ("train", "tune"):
        found = placed(load_labels(CORPUS, ids, part), known, AS_AT)
        print(row(part, found))
        print(row(f"{part}, required by law", [one for one in found if one.must]))
        if part == "tune" and "--wrong" in arguments:
            for one in found:
                if one.outcome not in _POINTED:
                    print(f"\n{one.document} {one.requirement} {one.outcome}\n  {one.text[:200]!r}\n  {one.labelled!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
