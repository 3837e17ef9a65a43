"""What a school's existing documents already say, proposed as answers: the best words for each question, each said once.

A proposal is never more than the school's own words. Somebody has to confirm it before it counts.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from policykit.draft.facts import facts
from policykit.draft.passages import (
    Claims,
    OldDocument,
    Passage,
    Wanted,
    in_order,
    is_whole_cycle,
    joined,
    passages_for,
    strength,
    without,
)
from policykit.draft.remarks import remarks_on, taken_from
from policykit.model.document import Span
from policykit.model.drafting import Answer, AnswerKind, Need, Other, Question, State
from policykit.model.finding import Status
from policykit.model.law import Checklist, Element

_GOOD = 0.4
"""A passage below this is too doubtful to put before anybody as the school's answer."""
_WORTH_ADDING = 0.8
"""From this score on a further passage is worth more than the room it takes."""
_NEARLY = 0.7
"""The share of the best passage's score that a question's own needs, where others have taken better ones."""
_SPARE = 0.85
"""The share of a passage's score that the next one needs, for the first to be given to a question that has no other."""
_EQUAL = 0.9
_MOST_PASSAGES, _MOST_ROWS = 3, 6
_MOST_WORDS = 140
_ALIKE = 0.7
"""From this share of common words on two sentences say the same, in two documents or twice in one."""
_HELD = 0.72
"""From this share of its words on the longer text holds the shorter one."""
_SMALL, _LONG = 4, 8
_WORD = re.compile(r"\w+")
_WEIGHT = {Need.MUST: 1.0, Need.SHOULD: 0.9, Need.OPTIONAL: 0.8}
"""How much a question's claim on a sentence counts, so that what the law requires is answered in the best words."""


@dataclass(slots=True)
class Plan:
    """What has been chosen for one question so far."""

    question: Question
    wanted: Wanted
    passages: list[Passage] = field(default_factory=list)
    twins: list[Passage] = field(default_factory=list)
    """Passages of other documents that say the same."""
    shared: Passage | None = None
    shared_with: Question | None = None


def carry_over(olds: Sequence[OldDocument], asked: Sequence[Question], checklist: Checklist) -> dict[str, Answer]:
    """Return proposals for those questions that the documents answer, the first document having the first word."""
    given = facts(olds, asked)
    for plan in plans_for(olds, asked, checklist):
        if answer := _answer(plan, olds, checklist):
            given[plan.question.id] = answer
    return {question.id: given[question.id] for question in asked if question.id in given}


def plans_for(olds: Sequence[OldDocument], asked: Iterable[Question], checklist: Checklist) -> list[Plan]:
    """Return what is chosen for each question with a free answer, its best passage first."""
    plans = [
        Plan(question, wanted)
        for question in asked
        if question.kind is AnswerKind.TEXT and (wanted := _wanted(question, checklist))
    ]
    share_out(plans, olds)
    return plans


def _wanted(question: Question, checklist: Checklist) -> Wanted:
    wanted: dict[str, frozenset[str]] = {}
    for name in question.answers:
        requirement = checklist.requirement(name)
        if requirement is not None:
            elements = frozenset(element.id for element in requirement.elements)
            wanted[name] = elements.intersection(question.elements) or elements if question.elements else elements
    return wanted


def share_out(plans: Sequence[Plan], olds: Sequence[OldDocument]) -> None:
    """Give each question its passages, no sentence twice.

    What the law requires comes first, but for the steps of support, which stay together. A passage that several questions could use goes where it would be missed most.
    """
    pool = _Pool(olds, plans)
    for plan in (one for one in plans if one.question.steps):
        whole = [one for one in pool.offers(plan) if is_whole_cycle(one.old.document, one.blocks)]
        if whole:
            pool.give(plan, whole[0])
    for need in Need:
        waiting = [plan for plan in plans if plan.question.need is need and not plan.passages]
        while offers := [(plan, best) for plan in waiting if (best := pool.offers(plan)[:2])]:
            plan, best = max(offers, key=lambda offer: _missed(offer[1]))
            pool.give(plan, best[0])
            waiting.remove(plan)
        for plan in (one for one in plans if one.question.need is need and one.passages):
            pool.add_lacking(plan)
    for plan in sorted((one for one in plans if not one.passages), key=lambda one: list(Need).index(one.question.need)):
        pool.ask_back(plan, plans)
    # Only now: what is more than enough for one question may be all there is for another.
    for plan in (one for one in plans if one.passages):
        pool.add_more(plan)


def _missed(best: Sequence[Passage]) -> tuple[float, float]:
    """Return how much a question loses without its best passage, then how good that passage is."""
    return (best[0].score - (best[1].score if len(best) > 1 else 0.0), best[0].score)


