"""When parity comes at a place, for those who may read its figures; worked out once for what is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from wraparound.capabilities.equality.calculation.parity import Ends, ShownPlace, reaching
from wraparound.capabilities.equality.calculation.snapshots import level_table
from wraparound.capabilities.equality.queries.figures import AskedPlace, last_published, place_asked, published_in
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.parts import off_words
from wraparound.capabilities.equality.terms.answers import LEVEL, AnswerList, ListedAnswer
from wraparound.capabilities.equality.terms.figures import OF_STANDARDS, NoSuchFigures, PlaceSort
from wraparound.capabilities.equality.terms.parity import (
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
from wraparound.methods.suppression.publishing import Published
from wraparound.people.terms.access import OPERATOR, Viewer

SAID = "said"
KEPT = 256
"""Results that are kept in each process: a result is a few hundred bytes and takes a second or two to make."""


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
    # Where a share is published changes no year.
    found = _levels(number, mark, place.named, replace(asked, source=asked.source and SAID), levels)
    return _told(place, asked, of_year, published_in(number, mark, viewer=viewer), found)


@lru_cache(maxsize=KEPT)
def _levels(number: int, mark: str, named: str, asked: ParityAsked, levels: AnswerList) -> tuple[LevelParity, ...]:
    """By what was published in a row, which never changes: the same question has the same answer."""
    here = ShownPlace(published_in(number, mark, viewer=OPERATOR), named, asked.standard)
    target = _target(here, asked)
    told = here.levels_of([one.code for one in levels.choices]) if target and here.can_project else ()
    now = _by_level(here, told, target, asked, as_now=True)
    then = _by_level(here, told, target, asked, as_now=False) if asked.is_what_if else {}
    there = [one for one in levels.choices if level_table(one.code) in here.shown.tables]
    return tuple(
        _level(one, here.share_of(level_table(one.code)), now.get(one.code), then.get(one.code)) for one in there
    )


def _by_level(
    here: ShownPlace, told: Sequence[str], target: Ends | None, asked: ParityAsked, *, as_now: bool
) -> Mapping[str, Reaching]:
    return dict(zip(told, reaching(here, told, target, asked, as_now=as_now), strict=True)) if target else {}


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
    place: AskedPlace, asked: ParityAsked, year: int, shown: Published, levels: tuple[LevelParity, ...]
) -> PlaceParity:
    here = ShownPlace(shown, place.named, asked.standard)
    target = _target(here, asked)
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
