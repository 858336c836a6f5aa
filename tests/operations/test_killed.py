"""Killed with SIGKILL in the middle of a write, an import or a task, many times: nothing is ever half done."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = {"writers": 40, "workers": 12, "imports": 8}


@pytest.fixture(scope="module")
def servers():
    """A PostgreSQL server of these tests' own, where there is one."""
    sys.path.insert(0, str(ROOT / "tools"))
    from postgres import ServerWillNotStart, temporary_cluster
    from system_parts import PartMissing, postgresql

    try:
        with temporary_cluster(postgresql()) as address:
            yield {"SQLite": None, "PostgreSQL": address}
    except (PartMissing, ServerWillNotStart) as missing:
        yield {"SQLite": None, "PostgreSQL": str(missing)}


@pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"])
@pytest.mark.parametrize("kind", list(KILLS))
def test_nothing_is_half_done(kind, store, servers, tmp_path):
    environment = {
        **os.environ,
        "WRAPAROUND_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "wraparound.web.settings.local",
    }
    environment.pop("WRAPAROUND_DATABASE_URL", None)
    address = servers[store]
    if store == "PostgreSQL":
        if not address.startswith("postgresql://"):
            pytest.skip(address)
        environment["WRAPAROUND_DATABASE_URL"] = address
    for command in (["manage.py", "migrate", "-v", "0"], ["manage.py", "flush", "-v", "0", "--no-input"]):
        subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
    words = [sys.executable, "-m", "tests.operations.killing", kind, str(KILLS[kind])]
    run = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=500)
    assert run.returncode == 0, run.stderr[-3000:]
    found = json.loads(run.stdout.splitlines()[-1])
    print(f"\n{kind} on {store}: {found}")
    assert "troubles" not in found, found
    assert found["in the middle"] >= found["kills"] // 4, found
