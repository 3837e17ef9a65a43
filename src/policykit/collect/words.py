"""Which links lead to documents on SEN: words of links and addresses, weighed by words.yaml."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import as_file, files
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from policykit.collect.words_shapes import GroupShape, WordsShape
from policykit.errors import ChecklistError
from policykit.strict import load_shape

_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+")
_PLAIN = re.compile(r"[^\W\d_]+")
_LAST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a link speaks of SEN: `wanted` for a document to keep, `way` for a page that may lead to one, 0 for neither."""

    wanted: int = 0
    way: int = 0
    avoided: bool = False


@dataclass(frozen=True, slots=True)
class LinkWords:
    """The words and endings, ready to compare; each set of words as `_spaced` has them."""

    wanted: tuple[tuple[int, re.Pattern[str]], ...]
    ways: tuple[tuple[int, re.Pattern[str]], ...]
    avoid: re.Pattern[str]
    not_wanted: re.Pattern[str]
    leave: frozenset[str]
    documents: frozenset[str]
    document_hosts: tuple[str, ...]
    shared_drives: tuple[str, ...]
    login: re.Pattern[str]
    login_hosts: tuple[str, ...]

    def weigh(self, *texts: str) -> Weight:
        """Return the weight of a link's words, the texts taken together."""
        spaced = f" {' | '.join(map(_spaced, texts))} "
        cleaned = self.not_wanted.sub("|", spaced)
        return Weight(_heaviest(self.wanted, cleaned), _heaviest(self.ways, cleaned), bool(self.avoid.search(spaced)))

    def weigh_address(self, address: str) -> Weight:
        """Return the weight of the last words of an address."""
        return self.weigh(*(spoken for part in _last_parts(address) for spoken in (part, _taken_apart(part))))

    def is_document(self, address: str) -> bool:
        """Tell whether an address ends as documents do."""
        return _ending(address) in self.documents

    def is_left(self, address: str) -> bool:
        """Tell whether an address ends as neither documents nor pages do."""
        return _ending(address) in self.leave

    def keeps_documents(self, host: str) -> bool:
        """Tell whether a host is one where makers of school sites keep files."""
        return _is_among(host, self.document_hosts)

    def is_drive(self, address: str) -> bool:
        """Tell whether an address lies where people share files by hand, which only a browser can show."""
        return _is_among(urlsplit(address).hostname or "", self.shared_drives)

    def asks_login(self, host: str, *texts: str) -> bool:
        """Tell whether a host, or the words of a page's title and address, ask for a password."""
        return _is_among(host, self.login_hosts) or any(self.login.search(f" {_spaced(text)} ") for text in texts)


@cache
def link_words() -> LinkWords:
    """Return the shipped words; raises ChecklistError where their file has a mistake."""
    with as_file(files("policykit.collect") / "words.yaml") as path:
        shape, problems, _, _ = load_shape(path, WordsShape)
    if shape is None:
        raise ChecklistError("\n".join(map(str, problems)))
    return LinkWords(
        wanted=_groups(shape.wanted),
        ways=_groups(shape.ways),
        avoid=_any_of(shape.avoid),
        not_wanted=_any_of(shape.not_wanted),
        leave=frozenset(shape.leave),
        documents=frozenset(shape.documents),
        document_hosts=tuple(shape.document_hosts),
        shared_drives=tuple(shape.shared_drives),
        login=_any_of(shape.login),
        login_hosts=tuple(shape.login_hosts),
    )


def _groups(groups: Iterable[GroupShape]) -> tuple[tuple[int, re.Pattern[str]], ...]:
    ordered = sorted(groups, key=lambda group: -group.weight)
    return tuple((group.weight, _any_of(group.words)) for group in ordered)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(_spaced, words), key=len, reverse=True)
    return re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, longest_first))})(?= )")


def _heaviest(groups: Iterable[tuple[int, re.Pattern[str]]], spaced: str) -> int:
    return next((weight for weight, words in groups if words.search(spaced)), 0)


def _spaced(text: str) -> str:
    """Return the words of a text with one space between them."""
    return " ".join(_PLAIN.findall(text.casefold()))


def _taken_apart(text: str) -> str:
    """Return a name with joined words taken apart at their capitals.

    >>> _taken_apart("SENDPolicy2024.pdf")
    'SEND Policy pdf'
    """
    return " ".join(_PIECES.findall(text))


def _last_parts(address: str) -> list[str]:
    parts = urlsplit(address)
    path = [part for part in unquote(parts.path).split("/") if part][-_LAST_PARTS:]
    return [*path, unquote(parts.query)]


def _ending(address: str) -> str:
    return PurePosixPath(unquote(urlsplit(address).path)).suffix.casefold()


def _is_among(host: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(host.casefold(), pattern) for pattern in patterns)
