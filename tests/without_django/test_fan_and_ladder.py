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
        x, y, width = float(one.get("x")), float(one.get("y")), len(one.text) * LETTER
        left = {"start": x, "end": x - width, "middle": x - width / 2}[one.get("text-anchor")]
        found.append((left, left + width, y, one.text))
    return found


def assert_in_the_picture(svg):
    _, _, width, height = (float(one) for one in svg.get("viewBox").split())
    for left, right, y, words in boxes(svg):
        assert left >= 0, words
        assert right <= width, words
        assert 11 <= y <= height - 3, words
    for one in svg.iter():
        if one.tag.endswith("text"):
            continue
        around = float(one.get("r", 0))
        across = [float(one.get(name)) for name in ("x", "x1", "x2", "cx") if one.get(name)]
        down = [float(one.get(name)) for name in ("y", "y1", "y2", "cy") if one.get(name)]
        if one.get("width"):
            across.append(across[0] + float(one.get("width")))
            down.append(down[0] + float(one.get("height")))
        if one.get("d"):
            points = points_of(one)
            across, down = [x for x, _ in points], [y for _, y in points]
        assert all(around <= x <= width - around for x in across), one.attrib
        assert all(around <= y <= height - around for y in down), one.attrib


def points_of(drawn_path):
    numbers = [float(part.strip("MLZ")) for part in drawn_path.get("d").split() if part.strip("MLZ")]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def assert_nothing_overlaps(svg):
    found = boxes(svg)
    for place, (left, right, y, words) in enumerate(found):
        for other_left, other_right, other_y, other in found[place + 1 :]:
            apart = right <= other_left or other_right <= left or abs(y - other_y) >= 14
            assert apart, f"{words!r} and {other!r}"


def drawings(chart):
    return [ET.fromstring(chart.wide), ET.fromstring(chart.narrow)]


def lines_of(svg, class_):
    return [one for one in svg.iter() if one.get("class") == class_]


class TestFan:
    @pytest.mark.parametrize(
        "changed",
        [
            {},
            {"fan": ()},
            {"breaks": ()},
            {"median_ahead": ()},
            {"history": ()},
            {"history": ((2016.125, 0.5),), "median": (), "median_ahead": (), "fan": (), "breaks": ()},
            {"history": tuple((2016.125 + 0.25 * quarter, None) for quarter in range(40))},
            {"history": (), "median": (), "median_ahead": (), "fan": (), "breaks": ()},
            {"fan": (FanPoint(2026.125, *[0.44] * 7),), "median_ahead": ((2026.125, 0.6),)},
            {"fan": tuple(FanPoint(2026.125 + 0.25 * step, *[1.0] * 7) for step in range(12))},
            {"fan": tuple(FanPoint(2026.125 + 0.25 * step, *[0.0] * 7) for step in range(12))},
            {
                "breaks": (
                    Break(2025.5, "recording changed, Jul 2025", "Jul 2025"),
                    Break(2026, "changed again", "2026"),
                )
            },
            {"target": (2028.2, 0.78, "target 78%")},
            {"target": (2031.0, 1.0, "target 100%")},
            {"target": (2028.2, 0.0, "target 0%"), "fan": ()},
        ],
    )
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

    @given(some.lists(some.lists(SHARES, min_size=7, max_size=7).map(sorted), min_size=1, max_size=12))
    def test_bands_lie_within_bands(self, ahead):
        points = tuple(FanPoint(2026.125 + 0.25 * place, *one) for place, one in enumerate(ahead))
        for svg in drawings(fan_chart(fan(fan=points))):
            outer, most, half = (
                points_of(lines_of(svg, class_)[0])
                for class_ in ("chart-fan-outer", "chart-fan-most", "chart-fan-half")
            )
            upper = len(outer) // 2
            for place, (wide, middle, narrow) in enumerate(zip(outer, most, half, strict=True)):
                assert wide[0] == middle[0] == narrow[0]
                heights = [wide[1], middle[1], narrow[1]]
                assert heights == sorted(heights, reverse=place >= upper)

    def test_each_band_is_one_of_its_own(self):
        for svg in drawings(fan_chart(fan())):
            ends = []
            for class_ in ("chart-fan-outer", "chart-fan-most", "chart-fan-half"):
                heights = [y for _, y in points_of(lines_of(svg, class_)[0])]
                ends.append((min(heights), max(heights)))
            assert ends[0][0] < ends[1][0] < ends[2][0] < ends[2][1] < ends[1][1] < ends[0][1]

    def test_a_break_is_marked_and_named_and_no_history_crosses_it(self):
        for svg, words in zip(drawings(fan_chart(fan())), ("recording changed, Jul 2021", "Jul 2021"), strict=True):
            (marked,) = lines_of(svg, "chart-break")
            place = float(marked.get("x1"))
            assert [one.text for one in lines_of(svg, "chart-break-words")] == [words]
            before, after = (points_of(one) for one in lines_of(svg, "chart-line"))
            assert before[-1][0] < place < after[0][0]

    def test_the_fan_begins_at_its_first_point_and_nothing_joins_it_to_the_history(self):
        for svg in drawings(fan_chart(fan())):
            last = max(x for one in lines_of(svg, "chart-line") for x, _ in points_of(one))
            for class_ in ("chart-fan-outer", "chart-fan-most", "chart-fan-half", "chart-fan-middle"):
                assert min(x for x, _ in points_of(lines_of(svg, class_)[0])) > last

    def test_a_target_is_a_point_within_the_axis_with_its_words_as_text(self):
        hostile = '78% </text><script>alert("x")</script>'
        for share in (0.0, 0.78, 1.0):
            for svg in drawings(fan_chart(fan(target=(2028.2, share, hostile)))):
                assert len(lines_of(svg, "chart-fan-target")) == 1
                assert hostile in [one.text for one in svg.iter("{http://www.w3.org/2000/svg}text")]
        assert not lines_of(drawings(fan_chart(fan()))[0], "chart-fan-target")

    def test_an_axis_that_does_not_begin_at_nought_says_so(self):
        assert "The axis begins at 20%, not at zero" in fan_chart(fan()).wide
        low = fan(history=((2020.0, 0.02), (2020.25, 0.03)), median=(), median_ahead=(), fan=(), breaks=())
        assert "not at zero" not in fan_chart(low).wide

    @settings(max_examples=60)
    @given(
        some.lists(some.one_of(some.none(), SHARES), min_size=0, max_size=40),
        some.lists(some.lists(SHARES, min_size=7, max_size=7).map(sorted), max_size=12),
        some.lists(some.floats(2016, 2026), max_size=4),
        some.one_of(some.none(), some.tuples(some.floats(2026, 2031), SHARES, some.just("target 100%"))),
    )
    def test_whatever_was_measured_it_can_be_drawn(self, history, ahead, breaks, target):
        drawn = fan(
            history=tuple((2016.125 + 0.25 * place, share) for place, share in enumerate(history)),
            median=tuple((2016.125 + 0.25 * place, 0.7) for place in range(len(history))),
            median_ahead=(),
            fan=tuple(FanPoint(2026.125 + 0.25 * place, *one) for place, one in enumerate(ahead)),
            breaks=tuple(Break(year, "recording changed", "changed") for year in breaks if history),
            target=target,
        )
        for svg in drawings(fan_chart(drawn)):
            assert_in_the_picture(svg)
            assert_nothing_overlaps(svg)

    def test_the_median_s_line_is_broken_where_it_is_not_known(self):
        median = tuple(point for place, point in enumerate(fan().median) if not 5 < place < 9)
        whole, broken = (lines_of(drawings(fan_chart(one))[0], "chart-median") for one in (fan(), fan(median=median)))
        assert (len(whole), len(broken)) == (1, 2)


