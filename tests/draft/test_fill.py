"""A stranger's template can neither reach Python nor run for ever, and says in plain words why it was not filled."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from tests.draft.conftest import ON

from policykit.draft import fill
from policykit.draft.render import render
from policykit.draft.templates import Template
from policykit.errors import TemplateError
from policykit.model.drafting import Answers, School
from policykit.model.law import Phase, SchoolType

Own = Callable[..., Template]
NOBODY = Answers(School(SchoolType.MAINSTREAM, Phase.PRIMARY), {})
HOSTILE = {
    "Python's own classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "the inside of a filter": "{{ ''|attr('__class__') }}",
    "the globals of a function": "{{ range.__globals__ }}",
    "another file": "{% include '/etc/passwd' %}",
    "a module": "{% import 'os' as os %}",
    "a long text out of a short one": "{{ 'a' * 999999999 }}",
    "a large number": "{{ 9 ** 9999999 }}",
    "a wide column": "{{ '%0999999999d' % 1 }}",
    "a long loop": "{% for a in range(999999999) %}x{% endfor %}",
    "an unknown field": "{{ senco_nmae }}",
    "a broken tag": "{% if %}",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_template_that_reaches_out_is_refused(what: str, own_template: Own) -> None:
    """In plain words, with the template's name and what to do."""
    with pytest.raises(TemplateError, match=r"^own\.docx: ") as told:
        render(NOBODY, own_template(HOSTILE[what]), ON)
    assert "Traceback" not in str(told.value)
    assert told.value.remedy


@pytest.mark.parametrize("place", ["header", "footer", "property"])
def test_a_template_that_reaches_out_from_the_edge_of_the_page_is_refused(place: str, own_template: Own) -> None:
    """Headers, footers and the file's properties hold tags too."""
    words = HOSTILE["Python's own classes"]
    document = Document(io.BytesIO(own_template("Nothing here.").content))
    if place == "property":
        document.core_properties.title = words
    else:
        getattr(document.sections[0], place).paragraphs[0].text = words
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(TemplateError, match="no template needs"):
        render(NOBODY, replace(own_template("x"), content=stream.getvalue()), ON)


def test_loops_in_loops_are_ended(own_template: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each loop is short enough, and all together would outlast the evening."""
    monkeypatch.setattr(fill, "_SECONDS", 3.0)
    loops = "{% for a in range(999) %}" * 5 + "x" + "{% endfor %}" * 5
    with pytest.raises(TemplateError, match="takes too long or too much memory"):
        render(NOBODY, own_template(loops, trusted=False), ON)


def test_a_harmless_template_of_ones_own_is_filled_apart(own_template: Own) -> None:
    """The process with limits gives back what ours would."""
    words = "{% for year in range(3) %}{{ loop.index }} {% endfor %}{{ school.pupils|upper }}"
    here, apart = (render(NOBODY, own_template(words, trusted=trusted), ON) for trusted in (True, False))
    said = [[one.text for one in Document(io.BytesIO(made.content)).paragraphs] for made in (here, apart)]
    assert said == [["1 2 3 PUPILS"], ["1 2 3 PUPILS"]]
