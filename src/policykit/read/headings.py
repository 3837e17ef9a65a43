"""Settles what is a heading: what the format says, and where it says little, what looks like one."""

import re
from collections import Counter
from collections.abc import Sequence

from policykit.model.document import BlockKind, Layer
from policykit.read.entry import Entry, gives_date, names_person_or_place, plain_key
from policykit.read.heading_levels import Look, body_size, set_levels
from policykit.read.titles import (
    LONGEST_HEADING,
    LONGEST_PLAIN_HEADING,
    has_letter,
    in_capitals,
    in_long_capitals,
    is_appendix,
    is_large_title,
    is_question,
    looks_like_title,
    number_of,
)

_LONGEST_FORMAT_HEADING = 30
_LONGEST_SENTENCE_HEADING = 14
_LONGEST_LEAD_IN = 4
_WORDS_A_HEADING = 350
_LONGEST_STACK = 3
_LONGEST_FIRST_STACK = 5
_LONGEST_LIST = 30
_LONGEST_DATE_LINE = 8
_BODY_WORDS = 9
_FEW_WORDS = 4
_PROSE = 20
_FEWEST_QUESTIONS = 3
_FEWEST_NUMBERS = 3
_CLEARLY_LARGER = 1.15
_TITLE_LARGER = 1.5

_SAYS_SOMETHING = re.compile(r"^(?:We|I|It|They|This|There|For example|Dear|Yours|Signed)\b|\b(?:Mr|Mrs|Ms|Miss|Dr)\b")


def settle_headings(entries: Sequence[Entry], file_format: str) -> None:
    """Turn entries into headings with their levels, and back where a heading's style dresses a whole paragraph."""
    body = [entry for entry in entries if entry.is_body]
    for entry in body:
        if entry.kind is BlockKind.HEADING and not _may_be_heading(entry):
            entry.kind = BlockKind.CELL if entry.cell else BlockKind.PARAGRAPH
            entry.level = 0
    looks = _listed(entries, body)
    looks.update(_standing_out(body, looks))
    looks.update(_questions(body, looks))
    if _has_few(body, len(looks)):
        looks.update(_by_number_or_capitals(body, looks))
    # Plain text has nothing but the place of a line to show a heading by.
    if file_format == "text" or (_has_few(body, len(looks)) and file_format != "markdown"):
        looks.update(_plain_lines(body, looks))
    looks.update(_next_in_order(body, looks))
    if not any(look is Look.CAPITALS and in_long_capitals(body[at].text) for at, look in looks.items()):
        # "SENCO" alone is an abbreviation; it weighs more only where longer headings stand in capitals too.
        looks = {at: Look.PLAIN if look is Look.CAPITALS else look for at, look in looks.items()}
    set_levels(body, looks)


def _may_be_heading(entry: Entry) -> bool:
    """Tell whether a text in a heading's style can be one: a paragraph of prose cannot."""
    if not has_letter(entry.text) or entry.words > _LONGEST_FORMAT_HEADING:
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
        and not entry.text.endswith((";", ","))
        and plain_key(entry.text) in names
        and not _is_bulleted_in_a_list(body, at)
    }


def _is_bulleted_in_a_list(body: Sequence[Entry], at: int) -> bool:
    """Tell whether a line is one of several bullets: a list of the protected characteristics names sections too."""
    near = [body[place] for place in (at - 1, at + 1) if 0 <= place < len(body)]
    return (
        body[at].kind is BlockKind.LIST_ITEM
        and not number_of(body[at])
        and not body[at].piece.stands_out
        and any(entry.kind is BlockKind.LIST_ITEM and entry.level == body[at].level for entry in near)
    )


def _look(entry: Entry) -> Look:
    if entry.piece.stands_out:
        return Look.STANDING_OUT_CAPITALS if in_long_capitals(entry.text) else Look.STANDING_OUT
    if in_capitals(entry.text):
        return Look.CAPITALS
    return Look.NUMBERED if number_of(entry) else Look.PLAIN


