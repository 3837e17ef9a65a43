"""A checklist's own examples, run: by the tests, and by `policykit checklist test` for people who write no Python."""

from collections.abc import Iterator
from dataclasses import dataclass

from policykit.check.evidence import Index
from policykit.check.verdict import judge
from policykit.model.law import Checklist, Example, Requirement
from policykit.read import read_bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one example came out: `wrong` says what differs, "" where it is as it should be."""

    requirement: str
    number: int
    example: Example
    wrong: str


def run(checklist: Checklist) -> Iterator[Outcome]:
    """Return the outcome of every example of every requirement, in order."""
    vocabularies = {vocabulary.id: vocabulary.terms for vocabulary in checklist.vocabularies}
    for requirement in checklist.requirements:
        for number, example in enumerate(requirement.examples, start=1):
            yield Outcome(requirement.id, number, example, difference(requirement, example, vocabularies))


def difference(requirement: Requirement, example: Example, vocabularies: dict[str, tuple[str, ...]]) -> str:
    """Return in words how an example differs from what it says must come out, "" where it does not.

    `finds` are held to be among the words found for that element, ignoring case.
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
