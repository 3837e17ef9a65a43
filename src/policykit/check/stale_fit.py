"""The words to write in the place of a stale reference, made to fit the sentence that they go into.

Article, number, capital, possessive and an abbreviation not yet explained. Where words alone do not do, a person has
to rewrite, and is told why.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from policykit.check.english import a_or_an, is_plural, with_capital
from policykit.check.stale_context import Surroundings
from policykit.check.stale_index import Hit
from policykit.model.document import Block, BlockKind, Document
from policykit.model.stale import Abbreviation

_ARTICLE_INSIDE = re.compile(r"(an?|the)\s+", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"(?<!\w)(an?)\s+$", re.IGNORECASE)
_THE_BEFORE = re.compile(r"(?<!\w)the\s+$", re.IGNORECASE)
_DETERMINED = re.compile(
    r"(?:\b(?:the|an?|our|your|their|its|his|her|my|this|that|these|those|each|every|any|no|some|whose)|'s|s')"
    r"(?:\s+(?:local|new|old|area|county|borough|city|current|national|independent|former|relevant|own|whole|revised))*\s+$|\bDf(?:ES|EE|E)\s+$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s+([A-Za-z]+)")
_AGREES = {"is": False, "was": False, "has": False, "does": False, "are": True, "were": True, "have": True, "do": True}
"""Verbs that show their number: True for the plural."""
_JOINT = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b|\bto\b|,\s*(?:and|or))\s*(?:at\s+|on\s+)?", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\(([A-Za-z]+)\)")
_TAKES_NO_THE = re.compile(r"(?:Part|Schedule|section|regulations?|paragraph)\b|\S+'s\s")
_THIRD_PERSON = re.compile(
    r"(?!(?:as|this|its|his|us|plus|across|was|pupils|students|parents|schools|teachers)\b)[a-z]{2,}s"
)
_CITED = frozenset({"act", "regulations", "guidance"})
_DATED = re.compile(
    r",?\s*\((?:Df\w+,?\s*|HMSO,?\s*)?(?:\w+\s+)?(?:19|20)\d\d\)|\s+(?:19|20)\d\d(?:\s+and\s+(?:19|20)\d\d)?(?!\w|[/-]\d)"
)
_NO_NOUN = re.compile(
    r"\s*$|[.,;:)]|\s+(?:is|are|was|and|or|for|to|by|from|with|in|on|at|has|will|may|can|must|should|then|which|that|before"
    r"|after|when|if|about|under|but|as)\b"
)
_NOUN_ITSELF = re.compile(r"(?:difficult(?:y|ies)|needs?|problems?)\W*(?:\([A-Z]+\))?$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:following|under|after|for|by|with|through|of|requesting|into|undergo|about)\s+$", re.IGNORECASE
)
_LETTERS_AT_MOST = 6
"""So long are letters that stand for words; more capitals are a word that shouts."""
_SHOUTED = 4
"""From so many capitals on a line is in capitals on purpose."""


class Number(Enum):
    """How a replacement is counted: one of several, several, or not at all."""

    ONE = 1
    PLURAL = 2
    NONE = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """Words and the part of the block they replace (end exclusive); `fits` is False where they are advice instead."""

    start: int
    end: int
    words: str
    fits: bool


class Fitting:
    """Makes replacements fit, in the order of one document: an abbreviation is explained where it first stands."""

    def __init__(self, document: Document, abbreviations: Sequence[Abbreviation], around: Surroundings) -> None:
        """Stand ready; the document is searched for an explained abbreviation when one is first needed."""
        self._document = document
        self._abbreviations = [(one, re.compile(rf"\b{one.short}(?P<s>s?)\b")) for one in abbreviations]
        self._around = around
        self._explained: dict[str, tuple[int, int]] = {}
        self._last: tuple[int, int, str] = (-1, 0, "")

    def fit(self, block: Block, hit: Hit) -> Fit:
        """Return the words for a find, or why and how a person has to rewrite."""
        text = self._around.text(block)
        quote = text[hit.start : hit.end]
        words = _chosen(hit, quote)
        if not words or any(after.ready.match(text, hit.end) for after in hit.reference.unfit):
            return Fit(hit.start, hit.end, hit.wanted.rewrite or hit.reference.rewrite, fits=False)
        if text[: hit.start].lower().endswith(("non-", "non ")):
            advice = f"\u201cnon-\u201d before it turns the sense round: write \u201cwithout\u201d or \u201cother than\u201d, and of \u201c{words}\u201d."
            return Fit(hit.start, hit.end, advice, fits=False)
        if self._said_just_before(block, hit, text, words):
            joint = text[self._last[1] : hit.end].strip(" ,")
            advice = f"Take \u201c{joint}\u201d out: \u201c{words}\u201d stands just before and says it all."
            self._last = (block.index, hit.end, words)
            return Fit(hit.start, hit.end, advice, fits=False)
        self._last = (block.index, hit.end, words)
        wrong_verb = _wrong_verb(quote, words, text[hit.end :])
        if wrong_verb:
            advice = f"Write of \u201c{words}\u201d. A person has to do it, since \u201c{wrong_verb}\u201d after it changes too."
            return Fit(hit.start, hit.end, advice, fits=False)
        start, end = _with_its_quotes(text, hit), _without_echo(words, text, hit.end)
        if hit.reference.kind in _CITED and (dated := _DATED.match(text, end)):
            end = dated.end()
        if words.endswith(" needs") and not _NO_NOUN.match(text, hit.end) and not _NOUN_ITSELF.search(quote):
            words = words.removesuffix(" needs")
        counted = bool(hit.wanted.plural or hit.reference.plural)
        number = Number.PLURAL if is_plural(words) else Number.ONE if counted else Number.NONE
        words = self._with_abbreviation(block, hit, text, words)
        sentence = self._around.sentence(block, hit)[0]
        if number is Number.ONE:
            words = _with_own_article(words, text, hit)
        bare = self._is_bare(words) or bool(_TAKES_NO_THE.match(words))
        start, words = _with_article(text, (sentence, start, hit.end), words, number, bare=bare)
        return Fit(start, end, _in_case(text, start, hit.end, sentence, words), fits=True)

    def _said_just_before(self, block: Block, hit: Hit, text: str, words: str) -> bool:
        where, end, said = self._last
        return where == block.index and said == words and bool(_JOINT.fullmatch(text, end, hit.start))

    def _is_bare(self, words: str) -> bool:
        return any(one.bare and words == one.short for one, _ in self._abbreviations)

    def _with_abbreviation(self, block: Block, hit: Hit, text: str, words: str) -> str:
        """Return the words with each abbreviation explained where the document has not explained it before."""
        inside = text.count("(", 0, hit.start) > text.count(")", 0, hit.start)
        if block.kind in {BlockKind.HEADING, BlockKind.CELL} or inside:
            return words
        for one, letters in self._abbreviations:
            found = letters.search(words)
            if (
                not found
                or (one.bare and words != one.short)
                or words[: found.start()].endswith("(")
                or self._explained_at(one) < (block.index, hit.start)
            ):
                continue
            self._explained[one.short] = (block.index, hit.start)
            given = _BRACKETED.match(text, hit.end)
            owned = text[hit.end : hit.end + 1] == "'" and found.end() == len(words)
            bracket = "" if owned or (given and given[1] == one.short) else f" ({one.short}{found['s']})"
            words = f"{words[: found.start()]}{one.long}{found['s']}{bracket}{words[found.end() :]}"
        return words

    def _explained_at(self, one: Abbreviation) -> tuple[int, int]:
        """Return where an abbreviation is first explained, past the end of the document where it never is."""
        if one.short not in self._explained:
            words = [word for word in re.findall(r"\w+", one.long.removeprefix("the ")) if word != "and"]
            spelled = re.compile(r"\b" + r"[\s,/&]+(?:and\s+)?".join(words), re.IGNORECASE)
            places = (
                (block.index, match.start())
                for block in self._document.blocks
                for match in spelled.finditer(self._around.text(block))
            )
            self._explained[one.short] = next(places, (len(self._document.blocks), 0))
        return self._explained[one.short]


def _chosen(hit: Hit, quote: str) -> str:
    """Return the words of the find's own line or of its reference, in the number of the find."""
    wanted, reference = hit.wanted, hit.reference
    if wanted.rewrite:
        return ""
    singular, plural = (
        (wanted.replacement, wanted.plural) if wanted.replacement else (reference.replacement, reference.plural)
    )
    shouted = quote.isupper() and len(quote) > _LETTERS_AT_MOST
    return plural if plural and is_plural(quote.lower() if shouted else quote) else singular


