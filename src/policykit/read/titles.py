"""What the words of a line say about whether it can be a heading: its length, its end, its number, its capitals."""

import re
from collections.abc import Sequence
from typing import Final

from policykit.model.document import BlockKind
from policykit.read.entry import Entry, gives_date, names_person_or_place

LONGEST_HEADING: Final = 14
LONGEST_PLAIN_HEADING: Final = 10
"""Words of a heading, and of one that has nothing but its place to show that it is one."""

_LONGEST_NUMBERED_HEADING = 22
_LONGEST_IN_LARGE_LETTERS = 24
_LONGEST_SLOGAN = 8
_LONGEST_QUESTION = 26
_FULL_CAPS = 4
_LONGEST_ABBREVIATION = 7

_NUMBER = re.compile(r"^(?:section |part )?(\d{1,2}(?:\.\d{1,2}){0,4})(?:[.):]|\s)\s*(?=\D)", re.IGNORECASE)
_APPENDIX = re.compile(r"^(?:appendix|annex|annexe|schedule)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_OPENS_LIKE_TITLE = re.compile(r"^[\W_]*(?:[A-Z]|\d)")
# A single capital before a full stop is an initial or the letter of a part: "C.E. School", "Strand A. Access".
_SENTENCE_INSIDE = re.compile(r"(?:(?<!\b[A-Z])\.|[;!])\s+\S+\s+\S")
_QUESTION_INSIDE = re.compile(r"\?\s+\S+\s+\S")
_LEAD_IN = re.compile(r"\b(?:includ(?:es?|ing)|following|follows|will|are|is|by|to|the|as|for|through)\s*:$")
_HARD_ENDS = frozenset({"a", "an", "and", "is", "of", "or", "our", "the"})
_SOFT_ENDS = frozenset({"at", "by", "for", "from", "in", "on", "to", "with"})


def looks_like_title(body: Sequence[Entry], at: int, longest: int) -> bool:
    """Tell whether a line could be a heading by its words."""
    entry = body[at]
    text = entry.text
    return (
        _is_line(entry)
        and entry.words <= (_LONGEST_NUMBERED_HEADING if len(number_of(entry)) > 1 else longest)
        and not text.startswith("[")
        and not _LEAD_IN.search(text)
        and not text.endswith((".", ",", ";", "!", "-", "–", "&", "]"))
        and bool(_OPENS_LIKE_TITLE.match(text))
        and len(_LETTER.findall(text)) > 1
        and not _has_sentence_inside(text)
        and not names_person_or_place(text)
        and not gives_date(text)
        and (entry.piece.stands_out or _has_an_end(body, at))
    )


def is_large_title(entry: Entry) -> bool:
    """Tell whether a line set in larger letters than the text can be a heading; a slogan or two questions can."""
    text = entry.text
    return (
        _is_line(entry)
        and entry.words <= _LONGEST_IN_LARGE_LETTERS
        and not text.endswith((",", ";", "&"))
        and not (text.endswith(".") and entry.words > _LONGEST_SLOGAN)
        and len(_LETTER.findall(text)) > 1
        and not names_person_or_place(text)
        and not gives_date(text)
    )


def is_question(entry: Entry) -> bool:
    """Tell whether a paragraph is a question and nothing else; two in a row are still one heading."""
    return (
        _is_line(entry)
        and entry.text.endswith("?")
        and entry.words <= _LONGEST_QUESTION
        and bool(_OPENS_LIKE_TITLE.match(entry.text))
        and not _SENTENCE_INSIDE.search(_NUMBER.sub("", entry.text))
        and (entry.kind is BlockKind.PARAGRAPH or bool(number_of(entry)))
    )


def number_of(entry: Entry) -> tuple[int, ...]:
    """Return the number before a line, (4, 2) of "4.2 Staff", or () without one."""
    found = _NUMBER.match(f"{entry.label} {entry.text}" if entry.label else entry.text)
    return tuple(int(part) for part in found.group(1).split(".")) if found else ()


def is_appendix(entry: Entry) -> bool:
    """Tell whether a line begins as the title of an appendix does."""
    return bool(_APPENDIX.match(entry.text))


def in_capitals(text: str) -> bool:
    """Tell whether all letters of a line are capitals."""
    letters = "".join(_LETTER.findall(text))
    return len(letters) >= _FULL_CAPS and letters.isupper()


def in_long_capitals(text: str) -> bool:
    """Tell capitals that weigh from an abbreviation such as SENCO."""
    return in_capitals(text) and len(text) > _LONGEST_ABBREVIATION


def has_letter(text: str) -> bool:
    """Tell whether a line has any letter."""
    return bool(_LETTER.search(text))


def _is_line(entry: Entry) -> bool:
    return entry.cell is None and entry.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}


def _has_sentence_inside(text: str) -> bool:
    bare = _NUMBER.sub("", text)
    return bool(_SENTENCE_INSIDE.search(bare)) or (not text.endswith("?") and bool(_QUESTION_INSIDE.search(bare)))


def _has_an_end(body: Sequence[Entry], at: int) -> bool:
    """Tell whether the words are not broken off: "Joining in" is whole where what follows begins anew."""
    last = body[at].text.rsplit(" ", 1)[-1].lower()
    if last in _SOFT_ENDS:
        return at + 1 < len(body) and not body[at + 1].text[:1].islower()
    return last not in _HARD_ENDS
