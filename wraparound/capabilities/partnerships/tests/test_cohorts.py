"""Cohorts: joined, paired and paired again, with who is kept apart; and what each of those around it sees."""

from datetime import timedelta

import pytest
from django.db import connection

from wraparound.capabilities.partnerships.actions import cohorts, joining, pairs
from wraparound.capabilities.partnerships.models.pairs import Cohort, CohortInvited, Joining, Pair, PairPart
from wraparound.capabilities.partnerships.queries import cohorts as kept
from wraparound.capabilities.partnerships.terms.pairs import (
    CannotTakePart,
    CohortState,
    NoSuchPair,
    PairSort,
    PairState,
    Wishes,
)
from wraparound.capabilities.partnerships.tests.pairs_world import (
    AT,
    BACKEND,
    LATER,
    TODAY,
    T,
    address_of,
    agree,
    counts,
    join,
    make,
    make_pairs_world,
    mine,
    offer,
    open_one,
    pair_names,
    pair_of,
    paired,
    place_of,
    seek,
    wish,
)
from wraparound.capabilities.pipelines.tests.reporting_world import line_of_posts
from wraparound.people.access import NotYours
from wraparound.people.actions.leaving import leave
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Change

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_pairs_world)


@pytest.fixture
def number(world):
    return open_one(world)


def test_people_join_and_are_paired_the_day_after_the_last_day_to_join(world, number):
    seek(number, world.seeker)
    offer(number, world.giver)
    last_day = AT + timedelta(days=7)
    assert make(number, at=last_day) == 0
    assert paired(number) == set()
    assert make(number, at=last_day + timedelta(days=1)) == 1
    assert paired(number) == {("Sefa", "Gita")}
    (hers,) = mine(world.seeker)
    assert (hers.state, hers.other, hers.cohort) == (PairState.ASKS_YOU, "Gita Givewell", "First years")


def test_nothing_is_made_again_while_nothing_changes(world, number):
    seek(number, world.seeker)
    offer(number, world.giver)
    make(number)
    assert cohorts.make_pairs_due(at=LATER + timedelta(hours=1), by=OPERATOR) == 0
    joining.wish(
        number, Wishes(seeking=(place_of(number, world.giver),)), at=LATER + timedelta(hours=2), by=world.seeker
    )
    assert cohorts.make_pairs_due(at=LATER + timedelta(hours=3), by=OPERATOR) == 1


def test_an_organiser_makes_pairs_and_is_told_how_many_are_new_and_kept(world, number):
    seek(number, world.seeker)
    offer(number, world.giver)
    assert cohorts.make_pairs(number, at=LATER, by=world.organiser) == (1, 0)
    first = pair_of(number, world.seeker)
    assert cohorts.make_pairs(number, at=LATER + timedelta(days=1), by=world.organiser) == (0, 1)
    assert pair_of(number, world.seeker) == first
    (hers,) = mine(world.seeker, on=(LATER + timedelta(days=1)).date())
    assert hers.is_kept


def test_before_the_last_day_to_join_nobody_makes_pairs(world, number):
    with pytest.raises(CannotTakePart, match="still join"):
        cohorts.make_pairs(number, at=AT, by=world.organiser)


def test_wishes_decide_before_topics(world, number):
    offer(number, world.giver, gives_topics=(T.MONEY,))
    wished = offer(number, world.spare, gives_topics=(T.MONEY,))
    seek(number, world.seeker, seeks_topics=(T.MONEY,))
    wish(number, world.seeker, wished)
    make(number)
    assert paired(number) == {("Sefa", "Spiro")}
    (hers,) = mine(world.seeker)
    assert hers.why.wish == 1


@pytest.mark.parametrize("said_by", ["seeker", "giver"])
def test_whoever_somebody_named_is_never_paired_with_them_whichever_of_the_two_said_so(world, number, said_by):
    seek(number, world.seeker)
    offer(number, world.giver)
    other = {"seeker": "giver", "giver": "seeker"}[said_by]
    before = counts(number, by=world.organiser)
    joining.keep_away(address_of(other), at=AT, by=getattr(world, said_by))
    assert counts(number, by=world.organiser) == before, "an organiser cannot tell that somebody said so"
    make(number)
    assert paired(number) == set()


def test_it_is_taken_back_by_whoever_said_it_and_by_nobody_else(world, number):
    seek(number, world.seeker)
    offer(number, world.giver)
    joining.keep_away(address_of("giver"), at=AT, by=world.seeker)
    (bar,) = kept.bars_of(viewer=world.seeker)
    assert kept.bars_of(viewer=world.giver) == ()
    with pytest.raises(NoSuchPair):
        joining.keep_away_no_more(bar.number, at=AT, by=world.giver)
    joining.keep_away_no_more(bar.number, at=AT, by=world.seeker)
    make(number)
    assert paired(number) == {("Sefa", "Gita")}


