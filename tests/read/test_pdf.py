"""What is read of a PDF that has no tags: lines, paragraphs, lists, columns, tables, furniture and gaps."""

import contextlib
import random

import pytest
from tests.read.pdf_sheet import PROSE, WIDTH, Sheet, body, texts

from policykit.errors import DocumentError
from policykit.model.document import BlockKind, Cell
from policykit.read.pdf import read_pdf


def test_lines_of_one_paragraph_are_joined() -> None:
    """Lines that follow each other closely make one paragraph."""
    reading = Sheet().page().lines(72, 700, PROSE).read()
    assert texts(reading) == [" ".join(PROSE)]
    assert (body(reading)[0].page, body(reading)[0].lines) == (1, 3)


def test_a_gap_parts_paragraphs() -> None:
    """A wider gap between lines begins a new paragraph."""
    reading = Sheet().page().lines(72, 700, PROSE).lines(72, 640, PROSE).read()
    assert texts(reading) == [" ".join(PROSE)] * 2


def test_a_short_line_ends_its_paragraph() -> None:
    """A line that ends early, with a full stop, ends its paragraph even where no gap follows."""
    reading = Sheet().page().lines(72, 700, [*PROSE, *PROSE]).read()
    assert texts(reading) == [" ".join(PROSE)] * 2


def test_a_paragraph_goes_on_over_the_page() -> None:
    """A sentence that a page end parts stays one paragraph, on the page where it begins."""
    reading = Sheet().page().lines(72, 100, PROSE[:2]).page().lines(72, 700, PROSE[2:]).read()
    assert texts(reading) == [" ".join(PROSE)]
    assert body(reading)[0].page == 1


@pytest.mark.parametrize(("bold", "size"), [(True, 11), (False, 14)])
def test_a_bold_or_larger_line_stands_out(bold: bool, size: float) -> None:
    """A line that is bold, or larger than the body, stands out and is no part of what follows."""
    reading = Sheet().page().text(72, 714, "Who to ask", bold=bold, size=size).lines(72, 696, PROSE).read()
    assert [(piece.raw, piece.stands_out) for piece in body(reading)] == [
        ("Who to ask", True),
        (" ".join(PROSE), False),
    ]


def test_an_underlined_line_stands_out() -> None:
    """A line that is underlined from end to end stands out."""
    reading = Sheet().page().text(72, 714, "Who to ask").rule(72, 712, 126, 712).lines(72, 690, PROSE).read()
    assert [piece.stands_out for piece in body(reading)] == [True, False]


def test_bold_words_in_a_line_do_not_stand_out() -> None:
    """A paragraph that begins with a bold word is a paragraph."""
    reading = Sheet().page().text(72, 700, "Note:", bold=True).text(106, 700, "ask at the office.").read()
    assert [(piece.raw, piece.stands_out) for piece in body(reading)] == [("Note: ask at the office.", False)]


@pytest.mark.parametrize("bullet", ["\x95", "-", "o"])
def test_bullets_make_list_items(bullet: str) -> None:
    """A bullet with a gap after it begins a list item, and is no part of its text."""
    sheet = Sheet().page().text(72, 714, "We offer:")
    for index, words in enumerate(["a quiet room", "small groups that meet", "help in class"]):
        sheet.text(90, 700 - 14 * index, bullet).text(108, 700 - 14 * index, words)
    items = [piece for piece in body(sheet.read()) if piece.kind is BlockKind.LIST_ITEM]
    assert [(piece.raw, piece.level) for piece in items] == [
        ("a quiet room", 1),
        ("small groups that meet", 1),
        ("help in class", 1),
    ]


def test_a_list_inside_a_list_is_deeper() -> None:
    """A bullet that is set in further makes an item of the second level."""
    sheet = Sheet().page()
    for y, x in ((700, 90), (686, 126), (672, 90)):
        sheet.text(x, y, "\x95").text(x + 18, y, "help in class")
    assert [piece.level for piece in body(sheet.read())] == [1, 2, 1]


def test_numbers_become_labels() -> None:
    """A number set apart from its words is a label."""
    sheet = Sheet().page().text(72, 700, "4.2").text(108, 700, "How we decide", bold=True)
    sheet.text(72, 680, "a)").text(90, 680, "by asking parents")
    assert [(piece.label, piece.raw) for piece in body(sheet.read())] == [
        ("4.2", "How we decide"),
        ("a)", "by asking parents"),
    ]


def test_a_number_in_a_sentence_is_no_label() -> None:
    """A line that happens to begin with a number goes on with its sentence."""
    lines = ["We ask every family twice a year what they think of our help, and in the year", "2019. There were ten."]
    reading = Sheet().page().lines(72, 700, lines).read()
    assert len(texts(reading)) == 1


