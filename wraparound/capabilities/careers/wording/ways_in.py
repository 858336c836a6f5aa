"""Ways in, openings and interest in words that a person of 18 or of 45 understands."""

from collections.abc import Mapping, Sequence

from wraparound.capabilities.careers.terms.interests import (
    DAYS_TO_CONFIRM,
    LONGEST_BRINGS,
    MONTHS_KEPT,
    MOST_FROM_A_PLACE,
    InterestLine,
    InterestPage,
    InterestState,
)
from wraparound.capabilities.careers.terms.ways_in import LEAST_TO_TELL, OpeningLine, OutcomeTold, RouteFact, RoutePage
from wraparound.capabilities.careers.wording.frameworks import day, how_many

LEAD = "You can lead in the NHS from many starts. Find yours. You need no account, and nobody gives you marks."
UNKNOWN = "We do not know. Ask when you talk to someone."
HOW_TO_APPLY = (
    "How to apply for a scheme or a course stands on its own page, which is named above. We do not know when the next "
    "one opens."
)
WHAT_LEADERS_DO = "What leaders need to be able to do"
NOTHING_OPEN = "Nothing is open here today. You can still tell us that you are here."
OWN_WORDS = (
    "What we say of a course or a scheme is from the page that is named beside it. Pages change: look there before "
    "you plan. The rest is in our own words."
)
AFTER = (
    "We send you an email. Open the link in it and say yes. Only then can the region read what you wrote. If you do "
    f"not, it is gone after {DAYS_TO_CONFIRM} days."
)
READS = (
    "It is read by the people in your region who look for new leaders. If you apply for a job that is open here, "
    "the people who offer it read it too. You can see who did."
)
NOBODY_READS = "No part of the country reads this here yet. Look at what is open, and apply on its own page."
KEPT = (
    f"It is kept for {MONTHS_KEPT} months after the last change, and then it is gone. Take it back when you like, by "
    "the link in the email. Nobody needs to know why."
)
NOT_ASKED = "Do not write of your health, your faith, or where your family is from. It must not count."
CONSENT = "You may keep this and read it, as it says here"
SENT_WORDS = "Look in your email. The link in it is yours alone: with it you say yes, read, change or take back."
WHO_ANSWERS = (
    "Those who look for new leaders in your region answer you. If you apply for a job that is open here, those who "
    "offer it may answer too. The answer stands on the page behind your link, in their own words, and an email tells "
    "you that it is there."
)
NO_MAIL_HERE = (
    "This region is made up, so no email is sent. The link stands here in place of the email. Keep it: it is your way "
    "back to what you wrote, and to the answer."
)
OPEN_LINK = "Open your link, as if it had come by email"
FROM_ONE_PLACE = (
    f"More than {MOST_FROM_A_PLACE} people tried from where you are within an hour. Try again in an hour. What you "
    "typed just now was not kept."
)
TO_ONE_ADDRESS = "We have sent this address enough emails for one day. Look there, or try again tomorrow."
FULL_TODAY = "So many people came today that we can take no more. Try again tomorrow. Nothing was kept."
MUST_AGREE = "Tick the box, or we may not keep it."
NO_NAME, NO_ADDRESS, NO_REGION = "Type your name.", "Type an email address that works.", "Choose where."
TOO_LONG = f"Keep it to {LONGEST_BRINGS:,} characters."
NO_LONGER_OPEN = "This is not open any more. You can register for the route without it."
CONFIRMED = "Thank you. The region can read it now."
CHANGED = "Changed."
TAKEN_BACK = "It is taken back. Nothing of what you wrote is left."

SUBJECT = "You told us that you want to lead in the NHS"
BODY = """Hello,

somebody typed this address at Wraparound, to say that they want to find a way into leading in the NHS.

If that was you, open this link. Say yes there, and the region can read it. You can change it or take it back by the
same link, at any time:
{link}

If it was not you, do nothing: it is gone in {days} days. Or open the link and take it back at once.
"""
AGAIN_BODY = """Hello,

you registered this before, and it is still there. What was typed just now changed nothing. Open this link to read it,
change it or take it back:
{link}
"""
ANSWERED_SUBJECT = "You have an answer about your way in"
ANSWERED_BODY = """Hello,

the people who read what you wrote have answered. Open your link to read it:
{link}
"""
WAITING_SUBJECT = "Somebody is interested in a way in"
WAITING_BODY = """Somebody in your region, or for an opening of yours, is interested in a way in and waits.

Sign in to Wraparound and open Careers, then “Who is interested”. This message says no more on purpose.
"""

