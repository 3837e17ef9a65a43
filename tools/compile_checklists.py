"""Write what is generated from checklists/: the compiled form and the JSON Schema for editors.

    python tools/compile_checklists.py [--check]

With --check nothing is written, and the exit code is 1 where a file is not what it should be.
"""

import json
import sys
from pathlib import Path

from policykit.check.term_table import packed, terms_of
from policykit.checklist import compiled, plain_shapes, shapes, stale_shapes
from policykit.checklist.load import load
from policykit.checklist.plain import load_plain
from policykit.checklist.stale import load_stale, load_wrong_law
from policykit.model.catalogues import Catalogues
from policykit.strict import Shape

FOLDER = Path(__file__).resolve().parents[1] / "checklists"
SHAPES: dict[str, type[Shape]] = {
    "requirement": shapes.RequirementShape,
    "vocabulary": shapes.VocabularyShape,
    "source": shapes.SourceShape,
    "edition": shapes.EditionShape,
    "governors": shapes.GovernorsShape,
    "local": shapes.LocalShape,
    "coverage": shapes.CoverageShape,
    "stale": stale_shapes.StaleShape,
    "wrong-law": stale_shapes.WrongLawShape,
    "plain-words": plain_shapes.PlainShape,
}


def _schema() -> str:
    definitions: dict[str, object] = {}
    for name, shape in SHAPES.items():
        own = shape.model_json_schema(by_alias=True)
        definitions |= own.pop("$defs", {})
        definitions[name] = own
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a PolicyKit checklist",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in SHAPES],
        "$defs": definitions,
    }
    return json.dumps(whole, indent=2, sort_keys=True) + "\n"


def _wanted() -> dict[Path, str]:
    checklist = load([FOLDER])
    stale, wrong_law, plain = load_stale([FOLDER]), load_wrong_law([FOLDER]), load_plain([FOLDER])
    catalogues = Catalogues(
        checklist, stale, wrong_law, plain, packed(terms_of(checklist), [one.id for one in checklist.vocabularies])
    )
    return {
        FOLDER / compiled.NAME: compiled.dumps(catalogues, compiled.digest(FOLDER)),
        FOLDER / "schema.json": _schema(),
    }


def main() -> int:
    """Write or check every generated file; return the exit code."""
    check = "--check" in sys.argv[1:]
    stale = 0
    for path, text in _wanted().items():
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            print(f"{path.name} is not up to date: run python tools/compile_checklists.py")
            stale = 1
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.name}")
    return stale


if __name__ == "__main__":
    raise SystemExit(main())
