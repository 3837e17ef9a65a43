"""Six documents of one real school, three years apart: findings keep their identity while the text moves around them."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from tests.compare.pair import edition

from policykit.compare import Comparison, Edition, compare
from policykit.compare.entries import entries_of, stale_of
from policykit.compare.words import words_in
from policykit.read import read

YEARS = (("policy", 2017, 2018), ("policy", 2018, 2019), ("report", 2017, 2018), ("report", 2018, 2019))
BAR = 0.95


@cache
def real(path: Path) -> Edition:
    """Return the edition in a file, read and judged once for all tests here."""
    return edition(read(path))


def words_by_another_program(path: Path) -> str:
    """Return the words of a PDF as pdftotext reads them, so that our own reading is no judge in its own case."""
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True)
    return joined(re.sub(r"-\n", "- ", done.stdout))


def joined(text: str) -> str:
    """Return a text as its words with one space between and at both ends."""
    return f" {' '.join(word for word, _, _ in words_in(text))} "


def kept(found: Comparison) -> list[tuple[str, str]]:
    """Return the findings that the comparison takes for the same in both editions, each with its id and old quote."""
    changes = (*found.open, *found.still_met, *found.stale_kept)
    return [(one.old.id, one.old.title) for one in changes if one.old and one.unchanged]


def standing(old: Edition, text: str) -> list[tuple[str, str]]:
    """Return the findings of the old edition with quotes, all of whose words stand in the new one."""
    entries = [one for one in entries_of(old.shape, old.document) if one.kind == "requirement"]
    asked = [one for one in entries if one.status == "met" or (one.status == "partial" and one.counts != "no")]
    places = stale_of(old.shape, old.document)
    around = [one for one in places if joined(one.quotes[0].around) in text]
    quoted = [one for one in asked if one.quotes and all(joined(words.text) in text for words in one.quotes)]
    return [(one.id, one.title) for one in (*quoted, *around)]


def test_unchanged_findings_keep_their_identity_over_a_real_schools_editions(shared: Path) -> None:
    """At least 95 % of those whose words still stand are the same finding in the next edition."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext, which reads the new edition independently, is not installed")
    total = lost = 0
    for kind, before, after in YEARS:
        old, new = (shared / "real" / f"park-{year}-{kind}.pdf" for year in (before, after))
        found = compare(real(old), real(new))
        assert not [one for one in found.worse if one.note], "a verdict fell though its words stand in both editions"
        left = kept(found)
        for one in standing(real(old), words_by_another_program(new)):
            total += 1
            if one in left:
                left.remove(one)
            else:
                lost += 1
                print("lost:", kind, before, one)  # noqa: T201 - shown where the test fails, or with -s
    print(f"kept {total - lost} of {total}")  # noqa: T201
    assert total > 100
    assert (total - lost) / total >= BAR


def test_what_the_school_changed_is_told_as_its_editions_show(shared: Path) -> None:
    """Read by eye: in 2018 the report gained a part on mental health, in 2019 the policy lost three old references."""
    folder = shared / "real"
    report = compare(real(folder / "park-2017-report.pdf"), real(folder / "park-2018-report.pdf"))
    assert "sch1.3g" in {one.now.id for one in report.fixed}
    assert report.sections is not None
    assert any(one.change == "added" and one.new.startswith("Mental health") for one in report.sections)
    policy = compare(real(folder / "park-2018-policy.pdf"), real(folder / "park-2019-policy.pdf"))
    assert {one.id for one in policy.stale_gone} >= {"statutory-assessment", "statement-transition-text"}
    assert not policy.stale_came
