"""Comparing: two editions handed in, and what was put right, what is open, what is worse and what is new."""

from dataclasses import replace
from typing import TYPE_CHECKING

import anyio.to_thread

from policykit.errors import PolicyKitError
from policykit.pipeline import Options
from policykit.web import checking, show, uploads
from policykit.web.cases import Case
from policykit.web.settings import SCHOOL_TYPES, Settings, settings_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from policykit.compare.changes import Comparison

KIND = "compare"
_AT_FIRST = 3.0
_FORMS = ("comparison.html", "comparison.json", "comparison.txt")


def routes() -> "list[Route]":
    """Return the addresses of this journey."""
    from starlette.routing import Route

    return [
        Route("/compare", start),
        Route("/compare", hand_in, methods=["POST"]),
        Route("/compare/{case}", comparison),
        Route("/compare/{case}/download/{what}", take_away),
        Route("/compare/{case}/remove", remove, methods=["POST"]),
    ]


async def start(_: "Request") -> "Response":
    """Answer with the form for two editions."""
    return show.page("compare_start.html", at=KIND, what="", remedy="", school_types=SCHOOL_TYPES)


async def hand_in(request: "Request") -> "Response":
    """Take the two editions and begin to compare them."""
    cases = show.cases_of(request)
    case = cases.new(KIND)
    try:
        async with uploads.form_of(request) as form:
            settings = settings_of({name: uploads.text_of(form, name) for name in ("as_at", "school_type")})
            for name, words in (("old", "older"), ("new", "newer")):
                missing = f"The {words} edition is not there."
                chosen = uploads.required(uploads.files_of(form, name), missing, "Choose one file for each edition.")
                await uploads.keep(case, chosen[:1])
    except PolicyKitError as error:
        cases.remove(case)
        what = f"{error.where}: {error.what}" if error.where else error.what
        return show.page("compare_start.html", 422, at=KIND, what=what, remedy=error.remedy, school_types=SCHOOL_TYPES)
    except BaseException:
        cases.remove(case)
        raise
    cases.start(case, lambda it: _compare(it, settings))
    await anyio.to_thread.run_sync(case.finished.wait, _AT_FIRST)
    return show.see(f"/compare/{case.id}")


def _compare(case: Case, settings: Settings) -> None:
    from policykit.compare import compare
    from policykit.compare.judged import editions_of

    checking.read_all(case)
    case.progress = "Comparing the two editions"
    old, new = (checking.document_of(case, number) for number in (0, 1))
    options = Options(settings.as_at, settings.school_type)
    case.result = compare(*editions_of(old, new, options, lambda report: replace(report, accepted=())))


async def comparison(request: "Request") -> "Response":
    """Answer with what changed."""
    case = show.cases_of(request).get(request.path_params["case"], KIND)
    if case is None:
        return show.not_found()
    if not case.finished.is_set():
        return show.waiting(case, request)
    if case.broke:
        return show.broken()
    if case.error:
        return show.problem(case.error)
    from policykit.compare.page import context_of

    return show.page("compare.html", at=KIND, case=case, **context_of(case.result))


async def take_away(request: "Request") -> "Response":
    """Answer with the comparison as a file."""
    case = show.cases_of(request).get(request.path_params["case"], KIND)
    what = request.path_params["what"]
    if case is None or case.result is None or what not in _FORMS:
        return show.not_found()
    return show.download(what, _rendered(case.result, what).encode("utf-8", "backslashreplace"))


def _rendered(found: "Comparison", what: str) -> str:
    from policykit.compare.json import to_json
    from policykit.compare.page import to_html
    from policykit.compare.text import to_text
    from policykit.report.json import to_text as json_text

    if what == "comparison.html":
        return to_html(found)
    return to_text(found) if what == "comparison.txt" else json_text(to_json(found))


async def remove(request: "Request") -> "Response":
    """Delete both editions and what was made of them."""
    cases = show.cases_of(request)
    case = cases.get(request.path_params["case"], KIND)
    if case is not None:
        cases.remove(case)
    return show.page("removed.html", at="")