def test_an_organiser_keeps_two_apart_in_their_cohort(world, number):
    seek(number, world.seeker)
    offer(number, world.giver)
    cohorts.keep_apart(number, address_of("giver"), address_of("seeker"), at=AT, by=world.organiser)
    make(number)
    assert paired(number) == set()


@pytest.mark.parametrize("levels", [1, 2])
@pytest.mark.parametrize("above", ["seeker", "other"])
def test_nobody_is_paired_with_whoever_they_report_to_at_any_depth(world, number, levels, above):
    below = {"seeker": "other", "other": "seeker"}[above]
    report(world, above, below, levels)
    seek(number, world.seeker)
    offer(number, world.other)
    make(number)
    assert paired(number) == set()
    offer(number, world.spare, at=AT + timedelta(days=1))
    make(number)
    assert paired(number) == {("Sefa", "Spiro")}


def report(world, above, below, levels):
    """One of them holds a post so many levels above that of the other."""
    keys = (str(world.people[one].key) for one in (above, below))
    line_of_posts("ZZ01", *keys, levels, at=AT, by=world.director)


def test_somebody_on_both_sides_is_never_paired_with_themselves(world, number):
    join(number, world.seeker, seeks=True, gives=True)
    make(number)
    assert paired(number) == set()


def test_what_was_declined_does_not_come_again_and_the_others_are_paired_anew(world, number):
    seek(number, world.seeker)
    offer(number, world.giver)
    offer(number, world.spare)
    make(number)
    ((_, first),) = paired(number)
    pairs.end(pair_of(number, world.seeker), at=LATER, by=world.seeker)
    make(number, at=LATER + timedelta(days=1))
    ((_, second),) = paired(number)
    assert {first, second} == {"Gita", "Spiro"}
    pairs.end(pair_of(number, world.seeker), at=LATER + timedelta(days=1), by=world.seeker)
    make(number, at=LATER + timedelta(days=2))
    assert paired(number) == set()


def test_pairs_that_were_accepted_stay_whoever_joins(world, number):
    place = offer(number, world.giver)
    seek(number, world.seeker)
    other = seek(number, world.other)
    wish(number, world.giver, place_of(number, world.seeker))
    make(number)
    assert paired(number) == {("Sefa", "Gita")}
    agree(pair_of(number, world.seeker), world.seeker)
    wish(number, world.giver, other, at=LATER)
    wish(number, world.other, place, at=LATER)
    make(number, at=LATER + timedelta(days=1))
    assert paired(number) == {("Sefa", "Gita")}, "one of them has accepted"


def test_a_proposal_that_nobody_answered_gives_way_to_a_dearer_one_and_says_nothing(world, number, mailoutbox):
    offer(number, world.giver)
    seek(number, world.seeker)
    other = seek(number, world.other)
    wish(number, world.giver, place_of(number, world.seeker))
    make(number)
    wish(number, world.giver, other, at=LATER)
    make(number, at=LATER + timedelta(days=1))
    assert paired(number) == {("Otto", "Gita")}
    assert mine(world.seeker) == ()


def test_somebody_who_leaves_gives_up_what_waits_and_keeps_what_is_agreed(world, number):
    offer(number, world.giver, places=2)
    seek(number, world.seeker)
    seek(number, world.other)
    make(number)
    agree(pair_of(number, world.seeker), world.seeker, world.giver)
    for one in (world.seeker, world.other):
        joining.leave_cohort(number, at=LATER, by=one)
    assert paired(number) == {("Sefa", "Gita")}
    with pytest.raises(NoSuchPair):
        wish(number, world.other, place_of(number, world.giver))


def test_after_the_last_day_nobody_new_joins_and_those_within_still_change_what_they_said(world, number):
    offer(number, world.giver)
    with pytest.raises(CannotTakePart, match="last day to join"):
        seek(number, world.seeker, at=LATER)
    offer(number, world.giver, at=LATER, places=3)
    assert Joining.objects.get(cohort=number).places == 3


def test_a_cohort_is_joined_from_its_region_or_by_invitation(world, number):
    with pytest.raises(NoSuchPair):
        seek(number, world.far)
    cohorts.invite(number, address_of("far"), at=AT, by=world.organiser)
    cohorts.invite(number, address_of("far"), at=AT, by=world.organiser)
    assert CohortInvited.objects.count() == 1
    seek(number, world.far)
    assert counts(number, by=world.organiser, on=TODAY).joined == 1


