"""A round as one web page that needs nothing beside it: the counts, a heat map with its table, a part for each school."""

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from policykit.audit import marks
from policykit.audit.added import Added
from policykit.audit.front import UNSURE_LEFT_OUT, opening_sentences, without_report_words
from policykit.audit.own_columns import OWN, RAG, OwnNotes
from policykit.audit.rounds import Round, SchoolResult
from policykit.audit.standing import Standing, evidence_key, standings
from policykit.audit.summary import Counting
from policykit.audit.tables import ROLES, problem_words, school_words
from policykit.counting import many
from policykit.model.finding import Severity, Status
from policykit.model.law import Checklist, Requirement
from policykit.report import wording
from policykit.report.lines import printable

_CELL = 8
_SIZE = 7
_PIECES = 200
"""Pieces of the page's text, each some words long, that are written at once."""
_MOST_MAPPED = 2_000
"""Schools; with more a line of the picture would be thinner than a hair."""


@dataclass(frozen=True, slots=True)
class _Heat:
    width: int
    height: int
    paths: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school's line in the table: its letters with their looks; `lead` is where the school is told, `place` its mark."""

    place: str
    lead: str
    name: str
    signs: tuple[tuple[str, str], ...]
    is_judged: bool


@dataclass(frozen=True, slots=True)
class SchoolPart:
    """What the page says of one school: headings with their sentences."""

    place: str
    name: str
    about: str
    told: tuple[tuple[str, tuple[str, ...]], ...]


def to_html(found: Round, checklist: Checklist, notes: OwnNotes, added: Added = ()) -> Iterator[str]:
    """Give the page piece by piece: one script that only sorts, nothing from outside, every word of a document as text.

    `added` are further headings with their sentences.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    style, script = (_page(name) for name in ("dashboard.css", "dashboard.js"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    environment = Environment(
        loader=PackageLoader("policykit.audit", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_safe,
    )
    page = environment.get_template("dashboard.html").stream(
        style=Markup(style),  # noqa: S704 - our own; its hash needs its bytes
        script=Markup(script),  # noqa: S704
        policy=policy,
        parts=(school_of(found, number, checklist, notes) for number in range(1, len(found.schools) + 1)),
        **context_of(found, checklist, notes, added),
    )
    page.enable_buffering(_PIECES)
    return page


def context_of(
    found: Round,
    checklist: Checklist,
    notes: OwnNotes,
    added: Added = (),
    lead: Callable[[int], str] = "#school-{}".format,
) -> dict[str, Any]:
    """Return what the parts of the page are made from, by the names that they use.

    `lead` gives the address at which the school of that number, from 1, is told.
    """
    asked = [requirement for requirement in checklist.requirements if not requirement.further]
    counting = Counting(checklist, notes, found.as_at)
    signs = _Signs()
    schools = []
    for number, result in enumerate(found.schools, start=1):
        told = counting.take(result)
        letters = tuple(signs.of(told.get(one.id)) for one in asked)
        is_judged = result.judged is not None
        schools.append(SchoolLine(_mark(number), lead(number), result.school.name, letters, is_judged=is_judged))
    summary = counting.summary()
    return {
        "opening": opening_sentences(found, checklist, notes, "the list of schools below"),
        "unsure_left_out": f"{UNSURE_LEFT_OUT} {without_report_words(summary)}",
        "must": summary.must_haves,
        "gaps": summary.gaps,
        "stale": summary.stale,
        "contacts": summary.contacts,
        "added": added,
        "key": tuple(one.split("  ", 1) for one in marks.explained()),
        "heat": _heat(schools, len(asked)),
        "asked": asked,
        "schools": schools,
        "leads": {one.school.key: lead(one.place + 1) for one in summary.contacts},
        "scope": wording.SCOPE,
    }


def school_of(found: Round, number: int, checklist: Checklist, notes: OwnNotes) -> SchoolPart:
    """Return what a page says of the school of that number, from 1."""
    result = found.schools[number - 1]
    about = ", ".join(
        part for part in (school_words(result) or "", f"URN {result.school.urn}" if result.school.urn else "") if part
    )
    known = {requirement.id: requirement for requirement in checklist.requirements}
    chosen = [one for one in standings(result, notes) if one.finding.id in known]
    parts = ((title, tuple(sentences)) for title, sentences in _told(result, chosen, known, notes))
    return SchoolPart(_mark(number), result.school.name, about, tuple(part for part in parts if part[1]))


def _mark(number: int) -> str:
    return f"school-{number}"


class _Signs:
    """Letters with their looks, each kept once: a nation's schools have a million."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[str, str]] = {}

    def of(self, one: Standing | None) -> tuple[str, str]:
        told = (marks.sign(one), marks.look(one)) if one else ("", "")
        return self._kept.setdefault(told, told)


