"""One hand-made report with every status, severity and kind of trouble, and the small checklist behind it."""

import re
from dataclasses import replace
from datetime import date

from policykit.model.catalogues import Catalogues
from policykit.model.document import (
    Block,
    BlockKind,
    Document,
    Gap,
    HowRead,
    Layer,
    Origin,
    PageRead,
    ScannedWord,
    Span,
)
from policykit.model.expression import Expression
from policykit.model.finding import (
    About,
    Acceptance,
    AcceptanceState,
    Counts,
    DateFinding,
    Finding,
    LeftoverFinding,
    LinkFinding,
    Quote,
    Report,
    Severity,
    StaleFinding,
    Status,
    WrongLawFinding,
)
from policykit.model.law import (
    Basis,
    BoardQuestion,
    Checked,
    Checklist,
    Citation,
    Duty,
    Element,
    InForce,
    Phase,
    Publish,
    Requirement,
    SchoolType,
    Source,
)
from policykit.model.plain import PlainCatalogue
from policykit.model.stale import Narrative, StaleCatalogue, StaleCues, StaleReference, Successor, WrongLaw

DAY = date(2026, 11, 21)
_COVERED = (SchoolType.MAINSTREAM, SchoolType.NURSERY, SchoolType.SPECIAL)
_EXPECTED = (SchoolType.PRU, SchoolType.AP, SchoolType.SIXTEEN_NINETEEN)
_EVERY = tuple(SchoolType)
_TEXTS = (
    ("SEN Information Report", 1),
    ("Mill Lane Primary School is a school for children from 4 to 11.", 1),
    ("1 Who can help", 1),
    ("Our SENCO is Mrs A. Reed. Ring the office on 01632 960100.", 1),
    ("The Parent Partnership Service supports families.", 2),
    ("2 Children who need more", 2),
    ("Children with a statement of SEN have a review each year. A statement is kept in the office.", 2),
    ("We were proud to replace School Action in 2014.", 2),
    ("We must spend £6,000 before we may ask for an assessment.", 4),
    ("Next review: September 2025", 4),
    ("We hope that every child is happy.", 4),
)


def document(path: str = "mill-lane.pdf") -> Document:
    """Return the document that the report is about."""
    blocks: list[Block] = []
    under = None
    for index, (text, page) in enumerate(_TEXTS):
        is_heading = index in {0, 2, 5}
        kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
        label, words = text.split(" ", 1) if is_heading and text[0].isdigit() else ("", text)
        blocks.append(
            Block(
                index,
                kind,
                words,
                page=page,
                label=label,
                level=int(is_heading),
                heading=None if is_heading else under,
                ocr=page == 4,
                scanned=_scanned(words) if page == 4 else (),
            )
        )
        under = index if is_heading else under
    gaps = (
        Gap("page 3", "it is a picture without text, so nothing on it was checked.", "Check the Word file."),
        Gap("page 4", "a picture was passed over.", hides_text=False),
    )
    origin = Origin(path, "ab" * 32, "pdf", "The file is named .docx and is a PDF; it was read as a PDF.")
    coverage = (
        PageRead(1, HowRead.TEXT, 30),
        PageRead(2, HowRead.TEXT, 38),
        PageRead(3, HowRead.PICTURE, 0, "It is a picture without text, so nothing on it was checked."),
        PageRead(4, HowRead.OCR, 22, "1 of 22 words are doubtful."),
    )
    return Document(origin, tuple(blocks), gaps, {}, 4, coverage)


def _scanned(text: str) -> tuple[ScannedWord, ...]:
    """Return the words of a line that was read from a picture, each five points a letter wide; a sum is doubtful."""
    return tuple(
        ScannedWord(
            word.start(),
            word.end(),
            (5.0 * word.start(), 700.0, 5.0 * word.end(), 712.0),
            40.0 if "£" in word.group() else 95.0,
        )
        for word in re.finditer(r"\S+", text)
    )


def companion() -> Document:
    """Return another document of the same school, read beside it."""
    blocks = (
        Block(0, BlockKind.HEADING, "Accessibility plan", level=1, page=1),
        Block(1, BlockKind.PARAGRAPH, "By 2027 every door will have a ramp.", page=2, heading=0),
    )
    return Document(Origin("access.pdf", "cd" * 32, "pdf"), blocks, (), {}, 2)


def furniture_only() -> Document:
    """Return a document of which nothing but a running header could be read."""
    block = Block(0, BlockKind.PARAGRAPH, "Mill Lane Primary School", Layer.FURNITURE, page=1)
    return replace(document(), blocks=(block,), gaps=(Gap("pages 1-4", "they are pictures.", "Check the Word file."),))


def quote(block: int, words: str, element: str = "", *, file: str = "") -> Quote:
    """Return a quote of the words where they stand in that block."""
    text = (companion() if file else document()).blocks[block].text
    start = text.index(words)
    span = Span(block, start, start + len(words))
    return Quote(span, span, words, element, file)


