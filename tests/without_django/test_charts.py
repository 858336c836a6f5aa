"""The charts: whole SVG, described, inside their frame, without style, and readable in grey."""

import itertools
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wraparound.charts.survival import Mark, Step, SurvivalPicture, survival_chart
from wraparound.charts.svg import element, text
from wraparound.charts.terms import ChartTable
from wraparound.charts.timeline import Bar, TimelinePicture, timeline_chart

SVG = "{http://www.w3.org/2000/svg}"
STYLES = Path(__file__).parents[2] / "wraparound" / "web" / "assets" / "wraparound" / "wraparound.css"
TABLE = ChartTable("Share out", ("Months", "Out"), (("12", "13%"),))

shares = st.lists(st.floats(0, 1), min_size=1, max_size=30).map(lambda found: sorted(found, reverse=True))


def picture_of(found, *, half=None, own=None, words="Half out: 30 months"):
    steps = tuple(
        Step(float(6 * place), share, share * 0.8, min(1.0, share * 1.2)) for place, share in enumerate(found)
    )
    return SurvivalPicture(
        name="recovery",
        title="Half were out after 30 months",
        description="A line.",
        steps=steps,
        ends_at=6.0 * len(found),
        expected=(12, 18),
        expected_words="Expected: 12 months, 18 at most",
        half=half,
        half_words=words,
        own=own,
        table=TABLE,
    )


def timeline_of(*bars):
    return TimelinePicture(
        name="spells", title="Spells", description="Bars.", bars=bars, first_year=2013, end_year=2027, table=TABLE
    )


def both(chart):
    return [ElementTree.fromstring(chart.wide), ElementTree.fromstring(chart.narrow)]


def assert_named_and_plain(svg):
    assert svg.get("role") == "img"
    named = svg.get("aria-labelledby").split()
    assert [found.get("id") for found in (svg.find(f"{SVG}title"), svg.find(f"{SVG}desc"))] == named
    assert all(found.text for found in (svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")))
    for part in svg.iter():
        assert "style" not in part.attrib, "the page's policy allows no inline style"
        assert part.tag != f"{SVG}script"


def assert_inside(svg):
    _, _, width, height = (float(part) for part in svg.get("viewBox").split())
    for words in svg.iter(f"{SVG}text"):
        room = len(words.text) * 8.2
        begins = {"start": 0, "end": -room, "middle": -room / 2}[words.get("text-anchor")]
        assert float(words.get("x")) + begins >= -8, words.text
        assert float(words.get("x")) + begins + room <= width + 8, words.text
        assert 0 <= float(words.get("y")) <= height, words.text


@given(shares)
def test_any_curve_is_whole_named_and_inside_its_frame(found):
    for svg in both(survival_chart(picture_of(found, half=24.0, own=Mark(6.0 * len(found), "This trust: 88 months")))):
        assert_named_and_plain(svg)
        assert_inside(svg)


@given(shares)
def test_the_line_goes_down_and_to_the_right_only(found):
    for svg in both(survival_chart(picture_of(found))):
        drawn = next(part.get("d") for part in svg.iter(f"{SVG}path") if part.get("class") == "chart-line")
        points = [tuple(map(float, point.split())) for point in re.findall(r"[\d.]+ [\d.]+", drawn)]
        assert all(first[0] <= second[0] and first[1] <= second[1] for first, second in itertools.pairwise(points))


def test_zero_is_named_on_the_axis_and_the_two_widths_have_names_of_their_own():
    chart = survival_chart(picture_of([1, 0.5, 0.1]))
    assert ">0%<" in chart.wide
    assert ">100%<" in chart.narrow
    assert not set(re.findall(r' id="([^"]+)"', chart.wide)) & set(re.findall(r' id="([^"]+)"', chart.narrow))


def test_hostile_words_are_text_and_nothing_else():
    hostile = '</text><script>alert("x")</script>'
    svg = both(survival_chart(picture_of([1, 0.5], half=6.0, words=hostile)))[0]
    assert hostile in [part.text for part in svg.iter(f"{SVG}text")]
    assert element("g", class_='"><script>') == '<g class="&quot;&gt;&lt;script&gt;"/>'
    assert text("a < b", 1, 2).count("<") == 2


@pytest.mark.parametrize(
    "bar",
    [
        Bar("Quality special measures, 7 years 4 months", 2018.9, 2026.2, None, 2013.5, 2019.9),
        Bar("Recovery Support Programme, end not known", 2025.1, None, 2025.1, 2021.5, None),
        Bar("Recovery Support Programme, end not known", None, None, 2025.7, 2021.5, None),
        Bar("Recovery Support Programme, entry not known", None, 2023.9, None, 2021.5, None),
        Bar("Quality special measures, 4 months", 2013.5, 2013.9, None, 2013.5, 2014.5),
    ],
)
def test_a_spell_with_any_end_missing_stays_inside_and_shows_what_is_not_known(bar):
    for svg in both(timeline_chart(timeline_of(bar))):
        assert_named_and_plain(svg)
        assert_inside(svg)
        dotted = [part for part in svg.iter(f"{SVG}line") if part.get("class") == "chart-unknown"]
        assert len(dotted) == (bar.begins is None) + (bar.ends is None)


def test_what_matters_differs_in_grey_print():
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", STYLES.read_text(encoding="utf-8")))

    def grey(name):
        red, green, blue = (int(colours[name][place : place + 2], 16) / 255 for place in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(first, second):
        light, dark = sorted((grey(first), grey(second)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    assert contrast("ink", "band") > 7
    assert contrast("band", "paper") > 1.3
    assert contrast("accent", "band") > 3
    assert contrast("expected-edge", "paper") > 3
    assert contrast("deep", "paper") > 7
