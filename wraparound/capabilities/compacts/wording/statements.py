"""The statement of an ending in words: the same on the page, on paper and at the terminal."""

from collections.abc import Iterator

from wraparound.capabilities.compacts.terms.agreement import Follows, Party
from wraparound.capabilities.compacts.terms.compacts import UndertakingSort
from wraparound.capabilities.compacts.terms.endings import (
    AgreedTo,
    Delivered,
    DeliveredFact,
    EndingHow,
    Facts,
    FollowedFact,
    ResultFact,
    RevisedFigure,
    Statement,
    StatementSection,
    StatementState,
    StatementTerms,
)
from wraparound.capabilities.compacts.wording.agreement import PARTIES, bearing_words, day, many_days, sentence
from wraparound.capabilities.compacts.wording.endings import HOWS, OWN_WORDS

NOT_SAID = "Nothing was said here."
MADE_UP = "The organisation and its figures are made up."
FOOTER = (
    "Wraparound. The facts are the record's, and no side can alter them. Nothing in this statement decides anything "
    "about pay or employment."
)


def title(statement: Statement) -> str:
    """ "Statement of an ending: Chief executive, Larkmoor Hospitals"."""
    return f"Statement of an ending: {statement.facts.post}, {statement.facts.organisation}"


def ended_line(facts: Facts, leader: str) -> str:
    """With whom, from when to when, and how it ended."""
    # Where one side ended it, how it ended says which.
    says_who = facts.by is not None and facts.how not in (EndingHow.LEADER, EndingHow.BOARD)
    by = f", as {PARTIES[facts.by]} declared" if facts.by is not None and says_who else ""
    whom = f" with {leader}" if leader else ""
    return (
        f"The compact{whom} began on {day(facts.starts)} and was agreed until {day(facts.last_day)}. It ended on "
        f"{day(facts.ended_on)}, {HOWS[facts.how]}{by}."
    )


def sections(statement: Statement, state: StatementState, leader: str) -> tuple[StatementSection, ...]:
    """The whole statement, in the order in which it is read: what both say, then the facts, then each side alone."""
    facts = statement.facts
    return (
        *_joint(statement, state),
        StatementSection("How it ended", tuple(_ending(facts, leader))),
        StatementSection(
            "What was expected", _figures_from(facts), tuple(_result(one, facts) for one in facts.results)
        ),
        *_deliveries(facts),
        StatementSection(
            "The clock", (_stood(facts),), tuple((_followed_head(one), _followed(one)) for one in facts.followed)
        ),
        *_waived(facts),
        StatementSection("What was agreed for afterwards", (facts.afterwards or "Nothing was agreed for afterwards.",)),
        StatementSection(OWN_WORDS[Party.LEADER], _paragraphs(statement.leader_words)),
        StatementSection(OWN_WORDS[Party.BOARD], _paragraphs(statement.board_words)),
    )


def agreed_line(one: AgreedTo, state: StatementState) -> str:
    """Who agreed to it, or closed it, as what."""
    void = f" It no longer counts: {one.void}" if one.void else ""
    verb = "Closed it as not agreed" if state is StatementState.NOT_AGREED else "Agreed"
    return f"{verb}: {one.name}, {one.acting_as}, on {day(one.at.date())}. Typed “{one.typed}”.{void}"


def revised_line(one: RevisedFigure) -> str:
    """How a figure of the statement differs from what is published today."""
    if one.newer:
        return f"{one.words}: a newer figure has been published since, {one.now:g}% ({one.newer})."
    if one.now is None:
        return f"{one.words}: the statement has {one.then:g}% ({one.period}); nothing is published for that time today."
    return f"{one.words}: the statement has {one.then:g}% ({one.period}); the figure for that time is now {one.now:g}%."


def revised_head(found: StatementTerms) -> str:
    """What is said above figures that are others today; empty where all are the same."""
    if any(not one.newer for one in found.revised):
        return "Figures have been revised since. The statement stays as it was settled."
    return "Newer figures have been published since. The statement stays as it was settled." if found.revised else ""


def _joint(statement: Statement, state: StatementState) -> Iterator[StatementSection]:
    if state is StatementState.NOT_AGREED:
        words = "The leader and the board did not agree on words of both within the time there was."
        yield StatementSection("What both say", (words,))
    else:
        yield StatementSection("What both say", _paragraphs(statement.joint))


def _ending(facts: Facts, leader: str) -> Iterator[str]:
    yield ended_line(facts, leader)
    if facts.reason:
        yield f"Why, in the words of whoever declared it: {facts.reason}"
    if facts.next_steps:
        yield f"What happens next: {facts.next_steps}"
    if facts.successor:
        yield f"The organisation goes into {facts.successor}."
    if facts.made_up_release:
        yield MADE_UP