def test_contents_lines_stay_apart() -> None:
    """Lines that end in dots and a page number are never joined."""
    lines = [f"Section {index} {'.' * 100} {index}" for index in (1, 2, 3)]
    assert len(texts(Sheet().page().lines(72, 700, lines).read())) == 3


def test_a_hyphen_at_a_line_end_is_kept_as_a_mark() -> None:
    """A word parted at a line end keeps pdfium's mark, and no space is put into it."""
    lines = ["Every teacher in our school is a teacher of children with special edu-", "cation needs."]
    [text] = texts(Sheet().page().lines(72, 700, lines).read())
    assert "edu\ufffecation" in text.replace("\x02", "\ufffe")


def test_rare_hyphens_at_line_ends_are_real_ones() -> None:
    """Where a long document parts no words, a hyphen that ends a line was typed."""
    sheet = Sheet().page()
    for index in range(12):
        sheet.lines(72, 750 - 50 * index, PROSE)
    sheet.lines(72, 140, ["Every teacher in our school is a teacher of children who need a well-", "known adult."])
    assert "well-known" in texts(sheet.read())[-1]


def columns(order: str) -> Sheet:
    """Return two columns of prose, written column by column or row by row."""
    left = [f"left line {index} tells of the help in class" for index in range(20)]
    right = [f"right line {index} tells of the advice we take" for index in range(20)]
    places = [(x, index, words) for x, side in ((60, left), (320, right)) for index, words in enumerate(side)]
    if order == "rows":
        places.sort(key=lambda place: place[1])
    sheet = Sheet().page()
    for x, index, words in places:
        sheet.text(x, 700 - 14 * index, words)
    return sheet


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_two_columns_are_read_one_after_the_other(order: str) -> None:
    """Columns are read down, left before right, in whatever order the file writes them."""
    text = " ".join(texts(columns(order).read()))
    assert text.index("left line 19") < text.index("right line 0 ")
    assert text.index("left line 3 ") < text.index("left line 4 ")


def test_ruled_tables_give_cells() -> None:
    """A table drawn with lines gives its cells row by row, each with its place."""
    sheet = Sheet().page().lines(72, 760, PROSE).grid([72, 200, 400], [700, 670, 640])
    for x, y, words in ((80, 680, "Who"), (210, 680, "When"), (80, 650, "The SENCO"), (210, 650, "Monday")):
        sheet.text(x, y, words)
    reading = sheet.lines(72, 600, PROSE).read()
    cells = [(piece.raw, piece.cell) for piece in body(reading) if piece.cell is not None]
    assert cells == [
        ("Who", Cell(0, 0, 0)),
        ("When", Cell(0, 0, 1)),
        ("The SENCO", Cell(0, 1, 0)),
        ("Monday", Cell(0, 1, 1)),
    ]
    assert [piece.cell is None for piece in body(reading)] == [True, False, False, False, False, True]


def test_a_table_goes_on_over_the_page_without_its_heading_again() -> None:
    """A table on two pages is one table, and the heading that is repeated is read once."""
    sheet = Sheet()
    for row in ("Monday", "Friday"):
        sheet.page().grid([72, 200, 400], [700, 670, 640])
        for x, y, words in ((80, 680, "Day"), (210, 680, "Club"), (80, 650, row), (210, 650, "Chess")):
            sheet.text(x, y, words)
    cells = [(piece.raw, piece.cell.table, piece.cell.row) for piece in sheet.read().pieces if piece.cell]
    assert cells == [
        ("Day", 0, 0),
        ("Club", 0, 0),
        ("Monday", 0, 1),
        ("Chess", 0, 1),
        ("Friday", 0, 2),
        ("Chess", 0, 2),
    ]


def test_a_box_round_words_is_no_table() -> None:
    """A frame round a heading makes no cell of it."""
    reading = Sheet().page().grid([70, 500], [715, 695]).text(72, 700, "Our aims", bold=True).read()
    assert [piece.cell for piece in body(reading)] == [None]


def test_running_headers_and_page_numbers_are_furniture_once() -> None:
    """What repeats in the margins is given once, as furniture, and never in the body."""
    sheet = Sheet()
    for number in range(1, 5):
        sheet.page().text(72, 810, "Green Lane School").lines(72, 700, PROSE).text(280, 30, f"Page {number} of 4")
    reading = sheet.read()
    assert texts(reading) == [" ".join(PROSE)] * 4
    assert [piece.raw for piece in reading.pieces if piece not in body(reading)] == ["Green Lane School", "Page 1 of 4"]


def test_a_line_at_the_top_of_one_page_is_body() -> None:
    """What stands in the margin of one page only is no furniture."""
    sheet = Sheet().page().text(72, 810, "Our policy").lines(72, 700, PROSE)
    for _ in range(3):
        sheet.page().lines(72, 700, PROSE)
    assert "Our policy" in texts(sheet.read())


