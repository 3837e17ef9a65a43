"""OpenDocument texts: the same care as for Word."""

import io
import zipfile

import pytest

from policykit.errors import DocumentError
from policykit.model.document import BlockKind, Document, Layer
from policykit.read import read_bytes

_NAMES = ("office", "text", "table", "drawing", "style", "meta")
_SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
_MORE = (
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def _odt(body: str, styles: str = "", manifest: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
        content = f"{automatic}<office:body><office:text>{body}</office:text></office:body>"
        archive.writestr(
            "content.xml", f"<office:document-content {_SPACES} {_MORE}>{content}</office:document-content>"
        )
        footer = "<style:footer><text:p>Anytown School</text:p></style:footer>"
        archive.writestr("styles.xml", f"<office:document-styles {_SPACES}>{footer}</office:document-styles>")
        if manifest:
            archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def _read(body: str, styles: str = "") -> Document:
    return read_bytes(_odt(body, styles), "policy.odt")


def test_the_parts_of_a_text_become_blocks() -> None:
    """Headings, paragraphs, lists, cells, notes, text boxes and the footer, each once."""
    document = _read(
        '<text:h text:outline-level="2">Staff</text:h>'
        "<text:p>Two<text:s/>words<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><drawing:frame><drawing:text-box><text:p>In a box.</text:p></drawing:text-box></drawing:frame></text:p>"
    )
    assert [(block.kind, block.layer, block.text) for block in document.blocks] == [
        (BlockKind.HEADING, Layer.BODY, "Staff"),
        (BlockKind.PARAGRAPH, Layer.BODY, "Two words"),
        (BlockKind.PARAGRAPH, Layer.NOTE, "A note."),
        (BlockKind.LIST_ITEM, Layer.BODY, "Item"),
        (BlockKind.CELL, Layer.BODY, "A"),
        (BlockKind.CELL, Layer.BODY, "B"),
        (BlockKind.PARAGRAPH, Layer.BODY, "In a box."),
        (BlockKind.PARAGRAPH, Layer.FURNITURE, "Anytown School"),
    ]


def test_deleted_text_and_comments_do_not_count() -> None:
    """Tracked deletions and comments are reported, not read."""
    document = _read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>GONE</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Kept.<office:annotation><text:p>MARGIN</text:p></office:annotation></text:p>"
    )
    assert [block.text for block in document.blocks if block.layer is Layer.BODY] == ["Kept."]
    assert {gap.where for gap in document.gaps} == {"comments", "tracked changes"}


def test_a_bold_line_stands_out() -> None:
    """Bold by an automatic style makes a heading by look."""
    bold = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    prose = "<text:p>Anyone in the office can help you to find the right person.</text:p>"
    blocks = _read(f'<text:p text:style-name="B">Who can help</text:p>{prose}', bold).blocks
    assert blocks[0].kind is BlockKind.HEADING


def test_a_locked_text_is_refused() -> None:
    """A password is named as the reason."""
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/>'
        "</m:file-entry></m:manifest>"
    )
    with pytest.raises(DocumentError, match="password"):
        read_bytes(_odt("<text:p>x</text:p>", manifest=manifest), "a.odt")
