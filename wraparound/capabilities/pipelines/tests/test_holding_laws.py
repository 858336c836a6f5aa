"""What holds of every post, whatever was entered in whatever order: who holds it, and when it is vacant."""

import contextlib
import itertools
from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from wraparound.capabilities.pipelines.actions.closing import close_post, open_post_again
from wraparound.capabilities.pipelines.actions.holders import correct_holder, leave, take_back, take_up
from wraparound.capabilities.pipelines.actions.posts import change_post
from wraparound.capabilities.pipelines.calculation.holding import left_of, overlaps, together, vacancies
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, HolderKind, Leaving, Left, NewHolder, Span
from wraparound.capabilities.pipelines.tests.keep_world import (
    AT,
    SINCE,
    a_post,
    corrected,
    described,
    make_world,
    newcomer,
    version_of,
)

FIRST = SINCE
FAR = 60
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def on(number):
    return FIRST + number * DAY


days = some.integers(0, FAR)
spans = some.tuples(days, some.none() | some.integers(0, 25)).map(
    lambda one: Span(on(one[0]), None if one[1] is None else on(one[0] + one[1]))
)
few = some.lists(spans, max_size=5)


def days_of(some_spans):
    """The slow and obvious way: each day by itself, up to a far one."""
    last = on(3 * FAR)
    return {
        one.starts + count * DAY
        for one in some_spans
        for count in range((min(one.ends or last, last) - one.starts).days + 1)
    }


@given(spans, few)
def test_what_is_left_of_a_time_is_its_days_without_the_others(span, taken):
    left = left_of(span, taken)
    assert days_of(left) == days_of([span]) - days_of(taken)
    assert not any(overlaps(one, other) for one, other in itertools.pairwise(left))


@given(few)
def test_times_put_together_are_the_same_days_and_do_not_touch(times):
    found = together(times)
    assert days_of(found) == days_of(times)
    for one, other in itertools.pairwise(found):
        assert one.ends is not None
        assert one.ends + DAY < other.starts


@given(few, few)
def test_a_post_is_vacant_when_it_was_said_to_be_or_was_left_and_never_while_it_is_held(held, said):
    found, last = days_of(vacancies(held, said)), on(3 * FAR)
    left = {one.ends + DAY + count * DAY for one in held if one.ends for count in range((last - one.ends).days)}
    assert found == (days_of(said) | left) - days_of(held)


@given(few, few, some.integers(0, FAR))
def test_after_its_last_day_a_post_is_neither_held_nor_vacant(held, said, last):
    found = vacancies(held, said, last_day=on(last))
    assert days_of(found) == {day for day in days_of(vacancies(held, said)) if day <= on(last)}


kinds = some.sampled_from(HolderKind)
steps = some.one_of(
    some.tuples(
        some.just("take_up"), kinds, days, some.none() | some.integers(0, 25), some.booleans(), some.integers(0, 3)
    ),
    some.tuples(some.just("leave"), some.integers(0, 9), days),
    some.tuples(
        some.just("correct"), some.integers(0, 9), kinds, days, some.none() | some.integers(0, 25), some.booleans()
    ),
    some.tuples(some.just("take_back"), some.integers(0, 9)),
    some.tuples(some.just("close"), days),
    some.tuples(some.just("open")),
)


class Story:
    """One post, to which things happen; `shared` are the pairs of entries that were said to share it."""

    def __init__(self):
        self.world = make_world()
        self.by = self.world.director
        self.post = a_post(self.world, shared_with=("ZZ02",))
        self.people = [newcomer(f"Person Number{number}") for number in range(4)]
        self.shared = set()

    def does(self, step, at):
        """Has it happen; whether it could."""
        before = snapshot()
        try:
            getattr(self, step[0])(*step[1:], at)
        except CannotKeep:
            assert snapshot() == before, "what is refused writes nothing"

    def take_up(self, kind, starts, long, beside, who, at):
        vacant = kind is HolderKind.VACANT
        number = take_up(
            self.post,
            NewHolder(
                kind=kind,
                starts=on(starts),
                ends=None if long is None else on(starts + long),
                person="" if vacant else self.people[who],
                beside=beside,
            ),
            at=at,
            by=self.by,
        )
        self._say(number, beside)

    def leave(self, which, last, at):
        number = self._entry(which)
        if number:
            leaving = Leaving(last_day=on(last), because=Left.OTHER)
            leave(number, leaving, version=version_of(number), at=at, by=self.by)

    def correct(self, which, kind, starts, long, beside, at):
        number = self._entry(which)
        if number:
            ends = None if long is None else on(starts + long)
            new = corrected(number, kind=kind, starts=on(starts), ends=ends, beside=beside)
            correct_holder(number, new, version=version_of(number), at=at, by=self.by)
            self._say(number, beside)

    def take_back(self, which, at):
        number = self._entry(which)
        if number:
            take_back(number, why="By mistake", version=version_of(number), at=at, by=self.by)

    def close(self, last, at):
        close_post(self.post, last_day=on(last), because="Merged", at=at, by=self.by)

    def open(self, at):
        open_post_again(self.post, at=at, by=self.by)

    def _entry(self, which):
        rows = list(Holder.objects.counted().filter(post=self.post).order_by("pk").values_list("pk", flat=True))
        return rows[which % len(rows)] if rows else None

    def _say(self, number, beside):
        if beside:
            others = Holder.objects.counted().filter(post=self.post, kind=HolderKind.SUBSTANTIVE)
            self.shared |= {frozenset({number, one}) for one in others.values_list("pk", flat=True)}


