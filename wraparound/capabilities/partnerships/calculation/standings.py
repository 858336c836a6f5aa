"""What published evidence shows an organisation needs, and what it is strong in (docs/methods/partnerships.md, 1)."""

from collections.abc import Iterator, Sequence
from datetime import date

from wraparound.capabilities.expectations.terms.ratings import OverallRating
from wraparound.capabilities.expectations.terms.standings import MeasureStanding, Moved, RatingHeld, Standing
from wraparound.capabilities.expectations.terms.trusts import CarriedSpell
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.standings import (
    FAR_CASES,
    FAR_STAFF,
    LEAST_MOVE,
    MONTHS_OF_A_RATING,
    MONTHS_SHOWN_IN,
    REGIME_TOPICS,
    TOPICS,
    Aspect,
    AspectSide,
    Far,
    Inside,
    SizeHeld,
    Sort,
    SpellHeld,
    SpellState,
    Trend,
)
from wraparound.published.months import months_after
from wraparound.published.terms import EndedBy, Regime

GOOD = (OverallRating.GOOD, OverallRating.OUTSTANDING)
RATED: tuple[tuple[str, str, Topic], ...] = (
    ("overall", "Care Quality Commission, overall", Topic.QUALITY),
    ("well_led", "Care Quality Commission, well-led", Topic.LEADERSHIP),
)


def aspects_of(standing: Standing, *, on: date) -> tuple[Aspect, ...]:
    """Every aspect: measures in the order of the release, ratings, then regimes."""
    return (
        *(measure_aspect(one) for one in standing.measures),
        *_rating_aspects(standing.ratings, on),
        *_regime_aspects(spells_held(standing.spells, on=on)),
    )


def measure_aspect(one: MeasureStanding) -> Aspect:
    """A measure as a need, a strength, neither or not known; see `side_of`."""
    far, trend = far_of(one), trend_of(one.moved, lower_is_better=one.lower_is_better)
    return Aspect(
        sort=Sort.MEASURE,
        name=one.measure,
        label=one.label,
        topic=TOPICS.get(one.measure),
        side=side_of(far, trend, behind=is_behind(one)),
        source=one.address,
        dated=one.to.isoformat() if one.to else "",
        level=one.level,
        beside=one.beside,
        lower_is_better=one.lower_is_better,
        within_kind=one.within_kind,
        survey=not one.counts_cases,
        far=far,
        moved=one.moved.points if one.moved else None,
        moved_low=one.moved.low if one.moved else None,
        moved_high=one.moved.high if one.moved else None,
        trend=trend,
        stepped=one.stepped,
        said=one.why_not,
    )


def far_of(one: MeasureStanding) -> Far:
    """Where the last year lies, for better or worse; not known without one, or where a recording step explains it."""
    if one.beside is None or one.stepped is not None:
        return Far.NOT_KNOWN
    ahead = -one.beside if one.lower_is_better else one.beside
    limit = FAR_CASES if one.counts_cases else FAR_STAFF
    return Far.BELOW if ahead < -limit else Far.ABOVE if ahead > limit else Far.NEAR


def trend_of(moved: Moved | None, *, lower_is_better: bool) -> Trend:
    """Rising or falling only where the whole interval says so and it is a point at least; else we cannot tell."""
    if moved is None or abs(moved.points) < LEAST_MOVE:
        return Trend.CANNOT_TELL
    if moved.low > 0:
        return Trend.FALLING if lower_is_better else Trend.RISING
    if moved.high < 0:
        return Trend.RISING if lower_is_better else Trend.FALLING
    return Trend.CANNOT_TELL


def is_behind(one: MeasureStanding) -> bool:
    """Whether the last year lies on the worse side of the median trust, however little."""
    return one.beside is not None and (one.beside > 0 if one.lower_is_better else one.beside < 0)


