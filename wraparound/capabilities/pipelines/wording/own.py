"""What belongs to a person in the pipeline, in words meant for them; and releases for both sides."""

from collections.abc import Mapping, Sequence
from datetime import date

from wraparound.capabilities.pipelines.terms.own import OwnPlan, OwnPost, OwnReadiness, OwnSight, ReleaseLine
from wraparound.capabilities.pipelines.terms.people import Interests, ReleaseState, ReleaseTo, Side
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, State, Use
from wraparound.capabilities.pipelines.wording.people import MOVES, RELEASED_FOR, RELEASED_TO, TRAVEL
from wraparound.capabilities.pipelines.wording.posts import KINDS, LEVELS, ROLES, day
from wraparound.capabilities.pipelines.wording.succession import BANDS, BANDS_MEAN, USES

WHO_LEADS = "its chair, its chief executive and its director of people"
NOT_NAMED = "Somebody who is no longer yours to see by name"
NOTHING_YET = (
    "Nothing of you is in a pipeline yet: no post, no readiness, no plan. When somebody writes something, it stands "
    "here at once. You can begin by saying what you would consider."
)
NOT_SAID = (
    "Nothing yet. You can say which roles, places and moves you would consider, and choose who reads it. Nobody else "
    "writes it for you."
)
NO_READINESS = "None was agreed about you. When one is, you read here the band, who agreed it, and on what evidence."
NO_PLANS = "No plan names you. When one does, you read here which, since when and why."
FEW = 40
"""Entries of a sort that one's own page lists; all of them are in the copy that one takes away."""
NO_POSTS = "No post is recorded for you here."
INTERESTS_ARE = (
    "In your own hand: nobody else writes it, nothing is worked out from it, and every part may stay empty. What you "
    "save replaces what you had; its history stays on your record until you take it back."
)
INTERESTS_READ_BY = (
    "It is read by you; by those who lead your organisation for talent only if you tick that at the end; and by those "
    "to whom you are released, once you have agreed to a release and for as long as it lasts."
)
RELEASES_ARE = (
    "A trust lets others see one of its people by name, for a purpose and a time of at most 12 months. It counts only "
    "once the person has agreed, and either side takes it back at any time, at once."
)
NOT_RELEASED_ARE = "People who hold a post, are named for one, or whose readiness was agreed, and who are not released."
STATES: Mapping[ReleaseState, str] = {
    ReleaseState.WAITING: "waits for an answer",
    ReleaseState.IN_FORCE: "in force",
    ReleaseState.DECLINED: "declined",
    ReleaseState.TAKEN_BACK: "taken back",
    ReleaseState.RAN_OUT: "ran out unanswered",
    ReleaseState.ENDED: "ended",
    ReleaseState.GONE: "ended with their place there",
}
AS_IT_IS: Mapping[ReleaseState, str] = {
    **STATES,
    ReleaseState.RAN_OUT: "past its last day",
    ReleaseState.ENDED: "past its last day",
    ReleaseState.GONE: "of an organisation that you have left",
}
"""The same of one that was to be answered."""
OWN_LINK = "What was agreed and planned about you, and who reads it"
READINESS_UPHELD = (
    "If you say that they are right, today is its last day, with your answer as the reason, and it counts "
    "nowhere from then on. Agree a new one with them if another is right."
)
PLAN_UPHELD = (
    "If you say that they are right, today is the last day on which this plan names them, with your answer as the "
    "reason. What was planned before stays in its history."
)
UPHELD = "The person said that it was wrong, and it was upheld"


