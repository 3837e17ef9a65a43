"""What only many schools together show: passages that were copied, templates in different vintages, one SENCO in several.

All of it is said to an adviser as something to look at, for none of it is wrong in itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from policykit.audit.copies import Copied, Words, copied_passages
from policykit.audit.rounds import Role, Round, SchoolDocument, SchoolResult
from policykit.audit.schools import telling_words
from policykit.report.wording import day_in_words, listed, shorten

_OF_A_TEMPLATE = 5
"""Passages that two documents have in common, from which they come of one template."""
_NAMED = 8
_SAINT = {"st"}
"""Two schools with it in their names need have nothing else in common."""


@dataclass(frozen=True, slots=True)
class Template:
    """Schools whose documents were made from one template, with the day that each gives as its last review."""

    keys: tuple[str, ...]
    passages: int
    reviewed: tuple[date | None, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """All that was seen across the schools of a round; `shared_sencos` are surnames with the keys of the schools."""

    copied: tuple[Copied, ...] = ()
    templates: tuple[Template, ...] = ()
    other_names: tuple[tuple[str, str], ...] = ()
    shared_sencos: tuple[tuple[str, tuple[str, ...]], ...] = ()
    differing: tuple[tuple[str, str], ...] = field(default=())
    misfiled: tuple[tuple[str, str], ...] = field(default=())


def across(found: Round, texts: Iterable[Words]) -> Across:
    """Return what stands in several schools' documents, and what a school's own documents say differently.

    `texts` may be empty: then passages and templates are not looked for.
    """
    copied = copied_passages(list(texts))
    return Across(
        copied,
        tuple(_templates(found, copied)),
        tuple(_other_names(found)),
        tuple(_shared_sencos(found)),
        tuple(_differing(found)),
        tuple(_misfiled(found)),
    )


def _templates(found: Round, copied: Sequence[Copied]) -> Iterator[Template]:
    """Give the groups of schools whose documents have many passages in common, with the day of each."""
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for one in copied:
        # What a quarter of all schools say is the law or an authority's own paragraph, and tells no template.
        if len(one.keys) <= max(4, len(found.schools) // 4):
            for pair in combinations(sorted(one.keys), 2):
                pairs[pair] += 1
    joined: dict[str, set[str]] = {}
    for (first, second), count in pairs.items():
        if count >= _OF_A_TEMPLATE:
            group = joined.get(first, {first}) | joined.get(second, {second})
            for key in group:
                joined[key] = group
    order = [result.school.key for result in found.schools]
    reviewed = {result.school.key: _reviewed(result) for result in found.schools}
    told: set[frozenset[str]] = set()
    for key in order:
        group = joined.get(key, set())
        if group and frozenset(group) not in told:
            told.add(frozenset(group))
            keys = tuple(one for one in order if one in group)
            shared = sum(len(group & set(one.keys)) > 1 for one in copied)
            yield Template(keys, shared, tuple(reviewed[one] for one in keys))


def _reviewed(result: SchoolResult) -> date | None:
    return result.judged.last_review if result.judged else None


def _other_names(found: Round) -> Iterator[tuple[str, str]]:
    """Give each school whose document speaks of another one as its own, with the name that stands there."""
    for result in found.schools:
        for slip in result.slips:
            if slip.id == "other-school" and slip.quote.text:
                yield result.school.key, slip.quote.text


def _shared_sencos(found: Round) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the surnames of SENCOs that stand in several schools, where a telephone number or address stands in both too.

    A surname alone is no sign: many people have the same.
    """
    by_name: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for result in found.schools:
        if result.judged:
            for name in result.judged.sencos:
                by_name[name].append((result.school.key, frozenset(map(_bare, result.judged.contacts))))
    common = _common_contacts(found)
    for name, schools in sorted(by_name.items()):
        same = {
            key
            for (one, contacts), (other, others) in combinations(schools, 2)
            if (contacts & others) - common
            for key in (one, other)
        }
        if same:
            yield name, tuple(key for key, _ in schools if key in same)


