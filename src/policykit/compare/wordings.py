"""The sentences of a comparison that its text and its page share."""

from policykit.compare.changes import Change, Comparison, Edition, SectionChange
from policykit.compare.entries import REQUIREMENT, Entry
from policykit.report import wording

NOTHING = "Nothing changed: both editions hold the same words, and every finding is as it was."
NAMES_AND_DATES = "Only names, dates and ways to reach people changed; nothing else was written or taken out."
BEFORE_FIRST = "before the first heading"
HEADINGS = {
    "fixed": "Put right since the old edition",
    "worse": "Said before, and now not found or found only in part",
    "new_findings": "New in this edition",
    "open": "Still open",
    "cannot_tell": "What cannot be compared: part of one edition could not be read",
    "by_checklist": "What the checklist changed, and not the school",
    "gone": "Out-of-date references that have gone",
    "came": "Out-of-date references that have come",
    "kept": "Out-of-date references that are still there",
    "sections": "Sections that changed",
}
_STATUSES = {
    "met": "found",
    "partial": "found in part",
    "missing": "not found",
    "cannot-tell": "cannot tell",
    "not-applicable": "not asked of it",
}
_ASKED = {
    "gap": "The law requires this report to say it.",
    "elsewhere": "It belongs in another document of the school.",
    "should": "It should be said.",
}
_SECTIONS = {
    "added": "new section",
    "removed": "section taken out",
    "names-and-dates": "only names, dates and ways to reach people",
    "moved": "its text was moved or set otherwise",
}


def edition_words(edition: Edition) -> str:
    """Return one edition in a line: its path, what it is, how long."""
    kind = wording.KINDS.get(edition.kind, edition.kind)
    stored = f", known by the stored report {edition.stored}" if edition.stored and edition.document is None else ""
    return f"{edition.path} ({kind}, {edition.shape['document']['words']} words{stored})"


def summary(found: Comparison) -> str:
    """Return the counts of a comparison in one sentence."""
    counts = (
        f"{len(found.fixed)} put right",
        f"{len(found.open)} still open",
        f"{len(found.worse)} said before and now not, or only in part",
        f"{len(found.new_findings)} new",
    )
    stale = f"Out-of-date references: {len(found.stale_gone)} gone, {len(found.stale_came)} come, {len(found.stale_kept)} still there."
    return f"Findings: {', '.join(counts)}. {stale}"


def moved_words(change: Change) -> str:
    """Return how a requirement's verdict moved, or that it did not: "Was: found. Now: found in part."."""
    old, new = change.old, change.new
    if change.now.kind != REQUIREMENT:
        return ""
    if old is None or new is None:
        return f"{'Was' if new is None else 'Now'}: {_STATUSES[change.now.status]}."
    if old.status == new.status:
        return f"As before: {_STATUSES[new.status]}{'' if change.unchanged else ', with other words'}."
    return f"Was: {_STATUSES[old.status]}. Now: {_STATUSES[new.status]}."


def asked(entry: Entry) -> str:
    """Return who asks for it, "" where nobody has to do anything."""
    return _ASKED.get(entry.counts, "")


def quoted(entry: Entry) -> str:
    """Return the first quote of a finding with its place, "" where it has none."""
    if not entry.quotes:
        return ""
    first = entry.quotes[0]
    place = first.place()
    return f"“{first.text}” ({place})" if place else f"“{first.text}”"


def section_words(one: SectionChange) -> str:
    """Return one changed section in a line."""
    heading = one.new or one.old or BEFORE_FIRST
    was = f", before “{one.old}”" if one.change == "renamed" and one.old != one.new else ""
    page = one.new_page or one.old_page
    place = f" (page {page})" if page else ""
    counts = [f"{len(one.came)} sentences new" if one.came else "", f"{len(one.gone)} gone" if one.gone else ""]
    told = _SECTIONS.get(one.change, "")
    detail = "; ".join(part for part in (told, *counts) if part) or "the heading alone"
    return f"{heading}{was}{place}: {detail}.".replace(" 1 sentences", " 1 sentence")
