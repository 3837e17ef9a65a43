"""Whether an audit loses anything: broken documents, kills, two runs at once, a full disk, memory, each told in a line.

Run as `python -m benchmarks.audit_reliability [--documents N] [--kills N] [--few N] [--keep FOLDER]` from the repository.
The documents are made of this project's own: named and dated anew, paragraphs or pages dropped, half Word, half PDF. One
in twenty is broken, in every way that the tests know. `--few` is the size for what needs no thousand. The full disk
is a small file system in memory where the system lets it be mounted, and is left out with a word elsewhere.
"""

import argparse
import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.audit import DAY, FILES
from tests.audit.broken import AS_A_PERSON, BROKEN, HANG_SECONDS, write_broken

ONE_IN = 20
_YEAR = re.compile(r"\b20[012]\d\b")


def word_of(file: Path, title: str, chance: random.Random) -> bytes:
    """Return a Word file with a title of its own, other years, and one paragraph in sixteen dropped."""
    import docx

    document = docx.Document(str(file))
    for paragraph in list(document.paragraphs):
        if chance.random() < 1 / 16:
            parent = paragraph._p.getparent()  # noqa: SLF001 - the library has no other way
            if parent is not None:
                parent.remove(paragraph._p)  # noqa: SLF001
            continue
        for run in paragraph.runs:
            run.text = _YEAR.sub(lambda found: f"20{(int(found[0]) + chance.randrange(4)) % 100:02}", run.text)
    document.paragraphs[0].insert_paragraph_before(title)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_of(file: Path, title: str, chance: random.Random) -> bytes:
    """Return a PDF with a first page of its own, and one of the others dropped."""
    import pikepdf

    stream = io.BytesIO()
    with pikepdf.open(file) as pdf:
        if len(pdf.pages) > 1:
            del pdf.pages[chance.randrange(len(pdf.pages))]
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(f"BT /F 14 Tf 60 760 Td ({title}) Tj ET".encode())
        pdf.pages.insert(0, page)
        del pdf.pages[-1]
        pdf.save(stream)
    return stream.getvalue()


