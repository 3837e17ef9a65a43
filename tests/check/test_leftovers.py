"""What should not be published, apart from blanks: names, dates, comments, properties."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.conftest import DocumentBuilder

from policykit.check.leftovers import find_leftovers
from policykit.check.pupils import masked
from policykit.model.document import Document, Gap, Layer
from policykit.model.finding import LeftoverFinding
from policykit.read.kind import about

TITLE = "# Millbrook Primary School SEN information report"
OWN = "At Millbrook Primary School we welcome every child. Millbrook Primary School is on Mill Lane."


def leftovers(document: Document) -> tuple[LeftoverFinding, ...]:
    """Return the leftovers of a document, judged as the check does."""
    return find_leftovers(masked(document), about(document))


def ids(found: Sequence[LeftoverFinding]) -> list[str]:
    """Return the kinds found."""
    return [one.id for one in found]


OTHER_SCHOOLS = [
    "At Harbour Lane Primary School we believe that all children can learn.",
    "Harbour Lane School is committed to inclusion.",
    "The governing body of Harbour Lane Primary School reviews this each year.",
    "This policy for Harbour Lane Academy was written with parents.",
    "Harbour Lane School's SEND policy is on the website.",
    "We hope you like it here. At Harbour Lane Primary School, our staff care.",
    "Harbour Lane Community College recognises that needs change.",
]
PARTNERS = [
    "We work closely with Harbour Lane Primary School, our nearest neighbour.",
    "Most of our children move on to Harbour Lane High School.",
    "At Harbour Lane High School, our partner, all new pupils have a buddy.",
    "Staff of Harbour Lane Special School visit us for outreach.",
    "We are part of the Harbour Lane Learning Trust.",
    "Our cluster includes Harbour Lane School and St Oswin Academy.",
    "Children transferring from Harbour Lane Infant School meet us in June.",
    "Harbour Lane Special School is committed to supporting us through outreach.",
    "The resource base hosted for Harbour Lane School is open to all.",
    "Our School is committed to inclusion.",
    "Each School is committed to inclusion.",
    "Millbrook School is committed to inclusion.",
    "At Millbrook, we care. The Millbrook Church of England Primary School is proud of its pupils.",
    "The headteacher of Harbour Lane High School attends the review.",
]


@pytest.mark.parametrize("text", OTHER_SCHOOLS)
def test_another_schools_name_in_the_place_of_its_own_is_found(doc: DocumentBuilder, text: str) -> None:
    """The trace of a text taken over."""
    found = leftovers(doc(TITLE, OWN, text))
    assert "other-school" in ids(found)
    one = next(one for one in found if one.id == "other-school")
    assert one.quote is not None
    assert one.quote.text.startswith("Harbour Lane")
    assert "Millbrook Primary School" in one.message


@pytest.mark.parametrize("text", PARTNERS)
def test_partners_feeders_and_trusts_belong_in_a_document(doc: DocumentBuilder, text: str) -> None:
    """So does the school's own name in another form."""
    assert ids(leftovers(doc(TITLE, OWN, text))) == []


def test_a_federation_speaks_of_several_schools_as_its_own(doc: DocumentBuilder) -> None:
    """Nothing is said there."""
    text = "The Two Rivers Federation runs both. At Harbour Lane Primary School we believe in play."
    assert ids(leftovers(doc(TITLE, OWN, text))) == []


TWO = [
    ("Our SENCO is Mrs A. Reed.", "For advice see our SENCO, Mr Tobias Vane."),
    ("SENCO: Mrs Reed", "SENDCO: Mr Vane"),
    ("Mrs Reed (SENCO)", "The SENCO is Mr Vane."),
    ("Mrs Reed is the SENCO.", "Special needs: Jo Vane (SENCO)"),
]
ONE = [
    ("Our SENCO is Mrs A. Reed.", "The SENCO, Mrs Reed, leads this."),
    ("Our SENCO is Mrs A. Reed.", "SENCO: Anna Reed"),
    ("Our SENCO is Mrs Reed.", "Our assistant SENCO is Mr Vane."),
    ("Our SENCO is Mrs Reed.", "The former SENCO, Mr Vane, is a governor now."),
    ("The primary SENCO is Mrs Reed.", "The secondary SENCO is Mr Vane."),
    ("Our SENCOs are Mrs Reed and Mr Vane.", "SENCO: Mrs Reed"),
    ("Our SENCO is Mrs Reed.", "The SEN governor is Mr Vane."),
    ("Our SENCO is Mrs Reed.", "The headteacher, Mr Vane, line-manages the SENCO."),
    ("The SENCO is Mrs Reed.", "In the absence of the SENCO, Mr Vane helps."),
    ("SENCO: Mrs Reed and Mr Vane (job share)", "SENCO: Mr Vane"),
    ("Until July the SENCO is Mrs Reed.", "From September 2026 the SENCO is Mr Vane."),
]


