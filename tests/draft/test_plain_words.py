"""Our fixed words read easily: short sentences, short words."""

import io
import re

import pytest
from docx import Document

from policykit.draft.questions import questions
from policykit.draft.templates import SHIPPED, template_of

EASY = 60
_VOWELS = re.compile(r"[aeiouy]+")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def syllables(word: str) -> int:
    """Return a count of syllables by groups of vowels, a silent e left out."""
    bare = re.sub(r"(?:es|ed|e)$", "", word.lower()) if len(word) > 3 else word.lower()
    return max(1, len(_VOWELS.findall(bare)))


def reading_ease(sentences: list[str]) -> float:
    """Return Flesch's reading ease of the sentences together: 60 and more is plain English."""
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z']+", sentence)]
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * sum(map(syllables, words)) / len(words)


def sentences_in(text: str) -> list[str]:
    """Return the sentences of a text that have a word."""
    return [one for one in re.split(r"(?<=[.?!])\s+", text.strip()) if re.search(r"[A-Za-z]", one)]


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.name)
def test_the_fixed_words_of_a_template_read_easily(one: object) -> None:
    """Headings and sentences; a field counts as a word such as a name."""
    document = Document(io.BytesIO(template_of(getattr(one, "name", "")).content))
    texts = [re.sub(r"\{%.*?%\}", "", paragraph.text) for paragraph in document.paragraphs]
    fixed = [_TAG.sub("Sam", text) for text in texts if re.search(r"[A-Za-z]", _TAG.sub("", text))]
    sentences = [sentence for text in fixed for sentence in sentences_in(text)]
    assert reading_ease(sentences) >= EASY
    assert all(len(sentence.split()) <= 20 for sentence in sentences)


@pytest.mark.parametrize("part", ["asks", "why", "hint", "example"])
def test_the_questions_read_easily(part: str) -> None:
    """A SENCO answers them after a day's work."""
    sentences = [one for question in questions() for one in sentences_in(getattr(question, part))]
    assert reading_ease([one for one in sentences if "http" not in one and "@" not in one]) >= EASY


def test_the_measure_knows_easy_from_hard() -> None:
    """Else it would prove nothing."""
    hard = "Organisational considerations necessitate comprehensive interdepartmental collaboration."
    assert reading_ease(["The cat sat on the mat."]) > 90
    assert reading_ease([hard]) < 30
