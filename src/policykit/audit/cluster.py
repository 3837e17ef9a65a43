"""The same jobs past one machine: sent to a Dask scheduler, which gives an `Executor` like any other."""

import logging
from concurrent.futures import Executor
from typing import Any

from policykit.audit.pool import MakeExecutor
from policykit.errors import StoreError

_SECONDS_TO_ANSWER = 20


def cluster(address: str) -> tuple[MakeExecutor, int]:
    """Return what makes executors on the scheduler at an address, and how many jobs its workers run at once.

    Raises StoreError where nobody answers, or `distributed` is not installed.
    """
    try:
        import distributed
    except ImportError as error:
        what = "Sending work to a cluster needs the package distributed, which is not installed."
        raise StoreError(what, where="--cluster", remedy="Run: pip install 'policykit[cluster]'") from error
    # It tells of a lost connection by its own tracebacks; what matters of that is said in our words.
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    # The library's own calls have no types.
    client: Any
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout=_SECONDS_TO_ANSWER)
        workers = sum(client.nthreads().values())
    except (OSError, ValueError) as error:
        what = f"No scheduler answers at {address}."
        raise StoreError(what, where="--cluster", remedy="Start one with: dask scheduler, and dask worker.") from error
    if not workers:
        client.close()
        remedy = f"Start at least one: dask worker {address}"
        raise StoreError("The scheduler has no workers.", where="--cluster", remedy=remedy)

    def _make(_jobs: int) -> Executor:
        executor: Executor = client.get_executor(pure=False)
        return executor

    return _make, workers
