"""What has to be said at the top of a comparison, in whole sentences."""

from collections.abc import Iterator

from policykit.compare.changes import Edition
from policykit.report import wording


def notes_on(old: Edition, new: Edition, stored: Edition | None) -> Iterator[str]:
    """Return the sentences that a reader needs first: other kinds, other schools, reports of other checklists."""
    if old.kind != new.kind:
        kinds = [wording.KINDS.get(edition.kind, edition.kind) for edition in (old, new)]
        yield (
            f"These are documents of different kinds ({kinds[0]}; {kinds[1]}). The law asks different things of them, so "
            "a finding may differ for that reason alone."
        )
    names = [str(edition.shape["document"]["school"]["name"]) for edition in (old, new)]
    if all(names) and names[0].casefold() != names[1].casefold():
        yield f"They name different schools: “{names[0]}” and “{names[1]}”. Check that both are yours."
    if old.stored and old.document is None:
        yield from _on_stored(old, new)
    elif stored is not None and stored.digest != new.digest:
        yield (
            f"The stored report was made with checklist {stored.shape['checklist']['version']}. The old document is still "
            "as it was then, so it was read again: both editions are judged by today's checklist."
        )
    for one in new.shape.get("accepted", ()):
        if one["state"] == "expired":
            yield f"{one['file']}:{one['line']}: the acceptance of {one['id']} expired on {one['until']}."
        elif one["state"] == "unused":
            yield f"{one['file']}:{one['line']}: the acceptance of {one['id']} is not used. {one['note']}"
    foreign = str(new.shape["document"]["foreign"])
    if foreign:
        yield foreign


def _on_stored(old: Edition, new: Edition) -> Iterator[str]:
    yield (
        "The old document is not to hand, only its report: sections cannot be compared. Give the old document itself to "
        "have both judged alike."
    )
    then, now = old.shape["checklist"], new.shape["checklist"]
    if then["digest"] != now["digest"]:
        yield (
            f"That report was made with checklist {then['version']} of {then['date']} and today's is {now['version']} of "
            f"{now['date']}. What we can tell to be the checklist's doing is listed apart; the rest may be so too."
        )
    if old.shape["as_at"] != new.shape["as_at"]:
        yield f"That report applied the law of {old.shape['as_at']}; today's applies that of {new.shape['as_at']}."
