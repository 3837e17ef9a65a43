"""Cuts the runs of a Word paragraph at the edges of words: what is written and how it looks stay as they are."""

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from policykit.formats.word import W
from policykit.formats.word_fields import Fields
from policykit.formats.word_paragraph import Stretch

_R, _T, _P, _RPR = f"{W}r", f"{W}t", f"{W}p", f"{W}rPr"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OPEN = {f"{W}{name}" for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir")}
_CLOSED_CONTROLS = tuple(
    f"{W}{name}"
    for name in ("dataBinding", "text", "dropDownList", "comboBox", "date", "picture", "citation", "equation")
)
_LOCKED = ("contentLocked", "sdtContentLocked")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of some words: the marks go right before or after `element`; `exact` where that is the very edge."""

    element: etree._Element
    exact: bool


class Words:
    """The words of one paragraph as they lie in runs, by their place in the paragraph's raw text."""

    def __init__(self, stretches: tuple[Stretch, ...], fields: Fields) -> None:
        self._fields = fields
        self._stretches = [stretch for stretch in stretches if stretch.end > stretch.start]

    def between(self, start: int, end: int) -> list[etree._Element]:
        """Return the elements that hold the characters from start to end (exclusive), whole or in part."""
        return [one.element for one in self._stretches if one.start < end and start < one.end]

    def begin(self, at: int) -> Side | None:
        """Cut before the character at `at` and return what begins there, None where no run holds it."""
        found = next((k for k, one in enumerate(self._stretches) if one.start <= at < one.end), None)
        if found is None:
            return None
        unit, wide = self._unit(self._stretches[found].element, first=True)
        if wide:
            return Side(unit, exact=False)
        exact = True
        if self._stretches[found].start < at:
            exact = self._cut_text(found, at)
            found += exact
        element = self._stretches[found].element
        return Side(_cut_run(element), exact)

    def finish(self, at: int) -> Side | None:
        """Cut after the character before `at` and return what ends there, None where no run holds it."""
        found = next((k for k, one in enumerate(self._stretches) if one.start < at <= one.end), None)
        if found is None:
            return None
        unit, wide = self._unit(self._stretches[found].element, first=False)
        if wide:
            return Side(unit, exact=False)
        exact = self._stretches[found].end == at or self._cut_text(found, at)
        element = self._stretches[found].element
        following = element.getnext()
        run = element.getparent()
        if following is not None:
            _cut_run(following)
        return Side(element if run is None else run, exact)

    def is_typed(self, element: etree._Element) -> bool:
        """Return whether words are plainly typed: in no field, no closed control, no drawing."""
        return not self._fields.around(element) and not self._unit(element, first=True)[1]

    def _unit(self, element: etree._Element, *, first: bool) -> tuple[etree._Element, bool]:
        """Return the run that holds an element, or what may only be marked as a whole and True.

        Of a field that Word writes anew the whole is taken, from its first mark or to its last.
        """
        fields = self._fields.around(element)
        outermost = next((one for one in fields if not one.is_link), None)
        if outermost is not None and outermost.end is not None:
            begin, end = _paragraph_of(outermost.begin), _paragraph_of(outermost.end)
            if begin is end and begin is _paragraph_of(element):
                return _outermost(outermost.begin if first else outermost.end), True
        unit = _outermost(element)
        return unit, not (unit.tag == _R and element.getparent() is unit)

    def _cut_text(self, found: int, at: int) -> bool:
        """Part the text of one stretch in two; False where its element cannot be parted."""
        one = self._stretches[found]
        text = one.element.text or ""
        if one.element.tag != _T or len(text) != one.end - one.start:
            return False
        rest = etree.Element(_T)
        rest.text, one.element.text = text[at - one.start :], text[: at - one.start]
        rest.set(_SPACE, "preserve")
        one.element.set(_SPACE, "preserve")
        one.element.addnext(rest)
        self._fields.share(one.element, rest)
        self._stretches[found : found + 1] = [Stretch(one.start, at, one.element), Stretch(at, one.end, rest)]
        return True


def _cut_run(element: etree._Element) -> etree._Element:
    """Return the run that begins with an element of a run, cut off from what stands before it in the run."""
    run = element.getparent()
    if run is None or run.tag != _R:
        return element
    before = element.getprevious()
    if before is None or before.tag == _RPR:
        return run
    new = etree.Element(_R)
    new.attrib.update(run.attrib)
    look = run.find(_RPR)
    if look is not None:
        new.append(deepcopy(look))
    new.extend([element, *element.itersiblings()])
    # What stands after a run belongs to the paragraph, not to the run.
    new.tail, run.tail = run.tail, None
    run.addnext(new)
    return new


def look_of(properties: etree._Element) -> etree._Element:
    """Return a copy of a run's properties without the record of who changed them, which has a number of its own."""
    look = deepcopy(properties)
    look.tail = None
    for change in look.findall(f"{W}rPrChange"):
        look.remove(change)
    return look


def _outermost(element: etree._Element) -> etree._Element:
    """Return the run that an element lies in, or the outermost thing around it that no mark may go into."""
    chain = [element]
    for above in element.iterancestors():
        if above.tag == _P:
            break
        chain.append(above)
    for unit in reversed(chain):
        if not _is_open(unit):
            return unit
    return element


def _is_open(element: etree._Element) -> bool:
    """Tell whether the marks of a comment may stand inside an element, between runs."""
    if element.tag == f"{W}fldSimple":
        return element.get(f"{W}instr", "").split()[:1] == ["HYPERLINK"]
    if element.tag == f"{W}sdtContent":
        return True
    if element.tag == f"{W}sdt":
        return not is_closed_control(element)
    return element.tag in _OPEN


def is_closed_control(control: etree._Element) -> bool:
    """Tell whether Word fills a content control itself, or lets nobody change what it holds."""
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        return False
    lock = properties.find(f"{W}lock")
    if lock is not None and lock.get(f"{W}val") in _LOCKED:
        return True
    return any(properties.find(name) is not None for name in _CLOSED_CONTROLS)


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(_P), None)