class TestLadder:
    def test_everything_lies_in_the_picture_and_no_words_overlap(self):
        for target in (0.05, 0.4, 0.49, 0.78, 0.999):
            for svg in drawings(ladder_chart(ladder(target=Rung(target, "target")))):
                assert_in_the_picture(svg)
                assert_nothing_overlaps(svg)

    def test_a_range_of_one_value_at_either_end_can_be_drawn(self):
        for share in (0.0, 1.0):
            words = {name: Rung(share, f"{name} {share:.0%}") for name in ("start", "half", "best", "target")}
            for svg in drawings(ladder_chart(ladder(quantiles=(share,) * 7, **words))):
                assert_in_the_picture(svg)
                assert_nothing_overlaps(svg)

    def test_bands_lie_within_bands_and_marks_where_the_axis_says(self):
        for svg in drawings(ladder_chart(ladder())):
            edges = []
            for class_ in ("chart-fan-outer", "chart-fan-most", "chart-fan-half"):
                (bar,) = lines_of(svg, class_)
                edges.append((float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))))
            assert edges[0][0] < edges[1][0] < edges[2][0] < edges[2][1] < edges[1][1] < edges[0][1]
            start, best = (
                float(lines_of(svg, class_)[0].get("cx")) for class_ in ("chart-rung-start", "chart-rung-best")
            )
            half, target = (float(lines_of(svg, class_)[0].get("x1")) for class_ in ("chart-rung-half", "chart-target"))
            assert start < half < edges[0][1] < best < target

    def test_no_leader_is_drawn_over_a_mark_or_over_words(self):
        for svg in drawings(ladder_chart(ladder())):
            order = [one.get("class") for one in svg]
            last = max(place for place, class_ in enumerate(order) if class_ == "chart-leader")
            assert last < min(order.index(class_) for class_ in ("chart-rung-start", "chart-rung-half", "chart-label"))

    def test_words_are_escaped_and_the_table_and_description_come_along(self):
        hostile = '</text><script>alert("x")</script>'
        chart = ladder_chart(ladder(target=Rung(0.78, hostile), best=None))
        assert (chart.table, chart.description) == (TABLE, "Made & described")
        for svg in drawings(chart):
            assert hostile in [one.text for one in svg.iter("{http://www.w3.org/2000/svg}text")]
            assert not lines_of(svg, "chart-rung-best")

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
