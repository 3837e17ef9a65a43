"""Which hyphens at the ends of a PDF's lines were typed, and which only part a word that was too long for its line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from policykit.formats.pdf_page import PdfPage, Run
from policykit.read.pdf_lines import MARKS

_LETTERS_A_MARK = 1_500
_WORD = re.compile(r"[^\W\d_]+")
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_ENDING = re.compile(
    r"(?:[ts]?ions?|[ts]ional(?:ly)?|[cst]?ations?|ments?|mental(?:ly)?|ness(?:es)?|[ae]nces?|it(?:y|ies)|bility"
    r"|(?:[a-z]{1,2})?ings?|tives?|sive(?:ly)?|cies|tor[sy]?|ally|ably|ibly|fully|tures?)(?![a-z])"
)
"""How a word goes on that no typed hyphen comes before."""


def hyphens_settled(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """Return pages with plain hyphens in place of pdfium's marks, but for those that part a word.

    pdfium marks every hyphen that ends a line, those of "self-esteem" and of a dash too. Where marks are many, the
    document parts its words, and `clean` tells the compounds among them. Where they are rare, each was typed, unless
    the whole word stands elsewhere or what follows is only the ending of a word. A mark that stands alone is a dash.
    """
    letters = sum(len(run.text) for page in pages for run in page.runs)
    marks = sum(run.text.endswith(MARKS) for page in pages for run in page.runs)
    if not marks and not any(run.text.endswith("-") for page in pages for run in page.runs):
        return list(pages)
    texts = (run.text for page in pages for run in page.runs)
    words = frozenset(word.lower() for text in texts for word in _WORD.findall(text))
    rare = marks * _LETTERS_A_MARK < letters
    return [replace(page, runs=tuple(_settled(page.runs, words, rare=rare))) for page in pages]


def _settled(runs: Sequence[Run], words: frozenset[str], *, rare: bool) -> Iterator[Run]:
    """Give the runs of a page; a hyphen that pdfium did not mark gets its mark where it parts a word all the same."""
    before = ""
    for run, following in zip_longest(runs, runs[1:]):
        text = run.text
        after = following.text if following is not None else ""
        # LibreOffice writes the hyphen on its own, after the run that it belongs to.
        head = f"{before if len(text) == 1 and not run.spaced else ''}{text[:-1]}"
        before = text
        if text.endswith(MARKS):
            dash = text[-2:-1].isspace() or (run.spaced and len(text) == 1)
            typed = dash or (rare and not _parts_a_word(head, after, words))
            yield replace(run, text=f"{text[:-1]}-") if typed else run
        elif text.endswith("-") and following is not None and following.y != run.y:
            yield replace(run, text=f"{text[:-1]}{MARKS[0]}") if _parts_a_word(head, after, words) else run
        else:
            yield run


def _parts_a_word(before: str, after: str, words: frozenset[str]) -> bool:
    """Return whether a hyphen stands within a word that is written without one."""
    head, tail = _LAST_LETTERS.search(before), _WORD.match(after)
    if head is None or tail is None or not tail.group().islower():
        return False
    return f"{head.group()}{tail.group()}".lower() in words or bool(_ENDING.match(after))
