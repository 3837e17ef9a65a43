"""What is carried over from a school's own documents: the right words, each said once, in the right place."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from policykit.draft.carry_over import alike, carry_over
from policykit.draft.passages import OldDocument
from policykit.draft.questions import questions_for
from policykit.model.drafting import Answer, School, State
from policykit.model.law import Phase, SchoolType
from policykit.pipeline import Options, candidates_of, catalogues, check_document
from policykit.read import read_bytes

PRIMARY = School(SchoolType.MAINSTREAM, Phase.PRIMARY)

REPORT = """# SEN Information Report

Fenwick Lane Primary School

## Who to ask

Our SENCO is Mrs Ada Finch. Ring her on 01632 960011 or write to afinch@fenwick.sch.example.

## Complaints

If you are unhappy with the support, please speak to the class teacher first. If that does not help, write to the
headteacher, who will answer within ten school days.

## Joining in

Before any trip the class teacher rings the family of a pupil with special needs and plans with them what is needed to
take part.

## Help for parents

Parents can get free, impartial advice from Westmarsh SENDIASS on 01632 960147.

## Local offer

The local offer of Westmarsh County Council is at www.westmarsh.example.org/local-offer.

## Extra help

Extra help with reading and mathematics may be:

- a precision teaching session each morning
- a small group for phonics three times a week
- a mentor for one term

## Reviews

Every EHC plan is reviewed each year at an annual review, and the LEA is sent the notes.

## Accessibility

We aim to make our school a place where everybody feels welcome.

Approved by the governing body in March 2019. Next review: March 2020.
"""

Carry = Callable[..., dict[str, Answer]]


def old(text: str, name: str = "report.md") -> OldDocument:
    """Return a document of the school as the command line hands it over."""
    options = Options(date(2026, 11, 21))
    report = check_document(read_bytes(text.encode(), name), options)
    return OldDocument(report, candidates_of(report, options))


def carried(*olds: OldDocument, school: School = PRIMARY) -> dict[str, Answer]:
    """Return the proposals for a school from its documents."""
    return carry_over(olds, questions_for(school), catalogues().checklist)


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    """Give the proposals from one short report."""
    return carried(old(REPORT))


def sentences(answers: dict[str, Answer]) -> Sequence[str]:
    """Return every line that is proposed for a question with a free answer."""
    return [line for answer in answers.values() for line in answer.text.splitlines() if len(line.split()) > 5]


def test_every_proposal_waits_for_a_person(answers: dict[str, Answer]) -> None:
    """Nothing that was carried over counts before somebody has confirmed it."""
    assert answers
    assert {answer.state for answer in answers.values()} == {State.PROPOSED}


def test_words_come_from_the_document_as_they_stand_there(answers: dict[str, Answer]) -> None:
    """No word of a proposal is invented."""
    source = " ".join(REPORT.split())
    for line in sentences(answers):
        assert line.removeprefix("- ") in source


def test_nothing_is_said_twice(answers: dict[str, Answer]) -> None:
    """A passage that answers several questions goes to one of them."""
    lines = sentences(answers)
    assert len(lines) == len(set(lines))


def test_a_passage_stands_with_its_place(answers: dict[str, Answer]) -> None:
    """File, section and words say where it was found."""
    source = answers["complaints"].source[0]
    assert (source.file, source.page, source.section) == ("report.md", None, "Complaints")
    assert source.quote.startswith("If you are unhappy")


def test_the_facts_are_told_one_by_one(answers: dict[str, Answer]) -> None:
    """Name, number and address each answer their own question."""
    facts = {name: answers[name].text for name in ("school_name", "senco_name", "senco_phone", "senco_email")}
    assert facts == {
        "school_name": "Fenwick Lane Primary School",
        "senco_name": "Mrs Ada Finch",
        "senco_phone": "01632 960011",
        "senco_email": "afinch@fenwick.sch.example",
    }
    assert answers["advice_service"].text == "Westmarsh SENDIASS"
    assert answers["advice_phone"].text == "01632 960147"
    assert answers["local_offer"].text == "www.westmarsh.example.org/local-offer"
    assert answers["local_authority"].text == "Westmarsh County Council"
    assert answers["approved_by"].text == "The governing body"


def test_a_list_is_kept_with_the_line_that_introduces_it(answers: dict[str, Answer]) -> None:
    """Items without their beginning would say nothing."""
    assert answers["extra_help"].text.splitlines() == [
        "Extra help with reading and mathematics may be:",
        "- a precision teaching session each morning",
        "- a small group for phonics three times a week",
        "- a mentor for one term",
    ]


def test_outdated_words_are_marked_with_what_to_write(answers: dict[str, Answer]) -> None:
    """A person sees what is stale before confirming it."""
    notes = " ".join(answers["annual_review"].notes)
    assert "LEA" in notes
    assert "local authority" in notes


def test_an_old_date_is_shown_and_not_proposed(answers: dict[str, Answer]) -> None:
    """The day of the old report is not the day of the new one."""
    assert answers["approved_on"].text == ""
    assert "March 2019" in answers["approved_on"].notes[0]
    assert answers["next_review"].text == ""


def test_aims_blanks_and_headings_are_no_answers() -> None:
    """What is only hoped, not filled in, or a title is not put before anybody."""
    found = carried(
        old(
            "# SEN policy\n\nFenwick Lane Primary School\n\n## Extra help with learning\n\n## Complaints\n\n"
            "Contact [insert name] on [insert number] with any complaint about support.\n\n"
            "We aim to involve parents of children with special educational needs at every stage.\n"
        )
    )
    assert all(not found[name].text for name in ("extra_help", "complaints", "parents_involved") if name in found)


def test_what_is_lacking_is_said() -> None:
    """A passage that answers half of a question says which half is open."""
    found = carried(
        old("# SEN report\n\nFenwick Lane Primary School\n\nAll staff have had training in autism this year.\n")
    )
    assert "autism" in found["training"].text
    assert "specialists" not in found


def test_two_documents_that_differ_are_both_shown() -> None:
    """The first has the first word, and the other is there to choose."""
    newer = "# SEN report\n\nFenwick Lane Primary School\n\nOur SENCO is Mr Tom Wren. Ring him on 01632 960022.\n"
    found = carried(old(REPORT), old(newer, "newer.md"))
    assert found["senco_name"].text == "Mrs Ada Finch"
    assert [other.text for other in found["senco_name"].others] == ["Mr Tom Wren"]
    assert found["senco_name"].others[0].source[0].file == "newer.md"
    assert "Your documents do not agree on this." in found["senco_name"].notes


def test_what_two_documents_say_alike_is_said_once() -> None:
    """The same words in another file are one more place, and no second passage."""
    found = carried(old(REPORT), old(REPORT, "copy.md"))
    lines = sentences(found)
    assert len(lines) == len(set(lines))
    assert {source.file for source in found["complaints"].source} == {"report.md", "copy.md"}


def test_a_number_without_the_services_name_is_not_proposed() -> None:
    """It may be a charity's."""
    found = carried(
        old("# SEN report\n\nFenwick Lane Primary School\n\nThe charity Fen Families has a helpline on 01632 960150.\n")
    )
    assert "advice_phone" not in found


