"""What Windows has that this machine may not: its consoles, line ends, names, marks between folders, files held by others."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.audit.conftest import text_of

from policykit import files
from policykit.cli import output
from policykit.cli.main import main
from policykit.errors import DocumentError, StoreError
from policykit.read import opening, read
from policykit.read.apart import read_apart

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "corpus" / "files" / "larkmead-information-report-2020.docx"
STRANGE = """# SEN information report of Żółw School

Our SENCO → Łucja Żak ✓ can be reached at senco@example.org. 🙂 “Pupils” have IEPs and a statement of SEN – we tell parents.
"""
NAME = "Żółw – policy ✓.md"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """Give a document with letters that no Western console has, in its name as well."""
    path = tmp_path / NAME
    path.write_text(STRANGE, encoding="utf-8")
    return path


def _run(*arguments: str | Path, charset: str = "utf-8") -> Result:
    return CliRunner(charset=charset).invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("charset", ["cp1252", "cp850", "ascii"])
@pytest.mark.parametrize(
    "command",
    [
        ("check", "{policy}"),
        ("check", "{policy}", "--format", "json"),
        ("check", "{policy}", "--format", "csv"),
        ("check", "{policy}", "--format", "html"),
        ("explain", "sch1.11"),
        ("explain", "statement-of-sen"),
        ("compare", "{policy}", "{policy}"),
        ("accept", "{policy}", "statement-of-sen", "--reason", "→ ✓", "--name", "Łucja", "--until", "2099-01-01"),
        ("draft", "new", "--from", "{policy}", "--school-type", "mainstream", "-o", "{folder}/odpowiedź.yaml"),
        ("audit", "{folder}", "--dry-run", "-o", "{folder}/ż.xlsx"),
        ("template", "fields"),
        ("checklist", "lint"),
        ("check", "{folder}/nie ma – żółw.docx"),
    ],
    ids=lambda command: "-".join(command[:3]).replace("{", "").replace("}", ""),
)
def test_no_command_stumbles_over_a_letter_that_the_console_lacks(
    policy: Path, command: tuple[str, ...], charset: str
) -> None:
    """It prints a question mark there, and the exit code tells what it always tells."""
    words = [word.format(policy=policy, folder=policy.parent) for word in command]
    done = _run(*words, charset=charset)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    usual = _run(*[word.replace("odpowied", "druga-") for word in words])
    if command[0] != "accept":
        assert done.exit_code == usual.exit_code


@pytest.mark.parametrize("ending", [".md", ".txt"])
def test_windows_line_ends_change_no_finding(tmp_path: Path, ending: str) -> None:
    """Nor does a mark before the first letter."""
    text = text_of("Beech Holme").replace("\r\n", "\n")
    said = []
    for number, content in enumerate((text, text.replace("\n", "\r\n"), "\ufeff" + text.replace("\n", "\r\n"))):
        path = tmp_path / f"{number}" / f"policy{ending}"
        path.parent.mkdir()
        path.write_bytes(content.encode())
        done = _run("check", path, "--format", "csv")
        said.append(done.output.replace(str(path.parent), ""))
    assert said[0] == said[1] == said[2]


def test_decisions_and_answers_with_windows_line_ends_are_read(policy: Path) -> None:
    """As Notepad saves them, with its mark at the start."""
    assert (
        _run("accept", policy, "statement-of-sen", "--reason", "Old", "--name", "A", "--until", "2099-01-01").exit_code
        == 0
    )
    decided, answers = policy.parent / "policykit.toml", policy.parent / "answers.yaml"
    assert _run("draft", "new", "--school-type", "mainstream", "--phase", "primary", "-o", answers).exit_code == 0
    rendered = policy.parent / "draft.docx"
    before = [_run("check", policy).output, _run("draft", "render", answers, "-o", rendered).exit_code]
    for path in (decided, answers):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert [_run("check", policy).output, _run("draft", "render", answers, "-o", rendered).exit_code] == before


def _with_backslashes(target: Path) -> Path:
    with zipfile.ZipFile(SAMPLE) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for info in source.infolist():
            made.writestr(info.filename.replace("/", "\\"), source.read(info))
    return target


def test_a_word_file_whose_parts_are_named_with_backslashes_is_read(tmp_path: Path) -> None:
    """Some programs on Windows pack it so."""
    odd = read(_with_backslashes(tmp_path / "odd.docx"))
    assert [block.text for block in odd.blocks] == [block.text for block in read(SAMPLE).blocks]


def test_comments_in_such_a_file_are_written_or_refused_in_plain_words(tmp_path: Path) -> None:
    """Never with a traceback, and the input stays."""
    path = _with_backslashes(tmp_path / "odd.docx")
    held = path.read_bytes()
    done = _run("annotate", path, "-o", tmp_path / "copy.docx")
    assert done.exit_code in {0, 1, 2}, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert path.read_bytes() == held


def test_two_inputs_whose_names_differ_in_capitals_only_get_two_outputs(tmp_path: Path) -> None:
    """Windows would take them for one file."""
    inputs = [str(tmp_path / folder / name) for folder, name in (("a", "Policy.docx"), ("b", "policy.DOCX"))]
    chosen = output.targets(str(tmp_path), inputs, "json")
    assert len({str(path).casefold() for path in chosen}) == len(inputs)


def _held(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let another program have every file the first few times that it is to be replaced."""
    usual: Callable[[Path, Path], Path] = Path.replace
    left = [times]

    def _replace(aside: Path, real: Path) -> Path:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return usual(aside, real)

    monkeypatch.setattr(Path, "replace", _replace)
    monkeypatch.setattr(files, "_PAUSE_SECONDS", 0.01)


def test_a_file_that_is_held_for_a_moment_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virus scanner or OneDrive lets go soon."""
    _held(monkeypatch, 2)
    files.replace(tmp_path / "report.json", b"new")
    assert (tmp_path / "report.json").read_bytes() == b"new"


def test_a_file_that_stays_open_elsewhere_is_told_so_and_nothing_is_left_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stood there stays."""
    target = tmp_path / "report.docx"
    target.write_bytes(b"old")
    _held(monkeypatch, 99)
    with pytest.raises(StoreError, match="open in another program"):
        files.replace(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.docx"]


def test_the_longest_name_that_a_folder_takes_can_be_written(tmp_path: Path) -> None:
    """The file that is written aside first has a shorter one."""
    target = tmp_path / f"{'n' * 250}.txt"
    files.replace(target, b"new")
    assert target.read_bytes() == b"new"


def test_a_path_that_is_too_long_for_windows_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There such a file seems not to exist."""
    monkeypatch.setattr(opening, "LONGEST_PATH", 259)
    deep = tmp_path.joinpath(*["a folder of a trust with a long name"] * 8) / "policy.docx"
    with pytest.raises(DocumentError, match="more than 259 letters"):
        read(deep)


@pytest.mark.parametrize("name", ["CON.md", "aux.policy.md", "trailing dot..md", "%TEMP% & (copy).md", "a'b;c.md"])
def test_names_that_windows_or_its_shell_would_take_for_something_else_are_names_here(
    tmp_path: Path, name: str
) -> None:
    """They are read, and outputs are named after them."""
    path = tmp_path / name
    path.write_text(STRANGE, encoding="utf-8")
    assert read_apart(path).origin.path == str(path)
    assert _run("check", path, "--format", "json", "-o", tmp_path, "--fail-on", "never").exit_code == 0
    assert (tmp_path / f"{name}.json").is_file()


def test_standard_output_of_another_kind_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that calls ours may have put a buffer there."""
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert main(["--version"], standalone_mode=False) in {0, None}
