"""List the licence of everything that PolicyKit needs to run in docs/licences.md, and refuse what may not be there.

With --check nothing is written; exit 1 where the page is not up to date or a licence is refused.
"""

import argparse
import re
import sys
import tomllib
from dataclasses import dataclass
from importlib import metadata

from locked import ROOT, packages

PAGE = ROOT / "docs" / "licences.md"
_TABLE = ROOT / "packaging" / "licences.toml"
_FREE = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-CMU",
        "PSF-2.0",
        "Unlicense",
        "Zlib",
    }
)
_SPOKEN = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
}
_WORD = re.compile(r"[A-Za-z0-9.+-]+")
_HEAD = """# Licences

PolicyKit itself is under the MIT licence. This page lists what it needs to run, and is made by `python packaging/licences.py`
from what each library says of itself. Nothing under the GPL or the AGPL may be among it: a test refuses it. What tests and
releases need is not handed on to anybody and is not listed.

| library | version | licence |
| --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One library with its licence as an SPDX expression, "" where nothing tells it, and why it may stay ("" mostly)."""

    name: str
    version: str
    licence: str
    why: str

    @property
    def problem(self) -> str:
        """What is wrong with it, "" where nothing is."""
        words = set(_WORD.findall(self.licence)) - {"AND", "OR", "WITH"}
        if not words:
            return f"{self.name} does not say its licence: read it, and write it into licences.toml."
        if any(re.match(r"A?GPL", word) for word in words):
            return f"{self.name} is under {self.licence}, which may not be needed to run PolicyKit."
        if (strange := words - _FREE) and not self.why:
            return f"{self.name} is under {' and '.join(sorted(strange))}: decide about it in licences.toml."
        return ""


def rows() -> tuple[Row, ...]:
    """Return every library of the lock; raises PackageNotFoundError where one is not installed here."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        Row(
            one.name,
            one.version,
            table["read"].get(one.name) or _own_words(one.name),
            table["decided"].get(one.name, ""),
        )
        for one in packages()
    )


def _own_words(name: str) -> str:
    said = metadata.metadata(name)
    spoken = (_SPOKEN[line] for line in said.get_all("Classifier") or () if line in _SPOKEN)
    # Some Pythons raise KeyError for what a library does not say, others give None.
    told = (next(iter(said.get_all(key) or ()), "") for key in ("License-Expression", "License"))
    expression, licence = told
    expression = expression or next(spoken, "") or licence
    return expression if len(expression.splitlines()) == 1 else ""


def page(every: tuple[Row, ...]) -> str:
    """Return the page."""
    lines = [f"| {row.name} | {row.version} | {row.licence} |\n" for row in every]
    reasons: dict[str, list[str]] = {}
    for row in every:
        if row.why and row.name not in reasons.setdefault(row.why, []):
            reasons[row.why].append(row.name)
    why = [f"- **{', '.join(names)}**: {reason}\n" for reason, names in reasons.items()]
    return "".join([_HEAD, *lines, "\n## Decided\n\n", *why])


def main() -> None:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    every = rows()
    if refused := [row.problem for row in every if row.problem]:
        sys.exit("\n".join(refused))
    if not parser.parse_args().check:
        PAGE.write_text(page(every), encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page(every):
        sys.exit("docs/licences.md is not up to date. Run: python packaging/licences.py")


if __name__ == "__main__":
    main()
