"""A letter a school, as a Word draft: what is missing with what to write, and nothing that anybody is unsure of.

The words of the letter stand in the template, which an authority restyles and rewords; here is only what differs from
school to school. Nothing here claims a power over a school.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from policykit import data
from policykit.audit.own_columns import DUE, OwnNotes
from policykit.audit.rounds import Round, SchoolResult, StaleReference
from policykit.audit.standing import UNMET, Standing, standings
from policykit.audit.tables import about_of
from policykit.draft.fill import filled
from policykit.draft.templates import refuse_reaching
from policykit.errors import TemplateError
from policykit.model.finding import Severity, Status
from policykit.model.force import REPORT_KINDS, Force, force_here
from policykit.model.law import Checklist, Publish, Requirement
from policykit.report import wording

_OUTSIDE = ("pru", "ap", "16-19")
"""Kinds of school that section 69 does not name and of which the Code expects a report."""
_NO_DAY = "[by when]"

_WHY = (
    "We look at what the SEN information reports of the schools in our area say, so that families find in each what the "
    "law says should be there. We hope that this helps your governing body with the next edition."
)
_WHY_ACADEMY = (
    "Families in our area read the SEN information reports of every school, academies among them. Your report is in the "
    "hands of your academy trust: the law puts the duty on the academy's proprietor, and the trust decides what to do "
    "with this letter. We hope that it helps with the next edition."
)
_WHY_OUTSIDE = (
    "Families in our area read what every school says about special educational needs. Section 69 of the Children and "
    "Families Act 2014 does not name your kind of school; the Code of Practice expects a report, and many publish one. We "
    "hope that this helps with the next edition."
)
_WHY_OTHER = (
    "Families in our area read what every school says about special educational needs. The law on SEN information reports "
    "does not bind your kind of school; we hope that this helps all the same."
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A drafted letter: the school's name, the name of its file, and its bytes (.docx)."""

    school: str
    file: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A ticked school that no letter was drafted for, and why in a sentence."""

    school: str
    why: str


def letters(
    found: Round, checklist: Checklist, notes: OwnNotes, template: Path | None = None
) -> Iterator[Letter | Unwritten]:
    """Give a letter, or why there is none, for each school that its adviser ticked in the matrix.

    `template` is an authority's own, None for the shipped one. Raises TemplateError where it cannot be filled.
    """
    where = str(template or data.home("templates") / "letter.docx")
    content = _template(Path(where))
    if template is not None:
        refuse_reaching(content, where)
    for place, head in enumerate(found.heads()):
        if not notes.is_ticked(head.school.key):
            continue
        result = found.schools[place]
        told = letter_words(found, result, checklist, notes)
        if isinstance(told, str):
            yield Unwritten(result.school.name, told)
        else:
            made = filled(content, told, where, trusted=template is None)
            yield Letter(result.school.name, _file(result), _finished(made, result.school.name, found.as_at))


def _template(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"The template of the letters cannot be read ({(error.strerror or str(error)).lower()})."
        raise TemplateError(what, where=str(path), remedy="Check the path and its permissions.") from error


def letter_words(found: Round, result: SchoolResult, checklist: Checklist, notes: OwnNotes) -> dict[str, Any] | str:
    """Return what the template is filled with, or in a sentence why there is nothing to write."""
    if result.judged is None:
        return "No document of this school could be judged, so there is nothing that a letter could rest on."
    known = {requirement.id: requirement for requirement in checklist.requirements}
    sure = [one for one in standings(result, notes) if one.sure and one.status in UNMET and one.finding.id in known]
    about = about_of(result)
    has_report = result.kind in REPORT_KINDS
    gaps = [one for one in sure if one.gap] if has_report else []
    asks_should = (Force.SHOULD, Force.EXPECTED)
    shoulds = [
        one
        for one in sure
        if not one.gap and not one.finding.further and force_here(known[one.finding.id], about) in asks_should
    ]
    no_report = not has_report and any(one.publish is Publish.MUST for one in result.findings)
    if no_report:
        # The report comes first: what a document of another kind does not say may well stand in it.
        shoulds = []
    stale = list(dict.fromkeys(_stale_words(one, result) for one in result.stale if one.severity is Severity.OUTDATED))
    if not gaps and not shoulds and not stale and not no_report:
        return "There is nothing that we are sure is missing or out of date."

    def entries(chosen: list[Standing]) -> list[dict[str, str]]:
        made = [_entry(one, known[one.finding.id], checklist, found.as_at) for one in chosen]
        return [{**one, "told": _with_names(one["told"], result)} for one in made]

    return {
        "today": wording.day_in_words(found.as_at),
        "school_name": result.school.name,
        "urn": result.school.urn,
        "contact": result.school.contact,
        "why": _why(result),
        "result": _result(result, gaps, shoulds, len(stale), no_report=no_report),
        "how": _how(found, result, [*gaps, *shoulds]),
        "gaps": entries(gaps),
        "shoulds": entries(shoulds),
        "stale": stale,
        "ask": _ask(result, notes, no_report=no_report),
    }


def is_academy(result: SchoolResult) -> bool:
    """Return whether the register calls the school an academy or free school; without a register, its name decides."""
    kinds = [
        value
        for name, value in result.school.given
        if re.sub(r"\(name\)|\W", "", name.casefold()) == "typeofestablishment"
    ]
    words = " ".join(kinds) or result.school.name
    return bool(re.search(r"\bacadem(?:y|ies)\b|\bfree schools?\b", words, re.IGNORECASE))


def _why(result: SchoolResult) -> str:
    if result.type in _OUTSIDE:
        return _WHY_OUTSIDE
    if result.type in {"independent", "early-years"}:
        return _WHY_OTHER
    return _WHY_ACADEMY if is_academy(result) else _WHY


def _result(result: SchoolResult, gaps: list[Standing], shoulds: list[Standing], stale: int, *, no_report: bool) -> str:
    if no_report:
        kind = wording.KINDS.get(result.kind, "another document")
        return f"Among the files we had there was no SEN information report: what we read is a document of another kind ({kind})."
    missing = sum(one.status is Status.MISSING for one in gaps)
    partial = len(gaps) - missing
    told = [
        _required(missing, partial),
        f"we did not find, or found only in part, {_things(len(shoulds))} that the Code says should be said"
        if shoulds
        else "",
        f"we found {'one out-of-date reference' if stale == 1 else f'{stale} out-of-date references'}" if stale else "",
    ]
    words = "; ".join(part for part in told if part)
    return f"{words[0].upper()}{words[1:]}."


def _required(missing: int, partial: int) -> str:
    asked = "that the law requires the report to say"
    if not missing:
        each = ", but only in part" if partial == 1 else ", each only in part"
        return f"we found {_things(partial)} {asked}{each}" if partial else ""
    others = "another" if partial == 1 else f"{partial} others"
    return f"we did not find {_things(missing)} {asked}{f', and found {others} only in part' if partial else ''}"


def _things(count: int) -> str:
    return "one thing" if count == 1 else f"{count} things"


def _how(found: Round, result: SchoolResult, told: list[Standing]) -> str:
    judged = result.judged
    title = (judged.title if judged else "") or "the document"
    day = judged.last_review if judged else None
    dated = f", last reviewed {wording.day_in_words(day)}" if day else ""
    beside = sum(one.role.value == "companion" for one in result.documents)
    more = f" and {beside} more of your documents" if beside else ""
    hers = " Where we looked ourselves, our own reading counts." if any(one.hers for one in told) else ""
    return (
        f"A program, PolicyKit, read “{title}”{dated}{more}, and looked in it for what the law and the Code of Practice of "
        f"{wording.day_in_words(found.as_at)} ask, as last compared with its sources on "
        f"{wording.day_in_words(found.law_checked_on)}. What it was not sure of is left out of this letter.{hers}"
    )


def _entry(one: Standing, requirement: Requirement, checklist: Checklist, day: date) -> dict[str, str]:
    if one.hers:
        told = wording.NOT_FOUND if one.status is Status.MISSING else "We found this in part."
    elif one.status is Status.MISSING:
        told = one.finding.reason or wording.NOT_FOUND
    else:
        quote = f" What we found: {_quoted(one.finding.quotes[0].text)}" if one.finding.quotes else ""
        told = f"We found this in part. {one.finding.reason}{quote}".strip()
    return {
        "title": requirement.title,
        "told": told,
        "advice": requirement.advice,
        "law": wording.law_words(requirement, checklist, day),
    }


def _with_names(words: str, result: SchoolResult) -> str:
    """Return words with the names of files in place of their paths, which lie on the adviser's computer."""
    for one in sorted(result.documents, key=lambda one: -len(one.path)):
        words = words.replace(one.path, _file_name(one.path))
    return words


