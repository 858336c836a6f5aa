"""Listening in words: what is asked, what is promised to those who answer, and what figures say."""

from wraparound.capabilities.listening.terms.pulses import (
    MINIMUM,
    AnsweredPage,
    AskedOften,
    Moved,
    PulseLine,
    PulsePage,
    PulseQuestion,
    PulseState,
    QuestionResult,
    QuestionTopic,
    SetResult,
    Share,
    Split,
    Whom,
)
from wraparound.capabilities.listening.wording.plain import day

TOPICS = {
    QuestionTopic.SUPPORT: "support",
    QuestionTopic.EXPECTATIONS: "expectations",
    QuestionTopic.RECOGNITION: "recognition",
}
OFTEN = {
    AskedOften.QUARTER: "Every three months at most",
    AskedOften.MONTH: "Every month at most",
    AskedOften.NEVER: "Never",
}
WHOM = {
    Whom.BELONG: "Everybody who belongs there",
    Whom.POSTS: "Those who hold a post in pipelines",
}
SPLITS = {
    Split.NONE: "No groups: everybody together",
    Split.KIND: "Kind of organisation",
    Split.TIME: "Time in the job",
}
STATES = {
    PulseState.OPEN: "open",
    PulseState.OVER: "over; figures are being put together",
    PulseState.CLOSED: "closed",
}
TIMES = ("Under a year", "One to three years", "Over three years")
OWN_ANSWERS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
"""The answers to a question that whoever asks has written."""
EVERYBODY_ASKED = "Everybody"
CANNOT_TELL = (
    f"We cannot tell. Fewer than {MINIMUM} answered, or nearly all said the same, or a figure beside earlier ones "
    "would say what a few people think."
)
NOT_TOLD_COUNT = "How many answered is not told here: it would say too much of who did."
TWO_MOST = "The two that say most"
NEVER_ASKED = (
    "Those who could open a pulse for a place are never asked by it. Otherwise somebody could be left out by being "
    "chosen to read, and what they think be found by subtracting one pulse from the next."
)
NO_SECOND = (
    "Choose a second reader from those who could have sent this pulse, for the same place. Whoever a pulse asks cannot "
    "read what others write in it."
)
SECOND_HINT = (
    "Reads and sorts what is written as well, apart from you. Whoever the pulse asks cannot: only those who could open "
    "it stand here. Those who are asked read both names before they write"
)
NEVER_LIVE = "Nothing is shown before the last day is over, to anybody. Then it stays as it is."
SAFE = (
    "What you answer is kept without your name, without a time, and each answer apart from the others. Nobody is told "
    "whether you answered."
)
WARNING = (
    "Words can give you away: a place, an event, a turn of phrase. Write nothing here that only you could have "
    "written, unless you do not mind."
)
MACHINE = (
    "Until the pulse closes, whoever runs the machine could find out that you answered, and by watching its files "
    "closely, what."
)
LEAVE_OUT = (
    "Leave out what you would rather not answer. Once sent, it cannot be changed: nobody could find it, you neither."
)
THANKS = "Thank you. Your answers are kept, and nothing leads back to you."
REST = (
    "Intervals (95%) say how far a share could lie from what more people in such jobs would have said. Those who did "
    "not answer may think otherwise."
)


def place_label(name: str, *, is_region: bool) -> str:
    """What a place of a pulse is called."""
    return f"{name}, the region" if is_region else name


def too_few_words(could: int) -> str:
    """Why no pulse is opened where too few could be asked; it says nothing of how many would not be asked."""
    if could < MINIMUM:
        return f"Fewer than {MINIMUM} people are there, so that no figure could ever be shown. Ask more widely."
    return (
        f"Fewer than {MINIMUM} can be asked now: the others were asked lately, or do not want to be. Ask later, or "
        "more widely."
    )


def too_long_words(what: str, most: int) -> str:
    """What is said where something is too long."""
    return f"Keep {what} within {most:,} characters."


def need_words(title: str) -> str:
    """A pulse on the page of today."""
    return f"You are asked how it is: {title}. Two minutes, and nobody is told whether you answered."


