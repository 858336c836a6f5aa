"""Work across organisations, in words."""

from collections.abc import Mapping

from wraparound.capabilities.careers.terms.system_work import (
    LONGEST_NAME,
    LONGEST_WORDS,
    ConfirmAsked,
    ConfirmState,
    ConfirmTerms,
    SharedWork,
    SystemPlace,
    SystemWorkLine,
)
from wraparound.capabilities.careers.wording.frameworks import day

PLACES: Mapping[SystemPlace, str] = {
    SystemPlace.PARTNERSHIP: "A partnership of several organisations",
    SystemPlace.PLACE: "A place: a town, a county or a borough",
    SystemPlace.COLLABORATIVE: "A provider collaborative",
    SystemPlace.CARE_BOARD: "An integrated care board (ICB)",
    SystemPlace.LOCAL_AUTHORITY: "A local authority",
    SystemPlace.CHARITY: "A charity or community group",
}
WITH: Mapping[SystemPlace, str] = {
    SystemPlace.PARTNERSHIP: "With a partnership",
    SystemPlace.PLACE: "With a place",
    SystemPlace.COLLABORATIVE: "With a provider collaborative",
    SystemPlace.CARE_BOARD: "With an integrated care board",
    SystemPlace.LOCAL_AUTHORITY: "With a local authority",
    SystemPlace.CHARITY: "With a charity or community group",
}
LEAD = (
    "What you did with others beyond your own organisation: where, what for, how long, with whom, what changed, and "
    "who says that it was so. It is yours. Nobody else reads it but those whom you ask or show it to, and nothing is "
    "scored."
)
NOTHING = "Nothing is written here yet."
NO_NAMES = "Leave out names of patients, of clients and of colleagues."
NOT_CHANGED = (
    "It cannot be changed, since whoever confirms has read it as it is; only its last day can be added. Write another, "
    "or delete it."
)
NO_WORDS = "Say with what, its name, what for, with whom and what changed."
TOO_LONG = f"Keep the name under {LONGEST_NAME} characters, and each of the rest under {LONGEST_WORDS}."
NO_TIME = "Choose a first day that is over or today, and a last day that is not before it and not to come."
OVER_ALREADY = "It has a last day already."
YOURSELF = "Somebody else has to confirm it."
ASKED_ALREADY = "They were asked already."
CONFIRMING = (
    "You say that you know of this work and that it was so. You do not say how good anybody is. They see your name and "
    "the day; you can take it back at any time."
)
NOTHING_TO_CONFIRM = "Nobody waits for you to confirm what they did with others."
WHY_ASKED = "You asked them to confirm work across organisations"


def time_words(one: SystemWorkLine) -> str:
    """With what, from when to when, and how long that was."""
    began = day(one.began_on)
    if one.ended_on is None:
        return f"{WITH[one.place]}, since {began}."
    long = long_words((one.ended_on - one.began_on).days + 1)
    return f"{WITH[one.place]}, from {began} to {day(one.ended_on)}, {long}."


def long_words(days: int) -> str:
    """How long it was, in the unit that people would use.

    >>> long_words(1), long_words(20), long_words(200), long_words(800)
    ('1 day', '20 days', '7 months', '2 years and 2 months')
    """
    if days < 60:
        return _many(days, "day")
    years, months = divmod(max(2, round(days * 12 / 365.25)), 12)
    parts = [_many(many, what) for many, what in ((years, "year"), (months, "month")) if many]
    return " and ".join(parts)


def confirm_words(one: ConfirmTerms) -> str:
    """Who confirms, and where that stands."""
    on = day(one.answered_on) if one.answered_on else ""
    return {
        ConfirmState.ASKED: f"{one.name} was asked to confirm it and has not answered.",
        ConfirmState.CONFIRMED: f"{one.name} confirmed it on {on}.",
        ConfirmState.DECLINED: f"{one.name} would rather not confirm it.",
        ConfirmState.TAKEN_BACK: f"{one.name} confirmed it, and took that back on {on}.",
    }[one.state]


def asked_words(one: ConfirmAsked) -> str:
    """Work that waits for the viewer, or that they confirm."""
    if one.state is ConfirmState.CONFIRMED:
        return f"You confirm “{one.line.name}”."
    return f"Asks you to confirm “{one.line.name}”."


def shared_words(one: SharedWork) -> str:
    """What somebody shows the viewer, in a list."""
    return f"Work across organisations. You can read it until {day(one.until)}, or until they take it back."


def need_words(person: str) -> str:
    """The same on the page of today."""
    return f"{person} asks you to confirm what they did with others"


def held_words(one: SystemWorkLine) -> str:
    """All of it, for the copy of one's data."""
    told = [one.name, time_words(one), f"What for: {one.purpose}", f"With whom: {one.partners}"]
    return "\n".join([*told, f"What changed: {one.changed}", *map(confirm_words, one.confirmed)])


def _many(many: int, what: str) -> str:
    return f"{many} {what}" if many == 1 else f"{many} {what}s"
