"""checklists/plain-words.yaml -> the words that are hard and what to offer instead: strict, every problem at once."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from policykit.checklist.load import citation
from policykit.checklist.plain_shapes import AbbreviationShape, PlainShape, WordShape
from policykit.errors import ChecklistError
from policykit.model.law import Citation
from policykit.model.plain import HardWordKind, PlainCatalogue, PlainWord
from policykit.strict import Problem, load_shape, problem_at

NAME = "plain-words.yaml"

_GROUPS = (
    ("abbreviations", HardWordKind.ABBREVIATION),
    ("jargon", HardWordKind.JARGON),
    ("wordy", HardWordKind.WORDY),
)


def load_plain(folders: Iterable[Path]) -> PlainCatalogue:
    """Return the hard words that checklist folders hold together; a word of a later folder takes the place of an earlier's.

    Raises ChecklistError with every problem of every file.
    """
    law: tuple[Citation, ...] = ()
    everyday: list[str] = []
    words: dict[str, PlainWord] = {}
    problems: list[Problem] = []
    for folder in folders:
        path = folder / NAME
        if not path.is_file():
            continue
        shape, faults, tree, lines = load_shape(path, PlainShape)
        problems += faults
        if shape is None:
            continue
        own = [problem_at(path, tree, lines, place, what, remedy) for place, what, remedy in _twice(shape)]
        problems += own
        law = tuple(citation(one) for one in shape.law) or law
        everyday += shape.everyday
        words |= {word.spellings[0].casefold(): word for word in _words(shape)}
    if problems:
        raise ChecklistError("\n".join(str(problem) for problem in sorted(problems)))
    return PlainCatalogue(law, tuple(words.values()), tuple(dict.fromkeys(everyday)))


def _twice(shape: PlainShape) -> Iterator[tuple[tuple[int | str, ...], str, str]]:
    seen: set[str] = set()
    for group, kind in _GROUPS:
        for number, word in enumerate(getattr(shape, group)):
            for spelling in word.spellings:
                # Letters are told from words by their capitals: SALT and salt may both stand here.
                key = spelling if kind is HardWordKind.ABBREVIATION else spelling.casefold()
                if key in seen:
                    yield (group, number), f"{group}: the spelling '{spelling}' stands twice.", "Take one of them out."
                seen.add(key)


def _words(shape: PlainShape) -> Iterator[PlainWord]:
    for group, kind in _GROUPS:
        for word in getattr(shape, group):
            yield _word(kind, word)


def _word(kind: HardWordKind, word: WordShape | AbbreviationShape) -> PlainWord:
    stands_for = tuple(word.stands_for) if isinstance(word, AbbreviationShape) else ()
    return PlainWord(kind, tuple(word.spellings), word.plain, stands_for)
