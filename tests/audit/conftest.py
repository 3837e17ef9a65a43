"""Small documents of invented schools, and an audit of them in this very process."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policykit.audit.judge import Law
from policykit.audit.layout import plan
from policykit.audit.pool import Pool
from policykit.audit.program import program
from policykit.audit.register import read_register
from policykit.audit.rounds import Round
from policykit.audit.run import Audit, Progress
from policykit.audit.store import Store
from policykit.audit.work import Answer, Job, do
from policykit.pipeline import catalogues
from policykit.read.apart import USUAL, Limits

DAY = date(2026, 11, 21)

RunAudit = Callable[..., Round]


class Here(Executor):
    """Does each job at once, where it is asked: the pool's own workers have tests of their own."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Return a future that is done already."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - told as any executor tells it
            future.set_exception(error)
        return future


def text_of(name: str, kind: str = "report", *, contact: bool = True, reviewed: str = "1 September 2026") -> str:
    """Return a short document of a school: `kind` is report or policy; without `contact` no number of its SENCO."""
    title = {"report": "SEN Information Report", "policy": "SEN Policy"}[kind]
    sencos = "Our SENCO is Mrs Ada Example" + (", telephone 01632 960147." if contact else ".")
    paragraphs = [
        f"{name} {title}",
        f"Reviewed on {reviewed}.",
        f"{name} is a primary school in England for pupils aged 4 to 11.",
        "We provide for pupils with autism, dyslexia, speech and language difficulties, anxiety and hearing loss."
        if kind == "report"
        else "This policy sets out the aims of the school for pupils with special educational needs.",
        sencos,
        "Parents who are unhappy with our provision may complain to the governing body.",
        "Pupils with a statement of special educational needs are reviewed each year." if kind == "policy" else "",
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def law() -> Law:
    """Return the law that the audits here apply."""
    return Law(DAY, program(), catalogues().checklist.digest)


@pytest.fixture
def run_audit(tmp_path: Path) -> RunAudit:
    """Give a function that audits a folder into a store and returns the round."""

    def _run(
        folder: Path,
        store: Path = tmp_path / "audit.policykit.sqlite",
        register: Path | None = None,
        progress: Progress = lambda _stage, _done, _total: None,
        limits: Limits = USUAL,
    ) -> Round:
        checklist = catalogues().checklist
        pool: Pool[Job, Answer] = Pool(do, lambda _jobs: Here(), 2)
        with Store(store) as opened:
            audit = Audit(opened, pool, law(), progress, limits=limits)
            return audit.run(plan(folder, read_register(register) if register else ()), checklist).fetched()

    return _run


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files under a folder, making the folders between."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
