"""The whole check, with and without what only its readers look at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from policykit.check.pupils import known_as_masked, masked
from policykit.check.whole import check_both
from policykit.model.document import Document
from policykit.pipeline import catalogues
from policykit.read.kind import about

DAY = date(2026, 11, 21)
_PARAGRAPHS = (
    "# SEN information report",
    "Our SENCO is Mrs Ash, on 01632 960111. We use the LEA's forms, as Amira, a pupil in Year 4, does.",
    "The policy will be reviewed in May 2021. See www.example.org/offer.",
)


def test_a_check_without_advice_finds_all_else_alike(doc: Callable[..., Document]) -> None:
    """An audit leaves out plain words, links and access, which it tells nobody; nothing else changes."""
    document, known = doc(*_PARAGRAPHS), catalogues()
    whole, _ = check_both(document, about(document), known, DAY)
    bare, _ = check_both(document, about(document), known, DAY, advice=False)
    assert whole.plain is not None
    assert whole.access is not None
    assert (bare.plain, bare.access, bare.links) == (None, None, ())
    assert bare == replace(whole, plain=None, access=None, links=())


def test_a_document_kept_masked_is_not_searched_for_names_again(doc: Callable[..., Document]) -> None:
    """Masking what was masked changes nothing, so that what this program kept may be taken as it is."""
    kept = masked(doc(*_PARAGRAPHS))
    assert "Amira" not in kept.blocks[1].text
    again = replace(kept)
    assert masked(again) == kept
    unread = doc(*_PARAGRAPHS)
    known_as_masked((again, unread))
    assert masked(unread) is unread
