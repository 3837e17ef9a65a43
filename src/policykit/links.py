"""Whether the links of a document answer: the only thing a check ever asks of the network, and only when told to.

Each host is asked one thing at a time, in a few threads for different hosts; first for the head of a page alone, then for the
page where the server will not have that. Nothing of the document is sent. Which addresses may be asked at all is told
in `network`.
"""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import urldefrag, urljoin, urlsplit

from policykit.model.finding import LinkFinding, Report
from policykit.network import REDIRECTS, Guard, NoAnswer, Question, Why, asked

_HOSTS_AT_ONCE = 4
_MOST_REDIRECTS = 6
_GONE = (404, 410)
_SHUT = (401, 402, 403, 407, 429, 451, 999)
_ERROR = 400
_WHY = {
    Why.NO_ADDRESS: "It leads on to what is no web address.",
    Why.NO_SITE: "There is no such site.",
    Why.PRIVATE: "It leads into a private network, so it was not tried.",
    Why.CERTIFICATE: "Its certificate is not valid, and browsers will warn readers.",
    Why.BROKEN: "The server does not answer as a web server does.",
    Why.STOPPED: "It was not tried to the end.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient and how careful to be: seconds for one link, seconds between two questions to one host.

    `private` allows addresses inside a private network, which a document from elsewhere could otherwise have us knock at.
    """

    seconds: float = 10.0
    pause: float = 0.3
    private: bool = False


_LIMITS = Limits()


class _NotTried(Exception):  # noqa: N818 - it is an answer of its own: why there is none
    """Why a link could not be asked, in a sentence."""


def tried(report: Report, limits: Limits = _LIMITS) -> Report:
    """Return the report with each web link tried, each address once; what is wrong with how one is written stays."""
    problems = problems_with((link.target for link in report.links if can_be_tried(link)), limits)
    links = tuple(
        replace(link, problem=problems[_address(link.target)], tried=True) if can_be_tried(link) else link
        for link in report.links
    )
    return replace(report, links=links)


def can_be_tried(link: LinkFinding) -> bool:
    """Return whether a link leads to the web and is written as it should be."""
    if link.problem:
        return False
    address = _address(link.target)
    return urlsplit(address).scheme.casefold() in {"http", "https"} and bool(urlsplit(address).hostname)


def problems_with(targets: Iterable[str], limits: Limits = _LIMITS) -> dict[str, str]:
    """Return what is wrong with each address, "" for one that answers."""
    by_host: dict[str, list[str]] = {}
    for address in dict.fromkeys(map(_address, targets)):
        by_host.setdefault(urlsplit(address).netloc.casefold(), []).append(address)
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        told = pool.map(lambda addresses: list(_of_one_host(addresses, limits)), by_host.values())
        return dict(pair for pairs in told for pair in pairs)


def _address(target: str) -> str:
    """Return the address to ask for: without its place in the page, and with a scheme where it begins with www."""
    address = urldefrag(target.strip()).url
    return f"https://{address}" if address.casefold().startswith("www.") else address


def _of_one_host(addresses: Iterable[str], limits: Limits) -> Iterator[tuple[str, str]]:
    for number, address in enumerate(addresses):
        if number:
            time.sleep(limits.pause)
        yield address, _problem(address, limits)


def _problem(address: str, limits: Limits) -> str:
    deadline = time.monotonic() + limits.seconds
    seen: set[str] = set()
    at = address
    try:
        while True:
            if at in seen or len(seen) > _MOST_REDIRECTS:
                return "It sends readers round in a circle."
            seen.add(at)
            status, further = _ask(at, deadline, limits)
            if status not in REDIRECTS or not further:
                return _told(status)
            at = _next(at, further)
    except _NotTried as error:
        return str(error)


def _next(at: str, further: str) -> str:
    try:
        return urldefrag(urljoin(at, further)).url
    except ValueError as error:
        raise _NotTried(_WHY[Why.NO_ADDRESS]) from error


def _told(status: int) -> str:
    if status < _ERROR:
        return ""
    if status in _GONE:
        return f"The page is not there ({status})."
    if status in _SHUT:
        return f"The server does not let a program look ({status}): open it yourself."
    return f"The server answers with an error ({status}): try again later."


def _ask(address: str, deadline: float, limits: Limits) -> tuple[int, str]:
    status, further = _request("HEAD", address, deadline, limits)
    # Not a few servers answer only to a request for the whole page.
    return _request("GET", address, deadline, limits) if status >= _ERROR else (status, further)


def _request(method: str, address: str, deadline: float, limits: Limits) -> tuple[int, str]:
    question = Question(address, deadline, limits.seconds, method)
    try:
        with asked(question, Guard(private=limits.private)) as answer:
            return answer.status, answer.getheader("Location") or ""
    except NoAnswer as error:
        raise _NotTried(_late(limits) if error.why is Why.LATE else _WHY[error.why]) from error


def _late(limits: Limits) -> str:
    return f"It did not answer within {limits.seconds:g} seconds: open it yourself."
