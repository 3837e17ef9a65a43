"""The running text of a round's judged documents, as the store keeps it."""

from collections.abc import Iterator

from policykit.audit.copies import Words
from policykit.audit.reading import unpacked
from policykit.audit.rounds import Round
from policykit.audit.store import Store
from policykit.model.document import BlockKind, Layer


def texts_of(found: Round, store: Store) -> Iterator[Words]:
    """Give the passages of each school's judged document, one document at a time; one that is not kept is passed over."""
    for result in found.schools:
        judged = result.judged
        content = store.any_content(judged.sha256) if judged else None
        if judged is None or content is None:
            continue
        document = unpacked(content, judged.path)
        body = (Layer.BODY, Layer.NOTE)
        passages = (one.text for one in document.blocks if one.layer in body and one.kind is not BlockKind.HEADING)
        yield Words(result.school.key, tuple(passages))
