"""A development plan: theirs, with steps and talks that both agree; nobody is rated, nothing lost."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.careers.actions.assessments import answer_screen, begin_assessment
from wraparound.capabilities.careers.actions.development import (
    add_step,
    agree_talk,
    begin_plan,
    change_step,
    choose_direction,
    delete_plan,
    drop_step,
    mark_step,
    remind_of_steps,
    show_plan,
    take_back_plan,
    write_talk,
)
from wraparound.capabilities.careers.actions.telling import WAITS
from wraparound.capabilities.careers.calculation.development import kept_step, next_day, steps_of
from wraparound.capabilities.careers.models.development import (
    DevelopmentPlan,
    DevelopmentPlanVersion,
    PlanTalk,
    PlanTalkVersion,
)
from wraparound.capabilities.careers.queries.assessments import screen_page
from wraparound.capabilities.careers.queries.development import held_of, own_plans, plan_page, plans_shown, talk_page
from wraparound.capabilities.careers.queries.needs import needs_today
from wraparound.capabilities.careers.queries.readers import held_here
from wraparound.capabilities.careers.tasks import mail_whom_it_waits_for
from wraparound.capabilities.careers.terms.development import Direction, NewPlanStep, Side
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.profiles import Ask
from wraparound.capabilities.careers.tests.test_gaps import role
from wraparound.capabilities.careers.tests.world import (
    AT,
    SHIPPED,
    TODAY,
    address_of,
    make_careers_world,
    on_hold,
    signed_in,
)
from wraparound.capabilities.careers.wording import development as say
from wraparound.people.actions.leaving import leave
from wraparound.people.queries.records import own_history
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import LookedAt
from wraparound.records.models.outbox import Event
from wraparound.records.queries.outbox import event_terms

pytestmark = [pytest.mark.database, pytest.mark.django_db]
LATER = TODAY + timedelta(days=60)
MENTOR = address_of("Mena Mentor")


def made_world():
    world = make_careers_world()
    number = role(world, SHIPPED, (Ask(competency="1", rung="Most of the time"), Ask(competency="2", rung="Sometimes")))
    said = begin_assessment(SHIPPED, at=AT, by=world.ward)
    version = screen_page(said, 1, viewer=world.ward).version
    answer_screen(said, 1, {"1": "Not yet"}, version=version, at=AT, by=world.ward)
    plan = begin_plan(number, at=AT, by=world.ward)
    assert begin_plan(number, at=AT, by=world.ward) == plan
    return world, plan


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(made_world)


@pytest.fixture
def begun(world_once, db):
    return deepcopy(world_once)


def step(words="Lead the night rota", by_when=LATER, **more):
    return NewPlanStep(words=words, by_when=by_when, **more)


def page(begun):
    world, plan = begun
    return plan_page(plan, viewer=world.ward)


def version_of(talk, viewer):
    return talk_page(talk, viewer=viewer, on=TODAY).version


def writes(talk, viewer, words, at=AT):
    write_talk(talk, TODAY, words, version=version_of(talk, viewer), at=at, by=viewer)


STEPS = some.lists(some.tuples(some.dates(date(2026, 1, 1), date(2027, 1, 1)), some.booleans()), max_size=6)


@given(STEPS)
def test_the_next_day_is_the_first_of_what_is_open_whatever_else_is_there(every):
    stored = [kept_step(at, step(by_when=by), by if done else None) for at, (by, done) in enumerate(every, 1)]
    still = [by for by, done in every if not done]
    assert next_day(stored) == (min(still) if still else None)
    assert [one.done_on is not None for one in steps_of(stored, {})] == sorted(done for _, done in every)


def test_steps_stand_beside_what_is_missing_are_changed_done_and_taken_off(begun):
    world, plan = begun
    assert [(one.competency.key, one.state.value) for one in page(begun).gaps] == [("1", "missing"), ("2", "unknown")]
    first = add_step(plan, step(competency="1", help_needed="A day a week"), at=AT, by=world.ward)
    second = add_step(plan, step("Read", TODAY), at=AT, by=world.ward)
    assert [one.key for one in page(begun).steps] == [second, first]
    new = step("Lead the day rota", competency="2")
    change_step(plan, first, new, version=page(begun).version, at=AT, by=world.ward)
    with pytest.raises(ChangedMeanwhile):
        change_step(plan, first, new, version=1, at=AT, by=world.ward)
    mark_step(plan, second, True, at=AT, by=world.ward)
    assert [say.step_words(one, TODAY) for one in page(begun).steps] == ["By 3 July 2026.", "Done on 4 May 2026."]
    (line,) = own_plans(viewer=world.ward)
    assert say.line_words(line) == "No direction chosen. 2 steps, 1 done. Next by 3 July 2026."
    mark_step(plan, second, False, at=AT, by=world.ward)
    drop_step(plan, second, at=AT, by=world.ward)
    assert add_step(plan, step("Again"), at=AT, by=world.ward) == second + 1
    said = [row.steps[0]["words"] for row in DevelopmentPlanVersion.objects.order_by("v_version") if row.steps]
    assert {"Lead the night rota", "Lead the day rota"} <= set(said)


def test_what_cannot_be_kept_is_said(begun):
    world, plan = begun
    for wrong, words in (
        (step(""), "Say what"),
        (step(by_when=TODAY - timedelta(days=1)), "today on"),
        (step(competency="6"), "the role asks"),
        (step("x" * 301), "under 300"),
    ):
        with pytest.raises(CannotKeepCareer, match=words):
            add_step(plan, wrong, at=AT, by=world.ward)
    for typed, until, words in (
        (address_of("Wanda Wardwell"), LATER, "somebody else"),
        ("Nobody Known", LATER, "We found nobody so"),
        (MENTOR, TODAY, "from tomorrow on"),
    ):
        with pytest.raises(CannotKeepCareer, match=words):
            show_plan(plan, typed, until, at=AT, by=world.ward)


def test_both_agree_on_a_talk_and_every_text_stays(begun):
    world, plan = begun
    talk = show_plan(plan, MENTOR, LATER, at=AT, by=world.ward)
    with pytest.raises(CannotKeepCareer, match="already"):
        show_plan(plan, MENTOR, LATER, at=AT, by=world.ward)
    assert [one.number for one in plans_shown(viewer=world.mentor, on=TODAY)] == [talk]
    assert not LookedAt.objects.exists()
    writes(talk, world.ward, "We spoke of a larger role")
    assert LookedAt.objects.count() == 0
    assert [one.words for one in needs_today(viewer=world.mentor, at=AT)] == [
        "Wanda Wardwell wrote down what you talked about, and asks whether you agree"
    ]
    with pytest.raises(CannotKeepCareer, match="Nothing waits"):
        agree_talk(talk, 1, at=AT, by=world.ward)
    writes(talk, world.mentor, "And of a year on the ward first")
    assert LookedAt.objects.filter(about=world.ward.person).exists()
    with pytest.raises(CannotKeepCareer, match="newer"):
        agree_talk(talk, 1, at=AT, by=world.ward)
    agree_talk(talk, 2, at=AT, by=world.ward)
    found = talk_page(talk, viewer=world.mentor, on=TODAY)
    assert found.side is Side.PARTNER
    assert found.plan.gaps == ()
    assert [(one.by.value, one.words, one.agreed_on) for one in found.talk.texts] == [
        ("partner", "And of a year on the ward first", TODAY),
        ("person", "We spoke of a larger role", None),
    ]
    assert say.agreed_words(found.talk, TODAY) == "Both agreed on 4 May 2026 what was said on 4 May 2026."
    assert needs_today(viewer=world.mentor, at=AT) == ()
    with pytest.raises(ChangedMeanwhile):
        write_talk(talk, TODAY, "Something else", version=1, at=AT, by=world.ward)


def test_the_person_chooses_the_direction_and_only_after_a_talk(begun):
    world, plan = begun
    chooses = {"at": AT, "by": world.ward}
    with pytest.raises(CannotKeepCareer, match="after a talk"):
        choose_direction(plan, Direction.STRETCH, "I want more", version=page(begun).version, **chooses)
    talk = show_plan(plan, MENTOR, LATER, at=AT, by=world.ward)
    writes(talk, world.mentor, "We talked")
    with pytest.raises(CannotKeepCareer, match="why this direction"):
        choose_direction(plan, Direction.STRETCH, " ", version=page(begun).version, **chooses)
    choose_direction(plan, Direction.STRETCH, "I want more", version=page(begun).version, **chooses)
    assert say.direction_words(talk_page(talk, viewer=world.mentor, on=TODAY).plan).startswith("Stretch: ")
    with pytest.raises(NoSuchCareer):
        choose_direction(plan, Direction.DEPTH, "For them", version=page(begun).version, at=AT, by=world.mentor)


def test_nobody_else_reads_it_whatever_their_role_and_taken_back_is_taken_back(client, begun):
    world, plan = begun
    talk = show_plan(plan, MENTOR, LATER, at=AT, by=world.ward)
    for viewer in (world.colleague, world.director, world.lead, world.keeper):
        with pytest.raises(NoSuchCareer):
            plan_page(plan, viewer=viewer)
        with pytest.raises(NoSuchCareer):
            talk_page(talk, viewer=viewer, on=TODAY)
        assert signed_in(client, viewer).get(f"/careers/plans/{plan}/").status_code == 404
    with pytest.raises(NoSuchCareer):
        take_back_plan(talk, at=AT, by=world.mentor)
    with pytest.raises(NoSuchCareer):
        talk_page(talk, viewer=world.mentor, on=LATER + timedelta(days=1))
    writes(talk, world.mentor, "We talked")
    take_back_plan(talk, at=AT, by=world.ward)
    for asked in (
        lambda: talk_page(talk, viewer=world.mentor, on=TODAY),
        lambda: writes(talk, world.ward, "More"),
        lambda: agree_talk(talk, 1, at=AT, by=world.ward),
    ):
        with pytest.raises(NoSuchCareer):
            asked()
    told = signed_in(client, world.mentor).get(f"/careers/talks/{talk}/")
    said = told.content.decode()
    assert (told.status_code, "took their development plan back" in said, "We talked" in said) == (410, True, False)
    assert signed_in(client, world.director).get(f"/careers/talks/{talk}/").status_code == 404
    assert needs_today(viewer=world.ward, at=AT) == ()
    assert len(talk_page(talk, viewer=world.ward, on=TODAY).talk.texts) == 1
    assert "waits for" not in say.talk_words(talk_page(talk, viewer=world.ward, on=TODAY).talk, TODAY)


def test_whoever_reads_it_is_named_on_a_page_to_which_the_record_leads_and_history_speaks_plainly(client, begun):
    world, plan = begun
    last = timezone.localdate() + timedelta(days=30)
    talk = show_plan(plan, MENTOR, last, at=AT, by=world.ward)
    (news,) = needs_today(viewer=world.mentor, at=AT)
    assert news.words == "Wanda Wardwell shows you their development plan"
    assert needs_today(viewer=world.mentor, at=AT + timedelta(days=16)) == ()
    talk_page(talk, viewer=world.mentor, on=TODAY)
    assert needs_today(viewer=world.mentor, at=AT) == ()
    writes(talk, world.ward, "A larger role")
    writes(talk, world.mentor, "Within two years")
    (_, held) = held_here(viewer=world.ward, on=TODAY)
    assert (held.address, [one.name for one in held.readers]) == (f"/careers/plans/{plan}/", ["Mena Mentor"])
    me = signed_in(client, world.ward).get("/people/me/").content.decode()
    assert me.count('href="/careers/readers/"') == 1
    assert 'href="#beside"' in me
    page = client.get("/careers/readers/").content.decode()
    assert f"Mena Mentor, until {say.day(last)}" in page
    assert "Nobody but you." in page
    history = client.get("/people/me/history/").content.decode()
    assert "What was written about a talk changed" in history
    assert "held_on" not in history
    copied = [part for one in own_history(viewer=world.ward, whole=True) for part in one.fields]
    assert any(name == "what was written about a talk" and "Within two years" in after for name, _, after in copied)
    take_back_plan(talk, at=AT, by=world.ward)
    assert held_here(viewer=world.ward, on=TODAY)[1].readers == ()
    assert held_here(viewer=world.mentor, on=TODAY) == ()


def test_a_copy_of_data_holds_what_a_partner_wrote_and_the_rest_only_while_they_may_read_it(begun):
    world, plan = begun
    talk = show_plan(plan, MENTOR, LATER, at=AT, by=world.ward)
    writes(talk, world.mentor, "Mine: a year on the ward")
    looks = LookedAt.objects.filter(about=world.ward.person)
    before = looks.count()
    assert "Mine: a year" in held_of(viewer=world.mentor, at=AT)[0].words
    assert looks.count() == before
    writes(talk, world.ward, "Hers: a larger role")
    assert "Hers: a larger role" in held_of(viewer=world.mentor, at=AT)[0].words
    assert looks.count() == before + 1
    for after in (AT + timedelta(days=90), None):
        if after is None:
            take_back_plan(talk, at=AT, by=world.ward)
        words = held_of(viewer=world.mentor, at=after or AT)[0].words
        assert ("Mine: a year" in words, "Hers: a larger role" in words, "waits for" in words) == (True, False, False)
    assert looks.count() == before + 1
    assert "Hers: a larger role" in held_of(viewer=world.ward, at=AT)[-1].words


def test_a_hold_on_the_partner_keeps_the_plan_with_what_they_wrote_also_when_its_person_leaves(begun):
    world, plan = begun
    writes(show_plan(plan, MENTOR, LATER, at=AT, by=world.ward), world.mentor, "We talked")
    on_hold(world.mentor)
    with pytest.raises(CannotKeepCareer, match="legal hold"):
        delete_plan(plan, at=AT, by=world.ward)
    leave(at=AT, by=world.ward)
    assert PlanTalk.objects.get().plan_id == plan
    assert DevelopmentPlanVersion._default_manager.filter(v_record=plan).exists()


def test_somebody_may_say_that_they_have_not_decided_without_a_talk(begun):
    world, plan = begun
    choose_direction(plan, None, "", version=page(begun).version, at=AT, by=world.ward)
    with pytest.raises(CannotKeepCareer, match="after a talk"):
        choose_direction(plan, Direction.DEPTH, "It fits", version=page(begun).version, at=AT, by=world.ward)


def test_a_step_is_reminded_of_and_a_deleted_plan_leaves_nothing(begun):
    world, plan = begun
    add_step(plan, step(by_when=TODAY + timedelta(days=15)), at=AT, by=world.ward)
    assert needs_today(viewer=world.ward, at=AT) == ()
    tomorrow, later = AT + timedelta(days=1), AT + timedelta(days=16)
    assert [one.words for one in needs_today(viewer=world.ward, at=tomorrow)] == ["A step of your plan is due soon"]
    assert [one.words for one in needs_today(viewer=world.ward, at=later)] == ["A step of your plan was due"]
    writes(show_plan(plan, MENTOR, LATER, at=AT, by=world.ward), world.ward, "We talked")
    whats = [one.what for one in held_of(viewer=world.ward, at=AT)]
    assert whats == [
        "Your development plan: Deputy director of nursing",
        "A talk about the development plan of Wanda Wardwell with Mena Mentor",
    ]
    with pytest.raises(NoSuchCareer):
        delete_plan(plan, at=AT, by=world.mentor)
    delete_plan(plan, at=AT, by=world.ward)
    for model in (DevelopmentPlan, DevelopmentPlanVersion, PlanTalk, PlanTalkVersion):
        assert not model._default_manager.exists()
    assert needs_today(viewer=world.mentor, at=AT) == ()


def told_people():
    """Whom the events say that something waits for, the first first."""
    return [one.data["people"] for one in Event.objects.filter(name=WAITS).order_by("pk")]


def test_whoever_something_waits_for_is_told_and_never_what(begun):
    world, plan = begun
    talk = show_plan(plan, MENTOR, LATER, at=AT, by=world.ward)
    writes(talk, world.ward, "We talked of nights")
    writes(talk, world.mentor, "We talked of days")
    assert told_people() == [str(world.mentor.person), str(world.mentor.person), str(world.ward.person)]
    mail_whom_it_waits_for(event_terms(Event.objects.filter(name=WAITS).latest("pk")))
    (sent,) = mail.outbox
    assert (sent.to, "days" in sent.body) == (["wanda.wardwell@made-up.example"], False)


def test_a_step_is_told_of_once_before_its_day_and_once_after(begun):
    world, plan = begun
    add_step(plan, step(by_when=TODAY + timedelta(days=20)), at=AT, by=world.ward)
    days = [remind_of_steps(at=AT + timedelta(days=after), by=OPERATOR) for after in (0, 5, 6, 19, 20, 21, 22)]
    assert days == [0, 0, 1, 0, 0, 1, 0]
    assert told_people() == [str(world.ward.person)] * 2


def test_on_the_pages_a_plan_is_made_shown_talked_over_and_agreed(client, begun):
    world, plan = begun
    signed_in(client, world.ward)
    number = page(begun).role.number
    assert "Your development plan" in client.get(f"/careers/roles/{number}/mine/").content.decode()
    assert client.post("/careers/plans/begin/", {"profile": number})["Location"] == f"/careers/plans/{plan}/"
    assert client.post("/careers/plans/begin/", {"profile": "x"}).status_code == 404
    by_when = until = (timezone.localdate() + timedelta(days=60)).isoformat()
    there = f"/careers/plans/{plan}/steps/"
    assert client.post(there, {"words": "Lead", "competency": "1", "by_when": by_when}).status_code == 302
    assert client.post(f"{there}1/mark/", {"what": "sideways"}).status_code == 404
    assert client.post(f"{there}1/mark/", {"what": "done"}).status_code == 302
    talk = client.post(f"/careers/plans/{plan}/show/", {"address": MENTOR, "until": until})["Location"]
    assert "Nothing is written about a talk yet" in client.get(talk).content.decode()
    signed_in(client, world.mentor)
    assert "Wanda Wardwell" in client.get("/careers/").content.decode()
    version = talk_page(PlanTalk.objects.get().pk, viewer=world.mentor, on=TODAY).version
    sent = {"version": version, "held_on": "2026-05-04", "words": "We talked"}
    assert client.post(talk, sent)["Location"] == talk
    signed_in(client, world.ward)
    assert "Do you agree?" in client.get(talk).content.decode()
    assert "You both agree." in client.post(f"{talk}agree/", {"place": "1"}, follow=True).content.decode()
    direction = f"/careers/plans/{plan}/direction/"
    asked = client.get(direction).content.decode()
    assert say.SOURCE_LINK in asked
    sent = {"version": page(begun).version, "direction": "breadth", "why": "I like it"}
    assert client.post(direction, sent).status_code == 302
    assert "Breadth" in client.get(f"/careers/plans/{plan}/").content.decode()
