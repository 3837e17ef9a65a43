"""The house's own rules: names, docstrings, lengths, what the law's words may be, what a start may load."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policykit.check.evidence import REVIEW_DATE
from policykit.check.recognise import RECOGNISERS
from policykit.model.evidence import RECOGNISER_NAMES

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src" / "policykit").rglob("*.py"))
EVERY = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "tools").glob("*.py"))]
MOST_LINES = 400
REFUSED_NAMES = {"utils", "helpers", "common", "manager", "base", "misc", "util", "helper"}
HEAVY = (
    "spacy",
    "jinja2",
    "policykit.links",
    "policykit.network",
    "policykit.collect",
    "protego",
    "rensa",
    "pypdfium2",
    "docx",
    "pydantic",
    "ruamel",
    "lxml",
    "numpy",
    "markdown_it",
    "pikepdf",
    "starlette",
    "uvicorn",
    "policykit.web",
)


TOP = {
    *(
        ".ci",
        ".containerignore",
        ".dockerignore",
        ".gitignore",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
    ),
    *(
        "SECURITY.md",
        "benchmarks",
        "checklists",
        "corpus",
        "docs",
        "packaging",
        "pyproject.toml",
        "src",
        "templates",
        "tests",
    ),
    "tools",
}


def name_of(path: Path) -> str:
    """Return the path from the repository, for pytest."""
    return path.relative_to(ROOT).as_posix()


def test_nothing_that_was_left_lying_is_kept() -> None:
    """The folder of the repository holds what CONTRIBUTING.md names and no trial's files."""
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if kept.returncode != 0:
        pytest.skip("this copy has no history: what is kept is not known")
    assert {line.partition("/")[0] for line in kept.stdout.splitlines()} <= TOP


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    """A crowded room is split in the change that crowds it."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_called_by_a_word_that_says_nothing(path: Path) -> None:
    """Modules are nouns of the field."""
    assert path.stem not in REFUSED_NAMES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_docstrings_say_more_than_the_name(path: Path) -> None:
    """A docstring that only repeats the name is none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    for node in [*tree.body, *(member for owner in classes for member in owner.body)]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            words = set(re.findall(r"[a-z]+", (ast.get_docstring(node) or "").lower()))
            named = set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", node.name).lower()))
            assert words - named - {"a", "an", "the", "of", "return", "returns"}, f"{node.name} in {path.name}"


def test_the_command_line_starts_without_heavy_libraries() -> None:
    """`policykit --help` imports no reader, no NLP and no validator."""
    code = (
        "import sys; from click.testing import CliRunner; from policykit.cli.main import main; "
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0; "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_recognisers_are_those_a_checklist_may_name() -> None:
    """The closed set in the model and the functions that do the work agree."""
    assert {*RECOGNISERS, REVIEW_DATE} == set(RECOGNISER_NAMES)


def test_the_layers_hold() -> None:
    """Imports point down only; the contract stands in pyproject.toml."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("asks", "users"),
    [
        ("policykit.links", ["cli/check.py", "web/checking.py"]),
        ("policykit.network", ["cli/collect.py", "collect/*", "links.py"]),
        ("policykit.collect", ["cli/collect.py", "collect/*"]),
    ],
)
def test_no_module_but_those_that_are_told_to_loads_what_asks_the_network(asks: str, users: list[str]) -> None:
    """Everything else works offline; where links are to be tried or documents fetched, the name stands in a function."""
    home = ROOT / "src" / "policykit"
    name = re.compile(rf"{re.escape(asks)}\b")
    found = {path for path in MODULES if path.stem != "main" and name.search(path.read_text(encoding="utf-8"))}
    assert found == {path for pattern in users for path in home.glob(pattern) if path in found}
    for path in found - {home / "links.py", *home.glob("collect/*.py")}:
        text = path.read_text(encoding="utf-8").replace("if TYPE_CHECKING:\n    from", "if TYPE_CHECKING:\n#")
        assert re.search(rf"\n {{4,}}from {re.escape(asks)}[.\w]* import", text)
        assert not re.search(rf"^(from|import) {re.escape(asks)}\b", text, re.MULTILINE)


def test_no_other_module_talks_to_other_machines() -> None:
    """Sockets and web clients stand where addresses are looked at, and where our own pages are served."""
    talks = re.compile(
        r"^\s*(?:import|from) (?:socket|http\.client|urllib\.request|urllib3|httpx|requests|aiohttp|ftplib)\b",
        re.MULTILINE,
    )
    found = sorted(name_of(path) for path in MODULES if talks.search(path.read_text(encoding="utf-8")))
    assert found == ["src/policykit/collect/asking.py", "src/policykit/network.py", "src/policykit/web/server.py"]
