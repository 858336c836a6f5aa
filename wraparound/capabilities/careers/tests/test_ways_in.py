"""Ways in: facts with sources, pages that a person of 18 or 45 understands, openings, how long an answer takes."""

import re
from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from wraparound.capabilities.careers.actions.ways_in import add_opening, end_opening
from wraparound.capabilities.careers.evidence import shipped_routes
from wraparound.capabilities.careers.models.ways_in import Interest
from wraparound.capabilities.careers.queries.ways_in import outcome_told, own_openings, route_page
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.ways_in import NewOpening, OutcomeTold
from wraparound.capabilities.careers.tests.reading import grade, grade_of_page, sentences_of, syllables
from wraparound.capabilities.careers.tests.world import AT, HERE, TODAY, make_careers_world, signed_in
from wraparound.people.models import Region
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.actions.changes import changing

HARDEST = 7
LAST = TODAY + timedelta(days=30)
SPOKEN = {
    **{"cat": 1, "come": 1, "made": 1, "asked": 1, "needed": 2, "people": 2, "little": 2, "service": 2, "services": 3},
    **{"places": 2, "being": 2, "idea": 3, "serious": 3, "nation": 2, "special": 2, "hospitality": 5, "area": 3},
    **{"reptilian": 4, "australian": 4, "platypus": 3, "seemingly": 3, "creature": 2, "rhythm": 1, "learned": 1},
}


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


@pytest.fixture
def world(world_once):
    cache.clear()
    return deepcopy(world_once)


@pytest.mark.parametrize(("word", "many"), SPOKEN.items())
def test_syllables_are_those_that_people_say(word, many):
    assert syllables(word) == many


@pytest.mark.parametrize(
    ("text", "known"),
    [
        # 6 words, 6 syllables, one sentence: 0.39 × 6 + 11.8 × 1 − 15.59.
        ("The cat sat on the mat.", -1.45),
        # 13 words, 26 syllables with “-ian” as two: 0.39 × 13 + 11.8 × 2 − 15.59. With “-ian” as one it is 11.3.
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 13.08),
        # 10 words in 2 sentences, 16 syllables: 0.39 × 5 + 11.8 × 1.6 − 15.59.
        ("People come to little places. We made services for people.", 5.24),
    ],
)
def test_grades_are_those_worked_out_by_hand(text, known):
    assert grade(sentences_of(text)) == pytest.approx(known, abs=0.01)


def test_every_fact_names_its_page_and_the_day_it_was_read():
    assert list(shipped_routes()) == [
        *("graduate", "clinician", "early-career", "mid-career", "return", "armed-forces", "outside"),
    ]
    for one in shipped_routes().values():
        assert one.sources
        assert all(fact.read_on >= date(2026, 11, 27) for fact in one.sources)
        # A number in our own words would be one that nobody can check; times that this site itself takes are ours.
        own = " ".join((*one.what, *one.who, *one.counts, *one.next_steps))
        assert not re.search(r"\d|£", own)


@pytest.mark.django_db
def test_every_public_page_is_read_by_a_child_of_twelve(client, world):
    opened(world, title="Trainee manager, three days a week")
    paths = ["", *(f"{key}/" for key in shipped_routes()), *(f"{key}/register/" for key in shipped_routes())]
    grades = {path: grade_of_page(client.get(f"/careers/ways-in/{path}").content.decode()) for path in paths}
    too_hard = {path: found for path, (found, _) in grades.items() if found > HARDEST}
    assert not too_hard, grades
    assert all(many >= 8 for _, many in grades.values())
    hard = "<main><p>Organisations facilitate multidisciplinary opportunities considerably.</p></main>"
    assert grade_of_page(hard)[0] > HARDEST


@pytest.mark.django_db
def test_what_nobody_published_is_said_not_to_be_known(client, world):
    page = client.get("/careers/ways-in/armed-forces/").content.decode()
    assert page.count("We do not know. Ask when you talk to someone.") == 3
    assert "NHS Employers, Step into Health, read on 27 November 2026" in page
    assert client.get("/careers/ways-in/nobody/").status_code == 404


