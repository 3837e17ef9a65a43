"""List in docs/law-to-read.md the law that was put down without its text having been read, for a person to read before a release.

With --check nothing is written; exit 1 where the page is not up to date.
"""

import argparse
import sys

from locked import ROOT

from policykit.checklist.load import load
from policykit.checklist.stale import load_stale, load_wrong_law
from policykit.model.law import Checklist

HOME = ROOT / "checklists"
PAGE = ROOT / "docs" / "law-to-read.md"
_HEAD = """# Law to read before a release

Made by `python packaging/law_to_read.py` from the checklist. Each line rests on memory, or on a page that only reports the law. Read
the text at its address; where our words agree with it, set `checked` in the named file to the day, the address and `verified`; where
they do not, mend them and the examples. Every report names what is still on the first list.
"""
_PARTS = {"from-memory": "From memory", "second-hand": "Seen in a page that reports it only"}


def lines(checklist: Checklist, status: str) -> list[str]:
    """Return a line for each provision of that status: the file to change, the provision, the address."""
    found = {
        f"- `requirements/{one.id}.yaml`: {law.source}, {law.at} <{law.url}>"
        for one in checklist.requirements
        for law in one.law
        if law.checked.status == status
    }
    for folder, every in (("stale", load_stale([HOME]).references), ("wrong-law", load_wrong_law([HOME]))):
        found |= {f"- `{folder}/{one.id}.yaml`: {one.title}" for one in every if one.checked.status == status}
    return sorted(found)


def page(checklist: Checklist) -> str:
    """Return the page."""
    parts = [_HEAD]
    for status, title in _PARTS.items():
        told = lines(checklist, status)
        parts.append(f"\n## {title} ({len(told)})\n\n" + "".join(f"{line}\n" for line in told))
    return "".join(parts)


def main() -> None:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    made = page(load([HOME]))
    if not parser.parse_args().check:
        PAGE.write_text(made, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != made:
        sys.exit("docs/law-to-read.md is not up to date. Run: python packaging/law_to_read.py")


if __name__ == "__main__":
    main()
