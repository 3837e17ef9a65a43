"""What came from a site: a document, a page, a page that is itself a document on SEN; and a safe name for its file."""

import re
import unicodedata
from pathlib import PurePosixPath

from policykit.collect.addresses import last_name
from policykit.collect.asking import Answer
from policykit.collect.reasons import NotCollected
from policykit.collected import Reason
from policykit.errors import DocumentError
from policykit.read.sniff import sniff

SUFFIXES = {
    "pdf": ".pdf",
    "docx": ".docx",
    "doc": ".doc",
    "odt": ".odt",
    "rtf": ".rtf",
    "text": ".txt",
    "markdown": ".md",
}
_PAGES = {"text/html", "application/xhtml+xml"}
_TEXTS = {"text/plain", "text/markdown"}
_FEWEST_WORDS = 150
_LONGEST_NAME = 80
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*]+")
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_OF_A_PROGRAM = re.compile(r"\.(?:pdf|docx?|docm|odt|rtf|txt|md|html?|aspx?|php\d?|ashx|cfm|jsp)$", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"(?i)^(?:download|attachment|document|file|view|get|open|click here|here|index|default|\d+|[0-9a-f-]{20,})?$"
)


def format_of(answer: Answer) -> str:
    """Return the format of what came: html, or one of SUFFIXES; raises NotCollected for anything else."""
    final, status = answer.final, answer.status
    if not answer.data:
        raise NotCollected(Reason.WRONG_TYPE, "What came is empty.", status=status, final=final)
    try:
        found = sniff(answer.data, last_name(final))
    except DocumentError as error:
        why = f"It is no document that can be read: {error.what}."
        raise NotCollected(Reason.WRONG_TYPE, why, status=status, final=final) from error
    if found == "html" or (found in {"text", "markdown"} and answer.content_type in _PAGES):
        return "html"
    if found in {"text", "markdown"} and answer.content_type not in _TEXTS:
        raise NotCollected(Reason.WRONG_TYPE, status=status, final=final)
    if found not in SUFFIXES:
        raise NotCollected(Reason.WRONG_TYPE, status=status, final=final)
    return found


def is_sen_document(data: bytes) -> bool:
    """Tell whether a web page's own text is a report, policy or plan on SEN, and not only a page that links to one."""
    from policykit.read.apart import read_bytes_apart
    from policykit.read.kind import about

    try:
        document = read_bytes_apart(data, "page.html")
    except DocumentError:
        return False
    return document.words() >= _FEWEST_WORDS and about(document).kind not in {"other", "prospectus"}


def name_for(address: str, words: str, suffix: str) -> str:
    """Return a file's name: the one it has on the site, else the words of its link; safe on every system.

    >>> name_for("http://example.org/a/SEN%20policy.pdf?v=2", "here", ".pdf")
    'SEN policy.pdf'
    >>> name_for("http://example.org/download.asp?id=7", "Our SEN report", ".pdf")
    'Our SEN report.pdf'
    """
    stem = _OF_A_PROGRAM.sub("", last_name(address)) if address else ""
    if (
        not address
        or _SAYS_NOTHING.match(stem)
        or PurePosixPath(last_name(address)).suffix.casefold() not in SUFFIXES.values()
    ):
        stem = _OF_A_PROGRAM.sub("", words) or stem
    return safe_name(stem or "document", _LONGEST_NAME) + suffix


def safe_name(text: str, longest: int) -> str:
    """Return a text as part of a path: no separator, no dots at its ends, no name that a system keeps for itself.

    >>> safe_name("../../etc/passwd", 80), safe_name("CON", 80)
    ('etc passwd', 'CON_')
    """
    plain = unicodedata.normalize("NFC", text).encode("utf-8", "ignore").decode()
    plain = "".join(letter for letter in plain if unicodedata.category(letter) not in {"Cf", "Cc", "Cs", "Co", "Cn"})
    parts = (part.strip(" .") for part in _UNSAFE.split(plain))
    joined = " ".join(part for part in parts if part)
    cut = joined[:longest]
    while len(cut.encode()) > 2 * longest:
        cut = cut[:-1]
    if len(cut) < len(joined) and " " in cut[longest // 2 :]:
        cut = cut.rpartition(" ")[0]
    cut = cut.strip(" .-_,") or "document"
    return f"{cut}_" if _RESERVED.match(cut) else cut
