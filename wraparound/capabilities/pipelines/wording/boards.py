"""Talent boards in words: what pages, commands, papers and messages say of a meeting."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from wraparound.capabilities.pipelines.terms.boards import (
    AgendaItem,
    BoardAction,
    BoardHead,
    BoardLine,
    BoardState,
    Conflict,
    ItemPage,
    OwnSaid,
    Participant,
    Stays,
)
from wraparound.capabilities.pipelines.wording.posts import day

STATES: Mapping[BoardState, str] = {
    BoardState.PREPARED: "being prepared",
    BoardState.OPEN: "open",
    BoardState.CLOSED: "closed",
    BoardState.CALLED_OFF: "called off",
}
STAYS: Mapping[Stays, str] = {
    Stays.UNDECIDED: "not decided",
    Stays.STAYS: "stays",
    Stays.LEAVES: "leaves while it is talked about",
}
SOMEBODY = "somebody whom you may not see by name"
NONE_YET = (
    "No talent board here is yours to read. Those who lead an organisation for talent, or keep the pipeline of a "
    "region, prepare one and invite you."
)
NONE_PREPARED = (
    "No talent board has been prepared yet. It takes a name, a day, and the posts to talk about; the plans are read "
    "from the pipeline as they stand when you open it, so there is nothing to copy."
)
INVITING = (
    "Whoever is invited reads the agenda, the changes and the minutes, each with no more names and plans than they may "
    "see anyway. An invitation gives a right to nothing else."
)
PRIVATE_MEANS = (
    "Private: only those invited read it and, while nobody among them leads it, those who do, so that it can be "
    "closed. What is said of a person is never hidden from that person, private or not."
)
NOBODY_LEADS = (
    "Nobody who is invited leads it, so nobody could close it. Invite somebody who does before it is private."
)
NOT_RELEASED = (
    "They are not released to be talked about at the talent board of the region. Ask their organisation to release "
    "them for that, and they agree first."
)
NOT_OF_HERE = "They are not of this organisation."
OPENING = (
    "From the moment you open it, this page shows what has changed since. The plans as they stood then can be read "
    "for two years; nothing is copied. People on the agenda by name see that they are talked about, and are told how "
    "it ended when you close it."
)
IT_STAYS = "Something was said, changed or taken on at it, or the person was told that they are talked about. It stays."
IT_HAS_A_CONFLICT = "Somebody has declared a conflict of interest about it. It stays."
NO_AGENDA = "Nothing is on the agenda yet."
NO_CHANGES = "Nothing on these plans has changed since it was opened."
GONE = (
    "What stood here when it was opened, and what changed, has gone in whole or in part: who was named, and who was "
    "ready, is kept for 24 months after it no longer counts."
)
NOT_OPENED = "It has not been opened. Its starting point is the moment at which it will be."
READ_BY_THEM = "They read this word for word on their own page, as soon as it is kept."
OF_THE_POST = (
    "What was said of the post and decided about it. What was said of a person belongs under their name, where they "
    "read it."
)
UNDER_THEIR_NAME = "What is said of a person is written under their name, where they read it, and not as minutes."
CLOSE_ASKS = (
    "Each person below was talked about, or may have been. Say what each is told, in words meant for them, or that "
    "nothing was said about them. They are told at once."
)
NOBODY_DISCUSSED = "Nobody stands on these plans whom you may see by name, so there is nobody to tell."
AN_OUTCOME_IS_MISSING = "Say what they are told, or tick that nothing was said about them."
BOTH_GIVEN = "Write what they are told, or tick that nothing was said: not both."
SOMETHING_WAS_SAID = "Something was written about them, or changed, at this meeting: say how it ended."
WHO_WAS_THERE = "Tick everybody who was there; the others sent apologies"
UNDECIDED = (
    "These conflicts of interest were declared and not decided, and the minutes would say so for good: decide them "
    "first, or tick that you close with them as they are."
)
DECLARED_IS_READ = (
    "Such as: a member of their family applied for it. It is read on this site; Word says only who declared one, at "
    "which item, and what was decided"
)
UNDECIDED_LEFT = "A conflict of interest is not decided: decide it, or tick that you close with it undecided."
CLOSED_MESSAGE = "The meeting is closed. Those who were talked about have been told."
OPENED_MESSAGE = "The meeting is open. What changes on these plans from now on stands here."
CORRECTING = "The minutes stay as they are. Your correction stands beside them, with your name and today's day."
NOT_FOR_ONESELF = "Nobody decides whether they stay themselves: another of those who lead it records what was decided."
SAY_WHY = "Say why: a change at a talent board has a reason."
NOT_OPEN = "This talent board is not open, so nothing is written in it now."
FROZEN = "It is over: its minutes change only by a dated correction."
SHOWN_TO_ALL = (
    "The screen for the room names only those whom every one of those invited may see, and shows no more of a plan "
    "than each of them may."
)
NOT_YOURS = (
    "How this post is covered is for those who lead its organisation or keep the pipeline of its region. Being invited "
    "changes nothing of that."
)
NOT_SHOWN_TO_ALL = "How this post is covered is not shown: not everybody who is invited may see it."


def state_words(state: BoardState) -> str:
    """Where a meeting stands, to begin a line."""
    return STATES[state].capitalize()


def line_words(one: BoardLine) -> str:
    """One meeting in a list."""
    items = "1 item" if one.items == 1 else f"{one.items or 'no'} items"
    private = ", private" if one.private else ""
    return f"{day(one.day)}, {one.place}{private}, {items} on the agenda"


def moment(at: datetime) -> str:
    """A moment as people write it: 09:30 on 3 March 2028."""
    return f"{at:%H:%M} on {day(at.date())}"


def head_words(head: BoardHead, *, local: Mapping[str, datetime]) -> str:
    """The first sentence of a meeting: where it stands. `local` holds `start` and `end` in the site's time."""
    if head.state is BoardState.CLOSED:
        start, end = local["start"], local["end"]
        if start.date() == end.date():
            return f"Held on {day(start.date())}, from {start:%H:%M} to {end:%H:%M}. {FROZEN}"
        return f"Held from {moment(start)} to {moment(end)}. {FROZEN}"
    if head.state is BoardState.OPEN:
        return f"Open since {moment(local['start'])}. Plans are set against how they were known then."
    if head.state is BoardState.CALLED_OFF:
        return f"Called off: {head.called_off_because}"
    return f"Being prepared for {day(head.day)}. {NOT_OPENED}"


