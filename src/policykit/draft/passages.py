"""From the likely sentences of old documents to passages that can stand in a new report: whole, short, with their place."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policykit.draft.passage_text import text_of
from policykit.draft.sentences import (
    are_labelled,
    are_names,
    breaks_off,
    can_introduce,
    can_stand,
    has_subject,
    is_cycle,
    is_law_of_any_school,
    is_recital,
    names_special_needs,
    tells_of_no_needs,
)
from policykit.draft.whose import is_of_another
from policykit.model.candidate import Candidate, Thing
from policykit.model.document import BlockKind, Document, Span
from policykit.model.drafting import Question
from policykit.model.finding import Report

FITS = 0.5
"""From this likelihood on a sentence belongs to the answer, and not only to the paragraph that the answer stands in."""
FITS_IN_LIST = 0.3
"""The same for an item of a list that holds evidence of the check."""
_FOUND = 0.08
"""What evidence of the check adds to a likelihood. One word may be evidence: which words are the best is told by likelihood."""
_EACH_MORE = 0.1
"""What each further element adds: one passage that says it all reads better than two."""
_CLEARLY = 0.1
"""By how much another question has to claim a sentence more strongly for it to be left to that one."""
_NEARLY = 0.7
"""The share of the best sentence's likelihood that its neighbours need to be taken with it."""
_BESIDE = 0.75
"""What an answer to a question's second requirement counts: it is welcome beside the first, not instead of it."""
_FEWEST_WORDS = 5
"""Fewer are a title or a label, and answer nobody."""
_SHORT_LIST, _SHORT_ITEM, _SHORT_ROW = 110, 14, 70
"""Up to these numbers of words the items of a list (in all, and for each) and the cells of a row say one thing together."""
_LOOK_BACK = 8
_LONGEST_CYCLE = 200
"""Up to so many words the four steps of the graduated approach stay together."""
_MUCH_OF_LIST = 1 / 4
_TORN = 0.7
"""What an item torn out of a short list counts: it is used only where a question has nothing better."""
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])")
_WHOLE_LIST = 0.8
"""What a whole list counts at the least where few of its items were chosen."""
_GENERAL = frozenset({"prospectus", "fragment", "other"})
"""Kinds of documents of which only a part is about special needs."""
_AT_LARGE = 0.3
"""What words of such a document count where nothing near them names special needs."""
_ENOUGH_ALONE = 6
"""From this many words on one item of a list says its thing without the line that introduces the list."""


@dataclass(frozen=True, slots=True, eq=False)
class OldDocument:
    """One document that a school has, as checked, and its sentences that may be used again; compared by identity."""

    report: Report
    candidates: tuple[Candidate, ...]

    @property
    def document(self) -> Document:
        """The blocks that the candidates' spans count in."""
        return self.report.document


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one place in an old document, in its order.

    `blocks` are those that are read together: a list with the line before it, a table's row, or a block alone. `core` are the sentences that say it; `spans` holds them with what they cannot be understood without. `score` compares passages
    for the same question: 0 to 1 for likelihood, 0.08 more for evidence of the check. `elements` are (requirement, element).
    """

    old: OldDocument
    blocks: tuple[int, ...]
    core: frozenset[Span]
    spans: tuple[Span, ...]
    score: float
    elements: frozenset[tuple[str, str]]
    things: tuple[Thing, ...] = ()
    has_evidence: bool = False
    """Whether the check counted a part of it as evidence for an element, and it stands among words on special needs."""
    under: int | None = None
    """The heading that introduces a list without a line of its own: without it nobody knows who does what."""

    @property
    def table(self) -> tuple[OldDocument, int] | None:
        """The table that it is a row of, None where it is not."""
        cell = self.old.document.blocks[self.spans[0].block].cell
        return (self.old, cell.table) if cell else None

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, which is used whole or not at all."""
        return self.old.document.blocks[self.spans[0].block].kind is BlockKind.CELL

    def text(self) -> str:
        """Return the words as they are to stand in an answer."""
        words = text_of(self.old.document, self.spans, listed=self.under is not None)
        return words if self.under is None else f"{self.old.document.blocks[self.under].text.rstrip(' :')}:\n{words}"


