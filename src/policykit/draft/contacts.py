"""The school's own contact details as its documents print them: telephone, e-mail, website, address, head and chair.

Every one has to stand with the school itself: in a running header or footer, at the top of the document, or in words
that say whose it is. One that may be another body's is left out, since a parent would ring it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.draft.passages import OldDocument
from policykit.model.document import Block, Layer, Span

_PHONE = re.compile(r"(?<![\d/])(?:\+44 ?(?:\(0\) ?)?|\(?0)\d{2,4}\)?(?:[ -]?\d{3,4}){2,3}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(r"\b(?:https?://)?((?:www\.)[\w-]+(?:\.[\w-]+)+)|https?://([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b")
_OURS = re.compile(
    r"\b(?:school office|main office|office|reception|switchboard|(?:the|our) school(?:['’]s)?|school (?:tele)?phone|"
    r"school e-?mail|school website|website|admin(?:istrat\w+)?)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"SENDIAS|\bSEND ?IAS|\bparent partnership|\binformation,? advice|\bhelp ?line|\bcharity|\bNHS\b|\bhospital|\bclinic\b|"
    r"\bcouncil\b|\blocal (?:offer|authority)\b|\bCAMHS\b|\bSENCO\b|\bSENDCO\b|\bco-?ordinator|\bofsted\b|\bombudsman|\btribunal|"
    r"\bservices?\b|\bteam\b|\bforum\b|\bsociety\b|\bassociation\b|\bDfE\b|\bdepartment\b|\bcopyright\b|\bdesigned by\b",
    re.IGNORECASE,
)
_OFFICE_BOX = re.compile(
    r"^(?:office|admin|administrator|enquir(?:y|ies)|info|information|reception|school|contact|contactus|mail|general|post)\b",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"(?:\.gov\.uk|\.nhs\.uk|\.nhs\.net|gmail\.com|outlook\.com|hotmail\.\w+)$", re.IGNORECASE)
_SCHOOL_DOMAIN = re.compile(r"\.sch\.[a-z]+$", re.IGNORECASE)
_TOP = 14
"""So many blocks at the head of a document are its letterhead or cover."""
_LONGEST_ADDRESS, _LONGEST_LINE = 22, 6
"""Words of an address on one line, and of one line of an address."""
_LABEL = re.compile(r"^(?:(?:school |our )?(?:postal )?address|at)\s*:\s*", re.IGNORECASE)
_PERSON = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Revd|Sir|Dame)\.? (?:[A-Z]\.? ?)*(?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+){0,2})"
_HEAD_TITLE = r"(?:(?:Executive |Acting |Interim )?Head ?[Tt]eacher|Head[- ]?[Tt]eacher|Head of School|Principal)"
_CHAIR_TITLE = r"(?:Chair(?:man|woman|person)? of (?:the )?(?:Governors|Governing (?:Body|Board)|Trustees))"
_SMALL = frozenset({"the", "school", "primary", "secondary", "junior", "infant", "academy", "church", "saint", "high"})


@dataclass(frozen=True, slots=True)
class Contact:
    """One detail: its words, and where they stand."""

    text: str
    span: Span


def phones(old: OldDocument) -> Iterator[Contact]:
    """Give the school's telephone numbers, the likeliest first."""
    yield from _all(old, _PHONE)


def emails(old: OldDocument) -> Iterator[Contact]:
    """Give the school's e-mail addresses: of the office, or of the school's own domain beside its name."""
    for one in _all(old, _EMAIL):
        box, _, domain = one.text.partition("@")
        if _OFFICE_BOX.match(box) and not _PUBLIC.search(domain):
            yield one


