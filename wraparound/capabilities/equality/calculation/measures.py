"""What is worked out of a place from published figures alone; wording/measures.py says it."""

from collections.abc import Iterable, Mapping

from wraparound.capabilities.equality.terms.figures import (
    OF_SIDES,
    OF_STAGES,
    PlaceSort,
    TableFigures,
    Untold,
)
from wraparound.capabilities.equality.terms.worked_out import WorkedOut
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
from wraparound.methods.equality_measures.measuring import Measured, Points, measure_gap_published, measure_published
from wraparound.methods.suppression.publishing import Published

type ByYear = Mapping[int, Published]
BOARDS = (BOARD, DISABLED_BOARD)
WIDE = (PlaceSort.REGION, PlaceSort.NATION)
"""Places of which boards are shown, and so gaps between a board and its workforce."""


def employed_in(shown: Published) -> dict[str, str]:
    """The tables of everybody employed and of each pay level, each with the code of its level; empty of everybody."""
    level = f"{EMPLOYED} at "
    tables = [one for one in shown.tables if one.startswith(EMPLOYED)]
    return {one: one.removeprefix(level) if one.startswith(level) else "" for one in tables}


def sides_of(standard: Standard, sort: PlaceSort) -> tuple[str, ...]:
    """The tables of the other sides of indicators. Boards at regions and wider alone."""
    return tuple(one for one in OF_SIDES[standard].values() if sort in WIDE or one not in BOARDS)


def stages_in(shown: Published) -> tuple[str, ...]:
    """The tables of the stages of the funnel, in their order, and what is beside the way; those that were counted."""
    return tuple(one for one in OF_STAGES.values() if one in shown.tables)


def tables_of(shown: Published, place: str, words: Mapping[str, str]) -> tuple[TableFigures, ...]:
    """The figures of a place in some tables, in their order; `words`: what each table is called."""
    return tuple(
        TableFigures(
            table=name,
            words=called,
            figures=tuple(shown.figure(name, place, group) for group in shown.groups),
            together=shown.together(name, place),
        )
        for name, called in words.items()
    )


def indicators_of(standard: Standard, sort: PlaceSort) -> tuple[Likelihood | Gap, ...]:
    """Every ratio and gap of a standard; gaps of boards at regions and wider alone."""
    ratios = [one for one in LIKELIHOODS if one.standard is standard]
    gaps = [one for one in GAPS if one.standard is standard] if sort in WIDE else []
    return (*ratios, *gaps)


def worked_out(what: Iterable[Likelihood | Gap], years: ByYear, place: str) -> tuple[WorkedOut, ...]:
    """Ratios and gaps of a place, year by year in the order given, each or why it cannot be told."""
    return tuple(
        WorkedOut(
            of=one,
            years=tuple(
                (year, _gap(one, shown, place) if isinstance(one, Gap) else _ratio(one, shown, place))
                for year, shown in years.items()
            ),
        )
        for one in what
    )


def _ratio(what: Likelihood, shown: Published, place: str) -> Measured | Untold:
    if place not in shown.places:
        # A step of the funnel needs no file of an employer.
        return Untold.NOT_SENT if what.number else Untold.TOO_FEW
    if any(_is_more(side, shown, place) for side in (what.top, what.bottom)):
        return Untold.MORE_AFTER
    return measure_published(what, shown, place) or Untold.TOO_FEW


def _is_more(side: Side, shown: Published, place: str) -> bool:
    """Whether more met it than there were, by more than rounding can account for: people can join on the way."""
    met, of = shown.ends(side.met, place, side.group), shown.ends(side.of, place, side.group)
    return met is not None and of is not None and met[0] > of[1]


def _gap(what: Gap, shown: Published, place: str) -> Points | Untold:
    if place not in shown.places:
        return Untold.NOT_SENT
    return measure_gap_published(what, shown, place) or Untold.TOO_FEW
