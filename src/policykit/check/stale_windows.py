"""A regular expression run where its letters stand, and not over the whole of a paragraph."""

import re
from collections.abc import Iterator

from policykit.model.stale import Window

_EDGE = re.compile(r"\b")


class Searched:
    """A text and its lower case, in which expressions are looked for."""

    def __init__(self, text: str) -> None:
        """Stand ready with the text in lower case."""
        self.text = text
        self.low = text.lower()

    def matches(self, ready: re.Pattern[str], window: Window | None) -> Iterator[re.Match[str]]:
        """Yield the matches of an expression in order, none across another, as a search over the whole text gives them."""
        if window is None or len(self.low) != len(self.text):
            yield from ready.finditer(self.text)
            return
        tried = 0
        for at in self._places(window):
            for edge in _EDGE.finditer(self.text, max(tried, at - window.lead), at + 1):
                start = edge.start()
                if start < tried:
                    continue
                tried = start + 1
                match = ready.match(self.text, start)
                if match:
                    yield match
                    tried = max(tried, match.end())

    def _places(self, window: Window) -> list[int]:
        places: list[int] = []
        for letters in window.letters:
            at = self.low.find(letters)
            while at >= 0:
                places.append(at)
                at = self.low.find(letters, at + 1)
        return sorted(places) if len(window.letters) > 1 else places
