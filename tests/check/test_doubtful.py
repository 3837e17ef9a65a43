"""Words read from a picture that may well be others: they may be evidence, and a verdict on them alone is not sure."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.check.test_verdict import judged

from policykit.check.pupils import masked
from policykit.model.document import Document, ScannedWord
from policykit.model.finding import Finding, Status


def scanned(document: Document, *doubtful: str) -> Document:
    """Return the document as if it had been read from pictures, some of its words doubtful."""
    blocks = []
    for block in document.blocks:
        words = tuple(
            ScannedWord(word.start(), word.end(), (0, 0, 1, 1), 30.0 if word.group().strip(".") in doubtful else 95.0)
            for word in re.finditer(r"\S+", block.text)
        )
        blocks.append(replace(block, ocr=True, scanned=words))
    return replace(document, blocks=tuple(blocks))


def seen(doc: Callable[..., Document], *doubtful: str) -> Finding:
    """Return the finding on a club whose words were read from a picture."""
    return judged(scanned(doc("The chess club is run by Mrs Ash."), *doubtful))


@pytest.mark.parametrize("doubtful", [(), ("The", "run"), ("chess",), ("Mrs",)])
def test_one_sure_word_of_each_find_is_enough(doc: Callable[..., Document], doubtful: tuple[str, ...]) -> None:
    """Doubt beside the words that decide, or about one of several, changes nothing."""
    finding = seen(doc, *doubtful)
    assert (finding.status, finding.sure) == (Status.MET, True)


@pytest.mark.parametrize("doubtful", [("chess", "club"), ("Mrs", "Ash"), ("chess", "club", "Mrs", "Ash")])
def test_a_verdict_on_doubtful_words_alone_is_not_sure(doc: Callable[..., Document], doubtful: tuple[str, ...]) -> None:
    """Where nothing of what decides an element was read for certain, a person is asked to look."""
    finding = seen(doc, *doubtful)
    assert (finding.status, finding.sure) == (Status.MET, False)


def test_a_sure_place_is_taken_before_a_doubtful_one(doc: Callable[..., Document]) -> None:
    """The same thing said again in words that were read for certain makes the verdict sure."""
    document = doc("Mrs Ash has a chess club.", "Mr Elm has an art club.")
    finding = judged(scanned(document, "chess", "club", "Mrs", "Ash"))
    assert (finding.sure, finding.evidence[0].text) == (True, "Mr Elm has an art club.")


def test_a_part_found_in_doubtful_words_alone_is_not_sure(doc: Callable[..., Document]) -> None:
    """Partly met on such words is no surer than met."""
    finding = judged(scanned(doc("The chess club meets."), "chess", "club"))
    assert (finding.status, finding.sure) == (Status.PARTIAL, False)


def test_a_masked_name_takes_its_scanned_word_with_it(doc: Callable[..., Document]) -> None:
    """The mask stands where the name stood, and the words after it keep their places."""
    document = masked(scanned(doc("Jack in Year 4 has a quiet corner."), "quiet"))
    block = document.blocks[0]
    words = [block.text[word.start : word.end] for word in block.scanned]
    assert words == ["[a pupil]", "in", "Year", "4", "has", "a", "quiet", "corner."]
    assert [block.text[word.start : word.end] for word in block.scanned if word.is_doubtful] == ["quiet"]
