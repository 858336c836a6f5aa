"""A pytest plugin: counts what a run did and writes it, as JSON, to the file named in WRAPAROUND_TALLY."""

import json
import os
import sys
from collections import Counter
from pathlib import Path

import pytest

outcomes: dict[str, str] = {}
needing_a_browser: set[str] = set()
broken_files: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A test failed if any of its phases failed, and was skipped if any was skipped."""
    earlier = outcomes.get(report.nodeid, "passed")
    outcomes[report.nodeid] = report.outcome if earlier == "passed" else earlier
    if report.failed:
        outcomes[report.nodeid] = "failed"
    if "browser" in report.keywords:
        needing_a_browser.add(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.failed:
        broken_files.append(report.nodeid)
    elif report.skipped:
        outcomes[report.nodeid] = "skipped"


def pytest_sessionfinish() -> None:
    counts = Counter(outcomes.values())
    in_browser = Counter(outcomes[test] for test in needing_a_browser)
    tally = {
        "passed": counts["passed"],
        "failed": counts["failed"] + len(broken_files),
        "skipped": counts["skipped"],
        "browser_passed": in_browser["passed"],
        "browser_skipped": in_browser["skipped"],
        "database": _database_in_use(),
    }
    Path(os.environ["WRAPAROUND_TALLY"]).write_text(json.dumps(tally), encoding="utf-8")


def _database_in_use() -> str:
    """Django's name for it, or nothing where Django was not there: proof that the run used what was meant."""
    if "django.db" not in sys.modules:
        return ""
    from django.db import connection

    return str(connection.vendor)
