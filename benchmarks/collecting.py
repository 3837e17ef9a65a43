"""What a collection costs beside its pauses: many invented schools, each on a loopback address of its own.

    python benchmarks/collecting.py [SCHOOLS]

Prints seconds and memory for a first run, a second one over unchanged sites, and one that was killed twice and gone on with.
Linux only: elsewhere 127.0.0.2 and its like are no addresses of this machine.
"""

import contextlib
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_PAGES = {
    "/": '<p>Welcome to our school by the river.</p><a href="/about">About us</a> <a href="/key">Key information</a>',
    "/about": "<p>We are a small school, and every child is known by name.</p>",
    "/key": '<p>What we publish.</p><a href="/send">SEND</a> <a href="/policies">Policies</a> <a href="/news">News</a>',
    "/policies": '<p>Our policies.</p><a href="/files/behaviour.pdf">Behaviour</a> <a href="/files/sen-policy.pdf">SEN policy</a>',
    "/send": '<p>How we help.</p><a href="/files/report.pdf">SEN information report</a>',
}
_ROOT = Path(__file__).resolve().parents[1]
_RUN = """
import sys
from pathlib import Path
from policykit.collect.run import Choice, collect
from policykit.collect.settings import Settings
from policykit.collect.target import Target
from policykit.network import Guard
schools, folder, port = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
sites = [f"http://127.1.{at // 250}.{at % 250 + 1}:{port}/" for at in range(schools)]
targets = [Target(str(100000 + at), f"School {at}", str(100000 + at), website=site) for at, site in enumerate(sites)]
settings = Settings(pause=0.0, jobs=4, guard=Guard(private=True))
result = collect(targets, folder, settings, Choice(), lambda *_: None)
print(f"{len(result.visited)} schools and {result.before} before, {sum(len(one.documents) for one in result.visited)} documents")
"""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer as the site of one school; its documents differ from any other's."""
        is_document = self.path.startswith("/files/")
        body = (
            b"%PDF-1.4\n" + f"{self.connection.getsockname()[0]} {self.path}".encode() + b"x" * 200_000
            if is_document
            else _PAGES.get(self.path, "").encode()
        )
        status = 200 if body else 404
        if body and self.headers.get("If-None-Match") == '"1"':
            status, body = 304, b""
        self.send_response(status)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Type", "application/pdf" if is_document else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def _start(schools: int, folder: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _RUN, str(schools), str(folder), str(port)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT)  # noqa: S603 - this program itself


def main() -> None:
    """Run it and print the figures."""
    schools = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    server = ThreadingHTTPServer(("0.0.0.0", 0), _Handler)  # noqa: S104 - a site on each loopback address
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as home:
        for name, folder, kills in (("first run", "a", 0), ("second run", "a", 0), ("killed twice", "b", 2)):
            began = time.monotonic()
            for _ in range(kills):
                running = _start(schools, Path(home) / folder, server.server_port)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    running.wait(timeout=4 + schools / 100)
                running.send_signal(signal.SIGKILL)
                running.communicate()
            said, _ = _start(schools, Path(home) / folder, server.server_port).communicate()
            files = {
                path.relative_to(home).parts[1:]: path.stat().st_size for path in (Path(home) / folder).rglob("*.pdf")
            }
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            seconds = time.monotonic() - began
            print(f"{name}: {seconds:.1f} s, {memory:.0f} MB; {said.strip()}; {len(files)} files")
    server.shutdown()


if __name__ == "__main__":
    main()
