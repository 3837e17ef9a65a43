"""The quotes of a report numbered in the order of the document, and where each is spoken of: links both ways."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from policykit.model.finding import Quote, Report
from policykit.report.place import document_of, place_words
from policykit.report.sections import distinct, stale_groups

FOUND, NEAR, STALE, LAW, DATE, LEFT = "found", "near", "stale", "law", "date", "left"
KINDS = {
    FOUND: "found, as evidence",
    NEAR: "came nearest",
    STALE: "out of date",
    LAW: "said of the law and not so",
    DATE: "a date of the document's own",
    LEFT: "left over, or a link to look at",
}
"""What a marked quote is, for the key above the text."""

_Place = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Use:
    """A quote shown in a finding: `owner` is the id of the element that shows it, `title` what a person calls that."""

    quote: Quote
    kind: str
    owner: str
    title: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A quote as a finding shows it: its number, its words and its place in words ("" where there is none)."""

    number: int
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Back:
    """A link from a marked quote to a finding that shows it: its visible label ("12", "12a") and what it leads to."""

    label: str
    owner: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote marked in a block's text: characters (end exclusive), number, kinds and the links back."""

    start: int
    end: int
    number: int
    kinds: tuple[str, ...]
    backs: tuple[Back, ...]


class Marks:
    """Every quote that a page shows, each place numbered once."""

    def __init__(self, report: Report, titles: dict[str, str]) -> None:
        """Give every quote of a report its number; `titles` gives the requirements' titles by id."""
        self._report = report
        self._uses: dict[_Place, list[Use]] = {}
        for use in _uses(report, titles):
            self._uses.setdefault(self._place(use.quote), []).append(use)
        order = {"": 0} | {other.origin.path: at for at, other in enumerate(report.companions, start=1)}
        places = sorted(self._uses, key=lambda place: (order.get(place[0], 0), *place[1:]))
        self._numbers = {place: number for number, place in enumerate(places, start=1)}

    def ref(self, quote: Quote) -> Ref:
        """Return a quote with its number; raises KeyError for one that no finding shows."""
        return Ref(self._numbers[self._place(quote)], quote.text, place_words(self._report, quote))

    def of_block(self, file: str, block: int) -> tuple[Mark, ...]:
        """Return the marks of one block, in order; `file` is "" for the document itself."""
        here = [place for place in self._numbers if place[0] == file and place[1] == block]
        return tuple(self._mark(place) for place in sorted(here))

    def kinds(self) -> tuple[str, ...]:
        """Return which kinds of mark there are, in the order of the key."""
        there = {use.kind for uses in self._uses.values() for use in uses}
        return tuple(kind for kind in KINDS if kind in there)

    def _mark(self, place: _Place) -> Mark:
        number, uses = self._numbers[place], self._uses[place]
        owners = {use.owner: use.title for use in uses}
        backs = tuple(Back(f"{number}{_suffix(at)}", owner, title) for at, (owner, title) in enumerate(owners.items()))
        return Mark(place[2], place[3], number, tuple(dict.fromkeys(use.kind for use in uses)), backs)

    def _place(self, quote: Quote) -> _Place:
        own = document_of(self._report, quote) is self._report.document
        return ("" if own else quote.file, quote.span.block, quote.span.start, quote.span.end)


def _suffix(at: int) -> str:
    """Return "" for the first, then a, b, ... z, aa: no two links of one quote may read the same."""
    return "" if at == 0 else ascii_lowercase[(at - 1) % 26] * ((at - 1) // 26 + 1)


def finding_anchor(name: str) -> str:
    """Return the id of the element that shows the finding on a requirement."""
    return f"f-{name}"


def stale_anchor(number: int) -> str:
    """Return the id of the element that shows the stale group of that number."""
    return f"s-{number}"


def law_anchor(number: int) -> str:
    """Return the id of the element that shows the wrong claim of that number."""
    return f"w-{number}"


def date_anchor(number: int) -> str:
    """Return the id of the element that shows the passed date of that number."""
    return f"d-{number}"


def leftover_anchor(number: int) -> str:
    """Return the id of the element that shows the leftover of that number."""
    return f"l-{number}"


def link_anchor(number: int) -> str:
    """Return the id of the element that shows the link of that number among those to look at."""
    return f"k-{number}"


def _uses(report: Report, titles: dict[str, str]) -> Iterator[Use]:
    for finding in (*report.requirements, *report.further):
        title, owner = titles.get(finding.id, finding.id), finding_anchor(finding.id)
        yield from _all(distinct(finding.evidence), FOUND, owner, title)
        if finding.nearest:
            yield Use(finding.nearest, NEAR, owner, title)
    for number, (_, group) in enumerate(stale_groups(report)):
        yield from _all((one.quote for one in group), STALE, stale_anchor(number), f"“{group[0].quote.text}”")
    for number, claim in enumerate(report.wrong_law):
        yield Use(claim.quote, LAW, law_anchor(number), "what is said about the law")
    for number, day in enumerate(one for one in report.dates if one.passed):
        yield Use(day.quote, DATE, date_anchor(number), "dates that have passed")
    for number, leftover in enumerate(report.leftovers):
        if leftover.quote:
            yield Use(leftover.quote, LEFT, leftover_anchor(number), "what is left over")
    for number, link in enumerate(one for one in report.links if one.problem):
        yield Use(link.quote, LEFT, link_anchor(number), "links")


def _all(quotes: Iterable[Quote], kind: str, owner: str, title: str) -> Iterator[Use]:
    return (Use(quote, kind, owner, title) for quote in quotes)
