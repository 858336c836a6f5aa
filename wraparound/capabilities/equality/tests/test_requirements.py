"""Which words and which sorts of requirements shut people out, by stated rules; and which do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.equality.calculation.requirements import (
    OF_SORTS,
    WORDS,
    hurdle_of,
    hurdles_in,
    is_unadvertised,
)
from wraparound.capabilities.equality.terms.requirements import FoundIn, Hurdle, HurdleFound, PlaceRequirements
from wraparound.capabilities.equality.wording import requirements as say
from wraparound.capabilities.pipelines.terms.asked import VacancyAsked
from wraparound.capabilities.pipelines.terms.matching import Asks, RequirementSort, RequirementTerms
from wraparound.capabilities.pipelines.terms.vacancies import Stage

H = Hurdle
ASKS = {
    "Willing to relocate within six months": H.MOBILITY,
    "Holds a full driving licence": H.MOBILITY,
    "Must be geographically mobile": H.MOBILITY,
    "You will need to travel across the county": H.MOBILITY,
    "Has access to a vehicle": H.MOBILITY,
    "5 years continuous NHS service": H.UNBROKEN,
    "Minimum five years of senior leadership": H.LONG_SERVICE,
    "Experience as an executive director": H.TITLE_HELD,
    "A track record at executive level": H.TITLE_HELD,
    "Must be currently employed by the trust": H.KNOWN_ALREADY,
    "Five consecutive years in finance": H.UNBROKEN,
    "A record of continuous service": H.UNBROKEN,
    "Ten years in the NHS without a break": H.UNBROKEN,
    "At least eight years in operations": H.LONG_SERVICE,
    "10+ years leading teams": H.LONG_SERVICE,
    "Seven years’ experience of budgets": H.LONG_SERVICE,
    "An experienced finance director": H.TITLE_HELD,
    "Has held a chief executive post": H.TITLE_HELD,
    "Proven board-level experience": H.TITLE_HELD,
    "NHS experience is essential": H.CLOSED_SECTOR,
    "Must come from an acute trust": H.CLOSED_SECTOR,
    "Appointment is by invitation only": H.KNOWN_ALREADY,
    "Open to internal applicants only": H.KNOWN_ALREADY,
    "Recommended by their executive director": H.KNOWN_ALREADY,
    "This post is full-time only": H.FULL_TIME,
    "Not suitable for part-time working": H.FULL_TIME,
    "Educated to degree level": H.QUALIFICATION,
    "An MBA": H.QUALIFICATION,
}
ASKS_NOTHING = (
    "Has changed how a service works together with its staff and partners",
    "Need not relocate",
    "You do not have to relocate; no driving licence is needed",
    "An MBA is not needed",
    "A master’s degree or equivalent",
    "Full time or part time",
    "To a high degree of accuracy",
    "We do not require relocation",
    "You need not hold a driving licence",
    "A current director or equivalent",
    "Can show how a board was led through a hard year",
    "Directors of other services say they were heard",
    "Knows the town and who lives in it",
    "Plans for the next five years",
    "",
)


@pytest.mark.parametrize(("words", "hurdle"), ASKS.items())
def test_words_that_shut_people_out_are_found_with_the_part_that_says_so(words, hurdle):
    found = {one.hurdle: one.words for one in hurdles_in(words)}
    assert hurdle in found
    assert found[hurdle].casefold() in words.casefold()
    assert set(found) == {one.hurdle for one in hurdles_in(words.upper())}


@pytest.mark.parametrize("words", ASKS_NOTHING)
def test_words_that_ask_for_no_such_thing_are_left_alone(words):
    assert hurdles_in(words) == ()


@given(st.text(max_size=300))
def test_what_is_found_stands_in_the_text_and_each_hurdle_once(text):
    found = hurdles_in(text)
    read = " ".join(text.split())
    assert all(" ".join(one.words.split()) in read for one in found)
    assert len({one.hurdle for one in found}) == len(found)


@given(st.sampled_from(list(ASKS)), st.text(alphabet="abc xyz.,;", max_size=40))
def test_words_around_it_that_take_nothing_back_change_nothing(words, around):
    # A word of its own beside it, so that it neither joins on nor denies.
    told = {one.hurdle for one in hurdles_in(f"{around}. {words}. {around}")}
    assert ASKS[words] in told


def requirement(sort, **asks):
    return RequirementTerms(number=1, sort=sort, essential=True, asks=Asks(**asks))


def test_sorts_of_requirements_say_which_hurdle_they_are():
    assert hurdle_of(requirement(RequirementSort.YEARS, years=3)) is H.LONG_SERVICE
    assert hurdle_of(requirement(RequirementSort.YEARS, years=3, unbroken=True)) is H.UNBROKEN
    assert hurdle_of(requirement(RequirementSort.WOULD_MOVE)) is H.MOBILITY
    # What somebody is ready for, would consider, or is judged by people for, shuts nobody out by its sort.
    left = set(RequirementSort) - set(OF_SORTS)
    assert {RequirementSort.READINESS, RequirementSort.WORDS, RequirementSort.WOULD_ROLE} <= left
    assert all(hurdle_of(requirement(sort)) is None for sort in left)


@pytest.mark.parametrize(
    ("stage", "advertised", "is_one"),
    [
        (Stage.OPENED, False, False),
        (Stage.ADVERTISED, True, False),
        (Stage.SHORTLIST, True, False),
        (Stage.LONG_LIST, False, True),
        (Stage.OFFER, False, True),
    ],
)
def test_a_vacancy_that_went_on_without_an_advert_is_a_route_nobody_could_read_of(stage, advertised, is_one):
    one = VacancyAsked(
        number=1,
        title="Director of finance",
        stage=stage,
        advertised=advertised,
        people=None,
        asked=(),
    )
    assert is_unadvertised(one) is is_one


def test_every_hurdle_says_whom_it_shuts_out_and_what_to_ask_instead():
    assert set(say.HURDLES) == set(say.WHY) == set(say.INSTEAD) == set(Hurdle)
    assert set(WORDS) | set(OF_SORTS.values()) | {H.UNADVERTISED} == set(Hurdle)


def test_counts_are_told_or_it_is_said_why_not():
    one = {
        "hurdle": H.MOBILITY,
        "found_in": FoundIn.VACANCY,
        "title": "x",
        "number": 1,
        "asked": "a",
        "essential": True,
    }
    assert say.count_words(HurdleFound(**one, left_out=15, people=40)) == (
        "It would leave out about 15 of about 40 who could be considered."
    )
    assert say.count_words(HurdleFound(**one, few=True)) == say.TOO_FEW
    assert say.count_words(HurdleFound(**one)) == say.NOT_COUNTED
    page = {"code": "ZZ01", "name": "Here", "made_up": True}
    assert (
        say.say_requirements(PlaceRequirements(**page, vacancies=0, profiles=0, found=(), off="Off.")) == "Here\nOff."
    )
    assert say.answer_words(PlaceRequirements(**page, vacancies=0, profiles=0, found=())) == say.NOTHING_ASKED
