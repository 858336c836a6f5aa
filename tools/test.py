"""Runs every test: on SQLite, those of the database again on PostgreSQL, the pure half without Django.

The first two are spread over the cores there are. Options it does not know go to the first of these runs, which then is
one process: tools/test.py -k trust.
"""

import argparse
import os
import signal
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from postgres import ServerWillNotStart, temporary_cluster
from project import ROOT
from pure import WITHOUT_PLUGINS, pure_command, pure_tests
from runs import Outcome, on_database, over_all_cores, pytest_aside, run_pytest
from system_parts import PartMissing, chromium, postgresql

FRAME_WIDTH = 100
PYTEST = (sys.executable, "-m", "pytest", "-p", "tools.tally")


@dataclass
class Report:
    """What ran, and what did not and why: part by part."""

    ran: list[Outcome] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)

    @property
    def missed(self) -> list[str]:
        """Parts that WRAPAROUND_REQUIRE names and that were skipped all the same."""
        return [part for part in os.environ.get("WRAPAROUND_REQUIRE", "").split() if part in self.skipped]

    @property
    def totals(self) -> tuple[int, int, int]:
        """Passed, failed, skipped over all runs; a missed part counts as failed."""
        failed = sum(run.failed for run in self.ran) + len(self.missed)
        return sum(run.passed for run in self.ran), failed, sum(run.skipped for run in self.ran)

    @property
    def frame(self) -> str:
        """The summary nobody can overlook."""
        lines = [f"{'FAILED' if run.failed else 'ran':<9}{run.in_words}" for run in self.ran]
        lines += [f"{'SKIPPED':<9}{part}: {reason}" for part, reason in self.skipped.items()]
        lines += [f"{'FAILED':<9}{part} was skipped, and WRAPAROUND_REQUIRE asks for it" for part in self.missed]
        bar = "#" * FRAME_WIDTH
        return "\n".join(["", bar, *(_in_frame(line) for line in lines), bar])


def _in_frame(line: str) -> str:
    return textwrap.fill(line, FRAME_WIDTH, initial_indent="# ", subsequent_indent="#" + " " * 10)


def run_main(report: Report, extra: list[str], *, fast: bool) -> None:
    """Everything on SQLite, in a browser where there is one."""
    environment = {}
    try:
        environment["WRAPAROUND_CHROMIUM"] = str(chromium())
    except PartMissing as missing:
        report.skipped["browser"] = str(missing)
    # Whoever asks for some tests waits less when no workers have to be made ready; the pure half comes by itself.
    spread = () if extra else (*over_all_cores(), *(f"--ignore={place}" for place in pure_tests(ROOT)))
    if fast:
        report.skipped["planted"] = "--fast was asked for"
        extra = ["-m", "not planted", *extra]
    outcome = run_pytest("Everything but the pure half, on SQLite", (*PYTEST, *spread, *extra), **environment)
    if outcome.browser_skipped or not (outcome.browser_passed or extra):
        why = f"{outcome.browser_passed} journeys ran and {outcome.browser_skipped} skipped themselves: see above"
        report.skipped.setdefault("browser", why)
    report.ran.append(outcome if extra else on_database(outcome, "sqlite"))


def run_postgresql(report: Report) -> None:
    """The tests marked database, on a server that exists only for them."""
    command = (*PYTEST, *over_all_cores(), "-m", "database")
    try:
        with temporary_cluster(postgresql()) as address:
            outcome = run_pytest("The database tests, on PostgreSQL", command, WRAPAROUND_DATABASE_URL=address)
    except (PartMissing, ServerWillNotStart) as missing:
        report.skipped["postgresql"] = str(missing)
    else:
        report.ran.append(on_database(outcome, "postgresql"))


@contextmanager
def pure_half(report: Report) -> Iterator[None]:
    """The pure half, where Django cannot be imported, beside what runs within."""
    command = pure_command(pure_tests(ROOT), "-p", "tools.tally")
    with pytest_aside("The pure half, without Django", command, **WITHOUT_PLUGINS) as run:
        yield
        report.ran.append(on_database(run.outcome(), ""))


def stop_tidily(signal_number: int, _frame: FrameType | None) -> None:
    """A polite end passes through every `with`, so that no server is left behind."""
    sys.exit(128 + signal_number)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fast", action="store_true", help="leave out PostgreSQL and the planted violations")
    options, extra = parser.parse_known_args()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, stop_tidily)
    # A shell that starts this in the background lets it ignore Ctrl-C, and what it starts too, which is ended by that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    report = Report()
    run_main(report, extra, fast=options.fast)
    with pure_half(report):
        if options.fast:
            report.skipped["postgresql"] = "--fast was asked for"
        else:
            run_postgresql(report)
    passed, failed, skipped = report.totals
    print(report.frame)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
