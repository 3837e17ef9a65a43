"""The portable folder: made from an archive that is checked, with wheels that fit, and files that cmd.exe understands."""

import hashlib
import zipfile
from pathlib import Path

import pytest
import stand_in
import windows
from windows import Embeddable, NotMadeError, assemble, embeddable, packed

ARM64 = 0xAA64


def hash_of(path: Path) -> str:
    """Return the file's SHA-256 as python.org would print it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wheel_at(folder: Path, name: str, tag: str, where: str = "python_version > '3'") -> str:
    """Write a wheel of one line, and return its locked line; `where` is the marker that says who needs it."""
    path = folder / f"{name}-1.0-{tag}.whl"
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": "SAYS = 'hello'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n",
        f"{info}/entry_points.txt": f"[console_scripts]\n{name} = {name}:main\n",
        f"{info}/RECORD": "",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in files.items():
            archive.writestr(inside, text)
    return f"{name}==1.0 ; {where} --hash=sha256:{hash_of(path)}"


@pytest.fixture
def python(tmp_path: Path) -> Embeddable:
    """Give a checked stand-in of the archive."""
    path = tmp_path / "python.zip"
    return embeddable(path, stand_in.write(path).upper())


def test_the_version_is_read_from_the_archive(python: Embeddable) -> None:
    """And the hash may be given in capitals."""
    assert python.python == "3.13"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ({"minor": 10}, "Take 3.12 or newer"),
        ({"machine": ARM64}, "not for 64-bit Windows"),
        ({"also": "../out.dll"}, "leads out of the folder"),
        ({"also": "C:evil.dll"}, "leads out of the folder"),
        ({"also": "python312._pth"}, "no embeddable Python"),
    ],
)
def test_an_archive_that_is_not_the_one_is_refused(tmp_path: Path, made: dict[str, object], words: str) -> None:
    """With what is wrong about it."""
    path = tmp_path / "python.zip"
    sha256 = stand_in.write(path, **made)  # type: ignore[arg-type]
    with pytest.raises(NotMadeError, match=words):
        embeddable(path, sha256)


def test_a_wrong_hash_and_a_missing_or_damaged_archive_are_refused(tmp_path: Path) -> None:
    """Before anything is unpacked."""
    path = tmp_path / "python.zip"
    stand_in.write(path)
    with pytest.raises(NotMadeError, match="not the one given"):
        embeddable(path, "0" * 64)
    with pytest.raises(NotMadeError, match="Download the Windows embeddable package"):
        embeddable(tmp_path / "none.zip", "0" * 64)
    path.write_bytes(b"half of it")
    with pytest.raises(NotMadeError, match="no zip archive"):
        embeddable(path, hash_of(path))


def test_the_folder_holds_the_wheels_of_that_windows_and_nothing_that_could_be_blocked(
    tmp_path: Path, python: Embeddable
) -> None:
    """The libraries' own little programs are left out; everything is listed with its hash; the zip is the same twice."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    lines = [
        wheel_at(wheels, "pure", "py3-none-any"),
        wheel_at(wheels, "built", "cp313-cp313-win_amd64"),
        wheel_at(wheels, "elsewhere", "py3-none-manylinux_2_28_x86_64", 'sys_platform == "linux"'),
    ]
    needs = tmp_path / "needs.txt"
    needs.write_text("\n".join(lines), encoding="utf-8")
    wheel_at(tmp_path, "policykit", "py3-none-any")
    folder = tmp_path / "PolicyKit"
    assemble(folder, python, tmp_path / "policykit-1.0-py3-none-any.whl", needs, wheels)

    assert {path.name for path in (folder / "lib").glob("*.py")} == {
        "pure.py",
        "built.py",
        "policykit.py",
        "policykit_launcher.py",
    }
    assert [path.name for path in folder.rglob("*.exe")] == ["python.exe"]
    assert (folder / "python" / "python313._pth").read_bytes() == b"python313.zip\r\n.\r\n..\\lib\r\n"
    readme = (folder / "README.txt").read_text(encoding="ascii")
    assert python.sha256 in readme
    assert "{" not in readme
    contents = (folder / "CONTENTS.txt").read_text(encoding="utf-8").splitlines()
    listed = {line[66:]: line[:64] for line in contents}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(listed) == there - {"CONTENTS.txt"}
    assert all(hash_of(folder / name) == sha256 for name, sha256 in listed.items())

    packed(folder, tmp_path / "one.zip")
    packed(folder, tmp_path / "two.zip")
    assert hash_of(tmp_path / "one.zip") == hash_of(tmp_path / "two.zip")
    assert "PolicyKit/PolicyKit.cmd" in zipfile.ZipFile(tmp_path / "one.zip").namelist()


def test_a_wheel_that_was_changed_is_refused(tmp_path: Path, python: Embeddable) -> None:
    """By its hash, and the message says which."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (tmp_path / "needs.txt").write_text(wheel_at(wheels, "pure", "py3-none-any"), encoding="utf-8")
    with zipfile.ZipFile(wheels / "pure-1.0-py3-none-any.whl", "a") as archive:
        archive.writestr("more.py", "")
    with pytest.raises(NotMadeError, match="pure"):
        assemble(tmp_path / "PolicyKit", python, tmp_path / "none.whl", tmp_path / "needs.txt", wheels)


@pytest.mark.parametrize("name", ["PolicyKit.cmd", "Close PolicyKit.cmd"])
def test_the_command_files_are_what_cmd_exe_understands(tmp_path: Path, python: Embeddable, name: str) -> None:
    """Windows' line ends, plain letters, every path in quotation marks and beside the file itself, no settings changed."""
    (tmp_path / "PolicyKit" / "lib").mkdir(parents=True)
    windows._own_files(tmp_path / "PolicyKit", python)
    content = (tmp_path / "PolicyKit" / name).read_bytes()
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n") > 3
    lines = content.decode().splitlines()
    assert lines[0] == "@echo off"
    (started,) = (line for line in lines if "python.exe" in line)
    assert started.startswith('"%~dp0python\\python.exe" -X utf8 "%~dp0lib\\policykit_launcher.py"')
    assert not any(
        word in content.decode().lower() for word in ("reg ", "setx", "runas", "powershell", "%path%", "delayed")
    )
