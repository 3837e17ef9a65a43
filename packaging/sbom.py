"""Write the list of parts (a CycloneDX 1.6 SBOM, JSON) of what PolicyKit needs to run, from the lock.

The same lock gives the same bytes: no clock and no random number is in it.
"""

import argparse
import json
import tomllib
import uuid
from pathlib import Path
from typing import Any

from licences import rows
from locked import ROOT, Package, packages

_SPEC = "1.6"


def bom() -> dict[str, Any]:
    """Return the list as the standard has it; the PolicyKit release itself is its subject."""
    released = version()
    every = packages()
    licence = {row.name: row.licence for row in rows()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    subject = {
        "type": "application",
        "bom-ref": f"pkg:pypi/policykit@{released}",
        "name": "policykit",
        "version": released,
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
        "purl": f"pkg:pypi/policykit@{released}",
    }
    first = json.loads((ROOT / "packaging" / "lock" / "files.json").read_text(encoding="utf-8"))["first"]
    content = [_component(one, licence[one.name]) for one in every]
    links = [{"ref": subject["bom-ref"], "dependsOn": _refs(first, every)}]
    links += [{"ref": _purl(one), "dependsOn": _refs(one.needs, every)} for one in every]
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([subject, content, links], sort_keys=True))
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{_SPEC}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": _SPEC,
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": subject},
        "components": content,
        "dependencies": links,
    }


def _component(one: Package, licence: str) -> dict[str, Any]:
    # Which of a library's files an installer takes depends on the system, so each is named with its hash.
    files = [{"name": f"policykit:file:{file.name}", "value": f"sha256:{file.sha256}"} for file in one.files]
    marker = [{"name": "policykit:needed-where", "value": one.marker}] if one.marker else []
    return {
        "type": "library",
        "bom-ref": _purl(one),
        "name": one.name,
        "version": one.version,
        "licenses": [{"expression": licence}],
        "purl": _purl(one),
        "properties": [*marker, *files],
    }


def _refs(names: tuple[str, ...] | list[str], every: tuple[Package, ...]) -> list[str]:
    return sorted(_purl(one) for one in every if one.name in names)


def _purl(one: Package) -> str:
    return f"pkg:pypi/{one.name}@{one.version}"


def bom_text() -> str:
    """Return the list as the text of its file."""
    return f"{json.dumps(bom(), indent=1)}\n"


def version() -> str:
    """Return the version of PolicyKit in this repository."""
    said = (ROOT / "src" / "policykit" / "version.py").read_text(encoding="utf-8")
    return said.split('VERSION = "', 1)[1].split('"', 1)[0]


def main() -> None:
    """Write it to the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.parse_args().output.write_text(bom_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