def _figures_from(facts: Facts) -> tuple[str, ...]:
    return (f"Newest figures as published on {day(facts.taken_on)}, evidence release {facts.release}.",)


def _result(one: ResultFact, facts: Facts) -> tuple[str, str]:
    when = f"By {day(one.due)}"
    if one.moved:
        when += f" (agreed for {day(one.agreed_for)}; {many_days(one.moved)} later because the clock stood still)"
    if one.due > facts.ended_on:
        when += ", after the compact had ended"
    newest = (
        f"Newest published figure: {one.figure:g}% ({one.period})."
        if one.figure is not None
        else "No figure of it is published here."
    )
    said = f"{when}. At signing: {one.range} {newest}" if one.range else f"{when}. {newest}"
    return one.words, f"{said} It stayed although it lay outside, because: {one.reason}" if one.reason else said


def _deliveries(facts: Facts) -> Iterator[StatementSection]:
    """What each side did and did not do, one after the other, all told alike."""
    none_at_all = () if facts.delivered else ("No promise and no condition was part of it at the end.",)
    yield StatementSection("What each side did and did not do", none_at_all)
    for party in Party:
        own = [one for one in facts.delivered if one.giver is party]
        if not own and party not in (Party.LEADER, Party.BOARD):
            continue
        lines = tuple((one.words, delivered_line(one)) for one in own)
        none = () if own else ("Nothing was for this side to do.",)
        yield StatementSection(sentence(PARTIES[party]), none, lines, level=3)


def delivered_line(one: DeliveredFact) -> str:
    """What became of one promise or condition."""
    return " ".join(_delivered(one))


def _delivered(one: DeliveredFact) -> Iterator[str]:
    verb = "met" if one.sort is UndertakingSort.CONDITION else "kept"
    due = f"due by {day(one.due)}"
    when = day(one.delivered_on) if one.delivered_on else ""
    yield {
        Delivered.KEPT: f"{sentence(verb)} on {when}, {due}.",
        Delivered.LATE: f"{sentence(verb)} late, on {when}; {due}.",
        Delivered.NOT_KEPT: f"Not {verb}; {due}.",
        Delivered.SAID: f"Said by {one.giver_words} to be {verb} on {when}, {due}; nobody else has confirmed it.",
        Delivered.UNSETTLED: f"{sentence(due)}; nothing is recorded of it.",
        Delivered.NOT_DUE: f"{sentence(due)}, after the compact had ended.",
    }[one.state]
    if one.contested:
        yield "Another side has said that it is not so."
    whom = f"by {one.giver_words}" if one.giver is Party.OTHER else ""
    whom += f"{' ' if whom else ''}to {one.receiver_words}" if one.receiver_words else ""
    if one.days:
        given = f", {many_days(one.days_given)} given" if one.days_given is not None else ""
        whom += f"{', ' if whom else ''}{many_days(one.days)} promised{given}"
    if whom:
        yield f"{sentence(whom)}."
    if one.returns and one.state not in (Delivered.KEPT, Delivered.LATE):
        yield "It is the leader's way back, and stays due."
    if one.evidence:
        yield one.evidence if one.evidence.endswith((".", "!", "?")) else f"{one.evidence}."


def _stood(facts: Facts) -> str:
    if not facts.stood_still:
        return "The clock never stood still."
    return f"The clock stood still on {many_days(facts.stood_still)} in all."


def _followed_head(one: FollowedFact) -> str:
    return {
        Follows.PAUSE: "The clock stood still",
        Follows.RERANGE: "Ranges were worked out anew",
        Follows.REVIEW: "A review was called",
        Follows.NOTHING: "Nothing followed",
    }[one.sort]


def _followed(one: FollowedFact) -> str:
    because = f"because of “{one.because}”"
    only = f", {bearing_words(one.results)}" if one.results else ""
    if one.lifted:
        return f"From {day(one.starts)}, {because}. {one.lifted}."
    if one.sort is Follows.PAUSE and one.ends is not None:
        return f"From {day(one.starts)}, for {many_days((one.ends - one.starts).days)}{only}, {because}."
    if one.sort is Follows.REVIEW and one.ends is not None:
        return f"On {day(one.starts)}, {because}. It was held on {day(one.ends)}."
    return f"On {day(one.starts)}{only}, {because}."


def _waived(facts: Facts) -> Iterator[StatementSection]:
    if facts.not_yet:
        lines = tuple((one.words, f"Until {day(one.until)}.") for one in facts.not_yet)
        yield StatementSection("What the leader was not yet accountable for", (), lines)


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip()) or (NOT_SAID,)