def websites(old: OldDocument) -> Iterator[Contact]:
    """Give the school's home page, told by a domain of schools, by its e-mail or by the school's name in it."""
    known = {one.text.partition("@")[2].lower() for one in emails(old)}
    names = [word for word in re.findall(r"[a-z]{4,}", old.report.about.school.lower()) if word not in _SMALL]
    for block in _blocks(old):
        for found in _SITE.finditer(block.text):
            site = (found[1] or found[2]).rstrip(".")
            bare = site.lower().removeprefix("www.")
            named = any(name in bare for name in names) and not bare.endswith((".gov.uk", ".nhs.uk"))
            if _SCHOOL_DOMAIN.search(bare) or named or bare in known:
                scheme = found[0].partition("://")[0] + "://" if "://" in found[0] else ""
                yield Contact(f"{scheme}{site}", Span(block.index, found.start(), found.end()))


def addresses(old: OldDocument) -> Iterator[Contact]:
    """Give the school's postal address where it stands on the cover or in a running line, without the school's name."""
    blocks = old.document.blocks
    for block in _blocks(old):
        found = _POSTCODE.search(block.text)
        if not found or not _is_ours(old, block) or _THEIRS.search(block.text):
            continue
        words = _LABEL.sub("", block.text[: found.end()]).removeprefix(old.report.about.school).strip(" ,|–-")
        # A postcode alone on its line ends an address that stands above it.
        at = block.index if words == found[0] else 0
        while at > 0 and _is_line_of_address(old, blocks[at - 1]):
            at -= 1
            words = f"{blocks[at].text.rstrip(' ,')}, {words}"
        if words != found[0] and len(words.split()) <= _LONGEST_ADDRESS:
            yield Contact(words, Span(block.index, found.start(), found.end()))


def _is_line_of_address(old: OldDocument, block: Block) -> bool:
    text = block.text
    return (
        len(text.split()) <= _LONGEST_LINE
        and text != old.report.about.school
        and not re.search(r"[.:?@]|school|academy", text.lower())
    )


def heads(old: OldDocument) -> Iterator[Contact]:
    """Give the headteacher's name, only where a title such as Mrs and the post stand together."""
    yield from _holders(old, _HEAD_TITLE)


def chairs(old: OldDocument) -> Iterator[Contact]:
    """Give the name of the chair of governors, as `heads` does."""
    yield from _holders(old, _CHAIR_TITLE)


def _holders(old: OldDocument, title: str) -> Iterator[Contact]:
    after = re.compile(rf"\b{title}\b(?:\s*(?:is|:|–|-|,|\())?\s*(?P<who>{_PERSON})")
    before = re.compile(rf"(?P<who>{_PERSON})\s*(?:,|–|-|\(|is (?:the|our))\s*(?:the |our )?{title}\b")
    for block in _blocks(old):
        for pattern in (after, before):
            if found := pattern.search(block.text):
                yield Contact(found["who"], Span(block.index, found.start(), found.end()))


def _blocks(old: OldDocument) -> Iterator[Block]:
    """Give the blocks of the document, running headers and footers first: what stands on each page is the school's."""
    blocks = old.document.blocks
    yield from (one for one in blocks if one.layer is Layer.FURNITURE)
    yield from (one for one in blocks if one.layer in {Layer.BODY, Layer.NOTE})


def _all(old: OldDocument, pattern: re.Pattern[str]) -> Iterator[Contact]:
    for block in _blocks(old):
        for found in pattern.finditer(block.text):
            clause = _clause(block.text, found.start(), found.end())
            if _THEIRS.search(clause):
                continue
            if _OURS.search(clause) or _is_ours(old, block):
                yield Contact(found[0], Span(block.index, found.start(), found.end()))


def _clause(text: str, start: int, end: int) -> str:
    """Return the sentence around a number, told by full stops before a capital."""
    before = max((found.end() for found in re.finditer(r"[.!?]\s+(?=[A-Z])", text[:start])), default=0)
    after = re.search(r"[.!?]\s+(?=[A-Z])", text[end:])
    return text[before : end + after.start() if after else len(text)]


def _is_ours(old: OldDocument, block: Block) -> bool:
    """Return whether a block is the letterhead: a running line, or the first lines once the school has been named."""
    name = old.report.about.school
    if not name:
        return False
    if block.layer is Layer.FURNITURE:
        return True
    above = old.document.blocks[max(0, block.index - 4) : block.index + 1]
    return block.index < _TOP and any(name in one.text for one in above)
