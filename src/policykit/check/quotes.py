"""The words that are shown for a verdict: the sentence around what decided, cut at word ends."""

from policykit.check.evidence import Find, Hit, Index
from policykit.model.document import Span
from policykit.model.finding import Quote

QUOTE_LIMIT = 200


def words_of(index: Index, hit: Hit) -> str:
    """Return the words of a hit as the document has them."""
    return index.document.blocks[hit.words.block].text[hit.words.start : hit.words.end]


def quote(index: Index, find: Find, element: str) -> Quote:
    """Return the sentence around the words that decided, cut at word ends to 200 characters around them."""
    text = index.document.blocks[find.block].text
    start, end = 0, len(text)
    if find.sentence >= 0:
        sentence = index.words.sentences[find.sentence]
        start, end = min(sentence.start, find.start), max(sentence.end, find.end)
    if end - start > QUOTE_LIMIT:
        start, end = _cut(text, start, end, find)
    words = Span(find.block, find.start, find.end)
    return Quote(Span(find.block, start, end), words, text[start:end], element)


def _cut(text: str, start: int, end: int, find: Find) -> tuple[int, int]:
    spare = max(0, QUOTE_LIMIT - (find.end - find.start))
    left = max(start, find.start - spare // 3)
    right = min(end, left + QUOTE_LIMIT)
    left = max(start, min(left, right - QUOTE_LIMIT))
    if left > start and not text[left - 1].isspace():
        left = text.find(" ", left, find.start + 1) + 1 or find.start
    if right < end and not text[right].isspace():
        right = max(text.rfind(" ", min(find.end, right), right), min(find.end, left + QUOTE_LIMIT))
    return left, min(right, left + QUOTE_LIMIT)
