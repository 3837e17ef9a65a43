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
_NOT_A_NAME = frozenset(  # a list of words reads better as text
    (  # noqa: SIM905
        "academy access accessibility act additional address admission admissions advice adviser advisor "
        "advisory after agreement aims all annex annual anti appendix approach approved are area assess "
        "assessment assistant assistants associate attendance attention august author authority autism "
        "autistic autumn bank baseline behaviour being board boost borough breakfast british budget bullying "
        "cambridge can care catholic central centre chair chapter check chief child children christmas church "
        "city class clerk clinical close club clubs co code cognition college committee common communication "
        "community complaints consultant contact contents continuing control coordinator council counsellor "
        "county crescent curriculum data date dated day december deficit deputy designated details "
        "development difficulties difficulty diocesan diocese director disabilities disability disorder "
        "district do document does draft drive duties duty dyslexia dyslexic early east easter eastern "
        "education educational ehc ehcp element email emotional engagement english equality evaluation "
        "evidence example exchange exclusion exclusions executive extended families family february final "
        "first for forest form formula foundation framework free freedom friday full funding further general "
        "governance governing governor governors graduated great green group groups grove guidance hall head "
        "headteacher health hearing high hill holiday homework house how hub human hyperactivity if impaired "
        "impairment in inc inclusion inclusive individual infant information interaction interim introduction "
        "is january july junior keeping key lane language lead leader leadership learning legal legislation "
        "lego level levels link little local london looked lower makaton manager map maps march marlshire "
        "meals medical member mental mentor metropolitan middle mission model moderate monday monitoring "
        "multiple my name national needs new newtown no north northern note notional november nurse nursery "
        "nurture objectives occupational october offer office officer old one our outcome outcomes outreach "
        "owner oxford page parent parents park part partnership pass passport pastoral personal phase phone "
        "phonics physical picture plan plans policy post power practice pre precision premium primary "
        "principal procedure professional profile profound progress protection provision psychologist "
        "psychology public pupil pupils purpose qualified quality ratified read reading reception record "
        "recovery register regulations report resource responsible review reviewed reviews rights road room "
        "safe safeguarding saint scale scheme school schools science scope screening secondary section senco "
        "send sendco senior sensory september service services severe short sign signed sixth social south "
        "southern special specialist spectrum speech sports spring square staff stage standards statement "
        "statements statutory street student students subject summer sunday support system talk target "
        "targets teacher teachers teaching team tel telephone term termly terrace the therapist therapy this "
        "thursday title toe together total transport trust trustee trustees tuesday tutor unit university "
        "upper valley version vice view virtual visual visually wave we website wednesday welcome welfare "
        "well wellbeing west western what when where who will worker working write year yes young your "
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


_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"\.\S|://")


def _shape(
    pattern: re.Pattern[str], sign: re.Pattern[str] | None = None, letters: str = ""
) -> Callable[[Block], list[tuple[int, int]]]:
    """Return a recogniser; a text that lacks `sign` or `letters` has nothing for it, and most lack one."""

    def _spans(block: Block) -> list[tuple[int, int]]:
        text = block.text
        if letters not in text or (sign and not sign.search(text)):
            return []
        return [match.span() for match in pattern.finditer(text)]

    return _spans


def _links(block: Block) -> list[tuple[int, int]]:
    return [(link.start, link.end) for link in block.links if link.target and not link.target.startswith("#")]


def _phones(block: Block) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    if not _DIGIT.search(block.text):
        return spans
    for match in _PHONE.finditer(block.text):
        digits = sum(character.isdigit() for character in match.group())
        if 9 <= digits <= 13:  # noqa: PLR2004 - British numbers have 10 or 11 digits, 12 with 44
            spans.append(match.span())
    return spans


RECOGNISERS: dict[str, Callable[[Block], list[tuple[int, int]]]] = {
    "phone": _phones,
    "email": _shape(_EMAIL, letters="@"),
    "url": _shape(_URL, _ADDRESS),
    "link": _links,
    "postcode": _shape(_POSTCODE, _DIGIT),
    "date": _shape(_DATE, _DIGIT),
    "money": _shape(_MONEY, letters="\u00a3"),
    "name": lambda block: sorted(set(_names(block.text))),
}
"""Name of a recogniser -> the spans of a block's clean text that it finds."""
