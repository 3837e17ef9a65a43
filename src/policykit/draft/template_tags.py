"""Slips in the tags of a template that no parser names plainly: ends without beginnings, odd braces, tags that are refused."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_CODE = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?(\w+)")
_KNOWN_TAGS = ("if", "elif", "else", "endif", "for", "endfor", "set")
_APART = re.compile(r"\{\s+[{%]|[}%]\s+\}")
_SINGLE = re.compile(r"(?<!\{)\{\s*([A-Za-z][\w -]*?)\s*\}(?!\})")
_CURLY = re.compile("[\u2018\u2019\u201c\u201d]")
_WORDS_ONLY = re.compile(r"\{\{\s*([A-Za-z]\w*(?:[ -]\w+)+|[A-Za-z]\w*)\s*\}\}")
_LONGEST_COUNT = 1_000
_SHOWN = 90
LONE_BRACES = re.compile(f"{_APART.pattern}|{_SINGLE.pattern}")


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that is wrong in a template: what, the words of the paragraph it stands in ("" for none), what to do."""

    what: str
    paragraph: str
    remedy: str


def shown(words: str) -> str:
    """Return the words of a paragraph on one line, cut to about 90 characters."""
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _SHOWN else f"{one_line[: _SHOWN - 1]}…"


def unbalanced(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Give each `if` and `for` of one part of a document that has no end, and each end that has no beginning."""
    begun: list[tuple[str, str]] = []
    for words in paragraphs:
        for tag in TAG.findall(words):
            code = _CODE.match(tag)
            name = code[1] if code else ""
            if name in {"if", "for"}:
                begun.append((name, words))
            elif name in {"endif", "endfor"}:
                if begun and begun[-1][0] == name.removeprefix("end"):
                    begun.pop()
                    continue
                wanted = f"the {begun[-1][0]} in “{shown(begun[-1][1])}” comes first" if begun else "nothing was begun"
                remedy = f"Take {tag} out, or write what it ends before it: {wanted}."
                yield Slip(f"The tag {tag} ends what was not begun.", shown(words), remedy)
            elif name in {"else", "elif"} and not begun:
                remedy = "Write {% if field %} before it and {% endif %} after it."
                yield Slip(f"The tag {tag} stands outside an if.", shown(words), remedy)
    for name, words in begun:
        remedy = f"Write {{% end{name} %}} where it ends; in a paragraph of its own {{%p end{name} %}}, in a row {{%tr end{name} %}}."
        yield Slip(f"An {name} is not ended." if name == "if" else f"A {name} is not ended.", shown(words), remedy)


def odd_braces(words: str, known: set[str]) -> Iterator[Slip]:
    """Give braces that print as they stand: one where two are needed round a field's name, and two with a space between."""
    rest = TAG.sub("", words)
    if _APART.search(rest):
        yield Slip("Braces stand apart.", shown(words), "Write {{ and }} without a space between the braces.")
        return
    for found in _SINGLE.finditer(rest):
        name = _as_name(found[1])
        if name in known:
            yield Slip(f"{found[0]} has one brace on each side.", shown(words), f"Write {{{{ {name} }}}}.")


def refused(tag: str, words: str, known: set[str]) -> Slip | None:
    """Return what is wrong with a tag that is told better than a parser does, None where nothing is."""
    if _CURLY.search(tag):
        remedy = "Type straight quotes; Word makes curly ones of them as you type, and Ctrl+Z turns one back."
        return Slip(f"The tag {tag} holds curly quotes.", shown(words), remedy)
    code = _CODE.match(tag)
    if code and code[1] not in _KNOWN_TAGS:
        remedy = "A template may use if, elif, else, endif, for, endfor and set."
        return Slip(f"The tag {tag} is none that a template may use.", shown(words), remedy)
    plain = _WORDS_ONLY.fullmatch(tag)
    if plain and plain[1] not in known and (name := _as_name(plain[1])) in known:
        return Slip(f"There is no field {plain[1]}.", shown(words), f"Write {{{{ {name} }}}}.")
    return None


def _as_name(words: str) -> str:
    return re.sub(r"[ -]+", "_", words.strip()).lower()


def out_of_reach(tree: Any, own: set[str], words: str) -> Iterator[Slip]:
    """Give what a parsed tag asks for that is refused when it is filled: Python's own names, sums that grow, long counts."""
    from jinja2 import nodes

    if any(node.attr.startswith("_") for node in tree.find_all(nodes.Getattr)):
        remedy = "Take it out: a template is given words, and nothing behind them."
        yield Slip("The template reaches for something that no template needs.", shown(words), remedy)
    elif any(isinstance(node.node, nodes.Name) and node.node.name not in own for node in tree.find_all(nodes.Getattr)):
        yield Slip("A field has no parts.", shown(words), "Write the field alone, without a dot after it.")
    if any(True for _ in tree.find_all((nodes.Mul, nodes.Pow, nodes.Mod))):
        yield Slip("A template may not multiply.", shown(words), "Take the *, ** or % out.")
    for call in tree.find_all(nodes.Call):
        counts = [one.value for one in call.args if isinstance(one, nodes.Const) and isinstance(one.value, int)]
        if any(count > _LONGEST_COUNT for count in counts):
            yield Slip(f"A template may count up to {_LONGEST_COUNT:,}.", shown(words), "Take a smaller number.")
