"""Every place where Word keeps text is read, once, in order; what a reader of the page does not see is not."""

import pytest
from tests.read.word_parts import NAMESPACES, paragraph, run, word_file, words

from policykit.model.document import Document, Layer
from policykit.read import read_bytes

_BOX = "<w:txbxContent>{}</w:txbxContent>"
_CHOICE = (
    '<mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>'
)


def _shape(inside: str) -> str:
    return (
        f"<w:drawing><wp:inline><a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _in_run(inside: str) -> str:
    return f"<w:p><w:r>{inside}</w:r></w:p>"


def _cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def _table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _field(instruction: str, result: str) -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}{run(result)}{end}"


SEEN = {
    "paragraph": paragraph("MARK"),
    "insertion": f"<w:p><w:ins>{run('MARK')}</w:ins></w:p>",
    "moved here": f"<w:p><w:moveTo>{run('MARK')}</w:moveTo></w:p>",
    "block insertion": f"<w:ins>{paragraph('MARK')}</w:ins>",
    "hyperlink": f'<w:p><w:hyperlink r:id="link">{run("MARK")}</w:hyperlink></w:p>',
    "simple field": f'<w:p><w:fldSimple w:instr="TITLE">{run("MARK")}</w:fldSimple></w:p>',
    "complex field": f"<w:p>{_field('REF x', 'MARK')}</w:p>",
    "nested field": f"<w:p>{_field('IF ' + '</w:instrText></w:r>' + _field('PAGE', 'no') + '<w:r><w:instrText>', 'MARK')}</w:p>",
    "field over paragraphs": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>{paragraph("MARK")}'
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
    "after a field without end": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
        f"{paragraph('MARK')}"
    ),
    "old drop-down": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="no"/><w:listEntry w:val="MARK"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
    "smart tag": f"<w:p><w:smartTag>{run('MARK')}</w:smartTag></w:p>",
    "inline custom XML": f"<w:p><w:customXml>{run('MARK')}</w:customXml></w:p>",
    "block custom XML": f"<w:customXml>{paragraph('MARK')}</w:customXml>",
    "row custom XML": _table().replace(
        "</w:tbl>", f"<w:customXml><w:tr>{_cell(paragraph('MARK'))}</w:tr></w:customXml></w:tbl>"
    ),
    "inline control": f"<w:p><w:sdt><w:sdtContent>{run('MARK')}</w:sdtContent></w:sdt></w:p>",
    "block control": f"<w:sdt><w:sdtContent>{paragraph('MARK')}</w:sdtContent></w:sdt>",
    "row control": f"<w:tbl><w:sdt><w:sdtContent><w:tr>{_cell(paragraph('MARK'))}</w:tr></w:sdtContent></w:sdt></w:tbl>",
    "cell control": _table(f"<w:sdt><w:sdtContent>{_cell(paragraph('MARK'))}</w:sdtContent></w:sdt>"),
    "control in a control": (
        f"<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{paragraph('MARK')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    ),
    "table cell": _table(_cell(paragraph("MARK"))),
    "nested table": _table(_cell(_table(_cell(paragraph("MARK"))) + "<w:p/>")),
    "cell merged across": _table(_cell(paragraph("MARK"), '<w:gridSpan w:val="3"/>'), _cell("<w:p/>") * 3),
    "cell merged down": _table(
        _cell(paragraph("MARK"), '<w:vMerge w:val="restart"/>'), _cell(paragraph("not shown"), "<w:vMerge/>")
    ),
    "drawn text box": _in_run(_shape(f"<wps:wsp><wps:txbx>{_BOX.format(paragraph('MARK'))}</wps:txbx></wps:wsp>")),
    "text box with fallback": _in_run(
        _CHOICE.format(
            _shape(f"<wps:wsp><wps:txbx>{_BOX.format(paragraph('MARK'))}</wps:txbx></wps:wsp>"),
            f"<w:pict><v:shape><v:textbox>{_BOX.format(paragraph('MARK'))}</v:textbox></v:shape></w:pict>",
        )
    ),
    "text only in the fallback": _in_run(_CHOICE.format(_shape("<wps:wsp/>"), words("MARK"))),
    "old text box": _in_run(
        f"<w:pict><v:shape><v:textbox>{_BOX.format(paragraph('MARK'))}</v:textbox></v:shape></w:pict>"
    ),
    "grouped shapes": _in_run(
        _shape(f"<wpg:wgp><wps:wsp><wps:txbx>{_BOX.format(paragraph('MARK'))}</wps:txbx></wps:wsp></wpg:wgp>")
    ),
    "table in a text box": _in_run(
        _shape(f"<wps:wsp><wps:txbx>{_BOX.format(_table(_cell(paragraph('MARK'))))}</wps:txbx></wps:wsp>")
    ),
    "WordArt": _in_run('<w:pict><v:shape><v:textpath string="MARK"/></v:shape></w:pict>'),
    "drawn words": _in_run(_shape("<a:txBody><a:p><a:r><a:t>MA</a:t></a:r><a:r><a:t>RK</a:t></a:r></a:p></a:txBody>")),
    "diagram": _in_run(_shape('<dgm:relIds r:dm="diagramData"/>')),
    "chart": _in_run(_shape('<c:chart r:id="chart"/>')),
    "equation": "<w:p><m:oMathPara><m:oMath><m:r><m:t>MARK</m:t></m:r></m:oMath></m:oMathPara></w:p>",
    "footnote": '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
    "endnote": '<w:p><w:r><w:endnoteReference w:id="2"/></w:r></w:p>',
    "header": '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
    "header of an earlier section": (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="first" r:id="header1"/></w:sectPr></w:pPr></w:p>'
    ),
    "footer": '<w:sectPr><w:footerReference w:type="even" r:id="footer1"/></w:sectPr>',
    "ruby": "<w:p><w:r><w:ruby><w:rt><w:r><w:t>no</w:t></w:r></w:rt><w:rubyBase>"
    + run("MARK")
    + "</w:rubyBase></w:ruby></w:r></w:p>",
    "runs": f"<w:p>{run('MA')}{run('RK')}</w:p>",
    "soft hyphen": "<w:p><w:r><w:t>MA</w:t><w:softHyphen/><w:t>RK</w:t></w:r></w:p>",
    "symbol of a common font": f'<w:p>{run("MAR")}<w:r><w:sym w:font="Arial" w:char="004B"/></w:r></w:p>',
    "right to left wrapper": f"<w:p><w:bdo>{run('MARK')}</w:bdo></w:p>",
    "heading": paragraph("MARK", properties='<w:outlineLvl w:val="0"/>'),
    "bold shown by a switch that is off": paragraph("MARK", run='<w:vanish w:val="0"/>'),
}
UNSEEN = {
    "deletion": "<w:p><w:del><w:r><w:delText>MARK</w:delText></w:r></w:del></w:p>",
    "deletion kept as text": f"<w:p><w:del>{run('MARK')}</w:del></w:p>",
    "moved away": f"<w:p><w:moveFrom>{run('MARK')}</w:moveFrom></w:p>",
    "deleted row": f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{_cell(paragraph('MARK'))}</w:tr></w:tbl>",
    "hidden run": paragraph("MARK", run="<w:vanish/>"),
    "hidden by a character style": paragraph("MARK", run='<w:rStyle w:val="Secret"/>'),
    "field instruction": f"<w:p>{_field('MARK', 'shown')}</w:p>",
    "separator note": '<w:p><w:r><w:footnoteReference w:id="0"/></w:r></w:p>',
    "alternative text": _in_run('<w:drawing><wp:inline><wp:docPr descr="MARK"/></wp:inline></w:drawing>'),
    "ruby reading": "<w:p><w:r><w:ruby><w:rt><w:r><w:t>MARK</w:t></w:r></w:rt></w:ruby></w:r></w:p>",
}
_PARTS = {
    "styles": '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>',
    "footnotes": f'<w:footnote w:id="0" w:type="separator">{paragraph("MARK")}</w:footnote>'
    f'<w:footnote w:id="2">{paragraph("MARK")}</w:footnote>',
    "endnotes": f'<w:endnote w:id="2">{paragraph("MARK")}</w:endnote>',
    "header1": paragraph("MARK"),
    "footer1": paragraph("MARK"),
    "diagramData": f"<dgm:dataModel {NAMESPACES}><a:p><a:r><a:t>MARK</a:t></a:r></a:p></dgm:dataModel>",
    "chart": f"<c:chartSpace {NAMESPACES}><c:title><a:p><a:r><a:t>MARK</a:t></a:r></a:p></c:title></c:chartSpace>",
}


