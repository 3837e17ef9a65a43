"""Label files are refused with their line and the remedy where they are wrong."""

from pathlib import Path

import pytest

from policykit.errors import ChecklistError
from policykit.evaluate.labels import load_labels

IDS = ("sch1.1", "sch1.2")
SOUND = """id: one
kind: policy
requirements:
  sch1.1: {status: met, quote: "We help all."}
  sch1.2: {status: missing}
stale:
  - {quote: "School Action", severity: outdated}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Give a corpus of one document."""
    (tmp_path / "manifest.yaml").write_text("documents:\n  - {id: one, writer: w, split: train}\n", encoding="utf-8")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "one.txt").write_text("We help all.\n\nSome are at School Action.\n", encoding="utf-8")
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "one.yaml").write_text(SOUND, encoding="utf-8")
    return tmp_path


def test_sound_labels_are_read(corpus: Path) -> None:
    """A sound file gives its statuses and stale items."""
    (one,) = load_labels(corpus, IDS)
    assert one.statuses == {"sch1.1": "met", "sch1.2": "missing"}
    assert one.stale == (("School Action", "outdated"),)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("sch1.2: {status", "sch9.9: {status"), "one.yaml:5: there is no requirement sch9.9."),
        (
            ("status: missing", "status: absent"),
            "one.yaml:5: requirements.sch1.2.status: 'absent' is not one of the words",
        ),
        (("We help all.", "We help nobody."), "one.yaml:4: these words are not in the document."),
        (('"School Action"', '"School Act"'), ""),
        (('"School Action"', '"School Inaction"'), "one.yaml:7: 'School Inaction' is not in the document."),
        (("id: one", "id: two"), "one.yaml:1: id: two is not the file's name."),
        (("  sch1.2: {status: missing}\n", ""), "sch1.2 has no label."),
        (("kind: policy", "kind: policy\nmood: good"), "one.yaml:3: mood: no such key."),
    ],
)
def test_a_wrong_label_file_is_refused_with_its_line(corpus: Path, change: tuple[str, str], expected: str) -> None:
    """Each mistake is told with file, line and remedy; a quote that is in the document is none."""
    (corpus / "labels" / "one.yaml").write_text(SOUND.replace(*change), encoding="utf-8")
    if not expected:
        assert load_labels(corpus, IDS)
        return
    with pytest.raises(ChecklistError) as caught:
        load_labels(corpus, IDS)
    assert expected in str(caught.value)


def test_a_document_that_the_manifest_does_not_name_is_refused(corpus: Path) -> None:
    """Every label file belongs to one part."""
    (corpus / "manifest.yaml").write_text("documents: []\n", encoding="utf-8")
    with pytest.raises(ChecklistError, match="does not name this document"):
        load_labels(corpus, IDS)


def test_a_folder_without_a_manifest_is_no_corpus(tmp_path: Path) -> None:
    """A folder that is no corpus is told plainly."""
    with pytest.raises(ChecklistError, match=r"manifest\.yaml"):
        load_labels(tmp_path, IDS)