def both(names: Sequence[str]) -> str:
    """Names as people say them: one, two and three.

    >>> both(["Larkmoor", "Thistleford", "Ashby"])
    'Larkmoor, Thistleford and Ashby'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def who_sees(one: OwnSight) -> tuple[str, ...]:
    """Who can see somebody in a pipeline, and why, a sentence each; the first is the answer."""
    places = [*one.organisations, *one.held_at]
    if places:
        first = f"You, and those who lead {both(places)} for talent: {WHO_LEADS}."
    else:
        first = "Only you: no organisation is recorded for you here."
    told = [first, *_because(one), *(_by_release(each) for each in one.released)]
    if not one.released:
        told.append("No region and no other trust sees your name. They see counts, in which nobody is named.")
    return (*told, _of_interests(one), "Whoever runs the machine of this site could technically read it too.")


def _because(one: OwnSight) -> tuple[str, ...]:
    if not one.held_at:
        return ()
    return (f"{both(one.held_at)}: because you hold or have held a post there, or one that served it too.",)


def _by_release(one: ReleaseLine) -> str:
    more = f", and those who lead the trusts of {one.region} for talent" if one.to is ReleaseTo.TRUSTS else ""
    return (
        f"Those who keep the pipeline of {one.region}{more}: because {one.organisation} released you "
        f"{RELEASED_FOR[one.purpose]} and you agreed, until {day(one.ends)} or until either of you takes it back."
    )


def _of_interests(one: OwnSight) -> str:
    if not one.has_interests:
        return "You have not said what you would consider."
    readers = ["those who lead your organisation, as you chose"] if one.shown_at_work else []
    readers += ["those to whom you are released"] if one.released else []
    if not readers:
        return "What you would consider is read by you alone."
    return f"What you would consider is read by {both(readers)}."


def role_at(role: PostRole, level: PostLevel) -> str:
    """A role with its level, in words.

    >>> role_at(PostRole.FINANCE, PostLevel.DEPUTY)
    'Finance, deputy level'
    """
    return f"{ROLES[role]}, {LEVELS[level].lower()} level"


def and_more(many: int) -> str:
    """That a list of one's own page goes on."""
    return f"The latest {FEW} of {many}. All of them are in the copy that you can take away."


def post_line(one: OwnPost) -> str:
    """How and from when to when somebody held a post."""
    how = "" if one.kind is HolderKind.SUBSTANTIVE else f", {KINDS[one.kind]}"
    return f"{day(one.starts)} to {day(one.ends)}{how}" if one.ends else f"Since {day(one.starts)}{how}"


def readiness_head(role: PostRole, level: PostLevel, kind: str, band: Band) -> str:
    """A band with what it is for."""
    return f"{BANDS[band]}: {role_at(role, level)}, {kind}"


def readiness_lines(one: OwnReadiness) -> tuple[str, ...]:
    """What a readiness means, by whom it was agreed on what, and how long it counts."""
    until = f"To be looked at again by {day(one.review_by)}."
    if one.ends is not None:
        why = f": {one.ended_because.rstrip('.')}" if one.ended_because else ""
        until = f"It counted until {day(one.ends)}, and counts nowhere any more{why}."
    elif one.stale:
        until = f"It was to be looked at again by {day(one.review_by)} and was not: it is stale, and in no count."
    return (
        f"That is: you {BANDS_MEAN[one.band]}.",
        f"Agreed on {day(one.agreed_on)} by {one.agreed_by}, {one.organisation}.",
        f"On this evidence: {one.evidence.rstrip('.')}.",
        until,
    )


def plan_head(title: str, organisation: str) -> str:
    """The post for which somebody is named."""
    return f"{title}, {organisation}"


def plan_lines(one: OwnPlan) -> tuple[str, ...]:
    """As what somebody is named in a plan, since when, why, and whether it counts."""
    told = [f"Named as {USES[one.use]} on {day(one.named_on)}{f': {one.because.rstrip(".")}' if one.because else ''}."]
    why = f": {one.ended_because.rstrip('.')}" if one.ended_because else ""
    until = (f"From {day(one.ends)} no longer named{why}.",) if one.ends is not None else ()
    if one.over:
        return (*told, *until)
    if one.state is State.CONFIRMED and one.confirmed_on is not None:
        return (*told, f"Confirmed by {one.organisation} on {day(one.confirmed_on)}.", *until)
    return (*told, "Proposed, and not confirmed: it is in no count.", *until)


def plan_detail(use: Use, state: State, named_on: date, ends: date | None) -> str:
    """The same in a line, for the record of a person."""
    named = f"{USES[use].capitalize()}, {state.value}, named on {day(named_on)}"
    return f"{named}; until {day(ends)}" if ends else named


def readiness_detail(agreed_on: date, agreed_by: str, ends: date | None) -> str:
    """The same of a readiness."""
    agreed = f"Agreed on {day(agreed_on)} by {agreed_by}"
    return f"{agreed}; counted until {day(ends)}" if ends else agreed


