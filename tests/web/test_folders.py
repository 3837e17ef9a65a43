"""A folder of files from a browser or an archive: where they are written, and what is never written at all."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.collected import NAME
from policykit.errors import DocumentError
from policykit.web import folders
from policykit.web.folders import DEEPEST, Folder, fill, safe_path


def archive(*files: tuple[str, bytes]) -> io.BytesIO:
    """Return an archive with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    stream.seek(0)
    return stream


def filled(root: Path, *files: tuple[str, io.BytesIO]) -> list[str]:
    """Return the paths, from its root, of what a folder holds once these files were handed in."""
    fill(Folder(root), files)
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


@settings(max_examples=60)
@given(st.text(max_size=80).map(lambda text: text.replace("x", "/").replace("y", "..").replace("z", "\\")))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    """Whatever it is made of, and never too deep."""
    path = safe_path(name)
    if path is not None:
        assert not path.is_absolute()
        assert not {"..", ".", ""} & set(path.parts)
        assert len(path.parts) <= DEEPEST
        assert all(0 < len(part) <= 130 and not set(part) & set('/\\:*?"<>|\0\n') for part in path.parts)


def test_an_archives_folders_are_kept_and_its_ways_out_are_not(tmp_path: Path) -> None:
    """A path that climbs, an absolute one and a drive all end inside."""
    names = (
        NAME,
        "Ash/report.txt",
        "../../out.txt",
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "__MACOSX/Ash/._report.txt",
        ".env",
    )
    held = filled(tmp_path / "root", ("schools.zip", archive(*((name, b"text") for name in names))))
    assert held == ["Ash/report.txt", "C_/Windows/win.ini", "etc/passwd", "out.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["root"]


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    """Also where only capitals tell them apart, which some systems do not see."""
    files = [("a/Report.txt", io.BytesIO(b"one")), ("a/report.txt", io.BytesIO(b"two")), ("a", io.BytesIO(b"three"))]
    assert filled(tmp_path, *files) == ["a-file", "a/Report.txt", "a/report-2.txt"]


def test_archives_beside_other_files_have_a_folder_each(tmp_path: Path) -> None:
    """Since each may be one school's."""
    files = [("ash.zip", archive(("r.txt", b"one"))), ("oak.zip", archive(("r.txt", b"two")))]
    assert filled(tmp_path, *files) == ["ash/r.txt", "oak/r.txt"]


def test_the_chosen_folder_itself_is_no_school(tmp_path: Path) -> None:
    """A browser names it before every file."""
    folder = Folder(tmp_path)
    fill(folder, [("schools/Ash/r.txt", io.BytesIO(b"one")), ("schools/Oak/r.txt", io.BytesIO(b"two"))])
    assert folder.top() == tmp_path / "schools"


def test_a_damaged_file_in_an_archive_is_there_to_be_told_of(tmp_path: Path) -> None:
    """It costs its own row, and the others are unpacked."""
    whole = archive(("bad.txt", b"first words " * 400), ("good.txt", b"text")).getvalue()
    at = whole.index(b"bad.txt") + 60
    broken = io.BytesIO(whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :])
    assert filled(tmp_path, ("schools.zip", broken)) == ["bad.txt", "good.txt"]
    assert (tmp_path / "good.txt").read_bytes() == b"text"


@pytest.mark.parametrize(
    ("stream", "words"),
    [
        (io.BytesIO(b"PK\x03\x04 not an archive"), "damaged"),
        (archive(("zeros.txt", bytes(30_000_000))), "unpacks to far more"),
    ],
)
def test_an_archive_that_is_damaged_or_a_trap_is_refused_with_what_to_do(
    tmp_path: Path, stream: io.BytesIO, words: str
) -> None:
    """Before anything of it is written."""
    with pytest.raises(DocumentError, match=words) as told:
        filled(tmp_path, ("schools.zip", stream))
    assert "choose the folder" in told.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_too_many_files_or_too_much_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those in archives counted in."""
    monkeypatch.setattr(folders, "MOST_DOCUMENTS", 3)
    with pytest.raises(DocumentError, match="more than 3 files"):
        filled(tmp_path / "many", ("s.zip", archive(*((f"{n}.txt", b"text") for n in range(4)))))
    monkeypatch.setattr(folders, "_MOST_UNPACKED", 10)
    with pytest.raises(DocumentError, match="come to more than"):
        fill(Folder(tmp_path / "large", _left=10), [("a.txt", io.BytesIO(b"eleven bytes"))])
