"""A server in front of this one, such as an authority's sign-in: the path its pages lie below, its names, who signed in."""

import re
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from policykit.errors import StoreError

TOKEN_HEADER = "x-policykit-token"  # noqa: S105 - the header's name, not what it holds
"""In which the server in front says the token, so that nobody can go round it."""
HEALTH = "/healthz"
"""Answers "ok" to anyone and tells nothing else."""
_LEAST_TOKEN = 24
_ROOT = re.compile(r"(?:/[A-Za-z0-9_.~-]+)*")
_HEADER = re.compile(r"[A-Za-z0-9-]+")
# Nobody's words can look like this: a page escapes their quotation marks.
_OWN_LINK = re.compile(r'(\s(?:href|action|src)=")(?=/(?!/))')

root: ContextVar[str] = ContextVar("root", default="")
"""The path below which the pages of this request lie, "" where they lie at the top."""
person: ContextVar[str] = ContextVar("person", default="")
"""Who asks, as the server in front says; "" where nobody signs in."""


@dataclass(frozen=True, slots=True)
class Front:
    """What is known of it; all "" or () where there is none.

    `root` begins with a stroke and ends without one; `names` are host names by which browsers may ask; `person_header`
    is the header, in small letters, that says who has signed in.
    """

    root: str = ""
    names: tuple[str, ...] = ()
    person_header: str = ""

    def below(self, path: str) -> str:
        """Return the path as the pages know it, whether or not the server in front took its own part away.

        >>> Front("/sen").below("/sen/check"), Front("/sen").below("/check"), Front("/sen").below("/sen")
        ('/check', '/check', '/')
        """
        if self.root and (path == self.root or path.startswith(f"{self.root}/")):
            return path[len(self.root) :] or "/"
        return path


def front_of(root_path: str, names: tuple[str, ...], signed_in_by: str) -> Front:
    """Return the front that a person describes; raises StoreError for what can be no path or header."""
    path = root_path.rstrip("/")
    if not _ROOT.fullmatch(path):
        remedy = "It begins with / and has letters, digits and - _ . ~ only, such as /policykit."
        raise StoreError("This is no path that pages can lie below.", where=root_path, remedy=remedy)
    if signed_in_by and not _HEADER.fullmatch(signed_in_by):
        raise StoreError(
            "This is no name of a header.", where=signed_in_by, remedy="Give one such as X-Forwarded-User."
        )
    return Front(path, tuple(name.lower() for name in names), signed_in_by.lower())


def token_in(path: Path) -> str:
    """Return the token that a file holds; raises StoreError where it cannot be read or is too short to be a secret."""
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise StoreError(
            "The file with the token could not be read.", where=str(path), remedy="Check its name."
        ) from error
    if len(token) < _LEAST_TOKEN or not token.isascii() or not token.isprintable():
        remedy = f'Write at least {_LEAST_TOKEN} plain letters into it: python -c "import secrets; print(secrets.token_urlsafe())"'
        raise StoreError("The token is too short, or holds more than plain letters.", where=str(path), remedy=remedy)
    return token


def under(text: str) -> str:
    """Return a page of ours with every link of its own below the path of this request."""
    return _OWN_LINK.sub(rf"\g<1>{root.get()}", text) if root.get() else text
