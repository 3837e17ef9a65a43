"""What stands between a draft and a final document, and what a person has let stand by name and with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from policykit.draft.fields import Standing
from policykit.draft.render import Rendered
from policykit.errors import SHOWN_IN_REPORTS, TemplateError, did_you_mean
from policykit.model.drafting import AcceptedException
from policykit.model.finding import Counts, Report, Severity, Status
from policykit.model.law import Checklist


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is still to do: `kind` is gap, proposal, no-place, outdated, wrong-law or unmet.

    `id` is what an exception would name, "" where none is possible.
    """

    kind: str
    words: str
    id: str = ""


def open_in(rendered: Rendered) -> tuple[Open, ...]:
    """Return what the answers and the template leave open, in the order of the document."""
    gaps = tuple(Open("gap", one.question.asks) for one in rendered.standing(Standing.GAP))
    proposals = tuple(Open("proposal", one.question.asks) for one in rendered.standing(Standing.PROPOSED))
    return (*gaps, *proposals, *(Open("no-place", question.asks) for question in rendered.unplaced))


def found_in(report: Report, checklist: Checklist) -> tuple[Open, ...]:
    """Return what the check of the written document found that a final one may not have, each id once."""
    found: dict[str, Open] = {}
    for finding in report.requirements:
        requirement = checklist.requirement(finding.id)
        if finding.counts is Counts.GAP and finding.status is not Status.MET and requirement is not None:
            found[finding.id] = Open("unmet", requirement.title, finding.id)
    for stale in report.stale:
        if stale.severity is Severity.OUTDATED:
            words = f"'{stale.quote.text}': write {stale.replacement}"
            found.setdefault(stale.id, Open("outdated", words, stale.id))
    for wrong in report.wrong_law:
        found.setdefault(wrong.id, Open("wrong-law", f"'{wrong.quote.text}': {wrong.message}", wrong.id))
    return tuple(found.values())


def not_accepted(found: Iterable[Open], accepted: Iterable[AcceptedException]) -> tuple[Open, ...]:
    """Return those that nobody has let stand."""
    names = {one.id for one in accepted}
    return tuple(one for one in found if one.id not in names)


def refuse_unknown(accepted: Iterable[AcceptedException], known: Iterable[str], where: str) -> None:
    """Raise TemplateError with the nearest ids where an exception names what there is not."""
    ids = set(known)
    for one in accepted:
        if one.id not in ids:
            remedy = did_you_mean(one.id, sorted(ids), SHOWN_IN_REPORTS)
            what = f"accepted: there is no requirement or stale reference {one.id!r}."
            raise TemplateError(what, where=where, remedy=remedy)
