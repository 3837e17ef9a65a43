"""All terms of a checklist as tables of numbers, so that a document is searched for every one of them at once.

Making the tables takes as long as several checks: they are made with the compiled checklist and kept in it as text.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from policykit.check.rows import Rows, flat, rows_of
from policykit.check.term_plan import Spot, plan
from policykit.check.term_ways import Ways, read, ways_of
from policykit.model.catalogues import Catalogues
from policykit.model.law import Checklist

if TYPE_CHECKING:
    import numpy as np

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TermTable:
    """The groups of terms that a checklist asks for (each a tuple in it), their terms and the words these need.

    `words` are whole words and `openings` beginnings of words, by their number; `spots_of` are the spots that a word may
    stand in, by that number. `needed` are the spots of each term that must be filled, those of vocabularies left out; of a
    `fixed` term they are all its places in order, with no word between. `ways` are the places of the others. `terms_in` are a group's terms in its tuple's order,
    `groups_of` a term's groups. `group_at` tells the group of a tuple by which object it is; `groups` are those objects.
    """

    words: dict[str, int]
    openings: dict[str, int]
    spots_of: Rows
    needed: Rows
    fixed: "np.ndarray"
    ways: Ways
    terms_in: Rows
    groups_of: Rows
    groups: list[Terms]
    group_at: dict[int, int]
    tuples: list[Terms]
    """Every tuple of the checklist: while they are here no other object can be taken for one."""
    standing_for: dict[str, tuple[int, ...]]
    """What is known of the words of documents seen before: the words and openings that each of them stands for."""

    def stands_for(self, word: str) -> tuple[int, ...]:
        """Return the words and openings, by number, that a word of a document is or begins with."""
        found = self.standing_for.get(word)
        if found is None:
            openings = self.openings
            own = [openings[word[:end]] for end in range(1, len(word) + 1) if word[:end] in openings]
            if (whole := self.words.get(word)) is not None:
                own.append(whole)
            if len(self.standing_for) > _MOST_WORDS:
                self.standing_for.clear()
            found = self.standing_for[word] = tuple(own)
        return found


_MOST_WORDS = 1 << 16
"""Words of documents that are remembered; beyond it they are all forgotten, so that a long run does not grow."""


def terms_of(checklist: Checklist) -> Iterator[Terms]:
    """Give every tuple of terms that a check asks a document for, in a fixed order, equal ones again."""
    for vocabulary in checklist.vocabularies:
        yield vocabulary.terms
    for requirement in checklist.requirements:
        for trap in requirement.traps:
            yield trap.terms
        for evidence in chain(requirement.topic, *(element.evidence for element in requirement.elements)):
            yield evidence.unless
            yield evidence.under
            for matcher in evidence.matchers:
                yield matcher.terms


def packed(every: Iterable[Terms], vocabularies: Sequence[str] = ()) -> str:
    """Return the tables of groups of terms as text, as `unpacked` takes them; raises ValueError where a term cannot be read.

    The first groups are those of `vocabularies`, by their ids.
    """
    groups: dict[Terms, int] = {}
    tuples = list(every)
    order = [groups.setdefault(terms, len(groups)) for terms in tuples]
    terms: dict[str, int] = {}
    terms_in = [[terms.setdefault(term, len(terms)) for term in group] for group in groups]
    plans = [plan(term) for term in terms]
    spots: dict[Spot, int] = {}
    for one in plans:
        for place in one.places:
            if place.spot and not place.spot.name:
                spots.setdefault(place.spot, len(spots))
    needed = [[spots[spot] for spot in one.needed if not spot.name] for one in plans]
    choices = {choice: number for number, choice in enumerate(sorted({one for spot in spots for one in spot.choices}))}
    spots_of: list[list[int]] = [[] for _ in choices]
    for spot, number in spots.items():
        for choice in sorted(set(spot.choices)):
            spots_of[choices[choice]].append(number)
    groups_of: list[list[int]] = [[] for _ in terms]
    for group, members in enumerate(terms_in):
        for term in dict.fromkeys(members):
            groups_of[term].append(group)
    named = {name: [plan(term) for term in group] for name, group in zip(vocabularies, tuples, strict=False)}
    tables = [list_ for table in (spots_of, needed, terms_in, groups_of) for list_ in flat(table)]
    head = [[len(spots), len(vocabularies)], [int(one.is_fixed) for one in plans], order]
    numbers = [_text(part) for part in (*head, *ways_of(plans, spots, named), *tables)]
    return json.dumps([list(choices), numbers], ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str, every: Iterable[Terms]) -> TermTable:
    """Return the tables in a text made from the same groups in the same order."""
    choices, numbers = json.loads(text)
    sizes, fixed, order, lengths, places, levels, vocabulary_levels, *parts = [_numbers(one) for one in numbers]
    spots_of, needed, terms_in, groups_of = map(rows_of, parts[::2], parts[1::2])
    tuples = list(every)
    groups: dict[int, Terms] = {}
    for group, terms in zip(order.tolist(), tuples, strict=True):
        groups.setdefault(group, terms)
    return TermTable(
        words={choice: number for number, choice in enumerate(choices) if choice[-1:] != "*"},
        openings={choice[:-1]: number for number, choice in enumerate(choices) if choice[-1:] == "*"},
        spots_of=spots_of,
        needed=needed,
        fixed=fixed.astype(bool),
        ways=read(rows_of(lengths, places), levels, vocabulary_levels, order[: sizes[1]], int(sizes[0])),
        terms_in=terms_in,
        groups_of=groups_of,
        groups=[groups[number] for number in range(len(groups))],
        group_at={id(terms): group for group, terms in zip(order.tolist(), tuples, strict=True)},
        tuples=tuples,
        standing_for={},
    )


_last: list[tuple[Checklist, TermTable]] = []


def table_of(catalogues: Catalogues) -> TermTable | None:
    """Return the tables of the catalogues' terms, None where they came without; those of the last ones are remembered."""
    if not catalogues.terms:
        return None
    # One assignment and one reading each, so that threads at worst make them twice.
    for checklist, table in _last[:1]:
        if checklist is catalogues.checklist:
            return table
    table = unpacked(catalogues.terms, terms_of(catalogues.checklist))
    _last[:] = [(catalogues.checklist, table)]
    return table


def _text(numbers: Sequence[int]) -> str:
    import numpy as np

    width = "2" if max(numbers, default=0) < 1 << 16 else "4"
    return width + base64.b64encode(np.array(numbers, dtype=f"<u{width}").tobytes()).decode()


def _numbers(text: str) -> "np.ndarray":
    import numpy as np

    return np.frombuffer(base64.b64decode(text[1:]), dtype=f"<u{text[0]}").astype(np.int64)
