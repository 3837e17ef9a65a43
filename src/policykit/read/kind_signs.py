"""Signs by which a document's kind is told; an expression runs only over texts that hold the letters it needs."""

from dataclasses import dataclass

from policykit.model.expression import Expression


@dataclass(frozen=True, slots=True)
class Sign:
    """An expression, and letters of which some stand in all that it finds, none where nothing certain can be said.

    Small letters stand for capitals too, capitals for themselves alone.
    """

    regex: Expression
    needs: tuple[str, ...] = ()


def sign(pattern: str, *needs: str) -> Sign:
    """Return a sign; its expression is made ready when a text first holds what it needs."""
    return Sign(Expression(pattern), needs)


def small(text: str) -> str:
    """Return a text in small letters, each in the place of its own: the few that become two stay as they are.

    >>> small("SEN at İkizler"), len(small("İ"))
    ('sen at İkizler', 1)
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one.lower()) > 1 else one.lower() for one in text)
