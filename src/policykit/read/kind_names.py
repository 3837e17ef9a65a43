"""The title of a document and the name of its school, from what stands at its head and in its running headers."""

import re
from collections import Counter

from policykit.read.kind_sort import kind_of_title
from policykit.read.kind_text import Telling, TitleLine
from policykit.read.name_case import in_name_case

_NEAR_THE_TOP = 4
_OFTEN = 4
_LAW = re.compile(r"\bRegulations?\b|\bAct \d{4}\b|(?i:\bcode of practice\b|\bguidance\b|\bissue/review\b)|\(PDF\)")

_NOUN = re.compile(
    r"(?i)\b(?:polic(?:y|ies)|procedures?|reports?|plan|scheme|prospectus|hand ?book|brochure|booklet|news ?letter|bulletin|offer|"
    r"strategy|guide|charter|minutes|agenda|statement)\b|\b[il]nformation (?:for|to) parents\b"
)
_WORDS = r"(?:[A-Z][\w'’.-]*|of|the|and|&|at|in|on|for|upon|le|with|\([A-Z]{2,3}\)|\(Voluntary (?:Aided|Controlled)\))"
_ENDS = (
    r"(?:High School|School|Academy|Academies|College|Primary|Infants'?|Juniors'?|Nursery|Federation|Pre-?school|Preschool|"
    r"Playgroup|P\.?R\.?U\.?|Pupil Referral Unit|Studio School|UTC|Kindergarten|Learning Centre|Education Centre|"
    r"Alternative Provision|AP Academy|Sixth Form)"
)
_NAME = re.compile(
    rf"\b((?:[A-Z][\w'’.-]*)(?:[ ,]+{_WORDS}){{0,9}}? {_ENDS})(?:\b|$)(?! (?:Action|Improvement|Council|Day|Policy))"
)
_LONGER = re.compile(rf"^(?:[ ]+(?:and [A-Z]\w+ )?{_ENDS})")
_GENERIC = re.compile(
    r"(?i)^(?:(?:the|our|a|an|this|each|every|all|any|most|many|local|other|new|previous|former|whole|head(?: ?teacher)? of|home|"
    r"feeder|executive|primary|secondary|infants?|juniors?|high|middle|first|upper|lower|nursery|special|mainstream|maintained|"
    r"church|community|grammar|state|independent|preparatory|boarding|day|after|pre|about|at|in|for|of|and|to|sen|send|"
    r"governing|governors|board|head|body|how|what|when|if|good|inclusive|healthy|further|education|higher|early|years|"
    r"academy|college|school|sixth|form|staff|parents?|pupils?|students?|children|key|stage|foundation|welcome|aim[s]?) ?)+"
    rf"(?:{_ENDS})$"
)
_OPENERS = re.compile(
    r"^(?:(?:At|In|Welcome to|For|From|To|The|Our(?! Lady\b)|Here at|By|Of|And|With|SEND?|Policy|Report|Name of|Owner|All|If|When|Is|Are)\s+)+"
    r"(?=[A-Z])"
)


def title_of(told: Telling) -> str:
    """Return the document's title, "" where none can be told.

    The first line that names a kind of document wins; a running header comes before a line further down the page.
    """
    named = sorted(
        (line for line in told.lines if kind_of_title(line.text) and not _LAW.search(line.text)),
        key=lambda line: (line.end, line.parts),
    )
    headers = [part for line in told.furniture for part in _parts(line) if kind_of_title(part)]
    if named and kind_of_title(named[0].text) == "chapter":
        named = [
            line for line in named if kind_of_title(line.text) in {"combined", "information-report", "policy"}
        ] or named
    if named and (named[0].end < _NEAR_THE_TOP or not headers):
        return _whole(named[0], told.lines)
    weak = (*headers, told.property_title, *(cell for cell in told.cells if not _LAW.search(cell)))
    return next((line for line in weak if kind_of_title(line)), "") or _plain_title(told)


def _whole(line: TitleLine, lines: tuple[TitleLine, ...]) -> str:
    """Return a title with the lines that finish it: "Accessibility" and "Policy" stand on two."""
    if _NOUN.search(line.text):
        return line.text
    kind = kind_of_title(line.text)
    longer = (
        other
        for other in lines
        if other.text.startswith(line.text) and _NOUN.search(other.text) and kind_of_title(other.text) == kind
    )
    return next(longer, line).text


def _parts(line: str) -> list[str]:
    """Return the parts of a running header or footer without page numbers and dates."""
    parts = re.split(r"\s*[|•]\s*|\s+[-\u2013\u2014]\s+|\s{2,}|\bPage \d+.*$", line)
    return [part.strip() for part in parts if part and part.strip()]


def _plain_title(told: Telling) -> str:
    lines = [line.text for line in told.lines if line.parts == 1]
    named = [line for line in lines if _NOUN.search(line) and not _LAW.search(line)]
    return (
        next(iter((*named, told.property_title, *told.headings)), "")
        if named or told.property_title
        else next(iter(told.headings), "")
    )


def without_school(title: str, school: str) -> str:
    """Return a title without the school's name before or behind it, where a title is left.

    >>> without_school("HARBOUR LANE SCHOOL: SEND POLICY", "Harbour Lane School")
    'SEND POLICY'
    """
    name = re.escape(school)
    rest = re.sub(rf"(?i)^{name}\W*|\W*{name}$", "", title) if school else title
    return rest if kind_of_title(rest) == kind_of_title(title) and rest else title


def school_of(told: Telling) -> str:
    """Return the school's name, "" where the document does not give it: at its head, in its headers, most often."""
    scores: Counter[str] = Counter()
    for text, weight in (
        *((line, 6) for line in told.opening.splitlines()),
        *((line, 5) for line in told.furniture),
        (told.property_title, 4),
        *((line, 1) for line in told.text.splitlines()),
    ):
        for name in names_in(text):
            scores[name] += weight
    # A school that is named once or twice in the text alone is as likely to be a neighbour.
    scores = Counter({name: score for name, score in scores.items() if score >= _OFTEN})
    if not scores:
        return ""
    # "Park School" and "Park School and Nursery" are one school: the longer name takes the shorter one's mentions.
    for longer in list(scores):
        for shorter in list(scores):
            if shorter != longer and shorter in longer and scores[longer] > 1:
                scores[longer] += scores[shorter]
    return max(scores, key=lambda name: (scores[name], len(name)))


def names_in(line: str) -> list[str]:
    """Return the names of schools in a line.

    >>> names_in("Welcome to Harbour Lane Primary School, where every child counts.")
    ['Harbour Lane Primary School']
    """
    if line.isupper():
        line = in_name_case(" ".join(line.split()))
    found = []
    for match in _NAME.finditer(line):
        end = match.end(1)
        while longer := _LONGER.match(line[end:]):
            end += longer.end()
        name = _OPENERS.sub("", line[match.start(1) : end]).strip(" ,")
        name = re.sub(r"^.*\. (?=[A-Z]\w{2,})", "", name) if not re.match(r"(?:St|Dr|Mt)\. ", name) else name
        last = re.split(r" (?:for|at|with|to) (?=[A-Z])", name)[-1]
        name = last if len(last.split()) > 1 else name
        if len(name.split()) > 1 and not _GENERIC.match(name):
            found.append(name)
    return found
