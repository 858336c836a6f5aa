"""What vacancies and profiles ask that shuts people out, for those who can change it; in no count what anybody said."""

import json

import pytest

from wraparound.capabilities.careers.models.profiles import PostProfile
from wraparound.capabilities.equality.actions.publishing_mobility import publish_mobility
from wraparound.capabilities.equality.queries.requirements import requirement_places, requirements_at
from wraparound.capabilities.equality.terms.requirements import FoundIn, Hurdle
from wraparound.capabilities.equality.wording import requirements as say
from wraparound.capabilities.pipelines.actions.interests import write_interests
from wraparound.capabilities.pipelines.actions.requirements import ask
from wraparound.capabilities.pipelines.calculation.matching import RESTS_ON_ANSWERS
from wraparound.capabilities.pipelines.models.people import Interest
from wraparound.capabilities.pipelines.queries.asked import asked_at
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.mobility import mobility_counts
from wraparound.capabilities.pipelines.terms.matching import Asks, RequirementSort, RequirementTerms
from wraparound.capabilities.pipelines.terms.people import Interests, Travel
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.capabilities.pipelines.terms.vacancies import Stage
from wraparound.capabilities.pipelines.tests.keep_world import AT, TODAY, make_world, newcomer, version_of
from wraparound.capabilities.pipelines.tests.vacancy_world import DAY, as_viewer, comes_to, ends, opened
from wraparound.cli import main
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import give
from wraparound.people.models import Membership, Organisation, Person
from wraparound.people.terms.access import OPERATOR, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HERE, BACKEND = "ZZ01", "allauth.account.auth_backends.AuthenticationBackend"
NEAR, MOVES = 16, 14
"""People who say that they would stay near, and that they would move home."""


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_asked_world)


def make_asked_world():
    """A vacancy that was never advertised, of a trust in whose pipeline 30 people say how far they would go."""
    world = make_world()
    for number in range(NEAR + MOVES):
        # One of them belongs elsewhere in the region: a region of one organisation is not told.
        place = "ZZ02" if number == 0 else HERE
        person = Person.objects.get(key=newcomer(f"Pat Pool{number}", place))
        travel = Travel.NEAR if number < NEAR else Travel.MOVE
        said = Interests(travel=travel, shown_at_work=True)
        write_interests(said, version=0, at=AT, by=as_viewer(person))
    world.lead = lead_of("Ella Equality", Scope.ORGANISATION, HERE)
    world.far_lead = lead_of("Fay Faraway", Scope.ORGANISATION, "ZZ03")
    world.regional_lead = lead_of("Rita Regional", Scope.REGION, "NO")
    world.vacancy = opened(world)
    comes_to(world, world.vacancy, Stage.LONG_LIST, TODAY - DAY * 10)
    asks(world, RequirementSort.WOULD_MOVE)
    asks(world, RequirementSort.YEARS, role=PostRole.FINANCE, years=3, unbroken=True, essential=False)
    asks(world, RequirementSort.WORDS, words="Holds a full driving licence")
    asks(world, RequirementSort.WORDS, words="Has led a service through a hard winter")
    return world


def lead_of(name, scope, target):
    key = newcomer(name, target if scope is Scope.ORGANISATION else HERE)
    new = NewGrant(key, Role.EQUALITY_LEAD, Purpose.EQUALITY, scope, target, TODAY - DAY, None, "For the test")
    give(new, at=AT, by=OPERATOR)
    return as_viewer(Person.objects.get(key=key))


def asks(world, sort, *, essential=True, **more):
    new = RequirementTerms(number=0, sort=sort, essential=essential, asks=Asks(**more))
    return ask(world.vacancy, new, at=AT, by=world.director)


def says(person, interests):
    """Somebody says something else of how far they would go."""
    version = version_of(Interest.objects.get(person=person).pk, Interest)
    write_interests(interests, version=version, at=AT, by=as_viewer(person))


def found(viewer, code=HERE):
    return requirements_at(code, viewer=viewer, today=TODAY)


