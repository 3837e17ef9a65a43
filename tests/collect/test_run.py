"""A collection of several schools: kept as it comes, gone on with, and asked again only for what has changed."""

import csv
import io
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest
from tests.collect.site import DOCX, QUICK, Reply, Site, document, page, quick, serving

from policykit.collect.run import Choice, Result, collect
from policykit.collect.settings import Settings
from policykit.collect.target import Target
from policykit.collected import NAME, TABLE_NAME, CollectedSchool, Manifest, Outcome
from policykit.errors import StoreError
from policykit.network import Stop


@pytest.fixture
def site() -> Iterator[Site]:
    """Give a school's site with a policy and a report, both with what tells that they have not changed."""
    replies: dict[str, Reply | list[Reply]] = {
        "/": page(("/send", "SEND")),
        "/send": page(("/policy.docx", "SEN policy"), ("/report.docx", "SEN report")),
        "/policy.docx": document(ETag='"p1"'),
        "/report.docx": document(DOCX + b"r", Last_Modified="Mon, 01 Sep 2025 08:00:00 GMT"),
    }
    with serving(replies) as running:
        yield running


def _run(
    folder: Path, *targets: Target, settings: Settings = QUICK, choice: Choice | None = None, stop: Stop | None = None
) -> Result:
    return collect(targets, folder, settings, choice or Choice(), lambda *_: None, stop)


def _school(site: Site, name: str = "Abbey Primary School", urn: str = "100001") -> Target:
    return Target(urn or name, name, urn, website=site.address)


def _files(folder: Path) -> dict[str, bytes]:
    inside = (path for path in folder.rglob("*") if path.is_file() and path.name not in {NAME, TABLE_NAME})
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in inside}


def _kept(folder: Path, key: str = "100001") -> CollectedSchool:
    with Manifest(folder) as manifest:
        found = manifest.school(key)
    assert found is not None
    return found


def test_documents_lie_in_a_folder_a_school_as_they_came(site: Site, tmp_path: Path) -> None:
    """With a record for programs and a table for people, and nothing left aside."""
    result = _run(tmp_path / "all", _school(site))
    assert _files(tmp_path / "all") == {
        "100001 Abbey Primary School/policy.docx": DOCX,
        "100001 Abbey Primary School/report.docx": DOCX + b"r",
    }
    assert not (tmp_path / "all" / ".collecting").exists()
    (school,) = result.visited
    assert school.why == "Collected 2 documents."
    assert _kept(tmp_path / "all") == school
    rows = list(csv.DictReader(io.StringIO((tmp_path / "all" / TABLE_NAME).read_text(encoding="utf-8-sig"))))
    assert [row["Found by way of"] for row in rows] == [
        "first page > SEND > SEN report",
        "first page > SEND > SEN policy",
    ]
    assert rows[1]["Address"] == f"{site.address}/policy.docx"
    assert len(rows[1]["SHA-256"]) == 64


def test_a_second_run_asks_only_for_what_has_changed(site: Site, tmp_path: Path) -> None:
    """By the server's own marks where it gives them, else by the bytes."""
    _run(tmp_path, _school(site))
    before = _files(tmp_path)
    site.replies |= {"/policy.docx": Reply(status=304)}
    site.asked.clear()
    _run(tmp_path, _school(site))
    asked = {one.path: one.headers for one in site.asked}
    assert asked["/policy.docx"]["If-None-Match"] == '"p1"'
    assert asked["/report.docx"]["If-Modified-Since"] == "Mon, 01 Sep 2025 08:00:00 GMT"
    assert "If-None-Match" not in asked["/send"]
    assert _files(tmp_path) == before
    assert [one.file for one in _kept(tmp_path).documents] == [
        "100001 Abbey Primary School/report.docx",
        "100001 Abbey Primary School/policy.docx",
    ]


def test_a_page_that_has_not_changed_is_not_sent_again_and_its_links_are_known(site: Site, tmp_path: Path) -> None:
    """From the record."""
    site.replies["/send"] = replace(page(("/policy.docx", "SEN policy")), headers={"ETag": '"s"'})
    _run(tmp_path, _school(site))
    site.replies["/send"] = Reply(status=304)
    site.asked.clear()
    _run(tmp_path, _school(site))
    assert site.paths == ["/", "/send", "/policy.docx"]
    assert _kept(tmp_path).outcome is Outcome.COLLECTED


