"""Reviews of a partnership in words, and figures of both since it began: side by side, and never as a cause."""

from wraparound.capabilities.partnerships.terms.agreements import ReviewLine
from wraparound.capabilities.partnerships.terms.reviews import ReviewPage, SideWords, Since
from wraparound.capabilities.partnerships.wording.plain import day

ALONE_FIRST = (
    "You write for your board alone. The other board reads it once both have written, or two weeks after the day of "
    "the review; from then on it stays as it is."
)
PARTS = (
    ("offered", "What was offered"),
    ("delivered", "What was delivered"),
    ("learned", "What we learned"),
    ("change", "What we would change"),
)


def name_words(is_ending: bool) -> str:
    """What a review is called.

    >>> name_words(True)
    'Review of the end'
    """
    return "Review of the end" if is_ending else "Review"


def standing_words(found: ReviewPage) -> str:
    """Who has written, whether it is shown, and when it is."""
    if not found.written:
        return f"Nobody has written yet. It is for {day(found.due_on)}."
    if len(found.written) == 1:
        other = found.name_of(found.written[0].other)
        if found.shown:
            return f"{other} had not written two weeks after the day, so what was written is shown. It can still write."
        return f"{found.name_of(found.written[0])} has written. {other} has not, so neither reads the other yet."
    return "Both have written, and read each other."


def line_words(one: ReviewLine) -> str:
    """A review in a list."""
    if one.settled:
        return f"{day(one.due_on)} · both boards agreed a note"
    if one.shown:
        return f"{day(one.due_on)} · written; one note of both is to follow"
    wrote = {0: "not written yet", 1: "one board has written"}[len(one.written)]
    return f"{day(one.due_on)} · {wrote}"


def written_words(one: SideWords) -> str:
    """When a side wrote, and whether it had read the other before."""
    late = ", after it had read the other’s words" if one.late else ""
    return f"Written on {day(one.written_on)}{late}."


def days_given_words(one: SideWords) -> str:
    """The people's days that were given, as a side says; empty where it does not know."""
    given = one.words.days_given
    return (
        ""
        if given is None
        else f"{given:g} day{'' if given == 1 else 's'} of people’s time given since the last review"
    )


def since_words(one: Since) -> str:
    """One measure since the start: then, now, the median trust, and where eight in ten were to be expected."""
    if one.then is None:
        return f"{one.label}: no figure from before it began is published."
    start = f"{one.label}: {one.then:.1f}% ({one.then_words}) before it began"
    if one.now is None:
        return f"{start}; {one.why_no_range}."
    median = f" The median trust: {one.median_then:.1f}%, then {one.median_now:.1f}%." if _has_median(one) else ""
    return f"{start}, {one.now:.1f}% ({one.now_words}) now.{median} {range_words(one)}"


def range_words(one: Since) -> str:
    """Where eight in ten like it were to be expected by now, or why that cannot be said."""
    if one.low is None or one.high is None:
        return f"What was to be expected by now cannot be said: {one.why_no_range}."
    return (
        f"From where it stood, eight in ten were to be expected between {one.low:.0f}% and {one.high:.0f}% by now, "
        "partnership or not."
    )


def _has_median(one: Since) -> bool:
    return one.median_then is not None and one.median_now is not None
