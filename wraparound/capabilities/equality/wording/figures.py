"""Published figures in words: what is shown, what is hidden and why, and what an indicator says at these counts."""

from collections.abc import Sequence
from datetime import date

from wraparound.capabilities.equality.terms.answers import Without
from wraparound.capabilities.equality.terms.figures import DAYS_APART, PlaceFigures, PlaceSort
from wraparound.capabilities.equality.wording import survey
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.capabilities.equality.wording.own import day
from wraparound.capabilities.equality.wording.questions import WITHOUT
from wraparound.methods.equality_measures.indicators import Gap, Likelihood, Side
from wraparound.methods.equality_measures.measuring import Judged, Measured, Points

STANDARDS = {"WRES": "Workforce Race Equality Standard", "WDES": "Workforce Disability Equality Standard"}
HIDDEN = "hidden"
BESIDE = (
    "Stages are entered here day by day; files are what employers send for a year, and count more people: the two need "
    "not agree. Programmes, stretch offers and releases stand beside the way: no step leads from one to another."
)
NOT_SENT = "No file that is counted."
ANEW = f"and anew {DAYS_APART} days later at the earliest"
TOO_FEW = (
    "Cannot be shown: a figure that it needs stands for fewer than 10 people, or is hidden so that a small one beside "
    "it cannot be worked out."
)
BOARDS_TOGETHER = "Boards are shown for a region or wider, never for one organisation."
MORE_AFTER = "Not a share: more people came to the later stage than to the earlier one."
VOTING_ALONE = "Voting members alone are counted here; the national return counts other board members too."
NONE_YET = (
    "Nothing is shown of this place yet: no monitoring file of it is counted, or that of one organisation alone, whose "
    "figures are its own; and nobody came to a stage."
)
FOUR_FIFTHS = "the four-fifths range, 0.80 to 1.25"
WHY_HIDDEN = (
    "A figure is hidden where fewer than about 10 people stand behind it, where it is none at all, or where it could "
    "be worked out from others if it stood there alone. So some larger figures are hidden too, and no board of a "
    "single organisation is shown."
)
CANNOT_SAY = (
    "These figures say where a difference is, and not why. They are in no pipeline, shortlist, career page or compact, "
    "and are about nobody in particular."
)
OWN_RETURN = (
    "They rest on shown figures, so they can differ a little from the return that an organisation sends nationally."
)


def place_words(sort: PlaceSort, name: str) -> str:
    """What a place is called on a page."""
    return "All regions" if sort is PlaceSort.NATION else name


def group_words(group: str) -> str:
    """A group, or why nothing is known of these people; begins with a capital."""
    found = WITHOUT[Without(group)] if group in frozenset(Without) else group
    return found[:1].upper() + found[1:]


def figure_words(figure: int | None) -> str:
    """A figure, or that it is hidden."""
    return HIDDEN if figure is None else f"{figure:,}"


def rounding_words(off_by: int, least: int) -> str:
    """How far a figure can be from its count."""
    return (
        f"Each figure is a multiple of {off_by + 1} and at most {off_by} away from the number of people, either side. "
        f"None is shown of fewer than {least} people."
    )


def says(off_by: int, least: int, lists: Sequence[str]) -> tuple[str, ...]:
    """What holds for everything on a page of figures. `lists`: what is said of lists that are not confirmed."""
    return (rounding_words(off_by, least), WHY_HIDDEN, OWN_RETURN, *lists, CANNOT_SAY)


def unconfirmed_words(standard: str) -> str:
    """Where the groups of a standard come from a list that is not confirmed."""
    return f"{standard}: the list of answers is not confirmed against the national one."


def verdict_words(judged: Judged, what: Likelihood) -> str:
    """Where the whole interval lies beside four fifths, and what that means here."""
    return {
        Judged.INSIDE: f"inside {FOUR_FIFTHS}",
        Judged.ABOVE: f"above {FOUR_FIFTHS}: {what.above_one}",
        Judged.BELOW: f"below {FOUR_FIFTHS}: {what.below_one}",
        Judged.CANNOT_TELL: "cannot tell at these counts",
    }[judged]


