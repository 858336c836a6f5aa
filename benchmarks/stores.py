"""Each store that a site can keep its records in, for what is timed on all of them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def on_each_store(run: Callable[[str, Path, dict[str, str]], None]) -> None:
    """Runs it for SQLite, then for a PostgreSQL server of its own: name, an empty folder, and what names the store."""
    with tempfile.TemporaryDirectory() as folder:
        run("SQLite", Path(folder), {})
    sys.path.insert(0, str(ROOT / "tools"))
    from postgres import temporary_cluster
    from system_parts import PartMissing, postgresql

    try:
        with temporary_cluster(postgresql()) as address, tempfile.TemporaryDirectory() as folder:
            run("PostgreSQL", Path(folder), {"WRAPAROUND_DATABASE_URL": address})
    except PartMissing as missing:
        print(f"PostgreSQL was not measured: {missing}")


def surroundings(folder: Path, more: dict[str, str]) -> dict[str, str]:
    """The environment of a made-up region that is kept in the folder and the store."""
    settings = {"WRAPAROUND_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "wraparound.web.settings.demo"}
    return {**os.environ, **more, **settings}


def make_up(people: int, part: dict[str, str]) -> None:
    """A made-up region of as many people, in those surroundings."""
    command = [sys.executable, "-m", "wraparound.cli", "demo", "--only-prepare", "--people", str(people)]
    subprocess.run(command, cwd=ROOT, env=part, check=True, stdout=subprocess.DEVNULL)
