"""Comparing two editions in a browser."""

import json

import pytest
from starlette.testclient import TestClient
from tests.web.test_check_pages import POLICY, handed_in, settled

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


def test_the_texts_stand_side_by_side_with_what_changed(client: TestClient) -> None:
    """What is the same is folded, and can be shown."""
    script = b"\n\nWe show <script>alert(1)</script> as text.\n"
    files = [("old", ("old.txt", POLICY.lstrip(b"# ") + script)), ("new", ("new.txt", NEWER.lstrip(b"# ") + script))]
    page = settled(client, client.post("/compare", files=files))
    assert f'href="{page.url.path}/texts"' in page.text
    texts = client.get(f"{page.url.path}/texts").text
    assert "<del>the Parent Partnership Service</del>" in texts
    assert "<ins>SENDIASS</ins>" in texts
    assert "&lt;script&gt;" in texts
    assert "<details>" in texts
    assert "<details>" not in client.get(f"{page.url.path}/texts?whole=yes").text


def test_an_older_report_that_was_saved_stands_for_its_edition(client: TestClient) -> None:
    """Its findings are compared; there is no text to set beside the other."""
    report = handed_in(client, ("old.md", POLICY))
    saved = client.get(f"{report.url.path}/1/download/report.json").content
    page = settled(client, client.post("/compare", files=[("old", ("r.json", saved)), ("new", ("new.md", NEWER))]))
    assert page.status_code == 200
    assert "known by the stored report r.json" in page.text
    assert "side by side" not in page.text
    assert client.get(f"{page.url.path}/texts").status_code == 404


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (("r.json", b"{broken"), ("new.md", NEWER), "r.json"),
        (("old.md", POLICY), ("r.json", b"{}"), "only the older edition may be a stored report"),
    ],
)
def test_a_saved_report_that_cannot_be_used_is_told(
    client: TestClient, old: tuple[str, bytes], new: tuple[str, bytes], words: str
) -> None:
    """By the name it came with."""
    page = settled(client, client.post("/compare", files=[("old", old), ("new", new)]))
    assert page.status_code == 422
    assert words in page.text
    assert "file-0" not in page.text


def test_decisions_and_the_kind_of_document_count_in_both_editions(client: TestClient) -> None:
    """As they do on the command line."""
    decisions = b"""[[accept]]
id = "sch1.9"
reason = "It kept its name here."
name = "A. Reed"
until = 2999-01-01
"""
    files = [
        ("old", ("old.md", POLICY)),
        ("new", ("new.md", POLICY)),
        ("decisions", ("policykit.toml", decisions)),
    ]
    page = settled(client, client.post("/compare", files=files, data={"kind": "policy"}))
    assert "It kept its name here." in page.text
    assert "(SEN policy," in page.text
    assert client.post("/compare", files=files, data={"kind": "novel"}).status_code == 422
