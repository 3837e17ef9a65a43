"""The templates: those that are shipped, by name, and a school's own, opened only where it can do no harm."""

import re
from dataclasses import dataclass
from pathlib import Path

from policykit import data
from policykit.errors import DocumentError, TemplateError, did_you_mean
from policykit.formats.archive import open_archive
from policykit.model.drafting import DraftKind

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REACHING = re.compile(r"\b(?:INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT|DATABASE)\b", re.IGNORECASE)
_REMEDY = "Take it out in Word, save the template and try again."


@dataclass(frozen=True, slots=True)
class Shipped:
    """A template that comes with PolicyKit: its name, what it makes, and for whom, in a sentence."""

    name: str
    document: DraftKind
    title: str
    about: str


SHIPPED = (
    Shipped(
        "schedule-1",
        DraftKind.REPORT,
        "SEN information report",
        "A SEN information report in the order of the law, each point as a parent would ask it.",
    ),
    Shipped(
        "parent-questions",
        DraftKind.REPORT,
        "SEN information report",
        "A SEN information report in the order of the fourteen questions many authorities use, and what they leave out.",
    ),
    Shipped(
        "summary",
        DraftKind.REPORT,
        "Support for special educational needs: a summary",
        "One plain page: whom to ask, what the school does, where to get help.",
    ),
    Shipped("policy", DraftKind.POLICY, "SEN policy", "A SEN policy to go with the report: aims, roles, procedures."),
    Shipped(
        "accessibility-plan",
        DraftKind.ACCESSIBILITY_PLAN,
        "Accessibility plan",
        "The skeleton of an accessibility plan: three aims over three years.",
    ),
    Shipped(
        "inclusion-strategy",
        DraftKind.INCLUSION_STRATEGY,
        "Inclusion strategy",
        "An inclusion strategy for the Inclusive Mainstream Fund. It does not take the place of the report.",
    ),
)
DEFAULT = "schedule-1"


@dataclass(frozen=True, slots=True)
class Template:
    """A template's bytes and what it makes; `trusted` is True for a shipped one."""

    where: str
    content: bytes
    document: DraftKind
    title: str
    trusted: bool


def template_of(name: str, document: DraftKind = DraftKind.REPORT) -> Template:
    """Return the shipped template of that name, or a file of the school's own.

    `document` says what a file of the school's own makes. Raises TemplateError with the nearest names where there is
    neither, and where the file reaches for other files.
    """
    shipped = next((one for one in SHIPPED if one.name == name), None)
    if shipped is not None:
        path = data.home("templates") / f"{name}.docx"
        return Template(str(path), path.read_bytes(), shipped.document, shipped.title, trusted=True)
    path = Path(name)
    if not path.is_file():
        hint = did_you_mean(name, [one.name for one in SHIPPED], "`policykit draft templates` lists the names.")
        raise TemplateError("There is no template of that name and no such file.", where=name, remedy=hint)
    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"The template cannot be read ({(error.strerror or str(error)).lower()})."
        raise TemplateError(what, where=name, remedy="Check the path and its permissions.") from error
    refuse_reaching(content, name)
    title = next(one.title for one in SHIPPED if one.document is document)
    return Template(name, content, document, title, trusted=False)


def refuse_reaching(content: bytes, where: str) -> None:
    """Raise TemplateError where a template is no Word document, carries macros, or draws on anything outside itself.

    Word and LibreOffice fetch linked pictures and included files when they open or convert a document.
    """
    try:
        archive = open_archive(content, where)
        if "word/document.xml" not in archive.names:
            raise TemplateError(
                "This is not a Word document (.docx).", where=where, remedy="Save it from Word as .docx."
            )
        for name in sorted(archive.names):
            if name.endswith("vbaProject.bin"):
                raise TemplateError("The template carries macros.", where=where, remedy="Save it from Word as .docx.")
            if not name.endswith((".xml", ".rels")):
                continue
            root = archive.part(name)
            if root is None:
                continue
            for link in root.iter(_RELATIONSHIP):
                kind = link.get("Type", "").rsplit("/", 1)[-1]
                outside = link.get("TargetMode") == "External" and kind != "hyperlink"
                if outside or kind in {"aFChunk", "attachedTemplate", "oleObject"}:
                    what = f"The template draws on another file ({link.get('Target', '')[:80]})."
                    raise TemplateError(what, where=where, remedy=_REMEDY)
            codes = "".join(node.text or "" for node in root.iter(f"{_TEXT}instrText"))
            codes += " ".join(node.get(f"{_TEXT}instr", "") for node in root.iter(f"{_TEXT}fldSimple"))
            if _REACHING.search(codes):
                raise TemplateError("The template holds a field that reads another file.", where=where, remedy=_REMEDY)
    except DocumentError as error:
        raise TemplateError(error.what, where=where, remedy=error.remedy) from error
