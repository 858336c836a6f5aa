"""What a development programme led to, in words."""

from collections.abc import Mapping

from wraparound.capabilities.careers.terms.programmes import (
    LEAST_PEOPLE,
    ComparedShare,
    MovedWithin,
    ProgrammeLine,
    ProgrammeTold,
)
from wraparound.capabilities.careers.wording.frameworks import day, how_many
from wraparound.capabilities.careers.wording.profiles import role_words
from wraparound.methods.ratios import Reading

HEAD = "What development programmes led to"
LEAD = (
    "Of people who were on a programme and agreed to be counted: how many held a bigger role in the region one and two "
    f"years later. It is told of {LEAST_PEOPLE} people or more together, once, and never of anybody."
)
NO_CAUSE = (
    "People who join a programme differ from people who do not: they were chosen, or chose it, and may have moved "
    "anyway. So this does not say that a programme was the cause, and not that it was not."
)
MEANS = (
    "A bigger role is the board after the tier below it, and chief executive after the board, held as one's own in the "
    "region. Who left the region, or holds a bigger role elsewhere, counts as not having moved. Whoever was on it and "
    "did not agree to be counted is among the others."
)
CONSENT = (
    "If you were on one, you can be counted with the others. You alone say so, nobody reads it, and you can take it "
    "back until it is told. Of several programmes you are counted in the one that ended first. In figures of equality "
    "you are counted too, by a token and never by name, unless you object there."
)
NOTHING = "No programme is named in your region."
HELD = "You are counted on a development programme"
IN_IT, OUT = "You are counted on it.", "You are not counted on it."
NAMED = "Named. People who are on it can now say that they are counted."
DROPPED = "Taken down. Nothing is told of it any more."
NO_NAME = "Say what it is called, in at most 120 letters."
WRONG_DAYS = "It ends on its first day or later."
TOO_LATE = "Its two years are over, so nothing could be told of it any more. Name a later one."
TOLD_ALREADY = "It was told already, or is about to be. What was told stays, and nobody is counted again."
READINGS: Mapping[Reading, str] = {
    Reading.FIRST: "More of those on it moved than chance explains.",
    Reading.SECOND: "Fewer of those on it moved than chance explains.",
    Reading.ALIKE: "That is about alike.",
    Reading.CANNOT_TELL: "We cannot tell whether that differs: at these counts, chance explains it.",
}


def line_words(one: ProgrammeLine) -> str:
    """Whose it is and when it was."""
    return f"{one.owner}. {day(one.starts_on)} to {day(one.ends_on)}."


def told_lines(one: ProgrammeLine) -> tuple[str, ...]:
    """What is told of it, a sentence to a line; or when that can be, or why it cannot."""
    if one.told is None and one.told_on is None:
        return (f"Counted from {day(one.counted_from)}, and told after {day(one.told_from)}.",)
    if one.told is None:
        return (f"Nothing can be told: fewer than {LEAST_PEOPLE} people agreed to be counted and held a role here.",)
    return (
        started_words(one.told, one),
        *(words for years, each in sorted(one.told.within.items()) for words in moved_words(years, each, one.told)),
        *(() if one.told.within else ("How many moved cannot be told: too few did, or too few did not.",)),
    )


def started_words(told: ProgrammeTold, one: ProgrammeLine) -> str:
    """How many people it tells of, and where they started."""
    parts = [f"{role_words(each.sought)} {each.people}" for each in told.started]
    if told.others:
        parts.append(f"other roles {told.others}")
    return f"{how_many(told.people, 'person', 'people')} counted from {day(one.counted_from)}. They started as: " + (
        f"{', '.join(parts)}."
    )


def moved_words(years: int, one: MovedWithin, told: ProgrammeTold) -> tuple[str, ...]:
    """How many moved, beside others in the same starting roles."""
    when = "one year" if years == 1 else "two years"
    share = round(100 * one.moved / told.people)
    first = (
        f"Within {when} {one.moved} of {told.people} held a bigger role ({share}%; at these counts {one.low} to "
        f"{one.high}%)."
    )
    return (first, compared_words(one.compared))


def compared_words(one: ComparedShare | None) -> str:
    """The same share of others, and what may be said of the two."""
    if one is None:
        return "We cannot tell it beside others: too few started from the same roles, or too few of them moved."
    return (
        f"Of others in the region who started from the same roles, in the same mix, about {one.share}% did "
        f"({one.low} to {one.high}%). {READINGS[one.reading]}"
    )
