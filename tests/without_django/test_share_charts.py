"""Shares in rows and over time: true to their figures, with intervals, and a gap where nothing is told."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.without_django.test_charts import STYLES, SVG, TABLE, assert_inside, assert_named_and_plain, both
from wraparound.charts.share_rows import WIDE, ShareRow, ShareRows, ShareRowsPicture, share_rows_chart
from wraparound.charts.share_steps import TALL, ShareStep, ShareStepsPicture, share_steps_chart

words = st.text(st.sampled_from("abcd efgh"), min_size=1, max_size=70).map(lambda said: said.strip() or "a")


@st.composite
def triples(draw):
    return tuple(sorted(draw(st.lists(st.floats(0, 1), min_size=3, max_size=3))))


def row_of(said, ends, figure="12 of 20 (60%; 38% to 79%)"):
    low, share, high = ends or (None, None, None)
    return ShareRow(words=said, figure=figure if ends else "cannot tell", share=share, low=low, high=high)


def rows_of(*parts):
    return ShareRowsPicture(name="said", title="What was said", description="Bars.", parts=parts, table=TABLE)


def steps_of(*found):
    steps = []
    for place, ends in enumerate(found):
        low, share, high = ends or (None, None, None)
        month = f"May {2020 + place}"
        steps.append(ShareStep(words=month, short=month[:6], below="20 of 43", share=share, low=low, high=high))
    return ShareStepsPicture(
        name="over-time",
        title="It moved",
        description="Dots.",
        axis_words="Percent",
        steps=tuple(steps),
        not_told="cannot tell",
        table=TABLE,
    )


@given(st.lists(st.tuples(words, st.none() | triples()), min_size=1, max_size=8), words)
def test_any_rows_are_whole_named_and_inside_their_frame(found, heading):
    part = ShareRows(heading, tuple(row_of(said, ends) for said, ends in found))
    for svg in both(share_rows_chart(rows_of(part, ShareRows("", part.rows)))):
        assert_named_and_plain(svg)
        assert_inside(svg)
        not_told = [one for one in svg.iter(f"{SVG}line") if one.get("class") == "chart-not-told"]
        assert len(not_told) == 2 * sum(ends is None for _, ends in found)


def test_a_bar_is_as_long_as_its_share_and_the_interval_lies_where_it_ends():
    svg, _ = both(share_rows_chart(rows_of(ShareRows("", (row_of("Half", (0.25, 0.5, 0.75)),)))))
    bar = svg.find(f"{SVG}rect")
    base = next(one for one in svg.iter(f"{SVG}line") if one.get("class") == "chart-base" and one.get("y1") != "4")
    left, right = float(base.get("x1")), float(base.get("x2"))
    assert right < WIDE
    assert float(bar.get("width")) == (right - left) / 2
    interval = next(one for one in svg.iter(f"{SVG}line") if one.get("class") == "chart-interval")
    assert float(interval.get("x1")) == left + (right - left) / 4
    assert float(interval.get("x2")) == left + (right - left) * 3 / 4


@given(st.lists(st.none() | triples(), min_size=1, max_size=14))
def test_any_steps_are_whole_and_nothing_is_drawn_across_a_gap(found):
    for svg in both(share_steps_chart(steps_of(*found))):
        assert_named_and_plain(svg)
        assert_inside(svg)
        dots = list(svg.iter(f"{SVG}circle"))
        assert len(dots) == sum(ends is not None for ends in found)
        joined = [one for one in svg.iter(f"{SVG}line") if one.get("class") == "chart-median"]
        neighbours = sum(one is not None and after is not None for one, after in pairwise(found))
        assert len(joined) == neighbours
        written = [one.text for one in svg.iter(f"{SVG}text") if one.text in ("cannot tell", "?")]
        assert len(written) == sum(ends is None for ends in found)


def test_a_dot_stands_at_its_share():
    svg, _ = both(share_steps_chart(steps_of((0.2, 0.4, 0.9), None)))
    assert float(svg.find(f"{SVG}circle").get("cy")) == 30 + TALL * 0.6


def test_what_is_drawn_has_its_look():
    sheet = STYLES.read_text(encoding="utf-8")
    for name in (".chart-interval", ".chart-not-told"):
        assert name in sheet
