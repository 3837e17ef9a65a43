"""A template and a school's answers -> the finished Word document, with what is still open in it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policykit.draft.appendix import CrosswalkRow, add_crosswalk, add_gap_list
from policykit.draft.contents import put_contents
from policykit.draft.fields import Field, Standing, context_of, fields_of
from policykit.draft.fill import filled
from policykit.draft.place import Placed, Placing
from policykit.draft.questions import questions_for
from policykit.draft.templates import Template
from policykit.draft.words import place_of
from policykit.errors import TemplateError
from policykit.model.drafting import Answers, Need, Question
from policykit.model.law import Requirement


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document made from answers: its bytes (.docx), its title, and every field as it was printed.

    `unplaced` are questions with a must that the template has no place for.
    """

    content: bytes
    title: str
    placed: tuple[Placed, ...]
    unplaced: tuple[Question, ...]

    def standing(self, standing: Standing) -> tuple[Field, ...]:
        """Return the fields that stand like that, each once, in the order of the document."""
        return tuple(
            {one.field.question.id: one.field for one in self.placed if one.field.standing is standing}.values()
        )


def render(answers: Answers, template: Template, on: date, crosswalk: Sequence[Requirement] = ()) -> Rendered:
    """Return the document that the template makes of the answers; raises TemplateError where it cannot be filled.

    `on` dates the comments. `crosswalk` are the requirements of the table at the end, none for no table.
    """
    from docx import Document

    fields = fields_of(answers, template.document)
    made = filled(template.content, context_of(fields), template.where, trusted=template.trusted)
    try:
        document = Document(io.BytesIO(made))
        placing = Placing(document, fields, on)
        placing.fill()
        if crosswalk:
            add_crosswalk(document, [_row(one, placing.placed) for one in crosswalk])
        add_gap_list(document, placing.placed)
        put_contents(document)
    except (ValueError, KeyError, AttributeError) as error:
        what = "The template could not be filled: it is built in a way that PolicyKit does not know."
        remedy = "Copy its text into one of the shipped templates, or save it again from Word."
        raise TemplateError(what, where=template.where, remedy=remedy) from error
    title = _title(template, fields.printed.get("school_name"))
    _properties(document, title, on)
    stream = io.BytesIO()
    document.save(stream)
    printed = {one.field.question.id for one in placing.placed}
    unplaced = tuple(
        one
        for one in questions_for(answers.school, template.document)
        if one.need is Need.MUST and one.id not in printed and one.id in fields.printed
    )
    return Rendered(stream.getvalue(), title, tuple(placing.placed), unplaced)


def _title(template: Template, name: Field | None) -> str:
    said = name is not None and name.standing is Standing.SAID
    return f"{name.text}: {template.title}" if said and name else template.title


def _properties(document: Any, title: str, on: date) -> None:
    from datetime import datetime

    core = document.core_properties
    # Set here and not in the template, which would print "&" as "&amp;". Word takes 255 letters.
    core.title, core.language, core.author, core.last_modified_by = title[:255], "en-GB", "", ""
    core.comments, core.subject, core.keywords = "", "", ""
    core.created = core.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - the format has no time zone


def _row(requirement: Requirement, placed: Sequence[Placed]) -> CrosswalkRow:
    meant = [one for one in placed if requirement.id in one.field.question.answers]
    sections = dict.fromkeys(one.section for one in meant if one.section)
    sources: dict[str, None] = {}
    for one in meant:
        for words in _sources(one.field):
            sources[words] = None
    law = ", ".join(dict.fromkeys(citation.at for citation in requirement.law))
    return CrosswalkRow(f"{requirement.title} ({law})", tuple(sections), tuple(sources))


def _sources(field: Field) -> list[str]:
    if field.standing is Standing.GAP:
        return ["still to confirm"]
    own = [place_of(source) for source in field.answer.source] or ["the school's own words"]
    return [f"{words} (not yet confirmed)" for words in own] if field.standing is Standing.PROPOSED else own
