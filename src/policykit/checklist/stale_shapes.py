"""The shapes of checklists/stale/*.yaml, checklists/wrong-law/*.yaml and checklists/stale-cues.yaml."""

import re
from datetime import date as Date  # noqa: N812 - the files have keys named `date`
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from policykit.strict import Shape

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    parts = _DAY.fullmatch(value)
    if not parts:
        message = f"{value} is not a date | Write it as year-month-day, for example 2014-09-01."
        raise ValueError(message)
    try:
        return Date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError as error:
        message = f"{value} is not a date ({error}) | Write it as year-month-day, for example 2014-09-01."
        raise ValueError(message) from error


def _regex(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        message = f"{value!r} is not a regular expression ({error}) | Mend it, or write terms instead."
        raise ValueError(message) from error
    return value


def _own_line(value: Any) -> Any:
    return {"term": value} if isinstance(value, str) else value


Day = Annotated[Date, BeforeValidator(_day)]
Words = Annotated[str, Field(min_length=1)]
Regex = Annotated[str, Field(min_length=1), AfterValidator(_regex)]
SeverityWord = Literal["outdated", "check", "advice", "not-yet-law"]


class Find(Shape):
    """What terms and patterns have in common: the context asked for, and what differs from the rest of the file."""

    needs: list[Words] = []
    within: Literal["sentence", "block", "section", "document"] = "sentence"
    case_sensitive: bool = False
    severity: SeverityWord | None = None
    until: Day | None = None
    replacement: str = ""
    plural: str = ""
    rewrite: str = ""


class TermShape(Find):
    """Words that are stale as whole words."""

    term: Words


class PatternShape(Find):
    """A regular expression with the reason for it and the words of which one stands in all that it finds."""

    pattern: Regex
    why: Words
    anchors: Annotated[list[Words], Field(min_length=1)]


class IgnoreShape(Shape):
    """A look-alike: a term or a pattern, how near it has to stand, and of which finds it speaks (all, where `of` is empty)."""

    term: str = ""
    pattern: Annotated[str, AfterValidator(_regex)] = ""
    reach: Literal["words", "clause", "sentence", "block", "section"] = "words"
    of: Annotated[str, AfterValidator(_regex)] = ""
    case_sensitive: bool = False
    why: str = ""


class EditionShape(Shape):
    """One edition of a guidance and its last day."""

    edition: Words
    until: Day
    severity: SeverityWord | None = None


class NowShape(Shape):
    """What stands in its place now."""

    name: Words
    since: Day | None = None
    source: str = ""
    at: str = ""
    citation: str = ""
    url: str = ""


class CheckedShape(Shape):
    """When the law was last looked at, and against what."""

    date: Day
    against: Words
    status: Literal["verified", "second-hand", "from-memory"]


class ExampleShape(Shape):
    """A text with the words that have to be found in it."""

    text: Words
    quote: str = ""
    becomes: str = ""
    as_at: Day | None = None
    severity: SeverityWord | None = None
    why: str = ""


class ExamplesShape(Shape):
    """What must be flagged, what is only history and what must be left alone."""

    flagged: Annotated[list[ExampleShape], Field(min_length=2)]
    history: list[ExampleShape] = []
    ignored: Annotated[list[ExampleShape], Field(min_length=2)]


TermLine = Annotated[TermShape, BeforeValidator(_own_line)]
IgnoreLine = Annotated[IgnoreShape, BeforeValidator(_own_line)]


class StaleShape(Shape):
    """One file of checklists/stale."""

    id: Words
    title: Words
    kind: Literal["act", "regulations", "guidance", "body", "term", "form", "qualification", "assessment", "date"]
    group: str = ""
    terms: list[TermLine] = []
    patterns: list[PatternShape] = []
    ignore: list[IgnoreLine] = []
    history_cues: list[Regex] = []
    editions: list[EditionShape] = []
    until: Day | None = None
    begins: Day | None = None
    newer: list[Regex] = []
    now: NowShape
    severity: SeverityWord
    message: Words
    replacement: str = ""
    plural: str = ""
    rewrite: str = ""
    unfit: list[Regex] = []
    checked: CheckedShape
    note: str = ""
    examples: ExamplesShape


class WrongLawShape(Shape):
    """One file of checklists/wrong-law."""

    id: Words
    title: Words
    claims: Annotated[list[PatternShape], Field(min_length=1)]
    ignore: list[IgnoreLine] = []
    since: Day | None = None
    until: Day | None = None
    why: Words
    message: Words
    replacement: Words
    citation: Words
    url: str = ""
    checked: CheckedShape
    examples: ExamplesShape


class CueShape(Shape):
    """One cue: its words, parts of words of which one stands in all it finds, and where in the sentence it has to stand."""

    pattern: Regex
    anchors: Annotated[list[Words], Field(min_length=1)]
    side: Literal["before", "after", "sentence"] = "sentence"
    why: Words


class CurrentShape(IgnoreShape):
    """Something that is in force although it looks old; `anchor` is a word of what its pattern finds."""

    anchor: str = ""


CurrentLine = Annotated[CurrentShape, BeforeValidator(_own_line)]


class AbbreviationShape(Shape):
    """Letters that replacements hold, and what they stand for."""

    short: Words
    long: Words
    bare: bool = False


class NarrativeShape(Shape):
    """How the past is told without a cue."""

    past: Regex
    present: Regex
    lasting: Regex
    leans: Regex
    dated: Regex
    item: Regex
    records: Regex
    not_a_record: Regex
    sections: Regex
    columns: Regex
    columns_beside: Regex
    speaks: Regex


class CuesShape(Shape):
    """The file checklists/stale-cues.yaml."""

    history: list[CueShape]
    reliance: list[CueShape]
    current: list[CurrentLine]
    history_tables: Regex
    history_sections: Regex
    narrative: NarrativeShape
    abbreviations: list[AbbreviationShape] = []
    slips: dict[Words, list[Words]] = {}
