"""Columns of ranges: whole SVG inside its frame, true to its figures, in both widths."""

from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tests.without_django.test_charts import SVG, TABLE, assert_named_and_plain, both
from wraparound.charts.range_columns import (
    LINE,
    MOST_TICKS,
    TICK,
    ColumnsPicture,
    ColumnStep,
    Spread,
    columns_chart,
    ticks_to,
)
from wraparound.charts.svg import LETTER


@st.composite
def spreads(draw):
    low = draw(st.integers(0, 400))
    high = low + draw(st.integers(0, 300))
    return Spread(low, high, draw(st.floats(low, high)))


def columns(*steps, series=(), written=False):
    return ColumnsPicture(
        name="coming",
        title="From 1 to 3 a quarter",
        description="Columns.",
        axis_words="Vacancies that begin",
        steps=tuple(ColumnStep("Nov 2026", "Nov 26", step) for step in steps),
        table=TABLE,
        series=series,
        written=written,
    )


def heights_of(svg):
    """Top and bottom of every column, from those that belong to a step."""
    return [
        (float(one.get("y")), float(one.get("y")) + float(one.get("height")))
        for one in svg.iter(f"{SVG}rect")
        if float(one.get("height")) != 14 or float(one.get("width")) != 14
    ]


@given(st.lists(spreads(), min_size=1, max_size=20))
def test_every_column_stands_inside_the_frame_and_says_so_in_both_widths(found):
    for svg in both(columns_chart(columns(*((one,) for one in found)))):
        assert_named_and_plain(svg)
        _, _, width, height = map(float, svg.get("viewBox").split())
        assert len(heights_of(svg)) == len(found)
        assert all(0 <= top < bottom <= height for top, bottom in heights_of(svg))
        rects = list(svg.iter(f"{SVG}rect"))
        assert all(0 <= float(one.get("x")) <= width - float(one.get("width")) for one in rects)


def test_a_column_reaches_from_the_lower_to_the_upper_end_and_its_mean_lies_between():
    svg = ElementTree.fromstring(columns_chart(columns((Spread(2, 8, 5),), (Spread(0, 10, 4),))).wide)
    (top, bottom), (full, base) = heights_of(svg)
    tall = base - full
    assert abs((base - top) / tall - 0.8) < 0.01
    assert abs((base - bottom) / tall - 0.2) < 0.01
    means = [float(one.get("y1")) for one in svg.iter(f"{SVG}line") if one.get("class") == "chart-column-mean"]
    assert abs(means[0] - (base - tall / 2)) < 0.2


def test_a_range_of_nothing_is_seen_all_the_same():
    for svg in both(columns_chart(columns((Spread(0, 0, 0),)))):
        ((top, bottom),) = heights_of(svg)
        assert bottom - top >= 3


def test_two_series_are_named_and_their_ranges_written_above_them():
    drawn = columns((Spread(9, 15, 12), Spread(6, 9, 7)), series=("Vacancies", "Could be filled"), written=True)
    for svg in both(columns_chart(drawn)):
        said = [one.text for one in svg.iter(f"{SVG}text")]
        assert "Vacancies" in said
        assert "Could be filled" in said
        assert "9 to 15" in said or "9–15" in said
    one = columns((Spread(4, 4, 4), Spread(0, 0, 0)), series=("a", "b"), written=True)
    assert "4" in [found.text for found in ElementTree.fromstring(columns_chart(one).wide).iter(f"{SVG}text")]


def test_two_columns_for_each_of_twenty_quarters_stay_apart_and_wide_enough_to_be_seen_on_a_phone():
    steps = [(Spread(4, 10, 7), Spread(1, 4, 2))] * 20
    for svg in both(columns_chart(columns(*steps, series=("Vacancies", "Could be filled")))):
        rects = [one for one in svg.iter(f"{SVG}rect") if one.get("width") != "14"]
        places = [(float(one.get("x")), float(one.get("width"))) for one in rects]
        assert len(places) == 40
        assert all(wide >= 6 for _, wide in places)
        assert all(x + wide <= after - 0.9 for (x, wide), (after, _) in pairwise(places))


@given(spreads(), spreads())
def test_figures_over_two_columns_never_touch(first, second):
    for svg in both(columns_chart(columns((first, second), series=("a", "b"), written=True))):
        left, right = [
            (float(one.get("x")), float(one.get("y")), len(one.text) * TICK / 2)
            for one in svg.iter(f"{SVG}text")
            if one.get("text-anchor") == "middle" and one.text not in ("Nov 2026", "Nov 26")
        ]
        assert abs(left[1] - right[1]) >= LINE - 0.2 or right[0] - left[0] >= left[2] + right[2]
        assert min(left[1], right[1]) >= LINE


def test_words_below_stay_inside_the_picture():
    for svg in both(columns_chart(columns(*(((Spread(0, 1, 1),)) for _ in range(20))))):
        width = float(svg.get("viewBox").split()[2])
        for one in svg.iter(f"{SVG}text"):
            if one.get("text-anchor") == "start":
                assert float(one.get("x")) + len(one.text) * (LETTER - 1) <= width


@given(st.integers(0, 100_000))
def test_ticks_are_whole_few_and_reach_the_highest(highest):
    end, every = ticks_to(highest)
    assert end >= max(1, highest)
    assert end % every == 0
    assert end / every <= MOST_TICKS
