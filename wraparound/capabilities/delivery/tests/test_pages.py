"""Pages, API and commands of delivery: a delivery lead's first look, answering, slipping, sharing and handing over."""

import json
import re
from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wraparound.capabilities.delivery.actions import answers, milestones
from wraparound.capabilities.delivery.actions.calendar import remind
from wraparound.capabilities.delivery.actions.closing import NOBODY_TOOK_IT_ON, follow_closing
from wraparound.capabilities.delivery.actions.demo import seed
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.queries.needs import needs_today
from wraparound.capabilities.delivery.queries.plans import plan
from wraparound.capabilities.delivery.queries.recommendations import recommendations
from wraparound.capabilities.delivery.queries.regional import regional_plans
from wraparound.capabilities.delivery.terms.milestones import MilestoneState, MoveReason
from wraparound.capabilities.delivery.terms.plans import GroupBy
from wraparound.capabilities.delivery.terms.recommendations import (
    Choice,
    NewAnswer,
    NewRecommendation,
    NotInPlan,
    RecommendationKey,
)
from wraparound.capabilities.delivery.tests.plan_world import (
    AT,
    HERE,
    NEAR,
    OWNER,
    TODAY,
    commit,
    days,
    look_as,
    make_world,
)
from wraparound.capabilities.delivery.wording.regional import say_region
from wraparound.capabilities.delivery.wording.timeline import timeline
from wraparound.people.actions.demo import seed_region
from wraparound.people.actions.people import bring_in
from wraparound.people.models import Membership
from wraparound.people.terms.access import OPERATOR
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.changes import changing
from wraparound.records.actions.controllers import transfer_control
from wraparound.records.models.outbox import Event

pytestmark = pytest.mark.django_db
FIRST = RecommendationKey("review-2022-1")


@pytest.fixture
def world():
    return make_world()


