"""Chains of moves: worked examples, and what holds for every organisation there can be."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.pipelines.calculation import chains
from wraparound.capabilities.pipelines.calculation.chains import DEEPEST, MOST_MOVES, chain_of, reached_from
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.plans import ChainEnd, PostLink

CHIEF, FINANCE, DEPUTY, HEAD, NURSING = range(1, 6)
POSTS = {
    CHIEF: PostLink(CHIEF, "Chief executive"),
    FINANCE: PostLink(FINANCE, "Director of finance"),
    DEPUTY: PostLink(DEPUTY, "Deputy director of finance"),
    HEAD: PostLink(HEAD, "Head of finance"),
    NURSING: PostLink(NURSING, "Chief nurse"),
}
ANN, BOB, CY, DEE = (
    Known(100 + number, f"key-{name}", name) for number, name in enumerate(("Ann", "Bob", "Cy", "Dee"))
)


def told(moves, depth=0):
    """A chain as lines: depth, who, which post they leave, why it ends."""
    for one in moves:
        yield depth, one.known.name if one.known else one.many, one.leaves.title if one.leaves else "", one.end
        yield from told(one.follows, depth + 1)


def test_the_examples_in_the_code_run():
    failed, tried = doctest.testmod(chains)
    assert (failed, tried > 3) == (0, True)


def test_a_vacancy_travels_down_to_a_post_for_which_nobody_is_confirmed():
    confirmed = {CHIEF: [ANN], FINANCE: [BOB], DEPUTY: [CY]}
    holds = {ANN.number: [FINANCE], BOB.number: [DEPUTY], CY.number: [HEAD]}
    assert list(told(chain_of(CHIEF, confirmed, holds, POSTS))) == [
        (0, "Ann", "Director of finance", None),
        (1, "Bob", "Deputy director of finance", None),
        (2, "Cy", "Head of finance", ChainEnd.NOBODY),
    ]


def test_each_of_those_confirmed_is_a_branch_of_its_own():
    confirmed = {CHIEF: [ANN, BOB], NURSING: [CY]}
    holds = {ANN.number: [FINANCE], BOB.number: [NURSING], CY.number: []}
    assert list(told(chain_of(CHIEF, confirmed, holds, POSTS))) == [
        (0, "Ann", "Director of finance", ChainEnd.NOBODY),
        (0, "Bob", "Chief nurse", None),
        (1, "Cy", "", ChainEnd.NO_POST),
    ]


def test_two_who_follow_each_other_are_told_as_a_loop():
    confirmed = {CHIEF: [ANN], FINANCE: [BOB]}
    holds = {ANN.number: [FINANCE], BOB.number: [CHIEF]}
    assert list(told(chain_of(CHIEF, confirmed, holds, POSTS))) == [
        (0, "Ann", "Director of finance", None),
        (1, "Bob", "Chief executive", ChainEnd.LOOP),
    ]


def test_what_two_branches_share_is_told_once():
    confirmed = {CHIEF: [ANN, BOB], FINANCE: [CY], NURSING: [CY], DEPUTY: [DEE]}
    holds = {ANN.number: [FINANCE], BOB.number: [NURSING], CY.number: [DEPUTY], DEE.number: [HEAD]}
    lines = list(told(chain_of(CHIEF, confirmed, holds, POSTS)))
    assert [one[3] for one in lines if one[2] == "Deputy director of finance"] == [None, ChainEnd.SHOWN]
    assert sum(one[1] == "Dee" for one in lines) == 1


def test_somebody_not_seen_ends_the_chain_and_is_counted():
    confirmed = {CHIEF: [None, ANN, None], FINANCE: [None]}
    holds = {ANN.number: [FINANCE]}
    assert list(told(chain_of(CHIEF, confirmed, holds, POSTS))) == [
        (0, "Ann", "Director of finance", None),
        (1, 1, "", ChainEnd.HIDDEN),
        (0, 2, "", ChainEnd.HIDDEN),
    ]


def test_nobody_confirmed_is_no_chain():
    assert chain_of(CHIEF, {}, {}, POSTS) == ()


def test_a_chain_of_very_many_moves_says_where_it_goes_on_and_stops():
    many = 40
    people = {one: Known(one, "", f"Person {one:03}") for one in range(many)}
    posts = {one: PostLink(one, f"Post {one:03}") for one in range(1, many * many)}
    holds = {one: [number for number in posts if number % many == one] for one in people}
    confirmed = {number: [people[number // many]] for number in posts} | {1: [people[2], people[3]]}

    moves, ends = list(chain_of(1, confirmed, holds, posts)), []
    for move in moves:
        moves.extend(move.follows)
        ends.append(move.end)

    assert MOST_MOVES < len(moves) < MOST_MOVES + 2 * many
    assert ChainEnd.DEEP in ends


def test_a_long_chain_says_that_it_goes_on():
    people = [Known(number, "", f"Person {number}") for number in range(20)]
    confirmed = {number: [people[number]] for number in range(20)}
    holds = {number: [number + 1] for number in range(20)}
    lines = list(told(chain_of(0, confirmed, holds, {number: PostLink(number, "x") for number in range(21)})))
    assert len(lines) == DEEPEST
    assert lines[-1][3] is ChainEnd.DEEP


numbers = st.integers(0, 7)
people = st.builds(lambda number: Known(number, "", f"Person {number}"), numbers)
# Several who are not seen may be named for one post; whoever is seen is named once.
people_named = st.lists(st.none() | people, max_size=4).filter(
    lambda ones: (seen := [one for one in ones if one]) == list(dict.fromkeys(seen))
)
plans = st.dictionaries(numbers, people_named, max_size=8)
holdings = st.dictionaries(numbers, st.lists(numbers, max_size=2, unique=True), max_size=8)
EVERY = {number: PostLink(number, f"Post {number}") for number in range(8)}


@given(start=numbers, confirmed=plans, holds=holdings)
def test_no_post_is_entered_twice_and_none_lies_deeper_than_the_deepest(start, confirmed, holds):
    lines = list(told(chain_of(start, confirmed, holds, EVERY)))
    entered = [title for _, _, title, end in lines if title and end in (None, ChainEnd.NOBODY)]
    assert len(entered) == len(set(entered))
    assert EVERY[start].title not in entered
    assert all(depth < DEEPEST for depth, *_ in lines)


@given(start=numbers, confirmed=plans, holds=holdings)
def test_every_move_is_somebody_confirmed_who_leaves_what_they_hold(start, confirmed, holds):
    def check(moves, post):
        for one in moves:
            assert one.known in confirmed.get(post, ())
            assert (one.leaves is None) == (one.known is None or not holds.get(one.known.number))
            assert one.leaves is None or one.leaves.number in holds[one.known.number]
            assert bool(one.follows) == (one.end is None)
            check(one.follows, one.leaves.number if one.leaves else None)

    check(chain_of(start, confirmed, holds, EVERY), start)


@given(start=numbers, confirmed=plans, holds=holdings)
def test_nobody_who_is_hidden_is_told_apart(start, confirmed, holds):
    def check(moves, post):
        assert sum(one.many for one in moves if one.end is ChainEnd.HIDDEN) == list(confirmed.get(post, ())).count(None)
        assert sum(one.end is ChainEnd.HIDDEN for one in moves) <= 1
        for one in moves:
            assert (one.end is ChainEnd.HIDDEN) == (one.known is None)
            if one.known is None:
                assert (one.leaves, one.follows) == (None, ())
            elif one.follows:
                check(one.follows, one.leaves.number)

    check(chain_of(start, confirmed, holds, EVERY), start)


@given(start=numbers, confirmed=plans, holds=holdings)
def test_what_is_fetched_beforehand_is_all_that_a_chain_tells_of(start, confirmed, holds):
    by_post = {post: [one.number for one in named if one is not None] for post, named in confirmed.items()}
    told_of = {title for _, _, title, _ in told(chain_of(start, confirmed, holds, EVERY)) if title}
    assert told_of <= {EVERY[post].title for post in {start, *reached_from(start, by_post, holds)}}
