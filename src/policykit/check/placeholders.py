"""Blanks of a template that nobody filled in: only what no finished document would say."""

import re
from collections.abc import Iterator

from policykit.model.document import Block, Layer

_THINGS = (
    r"(?:school|academy|name|date|day|month|year|link|hyperlink|number|telephone|phone|e-?mail|address|web ?site|url|title|role|signature"
    r"|logo|text|details?|list|la|local authority|council|senco|sendco|senco's name|headteacher|governor|committee|area|county|age|term)"
)
_DO = r"(?:please\s+)?(?:insert|add|enter|delete|remove|amend|complete|list|describe|name|choose|select|edit|type|fill in|give|state)"
_LATER = r"(?:to be (?:added|inserted|confirmed|completed|updated|decided|advised)|details to follow|tbc|tba)"
_AS_FITS = r"delete (?:as|where|if) (?:appropriate|applicable|necessary|required)"
_IN_BRACKETS = re.compile(
    rf"\[\s*(?:(?:{_DO})\b[^\]\[]{{0,120}}"
    rf"|(?:your |school |senco |sendco |governor |head(?:teacher)? |parent |la )?{_THINGS}(?:'s)?(?: of (?:the )?{_THINGS}| name| number| here)?"
    rf"|[^\]\[]{{0,60}}\b(?:{_LATER}|{_AS_FITS})\b[^\]\[]{{0,40}}"
    r"|(?:your|schools? (?:to|may|should|must)|academy to|example:|e\.g\.)[^\]\[]{1,120}"
    r"|[\w ]{2,30} / [\w ./]{2,60}|[xX]{1,6}|\.{2,}|\u2026|_+|\?+|\s*)\s*\](?!\()",
    re.IGNORECASE,
)
_NOT_BLANK = re.compile(r"\[\s*(?:a pupil|initials|sic|x|\s*)\s*\]", re.IGNORECASE)
_ANGLED = re.compile(
    rf"<<?\s*(?:(?:{_DO})\b[^<>@/]{{0,60}}|(?:your |school )?{_THINGS}(?: of \w+| name| here)?)\s*>>?", re.IGNORECASE
)
_ROUND = re.compile(
    rf"\(\s*(?:insert\b[^)]{{0,80}}|(?:add|enter)\s+(?:your |the |school |a )?{_THINGS}\b[^)]{{0,40}}|{_AS_FITS}|(?:your )?school name|name of school"
    rf"|(?:[\w']+ ){{0,3}}{_LATER})\s*\)",
    re.IGNORECASE,
)
_CURLY = re.compile(
    r"\{\{[^{}]{1,60}\}\}|\{(?:school|name|date|senco)[^{}]{0,30}\}|\u00ab[^\u00bb]{2,40}\u00bb", re.IGNORECASE
)
_PHRASES = re.compile(
    rf"\b{_AS_FITS}\b|\blorem ipsum\b[^.]{{0,60}}|\binsert (?:your |the |school |la )?{_THINGS}(?: \w+){{0,3}} here\b"
    r"|\b(?:your|our) school(?:'s)? name here\b|\bclick (?:or tap )?here to enter (?:text|a date)\b|\bchoose an item\b"
    r"|\b(?:any|sample|example|your)[ -]?(?:town|where|ville)? (?:primary |infant |junior |secondary |high )?school(?: name)?(?= (?:sen|send|policy|information|is committed|believes)\b)",
    re.IGNORECASE,
)
_PHRASE_SIGNS = (
    *("delete ", "lorem ipsum", "insert ", "name here", "to enter ", "choose an item", "school name "),
    *("school sen", "school policy", "school information", "school is committed", "school believes"),
)
_SHOUTED = re.compile(r"\b(?:INSERT|ENTER|ADD) (?:[A-Z]{2,} ?){1,5}\b|\b(?:TBC|TBA|T\.B\.C\.)(?!\w)")
_CROSSES = re.compile(
    r"(?<![\w.])(?:[Xx]{3,}(?:[ -][Xx]{3,})*)(?!\w)|\b20[Xx]{2}\b|(?:\b(?:Mr|Mrs|Ms|Miss|Dr)\.? )X{2,}\b|\b0[\dXx ]{2,}[Xx]{3,}\b"
)
_NUMBERED = re.compile(
    r"\b(?:chapter|part|title|article|section|schedule|book|volume|louis|year|stage)\s*$", re.IGNORECASE
)
_KISSES = re.compile(r"\b(?:love|from)\b[^.]{0,20}$", re.IGNORECASE)
_QUESTIONS = re.compile(r"\?{3,}")
_LABELLED = re.compile(
    r"\b(?:SENI?D?CO|SENDCO|telephone|tel|phone|e-?mail|contact|governor|head ?teacher|(?:last|next)? ?reviewe?d?|review date|approved|policy date)\b"
    r"[^.:?!\n]{0,30}[:\-\u2013]?\s*(_{4,}|\.{6,}|\u2026{2,})\s*$",
    re.IGNORECASE,
)
_LINES = ("____", "......", "\u2026\u2026")
"""One of these stands in whatever has a label before it and nothing behind."""
_FORM = re.compile(r"\b(?:signed|signature|today|pupil|student|child|parent|carer|class|d\.?o\.?b)\b", re.IGNORECASE)
_WHOLE = re.compile(rf"\W*(?:(?:[\w']+ ){{0,2}}{_LATER})\W*", re.IGNORECASE)
_EVERY = (
    (_IN_BRACKETS, ("[",)),
    (_ANGLED, ("<",)),
    (_ROUND, ("(",)),
    (_CURLY, ("{", "\u00ab")),
    (_PHRASES, _PHRASE_SIGNS),
    (_SHOUTED, ("INSERT", "ENTER", "ADD", "TBC", "TBA", "T.B.C.")),
    (_CROSSES, ("xx", "Xx", "xX", "XX")),
    (_QUESTIONS, ("???",)),
)
"""A pattern, and what a text holds (any one of them), as it stands or in small letters, wherever it finds something."""


def blanks_in(block: Block) -> Iterator[tuple[int, int]]:
    """Return where a block holds blanks (end exclusive), in order, none overlapping another.

    Lines to sign on, leaders of a contents list and forms for parents to fill in are no blanks.
    """
    if block.layer is Layer.CONTENTS:
        return
    text = block.text
    low = text.lower()
    found = [
        match.span()
        for pattern, hints in _EVERY
        if any(hint in text or hint in low for hint in hints)
        for match in pattern.finditer(text)
        if not _is_innocent(text, match)
    ]
    is_ruled = any(line in text for line in _LINES)
    if is_ruled and (match := _LABELLED.search(text)) and not _FORM.search(text):
        found.append(match.span(1))
    if _WHOLE.fullmatch(text):
        found.append((0, len(text)))
    end = 0
    for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield start, stop
            end = stop


def _is_innocent(text: str, match: re.Match[str]) -> bool:
    words, before = match.group(), text[: match.start()]
    if set(words.casefold()) == {"x"} and (_NUMBERED.search(before) or (words.islower() and _KISSES.search(before))):
        return True
    return bool(_NOT_BLANK.fullmatch(words))
