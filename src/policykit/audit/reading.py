"""One file, read once and kept: the document without pupils' names, and what its words tell of it by themselves."""

import json
import pickle
import re
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from policykit.audit.rounds import Problem
from policykit.errors import DocumentError
from policykit.model.document import Document, Gap, HowRead, Layer
from policykit.read.apart import USUAL, Limits, ReadingStoppedError, document_in, read_bytes_apart
from policykit.read.opening import bytes_of
from policykit.read.sniff import suffix_note

_SHINGLE = 5
_SKETCH = 96
"""So many of the smallest hashes tell how alike two texts are to within about a tenth."""
_QUICK = 1
"""zlib's fastest level: three times the size of nothing, a tenth of the time of its best."""
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the words of one file tell by themselves, whoever's it is.

    `foreign` is the sentence where it is plainly another kind's or nation's, `same` a hash of its words, `sketch` the
    smallest hashes of its runs of words. `modified` is the file's own, as ISO text.
    """

    format: str = ""
    kind: str = ""
    foreign: str = ""
    title: str = ""
    school: str = ""
    pages: int | None = None
    words: int = 0
    ocr_pages: int = 0
    last_review: str = ""
    next_review: str = ""
    modified: str = ""
    sencos: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    same: str = ""
    sketch: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was read: `content` is None where it was not, and `facts.problems` says why.

    `lasts` is False where another try may well end otherwise (the file vanished, was locked, took too long on a busy
    computer). `limited` where it was stopped by its limits, and only others may read it.
    """

    sha256: str
    facts: Facts
    content: bytes | None = None
    lasts: bool = True
    limited: bool = False


def read_one(
    path: Path, shown: str, sha256: str, as_at: date, data: bytes | None = None, limits: Limits = USUAL
) -> Kept:
    """Return what a file holds; never raises for the file's sake. `data` are its bytes where they are to hand.

    `as_at` is the day of the audit, which only tells whether days named without a year are past, and that nobody has
    reviewed anything later.
    """
    if data is None:
        try:
            data = bytes_of(path, shown)
        except DocumentError as error:
            return Kept(sha256, Facts(problems=(_problem(error),)), lasts=False)
    if not sha256 or hash_of(data) != sha256:
        what, remedy = "the file changed while the audit was running", "Run the audit again."
        return Kept(sha256, Facts(problems=(Problem(what, remedy),)), lasts=False)
    try:
        document = read_bytes_apart(data, shown, limits)
    except ReadingStoppedError as error:
        return Kept(sha256, Facts(problems=(_problem(error),)), lasts=error.is_sure, limited=True)
    except DocumentError as error:
        return Kept(sha256, Facts(problems=(_problem(error),)))
    except Exception as error:  # noqa: BLE001 - one file must never end an audit of hundreds
        what = f"PolicyKit itself stumbled over this file ({type(error).__name__})"
        remedy = "Please report it: run policykit check on this file to see the details."
        return Kept(sha256, Facts(problems=(Problem(what, remedy),)))
    from policykit.check.pupils import masked

    document = masked(document)
    return Kept(sha256, facts_of(document, as_at), packed(document))


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hex."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def packed(document: Document) -> bytes:
    """Return a document as it is kept; its path is left out, since the same bytes may lie in many places."""
    bare = replace(document, origin=replace(document.origin, path="", suffix_note=""))
    return zlib.compress(pickle.dumps(bare, protocol=pickle.HIGHEST_PROTOCOL), _QUICK)


def unpacked(content: bytes, path: str) -> Document:
    """Return a kept document under its path; nothing but a document comes out of it, whoever wrote the store."""
    document = document_in(zlib.decompress(content))
    note = suffix_note(document.origin.format, path)
    return replace(document, origin=replace(document.origin, path=path, suffix_note=note))


def facts_of(document: Document, as_at: date) -> Facts:
    """Return what a document's words tell by themselves."""
    from policykit.check.dates import find_dates
    from policykit.check.recognise import RECOGNISERS
    from policykit.check.sencos import sencos_in
    from policykit.read.kind import about

    seen = about(document)
    days = find_dates(document, as_at)
    # Nobody has reviewed anything on a day that is still to come: such a day was misread, or misprinted.
    told = [(one.kind, one.day) for one in days if one.kind == "next-review" or one.day <= as_at]
    latest = {kind: max((day for name, day in told if name == kind), default=None) for kind in _DAYS}
    contacts = {
        re.sub(r"\s+", " " if name == "phone" else "", block.text[start:end]).strip().casefold()
        for block in document.blocks
        for name in ("phone", "email")
        for start, end in RECOGNISERS[name](block)
    }
    words = _words(document)
    return Facts(
        format=document.origin.format,
        kind=seen.kind,
        foreign=seen.foreign,
        title=seen.title,
        school=seen.school,
        pages=document.pages,
        # Numbers alone are no text that could be judged.
        words=document.words() if any(letter.isalpha() for word in words for letter in word) else 0,
        ocr_pages=sum(page.how is HowRead.OCR for page in document.coverage),
        last_review=_iso(latest["last-review"] or latest["approved"]),
        next_review=_iso(latest["next-review"]),
        modified=document.properties.get("modified", ""),
        sencos=tuple(dict.fromkeys(one.surname for one in sencos_in(document.blocks))),
        contacts=tuple(sorted(contacts)),
        same=hash_of(" ".join(words).encode()),
        sketch=_sketch(words),
        problems=tuple(_of_gap(gap) for gap in document.gaps),
    )


_DAYS = ("last-review", "approved", "next-review")


def likeness(one: Facts, other: Facts) -> float:
    """Return how much of two texts is the same, from 0 to 1, told from their sketches."""
    smallest = sorted({*one.sketch, *other.sketch})[:_SKETCH]
    both = set(one.sketch) & set(other.sketch)
    return sum(value in both for value in smallest) / len(smallest) if smallest else 0.0


def facts_to_json(facts: Facts) -> str:
    """Return facts as the store keeps them."""
    return json.dumps(asdict(facts), ensure_ascii=False, sort_keys=True)


def facts_from_json(text: str) -> Facts:
    """Return facts that the store kept."""
    shape: dict[str, Any] = json.loads(text)
    for name in ("sencos", "contacts", "sketch"):
        shape[name] = tuple(shape[name])
    shape["problems"] = tuple(Problem(**problem) for problem in shape["problems"])
    return Facts(**shape)


def _words(document: Document) -> list[str]:
    blocks: Iterable[str] = (b.text for b in document.blocks if b.layer in {Layer.BODY, Layer.NOTE})
    return _WORD.findall(" ".join(blocks).casefold())


def _sketch(words: list[str]) -> tuple[int, ...]:
    runs = {zlib.crc32(" ".join(words[at : at + _SHINGLE]).encode()) for at in range(max(1, len(words) - _SHINGLE + 1))}
    return tuple(sorted(runs)[:_SKETCH])


def _problem(error: DocumentError) -> Problem:
    return Problem(error.what, error.remedy)


def _of_gap(gap: Gap) -> Problem:
    return Problem(gap.what, gap.remedy, gap.where, gap.hides_text)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
