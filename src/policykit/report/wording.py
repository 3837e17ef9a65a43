"""The sentences that all formats share; every one speaks of the document, never of the school's worth."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from policykit.model.finding import (
    About,
    Counts,
    DateFinding,
    Finding,
    Report,
    Severity,
    StaleFinding,
    Status,
    WrongLawFinding,
)
from policykit.model.force import FROM_MEMORY, REPORT_KINDS, Force, force_here, law_on, rests_on_our_reading
from policykit.model.law import Checklist, Citation, Duty, Requirement

MEMORY_MARK = "(from memory: not yet compared with the text of the law)"
SECOND_HAND_MARK = "(as reported by others: the text itself was not read)"
NOT_FOUND = "We did not find this in this document."
NOTHING_NEAR = "Nothing came near."
LOOK_YOURSELF = "Please look yourself: we are not sure of this one."
SCOPE = "This is what the document says, not what the school does. It is not legal advice."

MORE_HEADING = "What the law requires to be said: it is here, and could say more"
EXPECTED_HEADING = "What the Code expects of this kind of school (section 69 does not name it)"
SHOULD_HEADING = "What the Code says should be said, and we did not find or found only in part"
GRANT_HEADING = "What a grant asks for (not a law about this document)"
GOOD_HEADING = "Good practice: no law says that this document must print these"
UNBOUND_HEADING = "Not asked of this kind of school; helpful to parents all the same"
UNSURE_HEADING = "Please look yourself: found, and we are not sure of it"
STALE_HEADING = "Out-of-date references"
WRONG_LAW_HEADING = "What is said about the law and is not so"
PASSED_HEADING = "Dates that have passed"
FOUND_HEADING = "What we found, and where"
BLIND_HEADING = "What we cannot tell"
BLIND = "Words that may say it could not be read."
OUTSIDE_HEADING = "What is not asked of this document"
UNREAD_HEADING = "What could not be read"
ALL_READ = "Nothing: the whole document was read."
MEMORY_HEADING = "Law that we have not yet compared with its text"
FIRST_HEADING = "To do first"
NOTHING_TO_DO = "Nothing: we found nothing that has to be done."

LEFTOVERS_HEADING = "Left over: take this out, or look at it, before you publish"
LINKS_HEADING = "Links"

KINDS = {
    "policy": "SEN policy",
    "information-report": "SEN information report",
    "combined": "SEN policy and information report in one",
    "accessibility-plan": "accessibility plan",
    "prospectus": "prospectus or handbook",
    "fragment": "part of a document",
    "other": "another kind of document",
}
SCHOOL_TYPES = {
    "mainstream": "mainstream school",
    "nursery": "maintained nursery school",
    "special": "special school",
    "pru": "pupil referral unit",
    "ap": "alternative provision academy",
    "16-19": "16 to 19 college",
    "independent": "independent school",
    "early-years": "early-years setting",
}
SCHOOLS = {
    school_type: f"{name[:-1]}ies" if name.endswith("academy") else f"{name}s"
    for school_type, name in SCHOOL_TYPES.items()
}
"""The same, for several schools."""
PHASES = {"primary": "primary", "secondary": "secondary", "all-through": "all-through", "16-19": "16 to 19"}
DATE_KINDS = {
    "last-review": "last reviewed",
    "next-review": "next review",
    "approved": "approved",
    "event": "an event",
}
SEVERITIES = {
    Severity.OUTDATED: "Out of date",
    Severity.NOT_YET_LAW: "Not yet law",
    Severity.CHECK: "Please check",
    Severity.ADVICE: "Wording only, nothing wrong",
    Severity.HISTORY: "Mentioned as history, nothing to do",
}

_BLANK = re.compile(r"\{([a-z][a-z0-9_-]*)\}")
_LONGEST_FILL = 70


def day_in_words(day: date) -> str:
    """Return a day as people write it.

    >>> day_in_words(date(2026, 11, 1))
    '1 November 2026'
    """
    return f"{day.day} {day:%B} {day.year}"


def school_words(about: About) -> str:
    """Return the kind of school in words, its phase first where that adds something."""
    school = SCHOOL_TYPES.get(about.school_type, about.school_type)
    phase = PHASES.get(about.phase, "")
    return f"{phase} {school}" if phase and about.phase != about.school_type else school


def checked_as(about: About, remedy: str = "Wrong? Say so with --school-type, --phase or --kind.") -> str:
    """Return the sentence that says how the document was read, why, and how to put it right."""
    reasons = [f"{label}: {why}" for label, why in _reasons(about) if why]
    told = f" ({'; '.join(reasons)})" if reasons else ""
    phase = "" if about.phase or about.school_type == "16-19" else " We could not tell the phase."
    return f"Checked as: {school_words(about)}, {KINDS.get(about.kind, about.kind)}{told}.{phase} {remedy}"


def _reasons(about: About) -> tuple[tuple[str, str], ...]:
    return (("school", about.school_type_why), ("phase", about.phase_why), ("kind", about.kind_why))


def force_sentence(requirement: Requirement, about: About) -> str:
    """Return who asks for it, in the words that the law allows for this kind of document and school."""
    force = force_here(requirement, about)
    if force is Force.LAW:
        return "The law requires this report to say it."
    if force is Force.REPORT:
        return (
            f"The law requires the school's SEN information report to say it. {_this_is(about)}, and does not have to: "
            "check that the report does."
        )
    if force is Force.EXPECTED:
        return "Expected by the Code and commonly published; section 69 does not name this kind of school."
    if force is Force.SHOULD:
        if requirement.publish == "must":
            return "It should be said; for this school the law does not fix it."
        return "The Code says that it should be said."
    if force is Force.GRANT:
        return "A condition of a grant, not a law about this document."
    if force is Force.UNBOUND:
        return "No law or Code asks this kind of school for it; it helps parents all the same."
    return _good_practice(requirement)


def _good_practice(requirement: Requirement) -> str:
    if requirement.duty is Duty.MUST:
        return "The law asks schools to do this, not that this document says so."
    if requirement.duty is Duty.SHOULD:
        return (
            "The Code says that schools should do this; this document need not print it, and it helps to read it here."
        )
    return "Good practice: it helps to read it here."


def _this_is(about: About) -> str:
    return {
        "policy": "This document is a policy",
        "accessibility-plan": "This document is an accessibility plan",
        "prospectus": "This document is a prospectus or handbook",
        "fragment": "This is part of a document",
    }.get(about.kind, "This document is another one")


def law_heading(about: About) -> str:
    """Return the heading over what the law requires to be said and was not found, or only in part."""
    if about.kind in REPORT_KINDS:
        return "What the law requires this report to say, and we did not find or found only in part"
    return "What the law requires a SEN information report to say, and we did not find here or found only in part"


def belongs_heading(about: About) -> str:
    """Return the heading over what belongs in another document of the school."""
    if about.kind == "policy":
        return "What belongs in the SEN information report (a policy does not have to say it)"
    return "What the law requires a SEN information report to say (this document is not that report)"


def verdict(finding: Finding, requirement: Requirement, about: About) -> str:
    """Return the one sentence that opens a finding."""
    unprinted = force_here(requirement, about) is Force.GOOD and requirement.duty is Duty.MUST
    if finding.status is Status.MISSING:
        return "Not mentioned here; no law says this document must print it." if unprinted else NOT_FOUND
    if finding.status is Status.PARTIAL:
        if rests_on_our_reading(finding, requirement):
            return "It is here, and could say more (our reading; the law does not spell this out)."
        return "Found in part."
    if finding.status is Status.CANNOT_TELL:
        return "We cannot tell: words that may say it could not be read."
    if finding.status is Status.NOT_APPLICABLE:
        return "Not asked of this document."
    return "Found, in another document of the school." if finding.counts is Counts.ELSEWHERE else "Found."


def statement(finding: Finding, requirement: Requirement, about: About, words: Mapping[str, str]) -> str:
    """Return what a finding says in full: its opening sentence and its reason, nothing said twice."""
    opening, why = verdict(finding, requirement, about), reason(finding, requirement, words)
    if finding.status is Status.MISSING and why.startswith("We did not find"):
        return why if opening == NOT_FOUND else opening
    return f"{opening} {why}".strip()


def reason(finding: Finding, requirement: Requirement, words: Mapping[str, str]) -> str:
    """Return why the finding is what it is: the check's own reason, else the requirement's messages.

    `words` are the words found for each element, which fill the blanks of a message.
    """
    if finding.reason:
        return fill(finding.reason, words)
    if finding.status is Status.MET:
        return fill(requirement.met, words)
    if finding.status is Status.MISSING:
        return fill(requirement.missing, words)
    return " ".join(lacks(finding, requirement, words)) if finding.status is Status.PARTIAL else ""


def lacks(finding: Finding, requirement: Requirement, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return one sentence for each essential element that nothing was found for."""
    elements = {element.id: element for element in requirement.elements}
    known = (elements[name] for name in finding.lacking if name in elements)
    return tuple(fill(element.lacks or f"Not found: {element.asks}", words) for element in known)