def test_a_table_row_becomes_a_line() -> None:
    """Cells alone would say nothing."""
    found = carried(
        old(
            "# SEN report\n\nFenwick Lane Primary School\n\n## Working with others\n\n| Service | What it does |\n| --- | --- |\n"
            "| Early Help | works with families at home and with our staff |\n"
        )
    )
    assert found["working_with_others"].text == "Early Help: works with families at home and with our staff"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Parents meet the teacher each term.", "Parents meet the class teacher each term.", True),
        ("Parents meet the teacher each term.", "A nurse visits the school on Mondays.", False),
        ("By phone.", "By post.", False),
    ],
)
def test_texts_are_alike_by_their_words(one: str, other: str, *, same: bool) -> None:
    """Nearly the same words say the same."""
    assert alike(one, other) is same


ROLES = """# SEN policy

Fenwick Lane Primary School

## The SENCO

- Organises annual reviews of education, health and care (EHC) plans
- Oversees the register of pupils with special educational needs
- Advises colleagues and liaises with parents and outside professionals

## Money

- SEN budget: held by the headteacher
"""


def test_entries_of_a_list_without_a_beginning_stand_under_their_heading() -> None:
    """Else nobody knows who does it."""
    text = carried(old(ROLES))["senco_role"].text
    assert text.startswith("The SENCO:\n- Organises annual reviews")


LETTER = """# Welcome to our school

Fenwick Lane Primary School

## Special needs

The school has a policy for special educational needs, and you can ask the office for a copy. Pupils with special
educational needs have a plan, which is kept on file.

## Newsletters

A copy of all recent letters is kept on file in a folder at reception. Please contact the office if you are worried
that you have missed one.
"""


def test_of_a_letter_on_much_else_only_what_is_about_special_needs_is_proposed() -> None:
    """The folder of newsletters is no record of support."""
    assert "letters" not in " ".join(answer.text for answer in carried(old(LETTER)).values())


POSTS = """# SEN Policy

Fenwick Lane Primary School

## The SENCO

- Oversees the day-to-day operation of the SEN policy
- Co-ordinates the provision for pupils with special educational needs

## Class teachers

- Liaise with the SENCO about the day-to-day operation of the SEN policy
- Are responsible for the progress of each pupil with SEN in their class

## How we support pupils

Every pupil on SEN support goes through four steps:

- Assess: the class teacher and the SENCO look at what the pupil finds hard.
- Plan: they agree outcomes with parents.
- Do: the class teacher works with the pupil each day.
- Review: parents and teacher look at the plan each term.

The following are not SEN but may affect progress and attainment:

- being a looked after child
- receiving the pupil premium grant for equipment
"""


@pytest.fixture(name="posts", scope="module")
def posts_fixture() -> dict[str, Answer]:
    """Give the proposals from a policy that tells who does what."""
    return carried(old(POSTS, "policy.md"))


def test_what_a_list_says_of_a_post_is_said_of_nobody_else(posts: dict[str, Answer]) -> None:
    """What teachers do with the SENCO is not what the SENCO does."""
    assert "Oversees the day-to-day operation" in posts["senco_role"].text
    assert "Liaise" not in posts["senco_role"].text


def test_the_four_steps_of_support_stay_together(posts: dict[str, Answer]) -> None:
    """A step alone answers half a question."""
    text = posts["steps_of_support"].text
    assert [step in text for step in ("Assess:", "Plan:", "Do:", "Review:")] == [True] * 4


def test_what_is_no_special_need_answers_nothing(posts: dict[str, Answer]) -> None:
    """The list names children in care and says nothing of what is done for them."""
    said = " ".join(answer.text for answer in posts.values())
    assert "looked after" not in said
    assert "premium" not in said
