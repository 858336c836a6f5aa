"""When parity comes at a place, for those who may read its figures; worked out once for what is asked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from wraparound.capabilities.equality.calculation.parity import Ends, ShownPlace, reaching
from wraparound.capabilities.equality.calculation.periods import ends_of
from wraparound.capabilities.equality.calculation.snapshots import level_table
from wraparound.capabilities.equality.queries.figures import AskedPlace, last_published, place_asked, published_in
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.parts import off_words
from wraparound.capabilities.equality.terms.answers import LEVEL, ListedAnswer
from wraparound.capabilities.equality.terms.figures import OF_STANDARDS, NoSuchFigures, PlaceSort
from wraparound.capabilities.equality.terms.parity import (
    AS_NOW,
    LevelParity,
    ParityAsked,
    ParityTarget,
    ParityVerdict,
    PlaceParity,
    Reaching,
)
from wraparound.capabilities.equality.terms.parts import EqualityPart
from wraparound.capabilities.equality.wording import parity as say
from wraparound.methods.equality_measures.indicators import EMPLOYED
from wraparound.people.terms.access import OPERATOR, Viewer

SAID = "said"
KEPT = 256
"""Results that are kept in each process: a result is a few hundred bytes and takes about a second to make."""


def parity_of(
    sort: PlaceSort, code: str, asked: ParityAsked, year: int | None = None, *, viewer: Viewer
) -> PlaceParity:
    """When each level of a place reaches the share asked for, from the figures of a year, the newest by itself.

    NoSuchFigures for a place that the viewer may not read, and for a year of which nothing of it is shown.
    """
    place = place_asked(sort, code, viewer=viewer)
    if sort is PlaceSort.ORGANISATION and (off := off_words(place.code, EqualityPart.PARITY, viewer=viewer)):
        return _nothing(place, asked, off)
    row = last_published(asked.standard, place, year, viewer=viewer)
    if row is None:
        if year is not None:
            raise NoSuchFigures
        return _nothing(place, asked, say.NONE_YET)
    of_year, number, mark = row
    levels = lists_in_use(viewer=viewer)[LEVEL]
    shown = published_in(number, mark, viewer=viewer)
    first = min(shown.day, ends_of(of_year)[1])
    here = ShownPlace(shown, place.named, asked.standard, first)
    # Where a share is published changes no year, and things as they are go the same way beside every what-if.
    question = replace(asked, source=asked.source and SAID)
    as_now = replace(question, shortlists=AS_NOW, appointments=AS_NOW, group_leaving=AS_NOW, entry=AS_NOW)
    codes = tuple(one.code for one in levels.choices)
    now = _reaching(number, mark, place.named, as_now, codes, first)
    then = _reaching(number, mark, place.named, question, codes, first) if asked.is_what_if else {}
    there = [one for one in levels.choices if level_table(one.code) in shown.tables]
    found = tuple(
        _level(one, here.share_of(level_table(one.code)), now.get(one.code), then.get(one.code)) for one in there
    )
    return _told(place, asked, of_year, here, found)


@lru_cache(maxsize=KEPT)
def _reaching(
    number: int, mark: str, named: str, asked: ParityAsked, codes: tuple[str, ...], first: date
) -> Mapping[str, Reaching]:
    """By what was published in a row, which never changes: the same question has the same answer."""
    here = ShownPlace(published_in(number, mark, viewer=OPERATOR), named, asked.standard, first)
    target = _target(here, asked)
    if target is None or not here.can_project:
        return {}
    told = here.levels_of(codes)
    return dict(zip(told, reaching(here, told, target, asked), strict=True))


def _level(which: ListedAnswer, share: Ends | None, now: Reaching | None, then: Reaching | None) -> LevelParity:
    return LevelParity(
        level=which.code,
        name=which.words,
        share=share.value if share else None,
        low=share.low if share else None,
        high=share.high if share else None,
        now=say.in_words(now or Reaching(verdict=ParityVerdict.HIDDEN)),
        then=say.in_words(then, what_if=True) if then else None,
    )


def _target(here: ShownPlace, asked: ParityAsked) -> Ends | None:
    """The share to be reached: of everybody employed there by shown figures, or as it was stated."""
    if asked.target is ParityTarget.POPULATION:
        stated = (asked.population or 0) / 100
        return Ends(stated, stated, stated)
    return here.share_of(EMPLOYED)


def _told(
    place: AskedPlace, asked: ParityAsked, year: int, here: ShownPlace, levels: tuple[LevelParity, ...]
) -> PlaceParity:
    target, shown = _target(here, asked), here.shown
    group = here.what.second
    return PlaceParity(
        sort=place.sort,
        code=place.code,
        name=place.name,
        made_up=place.made_up,
        year=year,
        counted_on=shown.day,
        asked=asked,
        group=group,
        target=target.value if target else None,
        target_words=say.target_words(target.value if target else None, asked, group),
        levels=levels,
        why_not="" if target and here.can_project else say.HIDDEN_ALL,
        says=say.says(asked, shown.off_by),
    )


def _nothing(place: AskedPlace, asked: ParityAsked, why_not: str) -> PlaceParity:
    group = OF_STANDARDS[asked.standard].second
    return PlaceParity(
        sort=place.sort,
        code=place.code,
        name=place.name,
        made_up=place.made_up,
        year=0,
        counted_on=None,
        asked=asked,
        group=group,
        target=None,
        target_words="",
        levels=(),
        why_not=why_not,
        says=(),
    )
