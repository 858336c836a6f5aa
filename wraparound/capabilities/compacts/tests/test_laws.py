"""What holds for every clock and every text, whatever is in it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.compacts.calculation.clock import (
    Bound,
    Stretch,
    ends_on,
    late_on,
    moved_to,
    now_following,
    part_after,
)
from wraparound.capabilities.compacts.calculation.documents import agreement_in, digest_of, written
from wraparound.capabilities.compacts.calculation.drafting import (
    differing,
    items_of,
    net_cost,
    next_key,
    points_of,
    with_item,
    without_item,
)
from wraparound.capabilities.compacts.terms.agreement import Agreement, Follows, NotYet, Part, Party, Promise
from wraparound.published.months import months_after

DAY = date(2026, 1, 1)
days = some.integers(0, 900).map(lambda many: DAY + timedelta(days=many))


@some.composite
def stretches(draw):
    starts = draw(days)
    ends = draw(some.none() | some.integers(0, 300).map(lambda many: starts + timedelta(days=many)))
    return Stretch(starts, ends, draw(some.sampled_from([(), ("r1",), ("r2",)])))


def day_by_day(by, key, pauses, today):
    """The slow, obvious clock: one day after the other; a day on which it stands still moves what is due by one."""
    due, day = by, DAY
    while day <= due + timedelta(days=1) and day < DAY + timedelta(days=6000):
        stands = any(
            one.starts <= day < (one.ends if one.ends is not None else max(today, one.starts))
            for one in pauses
            if one.touches(key)
        )
        if stands and _begun_in_time(day, due, pauses, key, today):
            due += timedelta(days=1)
        day += timedelta(days=1)
    return due


def _begun_in_time(day, due, pauses, key, today):
    """Whether the stretch that this day belongs to, together with those it touches, began by the day it is due."""
    first = day
    while any(
        one.starts <= first - timedelta(days=1) < (one.ends if one.ends is not None else max(today, one.starts))
        for one in pauses
        if one.touches(key)
    ):
        first -= timedelta(days=1)
    return first <= due


@given(days, some.lists(stretches(), max_size=4), days)
def test_the_clock_agrees_with_one_that_counts_day_by_day(by, pauses, today):
    assert moved_to(by, "r1", pauses, today) == day_by_day(by, "r1", pauses, today)


@given(days, some.lists(stretches(), max_size=5), days, some.randoms())
def test_the_order_in_which_pauses_are_told_changes_nothing(by, pauses, today, chance):
    shuffled = list(pauses)
    chance.shuffle(shuffled)
    assert moved_to(by, "r1", pauses, today) == moved_to(by, "r1", shuffled, today)
    assert moved_to(by, "r1", pauses, today) >= by
    assert moved_to(by, "r1", pauses + pauses, today) == moved_to(by, "r1", pauses, today)


@given(days, some.lists(stretches(), max_size=4), days)
def test_only_what_bears_on_a_result_moves_it(by, pauses, today):
    others = [one for one in pauses if one.touches("r3")]
    assert moved_to(by, "r3", pauses, today) == moved_to(by, "r3", others, today)


@given(stretches(), days)
def test_the_part_of_a_pause_from_a_day_on_is_never_longer(pause, since):
    part = part_after(pause, since)
    if part is not None:
        assert part.starts >= since
        assert part.ends == pause.ends


@given(days, some.integers(0, 60), days)
def test_nothing_follows_before_its_day_and_something_does_from_it(due, grace, today):
    bound = Bound(1, due, grace, Follows.PAUSE, False, ())
    found = now_following([bound], [], {}, today)
    assert bool(found) == (today >= late_on(due, grace))
    assert all(begins == late_on(due, grace) for _, begins in found)
    assert now_following([bound], [1], {}, today) == []


@given(days, days)
def test_a_pause_never_ends_before_it_begins(starts, fulfilled):
    assert ends_on(starts, fulfilled) >= starts


@given(days, some.integers(1, 36))
def test_review_points_are_in_order_and_within_the_time(starts, months):
    whens = [when for _, when in points_of(starts, months)]
    assert whens == sorted(whens)
    assert all(starts < when <= months_after(starts, months) for when in whens)


words = some.text(some.characters(exclude_categories=["Cs"]), max_size=40)


@some.composite
def agreements(draw):
    made = Agreement(starts=draw(days), months=draw(some.integers(1, 36)), afterwards=draw(words))
    for number in range(draw(some.integers(0, 4))):
        promise = Promise(
            key=f"p{number + 1}",
            words=draw(words),
            giver=draw(some.sampled_from(Party)),
            starts=draw(days),
            due=draw(days),
            cost=draw(some.none() | some.integers(0, 10**9)),
            paid_by=draw(some.sampled_from(Party)),
            days=draw(some.none() | some.floats(0, 500)),
        )
        made = with_item(made, Part.PROMISES, promise)
    return made


@given(agreements())
def test_what_is_written_is_read_back_and_written_alike(made):
    content = written(made)
    assert agreement_in(content) == made
    assert written(agreement_in(content)) == content
    assert len(digest_of(content)) == 64


@given(agreements(), words, days)
def test_an_item_put_in_and_taken_out_leaves_what_was_there(made, said, until):
    key = next_key(made, Part.NOT_YET)
    more = with_item(made, Part.NOT_YET, NotYet(key=key, words=said, until=until))
    assert without_item(more, Part.NOT_YET, key) == made
    assert [(one[0], one[1]) for one in differing(made, more)] == [(Part.NOT_YET, key)]
    assert differing(made, made) == ()


@given(agreements())
def test_the_net_cost_adds_up(made):
    cost = net_cost(made.promises)
    assert cost.total == cost.by_trust + sum(amount for _, amount in cost.by_others)
    assert cost.total == sum(one.cost or 0 for one in items_of(made, Part.PROMISES))
