"""The catalogues as one JSON file, so that a check starts without reading 200 YAML files.

It carries the hash of the files it was made from and is used only while that fits; `tools/compile_checklists.py`
writes it, and a test holds it equal to the YAML.
"""

import hashlib
import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from policykit.model.catalogues import Catalogues

NAME = "compiled.json"
FORM = 8
"""Goes up when the shape of the file changes."""


def digest(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of all YAML files of a checklist folder."""
    total = hashlib.sha256(str(FORM).encode())
    for path in sorted(folder.rglob("*.yaml")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()


def dumps(catalogues: Catalogues, made_from: str) -> str:
    """Return the compiled form as text."""
    whole = {"made_from": made_from, "catalogues": _plain(catalogues)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def read_compiled(folder: Path) -> Catalogues | None:
    """Return the catalogues compiled beside the YAML of a folder, None where there are none or they no longer fit."""
    path = folder / NAME
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(whole, dict) or whole.get("made_from") != digest(folder):
        return None
    catalogues: Catalogues = _builder(Catalogues)(whole["catalogues"])
    return catalogues


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value


@cache
def _builder(wanted: Any) -> Callable[[Any], Any]:
    """Return the function that makes a value of a type from its plain form."""
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        inner = _builder(next(one for one in arguments if one is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        each = _builder(arguments[0])
        return lambda value: tuple([each(one) for one in value])
    if wanted is date:
        return date.fromisoformat
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        members = {member.value: member for member in wanted}
        return members.__getitem__
    if isinstance(wanted, type) and is_dataclass(wanted):
        hints = get_type_hints(wanted)
        builders = [_builder(hints[one.name]) for one in fields(wanted)]
        return lambda value: wanted(*[build(part) for build, part in zip(builders, value, strict=True)])
    return lambda value: value
