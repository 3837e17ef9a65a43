"""Where sentences begin and end in a block's clean text.

A regular expression with the abbreviations that school documents use; tests compare it with spaCy's blank pipeline.
"""

import re

_END = re.compile(r"[.!?]([\"'\u2019\u201d)\]]*\s+)(?=[\"'\u2018\u201c(\[]*[A-Z0-9\u2022])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Revd|Fr|Sr|St|No|Nos|Tel|Ext|approx|e\.g|i\.e|etc|vs|para|paras|Sch|reg|regs|ss|s|p|pp|cf|Hon)\.|\b[A-Z]\.)$"
)
_LONGEST = 12
"""Characters among which an abbreviation is looked for, more than the longest has."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence, end exclusive, together covering every character that is not a space between.

    >>> sentences("Ask Mrs. Ash. She helps.")
    [(0, 13), (14, 24)]
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in _END.finditer(text):
        stop = gap.start(1)
        end = stop + len(gap.group(1).rstrip())
        if _ABBREVIATION.search(text[max(start, stop - _LONGEST) : stop]):
            continue
        spans.append((start, end))
        start = gap.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
