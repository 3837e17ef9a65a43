"""What of a verdict on the text stands for a school of one kind."""

from datetime import date

import pytest
from tests.conftest import DocumentBuilder

from policykit.check.applies import circumstances, settle
from policykit.model.finding import About, Counts, Finding, Status
from policykit.model.law import SchoolType
from policykit.pipeline import catalogues

SPECIAL = About("Report", "", "information-report", "", "england", SchoolType.SPECIAL, "", "primary", "")


def _settled(name: str, doc: DocumentBuilder, as_at: date) -> Finding:
    requirement = next(one for one in catalogues().checklist.requirements if one.id == name)
    missing = Finding(name, Status.MISSING, lacking=tuple(one.id for one in requirement.elements), reason="Not found.")
    return settle(missing, requirement, circumstances(doc("# Report", "We like art."), SPECIAL, as_at))


@pytest.mark.parametrize("name", ["sch1.2", "sch1.4"])
def test_what_the_regulations_except_special_schools_from_does_not_apply_to_them(
    name: str, doc: DocumentBuilder, as_at: date
) -> None:
    """Schedule 1 asks paragraphs 2 and 4 of mainstream and maintained nursery schools alone."""
    assert _settled(name, doc, as_at).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("name", ["cop.graduated-approach", "cop.senco-role", "cop.broad-areas"])
def test_what_the_code_asks_of_mainstream_schools_is_judged_and_counts_nowhere_in_a_special_school(
    name: str, doc: DocumentBuilder, as_at: date
) -> None:
    """The text is judged as it is; no list of gaps and no letter holds it."""
    settled = _settled(name, doc, as_at)
    assert (settled.status, settled.counts) == (Status.MISSING, Counts.NO)
