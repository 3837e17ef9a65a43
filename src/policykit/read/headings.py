"""Settles what is a heading: what the format says, and where it says little, what looks like one."""

import re
from collections.abc import Sequence
from enum import IntEnum

from policykit.model.document import BlockKind, Layer
from policykit.read.entry import Entry, gives_date, names_person_or_place, plain_key

_LONGEST_FORMAT_HEADING = 30
_LONGEST_SENTENCE_HEADING = 14
_LONGEST_HEADING = 14
_LONGEST_NUMBERED_HEADING = 22
_LONGEST_PLAIN_HEADING = 10
_LONGEST_LEAD_IN = 4
_WORDS_A_HEADING = 350
_LONGEST_STACK = 3
_LONGEST_LIST = 30
_BODY_WORDS = 9
_FEW_WORDS = 4
_PROSE = 20
_DEEPEST = 9

_NUMBER = re.compile(r"^(?:section |part )?(\d{1,2}(?:\.\d{1,2}){0,4})(?:[.):]|\s)\s*(?=\D)", re.IGNORECASE)
_APPENDIX = re.compile(r"^(?:appendix|annex|annexe|schedule)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_OPENS_LIKE_TITLE = re.compile(r"^[\W_]*(?:[A-Z]|\d)")
_SENTENCE_INSIDE = re.compile(r"[.;!?]\s+\S+\s+\S")
_SAYS_SOMETHING = re.compile(r"^(?:We|I|It|They|This|There|Dear|Yours|Signed)\b|\b(?:Mr|Mrs|Ms|Miss|Dr)\b")
_LEAD_IN = re.compile(r"\b(?:includ(?:es?|ing)|following|follows|will|are|is|by|to|the|as|for|through)\s*:$")
_FULL_CAPS = 4
_LONGEST_ABBREVIATION = 7
_OPEN_ENDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "our", "the", "to", "with"}
)


class Look(IntEnum):
    """What makes a line look like a heading, from the weightiest look to the lightest."""

    STANDING_OUT_CAPITALS = 0
    CAPITALS = 1
    STANDING_OUT = 2
    PLAIN = 3
    NUMBERED = 4


def settle_headings(entries: Sequence[Entry], file_format: str) -> None:
    """Turn entries into headings with their levels, and back where a heading's style dresses a whole paragraph."""
    body = [entry for entry in entries if entry.is_body]
    for entry in body:
        if entry.kind is BlockKind.HEADING and not _may_be_heading(entry):
            entry.kind = BlockKind.CELL if entry.cell else BlockKind.PARAGRAPH
            entry.level = 0
    looks = _listed(entries, body)
    looks.update(_standing_out(body, looks))
    if _has_few(body, len(looks)):
        looks.update(_by_number_or_capitals(body, looks))
    # Plain text has nothing but the place of a line to show a heading by.
    if file_format == "text" or (_has_few(body, len(looks)) and file_format != "markdown"):
        looks.update(_plain_lines(body, looks))
    _set_levels(body, looks)


def _may_be_heading(entry: Entry) -> bool:
    """Tell whether a text in a heading's style can be one: a paragraph of prose cannot."""
    if not _LETTER.search(entry.text) or entry.words > _LONGEST_FORMAT_HEADING:
        return False
    return not (entry.words > _LONGEST_SENTENCE_HEADING and entry.text.endswith((".", ";", ",")))


def _has_few(body: Sequence[Entry], found: int) -> bool:
    """Tell whether the headings known so far are too few for the length of the text."""
    headings = found + sum(1 for entry in body if entry.kind is BlockKind.HEADING)
    words = sum(entry.words for entry in body)
    return headings == 0 or words / headings > _WORDS_A_HEADING


def _listed(entries: Sequence[Entry], body: Sequence[Entry]) -> dict[int, Look]:
    """Return the lines that the document's own table of contents names."""
    names = {plain_key(entry.text) for entry in entries if entry.layer is Layer.CONTENTS} - {""}
    return {
        at: _look(entry)
        for at, entry in enumerate(body)
        if entry.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
        and entry.cell is None
        and entry.words <= _LONGEST_FORMAT_HEADING
        and plain_key(entry.text) in names
    }


def _look(entry: Entry) -> Look:
    if entry.piece.stands_out:
        return Look.STANDING_OUT_CAPITALS if _in_long_capitals(entry.text) else Look.STANDING_OUT
    if _in_capitals(entry.text):
        return Look.CAPITALS
    return Look.NUMBERED if _number_depth(entry) else Look.PLAIN


def _standing_out(body: Sequence[Entry], known: dict[int, Look]) -> dict[int, Look]:
    """Return the bold or larger lines that stand over text."""
    candidates = set(known) | {
        at
        for at, entry in enumerate(body)
        if entry.piece.stands_out and entry.kind is not BlockKind.HEADING and _looks_like_title(entry, _LONGEST_HEADING)
    }
    if 2 * sum(1 for entry in body if entry.piece.stands_out and entry.cell is None) > len(body):
        return {}
    return {at: _look(body[at]) for at in candidates if _stands_over_text(body, at, candidates)}


def _by_number_or_capitals(body: Sequence[Entry], known: dict[int, Look]) -> dict[int, Look]:
    """Return the lines in capitals and the numbered lines that stand over text."""
    found: dict[int, Look] = {}
    for at, entry in enumerate(body):
        if at in known or entry.kind is BlockKind.HEADING or not _looks_like_title(entry, _LONGEST_HEADING):
            continue
        if entry.kind is BlockKind.PARAGRAPH and _in_capitals(entry.text):
            found[at] = Look.CAPITALS
        elif _number_depth(entry):
            found[at] = Look.NUMBERED
    candidates = set(found) | set(known) | _plain_candidates(body, known)
    return {
        at: look
        for at, look in found.items()
        if _stands_over_text(body, at, candidates) and not (look is Look.NUMBERED and _is_one_of_a_list(body, at))
    }


