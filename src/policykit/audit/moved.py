"""What moved from round to round, in sentences and as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policykit.audit.added import Further
from policykit.audit.course import Step, open_since, school_sentences, step_sentences
from policykit.audit.rounds import Round, School
from policykit.audit.trend import SchoolTrend, Trend, sentences, totals
from policykit.model.finding import Status

_CHANGES = ("fixed", "open", "new", "unclear")


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved: `overall` for all schools together in sentences, and all of it under its heading."""

    overall: tuple[str, ...]
    told: Further


def since(trend: Trend, made: Round, titles: Mapping[str, str]) -> Moved:
    """Return what moved between an earlier round and the one just made; `titles` gives the requirements' by id."""
    every = sentences(trend, titles)
    data = _step(trend, made.number, made.as_at)
    return Moved(every[:1], Further("since", "Since the earlier round", every, (data,)))


def course_told(steps: Sequence[Step], titles: Mapping[str, str]) -> Moved:
    """Return what moved in every step, and for each school of the last one since which round a gap has stood."""
    overall = step_sentences(steps)
    data = [_step(step.trend, step.number, step.day) for step in steps]
    stood = {school.key: rounds for school, rounds in open_since(steps)}
    for school in data[-1]["schools"] if data else ():
        school["open_since"] = stood.get(school["key"], {})
    every = (*overall, *school_sentences(steps, titles))
    return Moved(overall, Further("course", "From round to round", every, tuple(data)))


def _step(trend: Trend, number: int, day: date) -> dict[str, Any]:
    return {
        "from": {"round": trend.old_number, "as_at": trend.old_day.isoformat()},
        "to": {"round": number, "as_at": day.isoformat()},
        "totals": {**totals(trend), "schools": len(trend.schools)},
        "joiners": _schools(trend.joiners),
        "leavers": _schools(trend.leavers),
        "unread": _schools(trend.unread),
        "schools": [_school(one) for one in trend.schools],
    }


def _schools(schools: Sequence[School]) -> list[dict[str, str]]:
    return [{"key": one.key, "name": one.name} for one in schools]


def _school(one: SchoolTrend) -> dict[str, Any]:
    return {
        "key": one.school.key,
        "name": one.school.name,
        "requirements": [
            {"id": name, "change": change, **_verdicts(*one.statuses[name])}
            for change in _CHANGES
            for name in getattr(one, change)
        ],
        "stale": {"gone": list(one.stale_gone), "open": list(one.stale_open), "new": list(one.stale_new)},
        "by_checklist": [{"id": name, **_verdicts(*both)} for name, both in one.by_checklist.items()],
    }


def _verdicts(was: Status | None, now: Status) -> dict[str, str | None]:
    return {"was": was.value if was else None, "now": now.value}
