"""Auditing: many schools' documents handed in, the run watched, and what they come to, to look at and to take away."""

from pathlib import Path
from typing import TYPE_CHECKING

import anyio.to_thread

from policykit.audit import dashboard
from policykit.counting import many
from policykit.errors import DocumentError, PolicyKitError
from policykit.pipeline import catalogues
from policykit.web import auditing, journey, show, uploads
from policykit.web.auditing import Work
from policykit.web.cases import Case
from policykit.web.folders import MOST_DOCUMENTS, Folder, fill
from policykit.web.guard import MOST_AUDIT_BYTES
from policykit.web.settings import Settings, settings_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData, UploadFile
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

KIND = "audit"
_MOST_TICKS = 5_000


def routes() -> "list[Route]":
    """Return the addresses of this journey."""
    from starlette.routing import Route

    return [
        Route("/audit", start),
        Route("/audit", hand_in, methods=["POST"]),
        Route("/audit/{case}", overview),
        Route("/audit/{case}/stop", stop, methods=["POST"]),
        Route("/audit/{case}/go-on", go_on, methods=["POST"]),
        Route("/audit/{case}/school/{number:int}", school),
        Route("/audit/{case}/letters", letters, methods=["GET", "POST"]),
        Route("/audit/{case}/workbook", workbook, methods=["POST"]),
        Route("/audit/{case}/download/{what}", take_away),
        Route("/audit/{case}/remove", remove, methods=["POST"]),
    ]


async def start(_: "Request") -> "Response":
    """Answer with the form for many schools' documents."""
    return _start_page()


def _start_page(error: PolicyKitError | None = None) -> "Response":
    megabytes = MOST_AUDIT_BYTES // 1_000_000
    return journey.form_page("audit_start.html", KIND, error, most=MOST_DOCUMENTS, megabytes=megabytes)


async def hand_in(request: "Request") -> "Response":
    """Take the documents, with the register and the workbook of last time where they are given, and begin."""
    try:
        with journey.handing_in(request, KIND) as case:
            async with uploads.form_of(request, files=MOST_DOCUMENTS + 10) as form:
                settings = settings_of({"as_at": uploads.text_of(form, "as_at")})
                await anyio.to_thread.run_sync(_take, case, form, settings)
    except PolicyKitError as error:
        return _start_page(error)
    return await _begun(request, case)


def _take(case: Case, form: "FormData", settings: Settings) -> None:
    chosen = [*uploads.files_of(form, "files"), *uploads.files_of(form, "folder")]
    if not chosen:
        remedy = "Choose a folder, or files, or an archive (.zip) of them."
        raise DocumentError("There is nothing to audit yet.", remedy=remedy)
    folder = Folder(case.folder / auditing.DOCUMENTS)
    folder.root.mkdir()
    fill(folder, [(one.filename or "", one.file) for one in chosen])
    register, last = (_own(case, uploads.files_of(form, name)) for name in ("register", "workbook"))
    plan, told = auditing.planned(folder.top(), register)
    work = Work(plan, settings.as_at, told=told)
    if last:
        work.notes = auditing.notes_of(last)
    case.result = work


def _own(case: Case, given: "list[UploadFile]") -> Path | None:
    """Return where a table of the adviser's own has been written, None where she gave none."""
    if not given:
        return None
    folder = case.folder / "own"
    folder.mkdir(exist_ok=True)
    path = folder / uploads.safe_name(given[0].filename or "")
    path.write_bytes(given[0].file.read())
    return path


async def _begun(request: "Request", case: Case) -> "Response":
    work: Work = case.result
    work.is_stopping, case.stopped, case.progress = False, False, ""
    case.finished.clear()
    case.stop = lambda: auditing.stop(work)
    show.cases_of(request).start(case, auditing.run, takes_long=True)
    await journey.soon(case)
    return show.see(f"/audit/{case.id}")


def _finished(request: "Request") -> "tuple[Case | None, Response | None]":
    """Return an audit that is done, or what to answer instead."""
    case, instead = journey.done(request, KIND, lambda it: _plan_words(it.result))
    if case is not None and case.result.made is None:
        return None, show.page("audit_stopped.html", at=KIND, case=case, plan=_plan_words(case.result))
    return case, instead


def _plan_words(work: Work) -> str:
    plan = work.plan
    documents, schools = many(len(plan.files), "document"), many(len(plan.schools), "school")
    told = f"{documents}; {schools} told by folder, name or register" if plan.schools else documents
    if plan.loose:
        told += f"; of {len(plan.loose)} the school is told once they are read"
    return f"{told}."


async def overview(request: "Request") -> "Response":
    """Answer with what the schools' documents come to."""
    case, instead = _finished(request)
    if case is None:
        return instead or show.not_found()
    return await anyio.to_thread.run_sync(_overview_page, case)