def measured_words(found: Measured) -> str:
    """A ratio, its interval, what it says, and the figures that it rests on."""
    ratio = found.ratio
    value = "No ratio" if ratio.value is None else f"{ratio.value:.2f}"
    top, bottom = (
        f"{_share(side)} {share.met:,} of {share.of:,}"
        for side, share in ((found.of.top, ratio.first), (found.of.bottom, ratio.second))
    )
    verdict = verdict_words(found.judged, found.of)
    return f"{value} ({ratio.low:.2f} to {ratio.high:.2f}): {verdict}. About: {top}; {bottom}."


def points_words(found: Points, what: Gap) -> str:
    """A gap in points, its interval, and the percentages behind it."""
    tells = what.below_nought if found.high < 0 else "more than the workforce would suggest" if found.low > 0 else ""
    return (
        f"{_signed(found.value)} points ({_signed(found.low)} to {_signed(found.high)}): "
        f"{tells or 'cannot tell at these counts'}. About: {100 * found.first.value:.1f}% of the board, "
        f"{100 * found.second.value:.1f}% of those employed."
    )


def step_name(before: str, after: str) -> str:
    """A step of the funnel."""
    return f"From {before} to {after}"


def counted_words(counted_on: date | None, stages_on: date | None) -> str:
    """The days on which figures were counted."""
    files = f"Files counted on {day(counted_on)}, {ANEW}." if counted_on else NOT_SENT
    return f"{files} {f'Stages counted on {day(stages_on)}.' if stages_on else 'Nobody is counted at a stage.'}"


def silent_words(silent: int, told: int) -> str:
    """Of how many organisations nothing is counted, beside those of which something is."""
    if not told:
        return "Nothing is counted yet of any organisation that you may read."
    return f"Of {silent:,} more nothing is counted yet: their monitoring files have not come in."


def hidden_words(hidden: int) -> str:
    """How many figures are hidden."""
    return "No figure is hidden." if not hidden else f"{hidden:,} figure{'s are' if hidden > 1 else ' is'} hidden."


def say_figures(page: PlaceFigures) -> str:
    """All of a place at the terminal."""
    lines = [f"{page.name} · {year_words(page.year)}"]
    if page.is_empty:
        return "\n".join([*lines, NONE_YET])
    for one in page.standards:
        lines += ["", f"{one.standard}: {STANDARDS[one.standard]}. {counted_words(one.counted_on, one.stages_on)}"]
        for measure in (*one.indicators, *one.steps):
            lines += [f"  {heading_of(measure.standard, measure.number, measure.name)}", f"    {measure.asks}"]
            lines += [f"    {year_words(year.year)}: {year.words}" for year in measure.years]
        lines.append(f"  {' | '.join(map(group_words, one.groups))}")
        for table in (*one.employed, *one.sides, *one.stages):
            lines.append(f"  {table.words}: {' | '.join(map(figure_words, table.figures))}")
        lines.append(f"  {hidden_words(one.hidden)}")
    lines += [line for one in page.boards for line in ("", f"{one.standard}, the board: {one.words}", f"  {one.link}")]
    lines += [line for one in page.survey for line in ("", survey.heading_of(one), f"  {one.asks}", f"  {one.words}")]
    return "\n".join([*lines, "", *page.says])


def heading_of(standard: str, number: int, name: str) -> str:
    """An indicator by its number; a step of the funnel by its name."""
    return f"{standard} {number}: {name}" if number else name


def _share(side: Side) -> str:
    return f"{side.group},"


def _signed(points: float) -> str:
    """A number of points with a real minus sign.

    >>> _signed(-1.24)
    '−1.2'
    """
    return f"{points:+.1f}".replace("-", "−")
