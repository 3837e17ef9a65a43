"""Write the pages of docs/ that are made from the checklist: one for each requirement, stale reference, and wrong claims.

    python tools/build_docs.py [--check]

With --check nothing is written, and the exit code is 1 where a page is not what the checklist makes of it, or is left
over from something that is no longer there.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from policykit.model.catalogues import Catalogues
from policykit.model.law import Basis, Citation, Duty, InForce, Publish, Requirement, SchoolType
from policykit.model.stale import ExampleOf, StaleExample, StaleReference, WrongLaw
from policykit.pipeline import catalogues
from policykit.report import wording
from policykit.report.explain import DUTIES, PUBLISHES, checked_words, how_sure, plainly, schools_words

DOCS = Path(__file__).resolve().parents[1] / "docs"
REQUIREMENTS, STALE, CLAIMS = "requirements", "stale", "wrong-law"
MADE = "Made by `tools/build_docs.py` from the checklist; do not edit."
_KINDS = {
    "act": "Acts",
    "regulations": "Regulations",
    "guidance": "Codes, guidance and programmes",
    "body": "Bodies",
    "term": "Words and stages",
    "form": "Forms and plans",
    "assessment": "Assessments",
    "qualification": "Qualifications",
    "date": "Dates",
}
_GROUPS = (
    ("The law requires the SEN information report to say it", Publish.MUST),
    ("The Code says that the published information should have it", Publish.SHOULD),
    ("Good practice: no law says that a document must print it", Publish.GOOD_PRACTICE),
)
_TOLD = (
    ("met", "This is enough"),
    ("partial", "This is only a part of it"),
    ("missing", "This does not count"),
    ("not-applicable", "This is not asked there"),
    ("cannot-tell", "Nobody can tell from this"),
)
_FINDS = (
    (ExampleOf.FLAGGED, "Is flagged"),
    (ExampleOf.HISTORY, "Is history, and needs no change"),
    (ExampleOf.IGNORED, "Is not flagged"),
)
_SHOWN = 6
"""How many examples of a kind a page shows; `policykit explain` shows all."""
_MARKUP = re.compile(r"([\\`*_<>\[\]|])")


def pages(known: Catalogues) -> dict[str, str]:
    """Return every page by its path below docs/."""
    out = {f"{REQUIREMENTS}/README.md": _requirements(known), f"{STALE}/README.md": _references(known)}
    out[f"{CLAIMS}.md"] = _page(_claims(known.wrong_law))
    for requirement in known.checklist.requirements:
        out[f"{REQUIREMENTS}/{requirement.id}.md"] = _page(_requirement(requirement, known))
    for reference in known.stale.references:
        out[f"{STALE}/{reference.id}.md"] = _page(_reference(reference))
    return out


def _page(lines: Iterable[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _said(text: str) -> str:
    """Return words so that Markdown shows them as they are."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _requirements(known: Catalogues) -> str:
    lines = [
        "# What is asked for",
        "",
        f"{MADE} Checklist {known.checklist.version}.",
        "",
        "One page for each requirement: the law in our own words, whom it is for, what counts and what to write. None of it is legal advice.",
        "[How verdicts are reached](../verdicts.md) says how a document is held against them.",
        "",
    ]
    for title, publish in _GROUPS:
        lines += [f"## {title}", "", "| id | what | further |", "| --- | --- | --- |"]
        for one in known.checklist.requirements:
            if one.publish is publish:
                note = " and ".join(
                    [
                        *(["a grant's condition"] if one.duty is Duty.GRANT_CONDITION else []),
                        *(["beside the 43"] if one.further else []),
                    ]
                )
                lines.append(f"| [{one.id}]({one.id}.md) | {_said(one.title)} | {note} |")
        lines.append("")
    return _page(lines)


