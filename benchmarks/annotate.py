"""How long the commented copy takes beyond the check, as a ratio to the check in the same run.

Run as `python benchmarks/annotate.py FILE...` (.docx or .pdf); each figure is the median of several turns, in seconds of
processor time, so that what else the machine does counts for nothing.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from policykit.model.finding import Report
from policykit.pipeline import Options, catalogues, check_file
from policykit.report.comments import comments_on


def copy_of(data: bytes, report: Report) -> int:
    """Return how many bytes the copy with every comment has."""
    comments = comments_on(report, catalogues(()), everything=True)
    now = datetime.now(UTC)
    if report.document.origin.format == "pdf":
        from policykit.report.comments_pdf import annotate_pdf

        return len(annotate_pdf(data, report.document, comments, now).content)
    from policykit.report.comments_word import annotate_word

    return len(annotate_word(data, report.document, comments, now, suggest=True).content)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit 1 where a copy takes longer than `--limit` seconds beyond the check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--limit", type=float, default=0.0, help="fail above this many seconds")
    chosen = parser.parse_args(arguments)
    options = Options(as_at=date(2026, 11, 21))
    sys.stdout.write(f"{'file':40} words  first s  check s  copy s  ratio\n")
    slowest = 0.0
    for path in chosen.paths:
        data = path.read_bytes()
        check_file(str(path), options)
        checks: list[float] = []
        copies: list[float] = []
        for _ in range(chosen.turns):
            start = time.process_time()
            report = check_file(str(path), options)
            checked = time.process_time()
            copy_of(data, report)
            checks.append(checked - start)
            copies.append(time.process_time() - checked)
        check, copy = median(checks), median(copies)
        slowest = max(slowest, copies[0])
        words = report.document.words()
        sys.stdout.write(
            f"{path.name[:40]:40} {words:5} {copies[0]:8.3f} {check:8.3f} {copy:7.3f} {copy / check:6.2f}\n"
        )
    return int(bool(chosen.limit) and slowest > chosen.limit)


if __name__ == "__main__":
    sys.exit(main())