def test_what_shuts_people_out_is_found_by_stated_rules(world):
    page = found(world.lead)
    assert [(one.hurdle, one.found_in, one.essential) for one in page.found] == [
        (Hurdle.UNADVERTISED, FoundIn.ROUTE, True),
        (Hurdle.MOBILITY, FoundIn.VACANCY, True),
        (Hurdle.UNBROKEN, FoundIn.VACANCY, False),
        (Hurdle.MOBILITY, FoundIn.VACANCY, True),
    ]
    route, moving, years, licence = page.found
    # 16 of 30 say that they would stay near. What each said is in no count: two days would tell of one person.
    assert (moving.left_out, moving.people, moving.few) == (None, None, False)
    assert say.count_words(moving) == say.SAID_NOT_YET
    (vacancy,) = asked_at(HERE, viewer=world.lead, day=Day(TODAY))
    assert vacancy.people == 30
    # Of years nothing is entered, so of nobody is it known that they lack them.
    assert (years.left_out, years.few) == (None, True)
    assert (licence.matched, licence.left_out, licence.few) == ("full driving licence", None, False)
    assert say.count_words(route) == say.NOT_COUNTED
    assert (page.vacancies, page.profiles) == (1, 0)


def test_nothing_that_anybody_says_of_themselves_moves_a_figure(world):
    for sort, asked in (
        (RequirementSort.WOULD_ROLE, {"role": PostRole.FINANCE}),
        (RequirementSort.WOULD_PLACE, {"place": "NO"}),
        (RequirementSort.WOULD_KIND, {"kind": "Acute"}),
        (RequirementSort.WOULD_CHALLENGED, {}),
        (RequirementSort.AVAILABLE_BY, {"by": TODAY + DAY * 60}),
    ):
        asks(world, sort, **asked)
    (vacancy,) = asked_at(HERE, viewer=world.lead, day=Day(TODAY))
    answered = [one for one in vacancy.asked if one.requirement.sort in RESTS_ON_ANSWERS]
    assert {one.requirement.sort for one in answered} == RESTS_ON_ANSWERS
    assert not any(one.is_counted or one.left_out for one in answered)
    before = found(world.lead)
    for person in Person.objects.filter(name__startswith="Pat Pool"):
        says(person, Interests(travel=Travel.NEAR, shown_at_work=True))
        assert found(world.lead) == before


def published(days=0):
    return publish_mobility(at=AT + DAY * days, by=OPERATOR)


def moving_of(page):
    return next(one for one in page.found if one.hurdle is Hurdle.MOBILITY and not one.matched)


def test_how_many_would_move_is_told_of_their_region_as_it_was_counted(world):
    asks(world, RequirementSort.WORDS, words="Holds a full driving licence; willing to relocate")
    asks(world, RequirementSort.WOULD_PLACE, place="NO")
    assert moving_of(found(world.lead)).said is None
    assert say.count_words(moving_of(found(world.lead))) == say.SAID_NOT_YET
    assert published() == 1
    all_found = [one for one in found(world.lead).found if one.hurdle is Hurdle.MOBILITY]
    by_asked = {one.asked: one for one in all_found}
    moving, licence = moving_of(found(world.lead)), by_asked["Holds a full driving licence"]
    said = moving.said
    # Each answer is up to 4 away from its count, 16 and 14, and in steps.
    assert abs(said.would_not - NEAR) <= 4
    assert abs(said.people - said.would_not - MOVES) <= 4
    assert said.people % 5 == said.would_not % 5 == 0
    assert say.count_words(moving).startswith(f"Of about {said.people} people of {said.region} who said at work")
    # Another word of the kind comes before it.
    assert by_asked["Holds a full driving licence; willing to relocate"].said == said
    assert say.count_words(licence) == say.NOT_COUNTED
    # Who names no region says nothing of this one.
    (place,) = [one for one in all_found if not one.moves and not one.matched]
    assert say.count_words(place) == say.NOT_COUNTED


def test_whoever_left_it_open_is_not_counted(world):
    before = counts(OPERATOR)
    assert [(one.would_not, one.would) for one in before] == [(NEAR, MOVES)]
    for person in Person.objects.filter(name__startswith="Pat Pool1"):
        says(person, Interests(places=("NO",), shown_at_work=True))
    left = Person.objects.filter(name__startswith="Pat Pool1").count()
    assert sum(one.would + one.would_not for one in counts(OPERATOR)) == NEAR + MOVES - left


def test_a_region_of_one_organisation_is_not_counted(world):
    elsewhere = Membership.objects.filter(organisation__code="ZZ02", person__name__startswith="Pat Pool")
    with changing("For the test", at=AT, by=OPERATOR):
        for row in elsewhere:
            row.organisation = Organisation.objects.get(code=HERE)
            row.save()
    assert counts(OPERATOR) == ()


