"""What a person says of sentences, line by line in a file of theirs: it can be left and gone on with at any time.

Each answer is written at once, so that nothing is lost when the terminal closes. Coders never see what the measure
says.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wraparound.capabilities.focus.exchange.tables import rows_of
from wraparound.capabilities.focus.terms.texts import TextNotRead

COLUMNS = ("row", "coder", "kind", "document", "what", "how", "code", "text")
ANSWERS = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}
CODES = "rep"
STOP = "q"

type Ask = Callable[[str], str]
"""Shows a question and returns the answer, with nothing around it; EOFError where nobody answers any more."""


def code_sentences(file: Path, column: str, out: Path, *, coder: str, ask: Ask) -> int:
    """Asks for each sentence that is not coded yet; how many were coded this time. Rows with no text are passed over.

    Args:
        file: the table of sentences; its columns kind, document and code are taken along where it has them.
        column: which column holds the sentence.
        out: the coder's own file, begun where it is not there.
        coder: their name or sign, the same in all of the file.
        ask: how they are asked.
    """
    done, column = _coded(out, coder), column.strip()
    new = 0
    for number, row in enumerate(rows_of(file, needs=(column,)), start=1):
        if str(number) in done or not row[column].strip():
            continue
        try:
            answers = _asked(number, row[column], ask)
        except EOFError:
            break
        if answers is None:
            break
        kept = {"row": str(number), "coder": coder, "text": row[column], **answers}
        _add(out, {**{name: row.get(name, "") for name in ("kind", "document")}, **kept})
        new += 1
    return new


def codings_of(files: Sequence[Path]) -> dict[str, dict[str, Mapping[str, str]]]:
    """The answers of each coder by row; TextNotRead where files are of one coder, or of other sentences."""
    found: dict[str, dict[str, Mapping[str, str]]] = {}
    texts: dict[str, str] = {}
    for file in files:
        for row in rows_of(file, needs=COLUMNS):
            if texts.setdefault(row["row"], row["text"]) != row["text"]:
                raise TextNotRead(f"{file.name}, row {row['row']}: not the sentence that another file has there.")
            if row["what"] not in {"yes", "no"} or row["how"] not in {"yes", "no"}:
                raise TextNotRead(f"{file.name}, row {row['row']}: what and how are yes or no, nothing else.")
            found.setdefault(row["coder"], {})[row["row"]] = row
    if len(found) < 2:
        raise TextNotRead("Give the files of two coders at least; these are of one.")
    return found


def _coded(out: Path, coder: str) -> set[str]:
    if not out.exists():
        return set()
    rows = list(rows_of(out, needs=COLUMNS))
    if others := {row["coder"] for row in rows} - {coder}:
        raise TextNotRead(
            f"{out.name} is the file of {', '.join(sorted(others))}: give each coder a file of their own."
        )
    return {row["row"] for row in rows}


def _asked(number: int, text: str, ask: Ask) -> dict[str, str] | None:
    """What was said of one sentence; none where they would like to stop."""
    what = _one_of(
        ask, f"\n{number}. {text}\n   What is to be done, or came out of it?  y / n / q to stop: ", (*ANSWERS, STOP)
    )
    if what == STOP:
        return None
    how = _one_of(ask, "   How people and partners are treated, led, involved?  y / n / q to stop: ", (*ANSWERS, STOP))
    if how == STOP:
        return None
    code = ""
    if ANSWERS[how] == "yes":
        code = _one_of(ask, "   r people at work, e partners and communities, p listening to patients: ", tuple(CODES))
    return {"what": ANSWERS[what], "how": ANSWERS[how], "code": code.upper()}


def _one_of(ask: Ask, words: str, allowed: Sequence[str]) -> str:
    while True:
        said = ask(words).strip().lower()
        if said in allowed:
            return said


def _add(out: Path, row: Mapping[str, str]) -> None:
    begins = not out.exists() or not out.stat().st_size
    with out.open("a", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        if begins:
            lines.writerow(COLUMNS)
        lines.writerow([_plain(row[name]) for name in COLUMNS])


def _plain(cell: str) -> str:
    return " ".join(cell.split())
