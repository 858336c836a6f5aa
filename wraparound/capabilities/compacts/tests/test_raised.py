"""What a leader raises openly: with whom, in which words, who reads it, who is told, and who answers."""

import pytest

from wraparound.capabilities.compacts.actions import raised as act
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.check_ins import Raised
from wraparound.capabilities.compacts.queries import raised as kept
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.tasks import mail_those_concerned
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.check_ins import LONGEST_WORDS, RaisedTo
from wraparound.capabilities.compacts.tests.check_in_world import MENTOR, accept, ask, somebody, write
from wraparound.capabilities.compacts.tests.factories import AT, begin, in_force, look_as
from wraparound.people.models import Grant
from wraparound.people.queries.records import own_history
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.actions.changes import changing
from wraparound.records.models.outbox import Event
from wraparound.records.models.triggers import removing
from wraparound.records.queries.outbox import event_terms

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("compact_once")]
WORDS = "The improvement director has not come, and I need one"
SIDES = {"chair": RaisedTo.BOARD, "region": RaisedTo.REGION, "improver": RaisedTo.IMPROVEMENT}


def raise_it(made, by, *to, words=WORDS):
    return act.raise_it(made.pk, words, to or (RaisedTo.BOARD,), at=AT, by=by)[0]


@pytest.mark.parametrize("named", SIDES)
def test_those_named_read_it_and_nobody_else(world, made, named):
    number = raise_it(made, world.leader, SIDES[named])
    for side in ("chair", "region", "improver", "centre", "stranger", "other_chair", "other_region"):
        viewer = getattr(world, side)
        if side == named:
            assert kept.raised(made.pk, number, viewer=viewer).words == WORDS
            assert len(kept.raised_list(made.pk, viewer=viewer).raised) == 1
            continue
        with pytest.raises(NoSuchCompact):
            kept.raised(made.pk, number, viewer=viewer)
        with pytest.raises(NoSuchCompact):
            act.answer_raised(made.pk, number, "So be it", at=AT, by=viewer)
    assert kept.raised(made.pk, number, viewer=world.leader).own
    with pytest.raises(NoSuchCompact):
        kept.raised(made.pk, number, viewer=OPERATOR)


def test_it_is_not_opened_to_the_person_chosen_for_check_ins(world, made):
    maud = somebody("Maud Mentorly", MENTOR)
    ask(made, MENTOR, world.leader)
    accept(made, maud)
    number = raise_it(made, world.leader)
    with pytest.raises(NoSuchCompact):
        kept.raised(made.pk, number, viewer=maud)


@pytest.mark.parametrize("side", ["chair", "region", "improver", "stranger"])
def test_only_the_leader_raises_anything(world, made, side):
    with pytest.raises(NoSuchCompact):
        raise_it(made, getattr(world, side))
    assert not Raised.objects.exists()


def test_those_named_are_told_by_a_mail_that_has_no_words_and_it_waits_for_them(world, made, mailoutbox):
    raise_it(made, world.leader, RaisedTo.BOARD, RaisedTo.IMPROVEMENT)
    event = Event.objects.get(name="compacts.raised")
    mail_those_concerned(event_terms(event))
    assert sorted(one.to[0] for one in mailoutbox) == ["chair@made-up.example", "improver@made-up.example"]
    assert not any(WORDS in one.body for one in mailoutbox)
    assert WORDS not in str(event.data)
    for side, waits in (("chair", True), ("improver", True), ("region", False), ("centre", False), ("leader", False)):
        needs = needs_today(viewer=getattr(world, side), at=AT)
        assert any("has raised something with you" in need.words for need in needs) is waits


def test_it_is_answered_and_the_leader_and_the_others_are_told(world, made):
    number = raise_it(made, world.leader, RaisedTo.BOARD, RaisedTo.REGION)
    act.answer_raised(made.pk, number, "We ask again this week", at=AT, by=world.chair)
    act.answer_raised(made.pk, number, "Thank you", at=AT, by=world.leader)
    found = kept.raised(made.pk, number, viewer=world.region)
    assert [(one.acting_as, one.words) for one in found.answers] == [
        ("the chair", "We ask again this week"),
        ("the leader", "Thank you"),
    ]
    told = Event.objects.filter(name="compacts.raised_answered").order_by("pk").first()
    people = {int(one) for one in told.data["people"].split(",")}
    assert people == {world.leader.person, world.region.person}
    assert not any("has raised" in need.words for need in needs_today(viewer=world.region, at=AT))


def test_a_role_that_ended_reads_it_no_longer(world, made):
    number = raise_it(made, world.leader)
    with changing("Their role ended", at=AT, by=OPERATOR):
        Grant.objects.filter(person=world.chair.person).update(ended_at=AT, ended_by="operator")
    now = viewer_for(world.chair.person, world.chair.name, on=AT.date(), viewer=PUBLIC)
    with pytest.raises(NoSuchCompact):
        kept.raised(made.pk, number, viewer=now)
    _, unheld = act.raise_it(made.pk, WORDS, [RaisedTo.BOARD], at=AT, by=world.leader)
    assert unheld == (RaisedTo.BOARD,)


def test_the_region_is_named_only_where_it_is_asked_to_sign(world):
    made = in_force(world, asks_region=False)
    with pytest.raises(CannotAgree, match="with whom"):
        raise_it(made, world.leader, RaisedTo.REGION)
    number = raise_it(made, world.leader, RaisedTo.IMPROVEMENT)
    # An improvement director of the region has no part in it either.
    with pytest.raises(NoSuchCompact):
        kept.raised(made.pk, number, viewer=world.improver)


def test_words_are_needed_and_have_a_limit_and_the_compact_is_in_force(world, made):
    for words, said in (("  ", "in your own words"), ("x" * (LONGEST_WORDS + 1), "3,000 characters")):
        with pytest.raises(CannotAgree, match=said):
            raise_it(made, world.leader, words=words)
    draft = begin(world, role="Director of nursing")
    with pytest.raises(CannotAgree, match="while the compact is in force"):
        raise_it(draft, world.leader)


def test_it_begins_with_a_check_in_only_where_the_leader_asks_and_confirms(client, world, made):
    entry = write(made, world.leader, "Privately put")
    look_as(client, world, "leader")
    place = f"/compacts/{made.pk}/check-ins/raise/"
    assert "Privately put" not in client.get(place).content.decode()
    assert "Privately put" in client.get(f"{place}?from={entry}").content.decode()
    answer = client.post(place, {"to": ["board"], "words": "Openly put"}).content.decode()
    assert "Tick this once you have read again" in answer
    assert "Openly put" in answer
    assert not Raised.objects.exists()
    sent = client.post(place, {"to": ["board"], "words": "Openly put", "meant": "on"})
    assert sent.status_code == 302
    said = look_as(client, world, "chair").get(sent.url).content.decode()
    assert "Openly put" in said
    assert "by the leader&#39;s own choice" in said or "by the leader's own choice" in said
    assert "Privately put" not in said


def test_the_leader_finds_it_in_their_own_history(world, made):
    raise_it(made, world.leader)
    assert any(WORDS in str(one.fields) for one in own_history(viewer=world.leader))


def test_it_goes_with_the_compact(world, made):
    number = raise_it(made, world.leader)
    act.answer_raised(made.pk, number, "We ask again", at=AT, by=world.chair)
    with changing("It goes", at=AT, by=OPERATOR), removing(_connection()):
        Compact.let_go([made.pk])
    assert not Raised.objects.exists()


def _connection():
    from django.db import connection

    return connection
