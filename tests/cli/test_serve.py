"""`policykit serve` as a person starts and stops it."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name == "nt", reason="Windows stops a program in another way")
def test_it_says_where_it_listens_answers_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """Within seconds, and Ctrl+C is no mishap."""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "policykit", "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as run:
        assert run.stdout
        said = run.stdout.readline()
        found = re.fullmatch(r"Listening on (http://127\.0\.0\.1:\d+)\n", said)
        assert found, said
        # By the clock a machine that does much else would be slow too.
        assert _processor_seconds(run.pid) < 2
        with urllib.request.urlopen(found[1], timeout=20) as answer:  # noqa: S310 - our own address
            assert b"Check your SEN policy" in answer.read()
        assert list(tmp_path.glob("policykit-serve-*"))
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=20)
        assert "Traceback" not in told
        assert run.returncode == 0
    for _ in range(20):
        if not list(tmp_path.glob("policykit-serve-*")):
            break
        time.sleep(0.1)
    assert not list(tmp_path.glob("policykit-serve-*"))


def _processor_seconds(process: int) -> float:
    """Return how much work a process has done so far, 0 where the system does not tell."""
    place = Path(f"/proc/{process}/stat")
    if not place.is_file():
        return 0.0
    # The name in brackets may hold spaces; user and system time are the 14th and 15th field.
    fields = place.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_port_that_is_taken_is_told_plainly() -> None:
    """With what to do about it."""
    from policykit.web.server import listening

    with listening("127.0.0.1", 0) as held:
        port = str(held.getsockname()[1])
        command = [sys.executable, "-m", "policykit", "serve", "--no-browser", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2
    assert "PolicyKit cannot listen here" in done.stderr
    assert "--port 0" in done.stderr
    assert tempfile.gettempdir() not in done.stderr
