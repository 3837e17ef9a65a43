"""The facts of a school that its documents give: names, numbers, addresses, dates; every one to be confirmed.

Nothing is guessed: what two documents give differently is shown both ways, and the first document's is proposed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from policykit.draft import contacts
from policykit.draft.passages import OldDocument
from policykit.draft.remarks import taken_from
from policykit.model.candidate import Candidate
from policykit.model.document import Layer, Span
from policykit.model.drafting import Answer, Other, Question, State, TakenFrom

CONFIRM = "Is this still right?"
LOOK_UP = "Please look this up again: numbers and addresses of other bodies change."
_DIFFER = "Your documents do not agree on this."
_RECENT = timedelta(days=366)

_SENCO = re.compile(
    r"\b(?:SEND?CO|SEND? ?Co-?ordinator|Inclusion (?:Manager|Lead(?:er)?|Co-?ordinator))\b", re.IGNORECASE
)
_COUNCIL = re.compile(
    r"\b((?:London Borough of |Royal Borough of )(?:[A-Z][\w'’-]+)(?: (?:and|upon|[A-Z][\w'’-]+))*"
    r"|(?:[A-Z][\w'’-]+ (?:and |upon )?){1,4}(?:County |City |Borough |Metropolitan )*Council)\b"
)
_NO_COUNCIL = re.compile(
    r"\b(?:School|Student|Pupil|Youth|Eco|Parish|Town|British|Professions|Research|Sports?|Children)\b"
)
_OPENING = re.compile(r"^(?:(?:The|Our|For|From|In|At|And|Contact|Ask|If|Both|With|To|By|That|This|Your) )+")
_SERVICE = re.compile(
    r"\b(?:[A-Z][\w'’-]+(?: and| &)? ){0,4}(?:SENDIASS|SEND ?IAS|SENDIAS|SENDIAS Service|"
    r"(?:SEND? )?Information,? Advice,? (?:and|&) Support(?: Service)?)\b"
)
_APPROVER = re.compile(
    r"\bby (?:the |our )?((?:full |local |school )*(?:governing (?:body|board)|governors?|board of (?:governors|trustees)|"
    r"trust(?:ees)?(?: board)?|headteacher|principal|academy council|committee))\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Revd)\b\.? *")


@dataclass(frozen=True, slots=True)
class _Fact:
    text: str
    source: tuple[TakenFrom, ...] = ()
    note: str = CONFIRM


def facts(olds: Sequence[OldDocument], asked: Iterable[Question]) -> dict[str, Answer]:
    """Return proposals for those of the questions that ask for a fact which a document gives."""
    finders: dict[str, Callable[[OldDocument], Iterator[_Fact]]] = {
        "school_name": _school_name,
        "local_authority": _authority,
        "school_address": lambda old: _contacts(old, contacts.addresses(old)),
        "school_phone": lambda old: _contacts(old, contacts.phones(old)),
        "school_email": lambda old: _contacts(old, contacts.emails(old)),
        "school_website": lambda old: _contacts(old, contacts.websites(old)),
        "headteacher": lambda old: _contacts(old, contacts.heads(old)),
        "chair": lambda old: _contacts(old, contacts.chairs(old)),
        "senco_name": _senco_name,
        "senco_phone": lambda old: _of_senco(old, "phone"),
        "senco_email": lambda old: _of_senco(old, "email"),
        "approved_on": _approved,
        "next_review": _next_review,
        "approved_by": _approver,
        "advice_service": _service,
        "advice_phone": lambda old: _things(old, "sch1.11", "contact", ("phone",), LOOK_UP),
        "advice_email": lambda old: _things(old, "sch1.11", "contact", ("email",), LOOK_UP),
        "advice_website": lambda old: _things(old, "sch1.11", "contact", ("url", "link"), LOOK_UP),
        "local_offer": lambda old: _things(old, "sch1.13", "where", ("url", "link"), LOOK_UP),
    }
    given: dict[str, Answer] = {}
    named = [old for old in olds if any(_service(old))]
    for question in asked:
        finder = finders.get(question.id)
        if finder is not None:
            # Without the service's name a number beside it may be anybody's.
            sources = named if question.id.startswith("advice_") else olds
            found = [fact for old in sources if (fact := next(iter(finder(old)), None))]
            if found:
                given[question.id] = _answer(found)
    return given


def _answer(found: Sequence[_Fact]) -> Answer:
    first = found[0]
    others = {_plain(one.text): one for one in found[1:] if not _same(one.text, first.text)}
    return Answer(
        first.text,
        State.PROPOSED,
        first.source,
        (first.note, *([_DIFFER] if others else [])),
        tuple(Other(one.text, one.source) for one in others.values()),
    )


def _plain(text: str) -> str:
    return _TITLE.sub("", text).casefold().rstrip("/").removeprefix("https://").removeprefix("http://")


def _same(one: str, other: str) -> bool:
    """Return whether two facts are one, titles and spaces aside: "Mrs Ada Finch" and "Ada Finch"."""
    first, second = (_plain(text).replace(" ", "") for text in (one, other))
    return first == second


def _found(old: OldDocument, requirement: str, element: str) -> Iterator[Candidate]:
    for one in old.candidates:
        if one.found and one.requirement == requirement and one.element == element:
            yield one


def _things(
    old: OldDocument, requirement: str, element: str, kinds: Sequence[str], note: str = CONFIRM
) -> Iterator[_Fact]:
    for one in _found(old, requirement, element):
        for thing in one.things:
            text = thing.text.replace(" ", "") if thing.kind == "email" else thing.text.removeprefix("mailto:")
            if thing.kind in kinds and not ("@" in text and thing.kind == "link"):
                yield _Fact(text, (taken_from(old, [one.span]),), note)


def _words(old: OldDocument, span: Span) -> str:
    return old.document.blocks[span.block].text[span.start : span.end]


def _school_name(old: OldDocument) -> Iterator[_Fact]:
    if old.report.about.school:
        yield _Fact(old.report.about.school, (TakenFrom(old.document.origin.path.rsplit("/", 1)[-1]),))


def _authority(old: OldDocument) -> Iterator[_Fact]:
    seen: Counter[str] = Counter()
    where: dict[str, Span] = {}
    for block in old.document.blocks:
        if block.layer is Layer.CONTENTS:
            continue
        for match in _COUNCIL.finditer(block.text):
            name = _OPENING.sub("", match[1])
            if not _NO_COUNCIL.search(name) and len(name.split()) > 1:
                seen[name] += 1
                where.setdefault(name, Span(block.index, match.start(), match.end()))
    for name, _ in seen.most_common(1):
        yield _Fact(name, (taken_from(old, [where[name]]),))


def _contacts(old: OldDocument, found: Iterable[contacts.Contact]) -> Iterator[_Fact]:
    for one in found:
        yield _Fact(one.text, (taken_from(old, [one.span]),))


def _of_senco(old: OldDocument, kind: str) -> Iterator[_Fact]:
    """Give the SENCO's number or address; a document that names no SENCO holds the office's or somebody else's."""
    if any(_senco_name(old)) or any(_SENCO.search(_words(old, one.span)) for one in _found(old, "sch1.4", "contact")):
        yield from _things(old, "sch1.4", "contact", (kind,))


