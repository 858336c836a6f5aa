"""What calculation/measures.py worked out of a place, in words."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from wraparound.capabilities.equality.terms.figures import (
    OF_STAGES,
    OF_STANDARDS,
    IndicatorFigures,
    MeasureOfYear,
    Untold,
)
from wraparound.capabilities.equality.terms.stages import THE_WAY
from wraparound.capabilities.equality.terms.worked_out import WorkedOut
from wraparound.capabilities.equality.wording import figures as say
from wraparound.methods.equality_measures.indicators import DISABLED_BOARD, Gap, Likelihood, Side, Standard
from wraparound.methods.equality_measures.measuring import Measured, Points

WHY_UNTOLD = {
    Untold.NOT_SENT: say.NOT_SENT,
    Untold.TOO_FEW: say.TOO_FEW,
    Untold.MORE_AFTER: say.MORE_AFTER,
}


def employed_words(tables: Mapping[str, str], levels: Mapping[str, str]) -> dict[str, str]:
    """What tables of people employed are called; `tables`: with the code of their level, `levels`: words by code."""
    return {name: f"Employed: {levels.get(code, code)}" if code else _capital(name) for name, code in tables.items()}


def table_words(tables: Iterable[str]) -> dict[str, str]:
    """What other tables are called."""
    return {name: _capital(name) for name in tables}


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def steps(standard: Standard) -> tuple[Likelihood, ...]:
    """Going on from stage to stage, then from the first to the last."""
    stages = tuple(OF_STAGES[one] for one in THE_WAY)
    return tuple(step_between(standard, *pair) for pair in (*pairwise(stages), (stages[0], stages[-1])))


def step_between(standard: Standard, before: str, after: str) -> Likelihood:
    """A step of the funnel as a ratio: the first group of the standard on top.

    >>> step_between(Standard.WRES, "interviewed", "with an offer").above_one
    'means that white people go on more often'
    """
    what = OF_STANDARDS[standard]
    first, second = (Side(group, after, before) for group in (what.first, what.second))
    above, below = (f"means that {group} people go on more often" for group in (what.first, what.second))
    return Likelihood(standard, 0, say.step_name(before, after), first, second, above, below)


def indicator_figures(found: Iterable[WorkedOut]) -> tuple[IndicatorFigures, ...]:
    """Ratios and gaps, each year with its sentence."""
    return tuple(
        IndicatorFigures(
            standard=one.of.standard.value,
            number=one.of.number,
            name=one.of.name,
            asks=_asks(one.of),
            is_ratio=isinstance(one.of, Likelihood),
            years=tuple(_of_year(one.of, year, told) for year, told in one.years),
        )
        for one in found
    )


def _asks(what: Likelihood | Gap) -> str:
    voting = isinstance(what, Gap) and what.inside == DISABLED_BOARD
    return f"{what.words} {say.VOTING_ALONE}" if voting else what.words


def _of_year(what: Likelihood | Gap, year: int, found: Measured | Points | Untold) -> MeasureOfYear:
    if isinstance(found, Untold):
        return MeasureOfYear(year=year, value=None, low=None, high=None, judged=None, words=WHY_UNTOLD[found])
    if isinstance(found, Measured):
        ratio, judged, words = found.ratio, found.judged.value, say.measured_words(found)
        return MeasureOfYear(year=year, value=ratio.value, low=ratio.low, high=ratio.high, judged=judged, words=words)
    assert isinstance(what, Gap)  # points are of gaps alone
    words = say.points_words(found, what)
    return MeasureOfYear(year=year, value=found.value, low=found.low, high=found.high, judged=None, words=words)
