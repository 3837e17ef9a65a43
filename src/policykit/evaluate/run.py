"""The check, its two parts alone and its baselines over labelled documents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policykit.evaluate.ablation import Ablation
from policykit.evaluate.baselines import NearestNeighbour, keyword_list, title_words
from policykit.evaluate.labels import SCORED, Labelled, same
from policykit.evaluate.scores import Decision, Tally
from policykit.model.catalogues import Catalogues
from policykit.model.document import Document
from policykit.model.finding import Finding, Report, Severity, StaleFinding
from policykit.model.law import Publish
from policykit.pipeline import Options, check_file
from policykit.read import read

_SAID = frozenset({Severity.OUTDATED, Severity.CHECK})
_WANTED = frozenset({"outdated", "check"})
Baseline = Callable[[Document, Mapping[str, str]], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What each checker makes of the same documents; `said` is the program's own, the rest the baselines'."""

    documents: tuple[Labelled, ...]
    said: tuple[Tally, ...]
    baselines: dict[str, tuple[Tally, ...]]


def evaluate(
    documents: Sequence[Labelled], train: Sequence[Labelled], catalogues: Catalogues, as_at: date
) -> Evaluation:
    """Return the decisions of the check, of its parts alone and of three baselines; the nearest neighbour learns from `train`."""
    titles = {r.id: r.title for r in catalogues.checklist.requirements if not r.further}
    musts = frozenset(r.id for r in catalogues.checklist.requirements if r.publish is Publish.MUST)
    said = tuple(
        _tally(document, check_file(str(document.path), _options(document, as_at)), musts) for document in documents
    )
    checkers: dict[str, Baseline] = {
        "rules alone": Ablation(catalogues, as_at, rules=True),
        "recogniser alone": Ablation(catalogues, as_at, rules=False),
        "title words": title_words,
        "keyword list": keyword_list,
        "nearest neighbour": NearestNeighbour(_passages(train)),
    }
    read_once = [(document, read(document.path)) for document in documents]
    baselines = {
        name: tuple(_baseline_tally(document, checker(text, titles)) for document, text in read_once)
        for name, checker in checkers.items()
    }
    return Evaluation(tuple(documents), said, baselines)


def _options(document: Labelled, as_at: date) -> Options:
    return Options(as_at, school_type=document.school_type)


def _passages(train: Iterable[Labelled]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for document in train:
        texts = [block.text for block in read(document.path).blocks]
        plain = [same(text) for text in texts]
        for starts, shows in document.passages:
            wanted = same(starts)
            at = next((number for number, text in enumerate(plain) if wanted and wanted in text), None)
            if at is not None:
                yield texts[at], shows


def _empty(document: Labelled) -> Tally:
    return Tally(document.id, document.kind, document.path.suffix.lstrip("."))


def _baseline_tally(document: Labelled, said: Mapping[str, str]) -> Tally:
    tally = _empty(document)
    tally.decisions = [
        Decision(document.id, name, labelled, said.get(name, "absent"))
        for name, labelled in document.statuses.items()
        if labelled in SCORED
    ]
    return tally


def _tally(document: Labelled, report: Report, musts: frozenset[str]) -> Tally:
    tally = _empty(document)
    found = {finding.id: finding for finding in report.requirements}
    for name, labelled in document.statuses.items():
        finding = found.get(name)
        if labelled in SCORED:
            tally.decisions.append(replace(_decision(document, name, labelled, finding), must=name in musts))
    _count_quotes(tally, document, report)
    _count_stale(tally, document, report)
    return tally


def _decision(document: Labelled, name: str, labelled: str, finding: Finding | None) -> Decision:
    if finding is None:
        return Decision(document.id, name, labelled, "absent")
    quote = finding.evidence[0].text if finding.evidence else ""
    return Decision(document.id, name, labelled, str(finding.status), finding.sure, quote)


def _count_quotes(tally: Tally, document: Labelled, report: Report) -> None:
    """Count the quotes that lie in a passage labelled as giving that requirement."""
    gives = {
        block.index: {one.lstrip("~").partition("/")[0] for one in shows}
        for starts, shows in document.passages
        for block in report.document.blocks
        if same(starts) in same(block.text)
    }
    for finding in report.requirements:
        for quote in finding.evidence[:1]:
            tally.quotes += 1
            tally.quotes_supported += finding.id in gives.get(quote.span.block, ())


def _overlap(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _words(report: Report, finding: StaleFinding) -> str:
    words = finding.quote.words
    return report.document.blocks[words.block].text[words.start : words.end]


def _count_stale(tally: Tally, document: Labelled, report: Report) -> None:
    said = {same(_words(report, finding)) for finding in report.stale if finding.severity in _SAID}
    labelled = [(same(quote), severity) for quote, severity in document.stale]
    wanted = [quote for quote, severity in labelled if severity in _WANTED]
    tally.stale_labelled = len(wanted)
    tally.stale_found = sum(any(_overlap(quote, one) for one in said) for quote in wanted)
    tally.stale_said = len(said)
    for one in said:
        if any(_overlap(one, quote) for quote, severity in labelled if severity != "history"):
            tally.stale_right += 1
        elif any(_overlap(one, same(quote)) for quote in document.look_alikes):
            tally.look_alikes += 1
