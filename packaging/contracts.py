"""Record what each JSON schema promised at the last release, or with --check hold today's schemas to it.

A schema may gain something under its version; whatever it had promised stays, or the version rises (a new file beside it).
"""

import argparse
import json
import sys
from typing import Any

from locked import ROOT

RECORD = ROOT / "packaging" / "contracts.json"
SCHEMAS = tuple(sorted((ROOT / "src" / "policykit").rglob("schema/*.json")))


def promises(schema: dict[str, Any]) -> dict[str, str]:
    """Return what a reader of this JSON may rely on: where a key stands, its kind, and whether it is always there."""
    found: dict[str, str] = {}
    _walk(schema, "", found)
    return dict(sorted(found.items()))


def _walk(part: Any, at: str, found: dict[str, str]) -> None:
    if not isinstance(part, dict):
        return
    always = part.get("required", ())
    for name, what in part.get("properties", {}).items():
        told = what.get("type", what.get("$ref", "any of several")) if isinstance(what, dict) else "anything"
        kind = " or ".join(sorted(told)) if isinstance(told, list) else str(told)
        found[f"{at}/{name}"] = f"{kind}, {'always' if name in always else 'sometimes'} there"
        _walk(what, f"{at}/{name}", found)
    for name, what in part.get("$defs", {}).items():
        _walk(what, f"{at}#{name}", found)
    _walk(part.get("items"), f"{at}[]", found)
    for word in ("oneOf", "anyOf", "allOf"):
        for number, what in enumerate(part.get(word, ())):
            _walk(what, f"{at}({word} {number})", found)


def recorded() -> dict[str, dict[str, str]]:
    """Return the promises of the last release, by the schema's id."""
    held: dict[str, dict[str, str]] = json.loads(RECORD.read_text(encoding="utf-8"))
    return held


def now() -> dict[str, dict[str, str]]:
    """Return the promises that the schemas make today, by their id."""
    every = [json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS]
    return {one["$id"]: promises(one) for one in every}


def broken(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> list[str]:
    """Return every promise that is no longer kept, one line each; a schema that is gone keeps none."""
    return [
        f"{name}: {place} was {kind}; it is {after.get(name, {}).get(place, 'gone')}"
        for name, promised in before.items()
        for place, kind in promised.items()
        if after.get(name, {}).get(place) != kind
    ]


def main() -> None:
    """Record or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        RECORD.write_text(f"{json.dumps(now(), indent=1)}\n", encoding="utf-8")
    elif lines := broken(recorded(), now()):
        remedy = "Keep it, or let the version rise: see docs/versions.md."
        sys.exit("\n".join([*lines, remedy]))


if __name__ == "__main__":
    main()
