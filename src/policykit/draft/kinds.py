"""What an answer of each kind has to look like, so that a slip is told where it is written and not in print."""

import re
from datetime import date

from policykit.model.drafting import AnswerKind

_PHONE = re.compile(r"\+?[\d() -]{6,22}(?:(?: ?(?:ext\.?|extension|option) ?| ?x)\d{1,6})?")
_LEAST_DIGITS = 6
_EMAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.[^\s@<>(),;.]{2,}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"{}|\\^`]+\.[^\s<>\"{}|\\^`]{2,}", re.IGNORECASE)


def mistake_in(text: str, kind: AnswerKind, state: str = "confirmed") -> tuple[str, str] | None:
    """Return what is wrong with an answer of that kind and what to write, None where nothing is or nothing is said.

    A proposal is a passage that somebody else wrote, so only its lines are looked at.
    """
    words = text.strip()
    if not words or state == "skipped":
        return None
    if kind is not AnswerKind.TEXT and "\n" in words:
        return "this answer runs over several lines.", "Write it on one line."
    if state == "proposed":
        return None
    return _by_kind(words, kind)


def _by_kind(words: str, kind: AnswerKind) -> tuple[str, str] | None:
    if kind is AnswerKind.PHONE and not _is_phone(words):
        return f"{words!r} is not a telephone number.", "Write digits and spaces, for example '01632 960110'."
    if kind is AnswerKind.EMAIL and not _EMAIL.fullmatch(words):
        return f"{words!r} is not an e-mail address.", "Write it as name@school.example.org."
    if kind is AnswerKind.URL and not _URL.fullmatch(words):
        return f"{words!r} is not a web address.", "Write the whole address, for example https://www.example.org/page."
    if kind is AnswerKind.DATE:
        return _date_mistake(words)
    return None


def _is_phone(words: str) -> bool:
    return bool(_PHONE.fullmatch(words)) and sum(letter.isdigit() for letter in words) >= _LEAST_DIGITS


def _date_mistake(words: str) -> tuple[str, str] | None:
    try:
        written = date.fromisoformat(words).isoformat()
    except ValueError:
        written = ""
    # The library also takes 20261014 and week dates, which are as likely a slip as meant.
    if written == words:
        return None
    return f"{words!r} is not a date.", "Write it as year-month-day, for example 2026-10-14."
