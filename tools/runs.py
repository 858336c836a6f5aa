"""One run of pytest, and what came of it."""

import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from project import ROOT, surroundings

NO_TESTS = 5  # pytest's exit code when it found nothing to run
MOST_WORKERS = 4  # each holds about a gigabyte
SECONDS_TO_END = 60


@dataclass(frozen=True)
class Outcome:
    """How many tests ended each way in a run, and what was wrong with the run itself, if anything."""

    name: str
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    unheard: int = 0
    browser_passed: int = 0
    browser_skipped: int = 0
    database: str = ""
    fault: str = ""

    @property
    def in_words(self) -> str:
        """One line for the summary."""
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"{self.name}: {counts} ({self.seconds:.0f} s)" + (f" – {self.fault}" if self.fault else "")


def over_all_cores() -> tuple[str, ...]:
    """What spreads a run of pytest over the cores there are; nothing where there is one."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    return ("-p", "tools.spread", "-n", str(workers)) if workers > 1 else ()


def run_pytest(name: str, command: tuple[str, ...], **environment: str) -> Outcome:
    """Runs the command, its output shown as it comes, and counts through tools/tally.py."""
    print(f"\n=== {name} ===", flush=True)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder) / "tally.json"
        process = begin(command, None, WRAPAROUND_TALLY=str(tally), **environment)
        try:
            exit_code = process.wait()
        finally:
            end(process)
        counts: dict[str, Any] = json.loads(tally.read_text(encoding="utf-8")) if tally.exists() else {}
    return judged(Outcome(name, time.monotonic() - begun, **counts), exit_code)


def begin(command: tuple[str, ...], said: IO[str] | None, **environment: str) -> subprocess.Popen[bytes]:
    """Starts the command in a group of its own, so that Ctrl-C reaches it and all that it starts once, through us."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=surroundings(**environment),
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.STDOUT if said else None,
        process_group=0,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends what has not ended by itself as Ctrl-C does: then it stops its workers, servers and browsers too."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class AsideRun:
    """The same, beside what else is running: its output is kept, and shown by `outcome` once it has ended."""

    def __init__(self, name: str, command: tuple[str, ...], folder: Path, **environment: str) -> None:
        self.name, self.begun, self.ended = name, time.monotonic(), 0.0
        self.tally, self.said = folder / "tally.json", folder / "said"
        with self.said.open("w", encoding="utf-8") as said:
            self.process = begin(command, said, WRAPAROUND_TALLY=str(self.tally), **environment)
        # Whoever asks for the outcome may do so long after its end.
        self.clock = threading.Thread(target=self._stop_the_clock, daemon=True)
        self.clock.start()

    def outcome(self) -> Outcome:
        """Waits for its end, shows what it said, and counts."""
        self.clock.join()
        exit_code = self.process.wait()
        print(f"\n=== {self.name} ===\n{self.said.read_text(encoding='utf-8')}", flush=True)
        counts: dict[str, Any] = json.loads(self.tally.read_text(encoding="utf-8")) if self.tally.exists() else {}
        return judged(Outcome(self.name, self.ended - self.begun, **counts), exit_code)

    def stop(self) -> None:
        """Ends it, if it has not ended by itself."""
        end(self.process)
        self.clock.join()

    def _stop_the_clock(self) -> None:
        self.process.wait()
        self.ended = time.monotonic()


@contextmanager
def pytest_aside(name: str, command: tuple[str, ...], **environment: str) -> Iterator[AsideRun]:
    """Begins the command, and leaves nothing of it behind."""
    with tempfile.TemporaryDirectory() as folder:
        run = AsideRun(name, command, Path(folder), **environment)
        try:
            yield run
        finally:
            run.stop()


def judged(outcome: Outcome, exit_code: int) -> Outcome:
    """A run that tested nothing or not all, or ended badly though no test failed, counts as one failure."""
    if exit_code == NO_TESTS or not (outcome.passed or outcome.failed):
        return replace(outcome, failed=outcome.failed + 1, fault="it ran no test at all")
    if exit_code and not outcome.failed:
        return replace(outcome, failed=1, fault=f"pytest ended with code {exit_code}")
    if outcome.unheard and not outcome.failed:
        return replace(outcome, failed=1, fault=f"{outcome.unheard} tests were found and not heard of again")
    return outcome


def on_database(outcome: Outcome, wanted: str) -> Outcome:
    """The same outcome, or a failure when the run was not on the database it was meant for."""
    if outcome.database == wanted or outcome.fault:
        return outcome
    return replace(
        outcome, failed=outcome.failed + 1, fault=f"ran on {outcome.database or 'no database'}, not {wanted}"
    )
