"""From a private draft to signatures: who may do what, what stands in the way, and what is frozen."""

from datetime import date

import pytest

from wraparound.capabilities.compacts.actions import signing, texts
from wraparound.capabilities.compacts.models.agreed import Compact, Signature, Text, Undertaking
from wraparound.capabilities.compacts.queries.compacts import compact, compacts, compared
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Part, Party, ResultSort, Trouble
from wraparound.capabilities.compacts.terms.compacts import CompactQuestion, TextState, UndertakingState
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    begin,
    days,
    fill,
    in_force,
    offered,
    promise,
    result,
    sign,
    token,
)
from wraparound.capabilities.expectations.queries.answers import check
from wraparound.capabilities.expectations.terms.performance import TargetQuestion
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import end, give
from wraparound.people.actions.people import add_organisation
from wraparound.people.models import Grant, Region
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.published.terms import Measure
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Look, LookedAt

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_compact_begins_private_and_filled_from_evidence(world):
    made = begin(world)
    found = compact(made.pk, viewer=world.chair, on=TODAY)
    assert found.text.state is TextState.PRIVATE
    assert any("A&E within four hours" in line for line in found.text.agreement.starting_point)
    assert any("made up" in line for line in found.text.agreement.starting_point)


@pytest.mark.parametrize("side", ["leader", "region", "improver"])
def test_nobody_else_reads_a_private_draft(world, side):
    made = begin(world)
    found = compact(made.pk, viewer=getattr(world, side), on=TODAY)
    assert found.text is None
    assert found.texts == ()
    with pytest.raises(NoSuchCompact):
        compact(made.pk, viewer=getattr(world, side), on=TODAY, version=1)


@pytest.mark.parametrize("side", ["stranger", "other_chair", "other_region"])
def test_strangers_and_other_regions_find_nothing(world, side):
    made = in_force(world)
    with pytest.raises(NoSuchCompact):
        compact(made.pk, viewer=getattr(world, side), on=TODAY)
    assert compacts(CompactQuestion(), viewer=getattr(world, side), on=TODAY).matching == 0


def test_the_centre_reads_nothing_before_it_is_asked_and_offered(world):
    quiet = begin(world, asks_centre=False)
    asked = begin(world, asks_centre=True, role="Chief operating officer")
    for made in (quiet, asked):
        with pytest.raises(NoSuchCompact):
            compact(made.pk, viewer=world.centre, on=TODAY)
    fill(asked, world.chair)
    texts.share(asked.pk, 1, at=AT, by=world.chair)
    signing.offer(asked.pk, 1, at=AT, by=world.chair)
    assert compact(asked.pk, viewer=world.centre, on=TODAY).text.state is TextState.OFFERED


def test_a_region_that_takes_no_part_sees_nothing(world):
    made = in_force(world, asks_region=False)
    assert Text.objects.get(compact=made).state == TextState.IN_FORCE
    for viewer in (world.region, world.improver):
        with pytest.raises(NoSuchCompact):
            compact(made.pk, viewer=viewer, on=TODAY)


def test_a_leader_can_begin_one_alone_and_only_about_their_own_post(world):
    made = begin(world, by=world.leader, asks_region=False)
    assert Text.objects.get(compact=made).side == Party.LEADER
    with pytest.raises(CannotAgree, match="your own post"):
        begin(world, by=world.leader, leader="chair@made-up.example")


def test_a_stranger_begins_none(world):
    with pytest.raises(NotYours):
        begin(world, by=world.stranger)


def test_the_leader_is_named_from_the_list_or_by_address(world):
    with pytest.raises(CannotAgree, match="Nobody signs in here"):
        begin(world, leader="nobody@made-up.example")
    with pytest.raises(CannotAgree, match="from the list"):
        begin(world, leader=str(world.people["stranger"].key))
    made = begin(world, leader="stranger@made-up.example")
    assert Compact.objects.get(pk=made.pk).leader == world.people["stranger"]


def test_each_result_has_its_range_and_says_where_it_lies(world):
    made = begin(world)
    fill(made, world.chair, results=(result("r1", level=54.0), result("r2", level=95.0)))
    text = compact(made.pk, viewer=world.chair, on=TODAY).text
    near, far = text.range_of("r1"), text.range_of("r2")
    assert near.known
    assert near.made_up
    assert not near.outside
    assert near.low < near.half < near.high
    assert far.outside
    assert far.where.startswith("Outside the realistic range")
    assert [one.trouble for one in text.problems if one.key == "r2"] == [Trouble.NO_REASON]


