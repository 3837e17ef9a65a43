"""One school's site visited: from its first address along the links that speak of SEN, until there are no more or enough."""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from policykit.collect.addresses import beginnings, looks_like_web, one_spelling, site_of
from policykit.collect.asking import NOT_MODIFIED, Answer, Asker, Budget, Wish
from policykit.collect.outcome import concluded
from policykit.collect.pages import Page, links_from_text, links_to_text, page_of
from policykit.collect.reasons import NotCollected, SpentError, on_drive
from policykit.collect.steps import POLICY, REPORT, WANTED, Step, Steps, is_own, steps_of
from policykit.collect.target import Target
from policykit.collect.what import SUFFIXES, format_of, is_sen_document, name_for
from policykit.collect.words import LinkWords, link_words
from policykit.collected import Asked, CollectedSchool, Reason
from policykit.network import parts_of

_TOLD = 20
"""What an address weighs that the register gave as a report's own."""
_FIRST = 100
_PASSING = {Reason.UNREACHABLE, Reason.SLOW, Reason.ERROR, Reason.REFUSED}
"""Troubles that another day may not have."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document to keep: `aside` holds its bytes, None where an earlier visit's file is still the same."""

    asked: Asked
    aside: Path | None
    name: str


@dataclass(frozen=True, slots=True)
class Visited:
    """A school with what its visit brought; the documents still lie aside."""

    school: CollectedSchool
    kept: tuple[Kept, ...]
    is_whole: bool
    """Whether all of it was seen that was to be: only then does a document that is no longer linked count as gone."""


