"""Reviews: each side alone, then together; who reads what was learned; figures of both and never a cause."""

import pytest

from wraparound.capabilities.partnerships.actions import agreeing, clock, reviews
from wraparound.capabilities.partnerships.models.reviews import PartnershipReview, ReviewWords
from wraparound.capabilities.partnerships.queries.agreements import agreement
from wraparound.capabilities.partnerships.queries.figures import figures_since
from wraparound.capabilities.partnerships.queries.needs import needs_today
from wraparound.capabilities.partnerships.queries.reading import NoSuchPartnership
from wraparound.capabilities.partnerships.queries.reviews import review
from wraparound.capabilities.partnerships.terms.agreements import Side
from wraparound.capabilities.partnerships.terms.own_words import CannotPartner
from wraparound.capabilities.partnerships.terms.reviews import NewWords
from wraparound.capabilities.partnerships.tests.partner_world import AT, TODAY, days, in_force, make_world, token
from wraparound.capabilities.partnerships.wording.reviews import since_words, standing_words
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.outbox import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DUE = AT + days(100)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


@pytest.fixture
def number(world):
    return in_force(world)


@pytest.fixture
def which(number):
    return PartnershipReview.objects.filter(agreement=number).order_by("due_on")[0].pk


def new_words(**more):
    parts = {"offered": "A team", "delivered": "A team came", "days_given": 20.0, "learned": "Much", "change": ""}
    return NewWords(**{**parts, **more})


def write(number, which, viewer, at=DUE, version=0, **more):
    reviews.write_words(number, which, new_words(**more), version=version, at=at, by=viewer)


def test_neither_reads_the_other_before_both_have_written(world, number, which):
    write(number, which, world.helper, learned="Ours")
    found = review(number, which, viewer=world.helped, on=DUE.date())
    assert (found.words, found.shown) == ((), False)
    assert review(number, which, viewer=OPERATOR, on=DUE.date()).words == ()
    with pytest.raises(CannotPartner, match="once both boards read"):
        reviews.write_note(number, which, "Ours", seen=0, at=DUE, by=world.helper)
    write(number, which, world.helped, learned="Theirs")
    found = review(number, which, viewer=world.helper, on=DUE.date())
    assert [one.words.learned for one in found.words] == ["Theirs", "Ours"]
    with pytest.raises(CannotPartner, match="so it stays"):
        write(number, which, world.helper, version=1)


def test_after_two_weeks_what_one_wrote_is_shown_and_the_other_can_still_write(world, number, which):
    write(number, which, world.helper)
    late = DUE + days(14)
    found = review(number, which, viewer=world.helped, on=late.date())
    assert found.shown
    assert "had not written two weeks after the day" in standing_words(found)
    write(number, which, world.helped, at=late)
    found = review(number, which, viewer=world.helper, on=late.date())
    assert [(one.side, one.late) for one in found.words] == [(Side.HELPED, True), (Side.HELPER, False)]


def test_it_is_written_from_two_weeks_before_its_day_and_twice_only_if_unchanged(world, number, which):
    with pytest.raises(CannotPartner, match="can be written from 29 July 2026"):
        write(number, which, world.helper, at=DUE - days(15))
    write(number, which, world.helper, at=DUE - days(14))
    with pytest.raises(ChangedMeanwhile):
        write(number, which, world.helper_chief, version=0)
    write(number, which, world.helper_chief, version=token(ReviewWords.objects.get()), learned="More")
    assert ReviewWords.objects.get().learned == "More"


def test_the_note_is_agreed_by_the_other_side_and_then_stays(world, number, which):
    write(number, which, world.helper)
    write(number, which, world.helped)
    reviews.write_note(number, which, "One", seen=0, at=DUE, by=world.helper)
    with pytest.raises(CannotPartner, match="no note of the other board"):
        reviews.agree_note(number, which, seen=1, at=DUE, by=world.helper)
    reviews.write_note(number, which, "Two", seen=1, at=DUE, by=world.helped)
    with pytest.raises(CannotPartner, match="version 2"):
        reviews.write_note(number, which, "Three", seen=1, at=DUE, by=world.helper)
    reviews.agree_note(number, which, seen=2, at=DUE, by=world.helper_chief)
    with pytest.raises(CannotPartner, match="so it stays"):
        reviews.write_note(number, which, "Four", seen=2, at=DUE, by=world.helped)
    assert review(number, which, viewer=world.helped, on=DUE.date()).joint.words == "Two"


def test_on_its_day_each_board_is_asked_until_it_has_written(world, number, which):
    before = Event.objects.filter(name="partnerships.changed").count()
    clock.come_due(at=DUE, by=OPERATOR)
    clock.come_due(at=DUE, by=OPERATOR)
    assert Event.objects.filter(name="partnerships.changed").count() == before + 1
    (need,) = needs_today(viewer=world.helper, at=DUE)
    assert "your board has not written yet" in need.words
    assert needs_today(viewer=world.region, at=DUE) == ()
    write(number, which, world.helper)
    assert needs_today(viewer=world.helper, at=DUE) == ()
    write(number, which, world.helped)
    reviews.write_note(number, which, "One", seen=0, at=DUE, by=world.helper)
    assert [one.action for one in needs_today(viewer=world.helped, at=DUE)] == ["Agree to it, or answer"]


def test_what_was_learned_is_the_regions_only_if_both_boards_let_it(world, number):
    at = AT + days(30)
    agreeing.end(number, "It is done", at=at, by=world.helped)
    (ending,) = agreement(number, viewer=world.helped, on=at.date()).reviews
    for viewer in (world.helper, world.helped):
        write(number, ending.number, viewer, at=at)
    reviews.write_note(number, ending.number, "We both learned to ask", seen=0, at=at, by=world.helper)
    reviews.agree_note(number, ending.number, seen=1, at=at, by=world.helped)
    reviews.let_region_read(number, ending.number, on=True, at=at, by=world.helper)
    assert agreement(number, viewer=world.region, on=at.date()).learned == ()
    reviews.let_region_read(number, ending.number, on=True, at=at, by=world.helped)
    (learned,) = agreement(number, viewer=world.region, on=at.date()).learned
    assert learned.words == "We both learned to ask"
    reviews.let_region_read(number, ending.number, on=False, at=at, by=world.helper)
    assert agreement(number, viewer=world.region, on=at.date()).learned == ()


@pytest.mark.parametrize("side", ["region", "other", "stranger"])
def test_reviews_are_the_two_boards_alone(world, number, which, side):
    with pytest.raises(NoSuchPartnership):
        review(number, which, viewer=getattr(world, side), on=TODAY)


def test_figures_of_both_stand_beside_each_other_with_ranges_or_a_reason(world, number):
    helper, helped = figures_since(number, viewer=world.helped)
    assert (helper.side, helped.side) == (Side.HELPER, Side.HELPED)
    assert helped.lines
    for line in (*helper.lines, *helped.lines):
        assert (line.low is None) == bool(line.why_no_range)
        assert "caus" not in since_words(line)


def test_figures_since_say_the_range_that_was_to_be_expected_from_the_start(world):
    began = AT - days(700)
    number = in_force(world, at=began, starts=began.date(), ends=TODAY, reviews=())
    _, helped = figures_since(number, viewer=world.helped)
    newer = [line for line in helped.lines if line.now is not None]
    assert newer
    assert any("median trust" in since_words(line) for line in newer)
