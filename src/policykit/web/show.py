"""Answers to a browser: a page from its template, a file to keep, an error in plain words."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from policykit.errors import PolicyKitError
from policykit.version import VERSION
from policykit.web.front import under

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.datastructures import URL
    from starlette.requests import Request
    from starlette.responses import Response

    from policykit.web.cases import Case, Cases

_MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".sarif": "application/json",
    ".sqlite": "application/vnd.sqlite3",
    ".toml": "application/toml",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".zip": "application/zip",
}
_STATIC = {
    "report.css": ("policykit.report", "pages/report.css", "text/css; charset=utf-8"),
    "audit.css": ("policykit.web", "static/audit.css", "text/css; charset=utf-8"),
    "web.css": ("policykit.web", "static/web.css", "text/css; charset=utf-8"),
    "icon.svg": ("policykit.web", "static/icon.svg", "image/svg+xml"),
}
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SOON = 2
"""Seconds until a page that waits asks again; the browser does it, so no script is needed."""


@cache
def environment() -> "Environment":
    """Return what fills the page templates: the report's own parts can be taken into ours."""
    from policykit.report.html_page import environment as of_report

    return of_report("policykit.web", "policykit.compare", "policykit.audit")


def page(name: str, status: int = 200, **context: Any) -> "Response":
    """Return the page of that template."""
    from starlette.responses import HTMLResponse

    text = under(environment().get_template(name).render(version=VERSION, **context))
    return HTMLResponse(text.encode("utf-8", "replace"), status)


def problem(error: PolicyKitError, status: int = 422) -> "Response":
    """Return an error that a person can mend as a page: what, where, what to do."""
    return page("problem.html", status, what=_sentence(error.what), where=error.where, remedy=error.remedy, at="")


def not_found() -> "Response":
    """Return the page for an address that leads nowhere, or no longer."""
    what = "There is nothing at this address (any more)."
    remedy = "What you hand in is kept for a few hours and only while PolicyKit runs. Begin again from the start page."
    return page("problem.html", 404, what=what, where="", remedy=remedy, at="")


def _sentence(words: str) -> str:
    """Return the words as a sentence: errors of the command line go on after a file's name.

    >>> _sentence("the file is empty")
    'The file is empty.'
    """
    started = words[:1].upper() + words[1:]
    return started if started.endswith((".", "!", "?")) else f"{started}."


def waiting(case: "Case", request: "Request", about: str = "") -> "Response":
    """Return the page that says what is being done, and asks again by itself until somebody would rather it did not."""
    still = bool(request.query_params.get("still"))
    other = request.url.remove_query_params("still") if still else request.url.include_query_params(still="yes")
    response = page(
        "wait.html",
        at=case.kind,
        case=case,
        about=about,
        still=still,
        here=_inner(request.url),
        other=_inner(other),
        stop=f"/{case.kind}/{case.id}/{'stop' if case.stop else 'remove'}",
    )
    if not still:
        response.headers["Refresh"] = str(_SOON)
    return response


def _inner(url: "URL") -> str:
    return f"{url.path}?{url.query}" if url.query else url.path


def broken() -> "Response":
    """Return the page for a fault of our own; what went wrong stands in the terminal and never here."""
    what = "PolicyKit itself stumbled over this."
    remedy = "Nothing of yours was changed. Please report it with the lines in the window where PolicyKit was started."
    return page("problem.html", 500, what=what, where="", remedy=remedy, at="")


def download(name: str, content: bytes) -> "Response":
    """Return a file to keep under that name, whatever letters it has."""
    from starlette.responses import Response

    ending = name[name.rfind(".") :].lower()
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    headers = {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=_MEDIA.get(ending, "application/octet-stream"), headers=headers)


def standing_alone(text: str) -> "Response":
    """Return a page that carries its own style, which the browser is told to apply, and nothing else."""
    from starlette.responses import HTMLResponse

    digests = (base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in _STYLE.findall(text))
    styles = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    policy = (
        f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
    )
    return HTMLResponse(text.encode("utf-8", "replace"), headers={"Content-Security-Policy": policy})


async def static(request: "Request") -> "Response":
    """Answer with one of the few files that pages need; no name of the request ever becomes a path."""
    from starlette.responses import Response

    known = _STATIC.get(request.path_params["name"])
    if known is None:
        return not_found()
    package, path, media = known
    return Response(files(package).joinpath(path).read_bytes(), media_type=media)


def cases_of(request: "Request") -> "Cases":
    """Return everything that is being worked on."""
    held: Cases = request.app.state.cases
    return held


def see(path: str) -> "Response":
    """Return the answer that sends a browser on with a plain request, so that reloading sends nothing again."""
    from starlette.responses import RedirectResponse

    return RedirectResponse(path, 303)