def element(name: str, basis: Basis = Basis.LAW) -> Element:
    """Return an essential element of that name."""
    return Element(name, f"Is there a {name}?", basis, (), f"No {name} is given beside {{service}}.")


def requirement(  # noqa: PLR0913 - the facts that reports tell apart
    name: str,
    title: str,
    *,
    duty: Duty = Duty.MUST,
    publish: Publish = Publish.MUST,
    applies_to: tuple[SchoolType, ...] = _COVERED,
    expected_of: tuple[SchoolType, ...] = _EXPECTED,
    softer_in: tuple[Phase, ...] = (),
    checked: str = "verified",
    further: bool = False,
) -> Requirement:
    """Return a requirement with two elements, of which the second is our reading."""
    citation = Citation(
        "regs",
        "Schedule 1, paragraph 1",
        "What the report has to say.",
        "https://example.org/regs",
        InForce(date(2014, 9, 1)),
        Checked(DAY, "the text", checked),
    )
    return Requirement(
        id=name,
        name=name.replace(".", "-"),
        title=title,
        question=f"Does it give: {title.lower()}?",
        duty=duty,
        publish=publish,
        applies_to=applies_to,
        expected_of=expected_of,
        softer_in=softer_in,
        belongs="report",
        law=(citation,),
        reason="Parents need to know.",
        advice=f"Write down: {title.lower()}.",
        topic=(),
        elements=(element("service"), element("contact"), element("detail", Basis.OUR_READING)),
        traps=(),
        met="It names {service} and {contact}.",
        missing=f"Nothing is said on this: {title.lower()}.",
        examples=(),
        further=further,
    )


def checklist() -> Checklist:
    """Return a checklist with one requirement of each force."""
    regs = Source("regs", "SEND Regulations 2014", "regulations", "https://example.org/regs", InForce(), ())
    requirements = (
        requirement("sch1.4", "The SENCO's name and contact details"),
        requirement("sch1.9", "Complaints about SEN provision", checked="from-memory"),
        requirement("sch1.11", "Support services for parents", checked="from-memory"),
        requirement("sch1.5", "Staff training"),
        requirement("sch1.8", "The voice of young people", softer_in=(Phase.PRIMARY,), checked="second-hand"),
        requirement("cfa69.accessibility-plan", "The accessibility plan"),
        requirement("cfa69.access", "Facilities for access"),
        requirement("cop.senco-role", "What the SENCO does", duty=Duty.SHOULD, publish=Publish.GOOD_PRACTICE),
        requirement("cop.looked-after", "Looked-after children", duty=Duty.SHOULD, publish=Publish.SHOULD),
        requirement("cop.funding", "Funding", duty=Duty.SHOULD, publish=Publish.GOOD_PRACTICE),
        requirement("ea.psed", "Equality objectives", publish=Publish.GOOD_PRACTICE, applies_to=_EVERY),
        requirement("x.tips", "Tips for home", duty=Duty.GOOD_PRACTICE, publish=Publish.GOOD_PRACTICE, further=True),
        requirement(
            "x.strategy",
            "The inclusion strategy",
            duty=Duty.GRANT_CONDITION,
            publish=Publish.GOOD_PRACTICE,
            further=True,
        ),
    )
    questions = (
        BoardQuestion("sch1.4", "Can parents reach the SENCO?"),
        BoardQuestion("sch1.9", "Would a family know how to complain?"),
        BoardQuestion("sch1.11", "Do families learn of advice?"),
        BoardQuestion("sch1.5", "Which training have staff had?"),
        BoardQuestion("cop.looked-after", "Who joins things up for children in care?"),
        BoardQuestion("ea.psed", "What are our equality objectives?"),
    )
    return Checklist("2026.11", DAY, DAY, "ef" * 32, (regs,), (), requirements, questions)


def catalogues() -> Catalogues:
    """Return the same checklist with a stale reference for each one found, and the wrong claim."""
    stale = tuple(_reference(name) for name in ("statement", "school-action", "parent-partnership"))
    nothing = Expression("(?!)")
    return Catalogues(
        checklist(),
        StaleCatalogue(stale, StaleCues((), (), (), nothing, nothing, Narrative(*[nothing] * 12), ())),
        (_claim("six-thousand-first"),),
        PlainCatalogue((), ()),
    )


def _reference(name: str) -> StaleReference:
    return StaleReference(
        id=name,
        title=f"The {name.replace('-', ' ')}",
        kind="term",
        group=name,
        terms=(),
        patterns=(),
        ignore=(),
        history_cues=(),
        editions=(),
        until=date(2014, 8, 31),
        begins=None,
        newer=(),
        now=Successor(
            "what follows it", date(2014, 9, 1), "regs", "Schedule 1", "Schedule 1", "https://example.org/regs"
        ),
        severity=Severity.OUTDATED,
        message="",
        replacement="",
        plural="",
        rewrite="",
        unfit=(),
        checked=Checked(DAY, "the text", "verified"),
        examples=(),
    )


