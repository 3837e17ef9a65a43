"""Questions asked of the store in an adviser's words: one round's schools, answered by SQLite itself."""

from dataclasses import dataclass
from pathlib import Path

from policykit.audit.store import Store
from policykit.errors import StoreError
from policykit.model.finding import Status


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that answer a question, in the order of the schools' names; `title` says what they are."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question a person may ask: `asks` in words, `about` what has to be named with it ("" for nothing)."""

    name: str
    asks: str
    about: str
    columns: tuple[str, ...]
    sql: str


_SCHOOL = "school.name, school.urn"
_FROM = "FROM school JOIN {table} USING (result) WHERE school.round = :round"
_FINDING = (
    f"SELECT {_SCHOOL}, finding.requirement, finding.status, finding.reason "
    f"{_FROM.format(table='finding')} AND finding.sure = 1 AND finding.requirement = :about"
)
_FINDING_COLUMNS = ("School", "URN", "Requirement", "Status", "Why")
_DATE_COLUMNS = ("School", "URN", "Date", "Words", "File")

QUESTIONS = (
    Question(
        "lacks",
        "Which schools lack a requirement, wholly or in part? Verdicts that nobody is sure of are left out.",
        "REQUIREMENT",
        _FINDING_COLUMNS,
        f"{_FINDING} AND finding.counts = 'gap' AND finding.status IN ('partial', 'missing') ORDER BY school.place",
    ),
    Question(
        "meets",
        "Which schools meet a requirement? Verdicts that nobody is sure of are left out.",
        "REQUIREMENT",
        _FINDING_COLUMNS,
        f"{_FINDING} AND finding.status = '{Status.MET.value}' ORDER BY school.place",
    ),
    Question(
        "unsure",
        "Which verdicts should a person look at?",
        "",
        _FINDING_COLUMNS,
        f"SELECT {_SCHOOL}, finding.requirement, finding.status, finding.reason {_FROM.format(table='finding')} "
        "AND finding.sure = 0 AND finding.status <> 'not-applicable' ORDER BY school.place, finding.place",
    ),
    Question(
        "cites",
        "Which schools still cite something out of date?",
        "STALE-REFERENCE",
        ("School", "URN", "Words", "File", "Page", "Write instead"),
        f"SELECT {_SCHOOL}, quote.text, quote.path, quote.page, stale.replacement {_FROM.format(table='stale')} "
        "AND stale.severity = 'outdated' AND :about IN (stale.id, stale.\"group\") ORDER BY school.place, stale.place",
    ),
    Question(
        "review-passed",
        "Whose date of next review has passed?",
        "",
        _DATE_COLUMNS,
        f"SELECT {_SCHOOL}, date.day, quote.text, quote.path {_FROM.format(table='date')} "
        "AND date.kind = 'next-review' AND date.passed = 1 ORDER BY school.place, date.place",
    ),
    Question(
        "not-read",
        "Which documents were not read, and why?",
        "",
        ("School", "URN", "File", "Why"),
        f"SELECT {_SCHOOL}, document.path, document.role_why {_FROM.format(table='document')} "
        "AND document.role = 'not-read' ORDER BY school.place, document.place",
    ),
    Question(
        "without",
        "Which schools have no SEN report or policy that could be judged?",
        "",
        ("School", "URN", "Documents"),
        "SELECT school.name, school.urn, (SELECT count(*) FROM document WHERE document.result = school.result) FROM school "
        "WHERE school.round = :round AND NOT EXISTS (SELECT 1 FROM document WHERE document.result = school.result "
        "AND document.role = 'judged') ORDER BY school.place",
    ),
    Question(
        "gaps",
        "How many schools lack each must-have? Verdicts that nobody is sure of are left out.",
        "",
        ("Requirement", "Schools"),
        f"SELECT finding.requirement, count(*) {_FROM.format(table='finding')} AND finding.sure = 1 "
        "AND finding.counts = 'gap' AND finding.status IN ('partial', 'missing') "
        "GROUP BY finding.requirement ORDER BY count(*) DESC, min(finding.place)",
    ),
)
"""Every question; what a place in a document needs is added by `_placed`."""

_QUOTE = "JOIN {of} USING (result) JOIN quote ON quote.result = {of}.result AND quote.of = '{of}' AND quote.owner = {of}.place"


def answer(store_path: Path, name: str, about: str = "", number: int = 0) -> Answer:
    """Return the answer to a question about one round, the latest for 0.

    Raises StoreError where the store has no such round, or the question has no such name.
    """
    question = next((one for one in QUESTIONS if one.name == name), None)
    if question is None:
        names = ", ".join(one.name for one in QUESTIONS)
        raise StoreError(f"There is no question '{name}'.", where="query", remedy=f"Ask one of: {names}.")
    with Store(store_path, create=False) as store:
        chosen = store.head(number)
        rows = store.asked(_placed(question.sql), {"round": chosen, "about": about})
    return Answer(question.asks, question.columns, tuple(rows))


def _placed(sql: str) -> str:
    """Join the words and their place to a question that shows them."""
    for of in ("stale", "date"):
        if "quote." in sql:
            sql = sql.replace(f"JOIN {of} USING (result)", _QUOTE.format(of=of))
    return sql
