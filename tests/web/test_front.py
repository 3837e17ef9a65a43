"""Behind a server that signs people in: below its path, under its name, and each person's work apart."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient
from tests.web.test_check_pages import settled

from policykit.cli.main import main
from policykit.web.app import app_for
from policykit.web.front import TOKEN_HEADER, Front, front_of, token_in

NAME = "send.example.org"
TOKEN = "a-token-of-twenty-four-letters"  # noqa: S105 - of these tests
ROOT = "/tools/policykit"
_LINKS = re.compile(r'\s(?:href|action|src)="(/[^"]*)"')


@pytest.fixture
def below() -> Iterator[TestClient]:
    """Give a browser that reaches the pages below a path, through a server that signs people in."""
    with TestClient(
        app_for("0.0.0.0", TOKEN, Front(ROOT, (NAME,), "x-forwarded-user")),  # noqa: S104 - nothing listens here
        base_url=f"https://{NAME}",
        headers={"Origin": f"https://{NAME}", TOKEN_HEADER: TOKEN, "X-Forwarded-User": "ann"},
    ) as made:
        yield made


def test_every_link_form_and_redirection_stays_below_the_path(below: TestClient) -> None:
    """From the start page and the sample's report on, for every page that can be reached by following links."""
    moved = below.post(f"{ROOT}/sample", follow_redirects=False)
    assert moved.headers["location"].startswith(f"{ROOT}/check/")
    started = below.post(
        f"{ROOT}/draft",
        data={"document": "report", "school_type": "mainstream", "phase": "primary"},
        follow_redirects=False,
    )
    left, seen, kinds = (
        [f"{ROOT}/", moved.headers["location"], started.headers["location"]],
        set[str](),
        set[str](),
    )
    while left:
        path = left.pop().split("#")[0]
        kind = re.sub(r"[\w-]{32}|\d+|[\w-]+\.[\w.-]+", "", path.split("?")[0])
        if path in seen or kind in kinds:
            continue
        seen.add(path)
        answer = settled(below, below.get(path))
        assert answer.status_code == 200, path
        if (
            "attachment" in answer.headers.get("content-disposition", "")
            or "html" not in answer.headers["content-type"]
        ):
            continue
        kinds.add(kind)
        links = _LINKS.findall(answer.text)
        assert all(link == ROOT or link.startswith(f"{ROOT}/") for link in links), (path, links)
        left += [link for link in links if f'action="{link}"' not in answer.text]
    assert any("/question/" in path for path in seen)
    assert len(seen) > 20


def test_a_server_in_front_may_take_its_path_away_itself(below: TestClient) -> None:
    """The links are below it all the same."""
    assert f'href="{ROOT}/learn"' in below.get("/learn").text


def test_one_person_cannot_open_what_another_handed_in(below: TestClient) -> None:
    """Not even with the address, nor delete it."""
    place = below.post(f"{ROOT}/sample", follow_redirects=False).headers["location"]
    other = {"X-Forwarded-User": "bob"}
    assert below.get(place, headers=other).status_code == 404
    below.post(f"{place.split('?')[0]}/remove", headers=other)
    assert below.get(place).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {TOKEN_HEADER: "wrong"},
        {TOKEN_HEADER: "", "Cookie": f"policykit={TOKEN}"},
        {"X-Forwarded-User": ""},
    ],
)
def test_nobody_goes_round_the_sign_in(below: TestClient, headers: dict[str, str]) -> None:
    """Without the token in its header, or without a person, nothing is seen."""
    answer = below.get(f"{ROOT}/", headers=headers)
    assert answer.status_code == 401
    assert "Sign in first" in answer.text


def test_a_person_who_is_named_twice_is_nobody(below: TestClient) -> None:
    """One of the two is the browser's own claim."""
    twice = [("X-Forwarded-User", "bob"), ("X-Forwarded-User", "ann"), (TOKEN_HEADER, TOKEN)]
    del below.headers["X-Forwarded-User"]
    assert below.get(f"{ROOT}/", headers=twice).status_code == 401


def test_the_health_address_says_ok_to_anyone_and_nothing_else() -> None:
    """Without a token, a name or a person; and it can only be read."""
    with TestClient(app_for("192.0.2.1", TOKEN), base_url="http://anything.example") as anyone:
        answer = anyone.get("/healthz")
        assert (answer.status_code, answer.text) == (200, "ok\n")
        assert anyone.get(f"{ROOT}/healthz").status_code == 421
        assert anyone.post("/healthz").status_code != 200


def test_the_token_may_be_said_in_a_header_or_typed_once() -> None:
    """Typed, a browser keeps it below the path only, and over https only where it came by it."""
    with TestClient(app_for("0.0.0.0", TOKEN, Front(ROOT, (NAME,))), base_url=f"https://{NAME}") as one:  # noqa: S104
        assert one.get(f"{ROOT}/").status_code == 401
        assert one.get(f"{ROOT}/", headers={TOKEN_HEADER: TOKEN}).status_code == 200
        form = {"Origin": f"https://{NAME}", "X-Forwarded-Proto": "https"}
        kept = one.post(f"{ROOT}/enter", data={"token": TOKEN}, headers=form, follow_redirects=False)
        assert kept.headers["location"] == f"{ROOT}/"
        assert f"Path={ROOT};" in kept.headers["set-cookie"]
        assert "Secure" in kept.headers["set-cookie"]
        assert one.get(f"{ROOT}/").status_code == 200


def test_words_that_look_like_a_link_are_left_alone(below: TestClient) -> None:
    """What a person typed is shown as typed."""
    sent = below.post(f"{ROOT}/check", data={"text": 'Our page says: see href="/learn" for more about SEN.'})
    assert "href=&#34;/learn&#34;" in settled(below, sent).text


def test_links_are_not_tried_for_people_elsewhere() -> None:
    """Though the server in front stands on the same machine."""
    for front, is_offered in ((None, True), (Front(ROOT), False), (Front("", (NAME,)), False)):
        with TestClient(app_for("127.0.0.1", "", front), base_url="http://127.0.0.1") as one:
            assert ('name="links"' in one.get("/").text) == is_offered


@pytest.mark.parametrize("path", ["policykit", "/a b", "//x", '/"x', "/x/../y?"])
def test_a_path_that_is_none_is_refused(path: str) -> None:
    """With how one looks."""
    done = CliRunner().invoke(main, ["serve", "--root-path", path, "--no-browser"])
    assert done.exit_code == 2
    assert "such as /policykit" in done.stderr


def test_a_path_may_end_with_a_stroke() -> None:
    """It means the same."""
    assert front_of("/policykit/", (), "").root == "/policykit"


def test_a_claim_to_have_signed_in_needs_a_token() -> None:
    """Otherwise anybody could make it."""
    done = CliRunner().invoke(main, ["serve", "--signed-in-by", "X-Forwarded-User", "--no-browser"])
    assert done.exit_code == 2
    assert "--token-file" in done.stderr


def test_a_token_is_read_from_its_file_and_a_short_one_refused(tmp_path: Path) -> None:
    """A missing file is told as such."""
    place = tmp_path / "token"
    place.write_text(f"{TOKEN}\r\n", encoding="utf-8")
    assert token_in(place) == TOKEN
    place.write_text("short", encoding="utf-8")
    for path, words in ((place, "too short"), (tmp_path / "none", "could not be read")):
        done = CliRunner().invoke(main, ["serve", "--token-file", str(path), "--no-browser"])
        assert done.exit_code == 2
        assert words in done.stderr
