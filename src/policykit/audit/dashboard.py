"""A round as one web page that needs nothing beside it: the counts, a heat map with its table, a part for each school."""

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from policykit.audit import marks
from policykit.audit.front import UNSURE_LEFT_OUT, opening_sentences, without_report_words
from policykit.audit.own_columns import OWN, RAG, OwnNotes
from policykit.audit.rounds import Round, SchoolResult
from policykit.audit.summary import (
    Standing,
    common_gaps,
    common_stale,
    contact_first,
    evidence_key,
    must_haves,
    standings,
)
from policykit.audit.tables import ROLES, problem_words, school_words
from policykit.model.finding import Severity, Status
from policykit.model.law import Checklist, Requirement
from policykit.report import wording
from policykit.report.lines import printable

_CELL = 8
_SIZE = 7
_MOST_MAPPED = 2_000
"""Schools; with more a line of the picture would be thinner than a hair."""


@dataclass(frozen=True, slots=True)
class _Heat:
    width: int
    height: int
    paths: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SchoolPart:
    """What the page says of one school: headings with their sentences; `lead` is where they can be read."""

    place: str
    lead: str
    name: str
    about: str
    signs: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, tuple[str, ...]], ...]
    is_judged: bool


def to_html(
    found: Round, checklist: Checklist, notes: OwnNotes, added: Sequence[tuple[str, Sequence[str]]] = ()
) -> str:
    """Return the page: one script that only sorts, nothing from outside, every word of a document shown as text.

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
    return environment.get_template("dashboard.html").render(
        style=Markup(style),  # noqa: S704 - our own; its hash needs its bytes
        script=Markup(script),  # noqa: S704
        policy=policy,
        **context_of(found, checklist, notes, added),
    )


def context_of(
    found: Round,
    checklist: Checklist,
    notes: OwnNotes,
    added: Sequence[tuple[str, Sequence[str]]] = (),
    lead: Callable[[int], str] = "#school-{}".format,
) -> dict[str, Any]:
    """Return what the parts of the page are made from, by the names that they use.

    `lead` gives the address at which the school of that number, from 1, is told.
    """
    asked = [requirement for requirement in checklist.requirements if not requirement.further]
    schools = [
        _part(result, (f"school-{number}", lead(number)), checklist, asked, notes)
        for number, result in enumerate(found.schools, start=1)
    ]
    return {
        "opening": opening_sentences(found, checklist, notes, "the list of schools below"),
        "unsure_left_out": f"{UNSURE_LEFT_OUT} {without_report_words(found)}",
        "must": must_haves(found, checklist, notes),
        "gaps": common_gaps(found, checklist, notes),
        "stale": common_stale(found),
        "contacts": contact_first(found, notes),
        "added": added,
        "key": tuple(one.split("  ", 1) for one in marks.explained()),
        "heat": _heat(schools, len(asked)),
        "asked": asked,
        "schools": schools,
        "leads": {result.school.key: part.lead for result, part in zip(found.schools, schools, strict=True)},
        "scope": wording.SCOPE,
    }


def school_of(found: Round, number: int, checklist: Checklist, notes: OwnNotes) -> SchoolPart:
    """Return what a page says of the school of that number, from 1."""
    asked = [requirement for requirement in checklist.requirements if not requirement.further]
    return _part(found.schools[number - 1], ("", ""), checklist, asked, notes)


def _page(name: str) -> str:
    return files("policykit.audit").joinpath("pages", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _safe(value: Any) -> Any:
    """Return a plain text without control and direction marks, which could make words read as others."""
    return printable(value) if type(value) is str else value


def _part(
    result: SchoolResult, place: tuple[str, str], checklist: Checklist, asked: Sequence[Requirement], notes: OwnNotes
) -> SchoolPart:
    told = {one.finding.id: one for one in standings(result, notes)}
    signs = tuple((marks.sign(told[one.id]), marks.look(told[one.id])) if one.id in told else ("", "") for one in asked)
    about = ", ".join(
        part for part in (school_words(result) or "", f"URN {result.school.urn}" if result.school.urn else "") if part
    )
    known = {requirement.id: requirement for requirement in checklist.requirements}
    chosen = [one for one in told.values() if one.finding.id in known]
    parts = [(title, tuple(sentences)) for title, sentences in _told(result, chosen, known, notes)]
    said = tuple(part for part in parts if part[1])
    return SchoolPart(*place, result.school.name, about, signs, said, is_judged=result.judged is not None)


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
    facts = [ROLES[one.role], kind, f"{one.pages} pages" if one.pages else ""]
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


def _heat(schools: Sequence[SchoolPart], columns: int) -> _Heat | None:
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
