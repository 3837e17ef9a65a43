"""Where a document leans on something superseded, and where it only mentions it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from policykit.check.periods import period_in
from policykit.check.stale_breaks import end_of_word, single_spaced
from policykit.check.stale_context import Surroundings
from policykit.check.stale_editions import with_newer_editions
from policykit.check.stale_fit import Fit, Fitting
from policykit.check.stale_history import History
from policykit.check.stale_index import Hit, StaleIndex, index_of, plain
from policykit.check.stale_letters import Letters
from policykit.model.document import Block, BlockKind, Document, Layer, Span
from policykit.model.finding import Quote, Severity, StaleFinding
from policykit.model.force import FROM_MEMORY
from policykit.model.stale import Edition, StaleCatalogue, StaleReference, Wanted

_LONGEST_QUOTE = 200
_RANK = {Severity.OUTDATED: 3, Severity.NOT_YET_LAW: 2, Severity.CHECK: 1, Severity.ADVICE: 0}
_LEADER = re.compile(r"[\s.\u2026_-]*\d*\s*$")
_IN_BRACKETS = re.compile(r"\s?\(\s?")
_EXPLAINED = re.compile(r"\s?(?:[:=]|\s-)\s(?:(?:a|an|the)\s)?", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z][A-Za-z+.]{1,6}")


def find_stale(document: Document, references: StaleCatalogue, as_at: date) -> tuple[StaleFinding, ...]:
    """Return every place where the document names something that had ended by `as_at`, in the document's order.

    Body, notes, headings and running headers are searched, a contents list only where it says what no heading says.
    Overlapping references give one finding, the longest; nothing is found across two blocks.
    """
    index = index_of(references, early=any(one.begins and as_at < one.begins for one in references.references))
    around = Surroundings(document, index.words)
    past = History(document, references.cues, around)
    letters = Letters(document)
    fitting = Fitting(document, references.cues.abbreviations, around)
    searched = list(_searched(document))
    hits: dict[int, list[Hit]] = {}
    introduced: dict[str, Hit] = {}
    for block in searched:
        text = around.text(block)
        one = _hits(block, index, around, past, as_at)
        hits[block.index] = [hit for hit in one if not letters.mean_another(text[hit.start : hit.end], hit)]
        introduced |= letters.introduced(text, hits[block.index])
    found: list[StaleFinding] = []
    for block in searched:
        every = _with_letters(around.text(block), hits[block.index], introduced)
        found.extend(_finding(block, hit, past, fitting, as_at) for hit in every)
    return with_newer_editions(document, tuple(found), references, around)


def _with_letters(text: str, hits: list[Hit], introduced: dict[str, Hit]) -> list[Hit]:
    """Return the hits of a text with those of letters that the document once gives in brackets after a stale name."""
    added: list[Hit] = []
    for letters, named in introduced.items():
        if letters in text:
            added += [
                Hit(*match.span(), named.reference, named.wanted)
                for match in re.finditer(rf"\b{letters}(?=s?\b)", text)
                if all(match.end() <= hit.start or hit.end <= match.start() for hit in hits)
            ]
    return sorted([*hits, *added], key=lambda hit: hit.start) if added else hits


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


def _hits(block: Block, index: StaleIndex, around: Surroundings, past: History, as_at: date) -> list[Hit]:
    text = around.text(block)
    hits = [
        hit
        for hit in _found(text, block.text, index, lambda wanted: around.has_far(block, wanted))
        if _is_over(hit, as_at)
        and around.has(block, hit, hit.wanted)
        and not (hit.reference.begins is None and past.is_current(block, hit))
        and not around.ignored(block, hit, hit.reference.ignore)
    ]
    return _joined(_longest(hits), text) if hits else hits


def _found(text: str, written: str, index: StaleIndex, has_far: Callable[[Wanted], bool]) -> Iterable[Hit]:
    """Return the hits in a text; where words in it were put together, they end where the words end as written."""
    if text == plain(written):
        yield from index.hits_in(text, has_far)
        return
    single, places = single_spaced(text)
    for hit in index.hits_in(single, has_far):
        yield replace(hit, start=places[hit.start], end=end_of_word(written, places[hit.end - 1] + 1))


def _is_over(hit: Hit, as_at: date) -> bool:
    """Return whether a find is out of its time on a day: ended before it, or not begun by then."""
    if hit.reference.begins is not None:
        return as_at < hit.reference.begins
    edition = _edition(hit)
    if edition is None and "edition" in _groups(hit):
        return False
    until = _until(hit, edition)
    over = _begun(hit.reference, as_at) if until is None else until < as_at
    return over and _day_has_passed(hit, as_at)


def _begun(reference: StaleReference, as_at: date) -> bool:
    """Return whether what stands in its place now stood there already."""
    return reference.now.since is None or reference.now.since <= as_at


def _longest(hits: list[Hit]) -> list[Hit]:
    """Return the hits that are not inside or across a longer one, in the order of the text."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, -_RANK[_severity(h, None)], h.start, h.reference.id)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _joined(hits: list[Hit], text: str) -> list[Hit]:
    """Return the hits with an abbreviation joined to its name: "the name (LETTERS)", "LETTERS: the name"."""
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
        elif (
            before
            and before.reference is hit.reference
            and _LETTERS.fullmatch(text, before.start, before.end)
            and _EXPLAINED.fullmatch(text, before.end, hit.start)
        ):
            joined[-1] = Hit(before.start, hit.end, hit.reference, hit.wanted, hit.match)
        else:
            joined.append(hit)
    return joined


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


def _finding(block: Block, hit: Hit, past: History, fitting: Fitting, as_at: date) -> StaleFinding:
    reference, edition = hit.reference, _edition(hit)
    severity, until = _severity(hit, edition), _until(hit, edition)
    # A proposal stated as law is no history, whatever it says of the past.
    if severity is not Severity.NOT_YET_LAW and past.is_history(block, hit, reference.history_cues, until):
        severity = Severity.HISTORY
    begun = _begun(reference, as_at)
    if severity is Severity.HISTORY or (reference.begins is None and not begun):
        fit = Fit(hit.start, hit.end, "", fits=False)
    else:
        fit = fitting.fit(block, hit)
    words = Span(block.index, hit.start, hit.end)
    shown = Span(block.index, fit.start, min(fit.end, fit.start + _LONGEST_QUOTE))
    text = block.text[shown.start : shown.end]
    name = block.text[hit.start : min(hit.end, hit.start + _LONGEST_QUOTE)]
    if reference.begins is not None or begun:
        message = reference.message.replace("{quote}", name).replace("{now}", reference.now.name)
    else:
        message = f"'{name}' had ended by then; what followed it has since been replaced as well."
    return StaleFinding(
        id=reference.id,
        group=reference.group,
        quote=Quote(shown, words, text),
        severity=severity,
        replacement=fit.words,
        since=until + timedelta(days=1) if until else None,
        message=message,
        fits=fit.fits and shown.end == fit.end,
        from_memory=reference.checked.status == FROM_MEMORY,
    )
