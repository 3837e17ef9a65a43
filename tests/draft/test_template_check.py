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
