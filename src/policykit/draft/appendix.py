"""What is added at the end of a draft: the list of what is still to confirm, and the crosswalk table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policykit.draft.fields import Standing
from policykit.draft.place import Placed
from policykit.draft.word_runs import W, new_paragraph, style_ids
from policykit.draft.words import CROSSWALK_TITLE, GAP_LIST_TITLE, gap_words


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """Where one requirement stands: the words of the requirement with its place in the law, the sections, the source."""

    requirement: str
    sections: tuple[str, ...]
    source: tuple[str, ...]


def add_gap_list(document: Any, placed: Sequence[Placed]) -> None:
    """List each gap and each proposal once; nothing where there is none.

    Only the marks themselves: the name of a section beside them could be read as something the school says.
    """
    lines: dict[str, str] = {}
    for one in placed:
        if one.field.standing is Standing.SAID:
            continue
        asks = one.field.question.asks
        mark = gap_words(one.field.question) if one.field.standing is Standing.GAP else f"[NOT YET CONFIRMED: {asks}]"
        lines.setdefault(one.field.question.id, mark)
    if not lines:
        return
    styles = style_ids(document)
    _append(document, new_paragraph(GAP_LIST_TITLE, styles.get("heading 1", "")))
    for line in lines.values():
        _append(document, new_paragraph(line, styles.get("list bullet", "")))


def add_crosswalk(document: Any, rows: Sequence[CrosswalkRow]) -> None:
    """Add a table of every requirement with the sections that answer it and where their words come from."""
    styles = style_ids(document)
    _append(document, new_paragraph(CROSSWALK_TITLE, styles.get("heading 1", "")))
    table = document.add_table(rows=1, cols=3)
    for name in ("PolicyKit Table", "Table Grid"):
        if name.lower() in styles:
            table.style = name
            break
    _fill(table.rows[0].cells, ("What the law asks", "Section", "Where the words come from"), is_head=True)
    repeat_as_header(table.rows[0])
    for row in rows:
        words = (row.requirement, "; ".join(row.sections) or "–", "; ".join(row.source) or "–")
        _fill(table.add_row().cells, words)


def _fill(cells: Sequence[Any], words: Sequence[str], *, is_head: bool = False) -> None:
    from docx.shared import Pt

    for cell, text in zip(cells, words, strict=True):
        run = cell.paragraphs[0].add_run(text)
        run.font.size, run.bold = Pt(10), is_head or None
        spacing = cell.paragraphs[0].paragraph_format
        spacing.space_after, spacing.line_spacing = Pt(2), 1.0


def repeat_as_header(row: Any) -> None:
    """Mark a table row as its header: repeated on each page, and read out as such."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no name for it
    properties.append(OxmlElement("w:tblHeader"))


def _append(document: Any, node: Any) -> None:
    body = document.element.body
    end = body.find(f"{W}sectPr")
    if end is not None:
        end.addprevious(node)
    else:
        body.append(node)