def interest_lines(one: Interests, places: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What somebody would consider: a heading and what they said, only where they said something."""
    kinds = [*one.kinds, *(["organisations in difficulty too"] if one.challenged else [])]
    at: dict[PostLevel, list[str]] = {
        level: [ROLES[role] for role, each in one.roles if each is level] for level in PostLevel
    }
    told = (
        *((f"Roles, {LEVELS[level].lower()} level", ", ".join(names)) for level, names in at.items()),
        ("Kinds of organisation", ", ".join(kinds)),
        ("Where", ", ".join(places.get(code, code) for code in one.places)),
        ("How far", TRAVEL[one.travel] if one.travel else ""),
        ("Moves", ", ".join(MOVES[move] for move in one.moves)),
        ("Not before", day(one.not_before) if one.not_before else ""),
        ("Experience", one.experience),
    )
    return tuple((head, words) for head, words in told if words)


def read_by(one: Interests, *, released: bool) -> str:
    """Who reads what somebody would consider."""
    if not one.shown_at_work and not released:
        return "Read by you alone."
    readers = ["those who lead your organisation for talent"] if one.shown_at_work else []
    readers += ["those to whom you are released"] if released else []
    return f"Read by you, and by {both(readers)}."


def release_head(one: ReleaseLine) -> str:
    """For what somebody is released, and to whom."""
    purpose = RELEASED_FOR[one.purpose]
    return f"{purpose[0].upper()}{purpose[1:]}"


def release_lines(one: ReleaseLine, *, own: bool = False) -> tuple[str, ...]:
    """Who offered it, to whom it shows the person, until when, why, and how it stands."""
    return (
        f"It shows {'you' if own else 'them'} by name to {RELEASED_TO[one.to]} ({one.region}).",
        f"Offered by {one.organisation} on {day(one.offered_on)}, until {day(one.ends)}: {one.because.rstrip('.')}.",
        standing_line(one, own=own),
    )


def standing_line(one: ReleaseLine, *, own: bool = False) -> str:
    """How a release stands, in a sentence; `own` where the person reads it."""
    who, whose, them = ("you", "your", "you") if own else ("they", "the person's", "them")
    since = one.agreed_on or one.declined_on or one.offered_on
    back = one.taken_back_on or one.ends
    person = "you" if own else "the person"
    by = person if one.taken_back_by is Side.PERSON else one.organisation
    return {
        ReleaseState.IN_FORCE: f"In force since {day(since)}, when it was agreed. Its last day is {day(one.ends)}.",
        ReleaseState.WAITING: f"It waits for {whose} answer. Until {who} agree it shows nobody to anybody.",
        ReleaseState.DECLINED: f"Declined on {day(since)}. It showed nobody to anybody.",
        ReleaseState.TAKEN_BACK: f"Taken back by {by} on {day(back)}.",
        ReleaseState.GONE: f"It shows {them} to nobody any more: {who} left {one.organisation} after it was offered.",
        ReleaseState.RAN_OUT: f"It ran out on {day(one.ends)} without an answer. It showed nobody to anybody.",
        ReleaseState.ENDED: f"It ended on {day(one.ends)}.",
    }[one.state]


def offered_need(organisation: str) -> str:
    """What waits for somebody to whom a release was offered."""
    return f"{organisation} asks whether others may see you by name in the pipeline. Nothing is shown before you agree."


def not_released(people: int) -> str:
    """How many people are not released.

    >>> not_released(1)
    '1 person, not released'
    """
    return f"{people:,} {'person' if people == 1 else 'people'}, not released"


def asked(one: ReleaseLine) -> str:
    """What a person is asked, in a sentence."""
    return f"{one.organisation} would like others in {one.region} to see you by name: {RELEASED_FOR[one.purpose]}."


def asked_lines(one: ReleaseLine) -> tuple[tuple[str, str], ...]:
    """The same in its parts."""
    return (
        ("Who would see you", f"{RELEASED_TO[one.to]} ({one.region})"),
        ("For what", f"{RELEASED_FOR[one.purpose]}, and for nothing else"),
        ("Until", f"{day(one.ends)}, or until either of you takes it back"),
        ("Why", one.because),
        ("Offered on", day(one.offered_on)),
    )


def agreeing_means(one: ReleaseLine, *, has_interests: bool) -> tuple[str, ...]:
    """What they would see, and what stays the person's own."""
    what = "what you would consider" if has_interests else "what you would consider, if you write it down"
    return (
        f"They would see your name, the posts you hold or held, your readiness, the plans that name you, and {what}.",
        "Of your readiness they see the band, the day it was agreed and the day it is looked at again: not who agreed "
        "it, nor on what, and nothing that was over before you agreed to this.",
        "Every look of theirs stands on your record, with who it was and why.",
        f"It ends by itself on its last day, and when you leave {one.organisation}.",
        "Another region never sees you by it.",
    )


def offering_means(name: str, region: str) -> str:
    """What a trust does by offering a release."""
    return (
        f"{name} is asked, and reads what you write here. Nothing is shown before they agree. Then those you choose in "
        f"{region} see their name, posts, the plans that name them, what they would consider if they said so, and of "
        "their readiness the band and its days: not who agreed it, nor on what."
    )
