"""Write into docs/architecture.md the diagram and the table of rooms that import-linter's contract and the code give.

    python tools/architecture_page.py [--check]

What stands between the marks `<!-- layers -->` and `<!-- end of layers -->` is made here, so that the picture is the contract that
every change is held to; the rest of the page is written by hand. With --check nothing is written.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
HOME = ROOT / "src" / "policykit"
START, END = "<!-- layers -->\n", "<!-- end of layers -->\n"


def layers() -> list[list[str]]:
    """Return the rooms of each layer, the topmost first; raises ValueError where the contract is not of that kind."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (contract,) = [one for one in told if one["type"] == "layers"]
    if not contract["exhaustive"]:
        msg = "a contract that leaves rooms out would make a picture that does"
        raise ValueError(msg)
    return [re.findall(r"\w+", layer) for layer in contract["layers"]]


def about(room: str) -> str:
    """Return the first sentence of a room's docstring."""
    path = HOME / room / "__init__.py" if (HOME / room).is_dir() else HOME / f"{room}.py"
    told = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n\n")[0]
    return " ".join(told.split())


def imports(room: str, rooms: set[str]) -> set[str]:
    """Return the other rooms that the files of a room import from."""
    files = (HOME / room).rglob("*.py") if (HOME / room).is_dir() else [HOME / f"{room}.py"]
    found: set[str] = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
            found |= {name.split(".")[1] for name in names if name.startswith("policykit.")}
    return (found & rooms) - {room}


def made() -> str:
    """Return what stands between the marks."""
    return "\n".join([*_diagram(), "", *_table(), ""])


def _diagram() -> Iterator[str]:
    every = layers()
    yield from ("```mermaid", "flowchart TB")
    for number, rooms in enumerate(every):
        # A single node for a layer keeps the picture a column that fits on any screen.
        yield f'    layer{number}["{" &nbsp;·&nbsp; ".join(rooms)}"]'
    yield from (f"    layer{number} --> layer{number + 1}" for number in range(len(every) - 1))
    yield "```"


def _table() -> Iterator[str]:
    every = layers()
    rooms = {room for layer in every for room in layer}
    yield from ("| room | what lives there | imports from |", "| --- | --- | --- |")
    for layer in every:
        for room in layer:
            below = ", ".join(f"`{one}`" for row in every for one in row if one in imports(room, rooms))
            yield f"| `{room}` | {about(room)} | {below} |"


def main() -> int:
    """Write the part of the page, or with --check say whether it is up to date; return the exit code."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    wanted = f"{before}{START}\n{made()}\n{END}{rest.split(END)[1]}"
    if "--check" in sys.argv[1:]:
        if wanted == text:
            return 0
        print("docs/architecture.md is not up to date: run python tools/architecture_page.py")
        return 1
    PAGE.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