def _overview_page(case: Case) -> "Response":
    work: Work = case.result
    if work.made is None:
        return show.not_found()
    context = dashboard.context_of(
        work.made, catalogues().checklist, work.notes, work.added, lambda number: f"/audit/{case.id}/school/{number}"
    )
    return show.page("audit.html", at=KIND, case=case, **context)


async def school(request: "Request") -> "Response":
    """Answer with everything that is told of one school."""
    case, instead = _finished(request)
    if case is None:
        return instead or show.not_found()
    schools = case.result.made.schools
    number = request.path_params["number"]
    if not 0 < number <= len(schools):
        return show.not_found()

    def _page() -> "Response":
        told = dashboard.school_of(case.result.made, number, catalogues().checklist, case.result.notes)
        around = [
            (words, at, schools[at - 1].school.name)
            for words, at in (("Before", number - 1), ("Next", number + 1))
            if 0 < at <= len(schools)
        ]
        return show.page("audit_school.html", at=KIND, case=case, school=told, around=around)

    return await anyio.to_thread.run_sync(_page)


async def letters(request: "Request") -> "Response":
    """Answer with the schools to tick for a letter, or take the ticks."""
    case, instead = _finished(request)
    if case is None:
        return instead or show.not_found()
    if request.method == "POST":
        async with uploads.form_of(request, fields=_MOST_TICKS) as form:
            wanted = {value for value in form.getlist("school") if isinstance(value, str)}
        known = {one.school.key for one in case.result.made.schools}
        case.result.notes = case.result.notes.with_letters_to(sorted(wanted & known))
        return show.see(f"/audit/{case.id}/letters?drafted=yes")
    return await anyio.to_thread.run_sync(_letters_page, case, request.query_params.get("tick", ""), "", "")


def _letters_page(case: Case, tick: str, what: str, remedy: str) -> "Response":
    work: Work = case.result
    if work.made is None:
        return show.not_found()
    schools = list(auditing.choices(work.made, work.notes))
    ticked = [one for one in schools if one.is_ticked]
    preset = {"all": {one.key for one in schools if not one.why_none}, "none": set()}
    return show.page(
        "audit_letters.html",
        422 if what else 200,
        at=KIND,
        case=case,
        schools=schools,
        chosen=preset.get(tick, {one.key for one in ticked}),
        ready=[one for one in ticked if not one.why_none],
        empty=[one for one in ticked if one.why_none],
        what=what,
        remedy=remedy,
    )


async def workbook(request: "Request") -> "Response":
    """Take the workbook with the adviser's own columns: her ratings, ticks and notes count from now on."""
    case, instead = _finished(request)
    if case is None:
        return instead or show.not_found()

    def _read(form: "FormData") -> None:
        given = uploads.required(
            uploads.files_of(form, "workbook"),
            "No workbook is chosen.",
            "Choose the file audit.xlsx that you saved here.",
        )
        path = _own(case, given)
        if path is not None:
            case.result.notes = auditing.notes_of(path)

    try:
        async with uploads.form_of(request) as form:
            await anyio.to_thread.run_sync(_read, form)
    except PolicyKitError as error:
        return await anyio.to_thread.run_sync(_letters_page, case, "", error.what, error.remedy)
    return show.see(f"/audit/{case.id}/letters?read=yes")


async def take_away(request: "Request") -> "Response":
    """Answer with the audit as a file."""
    case, instead = _finished(request)
    if case is None:
        return instead or show.not_found()
    name = request.path_params["what"]
    try:
        content = await anyio.to_thread.run_sync(_file, case, name)
    except PolicyKitError as error:
        return show.problem(error)
    return show.not_found() if content is None else show.download(name, content)


def _file(case: Case, name: str) -> bytes | None:
    if name == auditing.STORE:
        return auditing.store_of(case)
    if name == "letters.zip":
        return auditing.packed(auditing.drafted(case.result.made, case.result.notes)[0])
    stem, dot, ending = name.partition(".")
    return auditing.file_of(case, f"{dot}{ending}") if stem == "audit" else None


async def stop(request: "Request") -> "Response":
    """End an audit that is being done."""
    case = journey.case_of(request, KIND)
    if case is None:
        return show.not_found()
    if case.stop:
        await anyio.to_thread.run_sync(case.stop)
        await journey.soon(case)
    return show.see(f"/audit/{case.id}")


async def go_on(request: "Request") -> "Response":
    """Begin again where an audit was stopped; what had been read is not read twice."""
    case = journey.case_of(request, KIND)
    if case is None:
        return show.not_found()
    if case.stopped and case.finished.is_set():
        return await _begun(request, case)
    return show.see(f"/audit/{case.id}")


async def remove(request: "Request") -> "Response":
    """Delete what was handed in and what came of it."""
    return await journey.removed(request, KIND)