def page(client, address, status=200):
    answer = client.get(address, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def send(client, address, **sent):
    answer = client.post(address, sent, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_what_was_recommended_and_what_is_not_confirmed(client):
    said = page(client, "/delivery/")
    assert said.count("<h3>") == 13
    assert "Not confirmed: " in said
    assert len(client.get("/api/delivery/recommendations").json()) == 13


def test_a_delivery_lead_opens_the_door_and_finds_their_plan(client, world):
    commit(world, "Long past", -20, at=AT - days(60))
    commit(world, "Soon", (timezone.localdate() - TODAY).days + 10)
    look_as(client, world, "lead")
    said = page(client, "/delivery/")

    assert "Of 2 open milestones, 1 is overdue and 1 is due within four weeks." in said
    assert "13 recommendations have no answer yet" in said
    assert "You read it as: Improvement director" in said


def test_one_is_adapted_one_declined_and_one_slips_through_the_pages(client, world):
    look_as(client, world, "lead")
    way = f"/delivery/{HERE}/recommendations"
    assert "Say how you adapt it" in send(client, f"{way}/review-2022-4/", choice="adapt", words="", version="0")
    send(client, f"{way}/review-2022-4/", choice="adapt", words="One talk a year", version="0")
    said = send(client, f"{way}/review-2022-3/", choice="decline", words="A university trains ours", version="0")
    assert "Adapted on" in said
    assert "A university trains ours" in said
    assert "Nobody called" in send(client, f"/delivery/{HERE}/milestones/new/", title="T", owner="X", due="2026-12-24")
    sent = {"title": "Train every ward leader", "owner": OWNER, "due": "2027-01-20", "recommendation": "review-2022-4"}
    assert "It is part of your plan now" in send(client, f"/delivery/{HERE}/milestones/new/", **sent)
    row = Milestone.objects.get()
    move = f"/delivery/milestones/{row.pk}/move/"
    assert "Say why it moves" in send(client, move, due="2027-02-20")
    said = send(client, move, due="2027-02-20", reason="people", version=_version(client, move))
    assert "31 days later: from 20 January 2027 to 20 February 2027" in said


def test_an_owner_is_chosen_from_those_with_a_role_and_two_of_one_name_by_what_they_do(client, world):
    new = f"/delivery/{HERE}/milestones/new/"
    places = ((HERE, "Ward manager, nights", TODAY - days(9), None),)
    bring_in([NewPerson("Cara Chairwell", "second@made-up.example", places)], at=AT, by=OPERATOR)
    look_as(client, world, "lead")
    commit(world, "Hers", owner="second@made-up.example")
    listed = re.findall(r'<option value="([^"]+)">([^<]+)</option>', page(client, new))
    assert ("Lena Leadbetter", "Lena Leadbetter, Somebody") in listed
    assert ("Cara Chairwell, Ward manager, nights", "Cara Chairwell, Ward manager, nights") in listed
    assert ("Cara Chairwell, Somebody", "Cara Chairwell, Somebody") in listed
    sent = {"title": "Night round", "due": "2090-01-20"}
    said = send(client, new, **sent, owner="cara  chairwell")
    assert "Several people here are called “cara  chairwell”: " in said
    assert "It is part of your plan now" in send(client, new, **sent, owner="CARA Chairwell, somebody ")
    assert Milestone.objects.get(title="Night round").owner == world.people["chair"]


def test_a_past_day_and_a_title_that_is_there_already_are_said_before_they_are_written(client, world):
    number, other = commit(world, "Walk the wards", 400), commit(world, "Other", 400)
    look_as(client, world, "lead")
    new = f"/delivery/{HERE}/milestones/new/"
    sent = {"title": "walk  the WARDS", "owner": OWNER, "due": "2020-03-03"}
    said = send(client, new, **sent)
    past = "Its day, 3 March 2020, is past already: it would be overdue from the beginning."
    same = f"Milestone {number} of this plan says the same, and is due on"
    assert past in said
    assert same in said
    assert "tick it if you mean it so" in send(client, new, **sent, meant=[past])
    assert Milestone.objects.count() == 2
    every = re.findall(r'name="meant" value="([^"]+)"', said)
    assert "It is part of your plan now" in send(client, new, **sent, meant=every)
    # Also where another is given that title; its own day is past, and no doubt of this page.
    change = f"/delivery/milestones/{other}/change/"
    sent = {"title": "Walk the wards", "owner": OWNER, "version": _version(client, change)}
    said = send(client, change, **sent)
    assert "says the same, and is due on" in said
    assert past not in said
    assert Milestone.objects.get(pk=other).title == "Other"


def _version(client, address):
    return re.search(r'name="version" value="(\d+)"', page(client, address))[1]


def test_an_owner_without_a_role_finds_their_milestone_and_says_that_it_is_done(client, world):
    number = commit(world, due=-2, at=AT - days(30))
    other = commit(world, "Not theirs", owner="Colin Colleague", at=AT - days(30))
    look_as(client, world, "owner")
    assert "Milestones that you own" in page(client, "/delivery/")
    assert page(client, f"/delivery/milestones/{other}/", status=404)
    assert page(client, f"/delivery/{HERE}/", status=403)
    assert "Done on" in send(client, f"/delivery/milestones/{number}/done/", on=TODAY.isoformat())


def test_what_is_asked_today_takes_one_statement_while_nothing_waits(world, django_assert_num_queries):
    for one in recommendations(viewer=world.lead):
        answers.answer(HERE, one.key, NewAnswer(choice=Choice.ADOPT), version=0, at=AT, by=world.lead)
    with django_assert_num_queries(1):
        assert needs_today(viewer=world.lead, at=AT) == ()


def test_owners_and_the_lead_are_asked_for_what_waits(world):
    commit(world, due=-3, at=AT - days(30))
    (due,) = needs_today(viewer=world.owner, at=AT)
    assert "is overdue by 3 days" in due.words
    (unanswered,) = needs_today(viewer=world.lead, at=AT)
    assert unanswered.words.startswith("13 recommendations wait")
    assert needs_today(viewer=world.chair, at=AT) == ()


def test_owners_are_reminded_once_before_and_once_after(world):
    commit(world, due=5)
    told = Event.objects.filter(name="delivery.changed")
    before = told.count()
    assert remind(at=AT, by=OPERATOR) == 1
    assert remind(at=AT + days(1), by=OPERATOR) == 0
    assert remind(at=AT + days(6), by=OPERATOR) == 1
    assert remind(at=AT + days(9), by=OPERATOR) == 0
    assert told.count() == before + 2


def test_milestones_of_an_owner_who_left_are_handed_over_in_one_step(client, world):
    for title in ("One", "Two"):
        commit(world, title)
    with changing("They left", at=AT, by=OPERATOR):
        row = Membership.objects.get(person=world.people["owner"])
        row.ends = TODAY
        row.save()
    later = AT + days(3)
    need = next(one for one in needs_today(viewer=world.lead, at=later) if "no longer there" in one.words)
    assert need.words.startswith("2 open milestones")
    look_as(client, world, "lead")
    numbers = [str(one.pk) for one in Milestone.objects.all()]
    said = send(client, f"/delivery/{HERE}/hand-over/", numbers=numbers, owner="Colin Colleague")
    assert "Handed over." in said
    assert {one.owner.name for one in Milestone.objects.all()} == {"Colin Colleague"}


def test_a_region_reads_what_was_shared_without_names_and_counts_of_the_rest(client, world):
    shared = commit(world, "Shared one", shared=True)
    for number in range(6):
        commit(world, f"Kept {number}")
    adapt = NewAnswer(choice=Choice.ADAPT, words="Our own way", shared=True)
    answers.answer(HERE, FIRST, adapt, version=0, at=AT, by=world.lead)
    answers.answer(HERE, "review-2022-2", NewAnswer(choice=Choice.ADOPT), version=0, at=AT, by=world.lead)
    found = regional_plans("NO", viewer=world.region, today=TODAY)

    (one,) = found.plans
    assert [each.number for each in one.milestones] == [shared]
    assert (one.milestones[0].owner_name, one.milestones[0].owner, one.answered[0].answer.by) == ("", "", "")
    assert (one.kept_milestones, one.kept_answers) == (6, None)
    assert found.answers[0].adapt == ("Larkmoor Hospitals (made up)",)
    assert "Not shared: fewer than 5 answers and 6 milestones." in say_region(found)
    look_as(client, world, "region")
    said = page(client, "/delivery/region/")
    assert "Shared one" in said
    assert "Kept 0" not in said
    assert OWNER not in said
    assert OWNER not in json.dumps(client.get("/api/delivery/region").json())
    with pytest.raises(NotInPlan):
        regional_plans("NO", viewer=world.other_region, today=TODAY)


def test_the_plan_of_an_organisation_that_became_part_of_another_goes_with_it(world):
    open_, done = commit(world, "Open", shared=True), commit(world, "Done")
    milestones.wait_for(open_, done, at=AT, by=world.lead)
    milestones.finish(done, TODAY, at=AT, by=world.lead)
    answers.answer(HERE, FIRST, NewAnswer(choice=Choice.ADOPT), version=0, at=AT, by=world.lead)
    assert follow_closing(HERE, at=AT, by=OPERATOR) == 0
    transfer_control(HERE, NEAR, "Merged", ends=True, at=AT + days(1), by=OPERATOR)
    assert follow_closing(HERE, at=AT + days(1), by=OPERATOR) == 1

    later = TODAY + days(5)
    found = plan(NEAR, viewer=world.near_lead, today=later)
    assert {one.title: (one.shared, one.waits_for) for one in found.milestones} == {
        "Open": (False, (done,)),
        "Done": (False, ()),
    }
    assert len(found.unanswered) == 13
    before = plan(HERE, viewer=world.lead, today=later, as_at=TODAY)
    assert [one.title for one in before.milestones] == ["Done", "Open"] or len(before.milestones) == 2


def test_where_nobody_takes_a_plan_on_it_ends_with_that_reason(world):
    from wraparound.records.actions.controllers import controller_called

    commit(world)
    with changing("A body that uses no site", at=AT, by=OPERATOR):
        controller_called("ZZBODY", "A body (made up)", by=OPERATOR, made_up=True)
    transfer_control(HERE, "ZZBODY", "Closed", ends=True, at=AT + days(1), by=OPERATOR)
    follow_closing(HERE, at=AT + days(1), by=OPERATOR)
    row = Milestone.objects.get()
    assert (row.state, row.why_ended) == (MilestoneState.DROPPED, NOBODY_TOOK_IT_ON)


def test_the_timeline_stands_as_a_picture_and_as_a_table_and_keeps_its_filter(client, world):
    number = commit(world, "Moved one", 30)
    milestones.move(number, TODAY + days(60), MoveReason.LARGER, at=AT + days(2), by=world.lead)
    found = plan(HERE, viewer=world.lead, today=TODAY + days(3))
    chart = timeline(found, GroupBy.OWNER, {number: TODAY + days(30)})
    assert chart is not None
    assert OWNER in chart.wide
    assert "chart-unknown" in chart.wide
    assert chart.table.rows[0][:3] == ("Moved one", "3 July 2026", "3 June 2026")
    assert "1 has another day than at first" in chart.description
    look_as(client, world, "chair")
    said = page(client, f"/delivery/{HERE}/?by=owner&as_at=2026-05-05")
    assert '<option value="owner" selected>' in said
    assert 'value="2026-05-05"' in said
    assert "This is the plan as it stood at the end of 5 May 2026" in said
    assert "Add a milestone" not in said


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2090-03-01", "You asked for 1 March 2090, which is still to come."),
        ("1066-10-14", "You asked for 14 October 1066. No plan was kept here before 2000."),
        ("2026-02-30", "You asked for “2026-02-30”, which is no day that we can read."),
        ("0001-01-01", "You asked for 1 January 1."),
    ],
)
def test_a_day_that_cannot_be_told_is_named_with_what_is_shown_instead(client, world, typed, why):
    commit(world)
    look_as(client, world, "chair")
    here = f"/delivery/{HERE}/"
    for address, instead in (
        (f"{here}slips/?since={typed}", "This is what slipped since"),
        (f"{here}?as_at={typed}", "This is the plan as it is today."),
    ):
        said = page(client, address)
        assert why in said
        assert instead in said
    assert "You asked for" not in page(client, f"{here}slips/?since=2026-05-01")
    assert "You asked for" not in page(client, f"{here}slips/?since=")
    # Programs are told, and get no other day for the one they asked for.
    for address, name in ((f"/api/delivery/plans/{HERE}", "as_at"), (f"/api/delivery/plans/{HERE}/slips", "since")):
        assert client.get(address, {name: typed}).status_code == 422


