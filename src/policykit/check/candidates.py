"""The sentences of a document that may answer a requirement: its evidence, and what the recogniser finds as likely.

A check needs one piece of evidence; a new report needs the best words there are, whole sentences, with their likelihood.
"""

import re
from collections.abc import Iterator

from policykit.check.evidence import Index
from policykit.check.recognise import RECOGNISERS
from policykit.check.term_table import table_of
from policykit.check.topics import likelihood, shipped
from policykit.check.words import Sentence
from policykit.model.candidate import Candidate, Thing
from policykit.model.catalogues import Catalogues
from policykit.model.document import Block, BlockKind, Span
from policykit.model.evidence import Mood
from policykit.model.finding import Finding, Quote, Report
from policykit.model.law import Element, Requirement

LIKELY = 0.3
"""From this likelihood on a passage is worth weighing against others; who drafts decides what is good enough."""
LIKELY_THOUGH_LACKING = 0.7
"""The same, for an element that the check did not find."""
EVEN = 0.5
"""The likelihood of evidence for what the recogniser has not learnt."""
_TOO_FEW_WORDS = 4
_UNUSABLE = frozenset({Mood.PLACEHOLDER, Mood.UNFINISHED, Mood.QUESTION})
_LEANS = re.compile(
    r"(?:she|he|they|it|this|that|these|those|her|his|their|its|here|there|both|all of (?:these|this|them)|such|"
    r"(?:the|in) (?:latter|former|same)|however|also|then|afterwards|after (?:this|that)|(?:if|when|where|once) (?:so|not|this|that|these|it)|"
    r"(?:one|two|some|most|many|each|any|none) of (?:this|that|these|those|them)|"
    r"(?:as well as|in addition to|because of|for) (?:this|that|these)|for clarity|instead|"
    r"(?:in|at|on|from|by|during|after|before|until|each|every|once) (?:[\w'’-]+ ){1,4}(?:they|she|he))\b",
    re.IGNORECASE,
)
"""A sentence that begins so leans on the one before it."""
_STEP = re.compile(r"\W*(?:assess|plan|do|review)\W*\s*[:–—-]\s", re.IGNORECASE)
_FEWEST_STEPS = 3
"""From so many of assess, plan, do and review in a row on they are told together."""
_THINGS = ("name", "phone", "email", "url", "date")


def candidates(report: Report, catalogues: Catalogues) -> tuple[Candidate, ...]:
    """Return the candidates of every requirement from the report's own document, in the checklist's order.

    Aims, recitals of the law, pointers, denials, questions and unfilled blanks are none, nor are headings, contents
    and running headers; a requirement that does not apply to the document has none.
    """
    vocabularies = {one.id: one.terms for one in catalogues.checklist.vocabularies}
    index = Index(report.document, vocabularies, shipped(), table_of(catalogues))
    gathering = _Gathering(index)
    findings = {finding.id: finding for finding in (*report.requirements, *report.further)}
    found: list[Candidate] = []
    for requirement in catalogues.checklist.requirements:
        finding = findings.get(requirement.id)
        if finding is not None and finding.evidence:
            found.extend(gathering.of(requirement, finding))
    return tuple(found)