def _wrong_verb(quote: str, words: str, after: str) -> str:
    """Return the verb that would no longer agree, "" where all is well."""
    following = _NEXT.match(after)
    verb = following[1].lower() if following else ""
    if is_plural(quote) == is_plural(words):
        return ""
    if verb in _AGREES:
        return verb if is_plural(quote) is _AGREES[verb] else ""
    return verb if is_plural(words) and _THIRD_PERSON.fullmatch(verb) else ""


def _without_echo(words: str, text: str, end: int) -> int:
    """Return where the replaced part ends: after a word that the replacement ends with too ("School Action support")."""
    following = _NEXT.match(text, end)
    last = words.rsplit(" ", 1)[-1].lower()
    return following.end() if following and following[1].lower() == last else end


def _with_its_quotes(text: str, hit: Hit) -> int:
    """Return where the replaced part starts: at the opening quotation mark of which the find holds only the closing."""
    quote = text[hit.start : hit.end]
    opened = hit.start > 0 and text[hit.start - 1] in "'\"\u201c" and re.search(r"(?<=\w)['\"\u201d](?!\w)", quote)
    return hit.start - 1 if opened and not quote.rstrip().endswith(("s'", "s' ")) else hit.start


def _with_own_article(words: str, text: str, hit: Hit) -> str:
    """Return the name of a thing that is counted with the article it needs after a preposition ("under a plan")."""
    before = text[max(0, hit.start - 30) : hit.start]
    has_one = words.startswith("the ") or bool(_ARTICLE_INSIDE.match(text, hit.start, hit.end))
    bare = has_one or not _NO_NOUN.match(text, hit.end)
    return words if bare or not _PREPOSITION.search(before) else f"{a_or_an(words)} {words}"


