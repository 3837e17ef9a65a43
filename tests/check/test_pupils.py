"""Pupils' names are masked in many wordings, and everybody else keeps theirs."""

import pytest
from tests.conftest import DocumentBuilder

from policykit.check.pupils import INITIALS_MASK, NAME_MASK, masked, pupils_in
from policykit.check.whole import check
from policykit.model.document import Document
from policykit.pipeline import catalogues
from policykit.read.kind import about
from policykit.report import json as as_json

NAMED = (
    ("Jack in Year 4 has a quiet corner.", "Jack"),
    ("Last year Amira, who is in Year 2, learned to read.", "Amira"),
    ("Tom (Year 6) uses a laptop.", "Tom"),
    ("Zara, Y5, has a timer on the desk.", "Zara"),
    ("Oliver in Reception has a visual timetable.", "Oliver"),
    ("One pupil, Kezhia, has joined the choir.", "Kezhia"),
    ("Our pupil Amira reads with a reading dog.", "Amira"),
    ("We once had a pupil called Bartholomew who was shy.", "Bartholomew"),
    ("A boy named Kit has a standing desk.", "Kit"),
    ("A girl, Saoirse, asked for a ramp.", "Saoirse"),
    ("The child, Tobias, now comes every day.", "Tobias"),
    ("One of our pupils, Ngozi, says that she likes the den.", "Ngozi"),
    ("One of the Year 3 children, Tariq, chose the books.", "Tariq"),
    ("Amelia, a pupil in Year 5, uses a hearing aid.", "Amelia"),
    ("Xanthe, one of our pupils with an EHC plan, told us so.", "Xanthe"),
    ("Rhys (a Year 2 child) has a chew toy.", "Rhys"),
    ("Pupil name: Amira Khan", "Amira Khan"),
    ("Name of child: Thomas Ashe", "Thomas Ashe"),
    ("Child's name: Lucasz", "Lucasz"),
    ("Case study: Imogen", "Imogen"),
    ("Case study 2 - Danilo (Year 5)", "Danilo"),
    ("Pupil profile: Shreya", "Shreya"),
    ("Yusuf's story", "Yusuf"),
    ("Jack's EHC plan was changed in May.", "Jack"),
    ("We rang Amira's mother every Friday.", "Amira"),
    ("Oscar's one-page profile hangs by the door.", "Oscar"),
    ("Ethan's teaching assistant sits beside him.", "Ethan"),
    ("Chloe has autism and likes trains.", "Chloe"),
    ("Mohammed has an EHC plan.", "Mohammed"),
    ("Sophie was diagnosed with dyslexia in March.", "Sophie"),
    ("For example, Jayden could not sit on the carpet.", "Jayden"),
    ("This year Freya joined the football club.", "Freya"),
    ("The assistant supports Isaac with dressing.", "Isaac"),
    ("Samir, aged 7, has a walking frame.", "Samir"),
    ("Ella is 9 years old and uses signs.", ""),
    ("A Year 4 pupil, Callum Reed, asked for the club.", "Callum Reed"),
    ("A Year 4 child (Matilda) feeds the hens.", "Matilda"),
    ("A young carer, Lewis, meets the nurse.", "Lewis"),
    ("Another student, Phoebe, wrote the leaflet.", "Phoebe"),
    ("Noah was assessed by the psychologist.", "Noah"),
    ("Ibrahim Malik in Year 9 has extra time.", "Ibrahim Malik"),
    ("Our youngest learner, Otis, has a wobble cushion.", "Otis"),
)
INITIALLED = (
    ("A pupil, T.B., has a den.", "T.B."),
    ("The child (A. K.) goes home at noon.", "A. K."),
    ("Student J.S. in Year 9 has a scribe.", "J.S."),
    ("Pupil initials: TB", "TB"),
    ("R.M. in Year 4 has a frame.", "R.M."),
    ("L.P. (Year 6) reads with a ruler.", "L.P."),
    ("A pupil, JB, has a den.", "JB"),
    ("Child KW is in the nurture group.", "KW"),
    ("MJ (Year 3) has a timer.", "MJ"),
)
INNOCENT = (
    "Mrs Jack in Year 4 leads maths.",
    "Miss Amira Khan, Year 2 teacher, runs the club.",
    "Our SENCO is Mrs A. Reed.",
    "Our SENCO, Amira Khan, is in school on Mondays.",
    "Amira Khan (SENCO) answers the telephone.",
    "Jack Brown, Year 4 teacher, runs the chess club.",
    "Jack (Year 4 teacher) and Sam (TA) plan together.",
    "The teacher, Jack, plans with the assistant.",
    "Teaching assistant Chloe Dean has been trained in signing.",
    "The governor for SEND is Tom Ashe.",
    "Contact Sarah Pike on 01632 960100.",
    "The chair of governors, Martin Lowe, has approved this.",
    "Dr Ella Stone, educational psychologist, visits each term.",
    "St Thomas in Year 4 is our patron's feast.",
    "St Mary's pupils join us for games.",
    "English in Year 4 is taught in sets.",
    "Phonics in Year 1 and Reception is daily.",
    "Parents in Year 6 are invited to an evening.",
    "Numicon in Year 2 helps with number.",
    "Willow in Year 3 is our quietest classroom.",
    "Every Child Matters was a programme of its time.",
    "The Pupil Premium pays for part of this.",
    "The Student Parliament meets fortnightly.",
    "Each pupil with an EHC plan has a key worker.",
    "The pupil, School and family agree the targets.",
    "A child, Year 4 or older, may bring a friend.",
    "One pupil in Reception has a hoist.",
    "Pupil A needed help with letters; Pupil B did not.",
    "A pupil with ADHD may stand at the back.",
    "A TA supports the pupil in class.",
    "Pupils in Year 6 sit the tests in May.",
    "The pupil, TA and teacher agree the targets.",
    "P.E. in Year 4 is outside.",
    "The L.E.A. in Year 2003 was another one.",
    "Child Protection Officer: Mr D. Hall.",
    "Mill Lane in Year 4 of the plan will have a ramp.",
    "Head of school: Grace Lamb. Deputy: Max Ward.",
    "Norfolk County Council publishes the local offer.",
    "Ring Amira's office on 01632 960100.",
    "Elklan and Makaton are used in Nursery.",
    "Read Write Inc in Year 1 is taught in small groups.",
    "Sir Robert Hale Academy, Year 7 admissions.",
    "The Student Support Officer meets families.",
    "A child may be called for a hearing test.",
    "Policy written by Olivia Dunn in Year 2 of the plan.",
    "Emily Frost leads our autism base and teaches in Year 5.",
)


