"""How long the whole catalogue of stale references takes over ten thousand words, and how that grows.

    python benchmarks/stale_speed.py

Every figure is the best of several runs in this process, in processor time, so that other work on the machine counts
for little. The catalogue is widened with invented terms; the text holds a find in some hundred and forty words, as real policies do.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from policykit.check.stale import find_stale
from policykit.check.stale_examples import example_document
from policykit.check.stale_index import index_of
from policykit.model.document import Document
from policykit.model.stale import StaleCatalogue, StaleReference, StaleTerm, Wanted
from policykit.pipeline import catalogues

DAY = date(2026, 11, 21)
WORDS = 10_000
RUNS = 9
LINES = (
    "Teachers plan each lesson so that all can take part, and they change the task, the words or the time.",
    "The SENCO meets every class teacher each half term to talk about pupils who need more support than others.",
    "Parents are told the same day and are invited to meet the teacher to review the plan and its outcomes.",
    "An assessment tells teachers what to teach next, and a report is sent to parents at each stage of the year.",
    "The governors ask each year how well the provision worked and what action the school should take.",
)
FINDS = "Pupils with a statement are known to the LEA, and School Action Plus is reviewed each term with the family."


def text(words: int) -> Document:
    """Return a document of about so many words in paragraphs of five sentences, three finds in every fourth."""
    lines: list[str] = []
    count = number = 0
    while count < words:
        line = " ".join((*LINES, *((FINDS,) if number % 4 == 0 else ())))
        lines.append(line)
        count += len(line.split())
        number += 1
    return example_document("\n".join(lines))


def widened(catalogue: StaleCatalogue, times: int) -> StaleCatalogue:
    """Return a catalogue of so many times the references, the added ones with invented terms of common first words."""
    added: list[StaleReference] = []
    for copy in range(1, times):
        for number, one in enumerate(catalogue.references):
            terms = tuple(
                StaleTerm(f"{first} invented{copy}x{number}", case_sensitive=False, wanted=Wanted())
                for first in ("pupil", "school plan", "special provision")
            )
            added.append(replace(one, id=f"{one.id}-{copy}", terms=terms, patterns=()))
    return StaleCatalogue((*catalogue.references, *added), catalogue.cues)


def best(work: Callable[[], object]) -> float:
    """Return the shortest processor time of several runs, in milliseconds."""
    shortest = float("inf")
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        shortest = min(shortest, time.process_time() - begun)
    return shortest * 1000


def main() -> None:
    """Print the time for the shipped catalogue and its growth to ten times as many references."""
    shipped = catalogues().stale
    document = text(WORDS)
    first = 0.0
    for times in (1, 2, 5, 10):
        catalogue = widened(shipped, times)
        index_of(catalogue)
        took = best(lambda chosen=catalogue: find_stale(document, chosen, DAY))  # type: ignore[misc]
        first = first or took
        found = len(find_stale(document, catalogue, DAY))
        print(
            f"{len(catalogue.references):5} references, {document.words()} words, {found} finds: "
            f"{took:6.1f} ms, {took / first:4.2f} times the first"
        )


if __name__ == "__main__":
    main()
