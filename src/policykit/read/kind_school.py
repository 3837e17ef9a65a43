"""Which kind of school it is, which ages it teaches and in which nation: only from what a document says of itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.read.kind_text import Telling

_ITSELF = r"(?:\bwe are|\bwe're|\bour school is|\bthis school is|\bthe school is|\bthe academy is|\bthe college is|{name} is|\bwe run)"
_NO_OTHERS = r"(?:(?!\b(?:not|near|nearby|next to|link|links|linked|local|with|alongside|from|to|for|mainstream|work)\b)[^.;:]){0,70}?"

_OF_ITSELF = (
    (
        "special",
        r"\bspecial (?:school|academy|free school)\b|\bschool for (?:pupils|children|young people|students) with\b",
    ),
    ("pru", r"\bpupil referral unit\b|\bPRU\b"),
    ("ap", r"\balternative provision\b|\bAP (?:academy|free school)\b"),
    ("nursery", r"\b(?:maintained )?nursery school\b"),
    (
        "independent",
        r"\bindependent\b(?! (?:learners?|advice|of|living|people|thinkers))|\bfee-paying\b|\bpreparatory school\b",
    ),
    (
        "16-19",
        r"\bsixth[- ]form college\b|\b16[- –to]+19 (?:academy|college|free school|maths school)\b|\bfurther education college\b",
    ),
    ("early-years", r"\bpre-?school\b|\bday nursery\b|\bplaygroup\b|\bchildminders?\b|\bearly years setting\b"),
)
_IN_NAME = (
    ("special", r"(?i)\bspecial (?:school|academy)\b|\bschool for (?:the )?(?:deaf|blind|autis)"),
    ("pru", r"(?i)\bpupil referral\b|\bPRU\b|\bhome (?:and hospital )?tuition\b"),
    ("ap", r"(?i)\balternative provision\b|\bAP academy\b|\bAP school\b"),
    ("16-19", r"(?i)\bsixth form college\b|\b16-19\b"),
    ("independent", r"(?i)\bprep(?:aratory)? school\b"),
    ("early-years", r"(?i)\bpre-?school\b|\bplaygroup\b|\bday nursery\b|\bkindergarten\b"),
    ("nursery", r"(?i)^(?!.*\b(?:primary|infants?|first|junior|and|&)\b).*\bnursery school\b"),
)
_ALL_HAVE_PLANS = re.compile(
    r"(?i)\b(?:all|each|every)(?: of)?(?: our)? (?:pupils?|children|child|students?|learners?)(?:['’]s? needs are set out in|[^.]{0,30}\b(?:ha(?:s|ve)|holds?)) "
    r"(?:an? |their )?(?:own )?(?:EHC|Education,? Health|statement)"
)
_OUR_SPECIAL = re.compile(r"(?i)\b(?:our|joining our|at our) special schools?\b")
_KEY_PERSON = re.compile(r"(?i)\bkey (?:person|worker)\b")
_SCHOOL = re.compile(r"(?i)\b(?:school|class ?teacher|college|academy|form tutor|teacher)")

_PHASE_NAMES = (
    ("16-19", r"(?i)\bsixth form college\b"),
    ("all-through", r"(?i)\ball[- ]through\b"),
    (
        "primary",
        r"(?i)\bprimary\b|\binfants?\b|\bjunior\b|\bfirst school\b|\bnursery\b|\bpre-?school\b|\bprep(?:aratory)?\b|\blower school\b",
    ),
    (
        "secondary",
        r"(?i)\bsecondary\b|\bhigh school\b|\bgrammar\b|\bupper school\b|\bcomprehensive\b|\bUTC\b|\bstudio school\b",
    ),
)
_PRIMARY = re.compile(
    r"(?i)\bKS ?[12]\b|\bkey stage (?:1|2|one|two)\b|\breception\b(?! (?:desk|area|staff))|\bEYFS\b|\bfoundation stage\b|\byears? (?:R|1|2|3|4|5)\b"
    r"|\bphonics\b|\bY[1-5]\b"
)
_SECONDARY = re.compile(
    r"(?i)\bKS ?[34]\b|\bkey stage (?:3|4|three|four)\b|\bGCSEs?\b|\byears? (?:8|9|10|11|12|13)\b|\bY(?:8|9|10|11)\b|\bA[- ]levels?\b|\bsixth form\b"
    r"|\bform tutors?\b|\bheads? of (?:year|department|faculty)\b|\bT levels?\b"
)
_AGES = re.compile(
    r"(?i)\b(?:aged?|ages|(?:children|pupils|students|learners|boys|girls) (?:aged )?(?:of |from )?)[ ]?(\d{1,2}) ?(?:to|-|–|and) ?(\d{1,2})\b|\b(\d{1,2}) ?(?:to|-|–) ?(\d{1,2}) (?:school|academy|years)\b"
)
_CHILD_WORDS = re.compile(r"(?i)\bclass ?teachers?\b|\bchildren\b")
_STUDENT_WORDS = re.compile(r"(?i)\bstudents?\b|\btutor groups?\b|\bsubject teachers?\b")

_ENGLISH = re.compile(
    r"\bEHCPs?\b|\bEHC\b|(?i:education,? health and care|children and families act|\bSENDIASS?\b|\bSENI?DCOs?\b|school action|parent partnership)"
)
_NATIONS = (
    (
        "wales",
        "Welsh",
        (
            r"(?i)additional learning needs",
            r"\bALNE?T?\b",
            r"\bALNCo",
            r"(?i)\bindividual development plan|\bIDPs?\b",
            r"(?i)\bWelsh Government|\bEstyn\b|\bSenedd\b|\bin Wales\b|\bthrough the medium of Welsh",
            r"(?i)additional learning provision|\bALP\b",
        ),
    ),
    (
        "scotland",
        "Scottish",
        (
            r"(?i)additional support (?:for learning|needs)",
            r"\bASN\b|\bASL\b",
            r"(?i)co-?ordinated support plans?|\bCSPs?\b",
            r"\bGIRFEC\b|(?i:getting it right for every child)",
            r"(?i)\bEducation Scotland|\bScottish (?:Government|Ministers)|\(Scotland\) Act|\bHMIE\b|\bin Scotland\b",
            r"(?i)\bstaged intervention|\bnamed person\b|\bEnquire\b",
        ),
    ),
    (
        "northern-ireland",
        "Northern Irish",
        (
            r"(?i)\bnorthern ireland\b",
            r"\bSENDO\b|(?i:special educational needs and disability \((?:northern ireland|NI)\))",
            r"\bEducation Authority\b|\b(?:BELB|NEELB|SEELB|SELB|WELB)\b|(?i:education and library board)",
            r"\bDENI\b|\bETI\b|(?i:department of education \(NI\))",
            r"(?i)learning support co-?ordinator|\bPLPs?\b|personal learning plan",
        ),
    ),
)
_MANY = 3
_ENOUGH_WORDS = 300
"""A text shorter than this is too little to infer the kind of school from, where it does not say it outright."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something told from the text, with how it is known; `value` is "" where the text does not tell."""

    value: str
    why: str


