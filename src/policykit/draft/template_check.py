"""A template looked at before it is filled: unknown, missing and broken fields, each with its paragraph."""

import io
import re
from collections.abc import Iterator
from typing import Any

from policykit.draft.fields import context_of, facts_of, fields_of
from policykit.draft.fill import TOO_MUCH, environment, filled
from policykit.draft.questions import questions, questions_for
from policykit.draft.template_tags import LONE_BRACES, TAG, Slip, odd_braces, out_of_reach, refused, shown, unbalanced
from policykit.draft.templates import Template
from policykit.draft.word_runs import W, text_of
from policykit.errors import TemplateError, did_you_mean
from policykit.model.drafting import Answer, Answers, Need, Question, School

_LOOSE = re.compile(r"\{\{|\{%|\}\}|%\}|\{#|#\}")
_OWN = re.compile(r"\{%[^%]*?\b(?:for\s+(\w+)(?:\s*,\s*(\w+))?\s+in|set\s+(\w+))\b")
"""The names that a template gives to things of its own."""
_WORDS = {"p", "tr", "tc", "r"}


def slips_in(template: Template, school: School) -> tuple[Slip, ...]:
    """Return all that is wrong with a template, in the order of its paragraphs; then the fields it has no place for.

    Raises TemplateError where the file is no Word document.
    """
    parts = _parts(template)
    paragraphs = tuple(words for part in parts for words in part)
    own = {name for words in paragraphs for found in _OWN.findall(words) for name in found if name}
    known = own | {"loop", "range"} | set(context_of(fields_of(Answers(school, {}), template.document)))
    slips = [slip for words in paragraphs for slip in _in_paragraph(words, school, known)]
    slips += [slip for part in parts for slip in unbalanced(part)]
    if not slips:
        slips += _when_filled(template, school)
    used = {name for words in paragraphs for name in _names_in(words)}
    return (*slips, *(_missing(one) for one in questions_for(school, template.document) if _lacks(one, used)))


def _parts(template: Template) -> tuple[tuple[str, ...], ...]:
    """Return the words of each paragraph that holds a tag, by part: the body, then each header and footer."""
    from docx import Document

    try:
        document = Document(io.BytesIO(template.content))
    except (ValueError, KeyError) as error:
        remedy = "Save it from Word as .docx and try again."
        raise TemplateError("This is not a Word document (.docx).", where=template.where, remedy=remedy) from error
    roots = [document.element.body]
    for section in document.sections:
        for name in ("header", "first_page_header", "even_page_header"):
            edges = (getattr(section, name), getattr(section, name.replace("header", "footer")))
            # There is no public way in.
            roots += [edge._element for edge in edges if not edge.is_linked_to_previous]  # noqa: SLF001
    every = ([text_of(paragraph) for paragraph in root.iter(f"{W}p")] for root in roots)
    return tuple(tuple(words for words in part if _LOOSE.search(words) or LONE_BRACES.search(words)) for part in every)


def _in_paragraph(words: str, school: School, known: set[str]) -> Iterator[Slip]:
    yield from odd_braces(words, known)
    rest = TAG.sub("", words)
    if _LOOSE.search(rest):
        remedy = "Each tag opens and closes in one paragraph: {{ field }} or {% if field %}."
        yield Slip("A tag is not closed, or not opened.", shown(words), remedy)
        return
    for tag in TAG.findall(words):
        better = refused(tag, words, known)
        yield from [better] if better else _in_tag(tag, words, school, known)


def _in_tag(tag: str, words: str, school: School, known: set[str]) -> Iterator[Slip]:
    import jinja2
    from jinja2 import meta

    try:
        tree = environment().parse(_whole(tag))
        names = sorted(meta.find_undeclared_variables(tree))
    except jinja2.TemplateSyntaxError as error:
        yield Slip(f"The tag {tag} is broken ({error.message}).", shown(words), "Compare it with a shipped template.")
        return
    for name in names:
        if name not in known:
            yield Slip(f"There is no field {name}.", shown(words), _nearest(name, known))
    reached = list(out_of_reach(tree, known - {question.id for question in questions()}, words))
    yield from reached
    for owner, attribute in () if reached else _attributes(tree):
        inner = set(facts_of(school)) if owner == "school" else {question.id for question in questions()}
        if owner in {"school", "short"} and attribute not in inner:
            yield Slip(f"There is no field {owner}.{attribute}.", shown(words), _nearest(attribute, inner))


def _whole(tag: str) -> str:
    """Return a tag as something that parses by itself: an `if` with its end, an end with its `if`."""
    words = tag[2:-2].strip("-+ ").split()
    if tag.startswith("{{"):
        bare = words[1:] if words and words[0] in _WORDS and len(words) > 1 else words
        return "{{ " + " ".join(bare) + " }}"
    if tag.startswith("{#"):
        return ""
    bare = words[1:] if words and words[0] in _WORDS else words
    code, first = " ".join(bare), bare[0] if bare else ""
    if first in {"if", "for"}:
        return "{% " + code + " %}{% end" + first + " %}"
    if first in {"elif", "else"}:
        return "{% if true %}{% " + code + " %}{% endif %}"
    if first in {"endif", "endfor"} and len(bare) == 1:
        return ""
    return "{% " + code + " %}"


def _attributes(tree: Any) -> Iterator[tuple[str, str]]:
    from jinja2 import nodes

    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name):
            yield node.node.name, node.attr


def _names_in(words: str) -> Iterator[str]:
    for tag in TAG.findall(words):
        if tag.startswith("{{"):
            yield from re.findall(r"[a-z][a-z0-9_]*", tag)


def _when_filled(template: Template, school: School) -> list[Slip]:
    """Return what goes wrong only when the whole is filled: an `if` without its end, a loop without end."""
    said = Answers(school, {question.id: Answer(question.example) for question in questions()})
    try:
        filled(template.content, context_of(fields_of(said, template.document)), template.where, trusted=False)
    except TemplateError as error:
        loops, ends = (
            "Look for loops inside loops.",
            "Check that each if has its endif, in a paragraph or row of its own.",
        )
        return [Slip(error.what, "", loops if error.what == TOO_MUCH else ends)]
    return []


def _lacks(question: Question, used: set[str]) -> bool:
    return question.need is Need.MUST and question.id not in used


def _missing(question: Question) -> Slip:
    return Slip(
        f"There is no place for {question.id}.", "", f"{question.asks} Write {{{{ {question.id} }}}} where it belongs."
    )


def _nearest(name: str, known: set[str]) -> str:
    return did_you_mean(name, sorted(known), "`policykit template fields` lists the names.")
