"""Which trust followed which, as published."""

from functools import cache

from wraparound.published.release import day, read_table
from wraparound.published.terms import Release, Succession


@cache
def successions_in(release: Release) -> tuple[Succession, ...]:
    """Every succession of the release, in date order."""
    found = [
        Succession(
            predecessor=row.values["predecessor"],
            successor=row.values["successor"],
            on=on,
            split=row.values["note"].startswith("split"),
            address=row.address,
        )
        for row in read_table(release, "succession")
        if (on := day(row.values["date"])) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.predecessor, one.successor)))
