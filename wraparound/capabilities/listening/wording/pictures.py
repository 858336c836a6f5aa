"""What came of a pulse as pictures: answers with their intervals, sets beside each other, and time after time."""

from collections.abc import Sequence

from wraparound.capabilities.listening.terms.pulses import PulsePage, QuestionResult, SetResult, Share, TimeStep
from wraparound.capabilities.listening.wording.plain import day
from wraparound.capabilities.listening.wording.pulses import (
    EVERYBODY_ASKED,
    answer_words,
    headings_of,
    most_words,
    percent,
    rows_of,
    share_words,
)
from wraparound.charts.share_rows import ShareRow, ShareRows, ShareRowsPicture, share_rows_chart
from wraparound.charts.share_steps import ShareStep, ShareStepsPicture, share_steps_chart
from wraparound.charts.terms import Chart, ChartTable

CANNOT_TELL = "cannot tell"
NOT_TOLD = "not told"
HOW_TO_READ = (
    "A bar is the share of those who answered; the line over it says from where to where it could lie for more people "
    "in such jobs (95%). Dotted: we cannot tell."
)


def said_picture(result: QuestionResult, place: int) -> Chart | None:
    """Answers of everybody, then the share who said most, set by set; none where nothing is told."""
    if result.everybody is None and not result.groups:
        return None
    parts = [ShareRows(EVERYBODY_ASKED if result.groups else "", _answers(result))]
    if result.groups or result.not_told:
        parts.append(ShareRows(f"Said {most_words(result.question)}", _sets(result)))
    return share_rows_chart(
        ShareRowsPicture(
            name=f"said-{place}",
            title=_finding(result),
            description=answer_words(result),
            parts=tuple(parts),
            table=ChartTable(result.question.words, headings_of(result), rows_of(result)),
        )
    )


def over_time_picture(result: QuestionResult, place: int) -> Chart | None:
    """The share of everybody pulse after pulse, with a gap where it is not told; none before there are two."""
    steps = result.over_time
    if len(steps) < 2:
        return None
    most = most_words(result.question)
    gaps = sum(one.most is None for one in steps)
    missing = f" In {gaps} of them we cannot tell." if gaps else ""
    return share_steps_chart(
        ShareStepsPicture(
            name=f"over-time-{place}",
            title=f"{len(steps)} times: {_moved(result)}",
            description=f"Who said {most}.{missing} Below each pulse: how many of those asked answered.",
            axis_words=f"Percent who said {most}",
            steps=tuple(_step(one) for one in steps),
            not_told=CANNOT_TELL,
            table=ChartTable(
                f"{result.question.words} Said {most}, in each pulse",
                ("Until", "Said it", "Answered, of those asked"),
                tuple(
                    (day(one.on), share_words(one.most) if one.most else CANNOT_TELL, _response(one)) for one in steps
                ),
            ),
        )
    )


def response_picture(page: PulsePage) -> Chart | None:
    """How many of those asked answered; none where that is not told."""
    if page.answered is None:
        return None
    part = page.answered / page.line.asked
    figure = f"{page.answered} of {page.line.asked} ({percent(part)})"
    return share_rows_chart(
        ShareRowsPicture(
            name="response",
            title="How many answered",
            description=f"{figure} of those who were asked answered.",
            parts=(ShareRows("", (ShareRow(words="Answered, of those asked", figure=figure, share=part),)),),
            table=ChartTable("How many answered", ("Who", "Count"), (("Answered", figure),)),
        )
    )


def _finding(result: QuestionResult) -> str:
    if result.everybody is None:
        return "What groups said; of everybody we cannot tell"
    most = result.everybody.most
    return f"{percent(most.count / most.of)} said {most_words(result.question)}"


def _moved(result: QuestionResult) -> str:
    one = result.moved
    if one is None or one.low <= 0 <= one.high:
        return "whether it moved we cannot tell"
    return "it went up" if one.difference > 0 else "it went down"


def _answers(result: QuestionResult) -> tuple[ShareRow, ...]:
    everybody = result.everybody
    if everybody is None:
        return (ShareRow(words=EVERYBODY_ASKED, figure=CANNOT_TELL),)
    answers = zip(everybody.answers, everybody.shares, strict=True)
    return tuple(_row(words, one) for (words, _), one in answers)


def _sets(result: QuestionResult) -> tuple[ShareRow, ...]:
    sets: Sequence[SetResult] = [result.everybody, *result.groups] if result.everybody else result.groups
    told = tuple(_row(one.name, one.most) for one in sets)
    return (*told, *(ShareRow(words=name, figure=CANNOT_TELL) for name in result.not_told))


def _row(words: str, one: Share) -> ShareRow:
    return ShareRow(words=words, figure=_figure(one), share=one.count / one.of, low=one.low, high=one.high)


def _figure(one: Share) -> str:
    return f"{percent(one.count / one.of)} ({percent(one.low)} to {percent(one.high)}), {one.count} of {one.of}"


def _step(one: TimeStep) -> ShareStep:
    most = one.most
    return ShareStep(
        words=f"{one.on:%b %Y}",
        short=f"{one.on:%b %y}",
        below=_response(one),
        share=most.count / most.of if most else None,
        low=most.low if most else None,
        high=most.high if most else None,
    )


def _response(one: TimeStep) -> str:
    return f"{one.answered} of {one.asked}" if one.answered is not None else f"? of {one.asked}"
