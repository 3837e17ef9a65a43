"""Whether words of an old document can stand as a school's answer: whole, the school's own, and about special needs."""

import re

_TORN = re.compile(r"\b(?:a|an|the|and|or|nor|but|our|your|their|its|any|every|each)[ .,;:-]*$")
"""No sentence ends on these, whatever mark follows."""
_TORN_OPEN = re.compile(
    r"\b(?:of|to|for|with|by|from|in|on|at|as|into|about|between|through|than|that|which|who|is|are|was|were|will|be|"
    r"has|have|can|may|must|if|when|where|should)[ ,;–-]*$"
)
"""Nor on these, where no mark ends it."""
_AFTERTHOUGHT = re.compile(r"\([^()]*\)[.;]?")
_POINTER = re.compile(
    r"(?:please )?(?:see|refer to|cf\.?|e\.g\. see)\b(?! (?:the |your )?(?:class|sen|teacher|us))", re.IGNORECASE
)
_LAW = re.compile(
    r"(?:all )?(?:schools|local authorities|governing (?:bodies|boards)) "
    r"(?:must|are (?:also )?required to|have a (?:legal |statutory )?duty to)\b",
    re.IGNORECASE,
)
"""What the law asks of any school, which says nothing of this one."""
_DUTY = re.compile(
    r"(?:under the (?:equality|education|children and families) act[^,.]*,? )?(?:the |our |each |every )?"
    r"(?:school|academy|trust|college|governors|governing (?:body|board)|board of trustees|we)"
    r"(?:,? under [^,.]+,?)? (?:(?:also )?(?:has|have) (?:a|the|an) (?:\w+ ){0,2}dut(?:y|ies) (?:to|under|not)|"
    r"(?:acknowledges?|recogni[sz]es?|accepts?|(?:is|are) aware of) (?:its|our|the|their) (?:\w+ ){0,2}dut(?:y|ies)|"
    r"(?:is|are) (?:legally |also )?(?:required|obliged) (?:by law )?(?:to|by|under))\b",
    re.IGNORECASE,
)
"""What the law asks of this school, in which nobody says that it is done."""
_SAYS = re.compile(
    r"(?:the )?(?:(?:statutory |national |government )?guidance|law|(?:new |SEN\w* )*code(?: of practice)?|equality act[^,.]*|"
    r"children and families act[^,.]*|regulations?) (?:\w+ )?(?:requires?|says?|states?|asks?|expects?|demands?)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"\b(?:has|have|means?) (?:a )?(?:special|SEN|learning diff)", re.IGNORECASE)
_TITLE_OF_LAW = re.compile(r"\b(?:[A-Z][\w'’]+ ){1,8}(?:Act|Regulations|Order)\b|\bCode of Practice\b|\bSchedule \d")
_MANY_LAWS = 2
_NO_NEEDS = re.compile(
    r"\b(?:not|isn['’]t|aren['’]t)\b(?: \w+){0,5}? (?:indicators? of |signs? of )?(?:a )?"
    r"(?:special educational needs?|special needs?|SEND?)\b.{0,80}\b(?:impact|affect|influence|progress|attainment)|"
    r"^what is not (?:SEND?|a? ?special)|\b(?:is|are) not (?:considered |classed as |in itself |themselves )*SEND?\b",
    re.IGNORECASE,
)
_STEPS = ("assess", "plan", "do", "review")
_MOST_STEPS = 3
_NAME_LENGTH = 6
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|shall|can|could|may|might|must|should|"
    r"we|you|they|he|she|us|there)\b|n['’]t\b|['’](?:ll|re|ve)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^)]*\)?")
_FULL_STOP = re.compile(r"[.!?]\s")
_SUBORDINATE = re.compile(
    r"\b(?:as|where|when|if|which|that|who|whose|so|because|while|before|after|until)\b", re.IGNORECASE
)
_CLOSED = (".", "!", "?", '."', ".”", ".)")
_YEAR_AT_END = re.compile(r"\b(?:19|20)\d\d\W*$")
_NAMED = re.compile(
    r"\bSENC?D?\b|\bSEND?CO|\bEHCP?s?\b|\bIEPs?\b|\bspecial (?:educational )?needs?\b|\bspecial education|\bdisab|"
    r"\bneeds\b|\bdyslex|\bautis|\bimpair|\bdifficult|\binclusion\b|\bstatement(?:s|ed)?\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[^:.!?]{3,60}: \S")
