"""The tools that judge the house are judged here."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.lock import faults_of_the_lock

ROOT = Path(__file__).resolve().parents[2]

PYPROJECT = """
[project]
dependencies = ["django>=6.1,<6.3"]
[project.optional-dependencies]
dev = ["PyTest_Django>=4"]
[build-system]
requires = ["uv-build>=0.13"]
"""
LOCK = """
django==6.1.3 \\
    --hash=sha256:aa
pytest-django==4.14.0 \\
    --hash=sha256:bb
uv-build==0.13.6 \\
    --hash=sha256:cc
"""


def faults(folder, *, lock):
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (folder / "requirements.lock").write_text(lock, encoding="utf-8")
    return "\n".join(faults_of_the_lock(folder))


def test_a_lock_that_meets_the_project_has_no_fault(tmp_path):
    assert faults(tmp_path, lock=LOCK) == ""


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (LOCK.replace("django==6.1.3", "django==6.0.1", 1), "the lock has 6.0.1"),
        (LOCK.replace("uv-build", "uv-other"), "requirements.lock lacks it"),
        (LOCK.replace(" \\\n    --hash=sha256:bb", ""), "no hash for pytest-django==4.14.0"),
        (f"--extra-option https://example.org/simple\n{LOCK}", "has an address or an option"),
        ("thing @ https://example.org/thing.whl \\\n    --hash=sha256:dd\n" + LOCK, "has an address or an option"),
    ],
)
def test_a_spoilt_lock_is_told_apart(tmp_path, spoilt, said):
    assert said in faults(tmp_path, lock=spoilt)


@pytest.fixture
def runs(monkeypatch):
    """The module of that name among the tools, which find one another as neighbours."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import runs

    return runs


def test_a_run_that_tested_nothing_has_failed(runs):
    assert runs.judged(runs.Outcome("empty", 1.0), exit_code=5).failed == 1


def test_a_run_that_broke_off_has_failed_although_no_test_did(runs):
    judged = runs.judged(runs.Outcome("broken off", 1.0, passed=3), exit_code=3)
    assert (judged.failed, judged.fault) == (1, "pytest ended with code 3")


def test_a_run_on_another_database_than_meant_has_failed(runs):
    outcome = runs.Outcome("database", 1.0, passed=3, database="sqlite")
    assert runs.on_database(outcome, "sqlite").failed == 0
    assert runs.on_database(outcome, "postgresql").fault == "ran on sqlite, not postgresql"


def test_a_run_beside_others_took_as_long_as_it_ran_whenever_it_is_asked(runs):
    with runs.pytest_aside("short", (sys.executable, "-c", "")) as run:
        run.process.wait()
        ran = time.monotonic() - run.begun
        time.sleep(1.5)
        assert run.outcome().seconds < ran + 1


def test_a_run_beside_others_leaves_nothing_behind(runs):
    with runs.pytest_aside("long", (sys.executable, "-c", "import time; time.sleep(600)")) as run:
        pass
    assert run.process.poll() is not None


def test_an_address_nobody_answers_is_one_line_and_exit_2():
    words = (sys.executable, "tools/where.py", "/nobody/answers/this/")
    asked = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert asked.returncode == 2
    assert asked.stderr.splitlines() == [
        "Nobody answers /nobody/answers/this/: see urls.py of each capability, and wraparound/web/urls.py."
    ]


def test_an_address_is_traced_to_its_view_and_template():
    words = (sys.executable, "tools/where.py", "/expectations/RXW/")
    asked = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "wraparound.capabilities.expectations.views.trust" in asked.stdout
    assert "wraparound/capabilities/expectations/templates/expectations/trust.html" in asked.stdout


def test_an_unknown_check_is_refused():
    words = (sys.executable, "tools/check.py", "--only", "vibes")
    assert subprocess.run(words, cwd=ROOT, capture_output=True, check=False).returncode == 2
