"""Focus beside what it must reach: a sentence after load, the size of the model, a cold answer, a PDF of 300 pages.

Run: make benchmark-focus. A sentence is timed in CPU of this process, the best of three after a first, over every coded
sentence of ours; beside it the same weights as most would use them (benchmarks/focus_in_matrices.py), which must say
the same. Commands are new processes, children of theirs counted in; memory is the largest of them. The PDF is set here
from the same sentences; beside it pypdf alone, which takes the letters out and tells nothing of what they are.
"""

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import batched, cycle, islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple

from timing import best_of

MOST_MS, MOST_MB, MOST_COLD, MOST_LONG, MOST_MEMORY = 1.0, 10.0, 2.0, 15.0, 500.0
PAGES, ROUNDS = 300, 5
ALIKE = 1e-9
COMMAND = "import sys; from wraparound.cli import main; sys.exit(main(sys.argv[1:]))"
PEER = "import sys, pypdf; print(sum(len(one.extract_text()) for one in pypdf.PdfReader(sys.argv[1]).pages))"
SECTION = "= Part {number}\n\n{first}\n\n- {second}\n\n#table(columns: 2, [{third}], [{fourth}])\n\n{rest}\n\n"
IN_A_SECTION = 22


class Spent(NamedTuple):
    """One command: seconds of wall and of CPU, its own and its children's, and the most memory of any, in MB."""

    wall: float
    cpu: float
    memory: float


class Line(NamedTuple):
    """A row of the table that is printed; what goes `by_the_clock` is late where others want the processors too."""

    name: str
    measured: float
    most: float
    unit: str
    beside: str = ""
    by_the_clock: bool = False

    @property
    def met(self) -> bool:
        return self.measured <= self.most


def main() -> int:
    wanted, processors = os.getloadavg()[0], os.cpu_count() or 1
    print(f"processors {processors}, wanted by others at the start: {wanted:.1f}\n")
    with tempfile.TemporaryDirectory() as folder:
        # Commands come first: how large this process is would count as theirs.
        lines = [*_cold(Path(folder)), *_long(Path(folder))]
    lines = [*_sentence(), _size(), *lines]
    late = [one for one in lines if not one.met and one.by_the_clock and wanted >= processors]
    print(f"\n{'':<34} {'measured':>10} {'to reach':>10}")
    for one in lines:
        verdict = "" if one.met else "LATE, " if one in late else "MISSED, "
        print(f"{one.name:<34} {one.measured:>7.2f} {one.unit:<2} {one.most:>7g} {one.unit:<2}  {verdict}{one.beside}")
    if late:
        print("\nOthers wanted the processors: what is late by the clock is judged by its CPU.")
    return int(any(not one.met for one in lines if one not in late))


def _cold(folder: Path) -> list[Line]:
    table = folder / "statements.tsv"
    table.write_text("text\nListen to staff and cut waits by March.\n", encoding="utf-8")
    words = ("-c", COMMAND, "focus", "score", str(table), "--text-column", "text", "--json")
    ours = [_run(words) for _ in range(ROUNDS)]
    floor = [_run(("-c", "import numpy, scipy.sparse")) for _ in range(ROUNDS)]
    beside = f"numpy and scipy.sparse alone, which the peer needs: {median(one.wall for one in floor):.2f} s"
    return [
        Line("cold answer of score, wall", median(one.wall for one in ours), MOST_COLD, "s", beside, by_the_clock=True),
        Line("cold answer of score, CPU", median(one.cpu for one in ours), MOST_COLD, "s"),
    ]


def _long(folder: Path) -> list[Line]:
    file = folder / "paper.pdf"
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        pages = apart.submit(make_pdf, str(file)).result()
    print(f"a PDF of {pages} pages, {file.stat().st_size / 1e6:.1f} MB, {IN_A_SECTION} sentences for each page")
    ours = _run(("-c", COMMAND, "focus", "read", str(file), "--kind", "board paper", "--json"))
    theirs = _run(("-c", PEER, str(file)))
    beside = f"pypdf alone, its letters and nothing else: {theirs.wall:.1f} s, {theirs.memory:.0f} MB"
    return [
        Line(f"{pages} pages of PDF, wall", ours.wall, MOST_LONG, "s", beside, by_the_clock=True),
        Line(f"{pages} pages of PDF, CPU", ours.cpu, MOST_LONG, "s"),
        Line("memory of the larger process", ours.memory, MOST_MEMORY, "MB"),
    ]


def _sentence() -> list[Line]:
    from focus_in_matrices import Matrices

    from wraparound.capabilities.focus import evidence
    from wraparound.methods.focus.model import FLAGS, score

    texts, model = [one.text for one in evidence.lessons()], evidence.model()
    peer = Matrices(model)
    scored, (_, ours) = best_of(lambda: [score(text, model) for text in texts])
    found, (_, at_once) = best_of(lambda: peer.amounts(texts))
    _, (_, alone) = best_of(lambda: [peer.amounts([text]) for text in texts])
    apart = max(
        abs(getattr(one, flag).amount - amount)
        for flag in FLAGS
        for one, amount in zip(scored, found[flag], strict=True)
    )
    same = "the same amounts" if apart < ALIKE else f"OTHER AMOUNTS, by {apart:.2g}"
    each = 1000 / len(texts)
    beside = f"in matrices {at_once * each:.2f} ms all at once, {alone * each:.2f} one by one, no reasons; {same}"
    return [
        Line("a sentence with its reasons, CPU", ours * each if apart < ALIKE else float("nan"), MOST_MS, "ms", beside)
    ]


def _size() -> Line:
    from wraparound.capabilities.focus.evidence import PUBLISHED

    size = sum(file.stat().st_size for file in PUBLISHED.iterdir()) / 1e6
    return Line("model, words and coded sentences", size, MOST_MB, "MB")


def make_pdf(file: str) -> int:
    """A paper of exactly so many pages with headings, bullets, tables and paragraphs; how many it has."""
    import typst
    from pypdf import PdfReader

    from wraparound.capabilities.focus.evidence import lessons

    texts = cycle(_plain(one.text) for one in lessons())
    sections = batched(islice(texts, PAGES * IN_A_SECTION), IN_A_SECTION, strict=True)
    body = "#pagebreak(weak: true)\n".join(_section(number, own) for number, own in enumerate(sections, start=1))
    Path(file).write_bytes(typst.compile(f"#set text(size: 9pt)\n{body}".encode()))
    return len(PdfReader(file).pages)


def _section(number: int, own: Sequence[str]) -> str:
    first, second, third, fourth, *rest = own
    return SECTION.format(number=number, first=first, second=second, third=third, fourth=fourth, rest=" ".join(rest))


def _plain(text: str) -> str:
    """A text that typst takes as it stands."""
    return "".join(f"\\{letter}" if letter in "\\#$*_`<>@[]~=-+/\"'" else letter for letter in text)


def _run(words: Sequence[str]) -> Spent:
    """A new process that must end well, with what it prints thrown away."""
    begun = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(sys.executable, [sys.executable, *words], os.environ, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(words[2:])} ended with {os.waitstatus_to_exitcode(status)}")
    return Spent(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    raise SystemExit(main())
