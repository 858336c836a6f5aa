"""What others say of somebody, in words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wraparound.capabilities.careers.terms.feedback import (
    FEWEST,
    LONGEST_COMMENT,
    LONGEST_ROUND,
    MOST_ASKED,
    SHORTEST_ROUND,
    AskedLine,
    AskedPerson,
    FeedbackRole,
    ReplyPage,
    RoundLine,
    RoundPage,
    RoundState,
    ToldLine,
    ToldReplies,
)
from wraparound.capabilities.careers.wording.frameworks import day, how_many

ROLES: Mapping[FeedbackRole, str] = {
    FeedbackRole.MANAGER: "My manager",
    FeedbackRole.PEER: "Peers",
    FeedbackRole.REPORT: "People who report to me",
    FeedbackRole.PARTNER: "People at partner organisations",
    FeedbackRole.OTHER: "Others",
}
AS_WHAT: Mapping[FeedbackRole, str] = {
    FeedbackRole.MANAGER: "their manager",
    FeedbackRole.PEER: "a peer",
    FeedbackRole.REPORT: "somebody who reports to them",
    FeedbackRole.PARTNER: "somebody at a partner organisation",
    FeedbackRole.OTHER: "somebody else who knows their work",
}
NO_CHANCE = "I have had no chance to see this"
LEAD = (
    "You ask people who know your work. They say what they see, competency by competency, in a few minutes on a phone. "
    "You read it once, after the last day, and nobody else reads it."
)
SAFE = (
    f"What others answer is told only of {FEWEST} replies or more together, and never so that one could be worked out "
    "from the rest. A role with fewer is put together with another, or left out. How many replied in all is not told."
)
MANAGER_NAMED = "Your manager is one person, so what they say is told as theirs. They are told so before they answer."
NO_CHANGE = "Once it is sent out, nobody can be added or taken off: what changes could be subtracted."
YOU_ARE_NAMED = "Your answers are not anonymous. You are asked as their manager, so they read all of this as yours."
IF_NOT = "If you do not answer, they see that there is no answer from their manager."
NOT_NAMED = (
    f"They never see what you alone answered. Answers are told of {FEWEST} people or more "
    "together, once the last day is over. Nothing that is kept leads from your answers to you, so they "
    "cannot be changed later."
)
COMMENT = "What should they do more of, or do differently?"
COMMENT_SHOWN = (
    f"They read it word for word, without a name and in an order of chance, if {FEWEST} people or more wrote "
    "something; otherwise it is deleted unread. Write nothing that only you could know."
)
COMMENT_NAMED = "They read it word for word, as yours."
MAY_TELL = "Some of your words may tell who you are. Change them, or say below that they are to be sent as they are."
SURE = "Send my words as they are"
ANSWER_ONE = "Answer one at least, or write something. If you would rather not, leave this page: nobody is told."
TOO_LONG = f"Keep what you write under {LONGEST_COMMENT:,} characters."
ASK_MORE = (
    f"Ask {FEWEST} people at least besides your manager. With fewer, each answer could be worked out, so none would be "
    "told. More is better: not everybody answers."
)
ASK_FEWER = f"Ask {MOST_ASKED} people at most."
ONE_MANAGER = "Name one manager at most. Ask others as what else they are to you."
NOT_YOURSELF = "You have said yourself what you see. Leave yourself out."
TWICE = "Somebody is named twice. Choose one role for each."
WHEN = f"Choose a last day between {SHORTEST_ROUND} and {LONGEST_ROUND} days from today."
OPEN_ALREADY = "You have asked already, and that is still open. Wait until it is closed."
TOO_NEAR = (
    f"Since last time fewer than {FEWEST} people came or went. Their answers could be worked out by setting both "
    "results side by side. Ask the same people again, or change three at least."
)
MANAGER_BEFORE = (
    "Somebody is asked as your manager now and as something else before, or the other way round. What a manager said "
    "is told as theirs, so the rest could be worked out. Leave them out this time."
)
NOT_TOLD = "Nothing can be told: too few answered, or they said so much the same that it would tell what each said."
NO_COMMENTS = f"Fewer than {FEWEST} people wrote something, so nothing is shown, and nothing of it is kept."
NO_MANAGER_REPLY = "Your manager did not answer."
STATES: Mapping[RoundState, str] = {
    RoundState.OPEN: "Open until the end of {day}. You see nothing before then, and not how many have answered.",
    RoundState.OVER: "The last day was {day}. What may be told is being put together.",
    RoundState.TOLD: "Closed. The last day was {day}.",
}
PAUSE_WORDS = (
    "You have read what was told. If you delete it, you cannot ask again for a year: two "
    "results could be set side by side, and we could no longer see to it that nobody is found out."
)
ON_HOLD = "A legal hold lies on your record, so nothing of it can be deleted while it lasts."
USED = "rounds of feedback against it"


def nobody_called(typed: str) -> str:
    """Whom we did not find."""
    return (
        f"We found nobody for “{typed}”. Give the full name of a colleague at your organisation; of anybody else, the "
        "address they sign in with here."
    )


def paused_words(until: date) -> str:
    """Why no round can be opened yet."""
    return f"You deleted what you had read, so you can ask again after {day(until)}."


def line_words(one: RoundLine) -> str:
    """A round in a list."""
    return f"{how_many(one.asked, 'person', 'people')} asked. {STATES[one.state].format(day=day(one.closes_on))}"


def asked_line_words(one: AskedLine) -> str:
    """A round that asks the viewer."""
    return f"Asks what you see of them. Answer until {day(one.closes_on)}."


def need_words(person: str) -> str:
    """The same on the page of today."""
    return f"{person} asks what you see of them"


def lead_words(one: ReplyPage) -> str:
    """Who asks, and as what."""
    return f"{one.person} asks you, as {AS_WHAT[one.role]}, what you see. It takes a few minutes."


def asked_words(one: AskedPerson) -> str:
    """Somebody who is asked."""
    return f"{ROLES[one.role]}: {one.name}"


def by_role(asked: Sequence[AskedPerson]) -> dict[str, str]:
    """By what they are in words, the names of those asked."""
    found: dict[str, list[str]] = {}
    for role, words in ROLES.items():
        found[words] = [one.name for one in asked if one.role is role]
    return {words: ", ".join(names) for words, names in found.items() if names}


def group_words(one: ToldReplies) -> str:
    """Of whom something is told."""
    names = [ROLES[role] if at == 0 else _small(ROLES[role]) for at, role in enumerate(one.roles)]
    together = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{together}, together" if len(names) > 1 else together


def class_words(rungs: Sequence[str]) -> str:
    """Answers that stand together."""
    return " or ".join(f"“{one}”" for one in rungs)


def told_words(one: ToldReplies) -> str:
    """What is told of a group, in a sentence."""
    parts = "; ".join(f"{many} said {class_words(rungs)}" for rungs, many in one.classes)
    return f"{group_words(one)}: of {one.replies} answers, {parts}."


def manager_words(one: ToldLine) -> str:
    """What a manager said of a competency."""
    if one.manager:
        return f"Your manager said “{one.manager}”."
    return "Your manager had no chance to see it." if one.manager_no_chance else "Your manager left it out."


def told_in_words(page: RoundPage) -> Iterator[str]:
    """All that was told, line by line, for a copy of one's data."""
    for one in page.lines:
        parts = [told_words(group) for group in one.groups] or [NOT_TOLD]
        yield f"{one.competency.title}: {' '.join(parts)}"
        if page.manager_replied:
            yield f"{one.competency.title}: {manager_words(one)}"
    yield from (f"Somebody wrote: {words}" for words in page.comments)
    if page.manager_words:
        yield f"Your manager wrote: {page.manager_words}"


def _small(words: str) -> str:
    return words[0].lower() + words[1:]
