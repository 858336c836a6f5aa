"""What is asked at an organisation and shuts people out: through what pipelines and careers answer this viewer."""

from collections.abc import Iterator
from datetime import date

from wraparound.capabilities.careers.queries.asked import experience_asked
from wraparound.capabilities.careers.terms.profiles import ProfileAsked
from wraparound.capabilities.equality.access import REQUIREMENTS
from wraparound.capabilities.equality.calculation.requirements import (
    asks_to_move,
    hurdle_of,
    hurdles_in,
    is_unadvertised,
)
from wraparound.capabilities.equality.queries.mobility import moving_said
from wraparound.capabilities.equality.queries.parts import off_words
from wraparound.capabilities.equality.terms.parts import EqualityPart
from wraparound.capabilities.equality.terms.requirements import (
    FoundIn,
    Hurdle,
    HurdleFound,
    PlaceRequirements,
    RegionSaid,
)
from wraparound.capabilities.pipelines.queries.asked import asked_at
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.asked import AskedOf, VacancyAsked
from wraparound.capabilities.pipelines.terms.matching import RequirementSort
from wraparound.people.access import ensure
from wraparound.people.queries.organisations import organisation_of, within_reach
from wraparound.people.terms.access import Subject, Viewer

ASKED_WITHOUT_ADVERT = "People are considered for it, and it was not advertised"


def requirement_places(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations whose requirements the viewer may look at, by name."""
    ensure(viewer, REQUIREMENTS)
    return within_reach(REQUIREMENTS, viewer=viewer)


def requirements_at(code: str, *, viewer: Viewer, today: date) -> PlaceRequirements:
    """What open vacancies and profiles of an organisation ask that shuts people out; nothing where this part is off."""
    place = organisation_of(code, viewer=viewer)
    ensure(viewer, REQUIREMENTS, Subject.at(place.pk, place.region_id))
    off = off_words(place.code, EqualityPart.REQUIREMENTS, viewer=viewer)
    vacancies = asked_at(code, viewer=viewer, day=Day(today)) if not off else ()
    profiles = experience_asked(code, viewer=viewer) if not off else ()
    said = None if off else moving_said(place.region.code, viewer=viewer)
    found = [*(each for one in vacancies for each in _in_vacancy(one, said))]
    found += [each for one in profiles for each in _in_profile(one, said)]
    return PlaceRequirements(
        code=place.code,
        name=place.name,
        made_up=place.made_up,
        vacancies=len(vacancies),
        profiles=len(profiles),
        found=tuple(found),
        off=off,
    )


def _in_vacancy(one: VacancyAsked, said: RegionSaid | None) -> Iterator[HurdleFound]:
    if is_unadvertised(one):
        yield HurdleFound(
            hurdle=Hurdle.UNADVERTISED,
            found_in=FoundIn.ROUTE,
            title=one.title,
            number=one.number,
            asked=ASKED_WITHOUT_ADVERT,
            essential=True,
        )
    for asked in one.asked:
        if asked.requirement.sort is RequirementSort.WORDS:
            yield from _in_words(one, asked, said)
        elif hurdle := hurdle_of(asked.requirement):
            yield _of_sort(one, asked, hurdle, said)


def _in_words(one: VacancyAsked, asked: AskedOf, said: RegionSaid | None) -> Iterator[HurdleFound]:
    to_move = asks_to_move(asked.requirement.asks.words)
    for words in hurdles_in(asked.requirement.asks.words):
        yield HurdleFound(
            hurdle=words.hurdle,
            found_in=FoundIn.VACANCY,
            title=one.title,
            number=one.number,
            asked=asked.requirement.asks.words,
            essential=asked.requirement.essential,
            matched=words.words,
            moves=to_move and words.hurdle is Hurdle.MOBILITY,
            said=said if to_move and words.hurdle is Hurdle.MOBILITY else None,
        )


def _of_sort(one: VacancyAsked, asked: AskedOf, hurdle: Hurdle, said: RegionSaid | None) -> HurdleFound:
    counted = asked.left_out is not None
    moves = asked.requirement.sort is RequirementSort.WOULD_MOVE
    return HurdleFound(
        hurdle=hurdle,
        found_in=FoundIn.VACANCY,
        title=one.title,
        number=one.number,
        asked=asked.words,
        essential=asked.requirement.essential,
        left_out=asked.left_out,
        people=one.people if counted else None,
        few=asked.is_counted and not counted,
        moves=moves,
        said=said if moves else None,
    )


def _in_profile(one: ProfileAsked, said: RegionSaid | None) -> Iterator[HurdleFound]:
    for asked in one.experience:
        to_move = asks_to_move(asked.words)
        for words in hurdles_in(asked.words):
            yield HurdleFound(
                hurdle=words.hurdle,
                found_in=FoundIn.PROFILE,
                title=one.title,
                number=one.line.number,
                asked=asked.words,
                essential=asked.essential,
                matched=words.words,
                moves=to_move and words.hurdle is Hurdle.MOBILITY,
                said=said if to_move and words.hurdle is Hurdle.MOBILITY else None,
            )
