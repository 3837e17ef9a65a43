"""What a round comes to: how many schools say each thing, what lacks most often, whom to ask first and why.

No school is ranked and none is scored: such tables are disclosed. What nobody is sure of is counted apart. All of it is
told in one pass through the schools, each of which is let go of before the next.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policykit.audit import marks
from policykit.audit.collection import is_address
from policykit.audit.own_columns import OwnNotes
from policykit.audit.rounds import Round, School, SchoolResult, StaleReference
from policykit.audit.standing import UNMET, Standing, standings
from policykit.model.finding import Severity, Status
from policykit.model.force import REPORT_KINDS
from policykit.model.law import Checklist, Publish, Requirement
from policykit.report.wording import day_in_words

_MANY = 5
"""Gaps from which a school is among those to ask first; a day's work, and not a mark."""
_YEAR = 365
_MOST = 10
"""Lines of a table of what is commonest."""


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


@dataclass(frozen=True, slots=True)
class CommonGap:
    """A thing that the law requires to be said, and the schools whose documents surely lack it or part of it, by name."""

    requirement: Requirement
    schools: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Contact:
    """A school to speak to first, and why: one sentence a reason; `place` is its number in the round, from 0."""

    school: School
    reasons: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a round comes to.

    `must_haves` has every requirement that the law wants said, in the checklist's order; `gaps` and `stale` the ten
    commonest, the commonest first, with nothing in them that nobody is sure of; `contacts` the schools that there is a
    plain reason to speak to first, by name and in no other order; `without_report` the schools that had a document on SEN,
    but none that is the report which the law asks of them. `signs` counts the letters of the matrix, `evidence` the rows
    of the sheet Evidence.
    """

    must_haves: tuple[Tally, ...]
    gaps: tuple[CommonGap, ...]
    stale: tuple[CommonStale, ...]
    contacts: tuple[Contact, ...]
    without_report: tuple[School, ...]
    signs: Mapping[str, int]
    evidence: int


def summary(found: Round, checklist: Checklist, notes: OwnNotes) -> Summary:
    """Return what a round comes to, the adviser's ratings counted instead of the program's."""
    counting = Counting(checklist, notes, found.as_at)
    for result in found.schools:
        counting.take(result)
    return counting.summary()


class Counting:
    """A summary in the making, for whoever goes through the schools anyway."""

    def __init__(self, checklist: Checklist, notes: OwnNotes, as_at: date) -> None:
        """Begin with no school."""
        self._requirements = {one.id: one for one in checklist.requirements}
        self._notes, self._as_at = notes, as_at
        self._counts: dict[str, Counter[str]] = {}
        self._gaps: dict[str, list[str]] = {}
        self._stale = _StaleCounts()
        self._contacts: list[Contact] = []
        self._without_report: list[School] = []
        self._signs: Counter[str] = Counter()
        self._evidence = self._schools = 0

    def take(self, result: SchoolResult) -> dict[str, Standing]:
        """Count one school, and return how it stands on each requirement that the checklist has."""
        told = {one.finding.id: one for one in standings(result, self._notes)}
        for one in told.values():
            self._count(result, one)
        self._stale.take(result)
        without = is_without_report(result)
        if without:
            self._without_report.append(result.school)
        reasons = tuple(_reasons(self._as_at, result, tuple(told.values()), without=without))
        if reasons:
            self._contacts.append(Contact(result.school, reasons, self._schools))
        self._schools += 1
        return {name: one for name, one in told.items() if name in self._requirements}

    def _count(self, result: SchoolResult, one: Standing) -> None:
        name = one.finding.id
        requirement = self._requirements.get(name)
        if requirement is None:
            return
        self._evidence += 1
        if not requirement.further:
            self._signs[marks.sign(one)] += 1
        if one.gap and one.sure and one.status in UNMET:
            self._gaps.setdefault(name, []).append(result.school.name)
        # A policy does not have to say it, so its silence tells nothing of the report, which we have not seen.
        is_counted = result.kind in REPORT_KINDS or one.hers
        if is_counted and requirement.publish is Publish.MUST and one.finding.publish is Publish.MUST:
            _tally(self._counts.setdefault(name, Counter()), one)

    def summary(self) -> Summary:
        """Return what the schools so far come to."""
        known = self._requirements
        order = {name: place for place, name in enumerate(known)}
        gaps = (CommonGap(known[name], tuple(sorted(schools))) for name, schools in self._gaps.items())
        return Summary(
            must_haves=tuple(
                Tally(one, *(self._counts.get(one.id, Counter())[name] for name in _TALLIED))
                for one in known.values()
                if one.publish is Publish.MUST
            ),
            gaps=tuple(sorted(gaps, key=lambda gap: (-len(gap.schools), order[gap.requirement.id]))[:_MOST]),
            stale=self._stale.commonest(),
            contacts=tuple(sorted(self._contacts, key=lambda one: (one.school.name.casefold(), one.school.key))),
            without_report=tuple(self._without_report),
            signs=self._signs,
            evidence=self._evidence,
        )


_TALLIED = ("met", "partial", "missing", "unsure", "cannot-tell", "alone", "hers")


def _tally(counts: Counter[str], one: Standing) -> None:
    if one.status is Status.CANNOT_TELL:
        counts["cannot-tell"] += 1
    elif not one.sure:
        counts["unsure"] += 1
    else:
        counts[one.status.value] += 1
        counts["hers"] += one.hers
    alone = one.finding.alone
    counts["alone"] += alone.status is Status.MET and alone.sure


def is_without_report(result: SchoolResult) -> bool:
    """Tell whether a school had a document on SEN, but none that is the report which the law asks of it."""
    return (
        result.judged is not None
        and result.kind not in REPORT_KINDS
        and any(one.publish is Publish.MUST for one in result.findings)
    )


class _StaleCounts:
    """The references that are surely out of date, counted by the line that people see them as."""

    def __init__(self) -> None:
        self._words: dict[str, Counter[str]] = {}
        self._schools: Counter[str] = Counter()
        self._shown: dict[tuple[str, str], StaleReference] = {}

    def take(self, result: SchoolResult) -> None:
        told = [one for one in result.stale if one.severity is Severity.OUTDATED]
        self._schools.update({one.group for one in told})
        for one in told:
            self._words.setdefault(one.group, Counter())[one.quote.text] += 1
            # Of the places with these words, one where the replacement fits is shown before one that needs a sentence anew.
            before = self._shown.setdefault((one.group, one.quote.text), one)
            if (one.fits, bool(one.replacement)) > (before.fits, bool(before.replacement)):
                self._shown[one.group, one.quote.text] = one

    def commonest(self) -> tuple[CommonStale, ...]:
        counted = []
        for group, texts in self._words.items():
            words = texts.most_common(1)[0][0]
            shown = self._shown[group, words]
            instead = shown.replacement or shown.message
            counted.append(CommonStale(group, words, instead, self._schools[group], texts.total(), shown.fits))
        return tuple(sorted(counted, key=lambda one: (-one.schools, -one.places, one.group))[:_MOST])


def _reasons(as_at: date, result: SchoolResult, told: Sequence[Standing], *, without: bool) -> Iterator[str]:
    if result.judged is None:
        if any(is_address(one) for one in result.unread) and not any(not is_address(one) for one in result.documents):
            yield f"We have no document from it yet. {result.unread[0].role_why}"
        else:
            yield "None of its documents could be read." if result.unread else "We had no document on SEN from it."
        return
    if without:
        yield "We had no SEN information report from it."
    gaps = sum(one.gap and one.sure and one.status in UNMET for one in told)
    if gaps >= _MANY:
        yield f"{gaps} things that the law requires the report to say were not found, or only in part."
    if any(slip.id == "other-school" for slip in result.slips):
        yield "The document names another school as its own."
    # Of the others some are set aside for good: an accessibility plan that ran out says nothing of the report.
    own = [one.day for one in result.dates if one.kind == "next-review" and one.quote.path == result.judged.path]
    due = max(own, default=None)
    if due is not None and (as_at - due).days > _YEAR:
        yield f"Its own review date, {day_in_words(due)}, passed more than a year ago."