def test_page_and_api_say_the_same(client, world):
    commit(world)
    look_as(client, world, "chair")
    told = client.get(f"/api/delivery/plans/{HERE}").json()
    assert [one["title"] for one in told["milestones"]] == ["Train every ward leader"]
    slips = client.get(f"/api/delivery/plans/{HERE}/slips", {"since": (TODAY - days(3)).isoformat()}).json()
    assert [(one["sort"], one["state"], one["overdue"] > 100) for one in slips["slips"]] == [("new", "open", True)]
    assert "Overdue by" in page(client, f"/delivery/{HERE}/slips/?since={TODAY - days(3)}")
    look_as(client, world, "near_lead")
    assert client.get(f"/api/delivery/plans/{HERE}").status_code == 403


def test_a_plan_of_five_hundred_milestones_is_read_in_few_statements(world, django_assert_max_num_queries):
    from django.db import connection

    for number in range(60):
        commit(world, f"Milestone {number}", number)
    with CaptureQueriesContext(connection) as few:
        plan(HERE, viewer=world.lead, today=TODAY)
    for number in range(60):
        commit(world, f"More {number}", number)
    with django_assert_max_num_queries(len(few)):
        plan(HERE, viewer=world.lead, today=TODAY)


def test_the_made_up_plans_have_real_moves_in_their_history():
    at = timezone.now()
    seed_region(40, at=at, by=OPERATOR)
    many = seed(at=at, by=OPERATOR)
    assert many == seed(at=at, by=OPERATOR) > 15
    today: date = timezone.localtime(at).date()
    long_ago = plan("ZZ01", viewer=OPERATOR, today=today, as_at=today - days(160))
    now = plan("ZZ01", viewer=OPERATOR, today=today)
    assert len(long_ago.open) > len(now.open)
    assert {one.answer.choice for one in now.answered if one.answer} >= {Choice.ADOPT, Choice.ADAPT}