def _plain_lines(body: Sequence[Entry], known: dict[int, Look]) -> dict[int, Look]:
    """Return the short lines that have nothing but their place, between paragraphs, to show that they are headings."""
    candidates = _plain_candidates(body, known)
    everything = candidates | set(known)
    return {
        at: Look.PLAIN
        for at in candidates
        if _stands_over_text(body, at, everything) and not _is_announced(body, at, candidates)
    }


def _plain_candidates(body: Sequence[Entry], known: dict[int, Look]) -> set[int]:
    """Return the short lines that could be titles by their words."""
    return {
        at
        for at, entry in enumerate(body)
        if at not in known
        and entry.kind is BlockKind.PARAGRAPH
        and _looks_like_title(entry, _LONGEST_PLAIN_HEADING)
        and not _SAYS_SOMETHING.search(entry.text)
        and not (entry.text.endswith(":") and entry.words > _LONGEST_LEAD_IN)
    }


def _is_announced(body: Sequence[Entry], at: int, candidates: set[int]) -> bool:
    """Tell whether a line belongs to a list without bullets, announced by a colon further up."""
    for above in range(at - 1, max(-1, at - _LONGEST_LIST), -1):
        if body[above].text.endswith(":"):
            return True
        is_short = body[above].words <= _LONGEST_PLAIN_HEADING and not body[above].level
        if above not in candidates and not is_short:
            return False
    return False


def _looks_like_title(entry: Entry, longest: int) -> bool:
    text = entry.text
    return (
        entry.cell is None
        and entry.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
        and entry.words <= (_LONGEST_NUMBERED_HEADING if _number_depth(entry) > 1 else longest)
        and not text.startswith("[")
        and not _LEAD_IN.search(text)
        and not text.endswith((".", ",", ";", "!", "-", "–", "&"))
        and bool(_OPENS_LIKE_TITLE.match(text))
        and len(_LETTER.findall(text)) > 1
        and not _SENTENCE_INSIDE.search(_NUMBER.sub("", text))
        and not names_person_or_place(text)
        and not gives_date(text)
        and (entry.piece.stands_out or text.rsplit(" ", 1)[-1].lower() not in _OPEN_ENDS)
    )


def _in_capitals(text: str) -> bool:
    letters = "".join(_LETTER.findall(text))
    return len(letters) >= _FULL_CAPS and letters.isupper()


def _in_long_capitals(text: str) -> bool:
    """Tell capitals that weigh from an abbreviation such as SENCO."""
    return _in_capitals(text) and len(text) > _LONGEST_ABBREVIATION


def _number_depth(entry: Entry) -> int:
    """Return how deep the number before a line goes (4.2 is two deep), 0 without a number."""
    found = _NUMBER.match(f"{entry.label} {entry.text}" if entry.label else entry.text)
    return found.group(1).count(".") + 1 if found else 0


def _is_one_of_a_list(body: Sequence[Entry], at: int) -> bool:
    """Tell whether a numbered line has another numbered line of its own depth next to it."""
    depth = _number_depth(body[at])
    return any(_number_depth(body[near]) == depth for near in (at - 1, at + 1) if 0 <= near < len(body))


def _stands_over_text(body: Sequence[Entry], at: int, candidates: set[int]) -> bool:
    """Tell whether text follows a line, at once or after a few headings more."""
    stack = 0
    for below in range(at + 1, len(body)):
        entry = body[below]
        if below in candidates or entry.kind is BlockKind.HEADING:
            stack += 1
            if stack >= _LONGEST_STACK:
                return False
            continue
        if entry.cell is not None or entry.kind is BlockKind.LIST_ITEM:
            return body[at].kind is not BlockKind.LIST_ITEM or entry.level != body[at].level
        enough = _FEW_WORDS if body[at].piece.stands_out else _BODY_WORDS
        is_prose = entry.words >= enough or entry.text.endswith((".", ":", "?"))
        return (is_prose and not gives_date(entry.text)) or _gives_contact(entry) or entry.words > _PROSE
    return False


def _gives_contact(entry: Entry) -> bool:
    """Tell whether a line under a heading says who or where, with more than a signature's initial and surname."""
    return entry.words > 2 and names_person_or_place(entry.text)  # noqa: PLR2004


def _set_levels(body: Sequence[Entry], looks: dict[int, Look]) -> None:
    """Give each heading by look its level: by its number, else by the weight of its look under the format's own."""
    unnumbered = sorted({look for look in looks.values() if look is not Look.NUMBERED})
    ranks: dict[Look, int] = dict(zip(unnumbered, range(1, 9), strict=False))
    format_level = number_level = 0
    for at, entry in enumerate(body):
        if entry.kind is BlockKind.HEADING:
            format_level, number_level = entry.level, 0
            continue
        if at not in looks:
            continue
        depth = _number_depth(entry)
        if depth:
            number_level = level = format_level + depth
        elif _APPENDIX.match(entry.text):
            number_level, level = 0, format_level + 1
        else:
            rank = ranks[looks[at]]
            over_numbers = rank == 1 and len(ranks) > 1
            level = format_level + rank if over_numbers or not number_level else number_level + 1
        entry.kind = BlockKind.HEADING
        entry.level = min(level, _DEEPEST)
