"""Running lines of text that was copied out of a PDF."""

from policykit.model.document import Layer
from policykit.read import read_bytes
from policykit.read.text_furniture import without_running_lines

PAGES = [
    f"Ferny Bank School\n\n{words}\n\nEvery pupil's plan is looked at with the family each term.\n\nPage {at} of 3\n"
    for at, words in enumerate(("What we aim for", "Who our staff are", "How our building is"), 1)
]


def test_lines_at_the_edge_of_most_pages_are_furniture() -> None:
    """The school's name and the page number go, once each, to the furniture; what repeats inside the pages stays."""
    blocks = read_bytes("\f".join(PAGES).encode(), "copied.txt").blocks
    running = [(block.text, block.page) for block in blocks if block.layer is Layer.FURNITURE]
    assert running == [("Ferny Bank School", 1), ("Page 1 of 3", 1)]
    sentence = "Every pupil's plan is looked at with the family each term."
    assert [block.text for block in blocks if block.layer is Layer.BODY].count(sentence) == len(PAGES)


def test_two_pages_prove_nothing() -> None:
    """A line at the head of two pages may be a heading."""
    pages = [["Our aims", "", "We help."], ["Our aims", "", "We teach."]]
    assert without_running_lines(pages) == (pages, [])
