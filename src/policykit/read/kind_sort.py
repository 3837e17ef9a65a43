"""What kind of document it is: a policy, the information report, both in one, a prospectus, or something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.model.expression import Expression
from policykit.read.kind_signs import sign
from policykit.read.kind_text import SEND_WORDS, Telling

_SEND_TITLE = re.compile(
    r"\bSEND?\b|\bSEN/D|\bASN\b|(?i:special (?:education(?:al)? )?needs?|additional (?:educational |learning )?needs"
    r"|learning (?:support|difficult)|individual needs|extra help|disabilit|disabled|local offer|school offer)"
    r"|(?i:\binclusion\b|\binclusive\b)"
)
_REPORT = re.compile(r"(?i)\breports?\b|\binformation report|\b(?:local|school|SEND?|core) offer\b|yearly report")
_POLICY = re.compile(r"(?i)\bpolic(?:y|ies)\b|\bprocedures?\b|\bpolicy statement\b|\bscheme\b")
_ACCESS = re.compile(
    r"(?i)\baccessibility (?:plan|polic|scheme|strateg|audit|action)|\baccess plan\b|\baccessibility\W*$"
)
_PROSPECTUS = re.compile(
    r"(?i)\bprospectus\b|\bbrochure\b|\b(?:parents?|school|family|welcome|induction)['’]?s?['’]? (?:hand ?book|booklet|guide|pack)"
    r"|\b[il]nformation (?:for|to) (?:new )?parents\b"
)
_CHAPTER = re.compile(r"(?i)\bstaff hand ?book\b")
_OTHER = re.compile(
    r"(?i)\bnews ?letter\b|\bnews ?flash\b|\bbulletin\b|\bminutes of\b|\bagenda\b|\bmenus?\b|\bterm dates\b"
    r"|\bbehaviour\b|\bdiscipline\b|\badmissions?\b|\battendance\b|\bpunctuality\b|\buniform\b|\banti[- ]?bullying\b"
    r"|\bsafeguarding\b|\bchild protection\b|\bhealth (?:and|&) safety\b|\bcharging\b|\bcomplaints?\b"
    r"|\bexclusions?\b|\bsuspensions?\b|\bdata protection\b|\bprivacy\b|\bgdpr\b|\bfreedom of information\b"
    r"|\brelationships? (?:and|&)\b|\bsex education\b|\brse\b|\bhomework\b|\bmarking\b|\bassessment policy\b"
    r"|\bcurriculum\b|\b(?:e-?|online )safety\b|\bmobile phones?\b|\bpupil premium\b|\bsports? premium\b"
    r"|\bmedical (?:conditions|needs)\b|\bmedicines?\b|\bfirst aid\b|\ballerg|\bintimate care\b|\bequalit(?:y|ies)\b"
    r"|\blettings?\b|\bcareers\b|\bwhistle ?blowing\b|\brecruitment\b|\bpay policy\b|\bcapability\b|\bfinance\b"
    r"|\bremote (?:learning|education)\b|\beal\b|\bcollective worship\b|\bearly years foundation stage policy\b"
    r"|\b(?:maths|mathematics|english|science|history|geography|music|art|phonics|reading) (?:policy|curriculum)\b"
)
_NEWS = re.compile(
    r"(?i)\bnews ?letter\b|\bnews ?flash\b|\bbulletin\b|\bminutes of\b|\bagenda\b|\bmenus?\b|\bterm dates\b"
)
_DISABILITY_SCHEME = re.compile(r"(?i)\bdisabilit(?:y|ies)\b|\bdisabled\b")
_INFORMATION_REPORT = re.compile(r"(?i)\binformation report\b")
_EQUAL = re.compile(r"(?i)\bequalit|\bdiversity\b|\bbehaviour\b")

_IS_REPORT = re.compile(
    r"(?i)\b(?:this|the following) (?:page|document|report|booklet|web ?page|information|policy)s? (?:is|forms|serves as|"
    r"acts as|doubles as|constitutes|makes up) (?:also )?(?:the |our |as )?(?:[\w'’ ]{0,40}?)SEND? information report"
)
_ALSO_REPORT = sign(
    r"(?i)\b(?:this|our|the) (?:document|policy|page)\b[^.]{0,80}?\b(?:serves as|acts as|doubles as|incorporates|is also|includes|"
    r"contains|constitutes)\b(?![^.]{0,60}\b(?:links?|see|found|reference|read|alongside|conjunction)\b)"
    r"[^.]{0,60}\bSEND? information report"
    r"|\bpolicy and (?:(?:the|our) )?(?:SEND? )?information report (?:in|as) one\b",
    "information report",
)
_STARTS_AS_REPORT = re.compile(
    r"(?i)\A(?:[^.\n]{0,60}\n)?this (?:SEND? )?report (?:tells|is|sets|describes|explains|says)\b"
    r"|\Athis page (?:is|forms) (?:a )?part of [\w'’ ]{0,40}local offer"
)
_QUESTIONS = tuple(
    Expression(rf"(?i){pattern}")
    for pattern in (
        r"\b(?:kinds?|types?|which|what) (?:of )?[^?]{0,40}(?:needs?|SEND?)\b[^?]{0,40}(?:provid|cater|support|meet)",
        r"\bhow (?:do|does|will|are|can)[^?]{0,60}(?:identif|find out|know|spot|assess|extra help|special educational)",
        r"\bhow (?:do|does|will|well)[^?]{0,60}(?:evaluat|effective|provision works?|working|good is)",
        r"\bhow (?:do|does|will|is|are)[^?]{0,60}(?:progress|how (?:my|our|your|their) child|doing)",
        r"\bhow (?:do|does|will|is|are)[^?]{0,60}(?:taught|teach|curriculum|matched|adapt|differentiat|learning environment)",
        r"\b(?:what|how)[^?]{0,60}(?:additional|extra|specialist) (?:support|help|services|expertise)",
        r"\bhow [^?]{0,60}(?:activit|trips|clubs|outside (?:of )?(?:the )?class|included)",
        r"\bwhat [^?]{0,60}(?:wellbeing|well-being|emotional|social)|\bhow [^?]{0,60}(?:wellbeing|well-being|emotional)",
        r"\bwho (?:is|are|can|should|do|will)[^?]{0,60}(?:SENI?D?Co|contact|talk|speak|co-?ordinat)",
        r"\bwhat training|\bhow [^?]{0,40}(?:trained|training|expertise)",
        r"\bhow [^?]{0,60}(?:equipment|facilities|resources|accessible|funding)|\bwhat [^?]{0,40}facilities",
        r"\bhow [^?]{0,60}(?:parents?|carers?|famil|involve|work with)",
        r"\bhow [^?]{0,60}(?:pupils?|child|children|students?|young)[^?]{0,30}(?:views?|voice|consult|involved|say)",
        r"\b(?:complain|unhappy|not happy|concern|worried)",
        r"\bhow [^?]{0,60}(?:transition|transfer|join|mov|prepare|next stage|leav)",
        r"\b(?:local offer|support services|where (?:can|else)|who else)",
    )
)
_PROSPECTUS_TOPICS = (
    sign(r"(?i)\bschool uniform|\buniform\b|\bP\.?E\.? kit", "uniform", "kit"),
    sign(r"(?i)\bschool (?:dinners?|meals?|lunch)|\bpacked lunch|\bdinner money", "dinner", "meal", "lunch"),
    sign(r"(?i)\bschool (?:day|hours|times)\b|\bstart of (?:the )?school day|\bsession times", "school ", "session"),
    sign(r"(?i)\bterm dates|\bholidays? (?:in|during) term", "term"),
    sign(r"(?i)\bhomework\b", "homework"),
    sign(r"(?i)\battendance\b|\babsence", "attendance", "absence"),
    sign(r"(?i)\bcollective worship|\breligious education|\bassembl(?:y|ies)", "worship", "religious", "assembl"),
    sign(r"(?i)\bjewellery\b|\blost property|\bvaluables", "jewellery", "lost property", "valuables"),
    sign(r"(?i)\bsex education|\brelationships education", "sex education", "relationships education"),
    sign(r"(?i)\bPTA\b|\bparent[- ]teacher association|\bfriends of", "pta", "teacher association", "friends of"),
    sign(r"(?i)\bcharging|\bvoluntary contributions?", "charging", "voluntary"),
    sign(r"(?i)\badmissions?\b", "admission"),
    sign(r"(?i)\bmedicines?\b|\billness", "medicine", "illness"),
    sign(r"(?i)\bafter[- ]school clubs?|\bextra-?curricular", "school club", "curricular"),
)

_HELP = sign(
    r"(?i)\b(?:extra|additional) (?:help|support|teaching|needs)|\bsupport(?:s|ed)?\b|\bneeds\b|\bdifficult|\bstruggl"
)
_OUR_POLICY = sign(r"(?i)\b(?:this|our|the) (?:SEND? )?policy\b", "policy")
_OUR_REPORT = sign(r"(?i)\b(?:this|our) (?:SEND? )?(?:information )?report\b", "report")
_YOUR_CHILD = sign(r"(?i)\byour (?:child|son|daughter)\b", "your ")
_NOTHING = (
    "Nothing in this document is about special educational needs or disability, so it was not checked against the law on "
    "them. If it should be, say what it is with --kind."
)

_LITTLE_HELP = 0.5
"""Words on help or needs in a hundred, below which a document without SEND words is about something else."""
_SHORT = 330
"""Words; too few to tell a kind by what stands in them."""
_MOST_SEND = 1.2
"""SEND words in a hundred, above which a document on another subject still says enough on SEN to be checked."""
_FEW_SEND = 3
_ENOUGH_QUESTIONS = 4
_ENOUGH_TOPICS = 5


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of document with how it is known; `foreign` says what it plainly is instead, else ""."""

    kind: str
    why: str
    foreign: str = ""