def _requirement(requirement: Requirement, known: Catalogues) -> Iterator[str]:
    yield f"# {_said(requirement.title)}"
    yield from (
        "",
        f"{MADE} `{requirement.id}`. [All requirements](README.md)",
        "",
    )
    yield from (f"**{_said(requirement.question)}**", "")
    yield f"- {DUTIES[requirement.duty]} {PUBLISHES[requirement.publish]}"
    yield from (f"- {line}" for line in _whom(requirement))
    yield from ("", "## The law, in our words", "")
    for citation in requirement.law:
        cited = wording.citation_words(citation, known.checklist)
        yield f"- [{_said(cited)}]({citation.url}): {_said(citation.says)}{_window(citation.in_force)} ({_how_read(citation)})"
    yield from ("", "## Why it matters", "", _said(requirement.reason), "")
    yield from ("## What to write", "", _said(requirement.advice), "", "## What counts", "")
    yield from _counts(requirement)
    asked = [one.ask for one in known.checklist.questions if one.requirement == requirement.id]
    if asked:
        yield from ("", "## A question that a governing board may ask", "", *(f"- {_said(ask)}" for ask in asked))
    yield from _examples(requirement)
    yield from ("", f"`policykit explain {requirement.id}` shows every example, and the words that are looked for.")


def _whom(requirement: Requirement) -> Iterator[str]:
    yield f"For {schools_words(requirement.applies_to)}."
    if requirement.expected_of:
        yield f"The Code expects it, though section 69 does not name them, of {schools_words(requirement.expected_of)}."
    if requirement.softer_in:
        phases = wording.listed(wording.PHASES[phase] for phase in requirement.softer_in)
        yield f"In a {phases} school it is only what should be said, not what the law fixes."
    left = [one for one in SchoolType if one not in {*requirement.applies_to, *requirement.expected_of}]
    if left:
        yield f"Not asked of {schools_words(left)}."
    if requirement.optional:
        yield "It is checked only when it is asked for."
    if requirement.formerly:
        yield f"Formerly {wording.listed(f'`{name}`' for name in requirement.formerly)}."


def _window(days: InForce) -> str:
    start = f" from {wording.day_in_words(days.start)}" if days.start else ""
    until = f" until {wording.day_in_words(days.until)}" if days.until else ""
    return f" In force{start}{until}." if start or until else ""


def _how_read(citation: Citation) -> str:
    return checked_words(citation.checked)


def _counts(requirement: Requirement) -> Iterator[str]:
    needed = [one for one in requirement.elements if one.essential]
    yield "**Met** when the document answers, with some substance about this school:"
    yield ""
    for one in needed:
        reading = "" if one.basis is Basis.LAW else " (our reading; the law does not spell it out)"
        yield f"- {_said(one.asks)}{reading}"
    for one in requirement.elements:
        if not one.essential:
            yield f"- Welcome, and not needed: {_said(one.asks)}"
    yield ""
    yield "**Partly met** when the subject is raised, or one of these is there and another is not. The report then says what is lacking:"
    yield ""
    yield from (f"- {_said(one.lacks)}" for one in needed)
    yield ""
    yield f"**Missing** when nothing on it was found: “{_said(requirement.missing)}”"
    if requirement.traps:
        yield from ("", "What looks like it and does not count:", "")
        yield from (f"- {_said(why)}" for why in dict.fromkeys(trap.why for trap in requirement.traps))


def _examples(requirement: Requirement) -> Iterator[str]:
    yield from ("", "## Examples", "", "Of invented schools. Each is tried with every change of the program.")
    for status, told in _TOLD:
        shown = [one for one in requirement.examples if one.status == status]
        if shown:
            yield from ("", f"### {told}")
        for one in shown[:_SHOWN]:
            yield from ("", *_quoted(one.text))
            if one.why:
                yield from ("", f"*{_said(one.why)}*")


def _quoted(text: str) -> Iterator[str]:
    """Return an example as a quotation, one of several lines as it was written."""
    rows = text.strip().splitlines()
    if len(rows) == 1:
        yield f"> “{_said(rows[0])}”"
        return
    yield from ("```text", *(row.rstrip() for row in rows), "```")


def _references(known: Catalogues) -> str:
    lines = [
        "# What is out of date",
        "",
        MADE,
        "",
        "One page for each thing that documents lean on after it has ended. [Stale references](../stale-references.md) says how they are",
        "found and how one is added; [claims about the law that are not so](../wrong-law.md) are on a page of their own.",
        "",
    ]
    for kind, title in _KINDS.items():
        lines += [f"## {title}", "", "| what | how it stands | until | today |", "| --- | --- | --- | --- |"]
        for one in sorted(known.stale.references, key=lambda one: one.title.casefold()):
            if one.kind == kind:
                until = wording.day_in_words(one.until) if one.until else ""
                link = f"[{_said(one.title)}]({one.id}.md)"
                lines.append(f"| {link} | {_stands(one)} | {until} | {_said(one.now.name)} |")
        lines.append("")
    return _page(lines)


