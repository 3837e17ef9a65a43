"""`policykit draft interview` in a real terminal: the person's editor, Ctrl-C and Ctrl-D."""

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policykit.draft.answers import load_answers
from policykit.draft.keeping import new_answers
from policykit.model.drafting import Answer, School, State, TakenFrom
from policykit.model.law import Phase, SchoolType

pty = pytest.importorskip("pty", reason="this system has no terminals of that kind")

PRIMARY = School(SchoolType.MAINSTREAM, Phase.PRIMARY)
PLACE = (TakenFrom("old.docx", 3, "Complaints", "Please speak"),)
GIVEN = {"complaints": Answer("Please speak to the class teacher.", State.PROPOSED, PLACE)}
INTERVIEW = """
import fcntl, signal, sys, termios
signal.signal(signal.SIGINT, signal.default_int_handler)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from policykit.cli.main import main
main(["draft", "interview", *sys.argv[1:]])
"""
"""The terminal has to be the process's own for Ctrl-C to reach it, which a test run in the background would ignore."""
PATIENCE = 60
RESTLESS = 15
"""So many turns of a fifth of a second without a word on the screen, and the last key is pressed again."""
CTRL_C, CTRL_D = "\x03", "\x04"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give an answers file with one proposal."""
    file = tmp_path / "answers.yaml"
    file.write_text(new_answers(PRIMARY, given=GIVEN), encoding="utf-8")
    return file


def editor(folder: Path, code: str) -> str:
    """Return a command that runs the code on the file it is given, as an editor would."""
    program = folder / "editor.py"
    program.write_text(f"import os, pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{code}\n", encoding="utf-8")
    return f'"{sys.executable}" "{program}"'


def told(path: Path, *said: str, only: tuple[str, ...] = ("complaints",), program: str = "") -> tuple[int, str]:
    """Return the exit code and all that was on the screen; each line is typed once the prompt stands there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", INTERVIEW, str(path), *(word for name in only for word in ("--only", name))]
    setting = {**os.environ, "EDITOR": program, "VISUAL": program, "TERM": "dumb"}
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env=setting, close_fds=True
    )
    os.close(theirs)
    screen, waiting, seen, last, idle = "", list(said), 0, "", 0
    until = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < until:
            if not select.select([ours], [], [], 0.2)[0]:
                if process.poll() is not None:
                    break
                idle += 1
                if last in {CTRL_C, CTRL_D} and idle % RESTLESS == 0:
                    # As a person would: a key pressed while the terminal was being set up may be lost.
                    os.write(ours, last.encode())
                continue
            idle = 0
            try:
                screen += os.read(ours, 4096).decode("utf-8", "replace")
            except OSError:
                # Linux says so when the other side has closed the terminal.
                break
            if waiting and screen.endswith("> ") and len(screen) > seen:
                seen = len(screen)
                last = waiting.pop(0)
                os.write(ours, last.encode())
        return process.wait(PATIENCE), re.sub(r"\r+\n", "\n", screen)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def answer(path: Path, name: str = "complaints") -> Answer:
    """Return an answer as the file now has it."""
    return load_answers(path).given[name]


def test_the_persons_own_editor_changes_a_proposal_which_keeps_its_place(path: Path, tmp_path: Path) -> None:
    """What was there is in the editor, and what is saved there is the answer."""
    code = "was = path.read_text().strip(); path.write_text(was + ' Then write to the head.'); os.utime(path, (9, 9))"
    ended, screen = told(path, "e\n", program=editor(tmp_path, code))
    assert ended == 0, screen
    assert answer(path) == Answer("Please speak to the class teacher. Then write to the head.", State.CONFIRMED, PLACE)


def test_an_editor_closed_without_a_change_confirms_nothing(path: Path, tmp_path: Path) -> None:
    """To keep the words is a choice of its own."""
    code, screen = told(path, "e\n", "q\n", program=editor(tmp_path, ""))
    assert code == 0, screen
    assert "Nothing was changed. Choose k to keep the words as they are" in screen
    assert answer(path).state is State.PROPOSED


def test_where_the_editor_fails_the_words_are_typed(path: Path, tmp_path: Path) -> None:
    """Nobody is stuck for want of an editor."""
    code, screen = told(path, "e\n", "Please ask the office.\n", "\n", program=editor(tmp_path, "sys.exit(3)"))
    assert code == 0, screen
    assert "No editor could be opened" in screen
    assert answer(path) == Answer("Please ask the office.", State.CONFIRMED, PLACE)


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
def test_a_key_that_stops_loses_nothing_that_was_answered(path: Path, key: str) -> None:
    """The answer before it is in the file, which is whole."""
    before = answer(path)
    code, screen = told(path, "We ask the council.\n", "\n", key, only=("senco_role", "equipment"))
    assert code == 0, screen
    assert "Question 2 of 2" in screen
    assert "Stopped." in screen
    assert answer(path, "senco_role").text == "We ask the council."
    assert answer(path) == before
    assert "Traceback" not in screen


def test_ctrl_c_in_the_middle_of_an_answer_stops_and_says_how_to_go_on(path: Path) -> None:
    """Half an answer is not saved as a whole one."""
    before = path.read_text(encoding="utf-8")
    code, screen = told(path, "w\n", "First ask the\n", CTRL_C)
    assert code == 0, screen
    assert "Stopped." in screen
    assert "To go on: policykit draft interview" in screen
    assert "Traceback" not in screen
    assert path.read_text(encoding="utf-8") == before
