"""PDFs put together object by object, for what no honest program writes."""

from collections.abc import Sequence

FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
CATALOG = "<</Type/Catalog/Pages 2 0 R>>"


def pdf_of(objects: Sequence[str | bytes], trailer: str = "") -> bytes:
    """Return a PDF with these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%bendobj\n" % (number, body if isinstance(body, bytes) else body.encode("latin-1"))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    return (
        out + head + b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (count, trailer.encode(), len(out))
    )


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a stream object."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), entries.encode(), content)


def page_of(content: bytes, *, entries: str = "", more: Sequence[str | bytes] = (), box: str = "0 0 595 842") -> bytes:
    """Return a PDF of one page: object 4 is its content, 5 the font F1, those from 6 on are `more`, named X in order."""
    forms = "".join(f"/X{number} {number} 0 R" for number in range(6, 6 + len(more)))
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<<{forms}>>>>>>"
    )
    return pdf_of([CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream(content, entries), FONT, *more])
