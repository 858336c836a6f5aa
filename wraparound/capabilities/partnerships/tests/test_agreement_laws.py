"""Laws of the way from a proposal to its end, for every order in which anything is tried; and of terms as text."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from wraparound.capabilities.partnerships.calculation.agreements import after, possible, waits_for
from wraparound.capabilities.partnerships.calculation.reviews import is_shown, may_write
from wraparound.capabilities.partnerships.calculation.terms import digest_of, review_days, terms_in, written
from wraparound.capabilities.partnerships.terms.agreements import (
    BOTH,
    OPEN,
    AgreementState,
    Move,
    Payer,
    Side,
    Standing,
    WrittenTerms,
)
from wraparound.capabilities.partnerships.terms.own_words import CannotPartner, Topic

SIDES = some.sampled_from(list(Side))
DIGESTS = some.sampled_from(["a", "b", "c"])
STATE = AgreementState


class TwoBoards(RuleBasedStateMachine):
    """Anything is tried by either side at any time; beside it a plain record of what each side did."""

    def __init__(self):
        super().__init__()
        self.now = Standing(state=STATE.SUGGESTED)
        self.proposer = None
        self.told, self.shared_by, self.shared_agreed = set(), None, None
        self.newest, self.accepted = "", {}

    @rule(side=SIDES, move=some.sampled_from(list(Move)), digest=DIGESTS)
    def try_it(self, side, move, digest):
        before = self.now
        try:
            self.now = after(before, move, side, digest=digest)
        except CannotPartner:
            return
        assert before.state in OPEN
        self._note(side, move, digest)

    def _note(self, side, move, digest):
        if move is Move.PROPOSE:
            self.proposer = side
        if move is Move.TAKE_UP:
            assert side is not self.proposer
        if move is Move.TAKE_BACK:
            assert side is self.proposer
        if move is Move.TELL:
            self.told.add(side)
        if move is Move.WRITE_DIAGNOSIS:
            self.shared_by = side
        if move is Move.AGREE_DIAGNOSIS:
            self.shared_agreed = side
        if move is Move.WRITE_TERMS:
            self.newest, self.accepted = digest, {}
        if move is Move.ACCEPT:
            self.accepted[side] = digest

    @invariant()
    def nothing_is_in_force_that_both_did_not_accept_alike(self):
        if self.now.state is STATE.IN_FORCE:
            assert self.accepted == dict.fromkeys(Side, self.newest)
            assert self.told == BOTH
            assert {self.shared_by, self.shared_agreed} == BOTH

    @invariant()
    def terms_come_after_a_diagnosis_that_both_agreed(self):
        if self.newest:
            assert self.shared_agreed is not None
            assert self.shared_agreed is not self.shared_by

    @invariant()
    def an_acceptance_is_of_the_newest_terms_alone(self):
        assert set(self.accepted.values()) <= {self.newest}
        assert self.now.accepted == set(self.accepted)

    @invariant()
    def who_is_waited_for_can_do_something(self):
        for side in waits_for(self.now):
            assert set(possible(self.now, side)) - {Move.DECLINE}

    @invariant()
    def whoever_did_not_propose_can_always_decline_before_it_is_in_force(self):
        if self.now.state in OPEN and self.now.state is not STATE.IN_FORCE:
            for side in Side:
                way_out = {Move.DECLINE, Move.TAKE_BACK} & set(possible(self.now, side))
                assert way_out

    @invariant()
    def what_is_over_stays_over(self):
        if self.now.state not in OPEN:
            assert possible(self.now, Side.HELPER) == possible(self.now, Side.HELPED) == ()
            assert not waits_for(self.now)


TestTwoBoards = TwoBoards.TestCase
TestTwoBoards.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)

DAYS = some.dates(date(2020, 1, 1), date(2040, 1, 1))
TERMS = some.builds(
    WrittenTerms,
    topic=some.sampled_from(list(Topic)),
    aims=some.lists(some.text(min_size=1, max_size=30), min_size=1, max_size=6).map(tuple),
    people=some.text(min_size=1, max_size=50),
    days=some.floats(0.5, 400),
    money=some.integers(0, 50_000_000),
    paid_by=some.sampled_from(list(Payer)),
    starts=DAYS,
    ends=DAYS,
    reviews=some.lists(DAYS, max_size=5).map(tuple),
    gains=some.text(min_size=1, max_size=50),
)


@given(terms=TERMS, others=TERMS)
def test_law_terms_come_back_as_they_were_and_others_have_another_fingerprint(terms, others):
    text = written(terms)
    assert terms_in(text) == terms
    assert written(terms_in(text)) == text
    assert (digest_of(text) == digest_of(written(others))) == (terms == others)


@given(starts=DAYS, length=some.integers(0, 1_800), every=some.sampled_from([1, 2, 3, 6]))
def test_law_review_days_lie_between_and_in_order(starts, length, every):
    ends = starts + timedelta(days=length)
    found = review_days(starts, ends, every)
    assert list(found) == sorted(set(found))
    assert all(starts < one < ends for one in found)
    assert len(found) <= length // 28


@given(written_by=some.sets(SIDES), due=DAYS, ahead=some.integers(-60, 60), side=SIDES)
def test_law_nobody_reads_the_other_before_both_wrote_or_two_weeks_passed(written_by, due, ahead, side):
    today = due + timedelta(days=ahead)
    shown = is_shown(written_by, due, today)
    assert shown == (written_by == BOTH or (bool(written_by) and ahead >= 14))
    if shown and side in written_by:
        assert not may_write(side, written_by, due, today)


@pytest.mark.parametrize("move", [Move.WRITE_TERMS, Move.ACCEPT])
@pytest.mark.parametrize("state", [STATE.SUGGESTED, STATE.PROPOSED, STATE.DIAGNOSIS])
def test_terms_before_a_diagnosis_are_refused_with_the_reason(move, state):
    with pytest.raises(CannotPartner, match="First both boards agree what is wrong"):
        after(Standing(state=state, proposed_by=Side.HELPED), move, Side.HELPER, digest="a")