def test_one_of_an_organisation_is_not_open_to_its_neighbour(world):
    number = open_one(world, by=world.director, over="organisation:ZZ01")
    seek(number, world.seeker)
    with pytest.raises(NoSuchPair):
        offer(number, world.giver)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": "  "}, "name"),
        ({"over": "region:SO"}, "for which you organise"),
        ({"over": "nonsense"}, "for which you organise"),
        ({"joins_until": TODAY - timedelta(days=1)}, "has not passed"),
    ],
)
def test_a_cohort_that_cannot_be_is_refused(world, more, said):
    with pytest.raises(CannotTakePart, match=said):
        open_one(world, **more)


@pytest.mark.parametrize("who", ["seeker", "region", "keeper", "auditor"])
def test_only_those_who_keep_a_pipeline_or_lead_people_open_one(world, who):
    with pytest.raises(NotYours):
        open_one(world, by=getattr(world, who))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Tick whether"),
        ({"gives": True, "places": 0}, "for how many"),
        ({"gives": True, "places": 8}, "for how many"),
        ({"seeks": True, "wants": "x" * 601}, "600"),
    ],
)
def test_a_joining_that_cannot_be_is_refused(world, number, more, said):
    with pytest.raises(CannotTakePart, match=said):
        join(number, world.seeker, **more)


def test_whoever_convenes_a_peer_group_has_three_places_at_least(world):
    number = open_one(world, sort=PairSort.PEER_GROUP)
    with pytest.raises(CannotTakePart, match="from 3 to 7"):
        offer(number, world.giver, places=2)
    offer(number, world.giver, places=3)


def test_in_a_peer_group_those_who_accepted_know_each_other(world):
    number = open_one(world, sort=PairSort.PEER_GROUP)
    offer(number, world.giver, places=4)
    for one in (world.seeker, world.other, world.stranger):
        seek(number, one)
    make(number)
    for one in (world.seeker, world.other):
        agree(pair_of(number, one), one, world.giver)
    assert mine(world.seeker)[0].group == ("Otto Alsoseek",)
    assert mine(world.stranger)[0].group == ()
    assert {one.group for one in mine(world.giver) if one.state is PairState.AGREED} == {
        ("Otto Alsoseek",),
        ("Sefa Seekwell",),
    }


def test_two_windows_do_not_cross(world, number):
    seek(number, world.seeker, version=0)
    with pytest.raises(ChangedMeanwhile):
        seek(number, world.seeker, version=0)


@pytest.mark.parametrize("wrong", ["hidden", "left", "twice", "wrong side", "oneself"])
def test_only_others_who_are_shown_on_the_other_side_can_be_wished_for(world, number, wrong):
    mine_ = seek(number, world.seeker)
    place = offer(number, world.giver, shown_as="" if wrong == "hidden" else "Gita")
    if wrong == "left":
        joining.leave_cohort(number, at=AT, by=world.giver)
    if wrong == "wrong side":
        place = seek(number, world.other)
    wished = {"twice": (place, place), "oneself": (mine_,)}.get(wrong, (place,))
    with pytest.raises(CannotTakePart):
        wish(number, world.seeker, *wished)


def test_others_are_shown_as_they_agreed_and_not_by_name(world, number):
    seek(number, world.seeker)
    offer(number, world.giver, shown_as="Gita, a director of things")
    offer(number, world.spare, shown_as="")
    page = kept.cohort_page(number, viewer=world.seeker, on=TODAY)
    assert [one.shown_as for one in page.givers] == ["Gita, a director of things"]
    assert page.seekers == ()
    assert page.shown_name == "Sefa, Director of things"


def test_somebody_with_whom_one_must_not_be_paired_is_not_offered_to_be_wished_for(world, number):
    seek(number, world.seeker)
    offer(number, world.giver)
    joining.keep_away(address_of("seeker"), at=AT, by=world.giver)
    # Whoever vanished would tell by that who had said so: only those whom one named oneself are not there.
    assert len(kept.cohort_page(number, viewer=world.seeker, on=TODAY).givers) == 1
    assert kept.cohort_page(number, viewer=world.giver, on=TODAY).seekers == ()


def test_an_organiser_sees_counts_and_a_pair_only_once_both_let_them(world, number):
    seek(number, world.seeker)
    seek(number, world.other)
    offer(number, world.giver)
    make(number)
    pair = Pair.objects.get(cohort=number).pk
    two = PairPart.objects.filter(pair=pair).values_list("person", flat=True)
    both = [one for one in (world.seeker, world.other, world.giver) if one.person in two]
    agree(pair, *both)
    found = kept.organiser_page(number, viewer=world.organiser, on=LATER.date())
    assert (found.counts.joined, found.counts.seeking, found.counts.giving) == (3, 2, 1)
    assert (found.counts.agreed, found.counts.waiting, found.known) == (1, 1, ())
    pairs.let_organiser_know(pair, True, at=LATER, by=both[0])
    assert kept.organiser_page(number, viewer=world.organiser, on=LATER.date()).known == ()
    pairs.let_organiser_know(pair, True, at=LATER, by=both[1])
    ((giver, _),) = kept.organiser_page(number, viewer=world.organiser, on=LATER.date()).known
    assert giver == "Gita Givewell"
    pairs.end(pair, at=LATER, by=both[0])
    assert kept.organiser_page(number, viewer=world.organiser, on=LATER.date()).known == ()


