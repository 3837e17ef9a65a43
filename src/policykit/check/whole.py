"""The whole check of one document: what the checklist asks for, what is stale, wrong or left over, and the advice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from policykit.check.accessible import find_access
from policykit.check.applies import circumstances, settle
from policykit.check.companions import joined
from policykit.check.dates import find_dates
from policykit.check.evidence import Index
from policykit.check.leftovers import find_leftovers
from policykit.check.link_list import find_links
from policykit.check.plain import find_plain
from policykit.check.pupils import masked
from policykit.check.stale import find_stale
from policykit.check.term_table import table_of
from policykit.check.topics import shipped
from policykit.check.verdict import judge
from policykit.check.wrong_law import find_wrong_law
from policykit.model.catalogues import Catalogues
from policykit.model.document import Document
from policykit.model.finding import About, Finding, Report
from policykit.model.law import Requirement


def check(
    document: Document,
    about: About,
    catalogues: Catalogues,
    as_at: date,
    companions: Sequence[Document] = (),
) -> Report:
    """Return all that a document says on the law of one day, read with its companions.

    Pupils' names are masked first, so that nothing made from the report can hold one.
    """
    return check_both(document, about, catalogues, as_at, companions)[1]


def check_both(
    document: Document,
    about: About,
    catalogues: Catalogues,
    as_at: date,
    companions: Sequence[Document] = (),
    *,
    advice: bool = True,
) -> tuple[Report, Report]:
    """Return the reports on a document alone and with its companions, as `check` would give each of them.

    Without `advice` nobody looks at its links, how plain its words are and whether everybody can read it.
    """
    document, companions = masked(document), [masked(other) for other in companions]
    checklist = catalogues.checklist
    wanted = [requirement for requirement in checklist.requirements if not requirement.optional]
    vocabularies = {vocabulary.id: vocabulary.terms for vocabulary in checklist.vocabularies}
    weights, table = shipped(), table_of(catalogues)
    index = Index(document, vocabularies, weights, table)
    seen = circumstances(document, about, as_at)
    own = [(requirement, judge(requirement, index)) for requirement in wanted]
    alone = [(requirement, settle(finding, requirement, seen)) for requirement, finding in own]
    report = Report(
        document=document,
        about=about,
        as_at=as_at,
        requirements=_of(alone, further=False),
        further=_of(alone, further=True),
        stale=find_stale(document, catalogues.stale, as_at),
        dates=find_dates(document, as_at),
        wrong_law=find_wrong_law(document, catalogues.wrong_law, as_at),
        companions=(),
        gaps=document.gaps,
        leftovers=find_leftovers(document, about),
        links=find_links(document) if advice else (),
        stale_checked_on=_checked_on(catalogues),
        plain=find_plain(document, catalogues.plain) if advice else None,
        access=find_access(document) if advice else None,
    )
    if not companions:
        return report, report
    others = [(other, Index(other, vocabularies, weights, table)) for other in companions]
    together = []
    for requirement, finding in own:
        theirs = [(other, judge(requirement, other_index)) for other, other_index in others]
        together.append((requirement, settle(joined(requirement, finding, theirs), requirement, seen)))
    return report, replace(
        report,
        requirements=_of(together, further=False),
        further=_of(together, further=True),
        companions=tuple(companions),
    )


def _checked_on(catalogues: Catalogues) -> date | None:
    days = [reference.checked.day for reference in catalogues.stale.references]
    return min([*days, *(claim.checked.day for claim in catalogues.wrong_law)], default=None)


def _of(findings: Iterable[tuple[Requirement, Finding]], *, further: bool) -> tuple[Finding, ...]:
    return tuple(finding for requirement, finding in findings if requirement.further is further)
