"""Letters: drafts for the schools that were ticked, resting on nothing unsure, claiming no power."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from tests.audit.made import a_round, checklist

from policykit.audit.letter_files import write_letters
from policykit.audit.letters import Letter, Unwritten, letters
from policykit.audit.own_columns import DUE, LETTER, OwnNotes, Value
from policykit.audit.rounds import Role, Round
from policykit.errors import TemplateError
from policykit.model.finding import Status


def ticked(*keys: str, due: Value | None = None, rated: dict[str, str] | None = None) -> OwnNotes:
    """Return the notes of an adviser who ticked those schools and gave those ratings."""
    cells: dict[tuple[str, str], dict[str, Value]] = {("Matrix", key): {LETTER: "x"} for key in keys}
    if due is not None:
        for one in cells.values():
            one[DUE] = due
    for key, rating in (rated or {}).items():
        cells["Evidence", key] = {"Adviser's RAG": rating}
    return OwnNotes(cells)


def words_of(one: Letter | Unwritten) -> str:
    """Return the text of a letter."""
    assert isinstance(one, Letter)
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(one.content)).paragraphs)


def drafted(notes: OwnNotes, found: Round | None = None) -> list[Letter | Unwritten]:
    """Return all that is drafted from the hand-made round."""
    return list(letters(found or a_round(), checklist(), notes))


def test_only_the_schools_she_ticked_get_a_letter() -> None:
    """And one that nothing was read of gets none, with why."""
    told = drafted(ticked("birch", "dogwood"))
    assert [one.school for one in told] == ["Birch Academy", "Dogwood Infant School"]
    assert isinstance(told[1], Unwritten)
    assert drafted(OwnNotes()) == []


def test_a_letter_says_what_is_missing_what_to_write_and_by_when() -> None:
    """Marked as a draft in its first line and in its file's name."""
    (one,) = drafted(ticked("birch", due=date(2027, 1, 15)))
    words = words_of(one)
    assert words.startswith("DRAFT")
    assert isinstance(one, Letter)
    assert "(draft)" in one.file
    for title in ("Complaints from parents about SEN provision", "Parent Partnership Service", "by 15 January 2027"):
        assert title in words
    assert words.count("What to write:") == 6
    assert "{" not in words


def test_a_letter_says_when_its_law_was_last_compared_with_its_sources() -> None:
    """A school sees how fresh what it is told is."""
    found = replace(a_round(), law_checked_on=date(2026, 3, 9))
    (one,) = drafted(ticked("birch"), found)
    assert "as last compared with its sources on 9 March 2026." in words_of(one)


def test_files_are_named_without_the_advisers_folders_and_a_page_with_its_document() -> None:
    """A school knows its own files, and not where the adviser keeps them."""
    whole = a_round()
    birch = whole.schools[1]
    assert birch.judged
    policy = replace(birch.judged, path="birch/2024/policy.docx", role=Role.COMPANION)
    quote = replace(birch.stale[0].quote, path=policy.path, page=9)
    told = tuple(
        replace(one, reason=f"Part of it stands in {policy.path}.") if one.id == "sch1.9" else one
        for one in birch.findings
    )
    both = replace(
        birch,
        documents=(birch.judged, policy),
        findings=told,
        stale=(birch.stale[0], replace(birch.stale[0], quote=quote)),
    )
    (one,) = drafted(ticked("birch"), replace(whole, schools=(both,)))
    words = words_of(one)
    assert "Part of it stands in policy.docx." in words
    assert "birch/" not in words
    assert "\nPage 5: " in words
    assert "\npolicy.docx, page 9: " in words


def test_a_letter_rests_on_no_unsure_verdict() -> None:
    """Cedar's SENCO is missing with a doubt, so the letter does not speak of it."""
    words = words_of(drafted(ticked("cedar"))[0])
    assert "Complaints from parents" in words
    assert "Name and contact details of the SENCO" not in words
    assert "Cedar School & Nursery" in words


def test_her_ratings_count_in_the_letter() -> None:
    """What she rated green is not asked for; what she rated red is, though the program found it."""
    notes = ticked("cedar", rated={"cedar|sch1.9": "green", "cedar|sch1.12": "Red"})
    words = words_of(drafted(notes)[0])
    assert "Complaints from parents" not in words
    assert "Moving between phases" in words


def test_a_school_with_nothing_to_put_right_gets_no_letter() -> None:
    """There is nothing to ask."""
    (one,) = drafted(ticked("alder"))
    assert isinstance(one, Unwritten)


def test_an_academy_is_told_that_its_trust_decides() -> None:
    """And no letter claims a power or judges the school."""
    academy, maintained = (words_of(one) for one in drafted(ticked("birch", "cedar")))
    assert "academy trust" in academy
    assert "trust" not in maintained
    for words in (academy, maintained):
        assert not re.search(
            r"\b(?:you must|breach|unlawful|fail\w*|non-compliant|enforce|require you)\b", words, re.IGNORECASE
        )


