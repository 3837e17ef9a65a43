"""What a release promises: JSON that stays readable, law whose standing is told, extras that nobody needs unasked."""

import subprocess
import sys

import contracts
import law_to_read
import pytest
from locked import ROOT

from policykit.checklist.load import load

EXTRAS = ("distributed", "sklearn", "scipy", "spacy", "pytest")


def test_no_schema_takes_back_what_it_promised() -> None:
    """It may gain something; what goes or changes its kind needs a new version."""
    assert contracts.broken(contracts.recorded(), contracts.now()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [({}, "it is gone"), ({"type": "integer"}, "it is integer, always there")],
)
def test_a_key_that_goes_or_changes_is_told(change: dict[str, str], words: str) -> None:
    """And one that is new is not."""
    before = {"x": contracts.promises({"required": ["a"], "properties": {"a": {"type": "string"}}})}
    after = {"required": ["a"], "properties": {"b": {"type": "string"}} | ({"a": change} if change else {})}
    (line,) = contracts.broken(before, {"x": contracts.promises(after)})
    assert words in line


def test_every_schema_says_its_version_in_its_name() -> None:
    """The id and the file agree, and a report carries it."""
    for path in contracts.SCHEMAS:
        assert f'"$id": "policykit/{path.stem}"' in path.read_text(encoding="utf-8")


def test_the_page_of_law_to_read_is_up_to_date() -> None:
    """A person reads from it before a release."""
    assert law_to_read.PAGE.read_text(encoding="utf-8") == law_to_read.page(load([ROOT / "checklists"]))


def test_a_check_an_audit_and_the_browser_import_no_extra() -> None:
    """Though they are installed here."""
    sample = ROOT / "corpus" / "files" / "larkmead-information-report-2020.docx"
    code = (
        "import sys; from click.testing import CliRunner; from policykit.cli.main import main; "
        f"done = CliRunner().invoke(main, ['check', {str(sample)!r}, '--format', 'json']); assert done.exit_code < 2; "
        "import policykit.audit.run, policykit.web.app, policykit.draft.render; policykit.web.app.app_for(); "
        f"print([name for name in {EXTRAS!r} if name.split('.')[0] in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_command_that_needs_an_extra_says_which_and_how() -> None:
    """Here the library is kept out, as on a plain install."""
    code = (
        "import sys; sys.modules['distributed'] = None; from policykit.audit.cluster import cluster; "
        "from policykit.errors import StoreError\n"
        "try: cluster('tcp://127.0.0.1:1')\nexcept StoreError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'policykit[cluster]'" in done.stdout
