"""How far, how long and how politely a collection asks, with what it calls itself."""

from dataclasses import dataclass, field

from policykit.network import AGENT, Guard

TOKEN = "PolicyKit"  # noqa: S105 - the name that a site's robots.txt may use for it


@dataclass(frozen=True, slots=True)
class Settings:
    """One collection's limits: seconds, bytes and counts; `pause` is between two questions to one host.

    `depth` counts pages from the first one to the one that links to a document. `documents` is what an audit still
    takes for one school's folder. `longest_wait` is how long a site that says "come back later" is waited for.
    """

    contact: str = ""
    depth: int = 3
    jobs: int = 4
    pause: float = 1.0
    silence: float = 20.0
    request_seconds: float = 90.0
    school_seconds: float = 300.0
    longest_wait: float = 60.0
    requests: int = 60
    documents: int = 10
    redirects: int = 6
    page_bytes: int = 5_000_000
    document_bytes: int = 40_000_000
    school_bytes: int = 150_000_000
    robots_bytes: int = 500_000
    guard: Guard = field(default_factory=Guard)

    @property
    def agent(self) -> str:
        """What every request says of who asks and what for."""
        contact = f"; contact {self.contact}" if self.contact else ""
        return f"{AGENT} (reads published special educational needs documents of schools in England{contact})"