def sort_of(told: Telling, title: str) -> Sort:
    """Return what kind of document it is: by its title, by what it says of itself, then by what stands in it."""
    named = kind_of_title(title)
    if named == "policy" and told.search(_ALSO_REPORT):
        return Sort("combined", "it calls itself a policy and says that it is the information report too")
    if named in {"combined", "information-report", "policy", "accessibility-plan"}:
        return Sort(named, f"its title is “{title}”")
    if _IS_REPORT.search(told.text[:6000]):
        return Sort("information-report", "it says that it is the information report")
    other = _other(told, title) if named in {"", "other"} else ""
    if other:
        why = "nothing in it is about SEN" if other == _NOTHING else f"its title is “{title}”"
        return Sort("other", why, other)
    return _by_content(told, title, named)


def kind_of_title(title: str) -> str:
    """Return the kind that a title names, "other" for another subject's, "" where it does not tell.

    "chapter" stands for a staff handbook, of which a document may be a part; no document is of that kind itself.

    >>> kind_of_title("SEND Policy and Information Report 2024-25"), kind_of_title("Behaviour Policy")
    ('combined', 'other')
    """
    return next((kind for kind, named in _named(title) if named), "") if title else ""


def _named(title: str) -> Iterator[tuple[str, bool]]:
    about_send = bool(_SEND_TITLE.search(title)) and (not _EQUAL.search(title) or _is_send_too(title))
    about_send = about_send or bool(_INFORMATION_REPORT.search(title))
    policy, report = bool(_POLICY.search(title)), bool(_REPORT.search(title))
    access = _ACCESS.search(title)
    yield "combined", about_send and policy and report
    # "SEND policy and accessibility plan" is a policy; "Accessibility plan and SEN statement" is a plan.
    yield "accessibility-plan", bool(access) and not (about_send and policy and access and access.start())
    yield "information-report", about_send and report
    yield "policy", about_send and policy
    yield "chapter", bool(_CHAPTER.search(title))
    yield "prospectus", bool(_PROSPECTUS.search(title))
    other = bool(_OTHER.search(title)) and not about_send
    yield "policy", other and bool(_DISABILITY_SCHEME.search(title))
    yield "other", other


