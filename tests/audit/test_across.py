"""What many schools together show: copied passages, templates, shared people, contacts that differ."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.audit.conftest import RunAudit, text_of
from tests.audit.made import a_round, school

from policykit.audit.across import Across, Misfiled, across
from policykit.audit.across_told import across_told
from policykit.audit.copies import Copied, Words, copied_passages
from policykit.audit.rounds import Role, Round, SchoolResult
from policykit.audit.store import Store
from policykit.audit.texts import texts_of

TEXTS = [
    " ".join(f"{one}{number}" for number in range(40))
    for one in ("reading", "garden", "music", "lunch", "travel", "clubs", "maths")
]


def changed(text: str, *, words: int = 1) -> str:
    """Return the passage with that many words replaced."""
    return " ".join(["other", *["else"] * (words - 1), *text.split()[words:]])


def said(found: Round, seen: Across) -> dict[str, tuple[str, ...]]:
    """Return the sentences by their headings."""
    return {one.title: one.sentences for one in across_told(found, seen)}


def schools(*results: SchoolResult) -> Round:
    """Return a round of those schools."""
    return replace(a_round(), schools=results)


def test_a_passage_with_a_word_changed_is_found_in_both_schools() -> None:
    """The name of the school is the word that people change."""
    texts = [Words("alder", (TEXTS[0], TEXTS[1])), Words("birch", (changed(TEXTS[0]), TEXTS[2]))]
    (one,) = across(a_round(), texts).copied
    assert one.keys == ("alder", "birch")


def test_no_pair_is_missed_whichever_share_of_its_words_was_changed() -> None:
    """Wherever the words differ: two that share four fifths of their groups of words are one passage."""
    text = " ".join(f"word{number}" for number in range(60))
    for number in range(4, 52):
        words = text.split()
        words[number] = "other"
        if number % 2:
            words[-1] = "end"
        (one,) = copied_passages([Words("alder", (text,)), Words("birch", (" ".join(words),))])
        assert one == Copied(max(text, " ".join(words), key=len), ("alder", "birch"))


def test_passages_that_only_resemble_each_other_are_not_copied() -> None:
    """Half the words being the same is how two people write about one thing; a school's own repetition is no copy."""
    texts = [Words("alder", (TEXTS[0], TEXTS[0])), Words("birch", (changed(TEXTS[0], words=18),))]
    assert across(a_round(), texts).copied == ()


def test_short_sentences_are_alike_without_being_copied() -> None:
    """Everybody writes that all teachers are teachers of pupils with special needs."""
    text = "All our teachers are teachers of pupils with special educational needs."
    assert across(a_round(), [Words("alder", (text,)), Words("birch", (text,))]).copied == ()


def test_documents_of_one_template_are_told_with_their_vintages() -> None:
    """Six passages in common, reviewed three years apart."""
    old, new = school("alder", "Alder Primary School"), school("birch", "Birch Academy")
    old = replace(old, documents=(replace(old.documents[0], last_review=date(2022, 9, 1)),))
    texts = [Words("alder", tuple(TEXTS[:6])), Words("birch", tuple(map(changed, TEXTS[:6])))]
    found = schools(old, new, school("cedar", "Cedar School"))
    (one,) = across(found, [*texts, Words("cedar", (TEXTS[6],))]).templates
    assert (one.keys, one.passages) == (("alder", "birch"), 6)
    words = said(found, across(found, texts))["Documents made from one template"][0]
    assert "between 1 September 2022 and 1 September 2025" in words


def test_a_shared_surname_counts_only_with_a_shared_contact() -> None:
    """Many people are called Okoro."""
    one, other, third = (school(key, key.title()) for key in ("alder", "birch", "cedar"))
    third = replace(third, documents=(replace(third.documents[0], contacts=("01632 960999",)),))
    assert across(schools(one, other, third), ()).shared_sencos == (("okoro", ("alder", "birch")),)


def test_the_authoritys_own_number_is_no_shared_contact() -> None:
    """It stands in every report."""
    many = [school(f"s{number}", f"School {number}") for number in range(6)]
    assert across(schools(*many), ()).shared_sencos == ()


def test_documents_of_one_school_that_name_different_people_are_told() -> None:
    """However a number is written, the same number is the same."""
    one = school("alder", "Alder Primary School")
    policy = replace(
        one.documents[0],
        path="alder/policy.docx",
        role=Role.COMPANION,
        sencos=("smith",),
        contacts=("+44 1632 960147",),
    )
    both = replace(one, documents=(*one.documents, policy))
    heading = "Schools whose own documents name different people or contacts"
    (told,) = said(schools(both), across(schools(both), ()))[heading]
    assert told == "Alder Primary School: report.docx names Okoro as SENCO, policy.docx Smith."
    apart = replace(both, documents=(one.documents[0], replace(policy, sencos=(), contacts=("a@example.org",))))
    assert "in common" in said(schools(apart), across(schools(apart), ()))[heading][0]


def test_a_document_filed_with_another_school_is_told() -> None:
    """By the register's name of the school, or else by its own report; another spelling is no other school."""
    one = school("st-alder", "Saint Alder's Primary School")
    policy = replace(one.documents[0], path="alder/policy.docx", role=Role.COMPANION, school="St Elm's Academy")
    told = Misfiled("st-alder", "alder/policy.docx", "St Elm's Academy")
    assert across(schools(replace(one, documents=(*one.documents, policy))), ()).misfiled == (told,)
    named = replace(one.documents[0], school="St. Alders C of E School")
    for given, expected in (((("Phase", "Primary"),), ()), ((), ())):
        result = replace(one, school=replace(one.school, given=given), documents=(named,))
        assert across(schools(result), ()).misfiled == expected
    other = replace(one, school=replace(one.school, given=(("Phase", "Primary"),)), documents=(policy,))
    assert across(schools(other), ()).misfiled == (told,)
    in_folder = replace(other, school=replace(other.school, name="Batch 3", given=()), documents=(named,))
    assert across(schools(in_folder), ()).misfiled == ()


def test_another_schools_name_is_told_and_nothing_where_nothing_was_seen() -> None:
    """Birch's report speaks of Elm School."""
    told = said(a_round(), across(a_round(), ()))
    assert told["Another school's name left in a document"] == ("Birch Academy: “Elm School”",)
    quiet = schools(school("alder", "Alder Primary School"))
    assert across_told(quiet, across(quiet, ())) == ()


def test_the_text_is_that_of_the_judged_documents_as_the_store_keeps_it(run_audit: RunAudit, tmp_path: Path) -> None:
    """Two schools that took over one paragraph are found from the store alone."""
    shared = " ".join(f"garden{number}" for number in range(40))
    for name in ("Alder", "Birch"):
        folder = tmp_path / "schools" / f"{name} Primary School"
        folder.mkdir(parents=True)
        (folder / "report.md").write_text(f"{text_of(f'{name} Primary School')}\n{shared}\n", encoding="utf-8")
    found = run_audit(tmp_path / "schools")
    (path,) = tmp_path.rglob("*.sqlite")
    with Store(path) as store:
        seen = across(found, texts_of(found, store))
    assert [(one.text, len(one.keys)) for one in seen.copied] == [(shared, 2)]
