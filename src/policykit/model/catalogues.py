"""All that documents are checked against, together."""

from dataclasses import dataclass

from policykit.model.law import Checklist
from policykit.model.plain import PlainCatalogue
from policykit.model.stale import StaleCatalogue, WrongLaw


@dataclass(frozen=True, slots=True, eq=False)
class Catalogues:
    """The requirements, stale references, wrong claims and hard words of one edition; compared by identity.

    `terms` are the checklist's terms made ready for the search, as `check.term_table` packs them; "" where nobody has.
    """

    checklist: Checklist
    stale: StaleCatalogue
    wrong_law: tuple[WrongLaw, ...]
    plain: PlainCatalogue
    terms: str = ""