@dataclass(frozen=True, slots=True)
class Claims:
    """What stands against a question's use of the sentences of one document.

    `taken` are given away already; `rivals` says how strongly another question claims a sentence (see `strength`).
    With `strictly`, a sentence that another claims more strongly is never used.
    """

    taken: frozenset[Span] = frozenset()
    rivals: Mapping[Span, float] = field(default_factory=dict)
    strictly: bool = False


def _complete(document: Document, blocks: tuple[int, ...], spans: set[Span]) -> set[Span]:
    """Return spans with a list's items where the line that introduces them is all there is of it."""
    head = document.blocks[blocks[0]]
    if {span.block for span in spans} == {head.index} and any(
        head.text[span.start : span.end].rstrip().endswith(":") for span in spans
    ):
        items = [document.blocks[number] for number in blocks[1:]]
        return {*spans, *(Span(item.index, 0, len(item.text)) for item in items)}
    return spans


def strength(candidate: Candidate) -> float:
    """Return how well one sentence alone answers, from 0 to 1.08."""
    return candidate.fit + _FOUND * candidate.found


def _score(candidate: Candidate, wanted: "Wanted") -> float:
    """Return how well a sentence answers, with what it stands in: full for the first requirement of a question, less for others."""
    share = 1.0 if candidate.requirement == next(iter(wanted)) else _BESIDE
    return share * ((candidate.likelihood + candidate.fit) / 2 + _FOUND * candidate.found)


Wanted = Mapping[str, frozenset[str]]
"""Requirement id -> the ids of the elements that a question is meant for."""


def passages_for(
    wanted: Wanted, old: OldDocument, claims: Claims | None = None, asked: Question | None = None
) -> list[Passage]:
    """Return what an old document has on a question, the best passage first, without the sentences already taken.

    A sentence that another question claims more strongly is left to it where the passage has others. What is `asked` leaves out passages
    without one of its cues, and what stands under another person's post.
    """
    claims = claims or Claims()
    together: dict[tuple[int, ...], list[Candidate]] = defaultdict(list)
    for one in old.candidates:
        if one.element not in wanted.get(one.requirement, ()) or not can_stand(
            _words(old, one), found=one.found and bool(one.element)
        ):
            continue
        if not claims.taken.intersection(_in_one_block(one)):
            together[one.passage].append(one)
    found = [_passage(old, blocks, ones, wanted, claims, asked) for blocks, ones in together.items()]
    told = [one for one in found if one is not None and _says_something(one, asked)]
    # A sort keeps the order of equals: that of the text.
    return sorted(told, key=lambda one: -one.score)


def _words(old: OldDocument, one: Candidate) -> str:
    return old.document.blocks[one.span.block].text[one.span.start : one.span.end]


def _in_one_block(candidate: Candidate) -> Iterable[Span]:
    """Give a sentence with those before it that it leans on; the line before a list may introduce items twice."""
    return (candidate.span, *(need for need in candidate.needs if need.block == candidate.span.block))


def _says_something(passage: Passage, asked: Question | None) -> bool:
    text = passage.text().casefold()
    if len(text.split()) < _FEWEST_WORDS:
        return False
    if asked is None:
        return True
    if asked.whose and is_of_another(passage.old.document, passage.blocks, passage.spans, asked.whose):
        return False
    return not asked.cues or any(cue in text for cue in asked.cues)