def make(folder: Path, count: int) -> dict[str, str]:
    """Make the documents, a folder a school, and return the broken ones' kinds by the name of their folder."""
    chance = random.Random(count)  # noqa: S311 - nothing secret
    files = {ending: sorted(FILES.glob(f"*{ending}")) for ending in (".docx", ".pdf")}
    broken = {}
    for number in range(count):
        name = f"School {number:05}"
        if number % ONE_IN == ONE_IN - 1:
            broken[name] = BROKEN[number // ONE_IN % len(BROKEN)]
            write_broken(folder / name, broken[name])
            continue
        ending = ".pdf" if number % 2 else ".docx"
        file = files[ending][number // 2 % len(files[ending])]
        title = f"Made Hill {number:05} Primary School. Reviewed {1 + number % 28} May {2015 + number % 12}."
        content = (pdf_of if number % 2 else word_of)(file, title, chance)
        (folder / name).mkdir(parents=True)
        (folder / name / f"report{ending}").write_bytes(content)
    return broken


def command(folder: Path, home: Path) -> list[str]:
    """Return the audit as a person calls it."""
    arguments = ["--as-at", DAY.isoformat(), "--jobs", "2", "--time-limit", str(HANG_SECONDS)]
    outputs = ["-o", str(home / "audit.xlsx"), "-o", str(home / "audit.json")]
    return [*AS_A_PERSON, sys.executable, "-m", "policykit", "audit", str(folder), *outputs, *arguments]


def audited(folder: Path, home: Path, env: dict[str, str] | None = None) -> tuple[int, float, str]:
    """Return the exit code, the seconds and what was said on the error stream."""
    home.mkdir(exist_ok=True)
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - this program itself
        command(folder, home), check=False, capture_output=True, text=True, env={**os.environ, **(env or {})}
    )
    return done.returncode, time.perf_counter() - begun, done.stderr


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every cell of a workbook by its sheet."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def same(one: Path, other: Path) -> str:
    """Return how two audits compare: their workbooks by their bytes, else cell by cell."""
    if (one / "audit.xlsx").read_bytes() == (other / "audit.xlsx").read_bytes():
        return "the same workbook, byte for byte"
    return "the same cells" if cells(one / "audit.xlsx") == cells(other / "audit.xlsx") else "ANOTHER WORKBOOK"


@contextmanager
def watched() -> Iterator[dict[str, int]]:
    """Give the largest memory in kB of any of this program's descendants by what they do, while the block runs."""
    peaks: dict[str, int] = {}
    ended = threading.Event()

    def _look() -> None:
        while not ended.wait(0.5):
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    told = (process / "cmdline").read_bytes()
                    status = (process / "status").read_text(encoding="utf-8")
                except OSError:
                    continue
                kind = (
                    "judging worker"
                    if b"spawn_main" in told
                    else "reading process"
                    if b"policykit.read.child" in told
                    else "the audit itself"
                    if b"policykit\0audit" in told
                    else ""
                )
                peak = re.search(r"VmHWM:\s*(\d+)", status)
                if kind and peak and _is_ours(status):
                    peaks[kind] = max(peaks.get(kind, 0), int(peak[1]))

    watcher = threading.Thread(target=_look, daemon=True)
    watcher.start()
    yield peaks
    ended.set()
    watcher.join()


def _is_ours(status: str) -> bool:
    for _ in range(8):
        found = re.search(r"PPid:\s*(\d+)", status)
        if found is None or found[1] in {"0", "1"}:
            return False
        if int(found[1]) == os.getpid():
            return True
        try:
            status = Path(f"/proc/{found[1]}/status").read_text(encoding="utf-8")
        except OSError:
            return False
    return False


def accounted(folder: Path, home: Path, broken: dict[str, str]) -> Iterator[str]:
    """Give what was lost, or what became of a broken document or a whole one that should not have."""
    shape = json.loads((home / "audit.json").read_bytes())
    roles = {one["path"]: one["role"] for school in shape["schools"] for one in school["documents"]}
    there = {f"{school.name}/{file.name}" for school in folder.iterdir() for file in school.iterdir()}
    yield from (f"LOST {path}" for path in sorted(there - set(roles)))
    for path, role in roles.items():
        if (role == "not-read") != (path.split("/")[0] in broken):
            yield f"ODD {path}: {role} {broken.get(path.split('/')[0], '')}"


def unlike_alone(folder: Path, home: Path, broken: dict[str, str], count: int) -> Iterator[str]:
    """Give those of a sample of whole documents that come out otherwise when checked alone.

    A school's only document may be an accessibility plan: an audit sets it aside, so it is in no sample.
    """
    from policykit.pipeline import Options, check_file

    shape = json.loads((home / "audit.json").read_bytes())
    schools = {school["documents"][0]["path"]: school for school in shape["schools"] if school["documents"]}
    whole = sorted(path for path, school in schools.items() if school["findings"] and path.split("/")[0] not in broken)
    for path in random.Random(count).sample(whole, min(count, len(whole))):  # noqa: S311
        report = check_file(str(folder / path), Options(DAY))
        alone = [
            (one.id, one.status.value, one.sure, [quote.text for quote in one.evidence])
            for one in (*report.requirements, *report.further)
        ]
        told = [
            (one["id"], one["status"], one["sure"], [quote["text"] for quote in one["quotes"]])
            for one in schools[path]["findings"]
        ]
        if alone != told:
            yield path


def killed(folder: Path, home: Path, kills: int, seconds: float) -> int:
    """Kill an audit so many times at random moments of so many seconds, run it to its end, and return its code."""
    moments = random.Random(kills)  # noqa: S311
    home.mkdir()
    for _ in range(kills):
        process = subprocess.Popen(command(folder, home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        time.sleep(moments.uniform(0.2, max(4.0, 2 * seconds / kills)))
        process.send_signal(signal.SIGKILL)
        process.wait()
    return audited(folder, home)[0]


def together(folder: Path, home: Path) -> list[int]:
    """Return the exit codes of two audits on one store at once."""
    home.mkdir()
    both = [subprocess.Popen(command(folder, home), stdout=subprocess.DEVNULL) for _ in range(2)]  # noqa: S603
    return [process.wait() for process in both]


def on_a_full_disk(folder: Path, home: Path, megabytes: int) -> tuple[int, str] | None:
    """Audit where there is little room, then with more; return the first code and message, None where nothing mounts."""
    home.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(home)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:  # noqa: S603
        return None
    # What is made aside before it is moved into its place needs room as well.
    env = {"TMPDIR": str(home)}
    code, _, said = audited(folder, home, env)
    subprocess.run(["mount", "-o", "remount,size=2g", str(home)], check=True)  # noqa: S603, S607
    audited(folder, home, env)
    return code, said


def _say(words: str) -> None:
    print(words, flush=True)


def main() -> None:
    """Make the documents and print what became of them, one trial after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--few", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="a folder to work in that stays")
    asked = parser.parse_args()
    home = asked.keep or Path(tempfile.mkdtemp())
    home.mkdir(exist_ok=True)
    folder, few = home / "all", home / "few"
    broken = make(folder, asked.documents)
    make(few, asked.few)
    with watched() as peaks:
        code, seconds, said = audited(folder, home / "first")
    kinds = len(set(broken.values()))
    _say(f"{asked.documents} documents, {len(broken)} broken in {kinds} ways: exit {code}, {seconds:.0f} s {said}")
    _say(f"lost or odd: {list(accounted(folder, home / 'first', broken)) or 'none'}")
    _say("largest memory: " + ", ".join(f"{kind} {peak / 1024:.0f} MB" for kind, peak in sorted(peaks.items())))
    again = audited(folder, home / "first")
    _say(f"a second run: exit {again[0]}, {again[1]:.1f} s")
    unlike = list(unlike_alone(folder, home / "first", broken, 20))
    _say(f"20 of them checked alone: {unlike or 'the same'}")
    code, alone, _ = audited(few, home / "few-first")
    _say(
        f"{asked.few} documents: {1000 * alone / asked.few:.0f} ms each; {asked.documents}: {1000 * seconds / asked.documents:.0f}"
    )
    codes = together(few, home / "few-together")
    _say(f"two at once on {asked.few}: exit {codes}, {same(home / 'few-first', home / 'few-together')}")
    for megabytes in (1, 4, 12):
        place = home / f"few-full-{megabytes}"
        told = on_a_full_disk(few, place, megabytes)
        if told is None:
            _say("a full disk: no file system can be mounted here")
            break
        _say(
            f"a disk of {megabytes} MB: exit {told[0]}, said {told[1].strip()!r}; then {same(home / 'few-first', place)}"
        )
        subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607
    code = killed(folder, home / "killed", asked.kills, seconds)
    _say(f"killed {asked.kills} times: exit {code}, {same(home / 'first', home / 'killed')}")
    if asked.keep is None:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
