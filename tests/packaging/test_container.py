"""The container's files: what an engine would refuse or an adviser's IT team would, looked at without an engine."""

import re
import shlex
from pathlib import Path

import pytest
from locked import ROOT
from ruamel.yaml import YAML

FOLDER = ROOT / "packaging" / "container"
KNOWN = {
    "ARG",
    "FROM",
    "WORKDIR",
    "COPY",
    "RUN",
    "ENV",
    "USER",
    "EXPOSE",
    "STOPSIGNAL",
    "HEALTHCHECK",
    "ENTRYPOINT",
}


def steps() -> list[tuple[str, str]]:
    """Return each instruction with what follows it, lines that go on joined and comments left out."""
    lines = [
        line for line in (FOLDER / "Containerfile").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in joined.splitlines() if line.strip()]


def last(name: str) -> str:
    """Return what follows the last instruction of that name."""
    return [rest for found, rest in steps() if found == name][-1]


def test_every_instruction_is_one_that_engines_know() -> None:
    """And each list in brackets is a whole one."""
    assert {name for name, _ in steps()} <= KNOWN
    for _, rest in steps():
        if rest.startswith("["):
            YAML(typ="safe").load(rest)
            assert rest.endswith("]")
        assert shlex.split(rest)


def test_what_is_copied_is_there_and_not_kept_out() -> None:
    """The engine sees only what .containerignore lets through."""
    let = [
        line[1:]
        for line in (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    ]
    for name, rest in steps():
        if name == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert any(source == one or source.startswith(f"{one}/") for one in let), source
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8") == (ROOT / ".containerignore").read_text(
        encoding="utf-8"
    )


def test_it_runs_as_a_number_that_is_not_roots_and_listens_without_a_shell() -> None:
    """An engine that insists on it can tell."""
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", last("USER"))
    assert last("ENTRYPOINT").startswith('["policykit", "serve"')
    assert "/healthz" in last("HEALTHCHECK")
    assert 'CMD ["python"' in last("HEALTHCHECK")


def test_every_installer_asks_for_hashes_or_for_no_network() -> None:
    """Nothing comes in that is not in the lock."""
    installs = [rest for name, rest in steps() if name == "RUN" and '"install"' in rest]
    assert len(installs) == 3
    assert all("--require-hashes" in rest or "--no-index" in rest for rest in installs)


@pytest.mark.parametrize("option", ["--name", "--root-path", "--token-file", "--signed-in-by"])
def test_the_example_gives_what_a_server_behind_a_sign_in_needs(option: str) -> None:
    """Read-only, without rights, with limits, out of reach but for the server in front."""
    made = YAML(typ="safe").load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    service = made["services"]["policykit"]
    assert any(word.startswith(f"{option}=") for word in service["command"])
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert {"mem_limit", "pids_limit", "cpus", "tmpfs"} <= set(service)
    assert "ports" not in service
    assert made["networks"]["inside"]["internal"]
    assert Path(ROOT / "packaging" / "container" / service["build"]["context"]).resolve() == ROOT


def test_the_server_in_front_sets_what_a_browser_might_claim() -> None:
    """Each header that PolicyKit believes."""
    text = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    for header in ("Host", "X-Forwarded-Proto", "X-Forwarded-User", "X-PolicyKit-Token"):
        assert f"proxy_set_header {header} " in text