def _passage(
    old: OldDocument,
    blocks: tuple[int, ...],
    ones: Sequence[Candidate],
    wanted: "Wanted",
    claims: Claims,
    asked: Question | None = None,
) -> Passage | None:
    least = max(FITS, _NEARLY * max(one.fit for one in ones))
    if old.document.blocks[blocks[-1]].kind is BlockKind.LIST_ITEM and any(one.found for one in ones):
        # The items of a list are said of the same thing, so that one surely in it speaks for the others.
        least = FITS_IN_LIST
    fitting = [one for one in ones if one.found or one.fit >= least]
    chosen = [one for one in fitting if claims.rivals.get(one.span, 0.0) <= strength(one) + _CLEARLY]
    chosen = chosen or ([] if claims.strictly else fitting)
    if not chosen:
        return None
    scores: dict[tuple[str, str], float] = {}
    for one in chosen:
        key = (one.requirement, one.element)
        scores[key] = max(_score(one, wanted), scores.get(key, 0.0))
    # What others claim of a list does not tear it: it goes whole to whoever is first.
    steps = asked is not None and asked.steps and is_whole_cycle(old.document, blocks)
    undivided = steps or _is_undivided(old.document, blocks, {one.span.block for one in fitting})
    spans = _all_of(old.document, blocks) if undivided else _whole(old.document, blocks, chosen)
    torn = not undivided and _is_short_list(old.document, blocks)
    if any(is_law_of_any_school(said) or is_recital(said) for said in (_said(old.document, span) for span in spans)):
        return None
    if old.document.blocks[blocks[-1]].kind is BlockKind.LIST_ITEM and _is_of_no_needs(old.document, blocks):
        return None
    if (torn and claims.strictly) or any(
        breaks_off(_said(old.document, span)) for span in spans if len(spans) == 1 or _is_cell(old.document, span)
    ):
        return None
    if undivided and (claims.taken.intersection(spans) or _is_anothers(spans, chosen, claims)):
        return None
    things = tuple(dict.fromkeys(thing for one in ones if one.span in spans for thing in one.things))
    best = (max(scores.values()) + _EACH_MORE * (len(scores) - 1)) * (_TORN if torn else 1.0)
    if undivided and not steps and not _is_cell(old.document, spans[0]):
        best *= _WHOLE_LIST + (1 - _WHOLE_LIST) * len({one.span for one in chosen}) / len(spans)
    at_large = old.report.about.kind in _GENERAL and not _is_about_needs(old.document, blocks[0])
    best *= _AT_LARGE if at_large else 1.0
    core = frozenset(spans) if undivided else frozenset(span for one in chosen for span in _in_one_block(one))
    evidence = not at_large and any(one.found and one.element for one in chosen)
    return Passage(
        old, blocks, core, spans, best, frozenset(scores), things, evidence, _introduced_by(old.document, spans)
    )


def _is_of_no_needs(document: Document, blocks: tuple[int, ...]) -> bool:
    """Return whether a list is introduced as what may hold a pupil back and is no special need."""
    first = document.blocks[blocks[0]]
    # A list may be cut in two, with its line before the first half.
    before = [
        one for one in document.blocks[max(0, first.index - _LOOK_BACK) : first.index] if one.heading == first.heading
    ]
    return any(tells_of_no_needs(one.text) for one in (first, *before))


def _said(document: Document, span: Span) -> str:
    return document.blocks[span.block].text[span.start : span.end]


def _is_cell(document: Document, span: Span) -> bool:
    return document.blocks[span.block].kind is BlockKind.CELL


def _is_about_needs(document: Document, number: int) -> bool:
    """Return whether special needs are named in a block, in its heading or beside it under the same heading."""
    own = document.blocks[number]
    if own.heading is None:
        return names_special_needs(own.text)
    beside = (one.text for one in document.blocks if one.heading == own.heading)
    return any(names_special_needs(text) for text in (document.blocks[own.heading].text, *beside))


def _introduced_by(document: Document, spans: Sequence[Span]) -> int | None:
    """Return the heading of entries of a list that no line introduces and that are no sentences, None for others."""
    first = document.blocks[spans[0].block]
    if first.kind is not BlockKind.LIST_ITEM or first.heading is None:
        return None
    heading = document.blocks[first.heading]
    firsts = {span.block: span for span in reversed(spans)}
    said = [_said(document, span) for span in firsts.values()]
    if sum(map(has_subject, said)) * 2 > len(said) or are_labelled(said) or not can_introduce(heading.text):
        return None
    return heading.index


def _is_anothers(spans: Iterable[Span], chosen: Iterable[Candidate], claims: Claims) -> bool:
    if not claims.strictly:
        return False
    strongest = max(claims.rivals.get(span, 0.0) for span in spans)
    return strongest > max(strength(one) for one in chosen) + _CLEARLY


