"""Where in a text a regular expression can begin to match, read off the expression: a little before certain letters.

An expression that begins with a choice of common words is tried at every word of a paragraph. Where it also needs
"statement" within the next few words, only the places shortly before that word have to be tried.
"""

from collections.abc import Iterable, Iterator

# As in stale_literals: Python gives no public way to read an expression's parts.
from re import _constants as parts  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from policykit.model.expression import Expression
from policykit.model.stale import Window

_SHORTEST = 4
_FARTHEST = 90
"""Characters between the beginning of a find and its letters, beyond which trying each place takes as long as a search."""
_MANY = 12
_SPACES = 3
_LETTERS = 40
"""So many characters stand at most where an expression allows any number: of spaces, of others. Clean text has single spaces."""
_LETTER_RANGES = frozenset({(parts.RANGE, (ord("a"), ord("z"))), (parts.RANGE, (ord("A"), ord("Z")))})
_COMMON = frozenset({"school", "schools", "pupil", "child", "special", "need", "needs", "support", "education"})


def window_of(regex: Expression) -> Window | None:
    r"""Return the letters that stand near the beginning of all that an expression finds, None where that cannot be said.

    >>> window_of(Expression(r"\b(?:old|former) stages?\b"))
    Window(letters=(' stage',), lead=6)
    """
    items = list(_flat(parser.parse(regex.pattern, regex.flags)))
    if not _begins_at_an_edge(items):
        return None
    found = sorted(_runs(items), key=lambda window: (*_commonness(window), window.lead))
    return found[0] if found else None


def _commonness(window: Window) -> tuple[bool, int]:
    return any(letters.strip() in _COMMON for letters in window.letters), -min(map(len, window.letters))


def _flat(sequence: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    for kind, value in sequence:
        if kind is parts.SUBPATTERN:
            yield from _flat(value[3])
        else:
            yield kind, value


def _begins_at_an_edge(items: list[tuple[Any, Any]]) -> bool:
    """Return whether a find begins at the edge of a word, whatever must or must not stand before it."""
    for kind, value in items:
        if kind not in (parts.ASSERT, parts.ASSERT_NOT):
            return bool(kind is parts.AT and value is parts.AT_BOUNDARY)
    return False


def _runs(items: list[tuple[Any, Any]]) -> Iterator[Window]:
    """Yield letters that every find holds, with the most characters that can stand before them."""
    width = start = 0
    run = ""
    for kind, value in [*items, (parts.AT, None)]:
        if kind is parts.LITERAL:
            start = start if run else width
            run += chr(value).lower()
            width += 1
            continue
        if len(run) >= _SHORTEST and start <= _FARTHEST:
            yield Window((run,), start)
        run = ""
        wider = _widest(kind, value)
        choices = _choices(value) if kind is parts.BRANCH else ()
        if choices and width + wider <= _FARTHEST:
            yield Window(choices, width)
        width += wider
        if width > _FARTHEST:
            return


def _choices(value: Any) -> tuple[str, ...]:
    """Return the letters that each choice begins with, nothing where one does not begin with enough."""
    begun = []
    for choice in value[1]:
        run = ""
        for kind, part in _flat(choice):
            if kind is not parts.LITERAL:
                break
            run += chr(part).lower()
        begun.append(run)
    return tuple(dict.fromkeys(begun)) if len(begun) <= _MANY and all(len(run) >= _SHORTEST for run in begun) else ()


def _widest(kind: Any, value: Any) -> int:
    """Return how many characters a part takes at most."""
    if kind in (parts.AT, parts.ASSERT, parts.ASSERT_NOT):
        return 0
    if kind is parts.SUBPATTERN:
        return sum(_widest(*part) for part in value[3])
    if kind is parts.BRANCH:
        return max(sum(_widest(*part) for part in choice) for choice in value[1])
    if kind in (parts.MAX_REPEAT, parts.MIN_REPEAT):
        each = sum(_widest(*part) for part in value[2])
        if value[1] is not parts.MAXREPEAT:
            return each * int(value[1])
        if _is_space(value[2]):
            return _SPACES
        return each * _LETTERS if _is_word(value[2]) else _FARTHEST + 1
    return 1 if kind in (parts.LITERAL, parts.NOT_LITERAL, parts.IN, parts.ANY) else _FARTHEST + 1


def _is_word(repeated: Any) -> bool:
    """Return whether what is repeated is a letter of a word, of which none has very many."""
    return (
        len(repeated) == 1
        and repeated[0][0] is parts.IN
        and set(repeated[0][1]) <= {(parts.CATEGORY, parts.CATEGORY_WORD), *_LETTER_RANGES}
    )


def _is_space(repeated: Any) -> bool:
    """Return whether what is repeated is a space, or a space or hyphen."""
    if len(repeated) != 1 or repeated[0][0] is not parts.IN:
        return False
    allowed = {(parts.CATEGORY, parts.CATEGORY_SPACE), (parts.LITERAL, ord("-")), (parts.LITERAL, ord("/"))}
    return set(repeated[0][1]) <= allowed