def _with_article(text: str, place: tuple[int, int, int], words: str, number: Number, *, bare: bool) -> tuple[int, str]:
    """Return where the replaced part starts, and the words with the article that belongs before them."""
    sentence, start, end = place
    plural = number is Number.PLURAL
    inside = _ARTICLE_INSIDE.match(text, start, end)
    if inside:
        if inside[1].lower() == "the":
            return start, words if bare or plural or words.startswith("the ") else f"the {words}"
        return start, words if plural or words.startswith("the ") else f"{a_or_an(words)} {words}"
    before = text[max(sentence, start - 60) : start]
    if words.startswith("the "):
        if _DETERMINED.search(before):
            words = words.removeprefix("the ")
        elif not before.strip() and len(text[start:].split()) <= len(text[start:end].split()) + 2:
            return start, words.removeprefix("the ")
    article = _ARTICLE_BEFORE.search(before)
    if article and a_or_an(words) != article[1].lower():
        first = start - (len(before) - article.start())
        return first, words if plural or words.startswith("the ") else f"{a_or_an(words)} {words}"
    owned_or_noun = text[end : end + 1] == "'" or bool(
        re.match(r"\s+(?:service|officer|adviser|team|leaflet)", text[end:])
    )
    if bare and not owned_or_noun and (the := _THE_BEFORE.search(before)):
        return start - (len(before) - the.start()), words
    return start, words


def _in_case(text: str, start: int, end: int, sentence: int, words: str) -> str:
    """Return the words with a capital where the find had one as the first of its sentence, in capitals where it shouts."""
    quote = text[start:end]
    if (
        f"{text[:start]}{text[end:]}{quote.removesuffix('s')}".isupper()
        and len(text) >= _SHOUTED
        and " " in text.strip()
    ):
        return words.upper()
    begins = not text[sentence:start].strip(" \t\u2022-*\"'(0123456789.")
    return with_capital(words) if begins and quote[:1].isupper() else words
