"""What is printed where: words, lists, links, gaps with their comments, proposals with their marks, the tables at the end."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.draft.conftest import ON, complete_answers

from policykit.draft.fields import Standing, TextBlock, blocks_of, printable, shortened
from policykit.draft.render import Rendered, render
from policykit.draft.templates import Template, template_of
from policykit.draft.words import PROPOSED_MARK
from policykit.model.drafting import Answer, Answers, School, State, TakenFrom
from policykit.model.law import Phase, SchoolType
from policykit.pipeline import catalogues

PRIMARY = School(SchoolType.MAINSTREAM, Phase.PRIMARY)
Own = Callable[..., Template]


def lines(made: Rendered) -> list[str]:
    """Return the words of each paragraph of the body that has some."""
    return [one.text for one in Document(io.BytesIO(made.content)).paragraphs if one.text]


def made_of(template: Template, **given: str | Answer) -> Rendered:
    """Return what the template makes of those answers of a primary school."""
    answers = {name: one if isinstance(one, Answer) else Answer(one) for name, one in given.items()}
    return render(Answers(PRIMARY, answers), template, ON)


def comments(made: Rendered) -> list[str]:
    """Return the words of every comment."""
    return [comment.text for comment in Document(io.BytesIO(made.content)).comments]


def test_an_answer_becomes_paragraphs_and_list_items(own_template: Own) -> None:
    """An empty line ends a paragraph, a dash begins an item."""
    made = made_of(own_template("{{ teaching }}"), teaching="We teach\nin steps.\n\n- with pictures\n- with signs")
    paragraphs = Document(io.BytesIO(made.content)).paragraphs
    assert [(one.text, one.style.name if one.style else "") for one in paragraphs] == [
        ("We teach in steps.", "Normal"),
        ("with pictures", "List Bullet"),
        ("with signs", "List Bullet"),
    ]


def test_an_answer_within_a_sentence_stays_in_it(own_template: Own) -> None:
    """The words around it are the template's."""
    assert lines(made_of(own_template("Ask {{ senco_name }} first."), senco_name="Mr Lowe")) == ["Ask Mr Lowe first."]


def test_a_gap_is_a_coloured_mark_with_a_comment_and_stands_in_the_list_at_the_end(own_template: Own) -> None:
    """Nothing is said for the school, and nobody can overlook it."""
    made = made_of(own_template("Our SENCO is {{ senco_name }}."))
    assert lines(made) == [
        "Our SENCO is [TO CONFIRM: Who is your SENCO?].",
        "Still to confirm",
        "[TO CONFIRM: Who is your SENCO?]",
    ]
    run = next(one for one in Document(io.BytesIO(made.content)).paragraphs[0].runs if "CONFIRM" in one.text)
    assert str(run.font.color.rgb) == "9C1C1C"
    assert "For example: Mrs Amina Hartley" in comments(made)[0]
    assert [one.question.id for one in made.standing(Standing.GAP)] == ["senco_name"]


def test_a_proposal_prints_with_its_mark_and_its_comment_says_where_it_was_found(own_template: Own) -> None:
    """So that nobody takes an old text for a confirmed one."""
    source = (TakenFrom("policy-2015.docx", 3, "Teaching"),)
    answer = Answer("We teach.", State.PROPOSED, source, ("'statement' is out of date",))
    made = made_of(own_template("{{ teaching }}"), teaching=answer)
    assert lines(made)[0] == f"{PROPOSED_MARK} We teach."
    assert 'Found in policy-2015.docx, page 3, under "Teaching".' in comments(made)[0]
    assert "'statement' is out of date." in comments(made)[0]


def test_letters_that_no_document_holds_do_not_stop_the_comments_nor_the_crosswalk(own_template: Own) -> None:
    """Notes and sources come from other programs' files as they are."""
    source = (TakenFrom("old\x07.docx", 3, "Teach\x0bing"),)
    answer = Answer("We teach.", State.PROPOSED, source, ("Look\x1f at \ue000this",))
    answers = Answers(PRIMARY, {"teaching": answer})
    requirements = [one for one in catalogues().checklist.requirements if one.id == "sch1.3c"]
    made = render(answers, own_template("{{ teaching }}"), ON, requirements)
    assert "Look at this." in comments(made)[0]
    assert "old.docx, page 3" in comments(made)[0]


def test_what_may_be_left_out_is_left_out_when_a_person_says_so(own_template: Own) -> None:
    """A should can be skipped, a must cannot."""
    template = own_template("{%p if looked_after %}", "{{ looked_after }}", "{%p endif %}", "{{ teaching }}")
    skipped = Answer("", State.SKIPPED)
    made = made_of(template, looked_after=skipped, teaching=skipped)
    assert [one.question.id for one in made.standing(Standing.GAP)] == ["teaching"]


def test_addresses_become_links_and_the_full_stop_after_one_does_not(own_template: Own) -> None:
    """A reader can follow them, in Word and in what is made of it."""
    made = made_of(own_template("{{ complaints }}"), complaints="Go to www.example.org/a. Or write to a@example.org.")
    document = Document(io.BytesIO(made.content))
    targets = [link.url for link in document.paragraphs[0].hyperlinks]
    assert targets == ["https://www.example.org/a", "mailto:a@example.org"]
    assert document.paragraphs[0].text == "Go to www.example.org/a. Or write to a@example.org."


