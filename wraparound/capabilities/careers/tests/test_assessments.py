"""Saying what one has: left and resumed, nobody else's, shown by name, taken back, and deleted."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.careers.actions.assessments import (
    answer_screen,
    begin_assessment,
    delete_assessment,
    show_assessment,
    take_back_share,
)
from wraparound.capabilities.careers.actions.frameworks import map_frameworks, take_back_framework
from wraparound.capabilities.careers.calculation.assessing import answered, progress_of, with_answers
from wraparound.capabilities.careers.models.assessments import Assessment, AssessmentShare, AssessmentVersion
from wraparound.capabilities.careers.queries.assessments import (
    assessment_page,
    held_of,
    own_assessments,
    screen_page,
    shared_page,
    shown_to,
)
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer, own_key
from wraparound.capabilities.careers.terms.profiles import Ask
from wraparound.capabilities.careers.tests.framework_examples import any_framework
from wraparound.capabilities.careers.tests.test_gaps import role
from wraparound.capabilities.careers.tests.world import (
    AT,
    SHIPPED,
    TODAY,
    address_of,
    brought_in,
    make_careers_world,
    signed_in,
    standards,
)
from wraparound.capabilities.careers.wording.assessments import effort_words
from wraparound.people.queries.elsewhere import held_elsewhere
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import LookedAt

LATER = TODAY + timedelta(days=30)
MENTOR = address_of("Mena Mentor")


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


def said(world, answers, *, place=1, number=None, key=SHIPPED, at=AT):
    """The number of the ward manager's assessment once one screen of it was answered."""
    number = number or begin_assessment(key, at=at, by=world.ward)
    version = screen_page(number, place, viewer=world.ward).version
    answer_screen(number, place, answers, version=version, at=at, by=world.ward)
    return number


@given(any_framework(), some.data())
def test_a_screen_changes_its_own_domain_and_nothing_else(one, data):
    rungs = some.one_of(some.none(), some.sampled_from([rung.name for rung in one.rungs]), some.just("no rung at all"))
    keys = some.sampled_from([each.key for each in one.competencies])
    before = with_answers(one, {}, 1, data.draw(some.dictionaries(keys, rungs)))
    place = data.draw(some.integers(1, len(one.domains)))
    after = with_answers(one, before, place, data.draw(some.dictionaries(keys, rungs)))
    here = {each.key for each in one.of(one.domains[place - 1])}
    assert {key: each for key, each in after.items() if key not in here} == {
        key: each for key, each in before.items() if key not in here
    }
    assert "no rung at all" not in after.values()
    progress = progress_of(one, after)
    assert progress.answered == len(after) <= progress.total
    assert (progress.next_screen is None) == (progress.answered == progress.total)
    assert sum(each.is_answered for each in answered(one, after)) == progress.answered


def test_ten_minutes_are_measured_in_screens_and_answers():
    assert effort_words(standards().framework).startswith("9 screens with 27 answers in all")


@pytest.mark.database
@pytest.mark.django_db
def test_somebody_leaves_and_goes_on_where_they_were(world):
    number = said(world, {"1": "Sometimes"})
    (line,) = own_assessments(viewer=world.ward)
    assert (line.progress.answered, line.progress.next_screen) == (1, 2)
    assert begin_assessment(SHIPPED, at=AT, by=world.ward) == number
    said(world, {"2": None}, place=2, number=number)
    page = assessment_page(number, viewer=world.ward)
    assert [(one.rung, one.no_chance) for one in page.answers[:3]] == [("Sometimes", False), ("", True), ("", False)]
    said(world, {}, place=1, number=number)
    assert assessment_page(number, viewer=world.ward).progress.answered == 1


@pytest.mark.database
@pytest.mark.django_db
def test_from_another_window_nothing_is_lost_unseen(world):
    number = said(world, {"1": "Sometimes"})
    version = screen_page(number, 1, viewer=world.ward).version
    answer_screen(number, 1, {"1": "Not yet"}, version=version, at=AT, by=world.ward)
    with pytest.raises(ChangedMeanwhile):
        answer_screen(number, 1, {"1": "Sometimes"}, version=version, at=AT, by=world.ward)


