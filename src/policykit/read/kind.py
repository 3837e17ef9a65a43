"""What a document is: its title, school and kind, and the kind of school it comes from, each with how that is known."""

from policykit.model.document import Document
from policykit.model.finding import About
from policykit.read.kind_names import school_of, title_of, without_school
from policykit.read.kind_school import Told, nation_of, phase_of, school_type_of
from policykit.read.kind_sort import Sort, sort_of
from policykit.read.kind_text import telling

AS_TOLD = "as you told it"
_NATION_NAMES = {"wales": "Wales", "scotland": "Scotland", "northern-ireland": "Northern Ireland"}


def about(document: Document, *, kind: str = "", school_type: str = "", phase: str = "", nation: str = "") -> About:
    """Return what a document is; a value that is given wins over what the text tells.

    A document plainly of another kind or nation has the kind "other" and says so in `foreign`; a given kind forces it
    to be checked all the same.
    """
    told = telling(document)
    school = school_of(told)
    title = without_school(title_of(told), school)
    where = Told(nation, AS_TOLD) if nation else nation_of(told)
    sort = _sort(sort_of(told, title), kind, where)
    of_type = Told(school_type, AS_TOLD) if school_type else school_type_of(told, school)
    ages = Told(phase, AS_TOLD) if phase else phase_of(told, school, of_type.value)
    return About(
        title=title,
        school=school,
        kind=sort.kind,
        kind_why=sort.why,
        nation=where.value,
        school_type=of_type.value,
        school_type_why=of_type.why,
        phase=ages.value,
        phase_why=ages.why,
        foreign=sort.foreign,
    )


def _sort(seen: Sort, kind: str, where: Told) -> Sort:
    if kind == "other":
        return Sort(
            kind,
            AS_TOLD,
            "You said that this is another kind of document, so it was not checked against the law on SEN.",
        )
    if kind:
        return Sort(kind, AS_TOLD)
    if where.value != "england":
        name = _NATION_NAMES.get(where.value, where.value)
        foreign = (
            f"This document is from {name}, where the law on special educational needs is another one, so it was not checked "
            "against the law of England. If it should be, say what it is with --kind."
        )
        return Sort("other", f"it is from {name}: {where.why}", foreign)
    return seen
