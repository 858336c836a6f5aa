"""What a person gives is theirs: they see, change, withdraw, object and take it away, and nobody else is shown it."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings

from wraparound.capabilities.equality.actions import own as act
from wraparound.capabilities.equality.actions.keeping import keep_daily, seal_anew
from wraparound.capabilities.equality.actions.stages import note_stage
from wraparound.capabilities.equality.models.answers import Answers
from wraparound.capabilities.equality.models.monitoring import MonitoringEntry, MonitoringFile
from wraparound.capabilities.equality.models.sealing import CannotOpenStore, opened
from wraparound.capabilities.equality.models.stages import StageReached
from wraparound.capabilities.equality.models.survey import OwnBoardFigure, SurveyFigure
from wraparound.capabilities.equality.queries.own import held_of, key_of_person, own_answers, own_stages, own_token
from wraparound.capabilities.equality.tasks import forget_who_left, make_up_answers
from wraparound.capabilities.equality.terms.answers import CannotCount, Characteristic, Without
from wraparound.capabilities.equality.terms.stages import FunnelStage
from wraparound.capabilities.equality.tests.world import (
    AT,
    FAR,
    HERE,
    TODAY,
    all_answers,
    gives,
    make_equality_world,
    signed_in,
)
from wraparound.people.actions.leaving import leave
from wraparound.people.models import Organisation, Person
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import Change
from wraparound.records.models.outbox import Event
from wraparound.records.queries.outbox import event_terms

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_equality_world)


def test_what_is_given_can_be_seen_changed_and_withdrawn(world):
    assert not own_answers(viewer=world.person).is_held
    gives(world.person, ethnicity="K", disability="prefer_not")
    given = own_answers(viewer=world.person).given
    assert given[Characteristic.ETHNICITY] == "K"
    assert given[Characteristic.DISABILITY] == Without.PREFER_NOT
    assert given[Characteristic.SEX] == Without.DECLINED
    gives(world.person, ethnicity="A")
    assert own_answers(viewer=world.person).given[Characteristic.ETHNICITY] == "A"
    assert not own_answers(viewer=world.other).is_held
    act.withdraw(by=world.person)
    assert not Answers.objects.exists()


def test_only_codes_of_the_lists_are_taken(world):
    for wrong in ({"ethnicity": "Q"}, {"sex": "not_asked"}, {"religion": "what I believe is mine"}):
        with pytest.raises(CannotCount, match="Choose one of the answers"):
            act.give(all_answers(**wrong), at=AT, by=world.person)
    assert not Answers.objects.exists()


def test_an_objection_takes_everything_out_and_lets_nothing_in(world):
    gives(world.person, ethnicity="K")
    reached("1", world.person)
    act.object_to_counting(at=AT, by=world.person)
    assert not Answers.objects.exists()
    assert not StageReached.objects.exists()
    assert own_answers(viewer=world.person).objected_on == TODAY
    assert not reached("2", world.person)
    with pytest.raises(CannotCount, match="objected"):
        gives(world.person, ethnicity="K")
    act.take_objection_back(by=world.person)
    with pytest.raises(CannotCount, match="not objected"):
        act.take_objection_back(by=world.person)
    assert reached("2", world.person)


def test_no_change_of_the_site_says_that_somebody_answered(world):
    before = Change.objects.count()
    gives(world.person, ethnicity="K")
    act.withdraw(by=world.person)
    act.object_to_counting(at=AT, by=world.person)
    assert Change.objects.count() == before


def test_the_pages_do_it_all_and_belong_to_their_person(world, client):
    assert client.get("/equality/").status_code == 200
    assert client.get("/equality/mine/").status_code == 302
    signed_in(client, world.person)
    assert "What you give for counting" in client.get("/people/me/").content.decode()
    page = client.get("/equality/mine/change/").content.decode()
    assert "not confirmed against the national one" in page
    assert "The national list." in page
    sent = {"ethnicity": "K", "sex": "F", "disability": "prefer_not"}
    assert client.post("/equality/mine/change/", sent).headers["Location"] == "/equality/mine/"
    shown = client.get("/equality/mine/")
    assert "Bangladeshi" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    file = json.loads(client.get("/equality/mine/equality.json").content)
    assert {one["characteristic"]: one["code"] for one in file["answers"]}["religion"] == "declined"
    assert client.post("/equality/mine/withdraw/", {}).status_code == 200
    assert own_answers(viewer=world.person).is_held
    client.post("/equality/mine/withdraw/", {"sure": "on"})
    assert not own_answers(viewer=world.person).is_held
    client.post("/equality/mine/objection/", {"sure": "on"})
    assert "You objected to being counted" in client.get("/equality/mine/").content.decode()
    for viewer in (world.lead, world.chair, world.keeper):
        assert "Bangladeshi" not in signed_in(client, viewer).get("/equality/mine/").content.decode()


def test_a_copy_of_the_record_says_that_answers_are_held_and_not_which(world):
    gives(world.person, ethnicity="K")
    (held,) = held_of(viewer=world.person, at=AT)
    assert held.at.date() == TODAY
    assert "Bangladeshi" not in held.words
    assert "/equality/mine/" in held.words
    assert held_of(viewer=world.other, at=AT) == ()


def test_whoever_leaves_takes_it_all_along(world):
    gives(world.person, ethnicity="K")
    reached("1", world.person)
    gives(world.other, ethnicity="A")
    leave(at=AT, by=world.person)
    forget_who_left(event_terms(Event.objects.get(name="people.left")))
    assert Answers.objects.count() == 1
    assert not StageReached.objects.exists()
    assert not reached("2", world.person)


def test_every_day_what_belongs_to_nobody_goes_and_so_do_steps_of_seven_years_ago(world):
    gives(world.person, ethnicity="K")
    leave(at=AT, by=world.person)
    reached("1", world.other, on=TODAY - timedelta(days=7 * 366))
    reached("2", world.other)
    keep_daily(at=AT, by=OPERATOR)
    assert not Answers.objects.exists()
    assert [one.on for one in own_stages(viewer=world.other)] == [TODAY]


def test_only_made_up_people_and_organisations_are_given_anything_by_chance(world):
    with changing("For the test", at=AT, by=OPERATOR):
        Organisation.objects.filter(code=FAR).update(made_up=False)
    assert make_up_answers(AT) == sum(
        kept.objects.count() for kept in (MonitoringEntry, StageReached, SurveyFigure, OwnBoardFigure)
    )
    assert set(MonitoringFile.objects.values_list("organisation", flat=True)) == {HERE}
    assert not Answers.objects.exists()
    with changing("For the test", at=AT, by=OPERATOR):
        Person.objects.exclude(pk=world.other.person).update(made_up=True)
    assert 0 < make_up_answers(AT) == Answers.objects.count()
    assert make_up_answers(AT) == 0
    assert not own_answers(viewer=world.other).is_held


class TestWithoutTheKey:
    def test_nothing_can_be_read_in_the_store(self, world):
        gives(world.person, ethnicity="K", religion="hindu")
        row = Answers.objects.get()
        content = bytes(row.sealed)
        assert b"hindu" not in content
        assert row.token != hashlib.sha256(f"person:{key_of(world.person)}".encode()).hexdigest()
        lengths = {len(content)}
        gives(world.person)
        assert {len(bytes(Answers.objects.get().sealed))} == lengths
        with (
            override_settings(EQUALITY_KEYS=["another key that is long enough to be one"]),
            pytest.raises(CannotOpenStore),
        ):
            own_token(viewer=world.person)

    def test_what_is_moved_to_another_person_does_not_open(self, world):
        gives(world.person, ethnicity="K")
        gives(world.other, ethnicity="A")
        taken = Answers.objects.get(pk=own_token(viewer=world.person)).sealed
        with pytest.raises(CannotOpenStore):
            opened(taken, own_token(viewer=world.other))

    def test_a_new_key_opens_what_the_earlier_one_sealed_until_that_can_go(self, world):
        gives(world.person, ethnicity="K")
        token = own_token(viewer=world.person)
        new = "a newer key that is long enough to be one"
        with override_settings(EQUALITY_KEYS=[new, *settings.EQUALITY_KEYS]):
            assert own_token(viewer=world.person) == token
            assert seal_anew(by=OPERATOR) == 2
            assert seal_anew(by=OPERATOR) == 0
        with override_settings(EQUALITY_KEYS=[new]):
            assert own_answers(viewer=world.person).given[Characteristic.ETHNICITY] == "K"

    def test_a_site_without_a_key_says_so(self, world, client):
        with override_settings(EQUALITY_KEYS=[]):
            signed_in(client, world.person)
            assert "not ready for it yet" in client.get("/equality/mine/").content.decode()
            assert client.get("/people/me/data.json").status_code == 200


class TestApart:
    def test_the_tables_stand_in_their_store_alone(self):
        tables = {}
        for store in ("default", "equality"):
            with connections[store].cursor() as cursor:
                tables[store] = set(connections[store].introspection.table_names(cursor))
        assert not any(name.startswith("equality_") for name in tables["default"])
        assert tables["equality"] - {"django_migrations"} == {
            f"equality_{name}"
            for name in (
                *("answers", "objection", "stagereached", "storesecret", "monitoringfile", "monitoringentry"),
                *("publishedfigures", "publishedmobility", "surveyfile", "surveyfigure", "ownboardfigure"),
                *("partswitch", "adjustments", "adjustmentrelease", "adjustmentlook"),
                *("positiveactionprogramme", "joining"),
            )
        }

    def test_no_key_leads_in_or_out(self):
        from django.apps import apps

        for model in apps.get_models():
            for field in model._meta.get_fields():
                if field.is_relation and field.related_model:
                    ends = {model._meta.app_label, field.related_model._meta.app_label}
                    assert ends == {"equality"} or "equality" not in ends, field


def key_of(viewer):
    """The key of somebody's record."""
    return key_of_person(viewer.person, viewer=OPERATOR)


def reached(entry, viewer, *, stage=FunnelStage.LONG_LIST, on=TODAY):
    """Somebody came to a stage; whether it is kept."""
    return note_stage(entry, viewer.person, stage, on, HERE, by=OPERATOR)
