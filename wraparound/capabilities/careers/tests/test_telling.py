"""What is told of a few replies: an attacker who has read everything finds nobody, over rounds made at random."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.without_django.disclosure_attack import ANSWERS, FIVE, Attack
from wraparound.capabilities.careers.calculation.screening import telling_parts
from wraparound.capabilities.careers.calculation.telling import groups_for, levels_of, tell
from wraparound.capabilities.careers.terms.feedback import BETWEEN, FEWEST, FeedbackRole, Replies
from wraparound.methods.disclosure import Group, Report, Shown, classes

ROLES = [role for role in FeedbackRole if role is not FeedbackRole.MANAGER]
roles = some.lists(some.sampled_from(list(FeedbackRole)), max_size=14)


@given(roles)
def test_no_group_that_is_kept_beside_a_reply_has_fewer_than_three_people(asked):
    groups = groups_for(asked)
    others = [role for role in asked if role is not FeedbackRole.MANAGER]
    assert (groups is None) == (len(others) < FEWEST)
    if groups:
        assert min(Counter(groups[role] for role in others).values()) >= FEWEST
        assert set(others) == {FeedbackRole(part) for role in others for part in groups[role].split(BETWEEN)}


@given(some.lists(some.integers(0, 6), min_size=2, max_size=8))
def test_answers_are_put_together_with_their_neighbours_only_until_two_classes_are_left(counts):
    levels = levels_of(counts)
    assert levels[0] == tuple(range(len(counts)))
    assert max(levels[-1]) == 1
    for level in levels:
        assert list(level) == sorted(level)
        assert sum(classes(counts, level)) == sum(counts)


def replies_of(place, gave):
    """By group what was answered: nobody of a manager's, who is told by name."""
    return [
        Replies(
            name=name,
            people=frozenset(one for one, own in place.items() if own == name),
            counts=tuple(sum(place[one] == name and said == rung for one, said in gave.items()) for rung in FIVE),
        )
        for name in sorted(set(place.values()))
    ]


def some_rounds(chance, rounds):
    """By round the group of everybody asked and what those who reply say: mostly alike, and always the same."""
    people = {one: ROLES[int(chance.integers(len(ROLES)))] for one in range(int(chance.integers(FEWEST, 11)))}
    leaning = chance.dirichlet(np.full(ANSWERS, 0.8))
    opinion = {one: int(chance.choice(ANSWERS, p=leaning)) for one in range(40)}
    for _ in range(rounds):
        groups = groups_for(list(people.values()))
        place = {one: groups[role] for one, role in people.items()}
        yield place, {one: opinion[one] for one in place if chance.random() < chance.choice([0.6, 0.9, 1.0])}
        for _ in range(int(chance.integers(0, 5))):
            people[max(people) + 1] = ROLES[int(chance.integers(len(ROLES)))]


def found_by(shown):
    """Of how many people and answers somebody who has read all of it knows for certain."""
    found = 0
    everybody = frozenset().union(*(one.report.everyone for one in shown)) if shown else frozenset()
    for person in sorted(everybody):
        attack = Attack(shown, {person})
        for number, one in enumerate(shown):
            if person in one.report.everyone:
                for which in range(max(one.level) + 1):
                    ends = attack.range_of(number, {rung for rung in FIVE if one.level[rung] == which})
                    found += ends is not None and ends[0] == ends[1]
    return found


@pytest.mark.parametrize(("rounds", "samples"), [(1, 25), (2, 12)])
def test_nobody_is_found_by_whoever_has_read_everything(rounds, samples):
    chance = np.random.default_rng(7 + rounds)
    told_of = 0
    for _ in range(samples):
        told = []
        for place, gave in some_rounds(chance, rounds):
            told += tell(replies_of(place, gave), told)
        for one in told:
            counts = classes(one.report.groups[0].counts, one.level)
            assert sum(counts) >= FEWEST
            assert min(counts) >= 1
        assert found_by(told) == 0
        told_of += bool(told)
    assert told_of > samples / 3


def test_whoever_tells_groups_of_three_and_the_whole_is_found_out():
    """As other systems do: the one who is left over is the difference."""
    place = {0: "peer", 1: "peer", 2: "peer", 3: "report"}
    replies = replies_of(place, {0: 1, 1: 2, 2: 2, 3: 4})
    report = Report(tuple(Group(name=one.name, people=one.people, counts=one.counts) for one in replies))
    assert found_by([Shown(report, (frozenset(), frozenset({"peer"})), FIVE)]) >= 1
    assert len(tell(replies, [])) == 1
    assert found_by(list(tell(replies, []))) == 0


def test_no_two_things_told_differ_by_fewer_than_three_people():
    chance = np.random.default_rng(3)
    for _ in range(200):
        told = [shown for place, gave in some_rounds(chance, 1) for shown in tell(replies_of(place, gave), [])]
        people = [one.report.everyone for one in told]
        for at, one in enumerate(people):
            assert all(not one & other for other in people[at + 1 :])


def test_where_all_said_the_same_nothing_is_told():
    same = Replies(name="peer", people=frozenset(range(4)), counts=(0, 4, 0, 0))
    assert tell([same], []) == ()
    apart = Replies(name="report", people=frozenset(range(10, 14)), counts=(0, 1, 3, 0))
    (told,) = tell([same, apart], [])
    assert told.report.groups[0].name == "report"


def test_groups_with_too_few_replies_are_told_together_where_that_is_enough():
    peers = Replies(name="peer", people=frozenset(range(4)), counts=(1, 1, 0, 0))
    reports = Replies(name="report", people=frozenset(range(10, 14)), counts=(0, 0, 1, 0))
    (told,) = tell([peers, reports], [])
    assert told.report.groups[0].name == "peer+report"
    more = Replies(name="other", people=frozenset(range(20, 24)), counts=(1, 1, 1, 1))
    assert [one.report.groups[0].name for one in tell([peers, more], [])] == ["other"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("You explain things so that everybody follows. Give others the floor more often.", []),
        ("As I told you, plan ahead.", ["As I told you"]),
        ("On 12 May it went wrong, and last Tuesday too.", ["12 May", "last Tuesday"]),
        ("As your deputy I would like more notice.", ["As your deputy"]),
        ("My ward waits too long. Ask Colin.", ["Colin", "My ward"]),
        ("Ring me on 0113 496 0000 or c@made-up.example", ["0113 496 0000", "c@made-up.example"]),
        ("Keep going.\nBest wishes, Wanda", ["Wanda", "Best wishes, Wanda"]),
    ],
)
def test_what_may_tell_who_wrote_it_is_found(words, told):
    found = [one.words for one in telling_parts(words, ["Wanda Wardwell", "Colin Colleague"])]
    assert sorted(found) == sorted(told)
