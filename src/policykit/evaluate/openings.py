"""The record of each time the test part was opened: date, commit, figures; it only grows."""

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

NAME = "test-openings.json"


def commit_of(folder: Path) -> str:
    """Return the commit that the corpus's repository stands at, "" where there is none; a changed tree ends in +."""
    commands = (["git", "rev-parse", "--short", "HEAD"], ["git", "status", "--porcelain"])
    answers = []
    for command in commands:
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
        except OSError:
            return ""
        if done.returncode:
            return ""
        answers.append(done.stdout.strip())
    return answers[0] + ("+" if answers[1] else "")


def record(folder: Path, found: dict[str, Any], day: date) -> None:
    """Add one opening of the test part to the corpus's record."""
    path = folder / NAME
    known: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    values = {name: one["value"] for name, one in found["figures"].items()}
    known.append(
        {"date": day.isoformat(), "commit": commit_of(folder), "documents": found["documents"], "figures": values}
    )
    path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
