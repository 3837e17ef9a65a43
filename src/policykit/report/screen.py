"""Lines on a terminal: coloured where it can, and never by colour alone."""

from rich.console import Console
from rich.text import Text

from policykit.report.lines import WIDTH, Line, Look, wrapped

_STYLES = {
    Look.TITLE: "bold",
    Look.HEADING: "bold cyan",
    Look.ITEM: "bold",
    Look.TEXT: "",
    Look.QUIET: "dim",
}


def show(lines: tuple[Line, ...], console: Console) -> None:
    """Print the lines, no wider than the terminal."""
    for row, look in wrapped(lines, min(WIDTH, max(40, console.width))):
        console.print(Text(row, style=_STYLES[look]), soft_wrap=True)