def _standing_out(body: Sequence[Entry], known: dict[int, Look]) -> dict[int, Look]:
    """Return the bold or larger lines that stand over text, and the titles of appendices."""
    large = _large(body)
    candidates = (
        set(known)
        | large
        | {
            at
            for at, entry in enumerate(body)
            if (entry.piece.stands_out or is_appendix(entry))
            and entry.kind is not BlockKind.HEADING
            and looks_like_title(body, at, LONGEST_HEADING)
        }
    )
    if 2 * sum(1 for entry in body if entry.piece.stands_out and entry.cell is None) > len(body):
        return {}
    return {at: _look(body[at]) for at in candidates if at in large or _stands_over_text(body, at, candidates)}


def _large(body: Sequence[Entry]) -> set[int]:
    """Return the lines in the letters of a title, or in larger letters that other lines have too."""
    usual = body_size(body)
    if not usual:
        return set()
    lines = {
        at
        for at, entry in enumerate(body[:-1])
        if entry.piece.stands_out and entry.piece.size >= _CLEARLY_LARGER * usual and is_large_title(entry)
    }
    counts = Counter(body[at].piece.size for at in lines)
    title = min(_TITLE_LARGER * usual, max((entry.piece.size for entry in body), default=0.0))
    return {at for at in lines if counts[body[at].piece.size] > 1 or body[at].piece.size >= title}


def _questions(body: Sequence[Entry], known: dict[int, Look]) -> dict[int, Look]:
    """Return the questions that stand alone over their answer, where the document has several of them."""
    asked = {at for at, entry in enumerate(body) if at not in known and is_question(entry)}
    alone = {at for at in asked if not {at - 1, at + 1} & asked and _is_answered(body, at, known)}
    others = sum(
        1
        for at, entry in enumerate(body)
        if (at in known or entry.kind is BlockKind.HEADING) and entry.text[-1:] == "?"
    )
    return {at: _look(body[at]) for at in alone} if len(alone) + others >= _FEWEST_QUESTIONS else {}


def _is_answered(body: Sequence[Entry], at: int, known: dict[int, Look]) -> bool:
    """Tell whether what comes next is the text that answers a question."""
    if at + 1 >= len(body) or at + 1 in known or body[at + 1].kind is BlockKind.HEADING:
        return False
    answer = body[at + 1]
    if answer.kind is BlockKind.LIST_ITEM:
        return body[at].kind is not BlockKind.LIST_ITEM or not number_of(answer)
    return answer.cell is not None or answer.words >= _FEW_WORDS


def _by_number_or_capitals(body: Sequence[Entry], known: dict[int, Look]) -> dict[int, Look]:
    """Return the lines in capitals and the numbered lines that stand over text."""
    found: dict[int, Look] = {}
    for at, entry in enumerate(body):
        if at in known or entry.kind is BlockKind.HEADING or not looks_like_title(body, at, LONGEST_HEADING):
            continue
        if entry.kind is BlockKind.PARAGRAPH and in_capitals(entry.text):
            found[at] = Look.CAPITALS
        elif number_of(entry) and not (entry.text.endswith(":") and entry.words > _LONGEST_LEAD_IN):
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
        at: _look(body[at])
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
        and looks_like_title(body, at, LONGEST_HEADING if at == 0 else LONGEST_PLAIN_HEADING)
        and not _SAYS_SOMETHING.search(entry.text)
        and not (entry.text.endswith(":") and entry.words > _LONGEST_LEAD_IN)
    }


