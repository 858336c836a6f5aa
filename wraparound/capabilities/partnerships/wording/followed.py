"""What followed mergers and acquisitions, in words: how many, over how long, and never why."""

from wraparound.capabilities.partnerships.terms.followed import (
    FEWEST_MOVES,
    YEARS_AFTER,
    Beside,
    FollowedAnswer,
    MoveFollowed,
    YearFollowed,
)
from wraparound.capabilities.partnerships.wording.plain import day as day
from wraparound.charts.terms import ChartTable
from wraparound.published.measure_files import card_of
from wraparound.published.terms import Measure

NAME = "What followed when trusts became one"
WHAT_IT_IS = (
    "Where one trust took over another, or several became one, this sets the figures of all of them together in the "
    "year before beside those of the trust that followed. Each year stands beside the median trust of the same "
    "time, so that what happened everywhere is taken away."
)
CANNOT = (
    "Why. Trusts that merge were often in trouble before, and what is in trouble changes by itself too; money, people "
    "and buildings came with some moves and not with others.",
    "Whether a move that was not made would have been better or worse.",
    "How care was at one site: figures are of whole trusts.",
)
FEW_WORDS = f"For fewer than {FEWEST_MOVES} moves no middle half is given."
NOT_KNOWN = "not known"
COMPARED_WITHIN_KIND = (
    "This measure is compared within a kind of trust only, and too few trusts of one kind have moved. Choose another."
)


def measure_words(measure: Measure) -> str:
    """What the measure is called, as a heading."""
    return card_of(measure).label


def followed_sentences(answer: FollowedAnswer) -> tuple[str, ...]:
    """The answer: what came of the moves after one, two and three years, and of how many nothing is known."""
    if not any(one.moves for one in answer.years):
        return (
            f"Of no move is {card_of(answer.measure).figure} known both before and after, so nothing can be said of "
            "what followed.",
        )
    found = [_year_words(one, better=answer.more_is_better) for one in answer.years if one.moves]
    without = f" Of {answer.without} others too little is published to say." if answer.without else ""
    return (*found[:-1], found[-1] + without)


def _year_words(one: YearFollowed, *, better: bool) -> str:
    when = {1: "In the first year after", 2: "In the second year", 3: "In the third year"}[one.year]
    whose = "its parts had" if one.moves == 1 else "their parts had"
    start = f"{when}, {one.better} of {_moves(one.moves)} stood better beside the median trust than {whose} before."
    if one.low is None or one.high is None:
        return f"{start} These are too few for more than that."
    usual = ""
    if one.usual_low is not None and one.usual_high is not None:
        usual = (
            f" Of trusts without a move, the middle half went from {points(one.usual_low)} to "
            f"{points(one.usual_high)} over the same times."
        )
    good = "" if better else " Fewer points are better here."
    return f"{start} The middle half of them went from {points(one.low)} to {points(one.high)}.{usual}{good}"


def _moves(many: int) -> str:
    return "1 move" if many == 1 else f"{many} moves"


def points(value: float) -> str:
    """Points up or down.

    >>> points(-3.25), points(1.0), points(0.04)
    ('3.2 points down', '1.0 point up', 'no change')
    """
    size = round(abs(value), 1)
    if size == 0:
        return "no change"
    return f"{size} {'point' if size == 1 else 'points'} {'up' if value > 0 else 'down'}"


def move_words(one: MoveFollowed) -> str:
    """Which trusts became which, on which day."""
    names = " and ".join(f"{name} ({code})" for code, name in one.parts)
    how = "became part of" if one.takes_over else "became"
    return f"{names} {how} {one.successor_name} ({one.successor})"


def beside_words(one: Beside | None) -> str:
    """A year: percent, and points beside the median."""
    if one is None:
        return NOT_KNOWN
    side = "above" if one.points >= 0 else "below"
    return f"{one.percent:.1f}% ({abs(one.points):.1f} {side})"


def moves_table(answer: FollowedAnswer) -> ChartTable:
    """Every move of which something is known, by its day."""
    known = [one for one in answer.moves if any(one.gained(year) is not None for year in range(1, YEARS_AFTER + 1))]
    return ChartTable(
        caption=f"{measure_words(answer.measure)}: percent, and points above or below the median trust",
        headings=("Which trusts", "Day", "Year before, together", "First year after", "Second year", "Third year"),
        rows=tuple(
            (move_words(one), day(one.on), beside_words(one.before), *(beside_words(year) for year in one.after))
            for one in known
        ),
    )


def say_followed(answer: FollowedAnswer) -> str:
    """The same at the terminal."""
    table = moves_table(answer)
    rows = [f"- {row[1]}: {row[0]}. Before {row[2]}; after {', '.join(row[3:])}." for row in table.rows]
    cannot = [f"It cannot say: {one}" for one in CANNOT]
    return "\n".join([f"{NAME}: {measure_words(answer.measure)}", *answer.sentences, "", *rows, "", *cannot])