def opened(world, *, by=None, place=f"organisation:{HERE}", **more):
    said = {"place": place, "route": "graduate", "title": "Trainee", "where": "Larkmoor", "closes_on": LAST, **more}
    return add_opening(NewOpening(**said), at=AT, by=by or world.director)


@pytest.mark.django_db
def test_an_opening_stands_for_all_until_its_last_day_or_until_it_is_taken_down(world):
    number = opened(world)
    opened(world, by=world.lead, place="region:NO", link="https://jobs.example/1", title="By link")
    opened(world, closes_on=TODAY, title="Today only")

    def titles(on):
        return [one.title for one in route_page("graduate", viewer=PUBLIC, on=on).openings]

    assert titles(TODAY) == ["Today only", "Trainee", "By link"]
    assert titles(LAST) == ["Trainee", "By link"]
    assert titles(LAST + timedelta(days=1)) == []
    with pytest.raises(NoSuchCareer):
        end_opening(number, at=AT, by=world.near_director)
    end_opening(number, at=AT, by=world.director)
    assert titles(LAST) == ["By link"]
    assert [one.title for one in own_openings(viewer=world.lead)] == ["By link"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"route": "nobody"},
        {"title": " "},
        {"where": "x" * 101},
        {"link": "http://plain.example"},
        {"link": "javascript:alert(1)"},
        {"closes_on": TODAY - timedelta(days=1)},
        {"closes_on": TODAY + timedelta(days=367)},
    ],
)
def test_what_cannot_be_an_opening_is_refused(world, wrong):
    with pytest.raises(CannotKeepCareer):
        opened(world, **wrong)


@pytest.mark.django_db
def test_a_director_puts_an_opening_there_and_takes_it_down_on_pages(client, world):
    signed_in(client, world.director)
    said = {
        **{"place": f"organisation:{HERE}", "route": "graduate", "title": "Trainee", "where": "Larkmoor"},
        **{"link": "jobs.example", "closes_on": timezone.localdate().isoformat()},
    }
    page = client.post("/careers/openings/new/", said).content.decode()
    assert "Give a link that begins with https://" in page
    assert client.post("/careers/openings/new/", {**said, "link": ""}).status_code == 302
    (one,) = own_openings(viewer=world.director)
    assert client.post(f"/careers/openings/{one.number}/end/").status_code == 302
    assert "Taken down" in client.get("/careers/openings/").content.decode()
    signed_in(client, world.ward)
    assert client.get("/careers/openings/").status_code == 403


@pytest.mark.django_db
def test_how_long_an_answer_takes_is_told_of_eleven_and_never_of_ten(world):
    for at in range(10):
        interest(at, took=14)
    assert outcome_told("graduate", viewer=PUBLIC, on=TODAY) == OutcomeTold(enough=False)
    interest(10, took=15)
    assert outcome_told("graduate", viewer=PUBLIC, on=TODAY).weeks == 2
    # Those who still wait count as waiting: with as many of them, half have none within two weeks.
    for at in range(11, 23):
        interest(at, took=None)
    told = outcome_told("graduate", viewer=PUBLIC, on=TODAY)
    assert (told.enough, told.weeks) == (True, None)


def interest(at, *, took):
    day = TODAY - timedelta(days=40)
    region = Region.objects.get(code="NO")
    with changing("For the test", at=AT, by=OPERATOR):
        Interest.objects.create(
            controller=region.controller,
            route="graduate",
            region=region,
            name="Somebody",
            address=f"{at}@made-up.example",
            nonce="0" * 32,
            registered_on=day,
            confirmed_on=day,
            changed_on=day,
            state="offered" if took else "sent",
            outcome_on=day + timedelta(days=took) if took else None,
        )
