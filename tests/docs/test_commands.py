"""Every command that README and docs show is run, in a folder with invented documents under the names that the page uses.

A block marked `sh` holds commands; one marked `console` holds commands after "$ " and what they print, "..." standing for lines
left out. A comment behind a
command may give its exit code. `<!-- not run: why -->` before a block keeps it from being run; its commands and options have to exist all the same.
"""

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from policykit.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "corpus" / "files"
HAND_WRITTEN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
HAND_WRITTEN += sorted((ROOT / "docs" / "contributing").glob("*.md"))
_BLOCK = re.compile(
    r"(?P<mark><!-- not run: [^>]+ -->\n)?^ *```(?P<form>\w*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL
)
_INLINE = re.compile(r"`(policykit [^`\n]+)`")
_WORD, _OLD_WORD = "larkmead-information-report-2020.docx", "pennyfield-primary-report-2024.docx"
_PDF, _OLD_PDF = "duck-pond-lane-infants-policy-2024.pdf", "park-street-primary-policy-2018.pdf"
_IN_FOLDER = ("nettlefold-senco-page-2026.txt", _WORD)
_OLDER = re.compile(r"last|older|old-|2023|2024")
_CODES = {"check": {0, 1}, "compare": {0, 1}}
"""A sample may have findings; every other command is to end well."""


@dataclass(frozen=True)
class Shown:
    """A command as a page shows it, and the lines that the page says it prints."""

    command: str
    prints: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """Its words as a shell would pass them on, without the program's name."""
        return shlex.split(self.command, comments=True)[1:]

    def codes(self) -> set[int]:
        """Return the exit codes that it may end with: the one in the comment behind it, else what is usual."""
        if told := re.search(r"#.*exit code (\d)", self.command):
            return {int(told[1])}
        return {0} if "never" in self.words else _CODES.get(self.words[0], {0})

    def outputs(self) -> list[str]:
        """Return the files that it is told to write."""
        words = self.words
        if "--dry-run" in words:
            return []
        return [name for option, name in pairwise(words) if option in {"-o", "--letters"}]


def name_of(path: Path) -> str:
    """Return the path from the repository, for pytest."""
    return path.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[tuple[bool, list[Shown]]]:
    """Give the commands of each block of a page, and whether they are to be run."""
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        lines = found["text"].splitlines()
        if found["form"] == "console":
            starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
            ends = [*starts[1:], len(lines)]
            shown = [
                Shown(lines[start][2:], tuple(lines[start + 1 : end])) for start, end in zip(starts, ends, strict=True)
            ]
        else:
            shown = [Shown(line.strip()) for line in lines]
        yield not found["mark"], [one for one in shown if one.command.startswith("policykit ")]


RUN = {page: [shown for run, all_shown in blocks(page) if run for shown in all_shown] for page in HAND_WRITTEN}
TOLD = {page: [shown for run, all_shown in blocks(page) if not run for shown in all_shown] for page in HAND_WRITTEN}


def invoke(words: list[str]) -> Result:
    """Run the program here; whatever asks is told to stop."""
    return CliRunner().invoke(main, words, input="q\n", catch_exceptions=False)


def prepare(name: str) -> None:
    """Put what a page calls by that name into the present folder."""
    path = Path(name)
    older = bool(_OLDER.search(name))
    if name.endswith("/"):
        for number, sample in enumerate(_IN_FOLDER):
            (path / f"School {number}").mkdir(parents=True)
            shutil.copy(FILES / sample, path / f"School {number}" / sample)
    elif "template" in name:
        shutil.copy(next((ROOT / "templates").rglob("*.docx")), path)
    elif path.suffix == ".docx":
        shutil.copy(FILES / (_OLD_WORD if older else _WORD), path)
    elif path.suffix == ".pdf":
        shutil.copy(FILES / (_OLD_PDF if older else _PDF), path)
    elif path.suffix == ".json":
        shutil.copy(FILES / _OLD_WORD, "before.docx")
        assert invoke(["check", "before.docx", "--format", "json", "-o", name]).exit_code in _CODES["check"]
    elif path.suffix == ".yaml":
        shutil.copy(FILES / _WORD, "before.docx")
        assert invoke(["draft", "new", "--from", "before.docx", "-o", name]).exit_code == 0
    elif path.suffix == ".csv":
        path.write_text(
            "URN,EstablishmentName,SchoolWebsite,folder\n"
            "900001,Larkmead Primary School,www.larkmead.example,School 1\n"
            "900002,Nettlefold School,www.nettlefold.example,School 0\n",
            encoding="utf-8",
        )
    elif path.suffix == ".toml":
        path.write_text("", encoding="utf-8")


