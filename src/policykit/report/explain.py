"""A requirement, a stale reference or a wrong claim as a page to read: the law, what counts, what does not, examples."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from policykit.model.catalogues import Catalogues
from policykit.model.evidence import Evidence, Matcher, Window
from policykit.model.finding import Severity
from policykit.model.force import FROM_MEMORY
from policykit.model.law import Basis, Checked, Checklist, Duty, Element, Publish, Requirement, SchoolType
from policykit.model.stale import ExampleOf, StaleReference, WrongLaw
from policykit.report import wording
from policykit.report.lines import BLANK, Line, Look, heading

_SHOWN_TERMS = 12
DUTIES = {
    Duty.MUST: "The law says that schools must do this.",
    Duty.SHOULD: "The Code says that schools should do this.",
    Duty.GOOD_PRACTICE: "Good practice: neither the law nor the Code asks for it.",
    Duty.GRANT_CONDITION: "A grant asks for this; it is not law.",
}
PUBLISHES = {
    Publish.MUST: "The law requires the SEN information report to say it.",
    Publish.SHOULD: "The Code says that the published information should have it.",
    Publish.GOOD_PRACTICE: "No law says that a document must print it; saying it helps parents.",
}
_WITHIN = {
    Window.SENTENCE: "in one sentence",
    Window.PASSAGE: "in one paragraph, list item or table row",
    Window.NEAR: "close together in one section",
    Window.SECTION: "in one section",
    Window.DOCUMENT: "anywhere in the document",
}
_STATUSES = {
    "met": "Counts as found",
    "partial": "Counts as found in part",
    "missing": "Does not count",
    "not-applicable": "Is not asked there",
    "cannot-tell": "Cannot be told",
}
_EXAMPLES = {
    ExampleOf.FLAGGED: "Is flagged",
    ExampleOf.HISTORY: "Is history, and needs no change",
    ExampleOf.IGNORED: "Is not flagged",
}


def page_of(name: str, known: Catalogues, day: date) -> tuple[Line, ...] | None:
    """Return the page of that id, whatever it is of, None where there is none; the law as it stands on `day`."""
    requirement = known.checklist.requirement(name)
    if requirement is not None:
        return requirement_page(requirement, known.checklist, day)
    reference = next((one for one in known.stale.references if one.id == name), None)
    if reference is not None:
        return stale_page(reference)
    claim = next((one for one in known.wrong_law if one.id == name), None)
    return wrong_law_page(claim) if claim else None


def names_in(known: Catalogues) -> tuple[str, ...]:
    """Return every id that has a page."""
    return (
        *(one.id for one in known.checklist.requirements),
        *(one.id for one in known.stale.references),
        *(one.id for one in known.wrong_law),
    )


def requirement_page(requirement: Requirement, checklist: Checklist, day: date) -> tuple[Line, ...]:
    """Return the page of one requirement, with the law as it stands on `day` marked."""
    return (
        Line(requirement.title, Look.TITLE),
        Line(f"{requirement.id}. {requirement.question}"),
        BLANK,
        Line(f"{DUTIES[requirement.duty]} {PUBLISHES[requirement.publish]}"),
        *_schools(requirement),
        *_law(requirement, checklist, day),
        *heading("Why it matters"),
        Line(requirement.reason),
        *heading("What to write"),
        Line(requirement.advice),
        *heading("What counts"),
        *(line for element in requirement.elements for line in _element(element, checklist)),
        *_topic(requirement, checklist),
        *_traps(requirement),
        *_examples((_STATUSES.get(one.status, one.status), one.text, one.why) for one in requirement.examples),
    )


def _schools(requirement: Requirement) -> Iterator[Line]:
    yield Line(f"It is for: {schools_words(requirement.applies_to)}.")
    if requirement.expected_of:
        yield Line(
            f"The Code expects it, though section 69 does not name them, of: {schools_words(requirement.expected_of)}."
        )
    if requirement.softer_in:
        phases = wording.listed(wording.PHASES[phase] for phase in requirement.softer_in)
        yield Line(f"In a {phases} school it is only what should be said, not what the law fixes.")
    if requirement.optional:
        yield Line("It is checked only when it is asked for.")


def schools_words(school_types: Sequence[SchoolType]) -> str:
    """Return kinds of school in a row, "no school" for none."""
    return wording.listed(wording.SCHOOLS[one] for one in school_types) or "no school"


def _law(requirement: Requirement, checklist: Checklist, day: date) -> Iterator[Line]:
    yield from heading("The law, in our words")
    for citation in requirement.law:
        window = "" if citation.in_force.on(day) else f" Not in force on {wording.day_in_words(day)}."
        yield Line(f"{wording.citation_words(citation, checklist)}: {citation.says}{window}", mark="- ")
        yield Line(f"{citation.url} ({checked_words(citation.checked)})", Look.QUIET, indent=2)


def checked_words(checked: Checked) -> str:
    """Return when and how a piece of law was last compared, as a clause."""
    if checked.status == FROM_MEMORY:
        return f"written down from memory on {wording.day_in_words(checked.day)}"
    return f"last compared on {wording.day_in_words(checked.day)}"


def _element(element: Element, checklist: Checklist) -> Iterator[Line]:
    need = "" if element.essential else " (welcome, not needed)"
    basis = " (our reading; the law does not spell it out)" if element.basis is Basis.OUR_READING else ""
    yield Line(f"{element.asks}{need}{basis}  [{element.id}]", Look.ITEM, mark="- ")
    for evidence in element.evidence:
        yield Line(_evidence(evidence, checklist), Look.QUIET, indent=2, mark="* ")


def _evidence(evidence: Evidence, checklist: Checklist) -> str:
    parts = [_matcher(matcher, checklist) for matcher in evidence.matchers]
    told = " with ".join(part for part in parts if part)
    if len(parts) > 1 or evidence.of:
        told += f", {_WITHIN[evidence.within]}"
    if evidence.of:
        told += f", near what is found for “{evidence.of}”"
    if evidence.under:
        told += f", under a heading with {_some(evidence.under)}"
    if evidence.unless:
        told += f"; not where the sentence has {_some(evidence.unless)}"
    return f"{told}{'' if evidence.sure else ' (a person should look)'}."


def _matcher(matcher: Matcher, checklist: Checklist) -> str:
    if matcher.terms:
        return f"words such as {_some(matcher.terms)}"
    if matcher.vocabulary:
        known = next((one for one in checklist.vocabularies if one.id == matcher.vocabulary), None)
        return f"{known.title} ({_some(known.terms)})" if known else matcher.vocabulary
    if matcher.recognise:
        return f"a {' or '.join(matcher.recognise)}"
    return "words of a fixed form"


def _some(terms: Sequence[str]) -> str:
    shown = ", ".join(f"“{term}”" for term in terms[:_SHOWN_TERMS])
    more = len(terms) - _SHOWN_TERMS
    return f"{shown} and {more} more" if more > 0 else shown


def _topic(requirement: Requirement, checklist: Checklist) -> Iterator[Line]:
    if requirement.topic:
        yield Line("Raises the subject, and so counts in part:", Look.ITEM, mark="- ")
        for evidence in requirement.topic:
            yield Line(_evidence(evidence, checklist), Look.QUIET, indent=2, mark="* ")


def _traps(requirement: Requirement) -> Iterator[Line]:
    if requirement.traps:
        yield from heading("What looks like it and does not count")
        for trap in requirement.traps:
            yield Line(f"{_some(trap.terms)}: {trap.why}", mark="- ")


def _examples(examples: Iterable[tuple[str, str, str]]) -> Iterator[Line]:
    yield from heading("Examples")
    for verdict, text, why in examples:
        shown = " / ".join(row.strip() for row in text.splitlines() if row.strip())
        yield Line(f"{verdict}: “{shown}”", mark="- ")
        if why:
            yield Line(why, Look.QUIET, indent=2)


def stale_page(reference: StaleReference) -> tuple[Line, ...]:
    """Return the page of one stale reference."""
    now, mark = reference.now, how_sure(reference.checked)
    until = f"Until {wording.day_in_words(reference.until)}." if reference.until else "It has no last day."
    since = f" since {wording.day_in_words(now.since)}" if now.since else ""
    cited = now.citation or ", ".join(part for part in (now.source, now.at) if part)
    return (
        Line(reference.title, Look.TITLE),
        Line(f"{reference.id}. {_severity(reference.severity)}. {until}"),
        Line(f"Now{since}: {now.name}. {cited} {mark}".rstrip()),
        Line(f"{now.url} ({checked_words(reference.checked)})", Look.QUIET),
        *heading("What to write"),
        Line(plainly(reference.message, reference)),
        *((Line(f"Write instead: {reference.replacement}"),) if reference.replacement else ()),
        *((Line(reference.rewrite),) if reference.rewrite else ()),
        *heading("What is looked for"),
        *((Line(_some([term.text for term in reference.terms]), mark="- "),) if reference.terms else ()),
        *(Line(pattern.why, mark="- ") for pattern in reference.patterns),
        *_ignored(reference),
        *_examples((_EXAMPLES[one.expected], one.text, one.why) for one in reference.examples),
    )


def wrong_law_page(claim: WrongLaw) -> tuple[Line, ...]:
    """Return the page of one wrong claim about the law."""
    return (
        Line(claim.title, Look.TITLE),
        Line(f"{claim.id}. Documents say this of the law, and it is not so."),
        *heading("What is so"),
        Line(claim.why),
        Line(f"{claim.citation} {how_sure(claim.checked)}".rstrip()),
        Line(f"{claim.url} ({checked_words(claim.checked)})".strip(), Look.QUIET),
        *heading("What to write"),
        Line(claim.replacement),
        *heading("What is looked for"),
        *(Line(pattern.why, mark="- ") for pattern in claim.claims),
        *_ignored(claim),
        *_examples((_EXAMPLES[one.expected], one.text, one.why) for one in claim.examples),
    )


def _severity(severity: Severity) -> str:
    return wording.SEVERITIES[severity]


def how_sure(checked: Checked) -> str:
    """Return the mark of law whose text nobody has read, "" where it was read."""
    return {FROM_MEMORY: wording.MEMORY_MARK, "second-hand": wording.SECOND_HAND_MARK}.get(checked.status, "")


def plainly(message: str, reference: StaleReference) -> str:
    """Return the message about the first of its terms, for a page that has no find to quote."""
    named = reference.terms[0].text if reference.terms else reference.title
    return message.replace("{quote}", named).replace("{now}", reference.now.name)


def _ignored(reference: StaleReference | WrongLaw) -> Iterator[Line]:
    reasons = dict.fromkeys(alike.why for alike in reference.ignore if alike.why)
    if reasons:
        yield from heading("What looks like it and is not flagged")
        for why in reasons:
            yield Line(why, mark="- ")