def nation_of(told: Telling) -> Told:
    """Return the nation whose law the document stands under: England unless it plainly speaks of another's."""
    english = told.count(_ENGLISH)
    for nation, people, patterns in _NATIONS:
        counts = [told.count(re.compile(pattern)) for pattern in patterns]
        kinds, mentions = sum(1 for count in counts if count), sum(counts)
        enough = kinds >= 2 and mentions >= _MANY  # noqa: PLR2004 - one word alone proves nothing
        if enough and mentions > 2 * english:
            return Told(nation, f"it speaks of {people} law and support")
    return Told("england", "nothing in it speaks of another nation's law")


def school_type_of(told: Telling, name: str) -> Told:
    """Return the kind of school, mainstream where the document does not say of itself that it is another."""
    for school_type, pattern in _IN_NAME:
        if name and re.search(pattern, name):
            return Told(school_type, f"its name is {name}")
    itself = _ITSELF.replace("{name}", re.escape(name) if name else r"\bthis is")
    for school_type, pattern in _OF_ITSELF:
        own = re.search(rf"(?i:{itself})\s+(?:an?|the|one of)\b{_NO_OTHERS}(?:{_insensitive(pattern)})", told.text)
        if own:
            return Told(school_type, f"it says “{_tidy(own[0])}”")
    if name or told.words >= _ENOUGH_WORDS:
        if _ALL_HAVE_PLANS.search(told.text):
            return Told("special", "it says that every pupil has a plan or statement")
        if any(_OUR_SPECIAL.search(line) for line in (*told.opening.splitlines(), *told.headings)):
            return Told("special", "it speaks of “our special school”")
    if _KEY_PERSON.search(told.text) and not _SCHOOL.search(told.text):
        return Told("early-years", "it speaks of a key person and of no school")
    return Told("mainstream", "it does not say that it is another kind of school")


