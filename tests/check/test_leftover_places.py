"""Where comments, tracked changes and hidden words stand in a Word file, told without their own words."""

from tests.read.word_parts import paragraph, run, word_file

from policykit.check.leftovers import find_leftovers
from policykit.check.pupils import masked
from policykit.read import read_bytes
from policykit.read.kind import about

STYLES = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>"
DELETED = "<w:del><w:r><w:delText>SECRET</w:delText></w:r></w:del>"
COMMENTED = '<w:r><w:commentReference w:id="0"/></w:r>'
MARGIN = f'<w:comment w:id="0">{paragraph("SECRET")}</w:comment>'


def told(body: str, **parts: str) -> dict[str, str]:
    """Return the message of each leftover of a Word file by its id."""
    document = read_bytes(word_file(body, {"styles": STYLES, **parts}), "policy.docx")
    return {one.id: one.message for one in find_leftovers(masked(document), about(document))}


def test_each_is_told_with_its_section_and_the_words_beside_it() -> None:
    """The words are those on the page; what was deleted, hidden or said in the margin is not repeated."""
    found = told(
        paragraph("Whom to ask", "H1")
        + f"<w:p>{run('Ring the office and ask for Mrs Shaw first.')}{HIDDEN}</w:p>"
        + paragraph("Money", "H1")
        + f"<w:p>{run('We spend it well.')}{DELETED}{COMMENTED}</w:p>",
        comments=MARGIN,
    )
    assert found["hidden-text"].endswith("Where: in “Whom to ask”, by “Ring the office and ask for…”.")
    assert found["tracked-changes"].endswith("Where: in “Money”, by “We spend it well.”.")
    assert found["comments"].endswith("Where: in “Money”, by “We spend it well.”.")
    assert not any("SECRET" in message for message in found.values())


def test_what_has_no_words_left_is_told_by_the_words_before_it() -> None:
    """A paragraph that is hidden whole and a row that was deleted whole leave nothing of their own to name."""
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>"
    gone = row.format("<w:del/>", paragraph("SECRET"))
    found = told(
        f"<w:p>{HIDDEN}</w:p>"
        + paragraph("Every child is welcome.")
        + f"<w:p>{HIDDEN}</w:p>"
        + f"<w:tbl>{row.format('', paragraph('Ask us.'))}{gone}{gone}</w:tbl>"
    )
    assert found["hidden-text"].endswith("Where: at the very top; by “Every child is welcome.”.")
    assert found["tracked-changes"].endswith("Where: by “Ask us.”.")


def test_ten_places_are_told_and_the_rest_counted() -> None:
    """Two changes in one paragraph are one place."""
    body = "".join(f"<w:p>{run(f'Paragraph {number}.')}{DELETED}{DELETED}</w:p>" for number in range(12))
    message = told(body)["tracked-changes"]
    assert message.count("“Paragraph ") == 10
    assert message.endswith("by “Paragraph 9.”; and in 2 more places.")


def test_a_comment_that_hangs_on_nothing_is_still_told() -> None:
    """Without a place there is the file alone."""
    message = told(paragraph("Every child is welcome."), comments=MARGIN)["comments"]
    assert message == "The file holds comments in its margin, which readers can open."