def _claim(name: str) -> WrongLaw:
    return WrongLaw(
        id=name,
        title="A sum that has to be spent first",
        claims=(),
        ignore=(),
        in_force=InForce(),
        why="No law says so.",
        message="",
        replacement="",
        citation="",
        url="https://example.org/regs",
        checked=Checked(DAY, "the text", "verified"),
    )


def about() -> About:
    """Return what the document is."""
    return About(
        title="SEN Information Report",
        school="Mill Lane Primary School",
        kind="information-report",
        kind_why="its title is “SEN Information Report”",
        nation="england",
        school_type="mainstream",
        school_type_why="it does not say that it is another kind of school",
        phase="primary",
        phase_why="its name is Mill Lane Primary School",
    )


def findings() -> tuple[Finding, ...]:
    """Return a finding of every status, with and without a nearest passage, sure and unsure."""
    named = (quote(3, "Mrs A. Reed", "service"), quote(3, "01632 960100", "contact"))
    return (
        Finding("sch1.4", Status.MET, named, sure=False),
        Finding(
            "sch1.9",
            Status.MISSING,
            lacking=("service", "contact"),
            nearest=quote(10, "We hope that every child is happy."),
            nearest_why="It is said as an aim, and no arrangement is described.",
            counts=Counts.GAP,
        ),
        Finding(
            "sch1.11",
            Status.PARTIAL,
            (quote(4, "Parent Partnership Service", "service"),),
            lacking=("contact",),
            counts=Counts.GAP,
        ),
        Finding("sch1.5", Status.PARTIAL, named, lacking=("detail",), counts=Counts.SHOULD),
        Finding("sch1.8", Status.MISSING, reason="We did not find how young people are heard.", counts=Counts.SHOULD),
        Finding("cfa69.accessibility-plan", Status.MET, (quote(1, "every door will have a ramp", file="access.pdf"),)),
        Finding("cfa69.access", Status.CANNOT_TELL, reason="It may stand where nothing could be read: page 3."),
        Finding("cop.senco-role", Status.MISSING, lacking=("service",)),
        Finding("cop.looked-after", Status.MISSING, lacking=("service",), counts=Counts.SHOULD),
        Finding("cop.funding", Status.NOT_APPLICABLE, reason="This was not in force on 2026-11-21."),
        Finding("ea.psed", Status.MISSING, lacking=("service",)),
    )


def report() -> Report:
    """Return the report with something of everything in it."""
    return Report(
        document=document(),
        about=about(),
        as_at=DAY,
        requirements=findings(),
        further=(Finding("x.tips", Status.MISSING), Finding("x.strategy", Status.MISSING, counts=Counts.SHOULD)),
        stale=(
            _stale("statement", 6, "statement of SEN", Severity.OUTDATED, "EHC plan"),
            _stale("statement", 6, "statement is kept", Severity.OUTDATED, "EHC plan"),
            _stale("school-action", 7, "School Action", Severity.HISTORY, ""),
            _stale("parent-partnership", 4, "Parent Partnership Service", Severity.CHECK, "SENDIASS"),
        ),
        dates=(
            DateFinding("next-review", date(2025, 9, 30), quote(9, "September 2025"), passed=True),
            DateFinding("approved", date(2024, 9, 30), quote(9, "review"), passed=False),
        ),
        wrong_law=(
            WrongLawFinding(
                "six-thousand-first",
                quote(8, "must spend £6,000"),
                "No sum has to be spent before an assessment is asked for.",
                "We may ask the council for an assessment at any time.",
            ),
        ),
        companions=(companion(),),
        gaps=document().gaps,
    )


def decided() -> Report:
    """Return the same report with leftovers, links, and acceptances of every state."""
    until = date(2027, 8, 31)
    states = (
        Acceptance(
            "sch1.11", "Parent Partnership Service", "It keeps its name", "A. Reed", until, AcceptanceState.IN_FORCE
        ),
        Acceptance("cop.looked-after", "", "We have none", "A. Reed", until, AcceptanceState.IN_FORCE),
        Acceptance("statement", "statement is kept", "Old files", "A. Reed", DAY, AcceptanceState.EXPIRED, 9, "a.toml"),
        Acceptance("sch1.9", "gone", "No", "A. Reed", until, AcceptanceState.UNUSED, 15, "a.toml", "Look at it again."),
    )
    return replace(
        report(),
        accepted=states,
        leftovers=(
            LeftoverFinding(
                "placeholder", quote(10, "every child"), "", "A blank that nobody filled in.", "Fill it in."
            ),
            LeftoverFinding("comments", None, "the file", "It holds comments.", "Take them out."),
        ),
        links=(
            LinkFinding(quote(3, "01632 960100"), "tel:+441632960100"),
            LinkFinding(quote(4, "Parent Partnership Service"), "http://", "It leads nowhere."),
        ),
    )


def _stale(name: str, block: int, words: str, severity: Severity, replacement: str) -> StaleFinding:
    return StaleFinding(
        name, name, quote(block, words), severity, replacement, date(2014, 9, 1), fits=bool(replacement)
    )
