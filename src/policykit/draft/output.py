"""A rendered document in the format that the name of its file asks for."""

from pathlib import Path

from policykit.draft.render import Rendered
from policykit.errors import TemplateError

ENDINGS = (".docx", ".html", ".md", ".pdf")


def content_for(rendered: Rendered, target: Path) -> bytes:
    """Return the bytes to write to `target`, whose ending decides the format.

    Raises TemplateError for another ending, and for a PDF where LibreOffice is missing or fails.
    """
    ending = target.suffix.lower()
    if ending == ".docx":
        return rendered.content
    if ending == ".pdf":
        return _pdf(rendered.content, str(target))
    if ending in {".html", ".md"}:
        from policykit.draft.html import to_html
        from policykit.draft.markdown import to_markdown
        from policykit.draft.pieces import pieces_of

        pieces = pieces_of(rendered.content)
        return (to_html(pieces, rendered.title) if ending == ".html" else to_markdown(pieces)).encode("utf-8")
    raise unknown_ending(target)


def unknown_ending(target: Path) -> TemplateError:
    """Return the error for a file name that says no format."""
    remedy = f"End the name with {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}."
    return TemplateError("The name of the output does not say which format to write.", where=str(target), remedy=remedy)


def _pdf(content: bytes, where: str) -> bytes:
    from policykit.formats.office import TAGGED_PDF, converted, libreoffice

    program = libreoffice()
    if program is None:
        remedy = "Install LibreOffice, or write a .docx and save it as a PDF from Word."
        raise TemplateError("A PDF is made by LibreOffice, which is not installed here.", where=where, remedy=remedy)
    made = converted(program, content, "docx", TAGGED_PDF)
    if made is None:
        remedy = "Try again, or write a .docx and save it as a PDF from Word."
        raise TemplateError("LibreOffice could not make a PDF of the document.", where=where, remedy=remedy)
    return made