def test_a_result_without_evidence_stays_and_is_marked_so(world):
    made = begin(world)
    typed = result("r1", sort=ResultSort.TYPED, measure="", level=None, words="Staff say they are heard")
    fill(made, world.chair, results=(typed,))
    text = compact(made.pk, viewer=world.chair, on=TODAY).text
    assert not text.range_of("r1").known
    assert "nothing is published" in text.range_of("r1").why_not
    assert any(one.key == "r1" and "marked so" in one.words for one in text.pointed)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    signing.offer(made.pk, 1, at=AT, by=world.chair)


def test_a_measure_that_is_not_published_says_so_and_loses_nothing(world):
    made = begin(world)
    fill(made, world.chair, results=(result("r1", measure="cancer_62_days", level=70.0),))
    text = compact(made.pk, viewer=world.chair, on=TODAY).text
    assert not text.range_of("r1").known
    assert text.range_of("r1").why_not
    assert text.agreement.results[0].level == 70.0


def test_only_what_is_pointed_out(world):
    made = begin(world)
    fill(made, world.chair, results=(result("r1"),))
    assert any("none about how" in one.words for one in compact(made.pk, viewer=world.chair, on=TODAY).text.pointed)


def test_what_is_due_before_signing_cannot_be_offered(world):
    made = begin(world)
    fill(made, world.chair, promises=(promise("p1", starts=TODAY - days(20), due=TODAY),))
    texts.share(made.pk, 1, at=AT, by=world.chair)
    with pytest.raises(CannotAgree, match="due before it can be signed"):
        signing.offer(made.pk, 1, at=AT, by=world.chair)
    assert Text.objects.get(compact=made).state == TextState.SHARED


def test_an_empty_compact_says_everything_that_it_lacks(world):
    made = begin(world, leader="")
    with pytest.raises(CannotAgree, match="Nobody is named"):
        texts.share(made.pk, 1, at=AT, by=world.chair)
    troubles = {one.trouble for one in compact(made.pk, viewer=world.chair, on=TODAY).text.problems}
    assert troubles >= {Trouble.NO_RESULT, Trouble.NO_PROMISE}


def test_a_shared_version_is_not_changed_any_more(world):
    made = begin(world)
    fill(made, world.chair)
    draft = Text.objects.get(compact=made)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    with pytest.raises(CannotAgree, match="not changed any more"):
        texts.put_item(made.pk, 1, Part.RESULTS, result(), version=token(draft), at=AT, by=world.chair)


def test_two_who_edit_at_once_lose_nothing(world):
    made = begin(world)
    draft = Text.objects.get(compact=made)
    seen = token(draft)
    texts.put_item(made.pk, 1, Part.RESULTS, result(), version=seen, at=AT, by=world.chair)
    with pytest.raises(ChangedMeanwhile):
        texts.put_item(made.pk, 1, Part.PROMISES, promise(), version=seen, at=AT, by=world.chair)
    found = compact(made.pk, viewer=world.chair, on=TODAY)
    assert len(found.text.agreement.results) == 1
    texts.put_item(made.pk, 1, Part.PROMISES, promise(), version=found.text.version, at=AT, by=world.chair)
    assert len(compact(made.pk, viewer=world.chair, on=TODAY).text.agreement.promises) == 1


def test_a_key_never_means_two_things(world):
    made = begin(world)
    first = texts.put_item(made.pk, 1, Part.RESULTS, result(), version=token(Text.objects.get()), at=AT, by=world.chair)
    gone = texts.take_item(made.pk, 1, Part.RESULTS, first, version=token(Text.objects.get()), at=AT, by=world.chair)
    back = texts.put_item(made.pk, 1, Part.RESULTS, gone, version=token(Text.objects.get()), at=AT, by=world.chair)
    assert back == first


