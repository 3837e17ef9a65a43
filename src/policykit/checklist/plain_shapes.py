"""The shape of checklists/plain-words.yaml."""

from typing import Annotated

from pydantic import Field

from policykit.checklist.shapes import CitationShape, Text
from policykit.strict import Shape


class WordShape(Shape):
    """A hard word: how it is spelt, the one to show first, and what to write instead or to add."""

    spellings: Annotated[list[Text], Field(min_length=1)]
    plain: Text


class AbbreviationShape(Shape):
    """Letters that stand for words: `stands_for` begins with the form to offer; `plain` may be empty."""

    spellings: Annotated[list[Text], Field(min_length=1)]
    stands_for: Annotated[list[Text], Field(min_length=1)]
    plain: str


class PlainShape(Shape):
    """The provision that asks for plain words, and the words: a local file may hold any part of it."""

    law: list[CitationShape] = []
    everyday: list[Text] = []
    abbreviations: list[AbbreviationShape] = []
    jargon: list[WordShape] = []
    wordy: list[WordShape] = []
