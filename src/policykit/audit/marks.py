"""The signs of the matrix: a letter and a colour for every verdict, so that colour is never the only sign."""

from policykit.audit.standing import Standing
from policykit.model.finding import Counts, Status

MEANING = {
    "M": "found",
    "M+": "found in another of the school's documents",
    "P": "found in part; the law requires the report to say it",
    "p": "found in part; the Code or good practice asks for it, or it could say more",
    "N": "not found; the law requires the report to say it",
    "n": "not found; the Code or good practice asks for it, or it belongs in another document",
    "C": "cannot tell: words that may say it could not be read",
    "–": "not asked of this school or document",
}
UNSURE = "?"
"""Behind a letter: please look yourself. Left out of every count."""
HERS = "*"
"""Behind R, A or G: the adviser's own rating, which counts instead of the program's."""

QUIET = ("M", "M+", "–")
"""Letters behind which there is the least to look up: where links are scarce they go without."""

COLOURS = {
    "met": ("CDE8D5", "12381F"),
    "partial": ("FBE3B0", "4A3200"),
    "partial-soft": ("FDF3DA", "4A3200"),
    "missing": ("F2B8B5", "5C0F0B"),
    "missing-soft": ("FBE6E4", "5C0F0B"),
    "cannot-tell": ("DAD7EE", "2C2560"),
    "not-applicable": ("FFFFFF", "5A5A5A"),
    "": ("FFFFFF", "1A1A1A"),
}
"""Paper and ink for each look; every pair is above 7:1."""

_HERS = {Status.MET: "G", Status.PARTIAL: "A", Status.MISSING: "R"}


def sign(one: Standing) -> str:
    """Return the letter of a verdict, with its mark."""
    if one.hers:
        return _HERS[one.status] + HERS
    status = one.status
    if status is Status.MET:
        letter = "M+" if one.finding.counts is Counts.ELSEWHERE else "M"
    elif status in {Status.PARTIAL, Status.MISSING}:
        letter = "P" if status is Status.PARTIAL else "N"
        letter = letter if one.gap else letter.lower()
    else:
        letter = "C" if status is Status.CANNOT_TELL else "–"
    return letter + (UNSURE if not one.sure and letter not in {"C", "–"} else "")


def look(one: Standing) -> str:
    """Return the key of the colours of a verdict."""
    soft = one.status in {Status.PARTIAL, Status.MISSING} and not one.gap and not one.hers
    return f"{one.status.value}{'-soft' if soft else ''}"


def explained() -> tuple[str, ...]:
    """Return the key to the signs, a sentence each."""
    return (
        *(f"{letter}  {words}." for letter, words in MEANING.items()),
        f"{UNSURE}  behind a letter: we are not sure, please look yourself; left out of every count.",
        f"{HERS}  R*, A*, G*: your own rating from the sheet Evidence, which counts instead of ours.",
    )