@pytest.mark.parametrize("column", ["TypeOfEstablishment (name)", "TypeOfEstablishment", "typeofestablishment(name)"])
def test_the_registers_kind_tells_an_academy_whatever_it_is_called(column: str) -> None:
    """The national register writes its columns with "(name)" behind them."""
    whole = a_round()
    for kind, is_academy in (("Academy converter", True), ("Free schools special", True), ("Community school", False)):
        cedar = whole.schools[2]
        cedar = replace(cedar, school=replace(cedar.school, given=((column, kind),)))
        (one,) = drafted(ticked("cedar"), replace(whole, schools=(cedar,)))
        assert ("academy trust" in words_of(one)) == is_academy, kind


def test_the_result_is_one_plain_sentence() -> None:
    """However much of it there is, and whichever part is empty."""
    whole = a_round()
    partly = tuple(
        replace(one, status=Status.PARTIAL) if one.id in {"sch1.4", "sch1.9"} else one
        for one in whole.schools[1].findings
    )
    (one,) = drafted(ticked("birch"), replace(whole, schools=(replace(whole.schools[1], findings=partly),)))
    assert (
        "We did not find 3 things that the law requires the report to say, and found 2 others only in part; we did not find, "
        "or found only in part, one thing that the Code says should be said; we found one out-of-date reference."
    ) in words_of(one)
    (only,) = drafted(ticked("cedar"))
    assert "We did not find one thing that the law requires the report to say." in words_of(only)


def test_an_out_of_date_reference_is_told_once_with_its_page_and_what_to_write() -> None:
    """Words that cannot stand in its place are no "write instead"; a sentence ends in one full stop."""
    whole = a_round()
    birch = whole.schools[1]
    anew = "The stages have no match: write of SEN support."
    stale = (
        replace(birch.stale[0], message="'Parent Partnership Service' ended.", fits=True),
        replace(birch.stale[0], quote=replace(birch.stale[0].quote, text="stage 3"), replacement=anew),
    )
    words = words_of(drafted(ticked("birch"), replace(whole, schools=(replace(birch, stale=stale),)))[0])
    assert "Page 5: 'Parent Partnership Service' ended. Write instead: SENDIASS.\n" in words
    told = "Page 5: “stage 3”. This service is now called SENDIASS. To rewrite yourself: The stages have no match: write of SEN support.\n"
    assert told in words
    assert ".." not in words
    assert ".”." not in words


def test_a_school_that_sent_no_report_is_asked_for_it() -> None:
    """A policy does not have to say what the report has to: nothing is listed as missing from it."""
    whole = a_round()
    birch = replace(whole.schools[1], kind="policy")
    (one,) = drafted(ticked("birch"), replace(whole, schools=(birch,)))
    words = words_of(one)
    assert "no SEN information report" in words
    assert "What the law requires the report to say" not in words
    assert "What the Code says" not in words


def test_an_outsider_of_section_69_is_not_told_that_the_law_binds_it() -> None:
    """A pupil referral unit is one of them."""
    whole = a_round()
    birch = replace(whole.schools[1], type="pru")
    words = words_of(drafted(ticked("birch"), replace(whole, schools=(birch,)))[0])
    assert "does not name your kind of school" in words


def test_a_letter_somebody_has_worked_on_is_never_written_over(tmp_path: Path) -> None:
    """The same letter is not written twice; a changed one stays, and the new one gets a number."""
    notes = ticked("birch")
    (first,), none = write_letters(tmp_path, drafted(notes))
    assert none == []
    assert write_letters(tmp_path, drafted(notes))[0] == [first]
    first.write_bytes(b"hers")
    (second,), _ = write_letters(tmp_path, drafted(notes))
    assert first.read_bytes() == b"hers"
    assert second.name.endswith("(draft) 2.docx")


def test_two_schools_of_one_name_get_two_letters(tmp_path: Path) -> None:
    """Neither is written over the other."""
    whole = a_round()
    twin = replace(whole.schools[1], school=replace(whole.schools[1].school, key="birch-2", contact=""))
    found = replace(whole, schools=(whole.schools[1], twin))
    written, _ = write_letters(tmp_path, drafted(ticked("birch", "birch-2"), found))
    assert len(set(written)) == 2


@pytest.mark.parametrize("content", [b"", b"no Word file"])
def test_a_template_that_is_no_word_file_is_refused(content: bytes, tmp_path: Path) -> None:
    """With what to do."""
    path = tmp_path / "own.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError):
        list(letters(a_round(), checklist(), ticked("birch"), path))


def test_an_authoritys_own_template_is_filled(tmp_path: Path) -> None:
    """With the same fields."""
    document = Document()
    document.add_paragraph("Dear {{ school_name }}, {{ result }}")
    document.save(str(tmp_path / "own.docx"))
    (one,) = letters(a_round(), checklist(), ticked("birch"), tmp_path / "own.docx")
    assert words_of(one).startswith("Dear Birch Academy, We did not find 5 things")
