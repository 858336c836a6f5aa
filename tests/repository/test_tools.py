"""The tools that judge the house are judged here."""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
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


def is_there(number):
    with suppress(ProcessLookupError):
        os.kill(number, 0)
        return True
    return False


def test_what_a_run_has_started_ends_with_it(runs):
    program = "import subprocess, sys; one = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
    command = (sys.executable, "-c", f"{program}; print(one.pid, flush=True); one.wait()")
    with runs.pytest_aside("long", command) as run:
        while not (said := run.said.read_text()).endswith("\n"):
            time.sleep(0.05)
        started = int(said)
        assert is_there(started)
    until = time.monotonic() + 60
    while is_there(started) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_there(started)


TWO_WORKERS = ("-p", "xdist", "-p", "tools.spread", "-n", "2")
TESTS = {
    "test_some": "import pytest\ndef test_passes(): pass\ndef test_fails(): assert 0\n"
    "@pytest.mark.skip\ndef test_skips(): pass\n@pytest.mark.browser\ndef test_in_a_browser(): pass",
    "test_others": "".join(f"def test_number_{number}(): pass\n" for number in range(20)),
    "test_put_aside": "import pytest\npytest.skip('all of it', allow_module_level=True)",
    "test_broken": "import no_such_module",
}
ON_A_DATABASE = "from django.conf import settings\nengine = 'django.db.backends.sqlite3'\n" + (
    "settings.configure(DATABASES={'default': {'ENGINE': engine, 'NAME': ':memory:'}})\nimport django.db\n"
)


def tally_of(folder, *options, **files):
    """What tools/tally.py counts in a folder of its own."""
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = browser: needs one\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO"))}
    words = ("-m", "pytest", "-p", "tools.tally", "-p", "no:cacheprovider", *options, str(folder))
    tally = folder / "tally.json"
    subprocess.run(
        (sys.executable, *words),
        cwd=folder,
        env={
            **kept,
            "PYTHONPATH": str(ROOT),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "WRAPAROUND_TALLY": str(tally),
        },
        capture_output=True,
        check=False,
    )
    return json.loads(tally.read_text(encoding="utf-8"))


@pytest.mark.parametrize("options", [(), TWO_WORKERS], ids=["one process", "two workers"])
@pytest.mark.parametrize("broken", [True, False])
def test_every_test_is_counted_once_however_many_ran_them(tmp_path, options, broken):
    files = {name: text for name, text in TESTS.items() if broken or name != "test_broken"}
    told = tally_of(tmp_path, "--continue-on-collection-errors", *options, **files)
    assert (told["passed"], told["failed"], told["skipped"]) == (22, 2 if broken else 1, 2)
    assert (told["browser_passed"], told["browser_skipped"], told["unheard"]) == (1, 0, 0)


ONE_NAME_FOR_ALL = "def pytest_collection_modifyitems(items):\n    for item in items: item._id = items[0].id"


@pytest.mark.parametrize("options", [(), TWO_WORKERS], ids=["one process", "two workers"])
def test_tests_that_are_found_and_not_heard_of_again_are_a_failure(runs, tmp_path, options):
    told = tally_of(tmp_path, *options, conftest=ONE_NAME_FOR_ALL, test_others=TESTS["test_others"])
    assert (told["passed"], told["unheard"]) == (1, 19)
    judged = runs.judged(runs.Outcome("lost", 1.0, **told), exit_code=0)
    assert (judged.failed, judged.fault) == (1, "19 tests were found and not heard of again")


def test_a_worker_that_dies_is_a_failure_and_the_others_tests_still_count(tmp_path):
    files = {"test_others": TESTS["test_others"], "test_killed": "import os\ndef test_dies(): os._exit(1)"}
    told = tally_of(tmp_path, *TWO_WORKERS, **files)
    assert (told["passed"], told["failed"]) == (20, 1)


@pytest.mark.parametrize("options", [(), TWO_WORKERS], ids=["one process", "two workers"])
def test_the_database_that_was_used_is_told(tmp_path, options):
    told = tally_of(tmp_path, *options, conftest=ON_A_DATABASE, test_others=TESTS["test_others"])
    assert (told["passed"], told["database"]) == (20, "sqlite")


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
