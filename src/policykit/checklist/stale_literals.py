"""What has to stand in a text before a regular expression can find anything in it, read off the expression itself.

Looking for a few letters is some hundred times faster than running an expression over a paragraph, and most
expressions of the catalogue need words that most paragraphs do not hold.
"""

from collections.abc import Iterable, Sequence
from functools import reduce

# Python gives no public way to read an expression's parts. Only loading from YAML comes here: the compiled catalogue
# carries what was found.
from re import _constants as parts  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from policykit.model.expression import Expression

_SHORTEST = 3
_MOST = 40
"""A choice of more than so many is no faster than the expression."""


def literals_of(regex: Expression) -> tuple[tuple[str, ...], ...]:
    r"""Return groups of letters in lower case; of each group at least one stands in every text that the expression finds.

    The most telling group comes first; no groups where nothing certain can be said.

    >>> literals_of(Expression(r"\b(?:old|former) stages?\b"))
    ((' stage',), ('old', 'former'))
    """
    groups = {group for group in _needed(parser.parse(regex.pattern, regex.flags)) if len(group) <= _MOST}
    telling = sorted(groups, key=lambda group: (-min(map(len, group)), len(group), group))
    return tuple(group for group in telling if min(map(len, group)) >= _SHORTEST)


def _needed(sequence: Iterable[tuple[Any, Any]]) -> list[tuple[str, ...]]:
    """Return the groups of a sequence of parts: its runs of plain letters, and what its parts need."""
    groups: list[tuple[str, ...]] = []
    run = ""
    for kind, value in sequence:
        if kind is parts.LITERAL:
            run += chr(value).lower()
        elif kind is not parts.AT:  # a word's edge takes no room, so a run goes on across it
            groups += [(run,)] if run else []
            run = ""
            groups += _of_part(kind, value)
    return [*groups, (run,)] if run else groups


def _of_part(kind: Any, value: Any) -> list[tuple[str, ...]]:
    if kind is parts.SUBPATTERN:
        return _needed(value[3])
    if kind in (parts.MAX_REPEAT, parts.MIN_REPEAT) and value[0] > 0:
        return _needed(value[2])
    if kind is parts.BRANCH:
        return _of_choice([_needed(choice) for choice in value[1]])
    return []


def _of_choice(choices: Sequence[list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """Return one group with the most telling letters of every choice, none where a choice needs nothing."""
    if not all(choices):
        return []
    best = [max(groups, key=lambda group: (min(map(len, group)), -len(group))) for groups in choices]
    return [tuple(dict.fromkeys(reduce(lambda some, more: (*some, *more), best)))]
