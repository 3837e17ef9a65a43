"""What the checklist says of the law holds together: citations, dates, force, coverage."""

from itertools import pairwise

import pytest

from policykit import data
from policykit.checklist.compiled import read_compiled
from policykit.checklist.coverage import coverage_problems
from policykit.checklist.load import load
from policykit.model.law import Duty, Publish, Requirement

FOLDER = data.home("checklists")
CHECKLIST = load([FOLDER])
MUST_PUBLISH = 23
GUIDE = 43


def by_id(requirement: Requirement) -> str:
    """Return the id, for pytest."""
    return requirement.id


def test_the_guides_43_requirements_are_there_in_its_order() -> None:
    """The 43 ids come first and in the order of reports, the further ones after them."""
    own = [requirement.id for requirement in CHECKLIST.requirements if not requirement.further]
    assert len(own) == GUIDE
    assert own[0] == "sch1.1"
    assert own[-1] == "ea.psed"


def test_the_law_requires_the_report_to_say_23_things_and_no_more() -> None:
    """Publish is must for Schedule 1 and section 69(3)(b) alone."""
    required = [requirement.id for requirement in CHECKLIST.requirements if requirement.publish is Publish.MUST]
    assert len(required) == MUST_PUBLISH
    assert all(name.startswith(("sch1.", "cfa69.")) for name in required)


@pytest.mark.parametrize("requirement", CHECKLIST.requirements, ids=by_id)
def test_every_citation_names_a_provision_that_its_source_lists(requirement: Requirement) -> None:
    """A citation points into a source that is in force when the citation is."""
    provisions = {source.id: source.provisions for source in CHECKLIST.sources}
    for citation in requirement.law:
        assert citation.at in provisions[citation.source]


@pytest.mark.parametrize("requirement", CHECKLIST.requirements, ids=by_id)
def test_windows_of_one_provision_do_not_overlap(requirement: Requirement) -> None:
    """Two wordings of one provision are never in force on the same day."""
    windows: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for citation in requirement.law:
        days = (str(citation.in_force.start or "0000"), str(citation.in_force.until or "9999"))
        windows.setdefault((citation.source, citation.at), []).append(days)
    for spans in windows.values():
        for earlier, later in pairwise(sorted(spans)):
            assert earlier[1] < later[0]


@pytest.mark.parametrize("requirement", CHECKLIST.requirements, ids=by_id)
def test_the_force_of_the_duty_governs_the_prose(requirement: Requirement) -> None:
    """The advice on what is only guidance or good practice never says must."""
    texts = [requirement.advice, requirement.missing, *(element.lacks for element in requirement.elements)]
    if requirement.publish is not Publish.MUST and requirement.duty is not Duty.MUST:
        assert not [text for text in texts if " must " in f" {text} "]


def test_every_provision_is_accounted_for() -> None:
    """coverage.yaml names a requirement for each provision of each source, or says why it has none."""
    assert [str(problem) for problem in coverage_problems(FOLDER, CHECKLIST)] == []


def test_the_compiled_form_is_the_yaml() -> None:
    """What a check reads at its start is what the files say."""
    compiled = read_compiled(FOLDER)
    assert compiled is not None, "run python tools/compile_checklists.py"
    assert compiled.checklist == CHECKLIST
