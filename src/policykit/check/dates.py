"""When a document was reviewed, approved or updated, when it is to be reviewed next, and whether that day has passed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from policykit.check.events import passed_events
from policykit.check.once import once
from policykit.check.periods import Period, periods_in
from policykit.check.sentences import sentences
from policykit.check.stale_index import plain
from policykit.model.document import Block, BlockKind, Document, Layer, Span
from policykit.model.finding import DateFinding, Quote

NEXT, LAST, APPROVED = "next-review", "last-review", "approved"
_CUES = (
    (NEXT, r"\bnext\s+(?:\w+\s+){0,2}?(?:review|update|revision)(?:\s+(?:date|due|is due))?"),
    (NEXT, r"\b(?:review|renewal|update|revision)\s+(?:is\s+|next\s+)?due(?:\s+(?:date|by|on|in))?"),
    (NEXT, r"\bdue\s+(?:for|to\s+be)\s+(?:review|reviewed|renewal|updated)"),
    (
        NEXT,
        r"\b(?:to|will|shall|must|should)\s+(?:next\s+|also\s+)?be\s+(?:next\s+|formally\s+)?(?:reviewed|updated|revised|looked at)(?:\s+(?:again|next))?",
    ),
    (NEXT, r"\breview(?:ed)?\s+(?:again|by|before|on or before)\b"),
    (NEXT, r"\b(?:date\s+(?:of|for)\s+next\s+(?:review|update)|valid\s+until|expires?(?:\s+on)?)\b"),
    (
        LAST,
        r"\b(?:date\s+(?:of\s+)?)?(?:last|most\s+recent(?:ly)?|latest)\s+(?:\w+\s+)?(?:review(?:ed)?|updated?|revised|revision|amended)(?:\s+(?:on|date))?",
    ),
    (
        NEXT,
        r"\b(?:planned\s+|proposed\s+)?review\s+dates?\b|\bdates?\s+(?:of|for)\s+review\b|\bfor\s+review\b|^\W*review\s*(?=:|-|$)",
    ),
    (
        APPROVED,
        r"\b(?:approv(?:ed|al)|ratif(?:ied|ication)|adopt(?:ed|ion)|agreed|signed\s+off|accepted|endorsed)\b(?:\s+date)?",
    ),
    (
        LAST,
        r"\b(?:review(?:ed)?|updated?|revised|revision|amended|issued?|published(?=\W+(?:on\b|in\b|[\dA-Z]))|rewritten|written|produced)\b(?:\s+(?:date|on))?",
    ),
    (
        LAST,
        r"\bdate\s+(?:of|for)\s+(?:issue|policy|this\s+\w+|publication)\b|\b(?:issue|policy|publication|version|document)\s+date\b|\bversion\b",
    ),
)
_WORDS = tuple((kind, re.compile(cue, re.IGNORECASE)) for kind, cue in _CUES)
_OTHER = re.compile(
    r"\b(?:Act|Code|D[Ff]E|Department|deadline|Regulations?|guidance|framework|Education|KCSIE|Keeping|Ofsted|curriculum|[Oo]bjectives?|born|employed|appointed|opened)\b"
)
_ABOUT_PUPILS = re.compile(
    r"\b(?:EHC\w*|pupils?|child(?:ren)?|students?|IEPs?|targets?|progress|statements?|annual review|provision maps?|meetings?)\b",
    re.IGNORECASE,
)
_ABOUT_DOCUMENT = re.compile(
    r"\b(?:this|our|the|it)\b(?:\s+[\w&/-]+){0,5}?\s+(?:policy|report|document|page|plan|offer|information|scheme|handbook|statement|guide|booklet)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:policy|report|information|offer|plan|handbook|prospectus|statement|scheme|SEND?|inclusion)\b", re.IGNORECASE
)
_RECORD = re.compile(r"\b(?:history|version|issue|revision|amendments?|changes?|control|record)\b", re.IGNORECASE)
_DATE_HEAD = re.compile(r"^\W*(?:date|when|year)\W*$", re.IGNORECASE)
_BARE_REVIEW = re.compile(r"review\W*(?:date\W*)?", re.IGNORECASE)
_A_YEAR = timedelta(days=366)
_SHORT_LINE = 14
"""Words."""
_FAR = 60
"""Characters between a date and the words that say what it is."""
_FIRST_BLOCKS = 8


@dataclass(frozen=True, slots=True)
class ReviewDate:
    """A date that belongs to a review or an approval: its kind, its span, the days it may mean.

    `words` is the span of the date with the words that give it its kind. `weak` marks a bare year or school year
    beside the title or in a footer, which nobody called a review. `record` marks a row of a list of changes.
    """

    kind: str
    span: Span
    words: Span
    first: date
    end: date
    weak: bool = False
    record: bool = False


@once
def review_dates(document: Document) -> tuple[ReviewDate, ...]:
    """Return every date of a review or an approval, in the document's order, weak ones too."""
    found: list[ReviewDate] = []
    blocks = [block for block in document.blocks if block.layer is not Layer.CONTENTS]
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        if block.layer is Layer.FURNITURE:
            if block.text in seen:
                continue
            seen.add(block.text)
        periods = periods_in(plain(block.text))
        if not periods:
            continue
        before = blocks[number - 1] if number else None
        dated = list(_dated(block, periods, before, document))
        if not dated and _beside_title(block, number):
            dated = [_found(block, period, LAST, period.start, weak=_is_weak(block, period)) for period in periods[:1]]
        found.extend(dated)
    return tuple(found)


