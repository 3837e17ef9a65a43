"""Comparing: two editions handed in, and what was put right, what is open, what is worse and what is new."""

from dataclasses import replace
from typing import TYPE_CHECKING

import anyio.to_thread

from policykit.accepts import applied
from policykit.errors import PolicyKitError, StoreError
from policykit.model.finding import Report
from policykit.web import checking, journey, show, uploads
from policykit.web.cases import Case, Held
from policykit.web.settings import KINDS, NAMES, PHASES, SCHOOL_TYPES, Settings, settings_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from policykit.compare.changes import Comparison, Edition

KIND = "compare"
_FORMS = ("comparison.html", "comparison.json", "comparison.txt")


def routes() -> "list[Route]":
    """Return the addresses of this journey."""
    from starlette.routing import Route

    return [
        Route("/compare", start),
        Route("/compare", hand_in, methods=["POST"]),
        Route("/compare/{case}", comparison),
        Route("/compare/{case}/texts", texts),
        Route("/compare/{case}/download/{what}", take_away),
        Route("/compare/{case}/remove", remove, methods=["POST"]),
    ]


async def start(_: "Request") -> "Response":
    """Answer with the form for two editions."""
    return _start_page()


def _start_page(error: PolicyKitError | None = None) -> "Response":
    choices = {"school_types": SCHOOL_TYPES, "phases": PHASES, "document_kinds": KINDS}
    return journey.form_page("compare_start.html", KIND, error, **choices)


async def hand_in(request: "Request") -> "Response":
    """Take the two editions and begin to compare them."""
    try:
        with journey.handing_in(request, KIND) as case:
            async with uploads.form_of(request) as form:
                settings = settings_of({name: uploads.text_of(form, name) for name in NAMES})
                for name, words in (("old", "older"), ("new", "newer")):
                    missing = f"The {words} edition is not there."
                    chosen = uploads.required(
                        uploads.files_of(form, name), missing, "Choose one file for each edition."
                    )
                    await uploads.keep(case, chosen[:1])
                case.accepted = await checking.decisions_of(form)
    except PolicyKitError as error:
        return _start_page(error)
    show.cases_of(request).start(case, lambda it: _compare(it, settings))
    await journey.soon(case)
    return show.see(f"/compare/{case.id}")


def _compare(case: Case, settings: Settings) -> None:
    from policykit.compare import compare
    from policykit.compare.judged import edition_of, editions_of

    def _accepted(report: Report) -> Report:
        return applied(report, case.accepted)

    stored = _stored(case)
    checking.read_all(case, from_=1 if stored else 0)
    case.progress = "Comparing the two editions"
    new = checking.document_of(case, 1)
    if stored:
        # The document that it was made of may lie on this machine, but nobody has handed that in.
        case.result = compare(stored, edition_of(new, settings.options, _accepted))
        return
    old = checking.document_of(case, 0)
    case.result = compare(*editions_of(old, new, settings.options, _accepted))


def _stored(case: Case) -> "Edition | None":
    """Return the older edition where it is a stored report, None where it is a document.

    Raises StoreError for a report that cannot be used, and where the newer edition is one.
    """
    from policykit.compare.stored import is_stored, read_stored

    old, new = case.files
    if _is_named_json(new) or is_stored(str(new.path)):
        remedy = "Give the document itself; only the older edition may be a stored report."
        raise StoreError("This is a stored report.", where=new.name, remedy=remedy)
    if not _is_named_json(old) and not is_stored(str(old.path)):
        return None
    try:
        return replace(read_stored(str(old.path)), stored=old.name)
    except StoreError as error:
        remedy = "Give the older document itself, or the JSON that was saved of its report."
        raise StoreError(error.what, where=old.name, remedy=remedy) from error


def _is_named_json(held: Held) -> bool:
    return held.name.lower().endswith(".json")


async def comparison(request: "Request") -> "Response":
    """Answer with what changed."""
    case, instead = journey.done(request, KIND)
    if case is None:
        return instead or show.not_found()
    from policykit.compare.page import context_of

    return show.page("compare.html", at=KIND, case=case, **context_of(case.result))


async def texts(request: "Request") -> "Response":
    """Answer with the texts of both editions, each passage beside what it has become."""
    case = journey.case_of(request, KIND)
    found: Comparison | None = case.result if case else None
    if case is None or found is None or found.old.document is None or found.new.document is None:
        return show.not_found()
    from policykit.compare.side_by_side import CAME, EDITED, GONE, MOVED, side_by_side, stretches

    rows = await anyio.to_thread.run_sync(side_by_side, found.old.document, found.new.document)
    held = list(stretches(rows))
    counts = {kind: sum(row.kind == kind for row in rows) for kind in (EDITED, GONE, CAME, MOVED)}
    whole = bool(request.query_params.get("whole"))
    return show.page("texts.html", at=KIND, case=case, found=found, held=held, counts=counts, whole=whole)


async def take_away(request: "Request") -> "Response":
    """Answer with the comparison as a file."""
    case = journey.case_of(request, KIND)
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
    return await journey.removed(request, KIND)
