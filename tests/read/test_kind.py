"""What a document is: its title, school, kind and nation, told from its text and from nothing else."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tests.conftest import DocumentBuilder

from policykit.model.document import Block, BlockKind, Document, Layer, Origin
from policykit.read import read, read_bytes
from policykit.read.kind import about

ON_SEN = "Pupils with SEND are helped by the SENCO, who meets their parents each term and writes a support plan. "
ON_BEHAVIOUR = "Pupils walk in the corridors, line up when the bell goes and hand in their phones at the gate. "
ON_SCHOOL = (
    "School uniform is grey and green. School dinners cost two pounds. The school day starts at nine. Term dates are on "
    "the board. Homework is set on Fridays. Jewellery is not worn. Please ring if your child is absent; attendance matters. "
)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("# SEND Policy",), "policy"),
        (("# Special Educational Needs Policy",), "policy"),
        (("# Policy for Pupils with Disabilities and/or Special Educational Needs",), "policy"),
        (("# Inclusion Policy",), "policy"),
        (("# SEN Information Report 2026",), "information-report"),
        (("# Our Local Offer",), "information-report"),
        (("# SEND Policy and Information Report",), "combined"),
        (("# SEND POLICY + INFORMATION REPORT (one document)",), "combined"),
        (("# Accessibility Plan 2024-2027",), "accessibility-plan"),
        (("Accessibility", "Policy", "(February 2019)"), "accessibility-plan"),
        (("# School Prospectus",), "prospectus"),
        (("# Staff handbook, section 7", "**Policy for Special Educational Needs**"), "policy"),
        (("# Welcome", "This page is our SEN information report. Please read it."), "information-report"),
        (("# SEND Policy", "This policy also serves as our SEN information report."), "combined"),
        (("# SEND Policy", "This document serves as our policy and as the SEN information report."), "combined"),
        (("# SEND Policy", "This policy includes a link to our SEN information report."), "policy"),
        (("# SEND Policy", "Read this policy beside our SEN information report."), "policy"),
    ],
)
def test_the_title_tells_the_kind(doc: DocumentBuilder, lines: tuple[str, ...], kind: str) -> None:
    """A title says what a document is, unless the text says that it does two jobs."""
    assert about(doc(*lines, ON_SEN * 30)).kind == kind


@pytest.mark.parametrize(
    "title",
    [
        "Behaviour Policy",
        "Admissions Policy 2026-27",
        "Equality, Diversity and Inclusion Policy",
        "Supporting students in school with medical conditions",
        "Summer Newsletter",
        "Charging Policy",
    ],
)
def test_a_document_plainly_on_something_else_says_so(doc: DocumentBuilder, title: str) -> None:
    """Title and body both say so: the kind is other, and the sentence at the top gives the way out."""
    seen = about(doc(f"# {title}", ON_BEHAVIOUR * 30))
    assert seen.kind == "other"
    assert title in seen.foreign
    assert "--kind" in seen.foreign


@pytest.mark.parametrize(
    "blocks",
    [
        ("# Behaviour Policy", ON_SEN * 30),
        ("# Behaviour and SEND Policy", ON_BEHAVIOUR * 30),
        ("# Our curriculum", ON_BEHAVIOUR * 3),
        ("# Admission arrangements", ON_BEHAVIOUR * 5),
        ("# Complaints", ON_BEHAVIOUR * 5),
    ],
)
def test_in_doubt_a_document_is_checked(doc: DocumentBuilder, blocks: tuple[str, ...]) -> None:
    """A title alone, or a short text, is no ground for leaving everything out."""
    seen = about(doc(*blocks))
    assert seen.kind != "other"
    assert seen.foreign == ""


def test_a_given_kind_forces_the_check(doc: DocumentBuilder) -> None:
    """Who says what a document is knows better."""
    seen = about(doc("# Behaviour Policy", ON_BEHAVIOUR * 30), kind="policy")
    assert (seen.kind, seen.kind_why, seen.foreign) == ("policy", "as you told it", "")


def test_sen_among_uniform_and_dinners_is_a_prospectus(doc: DocumentBuilder) -> None:
    """A chapter on SEN among a school's other matters stands in a prospectus."""
    assert about(doc("# Mill Lane School", ON_SCHOOL * 6, "## Special needs", ON_SEN)).kind == "prospectus"