class _Gathering:
    """Gathers the candidates of one document."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._things: dict[int, tuple[tuple[int, Thing], ...]] = {}

    def of(self, requirement: Requirement, finding: Finding) -> Iterator[Candidate]:
        seen: set[tuple[str, int]] = set()
        for quote in finding.evidence:
            for sentence in self._sentences_of(quote):
                if self._counts(sentence, quote.element) and (quote.element, sentence.number) not in seen:
                    seen.add((quote.element, sentence.number))
                    yield self._candidate(requirement, quote.element, sentence, found=True)
        for element in requirement.elements:
            # The check looked for this, and set aside what was not likely enough: a person may still find it right.
            least = LIKELY_THOUGH_LACKING if element.id in finding.lacking else LIKELY
            for sentence in self._likely(f"{requirement.id}/{element.id}", least):
                if self._says(sentence, element) and (element.id, sentence.number) not in seen:
                    yield self._candidate(requirement, element.id, sentence, found=False)

    def _sentences_of(self, quote: Quote) -> Iterator[Sentence]:
        words = self._index.words
        for number in words.sentences_in.get(quote.words.block, ()):
            sentence = words.sentences[number]
            if sentence.start < quote.words.end and quote.words.start < sentence.end:
                yield sentence

    def _likely(self, name: str, least: float) -> Iterator[Sentence]:
        index = self._index
        if index.topics is None or not index.topics.knows(name):
            return
        for one in index.topics.proposals(name):
            if one.likelihood < least:
                return
            for number in index.words.sentences_in.get(one.block, ()):
                yield index.words.sentences[number]

    def _counts(self, sentence: Sentence, element: str) -> bool:
        # The words of an element were weighed where they stand; those that only raise the subject may be an aim.
        mood = self._index.moods.of(sentence.last, sentence.last)
        return mood not in _UNUSABLE if element else mood is None

    def _says(self, sentence: Sentence, element: Element) -> bool:
        accepted = frozenset(mood for one in element.evidence for mood in one.accepts)
        text = self._index.document.blocks[sentence.block].text[sentence.start : sentence.end]
        mood = self._index.moods.of(sentence.last, sentence.last)
        # The line that introduces a list says nothing without the list, which is weighed item by item; nor does "Dear parents".
        enough = sentence.last - sentence.first + 1 > _TOO_FEW_WORDS and not text.rstrip().endswith(":")
        return enough and (mood is None or mood in accepted)

    def _candidate(self, requirement: Requirement, element: str, sentence: Sentence, *, found: bool) -> Candidate:
        index, name = self._index, f"{requirement.id}/{element}"
        known = index.topics is not None and index.topics.knows(name)
        passage_likelihood = index.topics.likelihood_of(name, sentence.block) if index.topics and known else EVEN
        return Candidate(
            requirement.id,
            element,
            Span(sentence.block, sentence.start, sentence.end),
            self._passage(index.document.blocks[sentence.block]),
            found,
            passage_likelihood,
            likelihood(index.score(name, sentence)) if known else EVEN,
            self._needs(sentence),
            tuple(thing for at, thing in self._things_in(sentence.block) if sentence.start <= at < sentence.end),
        )

    def _needs(self, sentence: Sentence) -> tuple[Span, ...]:
        index = self._index
        numbers = index.words.sentences_in[sentence.block]
        text = index.document.blocks[sentence.block].text
        needed: list[Sentence] = []
        at = numbers.index(sentence.number)
        while at > 0 and _LEANS.match(text, index.words.sentences[numbers[at]].start):
            at -= 1
            needed.append(index.words.sentences[numbers[at]])
        lead = index.passages.lead_in(sentence.block)
        if lead is not None and index.words.sentences_in.get(lead):
            needed.append(index.words.sentences[index.words.sentences_in[lead][-1]])
        return tuple(Span(one.block, one.start, one.end) for one in reversed(needed))

    def _passage(self, block: Block) -> tuple[int, ...]:
        passages = self._index.passages
        if block.kind is BlockKind.CELL:
            return tuple(passages.row(block.index))
        lead = passages.lead_in(block.index)
        if lead is None and block.kind is BlockKind.LIST_ITEM:
            return self._run_of_items(block)
        if lead is None and len(steps := self._run_of_steps(block)) >= _FEWEST_STEPS:
            return steps
        head = lead if lead is not None else block.index
        return (head, *passages.items(head))

    def _run_of_steps(self, block: Block) -> tuple[int, ...]:
        """Return the paragraphs that each begin with a step of the graduated approach, one after the other."""
        blocks = self._index.document.blocks

        def is_step(number: int) -> bool:
            return (
                0 <= number < len(blocks)
                and blocks[number].heading == block.heading
                and bool(_STEP.match(blocks[number].text))
            )

        if block.kind is not BlockKind.PARAGRAPH or not is_step(block.index):
            return ()
        first = last = block.index
        while is_step(first - 1):
            first -= 1
        while is_step(last + 1):
            last += 1
        return tuple(range(first, last + 1))

    def _run_of_items(self, block: Block) -> tuple[int, ...]:
        """Return the items that stand together with one that no line introduces."""
        blocks = self._index.document.blocks
        first = last = block.index

        def beside(number: int) -> bool:
            if not 0 <= number < len(blocks):
                return False
            return blocks[number].kind is BlockKind.LIST_ITEM and blocks[number].heading == block.heading

        while beside(first - 1):
            first -= 1
        while beside(last + 1):
            last += 1
        return tuple(range(first, last + 1))

    def _things_in(self, number: int) -> tuple[tuple[int, Thing], ...]:
        if number not in self._things:
            block = self._index.document.blocks[number]
            shapes = [
                (start, Thing(kind, block.text[start:end]))
                for kind in _THINGS
                for start, end in RECOGNISERS[kind](block)
            ]
            links = [
                (link.start, Thing("link", link.target))
                for link in block.links
                if link.target and not link.target.startswith("#")
            ]
            self._things[number] = tuple(sorted((*shapes, *links), key=lambda pair: pair[0]))
        return self._things[number]
