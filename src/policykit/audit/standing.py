"""How a school stands on a requirement once its adviser has been heard."""

from collections.abc import Iterator
from dataclasses import dataclass

from policykit.audit.own_columns import OwnNotes
from policykit.audit.rounds import SchoolFinding, SchoolResult
from policykit.model.finding import Counts, Status
from policykit.model.law import Publish

UNMET = (Status.PARTIAL, Status.MISSING)


def evidence_key(result: SchoolResult, requirement: str) -> str:
    """Return the row key of a finding: the same from round to round."""
    return f"{result.school.key}|{requirement}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a school stands on one requirement once its adviser has been heard.

    `hers` is True where the status is the adviser's, which is always sure. `gap`: the law requires the document to say it
    and it does not.
    """

    finding: SchoolFinding
    status: Status
    sure: bool
    hers: bool
    gap: bool


def standing(result: SchoolResult, finding: SchoolFinding, notes: OwnNotes) -> Standing:
    """Return the adviser's status where she gave one, else the program's."""
    rating = notes.rating("Evidence", evidence_key(result, finding.id))
    if rating is None:
        return Standing(finding, finding.status, finding.sure, hers=False, gap=finding.counts is Counts.GAP)
    gap = rating in UNMET and finding.publish is Publish.MUST
    return Standing(finding, rating, sure=True, hers=True, gap=gap)


def standings(result: SchoolResult, notes: OwnNotes) -> Iterator[Standing]:
    """Give how a school stands on every requirement it was judged on, in the checklist's order."""
    for finding in result.findings:
        yield standing(result, finding, notes)
