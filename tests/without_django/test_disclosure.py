"""What may be shown: rules on small examples, laws, and an attacker who must not find what a few people answered."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.without_django.disclosure_attack import ANSWERS, FIVE, Attack, naive, some_reports, wanted_of
from wraparound.methods.disclosure import (
    EVERYBODY,
    Group,
    NotAReport,
    Report,
    Rule,
    Shown,
    choose,
    classes,
    is_safe,
    pieces,
)

THREE = (0, 0, 1, 2, 2)
DATA_SETS = 100
"""For one, two and three reports each."""
A, B, C = (frozenset({name}) for name in "abc")


def group(name, counts, *, first=0, silent=0):
    people = frozenset(range(first, first + sum(counts) + silent))
    return Group(name=name, people=people, counts=tuple(counts))


def report(*groups):
    return Report(groups)


def test_a_group_under_the_minimum_takes_the_rest_of_the_whole_with_it():
    """40, 12 and 5: beside the whole, the 40 leave 17; the 12 as well would leave the 5."""
    of = report(group("a", [8] * 5), group("b", [2, 3, 2, 3, 2], first=100), group("c", [1] * 5, first=200))
    assert choose(of, [EVERYBODY, A, B, C], []).cuts == (EVERYBODY, A)
    assert choose(of, [A, B, EVERYBODY], []).cuts == (A, B)


def test_answers_that_few_gave_are_shown_together_with_their_neighbours():
    assert choose(report(group("a", [2, 3, 3, 3, 2])), [EVERYBODY], []).level == FIVE
    assert choose(report(group("a", [0, 4, 3, 4, 1])), [EVERYBODY], []).level == THREE
    assert choose(report(group("a", [0, 2, 1, 9, 9])), [EVERYBODY], []).level == (0, 0, 0, 1, 1)
    assert choose(report(group("a", [0, 0, 0, 9, 9])), [EVERYBODY], []).cuts == ()


def test_a_part_does_not_make_the_whole_coarser_than_three_answers():
    of = report(group("a", [9] * 5), group("b", [0, 0, 3, 9, 9], first=100))
    assert choose(of, [EVERYBODY, A, B], []) == Shown(of, (EVERYBODY,), FIVE)


def test_one_who_came_would_be_found_by_subtraction_and_is_not():
    """Everybody answers alike, one more person is asked and answers: the difference of two reports is that person."""
    before = report(group("a", [3, 3, 3, 3, 3]))
    after = report(group("a", [3, 3, 4, 3, 3]))
    first = choose(before, [EVERYBODY], [])
    assert choose(after, [EVERYBODY], [first]).cuts == ()
    assert Attack([first, Shown(after, (EVERYBODY,), FIVE)], {15}).range_of(1, {2}) == (1, 1)


def test_those_who_were_silent_hide_who_came():
    """With four who stayed and did not answer, any of them can have given the answer that is new."""
    before = report(group("a", [3, 3, 3, 3, 3], silent=4))
    after = report(Group(name="a", people=frozenset(range(20)), counts=(3, 3, 4, 3, 3)))
    first = choose(before, [EVERYBODY], [])
    second = choose(after, [EVERYBODY], [first])
    assert second.cuts == (EVERYBODY,)
    assert Attack([first, second], {19}).range_of(1, {2}) == (0, 1)


def test_a_group_shown_once_stays_a_cut_in_what_comes_later():
    """Shown in March with 11, it cannot be got from June's whole, where only 9 answered."""
    march = report(group("a", [4] * 5), group("b", [2, 2, 3, 2, 2], first=100))
    june = report(group("a", [4] * 5), Group(name="b", people=march.groups[1].people, counts=(2, 2, 1, 2, 2)))
    first = choose(march, [EVERYBODY, A, B], [])
    assert first.cuts == (EVERYBODY, A, B)
    assert choose(june, [EVERYBODY], []).cuts == (EVERYBODY,)
    assert choose(june, [EVERYBODY], [first]).cuts == ()


def test_pieces_are_what_sets_cut_out_of_each_other():
    assert pieces("abcd", [A | B, B | C]) == (A, B, C)
    assert pieces("abcd", [EVERYBODY, A]) == (A, B | C | frozenset("d"))
    assert pieces("ab", []) == ()


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ((group("a", [1, 1]), group("b", [1], first=9)), "count the same answers"),
        ((group("a", [1, 1]), group("b", [1, 1])), "share nobody"),
        ((Group(name="a", people=frozenset({1}), counts=(1, 1)),), "more answers than people"),
        ((Group(name="a", people=frozenset({1}), counts=(-1, 1)),), "fewer than none"),
    ],
)
def test_what_is_no_report_is_refused(groups, words):
    with pytest.raises(NotAReport, match=words):
        Report(groups)


