"""An audit of a folder that `policykit collect` filled: what could not be had is not read, and never lacking."""

from pathlib import Path

from tests.audit.conftest import text_of, write

from policykit.audit.layout import plan
from policykit.audit.register import Row
from policykit.audit.rounds import School
from policykit.collected import Asked, CollectedSchool, Manifest, Outcome, Reason


def _record(folder: Path, *schools: CollectedSchool) -> None:
    with Manifest(folder, create=True) as manifest:
        for one in schools:
            manifest.add(one)


def _school(
    key: str, outcome: Outcome, *asked: Asked, folder: str = "", why: str = "It asks for a password."
) -> CollectedSchool:
    website = f"http://{key}.example.org"
    return CollectedSchool(
        key,
        key.title(),
        website=website,
        folder=folder,
        outcome=outcome,
        why=why,
        remedy="Ask the school.",
        asked=asked,
    )


def test_a_collected_folder_is_its_schools_whatever_its_files_are_called(tmp_path: Path) -> None:
    """Also where there are more of them than a school's folder usually has, and without a register."""
    write(tmp_path, {f"17 Abbey/{at}.txt": text_of("Abbey") for at in range(14)})
    asked = tuple(Asked(f"http://abbey.example.org/{at}", file=f"17 Abbey/{at}.txt") for at in range(14))
    _record(tmp_path, _school("abbey", Outcome.COLLECTED, *asked, folder="17 Abbey"))
    planned = plan(tmp_path)
    assert [(one.school.key, len(one.files)) for one in planned.schools] == [("abbey", 14)]
    assert (planned.loose, planned.passed_over, planned.uncollected) == ((), (), {})


def test_a_school_that_could_not_be_collected_is_one_that_was_not_read(tmp_path: Path) -> None:
    """With why and what to do; beside it one of which a part could not be had."""
    write(tmp_path, {"Brook/a.txt": text_of("Brook")})
    _record(
        tmp_path,
        _school("abbey", Outcome.NOT_COLLECTED),
        _school(
            "brook",
            Outcome.COLLECTED,
            Asked("http://brook.example.org/a", file="Brook/a.txt"),
            Asked("http://brook.example.org/page", reason=Reason.GONE, why="There is no page.", wanted=True),
            Asked("http://brook.example.org/b.pdf", reason=Reason.GONE, why="There is no page.", wanted=True),
            Asked("http://brook.example.org/c", reason=Reason.GONE, why="There is no page.", remedy="Look."),
            folder="Brook",
        ),
        _school("cley", Outcome.NOTHING_FOUND, why="No document was found; 3 pages were read."),
    )
    planned = plan(tmp_path, [Row(School("cley", "Cley School", "100003"), 2)])
    assert {one.school.name: len(one.files) for one in planned.schools} == {"Abbey": 0, "Brook": 1, "Cley School": 0}
    told = {
        key: [(one.path, one.facts.problems[0].what) for one in files] for key, files in planned.uncollected.items()
    }
    assert told == {
        "abbey": [("http://abbey.example.org", "It asks for a password.")],
        "brook": [("http://brook.example.org/b.pdf", "It could not be collected. There is no page.")],
        "cley": [("http://cley.example.org", "No document was found; 3 pages were read.")],
    }
    assert not any(one.is_read for files in planned.uncollected.values() for one in files)


def test_a_collection_without_any_document_can_be_audited(tmp_path: Path) -> None:
    """Its schools are rows all the same."""
    _record(tmp_path, _school("abbey", Outcome.NOT_COLLECTED))
    assert [one.school.key for one in plan(tmp_path).schools] == ["abbey"]


def test_a_document_that_somebody_put_there_by_hand_puts_it_right(tmp_path: Path) -> None:
    """As the record told her to do."""
    write(tmp_path, {"Abbey/hers.txt": text_of("Abbey")})
    _record(tmp_path, _school("abbey", Outcome.NOT_COLLECTED, folder="Abbey"))
    planned = plan(tmp_path)
    assert [(one.school.key, len(one.files)) for one in planned.schools] == [("abbey", 1)]
    assert planned.uncollected == {}
