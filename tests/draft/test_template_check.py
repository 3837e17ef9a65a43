"""A template's slips are told with their paragraph before anything is filled in."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document

from policykit.draft.template_check import slips_in
from policykit.draft.templates import SHIPPED, Template, template_of
from policykit.model.drafting import School
from policykit.model.law import Phase, SchoolType

PRIMARY = School(SchoolType.MAINSTREAM, Phase.PRIMARY)
SPECIAL = School(SchoolType.SPECIAL, Phase.ALL_THROUGH)
Own = Callable[..., Template]
SLIPS = {
    "a misspelt field": ("Ask {{ senco_nmae }}.", "There is no field senco_nmae.", "senco_name"),
    "a field within a condition": ("{%p if senco_nam %}", "There is no field senco_nam.", "senco_name"),
    "a misspelt fact": ("{{ school.pupls }}", "There is no field school.pupls.", "pupils"),
    "a short form of nothing": ("{{ short.teching }}", "There is no field short.teching.", "teaching"),
    "a field that is not closed": ("Ask {{ senco_name now.", "A tag is not closed, or not opened.", "one paragraph"),
    "a tag that is not opened": ("Ask senco_name }} now.", "A tag is not closed, or not opened.", "one paragraph"),
    "an empty tag": ("{% %}", "is broken", "shipped template"),
    "an unknown filter": ("{{ teaching|shout }}", "is broken", "shipped template"),
    "a hyphen for a line": ("{{ senco-name }}", "There is no field senco-name.", "{{ senco_name }}"),
    "a space for a line": ("{{ senco name }}", "There is no field senco name.", "{{ senco_name }}"),
    "a capital": ("{{ Senco_Name }}", "There is no field Senco_Name.", "{{ senco_name }}"),
    "one brace": ("Ask { senco_name } first.", "{ senco_name } has one brace on each side.", "{{ senco_name }}"),
    "braces apart": ("Ask { { senco_name } } first.", "Braces stand apart.", "without a space"),
    "curly quotes": (
        "{% if school.type == \u2018special\u2019 %}x{% endif %}",
        "holds curly quotes.",
        "straight quotes",
    ),
    "a tag of other programs": ('{% include "/etc/passwd" %}', "is none that a template may use.", "if, elif, else"),
    "a macro": ("{% macro f() %}{% endmacro %}", "is none that a template may use.", "if, elif, else"),
    "a way to Python": ("{{ senco_name.__class__ }}", "reaches for something", "nothing behind them"),
    "a part of a field": ("{{ senco_name.phone }}", "A field has no parts.", "without a dot"),
    "a long text": ('{{ "x" * 9 }}', "may not multiply", "Take the *"),
    "a long count": ("{% for one in range(100000) %}{{ one }}{% endfor %}", "may count up to 1,000", "smaller"),
    "an if without end": ("{%p if teaching %}", "An if is not ended.", "{%p endif %}"),
    "an end without if": ("{%p endif %}", "The tag {%p endif %} ends what was not begun.", "Take {%p endif %} out"),
    "the wrong end": ("{% if teaching %}x{% endfor %}", "The tag {% endfor %} ends what was not begun.", "the if in"),
    "an else outside": ("{% else %}", "stands outside an if.", "{% if field %}"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_paragraph_and_the_nearest_name(slip: str, own_template: Own) -> None:
    """So that it can be found in Word."""
    words, what, remedy = SLIPS[slip]
    found = slips_in(own_template("Nothing here.", words), PRIMARY)[0]
    assert what in found.what
    assert found.paragraph == words
    assert remedy in found.remedy


@pytest.mark.parametrize("place", ["header", "first_page_footer", "even_page_header"])
def test_a_slip_at_the_edge_of_a_page_is_told_too(place: str, own_template: Own) -> None:
    """Also where only the first page, or each second one, shows it."""
    document = Document(io.BytesIO(own_template("Nothing here.").content))
    edge = getattr(document.sections[0], place)
    edge.is_linked_to_previous = False
    edge.paragraphs[0].text = "Ask {{ senco_nmae }}."
    stream = io.BytesIO()
    document.save(stream)
    found = slips_in(replace(own_template("x"), content=stream.getvalue()), PRIMARY)[0]
    assert "There is no field senco_nmae." in found.what
    assert found.paragraph == "Ask {{ senco_nmae }}."


def test_tags_that_word_has_cut_into_runs_are_read_as_one(own_template: Own) -> None:
    """Word starts a new run wherever it was typed or corrected."""
    document = Document(io.BytesIO(own_template("Nothing here.").content))
    paragraph = document.add_paragraph()
    for part in ("{", "{ sen", "co_na", "me }", "}"):
        paragraph.add_run(part)
    document.add_table(1, 1).rows[0].cells[0].text = "{{ teachng }}"
    stream = io.BytesIO()
    document.save(stream)
    found = slips_in(replace(own_template("x"), content=stream.getvalue()), PRIMARY)
    assert [one.what for one in found if "no place" not in one.what] == ["There is no field teachng."]
    assert "There is no place for senco_name." not in [one.what for one in found]


def test_loops_within_loops_are_stopped_and_told(own_template: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each alone is short enough."""
    monkeypatch.setattr("policykit.draft.fill._SECONDS", 3.0)
    loop = "{% for a in range(900) %}"
    words = f"{loop * 3}{{{{ a }}}}{'{% endfor %}' * 3}"
    found = slips_in(own_template(words, trusted=False), PRIMARY)[0]
    assert found.what == "This template takes too long or too much memory to fill."
    assert found.remedy == "Look for loops inside loops."


def test_a_condition_without_its_end_is_told(own_template: Own) -> None:
    """Each tag parses by itself; only the whole does not."""
    found = slips_in(own_template("{%p if teaching %}", "{{ teaching }}"), PRIMARY)[0]
    assert "endif" in found.remedy


def test_a_name_that_the_template_gives_itself_is_no_slip(own_template: Own) -> None:
    """A loop has its own word for what it goes through."""
    found = slips_in(own_template("{% for year in range(3) %}{{ year }}{% endfor %}"), PRIMARY)
    assert all(one.what.startswith("There is no place for") for one in found)


def test_a_must_that_has_no_place_is_told(own_template: Own) -> None:
    """A report from this template could never be whole."""
    missing = [one.what for one in slips_in(own_template("{{ teaching }}"), PRIMARY)]
    assert "There is no place for complaints." in missing
    assert "There is no place for teaching." not in missing


def test_a_special_school_needs_no_place_for_a_senco(own_template: Own) -> None:
    """Section 67 does not reach it."""
    missing = [one.what for one in slips_in(own_template("{{ teaching }}"), SPECIAL)]
    assert "There is no place for senco_name." not in missing


@pytest.mark.parametrize("one", [one for one in SHIPPED if one.name != "summary"], ids=lambda one: one.name)
def test_nothing_is_wrong_with_a_shipped_template(one: object) -> None:
    """They show how it is done."""
    assert slips_in(template_of(getattr(one, "name", "")), PRIMARY) == ()
