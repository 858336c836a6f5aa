"""Killed with SIGKILL in the middle of a write, an import or a task, many times: nothing is ever half done."""

import json
import subprocess
import sys

import pytest

from tests.operations.conftest import ROOT

KILLS = {"writers": 24, "workers": 8, "imports": 6}


@pytest.mark.parametrize("kind", list(KILLS))
def test_nothing_is_half_done(kind, empty_site):
    empty_site.manage("migrate", "-v", "0")
    words = [sys.executable, "-m", "tests.operations.killing", kind, str(KILLS[kind])]
    surroundings = empty_site.surroundings
    run = subprocess.run(words, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=500)
    assert run.returncode == 0, run.stderr[-3000:]
    found = json.loads(run.stdout.splitlines()[-1])
    print(f"\n{kind} on {empty_site.kind}: {found}")
    assert "troubles" not in found, found
    assert found["in the middle"] >= found["kills"] // 4, found