def test_both_sides_comment_and_answer_with_versions_that_compare(world):
    made = begin(world)
    fill(made, world.chair)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    texts.comment(made.pk, 1, "r1", "Too soon for this team.", at=AT, by=world.leader)
    texts.comment(made.pk, 1, "", "Agreed in outline.", at=AT, by=world.improver)
    number = texts.answer(made.pk, 1, at=AT, by=world.leader)
    assert number == 2
    assert texts.answer(made.pk, 1, at=AT, by=world.leader) == 2
    fill(made, world.leader, number=2, results=(result("r1", level=52.0),))
    texts.share(made.pk, 2, at=AT, by=world.leader)
    both = compared(made.pk, 1, 2, viewer=world.chair, on=TODAY)
    assert any(one.key == "r1" and "54%" in one.before and "52%" in one.after for one in both.differences)
    said = compact(made.pk, viewer=world.chair, on=TODAY, version=1).text.comments
    assert [one.words for one in said] == ["Too soon for this team.", "Agreed in outline."]
    texts.take_back_comment(made.pk, said[0].number, at=AT, by=world.leader)
    with pytest.raises(CannotAgree):
        texts.take_back_comment(made.pk, said[1].number, at=AT, by=world.leader)


def test_offering_freezes_ranges_evidence_methods_and_seed(world):
    made = offered(world)
    text = compact(made.pk, viewer=world.leader, on=TODAY).text
    assert text.frozen.release
    assert text.frozen.made_up_release == "made-up-2"
    assert text.frozen.seed
    assert len(text.frozen.ranges) == 2
    assert text.fingerprint


def test_it_comes_into_force_when_the_last_one_signs(world):
    made = offered(world, asks_centre=True)
    assert not sign(made, world.leader, Party.LEADER)
    assert not sign(made, world.chair, Party.BOARD)
    assert not Undertaking.objects.exists()
    assert sign(made, world.region, Party.REGION)
    text = compact(made.pk, viewer=world.leader, on=TODAY).text
    assert text.state is TextState.IN_FORCE
    assert text.missing == (Party.CENTRE,)
    assert {one.key for one in Undertaking.objects.all()} == {"p1", "p2", "c1"}
    sign(made, world.centre, Party.CENTRE)
    assert compact(made.pk, viewer=world.leader, on=TODAY).text.missing == ()


def test_a_signature_needs_ones_own_name_and_side_and_what_was_shown(world):
    made = offered(world)
    with pytest.raises(CannotAgree, match="Type your name"):
        sign(made, world.leader, Party.LEADER, typed="Somebody Else")
    with pytest.raises(CannotAgree, match="do not act for the board"):
        sign(made, world.leader, Party.BOARD)
    with pytest.raises(CannotAgree, match="changed since you opened"):
        signing.sign(made.pk, 1, Party.LEADER, world.leader.name, digest="0" * 64, at=AT, by=world.leader)
    sign(made, world.leader, Party.LEADER, typed="  lena  LEADBETTER ")
    with pytest.raises(CannotAgree, match="signed for the leader already"):
        sign(made, world.leader, Party.LEADER)
    assert Signature.objects.count() == 1


def test_a_role_that_ended_signs_nothing_and_voids_what_it_signed(world):
    made = offered(world)
    sign(made, world.chair, Party.BOARD)
    end(Grant.objects.get(person=world.people["chair"]).pk, at=AT, by=OPERATOR)
    later = make_viewer(world, "chair")
    with pytest.raises(NoSuchCompact):
        sign(made, later, Party.BOARD)
    sign(made, world.leader, Party.LEADER)
    assert not sign(made, world.region, Party.REGION)
    text = compact(made.pk, viewer=world.leader, on=TODAY).text
    assert text.state is TextState.OFFERED
    assert Party.BOARD in text.missing
    assert [one.void for one in text.signatures if one.party is Party.BOARD] == [
        "their role ended before everybody had signed."
    ]


def test_what_fell_due_before_everybody_signed_stops_the_last_signature(world):
    made = offered(world)
    sign(made, world.leader, Party.LEADER)
    with pytest.raises(CannotAgree, match="before everybody has signed"):
        sign(made, world.chair, Party.BOARD, at=AT + days(90))
    signing.take_back_offer(made.pk, 1, at=AT + days(90), by=world.chair)
    assert Text.objects.get(compact=made).state == TextState.SHARED
    assert Signature.objects.get().void_at is not None


