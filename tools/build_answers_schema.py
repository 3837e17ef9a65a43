"""Write what is made from templates/questions.yaml: its compiled form, and the JSON Schemas that editors use.

    python tools/build_answers_schema.py [--check]

With --check nothing is written, and the exit code is 1 where a file is not what it should be.
"""

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from policykit.draft.questions import COMPILED, digest_of, loaded
from policykit.draft.shapes import AnswersShape, QuestionsShape
from policykit.model.drafting import Question

FOLDER = Path(__file__).resolve().parents[1] / "templates"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _property(question: Question) -> dict[str, Any]:
    return {
        "description": f"{question.asks} {question.hint} For example: {question.example}",
        "anyOf": [{"type": "string"}, {"$ref": "#/$defs/AnswerShape"}],
    }


def _answers_schema() -> dict[str, Any]:
    schema = AnswersShape.model_json_schema()
    schema["properties"]["answers"] = {
        "type": ["object", "null"],
        "description": "One entry for each question, by its id.",
        "additionalProperties": False,
        "properties": {question.id: _property(question) for question in loaded(FOLDER)},
    }
    return {"$schema": _DIALECT, "title": "An answers file of PolicyKit"} | _titled(schema)


def _titled(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "title"}


def _wanted() -> dict[Path, str]:
    shape = {"$schema": _DIALECT, "title": "The questions of PolicyKit"} | _titled(QuestionsShape.model_json_schema())
    compiled = {"digest": digest_of(FOLDER), "questions": [dataclasses.asdict(one) for one in loaded(FOLDER)]}
    return {
        FOLDER / COMPILED: json.dumps(compiled, ensure_ascii=False) + "\n",
        FOLDER / "answers-schema.json": json.dumps(_answers_schema(), indent=2, ensure_ascii=False) + "\n",
        FOLDER / "questions-schema.json": json.dumps(shape, indent=2, ensure_ascii=False) + "\n",
    }


def main() -> int:
    """Write or compare the schemas; returns the exit code."""
    stale = [(path, text) for path, text in _wanted().items() if not path.is_file() or path.read_text("utf-8") != text]
    for path, text in stale:
        if "--check" in sys.argv[1:]:
            print(f"{path.name} is not what the questions make of it: run python tools/build_answers_schema.py")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.name}")
    return 1 if stale and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
