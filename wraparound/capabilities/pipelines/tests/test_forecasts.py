"""Forecasts in the store: who may ask and read, what is read, the work in the background, stopping, and scenarios."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from wraparound.capabilities.pipelines.actions import forecasts as acts
from wraparound.capabilities.pipelines.actions.closing import close_post
from wraparound.capabilities.pipelines.actions.forecasts import (
    ask_forecast,
    begin_forecast,
    drop_scenario,
    fail_forecast,
    save_scenario,
    stop_forecast,
    work_out,
)
from wraparound.capabilities.pipelines.models.forecasts import Forecast, Scenario
from wraparound.capabilities.pipelines.queries.forecast_ground import ground_of, scope_of
from wraparound.capabilities.pipelines.queries.forecasts import (
    choices_of,
    compared,
    forecast_of,
    forecast_page,
    places_to_forecast,
    scenario_of,
)
from wraparound.capabilities.pipelines.tasks import put_aside_what_is_old, work_out_forecast
from wraparound.capabilities.pipelines.terms.forecasts import (
    MOST_SCENARIOS,
    By,
    CannotForecast,
    ForecastState,
    NoSuchForecast,
    PlaceSort,
    Programme,
    WhatIf,
)
from wraparound.capabilities.pipelines.terms.people import ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.tests.keep_world import BACKEND, a_post, held, make_world
from wraparound.capabilities.pipelines.tests.list_world import ready, released
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import end
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.models.outbox import Event
from wraparound.records.queries.outbox import event_terms

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TRUST, REGION = "organisation:ZZ01", "region:NO"
FAR = date(2999, 1, 1)
FEW = 40
"""Replications: enough to be told."""


@pytest.fixture
def now():
    return timezone.localtime()


@pytest.fixture
def world(now):
    """Two trusts of the north with six posts each, held but for one; and the viewers of `keep_world`."""
    found = make_world(now.date())
    for code, by in (("ZZ01", found.director), ("ZZ02", found.other_director)):
        for row, role in enumerate(("finance", "nursing", "medical", "operations", "people", "chief_executive")):
            post = a_post(found, f"{role} {code}", code=code, by=by, at=now, role=PostRole(role))
            if row:
                held(found, post, f"Holder {row} of {code}", by=by, at=now)
    return found


def worked(place, by, at, **more):
    number = begin_forecast(place, replications=FEW, at=at, by=by, **more)
    assert work_out(number, at=at, by=by)
    return forecast_of(number, viewer=by)


def handled():
    """Every forecast that was asked for is worked out, as the worker does it."""
    for one in Event.objects.filter(name="pipelines.forecast_asked").select_related("change"):
        work_out_forecast(event_terms(one))


@pytest.mark.parametrize(
    ("part", "places"),
    [
        ("director", {TRUST}),
        ("chair", {TRUST}),
        ("other_director", {"organisation:ZZ02"}),
        ("region", {REGION, TRUST, "organisation:ZZ02"}),
    ],
)
def test_each_may_ask_about_what_they_lead_or_keep_and_nothing_else(world, now, part, places):
    viewer = getattr(world, part)
    assert {one.value for one in places_to_forecast(viewer=viewer)} == places
    for value in (TRUST, "organisation:ZZ02", REGION, "region:SO", "nation", "region:", "elsewhere:ZZ01"):
        if value in places:
            assert ask_forecast(value, at=now, by=viewer)
        else:
            with pytest.raises(NoSuchForecast):
                ask_forecast(value, at=now, by=viewer)
    assert Forecast.objects.count() == len(places)


@pytest.mark.parametrize("part", ["analyst", "colleague"])
def test_whoever_sees_posts_or_nothing_alone_is_told_no_forecast(world, now, part):
    viewer = getattr(world, part)
    number = begin_forecast(TRUST, replications=FEW, at=now, by=world.director)
    for question in (
        lambda: places_to_forecast(viewer=viewer),
        lambda: forecast_page(TRUST, viewer=viewer),
        lambda: forecast_of(number, viewer=viewer),
        lambda: ground_of(scope_of(TRUST, viewer=world.director), now.date(), viewer=viewer),
    ):
        with pytest.raises((NotYours, NoSuchForecast)):
            question()


def test_whoever_runs_the_machine_asks_about_all(world, now):
    found = worked("nation", OPERATOR, now)
    assert found.head.place.sort is PlaceSort.NATION
    assert found.result.ground.posts == 10
    assert found.result.ground.unknown == 2


def test_it_is_worked_out_in_the_background_and_read_as_it_was_stored(world, now):
    number = ask_forecast(TRUST, replications=FEW, at=now, by=world.director)
    assert forecast_of(number, viewer=world.director).result is None
    assert forecast_page(TRUST, viewer=world.director).under_way.number == number
    handled()
    page = forecast_page(TRUST, viewer=world.director)
    assert page.under_way is None
    assert page.newest.head.number == number
    assert page.newest.head.state is ForecastState.DONE
    assert (page.newest.head.done, page.newest.head.asked_by) == (page.newest.head.parts, "Dora Peopleton")
    (level,) = page.newest.result.outcome.levels
    assert (level.level, level.posts) == (PostLevel.BOARD, 5)
    # The region reads the same: it is stored, and not worked out for each who looks.
    assert forecast_page(TRUST, viewer=world.region).newest.result == page.newest.result


def test_asked_for_twice_it_is_worked_out_once_and_after_that_anew(world, now):
    first = ask_forecast(TRUST, replications=FEW, at=now, by=world.director)
    assert ask_forecast(TRUST, replications=FEW, at=now, by=world.region) == first
    handled()
    second = ask_forecast(TRUST, replications=FEW, at=now, by=world.director)
    assert second != first
    handled()
    page = forecast_page(TRUST, viewer=world.director)
    assert (page.newest.head.number, [one.number for one in page.earlier]) == (second, [first])


def test_nobody_is_named_in_what_is_stored(world, now):
    number = worked(REGION, world.region, now).head.number
    text = Forecast.objects.get(pk=number).result
    assert "Holder" not in text
    assert not {str(one.key) for one in world.people.values()} & set(text.replace('"', " ").split())


def test_one_that_waits_is_stopped_and_then_nothing_is_worked_out(world, now):
    number = ask_forecast(TRUST, replications=FEW, at=now, by=world.director)
    with pytest.raises(NoSuchForecast):
        stop_forecast(number, at=now, by=world.other_director)
    assert stop_forecast(number, at=now, by=world.director)
    assert not stop_forecast(number, at=now, by=world.director)
    handled()
    found = forecast_of(number, viewer=world.director)
    assert (found.head.state, found.result) == (ForecastState.STOPPED, None)


def test_one_that_is_worked_out_is_stopped_between_two_parts(world, now):
    number = begin_forecast(TRUST, replications=600, at=now, by=world.director)
    heard = []

    def stop_at_the_second(done, _parts):
        heard.append(done)
        if done == 2:
            stop_forecast(number, at=now, by=world.director)

    assert not work_out(number, at=now, by=world.director, told=stop_at_the_second)
    assert heard == [0, 1, 2]
    assert forecast_of(number, viewer=world.director).head.state is ForecastState.STOPPED


def test_one_whose_worker_ended_in_the_middle_is_worked_out_when_it_is_told_again(world, now):
    number = ask_forecast(TRUST, replications=FEW, at=now, by=world.director)

    def ends(done, _parts):
        if done == 1:
            raise SystemExit

    with pytest.raises(SystemExit):
        work_out(number, at=now, by=world.director, told=ends)
    left = forecast_of(number, viewer=world.director)
    assert (left.head.state, left.head.done, left.result) == (ForecastState.RUNNING, 1, None)
    handled()
    assert forecast_of(number, viewer=world.director).head.state is ForecastState.DONE


def test_one_that_nobody_works_out_any_longer_ends_within_a_day(world, now):
    left = begin_forecast(TRUST, replications=FEW, at=now - timedelta(hours=30), by=world.director)
    fresh = begin_forecast(TRUST, replications=FEW, at=now, by=world.director)
    assert put_aside_what_is_old(now) == 1
    assert forecast_of(left, viewer=world.director).head.state is ForecastState.FAILED
    assert forecast_of(fresh, viewer=world.director).head.state is ForecastState.WAITING


def test_what_cannot_be_worked_out_says_why_on_its_page(world, now):
    number = ask_forecast("organisation:ZZ02", replications=FEW, at=now, by=world.other_director)
    for row in ground_of(scope_of("organisation:ZZ02", viewer=OPERATOR), now.date(), viewer=OPERATOR).posts[:3]:
        close_post(
            row.number,
            last_day=now.date() - timedelta(days=1),
            because="No longer needed",
            at=now,
            by=world.other_director,
        )
    handled()
    found = forecast_of(number, viewer=world.other_director).head
    assert found.state is ForecastState.FAILED
    assert "about their holders" in found.told


def test_an_error_of_ours_is_noted_and_nobody_waits_for_ever(world, now, monkeypatch):
    number = ask_forecast(TRUST, replications=FEW, at=now, by=world.director)
    monkeypatch.setattr(acts, "ground_of", lambda *_, **__: 1 / 0)
    handled()
    found = forecast_of(number, viewer=world.director).head
    assert found.state is ForecastState.FAILED
    assert "Ask for it again" in found.told


def test_a_long_reason_is_cut(world, now):
    number = ask_forecast(TRUST, replications=FEW, at=now, by=world.director)
    fail_forecast(number, "x" * 900, at=now, by=OPERATOR)
    assert len(forecast_of(number, viewer=world.director).head.told) == 400


def test_rights_that_are_gone_by_then_work_nothing_out(world, now):
    number = ask_forecast(TRUST, replications=FEW, at=now, by=world.director)
    grant = world.director.held[0].grant
    end(grant, at=now, by=OPERATOR)
    handled()
    found = forecast_of(number, viewer=world.chair).head
    assert found.state is ForecastState.FAILED
    assert "not yours to see" in found.told


def test_a_trust_alone_counts_its_own_people_and_those_released_to_trusts(world, now):
    mine, theirs, kept = (world.people[part] for part in ("colleague", "other_director", "analyst"))
    for who in (mine, theirs, kept):
        ready(who, code="ZZ01")
    released(theirs, code="ZZ02", to=ReleaseTo.TRUSTS, ends=FAR)
    released(kept, code="ZZ02", to=ReleaseTo.REGION, ends=FAR)
    alone = ground_of(scope_of(TRUST, viewer=world.director), now.date(), viewer=world.director)
    assert {mine.pk, theirs.pk} <= alone.people.keys()
    assert kept.pk not in alone.people
    assert (alone.people[mine.pk].released, alone.people[theirs.pk].released) == (False, True)
    assert {alone.places[one.place].code for one in alone.posts} == {"ZZ01"}
    whole = ground_of(scope_of(REGION, viewer=world.region), now.date(), viewer=world.region)
    assert {mine.pk, theirs.pk, kept.pk} <= whole.people.keys()
    assert whole.people[kept.pk].released
    assert len(whole.posts) == 12


def test_whoever_has_closed_their_account_is_gone_and_still_part_of_the_past(world, now):
    who = world.people["colleague"]
    ready(who, code="ZZ01")
    with changing("For the test", at=now, by=OPERATOR):
        Person.objects.filter(pk=who.pk).update(is_active=False, closed_at=now)
    found = ground_of(scope_of(TRUST, viewer=world.director), now.date(), viewer=world.director)
    assert found.people[who.pk].left == now.date()
    assert [one.person for one in found.agreed] == [who.pk]


FEWER = WhatIf(leaving=80)


def test_a_scenario_is_saved_worked_out_and_compared_and_stays_with_whoever_made_it(world, now):
    number = save_scenario(REGION, "  Fewer   leave ", FEWER, shared=False, at=now, by=world.region)
    assert scenario_of(number, viewer=world.region).name == "Fewer leave"
    with pytest.raises(NoSuchForecast):
        scenario_of(number, viewer=world.director)
    asked = ask_forecast(REGION, scenario=number, replications=FEW, at=now, by=world.region)
    handled()
    page = forecast_page(REGION, viewer=world.region)
    (kept,) = page.scenarios
    assert (kept.latest, kept.latest_state, kept.own) == (asked, ForecastState.DONE, True)
    assert page.newest is None, "one with a scenario is not how things are"
    (found,) = compared([asked, asked], viewer=world.region)
    assert found.head.scenario_name == "Fewer leave"
    assert found.result.differences[0].opened_all.mean < 0


def test_a_scenario_and_its_forecasts_are_read_by_others_only_where_it_is_shared(world, now):
    number = save_scenario(TRUST, "Fewer leave", FEWER, shared=False, at=now, by=world.director)
    asked = ask_forecast(TRUST, scenario=number, replications=FEW, at=now, by=world.director)
    with pytest.raises(NoSuchForecast):
        forecast_of(asked, viewer=world.chair)
    assert forecast_page(TRUST, viewer=world.chair).scenarios == ()
    save_scenario(TRUST, "Fewer leave", FEWER, shared=True, number=number, at=now, by=world.director)
    assert forecast_of(asked, viewer=world.chair).head.number == asked
    (seen,) = forecast_page(TRUST, viewer=world.chair).scenarios
    assert (seen.own, seen.by) == (False, "Dora Peopleton")
    with pytest.raises(NoSuchForecast):
        drop_scenario(number, by=world.chair)
    with pytest.raises(NoSuchForecast):
        save_scenario(TRUST, "Mine now", FEWER, shared=True, number=number, at=now, by=world.chair)
    with pytest.raises(NoSuchForecast):
        scenario_of(number, viewer=world.other_director)


def test_a_scenario_that_was_changed_has_no_forecast_until_it_is_worked_out_again(world, now):
    number = save_scenario(TRUST, "Fewer leave", FEWER, shared=False, at=now, by=world.director)
    ask_forecast(TRUST, scenario=number, replications=FEW, at=now, by=world.director)
    handled()
    assert scenario_of(number, viewer=world.director).latest is not None
    save_scenario(TRUST, "Fewer leave", WhatIf(leaving=70), shared=False, number=number, at=now, by=world.director)
    assert scenario_of(number, viewer=world.director).latest is None


def test_a_dropped_scenario_takes_its_forecasts_along(world, now):
    number = save_scenario(TRUST, "Fewer leave", FEWER, shared=False, at=now, by=world.director)
    ask_forecast(TRUST, scenario=number, replications=FEW, at=now, by=world.director)
    assert drop_scenario(number, by=world.director) == "Fewer leave"
    assert not Scenario.objects.exists()
    assert not Forecast.objects.exists()
    handled()


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (WhatIf(), "Say what the what-if changes"),
        (WhatIf(leaving=5), "How many leave"),
        (WhatIf(filling=500), "How quickly"),
        (WhatIf(coming=-1), "How many come"),
        (WhatIf(released=101), "released"),
        (WhatIf(pause_from=9, pause_until=3), "begins before it ends"),
        (WhatIf(pause_until=61), "sixty months"),
        (WhatIf(merges=("ZZ01", "ZZ01")), "Two different organisations"),
        (WhatIf(merges=("ZZ01", "ZZ02"), merge_in=0), "sixty months"),
        (
            WhatIf(
                programmes=(
                    Programme(
                        a_year=0, role=PostRole.FINANCE, level=PostLevel.BOARD, kind="Acute", band=Band.READY_NOW
                    ),
                )
            ),
            "people a year",
        ),
    ],
)
def test_a_scenario_that_cannot_be_is_refused_with_what_is_wrong(world, now, what, words):
    with pytest.raises(CannotForecast, match=words):
        save_scenario(TRUST, "Another", what, shared=False, at=now, by=world.director)
    assert not Scenario.objects.exists()


def test_a_scenario_has_a_name_of_its_own_and_there_is_an_end_to_them(world, now):
    save_scenario(TRUST, "Fewer leave", FEWER, shared=False, at=now, by=world.director)
    for name, words in (("", "a name"), ("fewer LEAVE", "already")):
        with pytest.raises(CannotForecast, match=words):
            save_scenario(TRUST, name, FEWER, shared=False, at=now, by=world.director)
    for one in range(MOST_SCENARIOS - 1):
        save_scenario(TRUST, f"Another {one}", FEWER, shared=False, at=now, by=world.director)
    with pytest.raises(CannotForecast, match="Drop one"):
        save_scenario(TRUST, "One too many", FEWER, shared=False, at=now, by=world.director)
    with pytest.raises(CannotForecast, match="account"):
        save_scenario(TRUST, "By nobody", FEWER, shared=False, at=now, by=OPERATOR)


def test_only_what_began_from_the_same_day_and_chance_is_compared(world, now):
    first = worked(TRUST, world.director, now).head.number
    second = worked(TRUST, world.director, now, what=FEWER).head.number
    assert [one.head.number for one in compared([second, first], viewer=world.director)] == [second, first]
    Forecast.objects.filter(pk=first).update(on=now.date() - timedelta(days=1))
    with pytest.raises(CannotForecast, match="different days"):
        compared([first, second], viewer=world.director)
    waits = begin_forecast(TRUST, replications=FEW, at=now, by=world.director)
    with pytest.raises(CannotForecast, match="worked out"):
        compared([second, waits], viewer=world.director)


def test_the_form_of_a_scenario_offers_what_is_there(world):
    found = choices_of(REGION, viewer=world.region)
    assert [code for code, _ in found.organisations] == ["ZZ01", "ZZ02"]
    assert found.kinds == ("Acute",)
    assert (PostRole.FINANCE, PostLevel.BOARD) in found.targets


def test_what_an_earlier_version_stored_in_another_form_is_asked_for_again(world, now):
    number = worked(TRUST, world.director, now).head.number
    Forecast.objects.filter(pk=number).update(result='{"of": "old"}')
    assert forecast_page(TRUST, viewer=world.director).newest is None
    found = forecast_of(number, viewer=world.director)
    assert (found.result, found.head.state) == (None, ForecastState.FAILED)
    assert "earlier version" in found.head.told


def test_no_rate_is_told_of_fewer_posts_than_five(world, now):
    rates = worked(TRUST, world.director, now).result.rates
    assert rates
    assert not [one for one in rates if one.by is By.ROLE], "five posts of five roles"


def test_only_so_many_forecasts_of_a_place_are_kept_and_what_ifs_push_none_of_them_out(world, now, monkeypatch):
    monkeypatch.setattr(acts, "MOST_KEPT", 2)
    as_is = worked(TRUST, world.director, now).head.number
    for _ in range(4):
        for what in (WhatIf(), FEWER):
            stop_forecast(
                begin_forecast(TRUST, what=what, replications=FEW, at=now, by=world.director), at=now, by=world.director
            )
    kept = Forecast.objects.filter(state=ForecastState.STOPPED)
    assert forecast_page(TRUST, viewer=world.director).newest.head.number == as_is
    assert kept.filter(content="").count() == kept.exclude(content="").count() == 3


def test_one_person_has_so_many_under_way_and_no_more(world, now, monkeypatch):
    monkeypatch.setattr(acts, "MOST_AT_ONCE", 1)
    ask_forecast(TRUST, replications=FEW, at=now, by=world.region)
    with pytest.raises(CannotForecast, match="under way"):
        ask_forecast(REGION, replications=FEW, at=now, by=world.region)
    assert ask_forecast(TRUST, replications=FEW * 2, at=now, by=world.director)


def test_what_something_was_entered_between_is_not_compared(world, now):
    first = worked(TRUST, world.director, now, what=FEWER).head.number
    a_post(world, "director of strategy ZZ01", at=now, role=PostRole.STRATEGY)
    held(world, a_post(world, "director of estates ZZ01", at=now, role=PostRole.ESTATES), "Somebody else", at=now)
    second = worked(TRUST, world.director, now, what=WhatIf(leaving=70)).head.number
    with pytest.raises(CannotForecast, match="entered between"):
        compared([first, second], viewer=world.director)


def test_a_trust_that_would_release_more_to_itself_is_told_that_it_need_not(world, now):
    with pytest.raises(CannotForecast, match="need no release"):
        save_scenario(TRUST, "Release half", WhatIf(released=50), shared=False, at=now, by=world.director)
    assert save_scenario(REGION, "Release half", WhatIf(released=50), shared=False, at=now, by=world.region)


def test_the_same_as_json_for_those_who_may(world, now, client):
    number = worked(TRUST, world.director, now).head.number
    client.force_login(world.people["director"], backend=BACKEND)
    whole = client.get("/api/pipelines/forecasts", {"place": TRUST}).json()
    assert whole["newest"]["head"]["number"] == number
    one = client.get(f"/api/pipelines/forecasts/{number}").json()
    (level,) = one["result"]["outcome"]["levels"]
    assert level["posts"] == 5
    assert len(level["quarters"]) == 20
    assert all(quarter["covered"]["mean"] <= quarter["standing"]["mean"] for quarter in level["quarters"])
    assert client.get("/api/pipelines/forecasts", {"place": REGION}).status_code == 404
    client.force_login(world.people["other_director"], backend=BACKEND)
    assert client.get(f"/api/pipelines/forecasts/{number}").status_code == 404
    client.force_login(world.people["analyst"], backend=BACKEND)
    assert client.get("/api/pipelines/forecasts").status_code == 403
    assert json.dumps(one).count("Peopleton") == 1, "who asked, and nobody else"