@pytest.mark.parametrize("pair", TWO)
def test_two_sencos_are_found(doc: DocumentBuilder, pair: tuple[str, str]) -> None:
    """The second place is shown, and the first named."""
    found = [one for one in leftovers(doc(TITLE, OWN, *pair)) if one.id == "two-sencos"]
    assert len(found) == 1
    assert found[0].quote is not None
    assert "Vane" in found[0].quote.text
    assert "Reed" in found[0].message


@pytest.mark.parametrize("pair", ONE)
def test_other_posts_and_the_same_person_twice_are_one_senco(doc: DocumentBuilder, pair: tuple[str, str]) -> None:
    """Assistants, phases, job shares, changes of post."""
    assert "two-sencos" not in ids(leftovers(doc(TITLE, OWN, *pair)))


@pytest.mark.parametrize(
    ("first", "second", "contradict"),
    [
        ("Next review: May 2027", "This report will be reviewed again in May 2028.", True),
        ("Next review due: 1 May 2027", "Next review: September 2027", True),
        ("Next review: May 2027", "Date of next review: 12 May 2027", False),
        ("Next review: May 2027", "Last reviewed: May 2026", False),
        ("Date of review: May 2026", "Next review: May 2027", False),
        ("Next review: May 2027", "Each plan is due for review in July 2026.", False),
    ],
)
def test_two_days_for_the_next_review_contradict_each_other(
    doc: DocumentBuilder, first: str, second: str, contradict: bool
) -> None:
    """A month and a day in it do not; nor does a bare date of review."""
    assert ("dates-contradict" in ids(leftovers(doc(TITLE, first, OWN, second)))) is contradict


@pytest.mark.parametrize(
    ("running", "contradict"),
    [
        ("Reviewed September 2021", True),
        ("Reviewed May 2026", False),
        ("SEN report May 2026", False),
        ("Page 3", False),
    ],
)
def test_a_running_line_that_was_not_brought_along_is_found(
    doc: DocumentBuilder, running: str, contradict: bool
) -> None:
    """Last year's footer under this year's report."""
    read = doc(TITLE, "Approved by governors: 20 April 2026", "Last reviewed: 12 May 2026", OWN, running)
    blocks = (*read.blocks[:-1], replace(read.blocks[-1], layer=Layer.FURNITURE))
    assert ("dates-contradict" in ids(leftovers(replace(read, blocks=blocks)))) is contradict


def test_comments_tracked_changes_and_hidden_words_are_the_files(doc: DocumentBuilder) -> None:
    """They have no passage, and a place in words."""
    gaps = tuple(Gap(where, "there", hides_text=False) for where in ("comments", "tracked changes", "hidden text"))
    found = leftovers(replace(doc(TITLE, OWN), gaps=gaps))
    assert ids(found) == ["comments", "tracked-changes", "hidden-text"]
    assert all(one.quote is None and one.where == "the file" for one in found)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("title", "SEN policy template", True),
        ("title", "Microsoft Word - Copy of SEN report.docx", True),
        ("title", "Model policy for schools", True),
        ("title", "Harbour Lane Primary School SEN policy", True),
        ("author", "Policies Ltd", True),
        ("author", "Harbour Lane School", True),
        ("title", "SEN information report", False),
        ("title", "Millbrook SEN policy", False),
        ("author", "Anna Reed", False),
        ("author", "Millbrook School", False),
        ("author", "office", False),
    ],
)
def test_a_title_or_author_that_gives_the_template_away_is_found(
    doc: DocumentBuilder, key: str, value: str, told: bool
) -> None:
    """The file's own facts, which browsers show."""
    found = leftovers(replace(doc(TITLE, OWN), properties={key: value}))
    assert ("template-properties" in ids(found)) is told


def test_a_pupil_is_told_by_the_place_and_never_by_the_name(doc: DocumentBuilder) -> None:
    """The name itself is masked."""
    text = "For example, Jadon, a pupil with dyslexia in Year 4, has a reading pen."
    found = leftovers(doc(TITLE, OWN, text))
    assert ids(found) == ["pupil-named"]
    assert found[0].quote is not None
    assert "Jadon" not in repr(found)


def test_leftovers_come_in_the_documents_order_with_their_place(doc: DocumentBuilder) -> None:
    """A blank far down comes after another school's name above it."""
    found = leftovers(doc(TITLE, OWN, "At Harbour Lane School we care.", "SENCO: [insert name]"))
    assert ids(found) == ["other-school", "placeholder"]
