"""One side of A4 for a governing board: where a document stands, what to ask, what to look for on a visit.

Every text is cut to a length with which the whole stays on one side, in the Word file and on the page alike.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from policykit.model.board import Asked, Board, Changed
from policykit.model.finding import Counts, DateFinding, Finding, Quote, Report, Severity, Status
from policykit.model.force import REPORT_KINDS, Force, force_here
from policykit.model.law import Checklist
from policykit.report import wording
from policykit.report.html_page import render
from policykit.report.place import document_of
from policykit.report.sections import Pair, memory_ids, pairs_of

SCOPE = "This is what the document says, not what the school does."
QUESTIONS_HEADING = "Questions for the board, from this document"
PROMISES_HEADING = "What it promises: look for these on a visit"
FACTS_HEADING = "Approval and review"
NO_PROMISE = "We did not find a sentence in this document that a visitor could go and look for."
APPROVES = "The board, or whoever its scheme of delegation names: check."
_TITLE, _QUOTE, _PROMISE, _SECTION, _LIST = 90, 95, 170, 45, 380
"""Most characters of a title, of a quote behind a question, of a promise, of a section's name and of a list of titles."""

_NAMED = 3
"""So many ids of what rests on law from memory stand at the foot."""

_FULL = 2600
"""Characters of a page from which on the letters are smaller."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the board may ask itself, and the finding it is made from."""

    ask: str
    basis: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence of the document and where it stands ("" where the file has neither pages nor headings)."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page, in its order; `facts` are labels with what stands beside them."""

    title: str
    school: str
    scope: str
    stands: str
    law_heading: str
    law: tuple[str, ...]
    questions: tuple[Question, ...]
    promises: tuple[Promise, ...]
    facts: tuple[tuple[str, str], ...]
    foot: str


def is_full(sheet: Sheet) -> bool:
    """Return whether the page holds so much that it needs the smaller letters to stay on one side."""
    texts = [sheet.title, sheet.school, sheet.stands, sheet.law_heading, *sheet.law]
    texts += [f"{question.ask}{question.basis}" for question in sheet.questions]
    texts += [f"{promise.text}{promise.place}" for promise in sheet.promises]
    texts += [f"{label}{text}" for label, text in sheet.facts]
    return sum(len(text) for text in texts) > _FULL


def sheet_of(report: Report, checklist: Checklist, board: Board) -> Sheet:
    """Return what the page says of one report."""
    about = report.about
    pairs = pairs_of(report.requirements, checklist)
    return Sheet(
        title=wording.shorten(about.title or PurePath(report.document.origin.path).name, _TITLE),
        school=wording.shorten(about.school, _TITLE),
        scope=SCOPE,
        stands=_stands(report, pairs),
        law_heading=_law_heading(report),
        law=tuple(_law(report, pairs)),
        questions=tuple(_question(report, checklist, asked) for asked in board.questions),
        promises=tuple(_promise(report, quote) for quote in board.promises),
        facts=tuple(_facts(report, board)),
        foot=" ".join((wording.law_day(report, checklist), *_from_memory(report, checklist), "Not legal advice.")),
    )


def to_html(sheet: Sheet) -> str:
    """Return the page for a browser; it prints on one side of A4."""
    headings = (QUESTIONS_HEADING, PROMISES_HEADING, FACTS_HEADING)
    return render("governors.html", "governors.css", sheet=sheet, headings=headings, is_full=is_full(sheet))


def _from_memory(report: Report, checklist: Checklist) -> Iterator[str]:
    """Yield which findings rest on law that nobody has yet compared with its text, a few by name: it is one page."""
    ids = memory_ids(report, checklist)
    if ids:
        rest = [f"{len(ids) - _NAMED} more"] if len(ids) > _NAMED else []
        yield f"From memory, not yet compared with the law: {wording.listed([*ids[:_NAMED], *rest])}."


def _stands(report: Report, pairs: Sequence[Pair]) -> str:
    """Return in one sentence where the document stands; counts, and no word that rates."""
    about = report.about
    if about.foreign:
        return about.foreign
    asked = [finding for finding, requirement in pairs if force_here(requirement, about) is Force.LAW]
    if about.kind in REPORT_KINDS and asked:
        found, part, missing, blind = (
            sum(finding.status is status for finding in asked)
            for status in (Status.MET, Status.PARTIAL, Status.MISSING, Status.CANNOT_TELL)
        )
        told = [f"found {found}", *([f"found {part} in part"] if part else []), f"did not find {missing}"]
        told += [f"cannot tell of {blind}, since part of the file could not be read"] if blind else []
        law = f"Of the {len(asked)} things that the law requires this report to say, we {wording.listed(told)}"
    else:
        kind = wording.KINDS.get(about.kind, "another kind of document")
        article = "an" if kind[0] in "aeiou" else "a"
        law = (
            f"This is {article} {kind}; what the law requires to be said belongs in the school's SEN information report"
        )
    old = {found.group for found in report.stale if found.severity in {Severity.OUTDATED, Severity.NOT_YET_LAW}}
    stale = {0: "no reference is out of date", 1: "one reference is out of date"}
    return f"{law}; {stale.get(len(old), f'{len(old)} references are out of date')}."


