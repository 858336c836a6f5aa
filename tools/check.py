"""Runs every check, changes nothing, never stops at the first fault, and says at the end what failed."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from project import ROOT, surroundings
from pure import IMPORTS, WITHOUT_PLUGINS, pure_command

TEST_SETTINGS = "wraparound.web.settings.test"
PRODUCTION_SETTINGS = "wraparound.web.settings.production"

# What a deployment would set; long and varied enough for Django's own check of a secret.
PRETEND_DEPLOYMENT = {
    "WRAPAROUND_SECRET_KEY": "only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ",
    "WRAPAROUND_HOSTS": "wraparound.example",
    "WRAPAROUND_MAIL_HOST": "mail.wraparound.example",
}

QUIETLY = ("-q", "--tb=short", "-p", "no:cacheprovider")
RULES = ("tests/repository/test_rules.py", "tests/repository/test_papers.py")

# Begun first, so that none of them is waited for alone at the end.
LONGEST = ("types", "rules")


@dataclass(frozen=True)
class Command:
    """One program to run, and what it needs in its environment."""

    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """How one check ended. Seconds are wall time."""

    passed: bool
    seconds: float
    output: str


def python(*words: str, **environment: str) -> Command:
    return Command((sys.executable, *words), environment)


def checks(root: Path) -> dict[str, list[Command]]:
    """Every check by name: all of its commands must succeed."""
    return {
        "format": [python("-m", "ruff", "format", "--check", ".")],
        "lint": [python("-m", "ruff", "check", "--output-format=concise", ".")],
        "types": [python("-m", "mypy")],
        "contracts": [Command((str(Path(sys.executable).with_name("lint-imports")),))],
        "rules": [python("-m", "pytest", *QUIETLY, *RULES)],
        "lock": [python("tools/lock.py")],
        "migrations": [manage("makemigrations", "--check", "--dry-run")],
        "django": list(django_checks(root)),
        "pure": [Command(pure_command([IMPORTS], "-q", "--tb=short"), WITHOUT_PLUGINS)],
    }


def manage(*words: str, settings: str = TEST_SETTINGS, **environment: str) -> Command:
    return python("manage.py", *words, DJANGO_SETTINGS_MODULE=settings, **environment)


def django_checks(root: Path) -> Iterator[Command]:
    strict = ("check", "--fail-level", "WARNING")
    yield manage(*strict)
    if (root / "wraparound/web/settings/production.py").is_file():
        yield manage(*strict, "--deploy", settings=PRODUCTION_SETTINGS, **PRETEND_DEPLOYMENT)


def verdict_on(commands: list[Command]) -> Verdict:
    begun = time.monotonic()
    runs = [_run(command) for command in commands]
    output = "\n".join(run.stdout.strip() for run in runs if run.returncode)
    return Verdict(not any(run.returncode for run in runs), time.monotonic() - begun, output)


def _run(command: Command) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command.words,
        cwd=ROOT,
        env=surroundings(COLUMNS="160", **command.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def report(names: list[str], chosen: dict[str, list[Command]]) -> list[str]:
    """Prints a line for each check in this order, with the output of the failed; returns the failed."""
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        begun_first = sorted(names, key=lambda name: name not in LONGEST)
        running = {name: pool.submit(verdict_on, chosen[name]) for name in begun_first}
        for name in names:
            verdict = running[name].result()
            print(f"{name:<12}{'ok' if verdict.passed else 'FAILED':<8}{verdict.seconds:6.1f} s", flush=True)
            if not verdict.passed:
                failed.append(name)
                print("".join(f"    {line}\n" for line in verdict.output.splitlines()), flush=True)
    return failed


def main() -> int:
    every = checks(ROOT)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=every, metavar="CHECK", help=f"of: {', '.join(every)}")
    only = parser.parse_args().only or every
    names = [name for name in every if name in only]
    failed = report(names, every)
    print(f"{len(names) - len(failed)} of {len(names)} checks passed")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
