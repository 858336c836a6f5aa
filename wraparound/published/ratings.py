"""Ratings that we hold: neither a history nor the latest of a trust."""

from functools import cache

from wraparound.published.release import read_table
from wraparound.published.terms import Rating, Release

KEY_QUESTIONS = ("safe", "effective", "caring", "responsive", "well_led")


@cache
def ratings_in(release: Release) -> tuple[Rating, ...]:
    """Every rating of the release, oldest first."""
    found = [
        Rating(
            code=row.values["ods_code"],
            name_then=row.values["trust_name"],
            published=row.values["published"],
            overall=row.values["overall"],
            by_key_question={key: row.values[key] for key in KEY_QUESTIONS if row.values[key]},
            link=row.values["source_url"],
            address=row.address,
        )
        for row in read_table(release, "ratings")
    ]
    return tuple(sorted(found, key=lambda rating: rating.published))
