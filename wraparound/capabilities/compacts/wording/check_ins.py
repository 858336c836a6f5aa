"""What check-ins say on pages and in answers: questions, states, and why something is refused."""

from wraparound.capabilities.compacts.terms.check_ins import (
    LONGEST_WORDS,
    CheckInPage,
    CheckInQuestion,
    CheckInState,
    LockedAnew,
    RaisedTo,
)

QUESTIONS = {
    CheckInQuestion.HOW: "How are you?",
    CheckInQuestion.HELPS: "What helps?",
    CheckInQuestion.IN_THE_WAY: "What is in the way?",
    CheckInQuestion.TALK: "What do you want to talk about?",
}
TO = {
    RaisedTo.BOARD: "the chair",
    RaisedTo.REGION: "the region",
    RaisedTo.IMPROVEMENT: "the improvement director",
}
NO_WORDS = "Write something first: one of the questions is enough."
NO_ANSWER = "Write something first."
TOO_LONG = f"That is too long: each part can have {LONGEST_WORDS:,} characters. Nothing you typed is lost."
NO_KEY = (
    "This site cannot keep check-ins yet: it has no key to lock them with, and without one they are not kept at all. "
    "Ask whoever runs this site to set it up."
)
SHUT = (
    "This cannot be opened with the keys that this site has now. Nothing is lost: ask whoever runs this site to put "
    "the earlier key back beside the new one."
)
MEANWHILE = (
    "Something was written here while you were writing, perhaps by you in another window. Nothing you typed is lost: "
    "look below at what is new, and send it again if you still mean it."
)
NOT_YET = "Check-ins begin once the compact is in force. Until then there is nothing to write here."
ENDED = "This compact has ended, so nothing more is written here. What is here stays readable for a year after that."
ON_HOLD = (
    "This must be kept for now: a legal hold lies on one of you. Its words cannot be taken back while it lasts; nobody "
    "opens them because of it."
)


def to_whom(to: tuple[RaisedTo, ...]) -> str:
    """Such as “the chair and the region”.

    >>> to_whom((RaisedTo.BOARD, RaisedTo.REGION))
    'the chair and the region'
    """
    named = [TO[one] for one in to]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def why_not_writing(found: CheckInPage) -> str:
    """Why nothing can be written today; empty where it can."""
    if found.state is CheckInState.NOT_YET:
        return NOT_YET
    if found.state is CheckInState.ENDED:
        return ENDED
    return "" if found.can_lock else NO_KEY


def reads_words(found: CheckInPage) -> str:
    """Who opens these, in a sentence for the leader."""
    one = found.confidant
    if one is None and found.left:
        return f"{found.left} is no longer there for them: what you write is read by you alone."
    if one is None:
        return "You have chosen nobody yet: what you write is read by you alone."
    if one.accepted_at is None:
        return f"You have asked {one.name}, who has not answered yet. Until then you alone read what you write."
    if one.reads:
        return f"Read by you and {one.name}, and by nobody else."
    return f"{one.name} {one.why_not} Until you choose somebody else, you alone read what you write."


def locked_anew(done: LockedAnew) -> str:
    """What was locked anew, at the terminal.

    >>> locked_anew(LockedAnew(anew=2, already=1, shut=0))
    '2 were locked anew under the newest key; 1 was under it already.'
    """
    said = f"{_were(done.anew)} locked anew under the newest key; {_were(done.already)} under it already."
    if done.shut:
        said += (
            f" {done.shut:,} cannot be opened with any key that this site has now: keep the earlier keys, or find the "
            "one that is missing. They are as they were."
        )
    return said


def _were(many: int) -> str:
    return f"{many:,} {'was' if many == 1 else 'were'}"
