"""Published facts, each in our words with its source: what was expected, what others counted."""

from functools import cache

from wraparound.published.release import read_table
from wraparound.published.terms import Fact, Regime, Release

OFFICIAL_EXPECTATION = "official expectation"


@cache
def facts_in(release: Release) -> tuple[Fact, ...]:
    """Every fact of the release, in file order."""
    return tuple(
        Fact(
            id=row.values["id"],
            topic=row.values["topic"],
            regime=Regime(row.values["regime"]) if row.values["regime"] else None,
            statement=row.values["statement"],
            from_months=_months(row.values["from_months"]),
            to_months=_months(row.values["to_months"]),
            publisher=row.values["publisher"],
            link=row.values["link"],
            dated=row.values["dated"],
            note=row.values["note"],
            address=row.address,
        )
        for row in read_table(release, "facts")
    )


def official_expectations(release: Release, regime: Regime) -> tuple[Fact, ...]:
    """What officials expected of stays in this regime, in file order; the rule of the day comes first."""
    return tuple(fact for fact in facts_in(release) if fact.topic == OFFICIAL_EXPECTATION and fact.regime is regime)


def _months(text: str) -> int | None:
    return int(text) if text else None