def _is_send_too(title: str) -> bool:
    return bool(re.search(r"\bSEND?\b|(?i:special (?:educational )?needs|additional needs|disabilit)", title))


def _other(told: Telling, title: str) -> str:
    """Return the sentence that says the document is about something else, "" unless title and body both say so."""
    send = told.count(SEND_WORDS)
    if kind_of_title(title) != "other":
        help_words = told.count(_HELP) * 100
        return _NOTHING if told.words >= _SHORT and not send and help_words < told.words * _LITTLE_HELP else ""
    if told.words < _SHORT:
        little = bool(_NEWS.search(title)) and send < _FEW_SEND
    else:
        little = send * 100 < told.words * _MOST_SEND
    if not little:
        return ""
    return (
        f"This document is called “{title}” and says little about special educational needs, so it was not checked against "
        "the law on SEN documents. If it should be, say what it is with --kind."
    )


def _by_content(told: Telling, title: str, named: str) -> Sort:
    topics = sum(1 for topic in _PROSPECTUS_TOPICS if told.search(topic))
    if named == "prospectus" or (topics >= _ENOUGH_TOPICS and told.count(SEND_WORDS) * 100 < told.words * 3):
        why = (
            f"its title is “{title}”" if named == "prospectus" else "SEN stands in it among the school's other matters"
        )
        return Sort("prospectus", why)
    asked = _questions(told)
    if asked >= _ENOUGH_QUESTIONS:
        return Sort("information-report", f"it answers {asked} of the questions that an information report answers")
    if named == "chapter":
        return Sort("fragment", f"it is part of “{title}”")
    for line in (told.property_title, *told.furniture):
        if (kind := kind_of_title(line)) in {"combined", "information-report", "policy", "accessibility-plan"}:
            return Sort(kind, f"it is headed “{line}”")
    if _STARTS_AS_REPORT.match(told.opening):
        return Sort("information-report", "it speaks of itself as a report")
    if told.words < _SHORT and _POLICY.search(title):
        return Sort("policy", f"its title is “{title}”")
    if told.words < _SHORT:
        return Sort("fragment", f"it has only {told.words} words and no title that tells more")
    return _by_voice(told, asked)


def _questions(told: Telling) -> int:
    lines = [line for line in told.headings if "?" in line and len(line.split()) <= 40]  # noqa: PLR2004 - a heading, not a paragraph
    return sum(1 for pattern in _QUESTIONS if any(pattern.ready.search(line) for line in lines))


def _by_voice(told: Telling, asked: int) -> Sort:
    policy = told.count(_OUR_POLICY)
    report = told.count(_OUR_REPORT)
    parents = told.count(_YOUR_CHILD)
    if policy > report and policy > 1 and parents <= policy:
        return Sort("policy", "it speaks of itself as a policy")
    if report > policy or asked > 1 or parents > 2:  # noqa: PLR2004 - more than in passing
        return Sort("information-report", "it speaks to parents and has no other title")
    return Sort("policy", "it has no title that tells, and reads as a policy")
