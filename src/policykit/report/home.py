"""The section of a document in which something that was not found would belong, told by the words of its heading."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from policykit.model.document import BlockKind, Document, Layer
from policykit.model.law import Checklist, Requirement

_WORD = re.compile(r"[a-z]+")
_SINGLE = re.compile(r"[a-z]{4,}\*?")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """
a about access all also an and any are arrangements as at be between by can children child do does for from get has
have help helps how if in information inclusion is it its kinds law local made make may my need needs not of on or
other our out policy provided provides provision pupil pupils report school schools sen send something special
educational support supported supporting that the their them they this to us was we what when where which who will
with you young your
""",
    )
)
_STEM = 6
_MOST_SHARED = 5
"""A word that more requirements than this have in common tells none of them from another."""


@dataclass(frozen=True, slots=True)
class Homes:
    """The headings of one document by the stems of their words; `weights` is how much each stem tells."""

    headings: tuple[tuple[int, frozenset[str]], ...]
    weights: dict[str, float]

    def of(self, requirement: Requirement) -> int | None:
        """Return the block of the heading that says most of what the requirement is about, None where none does."""
        about = _stems_of(requirement)
        best, most = None, 0.0
        for index, stems in self.headings:
            score = sum(self.weights.get(stem, 0.0) for stem in stems & about) / max(1, len(stems)) ** 0.5
            if score > most:
                best, most = index, score
        return best


def homes_in(document: Document, checklist: Checklist) -> Homes:
    """Return where requirements belong in a document; its title is no section, nor is a line of its contents list."""
    headings = [
        (block.index, _stems(_WORD.findall(block.text.lower())))
        for block in document.blocks
        if block.kind is BlockKind.HEADING and block.layer is Layer.BODY
    ]
    counts = Counter(stem for requirement in checklist.requirements for stem in _stems_of(requirement))
    total = len(checklist.requirements) or 1
    weights = {stem: log(1 + total / count) for stem, count in counts.items() if count <= _MOST_SHARED}
    return Homes(tuple(one for one in headings[1:] if one[1]), weights)


def _stems_of(requirement: Requirement) -> frozenset[str]:
    """Return the stems of a requirement's title and of the single words that raise its subject."""
    terms = [
        term.rstrip("*")
        for evidence in requirement.topic
        for matcher in evidence.matchers
        for term in matcher.terms
        if _SINGLE.fullmatch(term)
    ]
    return _stems([*_WORD.findall(requirement.title.lower()), *terms])


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words if word not in _COMMON and len(word) > 2)  # noqa: PLR2004
