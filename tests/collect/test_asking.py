"""One address asked, of servers with every kind of trouble."""

import gzip
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests.collect.site import QUICK, Reply, Site, moved, quick, serving

from policykit.collect.asking import Answer, Asker, Budget, Wish
from policykit.collect.hosts import Hosts
from policykit.collect.reasons import NotCollected, SpentError
from policykit.collect.settings import Settings
from policykit.collected import Reason
from policykit.network import Guard, Stop


@pytest.fixture
def site() -> Iterator[Site]:
    """Give a running site that answers nothing yet."""
    with serving({}) as running:
        yield running


def _get(
    address: str, settings: Settings = QUICK, headers: dict[str, str] | None = None, size: int = 10_000_000
) -> Answer:
    budget = Budget(time.monotonic() + settings.school_seconds, 50, size)
    return Asker(settings, Stop()).get(Wish(address, lambda _: None, headers or {}), budget)


def _refused(address: str, settings: Settings = QUICK) -> NotCollected:
    with pytest.raises(NotCollected) as error:
        _get(address, settings)
    assert error.value.why
    assert error.value.remedy
    return error.value


def _dribble(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(300):
        handler.wfile.write(b"x")
        time.sleep(0.1)


def _slow_head(handler: BaseHTTPRequestHandler) -> None:
    for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"y" * 300:
        handler.wfile.write(bytes([letter]))
        time.sleep(0.1)


def _silent(_handler: BaseHTTPRequestHandler) -> None:
    time.sleep(30)


def _rubbish(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"this is no answer\r\n\r\n")


def _broken_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b"x" * 10_000)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=401), Reason.LOGIN),
        (Reply(status=403), Reason.REFUSED),
        (Reply(status=404), Reason.GONE),
        (Reply(status=410), Reason.GONE),
        (Reply(status=418), Reason.ERROR),
        (Reply(status=500), Reason.ERROR),
        (Reply(status=302), Reason.ERROR),
        (Reply(act=_dribble), Reason.SLOW),
        (Reply(act=_slow_head), Reason.SLOW),
        (Reply(act=_silent), Reason.SLOW),
        (Reply(act=_rubbish), Reason.UNREACHABLE),
        (Reply(act=_broken_off), Reason.UNREACHABLE),
        (Reply(act=_endless), Reason.LARGE),
        (Reply("x" * 200_001), Reason.LARGE),
        (Reply(gzip.compress(b"x" * 50_000_000), headers={"Content-Encoding": "gzip"}), Reason.LARGE),
        (Reply(b"no gzip at all", headers={"Content-Encoding": "gzip"}), Reason.WRONG_TYPE),
        (Reply(gzip.compress(b"cut short" * 99)[:-20], headers={"Content-Encoding": "gzip"}), Reason.UNREACHABLE),
        (Reply(b"x", headers={"Content-Encoding": "br"}), Reason.WRONG_TYPE),
        (moved("ftp://example.org/"), Reason.NO_ADDRESS),
        (moved("http://name:word@example.org/"), Reason.NO_ADDRESS),
        (moved("http://["), Reason.NO_ADDRESS),
        (moved("/x"), Reason.CIRCLE),
    ],
)
def test_each_trouble_has_its_reason_and_nothing_hangs(site: Site, reply: Reply, reason: Reason) -> None:
    """Whatever the server does."""
    site.replies["/x"] = reply
    settings = quick(silence=1.0, request_seconds=1.5) if reason is Reason.SLOW else QUICK
    before = time.monotonic()
    assert _refused(f"{site.address}/x", settings).reason is reason
    assert time.monotonic() - before < 15


def test_redirects_are_followed_and_circles_and_long_chains_are_not(site: Site) -> None:
    """Six are plenty."""
    site.replies |= {f"/{at}": moved(f"/{at + 1}", (301, 302, 303, 307, 308)[at % 5]) for at in range(20)}
    site.replies |= {"/6": Reply("there"), "/a": moved("/b"), "/b": moved("/a")}
    assert _get(f"{site.address}/0").final == f"{site.address}/6"
    assert _refused(f"{site.address}/7").reason is Reason.CIRCLE
    assert _refused(f"{site.address}/a").reason is Reason.CIRCLE


