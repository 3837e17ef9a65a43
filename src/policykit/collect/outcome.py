"""What came of a school's visit, in one sentence: never that something is missing, only what was read and found."""

from dataclasses import replace

from policykit.collected import Asked, CollectedSchool, Outcome, Reason
from policykit.counting import many

_HIDING = {
    Reason.UNREACHABLE,
    Reason.LOGIN,
    Reason.SCRIPT,
    Reason.COOKIES,
    Reason.CIRCLE,
    Reason.ROBOTS,
    Reason.REFUSED,
    Reason.ERROR,
    Reason.SLOW,
}
"""Why a page on the way was not read: behind it may stand what was looked for."""


def concluded(school: CollectedSchool, documents: int, most: int, spent: str) -> CollectedSchool:
    """Return the school with its outcome; `documents` were kept, of at most so many.

    `spent` says what of its limits was used up, as the end of a sentence, or is "".
    """
    problems = school.problems
    if documents:
        more = f" {many(len(problems), 'more address')} could not be collected." if problems else ""
        enough = " More may be there." if documents >= most or spent else ""
        why = f"Collected {many(documents, 'document')}.{enough}{more}"
        return replace(school, outcome=Outcome.COLLECTED, why=why, remedy="")
    if not school.asked and not spent:
        why, remedy = "The register gives no web address for it.", "Add SchoolWebsite or address to its row."
        return _not_collected(school, Reason.NO_ADDRESS, why, remedy)
    if problems:
        first = min(problems, key=lambda one: (one.reason is Reason.GONE, one.reason is Reason.ELSEWHERE))
        return _not_collected(school, first.reason, _of(first), first.remedy)
    unread = [one for one in school.asked if one.reason in _HIDING]
    if unread:
        first = unread[0]
        told = f"{many(len(unread), 'page')} that may lead to one could not be read"
        why = f"No document on special educational needs was found; {_read(school.pages)}, and {told}. {_of(first)}"
        return _not_collected(school, first.reason, why, first.remedy)
    if spent and "time" in spent:
        why = f"It took too long: {_read(school.pages)}, then {spent}."
        return _not_collected(school, Reason.SLOW, why, "Try again later, or give the report's own address.")
    why = f"No document on special educational needs was found; {_read(school.pages)}"
    why += f", then {spent}, so more may be there." if spent else "."
    remedy = "Look on the site yourself, and put the document's address in the register."
    return replace(school, outcome=Outcome.NOTHING_FOUND, why=why, remedy=remedy)


def _not_collected(school: CollectedSchool, reason: Reason, why: str, remedy: str) -> CollectedSchool:
    return replace(school, outcome=Outcome.NOT_COLLECTED, reason=reason, why=why, remedy=remedy)


def _of(one: Asked) -> str:
    """Return why an address could not be had, with the address where it is not the first one."""
    return f"{one.why} ({one.address})" if one.path and one.address not in one.why else one.why


def _read(pages: int) -> str:
    return f"{many(pages, 'page')} {'was' if pages == 1 else 'were'} read"
