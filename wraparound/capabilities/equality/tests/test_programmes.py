"""A programme is offered openly; whether it fits is told to one alone; joining is their own act, undone at will."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from wraparound.capabilities.equality.actions import programmes as act
from wraparound.capabilities.equality.actions.keeping import forget_person, seal_anew
from wraparound.capabilities.equality.evidence import answer_lists
from wraparound.capabilities.equality.models.programmes import Joining, PositiveActionProgramme
from wraparound.capabilities.equality.queries import programmes as ask
from wraparound.capabilities.equality.queries.needs import needs_today
from wraparound.capabilities.equality.queries.own import key_of_person
from wraparound.capabilities.equality.tasks import mail_those_waited_for
from wraparound.capabilities.equality.terms.answers import Characteristic
from wraparound.capabilities.equality.terms.programmes import (
    CannotJoin,
    Fit,
    ForWhom,
    JoiningState,
    NewPositiveProgramme,
    NoSuchProgramme,
)
from wraparound.capabilities.equality.tests.standing import director_of, is_filled, stands
from wraparound.capabilities.equality.tests.world import (
    AT,
    FAR,
    HERE,
    TODAY,
    address_of,
    gives,
    make_equality_world,
    signed_in,
    somebody,
)
from wraparound.capabilities.equality.wording.programmes import rule_words
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import give
from wraparound.people.models import Grant
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import Change, Look
from wraparound.records.models.outbox import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SINCE = date(2025, 1, 1)
NEW = NewPositiveProgramme(
    place=f"organisation:{HERE}",
    title="Ready to lead (made up)",
    gives="Six days, a mentor and a project",
    for_whom="People of black and minority ethnic groups, and disabled people",
    rule=ForWhom(
        answers={Characteristic.ETHNICITY: frozenset({"H", "K", "M"}), Characteristic.DISABILITY: frozenset({"Y"})}
    ),
    why="3 of 40 in bands 8c and above (made up)",
    source="The trust's own return (made up)",
    places=12,
    starts_on=TODAY + timedelta(days=60),
    closes_on=TODAY + timedelta(days=30),
)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def make_world():
    world = make_equality_world()
    world.director = director_of(HERE)
    world.number = act.write_programme(NEW, at=AT, by=world.lead)
    return world


def fits(world, viewer):
    return ask.own_fit(world.number, viewer=viewer, on=TODAY)


def asked(world):
    return ask.asked_to_join(world.number, viewer=world.lead, on=TODAY)


def test_an_equality_lead_offers_it_for_their_own_place_and_everybody_reads_it(world):
    for viewer in (world.person, world.chair, world.keeper, world.far_lead):
        (one,) = ask.programmes_offered(viewer=viewer, on=TODAY)
        assert (one.title, one.run_by, one.is_mine) == (NEW.title, "Ella Leadwell", False)
    for viewer, place in ((world.far_lead, HERE), (world.lead, FAR)):
        with pytest.raises(NoSuchProgramme):
            act.write_programme(replace(NEW, place=f"organisation:{place}"), at=AT, by=viewer)
    with pytest.raises(NotYours):
        act.write_programme(NEW, at=AT, by=world.chair)
    regional = somebody("Rhea Regionwell", (Role.EQUALITY_LEAD, Purpose.EQUALITY, Scope.REGION, "NO"))
    act.write_programme(replace(NEW, place="region:NO"), at=AT, by=regional)
    assert ask.programmes_offered(viewer=world.person, on=TODAY)[1].place == "No (made up)"


def test_what_is_missing_or_would_shut_nobody_out_is_not_offered(world):
    everybody = ForWhom(answers={Characteristic.DISABILITY: frozenset({"Y", "N"})})
    for wrong in (
        {"source": " "},
        {"why": "x" * 1001},
        {"places": 0},
        {"closes_on": TODAY - timedelta(days=1)},
        {"starts_on": TODAY},
        {"rule": ForWhom(answers={})},
        {"rule": everybody},
        {"rule": ForWhom(answers={Characteristic.SEX: frozenset({"Q"})})},
    ):
        with pytest.raises(CannotJoin):
            act.write_programme(replace(NEW, **wrong), at=AT, by=world.lead)
    assert PositiveActionProgramme.objects.count() == 1


def test_a_whole_group_is_said_by_its_name_and_a_part_of_it_answer_by_answer():
    lists = answer_lists()
    every = frozenset("DEFGHJKLMNPRS")
    for codes, words in (
        (every, "Ethnicity: black and minority ethnic"),
        (every | {"B"}, "Ethnicity: White: Irish; black and minority ethnic"),
        (frozenset("HR"), "Ethnicity: Asian or Asian British: Indian; Other: Chinese"),
    ):
        assert rule_words(ForWhom(answers={Characteristic.ETHNICITY: codes}), lists) == (words,)
    disabled = ForWhom(answers={Characteristic.DISABILITY: frozenset({"Y"})})
    assert rule_words(disabled, lists) == ("Disability: Disabled",)


def test_whether_it_fits_is_told_to_the_person_by_their_own_answers(world):
    assert fits(world, world.person) is Fit.CANNOT_TELL
    for said, answer in (
        ({"ethnicity": "K"}, Fit.FITS),
        ({"ethnicity": "A", "disability": "Y"}, Fit.FITS),
        ({"ethnicity": "A", "disability": "N"}, Fit.DOES_NOT),
        ({"ethnicity": "A", "disability": "prefer_not"}, Fit.CANNOT_TELL),
    ):
        gives(world.person, **said)
        assert fits(world, world.person) is answer
    every = act.write_programme(replace(NEW, rule=replace(NEW.rule, every=True)), at=AT, by=world.lead)
    for said, answer in (
        ({"ethnicity": "K", "disability": "Y"}, Fit.FITS),
        ({"ethnicity": "K"}, Fit.CANNOT_TELL),
        ({"ethnicity": "A"}, Fit.DOES_NOT),
    ):
        gives(world.person, **said)
        assert ask.own_fit(every, viewer=world.person, on=TODAY) is answer


def test_asking_whether_it_fits_leaves_no_trace(world, client, caplog):
    gives(world.person, ethnicity="K")
    PositiveActionProgramme.objects.update(closes_on=timezone.localdate(), starts_on=timezone.localdate())
    client = signed_in(client, world.person)
    client.get("/equality/programmes/")
    kept, before = set(client.session.keys()), traces()
    with caplog.at_level("INFO"):
        answer = client.post(f"/equality/programmes/{world.number}/fit/")
    assert "this programme is for you" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert set(client.session.keys()) == kept
    assert traces() == before
    assert client.get(f"/equality/programmes/{world.number}/fit/").status_code == 405
    assert "programme is for" not in caplog.text
    assert "Pia" not in caplog.text
    assert "this programme is for you" not in client.get(f"/equality/programmes/{world.number}/").content.decode()


def traces():
    """How many rows the site and the store have in everything that could tell of an act."""
    return [one.objects.count() for one in (Change, Event, Look, Joining)]


def test_whoever_joins_is_read_by_name_and_by_nothing_else(world):
    gives(world.person, ethnicity="K")
    before = [one.objects.count() for one in (Change, Event, Look)]
    act.join(world.number, at=AT, by=world.person)
    (one,) = asked(world)
    assert (one.person, one.address, one.state) == ("Pia Personne", address_of("Pia Personne"), JoiningState.ASKED)
    assert set(vars(one)) == {"key", "person", "address", "on", "state"}
    assert [one.objects.count() for one in (Change, Event, Look)] == before
    for viewer in (world.chair, world.director, world.keeper, world.person):
        with pytest.raises(NotYours):
            ask.asked_to_join(world.number, viewer=viewer, on=TODAY)
    with pytest.raises(NoSuchProgramme):
        ask.asked_to_join(world.number, viewer=world.far_lead, on=TODAY)
    with pytest.raises(CannotJoin, match="already"):
        act.join(world.number, at=AT, by=world.person)


def test_an_answer_that_says_otherwise_keeps_out_and_silence_does_not(world):
    gives(world.person, ethnicity="A", disability="N")
    with pytest.raises(CannotJoin, match="for others"):
        act.join(world.number, at=AT, by=world.person)
    act.join(world.number, at=AT, by=world.other)
    assert [one.person for one in asked(world)] == ["Otto Othering"]
    with pytest.raises(CannotJoin, match="You run this"):
        act.join(world.number, at=AT, by=world.lead)


def test_who_withdraws_is_gone_at_once(world):
    act.join(world.number, at=AT, by=world.person)
    act.withdraw_joining(world.number, by=world.person)
    assert asked(world) == ()
    assert not Joining.objects.exists()
    with pytest.raises(NoSuchProgramme):
        act.withdraw_joining(world.number, by=world.person)
    act.join(world.number, at=AT, by=world.person)
    forget_person(key_of_person(world.person.person, viewer=OPERATOR), on=TODAY, by=OPERATOR)
    assert not Joining.objects.exists()


def test_both_are_told_that_something_waits_and_not_what(world):
    act.join(world.number, at=AT, by=world.person)
    mail_those_waited_for(AT)
    assert [one.to for one in mail.outbox] == [[address_of("Ella Leadwell")]]
    (need,) = needs_today(viewer=world.lead, at=AT)
    assert "Pia" not in need.words
    (one,) = asked(world)
    act.answer_joining(world.number, one.key, place=True, at=AT, by=world.lead)
    mail_those_waited_for(AT)
    mail_those_waited_for(AT)
    assert [one.to[0] for one in mail.outbox[1:]] == [address_of("Pia Personne")]
    assert all("programme" not in one.subject + one.body for one in mail.outbox)
    assert needs_today(viewer=world.lead, at=AT) == ()
    (need,) = needs_today(viewer=world.person, at=AT)
    assert NEW.title not in need.words
    act.note_answer_read(world.number, by=world.person)
    assert needs_today(viewer=world.person, at=AT) == ()
    assert ask.own_joinings(viewer=world.person, on=TODAY)[0].state is JoiningState.PLACE


class TestWhoDecides:
    def test_is_not_joined_while_the_person_is_considered(self, world):
        deciding_lead(world)
        vacancy = stands(world, world.person)
        with pytest.raises(CannotJoin, match="takes part in deciding"):
            act.join(world.number, at=AT, by=world.person)
        is_filled(world, vacancy)
        act.join(world.number, at=AT, by=world.person)
        assert len(asked(world)) == 1

    def test_reads_no_name_and_gets_no_mail_of_who_joined_before(self, world):
        deciding_lead(world)
        act.join(world.number, at=AT, by=world.person)
        (one,) = asked(world)
        stands(world, world.person)
        assert asked(world) == ()
        assert needs_today(viewer=world.lead, at=AT) == ()
        with pytest.raises(NoSuchProgramme):
            act.answer_joining(world.number, one.key, place=True, at=AT, by=world.lead)
        mail_those_waited_for(AT)
        assert mail.outbox == []
        assert ask.own_joinings(viewer=world.person, on=TODAY)[0].paused


def deciding_lead(world):
    """The equality lead of the trust becomes its chief executive as well."""
    key = key_of_person(world.lead.person, viewer=OPERATOR)
    given = NewGrant(key, Role.CHIEF_EXECUTIVE, Purpose.TALENT, Scope.ORGANISATION, HERE, SINCE, None, "For the test")
    give(given, at=AT, by=OPERATOR)
    world.lead = viewer_for(world.lead.person, world.lead.name, on=TODAY, viewer=OPERATOR)


def test_one_that_nobody_runs_takes_nobody_until_another_lead_of_the_place_takes_it_over(world):
    act.join(world.number, at=AT, by=world.person)
    other = somebody("Otti Otherlead", (Role.EQUALITY_LEAD, Purpose.EQUALITY, Scope.ORGANISATION, HERE))
    with pytest.raises(NoSuchProgramme):
        act.take_over(world.number, at=AT, by=other)
    with changing("For the test", at=AT, by=OPERATOR):
        Grant.objects.filter(person=world.lead.person).update(ends=TODAY - timedelta(days=1))
    assert ask.programme_of(world.number, viewer=world.other, on=TODAY).run_by == ask.NOBODY_NOW
    with pytest.raises(CannotJoin, match="takes nobody more"):
        act.join(world.number, at=AT, by=world.other)
    with pytest.raises(NoSuchProgramme):
        act.take_over(world.number, at=AT, by=world.far_lead)
    act.take_over(world.number, at=AT, by=other)
    assert [one.person for one in ask.asked_to_join(world.number, viewer=other, on=TODAY)] == ["Pia Personne"]
    assert ask.programme_of(world.number, viewer=world.person, on=TODAY).run_by == "Otti Otherlead"
    with pytest.raises(NoSuchProgramme):
        ask.asked_to_join(world.number, viewer=world.lead, on=TODAY)


def test_a_closed_one_takes_nobody_more_and_keeps_who_asked(world):
    act.join(world.number, at=AT, by=world.person)
    act.close_programme(world.number, at=AT, by=world.lead)
    with pytest.raises(CannotJoin, match="closed already"):
        act.close_programme(world.number, at=AT, by=world.lead)
    with pytest.raises(CannotJoin, match="takes nobody more"):
        act.join(world.number, at=AT, by=world.other)
    assert len(asked(world)) == 1
    assert ask.programmes_offered(viewer=world.other, on=TODAY) == ()


def test_who_joined_cannot_be_read_in_the_store_without_its_key(world):
    gives(world.person, ethnicity="K")
    act.join(world.number, at=AT, by=world.person)
    with connections["equality"].cursor() as cursor:
        cursor.execute("SELECT * FROM equality_joining")
        kept = repr([[bytes(one) if isinstance(one, memoryview) else one for one in row] for row in cursor.fetchall()])
    assert "Pia" not in kept
    assert key_of_person(world.person.person, viewer=OPERATOR) not in kept
    assert seal_anew(by=OPERATOR) == 0


def test_the_pages_do_it_all(world, client):
    today = timezone.localdate()
    signed_in(client, world.lead)
    form = {
        "place": NEW.place,
        "title": "Board ready (made up)",
        **{one: getattr(NEW, one) for one in ("gives", "for_whom", "why", "source", "places")},
        "closes_on": today.isoformat(),
        "starts_on": (today + timedelta(days=9)).isoformat(),
        "every": "one",
    }
    assert "some of the answers" in client.post("/equality/programmes/new/", form).content.decode()
    assert client.post("/equality/programmes/new/", form | {"ethnicity": ["K", "M"]}).status_code == 302
    number = PositiveActionProgramme.objects.latest("pk").pk
    signed_in(client, world.person)
    there = f"/equality/programmes/{number}/"
    assert "Board ready" in client.get("/equality/programmes/").content.decode()
    page = client.get(there).content.decode()
    assert "Ethnicity: Asian or Asian British: Bangladeshi; Black or Black British: Caribbean" in page
    assert "That you ask to join tells by itself" in client.get(f"{there}join/").content.decode()
    assert client.post(f"{there}join/", {}).status_code == 200
    assert not Joining.objects.exists()
    assert client.post(f"{there}join/", {"sure": "on"}).status_code == 302
    key = Joining.objects.get().pk
    signed_in(client, world.lead)
    assert "Pia Personne" in client.get(f"{there}asked/").content.decode()
    assert client.post(f"{there}asked/{key}/", {"answer": "maybe"}).status_code == 404
    client.post(f"{there}asked/{key}/", {"answer": "no_place"})
    signed_in(client, world.person)
    assert "no place for you this time" in client.get(there).content.decode()
    client.post(f"{there}withdraw/")
    assert not Joining.objects.exists()
    assert signed_in(client, world.far_lead).get(f"{there}asked/").status_code == 404
    signed_in(client, world.lead).post(f"{there}close/")
    assert PositiveActionProgramme.objects.get(pk=number).ended_on == today