def who_reads(head: BoardHead) -> str:
    """Who can read a meeting, and why."""
    if head.private:
        return f"Private, so {PRIVATE_MEANS.partition(': ')[2]}"
    leads = "those who keep the pipeline of" if head.is_region else "those who lead"
    return (
        f"Those invited can read this, and {leads} {head.place}. Each sees no more names than they may see anyway. "
        "What is said of a person, that person reads."
    )


def item_title(one: AgendaItem) -> str:
    """What an item is about."""
    if one.is_post:
        return f"{one.title}, {one.where}" if one.where else one.title
    return one.known.name if one.known else SOMEBODY.capitalize()


def present_words(one: Participant) -> str:
    """How somebody takes part."""
    parts = [*(["chair"] if one.chair else []), *(["you"] if one.is_viewer else [])]
    if one.present is not None:
        parts.append("was there" if one.present else "sent apologies")
    return ", ".join(parts)


def paper_words(one: Participant) -> str:
    """How somebody takes part, on paper: for everybody alike."""
    parts = ["chair"] if one.chair else []
    if one.present is not None:
        parts.append("was there" if one.present else "sent apologies")
    return ", ".join(parts)


def names_there(people: Iterable[Participant], most: int = 500) -> str:
    """Those who took part, by name, the chair first; those invited while nobody wrote down who came.

    In at most so many letters: what does not fit is a number.
    """
    some = list(people)
    came = [one for one in some if one.present]
    listed = came or [one for one in some if one.present is None] or some
    ordered = sorted(listed, key=lambda one: (not one.chair, one.name.casefold()))
    names = [f"{one.name} (chair)" if one.chair else one.name for one in ordered]
    begin = "" if came else "Invited: "
    for left in range(len(names) + 1):
        more = f", and {left} more" if left else ""
        words = f"{begin}{', '.join(names[: len(names) - left])}{more}"
        if len(words) <= most:
            return words
    return f"{len(names)} people"


