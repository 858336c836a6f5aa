"""The two things the tests need that no Python package brings: a Chromium and a PostgreSQL server."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Where packagers put the server's programs, which are rarely on the PATH.
POSTGRESQL_PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin")
OLDEST_POSTGRESQL = 15  # of those that this Django supports

# Services stay as they are: a policy of 101 tells a package's installer to start none.
INSTALL = """
set -eu
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' >"$policy"
  chmod 755 "$policy"
fi
quietly="-qq -o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o DPkg::Lock::Timeout=300"
apt-get $quietly update || true
apt-get $quietly -y --no-install-recommends install "$1"
shift
for welcome in "$@"; do
  apt-get $quietly -y --no-install-recommends install "$welcome" || true
done
"""


class PartMissing(Exception):
    """A system part is not here and cannot be installed; the message says why and what to do."""


def chromium() -> Path:
    """A Chromium that runs, installed first if need be."""
    found = next(_working_chromiums(), None)
    if found is None:
        refusal = _install("chromium", "fonts-liberation2")
        found = next(_working_chromiums(), None)
        if found is None:
            advice = "Install Chromium or Chrome, or say in WRAPAROUND_CHROMIUM where one is."
            raise PartMissing(f"there is no Chromium here{refusal}. {advice}")
    return found


def postgresql() -> Path:
    """The folder with the programs of the newest PostgreSQL server, installed first if need be."""
    found = _newest_postgresql()
    if found is None:
        refusal = _install("postgresql")
        found = _newest_postgresql()
        if found is None:
            advice = f"Install the server, version {OLDEST_POSTGRESQL} or later: initdb must be there."
            raise PartMissing(f"there is no PostgreSQL server here{refusal}. {advice}")
    return found


def _working_chromiums() -> Iterator[Path]:
    named = os.environ.get("WRAPAROUND_CHROMIUM")
    for name in (named, *CHROMIUM_NAMES):
        binary = shutil.which(name) if name else None
        # Ubuntu's chromium-browser may be a note that says to install something else: only an answer counts.
        if binary and "Chrom" in _answer(binary, "--version"):
            yield Path(binary)


def _newest_postgresql() -> Path | None:
    folders = [folder for place in POSTGRESQL_PLACES for folder in Path("/").glob(place)]
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).parent)
    versions = {folder: _postgresql_version(folder) for folder in folders}
    newest = max(versions, key=lambda folder: versions[folder], default=None)
    return newest if newest and versions[newest] >= OLDEST_POSTGRESQL else None


def _postgresql_version(folder: Path) -> int:
    """The major version, or 0 where there is no server."""
    said = re.search(r"\(PostgreSQL\) (\d+)", _answer(str(folder / "postgres"), "--version"))
    return int(said[1]) if said else 0


def _answer(*words: str) -> str:
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=60, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def _install(package: str, *welcome: str) -> str:
    """Tries apt-get, and returns nothing or what stood in the way, as the end of a sentence."""
    if shutil.which("apt-get") is None:
        return " and no apt-get to install it with"
    as_root = _prefix_for_root()
    if as_root is None:
        return " and no right to install it (neither root nor sudo without a password)"
    print(f"Installing {package} with apt-get", flush=True)
    return _installed([*as_root, "sh", "-c", INSTALL, "install", package, *welcome])


def _installed(words: list[str]) -> str:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        run = subprocess.run(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=1200,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return " and apt-get did not finish in twenty minutes"
    last_line = (run.stderr.strip() or run.stdout.strip() or "no reason given").splitlines()[-1]
    return f" and apt-get could not install it ({last_line})" if run.returncode else ""


def _prefix_for_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(("sudo", "-n", "true"), capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None
