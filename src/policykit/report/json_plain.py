"""How plain a document's words are, for programs: `plain` in the report's schema."""

from collections.abc import Callable
from typing import Any

from policykit.model.finding import Quote, Report
from policykit.model.plain import Ease, HardSentence, HardWord, SectionEase
from policykit.report import plain_words

Shape = dict[str, Any]
Quoted = Callable[[Report, Quote], Shape]
"""Gives a quote with its place."""


def plain_to_json(report: Report, quoted: Quoted) -> Shape | None:
    """Return how plain the words are, None where nobody looked."""
    plain = report.plain
    if plain is None:
        return None
    return {
        "duty": "should",
        "law": [{"source": one.source, "at": one.at, "says": one.says, "url": one.url} for one in plain.law],
        "note": plain_words.ASKED,
        "whole": _ease(plain.whole),
        "sections": [_section(report, one) for one in plain.sections],
        "hardest": [_sentence(report, one, quoted) for one in plain.hardest],
        "words": [_word(report, one, quoted) for one in plain.words],
    }


def _ease(ease: Ease) -> Shape:
    return {
        "words": ease.words,
        "sentences": ease.sentences,
        "syllables": ease.syllables,
        "aside": ease.aside,
        "reading_ease": ease.ease,
        "reading_age": ease.age,
    }


def _section(report: Report, one: SectionEase) -> Shape:
    block = None if one.heading is None else report.document.blocks[one.heading]
    return {
        "section": "" if one.heading is None else report.document.section_of(one.heading),
        "page": None if block is None else block.page,
        "block": one.heading,
        **_ease(one.ease),
    }


def _sentence(report: Report, one: HardSentence, quoted: Quoted) -> Shape:
    return {
        "words": one.words,
        "reading_ease": one.ease,
        "reading_age": one.age,
        "long_words": list(one.long_words),
        "advice": plain_words.sentence_remark(one),
        **quoted(report, one.quote),
    }


def _word(report: Report, one: HardWord, quoted: Quoted) -> Shape:
    return {
        "kind": one.kind.value,
        "word": one.word,
        "times": one.times,
        "stands_for": one.stands_for,
        "plain": one.plain,
        "advice": plain_words.word_remark(one),
        **quoted(report, one.quote),
    }
