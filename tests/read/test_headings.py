"""Which lines are headings by their words and looks, and how deep they stand."""

import pytest

from policykit.model.document import Block, BlockKind
from policykit.read.outline import outlined
from policykit.read.piece import Piece, Reading

_PROSE = "The school looks at every pupil's progress each term and talks about it with the family."


def _blocks(*pieces: Piece | str, file_format: str = "docx") -> tuple[Block, ...]:
    made = tuple(Piece(raw=piece) if isinstance(piece, str) else piece for piece in pieces)
    return outlined(Reading(pieces=made, format=file_format))[0]


def _headings(*pieces: Piece | str, file_format: str = "docx") -> list[str]:
    blocks = _blocks(*pieces, file_format=file_format)
    return [f"{b.label} {b.text}".strip() for b in blocks if b.kind is BlockKind.HEADING]


def _levels(*pieces: Piece) -> list[tuple[str, int]]:
    found = _blocks(*(part for piece in pieces for part in (piece, Piece(_PROSE, size=11))), file_format="pdf")
    return [(block.text, block.level) for block in found if block.kind is BlockKind.HEADING]


def _set(raw: str, size: float) -> Piece:
    return Piece(raw=raw, stands_out=True, size=size)


def _styled(raw: str) -> Piece:
    return Piece(raw=raw, kind=BlockKind.HEADING, level=1)


def test_the_largest_letters_are_the_first_level() -> None:
    """Headings rank by the height of their letters, and what is only bold comes below."""
    found = _levels(_set("SEND policy", 20), _set("Aims", 14), _set("For parents", 11), _set("Staff", 14))
    assert found == [("SEND policy", 1), ("Aims", 2), ("For parents", 3), ("Staff", 2)]


def test_numbers_rank_headings_of_one_size() -> None:
    """In letters of one height the depth of the number decides."""
    found = _levels(_set("SEND policy", 20), _set("1. Aims", 13), _set("1.1 Whom we serve", 13), _set("2. Staff", 13))
    assert [level for _, level in found] == [1, 2, 3, 2]


def test_nothing_stands_under_the_heading_of_the_contents() -> None:
    """However large "Contents" is set, the sections that come after it are not its own."""
    blocks = _blocks(
        _set("SEND policy", 20),
        Piece(_PROSE, size=11),
        _set("Contents", 16),
        Piece(_PROSE, size=11),
        _set("Aims", 13),
        Piece(_PROSE, size=11),
        file_format="pdf",
    )
    assert blocks[4].heading == 0


def test_a_slogan_in_the_letters_of_a_heading_is_one() -> None:
    """In large letters that other headings have too, a full stop does not make a sentence of a line."""
    found = _levels(_set("Stuck? Start here.", 16), _set("Who can help?", 16), _set("Who else?", 16))
    assert [text for text, _ in found] == ["Stuck? Start here.", "Who can help?", "Who else?"]


def test_questions_that_stand_alone_over_their_answers_are_headings() -> None:
    """Three questions of normal weight, each over text, are headings beside styled ones."""
    questions = ("How will my child be supported?", "Who can I talk to?", "What if I am not happy? Who helps?")
    parts = [part for question in questions for part in (question, _PROSE)]
    assert _headings(_styled("For parents"), _PROSE, *parts) == ["For parents", *questions]


@pytest.mark.parametrize(
    "questions",
    [
        ("How will my child be supported?", _PROSE, "Who can I talk to?", _PROSE),
        ("We ask ourselves this.", "Is it fair?", "Is it kind?", "Does it work?", "Who gains?", _PROSE),
    ],
    ids=["two", "a run"],
)
def test_few_questions_and_runs_of_them_are_text(questions: tuple[str, ...]) -> None:
    """Two questions prove nothing, and questions in a row are asked one after another."""
    assert _headings(_styled("For parents"), _PROSE, *questions) == ["For parents"]


def test_a_number_missing_from_the_order_is_found() -> None:
    """A numbered line over a list, too long for a title, is a heading where its number stands between two headings."""
    long = (
        "3. How do you find out that a child needs more help, and what should I do if I am worried about mine at home?"
    )
    item = Piece(raw="reading tests", kind=BlockKind.LIST_ITEM, level=1)
    lines = (
        "1. Our aims",
        _PROSE,
        "2. Our staff",
        _PROSE,
        long,
        item,
        "4. Our building",
        _PROSE,
        "5. Our money",
        _PROSE,
    )
    assert long in _headings(*lines)


def test_a_numbered_item_is_no_heading_for_its_number() -> None:
    """The items of a numbered list between numbered headings stay items."""
    items = ("1. Assess what is needed", "2. Plan with the family", "3. Do it in class", "4. Review it each term")
    lines = ("1. Our aims", _PROSE, "2. Our staff", _PROSE, "3. Our steps", _PROSE, *items, "4. Our money", _PROSE)
    assert not set(items) & set(_headings(*lines))


@pytest.mark.parametrize("line", ["Joining in", "Moving on", "Who you can talk to", "STRAND A. THE CURRICULUM"])
def test_a_title_may_end_on_a_small_word_or_hold_an_initial(line: str) -> None:
    """A small word at the end is no break where the next line begins anew, nor a lettered part a sentence."""
    assert line in _headings(_PROSE, line, _PROSE, _PROSE, file_format="text")


def test_a_line_broken_off_is_no_title() -> None:
    """A short line that the next one goes on from is half a sentence."""
    assert _headings(_PROSE, "Every child joins in", "with what " + _PROSE.lower(), _PROSE, file_format="text") == []


def test_the_title_of_an_annex_is_a_heading_beside_styled_ones() -> None:
    """An annex begins a section even where its title has no style and the text below is a placeholder."""
    assert _headings(_styled("Aims"), _PROSE, "ANNEX A: GLOSSARY", "[to be inserted]") == ["Aims", "ANNEX A: GLOSSARY"]
