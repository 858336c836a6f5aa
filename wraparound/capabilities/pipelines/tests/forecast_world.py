"""Plain rows for forecasts: trusts with posts, who held them and what is agreed of people, all made up."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from wraparound.capabilities.pipelines.terms.forecast_ground import (
    AgreedTime,
    ForecastGround,
    HeldTime,
    StockPerson,
    StockPlace,
    StockPost,
)
from wraparound.capabilities.pipelines.terms.people import Interests
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band

ON = date(2026, 3, 2)
LONG_AGO = date(2010, 1, 1)
FINANCE, NURSING = PostRole.FINANCE, PostRole.NURSING
BOARD = PostLevel.BOARD


def place(code="ZZ01", kind="Acute", region="NO", entered=LONG_AGO):
    return StockPlace(code, kind, region, f"{region} (made up)", entered)


def post(number, *, at=1, role=FINANCE, level=BOARD, starts=LONG_AGO, ends=None):
    return StockPost(number, at, role, level, starts, ends)


def held(of, who, starts, ends=None, *, stays=True, expected_end=None):
    return HeldTime(of, who, stays, starts, ends, expected_end)


def agreed(who, band=Band.READY_NOW, *, role=FINANCE, level=BOARD, kind="Acute", **days):
    dates = {"starts": date(2025, 9, 1), "ends": None, "review_by": date(2026, 9, 1), **days}
    return AgreedTime(person=who, role=role, level=level, kind=kind, band=band, **dates)


def person(at=1, *, left=None, released=False, **said):
    return StockPerson(at, left, released, Interests(**said) if said else None)


def ground(posts, holders=(), ready=(), people=None, *, places=None, on=ON):
    return ForecastGround(
        on=on,
        places=places or {1: place()},
        posts=tuple(posts),
        held=tuple(holders),
        agreed=tuple(ready),
        people=people or {},
    )


def a_region(trusts=8, *, leaving=0.25, years=10, seed=3, on=ON):
    """A region of trusts with five board posts each, lived through day by day: holders leave at a known rate a year.

    Vacancies last four months on average. Half of the trusts are acute. Everybody has a number from 1,000 on.
    """
    chance = Random(seed)
    roles = (PostRole.CHIEF_EXECUTIVE, FINANCE, NURSING, PostRole.MEDICAL, PostRole.OPERATIONS)
    begins = on - timedelta(days=round(365.25 * years))
    kinds = ("Acute", "Mental health")
    places = {at: place(f"ZZ{at:02}", kinds[at % 2], entered=begins) for at in range(1, trusts + 1)}
    posts = [post(10 * at + row, at=at, role=role, starts=begins) for at in places for row, role in enumerate(roles)]
    rows, people, number = [], {}, 1_000
    for one in posts:
        day = begins
        while day <= on:
            until = day + timedelta(days=1 + round(chance.expovariate(leaving) * 365.25))
            number += 1
            people[number] = person(one.place, left=until if until <= on else None)
            rows.append(held(one.number, number, day, until if until <= on else None))
            day = until + timedelta(days=1 + round(chance.expovariate(3) * 365.25))
    ready = []
    for at in places:
        for role in roles:
            number += 1
            people[number] = person(at, released=chance.random() < 0.5)
            band = chance.choice(list(Band))
            ready.append(agreed(number, band, role=role, kind=places[at].kind))
    return ground(posts, rows, ready, people, places=places, on=on)


def with_more(found, **parts):
    """The ground with other parts."""
    return replace(found, **parts)
