"""Deciding: a finding accepted with a reason and a name, and the decisions as a file to hand in next time."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import anyio.to_thread

from policykit.accepts import NAME, block, known_ids, quotes_to_accept
from policykit.errors import ChecklistError, DocumentError, PolicyKitError
from policykit.model.accepted import acceptables, name_of, without_accepted
from policykit.model.finding import Acceptance, AcceptanceState, Report
from policykit.pipeline import catalogues
from policykit.web import checking, journey, show, uploads
from policykit.web.cases import Case
from policykit.web.check_pages import KIND
from policykit.web.settings import Settings, day_of, settings_of, today

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Said:
    """What a person has written on the form, to be shown again where something of it was wrong."""

    finding: str = ""
    reason: str = ""
    name: str = ""
    until: str = ""


def routes() -> "list[Route]":
    """Return the addresses of this journey."""
    from starlette.routing import Route

    return [
        Route("/check/{case}/{number:int}/decide", decide, methods=["GET", "POST"]),
        Route("/check/{case}/{number:int}/decisions", decisions),
    ]


def _held(request: "Request") -> tuple[Case, int] | None:
    case = journey.case_of(request, KIND)
    number = request.path_params["number"] - 1
    if case is None or not case.finished.is_set() or not 0 <= number < len(case.files):
        return None
    return case, number


async def decide(request: "Request") -> "Response":
    """Answer with the form to accept a finding, or take what it says."""
    held = _held(request)
    if held is None:
        return show.not_found()
    case, number = held
    said, problem = Said(until=(today() + timedelta(days=_A_YEAR)).isoformat()), ("", "")
    try:
        settings = settings_of(request.query_params)
        report = await anyio.to_thread.run_sync(checking.report_on, case, number, settings)
        if request.method == "POST":
            async with uploads.form_of(request) as form:
                said = Said(*(uploads.text_of(form, name) for name in ("finding", "reason", "name", "until")))
                back = uploads.text_of(form, "back")
            try:
                if back:
                    take_back(case, back)
                else:
                    accept(case, report, said)
                return show.see(f"{_here(case, number)}/decide{settings.query()}")
            except PolicyKitError as error:
                problem = (error.what, error.remedy)
    except PolicyKitError as error:
        return show.problem(error)
    return _page(case, number, settings, report, said, problem)


def _here(case: Case, number: int) -> str:
    return f"/check/{case.id}/{number + 1}"


def _page(
    case: Case, number: int, settings: Settings, report: Report, said: Said, problem: tuple[str, str]
) -> "Response":
    checklist = catalogues().checklist
    names = dict.fromkeys(name_of(found) for found in acceptables(without_accepted(report)))
    titles = {one.id: one.title for one in checklist.requirements}
    titles |= {one.id: one.title for one in catalogues().stale.references}
    titles |= {one.id: one.title for one in catalogues().wrong_law}
    findings = {name: f"{titles.get(name, name)} [{name}]" if name in titles else name for name in names}
    return show.page(
        "decide.html",
        422 if problem[0] else 200,
        at="check",
        back=f"{_here(case, number)}{settings.query()}",
        here=f"{_here(case, number)}/decide{settings.query()}",
        file=f"{_here(case, number)}/decisions",
        findings=findings,
        accepted=[(titles.get(one.id, one.id), one) for one in case.accepted],
        said=said,
        what=problem[0],
        remedy=problem[1],
    )


def accept(case: Case, report: Report, said: Said) -> None:
    """Put an acceptance for each place of a finding into a case; raises ChecklistError or DocumentError for a slip."""
    if not said.finding:
        raise ChecklistError("No finding is chosen.", remedy="Choose the finding to accept.")
    if not said.reason or not said.name:
        raise ChecklistError("A decision needs a reason and a name.", remedy="Say why, and who decides it.")
    until = day_of(said.until)
    if until < today():
        raise DocumentError("The last day has passed.", remedy="Give a day to come: nothing is accepted for ever.")
    quotes = quotes_to_accept(report, said.finding, "", known_ids(catalogues()))
    reason, name = " ".join(said.reason.split()), " ".join(said.name.split())
    new = (_acceptance(said.finding, quote, reason, name, until) for quote in quotes)
    case.accepted = (*(one for one in case.accepted if one.id != said.finding), *new)
    case.forget_reports()


def take_back(case: Case, finding: str) -> None:
    """Put what somebody accepted back among what is to be done, at every place."""
    case.accepted = tuple(one for one in case.accepted if one.id != finding)
    case.forget_reports()


def _acceptance(finding: str, quote: str, reason: str, name: str, until: date) -> Acceptance:
    state = AcceptanceState.UNUSED
    return Acceptance(id=finding, quote=quote, reason=reason, name=name, until=until, state=state, file=NAME)


async def decisions(request: "Request") -> "Response":
    """Answer with the decisions as the file that the next check takes."""
    held = _held(request)
    if held is None:
        return show.not_found()
    blocks = (block(one.id, one.quote, one.reason, one.name, one.until) for one in held[0].accepted)
    return show.download(NAME, "\n".join(blocks).encode())
