"""Two columns with lines between: every name is there in both widths, and every line has two ends."""

from hypothesis import given
from hypothesis import strategies as st

from tests.without_django.test_charts import SVG, TABLE, assert_inside, assert_named_and_plain, both
from wraparound.charts.two_columns import Line, TwoColumnsPicture, two_columns_chart

WORDS = st.text("abcdefghij ", min_size=1, max_size=70).map(str.strip).filter(bool)


def drawn(left, right, lines):
    return TwoColumnsPicture(
        name="helping",
        title="Two help three",
        description="Names and lines.",
        headings=("Helps", "Is helped"),
        left=tuple(left),
        right=tuple(right),
        lines=tuple(lines),
        table=TABLE,
    )


@st.composite
def pictures(draw):
    left, right = (draw(st.lists(WORDS, min_size=1, max_size=6)) for _ in range(2))
    ends = st.tuples(st.integers(0, len(left) - 1), st.integers(0, len(right) - 1), st.booleans())
    return drawn(left, right, [Line(*one) for one in draw(st.lists(ends, max_size=8))])


@given(pictures())
def test_every_name_stands_in_its_column_and_every_line_between_two(picture):
    for svg in both(two_columns_chart(picture)):
        assert_named_and_plain(svg)
        assert_inside(svg)
        width = float(svg.get("viewBox").split()[2])
        said = " ".join(one.text or "" for one in svg.iter(f"{SVG}text"))
        for name in (*picture.left, *picture.right):
            assert all(word in said for word in name.split() if len(word) < 16)
        lines = list(svg.iter(f"{SVG}line"))
        assert len(lines) == len(picture.lines)
        assert all(0 < float(one.attrib["x2"]) < width for one in lines)
        assert [one.get("class").endswith("dashed") for one in lines] == [one.dashed for one in picture.lines]


def test_nobody_on_either_side_is_a_picture_all_the_same():
    for svg in both(two_columns_chart(drawn((), (), ()))):
        assert_named_and_plain(svg)