def find_dates(document: Document, as_at: date) -> tuple[DateFinding, ...]:
    """Return the dates of reviews, approvals and passed events.

    `passed` is True for each event, and for a next review that is over. A month, term or year counts
    as over when its last day is; `day` is that last day. Of a list of changes only the latest date of each kind is told.
    """
    found = [one for one in review_dates(document) if not one.weak]
    latest = {
        kind: max((d.end for d in found if d.record and d.kind == kind), default=None) for kind in (LAST, APPROVED)
    }
    told = [one for one in found if not one.record or one.kind == NEXT or one.end == latest[one.kind]]
    done = max((one.end for one in found if one.kind != NEXT and one.first <= as_at), default=None)
    own = [_finding(document, one, as_at, done) for one in told]
    # An evening announced beside the title is no review: what is announced goes first.
    events = {_place(finding): finding for finding in passed_events(document, as_at)}
    reviews = {_place(finding): finding for finding in own if finding.kind == NEXT or _place(finding) not in events}
    both = events | reviews
    return tuple(both[place] for place in sorted(both))


def _place(finding: DateFinding) -> tuple[int, int]:
    return finding.quote.span.block, finding.quote.span.start


def _finding(document: Document, one: ReviewDate, as_at: date, done: date | None) -> DateFinding:
    passed = one.kind == NEXT and one.end < as_at
    text = document.blocks[one.span.block].text[one.span.start : one.span.end]
    message = ""
    if passed and done is not None and done > one.end:
        message = f"'{text}' has passed. A later review is recorded ({done:%B %Y}); put in the date of the next one."
    elif passed and as_at - one.end > _A_YEAR:
        message = (
            f"'{text}' passed more than a year ago. Review the document now: it should be brought up to date at least once a "
            "year (Code 6.79)."
        )
    elif passed:
        message = f"'{text}' has passed. The report should be brought up to date at least once a year (Code 6.79)."
    return DateFinding(one.kind, one.end, Quote(one.span, one.words, text), passed, message)


def _dated(block: Block, periods: tuple[Period, ...], before: Block | None, document: Document) -> Iterator[ReviewDate]:
    text = plain(block.text)
    spans = sentences(block.text)
    done = False
    for period in periods:
        start, end = next(((s, e) for s, e in spans if s <= period.start < e), (0, len(text)))
        near = _near(text, start, end, period)
        if near:
            kind, first = near
            # "Updated June 2018, review June 2020": after a date that is done, a bare "review" is the one to come.
            if done and _BARE_REVIEW.fullmatch(text, first, period.start):
                kind = NEXT
            done = done or kind != NEXT
            yield _found(block, period, kind, first)
            continue
        kind, record = _of_table(block)
        if not kind and before is not None and _is_label(before, block):
            kind = _kind_of(plain(before.text))
        if not kind and _in_record(block, document) and _is_short(text):
            kind, record = LAST, True
        if kind:
            yield _found(block, period, kind, period.start, record=record)


