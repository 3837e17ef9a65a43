"""Dates as schools write them: a day, a month, a term, a school year, a year, each as its first and last day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_FORMS = (
    rf"\b(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?\s?(?:of\s)?[\s\-/.]?\s?{_MONTH},?[\s\-/.]\s?(?P<year>(?:19|20)\d\d|'?\d\d)\b(?!:)",
    rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>(?:19|20)\d\d)\b",
    r"(?<![\d/.])(?P<day>\d{1,2})(?P<mark>[/.\-])(?P<number>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)",
    r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
    rf"\b{_MONTH},?[\s\-/]\s?(?P<year>(?:19|20)\d\d|'?\d\d)\b(?!:|st|nd|rd|th)",
    r"(?<![\d/.\-])(?P<number>0[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)\b",
    (
        r"\b(?P<term>Autumn|Spring|Summer|Michaelmas|Lent|Trinity)(?:\s[Tt]erm)?(?:\s[12])?,?\s(?:of\s)?"
        r"(?P<year>(?:19|20)\d\d|\d\d)(?:\s?[/-]\s?(?P<to>(?:20)?\d\d))?\b"
    ),
    r"\b(?P<year>(?:19|20)\d\d)\s?(?:[/\-\u2013]|to)\s?(?P<to>(?:20)?\d\d)\b(?![/\-]\d)",
    r"(?<!\d[/.\-])\b(?P<year>(?:19|20)\d\d)\b",
)
_DATES = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
_YEAR = re.compile(r"\d\d")
"""What every form holds, and most texts do not."""
_TERMS = {"autumn": 12, "michaelmas": 12, "spring": 4, "lent": 4, "summer": 8, "trinity": 8}
_DECEMBER = 12
_CENTURY = 100
_THIS_CENTURY = 60


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a written date may mean: `first` to `end` (included); `start` and `stop` are its place (stop exclusive).

    `bare_year` marks a calendar year that stands alone.
    """

    first: date
    end: date
    start: int
    stop: int
    bare_year: bool = False


def periods_in(text: str) -> tuple[Period, ...]:
    """Return the dates of a text in order, the longest way of reading each.

    >>> [str(p.end) for p in periods_in("Reviewed 3rd May 2023, next in Autumn Term 2024")]
    ['2023-05-03', '2024-12-31']
    """
    found: list[Period] = []
    if not _YEAR.search(text):
        return ()
    for number, form in enumerate(_DATES):
        for match in form.finditer(text):
            if any(match.start() < other.stop and other.start < match.end() for other in found):
                continue
            days = _days(match.groupdict())
            if days:
                found.append(Period(*days, match.start(), match.end(), bare_year=number == len(_DATES) - 1))
    return tuple(sorted(found, key=lambda period: period.start))


def period_in(text: str) -> Period | None:
    """Return the first date of a text, None where there is none."""
    return next(iter(periods_in(text)), None)


def _days(parts: dict[str, str | None]) -> tuple[date, date] | None:
    year = _year(parts.get("year") or "")
    to = parts.get("to")
    try:
        if parts.get("term"):
            return _term(str(parts["term"]).lower(), year, to)
        month = _month(parts)
        if parts.get("day"):
            day = date(year, month, int(parts["day"] or 0))
            return day, day
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        if to:
            last = _year(to)
            return (date(year, 9, 1), date(last, 8, 31)) if last > year else None
        return date(year, 1, 1), date(year, _DECEMBER, 31)
    except ValueError:
        return None


def _term(term: str, year: int, to: str | None) -> tuple[date, date]:
    month = _TERMS[term]
    if to and month != _DECEMBER:
        year = _year(to)
    last = date(year, month, monthrange(year, month)[1])
    return date(year, {12: 9, 4: 1, 8: 4}[month], 1), last


def _month(parts: dict[str, str | None]) -> int:
    name = parts.get("month")
    if name:
        return _MONTHS.index(name[:3].lower()) + 1
    return int(parts.get("number") or 0)


def _year(text: str) -> int:
    digits = int(text.strip("'") or 0)
    if digits >= _CENTURY:
        return digits
    return digits + (2000 if digits < _THIS_CENTURY else 1900)
