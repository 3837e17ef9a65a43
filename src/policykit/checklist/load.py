"""checklists/ -> model: strict, every problem of every file at once, the only reader of requirements."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from policykit.checklist import shapes
from policykit.checklist.stale_literals import literals_of
from policykit.errors import ChecklistError
from policykit.model.evidence import CUE_VOCABULARIES, Evidence, Matcher, Mood, Trap, Vocabulary, Window
from policykit.model.expression import expression
from policykit.model.law import (
    Basis,
    BoardQuestion,
    Checked,
    Checklist,
    Citation,
    Duty,
    Element,
    Example,
    InForce,
    Phase,
    Publish,
    Requirement,
    SchoolType,
    Source,
)
from policykit.model.terms import compile_term, vocabularies_in
from policykit.strict import Problem, load_shape, problem_at

_LOCAL_TARGETS = {
    "advice_service": "parent-support-services",
    "advice_service_addresses": "parent-support-services",
    "local_offer": "local-offer",
    "local_offer_addresses": "local-offer",
}


class _Gathering:
    """What has been read so far and what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self.vocabularies: dict[str, tuple[str, ...]] = {}
        self.titles: dict[str, str] = {}
        self.requirements: dict[str, Requirement] = {}
        self.order: list[str] = []
        self.questions: tuple[BoardQuestion, ...] = ()
        self.edition: shapes.EditionShape | None = None
        self.hash = hashlib.sha256()


def load(folders: Iterable[Path]) -> Checklist:
    """Return the checklist that the folders hold together, a later one laid over an earlier one file by file.

    Raises ChecklistError that lists every problem of every file.
    """
    gathering = _Gathering()
    for folder in folders:
        if not folder.is_dir():
            raise ChecklistError(
                "This is not a folder.",
                where=str(folder),
                remedy="Give the folder that holds requirements/ and vocabulary/.",
            )
        _read_folder(folder, gathering)
    _check_across(gathering)
    if gathering.problems:
        raise ChecklistError("\n".join(str(problem) for problem in sorted(set(gathering.problems))))
    return _assemble(gathering)


def _read_folder(folder: Path, gathering: _Gathering) -> None:
    for path in _files(folder, "sources"):
        if source := _shaped(path, shapes.SourceShape, gathering):
            gathering.sources[source.id] = _source(source)
    for path in _files(folder, "vocabulary"):
        if vocabulary := _shaped(path, shapes.VocabularyShape, gathering):
            gathering.vocabularies[vocabulary.id] = tuple(vocabulary.terms)
            gathering.titles[vocabulary.id] = vocabulary.title
    if (folder / "local.yaml").is_file() and (
        local := _shaped(folder / "local.yaml", shapes.LocalShape, gathering, named=False)
    ):
        for key, target in _LOCAL_TARGETS.items():
            known = gathering.vocabularies.get(target, ())
            gathering.vocabularies[target] = (*known, *(t for t in getattr(local, key) if t not in known))
    for path in _files(folder, "requirements"):
        _read_requirement(path, gathering)
    _read_questions(folder / "governors.yaml", gathering)
    edition = folder / "edition.yaml"
    if edition.is_file() and (shape := _shaped(edition, shapes.EditionShape, gathering, named=False)):
        gathering.edition = shape
        gathering.order = shape.order or gathering.order


def _files(folder: Path, name: str) -> list[Path]:
    return sorted((folder / name).glob("*.yaml"))


def _shaped(path: Path, shape: type[Any], gathering: _Gathering, *, named: bool = True) -> Any:
    try:
        gathering.hash.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        loaded, problems, tree, lines = load_shape(path, shape)
    except ChecklistError as error:
        gathering.problems.append(Problem(str(path), 0, str(error)))
        return None
    except OSError as error:
        gathering.problems.append(Problem(str(path), 0, f"The file cannot be read ({error.strerror})."))
        return None
    gathering.problems += problems
    if loaded is not None and named and loaded.id != path.stem:
        remedy = "Give the file the name of its id, or the other way round."
        gathering.problems.append(
            problem_at(path, tree, lines, ("id",), f"id: {loaded.id} is not the file's name.", remedy)
        )
    return loaded


def _read_requirement(path: Path, gathering: _Gathering) -> None:
    try:
        gathering.hash.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        shape, problems, tree, lines = load_shape(path, shapes.RequirementShape)
    except ChecklistError as error:
        gathering.problems.append(Problem(str(path), 0, str(error)))
        return
    gathering.problems += problems
    if shape is None:
        return
    for location, what, remedy in _faults(shape, path, gathering):
        gathering.problems.append(problem_at(path, tree, lines, location, what, remedy))
    example_lines = [item.line for item in _example_places(path, tree, lines, len(shape.examples))]
    gathering.requirements[shape.id] = _requirement(shape, example_lines)


