"""Where to go next on a school's site: the links that speak most of SEN first, and none twice."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policykit.collect.addresses import is_trap, same_place, site_of, without_numbers
from policykit.collect.pages import Link
from policykit.collect.words import LinkWords
from policykit.network import NoAnswer, parts_of

WANTED = 8
"""From this weight on a link speaks of a document on SEN by its own words, not by what stands near it."""
POLICY, REPORT = 12, 14
_NEAR = 3
"""So much less weigh words that only stand near a link."""
_ON_PAGE = 3
"""What a document weighs that lies on a page about SEN and says nothing itself."""
_OF_ADDRESS = 1
_SEN_FIRST = 20
_AVOIDED = 8
_FRAME = 3
_MOST_ALIKE = 8
"""So many addresses that differ only in numbers are followed; more where they speak of SEN, as downloads may."""
_MOST_ALIKE_WANTED = 25


@dataclass(frozen=True, slots=True)
class Step:
    """An address to ask: `weight` is how much it speaks of a document on SEN, `path` the words of the links to it.

    `depth` counts the pages before it. `begins` marks a first address, which the register gave.
    """

    address: str
    path: tuple[str, ...] = ()
    depth: int = 0
    weight: int = 0
    way: int = 0
    begins: bool = False

    @property
    def is_wanted(self) -> bool:
        """Whether its own words speak of a document on SEN."""
        return self.weight >= WANTED or (self.begins and self.weight > 0)


class Steps:
    """The steps still to take, the most promising first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, Step]] = []
        self._best: dict[str, int] = {}
        self._taken: set[str] = set()
        self._alike: Counter[str] = Counter()
        self._order = 0

    def add(self, step: Step, *, score: int) -> None:
        """Take a step in, unless its address is there as promising already or looks like one of endlessly many."""
        try:
            place = same_place(step.address)
        except NoAnswer:
            return
        if place in self._taken or self._best.get(place, 0) >= score or is_trap(step.address):
            return
        alike = without_numbers(step.address)
        if place not in self._best:
            if self._alike[alike] >= (_MOST_ALIKE_WANTED if step.is_wanted else _MOST_ALIKE):
                return
            self._alike[alike] += 1
        self._best[place] = score
        self._order += 1
        heapq.heappush(self._waiting, (-score, self._order, step))

    def mark(self, address: str) -> bool:
        """Note that an address was reached; return whether it is the first time."""
        place = same_place(address)
        is_new = place not in self._taken
        self._taken.add(place)
        return is_new

    def __iter__(self) -> Iterator[Step]:
        """Give the steps, each address once, with those that are added meanwhile."""
        while self._waiting:
            step = heapq.heappop(self._waiting)[2]
            if self.mark(step.address):
                yield step


def steps_of(
    links: Iterable[Link], at: Step, spoken: LinkWords, sites: set[str], *, about_sen: bool
) -> Iterator[tuple[Step, int]]:
    """Give the links of a page that are worth a step, with their scores; `about_sen` tells that the page speaks of SEN.

    A document on another site is given too where it speaks of a report or policy: the caller says that it was not visited.
    """
    for link in links:
        if spoken.is_left(link.address):
            continue
        own, by_address = spoken.weigh(link.words), spoken.weigh_address(link.address)
        # On a shared drive a document's address says nothing of what it is.
        on_drive = spoken.is_drive(link.address)
        is_document = on_drive or spoken.is_document(link.address)
        weight = max(own.wanted, by_address.wanted - _OF_ADDRESS)
        if is_document or link.shown_inside or not link.words:
            weight = max(weight, spoken.weigh(link.near).wanted - _NEAR)
        if is_document and about_sen and not link.of_every_page:
            weight = max(weight, _ON_PAGE)
        way = max(own.way, by_address.way - _OF_ADDRESS, _FRAME if link.shown_inside else 0)
        avoided = own.avoided or by_address.avoided
        if avoided and not own.wanted and not (is_document and by_address.wanted):
            continue
        step = Step(
            link.address, (*at.path, link.words or link.near or link.address), at.depth + 1, max(weight, 0), way
        )
        if not is_own(link.address, sites):
            on_files_host = spoken.keeps_documents(parts_of(link.address)[1])
            if not (step.weight and (on_files_host or on_drive)) and own.wanted < POLICY:
                continue
        score = _score(step, is_document=is_document, avoided=avoided)
        if score > 0:
            yield step, score


def is_own(address: str, sites: set[str]) -> bool:
    """Tell whether an address lies on one of the school's own sites."""
    try:
        return site_of(address) in sites
    except NoAnswer:
        return False


def _score(step: Step, *, is_document: bool, avoided: bool) -> int:
    if not step.weight and (is_document or not step.way):
        return 0
    # What leads there weakly ("About us") is followed from the first two pages only.
    score = _SEN_FIRST + step.weight + is_document if step.weight else step.way + 1
    return score - step.depth - (_AVOIDED if avoided else 0)