def test_a_decline_changes_no_count_that_an_organiser_sees(world, number):
    seek(number, world.seeker)
    offer(number, world.giver)
    make(number)
    before = counts(number, by=world.organiser)
    pairs.end(pair_of(number, world.giver), at=LATER, by=world.giver)
    assert counts(number, by=world.organiser) == before


@pytest.mark.parametrize("who", ["far", "region", "seeker", "auditor"])
def test_nobody_else_sees_the_counts(world, number, who):
    with pytest.raises((NoSuchPair, NotYours)):
        kept.organiser_page(number, viewer=getattr(world, who), on=TODAY)


def test_a_cohort_ends_and_what_is_agreed_goes_on(world, number):
    offer(number, world.giver, places=2)
    seek(number, world.seeker)
    seek(number, world.other)
    make(number)
    agree(pair_of(number, world.seeker), world.seeker, world.giver)
    cohorts.end_cohort(number, at=LATER, by=world.organiser)
    assert paired(number) == {("Sefa", "Gita")}
    assert make(number, at=LATER + timedelta(days=3)) == 0
    page = kept.organiser_page(number, viewer=world.organiser, on=LATER.date())
    assert page.cohort.state is CohortState.ENDED
    with pytest.raises(CannotTakePart, match="ended"):
        cohorts.make_pairs(number, at=LATER, by=world.organiser)


def test_somebody_whose_pair_ended_seeks_again_only_once_they_say_so(world, number):
    seek(number, world.seeker)
    offer(number, world.giver)
    offer(number, world.spare)
    make(number)
    pair = pair_of(number, world.seeker)
    two = PairPart.objects.filter(pair=pair).values_list("person", flat=True)
    agree(pair, world.seeker, *(one for one in (world.giver, world.spare) if one.person in two))
    pairs.end(pair, at=LATER + timedelta(days=1), by=world.seeker)
    make(number, at=LATER + timedelta(days=2))
    assert paired(number) == set()
    seek(number, world.seeker, at=LATER + timedelta(days=3))
    make(number, at=LATER + timedelta(days=4))
    assert len(paired(number)) == 1


def test_when_a_mentor_leaves_the_site_whoever_had_them_is_paired_anew(world, number):
    seek(number, world.seeker)
    offer(number, world.giver)
    make(number)
    agree(pair_of(number, world.seeker), world.seeker, world.giver)
    leave(at=LATER, by=world.giver)
    offer_later = AT + timedelta(days=1)
    offer(number, world.spare, at=offer_later)
    make(number, at=LATER + timedelta(days=1))
    whole = [one for one in Pair.objects.filter(ended_at__isnull=True) if one.parts.count() == 2]
    assert [pair_names(one) for one in whole] == [("Sefa", "Spiro")]


def test_a_run_is_whole_or_not_at_all(world, number):
    """Killed between two proposals, nothing of the run stands: it is one change."""
    offer(number, world.giver, places=2)
    seek(number, world.seeker)
    seek(number, world.other)
    written = []

    def dies(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "partnerships_pairpart"'):
            written.append(sql)
            if len(written) == 4:
                raise KeyboardInterrupt
        return execute(sql, params, many, context)

    with pytest.raises(KeyboardInterrupt), connection.execute_wrapper(dies):
        make(number)
    assert (Pair.objects.count(), PairPart.objects.count()) == (0, 0)
    assert Cohort.objects.get(pk=number).made_at is None
    make(number)
    assert paired(number) == {("Sefa", "Gita"), ("Otto", "Gita")}


def test_looking_after_access_and_audit_find_no_trace_of_who_is_in_it(client, world, number):
    seek(number, world.seeker, wants="Something secret to say")
    offer(number, world.giver)
    make(number)
    agree(pair_of(number, world.seeker), world.seeker, world.giver)
    key = world.people["seeker"].key
    for who in ("keeper", "auditor"):
        client.force_login(world.people[who], backend=BACKEND)
        for address in (f"/people/{key}/history/", "/people/audit/", "/people/audit/looks/"):
            said = client.get(address).content.decode()
            for words in ("pair", "place in a cohort", "something secret"):
                assert words not in said.casefold(), (who, address, words)
    assert Change.objects.filter(why="Pairs of a cohort were made").exists()
