"""Checking: what is handed in, the report beside the document's own text, and the files to take away."""

from pathlib import Path
from typing import TYPE_CHECKING

import anyio.to_thread

from policykit import data
from policykit.errors import DocumentError, PolicyKitError
from policykit.model.accepted import without_accepted
from policykit.model.finding import Report
from policykit.pipeline import catalogues
from policykit.report import wording
from policykit.web import checking, journey, show, uploads
from policykit.web.cases import Case
from policykit.web.settings import KINDS, NAMES, PHASES, SCHOOL_TYPES, SHOWN, Settings, only, settings_of, today

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

KIND = "check"
SAMPLE = "larkmead-information-report-2020.docx"
"""A report of an invented school, with gaps and stale references to see."""
_ANNOTATED = ("docx", "pdf")


def routes() -> "list[Route]":
    """Return the addresses of this journey."""
    from starlette.routing import Route

    return [
        Route("/", start),
        Route("/check", hand_in, methods=["POST"]),
        Route("/sample", sample, methods=["POST"]),
        Route("/check/{case}", report),
        Route("/check/{case}/{number:int}", report),
        Route("/check/{case}/{number:int}/download/{what}", take_away),
        Route("/check/{case}/remove", remove, methods=["POST"]),
    ]


async def start(request: "Request") -> "Response":
    """Answer with the start page."""
    return _start_page(request)


def _start_page(request: "Request", error: PolicyKitError | None = None) -> "Response":
    return journey.form_page(
        "start.html",
        "start",
        error,
        school_types=SCHOOL_TYPES,
        phases=PHASES,
        document_kinds=KINDS,
        most=uploads.MOST_FILES,
        offline=not request.app.state.is_for_one,
    )


async def hand_in(request: "Request") -> "Response":
    """Take files or a pasted text, begin to read them, and send the browser to where the report will be."""
    try:
        with journey.handing_in(request, KIND) as case:
            async with uploads.form_of(request) as form:
                settings = settings_of({name: uploads.text_of(form, name) for name in NAMES})
                await uploads.keep(case, uploads.files_of(form, "files"))
                if pasted := uploads.text_of(form, "text"):
                    uploads.add(case, uploads.PASTED, pasted.encode("utf-8", "replace"))
                case.accepted = await checking.decisions_of(form)
                # Whoever can reach this server from elsewhere must not make it ask other machines for pages.
                case.links = bool(uploads.text_of(form, "links")) and request.app.state.is_for_one
            _refuse_nothing(case)
    except PolicyKitError as error:
        return _start_page(request, error)
    return await _begun(request, case, settings)


def _refuse_nothing(case: Case) -> None:
    if not case.files:
        raise DocumentError("There is nothing to check yet.", remedy="Choose a file, or paste the text of a page.")


async def sample(request: "Request") -> "Response":
    """Check the document that comes with PolicyKit."""
    case = show.cases_of(request).new(KIND)
    uploads.add(case, SAMPLE, (data.home("corpus") / "files" / SAMPLE).read_bytes())
    return await _begun(request, case, Settings(today()))


async def _begun(request: "Request", case: Case, settings: Settings) -> "Response":
    show.cases_of(request).start(case, lambda it: checking.read_and_check(it, settings))
    await journey.soon(case)
    return show.see(f"/check/{case.id}{settings.query()}")


async def report(request: "Request") -> "Response":
    """Answer with the report on one file of a set, beside its text."""
    case, instead = journey.worked_on(request, KIND)
    if case is None:
        return instead or show.not_found()
    try:
        settings = settings_of(request.query_params)
        number = _number(case, request.path_params.get("number"))
        return await anyio.to_thread.run_sync(_report_page, case, number, settings)
    except PolicyKitError as error:
        return show.problem(error)


def _number(case: Case, given: int | None) -> int:
    """Return which file is asked for: the first that could be read where none is named."""
    if given is not None and 0 < given <= len(case.files):
        return given - 1
    return next((number for number, held in enumerate(case.files) if held.document), 0)


def _report_page(case: Case, number: int, settings: Settings) -> "Response":
    from policykit.report.html import context_of

    checklist = catalogues().checklist
    made = checking.report_on(case, number, settings)
    here = f"/check/{case.id}/{number + 1}"
    unread = [(held.name, held.error) for held in case.files if held.error]
    return show.page(
        "check.html",
        at="check",
        case=case,
        number=number,
        here=here,
        settings=settings,
        query=settings.query(),
        school_types=SCHOOL_TYPES,
        phases=PHASES,
        document_kinds=KINDS,
        filters=[(name, words, f"{here}{settings.query(show=name)}") for name, words in SHOWN.items()],
        unreadable=unread,
        annotates=made.document.origin.format in _ANNOTATED and made.document.has_words(),
        is_word=made.document.origin.format == "docx",
        **context_of(only(made, checklist, settings.show), checklist)
        | {"checked_as": wording.checked_as(made.about, "Wrong? Change it below.")},
    )


async def take_away(request: "Request") -> "Response":
    """Answer with one of the files that can be made of a report."""
    case = journey.case_of(request, KIND)
    if case is None or not case.finished.is_set():
        return show.not_found()
    try:
        settings = settings_of(request.query_params)
        number = _number(case, request.path_params["number"])
        made = await anyio.to_thread.run_sync(_file, case, number, settings, request.path_params["what"])
    except PolicyKitError as error:
        return show.problem(error)
    return show.download(*made) if made else show.not_found()


def _file(case: Case, number: int, settings: Settings, what: str) -> tuple[str, bytes] | None:
    """Return the name and the bytes of a file to take away, None where there is none of that kind."""
    from policykit import outputs

    known = catalogues()
    made = checking.report_on(case, number, settings)
    held = case.files[number]
    stem = Path(held.name).stem
    forms = {
        "report.html": outputs.HTML,
        "report.csv": outputs.CSV,
        "report.json": outputs.JSON,
        "report.sarif": outputs.SARIF,
        "governors.docx": outputs.GOVERNORS,
        "governors.html": outputs.GOVERNORS,
    }
    if what in forms:
        name = f"{stem} - {what}"
        return name, outputs.rendered(forms[what], made, known, Path(name))
    if what in {"comments", "suggestions"}:
        return _commented(held.path.read_bytes(), stem, made, suggest=what == "suggestions")
    return None


def _commented(content: bytes, stem: str, made: Report, *, suggest: bool) -> tuple[str, bytes]:
    from policykit.outputs import annotated, refuse_unannotatable
    from policykit.report.comments_word import word_ending
    from policykit.report.remarks import COPY_MARK

    left = without_accepted(made)
    refuse_unannotatable(left.document)
    done = annotated(content, left, catalogues(), everything=False, suggest=suggest)
    is_pdf = left.document.origin.format == "pdf"
    ending = ".pdf" if is_pdf else word_ending(content, left.document.origin.path)
    return f"{stem} ({COPY_MARK}){ending}", done.content


async def remove(request: "Request") -> "Response":
    """Delete what was handed in and everything made of it."""
    return await journey.removed(request, KIND)
