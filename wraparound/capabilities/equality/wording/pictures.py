"""Indicators as pictures: each year's ratio with its interval, beside the four-fifths range."""

from wraparound.capabilities.equality.terms.figures import IndicatorFigures
from wraparound.capabilities.equality.wording.figures import heading_of
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.charts.ratio_rows import RatioRow, RatioRowsPicture, ratio_rows_chart
from wraparound.charts.terms import Chart, ChartTable
from wraparound.methods.ratios import HIGHEST, LOWEST

BAND = "Four fifths: 0.80 to 1.25"
HEADINGS = ("Year", "What it says")
HOW_TO_READ = (
    "The dot is the ratio, the line every ratio that these counts allow, the band the four-fifths range. Only a line "
    "that lies wholly inside the band, or wholly outside it, says anything."
)


def ratio_picture(one: IndicatorFigures, place: str) -> Chart | None:
    """A ratio year by year; none for points, and where no year has one. `place`: unique on its page, for a name."""
    if not one.is_ratio or all(year.value is None for year in one.years):
        return None
    rows = tuple(
        RatioRow(words=year_words(year.year), value=year.value, low=year.low, high=year.high) for year in one.years
    )
    said = tuple((year_words(year.year), year.words) for year in one.years)
    title = heading_of(one.standard, one.number, one.name)
    return ratio_rows_chart(
        RatioRowsPicture(
            name=f"ratio-{place}",
            title=title,
            description=f"{title}. {' '.join(f'{year}: {words}' for year, words in said)}",
            rows=rows,
            band=(LOWEST, HIGHEST, BAND),
            table=ChartTable(title, HEADINGS, said),
        )
    )
