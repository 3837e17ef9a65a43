"""What is refused before any page is asked, and what a browser may do with an answer."""

import contextlib
import socket
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOME
from tests.web.test_check_pages import POLICY, handed_in, settled

from policykit.web import cases, guard
from policykit.web.app import app_for, pages_for
from policykit.web.guard import Guard, Hosts

FOREIGN = "http://evil.example"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8765", "", "[::1", "a@b:x"])
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    """A page elsewhere that points its own name at this machine sees nothing."""
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "PolicyKit is not asked for" in answer.text


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1:8765", "[::1]:8765"])
def test_every_name_of_this_machine_is_known(client: TestClient, host: str) -> None:
    """Whatever the port."""
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", [FOREIGN, "null", "https://127.0.0.1.evil.example", f"{HOME}:99999"])
@pytest.mark.parametrize("path", ["/check", "/sample", "/compare", "/enter"])
def test_a_form_of_another_site_is_refused(client: TestClient, origin: str, path: str) -> None:
    """Before anything of it is read."""
    assert client.post(path, headers={"Origin": origin}).status_code == 403


def test_a_form_without_an_origin_needs_the_browsers_word(client: TestClient) -> None:
    """That it is one of our own."""
    del client.headers["Origin"]
    assert client.post("/sample").status_code == 403
    assert client.post("/sample", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/sample", headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    """Pages are read or sent."""
    assert client.request(method, "/").status_code == 405


@pytest.mark.parametrize("path", ["/", "/nothing", "/learn/sch1.11", "/static/web.css"])
def test_every_answer_carries_the_strict_policy(client: TestClient, path: str) -> None:
    """No script, nothing from outside, no frame, nothing kept by the browser."""
    headers = client.get(path).headers
    assert headers["content-security-policy"] == guard.POLICY
    assert "script-src" not in guard.POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_a_document_that_is_a_script_shows_as_text(client: TestClient) -> None:
    """In the text, in the name of the file and in what is said of it."""
    script = "<script>alert(1)</script>"
    text = f"SEN information report\n\nSee {script} and <img src=x onerror=alert(1)> at the Parent Partnership Service."
    page = handed_in(client, (f"{script}.txt", text.encode()))
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "<img" not in page.text
    assert "onerror=alert(1)" in page.text
    assert "<script" not in client.get("/learn/<script>alert(1)<").text


def test_a_report_is_under_an_address_that_nobody_can_guess(client: TestClient) -> None:
    """Two of the same file have nothing in common, and one for another kind of work leads nowhere."""
    one, two = (handed_in(client, ("policy.md", POLICY)).url.path for _ in range(2))
    assert one != two
    assert len(one.removeprefix("/check/")) >= 32
    assert client.get(one.replace("/check/", "/compare/")).status_code == 404
    assert client.get("/check/0").status_code == 404


def test_nothing_sends_a_browser_to_another_site(client: TestClient) -> None:
    """A name in the address that looks like a host stays a name."""
    for path in (
        "//evil.example/",
        "/\\evil.example",
        "/check//evil.example",
        "/enter?token=x&next=http://evil.example",
    ):
        answer = client.get(path, follow_redirects=False)
        assert urlsplit(answer.headers.get("location", "")).netloc in {"", "127.0.0.1"}


def test_too_large_an_upload_is_refused_whatever_it_says_of_its_length(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its header at once, and else when the limit is reached."""
    monkeypatch.setattr(guard, "MOST_BYTES", 10_000)
    boundary = b"--b\r\nContent-Disposition: form-data; name=files; filename=a.txt\r\n\r\n"
    body = boundary + b"a" * 50_000 + b"\r\n--b--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    assert client.post("/check", content=body, headers=kind).status_code == 413
    assert client.post("/check", content=iter([body[:9_000], body[9_000:]]), headers=kind).status_code == 413


def test_too_many_files_are_refused(client: TestClient) -> None:
    """With the number that may be."""
    page = client.post("/check", files=[("files", (f"{n}.txt", b"text")) for n in range(12)])
    assert page.status_code == 400
    assert "Too many files" in page.text


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "C:\\boot.ini", "a\r\nSet-Cookie: x=1.md", "x" * 500 + ".md", "\u202egnp.md"]
)
def test_a_files_name_is_never_a_path_or_a_header(client: TestClient, name: str) -> None:
    """Whatever a browser, or something that is none, sends as one."""
    page = handed_in(client, (name, POLICY))
    assert page.status_code == 200
    download = client.get(f"{page.url.path}/1/download/report.json")
    told = download.headers["content-disposition"]
    assert "set-cookie" not in download.headers
    assert ".." not in told
    assert len(told) < 600