def _common_contacts(found: Round) -> frozenset[str]:
    """Return the contacts of many schools: the authority's own services, which say nothing of a person."""
    counts: dict[str, int] = defaultdict(int)
    for result in found.schools:
        if result.judged:
            for contact in {_bare(one) for one in result.judged.contacts}:
                counts[contact] += 1
    most = max(3, len(found.schools) // 20)
    return frozenset(contact for contact, count in counts.items() if count > most)


def _differing(found: Round) -> Iterator[tuple[str, str]]:
    """Give each school whose own documents name different SENCOs or have no contact in common, with a sentence."""
    for result in found.schools:
        live = [one for one in result.documents if one.role in {Role.JUDGED, Role.COMPANION}]
        for one, other in combinations(live, 2):
            if one.sencos and other.sencos and not set(one.sencos) & set(other.sencos):
                yield (
                    result.school.key,
                    f"{_named(one)} names {_people(one)} as SENCO, {_named(other)} {_people(other)}.",
                )
            contacts, others = ({_bare(each) for each in document.contacts} for document in (one, other))
            if contacts and others and not contacts & others:
                yield (
                    result.school.key,
                    f"{_named(one)} and {_named(other)} have no telephone number or e-mail address in common.",
                )


def _misfiled(found: Round) -> Iterator[tuple[str, str]]:
    """Give each school with a document that calls itself by another school's name, with a sentence.

    A folder may be called anything, so the name is the register's; without one, the judged document's own.
    """
    for result in found.schools:
        live = [one for one in result.documents if one.role in {Role.JUDGED, Role.COMPANION} and one.school]
        own = result.school.name if result.school.given else next((o.school for o in live if o.role is Role.JUDGED), "")
        for one in live:
            if own and not (telling_words(own) & telling_words(one.school)) - _SAINT:
                yield result.school.key, f"{_named(one)} calls itself {one.school}'s."


def _bare(contact: str) -> str:
    """Return a number by its digits, and an address in small letters, so that spaces make no difference."""
    if "@" in contact:
        return contact.casefold().replace(" ", "")
    digits = re.sub(r"\D", "", contact)
    return f"0{digits.removeprefix('44').removeprefix('0')}" if digits else contact.casefold()


def _named(document: SchoolDocument) -> str:
    return document.path.rsplit("/", 1)[-1]


def _people(document: SchoolDocument) -> str:
    return listed(name.title() for name in document.sencos)


def across_sentences(found: Round, seen: Across) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return headings with their sentences, for every form in which a round is shown; nothing where nothing was seen."""
    names = {result.school.key: result.school.name for result in found.schools}

    def who(keys: Sequence[str]) -> str:
        told = [names.get(key, key) for key in keys[:_NAMED]]
        return listed([*told, f"{len(keys) - _NAMED} more"] if len(keys) > _NAMED else told)

    told = (
        (
            "Documents made from one template",
            [f"{who(one.keys)}: {one.passages} passages in common. {_vintages(one)}".strip() for one in seen.templates],
        ),
        (
            "Passages that stand in several schools' documents",
            [f"{who(one.keys)}: “{shorten(one.text, 220)}”" for one in seen.copied[:40]],
        ),
        (
            "Documents that call themselves another school's: perhaps filed in the wrong place",
            [f"{names.get(key, key)}: {words}" for key, words in seen.misfiled],
        ),
        (
            "Another school's name left in a document",
            [f"{names.get(key, key)}: “{words}”" for key, words in seen.other_names],
        ),
        (
            "Who seems to be SENCO in several schools (the same surname, and a contact in common)",
            [f"{name.title()}: {who(keys)}" for name, keys in seen.shared_sencos],
        ),
        (
            "Schools whose own documents name different people or contacts",
            [f"{names.get(key, key)}: {words}" for key, words in seen.differing],
        ),
    )
    return tuple((title, tuple(sentences)) for title, sentences in told if sentences)


def _vintages(one: Template) -> str:
    days = sorted({day for day in one.reviewed if day is not None})
    if len(days) < 2:  # noqa: PLR2004 - one day is no difference
        return ""
    return f"They were last reviewed between {day_in_words(days[0])} and {day_in_words(days[-1])}: look which edition is the newest."
