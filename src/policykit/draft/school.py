"""The kind of school that a draft is for: as a person says, or as the school's own documents tell it."""

from collections.abc import Sequence

from policykit.draft.passages import OldDocument
from policykit.errors import TemplateError
from policykit.model.drafting import School
from policykit.model.law import Phase, SchoolType

_PHASE_OF = {
    SchoolType.NURSERY: Phase.PRIMARY,
    SchoolType.EARLY_YEARS: Phase.PRIMARY,
    SchoolType.SPECIAL: Phase.ALL_THROUGH,
    SchoolType.PRU: Phase.ALL_THROUGH,
    SchoolType.AP: Phase.ALL_THROUGH,
    SchoolType.SIXTEEN_NINETEEN: Phase.SIXTEEN_NINETEEN,
}
"""The phase of a kind of school whose documents do not tell it: the one that leaves the fewest questions out."""
_OLDER = frozenset({Phase.SECONDARY, Phase.ALL_THROUGH})
_SIXTH_FORM = "sixth form"
_OFTEN = 2


def school_of(
    olds: Sequence[OldDocument],
    school_type: str | None,
    phase: str | None,
    sixth_form: bool | None,
) -> School:
    """Return the kind of school, as told or as the first document tells it; raises TemplateError where nobody does."""
    told = [old.report.about for old in olds]
    of_type = school_type or next((about.school_type for about in told if about.school_type), "")
    if not of_type:
        remedy = "Say it with --school-type, for example --school-type mainstream, or give a document with --from."
        raise TemplateError("It depends on the kind of school what is asked.", where="--school-type", remedy=remedy)
    kind = SchoolType(of_type)
    ages = phase or next((about.phase for about in told if about.phase), "") or _PHASE_OF.get(kind, "")
    if not ages:
        remedy = "Say it with --phase, for example --phase primary."
        raise TemplateError("We could not tell which ages the school teaches.", where="--phase", remedy=remedy)
    return School(kind, Phase(ages), _has_sixth_form(olds, Phase(ages)) if sixth_form is None else sixth_form)


def _has_sixth_form(olds: Sequence[OldDocument], phase: Phase) -> bool:
    words = " ".join(block.text for old in olds for block in old.document.blocks).casefold()
    return phase in _OLDER and words.count(_SIXTH_FORM) >= _OFTEN
