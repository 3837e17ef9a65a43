"""What the styles of a Word file say of a paragraph: heading level, list, bold, size, hidden."""

import re
from dataclasses import dataclass

from lxml import etree

from policykit.formats.numerals import whole
from policykit.formats.word import W, WordFile

_NO_LEVEL = -1
_HEADING_NAME = re.compile(r"\bheading\s*(\d)\b", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"^(?:toc|table of figures)\b(?!\s*heading)", re.IGNORECASE)
_BULLET_NAME = re.compile(r"\bbullet|^list (?:bullet|number|continue)", re.IGNORECASE)
_PROMINENT_NAME = re.compile(r"^(?:sub-?title|sub-?heading|heading|header \d|.*\bheading)\b", re.IGNORECASE)
_DEEPEST_LEVEL = 9
_LONGEST_CHAIN = 30
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Numbering:
    """The list a paragraph counts in: its id ("0" for none) and its level from 0."""

    number_id: str
    level: int


@dataclass(frozen=True, slots=True)
class Style:
    """One style with everything it inherits; `heading` is 1 to 9, 0 for none; `size` is in half points, 0 unknown."""

    name: str = ""
    heading: int = 0
    is_contents: bool = False
    is_bullet: bool = False
    is_prominent: bool = False
    bold: bool = False
    hidden: bool = False
    size: int = 0
    numbering: Numbering | None = None


class Styles:
    """The styles of a file by id; an id that the file does not define is a style without any say."""

    def __init__(self, file: WordFile) -> None:
        root = file.related("styles")
        elements = [] if root is None else root.findall(f"{W}style")
        self._elements = {element.get(f"{W}styleId", ""): element for element in elements}
        self._styles: dict[str, Style] = {}
        self.default = next(
            (
                element.get(f"{W}styleId", "")
                for element in elements
                if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0"))
            ),
            "",
        )
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._size = _size(defaults) or 20
        language = None if defaults is None else defaults.find(f"{W}lang")
        self.language = "" if language is None else language.get(f"{W}val", "")

    def of(self, style_id: str | None) -> Style:
        """Return a style by its id; the default paragraph style for None."""
        key = self.default if style_id is None else style_id
        if key not in self._styles:
            self._styles[key] = self._resolve(key)
        return self._styles[key]

    def numbering_style(self, style_id: str) -> Numbering | None:
        """Return the list that a numbering style stands for."""
        return self.of(style_id).numbering

    def _resolve(self, style_id: str) -> Style:
        """Build a style from itself and the styles it is based on, nearest first."""
        chain: list[etree._Element] = []
        at: str | None = style_id
        while at in self._elements and self._elements[at] not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(self._elements[at])
            based_on = chain[-1].find(f"{W}basedOn")
            at = None if based_on is None else based_on.get(f"{W}val", "")
        names = [_value(element, "name") or style_id for element in chain] or [style_id]
        runs = [found for element in chain if (found := element.find(f"{W}rPr")) is not None]
        paragraphs = [found for element in chain if (found := element.find(f"{W}pPr")) is not None]
        return Style(
            name=names[0],
            heading=_heading(names, paragraphs),
            is_contents=any(_CONTENTS_NAME.match(name) for name in names),
            is_bullet=bool(_BULLET_NAME.search(names[0])),
            is_prominent=bool(_PROMINENT_NAME.match(names[0])),
            bold=_first_switch(runs, "b"),
            hidden=_first_switch(runs, "vanish"),
            size=next((size for run in runs if (size := _size(run))), self._size if chain else 0),
            numbering=_numbering(paragraphs),
        )


def is_on(value: str | None) -> bool:
    """Tell what a switch's value says; a switch without a value is on."""
    return value is None or value not in _OFF


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether formatting turns something (b, vanish, u) on or off, None where it does not say."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else is_on(found.get(f"{W}val"))


def numbering_of(properties: etree._Element | None) -> tuple[str | None, int | None]:
    """Return the list id and level that paragraph properties give, each None where they do not say."""
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return None, None
    number, level = _value(found, "numId"), _value(found, "ilvl")
    return number or None, whole(level, 0) if level.isdigit() else None


def outline_level(properties: etree._Element | None) -> int | None:
    """Return the heading level that paragraph properties give, 0 for body text, None where they do not say."""
    value = "" if properties is None else _value(properties, "outlineLvl")
    level = whole(value, _NO_LEVEL)
    if level == _NO_LEVEL:
        return None
    return level + 1 if level < _DEEPEST_LEVEL else 0


def size_of(properties: etree._Element | None) -> int:
    """Return the size that run properties give in half points, 0 where they do not say."""
    return _size(properties)


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _size(properties: etree._Element | None) -> int:
    value = "" if properties is None else _value(properties, "sz")
    return whole(value.partition(".")[0], 0)


def _first_switch(runs: list[etree._Element], name: str) -> bool:
    return next((value for run in runs if (value := switch(run, name)) is not None), False)


def _heading(names: list[str], paragraphs: list[etree._Element]) -> int:
    """Return the heading level of a style by its own name, its outline level, or the name of a style it builds on."""
    own = _HEADING_NAME.search(names[0])
    if own and 0 < int(own.group(1)) <= _DEEPEST_LEVEL:
        return int(own.group(1))
    if names[0].lower() in {"title", "toc heading", "book title"}:
        return 1
    level = next((level for found in paragraphs if (level := outline_level(found)) is not None), None)
    if level is not None:
        return level
    inherited = next((found for name in names if (found := _HEADING_NAME.search(name))), None)
    if inherited:
        return int(inherited.group(1))
    return 1 if any(name.lower() == "title" for name in names) else 0


def _numbering(paragraphs: list[etree._Element]) -> Numbering | None:
    number: str | None = None
    level: int | None = None
    for found in paragraphs:
        own_number, own_level = numbering_of(found)
        number = own_number if number is None else number
        level = own_level if level is None else level
    return None if number is None else Numbering(number, level or 0)
