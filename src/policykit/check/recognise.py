"""Things with a shape of their own: telephone numbers, addresses, dates, names, sums of money."""

import re
from collections.abc import Callable, Iterable

from policykit.model.document import Block

_PHONE = re.compile(
    r"(?<![\w.])(?:\+44\s?(?:\(0\)\s?)?|\(?0)(?:\d[\s().-]{0,2}){8,10}\d(?!\w)|\b\d{3,5}\s\d{6}\b|\b0\d{3,4}\s\d{3}\s?\d{3,4}\b"
)
_EMAIL = re.compile(r"[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"']*[\w/]|(?<![@\w.])[\w-]+(?:\.[\w-]+)*\."
    r"(?:sch\.uk|gov\.uk|org\.uk|co\.uk|nhs\.uk|ac\.uk|org|com|net|info|uk|sch\.example|example)\b(?:/[^\s<>()\"']*[\w/])?",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH}\.?,?\s+(?:\d{{4}}|'?\d{{2}})\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
    r"|\b(?:Autumn|Spring|Summer)(?:\s+[Tt]erm)?\s+(?:\d{4}|\d{2}\b)(?:\s?[/-]\s?\d{2,4})?|\b20\d\d\s?[/\u2013-]\s?(?:20)?\d\d\b|\b(?:19|20)\d\d\b",
)
_MONEY = re.compile(r"\u00a3\s?\d[\d,.]*k?")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Revd|Sr|Sister|Fr|Father|Prof|Professor|Sir|Dame|Madam)\b\.?\s*(?:[A-Z]\.?\s?){0,3}[A-Z][\w'\u2019-]+(?:\s[A-Z][\w'\u2019-]+)?"
)
_FULL_NAME = re.compile(
    r"\b[A-Z][a-z'\u2019]+(?:-[A-Z][a-z]+)?\s(?:[A-Z]\.?\s)?(?:O'|O\u2019|Mc|Mac|de |van |al-|El-)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"
)
_NOT_A_NAME = frozenset(  # a list of 200 words reads better as text
    (  # noqa: SIM905
        "academy access act additional address advice advisory agreement all annual approach approved are "
        "area assess assessment assistant assistants associate authority autumn behaviour board borough "
        "cambridge can catholic centre chair chapter child children church city class co code cognition "
        "college committee common communication community complaints contact coordinator council county "
        "curriculum date deputy designated director disability district document does early east education "
        "educational ehc ehcp email emotional english equality example executive extended family first for "
        "foundation friday full general governing governor governors graduated guidance hall head headteacher "
        "health house how hub if in inclusion infant information interaction interim is junior key lane "
        "language lead leader leadership learning level link local london looked lower manager marlshire "
        "medical member mental middle mission monday monitoring name national needs new north nurse nursery "
        "nurture occupational offer office officer our oxford page parent parents park part partnership "
        "pastoral personal phase phone physical plan plans policy post practice pre primary principal "
        "procedure provision psychologist psychology public pupil pupils qualified quality read reception "
        "record register regulations report resource review reviewed road room saint school schools science "
        "secondary section senco send sendco senior sensory service services sixth social south special "
        "specialist speech spring staff stage standards statement street student students sunday support "
        "teacher teachers teaching team tel telephone term the therapist therapy this thursday trust trustee "
        "trustees tuesday unit university upper valley vice virtual wave we website wednesday welcome "
        "wellbeing west what when where who will year young your "
    ).split()
)
"""Capitalised words of school documents that are not part of a person's name."""


def _names(text: str) -> Iterable[tuple[int, int]]:
    titled = [match.span() for match in _TITLED.finditer(text)]
    yield from titled
    for match in _FULL_NAME.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in titled):
            continue
        if not {word.casefold().strip(".") for word in match.group().split()} & _NOT_A_NAME:
            yield match.start(), match.end()


def _shape(pattern: re.Pattern[str]) -> Callable[[Block], list[tuple[int, int]]]:
    return lambda block: [match.span() for match in pattern.finditer(block.text)]


def _links(block: Block) -> list[tuple[int, int]]:
    return [(link.start, link.end) for link in block.links if link.target and not link.target.startswith("#")]


def _phones(block: Block) -> list[tuple[int, int]]:
    spans = []
    for match in _PHONE.finditer(block.text):
        digits = sum(character.isdigit() for character in match.group())
        if 9 <= digits <= 13:  # noqa: PLR2004 - British numbers have 10 or 11 digits, 12 with 44
            spans.append(match.span())
    return spans


RECOGNISERS: dict[str, Callable[[Block], list[tuple[int, int]]]] = {
    "phone": _phones,
    "email": _shape(_EMAIL),
    "url": _shape(_URL),
    "link": _links,
    "postcode": _shape(_POSTCODE),
    "date": _shape(_DATE),
    "money": _shape(_MONEY),
    "name": lambda block: sorted(set(_names(block.text))),
}
"""Name of a recogniser -> the spans of a block's clean text that it finds."""
