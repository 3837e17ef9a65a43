"""A Word file with everything in it that makes a comment hard to place, as Word itself would write it."""

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TRACKED = 'w:author="A. Clerk" w:date="2026-01-02T03:04:05Z"'


def run(text: str, look: str = "") -> str:
    """Return a run, with run properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, shown: str) -> str:
    """Return a field as Word writes one: marks, instruction and result in runs of their own."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(inside: str) -> str:
    """Return a run with a text box, in the new form and the old one."""
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="2000000" cy="500000"/><wp:docPr id="7" name="Box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def control(inside: str, properties: str = "") -> str:
    """Return a content control inside a paragraph."""
    return f'<w:sdt><w:sdtPr><w:id w:val="91"/>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


BOLD, ITALIC = "<w:b/>", "<w:i/>"
_CHANGED = f'<w:b/><w:rPrChange w:id="5" {_TRACKED}><w:rPr/></w:rPrChange>'
PARAGRAPHS = (
    run("Plain words, of which the middle is to be marked."),
    run("The School ", BOLD) + run("Action", ITALIC) + run(" stage has ended and nobody misses it."),
    '<w:r><w:t>With a tab</w:t><w:tab/><w:t xml:space="preserve">and a break </w:t><w:br/><w:t>all in one run.</w:t></w:r>',
    run("See ")
    + f'<w:hyperlink r:id="rIdLink" w:history="1">{run("the statement of SEN", ITALIC)}</w:hyperlink>'
    + run(" for more."),
    run("A field: ") + field("REF other \\h", run("the words of a reference")) + run(" goes on here."),
    run("A link: ")
    + field('HYPERLINK "https://example.org"', run("the linked ") + run("statement", BOLD))
    + run(" here."),
    run("Inserted: ") + f'<w:ins w:id="11" {_TRACKED}>{run("words that somebody put in")}</w:ins>' + run(" and kept."),
    run("Deleted: ")
    + f'<w:del w:id="12" {_TRACKED}><w:r><w:delText xml:space="preserve">gone already </w:delText></w:r></w:del>'
    + run("and this stays."),
    run("Changed looks in a run that is cut.", _CHANGED),
    run("Control: ") + control(run("words in an open control")) + run(" after it."),
    run("Filled: ") + control(run("words that Word fills"), "<w:text/>") + run(" after it."),
    run("With a note")
    + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    + run(" and a box")
    + box(f"<w:p>{run('Ask the LEA for a form.')}</w:p>")
    + run(" at its end."),
    "".join(
        (
            '<w:bookmarkStart w:id="21" w:name="mark"/>',
            run("Between "),
            '<w:bookmarkEnd w:id="21"/><w:proofErr w:type="spellStart"/>',
            run("bookmarks"),
            '<w:proofErr w:type="spellEnd"/>',
            run(" of all kinds."),
        )
    ),
    "".join(
        (
            '<w:commentRangeStart w:id="0"/>',
            run("Commented"),
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            run(" by somebody already."),
        )
    ),
    f'<w:fldSimple w:instr=" DOCPROPERTY Company ">{run("Simple words of a field")}</w:fldSimple>{run(" then more.")}',
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_STYLE = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
_TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    f"<w:tr><w:tc><w:tcPr/><w:p>{run('Who helps')}</w:p></w:tc><w:tc><w:tcPr/><w:p>{run('The LEA and SENDIST help')}</w:p></w:tc></w:tr></w:tbl>"
)
_LIST = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("An item about School Action")}</w:p>'


def torture(settings: str = "", *, comments: bool = True) -> bytes:
    """Return the file; with `settings` inside its settings part, and without comments of its own if so asked."""
    paragraphs = [one for one in PARAGRAPHS if comments or "commentReference" not in one]
    body = "".join(f"<w:p>{one}</w:p>" for one in paragraphs) + _TABLE + _LIST
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" The LEA of a note.")}</w:p></w:footnote>'
    parts = {
        "document": (f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>", "document.main"),
        "styles": (
            f"<w:styles {_SPACES}>{_STYLE}</w:styles>",
            "styles",
        ),
        "numbering": (f"<w:numbering {_SPACES}>{_NUMBERING}</w:numbering>", "numbering"),
        "settings": (f"<w:settings {_SPACES}>{settings}</w:settings>", "settings"),
        "footnotes": (f"<w:footnotes {_SPACES}>{note}</w:footnotes>", "footnotes"),
        "header": (f"<w:hdr {_SPACES}><w:p>{run('Policy of the LEA')}</w:p></w:hdr>", "header"),
    }
    if comments:
        inner = f'<w:comment w:id="0" {_TRACKED} w:initials="AC"><w:p>{run("A comment of her own.")}</w:p></w:comment>'
        parts["comments"] = (f"<w:comments {_SPACES}>{inner}</w:comments>", "comments")
    return _package(parts)


def _package(parts: dict[str, tuple[str, str]]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, (_, kind) in parts.items()
    )
    links = "".join(
        f'<Relationship Id="rId{name.title()}" Type="{_R}/{name}" Target="{name}.xml"/>'
        for name in parts
        if name != "document"
    )
    links += f'<Relationship Id="rIdLink" Type="{_R}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        defaults += '<Default Extension="xml" ContentType="application/xml"/>'
        archive.writestr(
            "[Content_Types].xml", f'{head}<Types xmlns="{_PACKAGE}/content-types">{defaults}{types}</Types>'
        )
        main = f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'{head}<Relationships xmlns="{_PACKAGE}/relationships">{main}</Relationships>')
        for name, (content, _) in parts.items():
            archive.writestr(f"word/{name}.xml", f"{head}{content}")
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'{head}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        )
        archive.writestr("word/media/photograph.bin", bytes(range(256)) * 40)
    return out.getvalue()


def rewritten(data: bytes, pairs: list[tuple[bytes, bytes]]) -> bytes:
    """Return a package with every old word of the pairs replaced by its new one, in every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            for old, new in pairs:
                part = part.replace(old, new)
            after.writestr(name, part)
    return out.getvalue()
