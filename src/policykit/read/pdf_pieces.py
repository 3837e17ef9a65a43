"""Pieces from paragraphs of lines: the text with its links, the kind, the layer and the looks."""

from collections.abc import Mapping
from dataclasses import replace

from policykit.formats.pdf_page import PdfPage, Run, Target
from policykit.model.document import BlockKind, Cell, Layer, ScannedWord
from policykit.read.pdf_breaks import parts_words
from policykit.read.pdf_lines import Line
from policykit.read.pdf_paragraphs import Look, Paragraph
from policykit.read.piece import Piece, RawLink

_LARGER = 1.0
_NOTE_SMALLER = 0.9
_NOTE_BELOW = 0.35


def piece_of(paragraph: Paragraph, look: Look, pages: Mapping[int, PdfPage], cell: Cell | None = None) -> Piece:
    """Return a paragraph as a piece: bullets left out, a number set apart from the text as its label."""
    raw, spans = text_of(paragraph)
    lines = paragraph.lines
    first = lines[0]
    marker = paragraph.marker
    stands_out = all(line.bold or line.underlined for line in lines) or all(
        line.size >= look.body + _LARGER for line in lines
    )
    typed = marker is not None and marker.number and not marker.plain
    is_item = marker is not None and not (marker.number and (stands_out or (typed and _is_clause(marker.text))))
    label = marker.text if marker is not None and marker.number and not typed else ""
    return Piece(
        raw,
        kind=BlockKind.LIST_ITEM if is_item else BlockKind.PARAGRAPH,
        level=paragraph.depth if is_item else 0,
        label=label,
        page=first.page,
        layer=Layer.NOTE if _is_note(paragraph, look, pages) else Layer.BODY,
        cell=cell,
        links=_links(raw, spans, pages),
        stands_out=stands_out and (not is_item),
        lines=len(lines),
        ocr=any(run.unseen for line in lines for run in line.runs),
        scanned=_scanned(spans),
        size=round(2 * min(line.size for line in lines)) / 2,
    )


def _is_clause(number: str) -> bool:
    """Return whether a number such as 4.2 begins a paragraph of a numbered document, and no item of a list."""
    return "." in number.strip(".")


def furniture_pieces(running: Mapping[str, Line]) -> list[Piece]:
    """Return running headers and footers as pieces, each wording once."""
    return [Piece(line.text, page=line.page, layer=Layer.FURNITURE, lines=1) for line in running.values()]


def text_of(paragraph: Paragraph) -> tuple[str, list[tuple[int, int, int, Run]]]:
    """Return the raw text without its bullet or number, and where in it each run stands: start, end, page, run.

    A number that was typed, with a plain space after it, belongs to the text, as it does in a Word file.
    """
    parts: list[str] = []
    spans: list[tuple[int, int, int, Run]] = []
    at = 0
    marker = paragraph.marker
    if marker is not None and marker.number and not marker.plain:
        marker = None
    for index, line in enumerate(paragraph.lines):
        skip, letters = (marker.runs, marker.letters) if marker is not None and index == 0 else (0, 0)
        for place in range(skip, len(line.runs)):
            run = line.runs[place]
            text = run.text[letters:].lstrip() if letters and place == skip else run.text
            begins_line = place == skip
            if parts and (_parts(paragraph.lines[index - 1], parts, text) if begins_line else line.spaces[place]):
                parts.append(" ")
                at += 1
            parts.append(text)
            spans.append((at, at + len(text), line.page, run))
            at += len(text)
    return "".join(parts), spans


def _parts(above: Line, parts: list[str], text: str) -> bool:
    """Return whether a space belongs between a line and the words that the next one begins with."""
    before = "".join(parts[-4:]).rsplit(" ", 1)[-1]
    return parts_words(before, text.split(" ", 1)[0], alone=" " not in above.text)


def _is_note(paragraph: Paragraph, look: Look, pages: Mapping[int, PdfPage]) -> bool:
    """Return whether a paragraph is a footnote: small, low on the page, begun by a number or a star."""
    line = paragraph.lines[0]
    page = pages.get(line.page)
    if page is None or line.cell >= 0 or line.size > look.body - _NOTE_SMALLER or line.y > _NOTE_BELOW * page.height:
        return False
    begin = line.runs[0]
    return begin.text[:1] in "*†‡" or (begin.text[:2].strip().isdigit() and begin.size < 0.8 * line.size + 0.1)


def _scanned(spans: list[tuple[int, int, int, Run]]) -> tuple[ScannedWord, ...]:
    """Return the words of a piece that were read from a picture, as they stand in its text."""
    found: list[ScannedWord] = []
    for start, end, _, run in spans:
        # A bullet is taken off the front of a run.
        moved = end - len(run.text)
        found += [
            replace(word, start=max(start, moved + word.start), end=moved + word.end)
            for word in run.scanned
            if moved + word.end > start
        ]
    return tuple(found)


def _links(raw: str, spans: list[tuple[int, int, int, Run]], pages: Mapping[int, PdfPage]) -> tuple[RawLink, ...]:
    """Return the links on the words of a piece; the parts of one that goes over several runs or lines are joined."""
    found: list[RawLink] = []
    for start, end, number, run in spans:
        page = pages.get(number)
        for target in page.targets if page is not None else ():
            covered = _covered(run, target)
            if covered is None:
                continue
            begin = start + round(covered[0] * (end - start))
            stop = start + round(covered[1] * (end - start))
            begin, stop = _whole_words(raw, start, end, begin, stop)
            if raw[stop - 1 : stop] in set(".,;:)") and not target.target.endswith(raw[stop - 1]):
                stop -= 1
            if begin >= stop:
                continue
            last = found[-1] if found else None
            if last is not None and last.target == target.target and not raw[last.end : begin].strip():
                found[-1] = RawLink(last.start, stop, target.target)
            else:
                found.append(RawLink(begin, stop, target.target))
            break
    return tuple(found)


def _covered(run: Run, target: Target) -> tuple[float, float] | None:
    """Return which part of a run, from 0 to 1, lies in the rectangle of a link, or None."""
    if not target.y0 <= run.y + 0.3 * run.size <= target.y1:
        return None
    left, right = max(run.x0, target.x0), min(run.x1, target.x1)
    width = run.x1 - run.x0
    if right - left <= min(2.0, 0.5 * width):
        return None
    return (left - run.x0) / width, (right - run.x0) / width


def _whole_words(raw: str, start: int, end: int, begin: int, stop: int) -> tuple[int, int]:
    """Return the ends of a link moved to the nearest ends of words inside its run."""
    if begin > start:
        nearby = [i for i in range(max(start, begin - 4), min(end, begin + 4)) if i == start or raw[i - 1] == " "]
        begin = min(nearby, key=lambda i: abs(i - begin), default=begin)
    if stop < end:
        nearby = [i for i in range(max(start, stop - 4), min(end, stop + 5)) if i == end or raw[i] == " "]
        stop = min(nearby, key=lambda i: abs(i - stop), default=stop)
    return begin, stop