def test_recommendations_stand_under_their_programme_and_begin_at_one_under_each(client, world):
    answers.recommend(HERE, NewRecommendation(programme="Well-led review", title="Walk"), at=AT, by=world.lead)
    look_as(client, world, "lead")
    said = page(client, f"/delivery/{HERE}/")
    first, second = "<h3>Review of health and care leadership, 2022</h3>", "<h3>Well-led review</h3>"
    assert said.index(first) < said.index("7. ") < said.index(second) < said.index("1. Walk")
    form = page(client, f"/delivery/{HERE}/milestones/new/")
    assert '<optgroup label="Well-led review">' in form


def test_on_a_phone_answers_of_a_region_are_cards_and_fields_of_one_choice_stand_together(client, world):
    new = NewAnswer(choice=Choice.ADOPT, shared=True)
    answers.answer(HERE, FIRST, new, version=0, at=AT, by=world.lead)
    look_as(client, world, "region")
    said = page(client, "/delivery/region/")
    assert '<td data-label="Adopt">Larkmoor Hospitals (made up)</td>' in said
    look_as(client, world, "lead")
    form = page(client, f"/delivery/{HERE}/milestones/new/")
    assert re.search(r'<div class="wrap-shown-by__figure">.*?name="figure"', form, re.DOTALL)
    assert re.search(r'value="none" checked', form)
