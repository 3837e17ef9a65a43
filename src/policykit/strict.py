"""One YAML file against one shape: every problem of the file at once, each with its line and what to do."""

from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from policykit.errors import ChecklistError, PolicyKitError


class Shape(BaseModel):
    """What every shape of a file that people write has in common: unknown keys are refused, nothing is coerced or changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a file that people write: its path, its line (from 1), what is wrong and what to write instead."""

    path: str
    line: int
    what: str
    remedy: str = ""
    shown: str = ""
    """The line itself, as the file has it."""

    def __str__(self) -> str:
        """Return the problem as "path:line: what", the line itself and the remedy."""
        text = f"{self.path}:{self.line}: {self.what}"
        if self.shown:
            text += f"\n      {self.line} | {self.shown}"
        return f"{text}\n    {self.remedy}" if self.remedy else text


class _TextDates(RoundTripConstructor):
    """YAML 1.2 with dates left as text, so that a wrong date is told with its line."""


_TextDates.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_yaml_str)


def tree_of(text: str) -> Any:
    """Return what YAML text holds, with its lines and comments kept; raises ruamel's YAMLError."""
    reader = YAML(typ="rt")
    reader.Constructor = _TextDates
    reader.allow_duplicate_keys = False
    return reader.load(StringIO(text))


def parse(path: Path, error_type: type[PolicyKitError] = ChecklistError) -> tuple[Any, list[str]]:
    """Return what a YAML file holds, with its lines kept, and those lines.

    Raises an error of the given type that names the line at fault.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise error_type(
            f"The file cannot be read ({error.strerror}).",
            where=str(path),
            remedy="Check the path and its permissions.",
        ) from error
    except UnicodeDecodeError as error:
        raise error_type(
            "The file is not in UTF-8.", where=str(path), remedy="Save it as UTF-8 in your editor."
        ) from error
    try:
        return tree_of(text), text.splitlines()
    except MarkedYAMLError as error:
        raise error_type(str(_not_yaml(path, text.splitlines(), error))) from error
    except YAMLError as error:
        remedy = "It holds letters that no text file has: look whether it is the right file."
        what = " ".join(str(error).partition("\n")[0].split())
        raise error_type(f"This is not valid YAML: {what}.", where=str(path), remedy=remedy) from error


_SLIPS = (
    (
        "character '\\t'",
        "a line is indented with a tab",
        "Write spaces instead of the tab, two more than the line above.",
    ),
    ("mapping values are not allowed", "a second colon begins a key within the text", "Put the text in quotes."),
    ("duplicate key", "", "Keep one of the two."),
    ("quoted scalar", "a quote is opened here and not closed", "Close it, or write the text below the key, after |."),
    ("flow sequence", "a square bracket is opened here and not closed", "Close it, or put the text in quotes."),
    ("flow mapping", "a brace is opened here and not closed", "Close it, or put the text in quotes."),
    ("but found '<scalar>'", "the text goes on after its quote was closed", 'Put the whole text in "double quotes".'),
    (
        "block mapping start",
        "this line begins further in, or further out, than those beside it",
        "Line it up with them.",
    ),
    ("that cannot start any token", "a text may not begin with this letter", "Put the text in quotes."),
    ("expected alphabetic or numeric", "a text may not begin with * or &", "Put the text in quotes."),
    (
        "could not find expected ':'",
        "a line of text stands where a key belongs",
        "Text after | stands further in than its key; other text goes in quotes.",
    ),
)
"""What the library says, what it means to a person who wrote the file, and what to do."""


def _not_yaml(path: Path, lines: list[str], error: MarkedYAMLError) -> Problem:
    """Return what a person has to change in a file that cannot be parsed, at the line where it begins."""
    told = " ".join(f"{error.context or ''} {error.problem or ''}".split())
    slip = next((one for one in _SLIPS if one[0] in told), None)
    # What was never closed is found at the end of the file, and has to be mended where it begins.
    is_open = slip is not None and "not closed" in slip[1]
    mark = (error.context_mark if is_open else error.problem_mark) or error.problem_mark or error.context_mark
    line = (mark.line + 1) if mark else 1
    what = (slip[1] if slip else "") or " ".join((error.problem or error.context or "it cannot be parsed").split())
    remedy = slip[2] if slip else "Check the indentation, the quotes and that no key stands twice."
    shown = lines[line - 1] if line <= len(lines) else ""
    return Problem(str(path), line, f"This is not valid YAML: {what}.", remedy, shown)


def line_of(node: Any, location: tuple[int | str, ...]) -> int:
    """Return the line (from 1) of the deepest part of `location` that the file has."""
    line = 1
    for step in location:
        if isinstance(node, CommentedMap) and step in node:
            line = node.lc.key(step)[0] + 1
            node = node[step]
        elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
            line = node.lc.item(step)[0] + 1
            node = node[step]
    return line


def plain(node: Any) -> Any:
    """Return the same content in plain dicts, lists and text."""
    if isinstance(node, CommentedMap):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [plain(value) for value in node]
    if isinstance(node, str):
        return str(node)
    return node


def problem_at(
    path: Path, tree: Any, lines: list[str], location: tuple[int | str, ...], what: str, remedy: str = ""
) -> Problem:
    """Return the problem that `what` says stands at `location` of a parsed file."""
    line = line_of(tree, location)
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    return Problem(str(path), line, what, remedy, shown)


def load_shape(
    path: Path, shape: type[S], error_type: type[PolicyKitError] = ChecklistError
) -> tuple[S | None, list[Problem], Any, list[str]]:
    """Return the file as `shape` (None where it has problems), its problems, its tree and its lines.

    Raises an error of the given type where the file cannot be read or is no YAML.
    """
    tree, lines = parse(path, error_type)
    if not isinstance(tree, CommentedMap):
        return None, [Problem(str(path), 1, "The file holds no keys.", "Start from a file beside it.")], tree, lines
    try:
        return shape.model_validate(plain(tree)), [], tree, lines
    except ValidationError as error:
        problems = [
            problem_at(path, tree, lines, tuple(fault["loc"]), *_in_words(tuple(fault["loc"]), fault, shape))
            for fault in error.errors()
        ]
        return None, sorted(set(problems)), tree, lines


def _in_words(location: tuple[int | str, ...], fault: Any, shape: type[Shape]) -> tuple[str, str]:
    key = ".".join(str(step) for step in location)
    kind = fault["type"]
    if kind == "extra_forbidden":
        allowed = ", ".join(sorted(shape.model_fields)) if len(location) == 1 else ""
        return (
            f"{key}: no such key.",
            f"The keys here are: {allowed}." if allowed else "Take it out or check its spelling.",
        )
    if kind == "missing":
        return f"{key}: this key is needed and is not there.", "Add it; a file beside this one shows how."
    if kind in {"literal_error", "enum"}:
        return f"{key}: {fault['input']!r} is not one of the words allowed here.", f"Write {fault['ctx']['expected']}."
    if kind == "string_type":
        return f"{key}: this is not read as text.", "Put it in quotes."
    if kind == "value_error":
        what, _, remedy = str(fault["ctx"]["error"]).partition(" | ")
        return f"{key}: {what}", remedy
    return f"{key}: {fault['msg'][:1].lower()}{fault['msg'][1:]}.", "Compare it with a file beside this one."