def test_a_fault_of_our_own_shows_no_trace() -> None:
    """What went wrong is for the terminal."""

    async def _broken(_: object) -> None:
        message = "a secret of the machine"
        raise RuntimeError(message)

    pages = pages_for("127.0.0.1")
    pages.router.routes[0].app = _broken  # type: ignore[attr-defined]
    with TestClient(Guard(pages, Hosts("127.0.0.1")), base_url=HOME, raise_server_exceptions=False) as client:
        answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_another_address_than_this_machines_demands_the_token() -> None:
    """Everything but the page to enter it, and the style of that page."""
    with TestClient(
        app_for("192.0.2.7", "right"), base_url="http://192.0.2.7", headers={"Origin": "http://192.0.2.7"}
    ) as client:
        assert client.get("/").status_code == 401
        assert client.post("/sample").status_code == 401
        assert client.get("/static/web.css").status_code == 200
        assert client.get("/enter?token=wrong").status_code == 401
        assert client.post("/enter", data={"token": "wrong"}).status_code == 401
        entered = client.get("/enter?token=right", follow_redirects=False)
        assert "HttpOnly" in entered.headers["set-cookie"]
        assert "SameSite=strict" in entered.headers["set-cookie"]
        assert client.get("/").status_code == 200
        assert "Try whether its web links answer" not in client.get("/").text


@pytest.mark.parametrize(
    ("address", "host", "allowed"),
    [
        ("0.0.0.0", "192.0.2.7:8765", True),  # noqa: S104 - the address is what is asked about
        ("0.0.0.0", "evil.example", False),  # noqa: S104
        ("192.0.2.7", "192.0.2.8", False),
        ("::1", "[::1]:1", True),
        ("school-server", "school-server:8765", True),
    ],
)
def test_a_server_is_asked_for_by_its_own_names_only(address: str, host: str, allowed: bool) -> None:
    """On every address of a machine, by any number but by no name."""
    assert Hosts(address).allows(host) is allowed


def test_files_go_when_the_server_stops() -> None:
    """The whole folder."""
    pages = pages_for("127.0.0.1")
    folder: Path = pages.state.cases.folder
    with TestClient(Guard(pages, Hosts("127.0.0.1")), base_url=HOME, headers={"Origin": HOME}) as client:
        settled(client, client.post("/sample"))
        assert list(folder.rglob("file-*"))
    assert not folder.exists()


def test_what_a_crash_left_behind_goes_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what another server still needs stays."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, owner in (("dead", "999999999"), ("alive", "1")):
        (tmp_path / f"{cases.PREFIX}{name}").mkdir()
        (tmp_path / f"{cases.PREFIX}{name}" / "owner").write_text(owner)
    held = cases.Cases()
    assert not (tmp_path / f"{cases.PREFIX}dead").exists()
    assert (tmp_path / f"{cases.PREFIX}alive").exists()
    held.close()


def test_the_oldest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nothing grows without end."""
    monkeypatch.setattr(cases, "MOST_CASES", 3)
    held = cases.Cases()
    with contextlib.closing(held):
        made = [held.new("check") for _ in range(3)]
        for case in made:
            case.finished.set()
        held.new("check")
        assert len(held) == 3
        assert held.get(made[0].id, "check") is None
        assert not made[0].folder.exists()


def test_a_browser_that_sends_no_end_is_cut_off(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time that sending may take."""
    monkeypatch.setattr(guard, "SECONDS", 0.3)
    place = urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
        line.sendall(
            f"POST /check HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: {address}\r\nContent-Length: 1000\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n".encode()
        )
        assert b" 408 " in line.recv(1000).split(b"\r\n")[0]
