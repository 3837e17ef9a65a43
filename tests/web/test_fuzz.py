"""Whatever is sent to whichever address: an answer in our own words, with its headers, and nothing of it run as a script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.audit.made import a_round
from tests.web.conftest import HOME
from tests.web.test_check_pages import POLICY, handed_in, settled

from policykit.audit.layout import Plan
from policykit.web import guard, journey, show
from policykit.web.app import pages_for
from policykit.web.auditing import Work
from policykit.web.guard import Guard, Hosts

HEADERS = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy", "cache-control")
RUNS = ("<script>fuzz", "<img src=fuzz", "60481729", "root:x:", "Traceback")
"""What no page may hold: a script or a picture of ours, a sum that a template worked out, this machine's own files."""
VALUES = st.one_of(
    st.sampled_from(
        [
            "",
            "yes",
            "-1",
            "1",
            "9" * 400,
            "2026-11-22",
            "0000-00-00",
            "mainstream",
            "sch1.9",
            "all",
            ".docx",
            "report.html",
            "<script>fuzz()</script>",
            "'\"><img src=fuzz onerror=fuzz()>",
            "{{7777*7777}}",
            "../../../../etc/passwd",
            "//evil.example/",
            "a\r\nSet-Cookie: fuzz=1",
            "\x00\u202e\ufeff",
            "%00%ff",
            "é" * 3000,
        ]
    ),
    st.text(max_size=20),
)
FILES = st.one_of(
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7", b"{\n", b"[[accept]]\nid = 1", b"policykit: answers-1", POLICY]),
    st.binary(max_size=60),
)


def field_names() -> list[str]:
    """Return the names of every field of every form, and of every choice in an address."""
    folder = Path(show.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in [*folder.glob("pages/*.html"), *folder.glob("*.py")])
    found = re.findall(r'name="(\w+)"|query_params\.get\("(\w+)"|forms\.\w+\("(\w+)"', text)
    return sorted({name for names in found for name in names if name} | {"as_at", "phase", "show", "other"})


@dataclass(frozen=True)
class Sent:
    """One request as it goes out."""

    method: str
    path: str
    query: dict[str, str]
    body: dict[str, Any]


@dataclass(frozen=True)
class Site:
    """The pages with one finished piece of work of each kind."""

    client: TestClient
    ids: dict[str, str]
    routes: list[str]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give the pages as a browser meets them: a fault of our own is an answer too."""
    pages = pages_for("127.0.0.1")
    guarded = Guard(pages, Hosts("127.0.0.1"))
    with TestClient(guarded, base_url=HOME, headers={"Origin": HOME}, raise_server_exceptions=False) as client:
        two = [("old", ("old.md", POLICY)), ("new", ("new.md", POLICY))]
        fields = {"document": "report", "school_type": "mainstream", "phase": "primary"}
        done = {
            "check": handed_in(client, ("policy.md", POLICY)),
            "compare": settled(client, client.post("/compare", files=two)),
            "draft": settled(client, client.post("/draft", data=fields)),
        }
        ids = {kind: page.url.path.split("/")[2] for kind, page in done.items()}
        case = pages.state.cases.new("audit")
        case.result = Work(Plan(Path(), ()), a_round().as_at, made=a_round())
        case.finished.set()
        routes = [str(getattr(route, "path", "/")) for route in pages.routes]
        yield Site(client, ids | {"audit": case.id}, routes)


@st.composite
def requests(draw: st.DrawFn, site: Site) -> Sent:
    """Give a request: mostly to where something is, with fields that are known, and values that are not."""
    path = draw(st.sampled_from(site.routes))
    kind = path.split("/")[1]
    # What is removed would be gone for every request after it.
    known = site.ids.get(kind, "nothing") if not path.endswith("/remove") else "nothing"
    values = {
        "case": st.sampled_from([known, known, known, "nothing"]),
        "number": st.sampled_from(["0", "1", "2", "9" * 30, "x"]),
        "name": st.one_of(st.sampled_from(["school_name", "sch1.9", "web.css"]), VALUES),
        "what": st.one_of(
            st.sampled_from(["report.csv", "comments", "audit.csv", "letters.zip", "answers.yaml"]), VALUES
        ),
    }
    for name in re.findall(r"\{(\w+)", path):
        path = re.sub(rf"\{{{name}(:\w+)?\}}", "\0", path).replace("\0", quote(draw(values[name]), safe=""))
    names = st.sampled_from(field_names())
    query = draw(st.dictionaries(names, VALUES, max_size=3))
    if draw(st.booleans()):
        return Sent(draw(st.sampled_from(["GET", "GET", "HEAD", "PUT"])), path, query, {})
    form = draw(st.dictionaries(names, VALUES, max_size=4))
    files = [(name, (draw(VALUES), draw(FILES))) for name in draw(st.lists(names, max_size=2))]
    raw = {"content": draw(st.binary(max_size=80)), "headers": {"Content-Type": draw(_CONTENT_TYPES)}}
    bodies: list[dict[str, Any]] = [{"data": form}, {"data": form, "files": files or None}, raw]
    body = draw(st.sampled_from(bodies))
    return Sent("POST", path, query, body)


_CONTENT_TYPES = st.sampled_from(
    [
        b"multipart/form-data",
        b"multipart/form-data; boundary=b",
        b"multipart/form-data; boundary=b; charset=nothing",
        b"application/x-www-form-urlencoded",
        b"application/json",
        b"\xc3\xa9\xff",
    ]
)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journey, "AT_FIRST", 0.0)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    print_blob=True,
)
@given(st.data())
def test_no_request_breaks_the_pages_or_gets_a_script_into_them(site: Site, data: st.DataObject) -> None:
    """No fault of our own, no trace of one, no header less, no way to another site."""
    sent = data.draw(requests(site))
    answer = site.client.request(sent.method, sent.path or "/", params=sent.query, follow_redirects=False, **sent.body)
    assert answer.status_code < 500, answer.text[:2000]
    for header in HEADERS:
        assert header in answer.headers
    assert urlsplit(answer.headers.get("location", "")).netloc in {"", "127.0.0.1"}
    assert "fuzz" not in answer.headers.get("set-cookie", "")
    is_file = "attachment" in answer.headers.get("content-disposition", "")
    if "html" in answer.headers.get("content-type", "") and not is_file:
        assert not [words for words in RUNS if words in answer.text]
        assert "script-src" not in answer.headers["content-security-policy"]
    assert (
        answer.headers["content-security-policy"] == guard.POLICY
        or "sandbox" in answer.headers["content-security-policy"]
    )


def test_each_journey_has_something_behind_its_addresses(site: Site) -> None:
    """Without that the requests above would be asking for nothing."""
    assert [site.client.get(f"/{kind}/{case}").status_code for kind, case in site.ids.items()] == [200] * 4
