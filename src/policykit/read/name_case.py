"""A name written all in capitals, or all in small letters, as a person would write it."""

import re

_ABBREVIATIONS = frozenset(  # a list of words reads better as text
    (  # noqa: SIM905
        "AP ASC ASD BESD CE CEVA CEVC CTC EBD EYFS HI II III IV IX JI JM JMI MAT MLD PD PMLD PRU RC RI SEBD SEMH SEN SEND SLCN SLD SPLD SS "
        "STEM UK URN UTC VA VC VI VII VIII XI XII XIII XIV XVI XXIII"
    ).split()
)
_SMALL = frozenset("and at by cum en for in le next of on the to under upon with".split())  # noqa: SIM905 - reads better
_SHORTENED = frozenset("BR DR FR JNR LTD MR MRS MT NTH RD SCH SCHL SNR ST STH STS".split())  # noqa: SIM905 - reads better
"""They have no vowel, and are words all the same."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
_OWN = re.compile(r"([^'’]+)(['’])s", re.IGNORECASE)
_MOST_CONSONANTS = 5
_VOWEL = re.compile(r"[AEIOUY]")


def in_name_case(name: str) -> str:
    """Return a name with capitals where a person puts them; abbreviations that schools' names have stay as they are.

    >>> in_name_case("ST JOHN'S C OF E (VA) PRIMARY SCHOOL")
    "St John's C of E (VA) Primary School"
    >>> (
    ...     in_name_case("pathway quay ap academy"),
    ...     in_name_case("MCAULEY SEMH SCHOOL"),
    ...     in_name_case("POPE JOHN PAUL II SCHOOL"),
    ... )
    ('Pathway Quay AP Academy', 'McAuley SEMH School', 'Pope John Paul II School')
    """
    first = _WORD.search(name)
    return _WORD.sub(lambda word: _cased(word[0], begins=first is not None and word.start() == first.start()), name)


def _cased(word: str, *, begins: bool) -> str:
    if own := _OWN.fullmatch(word):
        return f"{_cased(own[1], begins=begins)}{own[2]}s"
    capitals = word.upper()
    if capitals == "COFE":
        return "CofE"
    if capitals in _ABBREVIATIONS or (
        capitals not in _SHORTENED and len(word) <= _MOST_CONSONANTS and not _VOWEL.search(capitals)
    ):
        # A single letter has no vowel either, or is one: "C of E", "A".
        return capitals if capitals.isalpha() else word.lower()
    small = word.lower()
    if small in _SMALL and not begins:
        return small
    head, mark, tail = small.partition("’" if "’" in small else "'")
    if mark and len(head) == 1:
        # O'Brien, D'Arcy; but St John's.
        return f"{head.upper()}{mark}{tail.capitalize()}"
    if re.match(r"mc[a-z]{3}", small):
        return f"Mc{small[2:].capitalize()}"
    return small.capitalize()