def fill(message: str, words: Mapping[str, str]) -> str:
    """Return a message with {element} replaced by the words found for that element, "it" where there are none.

    >>> fill("{service} is named.", {"service": "SENDIASS"})
    '“SENDIASS” is named.'
    """
    filled = _BLANK.sub(lambda blank: f"“{shorten(words[blank[1]])}”" if blank[1] in words else "it", message)
    return filled[:1].upper() + filled[1:]


def shorten(words: str, longest: int = _LONGEST_FILL) -> str:
    """Return the words cut at a word's end, with an ellipsis, where they are longer than `longest`.

    >>> shorten("a telephone number", 12)
    'a telephone…'
    """
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > longest // 2 else cut).rstrip(" ,;:") + "…"


def citation_words(citation: Citation, checklist: Checklist) -> str:
    """Return a provision as a person would cite it, marked where its text has not been read."""
    titles = {source.id: source.title for source in checklist.sources}
    cited = f"{titles.get(citation.source, citation.source)}, {citation.at}"
    mark = {FROM_MEMORY: MEMORY_MARK, "second-hand": SECOND_HAND_MARK}.get(citation.checked.status, "")
    return f"{cited} {mark}".strip()


def law_words(requirement: Requirement, checklist: Checklist, day: date) -> str:
    """Return every provision behind a requirement on that day, with its marks."""
    return "; ".join(citation_words(citation, checklist) for citation in law_on(requirement, day))


