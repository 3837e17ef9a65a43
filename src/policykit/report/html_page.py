"""A page of HTML that stands alone: its style inside it, no script, nothing from outside, every word escaped."""

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from policykit.report.lines import printable

if TYPE_CHECKING:
    from jinja2 import Environment


def render(name: str, style: str, **context: Any) -> str:
    """Return the page of that template, with the style sheet of that name inside.

    The page's own policy lets a browser apply that one style sheet, by its hash, and load or run nothing else.
    """
    from markupsafe import Markup

    pages = environment()
    loader = pages.loader
    sheet = loader.get_source(pages, style)[0] if loader else ""
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = pages.get_template(name)
    return page.render(style=Markup(sheet), policy=policy, **context)  # noqa: S704 - our own sheet; its hash needs its bytes


@cache
def environment(*further: str) -> "Environment":
    """Return what fills the report's page templates, and those of `further` packages, which have them in `pages` too."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=ChoiceLoader([PackageLoader(name, "pages") for name in (*further, "policykit.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_safe,
    )


def _safe(value: Any) -> Any:
    """Return a plain text without control and direction marks, which could make words read as others."""
    return printable(value) if type(value) is str else value