def _near(text: str, start: int, end: int, period: Period) -> tuple[str, int] | None:
    """Return the kind of the cue that a date belongs to and where the cue starts, looking in the date's sentence."""
    sentence = text[start:end]
    if not _is_short(sentence) and _ABOUT_PUPILS.search(sentence) and not _ABOUT_DOCUMENT.search(sentence):
        return None
    best: tuple[int, int, str] | None = None
    for kind, cue in _WORDS:
        for match in cue.finditer(sentence):
            first, last = start + match.start(), start + match.end()
            if last > period.start or period.start - last > _FAR or _OTHER.search(text, last, period.start):
                continue
            if best is None or last > best[1] or (last == best[1] and first < best[0]):
                best = (first, last, kind)
    if best:
        return best[2], best[0]
    after = text[period.stop : min(end, period.stop + _FAR)]
    if _is_short(sentence) and not _OTHER.search(sentence):
        kind = _kind_of(after)
        if kind:
            return kind, period.start
    return None


def _kind_of(text: str) -> str:
    return next((kind for kind, cue in _WORDS if cue.search(text)), "")


def _of_table(block: Block) -> tuple[str, bool]:
    if block.cell is None:
        return "", False
    for heading in (block.cell.row_heading, block.cell.column_heading):
        kind = _kind_of(plain(heading)) if len(heading.split()) < _SHORT_LINE else ""
        if kind and not periods_in(plain(heading)):
            return kind, block.cell.column_heading == heading
    return "", False


def _in_record(block: Block, document: Document) -> bool:
    """Return whether a dated cell or line stands in a list of changes."""
    if block.cell is not None and _DATE_HEAD.match(block.cell.column_heading):
        table = block.cell.table
        heads = (b.text for b in document.blocks if b.cell and b.cell.table == table and b.cell.row == 0)
        if any(_RECORD.search(head) for head in heads):
            return True
    above = " ".join(heading.text for heading in document.headings_above(block.index)[-1:])
    if block.cell is not None:
        return bool(_DATE_HEAD.match(block.cell.column_heading) and _RECORD.search(above))
    return bool(re.search(r"\b(?:history|amendments?|changes)\b", above, re.IGNORECASE))


def _is_label(before: Block, block: Block) -> bool:
    """Return whether the block before is a bare label ("Review date:") and this one begins with its date."""
    return (
        before.cell is None
        and block.cell is None
        and len(before.text.split()) <= 6  # noqa: PLR2004 - a label, not a sentence
        and not periods_in(plain(before.text))
        and not before.text.rstrip().endswith(".")
        and periods_in(plain(block.text))[0].start <= 1
        and _is_short(block.text)
    )


def _is_short(text: str) -> bool:
    return len(text.split()) <= _SHORT_LINE


def _beside_title(block: Block, number: int) -> bool:
    if block.layer is Layer.FURNITURE:
        return _is_short(block.text)
    is_top = number < _FIRST_BLOCKS and (block.kind is BlockKind.HEADING or _is_short(block.text))
    return is_top and bool(_TITLE.search(block.text)) and not _OTHER.search(block.text)


def _is_weak(block: Block, period: Period) -> bool:
    long = (period.end - period.first).days > 31  # noqa: PLR2004 - a month at most says when; a year says which year
    return long or not _TITLE.search(block.text)


def _found(
    block: Block, period: Period, kind: str, start: int, *, weak: bool = False, record: bool = False
) -> ReviewDate:
    span = Span(block.index, period.start, period.stop)
    words = Span(block.index, min(start, period.start), period.stop)
    return ReviewDate(kind, span, words, period.first, period.end, weak, record)
