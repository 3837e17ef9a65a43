"""Links tried against a server of the test's own: nothing here leaves the machine."""

import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from tests.conftest import DocumentBuilder

from policykit.check.link_list import find_links, problem_with
from policykit.links import Limits, problems_with, tried
from policykit.network import AGENT
from policykit.pipeline import Options, check_document

LIMITS = Limits(seconds=1.0, pause=0.0, private=True)


class Site(BaseHTTPRequestHandler):
    """A small site with every kind of trouble; `asked` keeps what it was asked."""

    asked: ClassVar[list[tuple[str, str, str]]] = []

    def do_HEAD(self) -> None:
        """Answer a request for the head of a page."""
        self._answer()

    def do_GET(self) -> None:
        """Answer a request for a page."""
        self._answer()

    def _answer(self) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        path = self.path.split("?")[0]
        moves = {
            "/moved": "/fine",
            "/round": "/about",
            "/about": "/round",
            "/away": "ftp://example.org/",
            "/bad": "http://[",
        }
        if path in moves:
            self.send_response(302)
            self.send_header("Location", moves[path])
        elif path == "/slow":
            time.sleep(1.5)
            self.send_response(200)
        elif path == "/drip":
            for _ in range(30):
                self.wfile.write(b"H")
                time.sleep(0.1)
            return
        elif path == "/broken":
            self.wfile.write(b"this is no answer\r\n\r\n")
            return
        elif path == "/no-head" and self.command == "HEAD":
            self.send_response(405)
        else:
            self.send_response({"/shut": 403, "/error": 503, "/gone": 404}.get(path, 200))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """Give the address of a running site."""
    Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/fine", ""),
        ("/moved", ""),
        ("/no-head", ""),
        ("/fine?a=b c&d=é", ""),
        ("/gone", "not there (404)"),
        ("/shut", "does not let a program look (403)"),
        ("/error", "an error (503)"),
        ("/round", "round in a circle"),
        ("/away", "no web address"),
        ("/bad", "no web address"),
        ("/slow", "within 1 seconds"),
        ("/drip", "within 1 seconds"),
        ("/broken", "does not answer as a web server"),
    ],
)
def test_each_answer_of_a_server_is_told(site: str, path: str, said: str) -> None:
    """What answers is fine, what does not is told in a sentence, and nothing hangs."""
    address = f"{site}{path}"
    told = problems_with([address], LIMITS)[address]
    assert told == "" if not said else said in told


def test_a_server_that_is_not_there_is_told() -> None:
    """Neither a closed port nor an unknown name is our fault."""
    assert "does not answer" in problems_with(["http://127.0.0.1:9/"], LIMITS)["http://127.0.0.1:9/"]
    assert problems_with(["http://nowhere.invalid/"], LIMITS)["http://nowhere.invalid/"] == "There is no such site."


def test_private_addresses_are_not_knocked_at(site: str) -> None:
    """A document from elsewhere cannot have us ask the machines around us."""
    for address in (site, "http://localhost/", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/"):
        assert "private network" in problems_with([address], Limits(seconds=1.0))[address]
    assert Site.asked == []


def test_an_address_is_asked_once_by_name_of_the_program_and_head_first(site: str) -> None:
    """Politely: places in the page make no second question."""
    assert set(problems_with([f"{site}/fine", f"{site}/fine#a", f"{site}/fine#b"], LIMITS).values()) == {""}
    assert Site.asked == [("HEAD", "/fine", AGENT)]


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(site: str) -> None:
    """Three questions with two pauses between."""
    before = time.monotonic()
    problems_with([f"{site}/{name}" for name in "abc"], Limits(seconds=1.0, pause=0.1, private=True))
    assert time.monotonic() - before >= 0.2


def test_a_report_tells_which_links_were_tried(doc: DocumentBuilder, site: str) -> None:
    """Those for mail and telephone never are, nor those that are written wrongly."""
    document = doc(
        "# SEN information report",
        f"See [our offer]({site}/gone), [the plan]({site}/fine), [mail](mailto:office@example.org) and [nothing](http://).",
    )
    report = check_document(document, Options(as_at=date(2026, 11, 21)))
    assert not any(link.tried for link in report.links)
    links = {link.quote.text: link for link in tried(report, LIMITS).links}
    assert (links["our offer"].tried, "404" in links["our offer"].problem) == (True, True)
    assert (links["the plan"].tried, links["the plan"].problem) == (True, "")
    assert not links["mail"].tried
    assert not links["nothing"].tried
    assert links["nothing"].problem


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("https://www.example.org/a?b=c#d", ""),
        ("http://example.org:8080/", ""),
        ("www.example.org/offer", ""),
        ("mailto:office@example.org?subject=SEN", ""),
        ("mailto:", "no e-mail address"),
        ("mailto:the office", "no e-mail address"),
        ("tel:+441632960100", ""),
        ("tel:01632 960 100", ""),
        ("tel:the office", "no telephone number"),
        ("http://", "no address follows"),
        ("", "no address follows"),
        ("https://exa mple.org/", "no web address"),
        ("https://offer", "no web address"),
        ("http://[oops", "no web address"),
        ("http://example.org:99999/", "no web address"),
        ("file:///C:/Users/office/plan.docx", "somebody's own computer"),
        ("C:\\Users\\office\\plan.docx", "somebody's own computer"),
        ("\\\\server\\share\\plan.docx", "somebody's own computer"),
        ("plan.pdf", ""),
    ],
)
def test_what_is_wrong_with_how_a_link_is_written_is_told_without_the_network(target: str, said: str) -> None:
    """Mail and telephone are looked at, never tried."""
    told = problem_with(target)
    assert told == "" if not said else said in told


def test_links_are_listed_with_their_words_and_place(doc: DocumentBuilder) -> None:
    """Written out or behind words, in order; a place in the document itself is none."""
    document = doc("See [the offer](https://example.org/offer) or www.example.org/send, and [above](#top).")
    assert [(link.quote.text, link.target) for link in find_links(document)] == [
        ("the offer", "https://example.org/offer"),
        ("www.example.org/send", "https://www.example.org/send"),
    ]