def test_the_file_knows_its_title_and_language_and_no_template_author() -> None:
    """An ampersand in the school's name is one ampersand."""
    made = render(complete_answers("primary"), template_of("schedule-1"), ON)
    core = Document(io.BytesIO(made.content)).core_properties
    assert core.title == "Hollybank Primary School & Nursery: SEN information report"
    assert core.language == "en-GB"
    assert core.author == ""


def test_the_school_stands_at_the_foot_of_each_page() -> None:
    """Fields in headers and footers are filled too."""
    made = render(complete_answers("primary"), template_of("schedule-1"), ON)
    footer = Document(io.BytesIO(made.content)).sections[0].footer.paragraphs[0].text
    assert footer.startswith("Hollybank Primary School & Nursery – SEN information report")


def test_the_contents_are_links_to_every_heading() -> None:
    """A link that leads nowhere is worse than none."""
    document = Document(io.BytesIO(render(complete_answers("primary"), template_of("schedule-1"), ON).content))
    xml = document.element.xml
    anchors = re.findall(r'w:anchor="(_Toc\d+)"', xml)
    assert anchors
    assert anchors == re.findall(r'w:bookmarkStart[^>]*w:name="(_Toc\d+)"', xml)
    assert "ContentsTOC" not in xml


def test_the_crosswalk_says_where_each_requirement_stands_and_where_its_words_come_from() -> None:
    """For a governor or an adviser who ticks off the law."""
    answers = complete_answers("primary")
    found = TakenFrom("policy-2015.docx", 2)
    teaching = Answer("We teach in steps.", State.CONFIRMED, (found,))
    wanted = [one for one in catalogues().checklist.requirements if one.id in {"sch1.3c", "sch1.9"}]
    changed = Answers(answers.school, answers.given | {"teaching": teaching, "complaints": Answer("")})
    made = render(changed, template_of("schedule-1"), ON, wanted)
    table = Document(io.BytesIO(made.content)).tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1][1:] == ["How will my child be taught?", "policy-2015.docx, page 2"]
    assert "Schedule 1, paragraph 3(c)" in rows[1][0]
    assert rows[2][1:] == ["What if I am not happy?", "still to confirm"]


def test_a_template_without_a_place_for_a_must_is_told(own_template: Own) -> None:
    """Else an answer would get lost without a word."""
    made = made_of(own_template("{{ teaching }}"), teaching="We teach.", complaints="Write to us.")
    assert "complaints" in [one.id for one in made.unplaced]


def test_the_same_answers_give_the_same_words_and_dates() -> None:
    """Nothing is taken from the clock."""
    first, second = (made_of(template_of("schedule-1")) for _ in range(2))
    assert parts(first) == parts(second)


def parts(made: Rendered) -> dict[str, bytes]:
    """Return the parts of the archive."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_summary_holds_whole_first_sentences() -> None:
    """Short, and never cut in the middle."""
    text = f"{'We help. ' * 3}{'Then we go on and on ' * 14}. Last.\n\nMore."
    assert shortened(text) == (TextBlock("We help. We help. We help."),)


def test_a_summary_keeps_the_list_that_a_sentence_leads_to() -> None:
    """Half a sentence says nothing."""
    text = "We support pupils with\n\n- autism\n- dyslexia\n\nMore."
    items = (TextBlock("autism", is_item=True), TextBlock("dyslexia", is_item=True))
    assert shortened(text) == (TextBlock("We support pupils with"), *items)


NASTY = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.sampled_from(
        [
            "{{ x }}",
            "{% if %}",
            "a & b <c>",
            "{_{ }_}",
            "\u202eabc",
            "]]>",
            "\x00\x07",
            "- a\n- b",
            "\ue000\ue101\ue002",
        ]
    ),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NASTY, words=st.lists(NASTY, max_size=4))
def test_a_document_says_what_is_in_the_answers_and_the_template_and_nothing_else(
    own_template: Own, name: str, words: list[str]
) -> None:
    """Whatever a person writes: braces, ampersands, controls, letters from right to left."""
    text = "\n".join(words)
    made = made_of(own_template("Ask {{ senco_name }}!", "{{ teaching }}", "End."), senco_name=name, teaching=text)
    assert lines(made) == [*expected(name, text)]


def expected(name: str, text: str) -> Iterator[str]:
    """Return the lines a document has to have, from the answers as they are."""
    gaps: list[str] = []
    said = " ".join(block.text for block in blocks_of(printable(name).strip()))
    gaps += [] if said else ["[TO CONFIRM: Who is your SENCO?]"]
    yield f"Ask {said or gaps[0]}!"
    blocks = [block.text for block in blocks_of(printable(text).strip())]
    gaps += [] if blocks else ["[TO CONFIRM: How do you teach pupils with special educational needs?]"]
    yield from blocks or gaps[-1:]
    yield "End."
    yield from ["Still to confirm", *gaps] if gaps else []


def test_every_header_row_of_a_table_is_marked_as_one() -> None:
    """A screen reader says the column with each cell."""
    for name in ("schedule-1", "accessibility-plan"):
        document: Any = Document(io.BytesIO(made_of(template_of(name)).content))
        assert document.tables
        assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