_GENERAL = re.compile(
    r"\b(?:information|introduction|overview|appendix|annex|contents|summary|notes?|aims|objectives|rationale|background|"
    r"definitions?|responsibilities|policy)\b",
    re.IGNORECASE,
)
"""Words of headings that say of nobody what is under them."""
_FEW = 12
_LONGEST_HEADING = 9


def breaks_off(text: str) -> bool:
    """Return whether words end in the middle of a sentence, as where a line was torn from the next.

    >>> breaks_off("Please contact the office on")
    True
    """
    return bool(_TORN.search(text) or _TORN_OPEN.search(text))


def is_sentence(text: str) -> bool:
    """Return whether words say something of somebody and are no title, label or entry of a list.

    >>> [is_sentence(text) for text in ("Quality first teaching", "Oversees the register", "Plans are reviewed")]
    [False, False, True]
    """
    return bool(_VERB.search(_BRACKETS.sub("", text)))


def has_subject(text: str) -> bool:
    """Return whether the first sentence says who does what, as entries under a heading such as "Teachers" often do not.

    >>> [has_subject(text) for text in ("Attend training as needs are found", "Plans are reviewed")]
    [False, True]
    """
    first = _FULL_STOP.split(text, maxsplit=1)[0]
    return is_sentence(_SUBORDINATE.split(first, maxsplit=1)[0] if not _SUBORDINATE.match(first) else first)


def is_law_of_any_school(text: str) -> bool:
    """Return whether a sentence begins by saying what schools have to do."""
    return bool(_LAW.match(text))


def is_recital(text: str) -> bool:
    """Return whether a sentence only says what the law asks of this school, or names one law after another.

    >>> [
    ...     is_recital(text)
    ...     for text in ("The school has a duty to adjust.", "We adjust what we do under the Equality Act.")
    ... ]
    [True, False]
    """
    if _DUTY.match(text) or (_SAYS.match(text) and not _DEFINES.search(text)):
        return True
    return len(_TITLE_OF_LAW.findall(text)) >= _MANY_LAWS


def tells_of_no_needs(text: str) -> bool:
    """Return whether words introduce what is no special need, though it may hold a pupil back.

    >>> tells_of_no_needs("The following are not SEN but may affect progress:")
    True
    """
    return bool(_NO_NEEDS.search(text))


def is_cycle(texts: list[str]) -> bool:
    """Return whether entries of a list are the steps assess, plan, do and review, which say one thing together."""
    firsts = [re.sub(r"\W", "", text.split(maxsplit=1)[0]).casefold() for text in texts if text.split()]
    return sum(any(first == step for first in firsts) for step in _STEPS) >= _MOST_STEPS


def are_names(texts: list[str]) -> bool:
    """Return whether the entries of a list are names of things rather than sentences, and say little one by one."""
    bare = [_BRACKETS.sub("", text) for text in texts]
    return bool(texts) and all(len(text.split()) <= _NAME_LENGTH and not is_sentence(text) for text in bare)


def can_stand(text: str, *, found: bool) -> bool:
    """Return whether one sentence may answer anything; `found` says that the check's own rules count it as evidence."""
    words = text.strip(" •·▪-–")
    if breaks_off(words) or _AFTERTHOUGHT.fullmatch(words) or _POINTER.match(words):
        return False
    if is_law_of_any_school(words) or is_recital(words):
        return False
    if is_sentence(words):
        return True
    # A line of a table of versions, or a title: rules may be misled by its words as a reader is not.
    return not _YEAR_AT_END.search(words) and (found or words.endswith(_CLOSED) or len(words.split()) >= _FEW)


def names_special_needs(text: str) -> bool:
    """Return whether words are about pupils with special needs or disabilities, and not about the school at large."""
    return bool(_NAMED.search(text))


def are_labelled(texts: list[str]) -> bool:
    """Return whether most entries of a list begin with a label of their own, so that each says its own thing."""
    return sum(bool(_LABELLED.match(text)) for text in texts) * 2 > len(texts)


def can_introduce(heading: str) -> bool:
    """Return whether a heading can stand as the line that a list under it begins with."""
    return not heading.endswith("?") and 0 < len(heading.split()) <= _LONGEST_HEADING and not _GENERAL.search(heading)