def test_a_redirect_into_a_private_network_is_refused_at_the_connection(site: Site) -> None:
    """Only the one host and port that were named are let through."""
    with serving({"/secret": Reply("secret")}) as inner:
        site.replies["/out"] = moved(f"{inner.address}/secret")
        settings = quick(guard=Guard(allowed=frozenset({site.host})))
        assert _refused(f"{site.address}/out", settings).reason is Reason.PRIVATE
        assert inner.asked == []


def test_a_site_that_is_busy_is_waited_for_as_it_asks(site: Site) -> None:
    """In seconds or as a date; not for longer than the limit."""
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)
    site.replies |= {
        "/seconds": [Reply(status=429, headers={"Retry-After": "1"}), Reply("fine")],
        "/date": [Reply(status=503, headers={"Retry-After": soon}), Reply("fine")],
        "/hour": Reply(status=429, headers={"Retry-After": "3600"}),
    }
    before = time.monotonic()
    assert _get(f"{site.address}/seconds").data == b"fine"
    assert time.monotonic() - before >= 1
    assert _get(f"{site.address}/date").data == b"fine"
    refused = _refused(f"{site.address}/hour")
    assert (refused.reason, "3600 seconds" in refused.why) == (Reason.REFUSED, True)


def test_an_error_is_tried_once_more(site: Site) -> None:
    """Servers stumble."""
    site.replies["/x"] = [Reply(status=500), Reply("fine")]
    assert _get(f"{site.address}/x").data == b"fine"
    site.replies["/y"] = Reply(status=502)
    assert _refused(f"{site.address}/y").status == 502
    assert site.paths == ["/x", "/x", "/y", "/y"]


def test_robots_are_obeyed_with_wildcards_and_for_each_redirect(site: Site) -> None:
    """The longest rule wins; what is forbidden is never asked."""
    rules = "User-agent: *\nDisallow: /private\nDisallow: /*.pdf$\nAllow: /private/send\n"
    site.replies |= {
        "/robots.txt": Reply(rules, "text/plain"),
        "/private/send": Reply("fine"),
        "/go": moved("/private/x"),
    }
    assert _get(f"{site.address}/private/send").data == b"fine"
    for path in ("/private/x", "/a.pdf", "/go"):
        assert _refused(f"{site.address}{path}").reason is Reason.ROBOTS
    assert site.paths == ["/private/send", "/go"]


@pytest.mark.parametrize(
    ("reply", "is_read"),
    [
        (Reply(status=404), True),
        (Reply(status=403), True),
        (Reply(status=500), False),
        (Reply(status=503), False),
        (Reply("<html>no rules</html>"), True),
        (Reply("User-agent: policykit\nDisallow: /\n", "text/plain"), False),
        (Reply("User-agent: otherbot\nDisallow: /\n", "text/plain"), True),
        (Reply("x" * 600_000), True),
        (moved("/robots.txt"), True),
        (Reply(b"\xff\xfe\x00Disallow"), True),
    ],
)
def test_a_site_without_rules_may_be_read_and_one_that_cannot_say_may_not(
    site: Site, reply: Reply, is_read: bool
) -> None:
    """As RFC 9309 has it."""
    site.replies |= {"/robots.txt": reply, "/x": Reply("fine")}
    if is_read:
        assert _get(f"{site.address}/x").data == b"fine"
    else:
        assert _refused(f"{site.address}/x").reason is Reason.ROBOTS
        assert site.paths == []


def test_the_pause_that_a_site_asks_for_is_kept(site: Site) -> None:
    """Its own, where it is longer than ours, and else ours."""
    site.replies |= {
        "/robots.txt": Reply("User-agent: *\nCrawl-delay: 0.4\n", "text/plain"),
        "/x": Reply("x"),
        "/y": Reply("y"),
    }
    asker = Asker(quick(pause=0.2), Stop())
    budget = Budget(time.monotonic() + 60, 50, 1000)
    for path in ("/x", "/y"):
        asker.get(Wish(f"{site.address}{path}", lambda _: None), budget)
    first, second, third = (one.at for one in site.asked)
    assert second - first >= 0.2
    assert third - second >= 0.4