@pytest.mark.django_db
def test_a_page_from_another_window_says_so_and_can_then_be_sent(client, world):
    number = said(world, {"1": "Sometimes"})
    version = screen_page(number, 1, viewer=world.ward).version
    answer_screen(number, 1, {"1": "Not yet"}, version=version, at=AT, by=world.ward)
    signed_in(client, world.ward)
    address, typed = f"/careers/mine/{number}/screens/1/", {"at_0": "2", "version": version}
    page = client.post(address, typed).content.decode()
    assert "There is a problem" in page
    (now,) = re.findall(r'name="version" value="(\d+)"', page)
    assert int(now) == screen_page(number, 1, viewer=world.ward).version
    assert client.post(address, {**typed, "version": now}).status_code == 302
    assert screen_page(number, 1, viewer=world.ward).answers[0].rung == "Most of the time"


@pytest.mark.database
@pytest.mark.django_db
def test_nobody_else_reads_or_changes_it_whatever_their_role(client, world):
    number = said(world, {"1": "Sometimes"})
    for viewer in (world.colleague, world.director, world.lead, world.keeper):
        assert own_assessments(viewer=viewer) == ()
        for read in (assessment_page, delete_or_show):
            with pytest.raises(NoSuchCareer):
                read(number, viewer=viewer)
        signed_in(client, viewer)
        for part in ("", "screens/1/", "show/", "delete/"):
            assert client.get(f"/careers/mine/{number}/{part}").status_code == 404
    assert Assessment.objects.exists()


def delete_or_show(number, *, viewer):
    """Tries the writes."""
    with pytest.raises(NoSuchCareer):
        show_assessment(number, MENTOR, LATER, at=AT, by=viewer)
    delete_assessment(number, at=AT, by=viewer)


@pytest.mark.database
@pytest.mark.django_db
def test_it_is_shown_by_name_until_a_day_logged_and_taken_back(client, world):
    number = said(world, {"1": "Sometimes", "2": None})
    share = show_assessment(number, f" {MENTOR.upper()} ", LATER, at=AT, by=world.ward)
    assert [one.person for one in shown_to(viewer=world.mentor, on=TODAY)] == ["Wanda Wardwell"]
    assert not LookedAt.objects.exists()
    assert shared_page(share, viewer=world.mentor, on=LATER).answers[0].rung == "Sometimes"
    (look,) = LookedAt.objects.filter(about=world.ward.person)
    assert look.look.by == world.mentor.person
    assert look.look.why.startswith("You show it to them until")
    for viewer in (world.ward, world.colleague, world.keeper, world.director):
        with pytest.raises(NoSuchCareer):
            shared_page(share, viewer=viewer, on=TODAY)
    with pytest.raises(NoSuchCareer):
        shared_page(share, viewer=world.mentor, on=LATER + timedelta(days=1))
    with pytest.raises(NoSuchCareer):
        take_back_share(share, at=AT, by=world.mentor)
    take_back_share(share, at=AT, by=world.ward)
    assert shown_to(viewer=world.mentor, on=TODAY) == ()
    with pytest.raises(NoSuchCareer):
        shared_page(share, viewer=world.mentor, on=TODAY)
    assert show_assessment(number, MENTOR, LATER, at=AT, by=world.ward) != share


@pytest.mark.database
@pytest.mark.django_db
def test_to_whom_it_cannot_be_shown_is_said(world):
    number = said(world, {"1": "Sometimes"})
    for typed, until, words in (
        ("nobody@made-up.example", LATER, "We found nobody so"),
        ("Mena Mentor", LATER, "We found nobody so"),  # not of the same organisation: by address only
        (address_of("Wanda Wardwell"), LATER, "You read it anyway"),
        (MENTOR, TODAY - timedelta(days=1), "from today on"),
        (MENTOR, TODAY + timedelta(days=367), "within a year"),
    ):
        with pytest.raises(CannotKeepCareer, match=words):
            show_assessment(number, typed, until, at=AT, by=world.ward)
    show_assessment(number, "Colin  Colleague", LATER, at=AT, by=world.ward)
    with pytest.raises(CannotKeepCareer, match="already"):
        show_assessment(number, "colin colleague", LATER, at=AT, by=world.ward)


