"""The PDFs of the documents that reading is measured on, made once for all workers."""

import os
from pathlib import Path

import pytest
from tests.read.made_forms import made_in


@pytest.fixture(scope="session")
def pdf_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the folder of each kind of PDF; empty of files where LibreOffice is not installed."""
    base = tmp_path_factory.getbasetemp()
    return made_in((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "made-forms")