def test_a_pause_longer_than_the_time_there_is_is_told(site: Site) -> None:
    """Nobody waits an hour for the second page."""
    site.replies |= {
        "/robots.txt": Reply("User-agent: *\nCrawl-delay: 3600\n", "text/plain"),
        "/x": Reply("x"),
        "/y": Reply("y"),
    }
    asker = Asker(QUICK, Stop())
    budget = Budget(time.monotonic() + 60, 50, 1000)
    asker.get(Wish(f"{site.address}/x", lambda _: None), budget)
    with pytest.raises(NotCollected) as error:
        asker.get(Wish(f"{site.address}/y", lambda _: None), budget)
    assert error.value.reason is Reason.SLOW
    assert "seconds until the next question" in error.value.why


def test_a_request_says_who_asks_and_keeps_no_cookie(site: Site) -> None:
    """The adviser's own address only where she gives it."""
    site.replies |= {"/x": [moved("/y"), Reply("x")], "/y": Reply("y", headers={"Set-Cookie": "a=b"})}
    settings = quick(contact="adviser@example.org")
    _get(f"{site.address}/x", settings)
    _get(f"{site.address}/x", QUICK)
    agents = [one.headers["User-Agent"] for one in site.asked]
    assert all(one.startswith("PolicyKit/") for one in agents)
    assert "contact adviser@example.org" in agents[0]
    assert "@" not in agents[-1]
    assert not any("cookie" in map(str.casefold, one.headers) for one in site.asked)


def test_what_is_unchanged_is_not_sent_again(site: Site) -> None:
    """304 counts only where it was asked for."""
    site.replies["/x"] = Reply(status=304)
    assert _get(f"{site.address}/x", headers={"If-None-Match": '"1"'}).status == 304
    assert site.asked[-1].headers["If-None-Match"] == '"1"'
    assert _refused(f"{site.address}/x").status == 304


def test_what_one_school_may_cost_is_kept(site: Site) -> None:
    """Requests, bytes and time."""
    site.replies["/x"] = Reply("x" * 1000)
    for requests, size, seconds, said in ((1, 10_000, 9, "1 questions"), (9, 500, 9, "MB"), (9, 500, -1, "time")):
        with pytest.raises(SpentError, match=said):
            Asker(QUICK, Stop()).get(
                Wish(f"{site.address}/x", lambda _: None), Budget(time.monotonic() + seconds, requests, size)
            )


def test_packed_answers_are_unpacked_and_a_suggested_name_is_read(site: Site) -> None:
    """The name as it was meant."""
    headers = {
        "Content-Encoding": "gzip",
        "Content-Disposition": 'attachment; filename="SEN report.pdf"',
        "ETag": '"7"',
    }
    site.replies["/x"] = Reply(gzip.compress(b"words"), "application/pdf", headers=headers)
    answer = _get(f"{site.address}/x")
    assert (answer.data, answer.name, answer.etag) == (b"words", "SEN report.pdf", '"7"')


def test_a_host_with_www_and_one_without_take_one_turn_and_have_rules_of_their_own() -> None:
    """One server answers for both; robots.txt is each host's own."""
    hosts = Hosts(1.0, Stop())
    bare, twin, other = hosts.of("Example.org", 80), hosts.of("www.example.org", 443), hosts.of("example.org", 8080)
    assert bare.turn is twin.turn
    assert bare is not twin
    assert bare.turn is not other.turn


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl, which makes the certificate, is not installed")
def test_a_certificate_that_browsers_warn_of_is_told_and_not_got_round(tmp_path: Path) -> None:
    """Signed by nobody that is trusted."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving({"/x": Reply("secret")}, context) as site:
        assert _refused(f"https://{site.host}/x").reason is Reason.CERTIFICATE
        assert site.asked == []
