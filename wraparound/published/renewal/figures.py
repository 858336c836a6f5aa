"""Figures into a release: who may have them, what they replace, and the quarters that whole months make."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from wraparound.published.measures import Cards, Every
from wraparound.published.readers.terms import Figure, FileRead, LeftOut, RejectedRow
from wraparound.published.renewal.terms import (
    FIGURES,
    MADE_UP_REGION,
    NATIONAL,
    OF_CHECKSUM,
    OFFICIAL,
    PLAIN,
    QUARTERLY,
    REVISIONS,
    YEARLY,
    FileTaken,
    Revision,
    Row,
)
from wraparound.published.renewal.work import Work, all_cards, all_organisations, file_taken, key_of
from wraparound.published.terms import Measure


def take_figures(work: Work, read: FileRead) -> FileTaken:
    """The figures of a file, each at an organisation that can have it; the national totals beside them."""
    known, cards = all_organisations(work), all_cards(work)
    counted: Counter[str] = Counter()
    rejected: list[RejectedRow] = []
    others: dict[str, str] = {}
    for one in read.figures:
        if trouble := _stranger(one, known, cards, read.layout in OFFICIAL):
            if trouble == _NO_TRUST:
                others[one.code] = one.name
            else:
                rejected.append(RejectedRow(one.line, one.code, trouble))
            continue
        did = _put_figure(work, one, read)
        counted[did] += 1
    for one in read.national:
        row = _figure_row(one, read, work.release)
        row.pop("ods_code")
        counted[work.put(NATIONAL, row)] += 1
    names = tuple(f"{code} {name}".strip() for code, name in sorted(others.items()))
    left = (LeftOut("providers that are no NHS trusts, such as walk-in centres", len(names), names),) if names else ()
    return file_taken(read, counted, rejected, left)


_NO_TRUST = "no trust"


def _stranger(one: Figure, known: Mapping[str, Row], cards: Cards, official: bool) -> str:
    """Why a figure cannot stand at this organisation; empty where it can."""
    if one.code not in known:
        if official and not (len(one.code) == 3 and one.code.startswith("R")):
            return _NO_TRUST
        return "is no trust we know: import the register (etr.csv) first, or correct the code"
    made_up = known[one.code]["region"] == MADE_UP_REGION
    if made_up != cards[one.measure].made_up:
        return (
            "is made up, and can have no figures of a real measure"
            if made_up
            else "is a real organisation, and can have no figures of a made-up measure"
        )
    closed = known[one.code]["closed"]
    if closed and one.period.isoformat() > closed:
        return f"closed on {date.fromisoformat(closed):%d %B %Y}; give the figures of its successor"
    opened = cards[one.measure].kinds
    if opened and known[one.code]["kind"] not in opened:
        return f"is of the kind {known[one.code]['kind']}; the measure is of {', '.join(opened)}"
    return ""


def _put_figure(work: Work, one: Figure, read: FileRead) -> str:
    row = _figure_row(one, read, work.release)
    before = work.table(FIGURES).get(key_of(FIGURES, row))
    shown = before or _shown_before(work, one)
    did = work.put(FIGURES, row)
    if did == "unchanged":
        return did
    work.measures.add(one.measure)
    pair = (one.numerator, one.denominator)
    if shown is None or (was := (int(shown["numerator"]), int(shown["denominator"]))) == pair:
        return "new" if before is None else "changed"
    first_shown = shown.get("release") or work.base.id
    every = all_cards(work)[one.measure].every
    work.revisions.append(Revision(one.code, one.measure, one.period, every, was, pair, first_shown))
    work.put(
        REVISIONS,
        {
            **{name: row[name] for name in (*PLAIN, "release")},
            "every": every.value,
            "replaced_numerator": str(was[0]),
            "replaced_denominator": str(was[1]),
            "replaced_release": first_shown,
        },
    )
    return "changed"


def _shown_before(work: Work, one: Figure) -> Row | None:
    """The figure that stood in the earlier release for the same period, where that is published by that period."""
    every = all_cards(work)[one.measure].every
    table = {Every.QUARTER: QUARTERLY, Every.YEAR: YEARLY}.get(every)
    return work.table(table).get((one.code, one.period.isoformat(), one.measure)) if table else None


def derive(work: Work) -> tuple[str, ...]:
    """Brings the tables that forecasts read in line: quarters made of whole months, quarters and years as published.

    Gives the measures and quarters that wait for a month.
    """
    cards = all_cards(work)
    months: dict[tuple[str, str], dict[date, Row]] = {}
    for row in work.table(FIGURES).values():
        if row["measure"] not in work.measures:
            continue
        card = cards[Measure(row["measure"])]
        if card.every is Every.MONTH:
            months.setdefault((row["ods_code"], row["measure"]), {})[date.fromisoformat(row["period"])] = row
        else:
            work.put(QUARTERLY if card.every is Every.QUARTER else YEARLY, {name: row[name] for name in PLAIN})
    waiting: set[tuple[str, str]] = set()
    for (code, measure), by_month in months.items():
        for first in {date(day.year, (day.month - 1) // 3 * 3 + 1, 1) for day in by_month}:
            days = (date(first.year, first.month + add, 1) for add in range(3))
            counts = _quarter([by_month.get(day) for day in days], adds_up=cards[Measure(measure)].adds_up)
            if counts is None:
                waiting.add((measure, first.isoformat()))
            else:
                numerator, denominator = (str(one) for one in counts)
                about = {"ods_code": code, "period": first.isoformat(), "measure": measure}
                _put_quarter(work, {**about, "numerator": numerator, "denominator": denominator})
    newest: dict[str, str] = {}
    for row in work.table(QUARTERLY).values():
        newest[row["measure"]] = max(newest.get(row["measure"], ""), row["period"])
    return tuple(sorted(f"{measure} {period}" for measure, period in waiting if period > newest.get(measure, "")))


def _quarter(months: list[Row | None], *, adds_up: bool) -> tuple[int, int] | None:
    """The quarter's counts: the sum of its three months, or the state at its last; None while months are missing."""
    counted = months if adds_up else months[-1:]
    held = [row for row in counted if row is not None]
    if len(held) < len(counted):
        return None
    return sum(int(row["numerator"]) for row in held), sum(int(row["denominator"]) for row in held)


def _put_quarter(work: Work, row: Row) -> None:
    before = work.table(QUARTERLY).get(key_of(QUARTERLY, row))
    if work.put(QUARTERLY, row) != "changed" or before is None:
        return
    was, now = ((int(one["numerator"]), int(one["denominator"])) for one in (before, row))
    period, measure = date.fromisoformat(row["period"]), Measure(row["measure"])
    work.revisions.append(Revision(row["ods_code"], measure, period, Every.QUARTER, was, now, work.base.id))
    replaced = {"replaced_numerator": str(was[0]), "replaced_denominator": str(was[1])}
    work.put(
        REVISIONS,
        {**row, "every": Every.QUARTER.value, "release": work.release, **replaced, "replaced_release": work.base.id},
    )


def _figure_row(one: Figure, read: FileRead, release: str) -> Row:
    return {
        "ods_code": one.code,
        "period": one.period.isoformat(),
        "measure": one.measure,
        "numerator": str(one.numerator),
        "denominator": str(one.denominator),
        "file": read.sha256[:OF_CHECKSUM],
        "line": str(one.line),
        "release": release,
    }
