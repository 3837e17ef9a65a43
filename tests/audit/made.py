"""A round made by hand: four schools, every status, a rating or two; nobody in it is real."""

from dataclasses import replace
from datetime import date

from policykit.audit.rounds import (
    Alone,
    DateFound,
    Passage,
    Problem,
    Role,
    Round,
    School,
    SchoolDocument,
    SchoolFinding,
    SchoolResult,
    Slip,
    StaleReference,
)
from policykit.model.finding import Counts, Severity, Status
from policykit.model.law import Checklist, Publish, Requirement
from policykit.pipeline import catalogues

DAY = date(2026, 11, 21)


def checklist() -> Checklist:
    """Return the shipped checklist."""
    return catalogues().checklist


def found(requirement: Requirement, status: Status, *, sure: bool = True, path: str = "report.docx") -> SchoolFinding:
    """Return a finding of that status, with a quote where something was found."""
    unmet = status in {Status.MISSING, Status.PARTIAL}
    gap = unmet and requirement.publish is Publish.MUST
    counts = Counts.GAP if gap else Counts.NO
    quote = Passage(f"=We say it here: {requirement.title}.", path, 3, "4.2 Support")
    some = status in {Status.MET, Status.PARTIAL}
    return SchoolFinding(
        requirement.id,
        status,
        sure,
        counts,
        requirement.duty,
        requirement.publish,
        Alone(status, sure, counts),
        reason="It is told here." if some else "We did not find it in this document.",
        lacking=("Is a telephone number given?",) if status is Status.PARTIAL else (),
        quotes=(quote,) if some else (),
        further=requirement.further,
    )


def school(key: str, name: str, lacking: tuple[str, ...] = (), unsure: tuple[str, ...] = ()) -> SchoolResult:
    """Return a school whose report says everything but `lacking`; the `unsure` are missing too, with a doubt."""
    path = f"{key}/report.docx"
    told = tuple(
        found(
            one,
            Status.MISSING if one.id in (*lacking, *unsure) else Status.MET,
            sure=one.id not in unsure,
            path=path,
        )
        for one in checklist().requirements
        if not one.optional
    )
    report = SchoolDocument(
        path,
        key[0] * 64,
        Role.JUDGED,
        format="docx",
        kind="information-report",
        title="SEN information report",
        school=name,
        pages=4,
        words=2100,
        last_review=date(2025, 9, 1),
        sencos=("okoro",),
        contacts=("01632 960147",),
    )
    return SchoolResult(
        School(key, name, urn=f"9{key[:1] and len(key):05d}", contact="head@example.org"),
        (report,),
        told,
        type="mainstream",
        phase="primary",
        kind="information-report",
        result=key,
    )


def a_round() -> Round:
    """Return four schools: one with everything, one with gaps and stale words, one unsure, one that was not read."""
    good = school("alder", "Alder Primary School")
    stale = StaleReference(
        "parent-partnership",
        "parent-partnership",
        Severity.OUTDATED,
        Passage("Parent Partnership Service", "birch/report.docx", 5, "Help for parents"),
        "SENDIASS",
        date(2014, 9, 1),
        "This service is now called SENDIASS.",
    )
    gaps = ("sch1.4", "sch1.9", "sch1.11", "sch1.13", "cfa69.access", "cop.review-date")
    weak = replace(
        school("birch", "Birch Academy", gaps),
        stale=(stale, stale),
        dates=(
            DateFound(
                "next-review", date(2024, 9, 1), passed=True, quote=Passage("September 2024", "birch/report.docx", 1)
            ),
        ),
        slips=(
            Slip(
                "leftover",
                "other-school",
                Passage("Elm School", "birch/report.docx", 2),
                "Another school.",
                "Take it out.",
            ),
        ),
    )
    doubtful = school("cedar", "Cedar School & Nursery", ("sch1.9",), ("sch1.4",))
    broken = SchoolDocument(
        "dogwood/report.pdf",
        "d" * 64,
        Role.NOT_READ,
        problems=(Problem("It is locked with a password.", "Ask the school for a copy without one."),),
    )
    unread = SchoolResult(School("dogwood", "Dogwood Infant School"), (broken,))
    return Round(
        DAY, "1.0", "2026.11", "abc", date(2026, 11, 21), (good, weak, doubtful, unread), notes=("A note to say.",)
    )
