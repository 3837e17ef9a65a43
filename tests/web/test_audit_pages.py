"""Auditing in a browser: many schools handed in, watched, stopped, looked at and taken away."""

import csv
import io
import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.web.conftest import HOME
from tests.web.test_check_pages import POLICY, settled
from tests.web.test_folders import archive

from policykit.web import guard, journey
from policykit.web.app import pages_for
from policykit.web.guard import Guard, Hosts

ASH = (
    b"# SEN information report\n\nAsh Primary School\n\nOur SENCO is Mr B. Ash. We explain <script>alert(1)</script>.\n"
)
REGISTER = (
    b"URN,EstablishmentName,TypeOfEstablishment (name),file\n"
    b"100001,Ash Primary School,Community school,\n"
    b"100002,Elm Special School,Community special school,\n"
    b"100003,Trap School,Community school,/etc/passwd;../../own/register.csv\n"
)
SCHOOLS = (
    ("Ash Primary School/report.md", ASH),
    ("Larkfield Primary School/report.md", POLICY),
    ("Broken School/report.docx", b"PK\x03\x04 broken"),
    ("schools.csv", REGISTER),
)


def sent(client: TestClient, *files: tuple[str, bytes], **own: tuple[str, bytes]) -> httpx2.Response:
    """Return what comes at once after schools were handed in as an archive, with a register or a workbook."""
    parts = [("files", ("schools.zip", archive(*files).getvalue()))] if files else []
    return client.post("/audit", files=[*parts, *own.items()] or None)


@pytest.fixture(scope="module")
def pages() -> Starlette:
    """Give the pages that `done` asks."""
    return pages_for("127.0.0.1")


@pytest.fixture(scope="module")
def done(pages: Starlette) -> Iterator[tuple[TestClient, str]]:
    """Give a client and the address of a finished audit of three schools, of which one is broken, and a register."""
    with TestClient(Guard(pages, Hosts("127.0.0.1")), base_url=HOME, headers={"Origin": HOME}) as client:
        page = settled(client, sent(client, *SCHOOLS))
        assert page.status_code == 200
        yield client, page.url.path


def test_the_audit_is_told_on_a_page_and_each_school_on_its_own(done: tuple[TestClient, str]) -> None:
    """A broken file costs its own row; a script in a document is text."""
    client, at = done
    page = client.get(at).text
    assert "schools.csv was among the files" in page
    for name in ("Ash Primary School", "Larkfield Primary School", "Broken School", "Elm Special School"):
        assert name in page
    told = [client.get(f"{at}/school/{number}") for number in range(1, 6)]
    assert [one.status_code for one in told] == [200] * 5
    assert "What the law requires the report to say" in told[0].text
    assert "not read" in told[1].text
    assert all("<script" not in one.text for one in told)
    assert client.get(f"{at}/school/6").status_code == client.get(f"{at}/school/0").status_code == 404


def test_a_register_leads_to_no_file_of_this_machine(done: tuple[TestClient, str]) -> None:
    """A row that names one finds nothing."""
    client, at = done
    shape = json.loads(client.get(f"{at}/download/audit.json").text)
    (trap,) = [one for one in shape["schools"] if one["school"]["name"] == "Trap School"]
    assert trap["documents"] == []
    assert "root:" not in client.get(f"{at}/download/audit.json").text


def test_every_form_to_take_away_is_what_its_name_says(done: tuple[TestClient, str]) -> None:
    """The same that the command line writes."""
    client, at = done

    def _taken(name: str) -> bytes:
        return client.get(f"{at}/download/{name}").content

    assert load_workbook(io.BytesIO(_taken("audit.xlsx"))).sheetnames[:2] == ["Summary", "Matrix"]
    assert json.loads(_taken("audit.json"))["schema"] == "policykit/audit-1"
    rows = list(csv.reader(io.StringIO(_taken("audit.csv").decode("utf-8-sig"))))
    assert {"Ash Primary School", "Larkfield Primary School"} <= {row[0] for row in rows}
    with zipfile.ZipFile(io.BytesIO(_taken("audit.csv.zip"))) as archive:
        assert archive.read("audit.csv") == _taken("audit.csv")
        assert {"audit-summary.csv", "audit-matrix.csv", "audit-not-read.csv"} <= set(archive.namelist())
    assert _taken("audit.html").startswith(b"<!DOCTYPE html>")
    assert _taken("audit.policykit.sqlite").startswith(b"SQLite format 3")
    for other in ("audit.exe", "letters.xlsx", "..%2Fowner", "store.sqlite"):
        assert client.get(f"{at}/download/{other}").status_code == 404


def test_letters_go_to_the_ticked_schools_only(done: tuple[TestClient, str]) -> None:
    """And a school that there is nothing to write to is named with the reason."""
    client, at = done
    assert client.get(f"{at}/download/letters.zip").status_code in {200, 422}
    assert client.get(f"{at}/letters?tick=all").text.count(" checked") == 2
    every = json.loads(client.get(f"{at}/download/audit.json").text)["schools"]
    keys = {one["school"]["name"]: one["school"]["key"] for one in every}
    chosen = [keys["Ash Primary School"], keys["Broken School"], "no such school"]
    page = client.post(f"{at}/letters", data={"school": chosen})
    assert "1 letter is ready" in page.text
    assert "No document of this school could be judged" in page.text
    letters = zipfile.ZipFile(io.BytesIO(client.get(f"{at}/download/letters.zip").content))
    assert letters.namelist() == ["Ash Primary School 100001 - letter (draft).docx"]
    client.post(f"{at}/letters", data={})
    assert client.get(f"{at}/download/letters.zip").status_code == 422