def test_rows_of_one_column_are_not_joined() -> None:
    """A line drawn between two lines of words parts them."""
    sheet = Sheet().page().grid([70, 500], [715, 698, 681])
    reading = sheet.text(76, 702, "Swimming and other sports for all who").text(76, 685, "like them").read()
    assert texts(reading) == ["Swimming and other sports for all who", "like them"]


def test_links_stand_on_their_words() -> None:
    """A link covers the words inside its rectangle."""
    sheet = Sheet().page().text(72, 700, "See our").text(115, 700, "local offer").text(175, 700, "for more.")
    [piece] = body(sheet.link((114, 695, 172, 712), "https://offer.example/").read())
    [link] = piece.links
    assert (piece.raw[link.start : link.end], link.target) == ("local offer", "https://offer.example/")


def test_pictures_without_text_are_one_gap() -> None:
    """Pages that are pictures leave one gap for each run of them."""
    sheet = Sheet().page().lines(72, 700, PROSE).page().picture().page().picture().page().lines(72, 700, PROSE)
    [gap] = sheet.read().gaps
    assert (gap.where, gap.hides_text) == ("pages 2-3", True)
    assert gap.what == "are pictures without text, so nothing on them was checked."


def test_a_scan_with_only_a_page_number_is_a_gap() -> None:
    """A picture of a page under a typed header is not read, and that is said."""
    sheet = Sheet().page().lines(72, 700, PROSE).page().picture().text(280, 30, "Page 2")
    assert [gap.where for gap in sheet.read().gaps] == ["page 2"]


def test_a_picture_behind_words_is_no_gap() -> None:
    """A cover page with a picture behind its title is read."""
    reading = Sheet().page().picture().text(72, 600, "SEND policy", bold=True, size=30).read()
    assert (reading.gaps, texts(reading)) == ((), ["SEND policy"])


def test_words_that_cannot_be_seen_are_left_out() -> None:
    """Invisible words on a page without a picture count for nothing; over a picture they were read from it."""
    plain, scan = Sheet().page(), Sheet().page().picture()
    for sheet in (plain, scan):
        sheet.pages[-1].append("3 Tr")
        sheet.text(72, 700, "Hidden words")
    assert texts(plain.read()) == []
    assert [(piece.raw, piece.ocr) for piece in body(scan.read())] == [("Hidden words", True)]


def test_an_empty_page_is_no_gap() -> None:
    """A page with nothing on it hides nothing."""
    reading = Sheet().page().lines(72, 700, PROSE).page().read()
    assert (reading.gaps, reading.pages) == ((), 2)


@pytest.mark.parametrize("garbage", ["a" * 400, "\x01\x02\x03\x04\x05\x06 \x0e\x0f" * 40])
def test_garbled_text_is_a_gap_and_no_words(garbage: str) -> None:
    """A page whose letters mean nothing is said to be unreadable, and its text is not given."""
    reading = Sheet().page().lines(72, 700, [garbage[i : i + 80] for i in range(0, len(garbage), 80)]).read()
    assert (texts(reading), [gap.where for gap in reading.gaps]) == ([], ["page 1"])


def test_the_file_s_own_facts_are_read() -> None:
    """Title, author, dates and language come from the file."""
    data = Sheet().page().text(72, 700, "Words").bytes("/Title(SEN policy)/CreationDate(D:20190312101500Z)")
    assert read_pdf(data, "made.pdf").properties == (
        ("title", "SEN policy"),
        ("created", "2019-03-12T10:15:00"),
        ("language", "en-GB"),
    )


def test_mutated_files_never_end_in_anything_but_a_document_error() -> None:
    """Whatever bytes are changed or cut, the file is read or refused in plain words."""
    chance = random.Random(7)  # noqa: S311 - cases, not secrets
    sheet = Sheet().page().lines(72, 700, PROSE).grid([72, 200, 400], [640, 610, 580]).text(80, 590, "cell")
    whole = sheet.link((72, 695, 172, 712), "https://offer.example/").bytes()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = chance.choice([len(data), chance.randrange(len(data))])
        with contextlib.suppress(DocumentError):
            assert read_pdf(bytes(data[:cut]), "bad.pdf").format == "pdf"


def test_pages_that_are_turned_are_read_as_seen() -> None:
    """A page that is shown turned is read in the direction in which a person sees it."""
    sheet = Sheet().page()
    for index, words in enumerate(PROSE):
        x, y = WIDTH - 500 + 14 * index, 72
        sheet.pages[-1].append(f"BT /F1 11 Tf 0 1 -1 0 {x} {y} Tm ({words}) Tj ET")
    turned = sheet.bytes().replace(b"/Annots[]", b"/Rotate 90")
    assert texts(read_pdf(turned, "turned.pdf")) == [" ".join(PROSE)]
