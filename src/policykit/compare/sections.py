"""Which sections of a document are not as they were in the edition before."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from policykit.check.sentences import sentences
from policykit.compare.changes import SectionChange
from policykit.compare.moves import standing_words
from policykit.compare.words import words_in
from policykit.model.document import Block, BlockKind, Document, Layer
from policykit.model.wordform import normalised

_RENAMED = 0.6
"""From this share of words in common a section under another heading is the same one renamed."""
_FEWEST = 12
"""Fewer words are too few to tell a renamed section by."""


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    page: int | None
    key: str
    blocks: tuple[Block, ...]

    def words(self) -> list[str]:
        return [word for block in self.blocks for word, _, _ in words_in(block.text)]


def changed_sections(old: Document, new: Document) -> tuple[SectionChange, ...]:
    """Return the sections that changed, in the new edition's order, those that went last.

    A section is a heading with what stands directly under it. Text that only moved to another section is no sentence
    gone or come.
    """
    before, after = _sections(old), _sections(new)
    everywhere_old, everywhere_new = _every_sentence(old), _every_sentence(new)
    partners = _partners(before, after)
    found: list[SectionChange] = []
    for number, section in enumerate(after):
        other = before[partners[number]] if number in partners else None
        change = _change(other, section)
        if change:
            gone = _missing(other.blocks, everywhere_new) if other else ()
            found.append(_told(change, other, section, gone, _missing(section.blocks, everywhere_old)))
    taken = set(partners.values())
    for number, section in enumerate(before):
        if number not in taken and section.words():
            found.append(_told("removed", section, None, _missing(section.blocks, everywhere_new), ()))
    return tuple(found)


def _told(
    change: str, old: _Section | None, new: _Section | None, gone: tuple[str, ...], came: tuple[str, ...]
) -> SectionChange:
    if change == "edited" and not gone and not came:
        change = "moved"
    return SectionChange(
        change,
        old.heading if old else "",
        new.heading if new else "",
        old.page if old else None,
        new.page if new else None,
        gone,
        came,
    )


def _sections(document: Document) -> list[_Section]:
    under: dict[int | None, list[Block]] = {None: []}
    for block in document.blocks:
        if block.layer not in {Layer.BODY, Layer.NOTE}:
            continue
        if block.kind is BlockKind.HEADING:
            under.setdefault(block.index, [])
        else:
            under.setdefault(block.heading, []).append(block)
    sections = []
    for index, blocks in under.items():
        heading = document.blocks[index] if index is not None else None
        words = document.section_of(heading.index) if heading else ""
        page = heading.page if heading else next((block.page for block in blocks), None)
        key = " ".join(standing_words([heading])) or normalised(heading.text) if heading else ""
        if heading or blocks:
            sections.append(_Section(words, page, key, tuple(blocks)))
    return sections


def _partners(before: list[_Section], after: list[_Section]) -> dict[int, int]:
    """Return, for each section of the new edition that has one, the number of its section in the old."""
    partners: dict[int, int] = {}
    free = set(range(len(before)))
    for number, section in enumerate(after):
        same = [one for one in free if before[one].key == section.key]
        if same:
            best = max(same, key=lambda one: (_likeness(before[one], section), -abs(one - number)))
            partners[number] = best
            free.discard(best)
    for number, section in enumerate(after):
        if number in partners or len(section.words()) < _FEWEST:
            continue
        likest = max(free, key=lambda one: _likeness(before[one], section), default=None)
        if likest is not None and _likeness(before[likest], section) >= _RENAMED:
            partners[number] = likest
            free.discard(likest)
    return partners


def _likeness(one: _Section, other: _Section) -> float:
    first, second = Counter(one.words()), Counter(other.words())
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _change(old: _Section | None, new: _Section) -> str:
    if old is None:
        return "added" if new.words() else ""
    if old.words() == new.words():
        return "" if old.key == new.key else "renamed"
    if standing_words(old.blocks) == standing_words(new.blocks):
        return "names-and-dates"
    return "edited" if old.key == new.key else "renamed"


def _sentences(blocks: Iterable[Block]) -> list[str]:
    return [block.text[start:end] for block in blocks for start, end in sentences(block.text)]


def _every_sentence(document: Document) -> str:
    blocks = [block for block in document.blocks if block.layer in {Layer.BODY, Layer.NOTE}]
    return _joined(" ".join(block.text for block in blocks))


def _joined(text: str) -> str:
    return f" {' '.join(word for word, _, _ in words_in(text))} "


def _missing(blocks: Iterable[Block], elsewhere: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in _sentences(blocks) if _joined(sentence) not in elsewhere)
