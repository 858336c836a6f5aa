"""What would hurt a helper, what would not, and what is not known of it: each line with its figures."""

from wraparound.capabilities.partnerships.terms.proposals import MONTHS_IN_POST, GuardLine, Guards, Leader, Verdict
from wraparound.capabilities.partnerships.terms.standings import Inside, SpellState
from wraparound.capabilities.partnerships.wording.plain import (
    TOPICS,
    and_list,
    begun,
    beside_words,
    day,
    organisations,
    signed,
    when_words,
)
from wraparound.capabilities.partnerships.wording.standings import regimes_words

GUARDS = {
    Guards.REGIME: "In a regime itself",
    Guards.FIGURES: "Its own figures",
    Guards.SAME_NEED: "Needs help with the same, by published figures",
    Guards.SAID_NEED: "Says that it needs help with the same",
    Guards.HELPS_ALREADY: "How many it helps",
    Guards.DAYS: "Days promised and offered",
    Guards.LEADERS: "Chair and chief executive",
}
VERDICTS = {Verdict.HURTS: "would hurt", Verdict.FINE: "fine", Verdict.NOT_KNOWN: "not known"}
ROLES = {"chair": "chair", "chief_executive": "chief executive"}
NOT_COMPLETE = "Our list of spells is not complete, so this does not say that it is in none."


def guard_words(one: GuardLine) -> str:
    """One line of the guard in a sentence or two."""
    return WORDS[one.guard](one)


def _regime(one: GuardLine) -> str:
    spell = one.spell
    if spell is None:
        return f"No source that we hold shows it in a regime. {NOT_COMPLETE}"
    what = regimes_words(spell)
    if one.verdict is Verdict.HURTS:
        return f"A source shows it in {what} {when_words(spell.last_known)}, and we hold no source for an exit."
    if spell.state is SpellState.LEFT:
        return f"It left {what} {when_words(spell.left)}; no source shows it in a regime since. {NOT_COMPLETE}"
    return f"It was last shown in {what} {when_words(spell.last_known)}, long ago; how that ended is not known."


def _figures(one: GuardLine) -> str:
    if one.verdict is Verdict.NOT_KNOWN:
        return "None of its figures can be held against what was realistic a year before."
    if one.verdict is Verdict.FINE:
        many = "The one measure" if one.of == 1 else f"All {one.of} measures"
        return f"{many} that can be compared came out within, or better than, what was realistic a year before."
    worse = " ".join(worse_words(each) for each in one.measures)
    return f"Worse than was realistic on {len(one.measures)} of {one.of} measures. {worse}"


def worse_words(one: Inside) -> str:
    """A measure that came out worse than nine in ten outcomes expected a year before."""
    return (
        f"{one.label}: {beside_words(one.came)} in the period from {day(one.period)}; by figures to "
        f"{day(one.made_from)}, nine in ten outcomes lay between {signed(one.low)} and {signed(one.high)} points."
    )


def _same_need(one: GuardLine) -> str:
    topics = and_list(TOPICS[topic] for topic in one.topics)
    if one.verdict is Verdict.HURTS:
        return f"Published evidence shows that it needs help itself with {topics}."
    if one.verdict is Verdict.FINE:
        return f"Published evidence shows no need of its own with {topics}."
    return "Nothing published says whether it needs help itself with what it would help with."


def _said_need(one: GuardLine) -> str:
    if one.verdict is Verdict.HURTS:
        return f"It says that it needs help itself with {and_list(TOPICS[topic] for topic in one.topics)}."
    if one.verdict is Verdict.FINE:
        return "It says of nothing here that it needs help with it itself."
    return "What it says of its own needs is not read here."


def _helps_already(one: GuardLine) -> str:
    found = one.helping
    if found is None:
        return "How many organisations it helps already is not known here."
    helps = f"It helps {organisations(found.helps)} today" if found.helps else "It helps nobody today"
    return f"{helps}, and is helped by another itself." if found.helped else f"{helps}."


def _days(one: GuardLine) -> str:
    found = one.helping
    if found is None or (one.verdict is Verdict.NOT_KNOWN):
        return "How many days it could give is not known here."
    offered = f"{found.days_offered:g}" if found.days_offered else "none"
    return f"It has promised {found.days_promised:g} people's days a month, and offered {offered}."


def _leaders(one: GuardLine) -> str:
    if one.verdict is Verdict.FINE:
        return f"Its chair and its chief executive have both been in post for {MONTHS_IN_POST} months or more."
    if one.verdict is Verdict.HURTS:
        return begun(f"{and_list(_leader(each) for each in one.leaders)}.")
    return "How long its chair and its chief executive have been in post is not known here, or not shown to you."


def _leader(one: Leader) -> str:
    post = f"the post of {ROLES[one.role]}"
    if one.kind == "vacant" or one.since is None:
        return f"{post} is vacant"
    if one.kind != "substantive":
        return f"{post} is not held substantively"
    return f"{post} has been held only since {day(one.since)}"


WORDS = {
    Guards.REGIME: _regime,
    Guards.FIGURES: _figures,
    Guards.SAME_NEED: _same_need,
    Guards.SAID_NEED: _said_need,
    Guards.HELPS_ALREADY: _helps_already,
    Guards.DAYS: _days,
    Guards.LEADERS: _leaders,
}
