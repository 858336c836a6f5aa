"""Five indicators of the NHS Staff Survey by trust and year."""

from functools import cache

from wraparound.published.release import read_table
from wraparound.published.terms import Release, StaffIndicator


@cache
def staff_indicators_in(release: Release) -> dict[str, tuple[StaffIndicator, ...]]:
    """Indicators by ODS code, oldest first; percent of respondents, 0 to 100."""
    found: dict[str, list[StaffIndicator]] = {}
    for row in read_table(release, "people_indicators"):
        found.setdefault(row.values["ods_code"], []).append(
            StaffIndicator(
                code=row.values["ods_code"],
                year=int(row.values["year"]),
                indicator=row.values["indicator"],
                respondents=int(row.values["respondents"]),
                percent=float(row.values["percent"]),
                address=row.address,
            )
        )
    return {code: tuple(sorted(rows, key=lambda one: (one.indicator, one.year))) for code, rows in found.items()}
