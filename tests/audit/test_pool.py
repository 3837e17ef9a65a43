"""Workers that die, hang or stumble."""

import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor

import pytest

from policykit.audit.pool import Pool


def _work(job: str) -> str:
    if job == "dies":
        os._exit(9)
    if job == "hangs":
        time.sleep(600)
    if job == "stumbles":
        raise LookupError(job)
    return job.upper()


def _processes(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


@pytest.fixture
def pool() -> Iterator[Pool[str, str]]:
    """Give a pool of two real processes, ended afterwards."""
    made: Pool[str, str] = Pool(_work, _processes, 2)
    yield made
    made.close(kill=True)


def test_a_worker_that_dies_costs_its_own_job_only(pool: Pool[str, str]) -> None:
    """Every other job is answered, once."""
    jobs = ["a", "b", "dies", "c", "stumbles", "d", "e", "f", "g"]
    done = {one.job: one for one in pool.run(jobs, 60.0)}
    assert sorted(done) == sorted(jobs)
    assert done["dies"].failed == "the program stopped on it"
    assert "LookupError" in done["stumbles"].failed
    assert {job: done[job].answer for job in "abcdefg"} == {job: job.upper() for job in "abcdefg"}


def test_a_worker_that_hangs_is_ended_and_costs_its_own_job_only(pool: Pool[str, str]) -> None:
    """The time of one job is limited by the clock."""
    done = {one.job: one for one in pool.run(["a", "hangs", "b"], seconds=4.0)}
    assert done["hangs"].failed == "it took far too long, and was stopped"
    assert (done["a"].answer, done["b"].answer) == ("A", "B")


def test_no_more_jobs_are_taken_than_the_workers_need(pool: Pool[str, str]) -> None:
    """Memory is bounded however many jobs there are."""
    taken = 0

    def _jobs() -> Iterator[str]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield "a"

    run = pool.run(_jobs(), 60.0)
    next(run)
    assert taken <= 6