def _insensitive(pattern: str) -> str:
    return f"(?i:{pattern})" if "PRU" not in pattern else pattern


def _tidy(words: str) -> str:
    return " ".join(words.split())


def phase_of(told: Telling, name: str, school_type: str) -> Told:
    """Return the ages the school teaches, "" where the document does not tell."""
    return next(_phases(told, name, school_type), Told("", ""))


def _phases(told: Telling, name: str, school_type: str) -> Iterator[Told]:
    """Return what tells the phase, the surest first."""
    if school_type == "16-19":
        yield Told("16-19", "it is a college for those ages")
    for phase, pattern in _PHASE_NAMES:
        if name and re.search(pattern, name):
            yield Told(phase, f"its name is {name}")
    if re.search(r"(?i)\ball[- ]through (?:school|academy)", told.text):
        yield Told("all-through", "it calls itself an all-through school")
    if own := _own_phase(told, name):
        yield own
    if ages := _AGES.search(told.opening):
        yield _by_ages(*(int(age) for age in ages.groups() if age))
    primary, secondary = told.count(_PRIMARY), told.count(_SECONDARY)
    if max(primary, secondary) >= _MANY and (primary >= 2 * secondary or secondary >= 2 * primary):
        word, phase = ("younger", "primary") if primary > secondary else ("older", "secondary")
        yield Told(phase, f"it speaks of the {word} year groups and key stages")
    children, students = told.count(_CHILD_WORDS), told.count(_STUDENT_WORDS)
    if primary > secondary and children > 2 * students:
        yield Told("primary", "it speaks of children, class teachers and the younger year groups")
    if secondary > primary and students > 2 * children:
        yield Told("secondary", "it speaks of students and the older year groups")


def _own_phase(told: Telling, name: str) -> Told | None:
    itself = _ITSELF.replace("{name}", re.escape(name) if name else r"\bthis is")
    for phase, word in (
        ("primary", r"(?:primary|infant|junior|first)"),
        ("secondary", r"(?:secondary|high|grammar|comprehensive|11[- –to]+1[68])"),
    ):
        own = re.search(rf"(?i){itself}\s+(?:an?|the|one of)\b{_NO_OTHERS}\b{word} (?:school|academy|phase)", told.text)
        if own:
            return Told(phase, f"it says “{_tidy(own[0])}”")
    own = re.search(r"(?i)\bour (infant|primary|junior|secondary) school\b", told.text)
    if own:
        return Told("secondary" if own[1].lower() == "secondary" else "primary", f"it says “{_tidy(own[0])}”")
    return None


def _by_ages(youngest: int, oldest: int) -> Told:
    why = f"it teaches ages {youngest} to {oldest}"
    if youngest >= 16:  # noqa: PLR2004 - the age at which compulsory schooling ends
        return Told("16-19", why)
    if oldest <= 13:  # noqa: PLR2004 - the oldest age of a prep or middle school
        return Told("primary", why)
    return Told("secondary" if youngest >= 9 else "all-through", why)  # noqa: PLR2004 - the youngest of a middle school
