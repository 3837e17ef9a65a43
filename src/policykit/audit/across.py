"""What only many schools together show: passages that were copied, templates in different vintages, one SENCO in several.

All of it is said to an adviser as something to look at, for none of it is wrong in itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from policykit.audit.copies import Copied, Words, copied_passages
from policykit.audit.rounds import Role, Round, SchoolDocument, judged_of
from policykit.audit.schools import telling_words

_OF_A_TEMPLATE = 5
"""Passages that two documents have in common, from which they come of one template."""
_SAINT = {"st"}
"""Two schools with it in their names need have nothing else in common."""


@dataclass(frozen=True, slots=True)
class Template:
    """Schools whose documents were made from one template, with the day that each gives as its last review."""

    keys: tuple[str, ...]
    passages: int
    reviewed: tuple[date | None, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Two documents of one school that name different SENCOs, by surname; empty where they have no contact in common."""

    key: str
    paths: tuple[str, str]
    sencos: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Misfiled:
    """A document of a school that calls itself by another school's name."""

    key: str
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Across:
    """All that was seen across the schools of a round, each by its key.

    `other_names` are keys with the words that stand there, `shared_sencos` surnames with the keys of the schools.
    """

    copied: tuple[Copied, ...] = ()
    templates: tuple[Template, ...] = ()
    other_names: tuple[tuple[str, str], ...] = ()
    shared_sencos: tuple[tuple[str, tuple[str, ...]], ...] = ()
    differing: tuple[Differing, ...] = ()
    misfiled: tuple[Misfiled, ...] = ()


def across(found: Round, texts: Iterable[Words]) -> Across:
    """Return what stands in several schools' documents, and what a school's own documents say differently.

    `texts` may be empty: then passages and templates are not looked for.
    """
    copied = copied_passages(texts)
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
    order = [head.school.key for head in found.heads()]
    reviewed = {school.key: _reviewed(documents) for school, documents in found.documents()}
    told: set[frozenset[str]] = set()
    for key in order:
        group = joined.get(key, set())
        if group and frozenset(group) not in told:
            told.add(frozenset(group))
            keys = tuple(one for one in order if one in group)
            shared = sum(len(group & set(one.keys)) > 1 for one in copied)
            yield Template(keys, shared, tuple(reviewed[one] for one in keys))


def _reviewed(documents: Sequence[SchoolDocument]) -> date | None:
    judged = judged_of(documents)
    return judged.last_review if judged else None


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
    for school, documents in found.documents():
        judged = judged_of(documents)
        for name in judged.sencos if judged else ():
            by_name[name].append((school.key, frozenset(map(_bare, judged.contacts if judged else ()))))
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
    for _, documents in found.documents():
        judged = judged_of(documents)
        for contact in {_bare(one) for one in judged.contacts} if judged else ():
            counts[contact] += 1
    most = max(3, len(found.schools) // 20)
    return frozenset(contact for contact, count in counts.items() if count > most)


def _differing(found: Round) -> Iterator[Differing]:
    """Give each two documents of one school that name different SENCOs or have no contact in common."""
    for school, documents in found.documents():
        live = [one for one in documents if one.role in {Role.JUDGED, Role.COMPANION}]
        for one, other in combinations(live, 2):
            paths = (one.path, other.path)
            if one.sencos and other.sencos and not set(one.sencos) & set(other.sencos):
                yield Differing(school.key, paths, (one.sencos, other.sencos))
            contacts, others = ({_bare(each) for each in document.contacts} for document in (one, other))
            if contacts and others and not contacts & others:
                yield Differing(school.key, paths)


def _misfiled(found: Round) -> Iterator[Misfiled]:
    """Give each document that calls itself by another school's name.

    A folder may be called anything, so the name is the register's; without one, the judged document's own.
    """
    for school, documents in found.documents():
        live = [one for one in documents if one.role in {Role.JUDGED, Role.COMPANION} and one.school]
        own = school.name if school.given else next((one.school for one in live if one.role is Role.JUDGED), "")
        for one in live:
            if own and not (telling_words(own) & telling_words(one.school)) - _SAINT:
                yield Misfiled(school.key, one.path, one.school)


def _bare(contact: str) -> str:
    """Return a number by its digits, and an address in small letters, so that spaces make no difference."""
    if "@" in contact:
        return contact.casefold().replace(" ", "")
    digits = re.sub(r"\D", "", contact)
    return f"0{digits.removeprefix('44').removeprefix('0')}" if digits else contact.casefold()
