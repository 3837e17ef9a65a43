"""What moved from round to round, however many there were: every round judged by the present program and checklist.

The steps are told one by one, and for each school since when each gap has stood.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policykit.audit.rounds import Round, School, SchoolResult
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


def course(rounds: Iterable[tuple[Round, dict[str, SchoolResult]]]) -> tuple[Step, ...]:
    """Return the steps between rounds, oldest first, each given with its schools as they are judged today, by key.

    Only two rounds are held at a time. A school whose documents of a round are kept no more was not judged in it.
    """
    steps = []
    before: tuple[Round, dict[str, SchoolResult]] | None = None
    for made, again in rounds:
        if before is not None:
            today = tuple(again.get(one.school.key, SchoolResult(one.school, ())) for one in made.schools)
            trend = compared(*before, replace(made, schools=today))
            turned = any(_judged(before[1], one.key) != _judged(again, one.key) for one in trend.unread)
            steps.append(Step(trend, made.number, made.as_at, turned))
        before = (made, again)
    return tuple(steps)


def _judged(again: dict[str, SchoolResult], key: str) -> bool:
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
        f"{total['by_checklist']} verdicts that the checklist or the program changed" if total["by_checklist"] else "",
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


def school_sentences(steps: Sequence[Step], titles: dict[str, str]) -> Iterator[str]:
    """Give a sentence for each school of the last step that has or had a gap, in the order of the audit.

    `titles` gives the requirements' titles by id.
    """
    if not steps:
        return
    for now in steps[-1].trend.schools:
        moved = [(step, one) for step in steps for one in step.trend.schools if one.school.key == now.school.key]
        since: dict[str, list[str]] = {}
        for name in now.open:
            since.setdefault(f"open since round {_open_since(name, moved)}", []).append(titles.get(name, name))
        parts = [f"{words}: {', '.join(names)}" for words, names in sorted(since.items())]
        for kind in ("new", "fixed"):
            for step, one in moved:
                if ids := getattr(one, kind):
                    parts.append(f"{kind} in round {step.number}: {', '.join(titles.get(id_, id_) for id_ in ids)}")
        if parts:
            yield f"{now.school.name}: {'; '.join(parts)}."


def _open_since(name: str, moved: Sequence[tuple[Step, SchoolTrend]]) -> int:
    """Return the round from which a gap has stood without a break that anybody could see."""
    first = moved[-1][0].trend.old_number
    for step, one in reversed(moved):
        if name in one.open and step.trend.old_number <= first:
            first = step.trend.old_number
        elif name in one.new and step.number == first:
            return first
        else:
            break
    return first