def _example_places(path: Path, tree: Any, lines: list[str], count: int) -> list[Problem]:
    return [problem_at(path, tree, lines, ("examples", at), "") for at in range(count)]


Fault = tuple[tuple[int | str, ...], str, str]


def _faults(shape: shapes.RequirementShape, path: Path, gathering: _Gathering) -> Iterable[Fault]:
    if shape.id != path.stem:
        yield ("id",), f"id: {shape.id} is not the file's name.", "Give the file the name of its id."
    ids = [element.id for element in shape.elements]
    yield from _element_faults(shape, ids, gathering)
    yield from _message_faults(shape, ids)
    for number, evidence in enumerate(shape.topic):
        yield from _evidence_faults(evidence, ("topic", number), ids, gathering)
    for number, trap in enumerate(shape.not_evidence):
        yield from _term_faults(trap.terms, ("not_evidence", number, "terms"), gathering)
    for number, citation in enumerate(shape.law):
        if citation.source not in gathering.sources:
            known = ", ".join(sorted(gathering.sources))
            yield ("law", number, "source"), f"there is no source {citation.source}.", f"The sources are: {known}."
    yield from _example_faults(shape, ids)


def _element_faults(shape: shapes.RequirementShape, ids: list[str], gathering: _Gathering) -> Iterable[Fault]:
    for at, element in enumerate(shape.elements):
        if ids.index(element.id) != at:
            yield ("elements", at, "id"), f"the element {element.id} stands twice.", "Give each element its own id."
        for number, evidence in enumerate(element.evidence):
            yield from _evidence_faults(evidence, ("elements", at, "evidence", number), ids[:at], gathering)


def _message_faults(shape: shapes.RequirementShape, ids: list[str]) -> Iterable[Fault]:
    for element in shape.elements:
        if element.essential and element.id not in shape.messages.lacks:
            yield ("messages", "lacks"), f"lacks has no sentence for the element {element.id}.", "Add one."
    for key in shape.messages.lacks:
        if key not in ids:
            yield ("messages", "lacks", key), f"there is no element {key}.", f"The elements are: {', '.join(ids)}."


def _example_faults(shape: shapes.RequirementShape, ids: list[str]) -> Iterable[Fault]:
    statuses = {example.status for example in shape.examples}
    for status in ("met", "partial", "missing"):
        if status not in statuses:
            yield ("examples",), f"no example comes out as {status}.", "Add one of each of met, partial and missing."
    for number, example in enumerate(shape.examples):
        for key in example.finds:
            if key not in ids:
                at = ("examples", number, "finds", key)
                yield at, f"there is no element {key}.", f"The elements are: {', '.join(ids)}."


def _evidence_faults(
    evidence: shapes.EvidenceShape, at: tuple[int | str, ...], earlier: list[str], gathering: _Gathering
) -> Iterable[Fault]:
    if evidence.of and evidence.of not in earlier:
        yield (*at, "of"), f"of: there is no earlier element {evidence.of}.", "Put that element before this one."
    for matcher in evidence.matchers():
        if matcher.vocabulary and matcher.vocabulary not in gathering.vocabularies:
            yield at, f"there is no vocabulary {matcher.vocabulary}.", "Its file belongs in vocabulary/."
        yield from _term_faults(matcher.terms or [], at, gathering)
    yield from _term_faults(evidence.under, (*at, "under"), gathering)
    yield from _term_faults(evidence.unless, (*at, "unless"), gathering)


def _term_faults(terms: Iterable[str], at: tuple[int | str, ...], gathering: _Gathering) -> Iterable[Fault]:
    for term in terms:
        try:
            compile_term(term)
        except ValueError as error:
            what, _, remedy = str(error).partition(" | ")
            yield at, f"{what}.", remedy
            continue
        for name in vocabularies_in(term):
            if name not in gathering.vocabularies:
                yield at, f"the term '{term}' names the vocabulary {name}, which does not exist.", "Check its spelling."


def _read_questions(path: Path, gathering: _Gathering) -> None:
    if path.is_file() and (shape := _shaped(path, shapes.GovernorsShape, gathering, named=False)):
        gathering.questions = tuple(BoardQuestion(one.requirement, one.ask) for one in shape.questions)


def _question_faults(gathering: _Gathering) -> Iterable[Problem]:
    asked = [question.requirement for question in gathering.questions]
    for name in sorted(set(asked)):
        if name not in gathering.requirements:
            yield Problem("governors.yaml", 1, f"there is no requirement {name}.", "Check its spelling.")
        if asked.count(name) > 1:
            yield Problem("governors.yaml", 1, f"{name} stands twice.", "Keep one question for each requirement.")


