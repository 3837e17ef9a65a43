"""`policykit evaluate`: how often the program is right, on documents whose labels somebody else has made."""

import json
from datetime import date, datetime
from pathlib import Path

import click

from policykit.cli import options
from policykit.cli.output import say, say_utf8
from policykit.errors import DocumentError


@click.command("evaluate", short_help="Measure the program against labelled documents.")
@click.argument("corpus", required=False, metavar="[CORPUS]")
@click.option(
    "--split",
    type=click.Choice(["train", "tune", "test", "all"]),
    default="tune",
    show_default=True,
    help="Which part; each opening of the test part is written down in the corpus.",
)
@click.option("--json", "as_json", is_flag=True, help="Give every figure as JSON.")
@click.option("--disagreements", is_flag=True, help="Also list every wrong decision with its quote (not for test).")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False),
    help="A workbook of your own hand audit (School, Clause, RAG); CORPUS is then the folder of documents.",
)
@options.as_at
def evaluate(
    *, corpus: str | None, split: str, as_json: bool, disagreements: bool, against: str | None, as_at: date
) -> None:
    """Check the documents of CORPUS and compare with their labels, beside three simple checkers.

    CORPUS is a folder with manifest.yaml, labels/ and files/; without it the repository's own corpus is taken.
    """
    from policykit.pipeline import catalogues

    known = catalogues()
    if against:
        _against(Path(against), Path(corpus or "."), as_at)
        return
    from policykit.evaluate import figures_text, openings
    from policykit.evaluate.labels import load_labels
    from policykit.evaluate.run import evaluate as run

    folder = Path(corpus) if corpus else _own_corpus()
    ids = [requirement.id for requirement in known.checklist.requirements if not requirement.further]
    documents = load_labels(folder, ids, "" if split == "all" else split)
    evaluation = run(documents, load_labels(folder, ids, "train"), known, as_at)
    found = figures_text.as_data(evaluation, split)
    if split in {"test", "all"}:
        openings.record(folder, found, datetime.now().astimezone().date())
    if as_json:
        say_utf8(json.dumps(found, indent=1) + "\n")
    else:
        say(figures_text.as_text(found))
    if disagreements and split in {"train", "tune"}:
        say(figures_text.wrong_decisions(evaluation))


def _own_corpus() -> Path:
    folder = Path(__file__).resolve().parents[3] / "corpus"
    if not folder.is_dir():
        remedy = "Give the folder of a corpus; the installed package ships none."
        raise DocumentError("No corpus was named, and there is none beside the program.", remedy=remedy)
    return folder


def _against(audit: Path, folder: Path, as_at: date) -> None:
    from policykit.evaluate.adviser import compare, decisions_of

    say(compare(decisions_of(audit, folder, as_at)))
