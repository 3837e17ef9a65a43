"""Schools by name: what makes two names one school, and the register's kinds of school in our words."""

import re

from policykit.model.law import Phase, SchoolType
from policykit.read.name_case import in_name_case

_SAINT = re.compile(r"\b(?:saint|st)\b\.?")
_CHURCH = re.compile(r"\bc(?:hurch)?\.? ?(?:of|o['’]?f?) ?e(?:ngland)?\b\.?|\bce\b")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"^(?:(?:19|20)\d\d|\d{1,2})$")
_OF_DOCUMENTS = frozenset(  # a list of words reads better as text
    (  # noqa: SIM905
        "sen send senco policy policies report reports information offer school local doc docx pdf final draft copy new v1 v2 v3 "
        "version approved website web updated update review reviewed autumn spring summer term inclusion accessibility plan access "
        "annual statement sir january february march april may june july august september october november "
        "december jan feb mar apr jun jul aug sep sept oct nov dec"
    ).split()
)
_SMALL = frozenset({"and", "the", "of", "for", "our", "at", "in"})
_COMMON = frozenset(  # a list of words reads better as text
    (  # noqa: SIM905
        "school primary secondary infant infants junior juniors academy academies the of and ce rc catholic church voluntary aided "
        "controlled community foundation first middle high nursery college trust free special sch prim acad va vc"
    ).split()
)
_TYPES = (
    ("pupil referral", SchoolType.PRU),
    ("alternative provision", SchoolType.AP),
    ("16-19", SchoolType.SIXTEEN_NINETEEN),
    ("16 to 19", SchoolType.SIXTEEN_NINETEEN),
    ("sixth form", SchoolType.SIXTEEN_NINETEEN),
    ("further education", SchoolType.SIXTEEN_NINETEEN),
    ("independent", SchoolType.INDEPENDENT),
    ("non-maintained", SchoolType.INDEPENDENT),
    ("special", SchoolType.SPECIAL),
    ("nursery", SchoolType.NURSERY),
    ("academy", SchoolType.MAINSTREAM),
    ("free school", SchoolType.MAINSTREAM),
    ("community school", SchoolType.MAINSTREAM),
    ("foundation school", SchoolType.MAINSTREAM),
    ("voluntary", SchoolType.MAINSTREAM),
    ("studio school", SchoolType.MAINSTREAM),
    ("technical", SchoolType.MAINSTREAM),
    ("technology college", SchoolType.MAINSTREAM),
)
_PHASES = (
    ("all-through", Phase.ALL_THROUGH),
    ("all through", Phase.ALL_THROUGH),
    ("primary", Phase.PRIMARY),
    ("secondary", Phase.SECONDARY),
    ("16", Phase.SIXTEEN_NINETEEN),
)


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a school's name as they compare with another spelling of it.

    >>> words_of("St. Aldwyn's C of E Primary School")
    ('st', 'aldwyns', 'ce', 'primary', 'school')
    """
    plain = name.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    plain = _CHURCH.sub(" ce ", _SAINT.sub("st", plain.replace("_", " ").replace("-", " ")))
    return tuple(_NOT_WORDS.sub(" ", plain).split())


def key_of(name: str) -> str:
    """Return the key of a school that has no number: its name's words, hyphenated."""
    return "-".join(words_of(name))


def telling_words(name: str) -> frozenset[str]:
    """Return the words of a name that few other schools share; all of them where nothing else is left.

    >>> sorted(telling_words("The Beech Holme Primary School"))
    ['beech', 'holme']
    """
    every = frozenset(words_of(name))
    return every - _COMMON or every


def name_in_file(stem: str) -> str:
    """Return a file's name without what only says which document it is; the whole where nothing else is left.

    >>> name_in_file("Beech-Holme-Primary-SEN-policy-2024_v2")
    'Beech Holme Primary'
    >>> name_in_file("millbank-centre-pru-2023")
    'Millbank Centre PRU'
    """
    parts = re.split(r"[\s_\-.]+", stem)
    left = [part for part in parts if part.casefold() not in _OF_DOCUMENTS - {"school"} and not _YEAR.match(part)]
    name = " ".join(left).strip() or stem
    return in_name_case(name) if name.islower() else name


def is_of_documents(name: str) -> bool:
    """Tell whether a folder's name only says which documents lie in it ("2025", "SEN policies"), and names no school."""
    return all(word in _OF_DOCUMENTS | _SMALL or _YEAR.match(word) for word in words_of(name))


def type_of(given: str) -> str:
    """Return the kind of school, as the law tells them apart, for the register's word; "" where it is none we know.

    A non-maintained special school stands with the independent ones: section 69 names neither.

    >>> type_of("Academy special converter"), type_of("Voluntary aided school"), type_of("")
    ('special', 'mainstream', '')
    """
    plain = given.casefold()
    own = next((kind.value for kind in SchoolType if kind.value == plain), "")
    return own or next((kind.value for word, kind in _TYPES if word in plain), "")


def phase_of(given: str) -> str:
    """Return the ages a school teaches for the register's word ("Middle deemed primary"), "" for one we do not know."""
    plain = given.casefold()
    return next((phase.value for word, phase in _PHASES if word in plain), "")
