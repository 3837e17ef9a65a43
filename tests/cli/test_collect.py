"""`policykit collect` as a person calls it, and the audit of what it brought."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.collect.site import Reply, document, page, serving

from policykit.cli.main import main
from policykit.collected import TABLE_NAME

HEARING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from policykit.cli.main import main
main()
"""
"""A test run in the background has Ctrl-C ignored, and what it starts too."""


def _run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(map(str, arguments)))
    return done.exit_code, done.output


def _register(folder: Path, *rows: str, head: str = "URN,EstablishmentName,SchoolWebsite,Address3,address") -> Path:
    path = folder / "register.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def test_a_collection_and_its_audit(tmp_path: Path) -> None:
    """One school with a report, one behind a password, one without an address: each is told, none is lacking."""
    login = Reply("<title>Log in</title><form><input type=password></form>")
    replies: dict[str, Reply | list[Reply]] = {"/": page(("/r.docx", "SEN information report")), "/r.docx": document()}
    with serving(replies) as abbey, serving({"/": login}) as brook:
        register = _register(
            tmp_path,
            f"100001,Abbey Primary School,{abbey.address},Hertford,",
            f"100002,Brook School,,Ware,{brook.address}/",
            "100003,Cley School,,Hoddesdon,",
        )
        folder = tmp_path / "all"
        allowed = ["--allow-host", abbey.host, "--allow-host", brook.host]
        code, said = _run("collect", register, "-o", folder, "--contact", "adviser@example.org", *allowed)
    assert code == 2
    assert "Abbey Primary School (URN 100001): Collected 1 document." in said
    assert "1 collected, 1 document\n" in said
    assert "2 could not be collected\n" in said
    assert "Brook School (URN 100002): It asks for a password." in said
    assert "Cley School (URN 100003): The register gives no web address for it." in said
    assert f"policykit audit {folder} --register {register}" in said
    assert (folder / TABLE_NAME).is_file()
    assert all("contact adviser@example.org" in one.headers["User-Agent"] for one in abbey.asked)
    code, said = _run(
        "audit", folder, "--register", register, "-o", tmp_path / "audit.json", "-o", tmp_path / "audit.html"
    )
    assert (code, "3 schools, 1 document," in said) == (2, True), said
    shown = (tmp_path / "audit.html").read_text(encoding="utf-8")
    assert (
        "Every document could be read. From 2 web addresses no document could be collected (the list of schools below says why)."
        in shown
    )
    assert "We have no document from it yet. It asks for a password." in shown
    made = json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))
    schools = {one["school"]["name"]: one for one in made["schools"]}
    assert schools["Abbey Primary School"]["findings"]
    for name in ("Brook School", "Cley School"):
        assert not schools[name]["findings"]
        assert [one["role"] for one in schools[name]["documents"]] == ["not-read"]


def test_a_dry_run_asks_nothing_and_writes_nothing(tmp_path: Path) -> None:
    """Where each visit would begin."""
    with serving({}) as site:
        register = _register(tmp_path, f"1,Abbey,{site.address},Hertford,", "2,Brook,,,", "3,Cley,www.example.org,,")
        code, said = _run("collect", register, "-o", tmp_path / "all", "--dry-run", "--limit", "3")
        assert site.asked == []
    assert code == 0
    assert f"Abbey (URN 1): {site.address}/" in said
    assert "Brook (URN 2): no web address in the register" in said
    assert "Cley (URN 3): https://www.example.org/" in said
    assert not (tmp_path / "all").exists()


def test_a_private_address_is_not_asked_unless_it_is_named(tmp_path: Path) -> None:
    """A register may come from anybody."""
    with serving({"/": page()}) as site:
        register = _register(tmp_path, f"1,Abbey,{site.address},,")
        code, said = _run("collect", register, "-o", tmp_path / "all")
        assert site.asked == []
    assert (code, "private network" in said, "--allow-host" in said) == (2, True, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--since", "yesterday"], "is not a date"),
        (["--pause", "0.1"], "--pause"),
        (["--jobs", "99"], "--jobs"),
        (["--contact", "a\r\nX-Evil: 1"], "plain e-mail"),
        (["--allow-host", "http://example.org/"], "is no host"),
        (["--allow-host", "example.org:x"], "is no host"),
        (["-o", "register.csv"], "This is a file"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    """What and what to do."""
    monkeypatch.chdir(tmp_path)
    register = _register(tmp_path, "1,Abbey,www.example.org,,")
    code, said = _run("collect", register, "-o", "all", *arguments)
    assert (code, told in said) == (2, True), said
    assert not (tmp_path / "all").exists()


def test_a_register_without_any_address_is_refused(tmp_path: Path) -> None:
    """A line of a postal address is none."""
    code, said = _run("collect", _register(tmp_path, "1,Abbey,,Hertford,"), "-o", tmp_path / "all")
    assert (code, "SchoolWebsite" in said) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to another process there")
def test_ctrl_c_ends_a_run_at_once_and_keeps_what_was_done(tmp_path: Path) -> None:
    """The same command goes on."""
    with serving({"/": page()}) as quick_site, serving({"/": Reply(act=lambda _: time.sleep(60))}) as slow_site:
        register = _register(tmp_path, f"1,Abbey,{quick_site.address},,", f"2,Brook,{slow_site.address},,")
        command = [
            sys.executable,
            "-c",
            HEARING,
            "collect",
            str(register),
            "-o",
            str(tmp_path / "all"),
            "--jobs",
            "1",
        ]
        command += ["--allow-host", quick_site.host, "--allow-host", slow_site.host]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        until = time.monotonic() + 60
        while "/" not in slow_site.paths and time.monotonic() < until:
            time.sleep(0.05)
        before = time.monotonic()
        running.send_signal(signal.SIGINT)
        said, wrong = running.communicate(timeout=60)
        assert time.monotonic() - before < 30
    assert (running.returncode, wrong) == (2, "")
    assert "Stopped. What was done is kept" in said
    assert "Abbey,1" in (tmp_path / "all" / TABLE_NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["https_proxy", "HTTP_PROXY", "all_proxy"])
def test_a_proxy_of_the_environment_is_left_aside_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It would look names up itself, past the guard; the site is asked directly all the same."""
    for known in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(known, raising=False)
        monkeypatch.delenv(known.upper(), raising=False)
    with serving({"/": page(("/r.docx", "SEN information report")), "/r.docx": document()}) as abbey:
        register = _register(tmp_path, f"100001,Abbey Primary School,{abbey.address},Hertford,")
        call = ("collect", register, "-o", tmp_path / "all", "--allow-host", abbey.host)
        code, said = _run(*call, "--dry-run")
        assert (code, "proxy" in said) == (0, False)
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        code, said = _run(*call)
    assert code == 0, said
    assert "settings name a proxy" in said
    assert "1 collected" in said