def lay_out(page: list[Shown]) -> None:
    """Put in place what the commands of a page read and no earlier one has written."""
    written: set[str] = set()
    for shown in page:
        outputs = set(shown.outputs())
        if "is there already" in shown.command:
            Path(shown.outputs()[0]).mkdir()
        for word in shown.words:
            if word == "*.pdf":
                prepare("first.pdf")
                prepare("last.pdf")
            elif (Path(word).suffix in {".docx", ".pdf", ".json", ".yaml", ".csv", ".toml"} or word.endswith("/")) and (
                word not in outputs | written and not Path(word).exists()
            ):
                prepare(word)
        written |= outputs


def expanded(words: list[str]) -> list[str]:
    """Return the words with a pattern replaced by the files that it names, as a shell does."""
    out = []
    for word in words:
        out += sorted(str(path) for path in Path().glob(word)) if word.startswith("*") else [word]
    return out


@pytest.mark.parametrize("page", [page for page in HAND_WRITTEN if RUN[page]], ids=name_of)
def test_the_commands_of_a_page_do_what_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, in one folder: they end as they should, and what they are told to write is there."""
    monkeypatch.chdir(tmp_path)
    lay_out(RUN[page])
    for shown in RUN[page]:
        done = invoke(expanded(shown.words))
        wanted = shown.codes()
        assert done.exit_code in wanted, f"{shown.command}\n{done.output[-2000:]}"
        for name in shown.outputs():
            assert Path(name).exists() is ("nothing written" not in shown.command), shown.command
        rest = done.output
        for line in shown.prints:
            if line.strip() != "...":
                assert line.strip() in rest, f"{shown.command} does not print: {line}"
                rest = rest.split(line.strip(), 1)[1]


def faults(words: list[str]) -> list[str]:
    """Return which of the words of a command name no command or option that the program has."""
    command: click.Command = main
    context = click.Context(main)
    known: set[str] = {"-h", "--help"}
    for word in words:
        if isinstance(command, click.Group) and not word.startswith("-"):
            found = command.get_command(context, word)
            if found is None:
                return [] if word.isupper() else [word]
            command = found
    for parameter in command.params:
        known |= {*parameter.opts, *parameter.secondary_opts}
    given = [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]
    return [word for word in given if word not in known]


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=name_of)
def test_commands_that_are_not_run_name_only_what_there_is(page: Path) -> None:
    """Those in running text, and those that ask the network or wait for somebody."""
    told = [shown.command for shown in TOLD[page]]
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    for command in [*told, *(words for words in _INLINE.findall(text) if "..." not in words)]:
        assert faults(Shown(command).words) == [], command


def test_commands_are_shown_in_blocks_that_are_run_or_say_why_not() -> None:
    """An indented block would escape this file."""
    for page in HAND_WRITTEN:
        text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
        assert not re.search(r"^ {4,}policykit ", text, re.MULTILINE), name_of(page)
    assert sum(map(len, RUN.values())) > sum(map(len, TOLD.values()))


@pytest.mark.parametrize("words", [["chek"], ["check", "--formt", "json"], ["draft", "render", "--summry"]])
def test_a_slip_in_a_command_would_be_seen(words: list[str]) -> None:
    """The test of what is not run can fail."""
    assert faults(words) != []
