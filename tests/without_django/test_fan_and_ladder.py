"""The fan and the ladder: all within the picture, no words over others, no line across a break."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wraparound.charts.fan import Break, FanPicture, FanPoint, fan_chart
from wraparound.charts.labels import Label, apart_in_a_column, in_rows
from wraparound.charts.ladder import LadderPicture, Rung, ladder_chart
from wraparound.charts.svg import LETTER
from wraparound.charts.terms import ChartTable

TABLE = ChartTable("A caption", ("Quarter",), (("first",),))
SHARES = some.floats(0, 1)
LETTER_SEEN = 7.6
"""Width of a letter as browsers draw it at this size, at its widest; LETTER leaves air."""


def quantiles(low, high):
    return [low + (high - low) * part for part in (0, 0.1, 0.3, 0.5, 0.7, 0.9, 1)]


def fan(**changed):
    history = [(2016.125 + 0.25 * quarter, 0.8 - 0.008 * quarter) for quarter in range(40)]
    given_parts = {
        "name": "fan",
        "title": "A <title>",
        "description": "Made & described",
        "history": tuple(history),
        "median": tuple((year, share + 0.1) for year, share in history),
        "median_ahead": tuple((2026.125 + 0.25 * step, 0.6) for step in range(12)),
        "median_words": "median trust",
        "median_short": "median",
        "fan": tuple(
            FanPoint(2026.125 + 0.25 * step, *quantiles(0.4 - step / 100, 0.5 + step / 100)) for step in range(12)
        ),
        "breaks": (Break(2021.5, "recording changed, Jul 2021", "Jul 2021"),),
        "axis_words": "Within four hours",
        "table": TABLE,
    }
    return FanPicture(**{**given_parts, **changed})


def ladder(**changed):
    given_parts = {
        "name": "ladder",
        "title": "A <title>",
        "description": "Made & described",
        "quantiles": tuple(quantiles(0.39, 0.63)),
        "start": Rung(0.44, "now 44%"),
        "half": Rung(0.49, "half reach 49%"),
        "best": Rung(0.75, "furthest comparator 75%"),
        "target": Rung(0.78, "target 78%"),
        "table": TABLE,
    }
    return LadderPicture(**{**given_parts, **changed})


def boxes(svg):
    """Left, right, baseline and words of every text."""
    found = []
    for one in svg.iter("{http://www.w3.org/2000/svg}text"):
        x, y, width = float(one.get("x")), float(one.get("y")), len(one.text) * LETTER_SEEN
        left = {"start": x, "end": x - width, "middle": x - width / 2}[one.get("text-anchor")]
        found.append((left, left + width, y, one.text))
    return found


def assert_in_the_picture(svg):
    _, _, width, height = (float(one) for one in svg.get("viewBox").split())
    for left, right, y, words in boxes(svg):
        assert left >= -2, words
        # The estimate of a letter is generous; what really runs over is looked at in the browser.
        assert right <= width + 30, words
        assert 0 < y <= height, words
    for one in svg.iter():
        for name in ("x", "x1", "x2", "cx"):
            if one.get(name) and not one.tag.endswith("text"):
                assert -1 <= float(one.get(name)) <= width + 1
        if one.get("d"):
            numbers = [float(part.strip("MLZ")) for part in one.get("d").split() if part.strip("MLZ")]
            assert all(-1 <= x <= width + 1 for x in numbers[::2])
            assert all(-1 <= y <= height + 1 for y in numbers[1::2])


def assert_nothing_overlaps(svg):
    found = boxes(svg)
    for place, (left, right, y, words) in enumerate(found):
        for other_left, other_right, other_y, other in found[place + 1 :]:
            apart = right <= other_left + 1 or other_right <= left + 1 or abs(y - other_y) >= 13
            assert apart, f"{words!r} and {other!r}"


def drawings(chart):
    return [ET.fromstring(chart.wide), ET.fromstring(chart.narrow)]


def lines_of(svg, class_):
    return [one for one in svg.iter() if one.get("class") == class_]


class TestFan:
    @pytest.mark.parametrize("changed", [{}, {"fan": ()}, {"breaks": ()}, {"median_ahead": ()}, {"history": ()}])
    def test_everything_lies_in_the_picture_and_no_words_overlap(self, changed):
        for svg in drawings(fan_chart(fan(**changed))):
            assert_in_the_picture(svg)
            assert_nothing_overlaps(svg)

    def test_words_are_escaped_and_the_table_comes_along(self):
        chart = fan_chart(fan())
        assert "<title>" not in chart.wide.replace('<title id="fan-wide-title">', "")
        assert "Made &amp; described" in chart.wide
        assert chart.table is TABLE

    def test_no_line_is_drawn_across_a_break_or_a_gap(self):
        whole = len(lines_of(drawings(fan_chart(fan(breaks=())))[0], "chart-line"))
        broken = len(lines_of(drawings(fan_chart(fan()))[0], "chart-line"))
        history = [(year, None if 5 < place < 9 else share) for place, (year, share) in enumerate(fan().history)]
        gapped = len(lines_of(drawings(fan_chart(fan(history=tuple(history))))[0], "chart-line"))
        assert (whole, broken, gapped) == (1, 2, 3)

    def test_bands_lie_within_bands(self):
        svg = drawings(fan_chart(fan()))[0]
        heights = []
        for class_ in ("chart-fan-outer", "chart-fan-most", "chart-fan-half"):
            numbers = [
                float(part.strip("MLZ")) for part in lines_of(svg, class_)[0].get("d").split() if part.strip("MLZ")
            ]
            heights.append((min(numbers[1::2]), max(numbers[1::2])))
        assert heights[0][0] < heights[1][0] < heights[2][0] < heights[2][1] < heights[1][1] < heights[0][1]

    def test_an_axis_that_does_not_begin_at_nought_says_so(self):
        assert "The axis begins at 20%, not at zero" in fan_chart(fan()).wide
        low = fan(history=((2020.0, 0.02), (2020.25, 0.03)), median=(), median_ahead=(), fan=(), breaks=())
        assert "not at zero" not in fan_chart(low).wide

    @settings(max_examples=60)
    @given(
        some.lists(some.one_of(some.none(), SHARES), min_size=0, max_size=40),
        some.lists(some.lists(SHARES, min_size=7, max_size=7).map(sorted), max_size=12),
        some.lists(some.floats(2016, 2026), max_size=4),
    )
    def test_whatever_was_measured_it_can_be_drawn(self, history, ahead, breaks):
        drawn = fan(
            history=tuple((2016.125 + 0.25 * place, share) for place, share in enumerate(history)),
            median=tuple((2016.125 + 0.25 * place, 0.7) for place in range(len(history))),
            median_ahead=(),
            fan=tuple(FanPoint(2026.125 + 0.25 * place, *one) for place, one in enumerate(ahead)),
            breaks=tuple(Break(year, "recording changed", "changed") for year in breaks if history),
        )
        for svg in drawings(fan_chart(drawn)):
            assert_in_the_picture(svg)


class TestLadder:
    def test_everything_lies_in_the_picture_and_no_words_overlap(self):
        for target in (0.05, 0.4, 0.49, 0.78, 0.999):
            for svg in drawings(ladder_chart(ladder(target=Rung(target, "target")))):
                assert_in_the_picture(svg)
                assert_nothing_overlaps(svg)

    @settings(max_examples=60)
    @given(some.lists(SHARES, min_size=7, max_size=7).map(sorted), SHARES, SHARES, some.one_of(some.none(), SHARES))
    def test_whatever_the_range_it_can_be_drawn(self, shares, start, target, best):
        drawn = ladder(
            quantiles=tuple(shares),
            start=Rung(start, "now"),
            half=Rung(shares[3], "half"),
            target=Rung(target, "target"),
            best=None if best is None else Rung(best, "furthest"),
        )
        for svg in drawings(ladder_chart(drawn)):
            assert_in_the_picture(svg)
            assert_nothing_overlaps(svg)


class TestLabels:
    @given(some.lists(some.floats(0, 300), max_size=8))
    def test_a_column_keeps_its_order_its_ends_and_its_distances(self, places):
        placed = apart_in_a_column([Label("x", place) for place in places], top=0, bottom=300, gap=18)
        heights = [height for _, height in placed]
        assert [label.place for label, _ in placed] == sorted(places)
        assert all(-1e-6 <= height <= 300 for height in heights)
        assert all(later - earlier >= 18 - 1e-6 for earlier, later in pairwise(heights))

    @given(some.lists(some.tuples(some.floats(0, 700), some.integers(1, 30)), max_size=8))
    def test_labels_of_one_row_do_not_touch(self, wanted):
        placed = in_rows([Label("x" * letters, place) for place, letters in wanted], left=0, right=700)
        for one, begins, row in placed:
            for other, other_begins, other_row in placed:
                if one is not other and row == other_row:
                    ends, other_ends = begins + len(one.words) * LETTER, other_begins + len(other.words) * LETTER
                    assert ends <= other_begins or other_ends <= begins
