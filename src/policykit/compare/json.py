"""A comparison for programs: a versioned contract whose JSON Schema is `schema/compare-1.json`."""

from policykit.compare.changes import Change, Comparison, Edition, SectionChange
from policykit.compare.entries import Entry
from policykit.report.json import TOOL, Shape
from policykit.version import VERSION

SCHEMA = "policykit/compare-1"


def to_json(found: Comparison, *, version: str = VERSION) -> Shape:
    """Return a comparison as the contract has it; the same editions, date and checklist give the same content."""
    return {
        "schema": SCHEMA,
        "tool": {"name": TOOL, "version": version},
        "as_at": found.new.shape["as_at"],
        "old": _edition(found.old),
        "new": _edition(found.new),
        "nothing_changed": found.nothing_changed,
        "only_names_and_dates": found.only_names_and_dates,
        "notes": list(found.notes),
        "fixed": [_change(change) for change in found.fixed],
        "open": [_change(change) for change in found.open],
        "worse": [_change(change) for change in found.worse],
        "new_findings": [_change(change) for change in found.new_findings],
        "cannot_tell": [_change(change) for change in found.cannot_tell],
        "still_met": [_change(change) for change in found.still_met],
        "stale": {
            "gone": [_entry(entry) for entry in found.stale_gone],
            "came": [_entry(entry) for entry in found.stale_came],
            "kept": [_change(change) for change in found.stale_kept],
        },
        "by_checklist": [_change(change) for change in found.by_checklist],
        "sections": None if found.sections is None else [_section(one) for one in found.sections],
    }


def _edition(edition: Edition) -> Shape:
    document = edition.shape["document"]
    return {
        "path": edition.path,
        "sha256": document["sha256"],
        "title": document["title"],
        "kind": edition.kind,
        "school": document["school"]["name"],
        "words": document["words"],
        "stored": edition.stored,
        "checklist": edition.shape["checklist"],
    }


def _change(change: Change) -> Shape:
    return {
        "kind": change.now.kind,
        "id": change.now.id,
        "title": change.now.title,
        "unchanged": change.unchanged,
        "note": change.note,
        "old": None if change.old is None else _entry(change.old),
        "new": None if change.new is None else _entry(change.new),
    }


def _entry(entry: Entry) -> Shape:
    return {
        "id": entry.id,
        "title": entry.title,
        "status": entry.status,
        "counts": entry.counts,
        "publish": entry.publish,
        "told": entry.told,
        "remedy": entry.remedy,
        "accepted": entry.accepted,
        "quotes": [{"quote": words.text, "page": words.page, "section": words.section} for words in entry.quotes],
    }


def _section(one: SectionChange) -> Shape:
    return {
        "change": one.change,
        "old": one.old,
        "new": one.new,
        "old_page": one.old_page,
        "new_page": one.new_page,
        "gone": list(one.gone),
        "came": list(one.came),
    }
