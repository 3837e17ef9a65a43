"""What the page shows of plain words and of how everyone can read the file: texts alone, laid out by the templates."""

from dataclasses import dataclass

from policykit.model.finding import Report
from policykit.model.plain import HardWordKind
from policykit.report import access, plain_words
from policykit.report.place import place_words


@dataclass(frozen=True, slots=True)
class Advice:
    """A quote with its place and what is said of it; `quote` is "" where there is none."""

    quote: str
    place: str
    told: str


@dataclass(frozen=True, slots=True)
class PlainSection:
    """Everything told of plain words: `rows` are the sections with their ease and age."""

    heading: str
    asked: str
    whole: str
    scale: str
    rows: tuple[tuple[str, str, str], ...]
    hardest: tuple[Advice, ...]
    unexplained: tuple[str, ...]
    wordy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccessGroup:
    """One rule with what to do and every place."""

    rule: str
    message: str
    remedy: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccessSection:
    """Everything told of how everyone can read the file."""

    heading: str
    asked: str
    groups: tuple[AccessGroup, ...]
    looked: str


def plain_section(report: Report) -> PlainSection | None:
    """Return what is told of plain words, None where nobody looked."""
    plain = report.plain
    if plain is None:
        return None
    told = [one for one in plain.sections if one.ease.ease is not None]
    return PlainSection(
        plain_words.HEADING,
        plain_words.ASKED,
        plain_words.ease_sentence(plain.whole),
        plain_words.SCALE if plain.whole.ease is not None else "",
        tuple(
            (
                plain_words.section_title(report, one.heading),
                f"{one.ease.ease:.0f}",
                plain_words.age_words(one.ease.age or 0),
            )
            for one in told
        ),
        tuple(
            Advice(one.quote.text, place_words(report, one.quote), plain_words.sentence_remark(one))
            for one in plain.hardest
        ),
        tuple(plain_words.word_remark(one) for one in plain.words if one.kind is not HardWordKind.WORDY),
        tuple(plain_words.word_remark(one) for one in plain.words if one.kind is HardWordKind.WORDY),
    )


def access_section(report: Report) -> AccessSection | None:
    """Return what is told of the file, None where nobody looked or the file tells nothing."""
    found = report.access
    if found is None or not found.looked:
        return None
    groups = tuple(
        AccessGroup(rule.value, one[0].message, one[0].remedy, tuple(access.place(report, each) for each in one))
        for rule, one in access.grouped(found.findings)
    )
    return AccessSection(access.HEADING, access.ASKED, groups, access.looked_sentence(found.looked))
