"""`policykit audit --since`: what moved since an earlier round, or from each round to the next."""

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykit.model.law import Checklist

if TYPE_CHECKING:
    from policykit.audit.rounds import Round, SchoolResult
    from policykit.audit.run import Audit


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved, in sentences under a heading: `overall` for all schools together, then for each."""

    heading: str
    overall: tuple[str, ...]
    each: tuple[str, ...]


def moved_since(audit: "Audit", made: "Round", meant: str, checklist: Checklist) -> Moved:
    """Return what moved since the round that is `meant`, or from round to round; raises StoreError where there is none."""
    from policykit.audit import course, trend
    from policykit.audit.choose import LAST, earlier_round

    titles = {one.id: one.title for one in checklist.requirements}
    if meant != course.EVERY:
        old, again = _judged_again(audit, meant, made)
        overall, *rest = trend.sentences(trend.compared(old, again, made), titles)
        return Moved("Since the earlier round", (overall,), tuple(rest))
    numbers = [number for number, _ in audit.store.numbers() if number < made.number]
    # Where there is none, it is said as it is of the last one.
    earlier_round(audit.store, LAST, before=made.number)[1].close()
    every = (_judged_again(audit, str(number), made) for number in numbers)
    now = {one.school.key: one for one in made.schools}
    steps = course.course(itertools.chain(every, [(made, now)]))
    return Moved("From round to round", course.step_sentences(steps), tuple(course.school_sentences(steps, titles)))


def _judged_again(audit: "Audit", meant: str, made: "Round") -> "tuple[Round, dict[str, SchoolResult]]":
    """Return an earlier round, and its schools by key as the present law and program judge them."""
    from policykit.audit.choose import earlier_round
    from policykit.audit.trend import rejudged, tasks_to_rejudge

    old, kept = earlier_round(audit.store, meant, before=made.number)
    with kept:
        tasks = list(tasks_to_rejudge(kept, audit.store, old, audit.law))
        audit.judge(tasks, len(tasks))
    return old, rejudged(audit.store, old, audit.law)