def _file_name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _quoted(words: str) -> str:
    return f"“{words}”" if words.endswith((".", "!", "?")) else f"“{words}”."


def _stale_words(one: StaleReference, result: SchoolResult) -> str:
    """Return what to say of an out-of-date reference; its words and its replacement are said once, wherever they stand.

    The document is named where it is not the one that the letter is about.
    """
    bare = re.sub(r"^(?:an?|the) ", "", one.quote.text)
    told = one.message if bare in one.message else f"{_quoted(one.quote.text)} {one.message}".strip()
    judged = result.judged
    beside = "" if judged is None or one.quote.path == judged.path else _file_name(one.quote.path)
    at = f"page {one.quote.page}" if one.quote.page else ""
    place = ", ".join(part for part in (beside, at) if part)
    page = f"{place if beside else place.capitalize()}: " if place else ""
    if not one.replacement or one.replacement in one.message:
        return f"{page}{told}"
    label = "Write instead" if one.fits else "To rewrite yourself"
    return f"{page}{told} {label}: {one.replacement.removesuffix('.')}."


def _ask(result: SchoolResult, notes: OwnNotes, *, no_report: bool) -> str:
    due = notes.of("Matrix", result.school.key).get(DUE)
    told = wording.day_in_words(due) if isinstance(due, date) else str(due or "")
    day = f"by {told}" if told and not told.startswith("by ") else told or _NO_DAY
    if no_report:
        return f"Please send us your SEN information report, or its address, {day}. If there is none yet, we are glad to help."
    return (
        f"Please bring these points into your report, and tell us {day} what you have done or where we have misread it. If you "
        "would like help with the wording, ask us."
    )


def _file(result: SchoolResult) -> str:
    name = re.sub(r"[^\w'&() -]+", " ", result.school.name).strip(" .") or "school"
    urn = f" {result.school.urn}" if result.school.urn else ""
    return f"{' '.join(name.split())[:100]}{urn} - letter (draft).docx"


def _finished(content: bytes, school: str, on: date) -> bytes:
    from docx import Document

    document = Document(io.BytesIO(content))
    core = document.core_properties
    core.title, core.author, core.last_modified_by = f"{school}: letter (draft)"[:255], "", ""
    core.created = core.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - the format has no time zone
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