def named_in(document: Document) -> list[str]:
    """Return the words that are taken for pupils' names."""
    return [document.blocks[one.block].text[one.start : one.end] for one in pupils_in(document)]


@pytest.mark.parametrize(("text", "name"), [pair for pair in NAMED if pair[1]], ids=lambda value: str(value)[:40])
def test_a_pupils_name_is_masked(doc: DocumentBuilder, text: str, name: str) -> None:
    """Whatever the wording, the name goes and the rest of the sentence stays."""
    document = doc("# SEND policy", text)
    assert named_in(document) == [name]
    assert masked(document).blocks[1].text == text.replace(name, NAME_MASK)


@pytest.mark.parametrize(("text", "name"), INITIALLED, ids=lambda value: str(value)[:40])
def test_a_pupils_initials_are_masked(doc: DocumentBuilder, text: str, name: str) -> None:
    """Initials tell who is meant as surely as a name does."""
    assert masked(doc("# SEND policy", text)).blocks[1].text == text.replace(name, INITIALS_MASK)


@pytest.mark.parametrize("text", INNOCENT, ids=lambda text: text[:40])
def test_everybody_else_keeps_their_name(doc: DocumentBuilder, text: str) -> None:
    """Staff, governors, saints, places, subjects and classes are no pupils."""
    document = doc("# SEND policy", text)
    assert named_in(document) == []
    assert masked(document) is document


def test_a_case_study_names_its_pupil_everywhere(doc: DocumentBuilder) -> None:
    """Under such a heading a first name that acts is the pupil's, and its teacher keeps hers."""
    document = masked(doc("# Case study", "Leo joined us in 2023. Mrs Reed met his mother. Now Leo reads."))
    assert document.blocks[1].text == f"{NAME_MASK} joined us in 2023. Mrs Reed met his mother. Now {NAME_MASK} reads."


def test_a_name_found_once_is_masked_everywhere_but_with_a_title_or_surname(doc: DocumentBuilder) -> None:
    """The same word may be a teacher's name elsewhere."""
    texts = ["Jack in Year 4 has a den.", "We asked Jack.", "Mrs Jack and Jack Brown plan it. Our TA, Jack, helps."]
    blocks = masked(doc("# SEND policy", *texts)).blocks
    assert [block.text for block in blocks[2:]] == [f"We asked {NAME_MASK}.", texts[2]]


def test_a_heading_and_what_stands_under_it_are_masked(doc: DocumentBuilder) -> None:
    """The place of a quote names its section, which must not tell the name either."""
    document = masked(doc("# SEND policy", "## Case study: Amira", "Amira reads."))
    assert document.section_of(2) == f"Case study: {NAME_MASK}"


def test_a_mask_still_leads_to_the_words_in_the_file(doc: DocumentBuilder) -> None:
    """Offsets stay: what is shown is the mask, what a comment is fixed to is the name."""
    document = masked(doc("# SEND policy", "We helped: Jack in Year 4 has a *den* now."))
    block = document.blocks[1]
    assert block.offsets is not None
    assert len(block.offsets) == len(block.text) + 1
    assert list(block.offsets) == sorted(block.offsets)
    start = block.text.index(NAME_MASK)
    assert block.raw[block.offsets[start] : block.offsets[start + len(NAME_MASK) - 1] + 1] == "Jack"


def test_no_report_holds_the_name() -> None:
    """Quotes, reasons and places come from the masked document alone."""
    from policykit.read import read_bytes

    text = (
        "# SEN Information Report\n\nMill Lane Primary School\n\n## Case study: Zebedee\n\n"
        "Zebedee's statement of special educational needs was reviewed in 2013.\n\n"
        "Our SENCO, Mrs Reed, meets Zebedee's parents each term. Ring 01632 960100.\n"
    )
    document = read_bytes(text.encode(), "policy.md")
    known = catalogues()
    from datetime import date

    report = check(document, about(document), known, date(2026, 11, 21))
    whole = as_json.to_text(as_json.to_json(report, known.checklist))
    assert "Zebedee" not in whole
    assert NAME_MASK in whole
    assert "Mrs Reed" in whole
