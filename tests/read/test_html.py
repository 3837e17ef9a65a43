"""Saved web pages: the page's own text in, everything around it out."""

import pytest

from policykit.model.document import BlockKind, Document, Layer
from policykit.read import read_bytes


def _read(body: str, head: str = "<title>SEND | Anytown</title>") -> Document:
    page = f"<!doctype html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>"
    return read_bytes(page.encode(), "send.html")


def _texts(body: str) -> list[str]:
    return [block.text for block in _read(body).blocks if block.layer is Layer.BODY]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>MARK</script>",
        "<style>MARK</style>",
        "<nav><ul><li>MARK</li></ul></nav>",
        "<div role='navigation'>MARK</div>",
        "<noscript>MARK</noscript>",
        "<template>MARK</template>",
        "<div hidden>MARK</div>",
        "<p style='color:red; display: none'>MARK</p>",
        "<span aria-hidden='true'>MARK</span>",
        "<div id='cookie-bar'>We use cookies. MARK</div>",
        "<div class='consent-popup'>MARK about cookies</div>",
        "<select><option>MARK</option></select>",
        "<textarea>MARK</textarea>",
        "<button>MARK</button>",
        "<ul class='main-menu'><li><a href='/a'>MARK</a></li><li><a href='/b'>B</a></li><li><a href='/c'>C</a></li></ul>",
        "<!-- MARK -->",
        "<svg><title>MARK</title></svg>",
        "<a class='skip-link' href='#x'>MARK</a>",
    ],
)
def test_what_a_visitor_does_not_read_is_left_out(unseen: str) -> None:
    """Scripts, menus, banners, controls and hidden elements give no text."""
    assert _texts(f"<p>Text.</p>{unseen}") == ["Text."]


@pytest.mark.parametrize(
    "seen",
    [
        "<details><summary>Help</summary><p>MARK</p></details>",
        "<div class='accordion-panel' style='display:none'>MARK</div>",
        "<button aria-controls='a1' aria-expanded='false'>Help</button><div id='a1' hidden>MARK</div>",
        "<div class='collapse' aria-hidden='true'>MARK</div>",
        "<h2><button>MARK</button></h2>",
        "<div id='parental-consent'>MARK</div>",
        "<form><p>MARK</p></form>",
        "<div>MARK</div>",
        "<dl><dt>Term</dt><dd>MARK</dd></dl>",
        "<article><header>MARK</header></article>",
    ],
)
def test_what_opens_at_a_click_is_read(seen: str) -> None:
    """Accordions, panels and ordinary containers give their text once."""
    assert " ".join(_texts(f"<p>Text.</p>{seen}")).count("MARK") == 1


def test_the_parts_of_a_page_become_blocks() -> None:
    """Headings, paragraphs, list items and cells come out with level, number and place."""
    document = _read(
        "<h2>Staff</h2><p>One <b>bold</b> word.</p><ol start=3><li>Three<ul><li>Inner</li></ul></li></ol>"
        "<table><tr><th>Need</th><th>Help</th></tr><tr><td rowspan=2>Autism</td><td>Room</td></tr><tr><td>Time</td></tr></table>"
    )
    found = [(block.kind, block.level, block.label, block.text) for block in document.blocks]
    assert found[:4] == [
        (BlockKind.HEADING, 2, "", "Staff"),
        (BlockKind.PARAGRAPH, 0, "", "One bold word."),
        (BlockKind.LIST_ITEM, 1, "3", "Three"),
        (BlockKind.LIST_ITEM, 2, "", "Inner"),
    ]
    places = [(block.cell.row, block.cell.column, block.cell.column_heading) for block in document.blocks if block.cell]
    assert places == [(0, 0, ""), (0, 1, ""), (1, 0, "Need"), (1, 1, "Help"), (2, 1, "Help")]


def test_one_line_break_is_a_space_and_two_part_paragraphs() -> None:
    """Line breaks as authors use them."""
    assert _texts("<div>1 High Street<br>Anytown<br><br>Ring us.</div>") == ["1 High Street Anytown", "Ring us."]


def test_the_header_and_footer_of_the_site_are_furniture() -> None:
    """The school's name above and its number below are kept apart from the page's text."""
    document = _read("<header>Anytown School</header><p>Text.</p><footer>Ring 01632 960000</footer>")
    assert [(block.text, block.layer) for block in document.blocks] == [
        ("Anytown School", Layer.FURNITURE),
        ("Text.", Layer.BODY),
        ("Ring 01632 960000", Layer.FURNITURE),
    ]


def test_links_and_facts_of_the_page_are_kept() -> None:
    """Target, title and language."""
    document = _read("<p>See <a href='https://a.example'>the offer</a>.</p>")
    block = document.blocks[0]
    assert [(block.text[link.start : link.end], link.target) for link in block.links] == [
        ("the offer", "https://a.example")
    ]
    assert document.properties == {"title": "SEND | Anytown", "language": "en-GB"}


@pytest.mark.parametrize(
    ("head", "encoding"),
    [("<meta charset=utf-8>", "utf-8"), ("", "cp1252"), ("<meta charset=iso-8859-1>", "cp1252"), ("", "utf-16")],
)
def test_the_encoding_is_taken_from_the_page_or_its_bytes(head: str, encoding: str) -> None:
    """Curly quotation marks survive, whatever the page says of its encoding."""
    page = f"<!doctype html><html><head>{head}</head><body><p>The school’s offer</p></body></html>"
    assert read_bytes(page.encode(encoding), "a.html").blocks[0].text == "The school’s offer"


def test_a_page_saved_as_one_file_is_read() -> None:
    """The HTML part of an .mht file is the page."""
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><p>Caf=C3=A9</p></body></html>\r\n--b--\r\n"
    )
    assert read_bytes(data, "a.mht").blocks[0].text == "Café"


def test_a_page_that_only_frames_another_says_so() -> None:
    """Text inside a frame was not read, so nothing can be said to be missing."""
    assert [gap.hides_text for gap in _read("<p>Our policy:</p><iframe src='policy.pdf'></iframe>").gaps] == [True]