def _page(name: str) -> str:
    return files("policykit.audit").joinpath("pages", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _safe(value: Any) -> Any:
    """Return a plain text without control and direction marks, which could make words read as others."""
    return printable(value) if type(value) is str else value


def _told(
    result: SchoolResult, told: Sequence[Standing], known: dict[str, Requirement], notes: OwnNotes
) -> Iterator[tuple[str, list[str]]]:
    open_ = [one for one in told if one.status in {Status.MISSING, Status.PARTIAL}]

    def said(chosen: Sequence[Standing]) -> list[str]:
        return [_sentence(one, known[one.finding.id]) for one in chosen]

    yield (
        "What the law requires the report to say, and we did not find or found only in part",
        [
            f"{_sentence(one, known[one.finding.id])} What to write: {known[one.finding.id].advice}".strip()
            for one in open_
            if one.gap and one.sure
        ],
    )
    yield (
        "What else is asked for and was not found, or only in part",
        said([one for one in open_ if not one.gap and one.sure]),
    )
    yield "Please look yourself: we are not sure", said([one for one in told if not one.sure])
    yield (
        "Out-of-date references",
        list(
            dict.fromkeys(
                f"“{one.quote.text}”{_page_words(one.quote.page)}. {one.message or one.replacement}"
                for one in result.stale
                if one.severity is not Severity.HISTORY
            )
        ),
    )
    yield (
        "Dates that have passed",
        [wording.day_in_words(one.day) + _page_words(one.quote.page) for one in result.dates if one.passed],
    )
    yield "Left over, or wrong about the law", [f"{one.message} {one.remedy}" for one in result.slips]
    yield "Documents", [_document(result, number) for number in range(len(result.documents))]
    yield "Your notes", _hers(result, told, notes)


def _sentence(one: Standing, requirement: Requirement) -> str:
    quotes = one.finding.quotes
    quote = f" “{quotes[0].text}”{_page_words(quotes[0].page)}" if quotes else ""
    if one.hers:
        return f"{requirement.title}: your rating{quote}"
    return f"{requirement.title}: {one.finding.reason}{quote}"


def _document(result: SchoolResult, number: int) -> str:
    one = result.documents[number]
    kind = wording.KINDS.get(one.kind, one.kind)
    facts = [ROLES[one.role], kind, many(one.pages, "page") if one.pages else ""]
    reviewed = f"last reviewed {wording.day_in_words(one.last_review)}" if one.last_review else ""
    problems = " ".join(problem_words(each.where, each.what, each.remedy) for each in one.problems)
    return f"{one.path}: {', '.join(fact for fact in (*facts, reviewed) if fact)}. {problems}".strip()


def _hers(result: SchoolResult, told: Sequence[Standing], notes: OwnNotes) -> list[str]:
    rows = [("The school", "Matrix", result.school.key)]
    rows += [(one.finding.id, "Evidence", evidence_key(result, one.finding.id)) for one in told]
    return [
        f"{name}: " + "; ".join(f"{column}: {hers[column]}" for column in (RAG, *OWN[1:]) if column in hers)
        for name, sheet, key in rows
        if (hers := notes.of(sheet, key)) and any(column in hers for column in OWN)
    ]


def _page_words(page: int | None) -> str:
    return f" (page {page})" if page else ""


def _heat(schools: Sequence[SchoolLine], columns: int) -> _Heat | None:
    """Return the picture as one path for each look, None where there would be nothing to see."""
    if not schools or len(schools) > _MOST_MAPPED:
        return None
    paths: dict[str, list[str]] = {}
    for row, school in enumerate(schools):
        for column, (_, look) in enumerate(school.signs):
            if look:
                paths.setdefault(look, []).append(f"M{column * _CELL} {row * _CELL}h{_SIZE}v{_SIZE}h-{_SIZE}z")
    told = tuple((look, "".join(paths[look])) for look in sorted(paths))
    return _Heat(columns * _CELL, len(schools) * _CELL, told) if told else None
