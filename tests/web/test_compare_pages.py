"""Comparing two editions in a browser."""

import json

from starlette.testclient import TestClient
from tests.web.test_check_pages import POLICY, settled

NEWER = POLICY.replace(b"the Parent Partnership Service", b"SENDIASS")


def test_two_editions_are_held_against_each_other(client: TestClient) -> None:
    """On one page, and as files to take away."""
    files = [("old", ("old.md", POLICY)), ("new", ("new.md", NEWER))]
    page = settled(client, client.post("/compare", files=files))
    assert page.status_code == 200
    assert "parent-partnership" in page.text
    assert json.loads(client.get(f"{page.url.path}/download/comparison.json").text)
    for what in ("comparison.html", "comparison.txt"):
        assert client.get(f"{page.url.path}/download/{what}").status_code == 200
    assert client.get(f"{page.url.path}/download/other").status_code == 404
    assert "It has been deleted" in client.post(f"{page.url.path}/remove").text


def test_an_edition_that_is_not_there_is_told_on_the_form(client: TestClient) -> None:
    """By which of the two it is."""
    page = client.post("/compare", files=[("old", ("old.md", POLICY))])
    assert page.status_code == 422
    assert "The newer edition is not there." in page.text


def test_an_edition_that_cannot_be_read_is_told(client: TestClient) -> None:
    """With its name."""
    files = [("old", ("old.docx", b"PK\x03\x04 broken")), ("new", ("new.md", NEWER))]
    page = settled(client, client.post("/compare", files=files))
    assert page.status_code == 422
    assert "old.docx" in page.text
