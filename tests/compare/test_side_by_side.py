"""The texts of two editions side by side: nothing is lost, and what changed is marked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.compare import side_by_side as side
from policykit.compare.side_by_side import CAME, EDITED, GONE, MOVED, SAME, Passage, Row, side_by_side, stretches
from policykit.model.document import Document
from policykit.read import read_bytes

OLD = """# SEN information report

Our SENCO is Mrs A. Reed. Ring her on 01632 960100.

Parents can get free advice from the Parent Partnership Service.

| Term | Meeting |
| --- | --- |
| Autumn | Parents' evening in the hall |

We assess every child in September and tell the parents.
"""
NEW = """# SEN information report

We assess every child in September and tell the parents.

Our SENCO is Mr B. Ash. Ring him on 01632 960100.

Write to the governors where you are not content.

| Term | Meeting |
| --- | --- |
| Autumn | Coffee morning in the hall |
"""


def document(text: str) -> Document:
    """Return the document that a Markdown text is."""
    return read_bytes(text.encode(), "text.md")


def shown(passage: Passage | None) -> str:
    """Return a passage with what changed in brackets."""
    if passage is None:
        return ""
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in passage.pieces)


def test_each_passage_stands_beside_what_it_has_become() -> None:
    """With the words that changed; what moved is called so on both sides."""
    rows = side_by_side(document(OLD), document(NEW))
    told = [(row.kind, shown(row.old), shown(row.new)) for row in rows]
    moved = "We assess every child in September and tell the parents."
    assert told == [
        (SAME, "SEN information report", "SEN information report"),
        (MOVED, "", moved),
        (
            EDITED,
            "Our SENCO is [Mrs A]. [Reed]. Ring [her] on 01632 960100.",
            "Our SENCO is [Mr B]. [Ash]. Ring [him] on 01632 960100.",
        ),
        (GONE, "Parents can get free advice from the Parent Partnership Service.", ""),
        (CAME, "", "Write to the governors where you are not content."),
        (SAME, "Term | Meeting", "Term | Meeting"),
        (EDITED, "Autumn | [Parents' evening] in the hall", "Autumn | [Coffee morning] in the hall"),
        (MOVED, moved, ""),
    ]


def test_what_is_the_same_comes_in_stretches() -> None:
    """So that a page may fold them."""
    rows = [Row(kind, None, None) for kind in (SAME, SAME, EDITED, GONE, SAME)]
    assert [(same, len(held)) for same, held in stretches(rows)] == [(True, 2), (False, 2), (True, 1)]


PARAGRAPHS = st.lists(
    st.lists(
        st.sampled_from(["the", "sen", "senco", "code", "of", "pupils", "2014", "2015", "meets", "|", "–", "parents'"]),
        min_size=1,
        max_size=9,
    ).map(" ".join),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_every_passage_of_either_edition_stands_there_once(old: list[str], new: list[str]) -> None:
    """In its order, whole, whatever was done to it."""
    before, after = (
        read_bytes("\n\n".join(side).encode(), "text.txt") if side else document("#") for side in (old, new)
    )
    rows = side_by_side(before, after)
    for edition, held in ((before, [row.old for row in rows]), (after, [row.new for row in rows])):
        whole = "".join(block.text for block in edition.blocks).replace(" | ", "")
        assert "".join(passage.text for passage in held if passage).replace(" | ", "") == whole


def test_a_stretch_or_a_passage_that_is_too_long_is_shown_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which takes no time, and loses nothing."""
    monkeypatch.setattr(side, "_MOST_PAIRS", 1)
    rows = side_by_side(document(OLD), document(NEW))
    assert EDITED not in {row.kind for row in rows}
    monkeypatch.undo()
    monkeypatch.setattr(side, "_MOST_TOKENS", 3)
    (row,) = side_by_side(document("The SENCO is Mrs Reed."), document("The SENCO is Mr Ash."))
    assert (shown(row.old), shown(row.new)) == ("[The SENCO is Mrs Reed.]", "[The SENCO is Mr Ash.]")
