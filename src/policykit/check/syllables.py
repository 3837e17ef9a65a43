"""How many syllables a word has, by its spelling: rules and a short list of exceptions, with no dictionary to fetch."""

import re
from functools import lru_cache

_EXCEPTIONS = {
    word: count
    for count, words in {
        1: "aisle tier tiers yard",
        2: "argue brilliant business businesses cafe carriage cashier catholic chocolate conscience cruel dr "
        "elsewhere evening evenings every framework frameworks frontier fuel genius hundred judgement "
        "judgements lion marriage marriages maybe mr mrs naive persuade persuades pigeon premier rhythm "
        "rhythms sciences soldier soldiers someone sphere vegetables wednesday",
        3: "anyone area areas beforehand behavior element elements everyday everyone everything everywhere "
        "familiar idea ideas interviewing lineage linear museums nuclear parliament recipe recipes rodeo "
        "simile theatre theatres tuition valuable vegetable video videos visually whoever",
        4: "apostrophes apprenticeship apprenticeships catastrophe coordinated diabetes european everybody "
        "initiative initiatives laboratories reality unfamiliar",
    }.items()
    for word in words.split()
}
_VOWELS = re.compile(r"[aeiouy]+")
_GLIDE = re.compile(r"(?<=[aeiou])y(?=[aeiou])")
_COMPOUND = re.compile(
    r"^(?:under|out|over|fore|un|re|house)?(?:some|safe|life|there|where|home|time|base|fore|care|like|white|name|line|mile|rule|"
    r"store|note|guide|space|make|take|nine|wide|stage|face|whole|live|time|place|trade|size|work|game|case|drive|side|house)"
    r"(?=[bcdfghjklmnpqrstvwxz](?!ver))(?!rs?$|n$|st$|ver|d$|ns$|ned$|s$|nt)"
)
_SILENT = re.compile(
    r"(?<=[^aeiouytd])(?<![^aeiouylr]l)ed(?=(?:ly|ness)?$)"
    r"|(?<=[^aeiouysxzcgh])(?<![^aeiouyr]l)(?<![ct]r)es$"
    r"|(?<=[^aeiouycs]h)es$"
    r"|(?<=[^aeiouy])(?<![^aeiouyr]l)(?<![ct]r)e$|(?<=[gq])ues?$|(?<=[gq])ued$|a(?=lly$)(?<=ica)"
    r"|(?<=[aeiouy][bcdfghkmnpqrstvwxzl])e(?=(?:ment|ments|ly|ful|fully|less|ness|some|ty)$)"
    r"|(?<=[aeiouy][nrlgsv][cgstvrd])e(?=(?:ment|ments|ly|ful|fully|less|ness)$)"
)
_TWO = re.compile(
    r"(?<![ctsg])ia(?!ge)|(?<=ct)ia(?=t)|[ctsx]iat|gian?t|(?<![ctsgxnlh])io(?!ur)|(?<![ctsgxnl])iou(?!r)|(?<=[ln])io(?=u|l|$)|(?<=[aeiouy]t)io$"
    r"|iu(?=m|s)|(?<![qg])ua(?!de)|(?<=[^aeiouyqg])ue(?=n[ct])|cre(?=at(?!u))|^re(?=a(?:ss|ct|dj|pp|rr|ffi)|i[nmt]|e|o|u)|^pre(?=e|o)"
    r"|^co(?=op|ord|e|in[cs]|au)|^un(?=$)|[^q]uity|[^q]u(?=itive|ous|ing$)|o(?=ing(?:s|ly)?$)|e(?=ings?$)|i(?=ing$)|[^aeiou]y(?=ings?$)"
    r"|(?<![ct])ie(?=n[ct])|(?<=s)cie(?=n)|ie(?=t)|(?<=[^aeiou])i(?=e(?:r|rs|st)$)|a(?=ic)|sms?$|e(?=um$)|o(?=e(?:m|t)s?$)"
    r"|(?<=[^aeiou])e(?=o(?:us|graph|log|metr|n$))|oa(?=sis)|u(?=ist)|(?<=t)ua(?=l)|i(?=e(?:ty|ties)$)|(?<=ps)y(?=a)|y(?=a)|(?<=r)y(?=o)"
)
_PAIR = re.compile(r"[aeiouy]{2}|sms?$")
"""Only words with two vowels together, or with the last sound of "autism", may have more syllables than vowels."""
_LETTERS = re.compile(r"[a-z]+")
_SPOKEN = {"w": 3}
_MOST_LETTERS = 5
"""Capitals up to this many are said letter by letter, unless they are known to be said as a word."""
_SAID = frozenset(
    {
        "SEND",
        "SENCO",
        "SENCOS",
        "SENDCO",
        "CAMHS",
        "ELSA",
        "SALT",
        "INSET",
        "SATS",
        "PECS",
        "NASEN",
        "MENCAP",
        "COVID",
        "NASA",
        "PIN",
        "TEACCH",
    }
)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return the syllables of one word, at least 1; parts joined by hyphens are counted one by one.

    Short words in capitals are read letter by letter, apart from those that are said as words.

    >>> [syllables(word) for word in ("help", "provision", "EHC", "SENCO", "well-being", "didn't")]
    [1, 3, 3, 2, 3, 2]
    """
    bare = word.removesuffix("s") if word[:-1].isupper() else word
    if len(bare) > 1 and bare.isupper() and len(bare) <= _MOST_LETTERS and bare not in _SAID and word not in _SAID:
        return sum(_SPOKEN.get(letter.lower(), 1) for letter in bare if letter.isalpha())
    lower = word.casefold().replace("\u2019", "'")
    known = _EXCEPTIONS.get(lower)
    if known:
        return known
    if lower.endswith("n't"):
        return _of_part(lower[:-3]) + (lower not in {"can't", "won't", "don't", "aren't", "weren't"})
    parts = [part for part in re.split(r"[-'\u2010\u2011]", lower) if _LETTERS.search(part)]
    return max(1, sum(_of_part(part) for part in parts if len(part) > 1 or len(parts) == 1))


def _of_part(part: str) -> int:
    known = _EXCEPTIONS.get(part)
    if known:
        return known
    text = _GLIDE.sub("j", part) if "y" in part else part
    # Most words have none of what the rules are about, and asking that first is much faster.
    if "e" in text:
        compound = _COMPOUND.match(text)
        if compound and compound.group().endswith("e") and compound.end() < len(text):
            text = text[: compound.end() - 1] + text[compound.end() :]
        text = _SILENT.sub(_without_e, text)
    more = 0
    if _PAIR.search(text):
        more = len(_TWO.findall(text))
    return max(1, len(_VOWELS.findall(text)) + more)


def _without_e(match: re.Match[str]) -> str:
    return match.group()[1:] if match.group() in {"ed", "es"} else ""
