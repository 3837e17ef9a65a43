"""What every journey does alike: taking what is handed in, waiting for what comes of it, deleting both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import anyio.to_thread

from policykit.errors import PolicyKitError
from policykit.web import show
from policykit.web.cases import Case

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

AT_FIRST = 3.0
"""Seconds that handing in waits for what comes of it; after that a page says what is being done."""
About = Callable[[Case], str]
"""Says in a sentence what a case is about that is still worked on."""
_NOTHING: About = lambda _: ""  # noqa: E731 - the usual one says nothing


def form_page(name: str, kind: str, error: PolicyKitError | None = None, **choices: Any) -> "Response":
    """Return the page with a journey's form; with what was wrong where something was."""
    what = "" if error is None else f"{error.where}: {error.what}" if error.where else error.what
    remedy = error.remedy if error else ""
    return show.page(name, 422 if error else 200, at=kind, what=what, remedy=remedy, **choices)


@contextmanager
def handing_in(request: "Request", kind: str) -> Iterator[Case]:
    """Give an empty case, which is removed again where what was handed in cannot be taken."""
    cases = show.cases_of(request)
    case = cases.new(kind)
    try:
        yield case
    except BaseException:
        cases.remove(case)
        raise


async def soon(case: Case) -> None:
    """Wait a little for what comes of a case, so that most people see no page that waits."""
    await anyio.to_thread.run_sync(case.finished.wait, AT_FIRST)


def case_of(request: "Request", kind: str) -> Case | None:
    """Return the case that an address names, None where it leads nowhere or no longer."""
    return show.cases_of(request).get(request.path_params["case"], kind)


def worked_on(request: "Request", kind: str, about: About = _NOTHING) -> "tuple[Case | None, Response | None]":
    """Return the case that is asked for, its work at an end, or what to answer instead; where one waits, what it is `about`."""
    case = case_of(request, kind)
    if case is None:
        return None, show.not_found()
    if not case.finished.is_set():
        return None, show.waiting(case, request, about(case))
    return (None, show.broken()) if case.broke else (case, None)


def done(request: "Request", kind: str, about: About = _NOTHING) -> "tuple[Case | None, Response | None]":
    """Return the case that is asked for as `worked_on` does, its work done without an error."""
    case, instead = worked_on(request, kind, about)
    return (None, show.problem(case.error)) if case and case.error else (case, instead)


async def removed(request: "Request", kind: str) -> "Response":
    """Delete what was handed in and everything made of it, and say so."""
    case = case_of(request, kind)
    if case is not None:
        await anyio.to_thread.run_sync(show.cases_of(request).remove, case)
    return show.page("removed.html", at="")
