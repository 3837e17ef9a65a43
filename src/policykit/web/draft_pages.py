"""Drafting in a browser: one question a page, what is proposed to keep or change, and the document to take away."""

from typing import TYPE_CHECKING

import anyio.to_thread

from policykit.draft.headings import NEEDS, TITLES
from policykit.draft.interview import is_settled
from policykit.errors import PolicyKitError, TemplateError
from policykit.model.drafting import DraftKind
from policykit.web import drafting, journey, show, uploads
from policykit.web.cases import Case
from policykit.web.settings import PHASES, SCHOOL_TYPES, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from policykit.draft.final import Open
    from policykit.outputs import Drafted

KIND = "draft"
DOCUMENTS = {
    DraftKind.REPORT: "SEN information report",
    DraftKind.POLICY: "SEN policy",
    DraftKind.ACCESSIBILITY_PLAN: "Accessibility plan",
    DraftKind.INCLUSION_STRATEGY: "Inclusion strategy",
}
_SIXTH_FORM = {"": None, "yes": True, "no": False}
_ENDINGS = {"report.docx": ".docx", "report.html": ".html"}


def routes() -> "list[Route]":
    """Return the addresses of this journey."""
    from starlette.routing import Route

    return [
        Route("/draft", start),
        Route("/draft", hand_in, methods=["POST"]),
        Route("/draft/{case}", overview),
        Route("/draft/{case}/question/{name}", question, methods=["GET", "POST"]),
        Route("/draft/{case}/review", review),
        Route("/draft/{case}/preview", preview),
        Route("/draft/{case}/document", document),
        Route("/draft/{case}/download/{what}", take_away),
        Route("/draft/{case}/remove", remove, methods=["POST"]),
    ]


async def start(_: "Request") -> "Response":
    """Answer with the form to begin or to go on."""
    return _start_page()


def _start_page(error: PolicyKitError | None = None) -> "Response":
    choices = {"documents": DOCUMENTS, "school_types": SCHOOL_TYPES, "phases": PHASES}
    return journey.form_page("draft_start.html", KIND, error, **choices)


async def hand_in(request: "Request") -> "Response":
    """Take old documents or saved answers, and begin."""
    try:
        with journey.handing_in(request, KIND) as case:
            async with uploads.form_of(request) as form:
                begun = _begun(form)
                case.result = begun.document
                saved = uploads.files_of(form, "answers")[:1]
                for upload in saved:
                    drafting.take_up(case, await upload.read(), uploads.safe_name(upload.filename or ""))
                if not saved:
                    await uploads.keep(case, uploads.files_of(form, "files"))
                    _refuse_unknown_school(case, begun)
    except PolicyKitError as error:
        return _start_page(error)
    if saved:
        case.finished.set()
    else:
        show.cases_of(request).start(case, lambda it: drafting.begin(it, begun))
        await journey.soon(case)
    return show.see(f"/draft/{case.id}")


def _begun(form: "FormData") -> drafting.Begun:
    settings = settings_of({name: uploads.text_of(form, name) for name in ("school_type", "phase")})
    document = uploads.text_of(form, "document")
    if document not in DOCUMENTS:
        raise TemplateError("No document is chosen.", remedy="Choose which document to draft.")
    return drafting.Begun(DraftKind(document), settings, _SIXTH_FORM.get(uploads.text_of(form, "sixth_form")))


def _refuse_unknown_school(case: Case, begun: drafting.Begun) -> None:
    if not case.files and not begun.settings.school_type:
        what = "It depends on the kind of school what is asked."
        raise TemplateError(what, remedy="Choose the kind of school, or hand in an old document that tells it.")


async def overview(request: "Request") -> "Response":
    """Answer with every question and how it stands: what to do, and the place to check the answers."""
    case, instead = journey.done(request, KIND)
    if case is None:
        return instead or show.not_found()
    answers = drafting.answers_of(case)
    groups = drafting.tasks(answers, case.result)
    every = [task for held in groups.values() for task in held]
    return show.page(
        "draft.html",
        at=KIND,
        case=case,
        groups=groups,
        document=DOCUMENTS[case.result],
        school=f"{SCHOOL_TYPES[answers.school.type]}, {PHASES[answers.school.phase]}",
        done=sum(task.state == "done" for task in every),
        needed=sum(task.state == "needed" for task in every),
        proposed=sum(task.state == "proposed" for task in every),
        total=len(every),
        templates=drafting.choices(case.result),
        formats=drafting.formats(),
        first=next((task.question.id for task in every if task.state != "done"), ""),
    )


