"""The application as a browser meets it: over a real socket, or by the test client that asks it directly."""

import socket
import threading
import time
from collections.abc import Iterator

import httpx2
import pytest
from starlette.testclient import TestClient

from policykit.web.app import app_for
from policykit.web.server import listening, server_of

HOME = "http://127.0.0.1"


@pytest.fixture
def client() -> Iterator[TestClient]:
    """Give a client that behaves as a browser on one of our own pages does."""
    with TestClient(app_for(), base_url=HOME, headers={"Origin": HOME}) as made:
        yield made


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Give the address of a server on a free port of this machine."""
    made: socket.socket = listening("127.0.0.1", 0)
    server = server_of(app_for())
    thread = threading.Thread(target=server.run, kwargs={"sockets": [made]}, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{made.getsockname()[1]}"
    for _ in range(100):
        try:
            httpx2.get(url, trust_env=False)
            break
        except httpx2.HTTPError:
            time.sleep(0.1)
    yield url
    server.should_exit = True
    thread.join(20)
    made.close()