class _Pool:
    """The sentences of all documents, who claims them, and which of them have been given away."""

    def __init__(self, olds: Sequence[OldDocument], plans: Sequence[Plan]) -> None:
        self._olds = olds
        self._taken: dict[OldDocument, frozenset[Span]] = dict.fromkeys(olds, frozenset())
        self._claims = {old: _claims(old, plans) for old in olds}
        self._best: dict[str, float] = {}
        for plan in plans:
            every = self.offers(plan, taken_too=True)
            self._best[plan.question.id] = every[0].score if every else 0.0

    def offers(self, plan: Plan, *, taken_too: bool = False, strictly: bool = False) -> list[Passage]:
        """Return the passages of all documents that are good enough for a question, the best first."""
        found = [
            passage
            for old in self._olds
            for passage in passages_for(
                plan.wanted, old, self._against(plan, old, taken_too=taken_too, strictly=strictly), plan.question
            )
        ]
        nearly = 0.0 if taken_too else _NEARLY * self._best[plan.question.id]
        good = [one for one in found if one.score >= nearly and (one.score >= _GOOD or self._is_met(plan, one))]
        return sorted(good, key=lambda one: -one.score)

    def _is_met(self, plan: Plan, passage: Passage) -> bool:
        """Return whether a passage is what the check goes by that calls the requirement met, however unlikely its words."""
        name = next(iter(plan.wanted))
        status = {one.id: one.status for one in (*passage.old.report.requirements, *passage.old.report.further)}
        return passage.has_evidence and status.get(name) is Status.MET

    def _against(self, plan: Plan, old: OldDocument, *, taken_too: bool, strictly: bool) -> Claims:
        own = plan.question.id
        rivals = {
            span: max((value for name, value in named.items() if name != own), default=0.0)
            for span, named in self._claims[old].items()
        }
        return Claims(frozenset() if taken_too else self._taken[old], rivals, strictly)

    def give(self, plan: Plan, passage: Passage) -> None:
        """Let a question have a passage; what another document says in nearly the same words goes with it."""
        plan.passages.append(passage)
        self._take(passage)
        for old in (one for one in self._olds if one is not passage.old):
            for other in passages_for(plan.wanted, old, Claims(self._taken[old]), plan.question):
                if alike(passage.text(), other.text()):
                    plan.twins.append(other)
                    self._take(other)

    def _take(self, passage: Passage) -> None:
        self._taken[passage.old] |= passage.core

    def add_lacking(self, plan: Plan) -> None:
        """Add passages for what the best one leaves open, while there is room."""
        while offers := [one for one in self._offers_beside(plan) if one.elements - elements_of(plan.passages)]:
            self.give(plan, offers[0])

    def add_more(self, plan: Plan) -> None:
        """Add passages that are as good as the first ones, while there is room."""
        while offers := [one for one in self._offers_beside(plan) if one.score >= _WORTH_ADDING]:
            self.give(plan, offers[0])

    def _offers_beside(self, plan: Plan) -> list[Passage]:
        """Return the offers that there is still room for; as the best is all that is asked for, a long next one is none."""
        tables = {one.table for one in plan.passages if one.is_row}
        # Rows of one table are read as one list.
        had = len([one for one in plan.passages if not one.is_row]) + len(tables)
        room = _MOST_WORDS - words(plan.passages)
        is_full = had >= _MOST_PASSAGES or len(plan.passages) >= _MOST_ROWS
        offers = () if len(plan.passages) >= _MOST_ROWS else self.offers(plan, strictly=True)
        fitting = [one for one in offers if len(one.text().split()) <= room]
        return [one for one in fitting if one.is_row and one.table in tables] if is_full else fitting

    def ask_back(self, plan: Plan, plans: Iterable[Plan]) -> None:
        """Give a question that was left without words the sentence it needs, where the question that has it has more.

        Where that one has no other, note which it is.
        """
        best = next(iter(self.offers(plan, taken_too=True)), None)
        own = next(iter(self.offers(plan, taken_too=True, strictly=True)), None)
        if best is None:
            return
        holders = [one for one in plans if any(_overlap(had, own or best) for had in one.passages)]
        if any(map(_keeps_steps, holders)):
            plan.shared, plan.shared_with = best, next(filter(_keeps_steps, holders)).question
            return
        if own and all(had.core - own.core for one in holders for had in one.passages if _overlap(had, own)):
            for holder in holders:
                holder.passages = [without(had, own) if _overlap(had, own) else had for had in holder.passages]
            plan.passages.append(own)
            return
        keeper = next((one for one in plans if any(_overlap(had, best) for had in one.passages)), None)
        if keeper is not None and not self._swap(plan, keeper, best):
            plan.shared, plan.shared_with = best, keeper.question

    def _swap(self, plan: Plan, keeper: Plan, wanted: Passage) -> bool:
        """Let a question have the passage that another has, where that one has others that answer it nearly as well."""
        had = next(one for one in keeper.passages if _overlap(one, wanted))
        if wanted.score < had.score * _EQUAL:
            return False
        rest = [one for one in keeper.passages if one is not had]
        if not had.elements <= elements_of(rest):
            spare = next(
                (
                    one
                    for one in self.offers(keeper)
                    if one.score >= _SPARE * had.score and had.elements <= one.elements
                ),
                None,
            )
            if spare is None:
                return False
            keeper.passages = rest
            self.give(keeper, spare)
        keeper.passages = [one for one in keeper.passages if one is not had]
        plan.passages.append(wanted)
        self._take(wanted)
        return True