def test_a_changed_document_takes_the_old_ones_name_and_the_old_one_is_put_aside(site: Site, tmp_path: Path) -> None:
    """Where an audit does not look."""
    _run(tmp_path, _school(site))
    site.replies["/policy.docx"] = document(DOCX + b"new")
    _run(tmp_path, _school(site))
    files = _files(tmp_path)
    assert files.pop("100001 Abbey Primary School/policy.docx") == DOCX + b"new"
    (old,) = [name for name in files if name.startswith(".earlier/100001 Abbey Primary School/policy (")]
    assert files[old] == DOCX


def test_a_document_that_is_no_longer_linked_is_put_aside_and_one_that_fails_today_stays(
    site: Site, tmp_path: Path
) -> None:
    """Gone for good, or for a day."""
    _run(tmp_path, _school(site))
    site.replies["/policy.docx"] = Reply(status=403)
    _run(tmp_path, _school(site))
    assert "100001 Abbey Primary School/policy.docx" in _files(tmp_path)
    assert "still in the folder" in _kept(tmp_path).why
    site.replies["/send"] = page(("/report.docx", "SEN report"))
    _run(tmp_path, _school(site))
    files = _files(tmp_path)
    assert "100001 Abbey Primary School/policy.docx" not in files
    assert any(name.startswith(".earlier/") for name in files)


def test_a_site_that_is_down_today_loses_nothing(site: Site, tmp_path: Path) -> None:
    """What was collected stays, and says of which day it is."""
    _run(tmp_path, _school(site))
    site.replies |= {"/": Reply(status=500)}
    _run(tmp_path, _school(site))
    school = _kept(tmp_path)
    assert school.outcome is Outcome.NOT_COLLECTED
    assert school.kept_day == datetime.now(UTC).date().isoformat()
    assert len(_files(tmp_path)) == 2
    site.replies |= {"/": page(("/send", "SEND"))}
    _run(tmp_path, _school(site))
    assert (_kept(tmp_path).outcome, _kept(tmp_path).kept_day) == (Outcome.COLLECTED, "")
    assert len(_files(tmp_path)) == 2


def test_nothing_of_anybody_elses_is_replaced(site: Site, tmp_path: Path) -> None:
    """A file that the adviser put there keeps its name; one that a killed run left is taken over."""
    home = tmp_path / "100001 Abbey Primary School"
    home.mkdir()
    (home / "policy.docx").write_bytes(b"hers")
    (home / "report.docx").write_bytes(DOCX + b"r")
    _run(tmp_path, _school(site))
    assert _files(tmp_path) == {
        "100001 Abbey Primary School/policy.docx": b"hers",
        "100001 Abbey Primary School/policy 2.docx": DOCX,
        "100001 Abbey Primary School/report.docx": DOCX + b"r",
    }


def test_schools_of_one_name_and_odd_names_have_folders_of_their_own(site: Site, tmp_path: Path) -> None:
    """On every system."""
    names = ("Abbey/../School", "ABBEY school", "Abbey School", "..", "St. Aldwyn’s: C of E?")
    targets = (Target(f"k{at}", name, website=site.address) for at, name in enumerate(names))
    _run(tmp_path, *targets, settings=quick(jobs=1))
    folders = {path.name for path in tmp_path.iterdir() if path.is_dir()}
    assert folders == {"Abbey School", "ABBEY school 2", "Abbey School 3", "document", "St. Aldwyn’s C of E"}


def test_schools_are_visited_side_by_side_and_each_host_one_question_at_a_time(tmp_path: Path) -> None:
    """Two schools on one host wait for one another."""
    with serving({"/": page(), "/a": page(), "/b": page()}) as one, serving({"/": page()}) as other:
        targets = [
            Target("a", "Abbey", website=f"{one.address}/a"),
            Target("b", "Brook", website=f"{one.address}/b"),
            Target("c", "Cley", website=other.address),
        ]
        _run(tmp_path, *targets, settings=quick(pause=0.3))
        times = [question.at for question in one.asked]
        assert all(later - earlier >= 0.3 for earlier, later in pairwise(times))
        assert len(times) == 3
        assert other.asked[0].at < times[-1]


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    """Without waiting for the site that is slow; what was done is kept."""

    def _slow(_handler: object) -> None:
        stop.set()
        time.sleep(30)

    stop = Stop()
    with serving({"/": page()}) as quick_site, serving({"/": Reply(act=_slow)}) as slow_site:
        targets = (_school(quick_site, "Abbey", "1"), _school(slow_site, "Brook", "2"))
        before = time.monotonic()
        first = _run(tmp_path, *targets, settings=quick(jobs=1), stop=stop)
        assert time.monotonic() - before < 15
        assert (first.is_stopped, [one.name for one in first.visited], first.waiting) == (True, ["Abbey"], 1)
        slow_site.replies["/"] = page()
        quick_site.asked.clear()
        second = _run(tmp_path, *targets)
        assert ([one.name for one in second.visited], second.before, quick_site.asked) == (["Brook"], 1, [])
        assert len(_run(tmp_path, *targets).visited) == 2


