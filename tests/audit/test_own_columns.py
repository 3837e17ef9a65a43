"""What an adviser wrote, and what of it is changed by ticking schools elsewhere."""

from policykit.audit.own_columns import COMMENT, LETTER, NO_NOTES, OwnNotes


def test_ticks_elsewhere_take_the_place_of_those_in_the_workbook() -> None:
    """And of nothing else that she wrote."""
    notes = OwnNotes({("Matrix", "ash"): {LETTER: "x", COMMENT: "Rang them."}, ("Matrix", "oak"): {LETTER: "yes"}})
    now = notes.with_letters_to(["elm"])
    assert [key for key in ("ash", "elm", "oak") if now.is_ticked(key)] == ["elm"]
    assert now.of("Matrix", "ash") == {COMMENT: "Rang them."}
    assert notes.is_ticked("ash")
    assert NO_NOTES.with_letters_to([]) == NO_NOTES
