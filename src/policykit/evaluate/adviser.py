"""An adviser's own hand audit against the program: agreement, kappa, and every disagreement with its quote.

The audit is a workbook with a header row that names a school (or file), a clause and a rating; the rating is red, amber,
green or missing, partial, met (or their first letters).
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policykit.errors import DocumentError
from policykit.evaluate.scores import Decision, kappa
from policykit.model.finding import Finding
from policykit.pipeline import Options, catalogues, check_file

_RATINGS = {
    **dict.fromkeys(("red", "r", "missing", "not met", "no", "not evident"), "missing"),
    **dict.fromkeys(("amber", "a", "partial", "partly met", "partly", "developing"), "partial"),
    **dict.fromkeys(("green", "g", "met", "yes", "secure"), "met"),
}
_COLUMNS = {
    "school": ("school", "establishment", "establishmentname", "name", "file", "document"),
    "clause": ("clause", "requirement", "ref", "reference", "id"),
    "rating": ("rag", "rating", "status", "adviser's rag", "judgement"),
}
_CLAUSE = re.compile(
    r"^(?:sch(?:edule)?\s*1?[,.]?\s*(?:para(?:graph)?\s*)?)?(\d{1,2})\s*\(?([a-g])?\)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Rating:
    """One row of a hand audit: the school as written, the requirement's id, the status, and the row's number."""

    school: str
    requirement: str
    status: str
    row: int


def read_audit(path: Path, known: frozenset[str]) -> list[Rating]:
    """Return the ratings of a workbook; raises DocumentError that lists every row that cannot be understood."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        rows = [
            [("" if cell is None else str(cell)).strip() for cell in row]
            for row in book.worksheets[0].iter_rows(values_only=True)
        ]
        book.close()
    except Exception as error:
        raise DocumentError(
            "This is not a workbook that can be read.", where=str(path), remedy="Save it from Excel as .xlsx."
        ) from error
    header, columns = _header(rows, path)
    ratings, wrong = [], []
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        if not any(row):
            continue
        school, clause, rating = (row[columns[key]] for key in ("school", "clause", "rating"))
        requirement, status = clause_id(clause, known), _RATINGS.get(rating.lower())
        if requirement is None:
            wrong.append(f"row {number}: '{clause}' is no clause; write an id such as sch1.11")
        elif status is None:
            wrong.append(f"row {number}: '{rating}' is no rating; write red, amber or green")
        else:
            ratings.append(Rating(school, requirement, status, number))
    if wrong:
        raise DocumentError("; ".join(wrong), where=str(path), remedy="Mend these rows and run it again.")
    return ratings


def _header(rows: list[list[str]], path: Path) -> tuple[int, dict[str, int]]:
    for number, row in enumerate(rows[:20]):
        lowered = [cell.lower() for cell in row]
        columns = {
            key: next((lowered.index(name) for name in names if name in lowered), -1) for key, names in _COLUMNS.items()
        }
        if min(columns.values()) >= 0:
            return number, columns
    raise DocumentError(
        "No row names the three columns that are needed.", where=str(path), remedy="Head them School, Clause and RAG."
    )


def clause_id(written: str, known: frozenset[str]) -> str | None:
    """Return the requirement that an adviser's clause means, None where it is none.

    >>> clause_id("Schedule 1, para 3(a)", frozenset({"sch1.3a"}))
    'sch1.3a'
    """
    plain = written.strip().lower()
    if plain in known:
        return plain
    match = _CLAUSE.match(plain)
    name = f"sch1.{match[1]}{match[2] or ''}" if match else ""
    return name if name in known else None


def decisions_of(audit: Path, folder: Path, as_at: date) -> list[Decision]:
    """Return a decision for each rating, each school's document checked once.

    A school's document is the file in `folder` whose name without its ending is the school's name, ignoring case,
    spaces and punctuation. Raises DocumentError that names the schools without a document.
    """
    known = frozenset(requirement.id for requirement in catalogues().checklist.requirements)
    ratings = read_audit(audit, known)
    files = {_plain(path.stem): path for path in sorted(folder.iterdir()) if path.is_file()}
    lost = sorted({rating.school for rating in ratings if _plain(Path(rating.school).stem) not in files})
    if lost:
        what = f"No document in {folder} is named for: {', '.join(lost)}."
        raise DocumentError(what, where=str(audit), remedy="Name each file as the School column has it.")
    findings: dict[Path, dict[str, Finding]] = {}
    decisions = []
    for rating in ratings:
        path = files[_plain(Path(rating.school).stem)]
        if path not in findings:
            report = check_file(str(path), Options(as_at))
            findings[path] = {finding.id: finding for finding in (*report.requirements, *report.further)}
        finding = findings[path][rating.requirement]
        quote = finding.evidence[0].text if finding.evidence else ""
        said = str(finding.status)
        decisions.append(Decision(rating.school, rating.requirement, rating.status, said, finding.sure, quote))
    return decisions


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def compare(decisions: list[Decision]) -> str:
    """Return agreement, kappa and every disagreement with its quote, as text; `labelled` is the adviser's status."""
    ranks = ("missing", "partial", "met")
    scored = [decision for decision in decisions if decision.said in ranks]
    matrix = [[sum(d.labelled == a and d.said == b for d in scored) for b in ranks] for a in ranks]
    agreed = sum(matrix[i][i] for i in range(3))
    value = kappa(matrix)
    out = [
        f"{len(decisions)} ratings, {len(decisions) - len(scored)} of them on which the program says nothing.",
        f"Agreement: {agreed} of {len(scored)}. Quadratic kappa: {'-' if value is None else format(value, '.3f')}.",
    ]
    for one in scored:
        if one.labelled != one.said:
            quote = f" \u201c{one.quote}\u201d" if one.quote else " (nothing quoted)"
            out.append(
                f"{one.document}, {one.requirement}: you say {one.labelled}, the program says {one.said}:{quote}"
            )
    return "\n".join(out) + "\n"