def test_questions_of_a_report_make_a_report(doc: DocumentBuilder) -> None:
    """Without a title, the questions that it answers tell an information report."""
    questions = (
        "## How will the school know if my child needs extra help?",
        ON_SEN,
        "## How will I know how my child is doing?",
        ON_SEN,
        "## What support will there be for my child's wellbeing?",
        ON_SEN,
        "## How will my child join in activities outside the classroom?",
        ON_SEN,
        "## How will the school prepare my child for joining the school or the next stage?",
        ON_SEN,
    )
    assert about(doc(*questions)).kind == "information-report"


def test_a_short_text_without_a_title_is_a_fragment(doc: DocumentBuilder) -> None:
    """Too little to tell is said so."""
    assert about(doc(ON_SEN)).kind == "fragment"


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        (
            (
                "Under the ALN Act our ALNCo writes an individual development plan (IDP) for each learner with additional learning "
                "needs. Estyn visited us."
            ),
            "wales",
        ),
        (
            (
                "Pupils with additional support needs (ASN) may have a co-ordinated support plan under the Education (Additional "
                "Support for Learning) (Scotland) Act 2004."
            ),
            "scotland",
        ),
        (
            (
                "The Education Authority decides under SENDO 2005. Our Learning Support Co-ordinator writes a personal learning "
                "plan. ETI inspects schools in Northern Ireland."
            ),
            "northern-ireland",
        ),
    ],
)
def test_another_nations_document_is_not_judged_by_english_law(doc: DocumentBuilder, text: str, nation: str) -> None:
    """Words of another nation's law, several and more than England's, make it foreign."""
    seen = about(doc("# Inclusion Policy", text * 4))
    assert (seen.nation, seen.kind) == (nation, "other")
    assert "law of England" in seen.foreign
    assert about(doc("# Inclusion Policy", text * 4), kind="policy").foreign == ""


@pytest.mark.parametrize(
    "text",
    [
        "Some pupils come from Wales and may have an individual development plan (IDP) instead of an EHC plan.",
        "We follow the Code of Practice for England and Wales of 2001. Pupils are at School Action.",
        "Additional learning needs are met in class. The SENCO leads and EHC plans are reviewed each year.",
    ],
)
def test_a_mention_of_another_nation_is_not_enough(doc: DocumentBuilder, text: str) -> None:
    """An English school near a border stays English."""
    assert about(doc("# SEND Policy", text * 3)).nation == "england"


@pytest.mark.parametrize(
    ("text", "school_type"),
    [
        ("Oak Hill Special School takes pupils from 4 to 19.", "special"),
        ("We are a special school for pupils with autism.", "special"),
        ("Tannery Lane Pupil Referral Unit teaches pupils for a term or two.", "pru"),
        ("We are an alternative provision academy.", "ap"),
        ("Duck Pond Nursery School is a place to play.", "nursery"),
        ("Duck Pond Primary and Nursery School is a place to play.", "mainstream"),
        ("We are a selective independent day school.", "independent"),
        ("Harbour Sixth Form College has 900 students.", "16-19"),
        ("Little Owls Pre-school is open each morning.", "early-years"),
        ("Mill Lane Primary School works with the local special school.", "mainstream"),
        ("We are a mainstream school with links to a pupil referral unit.", "mainstream"),
        ("We are next to a special school and share its pool.", "mainstream"),
        ("Parents can get independent advice. We help pupils to be independent learners.", "mainstream"),
        ("We are not a special school.", "mainstream"),
    ],
)
def test_the_school_type_is_what_it_says_of_itself(doc: DocumentBuilder, text: str, school_type: str) -> None:
    """A neighbour's type is never taken for the school's own."""
    assert about(doc("# SEND Policy", text, ON_SEN)).school_type == school_type


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("Mill Lane Primary School", "primary"),
        ("Mill Lane Junior School", "primary"),
        ("Ravens High School", "secondary"),
        ("Tollgate Academy: students in Year 8, Year 9 and Year 10 choose their GCSE subjects.", "secondary"),
        ("Tollgate Academy: children in Reception, Year 1 and Year 2 learn phonics.", "primary"),
        ("Bridge Academy is an all-through school.", "all-through"),
        ("Harbour Sixth Form College", "16-19"),
        ("Tollgate Academy helps everyone.", ""),
    ],
)
def test_the_phase_is_told_by_name_and_years(doc: DocumentBuilder, text: str, phase: str) -> None:
    """Where the text does not tell, nothing is guessed."""
    assert about(doc("# SEND Policy", text)).phase == phase


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("St Mary's Church of England Primary School", "St Mary's Church of England Primary School"),
        ("Welcome to Harbour Lane Primary School, where every child counts.", "Harbour Lane Primary School"),
        ("PINFOLD ROAD JUNIOR SCHOOL", "Pinfold Road Junior School"),
        ("Our School is happy. The Governors of the School met.", ""),
    ],
)
def test_the_school_is_named_as_it_names_itself(doc: DocumentBuilder, text: str, school: str) -> None:
    """The name stands at the head; general words are no name."""
    assert about(doc("# SEND Policy", text, ON_SEN)).school == school


