"""A stored JSON report in the place of an old edition."""

import hashlib
import json
from pathlib import Path

from policykit.compare.changes import Edition
from policykit.errors import StoreError
from policykit.report.json import SCHEMA, Shape

_NEEDED = (
    "as_at",
    "document",
    "checklist",
    "requirements",
    "further",
    "stale",
    "dates",
    "wrong_law",
)
_REMEDY = "Give the old document itself, or the file that `policykit check FILE --format json -o` wrote for it."


def is_stored(path: str) -> bool:
    """Return whether a path looks like a stored report: named .json, or beginning as a JSON object does."""
    try:
        with Path(path).open("rb") as stream:
            start = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError:
        return False
    return Path(path).suffix.lower() == ".json" or start.startswith((b'{"schema', b"{\n"))


def read_stored(path: str) -> Edition:
    """Return the edition that a stored report tells of; raises StoreError where it is no report on one document."""
    try:
        shape = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise StoreError("The stored report could not be read.", where=path, remedy=_REMEDY) from error
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise StoreError("This is no JSON.", where=f"{path}{line}", remedy=_REMEDY) from error
    if isinstance(shape, dict) and "reports" in shape:
        what = f"This holds the reports of {len(shape['reports'])} documents, not of one."
        raise StoreError(what, where=path, remedy=_REMEDY)
    if not isinstance(shape, dict) or shape.get("schema") != SCHEMA:
        raise StoreError("This is no report that PolicyKit wrote.", where=path, remedy=_REMEDY)
    _check(shape, path)
    return Edition(shape, None, path)


def _check(shape: Shape, path: str) -> None:
    missing = [key for key in _NEEDED if key not in shape]
    if missing:
        what = f"The report has been cut short: it has no {', '.join(missing)}."
        raise StoreError(what, where=path, remedy=_REMEDY)
    try:
        from policykit.compare.entries import entries_of, stale_of

        entries_of(shape, None)
        stale_of(shape, None)
        Edition(shape, None).digest.encode()
        shape["document"]["school"]["name"].casefold()
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        what = "The report has been changed by hand, and something in it is not where it belongs."
        raise StoreError(what, where=path, remedy=_REMEDY) from error


def its_document(stored: Edition) -> str:
    """Return where the document of a stored report still lies unchanged (by its hash, not its name), "" where nowhere."""
    named = Path(stored.path)
    beside = Path(stored.stored).parent / named.name
    wanted = stored.shape["document"]["sha256"]
    for path in (named, beside):
        try:
            if hashlib.sha256(path.read_bytes()).hexdigest() == wanted:
                return str(path)
        except OSError:
            continue
    return ""