def side_of(far: Far, trend: Trend, *, behind: bool = False) -> AspectSide:
    """Below is a need; near and falling too. Above is a strength unless it falls; near, not behind, and rising too.

    >>> side_of(Far.ABOVE, Trend.FALLING), side_of(Far.NOT_KNOWN, Trend.FALLING)
    (<AspectSide.NEITHER: 'neither'>, <AspectSide.NOT_KNOWN: 'not_known'>)
    """
    if far is Far.NOT_KNOWN:
        return AspectSide.NOT_KNOWN
    if far is Far.BELOW or (far is Far.NEAR and trend is Trend.FALLING):
        return AspectSide.NEED
    if (far is Far.ABOVE and trend is not Trend.FALLING) or (far is Far.NEAR and trend is Trend.RISING and not behind):
        return AspectSide.STRENGTH
    return AspectSide.NEITHER


def spells_held(carried: Sequence[CarriedSpell], *, on: date) -> tuple[SpellHeld, ...]:
    """Spells as they stand on the day, in the order given."""
    return tuple(
        SpellHeld(
            regimes=_regimes(one),
            entered=one.length.entered,
            left=one.length.exited,
            last_known=_last_known(one),
            state=_state(one, on),
            through=one.spell.name_then if one.through else "",
            source=one.spell.address,
        )
        for one in carried
    )


def inside_of(standing: Standing) -> tuple[Inside, ...]:
    """Each measure of which a range of a year ago can be held against what came."""
    return tuple(
        Inside(
            measure=one.measure,
            label=one.label,
            low=found.low,
            high=found.high,
            came=found.came,
            lower_is_better=one.lower_is_better,
            made_from=found.made_from,
            period=found.period,
            source=one.address,
        )
        for one in standing.measures
        if (found := one.year_ago) is not None
    )


def sizes_of(standing: Standing) -> tuple[SizeHeld, ...]:
    """What its size can be compared by."""
    return tuple(
        SizeHeld(one.measure, one.unit, one.count, one.newest.isoformat(), one.address) for one in standing.sizes
    )


def _rating_aspects(ratings: Sequence[RatingHeld], on: date) -> Iterator[Aspect]:
    for name, label, topic in RATED:
        held = [(one, said) for one in ratings if (said := _rated(one, name))]
        if held:
            newest, said = held[-1]
            fresh = months_after(newest.published.earliest, MONTHS_OF_A_RATING) > on
            yield Aspect(
                sort=Sort.RATING,
                name=name,
                label=label,
                topic=topic,
                side=_side_of_rating(said) if fresh else AspectSide.NOT_KNOWN,
                source=newest.rating.address,
                dated=newest.rating.published,
                said=said,
            )


def _rated(one: RatingHeld, name: str) -> str:
    return one.rating.overall if name == "overall" else one.rating.by_key_question.get(name, "")


def _side_of_rating(said: str) -> AspectSide:
    return AspectSide.STRENGTH if said in {one.value for one in GOOD} else AspectSide.NEED


def _regime_aspects(spells: Sequence[SpellHeld]) -> Iterator[Aspect]:
    """A regime that a source lately shows it in is a need. Having left one is told as a spell, not as a strength."""
    for regime in Regime:
        within = [one for one in spells if regime in one.regimes and one.state is SpellState.SHOWN_IN]
        if within:
            yield Aspect(
                sort=Sort.REGIME,
                name=regime,
                label="",
                topic=REGIME_TOPICS[regime],
                side=AspectSide.NEED,
                source=within[-1].source,
                dated=within[-1].last_known,
            )


def _regimes(one: CarriedSpell) -> tuple[Regime, ...]:
    own = one.spell.regime
    return (own, Regime.RECOVERY_SUPPORT) if one.spell.continued_as_recovery_support else (own,)


def _state(one: CarriedSpell, on: date) -> SpellState:
    spell = one.spell
    if spell.ended_by is EndedBy.RECOVERED:
        return SpellState.LEFT
    if spell.ended_by is EndedBy.MERGED:
        return SpellState.MERGED
    seen = spell.last_known
    lately = seen is not None and months_after(seen.latest, MONTHS_SHOWN_IN) > on
    return SpellState.SHOWN_IN if lately else SpellState.NOT_KNOWN


def _last_known(one: CarriedSpell) -> str:
    """The day, or the month where no more is known."""
    seen = one.spell.last_known
    if seen is None:
        return ""
    return seen.earliest.isoformat() if seen.known_to_the_day else f"{seen.earliest:%Y-%m}"
