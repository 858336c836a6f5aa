"""When each level is at the share, as a picture: a bar from the earliest year to the latest."""

from wraparound.capabilities.equality.terms.parity import YEARS_AHEAD, LevelParity, ParityVerdict, PlaceParity, Reaching
from wraparound.capabilities.equality.wording import parity as say
from wraparound.charts.terms import Chart, ChartTable
from wraparound.charts.timeline import Bar, TimelinePicture, timeline_chart

DRAWN = frozenset({ParityVerdict.NOT_BEFORE})
HOW_TO_READ = (
    "A bar begins in the year before which nine of ten runs are not there, and ends where nine of ten are; the upright "
    "line is where half are. A line to the edge: not within the years looked at. Levels that are there already, not "
    "within 25 years, or cannot be told are in the table alone."
)
HEADINGS = ("Level", "Share", "At present rates")


def parity_picture(found: PlaceParity) -> Chart | None:
    """Levels of which a year can be told, as things are and, below each, as in the what-if; none without any."""
    if found.counted_on is None:
        return None
    told = [one for one in found.levels if one.share is not None]
    bars = [bar for one in told for bar in _bars(one)]
    if not bars:
        return None
    first = found.counted_on.year
    title = f"When each level reaches {say.share_words(found.target)}, {found.group} staff"
    said = " ".join(f"{one.name}: {one.now.words}" for one in told)
    return timeline_chart(
        TimelinePicture(
            name="parity",
            title=title,
            description=f"{title}. {said} {say.hidden_levels(found.levels)}",
            bars=tuple(bars),
            first_year=first,
            end_year=first + YEARS_AHEAD + 1,
            table=parity_table(found),
            every=5,
        )
    )


def parity_table(found: PlaceParity) -> ChartTable:
    """Level by level."""
    more = ("What if",) if found.asked.is_what_if else ()
    rows = tuple(
        (
            one.name,
            say.share_words(one.share, one.low, one.high),
            one.now.words,
            *([one.then.words if one.then else one.now.words] if more else ()),
        )
        for one in found.levels
        if one.share is not None
    )
    return ChartTable("When each level reaches the share", (*HEADINGS, *more), rows)


def _bars(one: LevelParity) -> list[Bar]:
    both = ((one.name, one.now), (f"{one.name}, what if", one.then))
    return [_bar(words, found) for words, found in both if found and found.verdict in DRAWN]


def _bar(words: str, found: Reaching) -> Bar:
    early = float(found.early or 0)
    late, half = (None if year is None else float(year) for year in (found.late, found.middle))
    seen = half if half is not None else early
    return Bar(words, early, None if late is None else late + 1, seen, early, half)
