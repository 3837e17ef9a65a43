"""Round after round: what is fixed, still open and new, both rounds judged by the present program and checklist.

A finding keeps its identity between editions of a document: a requirement by its id, a stale reference by its group. What
nobody is sure of, in either round, is counted apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from policykit.audit.judge import Law, Task, key_of
from policykit.audit.rounds import Head, Role, Round, School, SchoolDocument, SchoolFinding, SchoolResult
from policykit.audit.store import Store
from policykit.counting import many
from policykit.model.finding import Counts, Severity, Status
from policykit.report.wording import day_in_words


@dataclass(frozen=True, slots=True)
class SchoolTrend:
    """What moved in one school: requirement ids, and the groups of stale references.

    `unclear` are requirements that were or are a gap and that one round is not sure of. `by_checklist` are those that
    the earlier round's own documents are judged otherwise on today: no doing of the school's. `statuses` has what each
    requirement was and is, None where it was not judged; `by_checklist` those of the earlier documents, then and today.
    """

    school: School
    fixed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    stale_gone: tuple[str, ...] = ()
    stale_open: tuple[str, ...] = ()
    stale_new: tuple[str, ...] = ()
    by_checklist: Mapping[str, tuple[Status, Status]] = field(default_factory=dict)
    statuses: Mapping[str, tuple[Status | None, Status]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trend:
    """Two rounds side by side: the schools judged in both, and those that joined, left or were not read in one."""

    old_number: int
    old_day: date
    schools: tuple[SchoolTrend, ...]
    joiners: tuple[School, ...] = ()
    leavers: tuple[School, ...] = ()
    unread: tuple[School, ...] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """What is left to judge of an earlier round: at most how many schools, and each as a task, made when it is asked for."""

    count: int
    tasks: Iterator[Task]


def to_rejudge(kept: Store, store: Store, old: Round, law: Law) -> Again:
    """Return the schools of an earlier round that the present law and program have not judged yet, by their kept words.

    `kept` holds the earlier round's documents, `store` the judgements: the same one, unless two audits are compared.
    """
    left = [
        (school, documents)
        for school, documents in old.documents()
        if not store.has_result(key_of(school, documents, law))
    ]
    tasks = (_task(kept, school, documents, law) for school, documents in left)
    return Again(len(left), (task for task in tasks if task is not None))


class Rejudged(Mapping[str, SchoolResult]):
    """An earlier round's schools as the present law and program judge them, by key, each fetched when it is asked for.

    A school stands not among them where its documents are kept no more.
    """

    def __init__(self, store: Store, old: Round, law: Law) -> None:
        """Look up which of the round's schools have been judged."""
        told = ((school, key_of(school, documents, law)) for school, documents in old.documents())
        heads = [Head(school, key) for school, key in told if store.has_result(key)]
        self._places = {head.school.key: place for place, head in enumerate(heads)}
        self._schools = store.schools(heads)

    def __getitem__(self, key: str) -> SchoolResult:
        """Fetch a school."""
        return self._schools[self._places[key]]

    def __iter__(self) -> Iterator[str]:
        """Give the schools' keys."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)


def _task(store: Store, school: School, documents: tuple[SchoolDocument, ...], law: Law) -> Task | None:
    contents = []
    for one in documents:
        if one.role in {Role.JUDGED, Role.COMPANION}:
            content = store.any_content(one.sha256)
            if content is None:
                return None
            contents.append((one.path, content))
    return Task(school, documents, tuple(contents), law)


def compared(old: Round, again: Mapping[str, SchoolResult], new: Round) -> Trend:
    """Return what moved between an earlier round, with its schools judged again, and a new one."""
    before = {head.school.key: place for place, head in enumerate(old.heads())}
    now = {head.school.key for head in new.heads()}
    schools, unread = [], []
    for result in new.schools:
        key = result.school.key
        if key not in before:
            continue
        then = again.get(key)
        if result.judged is None or then is None or then.judged is None:
            unread.append(result.school)
        else:
            schools.append(_moved(old.schools[before[key]], then, result))
    return Trend(
        old.number,
        old.as_at,
        tuple(schools),
        joiners=tuple(head.school for head in new.heads() if head.school.key not in before),
        leavers=tuple(head.school for head in old.heads() if head.school.key not in now),
        unread=tuple(unread),
    )


def _moved(as_judged: SchoolResult, then: SchoolResult, now: SchoolResult) -> SchoolTrend:
    old = {one.id: one for one in then.findings}
    told: dict[str, list[str]] = {"fixed": [], "open": [], "new": [], "unclear": []}
    statuses: dict[str, tuple[Status | None, Status]] = {}
    for found in now.findings:
        before = old.get(found.id)
        kind = _kind(before, found)
        if kind:
            told[kind].append(found.id)
            statuses[found.id] = (before.status if before else None, found.status)
    stale_then, stale_now = _stale(then), _stale(now)
    first = {one.id: one.status for one in as_judged.findings}
    return SchoolTrend(
        now.school,
        **{kind: tuple(ids) for kind, ids in told.items()},
        stale_gone=_in_order(stale_then - stale_now),
        stale_open=_in_order(stale_then & stale_now),
        stale_new=_in_order(stale_now - stale_then),
        by_checklist={
            one.id: (first[one.id], one.status)
            for one in then.findings
            if first.get(one.id, one.status) is not one.status
        },
        statuses=statuses,
    )


def _kind(old: SchoolFinding | None, new: SchoolFinding) -> str:
    was, is_now = old is not None and _is_gap(old), _is_gap(new)
    if not was and not is_now:
        return ""
    if old is None or not old.sure or not new.sure or Status.CANNOT_TELL in {old.status, new.status}:
        return "unclear"
    if was and is_now:
        return "open"
    return "fixed" if was else "new"


def _is_gap(found: SchoolFinding) -> bool:
    return found.counts is Counts.GAP


def _stale(result: SchoolResult) -> set[str]:
    return {one.group for one in result.stale if one.severity is Severity.OUTDATED}


def _in_order(groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(groups))


def totals(trend: Trend) -> dict[str, int]:
    """Return how much moved in all schools together, by the names of what moves in one."""
    names = ("fixed", "open", "new", "unclear", "stale_gone", "stale_open", "stale_new", "by_checklist")
    return {name: sum(len(getattr(one, name)) for one in trend.schools) for name in names}


def sentences(trend: Trend, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the trend in sentences, the overall first; `titles` gives the requirements' titles by id."""
    total = totals(trend)
    overall = (
        f"Compared with round {trend.old_number} ({day_in_words(trend.old_day)}), both judged by the present checklist, in "
        f"{many(len(trend.schools), 'school')}: {many(total['fixed'], 'gap')} fixed, {total['open']} still open, {total['new']} new; out-of-date "
        f"references: {total['stale_gone']} gone, {total['stale_open']} still there, {total['stale_new']} new."
    )
    told = [overall]
    if total["unclear"]:
        told.append(f"Counted apart, since one of the rounds is not sure of them: {total['unclear']}.")
    if total["by_checklist"]:
        told.append(
            "Counted apart, since the checklist or the program has changed and not the document: "
            f"{many(total['by_checklist'], 'verdict')} on the earlier documents."
        )
    for words, schools in (
        ("Not in the earlier round", trend.joiners),
        ("No longer in the audit", trend.leavers),
        ("Not judged in one of the rounds", trend.unread),
    ):
        if schools:
            told.append(f"{words}: {', '.join(school.name for school in schools)}.")
    for one in trend.schools:
        parts = [
            f"{word} {', '.join(titles.get(id_, id_) for id_ in ids)}"
            for word, ids in (("fixed:", one.fixed), ("new:", one.new), ("still open:", one.open))
            if ids
        ]
        if parts:
            told.append(f"{one.school.name}: {'; '.join(parts)}.")
    return tuple(told)
