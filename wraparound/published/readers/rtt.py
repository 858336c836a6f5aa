"""Referral to treatment, full extract: 180,000 rows by provider, commissioner and specialty, read line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wraparound.published.readers.files import Sent, rows_of
from wraparound.published.readers.months import month_in
from wraparound.published.readers.numbers import NotACount, count_in
from wraparound.published.readers.terms import Figure, FileRead, FileRefused, Layout, RejectedRow
from wraparound.published.terms import RTT_18_WEEKS

PUBLISHER = "NHS England"
LINK = "https://www.england.nhs.uk/statistics/statistical-work-areas/rtt-waiting-times/"
PERIOD, PROVIDER, NAME = "Period", "Provider Org Code", "Provider Org Name"
PART, FUNCTION, TOTAL = "RTT Part Type", "Treatment Function Code", "Total All"
WEEKS = tuple(f"Gt {week:02} To {week + 1:02} Weeks SUM 1" for week in range(18))
HEADINGS = (PERIOD, PROVIDER, NAME, PART, FUNCTION, *WEEKS, TOTAL)
INCOMPLETE, ALL_SPECIALTIES = "Part_2", "C_999"


@dataclass
class _Provider:
    name: str
    line: int
    within: int = 0
    total: int = 0
    by_specialty: int = 0
    has_specialties: bool = False
    trouble: list[RejectedRow] = field(default_factory=list)


def is_rtt(headings: Sequence[str]) -> bool:
    """Whether these are the headings of a full extract, or nearly."""
    known = {heading.strip() for heading in headings}
    return len(known & set(HEADINGS)) > len(HEADINGS) // 2


def read_rtt(sent: Sent) -> FileRead:
    """Waiting under 18 weeks, of all waiting, at each provider at the end of the month.

    Incomplete pathways of all specialties together, summed over commissioners; the specialties must make the same sum.
    A provider that did not report is not in the file, and gets no figure.
    """
    lines = rows_of(sent)
    _, headings = next(lines)
    at = _places(headings, sent.name)
    weeks = [at[week] for week in WEEKS]
    part, function, code_at, total_at = at[PART], at[FUNCTION], at[PROVIDER], at[TOTAL]
    width, providers, rows = len(headings), dict[str, _Provider](), 0
    months: set[str] = set()
    short: list[RejectedRow] = []
    for line, cells in lines:
        rows += 1
        if len(cells) != width:
            short.append(RejectedRow(line, "", f"has {len(cells)} cells instead of {width}"))
            continue
        months.add(cells[at[PERIOD]])
        if cells[part] != INCOMPLETE:
            continue
        code = cells[code_at].strip().upper()
        provider = providers.setdefault(code, _Provider(cells[at[NAME]].strip(), line))
        try:
            total = count_in(cells[total_at]) or 0
            if cells[function] != ALL_SPECIALTIES:
                provider.by_specialty += total
                provider.has_specialties = True
                continue
            within = sum(count_in(cells[week]) or 0 for week in weeks)
        except NotACount as trouble:
            provider.trouble.append(RejectedRow(line, code, str(trouble)))
            continue
        if within > total:
            provider.trouble.append(RejectedRow(line, code, f"{within:,} wait under 18 weeks of {total:,} in all"))
            continue
        provider.within += within
        provider.total += total
    found = {month_in(month) for month in months}
    if len(found) != 1 or (month := found.pop()) is None:
        raise FileRefused(f"{sent.name}: the column Period must name one month in all rows, such as RTT-April-2026.")
    rejected = [*short, *_rejected(providers)]
    bad = {one.about for one in rejected}
    return FileRead(
        name=sent.name,
        sha256=sent.sha256,
        size=sent.size,
        layout=Layout.RTT,
        title=f"Referral to treatment, full extract, {month:%B %Y}",
        publisher=PUBLISHER,
        link=LINK,
        rows=rows,
        figures=tuple(
            Figure(code, one.name, RTT_18_WEEKS, month, one.within, one.total, one.line)
            for code, one in providers.items()
            if one.total and code not in bad
        ),
        rejected=tuple(rejected[:1000]),
    )


def _rejected(providers: dict[str, _Provider]) -> list[RejectedRow]:
    rejected: list[RejectedRow] = []
    for code, one in providers.items():
        rejected += one.trouble
        if not one.trouble and one.has_specialties and one.by_specialty != one.total:
            why = f"its specialties make {one.by_specialty:,} pathways, its total says {one.total:,}: rows are missing"
            rejected.append(RejectedRow(one.line, code, why))
    return rejected


def _places(headings: Sequence[str], name: str) -> dict[str, int]:
    places = {heading.strip(): place for place, heading in enumerate(headings)}
    missing = [one for one in HEADINGS if one not in places]
    if missing:
        raise FileRefused(f"{name} has no column “{missing[0]}”. Import the full extract as the publisher made it.")
    return places
