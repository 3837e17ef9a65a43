"""Which kind of school it is, which ages it teaches and in which nation: only from what a document says of itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.read.kind_signs import Sign, sign, small
from policykit.read.kind_text import Telling

_OPENINGS = (
    "we are",
    "we're",
    "our school is",
    "this school is",
    "the school is",
    "the academy is",
    "the college is",
    "{name} is",
    "we run",
)
"""How a school begins to say what it is; a fuller name before it ("Park Lane School is") counts as well."""
_NO_OTHERS = r"(?:(?!\b(?:not|near|nearby|next to|link|links|linked|local|with|alongside|from|to|for|mainstream|work)\b)[^.;:]){0,70}?"

_IS_A = re.compile(r"(?i)\s+(?:an?|the|one of)\b")


def _of_itself(pattern: str, *needs: str) -> Sign:
    return sign(rf"\s+(?:an?|the|one of)\b{_NO_OTHERS}(?:{pattern})", *needs)


_OF_ITSELF = (
    (
        "special",
        _of_itself(
            r"(?i:\bspecial (?:school|academy|free school)\b|\bschool for (?:pupils|children|young people|students) with\b)",
            "special ",
            "school for ",
        ),
    ),
    ("pru", _of_itself(r"\bpupil referral unit\b|\bPRU\b", "pupil referral unit", "PRU")),
    ("ap", _of_itself(r"(?i:\balternative provision\b|\bAP (?:academy|free school)\b)", "alternative", "ap ")),
    ("nursery", _of_itself(r"(?i:\b(?:maintained )?nursery school\b)", "nursery school")),
    (
        "independent",
        _of_itself(
            r"(?i:\bindependent\b(?! (?:learners?|advice|of|living|people|thinkers))|\bfee-paying\b|\bpreparatory school\b)",
            "independent",
            "fee-paying",
            "preparatory school",
        ),
    ),
    (
        "16-19",
        _of_itself(
            r"(?i:\bsixth[- ]form college\b|\b16[- –to]+19 (?:academy|college|free school|maths school)\b|\bfurther education college\b)",
            "form college",
            "19 ",
            "education college",
        ),
    ),
    (
        "early-years",
        _of_itself(
            r"(?i:\bpre-?school\b|\bday nursery\b|\bplaygroup\b|\bchildminders?\b|\bearly years setting\b)",
            "school",
            "day nursery",
            "playgroup",
            "childminder",
            "years setting",
        ),
    ),
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
_ALL_HAVE_PLANS = sign(
    r"(?i)\b(?:all|each|every)(?: of)?(?: our)? (?:pupils?|children|child|students?|learners?)(?:['’]s? needs are set out in|[^.]{0,30}\b(?:ha(?:s|ve)|holds?)) "
    r"(?:an? |their )?(?:own )?(?:EHC|Education,? Health|statement)"
)
_OUR_SPECIAL = re.compile(r"(?i)\b(?:our|joining our|at our) special schools?\b")
_KEY_PERSON = sign(r"(?i)\bkey (?:person|worker)\b", "key person", "key worker")
_SCHOOL = sign(r"(?i)\b(?:school|class ?teacher|college|academy|form tutor|teacher)")

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
_PRIMARY = sign(
    r"(?i)\bKS ?[12]\b|\bkey stage (?:1|2|one|two)\b|\breception\b(?! (?:desk|area|staff))|\bEYFS\b|\bfoundation stage\b|\byears? (?:R|1|2|3|4|5)\b"
    r"|\bphonics\b|\bY[1-5]\b"
)
_SECONDARY = sign(
    r"(?i)\bKS ?[34]\b|\bkey stage (?:3|4|three|four)\b|\bGCSEs?\b|\byears? (?:8|9|10|11|12|13)\b|\bY(?:8|9|10|11)\b|\bA[- ]levels?\b|\bsixth form\b"
    r"|\bform tutors?\b|\bheads? of (?:year|department|faculty)\b|\bT levels?\b"
)
_ALL_THROUGH = sign(r"(?i)\ball[- ]through (?:school|academy)", "through school", "through academy")
_OWN_PHASES = tuple(
    (phase, sign(rf"(?i)\s+(?:an?|the|one of)\b{_NO_OTHERS}\b{word} (?:school|academy|phase)"))
    for phase, word in (
        ("primary", r"(?:primary|infant|junior|first)"),
        ("secondary", r"(?:secondary|high|grammar|comprehensive|11[- –to]+1[68])"),
    )
)
_OUR_PHASE = sign(
    r"(?i)\bour (infant|primary|junior|secondary) school\b", "our infant", "our primary", "our junior", "our second"
)
_AGES = re.compile(
    r"(?i)\b(?:aged?|ages|(?:children|pupils|students|learners|boys|girls) (?:aged )?(?:of |from )?)[ ]?(\d{1,2}) ?(?:to|-|–|and) ?(\d{1,2})\b|\b(\d{1,2}) ?(?:to|-|–) ?(\d{1,2}) (?:school|academy|years)\b"
)
_CHILD_WORDS = sign(r"(?i)\bclass ?teachers?\b|\bchildren\b", "teacher", "children")
_STUDENT_WORDS = sign(
    r"(?i)\bstudents?\b|\btutor groups?\b|\bsubject teachers?\b", "student", "tutor group", "subject teacher"
)

_ENGLISH = sign(
    r"\bEHCPs?\b|\bEHC\b|(?i:education,? health and care|children and families act|\bSENDIASS?\b|\bSENI?DCOs?\b|school action|parent partnership)"
)
_NATIONS = (
    (
        "wales",
        "Welsh",
        (
            sign(r"(?i)additional learning needs", "additional learning needs"),
            sign(r"\bALNE?T?\b", "ALN"),
            sign(r"\bALNCo", "ALNCo"),
            sign(r"(?i)\bindividual development plan|\bIDPs?\b", "individual development plan", "idp"),
            sign(
                r"(?i)\bWelsh Government|\bEstyn\b|\bSenedd\b|\bin Wales\b|\bthrough the medium of Welsh",
                "welsh",
                "estyn",
                "senedd",
                "in wales",
            ),
            sign(r"(?i)additional learning provision|\bALP\b", "additional learning provision", "alp"),
        ),
    ),
    (
        "scotland",
        "Scottish",
        (
            sign(r"(?i)additional support (?:for learning|needs)", "additional support "),
            sign(r"\bASN\b|\bASL\b", "ASN", "ASL"),
            sign(r"(?i)co-?ordinated support plans?|\bCSPs?\b", "ordinated support plan", "csp"),
            sign(r"\bGIRFEC\b|(?i:getting it right for every child)", "GIRFEC", "getting it right"),
            sign(
                r"(?i)\bEducation Scotland|\bScottish (?:Government|Ministers)|\(Scotland\) Act|\bHMIE\b|\bin Scotland\b",
                "scot",
                "hmie",
            ),
            sign(
                r"(?i)\bstaged intervention|\bnamed person\b|\bEnquire\b",
                "staged intervention",
                "named person",
                "enquire",
            ),
        ),
    ),
    (
        "northern-ireland",
        "Northern Irish",
        (
            sign(r"(?i)\bnorthern ireland\b", "northern ireland"),
            sign(
                r"\bSENDO\b|(?i:special educational needs and disability \((?:northern ireland|NI)\))",
                "SENDO",
                "disability (n",
            ),
            sign(
                r"\bEducation Authority\b|\b(?:BELB|NEELB|SEELB|SELB|WELB)\b|(?i:education and library board)",
                "education authority",
                "ELB",
                "library board",
            ),
            sign(r"\bDENI\b|\bETI\b|(?i:department of education \(NI\))", "DENI", "ETI", "education (ni)"),
            sign(
                r"(?i)learning support co-?ordinator|\bPLPs?\b|personal learning plan",
                "learning support co",
                "plp",
                "personal learning plan",
            ),
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
    for nation, people, signs in _NATIONS:
        counts = [told.count(one) for one in signs]
        kinds, mentions = sum(1 for count in counts if count), sum(counts)
        enough = kinds >= 2 and mentions >= _MANY  # noqa: PLR2004 - one word alone proves nothing
        if enough and mentions > 2 * told.count(_ENGLISH):
            return Told(nation, f"it speaks of {people} law and support")
    return Told("england", "nothing in it speaks of another nation's law")


def school_type_of(told: Telling, name: str) -> Told:
    """Return the kind of school, mainstream where the document does not say of itself that it is another."""
    for school_type, pattern in _IN_NAME:
        if name and re.search(pattern, name):
            return Told(school_type, f"its name is {name}")
    openings = _openings(told, name)
    for school_type, claim in _OF_ITSELF:
        if own := _first(told, openings, claim):
            return Told(school_type, f"it says “{_tidy(own)}”")
    if name or told.words >= _ENOUGH_WORDS:
        if told.search(_ALL_HAVE_PLANS):
            return Told("special", "it says that every pupil has a plan or statement")
        if any(_OUR_SPECIAL.search(line) for line in (*told.opening.splitlines(), *told.headings)):
            return Told("special", "it speaks of “our special school”")
    if told.search(_KEY_PERSON) and not told.search(_SCHOOL):
        return Told("early-years", "it speaks of a key person and of no school")
    return Told("mainstream", "it does not say that it is another kind of school")


def _openings(told: Telling, name: str) -> list[tuple[int, int]]:
    """Return the start and end of every place where the text may go on to say what the school is, in order."""
    found: list[tuple[int, int, int]] = []
    for order, opening in enumerate(_OPENINGS):
        is_name = "{name}" in opening
        if is_name and not name:
            continue
        letters = small(opening.replace("{name}", name))
        at = told.low.find(letters)
        while at >= 0:
            if (is_name or not _goes_on(told.text, at)) and _IS_A.match(told.text, at + len(letters)):
                found.append((at, order, at + len(letters)))
            at = told.low.find(letters, at + 1)
    return [(start, end) for start, _, end in sorted(found)]


def _goes_on(text: str, at: int) -> bool:
    """Return whether a place lies inside a word."""
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_")


def _first(told: Telling, openings: list[tuple[int, int]], claim: Sign) -> str:
    """Return the first words that open so and go on with a claim, "" where none do."""
    if openings and told.holds(claim.needs):
        for start, end in openings:
            if match := claim.regex.ready.match(told.text, end):
                return told.text[start : match.end()]
    return ""


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
    if told.search(_ALL_THROUGH):
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
    openings = _openings(told, name)
    for phase, claim in _OWN_PHASES:
        if said := _first(told, openings, claim):
            return Told(phase, f"it says “{_tidy(said)}”")
    own = told.search(_OUR_PHASE)
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
