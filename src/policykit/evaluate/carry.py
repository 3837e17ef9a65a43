"""How often the words proposed for a question are the right ones, on documents whose labels say where they stand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policykit.draft.carry_over import Plan, plans_for
from policykit.draft.passages import OldDocument, Passage
from policykit.draft.questions import questions_for
from policykit.evaluate.labels import Labelled, close, same
from policykit.model.catalogues import Catalogues
from policykit.model.document import Document
from policykit.model.drafting import Need, School
from policykit.model.law import Phase, SchoolType
from policykit.pipeline import Options, candidates_of, check_file
from policykit.read import read

_ENOUGH = 40
"""So many characters of a quote tell where it stands: labels quote more or less of the same sentence."""


class Outcome(StrEnum):
    """What became of a requirement that the old document meets."""

    RIGHT = "right"
    WRONG = "wrong"
    POINTS_RIGHT = "points-right"
    """The words were given to another question, and this one names it."""
    POINTS_WRONG = "points-wrong"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Placed:
    """One requirement that a document meets, and the best passage proposed for it; `must` is a question no report lacks.

    `passages` and `right_passages` count all the passages proposed for it.
    """

    document: str
    requirement: str
    must: bool
    outcome: Outcome
    passages: int
    right_passages: int
    text: str
    labelled: str


def placed(documents: Iterable[Labelled], catalogues: Catalogues, as_at: date) -> list[Placed]:
    """Return an entry for each question whose first requirement a document is labelled as meeting.

    Right is a passage with a sentence in a block that is labelled as giving the requirement, or with the label's own quote.
    Questions that share a requirement with another are told apart by words of their own and are not counted.
    """
    return [one for document in documents for one in _of_document(document, catalogues, as_at)]


def _of_document(labelled: Labelled, catalogues: Catalogues, as_at: date) -> Iterable[Placed]:
    options = Options(as_at, school_type=labelled.school_type)
    report = check_file(str(labelled.path), options, read)
    old = OldDocument(report, candidates_of(report, options))
    about = report.about
    school = School(SchoolType(about.school_type), Phase(about.phase or Phase.PRIMARY.value), sixth_form=True)
    gives = _gives(labelled, report.document)
    for plan in plans_for([old], questions_for(school), catalogues.checklist):
        name = plan.question.answers[0]
        if labelled.statuses.get(name) == "met" and not plan.question.cues:
            yield _placed(labelled, plan, gives[name])


def _gives(labelled: Labelled, document: Document) -> dict[str, set[int]]:
    """Return the blocks that are labelled as giving each requirement, those that only touch on it left out."""
    gives: dict[str, set[int]] = defaultdict(set)
    for starts, shows in labelled.passages:
        wanted = close(starts)
        blocks = [block.index for block in document.blocks if same(starts) and wanted in close(block.text)]
        for one in shows:
            if not one.startswith("~"):
                gives[one.partition("/")[0]].update(blocks)
    return gives


def _placed(labelled: Labelled, plan: Plan, blocks: set[int]) -> Placed:
    name = plan.question.answers[0]
    quote = labelled.quotes.get(name, "")
    best = plan.passages[0] if plan.passages else plan.shared
    outcome = Outcome.NOTHING
    if plan.passages:
        outcome = Outcome.RIGHT if _is_right(plan.passages[0], blocks, quote) else Outcome.WRONG
    elif plan.shared:
        outcome = Outcome.POINTS_RIGHT if _is_right(plan.shared, blocks, quote) else Outcome.POINTS_WRONG
    return Placed(
        labelled.id,
        name,
        plan.question.need is Need.MUST,
        outcome,
        len(plan.passages),
        sum(_is_right(one, blocks, quote) for one in plan.passages),
        best.text() if best else "",
        quote,
    )


def _is_right(passage: Passage, blocks: set[int], quote: str) -> bool:
    if any(span.block in blocks for span in passage.spans):
        return True
    wanted = close(quote)
    texts = [close(passage.old.document.blocks[span.block].text) for span in passage.spans]
    return bool(wanted) and (wanted[:_ENOUGH] in close(passage.text()) or any(text in wanted for text in texts if text))


def share(found: Sequence[Placed], *outcomes: Outcome) -> float:
    """Return which share of the requirements met has one of the outcomes, 0 where there are none."""
    return sum(one.outcome in outcomes for one in found) / len(found) if found else 0.0
