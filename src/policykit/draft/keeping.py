"""The answers file, written: a new one to fill in, and one answer put into its place while every other line stays."""

import textwrap
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from policykit import files
from policykit.draft.questions import questions, questions_for
from policykit.model.drafting import Answer, DraftKind, Other, Question, School, TakenFrom

_HEAD = """\
# What the school says, question by question. Write plain text: an empty line begins a paragraph, "- " a list item.
# state is one of
#   confirmed  we stand behind it (also where no state is written)
#   proposed   taken from an older document, and nobody has looked at it yet
#   skipped    leave it out
policykit: answers-1
school:
  type: {type}
  phase: {phase}
  sixth_form: {sixth_form}
answers:
"""
_WIDTH = 110


def new_answers(
    school: School,
    document: DraftKind = DraftKind.REPORT,
    given: Mapping[str, Answer] | None = None,
    schema: str = "",
) -> str:
    """Return the text of an answers file in which each question for that school stands, answered where `given` says how.

    `schema` is the address of the JSON Schema that editors are to go by; "" names none.
    """
    parts = [f"# yaml-language-server: $schema={schema}\n"] if schema else []
    parts += [
        _HEAD.format(
            type=_quoted(school.type.value),
            phase=_quoted(school.phase.value),
            sixth_form=str(school.sixth_form).lower(),
        )
    ]
    group = ""
    for question in questions_for(school, document):
        if question.group != group:
            group = question.group
            parts.append(f"\n  # ==== {group}\n")
        answer = (given or {}).get(question.id)
        entry = _entry(question.id, answer, "  ") if answer else f'  {question.id}:\n    text: ""\n'
        parts.append(f"\n{_above(question)}{entry}")
    return "".join(parts)


def _quoted(word: str) -> str:
    return f'"{word}"' if word[0].isdigit() else word


def _above(question: Question) -> str:
    return "".join(f"  # {line}\n" for line in [*_wrapped(question.asks), *_wrapped(question.hint)])


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH)


def with_answer(text: str, question_id: str, answer: Answer) -> str:
    """Return the text of an answers file with that answer in place of any other to the question.

    No other line changes. A question that the file did not hold comes after the nearest one that is asked before it.
    The text has to be one that `load_answers` takes, and the question one of `questions()`.
    """
    tree = _parsed(text)
    given = tree.get("answers")
    if not given or given.fa.flow_style():
        text = _in_blocks(tree)
        tree = _parsed(text)
        given = tree["answers"] or {}
    lines = text.splitlines()
    margin = " " * (given.lc.col if given else 2)
    entry = _entry(question_id, answer, margin).splitlines()
    if question_id in given:
        start, end = _place(given, question_id, lines)
        return "\n".join([*lines[:start], *entry, *lines[end:], ""])
    at = _where_to_add(tree, question_id, lines)
    asked = next(_above(question) for question in questions() if question.id == question_id)
    above = textwrap.indent(textwrap.dedent(asked), margin).splitlines()
    return "\n".join([*lines[:at], "", *above, *entry, *lines[at:], ""])


def save_answers(path: Path, text: str) -> None:
    """Write the answers file in one move, so that it is whole or untouched; raises StoreError where it cannot."""
    files.replace(path, text.encode("utf-8"))


def _parsed(text: str) -> Any:
    from policykit.strict import tree_of

    return tree_of(text)


def _in_blocks(tree: Any) -> str:
    """Return the file with its answers one below the other, where they stood in braces or were none."""
    if tree.get("answers"):
        tree["answers"].fa.set_block_style()
        return _dumped(tree)
    tree.pop("answers", None)
    return f"{_dumped(tree)}answers:\n"


def _place(given: Any, question_id: str, lines: list[str]) -> tuple[int, int]:
    """Return the first line of an entry and the one after its last, comments for the next entry left out."""
    start = given.lc.key(question_id)[0]
    column = given.lc.key(question_id)[1]
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > column):
        end += 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return start, end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _where_to_add(tree: Any, question_id: str, lines: list[str]) -> int:
    given = tree["answers"] or {}
    order = [question.id for question in questions()]
    for other in reversed(order[: order.index(question_id)]):
        if other in given:
            return _place(given, other, lines)[1]
    return int(tree.lc.key("answers")[0]) + 1


def _entry(question_id: str, answer: Answer, margin: str) -> str:
    return textwrap.indent(_dumped({question_id: _tree_of(answer)}), margin)


def _dumped(tree: Any) -> str:
    from ruamel.yaml import YAML

    writer = YAML(typ="rt")
    writer.width = _WIDTH
    writer.allow_unicode = True
    writer.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    writer.dump(tree, stream)
    return stream.getvalue()


def _tree_of(answer: Answer) -> dict[str, Any]:
    tree: dict[str, Any] = {"text": _scalar(answer.text), "state": answer.state.value}
    if answer.source:
        tree["source"] = [_source_tree(one) for one in answer.source]
    if answer.notes:
        tree["notes"] = [_scalar(note) for note in answer.notes]
    if answer.others:
        tree["others"] = [_other_tree(one) for one in answer.others]
    return tree


def _other_tree(other: Other) -> dict[str, Any]:
    tree: dict[str, Any] = {"text": _scalar(other.text)}
    if other.source:
        tree["source"] = [_source_tree(one) for one in other.source]
    return tree


def _source_tree(source: TakenFrom) -> dict[str, Any]:
    tree: dict[str, Any] = {"file": source.file}
    if source.page is not None:
        tree["page"] = source.page
    if source.section:
        tree["section"] = source.section
    if source.quote:
        tree["quote"] = _scalar(source.quote)
    return tree


def _scalar(text: str) -> Any:
    """Return the text in the style that a person can best read and change in an editor."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    # A block can hold neither a line that begins or ends with a space, nor a line end of its own at either end, nor a
    # letter that YAML has to escape.
    if text != text.strip() or not all(line.isprintable() and line == line.strip() for line in text.split("\n")):
        return DoubleQuotedScalarString(text)
    if "\n" in text:
        return LiteralScalarString(text)
    return _folded(text) if len(text) > _WIDTH else text


def _folded(text: str) -> Any:
    from ruamel.yaml.scalarstring import FoldedScalarString

    folded = FoldedScalarString(text)
    at, folds = 0, []
    for line in textwrap.wrap(text, _WIDTH - 8, break_long_words=False, break_on_hyphens=False)[:-1]:
        at = text.index(line, at) + len(line)
        folds.append(at)
    # Where ruamel breaks the lines when it writes: an attribute it reads, and declares nowhere.
    folded.fold_pos = folds
    return folded
