"""A round for programs: every school with its documents and findings, what they come to, and what the adviser said.

The shape is `schema/audit-1.json`.
"""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from policykit.audit.added import Added
from policykit.audit.own_columns import OwnNotes
from policykit.audit.rounds import Round, SchoolResult
from policykit.audit.standing import evidence_key, standing
from policykit.audit.summary import summary
from policykit.model.law import Checklist

SCHEMA = "policykit/audit-1"

Shape = dict[str, Any]
"""A JSON object."""


def _head(found: Round, checklist: Checklist, notes: OwnNotes, added: Added) -> Shape:
    """Return all that stands before the schools."""
    told = summary(found, checklist, notes)
    return {
        "schema": SCHEMA,
        "tool": {"name": "PolicyKit", "version": found.program},
        "round": found.number,
        "as_at": found.as_at.isoformat(),
        "checklist": {"version": found.checklist, "digest": found.digest},
        "law_checked_on": found.law_checked_on.isoformat(),
        "notes": list(found.notes),
        "summary": {
            "must_haves": [
                {
                    "id": one.requirement.id,
                    "title": one.requirement.title,
                    **{name: getattr(one, name) for name in _TALLIED},
                }
                for one in told.must_haves
            ],
            "common_gaps": [
                {"id": one.requirement.id, "title": one.requirement.title, "schools": list(one.schools)}
                for one in told.gaps
            ],
            "common_stale": [_plain(one) for one in told.stale],
            "contact_first": [
                {"key": one.school.key, "name": one.school.name, "reasons": list(one.reasons)} for one in told.contacts
            ],
        },
        "added": [
            {"kind": one.kind, "title": one.title, "sentences": list(one.sentences), "data": list(one.data)}
            for one in added
        ],
    }


_TALLIED = ("met", "partial", "missing", "unsure", "cannot_tell", "alone", "hers")


def to_text(shape: Shape) -> str:
    """Return the JSON text: readable, in plain Unicode, with a newline at its end."""
    return json.dumps(shape, ensure_ascii=False, indent=1) + "\n"


def chunks(found: Round, checklist: Checklist, notes: OwnNotes, added: Added = ()) -> Iterator[str]:
    """Give the round as JSON text, as the contract has it; the same round and notes give the same text.

    `added` are the further headings of the workbook's first sheet: what moved, and what the schools together show. The text
    is made a school at a time: the shape of a thousand schools takes ten times their text.
    """
    head = to_text(_head(found, checklist, notes, added)).removesuffix("\n}\n")
    yield f'{head},\n "schools": ['
    for number, result in enumerate(found.schools):
        told = json.dumps(_school(result, notes), ensure_ascii=False, indent=1).replace("\n", "\n  ")
        yield f"{',' if number else ''}\n  {told}"
    yield "\n ]\n}\n" if found.schools else "]\n}\n"


def _school(result: SchoolResult, notes: OwnNotes) -> Shape:
    shape: Shape = _plain(result)
    del shape["result"]
    for finding, told in zip(result.findings, shape["findings"], strict=True):
        one = standing(result, finding, notes)
        hers = notes.of("Evidence", evidence_key(result, finding.id))
        told["adviser"] = _adviser(hers, one.status.value if one.hers else None) if hers else None
    hers = notes.of("Matrix", result.school.key)
    shape["adviser"] = _adviser(hers, None) if hers else None
    return shape


def _adviser(hers: Any, status: str | None) -> Shape:
    """Return what she wrote by the headings of her columns, and the status that her rating stands for."""
    return {"status": status, "columns": {name: _plain(value) for name, value in hers.items()}}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