def purpose_words(name: str, place: str) -> str:
    """For what somebody was talked about: they read it on their own page."""
    return f"Talent board: {name}, {place}"


def own_lines(one: OwnSaid) -> tuple[str, ...]:
    """When somebody was talked about, and how it ended, as they read it."""
    on = day(one.day)
    if one.outcome:
        return (on, f"You were told: {one.outcome}")
    return (on, "Nothing was said about you." if one.nothing else "You are told how it ended when it is closed.")


def conflict_words(one: Conflict) -> str:
    """A declared conflict, with what was decided."""
    because = f": {one.because}" if one.because else ""
    by = f", decided by {one.decided_by}" if one.decided_by and one.stays is not Stays.UNDECIDED else ""
    words = f"{one.words}. " if one.words else ""
    return f"{words}{STAYS[one.stays].capitalize()}{because}{by}"


def mark_words(one: Conflict) -> str:
    """A declared conflict as it is marked on a screen: who, and whether they stay."""
    return f"{one.who} has declared a conflict of interest: {STAYS[one.stays]}"


def undecided_words(who: str, item: int | None) -> str:
    """A conflict that nobody has decided on, as the close lists it."""
    return f"{who}, {'the whole meeting' if item is None else f'item {item}'}"


def action_words(one: BoardAction, today: date) -> str:
    """Something to do: by whom, until when, and whether it is done."""
    if one.done_on is not None:
        came = f": {one.done_words}" if one.done_words else ""
        return f"{one.owner}, done on {day(one.done_on)}{came}"
    late = " (past its day)" if one.due < today else ""
    return f"{one.owner}, by {day(one.due)}{late}"


def changes_words(many: int, outside: int, *, gone: bool = False) -> str:
    """How much has changed, and how much of it outside of the meeting."""
    if gone:
        return GONE
    if not many:
        return NO_CHANGES
    changed = "1 change" if many == 1 else f"{many} changes"
    beside = f", {outside} of them made outside of the meeting" if outside else ""
    return f"{changed} since it was opened{beside}."


def nothing_changed_words(page: ItemPage) -> str:
    """In place of what has changed on one item, where there is nothing to be told."""
    if page.plan is not None and page.plan.closed:
        return "Nothing that is to be read here."
    return GONE if page.gone else NO_CHANGES


def sight_words(cover: bool, posts: bool) -> str:
    """What somebody invited sees of the plans on an agenda; the screen shows no more than the least of them sees."""
    if cover:
        return "sees how these posts are covered, and by name whom they may see"
    return "sees posts without names; plans as yes or no" if posts else "sees the agenda and no plans"


def left_out_words(many: int) -> str:
    """How many are not named on the screen."""
    if not many:
        return ""
    people = "1 person is" if many == 1 else f"{many} people are"
    return f"{people} not named here: not everybody who is invited may see them."


def meeting_need(name: str, place: str, on: date, today: date) -> str:
    """A meeting that lies ahead, as a need of the day."""
    if on == today:
        return f"Talent board today: {name}, {place}."
    return f"Talent board on {day(on)}: {name}, {place}."


def alone_need(name: str, place: str) -> str:
    """A private meeting to which nobody is invited any more who could close it."""
    return f"Nobody who leads it is invited to the private talent board {name}, {place}. Invite somebody, or close it."


def open_need(name: str, place: str) -> str:
    """A meeting that was opened on an earlier day and not closed."""
    return f"The talent board {name}, {place}, is still open: people wait to be told how it ended."


def action_need(words: str, name: str) -> str:
    """An action that is due, as a need of the day."""
    return f"From the talent board {name}: {words}"