STATES: Mapping[InterestState, str] = {
    InterestState.SENT: "Nobody has opened it yet",
    InterestState.SEEN: "Seen",
    InterestState.TALKING: "We want to talk with you",
    InterestState.OFFERED: "Something was offered to you",
    InterestState.NOT_NOW: "Not now",
}
"""As the person reads them."""
ANSWER_CHOICES: Mapping[InterestState, str] = {
    InterestState.TALKING: "We want to talk",
    InterestState.OFFERED: "We offer something",
    InterestState.NOT_NOW: "Not now",
}
FOR_READERS: Mapping[InterestState, str] = {
    InterestState.SENT: "waits: nobody has opened it",
    InterestState.SEEN: "opened, and waits for an answer",
    InterestState.TALKING: "you are talking",
    InterestState.OFFERED: "something was offered",
    InterestState.NOT_NOW: "not now",
}
KIND = "Say kindly why, and what they could do next. They read it as you write it."
NO_REASON = "Say why it is not now, in words that you would like to read yourself."
NO_ANSWER_WORDS = "Say in a few words how you will talk, or what you offer."
END_WORDS = "Taken down. Nobody can apply by it any more."
OPENED_WORDS = "It is there for all to see."
WRONG_LINK = "Give a link that begins with https://, or leave it empty: then people apply here."
WRONG_DAY = "Choose a last day from today on, within a year."
WRONG_TEXT = "Say what it is and where, in at most 100 characters each."
WRONG_ROUTE = "Choose one of the ways in."


def source_words(one: RouteFact) -> str:
    """Whose page a fact is from."""
    return f"{one.source}, read on {day(one.read_on)}"


def opening_words(one: OpeningLine) -> str:
    """An opening in a list, under its title."""
    how = "Apply on their own page." if one.link else "Apply here."
    return f"{one.where}. {one.owner}. Open until {day(one.closes_on)}. {how}"


def kept_opening_words(one: OpeningLine) -> str:
    """An opening in the list of those who keep it."""
    return f"{one.where}. {'Taken down' if one.ended else f'Open until {day(one.closes_on)}'}."


def outcome_words(one: OutcomeTold) -> str:
    """How long it takes until there is an outcome."""
    if not one.enough:
        return f"Too few to say. We say how long it takes once {LEAST_TO_TELL} people have had a final answer."
    if one.weeks is None:
        return "Fewer than half of those who told us have had a final answer yet."
    return f"Half of those who told us had a final answer within {how_many(one.weeks, 'week')}."


def line_words(one: InterestLine) -> str:
    """An interest in the list of those who answer."""
    opening = f" “{one.opening}”." if one.opening else ""
    return f"{one.region}.{opening} Since {day(one.confirmed_on)}; {FOR_READERS[one.state]}."


def state_words(one: InterestPage) -> str:
    """How far it is, to whoever registered."""
    if one.confirmed_on is None:
        return "You have not said yes yet, so nobody can read it."
    return f"{STATES[one.state]}."


def opened_words(one: InterestPage) -> str:
    """Who opened it."""
    if not one.opened:
        return "Nobody has opened it yet."
    return f"Opened by {', '.join(f'{each.name} (last on {day(each.on)})' for each in one.opened)}."


def say_ways_in(found: Sequence[RoutePage]) -> str:
    """Every way in at the terminal, with what is open on it."""
    lines: list[str] = []
    for one in found:
        lines += [f"{one.route.title} ({one.route.key}): {one.route.line}", f"  {outcome_words(one.outcome)}"]
        lines += [f"  {each.title}. {opening_words(each)} {each.link}".rstrip() for each in one.openings]
    return "\n".join(lines)