def _law_heading(report: Report) -> str:
    if report.about.kind in REPORT_KINDS:
        return "What the law requires this report to say, and we did not find"
    return "What the law requires a SEN information report to say, and we did not find here: check that report"


def _law(report: Report, pairs: Sequence[Pair]) -> Iterable[str]:
    counted = {Counts.GAP, Counts.ELSEWHERE}
    if report.about.foreign:
        return
    for status, lead in ((Status.MISSING, "Not found"), (Status.PARTIAL, "Found in part")):
        titles = [requirement.title for finding, requirement in pairs if _counts(finding, status, counted)]
        if titles:
            yield f"{lead}: {_cut(titles)}."
        elif status is Status.MISSING:
            yield "Not found: nothing; all of it is here, in full or in part."


def _counts(finding: Finding, status: Status, counted: set[Counts]) -> bool:
    return finding.status is status and finding.counts in counted


def _cut(titles: Sequence[str]) -> str:
    """Return as many titles as there is room for, and how many more there are."""
    shown: list[str] = []
    for title in titles:
        if sum(len(one) + 2 for one in (*shown, title)) > _LIST:
            break
        shown.append(title)
    more = len(titles) - len(shown)
    return f"{'; '.join(shown)}; and {more} more, in the full report" if more else "; ".join(shown)


def _question(report: Report, checklist: Checklist, asked: Asked) -> Question:
    finding = asked.finding
    requirement = checklist.requirement(finding.id)
    title = requirement.title if requirement else finding.id
    own = [quote for quote in finding.evidence if not quote.file]
    if not own:
        return Question(asked.question.ask, f"Not found: {title}.")
    place = _place(report, own[0])
    words = f"“{wording.shorten(own[0].text.strip(), _QUOTE)}”"
    part = ". This is all that we found." if finding.status is Status.PARTIAL else ""
    return Question(asked.question.ask, f"{place[:1].upper()}{place[1:]}: {words}{part}" if place else f"{words}{part}")


def _promise(report: Report, quote: Quote) -> Promise:
    return Promise(wording.shorten(quote.text, _PROMISE), _place(report, quote))


def _place(report: Report, quote: Quote) -> str:
    """Return the page, or where the file has none the section."""
    document = document_of(report, quote)
    page = document.blocks[quote.span.block].page
    if page is not None:
        return f"page {page}"
    section = document.section_of(quote.span.block)
    return f"section “{wording.shorten(section, _SECTION)}”" if section else ""


def _facts(report: Report, board: Board) -> Iterable[tuple[str, str]]:
    yield "Who approves it", f"{APPROVES}{_last(report, 'approved', ' The document says: approved ')}"
    yield "Next review", _next_review(report)
    if not board.promises:
        yield "On a visit", NO_PROMISE
    if board.changed is not None:
        older = wording.shorten(PurePath(board.older).name, _SECTION)
        said = {
            Changed.NOTHING: "no word has changed.",
            Changed.NAMES_AND_DATES: "only names, dates and ways to reach people have changed. Has anybody read it again?",
            Changed.MORE: "more than names and dates has changed.",
        }
        yield f"Since {older}", said[board.changed][:1].upper() + said[board.changed][1:]


def _latest(report: Report, kind: str) -> DateFinding | None:
    dates = [found for found in report.dates if found.kind == kind]
    return max(dates, key=lambda found: found.day, default=None)


def _last(report: Report, kind: str, lead: str) -> str:
    found = _latest(report, kind)
    if found is None:
        return ""
    place = _place(report, found.quote)
    return f"{lead}{wording.day_in_words(found.day)}{f' ({place})' if place else ''}."


def _next_review(report: Report) -> str:
    found = _latest(report, "next-review")
    if found is None:
        return "We did not find a date in this document."
    place = _place(report, found.quote)
    passed = ", which has passed" if found.passed else ""
    return f"{wording.day_in_words(found.day)}{passed}{f' ({place})' if place else ''}."