def _senco_name(old: OldDocument) -> Iterator[_Fact]:
    for one in _found(old, "sch1.4", "name"):
        words = " ".join(_words(old, Span(number, 0, len(old.document.blocks[number].text))) for number in one.passage)
        sentence = _words(old, one.span)
        text = sentence if _SENCO.search(sentence) else words
        title = _SENCO.search(text)
        names = [thing.text for thing in one.things if thing.kind == "name" and thing.text in text]
        if names:
            at = title.start() if title else 0
            nearest = min(names, key=lambda name: _gap(text, name, at, title.end() if title else 0))
            yield _Fact(nearest, (taken_from(old, [one.span]),))


def _gap(text: str, name: str, start: int, end: int) -> int:
    """Return how many characters stand between a name and the words from `start` to `end`."""
    at = text.find(name)
    return start - at - len(name) if at < start else at - end


def _approved(old: OldDocument) -> Iterator[_Fact]:
    days = [one for one in old.report.dates if one.kind in {"approved", "last-review"} and one.day <= old.report.as_at]
    if days:
        latest = max(days, key=lambda one: one.day)
        source = (taken_from(old, [latest.quote.span]),)
        if old.report.as_at - latest.day <= _RECENT:
            yield _Fact(
                latest.day.isoformat(), source, "The day of your old document. Has this one been approved since?"
            )
        else:
            yield _Fact("", source, f"Your old document says “{latest.quote.text}”. Give the day of the new one.")


def _next_review(old: OldDocument) -> Iterator[_Fact]:
    days = [one for one in old.report.dates if one.kind == "next-review"]
    if days:
        latest = max(days, key=lambda one: one.day)
        source = (taken_from(old, [latest.quote.span]),)
        if latest.day > old.report.as_at:
            yield _Fact(latest.day.isoformat(), source)
        else:
            note = f"Your old document says “{latest.quote.text}”, which has passed. Give the next one."
            yield _Fact("", source, note)


def _approver(old: OldDocument) -> Iterator[_Fact]:
    for one in old.report.dates:
        if one.kind in {"approved", "last-review"}:
            block = old.document.blocks[one.quote.words.block]
            if match := _APPROVER.search(block.text):
                yield _Fact(f"The {match[1].lower()}", (taken_from(old, [one.quote.span]),))


def _service(old: OldDocument) -> Iterator[_Fact]:
    for one in _found(old, "sch1.11", "service"):
        if match := _SERVICE.search(_words(old, one.span)):
            name = _OPENING.sub("", match[0])
            yield _Fact(name, (taken_from(old, [one.span]),), LOOK_UP)
