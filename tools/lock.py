"""Does requirements.lock still say what pyproject.toml asks for, and name no address?"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^]]*\])?==(?P<version>[^\s;\\]+)")


def faults_of_the_lock(root: Path) -> Iterator[str]:
    """One sentence for each address in the lock, each pin without a hash and each dependency not met."""
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    yield from _addresses(lock)
    yield from _pins_without_hash(lock)
    yield from _unmet(_asked_for(root), _pins(lock))


def _addresses(lock: str) -> Iterator[str]:
    for number, line in enumerate(lock.splitlines(), start=1):
        if "://" in line or line.startswith(("-", "--")):
            yield f"requirements.lock:{number} has an address or an option: {line.strip()!r}. Run make lock."


def _pins_without_hash(lock: str) -> Iterator[str]:
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        if "--hash=sha256:" not in entry:
            yield f"requirements.lock has no hash for {entry.split()[0]}. Run make lock."


def _pins(lock: str) -> dict[str, list[str]]:
    pins: dict[str, list[str]] = {}
    for line in lock.splitlines():
        if pin := PIN.match(line):
            pins.setdefault(canonicalize_name(pin["name"]), []).append(pin["version"])
    return pins


def _asked_for(root: Path) -> list[Requirement]:
    declared = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project = declared["project"]
    extras = project.get("optional-dependencies", {}).values()
    lists = (project["dependencies"], *extras, declared["build-system"]["requires"])
    return [Requirement(line) for lines in lists for line in lines]


def _unmet(asked_for: list[Requirement], pins: dict[str, list[str]]) -> Iterator[str]:
    for requirement in asked_for:
        versions = pins.get(canonicalize_name(requirement.name), [])
        if not versions:
            yield f"pyproject.toml asks for {requirement}, requirements.lock lacks it. Run make lock."
        for version in versions:
            if not requirement.specifier.contains(version, prereleases=True):
                yield f"pyproject.toml asks for {requirement}, the lock has {version}. Run make lock."


def main() -> int:
    faults = list(faults_of_the_lock(Path(__file__).resolve().parent.parent))
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