def _read(body: str) -> Document:
    return read_bytes(word_file(body, _PARTS, {"link": "https://example.org"}), "policy.docx")


def _marks(document: Document) -> int:
    return " ".join(block.text for block in document.blocks).count("MARK")


@pytest.mark.parametrize("place", SEEN)
def test_text_in_a_place_that_the_reader_sees_is_read_once(place: str) -> None:
    """Each container gives its marker exactly once."""
    assert _marks(_read(SEEN[place])) == 1


@pytest.mark.parametrize("place", UNSEEN)
def test_text_that_the_reader_does_not_see_is_left_out(place: str) -> None:
    """Deleted, hidden and technical words never become text."""
    assert _marks(_read(paragraph("Before.") + UNSEEN[place])) == 0


def test_all_the_places_in_one_file_keep_their_order() -> None:
    """Forty-odd containers in one body come out complete and in the order of the page."""
    body = [(place, xml) for place, xml in SEEN.items() if place not in {"diagram", "chart"} and "Reference" not in xml]
    numbered = "".join(xml.replace("MARK", f"MARK{at}.") for at, (_, xml) in enumerate(body) if "MARK" in xml)
    found = [block.text for block in _read(numbered).blocks if "MARK" in block.text]
    expected = [f"MARK{at}." for at, (_, xml) in enumerate(body) if "MARK" in xml]
    assert found == expected
    assert len(SEEN) >= 40


def test_a_note_stands_after_the_paragraph_that_refers_to_it() -> None:
    """A footnote is a block of its own layer, between its paragraph and the next."""
    body = f'<w:p>{run("See")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>{paragraph("After.")}'
    assert [(block.text, block.layer) for block in _read(body).blocks] == [
        ("See", Layer.BODY),
        ("MARK", Layer.NOTE),
        ("After.", Layer.BODY),
    ]


def test_a_header_is_furniture_and_counts_once_for_all_sections() -> None:
    """The same header in two sections is one block on the layer of furniture."""
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    )
    document = _read(f"<w:p><w:pPr>{section}</w:pPr></w:p>{paragraph('Text.')}{section}")
    assert [block.text for block in document.blocks if block.layer is Layer.FURNITURE] == ["MARK"]


def test_a_deleted_paragraph_mark_joins_the_paragraphs() -> None:
    """Text before a deleted paragraph mark runs on into the next paragraph."""
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One ')}</w:p>"
    assert [block.text for block in _read(first + paragraph("sentence.")).blocks] == ["One sentence."]
