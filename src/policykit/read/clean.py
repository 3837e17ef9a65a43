"""Raw text -> the clean text that is checked and quoted, with the way back to the raw."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

_COMPOUND_PREFIXES = frozenset({"co", "cross", "half", "high", "multi", "non", "self", "semi", "well"})
"""First halves of words that keep their hyphen when a line ends on it: well-being, self-esteem, co-operate."""

_SPACE = r"\s\ue000-\uf8ff\ufffc"
_MARK = r"\x02\ufffe"
_DROPPED = (
    r"\x00\x01\x03-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff0-\ufffb\uffff\ud800-\udfff\U000e0000-\U000e01ef"
)
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_LIGATURE = "\ufb00-\ufb06"

_IRREGULAR = re.compile(rf"[{_MARK}{_DROPPED}{_LIGATURE}]|(?! )[{_SPACE}]|  |^ | $")
_RUN = re.compile(rf"[{_LIGATURE}]|[{_SPACE}{_MARK}{_DROPPED}]+")
_ANY_SPACE = re.compile(rf"[{_SPACE}]")
_ANY_MARK = re.compile(rf"[{_MARK}]")
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"\b[^\W\d_]{2,}-[^\W\d_]{2,}\b")
_ENDS_WITHIN_WORD = re.compile(r"[^\W_]-$")
_BEGINS_WITHIN_WORD = re.compile(r"\s*(?!(?:and|or|to)\b)[a-zà-ÿ\d]")
_ADDRESS = re.compile(r"https?:|www\.|@|\w/\w", re.IGNORECASE)


def clean(raw: str, compounds: AbstractSet[str] = frozenset()) -> tuple[str, tuple[int, ...] | None]:
    r"""Return one line of clean text and the raw index of each of its characters, or None where nothing changed.

    White space becomes single spaces, invisible characters go, ligatures are spelt out; quotation marks and dashes
    stay as they are. A hyphen that only ended a line goes, unless the word is one of `compounds` (in lower case).
    The offsets have one entry more than the text: the end of its last character.

    >>> clean("the  new\xa0policy")
    ('the new policy', (0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15))
    """
    if not _IRREGULAR.search(raw):
        return raw, None
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for run in _RUN.finditer(raw):
        found, start, end = run.group(), run.start(), run.end()
        if found == " " and start and end < len(raw):
            continue
        parts.append(raw[done:start])
        offsets.extend(range(done, start))
        done = end
        if found in _LIGATURES:
            parts.append(_LIGATURES[found])
            offsets.extend([start] * len(_LIGATURES[found]))
            continue
        for offset, character in _kept(raw, run, compounds, at_start=not offsets):
            parts.append(character)
            offsets.append(offset)
    parts.append(raw[done:])
    offsets.extend(range(done, len(raw)))
    offsets.append(offsets[-1] + 1 if offsets else 0)
    text = "".join(parts)
    return (text, None) if text == raw else (text, tuple(offsets))


def compounds_in(texts: Iterable[str]) -> frozenset[str]:
    """Return every hyphenated word of the texts in lower case: the proof that its hyphen is real.

    >>> sorted(compounds_in(["A child-centred, year-on-year plan"]))
    ['child-centred', 'year-on']
    """
    return frozenset(found.lower() for text in texts for found in _COMPOUND.findall(text))


def has_line_end_hyphens(raw: str) -> bool:
    """Tell whether the text carries the marks that pdfium puts where a line ended on a hyphen."""
    return bool(_ANY_MARK.search(raw))


def breaks_within_word(line: str, following: str) -> bool:
    """Tell whether a line ends on the hyphen of a word that was typed with one, and the next line goes on with it.

    >>> breaks_within_word("speech therapy, half-", "termly."), breaks_within_word("pre-", "and post-16")
    (True, False)
    """
    return bool(_ENDS_WITHIN_WORD.search(line) and _BEGINS_WITHIN_WORD.match(following))


def _kept(raw: str, run: re.Match[str], compounds: AbstractSet[str], *, at_start: bool) -> Iterable[tuple[int, str]]:
    """Give what stays of a run of spaces, invisible characters and line-end hyphens, each with its raw index."""
    at_end = run.end() == len(raw)
    mark = _ANY_MARK.search(run.group())
    if mark is None:
        space = _ANY_SPACE.search(run.group())
        within = "\n" in run.group() and breaks_within_word(raw[: run.start()][-2:], raw[run.end() :][:4])
        if space and not at_start and not at_end and not within:
            yield run.start() + space.start(), " "
        return
    before = _ANY_SPACE.search(run.group()[: mark.start()])
    after = _ANY_SPACE.search(run.group()[mark.end() :])
    if before and not at_start:
        yield run.start() + before.start(), " "
    if before or at_start or at_end or _hyphen_is_real(raw, run, compounds):
        yield run.start() + mark.start(), "-"
    if (before or at_start) and after and not at_end:
        yield run.start() + mark.end() + after.start(), " "


def _hyphen_is_real(raw: str, run: re.Match[str], compounds: AbstractSet[str]) -> bool:
    """Tell whether the hyphen at the end of a line belongs to the word."""
    words_before = raw[max(0, run.start() - 200) : run.start()].split()
    last = words_before[-1] if words_before else ""
    if _ADDRESS.search(last):
        return True
    head = _LAST_LETTERS.search(last)
    tail = _FIRST_LETTERS.match(raw, run.end())
    if head is None or tail is None or tail.group()[0].isupper():
        return True
    return head.group().lower() in _COMPOUND_PREFIXES or f"{head.group()}-{tail.group()}".lower() in compounds
