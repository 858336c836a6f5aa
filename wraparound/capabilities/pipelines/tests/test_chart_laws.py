"""Laws of a chart: whatever reports to whatever, every post stands in it once, and a page carries what it may."""

from hypothesis import example, given
from hypothesis import strategies as st

from wraparound.capabilities.pipelines.calculation.charts import branches_of, part_of, tree_of, upwards
from wraparound.capabilities.pipelines.terms.charts import (
    MOST_SHOWN,
    OPEN_LEVELS,
    ChartQuestion,
    Opening,
    Placed,
)

posts = st.integers(1, 60).flatmap(
    lambda count: st.lists(st.one_of(st.none(), st.integers(1, count + 3)), min_size=count, max_size=count).map(
        lambda above: [
            Placed(number, f"Post {number % 7}", superior if superior != number else None, False)
            for number, superior in enumerate(above, start=1)
        ]
    )
)


@given(posts)
def test_every_post_stands_below_the_tops_exactly_once(those):
    tree = tree_of(those)
    walked = [one for top in tree.tops for one in part_of(tree, top)]
    assert sorted(walked) == sorted(one.number for one in those)
    assert all(tree.below[top] == len(part_of(tree, top)) - 1 for top in tree.tops)


@given(posts)
def test_only_what_has_no_superior_here_or_stands_in_a_ring_is_at_the_top(those):
    tree = tree_of(those)
    here = {one.number for one in those}
    assert set(tree.tops) - tree.looped == {one.number for one in those if one.reports_to not in here}
    for one in tree.looped:
        assert tree.posts[one].reports_to in part_of(tree, one)


@given(posts)
def test_the_order_in_which_posts_come_does_not_matter(those):
    tree, other = tree_of(those), tree_of(reversed(those))
    assert (tree.tops, tree.under, tree.looped) == (other.tops, other.under, other.looped)


@example([Placed(1, "Chair", 2, False), Placed(2, "Deputy", 1, False)], 1)
@given(posts, st.integers(1, 60))
@example([Placed(1, "One", 2, False), Placed(2, "Two", 1, False)], 1)  # the first of a ring, itself at the top
def test_the_way_up_ends_at_a_top(those, number):
    tree = tree_of(those)
    if number in tree.posts:
        above = upwards(tree, number)
        assert len(set(above)) == len(above)
        assert (above[-1] if above else number) in tree.tops


@given(posts, st.integers(1, 60), st.integers(1, 8))
def test_a_page_shows_each_post_once_below_its_own_superior_and_what_is_found(those, wanted, levels):
    tree = tree_of(those)
    found = {wanted} & set(tree.posts)
    shown = branches_of(tree, tree.tops, ChartQuestion(levels=levels), found=found)
    numbers = [one.number for one in shown]
    assert len(set(numbers)) == len(numbers)
    assert found <= set(numbers)
    for one in shown:
        assert one.above is None or one.number in tree.under[one.above]
        assert (one.opening is Opening.NOTHING) == (not tree.under.get(one.number))


@given(posts)
def test_unless_more_is_asked_for_a_page_stays_small_and_opens_two_levels_at_most(those):
    tree = tree_of(those)
    shown = branches_of(tree, tree.tops, ChartQuestion())
    assert len(shown) <= max(MOST_SHOWN, len(tree.tops))
    assert all(one.level + 1 < OPEN_LEVELS for one in shown if one.opening is Opening.OPEN)


def test_a_chain_of_posts_as_long_as_any_ends():
    chain = [Placed(number, f"{number:05}", number - 1 or None, False) for number in range(1, 5001)]
    tree = tree_of(chain)
    assert tree.below[1] == 4999
    assert len(branches_of(tree, tree.tops, ChartQuestion(levels=40))) == 40
    assert branches_of(tree, tree.tops, ChartQuestion(levels=40))[-1].opening is Opening.LATER
