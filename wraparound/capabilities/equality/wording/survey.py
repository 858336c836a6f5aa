"""Published figures of the staff survey and of an organisation's own board, in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from wraparound.capabilities.equality.terms.monitoring import MonitoringState
from wraparound.capabilities.equality.terms.survey import (
    GROUPS,
    LEAST_RESPONSES,
    SURVEY_QUESTIONS,
    SurveyIndicator,
    SurveyLine,
    SurveyQuestion,
    SurveyRow,
    SurveyShare,
)
from wraparound.capabilities.equality.wording.own import day
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.methods.equality_measures.measuring import Points, points_between
from wraparound.methods.proportions import proportion_interval
from wraparound.methods.ratios import Share

SHEET = "Staff survey"
STANDARD, INDICATOR, GROUP, YEAR = "Standard", "Indicator", "Group", "Year"
PERCENT, RESPONSES, SOURCE, PUBLISHED = "Percent", "Responses", "Source", "Published on"
COLUMNS = (STANDARD, INDICATOR, GROUP, YEAR, PERCENT, RESPONSES, SOURCE, PUBLISHED)
AS_TYPED = {"bme": "black and minority ethnic", "nondisabled": "non-disabled", "not disabled": "non-disabled"}
NOTES = (
    "One row for each indicator and group, as it was published: WRES 5 to 8; WDES 4a to 4d, 5, 6, 7 and 8.",
    "Group: white or black and minority ethnic (BME) for WRES; non-disabled or disabled for WDES.",
    "Percent: of those who answered, such as 23.4. Responses: how many of the group answered.",
    f"Of fewer than {LEAST_RESPONSES} who answered, nothing is kept and nothing shown.",
    "Source: who published it, best as a link. Published on: the day, such as 2026-03-12.",
    "Engagement (WDES 9) is a score and a text, not a percentage: it is not taken in.",
)
STATES = {
    MonitoringState.LOOKED_AT: "looked at, not shown",
    MonitoringState.COUNTED: "shown",
    MonitoringState.TAKEN_BACK: "taken back",
}
NO_ROWS = "The file has no row below its headings."
TWICE_SHOWN = "A file of this organisation and year is shown already. Take that back first, then send this one."
GONE = "That file was not looked at in the last day, or was taken back. Send it again."
SHOWN = "Shown from now on, with its source, to everybody who reads figures of the organisation."
TAKEN_BACK = "Taken back: none of its figures is held or shown any more."
NO_LINK = "Give the link under which your organisation published it; it begins with https://."
DAY_AHEAD = "Give the day on which it was published, which has come."
BOARD_KEPT = "Kept. It stands on the page of the organisation, with its link, in place of the sentence about boards."
BOARD_GONE = "Taken back. Boards of the organisation are shown together with others only, as before."
AS_IMPORTED = (
    "These are figures that others published, as they were brought in; nothing of them is counted here. Intervals are "
    "worked out from the percentages and how many people answered."
)
UNCONFIRMED = "Not confirmed against the national standard: its number, its part or its words may differ."
TOO_FEW = f"fewer than {LEAST_RESPONSES} answered"
HALF_A_POINT = 0.05


def measured(rows: Sequence[SurveyRow]) -> tuple[SurveyIndicator, ...]:
    """Each indicator of which there is a row, in the order of the standards."""
    by_question: dict[SurveyQuestion, list[SurveyRow]] = {}
    for row in rows:
        by_question.setdefault(row.question, []).append(row)
    return tuple(_indicator(one, by_question[one]) for one in SURVEY_QUESTIONS if one in by_question)


def question_of(standard: str, code: str) -> SurveyQuestion | None:
    """The indicator of a standard with this number, however it is typed; none where there is none.

    >>> question_of("wres", "5.0").name, question_of("WDES", "4 A").name, question_of("WRES", "9")
    ('Abuse from the public', 'Abuse from the public', None)
    """
    plain = code.casefold().removesuffix(".0").replace(" ", "").removeprefix(standard.casefold())
    found = (one for one in SURVEY_QUESTIONS if (one.standard.casefold(), one.code) == (standard.casefold(), plain))
    return next(found, None)


def asks_words(what: SurveyQuestion) -> str:
    """Whose percentage is taken from whose, and which way it reads."""
    first, second = GROUPS[what.standard]
    if what.of_one_group:
        return f"Percentage of {second} people who answered and {what.asks}. A higher one is better."
    worse = second if what.more_is_worse else first
    return (
        f"Percentage of {second} people who answered and {what.asks}, minus the same of {first} people, in points. "
        f"Above 0: worse for {worse} people."
    )


def share_words(one: SurveyShare) -> str:
    """A percentage with its interval, and how many answered."""
    if one.percent is None:
        return f"{one.group}: {TOO_FEW}, so it is not shown"
    return f"{one.group}: {one.percent:.1f}% ({one.low:.1f}% to {one.high:.1f}%) of {one.responses:,} who answered"


def line_words(one: SurveyLine) -> str:
    """How many figures a file has, and where it stands."""
    small = f", {one.small} of them too small to keep" if one.small else ""
    return f"{one.figures} figures{small}: {STATES[one.state]}"


def heading_of(one: SurveyIndicator) -> str:
    """An indicator by its number, and that it is not confirmed."""
    return f"{one.standard} {one.code}: {one.name}{'' if one.confirmed else ' (not confirmed)'}"


def board_words(standard: Standard, board: float, workforce: float) -> str:
    """An organisation's own figure of its board in a sentence, and which way it reads."""
    group, gap = GROUPS[standard][1], board - workforce
    reads = (
        "the board has fewer than the workforce would suggest"
        if gap <= -HALF_A_POINT
        else "the board has more than the workforce would suggest"
        if gap >= HALF_A_POINT
        else "the board has as many as the workforce would suggest"
    )
    return (
        f"{board:.1f}% of the board and {workforce:.1f}% of the workforce are {group}: {_signed(gap)} points, {reads}. "
        "How many people that is, and so whether chance explains it, is not told."
    )


