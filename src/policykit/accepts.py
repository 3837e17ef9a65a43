"""Findings that a person has accepted, with a reason, a name and a last day: the file `policykit.toml`.

It stands beside the document, or where --accepts says; every mistake in it is told at once, each with its line.
"""

import contextlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from policykit.errors import SHOWN_IN_REPORTS, ChecklistError, did_you_mean
from policykit.model.accepted import Acceptable, acceptables, covers, name_of, quotes_of
from policykit.model.catalogues import Catalogues
from policykit.model.finding import Acceptance, AcceptanceState, Report
from policykit.model.leftovers import LEFTOVER_IDS
from policykit.model.wordform import holds

NAME = "policykit.toml"
KEYS = ("id", "quote", "reason", "name", "until")
_NEEDED = ("id", "reason", "name", "until")
_DATE_IDS = ("next-review",)
_HEADER = re.compile(r"^\s*\[\[\s*accept\s*\]\]")
_KEY = re.compile(r"^\s*[\"']?([\w-]+)[\"']?\s*=")
_LINE = re.compile(r"\(at line (\d+)")
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d")
_QUOTES = re.compile(r'"""|\'\'\'')


@dataclass(frozen=True, slots=True, order=True)
class _Problem:
    line: int
    what: str
    remedy: str


def beside(document: str) -> Path | None:
    """Return the accepts file in the folder of a document, None where there is none."""
    path = Path(document).parent / NAME
    return path if path.is_file() else None


def known_ids(known: Catalogues) -> tuple[str, ...]:
    """Return every id that may be accepted: requirements, stale references, wrong claims, dates, leftovers."""
    return (
        *(one.id for one in known.checklist.requirements),
        *(one.id for one in known.stale.references),
        *(one.id for one in known.wrong_law),
        *_DATE_IDS,
        *LEFTOVER_IDS,
    )


def read_accepts(path: Path, ids: Iterable[str]) -> tuple[Acceptance, ...]:
    """Return the acceptances of a file, none of them held against a report yet; raises ChecklistError with every mistake."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Check the path, and save the file as UTF-8 in your editor."
        raise ChecklistError(
            "The file with accepted findings cannot be read.", where=str(path), remedy=remedy
        ) from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        line = at[1] if at else len(text.splitlines())
        remedy = 'Each finding is a block that begins [[accept]]; texts and dates stand in quotation marks, as in id = "sch1.11".'
        what = f"This is not valid TOML: {_LINE.split(str(error))[0].strip()}."
        raise ChecklistError(what, where=f"{path}:{line}", remedy=remedy) from error
    gathered = _Reading(path, text, tuple(ids))
    accepted = gathered.all(content)
    if gathered.problems:
        told = (f"{path}:{one.line}: {one.what}\n    {one.remedy}" for one in sorted(set(gathered.problems)))
        raise ChecklistError("\n".join(told))
    return accepted


def quotes_to_accept(report: Report, name: str, quote: str, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the words by which the open findings of that id are accepted, each once; ("",) where they have none.

    `quote` chooses among them, "" takes all. Raises ChecklistError where the report has no such finding.
    """
    if name not in tuple(ids):
        raise ChecklistError(
            "There is no finding of this name.", where=name, remedy=did_you_mean(name, ids, SHOWN_IN_REPORTS)
        )
    found = [one for one in acceptables(report) if name_of(one) == name]
    if not found:
        what = "This document has no such finding, so there is nothing to accept."
        raise ChecklistError(what, where=name, remedy="`policykit check` lists what it has.")
    if quote:
        if not any(holds(words, quote) for one in found for words in quotes_of(one)):
            what = f"The finding does not rest on the words “{quote}”."
            known = "; ".join(dict.fromkeys(f"“{words}”" for one in found for words in quotes_of(one)))
            remedy = f"It rests on: {known}." if known else "It rests on no words: leave --quote out."
            raise ChecklistError(what, where=name, remedy=remedy)
        return (" ".join(quote.split()),)
    return tuple(dict.fromkeys(next(iter(quotes_of(one)), "") for one in found))


def block(name: str, quote: str, reason: str, who: str, until: date) -> str:
    """Return one acceptance as the file has it."""
    texts = {"id": name, "quote": quote, "reason": reason, "name": who}
    # A JSON string is a TOML string too.
    lines = [f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in texts.items() if text]
    return "\n".join(["[[accept]]", *lines, f"until = {until.isoformat()}", ""])


def applied(report: Report, accepted: Iterable[Acceptance]) -> Report:
    """Return the report with the acceptances held against it: in force, expired on the report's day, or unused and why."""
    return replace(report, accepted=tuple(_stated(report, one) for one in accepted))


def _stated(report: Report, one: Acceptance) -> Acceptance:
    open_ = acceptables(report)
    if any(covers(one, found) for found in open_):
        state = AcceptanceState.EXPIRED if one.until < report.as_at else AcceptanceState.IN_FORCE
        return replace(one, state=state)
    return replace(one, state=AcceptanceState.UNUSED, note=_why_unused(report, one, open_))


