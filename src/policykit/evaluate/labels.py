"""The ground truth: a corpus's manifest and label files, refused with file, line and remedy where they are wrong."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from policykit.errors import ChecklistError
from policykit.evaluate.label_shapes import LabelShape, ManifestShape
from policykit.read import read
from policykit.strict import Problem, load_shape, problem_at

SCORED = ("met", "partial", "missing")
_ENDINGS = (".docx", ".pdf", ".html", ".md", ".txt", ".odt", ".rtf", ".doc")
_SAME = str.maketrans({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-", 0xAD: None})


@dataclass(frozen=True, slots=True)
class Labelled:
    """One document with its labels; `stale` are (quote, severity), `look_alikes` quotes, `passages` (first words, shows).

    `quotes` are the words that show a requirement, where its label has any.
    """

    id: str
    path: Path
    kind: str
    school_type: str
    split: str
    statuses: dict[str, str]
    stale: tuple[tuple[str, str], ...]
    look_alikes: tuple[str, ...]
    passages: tuple[tuple[str, tuple[str, ...]], ...]
    quotes: dict[str, str] = field(default_factory=dict)


def same(text: str) -> str:
    """Return a text as quotes are compared: lower case, single spaces, plain quotation marks and dashes.

    >>> same("The  pupil\u2019s Plan")
    "the pupil's plan"
    """
    return re.sub(r"\s+", " ", text.translate(_SAME)).strip().lower()


def close(text: str) -> str:
    """Return a text as `same` does and without any space: a PDF may break a long word at a narrow cell's edge."""
    return same(text).replace(" ", "")


def load_labels(folder: Path, known: Iterable[str], split: str = "") -> list[Labelled]:
    """Return the labelled documents of a corpus folder, of one split where it is named.

    `known` are the requirement ids. Raises ChecklistError with every problem of every label file.
    """
    members = _members(folder)
    ids, problems, found = frozenset(known), list[Problem](), list[Labelled]()
    for path in sorted((folder / "labels").glob("*.yaml")):
        part = members.get(path.stem, "")
        if split and part != split:
            continue
        if not part:
            problems.append(
                Problem(str(path), 1, "The manifest does not name this document.", "Add it to manifest.yaml.")
            )
            continue
        labelled, wrong = _labelled(path, folder, part, ids)
        problems += wrong
        found += [labelled] if labelled else []
    if problems:
        raise ChecklistError("\n".join(str(problem) for problem in sorted(problems)))
    if not found:
        remedy = "Give the folder that holds manifest.yaml, labels/ and files/."
        raise ChecklistError("There are no labelled documents here.", where=str(folder), remedy=remedy)
    return found


def _members(folder: Path) -> dict[str, str]:
    path = folder / "manifest.yaml"
    if not path.is_file():
        remedy = "Give the folder that holds manifest.yaml, labels/ and files/."
        raise ChecklistError("There is no manifest.yaml here.", where=str(folder), remedy=remedy)
    manifest, problems, _, _ = load_shape(path, ManifestShape)
    if manifest is None:
        raise ChecklistError("\n".join(str(problem) for problem in problems))
    return {member.id: member.split for member in manifest.documents}


def _labelled(path: Path, folder: Path, split: str, ids: frozenset[str]) -> tuple[Labelled | None, list[Problem]]:
    try:
        shape, problems, tree, lines = load_shape(path, LabelShape)
    except ChecklistError as error:
        return None, [Problem(str(path), 1, str(error))]
    if shape is None:
        return None, problems
    document = _file_of(folder, path.stem)
    if document is None:
        return None, [Problem(str(path), 1, f"There is no file {path.stem}.* in files/.", "Build or add the document.")]
    text = close(" ".join(_texts(document)))
    problems = [problem_at(path, tree, lines, *fault) for fault in _faults(shape, path.stem, text, ids)]
    return (
        Labelled(
            shape.id,
            document,
            shape.kind,
            shape.school_type or "",
            split,
            {name: one.status for name, one in shape.requirements.items()},
            tuple((one.quote, one.severity) for one in shape.stale),
            tuple(one if isinstance(one, str) else one.quote for one in shape.not_stale),
            tuple((one.starts, tuple(one.shows)) for one in shape.passages),
            {name: one.quote for name, one in shape.requirements.items() if one.quote},
        ),
        problems,
    )


def _file_of(folder: Path, stem: str) -> Path | None:
    return next((path for end in _ENDINGS if (path := folder / "files" / f"{stem}{end}").is_file()), None)


def _texts(path: Path) -> list[str]:
    return [f"{block.label} {block.text}" for block in read(path).blocks]


def _faults(
    shape: LabelShape, stem: str, text: str, ids: frozenset[str]
) -> Iterable[tuple[tuple[int | str, ...], str, str]]:
    if shape.id != stem:
        yield ("id",), f"id: {shape.id} is not the file's name.", "Give the file the name of its id."
    for name, one in shape.requirements.items():
        at: tuple[int | str, ...] = ("requirements", name)
        if name not in ids:
            yield at, f"there is no requirement {name}.", "Check its spelling."
        if one.quote and close(one.quote) not in text:
            yield (*at, "quote"), "these words are not in the document.", "Copy them from it, word for word."
    for number, stale in enumerate(shape.stale):
        if close(stale.quote) not in text:
            yield ("stale", number, "quote"), f"'{stale.quote}' is not in the document.", "Copy the words from it."
    for name in ids - shape.requirements.keys():
        yield ("requirements",), f"{name} has no label.", "Label it, or write disputed."