def test_a_limit_and_a_day_choose_the_schools(tmp_path: Path) -> None:
    """The next run goes on with the others."""
    with serving({"/": page()}) as site:
        targets = [_school(site, f"School {at}", str(at)) for at in range(3)]
        assert [one.urn for one in _run(tmp_path, *targets, choice=Choice(limit=2)).visited] == ["0", "1"]
        assert [one.urn for one in _run(tmp_path, *targets, choice=Choice(limit=2)).visited] == ["2"]
        today = datetime.now(UTC).date()
        assert _run(tmp_path, *targets, choice=Choice(since=today)).visited == ()
        assert len(_run(tmp_path, *targets, choice=Choice(since=today + timedelta(days=1))).visited) == 3
        assert len(_run(tmp_path, *targets, choice=Choice(since=date(2999, 1, 1))).visited) == 3


def test_a_folder_that_cannot_be_written_is_told_and_a_strange_record_is_left(site: Site, tmp_path: Path) -> None:
    """What, where and what to do."""
    (tmp_path / "file").write_text("hers", encoding="utf-8")
    with pytest.raises(StoreError, match="could not be written"):
        _run(tmp_path / "file", _school(site))
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / NAME).write_text("no record", encoding="utf-8")
    with pytest.raises(StoreError, match="record"):
        _run(tmp_path / "all", _school(site))
    assert site.asked == []
    assert (tmp_path / "all" / NAME).read_text(encoding="utf-8") == "no record"


def test_no_thread_is_left_behind(site: Site, tmp_path: Path) -> None:
    """Neither workers nor watches."""
    before = threading.active_count()
    _run(tmp_path, _school(site))
    shutil.rmtree(tmp_path)
    assert threading.active_count() <= before + 1


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path) -> None:
    """Words of links come from strangers."""
    with serving({"/": page(("/sen.docx", "=cmd|' /C calc'!A0 SEN policy")), "/sen.docx": document()}) as site:
        _run(tmp_path, Target("k", "=1+1", website=site.address))
    cells = next(iter(csv.DictReader(io.StringIO((tmp_path / TABLE_NAME).read_text(encoding="utf-8-sig")))))
    assert cells["School"] == "'=1+1"
    assert not any(cell.startswith("=") for cell in cells.values())


_PROGRAM = """
import sys
from pathlib import Path
from tests.collect.site import QUICK
from policykit.collect.run import Choice, collect
from policykit.collect.target import Target
targets = [Target(str(at), f"School {at}", website=site) for at, site in enumerate(sys.argv[2:])]
collect(targets, Path(sys.argv[1]), QUICK, Choice(), lambda *_: None)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
def test_a_run_that_was_killed_goes_on_and_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    """Killed while some schools are done and others under way; nothing is left aside or twice."""

    def _late(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(b"<p>Welcome to our school.</p><a href=/p.docx>SEN policy</a>")

    with ExitStack() as stack:
        replies = ({"/": Reply(act=_late), "/p.docx": document(DOCX + bytes([at]))} for at in range(9))
        sites = [stack.enter_context(serving(dict(one))).address for one in replies]
        killed, whole = tmp_path / "killed", tmp_path / "whole"
        command = [sys.executable, "-c", _PROGRAM, str(killed), *sites]
        running = subprocess.Popen(command, cwd=Path(__file__).resolve().parents[2])
        until = time.monotonic() + 30
        while not list(killed.glob("School*/*")) and time.monotonic() < until:
            time.sleep(0.02)
        running.kill()
        running.wait()
        targets = [Target(str(at), f"School {at}", website=site) for at, site in enumerate(sites)]
        before = _run(killed, *targets).before
        _run(whole, *targets)
    assert before < len(targets)
    assert _files(killed).keys() == _files(whole).keys()
    assert _files(killed) == _files(whole)
