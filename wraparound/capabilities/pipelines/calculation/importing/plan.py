"""What an import would do, worked out from its rows and what is known today, and from nothing else.

See docs/how-to/exchange.md and ADR 0043. The same rows and the same state give the same plan: what is shown before is
what is written after, or nothing is.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from wraparound.capabilities.pipelines.calculation.importing.cells import Refused
from wraparound.capabilities.pipelines.calculation.importing.holders import entries_of, holder_line
from wraparound.capabilities.pipelines.calculation.importing.knowing import Asks, Knowing
from wraparound.capabilities.pipelines.calculation.importing.people import Seen, person_line
from wraparound.capabilities.pipelines.calculation.importing.posts import above_line, post_line
from wraparound.capabilities.pipelines.calculation.importing.successors import successor_line
from wraparound.capabilities.pipelines.terms.exchange import (
    Difference,
    ImportLine,
    Outcome,
    Plan,
    RowIn,
    Sheet,
    Today,
    Why,
)
from wraparound.published.cells import day_in

LEAVE = "leave"
"""The answer that leaves a row out."""
TELLS = ("job", "title", "starts")
"""Columns beside the name that tell people, or posts, of nearly one name apart."""
Answers = Mapping[tuple[Sheet, int], str]
PASSED = frozenset({Why.NO_POST, Why.WHICH_POST})


def plan_of(rows: Sequence[RowIn], today: Today, answers: Answers | None = None) -> Plan:
    """People first, then posts, then who holds them and who is named: each may mean what an earlier sheet adds.

    `answers` say which of several a row means, or that it is left out.
    """
    answers = answers or {}
    known = Knowing(today)
    lines: dict[tuple[Sheet, int], ImportLine] = {}
    by_sheet = {sheet: [row for row in rows if row.sheet is sheet] for sheet in Sheet}
    times: Seen = {}
    _each(by_sheet[Sheet.PEOPLE], lines, answers, lambda row, answer: person_line(row, known, answer, times))
    posts: dict[int, int] = {}
    _each(by_sheet[Sheet.POSTS], lines, answers, lambda row, answer: post_line(row, known, answer, posts))
    _report(by_sheet[Sheet.POSTS], lines, posts, known)
    entries, held = entries_of(known), dict[int, int]()
    # Who leaves is read before who comes: a post is handed over in one file, in whatever order its rows stand.
    first = sorted(by_sheet[Sheet.HOLDERS], key=lambda row: not row.cells.get("entry", "").strip())
    _each(first, lines, answers, lambda row, answer: holder_line(row, known, answer, entries, held))
    named: dict[object, int] = {}
    _each(
        by_sheet[Sheet.SUCCESSORS],
        lines,
        answers,
        lambda row, answer: successor_line(row, known, answer, entries, named),
    )
    return Plan(tuple(lines[row.sheet, row.line] for row in rows), tuple(known.writes))


def fingerprint(plan: Plan) -> str:
    """The same for two plans that write the same over the same, and for no others."""
    made = hashlib.sha256()
    for one in plan.writes:
        made.update(repr((one.kind.value, one.number, sorted(one.values.items()), sorted(one.before.items()))).encode())
    for line in plan.lines:
        if line.outcome is Outcome.ASKS:
            made.update(repr((line.sheet.value, line.line)).encode())
    return made.hexdigest()


def counts(plan: Plan) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """How many rows there are of each outcome, in all and by sheet."""
    every = Counter(line.outcome.value for line in plan.lines)
    by_sheet: dict[str, dict[str, int]] = {}
    for line in plan.lines:
        of = by_sheet.setdefault(line.sheet.value, {})
        of[line.outcome.value] = of.get(line.outcome.value, 0) + 1
    return dict(every), by_sheet


def _each(
    rows: Sequence[RowIn],
    lines: dict[tuple[Sheet, int], ImportLine],
    answers: Answers,
    read: Callable[[RowIn, str], ImportLine],
) -> None:
    for row in rows:
        lines[row.sheet, row.line] = _line(row, answers.get((row.sheet, row.line), ""), read)


def _line(row: RowIn, answer: str, read: Callable[[RowIn, str], ImportLine]) -> ImportLine:
    about = row.cells.get("name") or row.cells.get("title") or row.cells.get("last_name") or ""
    if answer == LEAVE:
        return ImportLine(row.sheet, row.line, Outcome.LEFT, about, why=Why.LEFT_OUT)
    try:
        return read(row, answer)
    except Asks as asked:
        return ImportLine(row.sheet, row.line, Outcome.ASKS, about, changes=_told(row, about), choices=asked.choices)
    except Refused as trouble:
        if row.passes_over and trouble.why in PASSED:
            return ImportLine(row.sheet, row.line, Outcome.LEFT, about, why=Why.NOT_KEPT_HERE)
        return ImportLine(
            row.sheet, row.line, Outcome.REFUSED, about, why=trouble.why, column=trouble.column, said=trouble.said
        )


def _told(row: RowIn, about: str) -> tuple[Difference, ...]:
    """What a row says that helps to choose whom or which it means."""
    cells = ((column, row.cells.get(column, "").strip()) for column in TELLS)
    said = ((column, (day_in(text) or "") if column == "starts" else text) for column, text in cells if text != about)
    return tuple(Difference(column, None, value) for column, value in said if value)


def _report(
    rows: Sequence[RowIn], lines: dict[tuple[Sheet, int], ImportLine], posts: Mapping[int, int], known: Knowing
) -> None:
    numbers = {line: number for number, line in posts.items()}
    for row in rows:
        line = lines[row.sheet, row.line]
        if row.line not in numbers or line.outcome in (Outcome.REFUSED, Outcome.ASKS, Outcome.LEFT):
            continue
        try:
            lines[row.sheet, row.line] = above_line(row, line, numbers[row.line], known)
        except Refused as trouble:
            # What else the row says is taken: what it reports to can be said on its page.
            outcome = Outcome.REFUSED if line.outcome is Outcome.SAME else line.outcome
            lines[row.sheet, row.line] = replace(
                line, outcome=outcome, why=trouble.why, column=trouble.column, said=trouble.said
            )
