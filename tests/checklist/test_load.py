"""Loading is strict: every problem of a file at once, with its line and what to do."""

from pathlib import Path
from shutil import copytree

import pytest

from policykit import data
from policykit.checklist.load import load
from policykit.errors import ChecklistError

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


def overlay(tmp_path: Path, *files: Path) -> Path:
    """Return a checklist folder that holds only those files."""
    folder = tmp_path / "mine" / "requirements"
    folder.mkdir(parents=True)
    for file in files:
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    return folder.parent


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a checklist folder with the shipped sources and vocabularies and no requirement, which loads at once."""
    folder = tmp_path_factory.mktemp("bare")
    for name in ("sources", "vocabulary"):
        copytree(data.home("checklists") / name, folder / name)
    (folder / "edition.yaml").write_text('version: "1"\ndate: 2026-11-21\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_refused_in_the_words_it_expects(path: Path, bare: Path, tmp_path: Path) -> None:
    """Each file of the museum has one mistake and says in its first line what must be said of it."""
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ")
    with pytest.raises(ChecklistError) as caught:
        load([bare, overlay(tmp_path, path)])
    message = str(caught.value)
    line, _, words = expected.partition(": ")
    if line.isdigit():
        assert f"{path.name}:{line}: {words}" in message
    else:
        assert expected in message
    assert path.name in message


def test_every_problem_is_told_at_once(bare: Path, tmp_path: Path) -> None:
    """Two broken files give the problems of both, in order."""
    chosen = [path for path in BROKEN if path.stem in {"unknown-key", "wrong-word"}]
    with pytest.raises(ChecklistError) as caught:
        load([bare, overlay(tmp_path, *chosen)])
    assert "unknown-key.yaml" in str(caught.value)
    assert "wrong-word.yaml" in str(caught.value)


def test_a_folder_of_ones_own_adds_a_requirement(bare: Path, tmp_path: Path) -> None:
    """A file in a folder laid over the shipped one is added, and nothing of the shipped one is lost."""
    shipped = load([bare])
    sound = tmp_path / "local.clubs.yaml"
    text = next(path for path in BROKEN if path.stem == "wrong-word").read_text(encoding="utf-8")
    sound.write_text(
        text.replace("duty: shall", "duty: must").replace("id: wrong-word", "id: local.clubs"), encoding="utf-8"
    )
    both = load([bare, overlay(tmp_path, sound)])
    assert {r.id for r in both.requirements} == {r.id for r in shipped.requirements} | {"local.clubs"}


def test_local_names_join_the_vocabulary_that_looks_for_them(bare: Path, tmp_path: Path) -> None:
    """An authority's name for its advice service is found where the shipped names are."""
    (tmp_path / "local.yaml").write_text("advice_service: [Marlshire Compass]\n", encoding="utf-8")
    both = load([bare, tmp_path])
    terms = {vocabulary.id: vocabulary.terms for vocabulary in both.vocabularies}
    assert "Marlshire Compass" in terms["parent-support-services"]
    assert "SENDIASS" in terms["parent-support-services"]


def test_a_checklist_without_an_edition_is_refused(tmp_path: Path) -> None:
    """A folder that is not laid over the shipped one has to say which edition it is."""
    copytree(data.home("checklists") / "vocabulary", tmp_path / "vocabulary")
    with pytest.raises(ChecklistError, match=r"edition\.yaml"):
        load([tmp_path])


def test_a_path_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    """A checklist that is not there is told plainly, never an empty run."""
    with pytest.raises(ChecklistError, match="not a folder"):
        load([tmp_path / "nowhere"])