def test_a_neighbour_named_once_is_not_the_school(doc: DocumentBuilder) -> None:
    """A name far down the text, once, is as likely another school's."""
    filler = [ON_SEN] * 12
    assert about(doc("# SEND Policy", *filler, "Pupils go on to Wexley College.")).school == ""


def test_given_values_win(doc: DocumentBuilder) -> None:
    """What a person says is taken, and the reason says that she said it."""
    seen = about(
        doc("# SEND Policy", "Mill Lane Primary School"), school_type="special", phase="secondary", nation="wales"
    )
    assert (seen.school_type, seen.phase, seen.nation) == ("special", "secondary", "wales")
    assert seen.school_type_why == seen.phase_why == "as you told it"


def test_a_running_header_may_hold_the_title() -> None:
    """Where the first page starts with a table, the header on every page says what it is."""
    blocks = (
        Block(0, BlockKind.PARAGRAPH, "SEND INFORMATION REPORT", Layer.FURNITURE),
        Block(1, BlockKind.CELL, "Date of Policy Issue/Review"),
        Block(2, BlockKind.PARAGRAPH, ON_SEN * 4),
    )
    seen = about(Document(Origin("report.pdf", "0" * 64, "pdf"), blocks))
    assert (seen.title, seen.kind) == ("SEND INFORMATION REPORT", "information-report")


def test_other_documents_in_a_list_are_not_the_title(doc: DocumentBuilder) -> None:
    """A list of associated documents with a SEND policy in it does not make a behaviour policy one."""
    seen = about(
        doc("# Behaviour Policy", "- SEND policy and information report", "- Uniform policy", ON_BEHAVIOUR * 30)
    )
    assert seen.kind == "other"


def test_a_document_without_a_word_is_not_foreign() -> None:
    """Nothing read is no ground to say that it is about something else."""
    seen = about(read_bytes(b"1 2 3", "pictures.txt"))
    assert (seen.kind, seen.foreign, seen.title) == ("fragment", "", "")


REAL = {
    "park-2017-policy.pdf": "policy",
    "park-2019-report.pdf": "information-report",
    "park-accessibility.pdf": "accessibility-plan",
    "park-behaviour.pdf": "other",
    "park-equality.pdf": "other",
    "park-medical-conditions.pdf": "other",
    "werrington.txt": "policy",
    "wigmore.txt": "prospectus",
    "wirksworth.txt": "policy",
}


@pytest.mark.parametrize("name", REAL)
def test_real_documents_are_told(shared: Path, name: str) -> None:
    """Documents as schools publish them."""
    assert about(read(shared / "real" / name)).kind == REAL[name]


def test_no_short_text_is_left_out(shared: Path) -> None:
    """Short texts are always checked, in England, and never called a special school's on a word."""
    for path in sorted((shared / "short").glob("*.txt")):
        seen = about(read(path))
        assert (seen.foreign, seen.nation) == ("", "england"), path.name
        assert seen.kind in {"fragment", "policy", "information-report", "prospectus"}, path.name
        assert seen.school_type != "special", path.name
        assert YAML(typ="safe").load(path.with_suffix(".yaml").read_text(encoding="utf-8"))["kind"] != "other"
