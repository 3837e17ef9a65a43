"""Counts the automatic numbers of a Word file, so that "section 4.2" can be cited as the reader sees it."""

import re
from dataclasses import dataclass, field

from lxml import etree

from policykit.formats.numerals import whole
from policykit.formats.word import W, WordFile
from policykit.formats.word_styles import Numbering, Styles

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ALPHABET = 26
_LEVELS = 9
_LARGEST = 30_000


@dataclass(slots=True)
class _Level:
    """How one level of a list counts and shows its number."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    is_legal: bool = False


@dataclass(slots=True)
class _List:
    """One list definition: the counter that several ids may share, and its levels."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Hands out the label of each numbered paragraph; ask in the order of the document."""

    def __init__(self, file: WordFile, styles: Styles) -> None:
        root = file.related("numbering")
        self._styles = styles
        self._abstract = {} if root is None else _by_id(root, "abstractNum", "abstractNumId")
        self._numbers = {} if root is None else _by_id(root, "num", "numId")
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, numbering: Numbering) -> tuple[str, bool]:
        """Count one paragraph and return its label ("4.2", "(a)", "" for a bullet) and whether the list exists."""
        definition = self._list(numbering.number_id)
        if definition is None:
            return "", False
        at = min(numbering.level, _LEVELS - 1)
        level = definition.levels.get(at, _Level())
        counts = self._counts.setdefault(definition.abstract, {})
        restart = definition.restarts.get(at)
        if restart is not None and (numbering.number_id, at) not in self._begun:
            counts[at] = restart
        elif at in counts:
            counts[at] += 1
        else:
            counts[at] = level.start
        self._begun.add((numbering.number_id, at))
        for deeper in [deep for deep in counts if deep > at]:
            after = definition.levels.get(deeper, _Level()).restarts_after
            if after is None or (after and at < after):
                del counts[deeper]
        if level.format in {"bullet", "none"}:
            return "", True
        return self._shown(definition, level, counts), True

    def _shown(self, definition: _List, level: _Level, counts: dict[int, int]) -> str:
        """Return the label as it stands on the page, without a full stop at its end."""

        def number(found: re.Match[str]) -> str:
            place = int(found.group(1)) - 1
            other = definition.levels.get(place, _Level())
            style = "decimal" if level.is_legal else other.format
            return _written(counts.get(place, other.start), style)

        return _PLACE.sub(number, level.text).strip().rstrip(".")

    def _list(self, number_id: str) -> _List | None:
        if number_id not in self._lists:
            self._lists[number_id] = self._define(number_id)
        return self._lists[number_id]

    def _define(self, number_id: str, *, follow: bool = True) -> _List | None:
        number = self._numbers.get(number_id)
        if number is None:
            return None
        abstract_id = _value(number, "abstractNumId")
        abstract = self._abstract.get(abstract_id)
        if abstract is None:
            return None
        linked = _value(abstract, "numStyleLink")
        target = self._styles.numbering_style(linked) if linked and follow else None
        if target is not None and target.number_id != number_id:
            return self._define(target.number_id, follow=False)
        definition = _List(abstract_id, _levels(abstract))
        for override in number.findall(f"{W}lvlOverride"):
            at = _integer(override.get(f"{W}ilvl", ""), 0)
            if override.find(f"{W}lvl") is not None:
                definition.levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                definition.restarts[at] = _integer(start.get(f"{W}val", ""), 1)
        return definition


def _by_id(root: etree._Element, name: str, key: str) -> dict[str, etree._Element]:
    return {element.get(f"{W}{key}", ""): element for element in root.findall(f"{W}{name}")}


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _integer(value: str, otherwise: int) -> int:
    number = whole(value, otherwise)
    return number if number <= _LARGEST else otherwise


def _levels(parent: etree._Element) -> dict[int, _Level]:
    found = {}
    for element in parent.findall(f"{W}lvl"):
        restart = _value(element, "lvlRestart")
        found[_integer(element.get(f"{W}ilvl", ""), 0)] = _Level(
            start=_integer(_value(element, "start"), 1),
            format=_value(element, "numFmt") or "decimal",
            text=_value(element, "lvlText"),
            restarts_after=whole(restart, 0) if restart.isdigit() else None,
            is_legal=element.find(f"{W}isLgl") is not None,
        )
    return found


def _written(number: int, style: str) -> str:
    """Return a number as a list shows it.

    >>> [_written(4, style) for style in ("decimal", "lowerLetter", "upperRoman", "decimalZero", "ordinal")]
    ['4', 'd', 'IV', '04', '4th']
    """
    match style:
        case "lowerLetter" | "upperLetter":
            repeat, letter = divmod(max(number, 1) - 1, _ALPHABET)
            letters = chr(ord("a") + letter) * (min(repeat, _ALPHABET) + 1)
            return letters.upper() if style == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman.upper() if style == "upperRoman" else roman
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            teen = number % 100 in {11, 12, 13}
            return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
        case "none" | "bullet":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in (*_ROMAN, *_ROMAN_SMALL):
        count, number = divmod(number, value)
        letters += letter * count
    return letters
