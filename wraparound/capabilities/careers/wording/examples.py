"""Examples, and who vouches for them, in words."""

from wraparound.capabilities.careers.terms.examples import (
    LONGEST_DOCUMENT,
    LONGEST_EXAMPLE,
    LONGEST_LINK,
    LONGEST_VOUCH,
    VouchAsked,
    VouchState,
    VouchTerms,
)
from wraparound.capabilities.careers.wording.frameworks import day

LEAD = (
    "Say in a few sentences what you did, where, and what came of it. It is yours: nobody else reads it but those whom "
    "you ask to vouch for it. It is no score, and counts for or against nothing."
)
NO_WORDS = "Say what you did."
NO_NAMES = "Leave out names of patients and of colleagues."
TOO_LONG = (
    f"Keep what you did under {LONGEST_EXAMPLE} characters, a link under {LONGEST_LINK}, and the title of a document "
    f"under {LONGEST_DOCUMENT}."
)
LINK = "Give an address that begins with https://, or leave it out."
YOURSELF = "Somebody else has to vouch for it."
ASKED_ALREADY = "They were asked already."
WHEN = f"Choose a day from tomorrow on, within {LONGEST_VOUCH // 366} years."
NOTHING_TO_VOUCH = "Nobody waits for you to vouch for anything."
VOUCHING = (
    "You say that you know of this and that it is so. You do not say how good anybody is. They see your name and the "
    "day; you can take it back at any time."
)
USED = "examples against it"
ON_HOLD = "A legal hold lies on this, so nothing of it can be deleted while it lasts."
WHY_READ = "You asked them to vouch for it"


def vouch_words(one: VouchTerms) -> str:
    """Who vouches, and until when."""
    on = day(one.answered_on) if one.answered_on else ""
    return {
        VouchState.ASKED: f"{one.voucher} was asked to vouch for it and has not answered.",
        VouchState.CONFIRMED: f"{one.voucher} vouched for it on {on}, until {day(one.until)}.",
        VouchState.EXPIRED: f"{one.voucher} vouched for it on {on}. That expired on {day(one.until)}.",
        VouchState.DECLINED: f"{one.voucher} would rather not vouch for it.",
        VouchState.TAKEN_BACK: f"{one.voucher} vouched for it, and took that back on {on}.",
    }[one.state]


def asked_words(one: VouchAsked) -> str:
    """An example that waits for the viewer, or for which they vouch."""
    return {
        VouchState.ASKED: f"Asks you to vouch for an example of “{one.competency.title}”.",
        VouchState.CONFIRMED: f"You vouch for an example of “{one.competency.title}” until {day(one.until)}.",
    }.get(one.state, f"You do not vouch for the example of “{one.competency.title}” today.")


def need_words(person: str) -> str:
    """The same on the page of today."""
    return f"{person} asks you to vouch for what they did"