def test_an_amendment_needs_a_reason_and_is_signed_again(world):
    made = in_force(world)
    with pytest.raises(CannotAgree, match="Say why it is amended"):
        texts.answer(made.pk, 1, at=AT, by=world.leader)
    number = texts.answer(made.pk, 1, reason="The beds were not approved.", at=AT, by=world.leader)
    fill(made, world.leader, number=number, promises=(promise("p1", days=60.0), promise("p3", words="A mentor")))
    texts.share(made.pk, number, at=AT, by=world.leader)
    signing.offer(made.pk, number, at=AT, by=world.leader)
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair)):
        sign(made, viewer, party, number=number)
    assert Text.objects.get(compact=made, number=1).state == TextState.IN_FORCE
    sign(made, world.region, Party.REGION, number=number)
    assert Text.objects.get(compact=made, number=1).state == TextState.REPLACED
    states = {one.key: (one.state, one.days) for one in Undertaking.objects.filter(sort="promise")}
    assert states["p1"] == (UndertakingState.OPEN, 60.0)
    assert states["p2"][0] == UndertakingState.ENDED
    assert states["p3"][0] == UndertakingState.OPEN


def test_a_compact_in_force_is_not_put_aside_and_others_can_be_taken_up_again(world):
    made = in_force(world)
    with pytest.raises(CannotAgree, match="in force"):
        texts.put_aside(made.pk, at=AT, by=world.chair)
    other = begin(world)
    texts.put_aside(other.pk, at=AT, by=world.chair)
    assert compact(other.pk, viewer=world.chair, on=TODAY).ended_at
    texts.take_up_again(other.pk, at=AT, by=world.chair)
    assert compact(other.pk, viewer=world.chair, on=TODAY).ended_at is None


def test_every_look_at_a_compact_is_a_look_at_its_leader(world):
    made = in_force(world)
    before = LookedAt.objects.filter(about=world.people["leader"].pk).count()
    compact(made.pk, viewer=world.region, on=TODAY)
    after = LookedAt.objects.filter(about=world.people["leader"].pk)
    assert after.count() == before + 1
    assert "Regional director" in Look.objects.latest("pk").why
    compact(made.pk, viewer=world.leader, on=TODAY)
    assert after.count() == before + 1


def make_viewer(world, side):
    from wraparound.people.queries.viewers import viewer_for
    from wraparound.people.terms.access import PUBLIC

    person = world.people[side]
    return viewer_for(person.pk, person.name, on=TODAY + days(1), viewer=PUBLIC)


def test_a_real_trust_begins_from_what_is_published_of_it_and_nothing_is_made_up(world):
    region = Region.objects.get(code="NO")
    add_organisation("RXW", "Shrewsbury and Telford Hospital NHS Trust", "Acute", region, at=AT, by=OPERATOR)
    new = NewGrant(
        str(world.people["chair"].key),
        Role.CHAIR,
        Purpose.COMPACT,
        Scope.ORGANISATION,
        "RXW",
        TODAY,
        None,
        "For the test",
    )
    give(new, at=AT, by=OPERATOR)
    made = begin(world, by=make_viewer(world, "chair"), organisation="RXW", leader="leader@made-up.example")
    expected = (
        result("r1", level=49.0, by=date(2028, 3, 31)),
        result("r2", sort=ResultSort.REGIME, regime="recovery_support", since=date(2025, 1, 10), by=date(2027, 6, 30)),
        result(
            "r3", sort=ResultSort.RATING, rating_now="Inadequate", rating="Requires improvement", by=date(2028, 12, 1)
        ),
        result("r4", measure="staff_enough", level=90.0, by=date(2027, 6, 30)),
    )
    fill(made, make_viewer(world, "chair"), results=expected)
    text = compact(made.pk, viewer=make_viewer(world, "chair"), on=TODAY).text
    assert not any("made up" in line for line in text.agreement.starting_point)
    assert any("A&E within four hours" in line for line in text.agreement.starting_point)
    ranges = {one.key: one for one in text.ranges}
    assert ranges["r1"].known
    assert not ranges["r1"].made_up
    assert ranges["r3"].known
    assert ranges["r3"].of >= 10
    assert ranges["r4"].outside
    assert ranges["r2"].known or "We cannot say" in ranges["r2"].why_not
    published = check(
        TargetQuestion(code="RXW", measure=Measure("ae_4hour_major"), target=49.0, by="2028-03"), viewer=PUBLIC
    )
    assert ranges["r1"].odds == published.probability
    assert (ranges["r1"].low, ranges["r1"].high) == published.range_80