def law_day(report: Report, checklist: Checklist) -> str:
    """Return which day's law was applied and when it was last compared with its sources, the stale references' too."""
    return (
        f"The law of {day_in_words(report.as_at)}, as we last checked it on "
        f"{day_in_words(checked_on(report, checklist))} (checklist {checklist.version})."
    )


def more_below(count: int) -> str:
    """Return how many things to do stand further down.

    >>> more_below(1), more_below(3)
    ('One more below.', '3 more below.')
    """
    return f"{count} more below." if count > 1 else "One more below."


def checked_on(report: Report, checklist: Checklist) -> date:
    """Return the oldest day on which the law behind a report was last compared with its source."""
    return min(checklist.law_checked_on, report.stale_checked_on or checklist.law_checked_on)


def stale_sentence(found: StaleFinding) -> str:
    """Return what to do about a stale reference, its own message first, marked where the law is from memory."""
    mark = f" {MEMORY_MARK}" if found.from_memory and found.severity is not Severity.HISTORY else ""
    return f"{_stale_sentence(found)}{mark}"


def wrong_law_sentence(found: WrongLawFinding) -> str:
    """Return why a claim about the law is wrong, marked where the law is from memory."""
    return f"{found.message} {MEMORY_MARK}" if found.from_memory else found.message


def _stale_sentence(found: StaleFinding) -> str:
    if found.message:
        return found.message
    if found.severity is Severity.HISTORY:
        return "A mention of the past; nothing to change."
    return f"Write instead: {found.replacement}." if found.replacement else "Take it out or bring it up to date."


def times(count: int) -> str:
    """Return how often, in words.

    >>> times(1), times(2), times(7)
    ('once', 'twice', '7 times')
    """
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def date_sentence(found: DateFinding) -> str:
    """Return what a date of the document's own life says, and whether it is over."""
    if found.message:
        return found.message
    words = f"{DATE_KINDS.get(found.kind, found.kind)}: {day_in_words(found.day)}"
    return f"{words[:1].upper()}{words[1:]}{' (this date has passed)' if found.passed else ''}."


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["one", "two", "three"])
    'one, two and three'
    """
    parts = list(words)
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def links_told(count: int, problems: int, *, tried: bool) -> str:
    """Return how many links there are and how they stand.

    >>> links_told(3, 0, tried=False)
    '3 links. Nothing is wrong with how they are written; --check-links tries whether they answer.'
    """
    links = "One link" if count == 1 else f"{count} links"
    told = f"{problems} of them to look at" if problems else "Nothing is wrong with how they are written"
    if tried:
        told = f"{problems} of them to look at" if problems else "All that were tried answer"
        return f"{links}. {told}."
    return f"{links}. {told}; --check-links tries whether they answer."
