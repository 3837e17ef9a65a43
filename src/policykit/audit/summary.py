"""What a round comes to: how many schools say each thing, what lacks most often, whom to ask first and why.

No school is ranked and none is scored: such tables are disclosed. What nobody is sure of is counted apart.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policykit.audit.collection import is_address
from policykit.audit.own_columns import OwnNotes
from policykit.audit.rounds import Round, SchoolFinding, SchoolResult, StaleReference
from policykit.model.finding import Counts, Severity, Status
from policykit.model.force import REPORT_KINDS
from policykit.model.law import Checklist, Publish, Requirement
from policykit.report.wording import day_in_words

_UNMET = (Status.PARTIAL, Status.MISSING)
_MANY = 5
"""Gaps from which a school is among those to ask first; a day's work, and not a mark."""
_YEAR = 365


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
    gap = rating in _UNMET and finding.publish is Publish.MUST
    return Standing(finding, rating, sure=True, hers=True, gap=gap)


def standings(result: SchoolResult, notes: OwnNotes) -> Iterator[Standing]:
    """Give how a school stands on every requirement it was judged on, in the checklist's order."""
    for finding in result.findings:
        yield standing(result, finding, notes)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many schools say what one requirement asks, among those whose report we had and the law requires to say it.

    `unsure` and `cannot_tell` are in none of the other counts. `alone` are those that meet it in the judged document by
    itself, `hers` those counted as their adviser says.
    """

    requirement: Requirement
    met: int
    partial: int
    missing: int
    unsure: int
    cannot_tell: int
    alone: int
    hers: int

    @property
    def counted(self) -> int:
        """The schools that there is a sure answer for."""
        return self.met + self.partial + self.missing


def must_haves(found: Round, checklist: Checklist, notes: OwnNotes) -> tuple[Tally, ...]:
    """Return the count of every requirement that the law wants said, in the checklist's order."""
    return tuple(
        _tally(requirement, found, notes)
        for requirement in checklist.requirements
        if requirement.publish is Publish.MUST
    )


def _tally(requirement: Requirement, found: Round, notes: OwnNotes) -> Tally:
    counts: Counter[str] = Counter()
    for result in found.schools:
        finding = result.finding(requirement.id)
        if finding is None or finding.publish is not Publish.MUST:
            continue
        one = standing(result, finding, notes)
        if result.kind not in REPORT_KINDS and not one.hers:
            # A policy does not have to say it, so its silence tells nothing of the report, which we have not seen.
            continue
        if one.status is Status.CANNOT_TELL:
            counts["cannot-tell"] += 1
        elif not one.sure:
            counts["unsure"] += 1
        else:
            counts[one.status.value] += 1
            counts["hers"] += one.hers
        counts["alone"] += finding.alone.status is Status.MET and finding.alone.sure
    names = ("met", "partial", "missing", "unsure", "cannot-tell", "alone", "hers")
    return Tally(requirement, *(counts[name] for name in names))


@dataclass(frozen=True, slots=True)
class CommonGap:
    """A thing that the law requires to be said, and the schools whose documents surely lack it or part of it, by name."""

    requirement: Requirement
    schools: tuple[str, ...]


def without_report(found: Round) -> tuple[SchoolResult, ...]:
    """Return the schools that had a document on SEN, but none that is the report which the law asks of them."""
    return tuple(
        result
        for result in found.schools
        if result.judged
        and result.kind not in REPORT_KINDS
        and any(one.publish is Publish.MUST for one in result.findings)
    )


def common_gaps(found: Round, checklist: Checklist, notes: OwnNotes, most: int = 10) -> tuple[CommonGap, ...]:
    """Return the commonest gaps, the commonest first; what nobody is sure of is in none."""
    schools: dict[str, list[str]] = {}
    for result in found.schools:
        for one in standings(result, notes):
            if one.gap and one.sure and one.status in _UNMET:
                schools.setdefault(one.finding.id, []).append(result.school.name)
    known = {requirement.id: requirement for requirement in checklist.requirements}
    gaps = [CommonGap(known[name], tuple(sorted(names))) for name, names in schools.items() if name in known]
    order = list(known)
    return tuple(sorted(gaps, key=lambda gap: (-len(gap.schools), order.index(gap.requirement.id)))[:most])


@dataclass(frozen=True, slots=True)
class CommonStale:
    """An out-of-date reference: the words as one document has them, what to write, how many schools and places.

    Where `replacement` does not fit into the words' place, it tells a person what to write.
    """

    group: str
    words: str
    replacement: str
    schools: int
    places: int
    fits: bool = True


def common_stale(found: Round, most: int = 10) -> tuple[CommonStale, ...]:
    """Return the commonest references that are surely out of date, the commonest first."""
    places: dict[str, list[StaleReference]] = {}
    schools: dict[str, set[str]] = {}
    for result in found.schools:
        for one in result.stale:
            if one.severity is Severity.OUTDATED:
                places.setdefault(one.group, []).append(one)
                schools.setdefault(one.group, set()).add(result.school.key)
    counted = []
    for group, told in places.items():
        words = Counter(one.quote.text for one in told).most_common(1)[0][0]
        # Of the places with these words, one where the replacement fits is shown before one that needs a sentence anew.
        shown = max((one for one in told if one.quote.text == words), key=lambda one: (one.fits, bool(one.replacement)))
        instead = shown.replacement or shown.message
        counted.append(CommonStale(group, words, instead, len(schools[group]), len(told), shown.fits))
    return tuple(sorted(counted, key=lambda one: (-one.schools, -one.places, one.group))[:most])


@dataclass(frozen=True, slots=True)
class Contact:
    """A school to speak to first, and why: one sentence a reason."""

    result: SchoolResult
    reasons: tuple[str, ...]


def contact_first(found: Round, notes: OwnNotes) -> tuple[Contact, ...]:
    """Return the schools that there is a plain reason to speak to first, by name and in no other order."""
    told = ((result, tuple(_reasons(found, result, notes))) for result in found.schools)
    chosen = [Contact(result, reasons) for result, reasons in told if reasons]
    return tuple(sorted(chosen, key=lambda one: (one.result.school.name.casefold(), one.result.school.key)))


def _reasons(found: Round, result: SchoolResult, notes: OwnNotes) -> Iterator[str]:
    if result.judged is None:
        if any(is_address(one) for one in result.unread) and not any(not is_address(one) for one in result.documents):
            yield f"We have no document from it yet. {result.unread[0].role_why}"
        else:
            yield "None of its documents could be read." if result.unread else "We had no document on SEN from it."
        return
    if result in without_report(replace(found, schools=(result,))):
        yield "We had no SEN information report from it."
    gaps = sum(one.gap and one.sure and one.status in _UNMET for one in standings(result, notes))
    if gaps >= _MANY:
        yield f"{gaps} things that the law requires the report to say were not found, or only in part."
    if any(slip.id == "other-school" for slip in result.slips):
        yield "The document names another school as its own."
    # Of the others some are set aside for good: an accessibility plan that ran out says nothing of the report.
    own = [one.day for one in result.dates if one.kind == "next-review" and one.quote.path == result.judged.path]
    due = max(own, default=None)
    if due is not None and (found.as_at - due).days > _YEAR:
        yield f"Its own review date, {day_in_words(due)}, passed more than a year ago."
