"""Blanks that nobody filled in, and the wordings that only look like them."""

from collections.abc import Callable

import pytest
from tests.conftest import DocumentBuilder

from policykit.check.placeholders import blanks_in
from policykit.model.document import Block, BlockKind

BLANKS = [
    ("Our SENCO is [insert name].", "[insert name]"),
    ("Ring [telephone number] for help.", "[telephone number]"),
    ("Approved by [Name of committee] on [Date].", "[Name of committee]"),
    ("The local offer is here: [link to be added].", "[link to be added]"),
    ("[Describe the school's own arrangements here.]", "[Describe the school's own arrangements here.]"),
    ("[Schools may wish to insert their own vision.]", "[Schools may wish to insert their own vision.]"),
    ("Complaints go to the [class teacher / SENCO / headteacher].", "[class teacher / SENCO / headteacher]"),
    ("The SENCO has [x] years of experience and [xx] hours.", "[xx]"),
    ("[your school] welcomes every child.", "[your school]"),
    ("[School name] welcomes every child.", "[School name]"),
    ("Please ask [SENCO name] first.", "[SENCO name]"),
    ("The governor is <insert name>.", "<insert name>"),
    ("Welcome to <school name>.", "<school name>"),
    ("Welcome to <<School>>.", "<<School>>"),
    ("See the council's page (add hyperlink).", "(add hyperlink)"),
    ("The plan (insert link to the plan here) is on our website.", "(insert link to the plan here)"),
    ("The headteacher or principal (delete as appropriate) decides.", "(delete as appropriate)"),
    ("His or her (delete as applicable) teacher helps.", "(delete as applicable)"),
    ("Mrs Ash, Mr Oak - delete where applicable.", "delete where applicable"),
    ("The drop-in is on Mondays (time to be confirmed).", "(time to be confirmed)"),
    ("Dear {{parent_name}}, welcome.", "{{parent_name}}"),
    ("Welcome to {school_name}.", "{school_name}"),
    ("Welcome to \u00abSchoolName\u00bb.", "\u00abSchoolName\u00bb"),
    ("Lorem ipsum dolor sit amet.", "Lorem ipsum dolor sit amet"),
    ("INSERT SCHOOL NAME has a caring ethos.", "INSERT SCHOOL NAME "),
    ("Our SEN governor: TBC", "TBC"),
    ("Telephone: XXXXX XXXXXX.", "XXXXX XXXXXX"),
    ("Our SENCO is Mrs XX.", "Mrs XX"),
    ("The SENCO is Mrs XXXX and she helps.", "Mrs XXXX"),
    ("SEN policy 20XX", "20XX"),
    ("Ring 01632 xxxxxx to ask.", "01632 xxxxxx"),
    ("Our SENCO is ???.", "???"),
    ("Date of last review: ____________", "____________"),
    ("SENCO: ...............", "..............."),
    ("Details to follow.", "Details to follow."),
    ("To be confirmed", "To be confirmed"),
    ("Click or tap here to enter text.", "Click or tap here to enter text"),
    ("Choose an item.", "Choose an item"),
]
INNOCENT = [
    "Families come from Year 2 [see section 4] onwards.",
    "The school named in the plan [section I] has to admit the child.",
    "The Code [2015] says so.",
    "[Added November 2010] The Equality Act came in.",
    "[Section revised in May. Old paragraph 12.2 deleted.]",
    "The law says that 'the child [has] a greater difficulty'.",
    "He wrote 'the childrens [sic] needs'.",
    "We read [1] and [2] and note [a].",
    "[form not included in this version]",
    "Signed: ____________ (Chair of Governors)",
    "Signature of parent: ..............",
    "Pupil's name: ________________ Class: ____",
    "I agree that my child ____________ may take part.",
    "Can you.....? Please, could you?",
    "We learn step by step... and never give up.",
    "What is SEN?? How do we help?",
    "Pupils in Year X move on to Year Y when ready.",
    "A child, let us say Child X, may find reading hard.",
    "A boy with XXY syndrome, and fragile X, may need help.",
    "Jumpers come in XL and XXL.",
    "Chapter XXX of the book, Part XX of the Act and Louis XIV.",
    "To help families <https://www.example.org/offer> lists services.",
    "Write to <office@example.org> for a copy.",
    "Progress of < 3 points and > 5 points is looked at.",
    "We add names to the register when parents agree.",
    "Teachers insert a visual timetable in each classroom.",
    "Parents are asked to name a school (a special school, for example).",
    "The plan (to be reviewed every term) names who helps.",
    "The date of the meeting will be confirmed by letter.",
    "Parents may add details of their own to the profile (add as much as you like).",
    "We delete records as the law requires.",
    "Support may be added (details are in our offer).",
    "A pupil may list three things (list them together).",
    "Pupils work in a group and/or alone [as in the plan].",
    "Ring 0800 123 4567 (24 hours).",
    "The SENCO (name and number below) will help.",
    "We use {curly} thinking maps.",
    "Lots of love from us all xxx",
    "The school's name and crest are on the sign.",
    "An example school day: reading, number, play.",
    "How is my child's name used here?",
    "[a pupil] was given extra time.",
    "TBAP and CAMHS work with us.",
    "We value each child's own way [of thinking] most.",
]


@pytest.mark.parametrize(("text", "blank"), BLANKS)
def test_a_blank_is_found_where_it_stands(text: str, blank: str) -> None:
    """With its own words, no more and no less."""
    assert blank in [text[start:end] for start, end in blanks_in(Block(0, BlockKind.PARAGRAPH, text))]


@pytest.mark.parametrize("text", INNOCENT)
def test_ordinary_wordings_are_no_blanks(text: str) -> None:
    """A false alarm on every page would teach people to pass over the true ones."""
    assert [text[start:end] for start, end in blanks_in(Block(0, BlockKind.PARAGRAPH, text))] == []


def test_a_link_in_markdown_is_no_blank(doc: DocumentBuilder) -> None:
    """Its brackets are not in the text once it is read."""
    document = doc("Read [our offer](https://example.org/offer) first.")
    assert not list(blanks_in(document.blocks[0]))


@pytest.mark.parametrize(
    "text",
    [
        *("Delete as appropriate", "lorem ipsum dolor", "Insert your school name here", "your school's name here"),
        *(
            "click here to enter text",
            "Choose an item",
            "Anytown School policy",
            "your school is committed",
            "TELEPHONE: ____",
        ),
    ],
)
@pytest.mark.parametrize("written", [str, str.lower, str.upper])
def test_a_phrase_is_a_blank_however_it_is_written(text: str, written: Callable[[str], str]) -> None:
    """Small letters or capitals make no difference."""
    assert list(blanks_in(Block(0, BlockKind.PARAGRAPH, written(text))))
