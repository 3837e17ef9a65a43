"""checklists/plain-words.yaml: loaded strictly, and with plain words in it."""

from pathlib import Path

import pytest

from policykit.checklist.plain import load_plain
from policykit.data import home
from policykit.errors import ChecklistError
from policykit.model.plain import HardWordKind
from policykit.pipeline import catalogues


def test_the_list_that_ships_is_whole_and_compiled() -> None:
    """It rests on paragraph 6.81, and the compiled form holds the same."""
    plain = load_plain([home("checklists")])
    assert [one.at for one in plain.law] == ["paragraph 6.81"]
    assert len(plain.words) > 150
    assert catalogues().plain == plain


def test_what_is_offered_is_not_hard_itself() -> None:
    """No jargon and nothing long-winded is offered in the place of a hard word."""
    plain = load_plain([home("checklists")])
    hard = [
        spelling for word in plain.words if word.kind is not HardWordKind.ABBREVIATION for spelling in word.spellings
    ]
    offered = [f" {word.plain.lower()} " for word in plain.words]
    assert [(spelling, words) for spelling in hard for words in offered if f" {spelling.lower()} " in words] == []


def test_a_folder_of_ones_own_changes_a_word_and_adds_another(tmp_path: Path) -> None:
    """The later folder's word takes the place of the earlier's; the law stays."""
    own = "jargon:\n  - {spellings: [cohort], plain: class}\nabbreviations:\n  - {spellings: [QWZ], stands_for: [quiet work zone], plain: ''}\n"
    (tmp_path / "plain-words.yaml").write_text(own, encoding="utf-8")
    plain = load_plain([home("checklists"), tmp_path])
    words = {word.spellings[0]: word.plain for word in plain.words}
    assert words["cohort"] == "class"
    assert words["QWZ"] == ""
    assert plain.law


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("jargon:\n  - {spellings: [cohort], plain: class, why: no}\n", "no such key"),
        ("jargon:\n  - {spellings: [cohort], plain: class}\n  - {spellings: [Cohort], plain: year}\n", "stands twice"),
        ("wordy:\n  - {spellings: [], plain: class}\n", ":2:"),
        ("abbreviations:\n  - {spellings: [QWZ], plain: x}\n", "stands_for"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    """In words, with the file."""
    (tmp_path / "plain-words.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ChecklistError) as raised:
        load_plain([tmp_path])
    assert told in str(raised.value)
    assert "plain-words.yaml:" in str(raised.value)
