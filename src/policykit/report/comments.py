"""Which comments a copy of the school's own file carries, on which words each stands, and what could be put in their place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policykit.model.catalogues import Catalogues
from policykit.model.document import Document, Layer, Span
from policykit.model.finding import (
    Counts,
    DateFinding,
    Finding,
    LeftoverFinding,
    LinkFinding,
    Quote,
    Report,
    Severity,
    StaleFinding,
    Status,
    WrongLawFinding,
)
from policykit.model.force import Force, force_here
from policykit.report import remarks
from policykit.report.first import Step, first_steps
from policykit.report.home import Homes, homes_in

Found = Finding | StaleFinding | DateFinding | WrongLawFinding | LeftoverFinding | LinkFinding


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: its lines, title first, and the words it stands on.

    `block` is the block that it stands on as a whole where `at` is None. `replacement` goes in place of the words of
    `instead`, which begin before `at` where an article has to change with them; "" and None where nothing is proposed.
    """

    lines: tuple[str, ...]
    block: int
    at: Span | None = None
    instead: Span | None = None
    replacement: str = ""


def comments_on(report: Report, catalogues: Catalogues, *, everything: bool) -> tuple[Comment, ...]:
    """Return the comments in the order of the document: the things to do first, or with `everything` the rest as well.

    Empty where the document has no block to put one on.
    """
    if not report.document.blocks:
        return ()
    steps, _ = first_steps(report, catalogues.checklist)
    writer = _Writer(report, catalogues)
    seen: set[int] = set()
    made = [comment for step in steps for comment in writer.of_step(step, seen)]
    rest = [found for found in _rest(report, catalogues) if id(found) not in seen]
    if everything:
        made.extend(writer.of(found) for found in rest)
    opening = writer.opening(0 if everything else len(rest))
    return (opening, *sorted(made, key=_place))


def _place(comment: Comment) -> tuple[int, int]:
    return (comment.block, comment.at.start if comment.at else 0)


def _rest(report: Report, catalogues: Catalogues) -> Iterator[Found]:
    """Give what is to be said beyond the first things to do; what nobody asks of this kind of school is left out."""
    yield from report.wrong_law
    yield from (found for found in report.stale if found.severity is not Severity.HISTORY)
    yield from (found for found in report.dates if found.passed)
    yield from report.leftovers
    yield from (found for found in report.links if found.problem)
    for finding in (*report.requirements, *report.further):
        requirement = catalogues.checklist.requirement(finding.id)
        if requirement is None or force_here(requirement, report.about) is Force.UNBOUND:
            continue
        unmet = finding.status in {Status.MISSING, Status.PARTIAL} and finding.counts is not Counts.ELSEWHERE
        if unmet or (finding.status is Status.MET and not finding.sure):
            yield finding


class _Writer:
    """Makes the comments of one report."""

    def __init__(self, report: Report, catalogues: Catalogues) -> None:
        self._report = report
        self._catalogues = catalogues
        self._homes: Homes | None = None
        body = [block.index for block in report.document.blocks if block.layer is Layer.BODY]
        self._first = body[0] if body else 0
        self._last = body[-1] if body else len(report.document.blocks) - 1

    def opening(self, more: int) -> Comment:
        """Return the comment on the first words of the document."""
        return Comment(remarks.opening(self._report, self._catalogues.checklist, more), self._first)

    def of_step(self, step: Step, seen: set[int]) -> Iterator[Comment]:
        """Give a comment for each finding that a step is about, or one at the end where it is about no one place."""
        of_another = all(isinstance(found, Finding) and found.counts is Counts.ELSEWHERE for found in step.about)
        if of_another:
            yield Comment(remarks.on_step(step, self._report, self._catalogues), self._last)
            seen.update(id(found) for found in step.about)
            return
        for found in step.about:
            if id(found) not in seen:
                seen.add(id(found))
                yield self.of(found)

    def of(self, found: Found) -> Comment:
        """Return the comment on one finding."""
        if isinstance(found, Finding):
            return self._of_finding(found)
        if isinstance(found, LeftoverFinding):
            lines = remarks.on_leftover(found)
            at = found.quote.words if found.quote else None
            return Comment(lines, at.block if at else self._last, at)
        block, at = found.quote.words.block, found.quote.words
        if isinstance(found, LinkFinding):
            return Comment(remarks.on_link(found), block, at)
        if isinstance(found, DateFinding):
            return Comment(remarks.on_date(found), block, found.quote.span)
        if isinstance(found, WrongLawFinding):
            instead, words = self._whole_sentence(found)
            return Comment(remarks.on_wrong_law(found, self._catalogues), block, at, instead, words)
        lines = remarks.on_stale(found, self._catalogues)
        if not found.fits:
            return Comment(lines, block, at)
        return Comment(lines, block, at, found.quote.span, found.replacement)

    def _whole_sentence(self, found: WrongLawFinding) -> tuple[Span | None, str]:
        """Return the block's words where the claim is all it says: a sentence can only stand in for a sentence."""
        text = self._report.document.blocks[found.quote.words.block].text
        words = found.quote.words
        around = (text[: words.start] + text[words.end :]).strip(" .")
        return (Span(words.block, 0, len(text)), found.replacement) if found.replacement and not around else (None, "")

    def _of_finding(self, finding: Finding) -> Comment:
        requirement = self._catalogues.checklist.requirement(finding.id)
        if requirement is None:
            return Comment((f"[{finding.id}]",), self._last)
        lines = remarks.on_finding(finding, requirement, self._report, self._catalogues.checklist)
        quote = _own((*finding.evidence, *((finding.nearest,) if finding.nearest else ())))
        if quote is not None and _takes_comments(self._report.document, quote):
            return Comment(lines, quote.words.block, quote.words)
        if self._homes is None:
            self._homes = homes_in(self._report.document, self._catalogues.checklist)
        heading = self._homes.of(requirement)
        return Comment(lines, self._last if heading is None else heading)


def _own(quotes: Iterable[Quote]) -> Quote | None:
    """Return the first quote of the document itself, not of another one read beside it."""
    return next((quote for quote in quotes if not quote.file and quote.words.end > quote.words.start), None)


def _takes_comments(document: Document, quote: Quote) -> bool:
    return document.blocks[quote.words.block].layer in {Layer.BODY, Layer.NOTE}