def line_words(line: PulseLine) -> str:
    """A pulse in a list, under its title."""
    if line.waits:
        return f"{line.place}. Two minutes, until {day(line.closes_on)}."
    ends = "until" if line.state is PulseState.OPEN else "closed after"
    return f"{line.place}. {line.asked} asked; {ends} {day(line.closes_on)}."


def state_words(page: PulsePage) -> str:
    """Where a pulse stands, in one or two sentences."""
    line = page.line
    if line.state is PulseState.OPEN:
        return f"{line.asked} people are asked, until {day(line.closes_on)}. Figures come after that day."
    if line.state is PulseState.OVER:
        return f"It ended on {day(line.closes_on)}. Figures come within a day."
    if page.answered is None:
        return f"{line.asked} people were asked, until {day(line.closes_on)}. {NOT_TOLD_COUNT}"
    return (
        f"{page.answered} of the {line.asked} people who were asked answered ({percent(page.answered / line.asked)}), "
        f"until {day(line.closes_on)}."
    )


def percent(part: float) -> str:
    """0.456 → "46%"."""
    return f"{round(100 * part)}%"


def share_words(one: Share) -> str:
    """A share with its interval."""
    return f"{one.count} of {one.of} ({percent(one.count / one.of)}; from {percent(one.low)} to {percent(one.high)})"


def answer_words(result: QuestionResult) -> str:
    """The answer in words: how many gave one of the two answers that say most."""
    if result.everybody is None:
        return CANNOT_TELL
    return f"{share_words(result.everybody.most)} said {most_words(result.question)}."


def most_words(question: PulseQuestion) -> str:
    """The two answers that say most."""
    return " or ".join(f"“{one.lower()}”" for one in question.answers[-2:])


def moved_words(one: Moved) -> str:
    """How a share moved since the last time, and whether that can be told from chance."""
    ends = f"between {points(one.low)} and {points(one.high)} points"
    before = f"{percent(one.before.count / one.before.of)} of {one.before.of} until {day(one.since)}"
    if one.low <= 0 <= one.high:
        return f"It was {before}. Whether it moved we cannot tell: {ends}."
    return f"It was {before}. It went {'up' if one.difference > 0 else 'down'}: {ends}."


def points(part: float) -> str:
    """0.123 → "+12", -0.04 → "−4"."""
    found = round(100 * part)
    return f"−{-found}" if found < 0 else f"+{found}" if found else "0"


def rows_of(result: QuestionResult) -> tuple[tuple[str, ...], ...]:
    """A table of one question: a row for each answer, or answers together, a column for each set; last the share."""
    sets = _sets(result)
    if not sets:
        return ()
    answers = zip(*(one.answers for one in sets), strict=True)
    shares = (percent(one.most.count / one.most.of) for one in sets)
    return (*((each[0][0], *(str(count) for _, count in each)) for each in answers), (TWO_MOST, *shares))


def headings_of(result: QuestionResult) -> tuple[str, ...]:
    """The headings of the same table; empty where nothing is told."""
    sets = _sets(result)
    return ("Answer", *(one.name for one in sets)) if sets else ()


def _sets(result: QuestionResult) -> list[SetResult]:
    return [result.everybody, *result.groups] if result.everybody else list(result.groups)


def not_told_words(result: QuestionResult) -> str:
    """Which groups are not told, and that this says nothing of them."""
    names = "; ".join(result.not_told)
    return f"Not told: {names}. Too few, or it would say what a few people think." if names else ""


def over_time_words(result: QuestionResult) -> str:
    """The same question pulse after pulse, in one line."""
    told = (
        f"{percent(one.most.count / one.most.of)} until {day(one.on)}"
        if one.most
        else f"cannot tell until {day(one.on)}"
        for one in result.over_time
    )
    return f"Time after time: {'; '.join(told)}."


def answered_words(page: AnsweredPage) -> str:
    """What stands in place of the questions of a pulse that does not wait for an answer any more."""
    if page.answered:
        return f"You have answered. Thank you. What came of it is here after {day(page.closes_on)}."
    if page.state is PulseState.OVER:
        return f"The last day, {day(page.closes_on)}, is over. What came of it is here within a day."
    return f"The last day, {day(page.closes_on)}, is over. What came of it is here."
