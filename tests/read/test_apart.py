"""Reading in another process: what a file does to a parser there costs that file and nothing else."""

import importlib
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.read.pdf_sheet import PROSE, Sheet

from policykit.errors import DocumentError
from policykit.model.document import BlockKind, Document
from policykit.read import apart, read
from policykit.read.apart import Reader, ReadingStoppedError, read_apart, start, stop
from policykit.read.child import ANSWER, DOCUMENT, REQUEST


def _can_import(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


has_limits = pytest.mark.skipif(
    not _can_import("resource"),
    reason="Windows has no limit that a process sets for itself",
)


def _program(reader: str, *, memory: int = 400_000_000, seconds: int = 60) -> list[str]:
    """Return the command of a reading process whose reader is the given Python expression."""
    code = (
        "import ctypes, os, time; from policykit.read.child import serve; from policykit.errors import DocumentError\n"
    )
    return [sys.executable, "-P", "-c", f"{code}serve({memory}, {seconds}, lambda data, where: {reader})"]


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """Give a small PDF."""
    path = tmp_path / "policy.pdf"
    path.write_bytes(Sheet().page().lines(72, 700, PROSE).bytes())
    return path


def test_a_document_comes_over_whole(policy: Path) -> None:
    """What is read apart is what is read here, block for block."""
    assert read_apart(policy) == read(policy)


def test_one_process_reads_many_files(policy: Path) -> None:
    """The second file needs no new process."""
    stop()
    start(str(policy))
    first = apart._idle.take()
    assert first is not None
    apart._idle.give(first)
    read_apart(policy)
    read_apart(policy)
    assert (apart._idle.take(), first.files) == (first, 2)
    first.close()


def test_a_process_is_replaced_when_it_has_done_its_share(policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that files leave behind adds up for ever."""
    monkeypatch.setattr(apart, "MOST_FILES", 1)
    stop()
    read_apart(policy)
    assert apart._idle.take() is None


def test_an_error_of_the_reader_comes_over_with_its_parts(tmp_path: Path) -> None:
    """What, where and what to do are told as they are here."""
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing more")
    with pytest.raises(DocumentError) as here:
        read(path)
    with pytest.raises(DocumentError) as there:
        read_apart(path)
    assert str(there.value) == str(here.value)


def test_plain_text_needs_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short text is read here: there is nothing in it that could break a parser."""
    path = tmp_path / "a.txt"
    path.write_text("Our SENCo helps.")
    stop()
    monkeypatch.setattr(apart, "Reader", None)
    assert [block.text for block in read_apart(path).blocks] == ["Our SENCo helps."]


@pytest.mark.parametrize("reader", ["os.abort()", "ctypes.string_at(8)", "os._exit(0)"])
def test_a_crash_is_a_plain_error(reader: str) -> None:
    """A parser that takes its process with it leaves a DocumentError that says what to do."""
    process = Reader(_program(reader))
    with pytest.raises(DocumentError, match="stopped on this one") as caught:
        process.read(b"%PDF-1.4", "bad.pdf")
    assert (caught.value.where, process.is_alive) == ("bad.pdf", False)
    assert caught.value.remedy.endswith(".")


def test_a_hang_on_the_clock_is_ended() -> None:
    """A reader that waits for ever is stopped, and that is said."""
    process = Reader(_program("time.sleep(600)"), seconds=1.5)
    begun = time.monotonic()
    with pytest.raises(DocumentError, match="far too long"):
        process.read(b"%PDF-1.4", "slow.pdf")
    assert time.monotonic() - begun < 30


@has_limits
def test_a_hang_in_work_is_ended_by_the_system() -> None:
    """A reader that turns in circles is stopped by its processor time, long before the clock runs out."""
    process = Reader(_program("all(one == 0 for one in iter(int, 1))", seconds=1))
    with pytest.raises(DocumentError, match="far too long"):
        process.read(b"%PDF-1.4", "circle.pdf")


@has_limits
@pytest.mark.parametrize("flood", ["bytearray(2 * 10**9)", "[bytearray(10**7) for _ in range(10**6)]"])
def test_memory_is_bounded(flood: str) -> None:
    """A reader that asks for too much is refused it; the process goes on to the next file."""
    process = Reader(_program(f"DocumentError('x') if data == b'next' else {flood}"))
    with pytest.raises(ReadingStoppedError, match="more memory") as caught:
        process.read(b"flood", "big.pdf")
    assert (caught.value.is_sure, process.is_alive) == (True, True)
    process.close()


@has_limits
def test_a_flood_outside_python_is_a_plain_error() -> None:
    """Where C code runs out of memory and ends the process, that file alone is lost."""
    libc = "ctypes.CDLL(None)"
    process = Reader(_program(f"[{libc}.malloc(10**8) or os.abort() for _ in range(10**4)]"))
    with pytest.raises(DocumentError, match="memory"):
        process.read(b"flood", "big.pdf")


def test_what_an_earlier_file_left_behind_costs_the_next_one_nothing(
    policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that has read before and dies is replaced, and the file is tried once more."""
    stop()
    worn = Reader(_program("os.abort()"))
    worn.files = 1
    apart._idle.give(worn)
    monkeypatch.chdir(policy.parent)
    assert read_apart(policy.name) == read(policy.name)


def test_a_folder_of_documents_is_no_place_to_import_from(policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beside the documents that is called like a module is not run."""
    (policy.parent / "hashlib.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(policy.parent)
    stop()
    assert read_apart("policy.pdf").pages == 1


@pytest.mark.parametrize(
    "harm", [pickle.dumps(os.system), pickle.dumps(Path), b"cpolicykit.model.document\ndataclass\n.", b"not a pickle"]
)
def test_an_answer_that_is_no_document_is_refused(harm: bytes) -> None:
    """A parser that a file took over cannot make this process run anything."""
    with pytest.raises(pickle.UnpicklingError):
        apart.document_in(harm)
    with pytest.raises(TypeError):
        apart.document_in(pickle.dumps("words"))


def test_a_name_with_odd_letters_comes_over(tmp_path: Path) -> None:
    """Bytes of a name that are no letters are kept as they were given."""
    path = tmp_path / "policy\udce9.pdf"
    try:
        path.write_bytes(Sheet().page().lines(72, 700, PROSE).bytes())
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    assert read_apart(path).origin.path == str(path)


def test_processes_end_with_the_program_that_started_them(policy: Path) -> None:
    """No reading process is left behind, and none warns about it."""
    code = (
        "import sys; from policykit.read import apart; apart.read_apart(sys.argv[1]); "
        "reader = apart._idle._readers[0]; print(reader._process.pid)"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code, policy], capture_output=True, check=True)
    assert done.stderr == b""
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_an_answer_cut_short_is_a_plain_error() -> None:
    """A process that ends in the middle of its answer gives no half document."""
    head = ANSWER.pack(DOCUMENT, 1000)
    process = Reader([sys.executable, "-c", f"import sys; sys.stdout.buffer.write({head!r} + b'half')"])
    with pytest.raises(DocumentError, match="stopped on this one"):
        process.read(b"x", "a.pdf")


def test_a_fault_of_our_own_shows_its_traceback() -> None:
    """What is no fault of the file comes over as the fault it is."""
    process = Reader(_program("json.dumps(where)"))
    with pytest.raises(RuntimeError, match="NameError"):
        process.read(b"x", "a.pdf")
    process.close()


class _ByAttribute:
    """Pickles as an attribute of something, as enumerations do in Python 3.11.0 to 3.11.3."""

    def __init__(self, owner: object, name: str) -> None:
        self._call = getattr, (owner, name)

    def __reduce__(self) -> tuple[object, ...]:
        return self._call


def test_an_attribute_comes_back_only_as_a_member_of_the_models_enumerations() -> None:
    """Any other attribute could be a way to run code."""
    with pytest.raises(TypeError, match="BlockKind"):  # it came back, and is no document
        apart.document_in(pickle.dumps(_ByAttribute(BlockKind, "HEADING")))
    for owner, name in ((BlockKind, "__subclasses__"), (Document, "__init__")):
        with pytest.raises(pickle.UnpicklingError):
            apart.document_in(pickle.dumps(_ByAttribute(owner, name)))


def test_a_hanging_reader_ends_itself_where_the_system_keeps_no_limit() -> None:
    """Without the module for limits, as on Windows, a process whose parent has died does not work on for ever."""
    code = (
        "import sys; sys.modules['resource'] = None; from policykit.read.child import serve\n"
        "serve(400_000_000, 1, lambda data, where: all(one == 0 for one in iter(int, 1)))"
    )
    with subprocess.Popen([sys.executable, "-P", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as hanging:
        assert hanging.stdin is not None
        hanging.stdin.write(REQUEST.pack(1, 1) + b"ab")
        hanging.stdin.close()
        assert hanging.wait(timeout=120) not in {0, 1}