@pytest.mark.database
@pytest.mark.django_db
def test_it_is_in_the_copy_of_ones_data_and_goes_with_all_its_history(world):
    number = said(world, {"1": "Sometimes"})
    show_assessment(number, MENTOR, LATER, at=AT, by=world.ward)
    held = held_of(viewer=world.ward, at=AT)
    assert "Care and results that last: Sometimes" in held[0].words
    assert "Mena Mentor" in held[1].words
    assert set(held) <= set(held_elsewhere(viewer=world.ward, at=AT))
    assert held_of(viewer=world.mentor, at=AT) == ()
    delete_assessment(number, at=AT, by=world.ward)
    for model in (Assessment, AssessmentShare, AssessmentVersion):
        assert not model._default_manager.exists()
    assert shown_to(viewer=world.mentor, on=TODAY) == ()


@pytest.mark.database
@pytest.mark.django_db
def test_what_was_said_against_a_framework_before_stands_beside_the_new_questions(world):
    said(world, {"1": "Sometimes"})
    number = brought_in(world)
    map_frameworks(SHIPPED, number, [("1", "c1"), ("2", "c2")], replaces_on=TODAY, version=0, at=AT, by=world.director)
    new = begin_assessment(own_key(number), at=AT, by=world.ward)
    page = screen_page(new, 1, viewer=world.ward)
    assert set(page.earlier) == {"c1"}
    assert "you said “Sometimes” of “Care and results that last”" in page.earlier["c1"]
    assert page.answers[0].rung == ""
    with pytest.raises(CannotKeepCareer, match="rests on it: self-assessments against it"):
        take_back_framework(number, at=AT, by=world.director)
    assert own_assessments(viewer=world.ward)[1].progress.answered == 1


@pytest.mark.database
@pytest.mark.django_db
def test_a_ward_manager_answers_on_the_pages(client, world):
    signed_in(client, world.ward)
    there = client.post("/careers/mine/begin/", {"framework": SHIPPED})["Location"]
    page = client.get(there).content.decode()
    assert "Screen 1 of 6" in page
    assert "I have had no chance to show this" in page
    asked = role(world, SHIPPED, (Ask(competency="1", rung="Sometimes"),))
    again = client.post("/careers/mine/begin/", {"framework": SHIPPED, "role": asked})["Location"]
    assert again == f"{there}?role={asked}"
    assert "Screen 1 of 6, for " in client.get(again).content.decode()
    assert "Back to screen 1" in client.get(there.replace("/screens/1/", "/screens/2/")).content.decode()
    row = Assessment.objects.get()
    version = screen_page(row.pk, 1, viewer=world.ward).version
    left = client.post(there, {"version": version, "at_0": "no_chance", "leave": "yes"})
    assert left["Location"] == "/careers/"
    door = client.get("/careers/").content.decode()
    assert "1 of 6 answers given" in door
    assert f"/careers/mine/{row.pk}/screens/2/" in door
    for place in range(2, 7):
        version = screen_page(row.pk, place, viewer=world.ward).version
        answer = client.post(f"/careers/mine/{row.pk}/screens/{place}/", {"version": version, "at_0": "3"})
    assert answer["Location"] == f"/careers/mine/{row.pk}/"
    assert "All 6 answers given." in client.get(f"/careers/mine/{row.pk}/").content.decode()
    assert client.get(f"/careers/mine/{row.pk}/screens/7/").status_code == 404
    client.post(f"/careers/mine/{row.pk}/delete/")
    assert not Assessment.objects.exists()
    assert held_of(viewer=OPERATOR, at=AT) == ()