def _is_undivided(document: Document, blocks: tuple[int, ...], chosen: set[int]) -> bool:
    """Return whether blocks say one thing together: a short row of a table, a short list much of which was chosen."""
    if document.blocks[blocks[0]].kind is BlockKind.CELL:
        return sum(len(document.blocks[number].text.split()) for number in blocks) <= _SHORT_ROW
    items = [number for number in blocks if document.blocks[number].kind is BlockKind.LIST_ITEM]
    texts = [document.blocks[number].text for number in items]
    return _is_short_list(document, blocks) and (len(chosen) >= len(items) * _MUCH_OF_LIST or are_names(texts))


def is_whole_cycle(document: Document, blocks: tuple[int, ...]) -> bool:
    """Return whether blocks hold the steps assess, plan, do and review in not too many words."""
    texts = [document.blocks[number].text for number in blocks]
    return is_cycle(texts) and sum(len(text.split()) for text in texts) <= _LONGEST_CYCLE


def _is_short_list(document: Document, blocks: tuple[int, ...]) -> bool:
    items = [number for number in blocks if document.blocks[number].kind is BlockKind.LIST_ITEM]
    texts = [document.blocks[number].text for number in items]
    words = sum(len(text.split()) for text in texts)
    return (
        bool(items)
        and len(blocks) > 1
        and not are_labelled(texts)
        and words <= min(_SHORT_LIST, _SHORT_ITEM * len(items))
    )


def _all_of(document: Document, blocks: tuple[int, ...]) -> tuple[Span, ...]:
    """Return whole blocks; of the line that introduces a list only the sentence that does."""
    spans = [Span(number, 0, len(document.blocks[number].text)) for number in blocks if document.blocks[number].text]
    first = document.blocks[blocks[0]]
    if first.kind is BlockKind.PARAGRAPH and len(spans) > 1 and document.blocks[blocks[-1]].kind is BlockKind.LIST_ITEM:
        spans[0] = Span(first.index, _last_sentence(first.text), len(first.text))
    return tuple(spans)


def _last_sentence(text: str) -> int:
    """Return where the last sentence begins, told simply: the line that introduces a list is rarely an intricate one."""
    ends = list(_SENTENCE_END.finditer(text))
    return ends[-1].end() if ends else 0


def _whole(document: Document, blocks: tuple[int, ...], chosen: Iterable[Candidate]) -> tuple[Span, ...]:
    """Return the sentences with what they cannot stand without, in order."""
    ones = list(chosen)
    own = {one.span.block for one in ones}
    alone = len(own) == 1 and _stands_alone(document, [one.span for one in ones])
    needed = {span for one in ones for span in one.needs if not alone or span.block in own}
    spans = _complete(document, blocks, {*(one.span for one in ones), *needed})
    return tuple(sorted(spans, key=in_order))


def _stands_alone(document: Document, spans: Sequence[Span]) -> bool:
    block = document.blocks[spans[0].block]
    texts = [block.text[span.start : span.end] for span in set(spans)]
    words = sum(len(text.split()) for text in texts)
    return block.kind is BlockKind.LIST_ITEM and words >= _ENOUGH_ALONE and any(map(has_subject, texts))


def in_order(span: Span) -> tuple[int, int]:
    """Return the place of a sentence, to sort by."""
    return (span.block, span.start)


def joined(passages: Iterable[Passage]) -> list[Passage]:
    """Return passages with those of one place made one, in the order in which they are given first."""
    by_place: dict[tuple[OldDocument, tuple[int, ...]], Passage] = {}
    for one in passages:
        place = (one.old, one.blocks)
        had = by_place.get(place)
        by_place[place] = _both(had, one) if had else one
    return list(by_place.values())


def _both(one: Passage, other: Passage) -> Passage:
    return replace(
        one,
        core=one.core | other.core,
        spans=tuple(sorted({*one.spans, *other.spans}, key=in_order)),
        score=max(one.score, other.score),
        elements=one.elements | other.elements,
        things=tuple(dict.fromkeys((*one.things, *other.things))),
    )


def without(one: Passage, other: Passage) -> Passage:
    """Return a passage without the sentences that another one says; some have to remain."""
    return replace(one, core=one.core - other.core, spans=tuple(span for span in one.spans if span not in other.core))
