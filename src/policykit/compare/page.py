"""A comparison as one web page that needs nothing beside it: no script, no picture, no address."""

from typing import Any

from policykit.compare import wordings
from policykit.compare.changes import Comparison
from policykit.report import wording


def to_html(found: Comparison) -> str:
    """Return the page; whatever stands in the documents is shown as text and never as mark-up."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = PackageLoader("policykit.compare", "pages")
    environment = Environment(
        loader=pages, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("compare.html").render(context_of(found))


def context_of(found: Comparison) -> dict[str, Any]:
    """Return what the page is made from, by the names that its template uses."""
    lists = [
        ("worse", found.worse),
        ("new_findings", found.new_findings),
        ("fixed", found.fixed),
        ("open", found.open),
        ("cannot_tell", found.cannot_tell),
        ("by_checklist", found.by_checklist),
    ]
    stale = [
        ("came", found.stale_came),
        ("gone", found.stale_gone),
        ("kept", tuple(change.now for change in found.stale_kept)),
    ]
    counts = [(name, len(changes)) for name, changes in (*lists, *stale)]
    return {
        "found": found,
        "lists": lists,
        "stale": stale,
        "counts": counts,
        "words": wordings,
        "scope": wording.SCOPE,
    }
