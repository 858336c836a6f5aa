"""From a proposal to the end: who may do what, what stands in the way, and what is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from wraparound.capabilities.partnerships.actions import agreeing, asking, clock, own_words
from wraparound.capabilities.partnerships.models.agreements import Agreement, Terms
from wraparound.capabilities.partnerships.models.reviews import PartnershipReview
from wraparound.capabilities.partnerships.queries.agreements import agreement, helping_of, partnerships
from wraparound.capabilities.partnerships.queries.held import held_of
from wraparound.capabilities.partnerships.queries.needs import needs_today
from wraparound.capabilities.partnerships.queries.reading import NoSuchPartnership
from wraparound.capabilities.partnerships.terms.agreements import (
    AgreementState,
    EndedHow,
    Move,
    NewProposal,
    NewSuggestion,
    Payer,
    Side,
)
from wraparound.capabilities.partnerships.terms.own_words import CannotPartner, Means, NewNeed, NewOffer, Topic
from wraparound.capabilities.partnerships.tests.partner_world import (
    AT,
    HELPED,
    HELPER,
    OTHER,
    TODAY,
    accept,
    days,
    diagnosed,
    digest_for,
    in_force,
    make_world,
    proposed,
    row_of,
    taken_up,
    with_terms,
    written_terms,
)
from wraparound.capabilities.partnerships.wording.agreements import end_words
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation
from wraparound.people.models import Organisation
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.actions.controllers import transfer_control
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.keeping import KEPT
from wraparound.records.models.log import Change, Look
from wraparound.records.models.outbox import Event
from wraparound.records.models.triggers import removing

pytestmark = [pytest.mark.django_db, pytest.mark.database]
STATE = AgreementState
ELSEWHERE = ("other", "region", "other_region", "improver", "stranger")


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def state(number):
    return AgreementState(row_of(number).state)


def seen_by(world, side, number):
    return agreement(number, viewer=getattr(world, side), on=TODAY)


def test_a_board_asks_another_for_help_and_that_one_is_told(world):
    number = proposed(world)
    assert seen_by(world, "helper", number).moves == (Move.TAKE_UP, Move.DECLINE)
    assert seen_by(world, "helped", number).moves == (Move.TAKE_BACK,)
    (need,) = needs_today(viewer=world.helper_chief, at=AT)
    assert need.words.startswith("Larkmoor Hospitals (made up) asks you for help")
    assert needs_today(viewer=world.helped, at=AT) == ()
    told = Event.objects.get(name="partnerships.changed").data["people"].split(",")
    assert str(world.people["helper"].pk) in told
    assert str(world.people["helped"].pk) not in told


@pytest.mark.parametrize("side", ELSEWHERE)
def test_nobody_else_knows_of_a_proposal(world, side):
    number = proposed(world)
    with pytest.raises(NoSuchPartnership):
        seen_by(world, side, number)
    assert partnerships(viewer=getattr(world, side), on=TODAY).open == ()


@pytest.mark.parametrize("side", ELSEWHERE)
def test_nobody_proposes_for_a_board_that_is_not_theirs(world, side):
    new = NewProposal(mine=HELPED, theirs=HELPER, side=Side.HELPED, topic=Topic.MONEY, words="Please")
    with pytest.raises(NotYours):
        asking.propose(new, at=AT, by=getattr(world, side))


def test_both_propose_at_once_and_the_two_are_one(world):
    number = proposed(world, by="helped")
    other = NewProposal(mine=HELPER, theirs=HELPED, side=Side.HELPER, topic=Topic.MONEY, words="May we help?")
    with pytest.raises(CannotPartner, match="about urgent care is proposed already"):
        asking.propose(other, at=AT, by=world.helper)
    assert state(number) is STATE.PROPOSED
    offered = replace(other, topic=Topic.URGENT_CARE)
    begun = asking.propose(offered, at=AT, by=world.helper)
    assert (begun.number, begun.joined) == (number, True)
    assert state(number) is STATE.DIAGNOSIS
    assert Agreement.objects.count() == 1
    with pytest.raises(CannotPartner, match="under way"):
        asking.propose(offered, at=AT, by=world.helper)


def test_help_the_other_way_round_is_another_partnership(world):
    proposed(world, by="helped")
    swapped = NewProposal(mine=HELPED, theirs=HELPER, side=Side.HELPER, topic=Topic.MONEY, words="We can give too")
    assert not asking.propose(swapped, at=AT, by=world.helped).joined
    assert Agreement.objects.count() == 2


def test_declining_leaves_no_mark_that_others_see(world):
    before = helping_of([HELPER, HELPED], viewer=OPERATOR, on=TODAY)
    number = proposed(world)
    asking.answer(number, Move.DECLINE, why="Not this winter", at=AT, by=world.helper)
    assert helping_of([HELPER, HELPED], viewer=OPERATOR, on=TODAY) == before
    assert seen_by(world, "helped", number).end.why == "Not this winter"
    for side in ELSEWHERE:
        found = partnerships(viewer=getattr(world, side), on=TODAY)
        assert (found.open, found.past, found.suggested) == ((), (), ())
    # Neither the events nor the reasons of changes tell it from a proposal that was taken up.
    assert set(Event.objects.values_list("name", flat=True)) == {"partnerships.changed"}
    whys = set(Change.objects.filter(why__icontains="partnership").values_list("why", flat=True))
    assert not any("declin" in one.lower() for one in whys)
    # And they can be asked again at once.
    assert proposed(world) != number


def test_a_reason_need_not_be_given_and_who_proposed_takes_back(world):
    number = proposed(world)
    with pytest.raises(CannotPartner, match="proposed it yourselves"):
        asking.answer(number, Move.DECLINE, at=AT, by=world.helped)
    with pytest.raises(CannotPartner, match="board that proposed"):
        asking.answer(number, Move.TAKE_BACK, at=AT, by=world.helper)
    asking.answer(number, Move.TAKE_BACK, at=AT, by=world.helped_chief)
    assert state(number) is STATE.TAKEN_BACK
    with pytest.raises(CannotPartner, match="is over"):
        asking.answer(number, Move.TAKE_UP, at=AT, by=world.helper)


def test_a_region_suggests_and_does_not_learn_who_declined(world):
    new = NewSuggestion(helper=HELPER, helped=HELPED, topic=Topic.CULTURE, words="You could learn from each other")
    number = asking.suggest(new, at=AT, by=world.region)
    before = partnerships(viewer=world.region, on=TODAY)
    assert [one.helper for one in before.suggested] == ["Thistleford Hospitals (made up)"]
    with pytest.raises(NoSuchPartnership):
        seen_by(world, "region", number)
    assert {one.words for one in needs_today(viewer=world.helped, at=AT)} == {
        "The region suggests a partnership with Thistleford Hospitals (made up)."
    }
    asking.answer(number, Move.DECLINE, at=AT, by=world.helper)
    assert partnerships(viewer=world.region, on=TODAY) == before
    with pytest.raises(NotYours):
        asking.suggest(new, at=AT, by=world.other_region)
    # Suggesting again tells nothing of whether the two talk: the answer is the same, open or declined.
    again = asking.suggest(new, at=AT, by=world.region)
    third = asking.suggest(new, at=AT, by=world.region)
    assert len({number, again, third}) == 3
    assert len(partnerships(viewer=world.region, on=TODAY).suggested) == 3
    assert "talked already" in end_words(seen_by(world, "helped", third))
    assert state(again) is STATE.SUGGESTED


def test_a_suggestion_is_taken_up_by_one_and_then_answered_by_the_other(world):
    new = NewSuggestion(helper=HELPER, helped=HELPED, topic=Topic.CULTURE, words="You could learn from each other")
    number = asking.suggest(new, at=AT, by=world.region)
    asking.answer(number, Move.PROPOSE, at=AT, by=world.helper)
    assert row_of(number).proposed_by == Side.HELPER
    asking.answer(number, Move.TAKE_UP, at=AT, by=world.helped)
    assert state(number) is STATE.DIAGNOSIS


def test_each_says_first_what_it_sees_and_neither_reads_the_other_before(world):
    number = taken_up(world)
    agreeing.tell_diagnosis(number, "We see late decisions", version=0, at=AT, by=world.helper)
    assert seen_by(world, "helped", number).own == ()
    assert [one.words for one in seen_by(world, "helper_chief", number).own] == ["We see late decisions"]
    assert agreement(number, viewer=OPERATOR, on=TODAY).own == ()
    with pytest.raises(CannotPartner, match="Each board first says"):
        agreeing.write_diagnosis(number, "Ours", seen=0, at=AT, by=world.helper)
    agreeing.tell_diagnosis(number, "We see full beds", version=0, at=AT, by=world.helped)
    assert len(seen_by(world, "helped", number).own) == 2
    with pytest.raises(CannotPartner, match="Both boards have written"):
        agreeing.tell_diagnosis(number, "Changed", version=1, at=AT, by=world.helped)


def test_two_of_one_board_write_at_once_and_lose_nothing(world):
    number = taken_up(world)
    agreeing.tell_diagnosis(number, "First", version=0, at=AT, by=world.helper)
    with pytest.raises(ChangedMeanwhile):
        agreeing.tell_diagnosis(number, "Second", version=0, at=AT, by=world.helper_chief)


def test_the_shared_text_is_answered_until_the_other_side_agrees(world):
    number = taken_up(world)
    for side in ("helped", "helper"):
        agreeing.tell_diagnosis(number, "So", version=0, at=AT, by=getattr(world, side))
    agreeing.write_diagnosis(number, "One", seen=0, at=AT, by=world.helped)
    agreeing.write_diagnosis(number, "Two", seen=1, at=AT, by=world.helper)
    with pytest.raises(CannotPartner, match="version 2"):
        agreeing.write_diagnosis(number, "Late", seen=1, at=AT, by=world.helped)
    with pytest.raises(CannotPartner, match="no shared text of the other board"):
        agreeing.agree_diagnosis(number, seen=2, at=AT, by=world.helper)
    with pytest.raises(CannotPartner, match="version 2"):
        agreeing.agree_diagnosis(number, seen=1, at=AT, by=world.helped)
    agreeing.agree_diagnosis(number, seen=2, at=AT, by=world.helped_chief)
    assert state(number) is STATE.TERMS


def test_terms_cannot_be_accepted_before_a_diagnosis_nor_other_than_those_that_stand(world):
    with pytest.raises(CannotPartner, match="agree what is wrong"):
        agreeing.write_terms(taken_up(world), written_terms(), seen=0, at=AT, by=world.helped)
    number = Agreement.objects.get().pk
    asking.answer(number, Move.DECLINE, at=AT, by=world.helped)
    number = with_terms(world)
    old = digest_for(number, world.helped)
    accept(number, world.helped)
    agreeing.write_terms(number, written_terms(days=4.0), seen=1, at=AT, by=world.helper)
    assert seen_by(world, "helped", number).terms.accepted == ()
    with pytest.raises(CannotPartner, match="not the terms that stand"):
        agreeing.accept(number, digest=old, at=AT, by=world.helped)
    with pytest.raises(CannotPartner, match="version 2"):
        agreeing.write_terms(number, written_terms(), seen=1, at=AT, by=world.helped)
    assert not accept(number, world.helper)
    assert accept(number, world.helped)
    assert state(number) is STATE.IN_FORCE
    assert Terms.objects.filter(agreement=number).count() == 2


def test_in_force_it_has_its_reviews_its_event_and_its_region_reads_the_terms(world):
    number = in_force(world)
    found = seen_by(world, "region", number)
    assert found.terms.terms == written_terms()
    assert (found.joint, found.own, found.words, found.reviews, found.moves) == (None, (), "", (), ())
    assert len(seen_by(world, "helped", number).reviews) == 3
    told = Event.objects.get(name="partnerships.agreed").data
    assert (told["organisation"], told["helper"], told["days"], told["money"]) == (HELPED, HELPER, "95", "24000")
    with pytest.raises(NoSuchPartnership):
        seen_by(world, "other_region", number)
    with pytest.raises(CannotPartner, match="speak for neither"):
        agreeing.end(number, "No", at=AT, by=world.region)
    assert Look.objects.filter(by=world.people["region"].pk).exists()


def test_the_helper_says_that_it_knows_when_it_promises_more_than_it_offered(world):
    offer = NewOffer(topic=Topic.URGENT_CARE, means=(Means.TEAM,), words="A team", days=10.0)
    own_words.say_offer(HELPER, offer, at=AT, by=world.helper)
    number = with_terms(world, days=12.0)
    accept(number, world.helped)
    with pytest.raises(CannotPartner, match="12 days a month in all, and you said that you could give 10"):
        accept(number, world.helper)
    assert accept(number, world.helper, knows_days=True)


def test_helping_counts_what_is_in_force_and_what_the_helper_accepted(world):
    number = with_terms(world, starts=TODAY, reviews=())
    assert helping_of([HELPER], viewer=world.analyst, on=TODAY)[HELPER].days_promised == 0
    accept(number, world.helper)
    now = helping_of([HELPER, HELPED], viewer=world.analyst, on=TODAY)
    assert (now[HELPER].helps, now[HELPER].days_promised, now[HELPER].days_offered) == (0, 8.0, None)
    accept(number, world.helped)
    now = helping_of([HELPER, HELPED, OTHER], viewer=world.analyst, on=TODAY)
    assert (now[HELPER].helps, now[HELPED].helped, now[OTHER].helps) == (1, 1, 0)
    with pytest.raises(NotYours):
        helping_of([HELPER], viewer=world.stranger, on=TODAY)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"aims": ()}, "in one to 6 aims"),
        ({"people": " "}, "who comes"),
        ({"gains": ""}, "what the helper gains"),
        ({"days": 0.0}, "how many people"),
        ({"money": -1}, "whole pounds"),
        ({"money": 0}, "who pays"),
        ({"paid_by": Payer.NOBODY}, "who pays"),
        ({"ends": TODAY + days(5)}, "after the first"),
        ({"ends": TODAY + days(4_000)}, "at most 60 months"),
        ({"starts": TODAY - days(90), "ends": TODAY - days(1), "reviews": ()}, "has passed"),
        ({"reviews": (TODAY + days(371),)}, "between the first and the last"),
    ],
)
def test_terms_that_cannot_be_are_answered_in_words(world, wrong, said):
    number = diagnosed(world)
    with pytest.raises(CannotPartner, match=said):
        agreeing.write_terms(number, written_terms(**wrong), seen=0, at=AT, by=world.helped)


def test_either_side_ends_it_and_the_other_reads_why(world):
    number = in_force(world)
    with pytest.raises(CannotPartner, match="Say why"):
        agreeing.end(number, " ", at=AT, by=world.helper)
    agreeing.end(number, "Our winter is hard", at=AT + days(20), by=world.helper)
    found = agreement(number, viewer=world.helped, on=TODAY + days(20))
    assert (found.end.how, found.end.why) == (EndedHow.BY_HELPER, "Our winter is hard")
    assert [one.is_ending for one in found.reviews] == [True]
    assert agreement(number, viewer=world.region, on=TODAY).end.why == ""
    assert helping_of([HELPER], viewer=OPERATOR, on=TODAY)[HELPER].days_promised == 0


def test_it_ends_by_itself_with_its_last_day_once(world):
    number = in_force(world)
    last = AT + days(370)
    assert clock.come_due(at=last, by=OPERATOR) == 0
    assert clock.come_due(at=last + days(1), by=OPERATOR) == 1
    assert clock.come_due(at=last + days(1), by=OPERATOR) == 0
    assert row_of(number).ended_how == EndedHow.RAN_OUT
    assert PartnershipReview.objects.filter(agreement=number, left_at__isnull=True).count() == 1


def test_an_organisation_that_merges_in_the_middle_is_answered_clearly(world):
    number = with_terms(world)
    at = AT + timedelta(hours=1)
    transfer_control(HELPER, OTHER, "Merged", ends=True, at=at, by=OPERATOR)
    said = "Thistleford Hospitals .made up. became part of Ambermere Hospitals .made up. on 4 May 2026"
    with pytest.raises(CannotPartner, match=said):
        accept(number, world.helped, at=at)
    assert [one.into for one in seen_by(world, "helped", number).gone] == [((OTHER, "Ambermere Hospitals (made up)"),)]
    clock.come_due(at=at, by=OPERATOR)
    assert row_of(number).ended_how == EndedHow.CLOSED
    with pytest.raises(CannotPartner, match=said):
        proposed(world, at=at)


def test_whoever_speaks_for_both_boards_agrees_with_nobody(world):
    number = proposed(world)
    key = str(world.people["helper"].key)
    more = NewGrant(key, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, HELPED, TODAY, None, "A shared chair")
    give(more, at=AT, by=OPERATOR)
    both = viewer_for(world.people["helper"].pk, "Otis Otherchair", on=TODAY, viewer=PUBLIC)
    with pytest.raises(CannotPartner, match="You speak for both"):
        asking.answer(number, Move.TAKE_UP, at=AT, by=both)


def test_what_is_past_its_time_goes_whole_with_its_history(world):
    number = in_force(world)
    agreeing.end(number, "Done", at=AT + days(1), by=world.helped)
    with changing("Past its time", at=AT, by=OPERATOR), removing(connection):
        Agreement.let_go([number])
    for sort in ("diagnosis", "terms", "acceptance", "partnershipreview", "jointtext"):
        kept = KEPT[f"partnerships.{sort}"]
        assert not kept.record._default_manager.exists()
        assert not kept.versions._default_manager.exists()


def test_it_is_said_when_nobody_could_answer_for_the_other_board(world):
    region = Organisation.objects.get(code=HELPED).region
    add_organisation("ZZ09", "Farholt Hospitals (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)
    new = NewProposal(mine=HELPED, theirs="ZZ09", side=Side.HELPED, topic=Topic.URGENT_CARE, words="Would you help?")
    lonely = asking.propose(new, at=AT, by=world.helped).number
    assert seen_by(world, "helped", lonely).unheard == ("Farholt Hospitals (made up)",)
    assert seen_by(world, "helped", proposed(world)).unheard == ()


def test_whoever_takes_a_copy_finds_what_they_did_for_a_board_and_nobody_else_did(world):
    number = in_force(world)
    own_words.say_need(HELPED, NewNeed(topic=Topic.MONEY, words="A second pair of eyes"), at=AT, by=world.helped)
    mine = [one.what for one in held_of(viewer=world.helped, at=AT)]
    assert f"You wrote the first words of partnership {number}" in mine
    assert f"You accepted terms, in partnership {number}" in mine
    assert "You wrote what an organisation needs" in mine
    theirs = [one.what for one in held_of(viewer=world.helper, at=AT)]
    assert f"You accepted terms, in partnership {number}" in theirs
    assert f"You wrote the first words of partnership {number}" not in theirs
    assert held_of(viewer=world.stranger, at=AT) == ()
    assert {one.by for one in held_of(viewer=world.helped, at=AT)} == {"You"}