def snapshot():
    return list(Holder.objects.order_by("pk").values()), list(Post.objects.values()), list(Share.objects.values())


def ensure_right(story):
    rows = list(Holder.objects.counted().filter(post=story.post))
    post = Post.objects.get(pk=story.post)
    substantive = [row for row in rows if row.kind == HolderKind.SUBSTANTIVE]
    for count, row in enumerate(substantive):
        for other in substantive[count + 1 :]:
            together_there = overlaps(Span(row.starts, row.ends), Span(other.starts, other.ends))
            assert not together_there or frozenset({row.pk, other.pk}) in story.shared
    for row in rows:
        assert post.starts <= row.starts
        assert post.ends is None or (row.ends is not None and row.ends <= post.ends)
        same = [one for one in rows if one.person_id == row.person_id and one.pk != row.pk]
        assert not any(overlaps(Span(row.starts, row.ends), Span(one.starts, one.ends)) for one in same)
    held = days_of(Span(row.starts, row.ends) for row in substantive)
    empty = days_of(Span(row.starts, row.ends) for row in rows if row.kind == HolderKind.VACANT)
    assert not held & empty
    for row in substantive:
        after = row.ends + DAY if row.ends else None
        if after is not None and (post.ends is None or after <= post.ends):
            assert (after in held) != (after in empty)
    if post.ends is not None:
        assert all(share.ends is not None for share in Share.objects.filter(post=post))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=some.lists(steps, min_size=1, max_size=8))
def test_whatever_is_entered_in_whatever_order_fits_together(db, happened):
    with transaction.atomic():
        story, at = Story(), AT + timedelta(days=1)
        shown = {}
        for step in happened:
            at += MINUTE
            story.does(step, at)
            ensure_right(story)
            shown[at + MINUTE / 2] = as_shown(story.post, at + MINUTE / 2)
        for moment, was in shown.items():
            assert as_shown(story.post, moment) == was, "what was shown then stays what was shown then"
        transaction.set_rollback(True)


def as_shown(post, moment):
    found = {}
    for number in range(0, FAR + 30, 3):
        rows = Day(on(number), moment).holders().filter(post=post)
        found[number] = sorted(rows.values_list("kind", "person"), key=str)
    return found


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(last=days, events=some.permutations([0, 1, 2, 3]))
def test_late_entries_give_the_same_past_in_whatever_order_they_come(db, last, events):
    """Four holders one after the other, with gaps between them, entered in any order."""
    with transaction.atomic():
        story = Story()
        for count, which in enumerate(events):
            new = NewHolder(
                kind=HolderKind.SUBSTANTIVE,
                starts=on(which * 20),
                ends=None if which == 3 else on(which * 20 + 10),
                person=story.people[which],
            )
            take_up(story.post, new, at=AT + count * MINUTE, by=story.by)
        for number in range(FAR + 40):
            which, within = min(number // 20, 3), number - min(number // 20, 3) * 20
            rows = list(Day(on(number)).holders().filter(post=story.post))
            assert [str(row.person.key) if row.person else "" for row in rows] == [
                story.people[which] if within <= 10 or which == 3 else ""
            ]
        transaction.set_rollback(True)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=some.lists(some.tuples(some.integers(0, 4), some.none() | some.integers(0, 4)), max_size=12))
def test_reporting_never_goes_round_also_across_organisations(db, pairs):
    with transaction.atomic():
        world = make_world()
        whose = [("ZZ01", world.director), ("ZZ02", world.other_director)]
        posts = []
        for number in range(5):
            code, by = whose[number % 2]
            other = whose[(number + 1) % 2][0]
            posts.append(a_post(world, f"Post {number}", code=code, by=by, shared_with=(other,)))
        for below, above in pairs:
            new = described(
                f"Post {below}",
                reports_to=None if above is None else posts[above],
                shared_with=(whose[(below + 1) % 2][0],),
            )
            with contextlib.suppress(CannotKeep):
                change_post(posts[below], new, version=version_of(posts[below], Post), at=AT, by=whose[below % 2][1])
            tops = {row.pk: row.reports_to_id for row in Post.objects.all()}
            for number in posts:
                walked, up = set(), number
                while up is not None:
                    assert up not in walked
                    walked.add(up)
                    up = tops[up]
        transaction.set_rollback(True)


def test_the_far_day_of_these_laws_lies_behind_every_story():
    assert on(3 * FAR) < date(2021, 1, 1)
