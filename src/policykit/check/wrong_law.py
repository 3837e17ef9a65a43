"""What a document says about the law that is not so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policykit.check.stale_context import Surroundings
from policykit.check.stale_index import inflected, normal, plain, words_of
from policykit.model.document import Block, BlockKind, Document, Layer, Span
from policykit.model.finding import Quote, WrongLawFinding
from policykit.model.force import FROM_MEMORY
from policykit.model.stale import StalePattern, WrongLaw

_LONGEST_QUOTE = 200


@dataclass(frozen=True, slots=True)
class _Claim:
    start: int
    end: int
    entry: WrongLaw
    claim: StalePattern


def find_wrong_law(document: Document, entries: Iterable[WrongLaw], as_at: date) -> tuple[WrongLawFinding, ...]:
    """Return every wrong claim about the law of that day, in the document's order, one for each place.

    Contents lists, running headers and headings make no claims.
    """
    in_force = [entry for entry in entries if entry.in_force.on(as_at)]
    anchors: dict[str, list[tuple[StalePattern, WrongLaw]]] = {}
    for entry in in_force:
        for claim in entry.claims:
            for anchor in {form for word in claim.anchors for form in inflected(normal(word))}:
                anchors.setdefault(anchor, []).append((claim, entry))
    around = Surroundings(document)
    found: list[WrongLawFinding] = []
    for block in document.blocks:
        if block.layer in {Layer.BODY, Layer.NOTE} and block.kind is not BlockKind.HEADING:
            found.extend(_finding(block, claim) for claim in _claims(block, anchors, around))
    return tuple(found)


def _claims(
    block: Block, anchors: dict[str, list[tuple[StalePattern, WrongLaw]]], around: Surroundings
) -> list[_Claim]:
    text = plain(block.text)
    there = set(words_of(text))
    wanted = {id(pair[0]): pair for anchor in anchors.keys() & there for pair in anchors[anchor]}
    claims = [
        _Claim(match.start(), match.end(), entry, claim)
        for claim, entry in wanted.values()
        for match in claim.regex.ready.finditer(text)
    ]
    kept: list[_Claim] = []
    for claim in sorted(claims, key=lambda c: (c.start - c.end, c.start, c.entry.id)):
        if around.ignored(block, claim, claim.entry.ignore):
            continue
        if all(claim.end <= other.start or other.end <= claim.start for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda claim: claim.start)


def _finding(block: Block, claim: _Claim) -> WrongLawFinding:
    words = Span(block.index, claim.start, claim.end)
    shown = Span(block.index, claim.start, min(claim.end, claim.start + _LONGEST_QUOTE))
    text = block.text[shown.start : shown.end]
    entry = claim.entry
    message = entry.message.replace("{quote}", text)
    unread = entry.checked.status == FROM_MEMORY
    return WrongLawFinding(entry.id, Quote(shown, words, text), message, entry.replacement, unread)