def _next_in_order(body: Sequence[Entry], known: dict[int, Look]) -> dict[int, Look]:
    """Return the lines whose number stands between those of the numbered headings around them."""
    numbers = {at: number for at in known if (number := number_of(body[at]))}
    numbers |= {at: number_of(e) for at, e in enumerate(body) if e.kind is BlockKind.HEADING and number_of(e)}
    found: dict[int, Look] = {}
    for depth in {len(number) for number in numbers.values()}:
        order = {at: number for at, number in numbers.items() if len(number) == depth}
        if len(order) < _FEWEST_NUMBERS:
            continue
        for at, entry in enumerate(body):
            number = number_of(entry)
            if at in order or len(number) != depth or not _is_numbered_line(body, at):
                continue
            before = [order[place] for place in sorted(order) if place < at]
            after = [order[place] for place in sorted(order) if place > at]
            follows = before[-1] == _one_less(number) if before else number[-1] == 1 and bool(after)
            if follows and (not after or after[0] > number):
                order[at] = number
                found[at] = _look(entry)
    return found


def _one_less(number: tuple[int, ...]) -> tuple[int, ...]:
    return (*number[:-1], number[-1] - 1)


def _is_numbered_line(body: Sequence[Entry], at: int) -> bool:
    """Tell whether a numbered line is no sentence and no item of a list."""
    entry = body[at]
    return (
        entry.cell is None
        and entry.kind is not BlockKind.HEADING
        and entry.words <= _LONGEST_FORMAT_HEADING
        and not entry.text.endswith((".", ",", ";", ":", "!", "]"))
        and not names_person_or_place(entry.text)
        and not _is_one_of_a_list(body, at)
    )


def _is_announced(body: Sequence[Entry], at: int, candidates: set[int]) -> bool:
    """Tell whether a line belongs to a list without bullets, announced by a colon further up."""
    for above in range(at - 1, max(-1, at - _LONGEST_LIST), -1):
        if body[above].cell is not None:
            return False
        if body[above].text.endswith(":"):
            return True
        is_short = body[above].words <= LONGEST_PLAIN_HEADING and not body[above].level
        if above not in candidates and not is_short:
            return False
    return False


def _is_one_of_a_list(body: Sequence[Entry], at: int) -> bool:
    """Tell whether a numbered line has the number before or after its own next to it."""
    number = number_of(body[at])
    beside = [number_of(body[near]) for near in (at - 1, at + 1) if 0 <= near < len(body)]
    return any(other and number in {_one_less(other), (*other[:-1], other[-1] + 1)} for other in beside)


def _stands_over_text(body: Sequence[Entry], at: int, candidates: set[int]) -> bool:
    """Tell whether text follows a line, at once or after a few headings more."""
    stack = 0
    first = all(
        above in candidates or body[above].kind is BlockKind.HEADING for above in range(min(at, _LONGEST_STACK))
    )
    longest = _LONGEST_FIRST_STACK if first and at < _LONGEST_STACK else _LONGEST_STACK
    for below in range(at + 1, len(body)):
        entry = body[below]
        if below in candidates or entry.kind is BlockKind.HEADING:
            stack += 1
            if stack >= longest:
                return False
            continue
        if entry.cell is not None or entry.kind is BlockKind.LIST_ITEM:
            return (
                body[at].kind is not BlockKind.LIST_ITEM or entry.level != body[at].level or _is_over(body[at], entry)
            )
        enough = _FEW_WORDS if body[at].piece.stands_out else _BODY_WORDS
        is_prose = entry.words >= enough or entry.text.endswith((".", ":", "?"))
        is_prose = is_prose or (entry.words >= _FEW_WORDS and bool(_SAYS_SOMETHING.search(entry.text)))
        is_date = gives_date(entry.text) and entry.words <= _LONGEST_DATE_LINE
        return (is_prose and not is_date) or _gives_contact(entry) or entry.text.startswith("[")
    return False


def _is_over(entry: Entry, item: Entry) -> bool:
    """Tell whether a numbered line that stands out is above a list, and no item of it."""
    return entry.piece.stands_out and not item.piece.stands_out and not number_of(item)


def _gives_contact(entry: Entry) -> bool:
    """Tell whether a line under a heading says who or where, with more than a signature's initial and surname."""
    return entry.words > 2 and names_person_or_place(entry.text)  # noqa: PLR2004