def test_a_workbook_handed_back_in_brings_the_advisers_own_columns(done: tuple[TestClient, str]) -> None:
    """Her ticks make letters, and what she wrote is in the next workbook."""
    client, at = done
    book = load_workbook(io.BytesIO(client.get(f"{at}/download/audit.xlsx").content))
    matrix = book["Matrix"]
    head = next(row for row in matrix.iter_rows() if row[0].value == "School")
    columns = {str(cell.value): number for number, cell in enumerate(head, 1)}
    row = next(row[0].row for row in matrix.iter_rows() if row[0].value == "Larkfield Primary School")
    matrix.cell(row, columns["Letter?"]).value = "yes"
    matrix.cell(row, columns["Comment"]).value = "Rang them in May."
    stream = io.BytesIO()
    book.save(stream)
    page = client.post(f"{at}/workbook", files={"workbook": ("audit.xlsx", stream.getvalue())})
    assert "1 letter is ready" in page.text
    again = load_workbook(io.BytesIO(client.get(f"{at}/download/audit.xlsx").content))["Matrix"]
    assert any("Rang them in May." in [cell.value for cell in row] for row in again.iter_rows())
    refused = client.post(f"{at}/workbook", files={"workbook": ("audit.xlsx", b"PK no workbook")})
    assert refused.status_code == 422
    assert "cannot be read" in refused.text
    assert client.post(f"{at}/workbook").status_code == 422


@pytest.mark.parametrize(
    ("files", "own", "words"),
    [
        ((), {}, "There is nothing to audit yet."),
        ((("a/picture.jpg", b"x"),), {}, "There is no document among these files."),
        (SCHOOLS, {"register": ("schools.csv", b"Colour\nred\n")}, "No column of the register names a school."),
        (SCHOOLS, {"register": ("schools.xlsx", b"PK no workbook")}, "The register could not be read as a workbook."),
    ],
)
def test_what_cannot_be_audited_is_told_on_the_form(
    client: TestClient, files: tuple[tuple[str, bytes], ...], own: dict[str, tuple[str, bytes]], words: str
) -> None:
    """With what to do, and no path of this machine."""
    page = sent(client, *files, **own)
    assert page.status_code == 422
    assert words in page.text
    assert "policykit-serve-" not in page.text


def test_an_audit_is_watched_stopped_and_gone_on_with(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page asks again by itself until one would rather it did not."""
    monkeypatch.setattr(journey, "AT_FIRST", 0.0)
    page = sent(client, *SCHOOLS)
    assert "Stop the audit" in page.text
    assert page.headers["refresh"] == "2"
    assert "refresh" not in client.get(f"{page.url.path}?still=yes").headers
    monkeypatch.setattr(journey, "AT_FIRST", 30.0)
    stopped = client.post(f"{page.url.path}/stop")
    assert "The audit was stopped" in stopped.text
    assert client.get(f"{page.url.path}/letters").text == stopped.text
    assert "What these schools" in client.post(f"{page.url.path}/go-on").text


def test_a_server_that_stops_leaves_no_audit_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends the workers and deletes every file, and does not wait for the schools."""
    monkeypatch.setattr(journey, "AT_FIRST", 0.0)
    pages = pages_for("127.0.0.1")
    folder: Path = pages.state.cases.folder
    many = [(f"School {number}/report.md", POLICY * 300) for number in range(60)]
    with TestClient(Guard(pages, Hosts("127.0.0.1")), base_url=HOME, headers={"Origin": HOME}) as client:
        assert "refresh" in sent(client, *many).headers
        before = time.monotonic()
    assert time.monotonic() - before < 20
    assert not folder.exists()


def test_the_documents_are_deleted_once_they_are_read(done: tuple[TestClient, str], pages: Starlette) -> None:
    """What an audit needs of them afterwards is in its store."""
    case = pages.state.cases.get(done[1].removeprefix("/audit/"), "audit")
    assert not (case.folder / "documents").exists()
    assert [path.name for path in case.folder.rglob("*.sqlite")] == ["audit.policykit.sqlite"]


def test_more_may_be_sent_to_an_audit_than_anywhere_else() -> None:
    """And to nothing whose address only begins like it."""
    assert guard.most_bytes("/audit") == guard.MOST_AUDIT_BYTES
    assert guard.most_bytes("/audit/x/workbook") == guard.most_bytes("/auditing") == guard.MOST_BYTES


def test_an_audit_goes_when_a_person_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that is being done."""
    monkeypatch.setattr(journey, "AT_FIRST", 0.0)
    page = sent(client, *SCHOOLS[:2])
    assert "It has been deleted" in client.post(f"{page.url.path}/remove").text
    assert client.get(page.url.path).status_code == 404
