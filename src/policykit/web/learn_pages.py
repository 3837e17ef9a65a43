"""Learning: each requirement, stale reference and wrong claim as a page, with the law and good examples."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykit.errors import PolicyKitError
from policykit.pipeline import catalogues
from policykit.report.explain import page_of
from policykit.report.lines import Line, Look
from policykit.web import show
from policykit.web.settings import day_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from policykit.model.law import Requirement

_PATTERN = "*"
"""What stands before the patterns that are looked for."""

_GROUPS = (
    ("must", "What the law requires the published information to say"),
    ("should", "What the Code of Practice says it should have"),
    ("good-practice", "Good practice, and what other documents are for"),
)


def routes() -> "list[Route]":
    """Return the addresses of this journey."""
    from starlette.routing import Route

    return [Route("/learn", every), Route("/learn/{name}", one)]


async def every(_: "Request") -> "Response":
    """Answer with the list of all that is looked for."""
    known = catalogues()
    requirements = known.checklist.requirements

    def _published(force: str) -> "list[Requirement]":
        return [one for one in requirements if one.publish == force]

    groups = [(title, _published(force)) for force, title in _GROUPS]
    stale = sorted(known.stale.references, key=lambda reference: reference.title.casefold())
    claims = sorted(known.wrong_law, key=lambda claim: claim.title.casefold())
    return show.page("learn.html", at="learn", groups=groups, stale=stale, claims=claims)


async def one(request: "Request") -> "Response":
    """Answer with one requirement, stale reference or wrong claim."""
    known, name = catalogues(), request.path_params["name"]
    try:
        lines = page_of(name, known, day_of(request.query_params.get("as_at", "")))
    except PolicyKitError as error:
        return show.problem(error)
    if lines is None:
        return show.not_found()
    title, rest = lines[0].text, lines[1:]
    return show.page("learn_one.html", at="learn", title=title, parts=parts_of(rest))


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or, where `is_listed`, an item of a list, with the lines that belong to it; an address is a link."""

    text: str
    is_listed: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading ("" at the top) with what stands under it; `is_detail` where it is of use to those who mend the checklist."""

    title: str
    items: tuple[Item, ...]
    is_detail: bool


def parts_of(lines: Iterable[Line]) -> list[Part]:
    """Return the lines of a page under their headings, each line that is set in with the one it belongs to."""
    parts: list[tuple[str, list[Line]]] = [("", [])]
    for line in lines:
        if line.look in {Look.TITLE, Look.HEADING}:
            parts.append((line.text, []))
        elif line.text.strip():
            parts[-1][1].append(line)
    return [
        Part(title, _items(held), any(line.mark.strip() == _PATTERN for line in held)) for title, held in parts if held
    ]


def _items(lines: list[Line]) -> tuple[Item, ...]:
    items: list[Item] = []
    for line in lines:
        if line.indent and items:
            items[-1] = replace(items[-1], notes=(*items[-1].notes, line.text))
        else:
            items.append(Item(line.text, bool(line.mark.strip())))
    return tuple(items)
