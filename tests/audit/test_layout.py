"""Which files belong to which school."""

from pathlib import Path

import pytest

from policykit.audit.layout import plan, settled
from policykit.audit.register import Row, read_register
from policykit.errors import StoreError


def _files(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("words", encoding="utf-8")


def _told(folder: Path, register: str = "", names: dict[str, str] | None = None) -> dict[str, list[str]]:
    rows: tuple[Row, ...] = ()
    if register:
        path = folder.parent / "register.csv"
        path.write_text(register, encoding="utf-8")
        rows = read_register(path)
    planned = plan(folder, rows)
    schools, _ = settled(planned, {folder / name: school for name, school in (names or {}).items()})
    return {one.school.name: [file.relative_to(folder).as_posix() for file in one.files] for one in schools}


def test_a_folder_with_documents_is_a_school_with_all_that_lies_below(tmp_path: Path) -> None:
    """Folders that only say which documents they hold are no schools."""
    folder = tmp_path / "all"
    _files(folder, "Beech Holme/report.txt", "Beech Holme/2024/policy.txt", "North/Larkmead/SEN policies/policy.txt")
    assert _told(folder) == {
        "Beech Holme": ["Beech Holme/report.txt", "Beech Holme/2024/policy.txt"],
        "Larkmead": ["North/Larkmead/SEN policies/policy.txt"],
    }


def test_a_file_a_school_and_one_name_is_one_school(tmp_path: Path) -> None:
    """In a flat folder a file is its own school, unless two documents call themselves by the same name."""
    folder = tmp_path / "all"
    _files(folder, "a.txt", "b.txt", "larkmead-sen-policy-2024.txt")
    told = _told(folder, names={"a.txt": "St. Aldwyn's Primary School", "b.txt": "St Aldwyns Primary School"})
    assert told == {
        "Larkmead": ["larkmead-sen-policy-2024.txt"],
        "St. Aldwyn's Primary School": ["a.txt", "b.txt"],
    }


def test_a_folder_with_very_many_documents_is_a_heap_and_no_school(tmp_path: Path) -> None:
    """Nobody's school has so many SEN documents side by side."""
    folder = tmp_path / "all"
    _files(folder, *(f"primary/school-{letter}.txt" for letter in "abcdefghijklmnop"))
    assert len(_told(folder)) == 16


def test_a_folder_with_a_number_of_the_register_is_that_schools_whatever_lies_above_it(tmp_path: Path) -> None:
    """An area's folder with a loose file in it takes no other school's folder in."""
    folder = tmp_path / "all"
    _files(folder, "North area/meadow.txt", "North area/100002 reports/2025/report.txt")
    told = _told(folder, "URN,EstablishmentName\n100002,Larkmead School\n")
    assert told["Larkmead School"] == ["North area/100002 reports/2025/report.txt"]
    assert told["North area"] == ["North area/meadow.txt"]


def test_the_register_finds_files_by_number_by_name_and_by_what_it_says(tmp_path: Path) -> None:
    """A number in the name, all telling words of the name, a file or folder column, and last the words of the document."""
    folder = tmp_path / "all"
    _files(folder, "100001.txt", "larkmead sen report.txt", "x.txt", "y.txt", "deep/z.txt", "stranger.txt")
    register = (
        "URN,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),file,folder\n"
        "100001,Beech Holme Primary School,Community school,Primary,,\n"
        "100002,Larkmead Academy,Academy converter,Secondary,,\n"
        "100003,Tollbar School,Academy special converter,Not applicable,x.txt,deep\n"
        "100004,Pound Street Infants,Community school,Primary,,\n"
        "100005,Quay House School,Community school,Primary,,\n"
    )
    assert _told(folder, register, {"y.txt": "Pound Street Infants"}) == {
        "Beech Holme Primary School": ["100001.txt"],
        "Larkmead Academy": ["larkmead sen report.txt"],
        "Pound Street Infants": ["y.txt"],
        "Quay House School": [],
        "Stranger": ["stranger.txt"],
        "Tollbar School": ["x.txt", "deep/z.txt"],
    }


def test_a_name_that_fits_two_schools_alike_is_nobodys(tmp_path: Path) -> None:
    """A guess would judge one school by another's words."""
    folder = tmp_path / "all"
    _files(folder, "larkmead.txt")
    register = "EstablishmentName\nLarkmead Infant School\nLarkmead Junior School\n"
    assert _told(folder, register)["Larkmead"] == ["larkmead.txt"]


def test_what_is_no_document_is_passed_over_and_said(tmp_path: Path) -> None:
    """Pictures, workbooks and Word's own small files are not read as documents."""
    _files(tmp_path, "a.txt", "b.jpg", "list.xlsx", "~$a.docx", ".hidden.txt")
    planned = plan(tmp_path)
    assert [file.name for file in planned.files] == ["a.txt"]
    assert [file.name for file in planned.passed_over] == ["b.jpg", "list.xlsx"]


def test_a_row_that_names_no_file_that_is_there_is_noted(tmp_path: Path) -> None:
    """A slip in the register is said, never a silent hole."""
    folder = tmp_path / "all"
    _files(folder, "a.txt")
    path = tmp_path / "register.csv"
    path.write_text("School,File\nLarkmead,b.txt\n", encoding="utf-8")
    assert plan(folder, read_register(path)).notes == (
        "Row 2 of the register names the file b.txt, which is not in the folder.",
    )


def test_a_folder_without_a_document_is_refused(tmp_path: Path) -> None:
    """Silence is no success."""
    with pytest.raises(StoreError, match="No document was found"):
        plan(tmp_path)
    with pytest.raises(StoreError, match="no such folder"):
        plan(tmp_path / "nowhere")


def test_what_could_not_be_looked_into_is_said(tmp_path: Path) -> None:
    """A link that leads to itself is a document that will not be read; a linked, an empty and an odd folder are told."""
    folder = tmp_path / "all"
    _files(folder, "Abbey/report.txt")
    for name in ("Brook", "Copse/report.docx"):
        (folder / name).mkdir(parents=True)
    (folder / "Abbey" / "again").symlink_to(folder / "Abbey")
    (folder / "Dale").mkdir()
    (folder / "Dale" / "report.pdf").symlink_to(folder / "Dale" / "report.pdf")
    planned = plan(folder)
    assert [file.relative_to(folder).as_posix() for file in planned.files] == [
        "Abbey/report.txt",
        "Copse/report.docx",
        "Dale/report.pdf",
    ]
    assert planned.notes == (
        "Abbey/again is a link to a folder and was not followed; give that folder itself.",
        "This folder holds no document: Brook.",
    )


def test_a_name_that_two_schools_have_settles_nothing(tmp_path: Path) -> None:
    """A document that names one of two schools of a name is a school of its own, and joins neither."""
    folder = tmp_path / "all"
    _files(folder, "a.txt")
    register = "URN,EstablishmentName\n100001,St Mary's Primary School\n100002,St Mary's Primary School\n"
    told = _told(folder, register, names={"a.txt": "St Mary's Primary School"})
    assert ["a.txt"] in told.values()
    planned = plan(folder, read_register(folder.parent / "register.csv"))
    schools, _ = settled(planned, {folder / "a.txt": "St Mary's Primary School"})
    assert [one.school.urn for one in schools if one.files] == [""]
