"""What moved from round to round, however many there were: every round judged by the present program and checklist.

The steps are told one by one, and for each school since when each gap has stood.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policykit.audit.rounds import KeptSchools, Round, School, SchoolResult
from policykit.audit.trend import SchoolTrend, Trend, compared, totals
from policykit.counting import many
from policykit.report.wording import day_in_words, listed

EVERY = "all"
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Step:
    """Two rounds that follow each other; `trend` has the number and day of the earlier one.

    `turned` says that some school was judged in one of them and not in the other.
    """

    trend: Trend
    number: int
    day: date
    turned: bool = False


def course(rounds: Iterable[tuple[Round, Mapping[str, SchoolResult]]]) -> tuple[Step, ...]:
    """Return the steps between rounds, oldest first, each given with its schools as they are judged today, by key.

    A school whose documents of a round are kept no more was not judged in it.
    """
    steps = []
    before: tuple[Round, Mapping[str, SchoolResult]] | None = None
    for made, again in rounds:
        if before is not None:
            trend = compared(*before, replace(made, schools=_today(made, again)))
            turned = any(_judged(before[1], one.key) != _judged(again, one.key) for one in trend.unread)
            steps.append(Step(trend, made.number, made.as_at, turned))
        before = (made, again)
    return tuple(steps)


def _today(made: Round, again: Mapping[str, SchoolResult]) -> KeptSchools:
    """Return the schools of a round as they are judged today, each fetched when it is asked for."""
    heads = made.heads()

    def _result(place: int) -> SchoolResult:
        school = heads[place].school
        return again.get(school.key, SchoolResult(school, ()))

    return KeptSchools(heads, _result, lambda place: _result(place).documents)


def _judged(again: Mapping[str, SchoolResult], key: str) -> bool:
    return key in again and again[key].judged is not None


def step_sentences(steps: Sequence[Step]) -> tuple[str, ...]:
    """Return what moved in all schools together, a sentence a step; those in which nothing moved in one sentence."""
    told = [_step(step) for step in steps if step.turned or _moved(step.trend)]
    still = [str(step.number) for step in steps if not step.turned and not _moved(step.trend)]
    if still:
        of_round = "round" if len(still) == 1 else "rounds"
        told.append(f"Nothing moved in {of_round} {listed(still)}.")
    return tuple(told)


def _moved(trend: Trend) -> bool:
    names = ("fixed", "new", "stale_gone", "stale_new", "by_checklist")
    by_schools = any(getattr(one, name) for one in trend.schools for name in names)
    return by_schools or bool(trend.joiners or trend.leavers)


def _step(step: Step) -> str:
    trend = step.trend
    total = totals(trend)
    apart = [
        f"{total['unclear']} that a round is not sure of" if total["unclear"] else "",
        f"{many(total['by_checklist'], 'verdict')} that the checklist or the program changed"
        if total["by_checklist"]
        else "",
        _named("not in the earlier round", trend.joiners),
        _named("no longer in the audit", trend.leavers),
        _named("not judged in one of the two", trend.unread),
    ]
    counted = (
        f"Round {trend.old_number} ({day_in_words(trend.old_day)}) to round {step.number} ({day_in_words(step.day)}), in "
        f"{many(len(trend.schools), 'school')} judged in both: {many(total['fixed'], 'gap')} fixed, {total['open']} still open, {total['new']} "
        f"new; out-of-date references: {total['stale_gone']} gone, {total['stale_open']} still there, {total['stale_new']} new."
    )
    kept_apart = "; ".join(part for part in apart if part)
    return f"{counted} Counted apart: {kept_apart}." if kept_apart else counted


def _named(words: str, schools: Sequence[School]) -> str:
    if not schools:
        return ""
    names = [school.name for school in schools[:_NAMED]]
    more = [f"{len(schools) - _NAMED} more"] if len(schools) > _NAMED else []
    return f"{words}: {listed([*names, *more])}"


def school_sentences(steps: Sequence[Step], titles: Mapping[str, str]) -> Iterator[str]:
    """Give a sentence for each school of the last step that has or had a gap, in the order of the audit.

    `titles` gives the requirements' titles by id.
    """
    every = _by_school(steps)
    for school, stood in open_since(steps):
        since: dict[int, list[str]] = {}
        for name, number in stood.items():
            since.setdefault(number, []).append(titles.get(name, name))
        parts = [f"open since round {number}: {', '.join(names)}" for number, names in sorted(since.items())]
        for kind in ("new", "fixed"):
            for step, one in every[school.key]:
                if ids := getattr(one, kind):
                    parts.append(f"{kind} in round {step.number}: {', '.join(titles.get(id_, id_) for id_ in ids)}")
        if parts:
            yield f"{school.name}: {'; '.join(parts)}."


def open_since(steps: Sequence[Step]) -> Iterator[tuple[School, dict[str, int]]]:
    """Give each school of the last step with its open gaps, and the round from which each has stood."""
    every = _by_school(steps)
    for now in steps[-1].trend.schools if steps else ():
        yield now.school, {name: _open_since(name, every[now.school.key]) for name in now.open}


def _by_school(steps: Sequence[Step]) -> dict[str, list[tuple[Step, SchoolTrend]]]:
    every: dict[str, list[tuple[Step, SchoolTrend]]] = {}
    for step in steps:
        for one in step.trend.schools:
            every.setdefault(one.school.key, []).append((step, one))
    return every


def _open_since(name: str, moved: Sequence[tuple[Step, SchoolTrend]]) -> int:
    """Return the round from which a gap has stood without a break that anybody could see."""
    first = moved[-1][0].trend.old_number
    for step, one in reversed(moved):
        if name in one.open:
            first = step.trend.old_number
        elif name in one.new:
            return step.number
        else:
            break
    return first
