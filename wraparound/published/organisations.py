"""Trusts by ODS code."""

from functools import cache

from wraparound.published.release import day, read_table
from wraparound.published.terms import Kind, NotInEvidence, Organisation, Release


@cache
def organisations_in(release: Release) -> dict[str, Organisation]:
    """Every trust of the release by its ODS code, open and closed."""
    return {
        row.values["ods_code"]: Organisation(
            code=row.values["ods_code"],
            name=row.values["name"],
            kind=Kind(row.values["kind"]),
            region=row.values["region"],
            opened=day(row.values["opened"]),
            closed=day(row.values["closed"]),
            address=row.address,
        )
        for row in read_table(release, "organisations")
    }


def organisation(release: Release, code: str) -> Organisation:
    """The trust with this code, in any case of letters; NotInEvidence when there is none."""
    found = organisations_in(release).get(code.strip().upper())
    if found is None:
        raise NotInEvidence(
            f"There is no NHS trust with the code “{code.strip()}” in release {release.id}. "
            "Codes have three to five letters and digits, such as RXW; search by name instead."
        )
    return found
