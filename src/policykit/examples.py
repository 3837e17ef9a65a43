"""A checklist's own examples, run: by the tests, and by `policykit checklist test` for people who write no Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policykit.check.evidence import Index
from policykit.check.stale_examples import stale_faults, wrong_law_faults
from policykit.check.verdict import judge
from policykit.model.catalogues import Catalogues
from policykit.model.law import Example, Requirement
from policykit.read import read_bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one example came out: whose it is, its line and text; `wrong` says what differs, "" where nothing does."""

    owner: str
    line: int
    text: str
    wrong: str


def run(known: Catalogues, as_at: date) -> Iterator[Outcome]:
    """Return the outcome of every example of every requirement, stale reference and wrong claim, in order."""
    vocabularies = {vocabulary.id: vocabulary.terms for vocabulary in known.checklist.vocabularies}
    for requirement in known.checklist.requirements:
        for example in requirement.examples:
            wrong = difference(requirement, example, vocabularies)
            yield Outcome(requirement.id, example.line, example.text, wrong)
    for reference in known.stale.references:
        faults = dict(stale_faults(reference, known.stale, as_at))
        for one in reference.examples:
            yield Outcome(reference.id, one.line, one.text, faults.get(one, ""))
    for claim in known.wrong_law:
        faults = dict(wrong_law_faults(claim, known.wrong_law, as_at))
        for one in claim.examples:
            yield Outcome(claim.id, one.line, one.text, faults.get(one, ""))


def difference(requirement: Requirement, example: Example, vocabularies: dict[str, tuple[str, ...]]) -> str:
    """Return in words how an example differs from what it says must come out, "" where it does not.

    The recogniser is off: an example holds the rules to what the file says. `finds` are held to be among the words found
    for that element, ignoring case.
    """
    document = read_bytes(example.text.encode(), f"{requirement.id}.md")
    finding = judge(requirement, Index(document, vocabularies))
    wrong = []
    if finding.status != example.status:
        wrong.append(f"came out as {finding.status}, not {example.status}")
    for element, words in example.finds.items():
        found = [
            document.blocks[quote.words.block].text[quote.words.start : quote.words.end]
            for quote in finding.evidence
            if quote.element == element
        ]
        if not any(words.casefold() == one.casefold() for one in found):
            wrong.append(f"found {found or 'nothing'} for {element}, not {words!r}")
    return "; ".join(wrong)
