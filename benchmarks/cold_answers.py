"""Wall and CPU time of whole commands, each a new process: `.venv/bin/python benchmarks/cold_answers.py`.

Beside the floor, a process that only imports numpy, which every answer needs. Each command runs five times. The fit of
the whole release writes what is there already: the same figures give the same bytes.
"""

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 5
CODE = "import sys; from wraparound.cli import main; sys.exit(main(sys.argv[1:]))"
RXW = ("RXW", "--measure", "ae_4hour_major")
COMMANDS = {
    "floor: import numpy": ("-c", "import numpy"),
    "check a target": ("-c", CODE, "expectations", "check", *RXW, "--target", "78", "--by", "2028-03", "--json"),
    "forecast": ("-c", CODE, "expectations", "forecast", *RXW, "--json"),
    "comparators": ("-c", CODE, "expectations", "comparators", *RXW, "--json"),
    "a trust": ("-c", CODE, "expectations", "trust", "RXW", "--json"),
    "fit a whole release": ("-c", CODE, "expectations", "fit", "--json"),
}


def main() -> None:
    """Prints minimum and median of each command."""
    for name, words in COMMANDS.items():
        _report(name, words)


def _report(name: str, words: tuple[str, ...]) -> None:
    runs = [_run(words) for _ in range(ROUNDS)]
    wall, cpu = ([run[place] for run in runs] for place in (0, 1))
    print(
        f"{name:<22} wall min {min(wall):5.2f} s, median {statistics.median(wall):5.2f} s   "
        f"CPU min {min(cpu):5.2f} s, median {statistics.median(cpu):5.2f} s   of {ROUNDS}"
    )


def _run(words: tuple[str, ...]) -> tuple[float, float]:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    quiet = subprocess.DEVNULL
    subprocess.run([sys.executable, *words], check=True, stdout=quiet, stderr=quiet, cwd=Path(__file__).parents[1])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, spent


if __name__ == "__main__":
    main()
