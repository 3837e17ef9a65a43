"""Loading of the stale references, the wrong claims about the law and the cues that they share."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from policykit.checklist.stale_literals import literals_of
from policykit.checklist.stale_shapes import (
    CueShape,
    CuesShape,
    CurrentShape,
    ExamplesShape,
    Find,
    IgnoreShape,
    PatternShape,
    StaleShape,
    TermShape,
    WrongLawShape,
)
from policykit.checklist.stale_windows import window_of
from policykit.errors import ChecklistError
from policykit.model.expression import expression
from policykit.model.finding import Severity
from policykit.model.law import Checked, InForce
from policykit.model.stale import (
    Abbreviation,
    Cue,
    Edition,
    ExampleOf,
    LookAlike,
    Narrative,
    Reach,
    StaleCatalogue,
    StaleCues,
    StaleExample,
    StalePattern,
    StaleReference,
    StaleTerm,
    Successor,
    Wanted,
    WrongLaw,
)
from policykit.strict import Problem, Shape, line_of, load_shape, problem_at

S = TypeVar("S", bound=Shape)
T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[+&]")
_GAP = r"[\s\-\u2010-\u2015/,()'\"\u2018-\u201d]{0,4}"
_FIELD = re.compile(r"{([^{}]*)}")


def load_stale(folders: Iterable[Path]) -> StaleCatalogue:
    """Return the stale references that checklist folders hold together, one of a later folder in place of an earlier's.

    The cues are those of the last folder that has any. Raises ChecklistError with every problem of every file.
    """
    references: dict[str, StaleReference] = {}
    cues: StaleCues | None = None
    problems: list[Problem] = []
    for folder in folders:
        found, wrong = stale_in(folder / "stale")
        references |= {reference.id: reference for reference in found}
        problems += wrong
        if (folder / "stale-cues.yaml").is_file():
            cues, wrong = _cues(folder / "stale-cues.yaml")
            problems += wrong
    _refuse(problems)
    if cues is None:
        remedy = "Lay your folder over the shipped one, or add the file."
        raise ChecklistError("No folder holds stale-cues.yaml.", remedy=remedy)
    return StaleCatalogue(tuple(references[name] for name in sorted(references)), cues)


def load_wrong_law(folders: Iterable[Path]) -> tuple[WrongLaw, ...]:
    """Return the wrong claims that checklist folders hold together; raises as `load_stale` does."""
    entries: dict[str, WrongLaw] = {}
    problems: list[Problem] = []
    for folder in folders:
        found, wrong = wrong_law_in(folder / "wrong-law")
        entries |= {entry.id: entry for entry in found}
        problems += wrong
    _refuse(problems)
    return tuple(entries[name] for name in sorted(entries))


def stale_in(folder: Path) -> tuple[list[StaleReference], list[Problem]]:
    """Return the stale references of a folder that are sound, and the problems of those that are not."""
    return _all_in(folder, StaleShape, _stale_problems, _reference)


def wrong_law_in(folder: Path) -> tuple[list[WrongLaw], list[Problem]]:
    """Return the wrong claims of a folder that are sound, and the problems of those that are not."""
    return _all_in(folder, WrongLawShape, _wrong_law_problems, _wrong_law)


def look_alike_of(term: str) -> str:
    """Return the regular expression that finds a term in any spacing, hyphens and apostrophes, with a plural s.

    >>> bool(re.search(look_alike_of("action plan"), "our Action-Plans", re.IGNORECASE))
    True
    """
    words = _WORD.findall(term)
    joined = _GAP.join("(?:&|and)" if word in {"&", "and"} else _any_apostrophe(word) for word in words)
    return rf"(?<!\w){joined}(?:'?s|\u2019s)?(?!\w)"


def _any_apostrophe(word: str) -> str:
    return "['\u2019]?".join(re.escape(part) for part in re.split("['\u2019]", word))


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ChecklistError("\n".join(str(problem) for problem in sorted(problems)))


def _all_in(
    folder: Path,
    shape: type[S],
    more: Callable[[Path, S], Iterable[tuple[tuple[int | str, ...], str, str]]],
    build: Callable[[S, Any], T],
) -> tuple[list[T], list[Problem]]:
    found: list[T] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            loaded, faults, tree, lines = load_shape(path, shape)
        except ChecklistError as error:
            problems.append(Problem(error.where or str(path), 1, str(error), error.remedy))
            continue
        problems.extend(faults)
        if loaded is None:
            continue
        own = [problem_at(path, tree, lines, place, what, remedy) for place, what, remedy in more(path, loaded)]
        problems.extend(own)
        if not own:
            found.append(build(loaded, tree))
    return found, problems


def _same_name(path: Path, name: str) -> Iterable[tuple[tuple[int | str, ...], str, str]]:
    if path.stem != name:
        yield ("id",), f"id: the file is called {path.stem} and the id is {name}.", "Give both the same name."


def _unknown_fields(place: str, text: str) -> Iterable[tuple[tuple[int | str, ...], str, str]]:
    for field in _FIELD.findall(text):
        if field not in {"quote", "now"}:
            yield (place,), f"{place}: there is no {{{field}}} to fill in.", "Write {quote} or {now}."


def _example_problems(examples: ExamplesShape) -> Iterable[tuple[tuple[int | str, ...], str, str]]:
    for group in ("flagged", "history"):
        for number, example in enumerate(getattr(examples, group)):
            place = ("examples", group, number)
            if not example.quote:
                yield place, f"examples.{group}: an example has to name the words that are found.", "Add a quote."
            elif example.quote not in example.text:
                yield place, f"examples.{group}: the quote does not stand in the text.", "Copy the words exactly."


def _stale_problems(path: Path, shape: StaleShape) -> Iterable[tuple[tuple[int | str, ...], str, str]]:
    yield from _same_name(path, shape.id)
    yield from _unknown_fields("message", shape.message)
    yield from _example_problems(shape.examples)
    if not shape.terms and not shape.patterns and shape.kind != "date":
        yield ("id",), "There are neither terms nor patterns, so nothing can be found.", "Add terms."
    if shape.begins and shape.until:
        yield ("begins",), "begins: what begins on a day cannot end in the same file.", "Write two files."
    if not shape.replacement and not shape.rewrite:
        yield ("message",), "One of replacement and rewrite is needed.", "Write the words to put there."
    if shape.unfit and not (shape.replacement and shape.rewrite):
        yield ("unfit",), "unfit: it chooses between a replacement and a rewrite.", "Give both."
    for number, pattern in enumerate(shape.patterns):
        if "(?P<edition>" in pattern.pattern and not shape.editions:
            yield ("patterns", number), "patterns: a group edition needs a list of editions.", "Add editions."


def _wrong_law_problems(path: Path, shape: WrongLawShape) -> Iterable[tuple[tuple[int | str, ...], str, str]]:
    yield from _same_name(path, shape.id)
    yield from _unknown_fields("message", shape.message)
    yield from _example_problems(shape.examples)


def _reference(shape: StaleShape, tree: Any) -> StaleReference:
    return StaleReference(
        id=shape.id,
        title=shape.title,
        kind=shape.kind,
        group=shape.group or shape.id,
        terms=tuple(_term(term) for term in shape.terms),
        patterns=tuple(_pattern(pattern) for pattern in shape.patterns),
        ignore=tuple(_look_alike(line) for line in shape.ignore),
        history_cues=tuple(expression(cue, re.IGNORECASE) for cue in shape.history_cues),
        editions=tuple(Edition(e.edition, e.until, _severity(e.severity)) for e in shape.editions),
        until=shape.until,
        begins=shape.begins,
        newer=tuple(expression(pattern, re.IGNORECASE) for pattern in shape.newer),
        now=Successor(
            shape.now.name, shape.now.since, shape.now.source, shape.now.at, shape.now.citation, shape.now.url
        ),
        severity=Severity(shape.severity),
        message=shape.message,
        replacement=shape.replacement,
        plural=shape.plural,
        rewrite=shape.rewrite,
        unfit=tuple(expression(pattern, re.IGNORECASE) for pattern in shape.unfit),
        checked=Checked(shape.checked.date, shape.checked.against, shape.checked.status),
        examples=_examples(shape.examples, tree),
    )


def _wrong_law(shape: WrongLawShape, tree: Any) -> WrongLaw:
    return WrongLaw(
        id=shape.id,
        title=shape.title,
        claims=tuple(_pattern(claim) for claim in shape.claims),
        ignore=tuple(_look_alike(line) for line in shape.ignore),
        in_force=InForce(shape.since, shape.until),
        why=shape.why,
        message=shape.message,
        replacement=shape.replacement,
        citation=shape.citation,
        url=shape.url,
        checked=Checked(shape.checked.date, shape.checked.against, shape.checked.status),
        examples=_examples(shape.examples, tree),
    )


def _severity(word: str | None) -> Severity | None:
    return Severity(word) if word else None


def _wanted(shape: Find) -> Wanted:
    severity, until = _severity(shape.severity), shape.until
    return Wanted(
        tuple(shape.needs), Reach(shape.within), severity, until, shape.replacement, shape.plural, shape.rewrite
    )


def _term(shape: TermShape) -> StaleTerm:
    return StaleTerm(shape.term, shape.case_sensitive, _wanted(shape))


def _flags(*, case_sensitive: bool) -> re.RegexFlag:
    return re.NOFLAG if case_sensitive else re.IGNORECASE


def _pattern(shape: PatternShape) -> StalePattern:
    regex = expression(shape.pattern, _flags(case_sensitive=shape.case_sensitive))
    anchors = tuple(anchor.lower() for anchor in shape.anchors)
    return StalePattern(regex, anchors, shape.why, _wanted(shape), literals_of(regex), window_of(regex))


def _look_alike(shape: IgnoreShape) -> LookAlike:
    regex = expression(shape.pattern or look_alike_of(shape.term), _flags(case_sensitive=shape.case_sensitive))
    of = expression(shape.of) if shape.of else None
    return LookAlike(regex, Reach(shape.reach), shape.why, literals_of(regex), of)


def _examples(shape: ExamplesShape, tree: Any) -> tuple[StaleExample, ...]:
    return tuple(
        StaleExample(
            kind,
            one.text,
            one.quote,
            _severity(one.severity),
            one.why,
            line_of(tree, ("examples", kind.value, number)),
            one.becomes,
            one.as_at,
        )
        for kind in ExampleOf
        for number, one in enumerate(getattr(shape, kind.value))
    )


def _cue(shape: CueShape) -> Cue:
    regex = expression(shape.pattern, re.IGNORECASE)
    return Cue(regex, shape.side, tuple(anchor.lower() for anchor in shape.anchors), literals_of(regex))


def _current(shape: CurrentShape) -> Cue:
    """Return a term that is in force; its longest word is what its sentence is asked for first."""
    regex = expression(shape.pattern or look_alike_of(shape.term), re.IGNORECASE)
    longest = max(_WORD.findall(shape.term or shape.anchor), key=len, default="")
    return Cue(regex, "sentence", (longest.lower(),), literals_of(regex))


def _cues(path: Path) -> tuple[StaleCues | None, list[Problem]]:
    shape, problems, _, _ = load_shape(path, CuesShape)
    if shape is None:
        return None, problems
    cues = StaleCues(
        history=tuple(map(_cue, shape.history)),
        reliance=tuple(map(_cue, shape.reliance)),
        current=tuple(map(_current, shape.current)),
        tables=expression(shape.history_tables, re.IGNORECASE),
        sections=expression(shape.history_sections, re.IGNORECASE),
        narrative=Narrative(**{key: expression(text, re.IGNORECASE) for key, text in shape.narrative}),
        abbreviations=tuple(Abbreviation(one.short, one.long, one.bare) for one in shape.abbreviations),
        slips=tuple((slip, word) for word, slips in shape.slips.items() for slip in slips),
    )
    return cues, problems
