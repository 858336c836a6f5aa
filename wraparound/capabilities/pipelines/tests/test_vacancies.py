"""Vacancies as trusts live them: entered late, ended, reopened; who is told what; who sees whom."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection

from wraparound.capabilities.pipelines.actions import candidacies as people_act
from wraparound.capabilities.pipelines.actions import vacancies as act
from wraparound.capabilities.pipelines.actions.closing import close_post
from wraparound.capabilities.pipelines.actions.holders import leave
from wraparound.capabilities.pipelines.actions.releases import take_back
from wraparound.capabilities.pipelines.actions.requirements import ask, drop, weigh
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.vacancies import (
    Candidacy,
    CandidacyStage,
    Requirement,
    Vacancy,
    VacancyStage,
)
from wraparound.capabilities.pipelines.queries.candidacies import applicant_of, own_candidacies
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.needs_rows import answered
from wraparound.capabilities.pipelines.queries.needs_vacancies import asked_of_vacancies
from wraparound.capabilities.pipelines.queries.vacancy_lists import vacancies_page
from wraparound.capabilities.pipelines.terms.matching import Asks, RequirementSort, RequirementTerms
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, Leaving, Left, NoSuchPost, PostRole
from wraparound.capabilities.pipelines.terms.vacancies import (
    Costs,
    NewStage,
    NewVacancy,
    NoSuchVacancy,
    Show,
    Source,
    Stage,
    Unfilled,
    VacanciesQuestion,
)
from wraparound.capabilities.pipelines.tests.keep_world import (
    AT,
    TODAY,
    WRONG,
    a_post,
    held,
    look_as,
    make_world,
    newcomer,
    version_of,
)
from wraparound.capabilities.pipelines.tests.vacancy_world import (
    DAY,
    OPENED,
    as_viewer,
    comes_to,
    correction,
    decided,
    decision_of,
    ends,
    listed,
    opened,
    released,
    seen,
    stage_of,
    stages_seen,
)
from wraparound.people.access import NotYours
from wraparound.people.actions.leaving import remove_person
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.removal import run_retention
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import LookedAt
from wraparound.records.models.outbox import Event
from wraparound.records.models.rights import Conversation

pytestmark = [pytest.mark.django_db, pytest.mark.database]


YEARS = RequirementTerms(
    number=0, sort=RequirementSort.YEARS, essential=True, asks=Asks(role=PostRole.FINANCE, years=3)
)
MOVES = RequirementTerms(number=0, sort=RequirementSort.WOULD_MOVE, essential=True, asks=Asks())


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def open_lines(viewer, on=TODAY, **asked):
    return vacancies_page(VacanciesQuestion(**asked), viewer=viewer, day=Day(on)).rows


def outcome_of(person):
    return Conversation.objects.get(about_person=person.pk).outcome


def test_a_vacancy_goes_from_opened_to_appointed_and_says_how_long_each_stage_took(world):
    vacancy = opened(world)
    comes_to(world, vacancy, Stage.ADVERTISED, OPENED + DAY * 10)
    ada = listed(world, vacancy, world.people["colleague"], on=OPENED + DAY * 25)
    decided(world, ada, Stage.SHORTLIST, OPENED + DAY * 30)
    ends(world, vacancy, Stage.APPOINTED, OPENED + DAY * 50, candidate=ada)
    found = seen(vacancy, world.director)
    assert [(stage.value, days) for stage, days in found.in_each] == [
        ("opened", 10),
        ("advertised", 15),
        ("long_list", 5),
        ("shortlist", 20),
    ]
    assert (found.line.stage, found.line.days, found.is_open) == (Stage.APPOINTED, 50, False)
    assert found.candidates[0].stage is Stage.APPOINTED


def test_it_is_opened_while_somebody_still_holds_the_post(world):
    post = a_post(world)
    holder = held(world, post, "Hanna Holder")
    leaving = Leaving(last_day=TODAY + DAY * 60, because=Left.RETIRED)
    leave(holder, leaving, version=version_of(holder), at=AT, by=world.director)
    opened(world, post, needed=TODAY + DAY * 61)
    (line,) = open_lines(world.director)
    assert line.needed_from == TODAY + DAY * 61


def test_a_second_vacancy_of_a_post_waits_until_the_first_has_ended(world):
    post = a_post(world)
    first = opened(world, post)
    with pytest.raises(CannotKeep, match="open already"):
        opened(world, post)
    ends(world, first)
    opened(world, post, on=TODAY)
    assert len(open_lines(world.director, show=Show.ALL)) == 2


def test_a_stage_entered_late_counts_from_its_day_and_in_its_place(world):
    vacancy = opened(world)
    comes_to(world, vacancy, Stage.SHORTLIST, OPENED + DAY * 40)
    comes_to(world, vacancy, Stage.ADVERTISED, OPENED + DAY * 5)
    assert [stage for stage, _ in stages_seen(vacancy, world.director)] == ["opened", "advertised", "shortlist"]
    assert seen(vacancy, world.director, OPENED + DAY * 20).line.stage is Stage.ADVERTISED
    assert seen(vacancy, world.director).line.stage is Stage.SHORTLIST


def test_it_can_be_advertised_again_after_a_shortlist_that_led_nowhere(world):
    vacancy = opened(world)
    comes_to(world, vacancy, Stage.ADVERTISED, OPENED + DAY * 5)
    comes_to(world, vacancy, Stage.SHORTLIST, OPENED + DAY * 20)
    comes_to(world, vacancy, Stage.ADVERTISED, OPENED + DAY * 30, "Nobody suited")
    found = seen(vacancy, world.director)
    assert found.line.stage is Stage.ADVERTISED
    assert dict(found.in_each)[Stage.ADVERTISED] == 15 + 30


@pytest.mark.parametrize(
    ("stage", "on", "words"),
    [
        (Stage.ADVERTISED, OPENED - DAY, "before the vacancy was opened"),
        (Stage.ADVERTISED, TODAY + DAY, "has not come yet"),
        (Stage.OPENED, TODAY, "between opened and the outcome"),
        (Stage.APPOINTED, TODAY, "between opened and the outcome"),
    ],
)
def test_a_day_or_a_stage_that_cannot_be_is_refused_and_nothing_is_kept(world, stage, on, words):
    vacancy = opened(world)
    before = VacancyStage.objects.count()
    with pytest.raises(CannotKeep, match=words):
        comes_to(world, vacancy, stage, on)
    assert VacancyStage.objects.count() == before


def test_a_stage_after_the_end_is_refused_until_the_end_is_taken_back(world):
    vacancy = opened(world)
    ends(world, vacancy, on=TODAY - DAY * 10)
    with pytest.raises(CannotKeep, match="after the vacancy ended"):
        comes_to(world, vacancy, Stage.INTERVIEW, TODAY - DAY * 5)
    number, version = stage_of(vacancy, Stage.NOT_APPOINTED)
    act.take_back_stage(number, why="It goes on", version=version, at=AT, by=world.director)
    comes_to(world, vacancy, Stage.INTERVIEW, TODAY - DAY * 5)
    assert seen(vacancy, world.director).line.stage is Stage.INTERVIEW


def test_a_vacancy_that_was_not_filled_says_why_in_lists(world):
    vacancy = opened(world)
    ends(world, vacancy)
    (line,) = open_lines(world.region, show=Show.ENDED)
    assert (line.stage, line.unfilled.value) == (Stage.NOT_APPOINTED, "nobody_met_it")
    assert open_lines(world.region) == ()


def test_an_earlier_day_shows_it_as_it_stood_and_what_this_site_knew_then(world):
    vacancy = opened(world)
    later = AT + DAY * 10
    comes_to(world, vacancy, Stage.ADVERTISED, OPENED + DAY * 5, at=later)
    (line,) = open_lines(world.director, OPENED + DAY * 3)
    assert line.stage is Stage.OPENED
    assert open_lines(world.director, OPENED - DAY) == ()
    with pytest.raises(NoSuchVacancy):
        seen(vacancy, world.director, OPENED - DAY)
    then = TODAY + DAY * 5
    assert seen(vacancy, world.director, then).line.stage is Stage.ADVERTISED
    assert seen(vacancy, world.director, then, known=AT + DAY * 5).line.stage is Stage.OPENED


def test_whoever_is_put_on_the_list_sees_it_at_once_with_who_and_why(world):
    colleague = world.people["colleague"]
    vacancy = opened(world)
    listed(world, vacancy, colleague, because="Has closed three year ends")
    (mine,) = own_candidacies(viewer=as_viewer(colleague), today=Day(TODAY))
    assert mine.entered[0].because == "Has closed three year ends"
    assert mine.entered[0].by == world.director.name
    told = Conversation.objects.get(about_person=colleague.pk)
    assert "Has closed three year ends" in told.present
    assert told.told_at is None


def test_nobody_is_left_without_word_when_a_vacancy_ends(world):
    colleague, other = world.people["colleague"], Person.objects.get(key=newcomer("Olu Overlooked"))
    vacancy = opened(world)
    chosen = listed(world, vacancy, colleague)
    listed(world, vacancy, other)
    with pytest.raises(CannotKeep, match="those who are still considered"):
        ends(world, vacancy, Stage.APPOINTED, candidate=chosen, others=" ")
    assert seen(vacancy, world.director).is_open
    ends(world, vacancy, Stage.APPOINTED, candidate=chosen, others="Somebody with more years at a board")
    assert "Appointed" in outcome_of(colleague)
    assert "Somebody with more years at a board" in outcome_of(other)
    assert not Candidacy.objects.filter(ends__isnull=True).exists()


def test_an_outcome_taken_back_is_told_too_and_considers_everybody_again(world):
    colleague = world.people["colleague"]
    vacancy = opened(world)
    candidacy = listed(world, vacancy, colleague)
    ends(world, vacancy)
    number, version = stage_of(vacancy, Stage.NOT_APPOINTED)
    act.take_back_stage(number, why="The panel meets again", version=version, at=AT, by=world.director)
    assert "considered again" in outcome_of(colleague)
    assert Candidacy.objects.get(pk=candidacy).ends is None
    ends(world, vacancy, Stage.APPOINTED, candidate=candidacy)
    assert "Appointed" in outcome_of(colleague)


def test_a_decision_that_came_with_the_vacancys_outcome_is_not_undone_on_its_own(world):
    vacancy = opened(world)
    candidacy = listed(world, vacancy, world.people["colleague"])
    ends(world, vacancy, Stage.APPOINTED, candidate=candidacy)
    number, version = decision_of(candidacy, Stage.APPOINTED)
    with pytest.raises(CannotKeep, match="outcome of the vacancy"):
        people_act.take_back_decision(number, why="No", version=version, at=AT, by=world.director)


def test_the_first_candidate_at_a_stage_brings_the_vacancy_there_and_the_second_does_not_again(world):
    vacancy = opened(world)
    first = listed(world, vacancy, world.people["colleague"])
    second = listed(world, vacancy, name="Nils Newman", on=TODAY - DAY * 20)
    decided(world, first, Stage.SHORTLIST, TODAY - DAY * 10)
    decided(world, second, Stage.SHORTLIST, TODAY - DAY * 5)
    assert stages_seen(vacancy, world.director) == [
        ("opened", OPENED),
        ("long_list", TODAY - DAY * 30),
        ("shortlist", TODAY - DAY * 10),
    ]


def test_a_candidate_does_not_go_backwards_nor_before_the_long_list(world):
    vacancy = opened(world)
    candidacy = listed(world, vacancy, world.people["colleague"])
    decided(world, candidacy, Stage.INTERVIEW, TODAY - DAY * 10)
    with pytest.raises(CannotKeep, match="further than that"):
        decided(world, candidacy, Stage.SHORTLIST, TODAY - DAY * 5)
    with pytest.raises(CannotKeep, match="long list comes first"):
        decided(world, candidacy, Stage.OFFER, TODAY - DAY * 40)
    decided(world, candidacy, Stage.SHORTLIST, TODAY - DAY * 15)
    with pytest.raises(CannotKeep, match="entered already"):
        decided(world, candidacy, Stage.SHORTLIST, TODAY - DAY * 12)


def test_no_decision_is_kept_without_a_reason(world):
    vacancy = opened(world)
    with pytest.raises(CannotKeep, match="Say why"):
        listed(world, vacancy, world.people["colleague"], because="  ")
    candidacy = listed(world, vacancy, world.people["colleague"])
    with pytest.raises(CannotKeep, match="Say why"):
        decided(world, candidacy, Stage.NOT_APPOINTED, because=" ")
    assert CandidacyStage.objects.count() == 1


def test_nobody_puts_themselves_on_a_list_or_decides_on_themselves(world):
    vacancy = opened(world)
    with pytest.raises(CannotKeep, match="themselves"):
        listed(world, vacancy, world.people["director"])
    candidacy = listed(world, vacancy, world.people["director"], by=world.chair)
    with pytest.raises(CannotKeep, match="themselves"):
        decided(world, candidacy, Stage.OFFER)


def test_only_who_was_released_to_the_trusts_for_posts_is_considered_elsewhere(world):
    vacancy = opened(world)
    kept = Person.objects.get(key=newcomer("Kit Kept", "ZZ02"))
    with pytest.raises(CannotKeep, match="not released"):
        listed(world, vacancy, kept)
    rhea = released(world)
    number = listed(world, vacancy, rhea)
    assert Candidacy.objects.get(pk=number).source == Source.RELEASED
    with pytest.raises(CannotKeep, match="already"):
        listed(world, vacancy, rhea)


def test_a_release_taken_back_hides_the_name_at_once_and_the_outcome_can_still_be_told(world):
    rhea = released(world)
    vacancy = opened(world)
    candidacy = listed(world, vacancy, rhea)
    assert seen(vacancy, world.director).candidates[0].called == "Rhea Released"
    take_back(Release.objects.get(person=rhea).pk, at=AT, by=as_viewer(rhea))
    assert seen(vacancy, world.director).candidates[0].called == ""
    decided(world, candidacy, Stage.WITHDRAWN, because="Took her release back")
    assert "Withdrew" in outcome_of(rhea)


def test_a_region_sees_stages_and_counts_names_by_release_and_no_reason_or_cost(world):
    rhea = released(world)
    vacancy = opened(world)
    listed(world, vacancy, world.people["colleague"])
    listed(world, vacancy, rhea)
    listed(world, vacancy, name="Oona Outside")
    version = version_of(vacancy, Vacancy)
    act.say_costs(vacancy, Costs(advertising=900), needed_from=TODAY, version=version, at=AT, by=world.director)
    found = seen(vacancy, world.region)
    assert [one.called for one in found.candidates] == ["Rhea Released"]
    assert (found.hidden, found.line.candidates, found.costs) == (2, 3, None)
    assert not any(one.because for one in (*found.entered, *found.candidates[0].entered))
    assert seen(vacancy, world.director).costs.whole == 900


def test_an_analyst_sees_posts_and_stages_and_neither_names_nor_counts(world):
    vacancy = opened(world)
    listed(world, vacancy, world.people["colleague"])
    found = seen(vacancy, world.analyst)
    assert (found.candidates, found.hidden, found.line.candidates) == ((), 0, None)
    assert found.line.stage is Stage.LONG_LIST


def test_another_trust_does_not_see_it_at_all(world):
    vacancy = opened(world)
    with pytest.raises(NoSuchVacancy):
        seen(vacancy, world.other_director)
    assert open_lines(world.other_director) == ()


@pytest.mark.parametrize("part", WRONG)
def test_whoever_does_not_lead_the_organisation_changes_nothing(world, part):
    vacancy = opened(world)
    free, candidacy = a_post(world, "Director of nursing"), listed(world, vacancy, name="Oona Outside")
    asked = ask(vacancy, YEARS, at=AT, by=world.director)
    wrong = getattr(world, part)
    stage, costs = NewStage(stage=Stage.SHORTLIST, on=TODAY, because="No"), Costs(advertising=1)
    entry, seen_at = stage_of(vacancy, Stage.OPENED)
    decision, read_at = decision_of(candidacy, Stage.LONG_LIST)
    new, said = correction(OPENED), {"why": "No", "at": AT, "by": wrong}
    row, required = version_of(vacancy, Vacancy), version_of(asked, Requirement)
    before = everything_but_looks()
    for attempt in (
        lambda: act.open_vacancy(free, NewVacancy(opened_on=TODAY, needed_from=TODAY), at=AT, by=wrong),
        lambda: act.enter_stage(vacancy, stage, at=AT, by=wrong),
        lambda: ends(world, vacancy, by=wrong),
        lambda: act.correct_stage(entry, new, version=seen_at, at=AT, by=wrong),
        lambda: act.take_back_stage(entry, version=seen_at, **said),
        lambda: act.say_costs(vacancy, costs, needed_from=TODAY, version=row, at=AT, by=wrong),
        lambda: listed(world, vacancy, name="Nobody Else", by=wrong),
        lambda: people_act.decide(candidacy, stage, at=AT, by=wrong),
        lambda: people_act.correct_decision(decision, new, version=read_at, at=AT, by=wrong),
        lambda: people_act.take_back_decision(decision, version=read_at, **said),
        lambda: people_act.remove_applicant(candidacy, at=AT, by=wrong),
        lambda: ask(vacancy, MOVES, at=AT, by=wrong),
        lambda: weigh(asked, essential=False, version=required, at=AT, by=wrong),
        lambda: drop(asked, version=required, at=AT, by=wrong),
    ):
        with pytest.raises((NotYours, NoSuchVacancy, NoSuchPost)):
            attempt()
    assert everything_but_looks() == before


def test_every_look_at_a_candidate_is_logged(world):
    vacancy = opened(world)
    colleague = world.people["colleague"]
    listed(world, vacancy, colleague)
    before = LookedAt.objects.filter(about=colleague.pk).count()
    seen(vacancy, world.chair)
    assert LookedAt.objects.filter(about=colleague.pk).count() == before + 1
    seen(vacancy, world.region)
    assert LookedAt.objects.filter(about=colleague.pk).count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_two_who_end_it_at_the_same_moment_leave_one_outcome():
    world = make_world()
    vacancy = opened(world)
    listed(world, vacancy, world.people["colleague"])
    together = Barrier(2)

    def end(by):
        together.wait(timeout=30)
        try:
            ends(world, vacancy, by=by)
        except CannotKeep as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(end, by) for by in (world.director, world.chair)]
        said = [one.result(timeout=60) for one in asked]
    assert sorted(bool(one) for one in said) == [False, True]
    assert VacancyStage.objects.filter(stage=Stage.NOT_APPOINTED, taken_back=False).count() == 1
    assert CandidacyStage.objects.filter(stage=Stage.NOT_APPOINTED, taken_back=False).count() == 1


def test_where_one_of_them_cannot_be_told_nobody_is_and_the_vacancy_goes_on(world):
    vacancy = opened(world)
    first = listed(world, vacancy, world.people["colleague"], on=TODAY - DAY * 50)
    listed(world, vacancy, Person.objects.get(key=newcomer("Lotte Later")), on=TODAY - DAY * 30)
    with pytest.raises(CannotKeep, match="long list comes first"):
        ends(world, vacancy, on=TODAY - DAY * 40)
    assert seen(vacancy, world.director).is_open
    assert Candidacy.objects.get(pk=first).ends is None
    assert not Conversation.objects.filter(told_at__isnull=False).exists()


def test_a_correction_says_what_it_said_before_and_refuses_who_was_slower(world):
    vacancy = opened(world)
    comes_to(world, vacancy, Stage.ADVERTISED, OPENED + DAY * 5)
    number, version = stage_of(vacancy, Stage.ADVERTISED)
    act.correct_stage(number, correction(OPENED + DAY * 7), version=version, at=AT, by=world.director)
    assert stages_seen(vacancy, world.director)[1] == ("advertised", OPENED + DAY * 7)
    with pytest.raises(ChangedMeanwhile):
        act.correct_stage(number, correction(OPENED + DAY * 9), version=version, at=AT, by=world.chair)


def test_a_correction_that_would_leave_a_candidate_before_the_vacancy_is_refused(world):
    vacancy = opened(world)
    listed(world, vacancy, world.people["colleague"], on=OPENED + DAY)
    number, version = stage_of(vacancy, Stage.OPENED)
    with pytest.raises(CannotKeep, match="before the vacancy was opened"):
        act.correct_stage(number, correction(OPENED + DAY * 3), version=version, at=AT, by=world.director)


def test_opened_by_mistake_it_never_was_unless_somebody_is_considered(world):
    vacancy = opened(world)
    number, version = stage_of(vacancy, Stage.OPENED)
    candidacy = listed(world, vacancy, world.people["colleague"])
    with pytest.raises(CannotKeep, match="Withdraw the vacancy"):
        act.take_back_stage(number, why="Mistake", version=version, at=AT, by=world.director)
    entry, seen_at = decision_of(candidacy, Stage.LONG_LIST)
    people_act.take_back_decision(entry, why="Wrong person", version=seen_at, at=AT, by=world.director)
    assert "by mistake" in outcome_of(world.people["colleague"])
    act.take_back_stage(number, why="Mistake", version=version, at=AT, by=world.director)
    assert open_lines(world.director, show=Show.ALL) == ()


def test_an_outside_applicant_who_asks_is_gone_with_all_history(world):
    vacancy = opened(world)
    candidacy = listed(world, vacancy, name="Oona Outside", because="Wrote to the chair")
    people_act.remove_applicant(candidacy, at=AT, by=world.director)
    kept = "".join(str(list(model.objects.values())) for model in (Candidacy, CandidacyStage))
    versions = str(list(Candidacy._meta.apps.get_model("pipelines", "CandidacyVersion").objects.values()))
    versions += str(list(Candidacy._meta.apps.get_model("pipelines", "CandidacyStageVersion").objects.values()))
    assert "Oona" not in kept + versions
    assert "Wrote to the chair" not in kept + versions
    assert seen(vacancy, world.director).line.considered == 0


def test_what_is_held_of_candidates_goes_a_year_after_their_outcome_and_the_vacancy_stays(world):
    colleague = world.people["colleague"]
    vacancy = opened(world)
    listed(world, vacancy, colleague)
    listed(world, vacancy, name="Oona Outside")
    ends(world, vacancy)
    run_retention(at=AT + DAY * 364, by=OPERATOR, act=True)
    assert Candidacy.objects.count() == 2
    run_retention(at=AT + DAY * 367, by=OPERATOR, act=True)
    assert (Candidacy.objects.count(), CandidacyStage.objects.count(), Vacancy.objects.count()) == (0, 0, 1)


def test_whoever_has_their_record_removed_is_on_no_list_any_more(world):
    colleague = world.people["colleague"]
    vacancy = opened(world)
    listed(world, vacancy, colleague)
    remove_person(str(colleague.key), at=AT, by=OPERATOR)
    assert not Candidacy.objects.exists()
    assert seen(vacancy, world.director).line.considered == 0


def test_a_post_that_was_closed_is_not_to_be_filled(world):
    from wraparound.capabilities.pipelines.models.posts import Post

    post = a_post(world)
    version = version_of(post, Post)
    close_post(post, last_day=TODAY, because="Merged", version=version, at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="ends on"):
        opened(world, post)


def test_today_asks_for_what_a_vacancy_still_needs_and_stops_once_it_is_done(world):
    def asked(viewer):
        return [one.words for one in answered(asked_of_vacancies(viewer=viewer, today=TODAY), viewer=viewer)]

    post = a_post(world)
    vacancy = opened(world, post, needed=TODAY - DAY)
    assert "still open" in asked(world.director)[0]
    assert asked(world.region) == asked(world.other_director) == []
    ends(world, vacancy, Stage.APPOINTED, TODAY - DAY)
    assert "nobody is entered" in asked(world.director)[0]
    held(world, post, "Nadia Newhand", TODAY)
    assert asked(world.director) == []


def test_nobody_appoints_themselves_by_ending_the_vacancy_nor_reopens_their_own_candidacy(world):
    vacancy = opened(world)
    own = listed(world, vacancy, world.people["director"], by=world.chair)
    with pytest.raises(CannotKeep, match="themselves"):
        ends(world, vacancy, Stage.APPOINTED, candidate=own)
    with pytest.raises(CannotKeep, match="themselves"):
        ends(world, vacancy)
    assert seen(vacancy, world.director).is_open
    ends(world, vacancy, by=world.chair)
    number, version = stage_of(vacancy, Stage.NOT_APPOINTED)
    with pytest.raises(CannotKeep, match="themselves"):
        act.take_back_stage(number, why="I would like it", version=version, at=AT, by=world.director)
    assert not seen(vacancy, world.director).is_open


def taken_back(world, vacancy, stage=Stage.NOT_APPOINTED, why="It goes on", *, by=None):
    number, version = stage_of(vacancy, stage)
    act.take_back_stage(number, why=why, version=version, at=AT, by=by or world.director)


def decision_taken_back(world, candidacy, stage, why="Wrong one"):
    number, version = decision_of(candidacy, stage)
    return people_act.take_back_decision(number, why=why, version=version, at=AT, by=world.director)


def test_a_vacancy_that_goes_on_again_is_open_like_any_other_and_no_second_one_is_opened(world):
    post = a_post(world)
    first = opened(world, post)
    comes_to(world, first, Stage.ADVERTISED, OPENED + DAY)
    ends(world, first)
    taken_back(world, first)
    with pytest.raises(CannotKeep, match="open already"):
        opened(world, post)
    assert len(open_lines(world.director)) == 1


def test_an_outcome_is_not_taken_back_once_another_vacancy_of_the_post_is_open(world):
    post = a_post(world)
    first = opened(world, post)
    ends(world, first)
    second = opened(world, post, on=TODAY)
    with pytest.raises(CannotKeep, match="Another vacancy of this post"):
        taken_back(world, first)
    taken_back(world, second, Stage.OPENED)
    taken_back(world, first)
    assert [one.number for one in open_lines(world.director)] == [first]


def test_nobody_is_considered_again_for_a_vacancy_that_has_ended(world):
    vacancy = opened(world)
    candidacy = listed(world, vacancy, world.people["colleague"])
    decided(world, candidacy, Stage.NOT_APPOINTED, TODAY - DAY * 5)
    ends(world, vacancy)
    with pytest.raises(CannotKeep, match="The vacancy has ended"):
        decision_taken_back(world, candidacy, Stage.NOT_APPOINTED)
    taken_back(world, vacancy)
    decision_taken_back(world, candidacy, Stage.NOT_APPOINTED)
    assert Candidacy.objects.get(pk=candidacy).ends is None


def test_a_post_is_not_closed_over_an_open_vacancy_and_no_vacancy_goes_on_over_a_closed_post(world):
    post = a_post(world)
    vacancy = opened(world, post)
    listed(world, vacancy, world.people["colleague"])
    with pytest.raises(CannotKeep, match="Withdraw it first"):
        close_post(post, last_day=TODAY, because="Merged", at=AT, by=world.director)
    ends(world, vacancy, Stage.WITHDRAWN)
    close_post(post, last_day=TODAY, because="Merged", at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="Open the post again first"):
        taken_back(world, vacancy, Stage.WITHDRAWN)


def test_the_other_trust_of_a_shared_post_sees_the_vacancy_and_none_of_its_candidates(world):
    vacancy = opened(world, a_post(world, shared_with=("ZZ02",)))
    rhea = released(world)
    decided(world, listed(world, vacancy, rhea), Stage.SHORTLIST)
    found = seen(vacancy, world.other_director)
    assert (found.line.stage, found.candidates, found.hidden) == (Stage.SHORTLIST, (), 0)
    assert (found.sees_counts, found.line.candidates, found.line.considered) == (False, None, None)


def decision_corrected(world, candidacy, stage, on, because="As it was", why="Typed wrongly"):
    number, version = decision_of(candidacy, stage)
    return people_act.correct_decision(number, correction(on, because, why), version=version, at=AT, by=world.director)


def everything_but_looks():
    kept = (Vacancy, VacancyStage, Requirement, Candidacy, CandidacyStage, Conversation, Event)
    return [list(model.objects.order_by("pk").values()) for model in kept]


def everything_kept():
    """Every word in every table of this site, history and changes too."""
    return "".join(str(list(model._base_manager.values())) for model in apps.get_models())


def test_nothing_that_was_written_of_a_candidate_outlives_their_candidacy(world):
    vacancy = opened(world)
    mine, outside = (
        listed(world, vacancy, world.people["colleague"], because="Zinnia one"),
        listed(world, vacancy, name="Oona Outside", because="Zinnia two"),
    )
    for one in (mine, outside):
        decided(world, one, Stage.SHORTLIST, TODAY - DAY * 10, because="Zinnia three")
        decision_corrected(world, one, Stage.SHORTLIST, TODAY - DAY * 9, "Zinnia four", "Zinnia five")
        decision_taken_back(world, one, Stage.SHORTLIST, "Zinnia six")
    ends(world, vacancy, Stage.APPOINTED, candidate=outside, others="Zinnia seven", because="Zinnia eight")
    taken_back(world, vacancy, Stage.APPOINTED, "Zinnia nine")
    ends(world, vacancy, Stage.APPOINTED, candidate=mine, others="Zinnia ten", because="Zinnia eleven")
    assert "Zinnia eleven" in everything_kept()
    run_retention(at=AT + DAY * 367, by=OPERATOR, act=True)
    assert "Zinnia" not in everything_kept()
    assert "Oona" not in everything_kept()
    assert seen(vacancy, world.director).line.stage is Stage.APPOINTED


def test_an_outside_applicant_who_was_entered_by_mistake_can_be_removed_too_even_with_the_vacancy(world):
    vacancy = opened(world)
    oona = listed(world, vacancy, name="Oona Outside")
    decision_taken_back(world, oona, Stage.LONG_LIST)
    number, version = stage_of(vacancy, Stage.OPENED)
    act.take_back_stage(number, why="Another post", version=version, at=AT, by=world.director)
    assert applicant_of(oona, viewer=world.director, today=Day(TODAY)).name == "Oona Outside"
    for part in WRONG:
        with pytest.raises((NotYours, NoSuchVacancy)):
            people_act.remove_applicant(oona, at=AT, by=getattr(world, part))
        with pytest.raises((NotYours, NoSuchVacancy)):
            applicant_of(oona, viewer=getattr(world, part), today=Day(TODAY))
    people_act.remove_applicant(oona, at=AT, by=world.director)
    assert "Oona" not in everything_kept()


def test_a_corrected_day_of_the_outcome_is_that_of_every_candidate_and_is_told(world):
    colleague = world.people["colleague"]
    vacancy = opened(world)
    candidacy = listed(world, vacancy, colleague)
    ends(world, vacancy, on=TODAY)
    number, version = stage_of(vacancy, Stage.NOT_APPOINTED)
    new = correction(TODAY - DAY * 3, unfilled=Unfilled.PAY)
    act.correct_stage(number, new, version=version, at=AT, by=world.director)
    assert Candidacy.objects.get(pk=candidacy).ends == TODAY - DAY * 3
    (mine,) = own_candidacies(viewer=as_viewer(colleague), today=Day(TODAY))
    assert mine.since == TODAY - DAY * 3
    assert "27 February 2026" in outcome_of(colleague)


def test_why_somebody_was_appointed_is_corrected_with_the_candidate_and_told(world):
    colleague = world.people["colleague"]
    vacancy = opened(world)
    candidacy = listed(world, vacancy, colleague)
    ends(world, vacancy, Stage.APPOINTED, candidate=candidacy)
    number, version = stage_of(vacancy, Stage.APPOINTED)
    with pytest.raises(CannotKeep, match="on their page as a candidate"):
        act.correct_stage(number, correction(TODAY), version=version, at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="on the page of the vacancy"):
        decision_corrected(world, candidacy, Stage.APPOINTED, TODAY - DAY)
    decision_corrected(world, candidacy, Stage.APPOINTED, TODAY, "Led the largest division")
    assert "Led the largest division" in outcome_of(colleague)


def test_a_shortlist_or_an_offer_that_was_put_right_or_taken_back_is_told_and_the_outcome_still_stands(world):
    colleague = world.people["colleague"]
    vacancy = opened(world)
    candidacy = listed(world, vacancy, colleague)
    decided(world, candidacy, Stage.SHORTLIST, TODAY - DAY * 10)
    decision_corrected(world, candidacy, Stage.SHORTLIST, TODAY - DAY * 9, "Two of three agreed")
    assert "Two of three agreed" in outcome_of(colleague)
    decided(world, candidacy, Stage.OFFER, TODAY - DAY * 5)
    decided(world, candidacy, Stage.WITHDRAWN, because="Stays where he is")
    decision_taken_back(world, candidacy, Stage.OFFER, "There was none")
    assert "There was none" in outcome_of(colleague)
    assert "Stays where he is" in outcome_of(colleague)


def test_whoever_counts_stages_hears_of_corrections_and_of_what_was_taken_back(world):
    vacancy = opened(world)
    comes_to(world, vacancy, Stage.ADVERTISED, OPENED + DAY)
    number, version = stage_of(vacancy, Stage.ADVERTISED)
    act.correct_stage(number, correction(OPENED + DAY * 2), version=version, at=AT, by=world.director)
    taken_back(world, vacancy, Stage.ADVERTISED)
    told = [one.data for one in Event.objects.filter(name="pipelines.vacancy_stage").order_by("pk")]
    assert [(one["stage"], one["did"]) for one in told] == [
        ("opened", "entered"),
        ("advertised", "entered"),
        ("advertised", "corrected"),
        ("advertised", "taken_back"),
    ]
    assert told[2]["on"] == (OPENED + DAY * 2).isoformat()


def test_a_vacancy_taken_back_tells_of_every_stage_that_it_had(world):
    vacancy = opened(world)
    comes_to(world, vacancy, Stage.ADVERTISED, OPENED + DAY)
    taken_back(world, vacancy, Stage.OPENED)
    told = [one.data for one in Event.objects.filter(name="pipelines.vacancy_stage").order_by("pk")]
    assert sorted(one["stage"] for one in told if one["did"] == "taken_back") == ["advertised", "opened"]


def test_why_somebody_who_was_not_considered_here_was_appointed_is_not_kept_with_the_vacancy(world, client):
    """A vacancy is kept for good; what is said of a person goes with them."""
    vacancy = opened(world)
    with pytest.raises(CannotKeep, match="kept for good"):
        ends(world, vacancy, Stage.APPOINTED, because="Zelda led the largest division")
    look_as(client, world, "director")
    asked = {"stage": "appointed", "on": TODAY.isoformat(), "because": "Zelda led the largest division"}
    page = client.post(f"/pipelines/vacancies/{vacancy}/end/", asked)
    assert "kept for good" in page.content.decode()
    assert "Zelda led the largest division" in page.content.decode()
    ends(world, vacancy, Stage.APPOINTED)
    number, version = stage_of(vacancy, Stage.APPOINTED)
    with pytest.raises(CannotKeep, match="kept for good"):
        act.correct_stage(number, correction(TODAY, because="Zelda"), version=version, at=AT, by=world.director)
    act.correct_stage(number, correction(TODAY - DAY, because=""), version=version, at=AT, by=world.director)
    assert not VacancyStage.objects.get(pk=number).because
    assert 'name="because"' not in client.get(f"/pipelines/stages/{number}/correct/").content.decode()


@pytest.mark.parametrize(
    ("needed", "refused"), [(TODAY + DAY * 900, "two years"), (AT.date().replace(year=2019), "is there from")]
)
def test_a_day_from_which_somebody_is_needed_is_refused_later_as_it_is_at_the_opening(world, needed, refused):
    vacancy = opened(world)
    with pytest.raises(CannotKeep, match=refused):
        act.say_costs(
            vacancy, Costs(), needed_from=needed, version=version_of(vacancy, Vacancy), at=AT, by=world.director
        )
