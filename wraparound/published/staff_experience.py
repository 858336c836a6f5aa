"""Five indicators of the NHS Staff Survey by trust and year."""

from functools import cache

from wraparound.published.release import rows_by_code
from wraparound.published.terms import Release, StaffIndicator


@cache
def staff_indicators_of(release: Release, code: str) -> tuple[StaffIndicator, ...]:
    """One trust's indicators, oldest first within an indicator; percent of respondents, 0 to 100."""
    indicators = (
        StaffIndicator(
            code=row.values["ods_code"],
            year=int(row.values["year"]),
            indicator=row.values["indicator"],
            respondents=int(row.values["respondents"]),
            percent=float(row.values["percent"]),
            address=row.address,
        )
        for row in rows_by_code(release, "people_indicators").get(code, ())
    )
    return tuple(sorted(indicators, key=lambda one: (one.indicator, one.year)))