def _check_across(gathering: _Gathering) -> None:
    gathering.problems += _question_faults(gathering)
    for name, terms in gathering.vocabularies.items():
        for _, what, remedy in _term_faults(terms, (), gathering):
            gathering.problems.append(Problem(f"vocabulary/{name}.yaml", 1, what, remedy))
    for name in CUE_VOCABULARIES:
        if name not in gathering.vocabularies:
            gathering.problems.append(
                Problem(f"vocabulary/{name}.yaml", 1, "This vocabulary is needed and is not there.")
            )
    for unknown in [name for name in gathering.order if name not in gathering.requirements]:
        gathering.problems.append(Problem("edition.yaml", 1, f"order: there is no requirement {unknown}."))


def _assemble(gathering: _Gathering) -> Checklist:
    if gathering.edition is None:
        raise ChecklistError(
            "No folder holds edition.yaml.", remedy="Lay your folder over the shipped one, or add the file."
        )
    place = {name: at for at, name in enumerate(gathering.order)}
    requirements = sorted(gathering.requirements.values(), key=lambda r: (r.further, place.get(r.id, len(place)), r.id))
    days = [citation.checked.day for requirement in requirements for citation in requirement.law]
    return Checklist(
        gathering.edition.version,
        gathering.edition.date,
        min(days, default=gathering.edition.date),
        gathering.hash.hexdigest(),
        tuple(gathering.sources.values()),
        tuple(
            Vocabulary(name, gathering.titles.get(name, name), terms) for name, terms in gathering.vocabularies.items()
        ),
        tuple(requirements),
        gathering.questions,
    )


def _in_force(shape: shapes.InForceShape) -> InForce:
    return InForce(shape.start, shape.until)


def _source(shape: shapes.SourceShape) -> Source:
    return Source(
        shape.id,
        shape.title,
        shape.kind,
        shape.url,
        _in_force(shape.in_force),
        tuple(shape.provisions),
        shape.number or "",
    )


def citation(shape: shapes.CitationShape) -> Citation:
    """Return a citation as the model has it."""
    checked = Checked(shape.checked.date, shape.checked.against, shape.checked.status)
    return Citation(shape.source, shape.at, shape.says, shape.url, _in_force(shape.in_force), checked)


def _matcher(shape: shapes.MatcherShape) -> Matcher:
    pattern = shape.pattern or ""
    literals = literals_of(expression(pattern, re.IGNORECASE)) if pattern else ()
    return Matcher(tuple(shape.terms or ()), shape.vocabulary or "", tuple(shape.recognise or ()), pattern, literals)


def _evidence(shape: shapes.EvidenceShape) -> Evidence:
    return Evidence(
        tuple(_matcher(matcher) for matcher in shape.matchers()),
        Window(shape.within),
        tuple(shape.under),
        tuple(shape.unless),
        shape.of or "",
        tuple(Mood(mood) for mood in shape.accepts),
        shape.sure,
        shape.alone,
        shape.times,
    )


def _requirement(shape: shapes.RequirementShape, example_lines: list[int]) -> Requirement:
    elements = tuple(
        Element(
            element.id,
            element.asks,
            Basis(element.basis),
            tuple(_evidence(evidence) for evidence in element.evidence),
            shape.messages.lacks.get(element.id, ""),
            element.essential,
            element.raises,
        )
        for element in shape.elements
    )
    examples = tuple(
        Example(example.status, example.text, dict(example.finds), example.why or "", line)
        for example, line in zip(shape.examples, example_lines, strict=True)
    )
    return Requirement(
        id=shape.id,
        name=shape.name,
        title=shape.title,
        question=shape.question,
        duty=Duty(shape.duty),
        publish=Publish(shape.publish),
        applies_to=tuple(SchoolType(word) for word in shape.applies_to),
        expected_of=tuple(SchoolType(word) for word in shape.expected_of),
        softer_in=tuple(Phase(word) for word in shape.softer_in),
        belongs=shape.belongs,
        law=tuple(citation(one) for one in shape.law),
        reason=shape.reason,
        advice=shape.advice,
        topic=tuple(_evidence(evidence) for evidence in shape.topic),
        elements=elements,
        traps=tuple(Trap(tuple(trap.terms), trap.why) for trap in shape.not_evidence),
        met=shape.messages.met,
        missing=shape.messages.missing,
        examples=examples,
        further=shape.further,
        optional=shape.optional,
        formerly=tuple(shape.formerly),
    )
