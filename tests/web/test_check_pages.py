"""Checking in a browser: what is handed in, what comes back, and what can be taken away."""

import io
import json
import re
import time
import zipfile

import httpx2
import pytest
from starlette.testclient import TestClient

from policykit.web.show import environment

PAGES = ("report.html", "check.html")
POLICY = b"""# SEN information report

Larkfield Primary School

Our SENCO is Mrs A. Reed. Ring her on 01632 960100.

Parents can get free advice from the Parent Partnership Service on 01632 960147.
"""


def handed_in(client: TestClient, *files: tuple[str, bytes], **fields: str) -> httpx2.Response:
    """Return the page that a browser ends on after handing files in, once everything has been read."""
    parts = [("files", file) for file in files] or None
    return settled(client, client.post("/check", files=parts, data=fields))


def settled(client: TestClient, page: httpx2.Response) -> httpx2.Response:
    """Return the page that stands there once the one that waits has gone."""
    for _ in range(200):
        if "refresh" not in page.headers:
            return page
        time.sleep(0.2)
        page = client.get(str(page.url))
    return page


def test_the_report_stands_beside_the_documents_own_text(client: TestClient) -> None:
    """And the words of a finding lead to their place."""
    page = handed_in(client, ("policy.md", POLICY))
    assert page.status_code == 200
    assert "parent-partnership" in page.text
    assert 'href="#q1"' in page.text
    assert 'id="q1"' in page.text
    assert "The document&#39;s text" in page.text or "The document's text" in page.text


def test_the_text_of_a_web_page_can_be_pasted(client: TestClient) -> None:
    """As somebody does who has no file."""
    page = handed_in(client, text=POLICY.decode())
    assert page.status_code == 200
    assert "Parent Partnership Service" in page.text


def test_several_files_are_one_schools_set(client: TestClient) -> None:
    """The first is checked, the others are read beside it, and each can be looked at."""
    page = handed_in(client, ("report.md", POLICY), ("complaints.md", b"# Complaints\n\nWrite to the governors.\n"))
    assert "Documents of this set" in page.text
    assert "Read beside it" in page.text
    assert client.get(f"{page.url.path}/2").status_code == 200


def test_one_unreadable_file_does_not_hide_the_others(client: TestClient) -> None:
    """It is named with its reason."""
    page = handed_in(client, ("broken.docx", b"PK\x03\x04 not a zip"), ("report.md", POLICY))
    assert page.status_code == 200
    assert "Some files could not be read" in page.text
    assert "broken.docx" in page.text


def test_nothing_handed_in_is_told_on_the_form(client: TestClient) -> None:
    """With what to do, and nothing kept."""
    page = handed_in(client)
    assert page.status_code == 422
    assert "There is nothing to check yet." in page.text


def test_the_law_of_another_day_and_another_kind_of_school_change_the_report(client: TestClient) -> None:
    """On the page, without handing anything in again."""
    page = handed_in(client, ("policy.md", POLICY))
    assert "The law of 1 October 2015" in client.get(f"{page.url.path}?as_at=2015-10-01").text
    assert "special school" in client.get(f"{page.url.path}?school_type=special").text
    assert "accessibility plan" in client.get(f"{page.url.path}?kind=accessibility-plan").text
    assert client.get(f"{page.url.path}?as_at=2015-13-01").status_code == 422
    assert client.get(f"{page.url.path}?school_type=castle").status_code == 422


@pytest.mark.parametrize(
    ("show", "there", "gone"),
    [("stale", "parent-partnership", "sch1.9"), ("must", "sch1.9", "parent-partnership")],
)
def test_a_filter_shows_one_part_of_the_report(client: TestClient, show: str, there: str, gone: str) -> None:
    """And no mark in the text leads to what is not shown."""
    page = handed_in(client, ("policy.md", POLICY))
    text = client.get(f"{page.url.path}?show={show}").text
    assert there in text
    assert gone not in text
    assert client.get(f"{page.url.path}?show=nothing").status_code == 422


def test_every_file_to_take_away_is_what_its_name_says(client: TestClient) -> None:
    """The same bytes that the command line writes."""
    page = handed_in(client, ("policy.md", POLICY))
    at = f"{page.url.path}/1/download"
    assert json.loads(client.get(f"{at}/report.json").text)["document"]["path"] == "policy.md"
    assert client.get(f"{at}/report.csv").text.lstrip("\ufeff").startswith("document,")
    assert client.get(f"{at}/report.html").text.startswith("<!DOCTYPE html>")
    assert client.get(f"{at}/governors.html").text.startswith("<!DOCTYPE html>")
    assert json.loads(client.get(f"{at}/report.sarif").text)["version"] == "2.1.0"
    governors = client.get(f"{at}/governors.docx")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(governors.content)).namelist()
    assert governors.headers["content-disposition"].startswith("attachment;")
    assert client.get(f"{at}/comments").status_code == 422
    assert client.get(f"{at}/secrets").status_code == 404


def test_the_sample_comes_back_as_a_word_file_with_comments(client: TestClient) -> None:
    """Both ways: with comments alone, and with changes to accept."""
    page = settled(client, client.post("/sample"))
    assert "Larkmead Primary School" in page.text
    for what in ("comments", "suggestions"):
        done = client.get(f"{page.url.path}/1/download/{what}")
        assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(done.content)).namelist()
        assert "COMMENTED COPY" in done.headers["content-disposition"]


def test_a_decision_is_kept_in_a_file_that_the_next_check_takes(client: TestClient) -> None:
    """No account holds it, and a slip on the form is told there."""
    page = handed_in(client, ("policy.md", POLICY))
    at = f"{page.url.path}/1"
    said = {
        "finding": "parent-partnership",
        "reason": "It kept its name here.",
        "name": "A. Reed",
        "until": "2999-01-01",
    }
    assert client.post(f"{at}/decide", data=said | {"reason": ""}).status_code == 422
    assert client.post(f"{at}/decide", data=said | {"until": "2001-01-01"}).status_code == 422
    assert "It kept its name here." in client.post(f"{at}/decide", data=said).text
    decisions = client.get(f"{at}/decisions").content
    assert b"[[accept]]" in decisions
    files = [("files", ("policy.md", POLICY)), ("decisions", ("policykit.toml", decisions))]
    again = settled(client, client.post("/check", files=files))
    assert "It kept its name here." in again.text
    client.post(f"{again.url.path}/1/decide", data={"back": "parent-partnership"})
    assert "It kept its name here." not in client.get(again.url.path).text


def test_a_decisions_file_with_mistakes_is_told_on_the_form(client: TestClient) -> None:
    """Every mistake with its line."""
    files = [("files", ("policy.md", POLICY)), ("decisions", ("policykit.toml", b"[[accept]]\nid = 'nothing'\n"))]
    page = client.post("/check", files=files)
    assert page.status_code == 422
    assert "policykit.toml:2" in page.text


def test_what_was_handed_in_goes_when_a_person_says_so(client: TestClient) -> None:
    """Its address leads nowhere after that."""
    page = handed_in(client, ("policy.md", POLICY))
    assert "It has been deleted" in client.post(f"{page.url.path}/remove").text
    assert client.get(page.url.path).status_code == 404


def test_the_page_has_every_part_that_the_report_has() -> None:
    """A part that is added to the report as a file is added here too."""
    source = environment().loader
    assert source
    held = [set(re.findall(r'include "(.*?)"', source.get_source(environment(), name)[0])) for name in PAGES]
    assert held[0] == held[1]
