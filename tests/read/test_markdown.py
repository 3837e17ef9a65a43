"""Markdown: headings, lists, tables, links and front matter."""

from policykit.model.document import BlockKind, Document
from policykit.read import read_bytes

_TEXT = """---
title: not read
---
# SEN policy

Our **SENCo** is [Mrs Example](mailto:senco@school.example).
She works on Mondays.

**Who can help**

Anyone in the office can help you to find the right person to talk to.

1. Assess
2. Plan
   - with the family

| Need | Help |
| --- | --- |
| Autism | A quiet room |
| Dyslexia | More time |

> Call us.<br>We answer.
"""


def _read(text: str = _TEXT) -> Document:
    return read_bytes(text.encode(), "policy.md")


def test_the_parts_of_a_markdown_file_become_blocks() -> None:
    """Headings, paragraphs, lists, cells and quotations come out in order, front matter left out."""
    assert [(block.kind, block.text) for block in _read().blocks] == [
        (BlockKind.HEADING, "SEN policy"),
        (BlockKind.PARAGRAPH, "Our SENCo is Mrs Example. She works on Mondays."),
        (BlockKind.HEADING, "Who can help"),
        (BlockKind.PARAGRAPH, "Anyone in the office can help you to find the right person to talk to."),
        (BlockKind.LIST_ITEM, "Assess"),
        (BlockKind.LIST_ITEM, "Plan"),
        (BlockKind.LIST_ITEM, "with the family"),
        (BlockKind.CELL, "Need"),
        (BlockKind.CELL, "Help"),
        (BlockKind.CELL, "Autism"),
        (BlockKind.CELL, "A quiet room"),
        (BlockKind.CELL, "Dyslexia"),
        (BlockKind.CELL, "More time"),
        (BlockKind.PARAGRAPH, "Call us. We answer."),
    ]


def test_list_items_have_their_number_and_depth() -> None:
    """An ordered list shows its numbers, an inner list is deeper."""
    items = [(block.label, block.level) for block in _read().blocks if block.kind is BlockKind.LIST_ITEM]
    assert items == [("1", 1), ("2", 1), ("", 2)]


def test_a_link_keeps_its_target() -> None:
    """The words of a link and where it leads."""
    block = _read().blocks[1]
    assert [(block.text[link.start : link.end], link.target) for link in block.links] == [
        ("Mrs Example", "mailto:senco@school.example")
    ]


def test_html_inside_markdown_gives_its_words() -> None:
    """Tags between the lines are no text."""
    assert [block.text for block in _read("# A\n\n<div>\n<p>Inside.</p><!-- no -->\n</div>\n").blocks] == [
        "A",
        "Inside.",
    ]


def test_html_without_a_body_is_no_trouble() -> None:
    """A stray tag in a Markdown file is left out, and the rest is read."""
    assert [block.text for block in _read("# Our policy\n\n<html>\n\nWe welcome every child.\n").blocks] == [
        "Our policy",
        "We welcome every child.",
    ]
