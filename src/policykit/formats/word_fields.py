"""Which words of a Word part are the result of a field, and so are written anew when Word brings its fields up to date."""

from dataclasses import dataclass, field

from lxml import etree

from policykit.formats.word import W

_MARK = f"{W}fldChar"
_INSTRUCTION = f"{W}instrText"
_WORDS = tuple(f"{W}{name}" for name in ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym"))


@dataclass(slots=True)
class Field:
    """A field between its two marks; `end` is None where the part ends before it does."""

    begin: etree._Element
    end: etree._Element | None = None
    instruction: str = ""

    @property
    def is_link(self) -> bool:
        """Whether it is a HYPERLINK, whose words are typed and stay as they are."""
        return self.instruction.split()[:1] == ["HYPERLINK"]


@dataclass(slots=True)
class Fields:
    """The fields of one part, by the elements that hold words in them."""

    root: etree._Element
    _of: dict[etree._Element, tuple[Field, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Walk the part once; one without a field's mark costs nothing."""
        if next(self.root.iter(_MARK), None) is None:
            return
        opened: list[Field] = []
        for element in self.root.iter(_MARK, _INSTRUCTION, *_WORDS):
            if element.tag == _MARK:
                self._mark(element, opened)
            elif element.tag == _INSTRUCTION:
                if opened:
                    opened[-1].instruction += element.text or ""
            elif opened:
                self._of[element] = tuple(opened)

    def _mark(self, mark: etree._Element, opened: list[Field]) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            opened.append(Field(mark))
            self._of[mark] = tuple(opened)
        elif kind == "end" and opened:
            opened.pop().end = mark

    def around(self, element: etree._Element) -> tuple[Field, ...]:
        """Return the fields that an element's words stand in, the outermost first."""
        return self._of.get(element, ())

    def share(self, old: etree._Element, new: etree._Element) -> None:
        """Note that `new` holds what was cut off from `old`."""
        if old in self._of:
            self._of[new] = self._of[old]
