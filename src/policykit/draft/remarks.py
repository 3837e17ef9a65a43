"""What a person has to look at before confirming words of an old document: outdated words, names, dates, what is lacking."""

import re
from collections.abc import Iterable, Sequence

from policykit.draft.passages import OldDocument, Passage
from policykit.model.document import BlockKind, Span
from policykit.model.drafting import TakenFrom
from policykit.model.finding import Severity

_LONGEST_QUOTE = 200
_SAID = {
    Severity.OUTDATED: "Out of date",
    Severity.NOT_YET_LAW: "Not yet law",
    Severity.CHECK: "Please check",
    Severity.ADVICE: "Wording",
}
_PERSONS, _WAYS, _DAYS = ("name",), ("phone", "email", "url", "link"), ("date",)


def taken_from(old: OldDocument, spans: Sequence[Span]) -> TakenFrom:
    """Return the place of sentences, cited by the first; the quote is at most 200 characters long."""
    first = spans[0]
    block = old.document.blocks[first.block]
    words = block.text[first.start : first.end].strip()
    if len(words) > _LONGEST_QUOTE:
        words = f"{words[: _LONGEST_QUOTE - 1].rsplit(' ', 1)[0]}…"
    return TakenFrom(_file_name(old), block.page, old.document.section_of(first.block), words)


def _file_name(old: OldDocument) -> str:
    return old.document.origin.path.replace("\\", "/").rsplit("/", 1)[-1]


def remarks_on(passages: Iterable[Passage]) -> tuple[str, ...]:
    """Return what to look at in carried-over words, each thing once: outdated words first."""
    known = list(passages)
    stale = [note for one in known for note in _stale(one)]
    things = [thing for one in known for thing in one.things if thing.text in one.text() or thing.kind == "link"]
    notes = [*stale]
    notes += [note for one in known for note in _unfinished(one)]
    for kinds, opening in (
        (_PERSONS, "Still right? Names"),
        (_WAYS, "Still right? Numbers and addresses"),
        (_DAYS, "Still right? Dates"),
    ):
        if words := list(dict.fromkeys(_bare(thing.text) for thing in things if thing.kind in kinds)):
            notes.append(f"{opening}: {', '.join(words)}.")
    return tuple(dict.fromkeys(notes))


def _unfinished(passage: Passage) -> Iterable[str]:
    """Give the heading of a line from a list, which often leaves out who does what."""
    document = passage.old.document
    first = document.blocks[passage.spans[0].block]
    section = document.section_of(first.index)
    if first.kind is BlockKind.LIST_ITEM and section:
        yield f"From a list under “{section}”: make whole sentences of it that say who does what."


def _bare(text: str) -> str:
    return re.sub(r"['’]s$", "", text)


def _stale(passage: Passage) -> Iterable[str]:
    report = passage.old.report
    for found in report.stale:
        if found.severity in _SAID and _inside(found.quote.words, passage.spans):
            remedy = f" Write: {found.replacement.rstrip('.')}." if found.replacement else ""
            yield f"{_SAID[found.severity]}: “{found.quote.text}”.{remedy or ' ' + found.message}"
    for wrong in report.wrong_law:
        if _inside(wrong.quote.words, passage.spans):
            yield f"Wrong about the law: “{wrong.quote.text}”. {wrong.message}"


def _inside(words: Span, spans: Iterable[Span]) -> bool:
    return any(one.block == words.block and one.start < words.end and words.start < one.end for one in spans)
