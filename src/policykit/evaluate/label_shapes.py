"""The shapes of a corpus's manifest and label files, as pydantic reads them."""

from typing import Literal

from policykit.strict import Shape


class StatusShape(Shape):
    """What one requirement is labelled, with words of the document that show it."""

    status: Literal["met", "partial", "missing", "disputed", "not-applicable"]
    quote: str | None = None
    note: str | None = None


class StaleLabelShape(Shape):
    """One place that leans on something superseded, or only looks so."""

    quote: str
    concept: str | None = None
    severity: Literal["outdated", "check", "advice", "not-yet-law", "history", "disputed"]
    now: str | None = None
    why: str | None = None


class LookAlikeShape(Shape):
    """Words that a careless reader would flag."""

    quote: str
    why: str | None = None


class PassageShape(Shape):
    """The first words of a block and what it shows: `id/element`, or `~id` where it only touches the subject."""

    starts: str
    shows: list[str] = []


class LabelShape(Shape):
    """The labels of one document."""

    id: str
    kind: str
    school_type: str | None = None
    requirements: dict[str, StatusShape]
    stale: list[StaleLabelShape] = []
    not_stale: list[LookAlikeShape | str] = []
    passages: list[PassageShape] = []


class MemberShape(Shape):
    """One document of a corpus."""

    id: str
    writer: str
    split: Literal["train", "tune", "test"]


class ManifestShape(Shape):
    """Which part each document belongs to."""

    documents: list[MemberShape]
