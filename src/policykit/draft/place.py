"""Marks in a filled template -> the school's words, as Word paragraphs, list items, links and comments."""

import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policykit.draft.fields import MARK, SHORT, STRAY, Field, Fields, Standing, TextBlock, blocks_of, shortened
from policykit.draft.word_runs import (
    GAP_COLOUR,
    PROPOSED_COLOUR,
    W,
    coloured,
    heading_levels,
    linked_runs,
    run_around,
    style_ids,
    style_of,
    text_of,
    text_run,
    with_style,
)
from policykit.draft.words import PROPOSED_MARK, gap_words, remark_on

_AUTHOR, _INITIALS = "PolicyKit", "PK"
_LIST_STYLE = "list bullet"


@dataclass(frozen=True, slots=True)
class Placed:
    """A field as it was printed: under which heading ("" above the first), and whole or only its first sentences."""

    field: Field
    section: str
    is_short: bool


@dataclass(slots=True)
class Placing:
    """A document that is being filled, and what has been placed in it so far."""

    document: Any
    fields: Fields
    on: date
    placed: list[Placed] = field(default_factory=list)
    _remarks: list[tuple[str, list[Any]]] = field(default_factory=list)
    _section: str | None = ""
    _list_style: str = ""

    def fill(self) -> None:
        """Put the words into the body in reading order, then into headers and footers, then the comments beside them."""
        levels = heading_levels(self.document)
        # Looked up once: going through all styles for each item of each list takes longer than all the rest.
        self._list_style = style_ids(self.document).get(_LIST_STYLE, "")
        for paragraph in list(self.document.element.body.iter(f"{W}p")):
            if style_of(paragraph) in levels:
                self._section = text_of(paragraph)
            self._paragraph(paragraph, self.document.part)
        self._section = None
        for section in self.document.sections:
            for name in ("header", "first_page_header", "even_page_header"):
                for edge in (getattr(section, name), getattr(section, name.replace("header", "footer"))):
                    if not edge.is_linked_to_previous:
                        for paragraph in list(edge._element.iter(f"{W}p")):  # noqa: SLF001 - there is no public way in
                            self._paragraph(paragraph, None)
        self._comments()

    def _paragraph(self, paragraph: Any, part: Any) -> None:
        words = text_of(paragraph)
        if not STRAY.search(words):
            return
        alone = MARK.fullmatch(words.strip())
        one = self.fields.of_mark(alone[2]) if alone else None
        if alone and one is not None:
            self._alone(paragraph, one, part, is_short=alone[1] == SHORT)
            return
        for run in list(paragraph.iter(f"{W}r")):
            if MARK.search(text_of(run)):
                self._within(run, part)

    def _alone(self, paragraph: Any, one: Field, part: Any, *, is_short: bool) -> None:
        """Let a field that stands alone in its paragraph become as many paragraphs as it has."""
        self._note(one, is_short=is_short)
        style = next(run.find(f"{W}rPr") for run in paragraph.iter(f"{W}r") if STRAY.search(text_of(run)))
        bare = copy.deepcopy(paragraph)
        for node in list(bare):
            if node.tag != f"{W}pPr":
                bare.remove(node)
        at, first = paragraph, list[Any]()
        for block in _blocks(one, is_short=is_short):
            fresh = copy.deepcopy(bare)
            if block.is_item and self._list_style:
                with_style(fresh, self._list_style)
            runs = self._runs(block.text, one, style, part, is_first=not first)
            fresh.extend(runs)
            first = first or runs
            at.addnext(fresh)
            at = fresh
        paragraph.getparent().remove(paragraph)
        self._remark(one, first, part)

    def _within(self, run: Any, part: Any) -> None:
        style = run.find(f"{W}rPr")
        # A link may not stand inside a link.
        links = None if run.getparent().tag == f"{W}hyperlink" else part
        fresh: list[Any] = []
        for child in list(run):
            if child.tag == f"{W}t":
                fresh += self._text(child.text or "", style, links)
            elif child.tag != f"{W}rPr":
                fresh.append(run_around(child, style))
        for one in reversed(fresh):
            run.addnext(one)
        run.getparent().remove(run)

    def _text(self, text: str, style: Any, part: Any) -> list[Any]:
        made: list[Any] = []
        at = 0
        for found in MARK.finditer(text):
            if before := STRAY.sub("", text[at : found.start()]):
                made.append(text_run(before, style))
            at = found.end()
            one = self.fields.of_mark(found[2])
            if one is not None:
                is_short = found[1] == SHORT
                self._note(one, is_short=is_short)
                words = " ".join(block.text for block in _blocks(one, is_short=is_short))
                runs = self._runs(words, one, style, part, is_first=True)
                self._remark(one, runs, part)
                made += runs
        after = STRAY.sub("", text[at:])
        return [*made, text_run(after, style)] if after else made

    def _runs(self, words: str, one: Field, style: Any, part: Any, *, is_first: bool) -> list[Any]:
        if one.standing is Standing.GAP:
            return [text_run(words, coloured(style, GAP_COLOUR))]
        if one.standing is Standing.SAID:
            return linked_runs(words, style, part)
        mark = [text_run(f"{PROPOSED_MARK} ", coloured(style, PROPOSED_COLOUR))] if is_first else []
        return [*mark, *linked_runs(words, coloured(style, PROPOSED_COLOUR, bold=False), part)]

    def _note(self, one: Field, *, is_short: bool) -> None:
        if self._section is not None:
            self.placed.append(Placed(one, self._section, is_short))

    def _remark(self, one: Field, runs: list[Any], part: Any) -> None:
        words = remark_on(one)
        plain = [run for run in runs if run.tag == f"{W}r"]
        if part is not None and words and plain:
            self._remarks.append((words, plain))

    def _comments(self) -> None:
        """Hang the remarks on their words; Word allows none inside a text box."""
        from docx.text.run import Run

        if self._remarks:
            _style_comments(self.document)
        for words, runs in self._remarks:
            if any(node.tag == f"{W}txbxContent" for node in runs[0].iterancestors()):
                continue
            anchor = [Run(runs[0], self.document), Run(runs[-1], self.document)]
            comment = self.document.add_comment(anchor, text=words, author=_AUTHOR, initials=_INITIALS)
            # The library reads the clock; the same answers are to give the same file.
            comment._comment_elm.set(f"{W}date", f"{self.on.isoformat()}T00:00:00Z")  # noqa: SLF001


def _style_comments(document: Any) -> None:
    """See to it that the style of a comment's mark is there: the library uses it and does not add it."""
    from docx.enum.style import WD_STYLE_TYPE

    if "CommentReference" not in style_ids(document).values():
        style = document.styles.add_style("annotation reference", WD_STYLE_TYPE.CHARACTER)
        style.element.set(f"{W}styleId", "CommentReference")


def _blocks(one: Field, *, is_short: bool) -> tuple[TextBlock, ...]:
    if one.standing is Standing.GAP:
        return (TextBlock(gap_words(one.question)),)
    return shortened(one.text) if is_short else blocks_of(one.text)
