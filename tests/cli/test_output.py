"""Writing: whole or untouched, with the permissions that were there, and never through a device's place."""

import stat
from pathlib import Path

import pytest

from policykit.cli import output
from policykit.errors import StoreError


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in mid-write: the file that was there is still there, whole, and nothing lies beside it."""
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="no space left"):
        output.write(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_permissions_stay(tmp_path: Path) -> None:
    """A file that only its owner may read is not opened to others by being replaced."""
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    output.write(target, "new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Writing through a link replaces what it points to."""
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    output.write(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    """/dev/null stays what it is."""
    output.write(Path("/dev/null"), "text")
    assert Path("/dev/null").is_char_device()


def test_a_path_that_is_no_text_can_still_be_told() -> None:
    """A file name in another encoding becomes an escape that JSON reads back."""
    assert output._bytes('"caf\udce9.pdf"') == b'"caf\\udce9.pdf"'
