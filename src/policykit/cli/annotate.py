"""`policykit annotate`: the school's own file back, with comments on the words they speak of."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykit import files
from policykit.cli import options, output
from policykit.cli.accepting import acceptances
from policykit.counting import many
from policykit.errors import DocumentError, StoreError
from policykit.model.accepted import without_accepted
from policykit.model.document import Document, Origin
from policykit.outputs import annotated, refuse_unannotatable
from policykit.report.remarks import COPY_MARK

if TYPE_CHECKING:
    from policykit.report.annotated import Annotated


@click.command(short_help="Give back the school's own file with comments.")
@click.argument("file", metavar="POLICY")
@click.option(
    "-o",
    "output_path",
    metavar="FILE|FOLDER",
    help="Write the copy here. Left out, or a folder: the name is POLICY's with “COMMENTED COPY, do not publish”.",
)
@click.option("--all", "everything", is_flag=True, help="Comment on everything, not only on what to do first.")
@click.option(
    "--suggest", is_flag=True, help="Also write replacements as tracked changes, to accept one by one (Word files)."
)
@options.as_at
@options.school
@options.kind
@options.companions
@options.folders
@options.accepts
def annotate(  # noqa: PLR0913 - one parameter an option
    *,
    file: str,
    output_path: str | None,
    everything: bool,
    suggest: bool,
    as_at: date,
    school_type: str | None,
    phase: str | None,
    kind: str | None,
    companions: tuple[str, ...],
    folders: tuple[str, ...],
    accepts_path: str | None,
) -> None:
    """Write a copy of POLICY (.docx, .docm or .pdf) with a comment where there is something to do.

    The comments stand on the very words of each out-of-date reference, and in the section where what was not found
    belongs; what has no place is at the end. Nothing else in the copy is changed, and POLICY itself never is.

    Exit codes: 0 the copy is written, 2 it could not be.
    """
    from policykit.pipeline import Options, catalogues, check_file

    settings = Options(
        as_at=as_at,
        school_type=school_type or "",
        phase=phase or "",
        kind=kind or "",
        companions=companions,
        checklists=folders,
    )
    known = catalogues(folders)
    inputs = (file, *companions, *([accepts_path] if accepts_path else []))
    if output_path is not None and not Path(output_path).is_dir():
        # What can be told at once is told before the document is read.
        output.refuse_inputs([output.file(output_path)], inputs)
    accepted = acceptances(accepts_path, settings)
    report = without_accepted(accepted(check_file(file, settings)))
    refuse_unannotatable(report.document)
    data = _bytes_of(file, report.document.origin)
    target = _target(file, output_path, _ending(data, report.document))
    output.refuse_inputs([target], inputs)
    _refuse_open(target)
    done = annotated(data, report, known, everything=everything, suggest=suggest)
    files.replace(target, done.content)
    output.say("\n".join(_told(file, target, done, suggest=suggest)) + "\n")


def _bytes_of(file: str, origin: Origin) -> bytes:
    """Return the bytes that were checked; raises DocumentError where somebody has saved the file since."""
    try:
        data = Path(file).read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != origin.sha256:
        what = "the file was changed while it was being checked"
        raise DocumentError(what, where=file, remedy="Close it in Word, and try again.")
    return data


def _ending(data: bytes, document: Document) -> str:
    if document.origin.format == "pdf":
        return ".pdf"
    from policykit.report.comments_word import word_ending

    return word_ending(data, document.origin.path)


def _target(file: str, output_path: str | None, ending: str) -> Path:
    """Return the file to write; a name of our own is one that nothing has yet, so that no earlier copy is lost."""
    if output_path is not None and not Path(output_path).is_dir():
        target = output.file(output_path)
        if target.suffix.lower() != ending:
            what = f"The copy has to have a name that ends in {ending}, or it will not open."
            raise StoreError(what, where=output_path, remedy=f"Give -o {target.with_suffix(ending).name}, or a folder.")
        return target
    folder = Path(output_path) if output_path is not None else Path(file).parent
    stem = Path(file).stem
    stem = stem if COPY_MARK in stem else f"{stem} ({COPY_MARK})"
    number, target = 1, folder / f"{stem}{ending}"
    while target.exists():
        number += 1
        target = folder / f"{stem} {number}{ending}"
    return target


def _locks(path: Path) -> Iterator[Path]:
    """Give the small files that Word and LibreOffice keep beside a document while they have it open."""
    for name in (f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}", f".~lock.{path.name}#"):
        yield path.with_name(name)


def _is_open(path: Path) -> bool:
    return any(lock.exists() for lock in _locks(path))


def _refuse_open(target: Path) -> None:
    if target.exists() and _is_open(target):
        what = "The file to write is open in Word or LibreOffice."
        raise StoreError(what, where=str(target), remedy="Close it there, or give -o another name.")


def _told(file: str, target: Path, done: "Annotated", *, suggest: bool) -> Iterator[str]:
    changes = many(done.replacements, "change")
    yield f"{target}: {many(done.comments, 'comment')}{f', {changes} to accept or reject' if suggest and done.replacements else ''}."
    if suggest and not done.replacements:
        yield "No replacement could be written as a tracked change; the comments say what to write."
    yield from done.notes
    if _is_open(Path(file)):
        yield f"{file} seems to be open: what is not saved there yet is not in the copy."
    if COPY_MARK not in target.name:
        yield f"{COPY_MARK}. The file's name does not say so; its title does."
