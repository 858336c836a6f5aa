"""The month on one page: newest figures beside their ranges, what is due and overdue, conditions, the clock."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from wraparound.capabilities.compacts.terms.agreement import Follows, Result
from wraparound.capabilities.compacts.terms.compacts import CompactTerms, EffectTerms, UndertakingSort, UndertakingTerms
from wraparound.capabilities.compacts.terms.papers import PaperContext, PaperSort
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.capabilities.compacts.wording.agreement import POINTS, day, many_days, sentence
from wraparound.capabilities.compacts.wording.compacts import state_of
from wraparound.capabilities.compacts.wording.papers import (
    CHANCE,
    NAMES,
    clipped,
    counted,
    is_worse,
    kept_line,
    leader_of,
    live,
    paper_of,
    plain_table,
    result_head,
    text_in,
)
from wraparound.capabilities.compacts.wording.patience import VERDICTS
from wraparound.capabilities.compacts.wording.pictures import range_picture
from wraparound.charts.terms import Chart
from wraparound.papers.terms import Look, Paper, PaperPart, PaperTable

MOST_RESULTS, MOST_PROMISES, MOST_CONDITIONS, MOST_PAUSES = 6, 10, 2, 1
"""Of each on the page; the rest are counted and stand on the site."""
LONGEST_TITLE, LONGEST_LINE, LONGEST_RESULT, LONGEST_WORDS, LONGEST_PARTY = 64, 118, 78, 88, 44
"""Small letters of each for which there is room on the page; what is longer is cut with an ellipsis."""
AHEAD = timedelta(days=30)


def one_page(found: CompactTerms, context: PaperContext) -> Paper:
    """The page as data, short enough to be one."""
    title = clipped(f"{NAMES[PaperSort.MONTH]}: {leader_of(found)}, {found.organisation}", LONGEST_TITLE)
    made = paper_of(title, _parts(found, context), found, context)
    line = clipped(made.line, LONGEST_LINE)
    return Paper(**{**vars(made), "line": line, "look": Look.ONE_PAGE})


def _parts(found: CompactTerms, context: PaperContext) -> Iterator[PaperPart]:
    yield _results(found)
    promises = [one for one in live(found) if one.sort is UndertakingSort.PROMISE and _is_now(one, found)]
    yield _listed(
        "Promises that are overdue or due within 30 days, on all sides alike",
        promises,
        MOST_PROMISES,
        "Nothing is overdue on any side, and nothing is due within 30 days.",
    )
    unmet = [one for one in live(found) if one.sort is UndertakingSort.CONDITION and not one.counts_as_kept]
    yield _listed("Conditions that are not met yet", unmet, MOST_CONDITIONS, "Every condition is met.")
    yield PaperPart(
        "The clock, and how promises stand", sentences=(" ".join((*_clock(found, context), kept_line(found))),)
    )


def _is_now(one: UndertakingTerms, found: CompactTerms) -> bool:
    """Overdue, or due within thirty days and not settled."""
    return one.overdue or (not one.counts_as_kept and found.today <= one.due <= found.today + AHEAD)


def _results(found: CompactTerms) -> PaperPart:
    results = text_in(found).agreement.results
    shown = results[:MOST_RESULTS]
    pictures = tuple(_picture(one, found) for one in shown)
    drawn = any(one is not None for one in pictures)
    table = PaperTable(
        caption="Results, newest figures and ranges",
        headings=("Result", "Due", "Today"),
        rows=tuple(_row(one, found) for one in shown),
        widths=(1.1, 0.7, 0.95, 1.25) if drawn else (1.4, 0.6, 1.4),
        pictures=pictures if drawn else (),
        picture_heading="Range, agreed and newest",
    )
    more = _more(len(results) - len(shown))
    return PaperPart(
        "Results",
        sentences=() if shown else ("No result is named.",),
        table=table if shown else None,
        note=f"{CHANCE} {sentence(more)}".strip() if shown else "",
    )


def _row(result: Result, found: CompactTerms) -> tuple[str, str, str]:
    due = found.due_of(result.key)
    by = day(due.by if due else result.by)
    moved = " (moved)" if due and due.moved else ""
    return clipped(result_head(result), LONGEST_RESULT), f"{by}{moved}", today_words(result, found)


def today_words(result: Result, found: CompactTerms) -> str:
    """Where the newest figure lies, in a few words; what is said of a result without one."""
    known, latest = text_in(found).range_of(result.key), found.latest_of(result.key)
    if latest is None:
        return "No figure is published; its range stands." if known and known.known else "No published figure."
    percent, period = latest
    judged = found.judged_of(result.key)
    if judged is not None:
        return f"{percent:.0f}%: {VERDICTS[judged.verdict].lower()} ({period})"
    return f"{percent:.0f}%, {_side(known, percent)} ({period})" if known else f"{percent:.0f}% ({period})"


def _side(known: Range, percent: float) -> str:
    if known.low is None or known.high is None:
        return "no range"
    if known.low <= percent <= known.high:
        return "inside its range"
    return (
        "outside its range, on the worse side" if is_worse(known, percent) else "outside its range, on the better side"
    )


def _picture(result: Result, found: CompactTerms) -> Chart | None:
    known = text_in(found).range_of(result.key)
    latest = found.latest_of(result.key)
    return range_picture(known, result, latest, is_agreed=True, with_start=False) if known else None


def _listed(heading: str, lines: Sequence[UndertakingTerms], most: int, nothing: str) -> PaperPart:
    """Those that are overdue first, then by their day."""
    ordered = sorted(lines, key=lambda one: (not one.overdue, one.due, one.number))
    rows = tuple(
        (
            clipped(one.words, LONGEST_WORDS),
            clipped(sentence(_between(one)), LONGEST_PARTY),
            day(one.due),
            state_of(one),
        )
        for one in ordered[:most]
    )
    return PaperPart(
        heading,
        sentences=() if rows else (nothing,),
        table=plain_table(heading, ("What", "By whom to whom", "Due", "Today"), rows, 2.0, 1.1, 0.8, 0.6)
        if rows
        else None,
        note=sentence(_more(len(ordered) - len(rows))),
    )


def _between(one: UndertakingTerms) -> str:
    return f"{one.giver_words} to {one.receiver_words}" if one.receiver_words else one.giver_words


def _clock(found: CompactTerms, context: PaperContext) -> tuple[str, ...]:
    standing = [one for one in found.effects if one.sort is Follows.PAUSE and one.ends is None]
    said = [_still(one) for one in standing[:MOST_PAUSES]] or ["The clock runs."]
    if (more := len(standing) - MOST_PAUSES) > 0:
        said.append(f"{counted(more, 'other promise or condition keeps', 'others keep')} it still as well.")
    if moved := max((one.moved for one in found.due), default=0):
        said.append(f"Days of results have moved on by up to {many_days(moved)} in all, because it stood still.")
    ahead = next(((point, when) for point, when in context.points if when >= found.today), None)
    if found.ended_at is None and ahead is not None:
        said.append(f"Next review point: {POINTS[ahead[0]]}, on {day(ahead[1])}.")
    return tuple(said)


def _still(one: EffectTerms) -> str:
    many = len(one.bears_on)
    for_what = f"for {counted(many, 'result', 'results')}" if many else "for every result"
    because = clipped(one.because, LONGEST_WORDS)
    return f"The clock has stood still since {day(one.starts)}, {for_what}, because of “{because}”."


def _more(many: int) -> str:
    return f"and {many} more on the site." if many > 0 else ""
