"""Our own tables as CSV (spells, ratings, successions, recording steps, staff survey, organisations), to be updated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wraparound.published.readers.files import Sent, rows_of
from wraparound.published.readers.terms import FileRead, Layout, RejectedRow, TableLine
from wraparound.published.release import day, possible_days
from wraparound.published.terms import EndedBy, Kind, Regime

Row = Mapping[str, str]
LINK_NEEDED = "source_url must begin with https://"


@dataclass(frozen=True)
class OwnTable:
    """A table of ours: its columns, those that say which row is which, and what a row must fulfil."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    trouble: Callable[[Row], str]


def _spell(row: Row) -> str:
    if row["regime"] not in set(Regime):
        return f"“{row['regime'][:40]}” is no regime: {', '.join(Regime)}"
    if row["ended_by"] not in set(EndedBy):
        return f"ended_by “{row['ended_by'][:40]}” is none of: {', '.join(EndedBy)}"
    return _spell_days(row) or ("" if row["source_url"].startswith("https://") else LINK_NEEDED)


def _spell_days(row: Row) -> str:
    possible_days(row["last_known"])
    for first, last in (("entered_lo", "entered_hi"), ("exited_lo", "exited_hi")):
        day(row[first]), day(row[last])
        if (row[first] == "") != (row[last] == "") or row[first] > row[last]:
            return f"{first} and {last} must both be days, the first not after the second"
    if row["exited_hi"] and row["entered_lo"] and row["exited_hi"] < row["entered_lo"]:
        return "leaves before it can have entered"
    if (row["ended_by"] == EndedBy.UNKNOWN) != (row["exited_lo"] == ""):
        return "has an end without a date, or a date without an end"
    if row["ended_by"] == EndedBy.UNKNOWN and not row["last_known"]:
        return "has neither an end nor a last known day"
    return ""


def _rating(row: Row) -> str:
    possible_days(row["published"])
    if not row["published"] or not row["overall"]:
        return "published and overall must not be empty"
    return "" if row["source_url"].startswith("https://") else LINK_NEEDED


def _organisation(row: Row) -> str:
    opened, closed = day(row["opened"]), day(row["closed"])
    if row["kind"] not in set(Kind):
        return f"“{row['kind'][:40]}” is no kind of trust: {', '.join(Kind)}"
    if not row["name"].strip() or not row["region"].strip():
        return "name and region must not be empty"
    return "closed before it opened" if opened and closed and closed < opened else ""


def _succession(row: Row) -> str:
    day(row["date"])
    if row["predecessor"] == row["successor"]:
        return "follows itself"
    return "" if row["date"] else "date must not be empty"


def _step(row: Row) -> str:
    first, _, last = row["period"].partition("..")
    for text in filter(None, (first, last)):
        day(text)
    return "" if row["period"] and row["why"].strip() else "period and why must not be empty"


def _indicator(row: Row) -> str:
    if not row["year"].isdigit() or not row["respondents"].isdigit() or not 0 <= float(row["percent"]) <= 100:
        return "year and respondents must be whole numbers, percent from 0 to 100"
    return "fewer than 11 respondents are not shown" if int(row["respondents"]) < 11 else ""


TABLES = (
    OwnTable(
        "regime_spells",
        (
            *("trust_name", "ods_code", "regime", "entered", "exited", "last_known", "ended_by", "source_url"),
            *("source_date", "confidence", "entered_lo", "entered_hi", "exited_lo", "exited_hi"),
            *("continued_into_rsp", "inferred_fields", "source_url_2", "note"),
        ),
        ("ods_code", "regime", "entered"),
        _spell,
    ),
    OwnTable(
        "ratings",
        (
            *("trust_name", "ods_code", "published", "overall", "safe", "effective", "caring", "responsive"),
            *("well_led", "source_url"),
        ),
        ("ods_code", "published", "source_url"),
        _rating,
    ),
    OwnTable("organisations", ("ods_code", "name", "kind", "region", "opened", "closed"), ("ods_code",), _organisation),
    OwnTable(
        "succession",
        ("predecessor", "successor", "date", "confirmed", "note"),
        ("predecessor", "successor"),
        _succession,
    ),
    OwnTable("recording_steps", ("ods_code", "period", "measure", "why"), ("ods_code", "period", "measure"), _step),
    OwnTable(
        "people_indicators",
        ("ods_code", "year", "indicator", "respondents", "percent"),
        ("ods_code", "year", "indicator"),
        _indicator,
    ),
)


def own_table(headings: Sequence[str]) -> OwnTable | None:
    """The table of ours that has exactly these columns; None where none has."""
    given = {heading.strip() for heading in headings}
    return next((one for one in TABLES if given == set(one.columns)), None)


def read_own_table(sent: Sent, table: OwnTable) -> FileRead:
    """Rows to add to a table of ours or to replace there, each checked."""
    lines = rows_of(sent)
    _, headings = next(lines)
    names = [heading.strip() for heading in headings]
    taken: list[TableLine] = []
    rejected: list[RejectedRow] = []
    seen: dict[tuple[str, ...], int] = {}
    rows = 0
    for line, cells in lines:
        rows += 1
        about = cells[0].strip()[:40]
        if len(cells) != len(names):
            rejected.append(RejectedRow(line, about, f"has {len(cells)} cells instead of {len(names)}"))
            continue
        row = dict(zip(names, (cell.strip() for cell in cells), strict=True))
        key = tuple(row[name] for name in table.key)
        trouble = f"the same as line {seen[key]}" if key in seen else _trouble(table, row)
        if trouble:
            rejected.append(RejectedRow(line, about, trouble))
            continue
        seen[key] = line
        taken.append(TableLine({name: row[name] for name in table.columns}, line))
    return FileRead(
        name=sent.name,
        sha256=sent.sha256,
        size=sent.size,
        layout=Layout.OWN_TABLE,
        title=f"Rows for our table {table.name}",
        publisher="Each row names its own source",
        rows=rows,
        lines=tuple(taken),
        table=table.name,
        rejected=tuple(rejected),
    )


def _trouble(table: OwnTable, row: Row) -> str:
    try:
        return table.trouble(row)
    except ValueError as trouble:
        return f"a date or number is not as it should be ({trouble})"
