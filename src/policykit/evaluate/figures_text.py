"""An evaluation as text for a person and as plain data for JSON and the accuracy page."""

from collections.abc import Sequence
from typing import Any

from policykit.evaluate.run import Evaluation
from policykit.evaluate.scores import (
    RANK,
    Decision,
    Interval,
    Tally,
    by,
    by_requirement,
    counted,
    figures,
    intervals,
    ratio,
)

SHOWN = {
    "gap_precision": "gap precision",
    "gap_recall": "gap recall",
    "gap_f1": "gap F1",
    "status_accuracy": "status accuracy",
    "kappa_quadratic": "quadratic kappa",
    "false_missing_of_met": "false missing of met",
    "false_met_of_missing": "false met of missing",
    "abstained": "abstained",
    "stale_recall": "stale recall",
    "stale_precision": "stale precision",
    "look_alike_hits": "look-alike hits",
    "quotes_supported": "first quote in a labelled passage",
}
_BASELINE_SHOWN = ("gap_precision", "gap_recall", "gap_f1", "status_accuracy", "kappa_quadratic")


def as_data(evaluation: Evaluation, split: str) -> dict[str, Any]:
    """Return every figure of an evaluation as plain data, rounded to four places, in a fixed order."""
    spans = intervals(evaluation.said)
    return {
        "split": split,
        "documents": len(evaluation.said),
        "decisions": sum(len(tally.decisions) for tally in evaluation.said),
        "stale_items": sum(tally.stale_labelled for tally in evaluation.said),
        "figures": {
            name: {"value": _round(value), "interval": _span(spans.get(name))}
            for name, value in figures(evaluation.said).items()
        },
        "baselines": {
            name: {key: _round(value) for key, value in figures(tallies).items() if key in _BASELINE_SHOWN}
            for name, tallies in evaluation.baselines.items()
        },
        "by_requirement": {name: list(pair) for name, pair in by_requirement(evaluation.said).items()},
        "by_kind": _groups(by(evaluation.said, lambda tally: tally.kind)),
        "by_format": _groups(by(evaluation.said, lambda tally: tally.format)),
        "unsure": _unsure(evaluation.said),
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _span(interval: Interval) -> list[float] | None:
    return None if interval is None else [round(end, 4) for end in interval]


def _groups(groups: dict[str, dict[str, float | None]]) -> dict[str, dict[str, float | None]]:
    return {name: {key: _round(value) for key, value in found.items()} for name, found in groups.items()}


def _unsure(tallies: Sequence[Tally]) -> dict[str, float | None]:
    """Return how many decisions are unsure and how often those are right; of must-have gaps, how often the sure ones are."""
    decisions = [decision for tally in tallies for decision in tally.decisions]
    unsure = [decision for decision in decisions if not decision.sure]
    gaps = [one for one in decisions if one.must and counted(one)[1] < RANK["met"]]
    sure = [one for one in gaps if one.sure]
    return {
        "share": _round(ratio(len(unsure), len(decisions))),
        "accuracy": _round(ratio(_right(unsure), len(unsure))),
        "accuracy_of_sure": _round(ratio(_right(decisions) - _right(unsure), len(decisions) - len(unsure))),
        "must_gaps": float(len(gaps)),
        "must_gaps_unsure": _round(ratio(len(gaps) - len(sure), len(gaps))),
        "must_gaps_sure_precision": _round(ratio(sum(counted(one)[0] < RANK["met"] for one in sure), len(sure))),
    }


def _right(decisions: Sequence[Decision]) -> int:
    return sum(len(set(counted(decision))) == 1 for decision in decisions)


def as_text(found: dict[str, Any]) -> str:
    """Return the figures as a table for a person."""
    out = [
        f"{found['split']}: {found['documents']} documents, {found['decisions']} decisions, {found['stale_items']} stale items",
        "",
    ]
    for key, name in SHOWN.items():
        one = found["figures"][key]
        span = one["interval"]
        between = f"  ({_shown(span[0])} to {_shown(span[1])})" if span else ""
        out.append(f"{name:36} {_shown(one['value']):>7}{between}")
    unsure = {name: _shown(value) for name, value in found["unsure"].items()}
    out += [
        "",
        f"Unsure: {unsure['share']} of all, {unsure['accuracy']} of those right; of the sure, {unsure['accuracy_of_sure']} right.",
        f"Must-have gaps: {unsure['must_gaps_unsure']} unsure; of the sure ones {unsure['must_gaps_sure_precision']} are gaps.",
    ]
    out += ["", "Beside it:", f"{'':20}" + "".join(f"{SHOWN[key]:>18}" for key in _BASELINE_SHOWN)]
    for name, one in found["baselines"].items():
        out.append(f"{name:20}" + "".join(f"{_shown(one[key]):>18}" for key in _BASELINE_SHOWN))
    out += ["", "By requirement (right of all), the weakest first:"]
    weakest = sorted(found["by_requirement"].items(), key=lambda pair: (pair[1][0] / max(1, pair[1][1]), pair[0]))
    out += [f"  {name:28} {right} of {of}" for name, (right, of) in weakest]
    for title, groups in (("By kind:", found["by_kind"]), ("By format:", found["by_format"])):
        out += ["", title]
        out += [
            f"  {name:28} accuracy {_shown(one['status_accuracy'])}, kappa {_shown(one['kappa_quadratic'])}"
            for name, one in groups.items()
        ]
    return "\n".join(out) + "\n"


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def wrong_decisions(evaluation: Evaluation) -> str:
    """Return a line for each wrong decision, in the order of requirements."""
    wrong = [one for tally in evaluation.said for one in tally.decisions if len(set(counted(one))) > 1]
    lines = [
        f"{one.requirement:26} {one.document:36} labelled {one.labelled:8} said {one.said:14} {one.quote[:90]}"
        for one in sorted(wrong, key=lambda one: (one.requirement, one.document))
    ]
    return "\n".join(lines) + "\n"
