"""What tests of every room share: a tiny document builder, a fixed day, and where the shared material lies."""

import multiprocessing
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policykit.model.document import Document
from policykit.read import read_bytes

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"

DocumentBuilder = Callable[..., Document]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden, which rewrites the golden reports instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/report/golden")


def pytest_configure() -> None:
    """Let new processes start as they do on Windows, whatever this system's habit is."""
    multiprocessing.set_start_method("spawn", force=True)


@pytest.fixture(scope="session")
def doc() -> DocumentBuilder:
    """Give a function that builds a document from lines of Markdown: "# Heading", "a paragraph", "- an item"."""

    def build(*blocks: str) -> Document:
        text = "\n\n".join(blocks)
        return read_bytes(text.encode(), "document.md")

    return build


@pytest.fixture(scope="session")
def as_at() -> date:
    """Give the day on which every test checks, unless it says otherwise."""
    return date(2026, 11, 21)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of real documents and labels, which a stranger's clone does not have."""
    if not SHARED.is_dir():
        pytest.skip("the shared folder of real documents is not beside this clone")
    return SHARED
