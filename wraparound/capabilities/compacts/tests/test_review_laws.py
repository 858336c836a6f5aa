"""Whatever happens in a review, in whatever order: no word that was taken is lost, and none is altered once settled."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from wraparound.capabilities.compacts.actions import reviews as act
from wraparound.capabilities.compacts.calculation.reviews import (
    changed_since,
    counts_after,
    points_to_review,
    revised,
    state_after,
)
from wraparound.capabilities.compacts.models.reviews import (
    Review,
    ReviewAddition,
    ReviewSide,
    ReviewSideVersion,
    ReviewStep,
    ReviewVersion,
)
from wraparound.capabilities.compacts.queries.reviews import review
from wraparound.capabilities.compacts.terms.agreement import Agreement, CannotAgree, Concern, Party, Result, ResultSort
from wraparound.capabilities.compacts.terms.compacts import UndertakingSort, UndertakingState
from wraparound.capabilities.compacts.terms.reviews import (
    MUST_AGREE,
    WRITING_SIDES,
    Known,
    KnownResult,
    KnownUndertaking,
    NewStep,
    ReviewRecord,
    ReviewState,
    SideAnswer,
)
from wraparound.capabilities.compacts.tests.factories import AT, TODAY, in_force, make_world, token
from wraparound.records.actions.rights import ChangedMeanwhile

DAY = date(2026, 1, 1)
answers = some.dictionaries(some.sampled_from(WRITING_SIDES), some.sampled_from(SideAnswer))
undertakings = some.builds(
    KnownUndertaking,
    number=some.integers(1, 6),
    key=some.just("p1"),
    sort=some.sampled_from(UndertakingSort),
    words=some.just("A coach"),
    giver=some.just("the board"),
    receiver=some.just(""),
    due=some.integers(0, 400).map(lambda many: DAY + timedelta(days=many)),
    state=some.sampled_from([one for one in UndertakingState if one is not UndertakingState.ENDED]),
    overdue=some.booleans(),
    delivered_on=some.none(),
    evidence=some.just(""),
)
known = some.lists(undertakings, unique_by=lambda one: one.number, max_size=6).map(
    lambda found: Known(on=DAY, version=1, release="2026-01-01", undertakings=tuple(found))
)
deeds = some.tuples(
    some.sampled_from(["say", "write", "confirm", "apart", "add", "stale", "stale_record"]),
    some.sampled_from(["chair", "leader", "region", "improver"]),
    some.text(alphabet="abcdefghij \n", min_size=1, max_size=20),
)


@given(answers)
def test_a_record_is_agreed_only_if_leader_and_board_stand_by_it_and_nobody_does_not(said):
    state = state_after(said)
    stands = {SideAnswer.WROTE, SideAnswer.CONFIRMED}
    assert (state is ReviewState.APART) == (SideAnswer.APART in said.values())
    if state is ReviewState.AGREED:
        assert all(said[one] in stands for one in MUST_AGREE)


@given(some.sampled_from(ReviewState), some.sampled_from(Party), some.sampled_from(WRITING_SIDES))
def test_nobody_is_asked_for_what_they_did_not_agree_to(state, party, wrote):
    if counts_after(state, party, wrote) and state is not ReviewState.AGREED:
        assert (state, party) == (ReviewState.APART, wrote)


@given(known)
def test_between_a_day_and_itself_nothing_changed(one):
    assert changed_since(one, one).nothing


@given(known, known)
def test_each_thing_that_changed_is_told_once(before, now):
    since = changed_since(before, now)
    told = [one.number for one in (*since.settled, *since.late, *since.altered)]
    assert len(told) == len(set(told))
    stood = {one.number: one for one in before.undertakings}
    for one in now.undertakings:
        was = stood.get(one.number)
        if was is not None and was.state is not one.state:
            assert one.number in told


@given(
    some.dates(DAY, date(2030, 1, 1)),
    some.integers(1, 36),
    some.dates(DAY, date(2030, 1, 1)),
)
def test_points_that_had_passed_before_anybody_signed_are_no_reviews(starts, months, since):
    found = points_to_review(Agreement(starts=starts, months=months), since)
    days = [day for _, day in found]
    assert all(day >= since for day in days)
    assert days == sorted(days)


@given(some.floats(0, 100), some.floats(0, 100), some.booleans())
def test_only_the_same_period_published_otherwise_is_revised(then, now, same):
    asked = Result(key="r1", sort=ResultSort.MEASURE, concern=Concern.WHAT, by=DAY, measure="m", level=1.0)
    saw = Known(
        on=DAY,
        version=1,
        release="x",
        results=(KnownResult(result=asked, by=DAY, percent=then, period="January", of=DAY),),
    )
    figures = {"r1": {DAY if same else DAY + timedelta(days=31): now}}
    found = revised(saw, figures)
    assert bool(found) == (same and abs(now - then) >= 0.05)
    assert revised(replace(saw, results=()), figures) == ()


@pytest.mark.django_db
@pytest.mark.database
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(deeds, min_size=3, max_size=14))
def test_no_order_of_deeds_loses_a_word(db, done):
    with transaction.atomic():
        world = make_world()
        made = in_force(world)
        number = act.call(made.pk, "Beds", None, at=AT, by=world.chair)
        row = Review.objects.get(pk=number)
        act.hold(made.pk, number, TODAY, "", version=token(row), at=AT, by=world.chair)
        first = token(row)
        taken: list[tuple[str, str]] = []
        for place, (deed, who, words) in enumerate(done):
            words = f"{place} {words}".strip()
            settled_before = review(made.pk, number, viewer=world.chair, on=TODAY)
            if _does(deed, getattr(world, who), who, words, made, number, first) and deed in ("say", "write", "add"):
                taken.append((deed, words))
            if not settled_before.is_open:
                after = review(made.pk, number, viewer=world.chair, on=TODAY)
                assert (after.words, after.agreed, after.steps, after.took_part, after.known) == (
                    settled_before.words,
                    settled_before.agreed,
                    settled_before.steps,
                    settled_before.took_part,
                    settled_before.known,
                )
                assert after.added[: len(settled_before.added)] == settled_before.added
        _nothing_is_lost(taken, number)
        transaction.set_rollback(True)


SIDE = {"chair": Party.BOARD, "leader": Party.LEADER, "region": Party.REGION}


def _does(deed, by, who, words, made, number, first):
    """Whether it was taken; what is refused leaves its words with whoever typed them."""
    row = Review.objects.get(pk=number)
    side = ReviewSide.objects.filter(review=row, party=SIDE.get(who, "")).first()
    version = token(side) if side is not None and side.words else 0
    step = NewStep(words=words, party=Party.BOARD, due=TODAY)
    record = ReviewRecord(agreed=(" ".join(words.split()),), steps=(step,))
    try:
        if deed == "say":
            act.say(made.pk, number, SIDE.get(who, Party.BOARD), words, version=version, at=AT, by=by)
        elif deed == "stale":
            act.say(made.pk, number, SIDE.get(who, Party.BOARD), words, version=version + 999_999, at=AT, by=by)
            raise AssertionError("stale words were taken")
        elif deed in ("write", "stale_record"):
            seen = token(row) if deed == "write" else first - 1
            act.write_record(made.pk, number, record, version=seen, at=AT, by=by)
            assert deed == "write"
        elif deed == "add":
            act.add(made.pk, number, words, at=AT, by=by)
        else:
            answer = act.confirm if deed == "confirm" else act.stand_apart
            answer(made.pk, number, version=token(row), at=AT, by=by)
    except (CannotAgree, ChangedMeanwhile):
        return False
    return True


def _nothing_is_lost(taken, number):
    said = set(ReviewSideVersion._default_manager.values_list("words", flat=True))
    agreed = set(ReviewVersion._default_manager.filter(v_record=number).values_list("agreed", flat=True))
    next_ones = set(ReviewStep.objects.filter(review=number).values_list("words", flat=True))
    added = set(ReviewAddition.objects.filter(review=number).values_list("words", flat=True))
    for deed, words in taken:
        if deed == "say":
            assert words in said
        elif deed == "add":
            assert words in added
        else:
            assert " ".join(words.split()) in agreed
            assert words in next_ones
