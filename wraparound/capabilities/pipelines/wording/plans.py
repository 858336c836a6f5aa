"""Succession plans in words: the answer of a plan, its lines, what cannot be done and why."""

from collections.abc import Mapping, Sequence
from datetime import date

from wraparound.capabilities.pipelines.terms.lists import (
    Ahead,
    Cover,
    HolderLine,
    PostTerms,
    Seen,
    SuccessorLine,
    YesNo,
)
from wraparound.capabilities.pipelines.terms.plans import ChainEnd, ChainMove, PlanGroup, PlanTerms, PostLink
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, State, Use
from wraparound.capabilities.pipelines.wording.ahead import ahead_lines
from wraparound.capabilities.pipelines.wording.posts import KINDS, LEVELS, NOT_SHOWN, OF_TODAY, day
from wraparound.capabilities.pipelines.wording.succession import BANDS, SORTS, USES

CHOOSE_SOMEBODY = "Choose somebody from the list. If they are not on it, find them by part of their name."
NOT_NAMEABLE = (
    "They are not of your organisation and not released to you. Ask their organisation to release them first."
)
REGION_ONLY_RELEASED = (
    "A region proposes only people whom their organisation has released to be considered for posts, and who have "
    "agreed. Ask their organisation to release them first."
)
READINESS_IS_AGREED = (
    "When a person could take it up is their readiness, agreed with them, and is not typed here. Leave “who is meant” "
    "and “when” empty, or say that they are outside this site."
)
PERSON_OR_NOT = "Choose a person, or say that it is somebody outside this site or still to be found: not both."
SAY_WHO_IS_MEANT = "Say in a few words who is meant, without their name if they do not know of it."
SAY_WHY = "Say why: it stays in the history of the post, and the person can read it."
NOT_YOURS_TO_TAKE_OFF = (
    "This is taken off by those who lead the organisation of the post. You can take off what you proposed yourself, "
    "until it is confirmed."
)
NOT_ONESELF = "Nobody confirms themselves. Ask somebody else who leads the organisation to confirm it."
NO_LONGER_THERE = (
    "They are no longer of the organisation, and not released to it. Ask for their release, or take them off the plan."
)
OFF_ALREADY = "They were taken off this plan already."
POST_IS_CLOSED = "The post is closed, or its last day is known. Nobody is named for it any longer."
TOO_MANY_COMPARED = "Compare up to five people at a time: untick some of those below."
CHOOSE_TO_COMPARE = "Tick two to five of those who are named, and compare them."
NOT_RELEASED = "somebody who is not released"
NOT_ENTERED = "Not entered on that day"
SELDOM_A_PROMISE = (
    "A plan is no promise of a post. Posts are filled by fair competition; a plan says who has been thought of."
)
AT_A_MEETING = (
    "You are changing this plan at a talent board: naming, confirming, taking off and changing the post each ask why, "
    "and stand in its minutes. Who takes the post up, who leaves it and that it ends are entered as ever, and are "
    "marked as made outside of the meeting."
)
CHAIN_MEANS = (
    "If one of those confirmed took this post up, what they hold substantively would fall vacant. Read it as what "
    "might have to be filled next, not as what will happen."
)
COMPARED_TODAY = "People are compared as they are today, whatever the day of the page you came from."
NO_SUM = "They stand by name. There is no sum and no mark: people decide."
NOBODY_TO_COMPARE = "Nobody is named for this post whom you may see by name, so there is nobody to compare."
FIND_HINT = "The beginning of a first or last name. What you have typed here is kept."
CONFIRM: Mapping[Sort, str] = {
    Sort.NAMED: "Confirm",
    Sort.EXTERNAL: "Confirm",
    Sort.UNKNOWN: "Agree that somebody is to be found",
}
"""What the button says that confirms an entry: there is nobody to confirm where somebody is still to be found."""
READ_IT_FIRST = "Confirm it from the page of the post, where it says what it is now."
CONFIRMED_MESSAGE = "Confirmed. It counts from today."
TAKEN_OFF_MESSAGE = "Taken off the plan. That, and why, stays in the history of the post."
SOMEBODY_GONE = "Somebody who has left"
NUMBERS = ("nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def named_message(*, confirmed: bool) -> str:
    """What is said once somebody was named."""
    return (
        "Named and confirmed. It counts from today."
        if confirmed
        else "Proposed. It counts once somebody who leads the organisation has confirmed it."
    )


def ask_for_release(name: str, organisation: str) -> str:
    """Why somebody from elsewhere cannot be named yet."""
    return (
        f"{name} is not of {organisation}, and not released to the trusts of its region to be considered for posts. "
        "Ask their organisation to release them; they are asked too. Then they can be named."
    )


def named_already(name: str, use: Use) -> str:
    """That nobody is named twice."""
    return f"{name} is named as {USES[use]} for this post already. Nobody is named twice."


def holds_it(name: str) -> str:
    """That a holder does not follow themselves."""
    return f"{name} holds this post. Name somebody else to follow, or as emergency cover."


def too_many(most: int) -> str:
    """That no more are wanted."""
    return (
        f"At most {people(most)} can be confirmed to follow in this post, and there are as many. Take somebody off "
        "first, or change how many are wanted on the page of the post."
    )


def people(many: int) -> str:
    """Such as “one person”; in figures from eleven on."""
    return f"{count(many)} {'person' if many == 1 else 'people'}" if many else count(many)


def count(many: int) -> str:
    """A number as people say it."""
    return NUMBERS[many] if many < len(NUMBERS) else f"{many:,}"


def level_words(post: PostTerms) -> str:
    """At which level it is."""
    return f"{LEVELS[post.level]} level"


def critical_words(post: PostTerms) -> str:
    """Whether it is critical and why."""
    return f"Critical: {_sentence(post.critical_because)}" if post.critical else ""


def answer(
    post: PostTerms, on: date, held: tuple[str, ...], counts: Cover | None, yes_no: YesNo | None
) -> tuple[str, ...]:
    """Who holds it, as `held` says, and who could follow, in a few sentences."""
    if on < post.starts:
        return (f"This post is there from {day(post.starts)} on: not yet on this day.", *held)
    if post.ends is not None and post.ends < on:
        return (f"Closed. Its last day was {day(post.ends)}.",)
    if yes_no is not None:
        return (*held, yes_no_words(yes_no))
    return (*held, *(cover_words(post, counts) if counts is not None else ()))


def held_words(
    holders: Sequence[HolderLine], vacant_since: date | None, ahead: Sequence[Ahead] = ()
) -> tuple[str, ...]:
    """Who holds it, since when, and who stands in; and who does later."""
    found = [f"Vacant since {day(vacant_since)}."] if vacant_since is not None else []
    found += [held_line(one) for one in holders if one.kind is not HolderKind.VACANT]
    found += [f"{one}." for one in ahead_lines(ahead)]
    return tuple(found) or ("Nobody is entered as holding it yet.",)


def held_line(one: HolderLine) -> str:
    """One holder in a sentence."""
    who = one.known.name if one.known else "Somebody"
    until = f", and is expected to leave on {day(one.expected_end)}" if one.expected_end and not one.ends else ""
    until = f", until {day(one.ends)}" if one.ends else until
    if one.kind is HolderKind.SUBSTANTIVE:
        return f"{who} has held it since {day(one.starts)}{until}."
    how = {HolderKind.INTERIM: "as an interim", HolderKind.ACTING: "acting", HolderKind.SECONDMENT: "on secondment"}
    return f"{who} has stood in since {day(one.starts)}, {how[one.kind]}{until}."


def holder_called(one: HolderLine) -> str:
    """A holder whose name is not the viewer's to see, or the vacancy."""
    return "Vacant" if one.kind is HolderKind.VACANT else "Somebody whose name is not yours to see"


def holder_since(one: HolderLine) -> str:
    """How and since when they hold it, and until when."""
    how = "" if one.kind is HolderKind.VACANT else f"{_capital(KINDS[one.kind])}, "
    until = f", expected to leave on {day(one.expected_end)}" if one.expected_end and not one.ends else ""
    return _capital(f"{how}since {day(one.starts)}{f', until {day(one.ends)}' if one.ends else until}")


def cover_words(post: PostTerms, counts: Cover) -> tuple[str, ...]:
    """Who could follow, counted; and what is missing."""
    if counts == Cover():
        return ("Nobody is named to follow, or as emergency cover.", *wanted_words(post, counts))
    now = f"{people(counts.ready_now).capitalize()} could take it up now"
    if not counts.ready_now:
        now = "Nobody who is confirmed could take it up now"
    cover = f"; {people(counts.cover)} as emergency cover" if counts.cover else "; no emergency cover is confirmed"
    return (f"{now}{cover}.", *_later(counts), *_beside(counts), *wanted_words(post, counts))


def wanted_words(post: PostTerms, counts: Cover) -> tuple[str, ...]:
    """That fewer are confirmed than are wanted, or more."""
    least, most = post.least_successors, post.most_successors
    if least is not None and counts.successors < least:
        return (f"At least {people(least)} should be confirmed to follow: {_are(counts.successors)}.",)
    if most is not None and counts.successors > most:
        return (f"At most {people(most)} should be confirmed to follow: {_are(counts.successors)}.",)
    return ()


def yes_no_words(one: YesNo) -> str:
    """What is told to whoever may see no more."""
    said = ("no", "yes")
    return (
        f"Is a successor confirmed? {said[one.successor].capitalize()}. Is one ready now? "
        f"{said[one.ready_now].capitalize()}. Is emergency cover confirmed? {said[one.cover].capitalize()}."
    )


def named_words(one: SuccessorLine) -> str:
    """When somebody was named, and confirmed."""
    if one.state is State.PROPOSED:
        return f"Proposed on {day(one.named_on)}, not confirmed"
    confirmed = f", confirmed on {day(one.confirmed_on)}" if one.confirmed_on not in (None, one.named_on) else ""
    return f"Named on {day(one.named_on)}{confirmed}" if confirmed else f"Confirmed on {day(one.named_on)}"


def readiness_words(one: SuccessorLine, *, with_band: bool = True) -> str:
    """When they could take it up, and when that is looked at again; said too where nothing was agreed."""
    if one.band is None:
        return "No readiness agreed" if one.sort is Sort.NAMED else "Not said when"
    band = BANDS[one.band] if with_band else ""
    if one.review_by is None:
        return band
    review = f"was to be reviewed by {day(one.review_by)}" if one.stale else f"review by {day(one.review_by)}"
    return f"{band}, {review}" if band else _capital(review)


def beyond_words(one: SuccessorLine) -> str:
    """Somebody outside this site, or to be found."""
    return f"{_capital(SORTS[one.sort])}{f': {one.label}' if one.label else ''}"


def band_words(band: Band | None) -> str:
    """The heading of a band."""
    return BANDS[band] if band is not None else "No readiness agreed"


def hidden_words(group: PlanGroup, *, leads: bool) -> str:
    """Those whom the viewer may not see, in number."""
    if not group.hidden:
        return ""
    why = "whose names are not yours to see" if leads else "not released"
    stale = f"; {count(group.hidden_stale)} past review" if group.hidden_stale else ""
    return f"{people(group.hidden).capitalize()}, {why}{stale}"


def also_words(also: Sequence[PostLink]) -> str:
    """For how many other posts somebody is confirmed."""
    return f"Also confirmed for {count(len(also))} other {'post' if len(also) == 1 else 'posts'}"


def move_words(move: ChainMove, into: str) -> str:
    """One move of a chain, in a sentence."""
    if move.known is None:
        who = f"Somebody who is not released is confirmed for {into}"
        if move.many > 1:
            who = f"{people(move.many).capitalize()} who are not released are confirmed for {into}"
        return f"{who}: what would follow is not yours to see."
    if move.leaves is None:
        return f"{move.known.name} takes up {into}. They hold no post here that would fall vacant."
    left = f"{move.leaves.title}{f', {move.leaves.organisation}' if move.leaves.organisation else ''}"
    return f"{move.known.name} takes up {into}, and {left} falls vacant. {END_WORDS.get(move.end, '')}".strip()


END_WORDS: Mapping[ChainEnd | None, str] = {
    ChainEnd.NOBODY: "Nobody is confirmed to follow there.",
    ChainEnd.LOOP: "That closes a loop: this chain has left that post already, so somebody from outside it is needed.",
    ChainEnd.SHOWN: "What would follow there stands elsewhere in this list.",
    ChainEnd.DEEP: "It goes on from there, further than is shown.",
}


def wanted(post: PostTerms) -> str:
    """How many successors are wanted."""
    least, most = post.least_successors, post.most_successors
    if not least and most is None:
        return "Not said"
    if not least or most is None:
        return f"At least {count(least)}" if least else f"At most {count(most or 0)}"
    return count(least).capitalize() if least == most else f"{count(least).capitalize()} to {count(most)}"


def nobody_above(post: PostTerms) -> str:
    """What stands where no post is named to which it reports."""
    return _capital(NOT_SHOWN) if post.above_unseen else "Nobody here"


def gone_words(post: PostTerms) -> str:
    """What to do about those who left."""
    return (
        f"Named for this post, and no longer of {post.organisation} nor released to it. They are not counted: take "
        "them off, or ask for their release."
    )


def who_sees(post: PostTerms) -> str:
    """Who can see a plan, and why, on one line."""
    return (
        f"Those who lead {post.organisation} for talent see everybody here by name; those who lead another "
        "organisation that it serves see who holds it by name, and of its plan those who are theirs or released to "
        f"them, and others as a number; those who keep the pipeline of {post.region} see by name whom a trust has "
        "released, and others as a number; analysts of talent see yes or no. Each person can read who looked."
    )


def seen_words(plan: PlanTerms) -> str:
    """What of a plan this viewer does not see, and whom to ask."""
    if plan.post.seen is Seen.YES_NO:
        return (
            "How this post is covered is for those who lead its organisation or keep the pipeline of its region. You "
            "are told yes or no."
        )
    return ""


def as_shown_words(on: date, *, as_shown: bool) -> str:
    """Of which day a plan is, and by whose knowledge."""
    return (
        f"As this site showed it at the end of {day(on)}."
        if as_shown
        else f"As it was on {day(on)}, by what is known today. {OF_TODAY}"
    )


def by_what_is_known(on: date) -> str:
    """The way to the same day, by what was entered since."""
    return f"{day(on)}, by what is known today"


def not_shown_then(on: date) -> str:
    """That a post was entered later than on the day it is asked for."""
    return f"This post was not entered here on {day(on)}, so this site showed nothing of it then."


def _later(counts: Cover) -> tuple[str, ...]:
    parts = [
        f"{people(many)} in {BANDS[band]}"
        for band, many in ((Band.ONE_TO_TWO, counts.one_to_two), (Band.THREE_TO_FIVE, counts.three_to_five))
        if many
    ]
    return (f"{_capital(' and '.join(parts))}.",) if parts else ()


def _beside(counts: Cover) -> tuple[str, ...]:
    """What is on the plan and counts in no band."""
    parts = [
        (counts.stale, "confirmed and past review"),
        (counts.unagreed, "confirmed without any readiness agreed"),
        (counts.proposed, "proposed, not confirmed"),
        (counts.external, "outside this site"),
        (counts.unknown, "to be found"),
        (counts.gone, "no longer there"),
    ]
    said = [f"{count(many)} {words}" for many, words in parts if many]
    return (f"Not counted: {', '.join(said)}.",) if said else ()


def _are(many: int) -> str:
    return f"{count(many)} {'is' if many == 1 or not many else 'are'}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
