"""Syllables by spelling, against a list counted by hand: words of SEN documents and ordinary ones."""

import pytest

from policykit.check.syllables import syllables

BY_HAND = {
    1: "a aids ask asked based called care cause chair change changed child choice class clear each eight eyes "
    "friend grant head health help helped lead learn likes lives makes meet need our parts phased piece place "
    "placed plan planned reached read schemes school shared short sight skilled sound speak speech spelled "
    "staff talk talked teach team term the these those thought through tier touch trust used voice we whole "
    "work worked write year",
    2: "outreach able access achieved adjust after agree anxious approach assessed asthma aware baseline because before "
    "being between boxes business centre changes children classes cohort complaints complete concern council "
    "county data describe discuss doing early effort ended english ensure every going guidance hearing "
    "homework improve include inform inset learning lessons liaise lifelong likely little mainstream mentor "
    "metre million needed outcome parents pathway people phonics placement places playing prepared process "
    "progress provide pupil question quiet reaches reading record referred region require resource respond "
    "review safeguard safely science senco simple social someone something sometimes special started "
    "statement support table target targets teacher teaching technique timely trauma trying tutor union "
    "unique wanted welcome wishes workplace writing",
    3: "visual adapted admission annual another anyone area assessment attachment attainment attendance attention "
    "autism autistic behaving behaviour cognition committed complaining completed consider continue "
    "counsellor creation creative decision deficit describing develop difficult disabled discussion dyslexic "
    "element employer everyone everything evidence example expected external financial governing governors "
    "graduate hospital however idea implement important including inclusion inclusive interest internal "
    "interview library medical multiply museum numerate nursery occupy parental parliament period "
    "phonetic physical policy provision reaction reassure recipe reviewing safeguarding sensory serious "
    "specialist strategies supported theatre therapist therapy timetable together transition various video",
    4: "ability accessible adaptation additional advisory anticipate anxiety application appropriate attainable "
    "authority category celebration communicate community consultation contribution coordinate curriculum "
    "development diagnosis dysgraphia dyslexia dyspraxia education educator emotional equality especially "
    "evaluate experience facilities graduated identify independent information initiative interaction "
    "intervention material neurodiverse observation operation participate particular preparation priority "
    "psychologist reality reasonable regulation secondary situation society statutory technology transitional "
    "understanding variety",
    5: "accommodation administration appreciation association collaboration communicating communication "
    "cooperation coordinator creativity disability dyscalculia educational electricity evaluation examination "
    "identifying implementation individual individuals inequality international occupational opportunity "
    "paediatrician participation possibility psychological qualification university vocabulary",
    6: "accessibility availability differentiation hyperactivity identification neurodiversity rehabilitation "
    "responsibility",
}
CASES = [(word, count) for count, words in BY_HAND.items() for word in words.split()]


def test_the_list_counted_by_hand_is_long_enough() -> None:
    """At least 300 different words."""
    assert len({word for word, _ in CASES}) >= 300


def test_every_word_of_the_list_has_the_syllables_counted_by_hand() -> None:
    """All of them, so that one that goes wrong is named."""
    assert [(word, count, syllables(word)) for word, count in CASES if syllables(word) != count] == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("SEN", 3),
        ("EHC", 3),
        ("EHCPs", 4),
        ("SENCO", 2),
        ("SENCos", 2),
        ("SEND", 1),
        ("ADHD", 4),
        ("W", 1),
        ("WAGOLL", 2),
    ],
)
def test_short_capitals_are_said_letter_by_letter_unless_they_are_said_as_a_word(word: str, count: int) -> None:
    """As a parent would read them aloud."""
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("well-being", 3), ("child's", 1), ("parents’", 2), ("didn't", 2), ("don’t", 1), ("co-ordinator", 5)],
)
def test_parts_joined_by_hyphens_and_apostrophes_count_together(word: str, count: int) -> None:
    """Whatever apostrophe the file has."""
    assert syllables(word) == count
