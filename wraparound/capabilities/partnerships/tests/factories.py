"""Made-up organisations for tests, visibly made up, with whatever is to be known of them."""

from datetime import date

from wraparound.capabilities.expectations.terms.standings import MeasureStanding, Moved
from wraparound.capabilities.partnerships.terms.own_words import Helping, Means, OwnNeed, OwnOffer, Topic
from wraparound.capabilities.partnerships.terms.proposals import Known
from wraparound.capabilities.partnerships.terms.standings import (
    TOPICS,
    Aspect,
    AspectSide,
    Inside,
    SizeHeld,
    Sort,
    SpellHeld,
    SpellState,
)
from wraparound.published.terms import AE_MAJOR, RTT_18_WEEKS, Regime, RowAddress

DAY = date(2026, 11, 26)
ROW = RowAddress("made-up", "performance_quarterly", 1)


def aspect(measure=AE_MAJOR, side=AspectSide.NEED, *, beside=-10.0, **more):
    return Aspect(
        sort=Sort.MEASURE,
        name=measure,
        label=f"Invented {measure}",
        topic=TOPICS.get(measure),
        side=side,
        source=ROW,
        dated="2026-03-31",
        level=50.0,
        beside=beside,
        **more,
    )


def standing(beside, *, moved=None, cases=True, lower=False, stepped=None):
    return MeasureStanding(
        measure=AE_MAJOR,
        label="Invented",
        figure="invented figure",
        lower_is_better=lower,
        within_kind=not cases,
        counts_cases=cases,
        level=None if beside is None else 60.0,
        beside=beside,
        from_=date(2025, 4, 1),
        to=date(2026, 3, 31),
        stepped=stepped,
        moved=None if moved is None else Moved(*moved, pairs=4),
        year_ago=None,
        address=ROW,
    )


def spell(state=SpellState.LEFT, *regimes, entered="2018-11-08", left="2021-03-05", last_known=""):
    return SpellHeld(
        regimes=regimes or (Regime.QUALITY,),
        entered=entered,
        left=left if state in (SpellState.LEFT, SpellState.MERGED) else "",
        last_known=last_known or ("" if state is SpellState.LEFT else "2026-01"),
        state=state,
        through="",
        source=ROW,
    )


def inside(came=0.0, *, low=-5.0, high=5.0, lower=False, measure=RTT_18_WEEKS):
    return Inside(
        measure=measure,
        label=f"Invented {measure}",
        low=low,
        high=high,
        came=came,
        lower_is_better=lower,
        made_from=date(2025, 3, 31),
        period=date(2026, 1, 1),
        source=ROW,
    )


def need(code="ZZ90", topic=Topic.CULTURE, *, review=date(2027, 1, 1), words="We do not hear our staff."):
    return OwnNeed(number=1, code=code, topic=topic, words=words, means=(), said_on=date(2026, 6, 1), review=review)


def offer(code="ZZ91", topic=Topic.CULTURE, *, days=10.0, until=None, review=date(2027, 1, 1)):
    return OwnOffer(
        number=2,
        code=code,
        topic=topic,
        means=(Means.TEAM,),
        words="Our listening team.",
        days=days,
        said_on=date(2026, 6, 1),
        until=until,
        review=review,
    )


def helping(code="ZZ91", *, helps=0, helped=0, promised=0.0, offered=20.0):
    return Helping(code=code, helps=helps, helped=helped, days_promised=promised, days_offered=offered)


def size(count, measure=AE_MAJOR):
    return SizeHeld(measure, "attendances", count, "2026-01-01", ROW)


def known(code="ZZ91", name="", *, made_up=True, **more):
    return Known(
        **{
            "code": code,
            "name": name or f"Invented {code}",
            "kind": "acute",
            "region": "Nowhere",
            "made_up": made_up,
            **more,
        }
    )
