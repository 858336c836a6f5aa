"""What is said of a place, worked out from published figures alone."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from wraparound.capabilities.equality.terms.figures import (
    OF_SIDES,
    OF_STAGES,
    OF_STANDARDS,
    IndicatorFigures,
    MeasureOfYear,
    PlaceSort,
    TableFigures,
)
from wraparound.capabilities.equality.terms.stages import THE_WAY
from wraparound.capabilities.equality.wording import figures as say
from wraparound.methods.equality_measures.indicators import (
    BOARD,
    DISABLED_BOARD,
    EMPLOYED,
    GAPS,
    LIKELIHOODS,
    Gap,
    Likelihood,
    Side,
    Standard,
)
from wraparound.methods.equality_measures.measuring import Measured, measure_gap_published, measure_published
from wraparound.methods.suppression.publishing import Published

type ByYear = Mapping[int, Published]
BOARDS = (BOARD, DISABLED_BOARD)


def employed_tables(shown: Published, place: str, levels: Mapping[str, str]) -> tuple[TableFigures, ...]:
    """Everybody employed, then each pay level; `levels`: the words of a level by its code."""
    tables = [one for one in shown.tables if one.startswith(EMPLOYED)]
    codes = {one: one.removeprefix(f"{EMPLOYED} at ") for one in tables}
    words = {one: f"Employed: {levels.get(code, code)}" for one, code in codes.items() if code != one}
    return _tables(shown, place, tables, words)


def side_tables(shown: Published, place: str, sort: PlaceSort, standard: Standard) -> tuple[TableFigures, ...]:
    """The other sides of indicators. Boards at regions and wider alone."""
    wide = sort in (PlaceSort.REGION, PlaceSort.NATION)
    wanted = [one for one in OF_SIDES[standard].values() if wide or one not in BOARDS]
    return _tables(shown, place, wanted)


def stage_tables(shown: Published, place: str) -> tuple[TableFigures, ...]:
    """The stages of the funnel, in their order, and what is beside the way; those that were counted on that day."""
    return _tables(shown, place, [one for one in OF_STAGES.values() if one in shown.tables])


def indicators(standard: Standard, years: ByYear, place: str, sort: PlaceSort) -> tuple[IndicatorFigures, ...]:
    """Every ratio and gap of a standard, year by year; gaps of boards at regions and wider alone."""
    ratios = [_likelihood(one, years, place) for one in LIKELIHOODS if one.standard is standard]
    wide = sort in (PlaceSort.REGION, PlaceSort.NATION)
    gaps = [_gap(one, years, place) for one in GAPS if one.standard is standard] if wide else []
    return (*ratios, *gaps)


def steps(standard: Standard, years: ByYear, place: str) -> tuple[IndicatorFigures, ...]:
    """Going on from stage to stage, then from the first to the last, year by year."""
    stages = tuple(OF_STAGES[one] for one in THE_WAY)
    return tuple(
        _likelihood(step_between(standard, *pair), years, place)
        for pair in (*pairwise(stages), (stages[0], stages[-1]))
    )


def step_between(standard: Standard, before: str, after: str) -> Likelihood:
    """A step of the funnel as a ratio: the first group of the standard on top.

    >>> step_between(Standard.WRES, "interviewed", "with an offer").above_one
    'means that white people go on more often'
    """
    what = OF_STANDARDS[standard]
    first, second = (Side(group, after, before) for group in (what.first, what.second))
    above, below = (f"means that {group} people go on more often" for group in (what.first, what.second))
    return Likelihood(standard, 0, say.step_name(before, after), first, second, above, below)


def _tables(
    shown: Published, place: str, names: Sequence[str], words: Mapping[str, str] = MappingProxyType({})
) -> tuple[TableFigures, ...]:
    return tuple(
        TableFigures(
            table=name,
            words=words.get(name, name[:1].upper() + name[1:]),
            figures=tuple(shown.figure(name, place, group) for group in shown.groups),
            together=shown.together(name, place),
        )
        for name in names
    )


def _likelihood(what: Likelihood, years: ByYear, place: str) -> IndicatorFigures:
    return IndicatorFigures(
        standard=what.standard.value,
        number=what.number,
        name=what.name,
        asks=what.words,
        is_ratio=True,
        years=tuple(_ratio_of_year(what, year, shown, place) for year, shown in years.items()),
    )


def _ratio_of_year(what: Likelihood, year: int, shown: Published, place: str) -> MeasureOfYear:
    if place not in shown.places:
        return _untold(year, say.NOT_SENT if what.number else say.TOO_FEW)
    if any(_is_more(side, shown, place) for side in (what.top, what.bottom)):
        return _untold(year, say.MORE_AFTER)
    found = measure_published(what, shown, place)
    return _untold(year, say.TOO_FEW) if found is None else _told(year, found)


def _is_more(side: Side, shown: Published, place: str) -> bool:
    """Whether more met it than there were, by more than rounding can account for: people can join on the way."""
    met, of = shown.ends(side.met, place, side.group), shown.ends(side.of, place, side.group)
    return met is not None and of is not None and met[0] > of[1]


def _told(year: int, found: Measured) -> MeasureOfYear:
    ratio = found.ratio
    return MeasureOfYear(
        year=year,
        value=ratio.value,
        low=ratio.low,
        high=ratio.high,
        judged=found.judged.value,
        words=say.measured_words(found),
    )


def _gap(what: Gap, years: ByYear, place: str) -> IndicatorFigures:
    voting = f" {say.VOTING_ALONE}" if what.inside == DISABLED_BOARD else ""
    return IndicatorFigures(
        standard=what.standard.value,
        number=what.number,
        name=what.name,
        asks=what.words + voting,
        is_ratio=False,
        years=tuple(_gap_of_year(what, year, shown, place) for year, shown in years.items()),
    )


def _gap_of_year(what: Gap, year: int, shown: Published, place: str) -> MeasureOfYear:
    if place not in shown.places:
        return _untold(year, say.NOT_SENT)
    found = measure_gap_published(what, shown, place)
    if found is None:
        return _untold(year, say.TOO_FEW)
    words = say.points_words(found, what)
    return MeasureOfYear(year=year, value=found.value, low=found.low, high=found.high, judged=None, words=words)


def _untold(year: int, why: str) -> MeasureOfYear:
    return MeasureOfYear(year=year, value=None, low=None, high=None, judged=None, words=why)
