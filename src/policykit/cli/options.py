"""What several commands ask for in the same words."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policykit.model.drafting import DraftKind
from policykit.model.law import Phase, SchoolType

KINDS = ("policy", "information-report", "combined", "accessibility-plan", "prospectus", "fragment", "other")
ALIASES = {"report": "information-report"}

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")
_Command = TypeVar("_Command", bound=Callable[..., Any])


if TYPE_CHECKING:
    _DayType = click.ParamType[date]
    _KindType = click.Choice[str]
else:
    # Older releases of click take no argument here.
    _DayType = click.ParamType
    _KindType = click.Choice


class Day(_DayType):
    """A day written as year-month-day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or say how to write one."""
        if isinstance(value, date):
            return value
        # The library also takes 20261121 and week dates, which are as likely a slip as meant.
        try:
            return date.fromisoformat(value if _WRITTEN.fullmatch(value) else "")
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as year-month-day, for example 2026-11-21.", param, ctx)


def _today() -> date:
    # A person's own day is meant, not an instant.
    return datetime.now().astimezone().date()


class Kind(_KindType):
    """A kind of document; `report` is short for `information-report`."""

    def __init__(self) -> None:
        super().__init__((*KINDS, *ALIASES))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the kind by its full name."""
        chosen = super().convert(value, param, ctx)
        return ALIASES.get(chosen, chosen)


def as_at(command: _Command) -> _Command:
    """Give a command --as-at, the one place where today is the default."""
    return click.option(
        "--as-at",
        type=Day(),
        default=_today,
        show_default="today",
        help="Apply the law of this day.",
    )(command)


def folders(command: _Command) -> _Command:
    """Give a command --checklist, which may be given several times."""
    return click.option(
        "--checklist",
        "folders",
        multiple=True,
        metavar="FOLDER",
        help="A checklist folder of your own, laid over the shipped one. May be given several times.",
    )(command)


def accepts(command: _Command) -> _Command:
    """Give a command --accepts; without it the file beside each document is taken."""
    return click.option(
        "--accepts",
        "accepts_path",
        metavar="FILE",
        help="The findings that somebody has accepted; policykit.toml beside the document if not given.",
    )(command)


def school(command: _Command) -> _Command:
    """Give a command --school-type and --phase, both told by the document where they are not given."""
    command = click.option(
        "--phase", type=click.Choice([phase.value for phase in Phase]), help="The ages the school teaches."
    )(command)
    return click.option(
        "--school-type",
        type=click.Choice([kind.value for kind in SchoolType]),
        help="The kind of school; mainstream where neither you nor the document says.",
    )(command)


def kind(command: _Command) -> _Command:
    """Give a command --kind, told by the document's text where it is not given."""
    return click.option("--kind", type=Kind(), help="The kind of document; told by its text if not given.")(command)


def companions(command: _Command) -> _Command:
    """Give a command --with, which may be given several times."""
    return click.option(
        "--with",
        "companions",
        multiple=True,
        metavar="OTHER",
        help="Another document of the same school to read beside each document. May be given several times.",
    )(command)


def document(told: str) -> Callable[[_Command], _Command]:
    """Give a command --document, the documents that can be drafted; `told` is its help."""
    kinds = click.Choice([kind.value for kind in DraftKind])
    return click.option("--document", type=kinds, default=DraftKind.REPORT.value, show_default=True, help=told)
