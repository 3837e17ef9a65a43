"""Whether the end of a line parts two words, or falls within one: a compound, a range of years, an address."""

import re

from policykit.read.pdf_lines import MARKS

_AND = frozenset({"and", "or", "to"})
_ADDRESS = re.compile(r"https?://|www\.|[\w.+-]@\w", re.IGNORECASE)
_ENDINGS = frozenset(
    {"ac", "biz", "ca", "cloud", "co", "com", "digital", "edu", "education", "eu", "example", "gov", "ie", "info"}
    | {"int", "io", "london", "me", "net", "online", "org", "sch", "school", "scot", "site", "uk", "us", "wales"}
)
_HOST = re.compile(r"(?:https?://)?[^/?#]*", re.IGNORECASE)
_RUNS_ON = ("/", "_", "=", "&", "?", "@")


def parts_words(before: str, after: str, *, alone: bool) -> bool:
    """Return whether a space belongs between the last token of a line and the first of the next one.

    `alone` means that the line holds nothing but that token: where it is an address, it was too long for its cell.

    >>> parts_words("send@hill.sch.exam", "ple", alone=True), parts_words("send@hill.sch.uk", "or", alone=True)
    (False, True)
    """
    if before.endswith(MARKS):
        return False
    if before[-1:] == "-":
        word = before[-2:-1].isalpha() and after[:1].islower() and after not in _AND
        return not (word or (before[-2:-1].isdigit() and after[:1].isdigit()))
    if not _ADDRESS.search(before) or not (after[:1].isascii() and (after[:1].isalnum() or after[:1] in "./_")):
        return True
    return not _address_goes_on(before, after, alone=alone)


def _address_goes_on(before: str, after: str, *, alone: bool) -> bool:
    """Return whether an address at the end of a line is finished by what the next line begins with."""
    bare = after.rstrip(".,;:)")
    if after[0] in "./_":
        return len(bare) > 1 and bare[1:2].isalnum()
    if before.endswith(_RUNS_ON):
        return any(character in "/-_.=&?" or character.isdigit() for character in bare)
    if after[0].isupper():
        return False
    host = (_HOST.match(before.rsplit("@", 1)[-1]) or [""])[0]
    last = host.rsplit(".", 1)[-1].lower()
    if len(host) < len(before.rsplit("@", 1)[-1]):
        return alone and any(character in "/-_.=&?" for character in bare)
    if not last:
        return bare.split(".")[0] in _ENDINGS
    return alone and (last not in _ENDINGS or f"{last}{bare}" in _ENDINGS)