def test_what_somebody_says_moves_no_figure_of_the_region_for_28_days(world):
    assert published() == 1
    before = found(world.lead)
    for person in Person.objects.filter(name__startswith="Pat Pool"):
        says(person, Interests(travel=Travel.NEAR, shown_at_work=True))
    assert [published(days) for days in (0, 1, 27)] == [0, 0, 0]
    assert found(world.lead) == before
    assert published(28) == 1
    # Nobody would move any more, so neither is told: that all say the same tells of each of them.
    said = moving_of(found(world.lead)).said
    assert (said.would_not, said.people) == (None, None)
    assert say.count_words(moving_of(found(world.lead))) == say.SAID_FEW
    assert published(56) == 0


def test_whoever_shows_it_to_nobody_at_work_is_not_counted(world):
    for person in Person.objects.filter(name__startswith="Pat Pool"):
        says(person, Interests(travel=Travel.NEAR, shown_at_work=False))
    assert counts(OPERATOR) == ()
    with pytest.raises(NotYours):
        counts(world.lead)


def counts(viewer):
    return mobility_counts(viewer=viewer, day=Day(TODAY))


def test_an_advert_or_an_end_takes_it_off_the_list(world):
    comes_to(world, world.vacancy, Stage.ADVERTISED, TODAY - DAY * 20)
    assert Hurdle.UNADVERTISED not in {one.hurdle for one in found(world.lead).found}
    ends(world, world.vacancy)
    page = found(world.lead)
    assert (page.found, page.vacancies) == ((), 0)
    assert say.answer_words(page) == say.NOTHING_ASKED


def test_profiles_of_roles_are_read_too(world):
    place = Organisation.objects.select_related("region", "controller").get(code=HERE)
    with changing("For the test", at=AT, by=OPERATOR):
        for where, kind in (({"organisation": place}, ""), ({"region": place.region}, "Ambulance")):
            PostProfile.objects.create(
                controller=place.controller,
                role="finance",
                level="board",
                kind=kind,
                framework="board-2024",
                asks=[],
                experience=[{"words": "An experienced finance director", "essential": True}],
                **where,
            )
    page = found(world.lead)
    # The default of the region is for another kind of organisation.
    assert page.profiles == 1
    (profile,) = [one for one in page.found if one.found_in is FoundIn.PROFILE]
    assert (profile.hurdle, profile.matched) == (Hurdle.TITLE_HELD, "experienced finance director")


def test_it_is_read_by_those_who_can_change_it_with_no_name_and_no_equality_figure(client, world):
    assert found(world.director) == found(world.chair) == found(world.region) == found(world.regional_lead)
    for viewer in (world.colleague, world.analyst, world.far_lead, world.other_director):
        with pytest.raises(NotYours):
            found(viewer)
    assert [code for code, _ in requirement_places(viewer=world.lead)] == [HERE]
    client.force_login(Person.objects.get(pk=world.lead.person), backend=BACKEND)
    page = client.get(f"/equality/requirements/organisations/{HERE}/").content.decode()
    assert say.NOT_COUNTED in page
    assert "Pat Pool" not in page
    assert client.get("/equality/requirements/organisations/ZZ02/").status_code == 403
    # The equality lead reads what is asked, and no vacancy.
    assert client.get(f"/pipelines/vacancies/{world.vacancy}/").status_code == 403
    client.force_login(Person.objects.get(pk=world.director.person), backend=BACKEND)
    vacancy = client.get(f"/pipelines/vacancies/{world.vacancy}/").content.decode()
    assert "equality" not in vacancy.casefold().replace('href="/equality', "")


def test_api_and_command_say_the_same(client, world, capsys):
    client.force_login(Person.objects.get(pk=world.lead.person), backend=BACKEND)
    api = client.get(f"/api/equality/requirements/{HERE}").json()
    assert main(["equality", "requirements", HERE, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["code"] == api["code"] == HERE
    assert [one["hurdle"] for one in api["found"]] == [one["hurdle"] for one in told["found"]]
    assert main(["equality", "requirements", HERE]) == 0
    terminal = capsys.readouterr().out
    assert "Instead: " in terminal
    assert say.HOW in terminal
