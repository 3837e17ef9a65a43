"""`policykit audit --since`: what moved since an earlier round, or from each round to the next."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from policykit.model.law import Checklist

if TYPE_CHECKING:
    from policykit.audit.moved import Moved
    from policykit.audit.rounds import Round, SchoolResult
    from policykit.audit.run import Audit
    from policykit.audit.store import Store


def moved_since(audit: "Audit", made: "Round", meant: str, checklist: Checklist) -> "Moved":
    """Return what moved since the round that is `meant`, or from round to round; raises StoreError where there is none."""
    from policykit.audit import course, moved
    from policykit.audit.choose import earlier_round
    from policykit.audit.trend import compared

    titles = {one.id: one.title for one in checklist.requirements}
    if meant == course.EVERY:
        return moved.course_told(course.course(_every_round(audit, made)), titles)
    old, kept = earlier_round(audit.store, meant, before=made.number)
    with kept:
        return moved.since(compared(old, _judged_again(audit, old, kept), made), made, titles)


def _every_round(audit: "Audit", made: "Round") -> "Iterator[tuple[Round, Mapping[str, SchoolResult]]]":
    """Give every round of the store with its schools judged again, the present one last."""
    from policykit.audit.choose import LAST, earlier_round
    from policykit.audit.trend import Rejudged

    # Where there is none, it is said as it is of the last one.
    earlier_round(audit.store, LAST, before=made.number)[1].close()
    for number, _ in audit.store.numbers():
        if number < made.number:
            old = audit.store.round(number)
            yield old, _judged_again(audit, old, audit.store)
    yield made, Rejudged(audit.store, made, audit.law)


def _judged_again(audit: "Audit", old: "Round", kept: "Store") -> "Mapping[str, SchoolResult]":
    """Return an earlier round's schools by key as the present law and program judge them; `kept` has their documents."""
    from policykit.audit.trend import Rejudged, to_rejudge

    left = to_rejudge(kept, audit.store, old, audit.law)
    audit.judge(left.tasks, left.count)
    return Rejudged(audit.store, old, audit.law)
