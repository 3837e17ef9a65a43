"""What of an old document can stand as an answer, and what is torn, a title or the law of any school."""

import pytest

from policykit.draft.sentences import (
    are_labelled,
    are_names,
    breaks_off,
    can_introduce,
    can_stand,
    is_cycle,
    names_special_needs,
    tells_of_no_needs,
)

STANDS = [
    "Plans are reviewed each term.",
    "Ask the school what help is on offer and what it is for.",
    "See the class teacher first.",
    "Organises reviews and keeps the register of pupils.",
    "She tells the governors what is going well and what is not.",
    "We adjust seats, tests and trips as the Equality Act 2010 asks.",
    "Mr Lowe has a duty room where pupils can rest.",
]
FALLS = [
    "Please contact the Delivery Team on",
    "You can approach the class teacher, the.",
    "(At least termly for plans.)",
    "See Best Use of Assistants and other guides.",
    "Schools are required to make adjustments for disabled pupils.",
    "Review of the policy and provision mapping - March 2014",
    "The school has a legal duty to make reasonable adjustments.",
    "Our governors are required by law to publish a plan.",
    "We have regard to the Equality Act 2010 and the Children and Families Act 2014.",
]


@pytest.mark.parametrize("text", STANDS)
def test_whole_words_of_the_school_can_stand(text: str) -> None:
    """Also those of a list, where the check counts them as evidence."""
    assert can_stand(text, found=True)


@pytest.mark.parametrize("text", FALLS)
def test_what_is_torn_or_says_nothing_of_this_school_cannot(text: str) -> None:
    """Whatever words of interest are in it."""
    assert not can_stand(text, found=True)


def test_a_title_stands_only_where_the_check_found_evidence_in_it() -> None:
    """The recogniser alone finds titles of sections likely."""
    assert can_stand("Support from a mentor", found=True)
    assert not can_stand("Support from a mentor", found=False)


def test_a_line_that_ends_on_a_small_word_breaks_off_unless_a_sentence_ends_so() -> None:
    """“What it is for.” is whole."""
    assert breaks_off("You can ring the office on")
    assert breaks_off("the class teacher, the.")
    assert not breaks_off("Look under A.")


def test_lists_of_labels_and_headings_that_say_nothing_are_told() -> None:
    """Each entry of such a list says its own thing; “Information” is no line to begin a list with."""
    assert are_labelled(["SENCO: Mrs Finch", "Governor: Mr Lowe"])
    assert not are_labelled(["autism", "dyslexia"])
    assert can_introduce("The role of our SENCO")
    assert not can_introduce("Additional information")
    assert not can_introduce("How will I be involved?")


def test_words_about_special_needs_are_told_from_those_about_the_school() -> None:
    """A prospectus is about much else."""
    assert names_special_needs("Pupils with an EHC plan have a review.")
    assert not names_special_needs("The summer fair is in June.")


def test_the_steps_of_support_and_lists_of_names_are_told() -> None:
    """Either is proposed whole: one step, or one name, says little."""
    assert is_cycle(["Assess: we look.", "Plan: we write.", "Do: we teach.", "Review: we meet."])
    assert not is_cycle(["Plan trips early", "Review the register", "Ring parents"])
    assert are_names(["school nurse", "CAMHS (Child and Adolescent Mental Health Services)"])
    assert not are_names(["school nurse", "The educational psychologist is here each week"])


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("The following are not SEN but may affect progress:", True),
        ("Although these are not indicators of special educational needs, they may impact on attainment:", True),
        ("What is not SEN", True),
        ("Pupils with SEN who do not make progress are discussed each term.", False),
        ("We do not wait for a plan before we help a pupil with SEN.", False),
    ],
)
def test_a_list_of_what_is_no_special_need_is_told_by_its_line(text: str, *, tells: bool) -> None:
    """Children in care and the pupil premium stand in it in many policies, and nothing is done for them there."""
    assert tells_of_no_needs(text) is tells