def _keeps_steps(plan: Plan) -> bool:
    """Return whether a question has the steps of support, which are not torn apart for another."""
    return plan.question.steps and any(is_whole_cycle(one.old.document, one.blocks) for one in plan.passages)


def _overlap(one: Passage, other: Passage) -> bool:
    return one.old is other.old and bool(one.core & other.core)


def _claims(old: OldDocument, plans: Iterable[Plan]) -> dict[Span, dict[str, float]]:
    claims: dict[Span, dict[str, float]] = defaultdict(dict)
    for plan in plans:
        weight = _WEIGHT[plan.question.need]
        for one in old.candidates:
            if one.element in plan.wanted.get(one.requirement, ()):
                value = strength(one) * weight
                named = claims[one.span]
                named[plan.question.id] = max(value, named.get(plan.question.id, 0.0))
    return claims


def elements_of(passages: Iterable[Passage]) -> frozenset[tuple[str, str]]:
    """Return the elements that passages give together."""
    return frozenset[tuple[str, str]]().union(*(one.elements for one in passages))


def words(passages: Iterable[Passage]) -> int:
    """Return how many words passages have together."""
    return sum(len(one.text().split()) for one in passages)


def alike(one: str, other: str) -> bool:
    """Return whether two texts say the same in nearly the same words.

    >>> alike("Parents meet the teacher each term.", "Parents meet the class teacher each term.")
    True
    """
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    shorter = min(len(first), len(second))
    if shorter < _SMALL:
        return first == second
    common = len(first & second)
    return common / len(first | second) >= _ALIKE or (shorter >= _LONG and common / shorter >= _HELD)


def _answer(plan: Plan, olds: Sequence[OldDocument], checklist: Checklist) -> Answer | None:
    if not plan.passages:
        return _shared(plan)
    ordered = sorted(joined(plan.passages), key=lambda one: (olds.index(one.old), in_order(one.spans[0])))
    given = elements_of(ordered)
    open_ones = _open(plan, given, olds, checklist)
    notes = (*remarks_on(ordered), *(f"We did not find in your documents: {element.asks}" for element in open_ones))
    text = _text(ordered)
    # Another document's words that add nothing are one more place, and no choice.
    same = [one for one in plan.twins if _adds_nothing(one.text(), text)]
    return Answer(
        text=text,
        state=State.PROPOSED,
        source=tuple(taken_from(one.old, one.spans) for one in (*ordered, *same)),
        notes=notes,
        others=tuple(Other(one.text(), (taken_from(one.old, one.spans),)) for one in plan.twins if one not in same),
    )


def _adds_nothing(one: str, text: str) -> bool:
    return set(_WORD.findall(one.casefold())) <= set(_WORD.findall(text.casefold()))


def _text(passages: Sequence[Passage]) -> str:
    """Return passages as paragraphs; rows of one table that follow each other become a list."""
    parts: list[str] = []
    for number, one in enumerate(passages):
        beside = [passages[at] for at in (number - 1, number + 1) if 0 <= at < len(passages)]
        listed = one.is_row and any(other.is_row and other.table == one.table for other in beside)
        text = f"- {one.text()}" if listed else one.text()
        follows = listed and number > 0 and passages[number - 1].is_row and passages[number - 1].table == one.table
        parts.append(f"\n{text}" if follows else f"\n\n{text}")
    return "".join(parts).strip()


def _shared(plan: Plan) -> Answer | None:
    if plan.shared is None or plan.shared_with is None:
        return None
    passage = plan.shared
    note = (
        f"Your document says this in the words proposed for “{plan.shared_with.asks}” Say here what is still missing."
    )
    other = Other(passage.text(), (taken_from(passage.old, passage.spans),))
    return Answer("", State.PROPOSED, notes=(note, *remarks_on([passage])), others=(other,))


def _open(
    plan: Plan, given: frozenset[tuple[str, str]], olds: Iterable[OldDocument], checklist: Checklist
) -> list[Element]:
    """Return the essential elements that no document gives, in the order of the checklist."""
    found: list[Element] = []
    for name, elements in plan.wanted.items():
        requirement, lacking = checklist.requirement(name), _lacking(name, olds)
        if requirement is None or requirement.id != plan.question.answers[0]:
            continue
        found += [
            element
            for element in requirement.elements
            if element.essential and element.id in elements & lacking and (name, element.id) not in given
        ]
    return found


def _lacking(name: str, olds: Iterable[OldDocument]) -> frozenset[str]:
    findings = [one for old in olds for one in (*old.report.requirements, *old.report.further) if one.id == name]
    if any(finding.status is Status.MET for finding in findings):
        return frozenset()
    lacks = [frozenset(finding.lacking) for finding in findings]
    return frozenset.intersection(*lacks) if lacks else frozenset()