@dataclass(slots=True)
class Visit:
    """A visit under way; `earlier` holds what an earlier one asked, by address, and `aside` is a folder of its own."""

    target: Target
    asker: Asker
    folder: Path
    aside: Path
    earlier: Mapping[str, Asked]
    words: LinkWords = field(default_factory=link_words)
    steps: Steps = field(default_factory=Steps)
    sites: set[str] = field(default_factory=set)
    asked: list[Asked] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    weights: set[int] = field(default_factory=set)
    pages: int = 0
    spent: str = ""

    def run(self) -> Visited:
        """Return what the visit brought; raises NoAnswer where a person stopped it, and OSError from the disk."""
        began = time.monotonic()
        settings = self.asker.settings
        budget = Budget(began + settings.school_seconds, settings.requests, settings.school_bytes)
        try:
            for address in self.target.addresses:
                self._begin(address, _TOLD, budget)
            self._go_on(budget)
            if not self.kept and looks_like_web(self.target.website):
                self._begin(self.target.website, 0, budget)
                self._go_on(budget)
        except SpentError as error:
            self.spent = str(error)
        target = self.target
        made = CollectedSchool(
            target.key,
            target.name,
            target.urn,
            target.type,
            target.phase,
            target.contact,
            target.website,
            pages=self.pages,
            requests=budget.spent_requests,
            size=budget.spent_size,
            seconds=round(time.monotonic() - began, 1),
            visited_at=datetime.now(UTC).isoformat(timespec="microseconds"),
            asked=tuple(self.asked),
        )
        return Visited(
            concluded(made, len(self.kept), settings.documents, self.spent), tuple(self.kept), self._is_whole()
        )

    def _is_whole(self) -> bool:
        return not self.spent and not any(one.reason in _PASSING for one in self.asked)

    def _begin(self, text: str, weight: int, budget: Budget) -> None:
        """Ask a first address, the plain way too where the safe one does not answer."""
        if not looks_like_web(text):
            why = f"The register gives what is no web address: {text[:80]}"
            self.asked.append(Asked(text, reason=Reason.NO_ADDRESS, why=why, remedy="Correct it.", wanted=True))
            return
        tried = beginnings(text)
        for at, address in enumerate(tried):
            step = Step(address, weight=weight, begins=True)
            failed = self._take(step, budget)
            if failed is None or failed.reason not in {Reason.UNREACHABLE, Reason.SLOW}:
                return
            if at < len(tried) - 1:
                self.asked.pop()

    def _go_on(self, budget: Budget) -> None:
        for step in self.steps:
            if len(self.kept) >= self.asker.settings.documents:
                return
            has_both = REPORT in self.weights and POLICY in self.weights
            if step.weight or not has_both:
                self._take(step, budget)

    def _take(self, step: Step, budget: Budget) -> NotCollected | None:
        """Ask one address and note what came; return why nothing did."""
        known = self._known(step.address)
        try:
            if self.words.is_drive(step.address):
                raise on_drive(parts_of(step.address)[1], step.address)
            if not step.begins and not is_own(step.address, self.sites):
                self._refuse_elsewhere(step, step.address)
            answer = self.asker.get(Wish(step.address, self._may(step), _conditions(known)), budget)
            self._taken(step, answer, known)
        except NotCollected as error:
            self.asked.append(
                Asked(
                    step.address,
                    error.final,
                    error.status,
                    error.reason,
                    error.why,
                    error.remedy,
                    asked_at=_now(),
                    path=step.path,
                    wanted=step.is_wanted or step.begins or (step.weight > 0 and self.words.is_drive(step.address)),
                )
            )
            return error
        return None

    def _may(self, step: Step) -> Callable[[str], None]:
        """Return what looks at each address that a redirect leads to."""

        def _look(address: str) -> None:
            host = parts_of(address)[1]
            if self.words.asks_login(host):
                raise NotCollected(Reason.LOGIN, final=address)
            if self.words.is_drive(address):
                raise on_drive(host, address)
            if not step.begins and not is_own(address, self.sites):
                self._refuse_elsewhere(step, address)

        return _look

    def _refuse_elsewhere(self, step: Step, address: str) -> None:
        host = parts_of(address)[1]
        if not (step.weight and self.words.keeps_documents(host)):
            raise NotCollected(
                Reason.ELSEWHERE, f"It stands on another site ({host}), which was not visited.", final=address
            )

    def _known(self, address: str) -> Asked | None:
        """Return what an earlier visit got, None where its file is no longer what it was."""
        known = self.earlier.get(address)
        if known is None or known.reason or not (known.etag or known.modified):
            return None
        if not known.file:
            return known if known.links else None
        path = self.folder / known.file
        return known if path.is_file() and path.stat().st_size == known.size else None

    def _taken(self, step: Step, answer: Answer, known: Asked | None) -> None:
        if step.begins or is_own(answer.final, self.sites):
            self.sites.add(site_of(answer.final))
        if answer.final != step.address and not self.steps.mark(answer.final):
            self.asked.append(Asked(step.address, answer.final, answer.status, asked_at=_now(), path=step.path))
            return
        if step.begins:
            self.steps.mark(step.address)
        if answer.status == NOT_MODIFIED and known is not None:
            same = replace(known, final=answer.final, status=NOT_MODIFIED, asked_at=_now(), path=step.path)
            self._unchanged(step, same)
            return
        asked = Asked(
            step.address,
            answer.final,
            answer.status,
            content_type=answer.content_type,
            etag=answer.etag,
            modified=answer.modified,
            sha256=hashlib.sha256(answer.data).hexdigest(),
            size=len(answer.data),
            asked_at=_now(),
            path=step.path,
            wanted=step.is_wanted,
        )
        found = format_of(answer)
        if found == "html":
            self._page(step, answer, asked)
        else:
            spoken = self.words.weigh(answer.name).wanted or self.words.weigh_address(answer.final).wanted
            name = answer.name or (step.path[-1] if step.path else "")
            self.asked.append(asked)
            if step.weight or spoken:
                self._keep(asked, answer.data, name_for(answer.final, name, SUFFIXES[found]), step.weight or spoken)

    def _page(self, step: Step, answer: Answer, asked: Asked) -> None:
        page = page_of(answer.data, answer.final, answer.charset, self.words)
        if page is None:
            raise NotCollected(Reason.WRONG_TYPE, status=answer.status, final=answer.final)
        if page.moved_to and page.moved_to != answer.final and not page.links[5:]:
            self.asked.append(asked)
            self.steps.add(replace(step, address=page.moved_to, begins=False), score=_FIRST)
            if step.begins:
                self.sites.add(site_of(page.moved_to))
            return
        for asks, reason in (
            (page.asks_password, Reason.LOGIN),
            (page.asks_cookies, Reason.COOKIES),
            (page.needs_script, Reason.SCRIPT),
        ):
            if asks:
                raise NotCollected(reason, status=answer.status, final=answer.final)
        self.pages += 1
        about_sen = self._is_about_sen(step, page)
        self.asked.append(replace(asked, links=links_to_text(page.links), wanted=about_sen))
        if about_sen and is_sen_document(answer.data):
            self._keep(
                self.asked[-1], answer.data, name_for("", page.title or page.heading, ".html"), max(step.weight, WANTED)
            )
        if is_own(answer.final, self.sites) and step.depth <= self.asker.settings.depth:
            self._follow(step, self.asked[-1], about_sen=about_sen)

    def _is_about_sen(self, step: Step, page: Page) -> bool:
        return step.is_wanted or self.words.weigh(page.title, page.heading).wanted >= WANTED

    def _follow(self, step: Step, asked: Asked, *, about_sen: bool) -> None:
        for next_step, score in steps_of(
            links_from_text(asked.links), step, self.words, self.sites, about_sen=about_sen
        ):
            # Many sites give documents out under addresses that look like pages.
            is_document = self.words.is_document(next_step.address) or next_step.weight >= POLICY
            if is_document or next_step.depth <= self.asker.settings.depth:
                self.steps.add(next_step, score=score)

    def _unchanged(self, step: Step, asked: Asked) -> None:
        self.asked.append(asked)
        if asked.file:
            self.kept.append(Kept(asked, None, Path(asked.file).name))
            self.weights.add(step.weight)
        if asked.links:
            self.pages += 1
            if is_own(asked.final, self.sites):
                self._follow(step, asked, about_sen=asked.wanted)

    def _keep(self, asked: Asked, data: bytes, name: str, weight: int) -> None:
        """Put a document aside, unless the same bytes were found at another address of the school."""
        if any(one.asked.sha256 == asked.sha256 for one in self.kept):
            return
        earlier = self.earlier.get(asked.address)
        is_same = (
            earlier is not None
            and bool(earlier.file)
            and earlier.sha256 == asked.sha256
            and (self.folder / earlier.file).is_file()
        )
        self.weights.add(weight)
        if is_same and earlier is not None:
            self.asked[-1] = replace(asked, file=earlier.file)
            self.kept.append(Kept(self.asked[-1], None, Path(earlier.file).name))
            return
        aside = self.aside / asked.sha256
        self.aside.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        self.kept.append(Kept(asked, aside, name))


def _conditions(known: Asked | None) -> dict[str, str]:
    if known is None:
        return {}
    pairs = (("If-None-Match", known.etag), ("If-Modified-Since", known.modified))
    return {name: value for name, value in pairs if value}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def first_addresses(target: Target) -> tuple[str, ...]:
    """Return where a visit of a school would begin, () where its row gives no address."""
    given = target.addresses or ((target.website,) if target.website else ())
    return tuple(one_spelling(beginnings(text)[0]) or text for text in given if looks_like_web(text))
