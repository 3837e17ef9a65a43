"""A school's site on this machine: what each path answers, and what was asked of it when."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from policykit.collect.asking import Asker
from policykit.collect.settings import Settings
from policykit.collect.target import Target
from policykit.collect.visit import Visit, Visited
from policykit.network import Guard, Stop

DOCX = (Path(__file__).resolve().parents[2] / "corpus" / "files" / "larkmead-information-report-2020.docx").read_bytes()
QUICK = Settings(
    pause=0.0,
    silence=20.0,
    request_seconds=20.0,
    school_seconds=60.0,
    longest_wait=2.0,
    page_bytes=200_000,
    document_bytes=400_000,
    guard=Guard(private=True),
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a path answers; `act` writes the answer itself, in place of everything else."""

    body: bytes | str = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    act: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass(slots=True)
class Question:
    """What a server was asked: its path, headers and the time."""

    path: str
    headers: dict[str, str]
    at: float


class Site:
    """A running site; `replies` may be changed while it runs, a list being answered one after the other."""

    def __init__(self, server: ThreadingHTTPServer, replies: dict[str, Reply | list[Reply]]) -> None:
        self.replies = replies
        self.asked: list[Question] = []
        self.host = f"127.0.0.1:{server.server_port}"
        self.address = f"http://{self.host}"

    @property
    def paths(self) -> list[str]:
        """What was asked, without robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def reply(self, path: str) -> Reply:
        """Return what a path answers now."""
        found = (
            self.replies.get(path) or self.replies.get(path.split("?", maxsplit=1)[0]) or Reply("Not here.", status=404)
        )
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


@contextmanager
def serving(replies: dict[str, Reply | list[Reply]], secure: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a site for a while; `secure` is what it needs for https."""

    class _Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(Question(self.path, dict(self.headers.items()), time.monotonic()))
            reply = site.reply(self.path)
            if reply.act is not None:
                reply.act(self)
                return
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.kind, "Content-Length": str(len(body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if secure is not None:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    site = Site(server, replies)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def page(*links: tuple[str, str], title: str = "Welcome", text: str = "") -> Reply:
    """Return a page with links, and enough words to be one."""
    words = text or "We are a friendly primary school by the river, and every child is known here by name. " * 3
    listed = "".join(f'<li><a href="{target}">{said}</a></li>' for target, said in links)
    return Reply(
        f"<html><head><title>{title}</title></head><body><main><p>{words}</p><ul>{listed}</ul></main></body></html>"
    )


def document(data: bytes = DOCX, name: str = "", **headers: str) -> Reply:
    """Return a Word document, with a name that the server suggests where one is given."""
    more = {"Content-Disposition": f"attachment; {name}"} if name else {}
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Reply(data, kind, headers={**more, **{key.replace("_", "-"): value for key, value in headers.items()}})


def pdf(words: str) -> Reply:
    """Return bytes that begin and end as a PDF does; nobody reads further here."""
    return Reply(b"%PDF-1.4\n" + words.encode() + b"\n%%EOF", "application/pdf")


def moved(to: str, status: int = 302) -> Reply:
    """Return a redirect."""
    return Reply(status=status, headers={"Location": to})


def visited(folder: Path, target: Target | str, settings: Settings = QUICK, stop: Stop | None = None) -> Visited:
    """Return what a visit of one school brings, with quick settings."""
    school = Target("abbey", "Abbey Primary School", website=target) if isinstance(target, str) else target
    return Visit(school, Asker(settings, stop or Stop()), folder, folder / ".aside", {}).run()


def quick(**changes: object) -> Settings:
    """Return the quick settings with changes."""
    return replace(QUICK, **changes)  # type: ignore[arg-type]
