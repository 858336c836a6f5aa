"""What published evidence shows of an organisation, in sentences."""

from wraparound.capabilities.partnerships.terms.standings import (
    Aspect,
    AspectSide,
    Far,
    Sort,
    SpellHeld,
    SpellState,
    Trend,
)
from wraparound.capabilities.partnerships.wording.plain import (
    REGIMES,
    begun,
    beside_words,
    day,
    day_words,
    points_words,
    signed,
    when_words,
)
from wraparound.published.terms import Regime

SIDES = {
    AspectSide.NEED: "need",
    AspectSide.STRENGTH: "strength",
    AspectSide.NEITHER: "neither",
    AspectSide.NOT_KNOWN: "not known",
}
SIDE_HEADINGS = {
    AspectSide.NEED: "Where it needs help",
    AspectSide.STRENGTH: "What it is strong in",
    AspectSide.NEITHER: "Neither",
    AspectSide.NOT_KNOWN: "What we do not know",
}


def label_of(one: Aspect) -> str:
    """What an aspect is called as a heading."""
    return begun(REGIMES[Regime(one.name)].removeprefix("the ")) if one.sort is Sort.REGIME else one.label


def aspect_words(one: Aspect) -> str:
    """An aspect in a sentence or two, with its figures and its day."""
    if one.sort is Sort.RATING:
        return _rating_words(one)
    if one.sort is Sort.REGIME:
        regime = REGIMES[Regime(one.name)]
        return f"A source shows it in {regime} {when_words(one.dated)}, and we hold no source for an exit."
    if one.level is None or one.beside is None:
        return one.said or "It has no year of comparable figures at the end of the data."
    return f"{begun(level_words(one))}. {trend_words(one)}{_step_words(one)}"


def level_words(one: Aspect) -> str:
    """44.5% in the year to 31 March 2026, 15.9 points below the median trust."""
    lower = " (lower is better)" if one.lower_is_better else ""
    beside = beside_words(one.beside or 0.0, within_kind=one.within_kind)
    return f"{one.level:g}% {year_words(one)}, {beside}{lower}"


def year_words(one: Aspect) -> str:
    """In the year to 31 March 2026; in the survey of 2024."""
    return f"in the survey of {one.dated[:4]}" if one.survey else f"in the year to {day_words(one.dated)}"


def trend_words(one: Aspect) -> str:
    """Which way the year went beside the median trust, with its interval, or that it cannot be told."""
    if one.moved is None or one.moved_low is None or one.moved_high is None:
        return "How the year went beside the median trust is not known."
    ends = f"between {signed(one.moved_low)} and {signed(one.moved_high)}"
    if one.trend is Trend.CANNOT_TELL:
        return f"Whether it moved beside the median trust in the year cannot be told ({ends} points)."
    way = "better" if one.trend is Trend.RISING else "worse"
    return f"In the year it went {points_words(one.moved)} the {way} way beside the median trust ({ends} points)."


def spell_words(one: SpellHeld) -> str:
    """When it entered and left a regime, as far as sources say."""
    first, *later = (REGIMES[regime] for regime in one.regimes)
    as_whom = f", as {one.through}, which became part of it" if one.through else ""
    entered = f"Entered {first} {when_words(one.entered)}" if one.entered else f"In {first}; no source gives its entry"
    went_on = "".join(f", went on as {regime}" for regime in later)
    return f"{entered}{as_whom}{went_on}; {_end_words(one)}."


def regimes_words(one: SpellHeld) -> str:
    """Quality special measures, later the Recovery Support Programme."""
    return ", later ".join(REGIMES[regime] for regime in one.regimes)


def _end_words(one: SpellHeld) -> str:
    if one.state is SpellState.LEFT:
        return f"left {when_words(one.left)}"
    if one.state is SpellState.MERGED:
        return f"ended by a merger {when_words(one.left)}"
    seen = f"last shown in it {when_words(one.last_known)}" if one.last_known else "when it was last in it is not known"
    return f"{seen}, and no source gives an exit"


def _rating_words(one: Aspect) -> str:
    found = f"{one.said}, published {when_words(one.dated)}: the last rating that we hold"
    old = one.side is AspectSide.NOT_KNOWN
    return f"{found}, and too old to say how it is now." if old else f"{found}. There may be a newer one."


def _step_words(one: Aspect) -> str:
    if one.stepped is None:
        return ""
    return (
        f" From {day(one.stepped)} its cases are counted otherwise, which may explain where it stands; so it "
        "counts as neither a need nor a strength."
        if one.far is Far.NOT_KNOWN
        else ""
    )
