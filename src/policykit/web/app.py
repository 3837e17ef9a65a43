"""The pages put together: which address leads where, and what happens when something goes wrong."""

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from policykit.web import audit_pages, check_pages, compare_pages, decide_pages, draft_pages, learn_pages, show
from policykit.web.cases import Cases
from policykit.web.front import Front, root
from policykit.web.guard import COOKIE, ENTER, Guard, Hosts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response


def app_for(address: str = "127.0.0.1", token: str = "", front: Front | None = None) -> Guard:
    """Return the whole application for a server at that address; `token` is what a browser must know, "" for nothing."""
    hosts = Hosts(address, front.names if front else ())
    return Guard(pages_for(address, token, front), hosts, token, front)


def pages_for(address: str, token: str = "", front: Front | None = None) -> "Starlette":
    """Return the pages without the guard before them."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.routing import Route

    cases = Cases()

    @asynccontextmanager
    async def _lifespan(_: "Starlette") -> "AsyncIterator[None]":
        yield
        cases.close()

    pages = Starlette(
        routes=[
            *check_pages.routes(),
            *decide_pages.routes(),
            *compare_pages.routes(),
            *draft_pages.routes(),
            *audit_pages.routes(),
            *learn_pages.routes(),
            Route("/static/{name}", show.static),
            Route(ENTER, enter, methods=["GET", "POST"]),
        ],
        exception_handlers={HTTPException: _refused, Exception: _broke},
        lifespan=_lifespan,
    )
    pages.state.cases = cases
    # Where others come too, nobody can make this machine ask other machines for pages.
    pages.state.is_for_one = Hosts(address).is_loopback and front in {None, Front()}
    pages.state.token = token
    return pages


async def enter(request: "Request") -> "Response":
    """Take the token that was printed at the start, from the link or typed, and let the browser keep it."""
    import hmac

    if request.method == "POST":
        async with request.form(max_files=0, max_fields=5) as form:
            said = str(form.get("token", "")).strip()
    else:
        said = request.query_params.get("token", "")
    token: str = request.app.state.token
    if not token:
        return show.see("/")
    if hmac.compare_digest(said.encode(), token.encode()):
        answer = show.see("/")
        answer.set_cookie(
            COOKIE,
            token,
            path=root.get() or "/",
            secure=request.headers.get("x-forwarded-proto") == "https",
            httponly=True,
            samesite="strict",
            max_age=12 * 60 * 60,
        )
        return answer
    return show.page("enter.html", 401, at="", wrong=bool(said))


async def _refused(_: "Request", error: Exception) -> "Response":
    from starlette.exceptions import HTTPException

    status = error.status_code if isinstance(error, HTTPException) else 400
    if status == 404:  # noqa: PLR2004 - HTTP's own number
        return show.not_found()
    words = str(error.detail) if isinstance(error, HTTPException) else ""
    remedy = "Go back and try again, or begin from the start page."
    return show.page("problem.html", status, what=words or "That was not understood.", where="", remedy=remedy, at="")


async def _broke(_: "Request", __: Exception) -> "Response":
    return show.broken()