COUNTS = some.lists(some.integers(0, 12), min_size=ANSWERS, max_size=ANSWERS)


@given(some.lists(COUNTS, min_size=1, max_size=4))
def test_every_difference_of_what_is_shown_rests_on_enough(many):
    of = report(*(group("abcd"[place], counts, first=100 * place) for place, counts in enumerate(many)))
    shown = choose(of, wanted_of(of), [])
    for one in shown.cuts:
        for other in (*shown.cuts, frozenset()):
            inside = of.people_of(one) - (of.people_of(other) if other in shown.cuts and other != one else frozenset())
            names = frozenset(each.name for each in of.groups if each.people and each.people <= inside)
            counts = of.counts_of(names) if names else ()
            assert not inside or sum(counts) >= Rule().minimum
            assert not inside or min(classes(counts, shown.level)) >= Rule().room


@given(some.lists(COUNTS, min_size=1, max_size=4), some.integers(2, 30))
def test_asking_for_more_never_shows_more(many, minimum):
    of = report(*(group("abcd"[place], counts, first=100 * place) for place, counts in enumerate(many)))
    shown = choose(of, [EVERYBODY], [], Rule(minimum=minimum))
    assert is_safe([shown], Rule(minimum=minimum))
    assert not shown.cuts or choose(of, [EVERYBODY], [], Rule(minimum=minimum - 1)).cuts


def targets(chance, reports):
    """Whom an attacker would like to know of: hidden groups, who came, who went, somebody, some people at random."""
    everybody = sorted(frozenset().union(*(one.everyone for one in reports)))
    groups = [of.people_of(frozenset({name.name})) for of in reports for name in of.groups]
    came = [after.everyone - before.everyone for before, after in pairwise(reports)]
    went = [before.everyone - after.everyone for before, after in pairwise(reports)]
    some_people = frozenset(chance.choice(everybody, size=int(chance.integers(1, 12)), replace=False).tolist())
    return [one for one in (*groups, *came, *went, some_people) if one]


def is_meant_to_be_known(people, which, shown):
    """Whether these are whole pieces of what is shown of a report, or nobody of it."""
    names = sorted({each.name for one in shown for each in one.report.groups})
    cut_out = pieces(names, [cut for one in shown for cut in one.cuts])
    inside = [shown[which].report.people_of(piece) for piece in cut_out]
    return all(piece <= people or not piece & people for piece in inside)


def pinned(chance, shown, tries):
    """How many of some tries tell the attacker exactly how many of a target gave an answer, and how many tries."""
    found = tried = 0
    aims = targets(chance, [one.report for one in shown])
    for _ in range(tries):
        target, which = aims[int(chance.integers(len(aims)))], int(chance.integers(len(shown)))
        one = shown[which]
        chosen_class = int(chance.integers(max(one.level) + 1))
        if one.cuts and not is_meant_to_be_known(target, which, shown):
            answers = {answer for answer in FIVE if one.level[answer] == chosen_class}
            ends = Attack(shown, target).range_of(which, answers)
            tried += ends is not None
            found += ends is not None and ends[0] == ends[1]
    return found, tried


def chosen(reports):
    """What the method shows of each report, one after the other."""
    shown = []
    for one in reports:
        shown.append(choose(one, wanted_of(one), shown))
    return shown


@pytest.mark.parametrize("dates", [1, 2, 3])
def test_on_hundreds_of_data_sets_an_attacker_pins_nothing(dates):
    chance = np.random.default_rng(1000 + dates)
    tried = parts = later = 0
    for _ in range(DATA_SETS):
        shown = chosen(some_reports(chance, dates=dates))
        found, times = pinned(chance, shown, 6)
        assert found == 0
        tried += times
        parts += any(cut != EVERYBODY for one in shown for cut in one.cuts)
        later += bool(shown[-1].cuts)
    # The law would hold if nothing were ever shown: much is.
    assert tried >= DATA_SETS
    assert parts >= 10
    assert later >= 20


@pytest.mark.parametrize("dates", [1, 2])
def test_the_same_attacker_succeeds_where_only_small_groups_are_left_out(dates):
    chance = np.random.default_rng(2000 + dates)
    found = 0
    for _ in range(60):
        shown = [naive(one, wanted_of(one)) for one in some_reports(chance, dates=dates)]
        found += pinned(chance, shown, 12)[0] > 0
    assert found >= 15
