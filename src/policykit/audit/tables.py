"""A round as tables: what stands in each row of a workbook, whatever it is written with, a school at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from policykit.audit import marks
from policykit.audit.own_columns import LETTER, OwnNotes, Value
from policykit.audit.rounds import Passage, Role, SchoolFinding, SchoolResult
from policykit.audit.standing import UNMET, Standing, evidence_key, standing, standings
from policykit.counting import many
from policykit.model.finding import About, Severity, Status
from policykit.model.law import Checklist, Requirement
from policykit.report import wording

STATUSES = {
    Status.MET: "found",
    Status.PARTIAL: "found in part",
    Status.MISSING: "not found",
    Status.CANNOT_TELL: "cannot tell",
    Status.NOT_APPLICABLE: "not asked",
}
ROLES = {
    Role.JUDGED: "judged by this one",
    Role.COMPANION: "read beside it",
    Role.SAME: "the same as another file",
    Role.OLDER: "an older edition",
    Role.SET_ASIDE: "not used",
    Role.NOT_READ: "not read",
}
MATRIX, EVIDENCE = "Matrix", "Evidence"
_SCHOOL, _URN, _DOCUMENT = 34, 9, 36
_HOW = (
    "Each letter leads to its row in Evidence. Rate a school there, under Adviser's RAG: your rating counts instead "
    f"of ours. Write “yes” under {LETTER} for a school that a letter is to be drafted for."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its look (a key of marks.COLOURS) and the row it leads to: sheet and row key."""

    value: Value | None
    look: str = ""
    to: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and a width in characters; `upright` headings are long and stand over a narrow column, under `over`."""

    name: str
    width: float
    over: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row in the order of the columns; `key` tells it from every other row of its sheet."""

    key: str
    cells: tuple[Value | Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: sentences above it, columns, and what gives a school's rows; the first `frozen` columns stay in sight.

    `own` says whether the adviser's columns follow. `empty` is the sentence to write where there is no row.
    """

    name: str
    above: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[SchoolResult], Iterable[Row]]
    frozen: int = 1
    own: bool = True
    empty: str = ""


def tables(checklist: Checklist, notes: OwnNotes) -> tuple[Table, ...]:
    """Return the sheets Matrix, Evidence, Stale, Documents and Not read."""
    return matrix(checklist, notes), evidence(checklist, notes), stale(), documents(), not_read()


def matrix(checklist: Checklist, notes: OwnNotes) -> Table:
    """Return a row a school and a column for each of the 43 requirements; each letter leads to its evidence."""
    asked = [requirement for requirement in checklist.requirements if not requirement.further]
    columns = (
        Column("School", _SCHOOL),
        Column("URN", _URN),
        Column("Type", 26),
        Column("Judged by", 24),
        Column(LETTER, 8),
        *(Column(requirement.id, 5.5, over=requirement.title) for requirement in asked),
    )

    def _rows(result: SchoolResult) -> Iterator[Row]:
        told = {finding.id: finding for finding in result.findings}
        cells = (_sign(result, told.get(requirement.id), notes) for requirement in asked)
        letter = notes.of(MATRIX, result.school.key).get(LETTER)
        head = (*_school(result), school_words(result), _judged_words(result), letter)
        yield Row(result.school.key, (*head, *cells))

    above = (
        _HOW,
        "   ".join(marks.explained()[:4]),
        "   ".join(marks.explained()[4:8]),
        "   ".join(marks.explained()[8:]),
    )
    return Table(MATRIX, above, columns, _rows)


def _sign(result: SchoolResult, finding: SchoolFinding | None, notes: OwnNotes) -> Cell:
    if finding is None:
        return Cell(None)
    one = standing(result, finding, notes)
    return Cell(marks.sign(one), marks.look(one), (EVIDENCE, evidence_key(result, finding.id)))


def evidence(checklist: Checklist, notes: OwnNotes) -> Table:
    """Return a row for each school and requirement: what was found, its words and where they stand."""
    columns = (
        Column("School", _SCHOOL),
        Column("URN", _URN),
        Column("Requirement", 16),
        Column("What is asked", 34),
        Column("Who asks", 30),
        Column("Result", 14),
        Column("Sure", 12),
        Column("Quote", 60),
        Column("Page", 6),
        Column("Section", 26),
        Column("Document", _DOCUMENT),
        Column("Why", 48),
        Column("What to write", 48),
        Column("The report alone", 16),
    )
    known = {requirement.id: requirement for requirement in checklist.requirements}

    def _rows(result: SchoolResult) -> Iterator[Row]:
        for one in standings(result, notes):
            if one.finding.id in known:
                yield Row(evidence_key(result, one.finding.id), _evidence(result, one, known[one.finding.id]))

    return Table(EVIDENCE, (), columns, _rows, empty="No school had a document that could be judged.")


def _evidence(result: SchoolResult, one: Standing, requirement: Requirement) -> tuple[Value | Cell | None, ...]:
    finding = one.finding
    first = finding.quotes[0] if finding.quotes else None
    unmet = one.status in UNMET
    near = finding.nearest if finding.status is Status.MISSING else None
    shown = first or near
    return (
        *_school(result),
        finding.id,
        requirement.title,
        wording.force_sentence(requirement, about_of(result)),
        Cell(result_words(one), marks.look(one)),
        "your rating" if one.hers else ("yes" if finding.sure else "look yourself"),
        _quoted(finding.quotes) or (f"Nearest: {near.text}" if near else None),
        shown.page if shown else None,
        (shown.section or None) if shown else None,
        shown.path if shown else None,
        why_words(finding) or None,
        requirement.advice if unmet else None,
        STATUSES[finding.alone.status] if finding.alone.status is not finding.status else "the same",
    )


def result_words(one: Standing) -> str:
    """Return a verdict in words; where it is the adviser's, hers first and ours behind it."""
    if one.hers:
        return f"{STATUSES[one.status]} (your rating; ours: {STATUSES[one.finding.status]})"
    return STATUSES[one.status]


def why_words(finding: SchoolFinding) -> str:
    """Return why a finding is what it is, with what nothing answers and why the nearest words do not count."""
    lacking = f"Not answered: {' '.join(finding.lacking)}" if finding.lacking else ""
    near = finding.nearest_why if finding.status is Status.MISSING else ""
    return " ".join(part for part in (finding.reason, lacking, near) if part)


def _quoted(quotes: Sequence[Passage]) -> str:
    """Return up to three different quotes; those after the first come with their page."""
    texts = dict.fromkeys((quote.text, quote.page) for quote in quotes)
    told = [
        text if not number or page is None else f"{text} (page {page})" for number, (text, page) in enumerate(texts)
    ]
    return " … ".join(told[:3])


def stale() -> Table:
    """Return a row for each place that leans on something superseded, what is only history left out."""
    columns = (
        Column("School", _SCHOOL),
        Column("URN", _URN),
        Column("What stands there", 40),
        Column("How it stands", 26),
        Column("What to do", 60),
        Column("Write instead", 40),
        Column("Out of date since", 14),
        Column("Page", 6),
        Column("Section", 26),
        Column("Document", _DOCUMENT),
    )
    return Table("Stale", (), columns, _stale, empty="No out-of-date reference was found.")


def _stale(result: SchoolResult) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for one in result.stale:
        if one.severity is Severity.HISTORY:
            continue
        key = f"{result.school.key}|{one.group}|{one.quote.text.casefold()[:80]}"
        seen[key] = seen.get(key, 0) + 1
        cells = (
            *_school(result),
            one.quote.text,
            wording.SEVERITIES[one.severity],
            one.message or None,
            one.replacement or None,
            one.since,
            one.quote.page,
            one.quote.section or None,
            one.quote.path,
        )
        yield Row(f"{key}|{seen[key]}" if seen[key] > 1 else key, cells)


def documents() -> Table:
    """Return a row for each file: how it was read, its dates and pages, what was wrong with it."""
    columns = (
        Column("School", _SCHOOL),
        Column("URN", _URN),
        Column("Document", _DOCUMENT),
        Column("How it was used", 22),
        Column("Why", 40),
        Column("Kind", 26),
        Column("Title", 36),
        Column("Read as", 14),
        Column("Pages", 8),
        Column("Words", 9),
        Column("Last reviewed", 14),
        Column("Next review", 14),
        Column("School it names", 30),
        Column("Problems", 60),
    )
    return Table("Documents", (), columns, _documents, empty="There was no document.")


def _documents(result: SchoolResult) -> Iterator[Row]:
    for one in result.documents:
        cells = (
            *_school(result),
            one.path,
            ROLES[one.role],
            sentence(one.role_why) or None,
            wording.KINDS.get(one.kind, one.kind) or None,
            one.title or None,
            f"{one.format}, {many(one.ocr_pages, 'page')} by OCR" if one.ocr_pages else one.format or None,
            one.pages,
            one.words or None,
            one.last_review,
            one.next_review,
            one.school or None,
            " ".join(problem_words(problem.where, problem.what, "") for problem in one.problems) or None,
        )
        yield Row(f"{result.school.key}|{one.path}", cells)


def not_read() -> Table:
    """Return a row for each file or part of one that was not read, and for each school without a document."""
    columns = (
        Column("School", _SCHOOL),
        Column("URN", _URN),
        Column("Document", _DOCUMENT),
        Column("What was not read", 24),
        Column("Why", 60),
        Column("What to do", 60),
    )
    return Table("Not read", (), columns, _not_read, empty="Everything was read.")


def _not_read(result: SchoolResult) -> Iterator[Row]:
    key = result.school.key
    if not result.documents:
        told = (
            None,
            "the whole school",
            "There was no file for this school.",
            "Ask it for its SEN information report.",
        )
        yield Row(f"{key}||", (*_school(result), *told))
    for document in result.documents:
        for problem in document.problems:
            if problem.hides_text:
                where = problem.where or "the whole file"
                # Of a part it is told what it does: "pages 8-9" "are pictures without text".
                why = problem.what if problem.where else sentence(problem.what)
                cells = (*_school(result), document.path, where, why, problem.remedy or None)
                yield Row(f"{key}|{document.path}|{where}", cells)
        if document.role is Role.NOT_READ and not document.problems:
            why = sentence(document.role_why)
            yield Row(f"{key}|{document.path}|", (*_school(result), document.path, "the whole file", why, None))


def problem_words(where: str, what: str, remedy: str) -> str:
    """Return a problem as a sentence, its place first."""
    told = f"{where}: {what}" if where else what
    return " ".join(part for part in (sentence(told), remedy) if part)


def sentence(clause: str) -> str:
    """Return a clause as a sentence: what stands behind a file's name on a screen stands by itself in a cell.

    >>> sentence("the file is empty")
    'The file is empty.'
    """
    return f"{clause[0].upper()}{clause[1:]}{'' if clause.endswith(('.', '!', '?', '”')) else '.'}" if clause else ""


def about_of(result: SchoolResult) -> About:
    """Return what the judged document is, as wordings want it."""
    judged = result.judged
    title = judged.title if judged else ""
    return About(title, result.school.name, result.kind, "", "england", result.type, "", result.phase, "")


def school_words(result: SchoolResult) -> str | None:
    """Return the kind of school in words, None where nobody knows it."""
    return wording.school_words(about_of(result)) or None


def _judged_words(result: SchoolResult) -> str:
    return wording.KINDS.get(result.kind, result.kind) if result.judged else "nothing could be judged"


def _school(result: SchoolResult) -> tuple[str, str | None]:
    return result.school.name, result.school.urn or None