def published_words(link: str, on: date) -> str:
    """Where and when something was published."""
    return f"{link}, published on {day(on)}"


def _indicator(what: SurveyQuestion, rows: Sequence[SurveyRow]) -> SurveyIndicator:
    by_group: Mapping[str, SurveyRow] = {row.group: row for row in rows}
    shares = tuple(_share(by_group[group]) for group in GROUPS[what.standard] if group in by_group)
    gap = None if what.of_one_group else _gap(GROUPS[what.standard], by_group)
    return SurveyIndicator(
        standard=what.standard.value,
        code=what.code,
        name=what.name,
        asks=asks_words(what),
        confirmed=what.confirmed,
        shares=shares,
        gap=gap.value if gap else None,
        low=gap.low if gap else None,
        high=gap.high if gap else None,
        words=_words(what, shares, gap),
        sources=tuple(dict.fromkeys(published_words(row.source, row.published_on) for row in rows)),
    )


def _share(row: SurveyRow) -> SurveyShare:
    counted = _counted(row)
    ends = proportion_interval(counted.met, counted.of) if counted else None
    return SurveyShare(
        group=row.group,
        percent=row.percent,
        low=100 * ends[0] if ends else None,
        high=100 * ends[1] if ends else None,
        responses=row.responses,
    )


def _counted(row: SurveyRow) -> Share | None:
    """A percentage with the people it rests on: as it was published, so that a gap is that of the percentages."""
    if row.percent is None or row.responses is None:
        return None
    return Share(row.percent * row.responses / 100, row.responses)


def _gap(groups: tuple[str, str], by_group: Mapping[str, SurveyRow]) -> Points | None:
    both = [_counted(by_group[group]) if group in by_group else None for group in groups]
    first, second = both
    return points_between(second, first) if first and second else None


def _words(what: SurveyQuestion, shares: Iterable[SurveyShare], gap: Points | None) -> str:
    about = "; ".join(share_words(one) for one in shares)
    if gap is None:
        return f"{about[:1].upper()}{about[1:]}."
    found = f"{_signed(gap.value)} points ({_signed(gap.low)} to {_signed(gap.high)}): {_reads(what, gap)}."
    return f"{found} About: {about}."


def _reads(what: SurveyQuestion, gap: Points) -> str:
    """For whom it is worse, where the whole interval says so."""
    if gap.low <= 0 <= gap.high:
        return "cannot tell at these counts"
    first, second = GROUPS[what.standard]
    worse = second if (gap.low > 0) is what.more_is_worse else first
    return f"worse for {worse} people"


def _signed(points: float) -> str:
    return f"{points:+.1f}".replace("-", "−")
