"""What moved from round to round."""

from pathlib import Path

import pytest
from tests.audit.conftest import RunAudit, law, text_of, write

from policykit.audit.choose import earlier_round
from policykit.audit.rounds import Round
from policykit.audit.store import Store
from policykit.audit.trend import Rejudged, Trend, compared, sentences
from policykit.errors import StoreError


def _trend(store: Path, new: Round) -> Trend:
    with Store(store) as opened:
        old, kept = earlier_round(opened, "last", before=new.number)
        with kept:
            return compared(old, Rejudged(opened, old, law()), new)


def test_a_gap_is_fixed_open_or_new_by_its_requirement(tmp_path: Path, run_audit: RunAudit) -> None:
    """Whatever became of the sentences around it; a school that joins or leaves is counted apart."""
    folder, store = tmp_path / "all", tmp_path / "audit.policykit.sqlite"
    write(folder, {"a.txt": text_of("Abbey Primary School"), "b.txt": text_of("Brook Primary School")})
    run_audit(folder, store)
    complaints = "Parents who are unhappy with our provision may complain to the governing body."
    kinds = "We provide for pupils with autism, dyslexia, speech and language difficulties, anxiety and hearing loss."
    changed = text_of("Abbey Primary School").replace(kinds, "Our garden is large.")
    assert complaints in changed
    write(folder, {"a.txt": changed, "c.txt": text_of("Copse Primary School")})
    (folder / "b.txt").unlink()
    trend = _trend(store, run_audit(folder, store))
    (abbey,) = trend.schools
    assert "sch1.1" in abbey.new
    assert "sch1.11" in abbey.open
    assert [school.name for school in trend.joiners] == ["Copse Primary School"]
    assert [school.name for school in trend.leavers] == ["Brook Primary School"]
    assert "1 new" in sentences(trend, {})[0]


def test_a_school_that_cannot_be_read_now_is_counted_apart(tmp_path: Path, run_audit: RunAudit) -> None:
    """A broken file fixes nothing."""
    folder, store = tmp_path / "all", tmp_path / "audit.policykit.sqlite"
    write(folder, {"Abbey/a.txt": text_of("Abbey Primary School")})
    run_audit(folder, store)
    (folder / "Abbey" / "a.txt").write_bytes(b"")
    trend = _trend(store, run_audit(folder, store))
    assert (trend.schools, [school.name for school in trend.unread]) == ((), ["Abbey"])


def test_a_round_that_is_not_there_is_said_with_those_that_are(tmp_path: Path, run_audit: RunAudit) -> None:
    """Never an empty comparison."""
    folder, store = tmp_path / "all", tmp_path / "audit.policykit.sqlite"
    write(folder, {"a.txt": text_of("Abbey Primary School")})
    run_audit(folder, store)
    with Store(store) as opened:
        for meant in ("7", "2020-01-01", "nonsense"):
            with pytest.raises(StoreError, match=r"Earlier rounds here: 1 \(2026-11-21\)"):
                earlier_round(opened, meant, before=2)
        for meant in ("1", "last", "2026-12-01", str(store)):
            found, kept = earlier_round(opened, meant, before=2)
            kept.close()
            assert found.number == 1
