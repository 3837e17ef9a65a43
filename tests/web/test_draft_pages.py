"""Drafting in a browser: from old documents, question by question, to the document and back another day."""

import io
import tempfile
import zipfile

import pytest
from starlette.testclient import TestClient
from tests.web.test_check_pages import POLICY, settled

from policykit.formats.office import libreoffice


@pytest.fixture
def begun(client: TestClient) -> str:
    """Give the address of a draft that has been begun from an old document."""
    fields = {"document": "report", "school_type": "mainstream", "phase": "primary", "sixth_form": "no"}
    page = settled(client, client.post("/draft", files=[("files", ("old.md", POLICY))], data=fields))
    assert page.status_code == 200
    return page.url.path


def test_every_question_stands_in_the_list_with_what_the_old_document_says(client: TestClient, begun: str) -> None:
    """To be confirmed, and nothing counts as answered before that."""
    page = client.get(begun).text
    assert "To confirm" in page
    assert "Larkfield Primary School" in page
    assert "0 of " in page


def test_a_proposal_is_kept_and_the_next_open_question_comes(client: TestClient, begun: str) -> None:
    """As somebody does who finds her own words still right."""
    page = client.get(f"{begun}/question/school_name")
    assert "Why we ask" in page.text
    assert "Keep these words" in page.text
    after = client.post(f"{begun}/question/school_name", data={"choice": "keep", "then": "next"})
    assert "/question/" in after.url.path
    assert not after.url.path.endswith("/school_name")
    assert "1 of " in client.get(begun).text


def test_a_slip_is_told_beside_the_field_and_what_was_typed_stays(client: TestClient, begun: str) -> None:
    """And nothing is saved."""
    page = client.post(f"{begun}/question/school_phone", data={"choice": "write", "text": "ring us", "then": "next"})
    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert 'value="ring us"' in page.text
    assert "0 of " in client.get(begun).text
    assert client.post(f"{begun}/question/school_phone", data={"then": "next"}).status_code == 422


def test_nothing_that_was_typed_is_thrown_away(client: TestClient, begun: str) -> None:
    """Words without a choice are the answer; words beside another choice are asked about."""
    at = f"{begun}/question/school_name"
    page = client.post(at, data={"choice": "keep", "text": "Elm School", "then": "list"})
    assert page.status_code == 422
    assert "Elm School" in page.text
    assert "Elm School" in client.post(at, data={"text": "Elm School", "then": "list"}).text
    assert "1 of " in client.get(begun).text


def test_an_answer_is_shown_as_text_whatever_it_holds(client: TestClient, begun: str) -> None:
    """In the list, on its page, in the preview."""
    said = {"choice": "write", "text": "<script>alert(1)</script> School", "then": "list"}
    assert "<script" not in client.post(f"{begun}/question/school_name", data=said).text
    assert "<script" not in client.get(f"{begun}/question/school_name").text
    preview = client.get(f"{begun}/preview")
    assert "<script" not in preview.text
    assert "sandbox" in preview.headers["content-security-policy"]


def test_what_is_missing_is_told_and_the_document_can_be_taken_away(client: TestClient, begun: str) -> None:
    """As a Word file and as a page, with its gaps marked."""
    assert "Still to confirm" in client.get(f"{begun}/review").text
    word = client.get(f"{begun}/download/report.docx")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word.content)).namelist()
    assert client.get(f"{begun}/download/report.html").text.startswith("<!DOCTYPE html>")
    assert client.get(f"{begun}/download/report.pdf").status_code == 404


def test_saved_answers_are_gone_on_with_another_day(client: TestClient, begun: str) -> None:
    """The file is the only thing that is kept, and it is with her."""
    client.post(f"{begun}/question/school_name", data={"choice": "write", "text": "Elm School", "then": "list"})
    client.post(f"{begun}/question/school_email", data={"choice": "skip", "then": "list"})
    saved = client.get(f"{begun}/download/answers.yaml").content
    assert "It has been deleted" in client.post(f"{begun}/remove").text
    files = [("answers", ("answers.yaml", saved))]
    page = client.post("/draft", files=files, data={"document": "report"})
    assert page.url.path != begun
    assert "Elm School" in page.text
    assert "Left out" in page.text


def test_an_answers_file_with_mistakes_is_told_with_their_lines(client: TestClient) -> None:
    """Under the name that she knows it by."""
    files = [("answers", ("mine.yaml", b"policykit: answers-1\nschool: {type: castle}\nanswers: {}\n"))]
    page = client.post("/draft", files=files, data={"document": "report"})
    assert page.status_code == 422
    assert "mine.yaml:" in page.text
    assert tempfile.gettempdir() not in page.text


def test_the_kind_of_school_is_asked_for_where_nothing_tells_it(client: TestClient) -> None:
    """On the form, at once."""
    page = client.post("/draft", data={"document": "report"})
    assert page.status_code == 422
    assert "Choose the kind of school" in page.text
    assert client.post("/draft", data={"document": "poem"}).status_code == 422


def test_a_question_that_is_not_asked_leads_nowhere(client: TestClient, begun: str) -> None:
    """With the way back."""
    assert client.get(f"{begun}/question/nothing").status_code == 404


def test_another_template_with_the_table_of_the_law_can_be_taken_away(client: TestClient, begun: str) -> None:
    """In each form that this machine can make, and looked at first."""
    asked = {"template": "parent-questions", "crosswalk": "yes"}
    word = client.get(f"{begun}/document", params=asked | {"form": ".docx"})
    usual = client.get(f"{begun}/download/report.docx")

    def _text(content: bytes) -> bytes:
        return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")

    assert b"Schedule 1, paragraph 4" in _text(word.content)
    assert b"Schedule 1, paragraph 4" not in _text(usual.content)
    assert client.get(f"{begun}/document", params=asked | {"form": ".md"}).text.startswith("#")
    assert "sandbox" in client.get(f"{begun}/document", params=asked).headers["content-security-policy"]
    summary = client.get(f"{begun}/document", params={"template": "summary", "form": ".html"}).text
    assert len(summary) < len(client.get(f"{begun}/download/report.html").text)


@pytest.mark.parametrize("asked", [{"template": "policy"}, {"template": "../../etc/passwd"}, {"form": ".exe"}])
def test_what_a_document_cannot_be_made_as_is_refused(client: TestClient, begun: str, asked: dict[str, str]) -> None:
    """A template of another document, a path, a format that nobody makes."""
    assert client.get(f"{begun}/document", params=asked).status_code in {404, 422}


def test_a_final_document_waits_until_nothing_is_open(client: TestClient, begun: str) -> None:
    """And says what is."""
    page = client.get(f"{begun}/document", params={"final": "yes", "form": ".docx"})
    assert page.status_code == 422
    assert "It is not final yet" in page.text
    assert "Still to confirm" in page.text


def test_a_pdf_is_offered_where_libreoffice_can_make_one(client: TestClient, begun: str) -> None:
    """And nowhere else."""
    offered = 'value=".pdf"' in client.get(begun).text
    assert offered == bool(libreoffice())
    if not offered:
        pytest.skip("LibreOffice is not installed here")
    assert client.get(f"{begun}/document", params={"form": ".pdf"}).content.startswith(b"%PDF-")
