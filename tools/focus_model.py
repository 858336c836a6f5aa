"""Makes the weights of focus from its own coded sentences and lexicon, and from nothing else.

Run: make focus-model. Edit lexicon.csv, sentences.csv, valence.csv or exceptions.csv first: their sidecars are brought
into step. Prints how well each kind of document is coded by what was learned from the others; those figures rest on
sentences of one author and are published nowhere.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from wraparound.capabilities.focus import evidence
from wraparound.methods.focus.evaluation import area, kappa
from wraparound.methods.focus.lexicon import Lexicon
from wraparound.methods.focus.model import FLAGS, Flag, Weights
from wraparound.methods.focus.training import Learn, Lesson, held_out, learn_fully, learn_readably

EDITED = (evidence.LEXICON, evidence.SENTENCES, evidence.VALENCE, evidence.GENDERED, evidence.EXCEPTIONS)
DIGITS = 4


def main() -> int:
    for table in EDITED:
        stamp(table)
    lessons, lexicon = evidence.lessons(), evidence.lexicon()
    print(f"{len(lessons)} sentences, kinds held out in turn")
    for name, learn in (("lexicon", learn_readably), ("model", learn_fully)):
        report(name, lessons, lexicon, learn)
    write(evidence.WEIGHTS, full_rows(learn_fully(lessons, lexicon)))
    write(evidence.READABLE, readable_rows(learn_readably(lessons, lexicon)))
    return 0


def report(name: str, lessons: Sequence[Lesson], lexicon: Lexicon, learn: Learn) -> None:
    amounts = held_out(lessons, lexicon, learn)
    for flag in FLAGS:
        said = np.array([float(one.says(flag)) for one in lessons])
        flagged = (amounts[flag] >= 0.5).astype(float)
        print(f"{name:8} {flag:5} kappa {kappa(said, flagged):.3f}, area {area(said, amounts[flag]):.3f}")


def full_rows(learned: dict[Flag, Weights]) -> list[tuple[str, ...]]:
    what, how = learned["what"], learned["how"]
    rarity = {**what.words, **what.letters}
    rows: list[tuple[str, ...]] = [(evidence.START, "", _number(what.start), _number(how.start))]
    for part in sorted(what.adds):
        rare = _number(rarity[part]) if part in rarity else ""
        rows.append((part, rare, _number(what.adds[part]), _number(how.adds[part])))
    return rows


def readable_rows(learned: dict[Flag, Weights]) -> list[tuple[str, ...]]:
    what, how = learned["what"], learned["how"]
    parts = sorted({*what.adds, *how.adds})
    rows = [(part, *(_number(one.adds[part]) if part in one.adds else "" for one in (what, how))) for part in parts]
    return [(evidence.START, _number(what.start), _number(how.start)), *rows]


def write(table: str, rows: Iterable[Sequence[str]]) -> None:
    """A table of ours as a file, and its sidecar in step with it."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(evidence.COLUMNS[table])
    out.writerows(rows)
    _path(table, "csv").write_text(text.getvalue(), encoding="utf-8")
    stamp(table)


def stamp(table: str) -> None:
    """Brings rows and checksum of a sidecar into step with its table."""
    content = _path(table, "csv").read_bytes()
    rows = sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8"), newline=""))) - 1
    sidecar = _path(table, "toml").read_text(encoding="utf-8")
    sidecar = re.sub(r"^rows = \d+$", f"rows = {rows}", sidecar, count=1, flags=re.MULTILINE)
    checksum = hashlib.sha256(content).hexdigest()
    sidecar = re.sub(r'^sha256 = ".*"$', f'sha256 = "{checksum}"', sidecar, count=1, flags=re.MULTILINE)
    _path(table, "toml").write_text(sidecar, encoding="utf-8")


def _path(table: str, ending: str) -> Path:
    return evidence.PUBLISHED / f"{table}.{ending}"


def _number(value: float) -> str:
    return f"{value:.{DIGITS}f}"


if __name__ == "__main__":
    raise SystemExit(main())
