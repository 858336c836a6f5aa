"""A pytest plugin: counts what a run did and writes it, as JSON, to the file named in WRAPAROUND_TALLY.

Where pytest-xdist spreads a run over workers, each tells what only it can know, and the one who leads them counts.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

outcomes: dict[str, str] = {}
heard_of: set[str] = set()
collected: set[int] = set()
needing_a_browser: set[str] = set()
broken_files: set[str] = set()
databases: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A test failed if any of its phases failed, and was skipped if any was skipped."""
    heard_of.add(report.nodeid)
    earlier = outcomes.get(report.nodeid, "passed")
    outcomes[report.nodeid] = report.outcome if earlier == "passed" else earlier
    if report.failed:
        outcomes[report.nodeid] = "failed"
    if "browser" in report.keywords:
        needing_a_browser.add(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.failed:
        broken_files.add(report.nodeid)
    elif report.skipped:
        outcomes[report.nodeid] = "skipped"


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker told at its end; one that was killed told nothing, and its test has failed by that."""
    told = getattr(node, "workeroutput", {})
    databases.update(told.get("databases", ()))
    collected.update(told.get("collected", ()))
    outcomes.update({file: "skipped" for file in told.get("skipped_files", ())})


def pytest_sessionfinish(session: pytest.Session) -> None:
    if used := _database_in_use():
        databases.add(used)
    collected.add(session.testscollected)
    if hasattr(session.config, "workeroutput"):
        skipped = [test for test, outcome in outcomes.items() if outcome == "skipped" and "::" not in test]
        told = {"databases": sorted(databases), "collected": sorted(collected), "skipped_files": skipped}
        session.config.workeroutput.update(told)
    else:
        Path(os.environ["WRAPAROUND_TALLY"]).write_text(json.dumps(_counted()), encoding="utf-8")


def _counted() -> dict[str, int | str]:
    counts = Counter(outcomes.values())
    in_browser = Counter(outcomes[test] for test in needing_a_browser)
    return {
        "passed": counts["passed"],
        "failed": counts["failed"] + len(broken_files),
        "skipped": counts["skipped"],
        # Two tests of one name are one test: the other may never have run.
        "unheard": max(collected, default=0) - len(heard_of),
        "browser_passed": in_browser["passed"],
        "browser_skipped": in_browser["skipped"],
        "database": " and ".join(sorted(databases)),
    }


def _database_in_use() -> str:
    """Django's name for it, or nothing where Django was not there: proof that the run used what was meant."""
    if "django.db" not in sys.modules:
        return ""
    from django.db import connection

    return str(connection.vendor)