def _why_unused(report: Report, one: Acceptance, open_: Iterable[Acceptable]) -> str:
    same = [found for found in open_ if name_of(found) == one.id]
    stands = bool(one.quote) and any(holds(block.text, one.quote) for block in report.document.blocks)
    if one.quote and not stands:
        now = next((quote for found in same for quote in quotes_of(found)), "")
        other = f" The finding now rests on “{now}”: look at it again." if now else ""
        return f"These words do not stand in this document.{other}"
    if same and not one.quote:
        return "This finding has words of the document behind it: give them as its quote."
    if same:
        return "These words stand in the document, and the finding rests on others: look at it again."
    return "There is no such finding any more: this may be taken out."


class _Reading:
    """One file's acceptances and its problems, each with its line."""

    def __init__(self, path: Path, text: str, ids: tuple[str, ...]) -> None:
        self._path = path
        self._ids = ids
        self._top, self._blocks = _lines(text)
        self.problems: list[_Problem] = []

    def all(self, content: dict[str, Any]) -> tuple[Acceptance, ...]:
        for key in content.keys() - {"accept"}:
            self._unknown(key, ("accept",), self._top.get(key, 1))
        entries = content.get("accept", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            what = "accept is not a list of blocks."
            self.problems.append(_Problem(self._top.get("accept", 1), what, "Begin each finding with [[accept]]."))
            return ()
        found = [self._one(entry, number) for number, entry in enumerate(entries)]
        kept = [one for one in found if one is not None]
        seen: set[tuple[str, str]] = set()
        for one in kept:
            if (one.id, one.quote) in seen:
                remedy = "Keep one of them."
                self.problems.append(_Problem(one.line, f"{one.id} is accepted twice for the same words.", remedy))
            seen.add((one.id, one.quote))
        return tuple(kept)

    def _one(self, entry: dict[str, Any], number: int) -> Acceptance | None:
        lines = self._blocks[number] if number < len(self._blocks) else {}
        first = lines.get("", self._top.get("accept", 1))
        before = len(self.problems)
        for key in entry.keys() - set(KEYS):
            self._unknown(key, KEYS, lines.get(key, first))
        for key in _NEEDED:
            if key not in entry or (key != "until" and not str(entry[key]).strip()):
                what = f"This finding has no {key}."
                self.problems.append(_Problem(lines.get(key, first), what, _REMEDIES[key]))
        for key in ("id", "quote", "reason", "name"):
            if key in entry and not isinstance(entry[key], str):
                what = f"{key} is not text."
                self.problems.append(_Problem(lines.get(key, first), what, "Put it in quotation marks."))
        name = entry.get("id")
        if isinstance(name, str) and name.strip() and name not in self._ids:
            self.problems.append(
                _Problem(
                    lines.get("id", first),
                    f"There is no finding called {name}.",
                    did_you_mean(name, self._ids, SHOWN_IN_REPORTS),
                )
            )
        until = self._day(entry["until"], lines.get("until", first)) if "until" in entry else None
        if len(self.problems) > before or until is None:
            return None
        texts = {key: " ".join(str(entry.get(key, "")).split()) for key in ("id", "quote", "reason", "name")}
        return Acceptance(**texts, until=until, state=AcceptanceState.UNUSED, line=first, file=str(self._path))

    def _day(self, value: object, line: int) -> date | None:
        # The file may hold a date of its own kind as well as text; a time of day is neither.
        if type(value) is date:
            return value
        if isinstance(value, str) and _WRITTEN.fullmatch(value):
            with contextlib.suppress(ValueError):
                return date.fromisoformat(value)
        self.problems.append(_Problem(line, f"until: {value} is not a date.", _REMEDIES["until"]))
        return None

    def _unknown(self, key: str, known: Iterable[str], line: int) -> None:
        remedy = did_you_mean(key, known, f"Known here: {', '.join(known)}.")
        self.problems.append(_Problem(line, f"{key} is not a key of this file.", remedy))


_REMEDIES = {
    "id": "Give the id that the report shows in square brackets, such as sch1.11.",
    "reason": "Say why it is accepted, so that the next reader can judge it.",
    "name": "Say who accepted it.",
    "until": "Give the last day it is accepted for as year-month-day, for example 2027-08-31.",
}


def _lines(text: str) -> tuple[dict[str, int], list[dict[str, int]]]:
    """Return the line of each key at the top, and of each key of each [[accept]] block ("" is the block's own line).

    The library that reads TOML keeps no lines. Text in triple quotation marks is passed over.
    """
    top: dict[str, int] = {}
    blocks: list[dict[str, int]] = []
    for number, line in _outside_texts(text):
        if _HEADER.match(line):
            blocks.append({"": number})
        elif match := _KEY.match(line):
            (blocks[-1] if blocks else top).setdefault(match[1], number)
    return top, blocks


def _outside_texts(text: str) -> Iterator[tuple[int, str]]:
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside:
            yield number, line
        for mark in _QUOTES.findall(line):
            inside = "" if inside == mark else inside or mark
