"""What a form brought: files under names that can do no harm, written where nobody else looks."""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from policykit.errors import DocumentError
from policykit.web.cases import Case, Held

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.datastructures import FormData, UploadFile
    from starlette.requests import Request

MOST_FILES = 10
"""Of one school's set."""
_MOST_FIELDS = 60
_MOST_TEXT = 2_000_000
"""Bytes of one field that is no file, such as a pasted text."""
_MOST_NAME = 120
PASTED = "pasted-text.txt"
_UNFIT = re.compile(r"[^\w .,()&'+-]")


@asynccontextmanager
async def form_of(request: "Request", files: int = MOST_FILES, fields: int = _MOST_FIELDS) -> "AsyncIterator[FormData]":
    """Give what a form brought, and delete what it laid aside afterwards; raises starlette's HTTPException where it is too much."""
    async with request.form(max_files=files, max_fields=fields, max_part_size=_MOST_TEXT) as form:
        yield form


def text_of(form: "FormData", name: str) -> str:
    """Return a field's text without spaces around it, "" where it was left empty or is a file."""
    value = form.get(name, "")
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""


def files_of(form: "FormData", name: str) -> "list[UploadFile]":
    """Return the files that were chosen for a field; a browser sends an empty one where none was."""
    from starlette.datastructures import UploadFile

    return [one for one in form.getlist(name) if isinstance(one, UploadFile) and one.filename]


async def keep(case: Case, uploads: "Iterable[UploadFile]") -> None:
    """Write files into the folder of a case; their own names serve for showing only."""
    for upload in uploads:
        add(case, upload.filename or "", await upload.read())


def add(case: Case, name: str, data: bytes) -> Held:
    """Write one file into the folder of a case, under a number, and return it."""
    taken = {held.name.casefold() for held in case.files}
    held = Held(free_name(safe_name(name), taken), case.folder / f"file-{len(case.files)}")
    held.path.write_bytes(data)
    case.files.append(held)
    return held


def safe_name(name: str) -> str:
    r"""Return a file's own name without folders, control marks or anything a page or a header could take for its own.

    >>> safe_name("C:\\fakepath\\SEN <b>policy.docx"), safe_name("../../etc/passwd"), safe_name("")
    ('SEN _b_policy.docx', 'passwd', 'document')
    """
    return plain_name(PurePosixPath(PureWindowsPath(name).name).name)


def plain_name(last: str) -> str:
    """Return one part of a path as `safe_name` does, whatever marks are in it."""
    plain = _UNFIT.sub("_", unicodedata.normalize("NFC", last)).strip(" .")
    if len(plain) > _MOST_NAME:
        ending = Path(plain).suffix[:10]
        plain = plain[: _MOST_NAME - len(ending)] + ending
    return plain or "document"


def free_name(name: str, taken: set[str]) -> str:
    """Return the name, or one with a number where another file has it; `taken` are names in small letters.

    >>> free_name("policy.docx", {"policy.docx"})
    'policy-2.docx'
    """
    path, number, free = Path(name), 1, name
    # Some systems tell no capital from a small letter.
    while free.casefold() in taken:
        number += 1
        free = f"{path.stem}-{number}{path.suffix}"
    return free


def required(files: "list[UploadFile]", what: str, remedy: str) -> "list[UploadFile]":
    """Return the files; raises DocumentError where none was chosen."""
    if not files:
        raise DocumentError(what, remedy=remedy)
    return files
