"""How long a check takes: after everything is loaded, cold from the command line, and beside spaCy on the same words.

Run as `python benchmarks/check_speed.py FILE [--words 10000]`: FILE is read, its blocks are repeated or cut to that many words,
and the file itself is checked cold. Figures are seconds of processor time, so that what else the machine does counts for
little; ratios are to `import numpy` in a process of its own in the same run.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from policykit.check.topics import shipped
from policykit.check.whole import check
from policykit.model.document import Block, Document
from policykit.pipeline import catalogues
from policykit.read import read
from policykit.read.kind import about


def of_length(document: Document, words: int) -> Document:
    """Return the document's blocks, over and over, without headings above them, until they have so many words."""
    blocks: list[Block] = []
    count = 0
    while count < words:
        for block in document.blocks:
            count += len(block.text.split())
            blocks.append(replace(block, index=len(blocks), heading=None, cell=None))
            if count >= words:
                break
    return replace(document, blocks=tuple(blocks))


def seconds(act: Callable[[], object], turns: int) -> float:
    """Return the median processor time of an act."""
    taken = []
    for _ in range(turns):
        start = time.process_time()
        act()
        taken.append(time.process_time() - start)
    return median(taken)


def cold(arguments: Sequence[str], turns: int) -> float:
    """Return the median processor time of a command with the processes it starts."""
    taken = []
    for _ in range(turns):
        process = os.posix_spawn(
            sys.executable,
            [sys.executable, *arguments],
            dict(os.environ),
            file_actions=[(os.POSIX_SPAWN_OPEN, one, os.devnull, os.O_WRONLY, 0) for one in (1, 2)],
        )
        used = os.wait4(process, 0)[2]
        taken.append(used.ru_utime + used.ru_stime)
    return median(taken)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=5)
    chosen = parser.parse_args(arguments)
    known, _ = catalogues(()), shipped()
    document = of_length(read(chosen.file), chosen.words)
    seen = about(document)
    check(document, seen, known, date(2026, 11, 21))
    numpy = cold(["-c", "import numpy"], chosen.turns)
    figures = {
        "import numpy, cold": numpy,
        f"check of {document.words()} words, loaded": seconds(
            # Another object each time: some answers are remembered for the document asked about last.
            lambda: check(replace(document), seen, known, date(2026, 11, 21)),
            chosen.turns,
        ),
        "what kind of document it is, loaded": seconds(lambda: about(document), chosen.turns),
        "weights, loaded": seconds(shipped.__wrapped__, chosen.turns),
        "policykit check FILE, cold": cold(["-m", "policykit", "check", str(chosen.file)], chosen.turns),
    }
    if find_spec("spacy"):
        import spacy

        blank = spacy.blank("en")
        blank.max_length = 10**8
        blank.add_pipe("sentencizer")
        text = "\n".join(block.text for block in document.blocks)
        figures["spaCy's blank pipeline with sentences, loaded"] = seconds(lambda: blank(text), chosen.turns)
        figures["import spacy, cold"] = cold(["-c", "import spacy"], 1)
    for name, taken in figures.items():
        sys.stdout.write(f"{name:50} {taken:7.3f} s  {taken / numpy:6.2f} x numpy\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