async def question(request: "Request") -> "Response":
    """Answer with one question, or take what a person decided on it and go on to the next."""
    case, instead = journey.done(request, KIND)
    if case is None:
        return instead or show.not_found()
    name = request.path_params["name"]
    one = drafting.question_of(drafting.answers_of(case), case.result, name)
    if one is None:
        return show.not_found()
    text = one.answer.text if one.answer else ""
    choice, problem = "", None
    if request.method == "POST":
        async with uploads.form_of(request) as form:
            choice, text = uploads.text_of(form, "choice"), uploads.text_of(form, "text")
            onwards = uploads.text_of(form, "then") != "list"
        problem = drafting.decide(case, one, choice, text)
        if problem is None:
            following = drafting.next_after(drafting.answers_of(case), case.result, name) if onwards else ""
            return show.see(f"/draft/{case.id}/question/{following}" if following else f"/draft/{case.id}")
    return show.page(
        "question.html",
        422 if problem else 200,
        at=KIND,
        case=case,
        one=one,
        need=NEEDS[one.need],
        settled=is_settled(one.answer),
        text=text,
        choice=choice,
        problem=(problem[0][:1].upper() + problem[0][1:], problem[1]) if problem else None,
        following=drafting.next_after(drafting.answers_of(case), case.result, name),
    )


async def review(request: "Request") -> "Response":
    """Answer with what is still missing, and what a check of the draft itself finds."""
    case, instead = journey.done(request, KIND)
    if case is None:
        return instead or show.not_found()
    try:
        made = await anyio.to_thread.run_sync(drafting.made, case, ".docx")
    except PolicyKitError as error:
        return show.problem(error)
    return _left(case, (*made.still, *made.found))


def _left(case: Case, still: "Iterable[Open]", *, refused: bool = False) -> "Response":
    every = list(still)
    lists = [(title, [one.words for one in every if one.kind == kind]) for kind, title in TITLES.items()]
    return show.page(
        "review.html",
        422 if refused else 200,
        at=KIND,
        case=case,
        refused=refused,
        lists=[(title, words) for title, words in lists if words],
    )


async def preview(request: "Request") -> "Response":
    """Answer with the document as it now is, as a page of its own."""
    case, instead = journey.done(request, KIND)
    if case is None:
        return instead or show.not_found()
    return await _document(case, ".html", {})


async def document(request: "Request") -> "Response":
    """Answer with the document in the form that was asked for, or with what a final one still waits for."""
    case, instead = journey.done(request, KIND)
    if case is None:
        return instead or show.not_found()
    form = request.query_params.get("form", "")
    if form and form not in drafting.formats():
        return show.not_found()
    return await _document(case, form or ".html", request.query_params, away=bool(form))


async def _document(case: Case, ending: str, asked: "Mapping[str, str]", *, away: bool = False) -> "Response":
    """Return the document to take `away`, or to look at."""

    def _made() -> "Drafted":
        crosswalk, final = (bool(asked.get(name)) for name in ("crosswalk", "final"))
        return drafting.made(case, ending, asked.get("template", ""), crosswalk=crosswalk, checked=final)

    try:
        made = await anyio.to_thread.run_sync(_made)
    except PolicyKitError as error:
        return show.problem(error)
    if asked.get("final") and made.blocking:
        return _left(case, made.blocking, refused=True)
    if away:
        return show.download(f"{uploads.safe_name(made.made.title)}{ending}", made.content)
    return show.standing_alone(made.content.decode("utf-8"))


async def take_away(request: "Request") -> "Response":
    """Answer with the document, or with the answers to go on from another day."""
    case, instead = journey.done(request, KIND)
    if case is None:
        return instead or show.not_found()
    what = request.path_params["what"]
    if what == drafting.NAME:
        return show.download(what, drafting.path_of(case).read_bytes())
    if what not in _ENDINGS:
        return show.not_found()
    return await _document(case, _ENDINGS[what], {}, away=True)


async def remove(request: "Request") -> "Response":
    """Delete what was handed in and the answers."""
    return await journey.removed(request, KIND)