def _stands(reference: StaleReference) -> str:
    if reference.begins:
        return "Named before it began"
    return wording.SEVERITIES[reference.severity]


def _reference(reference: StaleReference) -> Iterator[str]:
    now = reference.now
    yield f"# {_said(reference.title)}"
    yield from ("", f"{MADE} `{reference.id}`. [All stale references](README.md)", "")
    yield f"- **How it stands**: {_stands(reference)}."
    if reference.begins:
        day = wording.day_in_words(reference.begins)
        yield f"- **In force since** {day}. It is found only where the law of an earlier day is asked for (`--as-at`)."
    elif reference.until:
        yield f"- **Its last day**: {wording.day_in_words(reference.until)}."
    else:
        yield "- **Its last day**: it has none."
    since = f" (since {wording.day_in_words(now.since)})" if now.since else ""
    yield f"- **Today**{since}: {_said(now.name)}"
    cited = now.citation or ", ".join(part for part in (now.source, now.at) if part)
    told = " ".join(part for part in (_said(cited), how_sure(reference.checked)) if part)
    at = f"[{told}]({now.url})" if now.url and told else told or f"<{now.url}>"
    yield f"- **Where that stands**: {at}; {checked_words(reference.checked)}."
    yield from ("", "## What to write", "", _said(plainly(reference.message, reference)))
    if reference.replacement:
        many = f" (several: {_said(reference.plural)})" if reference.plural else ""
        yield from ("", f"Write instead: **{_said(reference.replacement)}**{many}.")
    if reference.rewrite:
        yield from ("", _said(reference.rewrite))
    yield from ("", "## What is looked for", "")
    if reference.terms:
        yield "- " + ", ".join(f"“{_said(term.text)}”" for term in reference.terms)
    yield from (f"- {_said(why)}" for why in dict.fromkeys(one.why for one in reference.patterns))
    if reference.editions:
        told = ", ".join(
            f"{_said(one.edition)} (until {wording.day_in_words(one.until)})" for one in reference.editions
        )
        yield f"- Editions: {told}"
    reasons = dict.fromkeys(alike.why for alike in reference.ignore if alike.why)
    if reasons:
        yield from ("", "## What looks like it and is left alone", "", *(f"- {_said(why)}" for why in reasons))
    yield from ("", "## Examples", "", *_finds(reference.examples))


def _finds(examples: Iterable[StaleExample]) -> Iterator[str]:
    for kind, told in _FINDS:
        for one in examples:
            if one.expected is kind:
                day = f" (under the law of {wording.day_in_words(one.as_at)})" if one.as_at else ""
                becomes = f" Becomes: “{_said(one.becomes)}”" if one.becomes else ""
                yield f"- {told}{day}: “{_said(one.text)}”{becomes}"


def _claims(claims: Iterable[WrongLaw]) -> Iterator[str]:
    yield from ("# Claims about the law that are not so", "", MADE, "")
    yield "Documents say these of the law, and the law does not say them. A report names the place and offers other words."
    for one in claims:
        yield from ("", f"## {_said(one.title)}", "", f"`{one.id}`. {_said(one.why)}", "")
        told = " ".join(part for part in (_said(one.citation), how_sure(one.checked)) if part)
        yield f"- **Where that stands**: [{told}]({one.url}); {checked_words(one.checked)}.{_window(one.in_force)}"
        if one.replacement:
            yield f"- **What could be written**: {_said(one.replacement)}"
        yield from _finds(one.examples)


def main() -> int:
    """Write or compare the pages; return the exit code."""
    wanted = {DOCS / path: text for path, text in pages(catalogues(())).items()}
    there = {path for folder in (REQUIREMENTS, STALE) for path in (DOCS / folder).glob("*.md")}
    wrong = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    left = sorted(there - set(wanted))
    if "--check" in sys.argv[1:]:
        for path in [*wrong, *left]:
            print(f"{path.relative_to(DOCS.parent).as_posix()} is not up to date: run python tools/build_docs.py")
        return 1 if wrong or left else 0
    for path in wrong:
        path.parent.mkdir(exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    for path in left:
        path.unlink()
    print(f"wrote {len(wrong)}, took away {len(left)}, of {len(wanted)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
