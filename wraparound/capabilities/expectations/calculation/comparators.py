"""The trusts that started alike: each once, its newest start, with what came of it (docs/methods/performance.md)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wraparound.capabilities.expectations.calculation.panels import first_day
from wraparound.capabilities.expectations.terms.performance import Comparator, Comparators, LeftOut
from wraparound.methods.trajectories.alike import ENOUGH, AlikeStarts, alike_starts
from wraparound.methods.trajectories.fit import Fit
from wraparound.methods.trajectories.forecast import start_of
from wraparound.methods.trajectories.national import Scenario, expected_median, season_place
from wraparound.methods.trajectories.panel import Array, expit, share_with
from wraparound.published.terms import Kind, Organisation

FASTEST = 0.8
"""The fastest fifth begin here."""


@dataclass(frozen=True)
class Others:
    """The trusts that a trust may be compared with: by code, without itself and those of its own history.

    `families` gives each code the code that its line ends in, so that a trust before and after a merger is one case.
    """

    organisations: Mapping[str, Organisation]
    own_history: Collection[str]
    families: Mapping[str, str]


@dataclass(frozen=True)
class Reaching:
    """A target as a share (0 to 1; None: none was asked about), and whether it is met at or below it."""

    target: float | None
    lower: bool

    def met(self, share: float) -> bool | None:
        """Whether this share meets the target; None without one."""
        if self.target is None:
            return None
        return share <= self.target if self.lower else share >= self.target

    def furthest(self, levels: Sequence[float]) -> float | None:
        """The best of these levels; None of none."""
        if not levels:
            return None
        return min(levels) if self.lower else max(levels)

    def fastest(self, levels: Sequence[float]) -> float | None:
        """The level that the best fifth reached or passed; None of none."""
        if not levels:
            return None
        return round(float(np.quantile(levels, 1 - FASTEST if self.lower else FASTEST)), 1)


def comparators_of(  # noqa: PLR0913, PLR0917  the question has these parts
    fit: Fit, trust: Organisation, horizon: int, others: Others, scenario: Scenario, reaching: Reaching
) -> Comparators:
    """Who started alike and what came of it after `horizon` periods.

    Trusts of the same kind where at least 15 of them started alike, else every kind that the fit holds. The fit must
    have a start for the trust and reach the horizon.
    """
    start = start_of(fit, trust.code)
    if start is None:
        raise ValueError(f"{trust.code} has no start in this fit; ask for its baseline first.")
    level = float(start[0])
    kind, alike = _of_kind_or_all(fit, trust, level, horizon, others)
    then = expected_median(fit.path, season_place(fit.positions, fit.last + horizon), horizon, scenario)
    each = _each(fit, alike, level, horizon, then, reaching, others)
    reached = [one.as_it_would_be for one in each]
    return Comparators(
        met=None if reaching.target is None else sum(bool(one.met) for one in each),
        of=len(each),
        kind=kind,
        points=_points(fit, level, alike.band),
        fastest_fifth=reaching.fastest(reached),
        best=reaching.furthest(reached),
        each=each,
        left_out=tuple(_left_out(one, others) for one in alike.left_out),
    )


def _of_kind_or_all(
    fit: Fit, trust: Organisation, level: float, horizon: int, others: Others
) -> tuple[Kind | None, AlikeStarts]:
    eligible = {code for code in others.organisations if code != trust.code and code not in others.own_history}
    same = {code for code in eligible if others.organisations[code].kind is trust.kind}
    alike = alike_starts(fit, level, horizon, same, others.families)
    if len(alike.starts) >= ENOUGH or not (eligible - same) & set(fit.positions.units):
        return trust.kind, alike
    return None, alike_starts(fit, level, horizon, eligible, others.families)


def _each(  # noqa: PLR0913, PLR0917  lines of a table have these parts
    fit: Fit, alike: AlikeStarts, level: float, horizon: int, then: float, reaching: Reaching, others: Others
) -> tuple[Comparator, ...]:
    """One line for each start; worked out for all at once, because a sheet of targets asks for thousands."""
    positions, now = fit.positions, fit.path.level
    started = np.array([one.period for one in alike.starts], dtype=np.int64)
    levels, later = (np.array([getattr(one, name) for one in alike.starts]) for name in ("level", "after"))
    median_then, median_after = positions.median_of_year[started], positions.median[started + horizon]
    would_be = expit(then + later)
    columns = zip(
        alike.starts,
        _percents(median_then + levels),
        _percents(median_then),
        np.round(100 * (expit(now + levels) - share_with(now + level)), 1).tolist(),
        _percents(median_after + later),
        _percents(median_after),
        np.round(100 * would_be, 1).tolist(),
        would_be.tolist(),
        strict=True,
    )
    return tuple(
        Comparator(
            code=one.unit,
            name=others.organisations[one.unit].name,
            started=first_day(positions.first_month + one.period * positions.months_per_period),
            start=start,
            median_then=then_median,
            points_away=away,
            arrived=first_day(positions.first_month + (one.period + horizon) * positions.months_per_period),
            after=after,
            median_after=after_median,
            as_it_would_be=as_now,
            met=reaching.met(share),
        )
        for one, start, then_median, away, after, after_median, as_now, share in columns
    )


def _left_out(code: str, others: Others) -> LeftOut:
    found = others.organisations[code]
    why = (
        f"Its code closed in {found.closed:%B %Y}; what followed is another organisation's."
        if found.closed
        else "What followed cannot be compared: not reported, or counted otherwise since."
    )
    return LeftOut(code, found.name, why)


def _points(fit: Fit, level: float, band: float) -> float:
    """The band in percentage points at the median of today."""
    middle = fit.path.level + level
    return round(50 * (share_with(middle + band) - share_with(middle - band)), 1)


def _percents(odds: Array) -> list[float]:
    found: list[float] = np.round(100 * expit(odds), 1).tolist()
    return found
