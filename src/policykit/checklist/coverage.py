"""Every provision of every source is accounted for: a requirement that cites it, or the reason why there is none."""

from pathlib import Path

from policykit.checklist.shapes import CoverageShape
from policykit.model.law import Checklist
from policykit.strict import Problem, load_shape, problem_at


def coverage_problems(folder: Path, checklist: Checklist) -> list[Problem]:
    """Return what is wrong with `coverage.yaml`: provisions left out, unknown ids, requirements that cite otherwise."""
    path = folder / "coverage.yaml"
    shape, problems, tree, lines = load_shape(path, CoverageShape)
    if shape is None:
        return problems
    cited = {(citation.source, citation.at): set[str]() for r in checklist.requirements for citation in r.law}
    for requirement in checklist.requirements:
        for citation in requirement.law:
            cited[citation.source, citation.at].add(requirement.id)
    listed = {(source.id, at) for source in checklist.sources for at in source.provisions}
    seen: set[tuple[str, str]] = set()
    for number, one in enumerate(shape.provisions):
        at = ("provisions", number)
        key = (one.source, one.at)
        if key in seen:
            problems.append(problem_at(path, tree, lines, at, f"{one.source} {one.at} stands twice."))
        seen.add(key)
        if key not in listed:
            what = f"{one.source} has no provision '{one.at}'."
            problems.append(
                problem_at(path, tree, lines, at, what, "List it in the source's file, or mend the spelling.")
            )
        for name in one.requirements:
            if checklist.requirement(name) is None:
                problems.append(problem_at(path, tree, lines, at, f"there is no requirement {name}."))
            elif name not in cited.get(key, set()):
                what = f"{name} does not cite {one.source} {one.at}."
                problems.append(problem_at(path, tree, lines, at, what, "Cite it there, or take it out here."))
    problems += [
        Problem(str(path), 1, f"{source} {at} is not accounted for.", "Name its requirements, or say why it has none.")
        for source, at in sorted(listed - seen)
    ]
    return sorted(problems)
