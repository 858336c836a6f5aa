"""Naming somebody for a post, confirming them and taking them off: who may, whom, and how often."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from wraparound.capabilities.pipelines.actions.closing import close_post
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, NoSuchPost, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, Use
from wraparound.capabilities.pipelines.tests.plan_world import (
    AT,
    TODAY,
    add_post,
    confirm,
    days,
    hold,
    make_plans,
    name,
    names,
    plan,
    release,
    take_off,
    token,
)
from wraparound.people.access import NotYours
from wraparound.people.actions.people import end_membership
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.outbox import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_plans)


def row(number):
    return Successor.objects.get(pk=number)


def leave(who, world, code="ZZ01"):
    end_membership(str(world.people[who].key), code, on=TODAY - days(1), at=AT, by=OPERATOR)


def test_a_leader_proposes_and_another_confirms(world):
    made = name(world, world.chief, "ann", because="She has acted in it")
    assert names(plan(world, world.chief).proposed) == ["Ann Abelson"]
    assert plan(world, world.chief).counts.successors == 0
    confirm(world, made, by="director")
    assert names(plan(world, world.chief).confirmed[0]) == ["Ann Abelson"]
    assert row(made).confirmed_by == world.people["director"]


def test_a_leader_may_confirm_at_once(world):
    name(world, world.chief, "ann", confirm=True)
    assert plan(world, world.chief).counts.unagreed == 1


def test_what_happens_is_told_without_a_name(world):
    made = name(world, world.chief, "ann", confirm=True)
    take_off(world, made)
    told = list(Event.objects.filter(name__startswith="pipelines.", data__successor=str(made)).order_by("pk"))
    assert [one.name for one in told] == ["pipelines.named", "pipelines.confirmed", "pipelines.taken_off"]
    for one in told:
        assert set(one.data) == {"post", "successor", "use", "organisation", "on"}
        assert "Ann" not in str(one.data)


def test_nobody_confirms_themselves(world):
    with pytest.raises(CannotKeep, match="Nobody confirms themselves"):
        name(world, world.chief, "chair", confirm=True)
    made = name(world, world.chief, "chair")
    with pytest.raises(CannotKeep, match="Nobody confirms themselves"):
        confirm(world, made)
    assert not plan(world, world.chief).proposed.named[0].may_confirm
    confirm(world, made, by="director")


def test_nobody_is_named_twice_for_the_same(world):
    name(world, world.chief, "ann")
    with pytest.raises(CannotKeep, match="Nobody is named twice"):
        name(world, world.chief, "ann", by="director")
    name(world, world.chief, "ann", use=Use.COVER)


def test_whoever_was_taken_off_can_be_named_again_on_the_same_day(world):
    made = name(world, world.chief, "ann")
    take_off(world, made)
    assert plan(world, world.chief).proposed.many == 0
    name(world, world.chief, "ann")
    assert plan(world, world.chief).proposed.many == 1


def test_a_holder_does_not_follow_themselves(world):
    with pytest.raises(CannotKeep, match="holds this post"):
        name(world, world.finance, "ann")


def test_somebody_from_elsewhere_needs_a_release_to_the_trusts_to_be_considered_for_posts(world):
    with pytest.raises(CannotKeep, match="not released"):
        name(world, world.chief, "eve")
    release(world, "eve", purpose=ReleaseFor.STRETCH)
    with pytest.raises(CannotKeep, match="to be considered for posts"):
        name(world, world.chief, "eve")
    release(world, "eve")
    name(world, world.chief, "eve", confirm=True)
    assert plan(world, world.chief).counts.unagreed == 1


def test_a_region_proposes_only_whom_a_trust_has_released(world):
    with pytest.raises(CannotKeep, match="not released"):
        name(world, world.chief, "ann", by="region")
    release(world, "ann", to=ReleaseTo.REGION)
    made = name(world, world.chief, "ann", by="region")
    assert names(plan(world, world.chief, "region").proposed) == ["Ann Abelson"]
    with pytest.raises(NoSuchPost):
        confirm(world, made, by="region")


def test_a_region_does_not_propose_somebody_released_to_it_alone_at_another_trust(world):
    release(world, "eve", to=ReleaseTo.REGION)
    with pytest.raises(CannotKeep, match="not released to the trusts"):
        name(world, world.chief, "eve", by="region")


def test_a_region_proposes_neither_itself_nor_somebody_outside(world):
    with pytest.raises(CannotKeep, match="released"):
        name(world, world.theirs, "region", by="region")
    with pytest.raises(CannotKeep, match="released"):
        name(world, world.theirs, "", by="region", sort=Sort.EXTERNAL, label="A director in industry")


def test_a_region_cannot_confirm_at_once(world):
    release(world, "ann")
    with pytest.raises(NotYours):
        name(world, world.chief, "ann", by="region", confirm=True)
    assert not Successor.objects.exists()


@pytest.mark.parametrize("who", ["neighbour", "other_region", "analyst", "ann"])
def test_others_name_nobody(world, who):
    release(world, "ann")
    with pytest.raises((NoSuchPost, NotYours)):
        name(world, world.chief, "ann", by=who)


def test_somebody_outside_is_described_and_has_a_band_of_their_own(world):
    with pytest.raises(CannotKeep, match="who is meant"):
        name(world, world.chief, "", sort=Sort.EXTERNAL)
    with pytest.raises(CannotKeep, match="not both"):
        name(world, world.chief, "ann", sort=Sort.EXTERNAL, label="A finance director in industry")
    name(world, world.chief, "", sort=Sort.EXTERNAL, label="A director in industry", band=Band.ONE_TO_TWO)
    name(world, world.chief, "", sort=Sort.UNKNOWN)
    found = plan(world, world.chief)
    assert [one.line.label for one in found.beyond] == ["A director in industry", ""]
    assert (found.counts.external, found.counts.unknown, found.counts.successors) == (1, 1, 0)


def test_a_person_has_no_band_but_what_was_agreed_with_them(world):
    with pytest.raises(CannotKeep, match="agreed with them"):
        name(world, world.chief, "ann", band=Band.READY_NOW)


def test_no_more_are_confirmed_than_are_wanted(world):
    post = add_post(world.chair, "Chief operating officer", PostRole.OPERATIONS, most_successors=1)
    name(world, post, "ann", confirm=True)
    second = name(world, post, "bob")
    with pytest.raises(CannotKeep, match="At most one person can be confirmed"):
        confirm(world, second)
    with pytest.raises(CannotKeep, match="At most one person"):
        name(world, post, "cy", confirm=True)
    name(world, post, "cy", use=Use.COVER, confirm=True)
    take_off(world, Successor.objects.get(post=post, person=world.people["ann"]).pk)
    confirm(world, second)


def test_whoever_has_left_is_not_confirmed_and_not_lost(world):
    """SAP KBA 2431381: a nomination vanished without a word when its person lost their job code."""
    made = name(world, world.chief, "ann")
    leave("ann", world)
    with pytest.raises(CannotKeep, match="no longer of the organisation"):
        confirm(world, made)
    found = plan(world, world.chief)
    assert (found.gone.many, found.proposed.many) == (1, 0)
    take_off(world, made, because="She left")
    assert plan(world, world.chief).gone.many == 0


def test_taking_off_needs_a_reason_and_keeps_it(world):
    made = name(world, world.chief, "ann")
    with pytest.raises(CannotKeep, match="Say why"):
        take_off(world, made, because="  ")
    take_off(world, made, because="She prefers to stay")
    assert row(made).ended_because == "She prefers to stay"
    with pytest.raises(CannotKeep, match="taken off this plan already"):
        take_off(world, made)


def test_a_region_takes_off_what_it_proposed_until_it_is_confirmed(world):
    release(world, "ann")
    release(world, "bob")
    theirs, ours = name(world, world.chief, "ann", by="region"), name(world, world.chief, "bob")
    assert [one.may_take_off for one in plan(world, world.chief, "region").proposed.named] == [True, False]
    with pytest.raises(CannotKeep, match="those who lead the organisation"):
        take_off(world, ours, by="region")
    again = name(world, world.chief, "ann", by="region", use=Use.COVER)
    confirm(world, again)
    with pytest.raises(CannotKeep, match="until it is confirmed"):
        take_off(world, again, by="region")
    take_off(world, theirs, by="region")


def test_a_neighbour_reaches_no_entry_of_a_plan(world):
    made = name(world, world.chief, "ann")
    for act in (confirm, take_off):
        with pytest.raises(NoSuchPost):
            act(world, made, by="neighbour")


def test_a_trust_that_shares_a_post_does_not_confirm_for_it(world):
    post = add_post(world.chair, "Shared director of digital", PostRole.DIGITAL, shared_with=("ZZ02",))
    made = name(world, post, "ann")
    for act in (confirm, take_off):
        with pytest.raises(NotYours):
            act(world, made, by="neighbour")
    with pytest.raises(NotYours):
        name(world, post, "eve", by="neighbour")


def test_a_closed_post_names_nobody(world):
    close_post(world.deputy, last_day=TODAY, because="Joined with another", at=AT, by=world.chair)
    with pytest.raises(CannotKeep, match="closed"):
        name(world, world.deputy, "cy")


def test_what_somebody_else_changed_meanwhile_is_not_written_over(world):
    made = name(world, world.chief, "ann")
    seen = token(made)
    confirm(world, made)
    with pytest.raises(ChangedMeanwhile):
        take_off(world, made, version=seen)
    with pytest.raises(CannotKeep, match="confirmed already"):
        confirm(world, made, version=seen)


@pytest.mark.django_db(transaction=True)
def test_two_who_name_the_same_person_at_once_name_them_once():
    world, together = make_plans(), Barrier(2)

    def try_it(who):
        together.wait()
        try:
            return name(world, world.chief, "ann", by=who)
        except CannotKeep as trouble:
            return str(trouble)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(try_it, ("chair", "director")))
    assert sum(isinstance(one, int) for one in said) == 1
    assert Successor.objects.count() == 1


def test_an_interim_may_be_named_to_follow(world):
    hold(world, world.chief, "cy", kind="interim")
    name(world, world.chief, "cy", confirm=True)
