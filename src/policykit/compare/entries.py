"""The findings of one edition as they are compared, made from the JSON report: of today's check or of a stored one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from policykit.model.document import Document
from policykit.model.wordform import normalised
from policykit.report import wording
from policykit.report.json import Shape

REQUIREMENT, WRONG_LAW, DATE, LEFTOVER, STALE = "requirement", "wrong-law", "date", "leftover", "stale"
"""What an entry is: the lists of a report that hold findings."""


@dataclass(frozen=True, slots=True)
class Words:
    """A quote as compared: its text, its place, and the block it stands in ("" where the document is not to hand)."""

    text: str
    page: int | None
    section: str
    around: str = ""

    @property
    def key(self) -> str:
        """The quote in the form in which two editions are held against one another."""
        return normalised(self.text)

    def place(self) -> str:
        """Return the place as a person would cite it, "" where there is none."""
        parts = [f"page {self.page}"] if self.page is not None else []
        return ", ".join([*parts, *([f"section “{self.section}”"] if self.section else [])])


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding of one edition.

    `status` and `counts` are a requirement's, "" for the rest. `told` says what the finding says, `remedy` what to write.
    `accepted` is who accepted it and why, "" where nobody has. Where `sure` is False a person should look.
    """

    kind: str
    id: str
    title: str
    status: str = ""
    counts: str = ""
    publish: str = ""
    quotes: tuple[Words, ...] = ()
    told: str = ""
    remedy: str = ""
    accepted: str = ""
    sure: bool = True


def entries_of(shape: Shape, document: Document | None) -> tuple[Entry, ...]:
    """Return every finding of a report but its stale references; `document` gives the words around each quote."""
    return (
        *(_requirement(found, document) for found in (*shape["requirements"], *shape["further"])),
        *(_placed(WRONG_LAW, found, document) for found in shape["wrong_law"]),
        *(_placed(DATE, found, document) for found in shape["dates"]),
        *(_placed(LEFTOVER, found, document) for found in shape.get("leftovers", ())),
    )


def stale_of(shape: Shape, document: Document | None) -> tuple[Entry, ...]:
    """Return every stale reference of a report that is not mere history, one for each place."""
    return tuple(_placed(STALE, found, document) for found in shape["stale"] if found["severity"] != "history")


def _requirement(found: Shape, document: Document | None) -> Entry:
    return Entry(
        REQUIREMENT,
        found["id"],
        found["title"],
        found["status"],
        found["counts"],
        found["publish"],
        tuple(_words(found["evidence"], document)),
        found["reason"],
        found["advice"],
        _accepted(found),
        found["sure"],
    )


def _placed(kind: str, found: Shape, document: Document | None) -> Entry:
    remedy = found.get("replacement") or found.get("remedy") or ""
    title = found["quote"] or found["place"]
    if kind == DATE:
        kind_of_date = str(found["kind"])
        title = f"{wording.DATE_KINDS.get(kind_of_date, kind_of_date).capitalize()}: {title}"
    return Entry(
        kind,
        found.get("id") or found["kind"],
        title,
        quotes=tuple(_words([found], document)) if found["where"] else (),
        told=found["message"],
        remedy=remedy,
        accepted=_accepted(found),
    )


def _words(quotes: Iterable[Shape], document: Document | None) -> Iterator[Words]:
    for found in quotes:
        where: dict[str, Any] = found["where"]
        here = document is not None and where["file"] == document.origin.path and where["block"] is not None
        around = document.blocks[where["block"]].text if document is not None and here else ""
        yield Words(found["quote"], where["page"], where["section"], around)


def _accepted(found: Shape) -> str:
    accepted = found.get("accepted")
    return f"{accepted['reason']} ({accepted['name']}, until {accepted['until']})" if accepted else ""
