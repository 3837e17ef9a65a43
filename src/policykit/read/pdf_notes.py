"""Footnotes of a PDF page: the lines under the short rule at its foot, and the raised numbers that lead to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policykit.formats.pdf_page import PdfPage, Rule, Run
from policykit.read.pdf_lines import Line
from policykit.read.pdf_paragraphs import Paragraph

_NARROWEST = 30.0
_WIDEST = 0.45
_HIGHEST = 0.6
_BESIDE = 6.0
_REACH = 0.5
_RAISED = 0.8
_SAME_LINE = 3.0
_STARS = frozenset("*†‡")


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a page: the rule over its notes, and which run each raised number follows (by place in the file)."""

    rule: Rule
    references: dict[int, str] = field(default_factory=dict)

    def holds(self, line: Line, page: PdfPage) -> bool:
        """Return whether a line is part of a note."""
        return _under(self.rule, page, line.x0, line.y)


def parted(page: PdfPage) -> tuple[PdfPage, Foot | None]:
    """Return a page without the raised numbers that lead to its footnotes, and its foot; None where it has none.

    Word and the programs like it draw a short rule over the notes; a page without one has none that can be told.
    """
    for rule in sorted((rule for rule in page.rules if _may_part(rule, page)), key=lambda rule: -rule.y0):
        below = [run for run in page.runs if not run.artefact and _under(rule, page, run.x0, run.y)]
        if not below or not _number(first := min(below, key=lambda run: (-run.y, run.x0))):
            continue
        begins = [run for run in below if _number(run) and run.x0 <= first.x0 + 1]
        numbers = {_number(run) for run in begins}
        return _without_references(page, rule, numbers)
    return page, None


def _may_part(rule: Rule, page: PdfPage) -> bool:
    """Return whether a rule is short, flat and low enough."""
    width = rule.x1 - rule.x0
    return rule.flat and _NARROWEST < width < _WIDEST * page.width and rule.y0 < _HIGHEST * page.height


def _under(rule: Rule, page: PdfPage, x: float, y: float) -> bool:
    return y < rule.y0 and rule.x0 - _BESIDE <= x <= rule.x0 + _REACH * page.width


def _number(run: Run) -> str:
    """Return the number or star that a run begins with and nothing else holds, or ""."""
    begin = run.text.split(" ", 1)[0]
    return begin if begin in _STARS or (begin.isdigit() and len(begin) < 3) else ""  # noqa: PLR2004 - no year


def _without_references(page: PdfPage, rule: Rule, numbers: set[str]) -> tuple[PdfPage, Foot]:
    runs: list[Run] = []
    references: dict[int, str] = {}
    for run in page.runs:
        last = runs[-1] if runs else None
        raised = (
            last is not None
            and run.text.strip() in numbers
            and run.size < _RAISED * last.size
            and 0 <= run.y - last.y < last.size
            and run.x0 >= last.x1 - _SAME_LINE
            and not _under(rule, page, run.x0, run.y)
        )
        if raised and last is not None:
            references[last.at] = run.text.strip()
        else:
            runs.append(run)
    return replace(page, runs=tuple(runs)), Foot(rule, references)


@dataclass(slots=True)
class Notes:
    """The notes of all pages, each to be given after the paragraph that leads to it, or at the end of its page."""

    feet: dict[int, Foot]
    waiting: dict[int, list[Paragraph]] = field(default_factory=dict)

    def after(self, paragraph: Paragraph) -> Iterator[Paragraph]:
        """Give the notes that a paragraph leads to."""
        for line in paragraph.lines:
            foot = self.feet.get(line.page)
            for run in line.runs if foot is not None and self.waiting.get(line.page) else ():
                number = foot.references.get(run.at) if foot is not None else None
                if number is not None:
                    yield from self._take(line.page, number)

    def _take(self, page: int, number: str) -> Iterator[Paragraph]:
        notes = self.waiting[page]
        begin = next((at for at, note in enumerate(notes) if _number(note.lines[0].runs[0]) == number), None)
        if begin is None:
            return
        end = begin + 1
        while end < len(notes) and not _number(notes[end].lines[0].runs[0]):
            end += 1
        self.waiting[page] = notes[:begin] + notes[end:]
        yield from notes[begin:end]

    def left(self, before: int) -> Iterator[Paragraph]:
        """Give the notes of the pages before one that nothing led to."""
        for page in sorted(page for page in self.waiting if page < before):
            yield from self.waiting.pop(page)


def labelled(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """Return the lines of a note without the number that it begins with, and that number, "" where it stands in a run."""
    first = lines[0]
    number = first.runs[0].text.strip()
    if len(first.runs) < 2 or _number(first.runs[0]) != number or not number:  # noqa: PLR2004 - a number alone is no note
        return list(lines), ""
    rest = replace(first, runs=first.runs[1:], spaces=[False, *first.spaces[2:]])
    rest.settle()
    return [rest, *lines[1:]], number
