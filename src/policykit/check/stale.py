"""Where a document leans on something superseded, and where it only mentions it."""

import re
from collections.abc import Iterable
from datetime import date

from policykit.check.periods import period_in
from policykit.check.stale_context import Surroundings
from policykit.check.stale_history import History
from policykit.check.stale_index import Hit, StaleIndex, index_of
from policykit.model.document import Block, BlockKind, Document, Layer, Span
from policykit.model.finding import Quote, Severity, StaleFinding
from policykit.model.stale import Edition, StaleCatalogue, StaleReference

_LONGEST_QUOTE = 200
_RANK = {Severity.OUTDATED: 3, Severity.NOT_YET_LAW: 2, Severity.CHECK: 1, Severity.ADVICE: 0}
_LEADER = re.compile(r"[\s.\u2026_-]*\d*\s*$")
_ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s?\(\s?")


def find_stale(document: Document, references: StaleCatalogue, as_at: date) -> tuple[StaleFinding, ...]:
    """Return every place where the document names something that had ended by `as_at`, in the document's order.

    Body, notes, headings and running headers are searched, a contents list only where it says what no heading says.
    Overlapping references give one finding, the longest; nothing is found across two blocks.
    """
    index = index_of(references)
    around = Surroundings(document)
    past = History(document, references.cues, around)
    found: list[StaleFinding] = []
    for block in _searched(document):
        found.extend(_findings(block, _hits(block, index, around, past), past, as_at))
    return tuple(found)


def _searched(document: Document) -> Iterable[Block]:
    headings = {_bare(block.text) for block in document.blocks if block.kind is BlockKind.HEADING}
    furniture: set[str] = set()
    for block in document.blocks:
        if block.layer is Layer.CONTENTS and _bare(block.text) in headings:
            continue
        if block.layer is Layer.FURNITURE:
            if block.text in furniture:
                continue
            furniture.add(block.text)
        yield block


def _bare(text: str) -> str:
    return _LEADER.sub("", text).casefold().strip()


def _hits(block: Block, index: StaleIndex, around: Surroundings, past: History) -> list[Hit]:
    hits = [
        hit
        for hit in index.hits_in(around.text(block))
        if around.has(block, hit, hit.wanted)
        and not past.is_current(block, hit)
        and not around.ignored(block, hit, hit.reference.ignore)
    ]
    return _joined(_longest(hits), around.text(block))


def _longest(hits: list[Hit]) -> list[Hit]:
    """Return the hits that are not inside or across a longer one, in the order of the text."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, -_RANK[_severity(h, None)], h.start, h.reference.id)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _joined(hits: list[Hit], text: str) -> list[Hit]:
    """Return the hits with an abbreviation in brackets joined to the name before it."""
    joined: list[Hit] = []
    for hit in hits:
        before = joined[-1] if joined else None
        if (
            before
            and before.reference is hit.reference
            and _IN_BRACKETS.fullmatch(text, before.end, hit.start)
            and text[hit.end : hit.end + 1] == ")"
        ):
            joined[-1] = Hit(before.start, hit.end + 1, hit.reference, before.wanted, before.match)
        else:
            joined.append(hit)
    return joined


def _findings(block: Block, hits: list[Hit], past: History, as_at: date) -> Iterable[StaleFinding]:
    for hit in hits:
        edition = _edition(hit)
        until = _until(hit, edition)
        if (until is not None and as_at <= until) or not _day_has_passed(hit, as_at):
            continue
        if "edition" in _groups(hit) and edition is None:
            continue
        severity = _severity(hit, edition)
        # A proposal stated as law is no history, whatever it says of the past.
        if severity is not Severity.NOT_YET_LAW and past.is_history(block, hit, hit.reference.history_cues):
            severity = Severity.HISTORY
        yield _finding(block, hit, severity, as_at)


def _groups(hit: Hit) -> dict[str, str | None]:
    return hit.match.groupdict() if hit.match else {}


def _edition(hit: Hit) -> Edition | None:
    named = _groups(hit).get("edition")
    return next((e for e in hit.reference.editions if named and e.edition.casefold() == named.casefold()), None)


def _until(hit: Hit, edition: Edition | None) -> date | None:
    if edition is not None:
        return edition.until
    return hit.wanted.until or hit.reference.until


def _day_has_passed(hit: Hit, as_at: date) -> bool:
    day = _groups(hit).get("day")
    period = period_in(day) if day else None
    return period is None or period.end < as_at


def _severity(hit: Hit, edition: Edition | None) -> Severity:
    if edition is not None and edition.severity is not None:
        return edition.severity
    return hit.wanted.severity or hit.reference.severity


def _finding(block: Block, hit: Hit, severity: Severity, as_at: date) -> StaleFinding:
    words = Span(block.index, hit.start, hit.end)
    shown = Span(block.index, hit.start, min(hit.end, hit.start + _LONGEST_QUOTE))
    text = block.text[shown.start : shown.end]
    reference = hit.reference
    begun = reference.now.since is None or reference.now.since <= as_at
    if begun:
        message = reference.message.replace("{quote}", text).replace("{now}", reference.now.name)
    else:
        message = f"'{text}' had ended by then; what followed it has since been replaced as well."
    replacement = "" if severity is Severity.HISTORY or not begun else _replacement(hit, text, reference)
    since = reference.since if not (hit.match and "edition" in hit.match.groupdict()) else None
    return StaleFinding(
        id=reference.id,
        group=reference.group,
        quote=Quote(shown, words, text),
        severity=severity,
        replacement=replacement,
        since=since,
        message=message,
    )


def _replacement(hit: Hit, quote: str, reference: StaleReference) -> str:
    words = hit.wanted.replacement or reference.replacement
    if not words:
        return reference.rewrite
    # "Statements of SEN" is a plural, "a statement of special educational needs" is none.
    head = quote.partition(" of ")[0]
    if not hit.wanted.replacement and reference.plural and head.rstrip(".)").endswith("s"):
        return reference.plural
    if _ARTICLE.match(quote) and not _ARTICLE.match(words):
        return f"{'an' if words[0] in 'aeiouAEIOU' else 'a'} {words}"
    return words
