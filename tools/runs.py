"""One run of pytest, and what came of it."""

import json
import subprocess
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from project import ROOT, surroundings

NO_TESTS = 5  # pytest's exit code when it found nothing to run


@dataclass(frozen=True)
class Outcome:
    """How many tests ended each way in a run, and what was wrong with the run itself, if anything."""

    name: str
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    browser_passed: int = 0
    browser_skipped: int = 0
    database: str = ""
    fault: str = ""

    @property
    def in_words(self) -> str:
        """One line for the summary."""
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"{self.name}: {counts} ({self.seconds:.0f} s)" + (f" – {self.fault}" if self.fault else "")


def run_pytest(name: str, command: tuple[str, ...], **environment: str) -> Outcome:
    """Runs the command, its output shown as it comes, and counts through tools/tally.py."""
    print(f"\n=== {name} ===", flush=True)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder) / "tally.json"
        exit_code = subprocess.run(
            command, cwd=ROOT, env=surroundings(WRAPAROUND_TALLY=str(tally), **environment), check=False
        ).returncode
        counts: dict[str, Any] = json.loads(tally.read_text(encoding="utf-8")) if tally.exists() else {}
    return judged(Outcome(name, time.monotonic() - begun, **counts), exit_code)


def judged(outcome: Outcome, exit_code: int) -> Outcome:
    """A run that tested nothing, or ended badly though no test failed, counts as one failure."""
    if exit_code == NO_TESTS or not (outcome.passed or outcome.failed):
        return replace(outcome, failed=outcome.failed + 1, fault="it ran no test at all")
    if exit_code and not outcome.failed:
        return replace(outcome, failed=1, fault=f"pytest ended with code {exit_code}")
    return outcome


def on_database(outcome: Outcome, wanted: str) -> Outcome:
    """The same outcome, or a failure when the run was not on the database it was meant for."""
    if outcome.database == wanted or outcome.fault:
        return outcome
    return replace(
        outcome, failed=outcome.failed + 1, fault=f"ran on {outcome.database or 'no database'}, not {wanted}"
    )
