"""Texts in words: parties, items, what follows, what stands in the way, and what is worth a second thought."""

from collections.abc import Iterable, Sequence
from datetime import date

from wraparound.capabilities.compacts.terms.agreement import (
    LONGEST_MONTHS,
    MOST_ITEMS,
    Agreement,
    Binding,
    Concern,
    Condition,
    ConditionSort,
    Duty,
    Follows,
    Hint,
    Item,
    NetCost,
    NotYet,
    Part,
    Party,
    Patience,
    Point,
    Pointed,
    Problem,
    Promise,
    Result,
    ResultSort,
    Trouble,
)
from wraparound.published.measure_files import measure_cards
from wraparound.published.terms import Measure, Regime

PARTIES = {
    Party.LEADER: "the leader",
    Party.BOARD: "the board",
    Party.REGION: "the region",
    Party.CENTRE: "the centre",
    Party.OTHER: "another organisation",
}
CONCERNS = {Concern.WHAT: "What gets done", Concern.HOW: "How it gets done"}
SORTS = {
    ResultSort.MEASURE: "A published measure",
    ResultSort.REGIME: "Leaving a regime",
    ResultSort.RATING: "A rating",
    ResultSort.TYPED: "In your own words",
}
CONDITIONS = {
    ConditionSort.TEAM: "Team in post",
    ConditionSort.DIAGNOSIS: "Diagnosis agreed",
    ConditionSort.SUPPORT: "Support delivered",
    ConditionSort.CAPITAL: "Capital approved",
    ConditionSort.OTHER: "Something else",
}
FOLLOWS = {
    Follows.NOTHING: "Nothing follows; it is shown as not kept",
    Follows.PAUSE: "The clock pauses until it is kept",
    Follows.RERANGE: "Ranges are worked out anew",
    Follows.REVIEW: "A review is called",
}
PATIENCE = {
    Patience.USUAL: "As usual: it asks us to talk where few others ever were",
    Patience.SOONER: "Sooner: it asks us to talk earlier, and more often for nothing",
    Patience.LATER: "Later: it waits longer, and misses more",
    Patience.NONE: "No rule: its figures are talked about at reviews",
}
PATIENCE_SHORT = {
    Patience.USUAL: "usual",
    Patience.SOONER: "sooner than usual",
    Patience.LATER: "later than usual",
    Patience.NONE: "no rule",
}
BETTER = {"higher": " or more", "lower": " or less", "": ""}
POINTS = {
    Point.DAYS_100: "100 days",
    Point.MONTHS_6: "6 months",
    Point.MONTHS_12: "12 months",
    Point.MONTHS_24: "24 months",
    Point.MONTHS_36: "36 months",
}
SPLIT_HEAD = "What gets done, and how, in all results"
SPLIT_BESIDE = (
    "A word on how could be, for instance, who is to be involved, listened to or supported: in the same result where "
    "it is in your own words, or in one of its own beside a figure. Leave it where it needs none."
)
SPLIT_ALONE = "Only your own side sees this, while it writes. Nothing of it is kept."
SPLIT_NONE = "Nothing is written yet."
PARTS = {
    Part.RESULTS: "What we expect",
    Part.CONDITIONS: "Conditions",
    Part.PROMISES: "What we promise",
    Part.NOT_YET: "Not yet accountable for",
}
ONE_OF = {
    Part.RESULTS: "result",
    Part.CONDITIONS: "condition",
    Part.PROMISES: "promise",
    Part.NOT_YET: "thing the leader is not yet accountable for",
}
FLOOR = {
    Duty.PATIENT_SAFETY: "the safety of patients",
    Duty.CANDOUR: "candour when something goes wrong",
    Duty.SPEAKING_UP: "listening to those who speak up, and protecting them",
    Duty.SAFEGUARDING: "safeguarding children and adults at risk",
    Duty.ACCOUNTING: "the statutory duties of an accountable officer",
}
REGIMES = {
    Regime.QUALITY: "quality special measures",
    Regime.FINANCIAL: "financial special measures",
    Regime.RECOVERY_SUPPORT: "the Recovery Support Programme",
}


def day(when: date) -> str:
    """A date as people write it: 3 March 2028."""
    return f"{when.day} {when:%B %Y}"


def day_of(iso: str) -> str:
    """A day that is kept as text, in words."""
    return day(date.fromisoformat(iso))


def month(when: date) -> str:
    """March 2028."""
    return f"{when:%B %Y}"


def pounds(amount: int) -> str:
    """£12,000."""
    return f"£{amount:,}"


def many_days(days: float) -> str:
    """ "1 day", "12 days", "2.5 days"."""
    return f"{days:g} {'day' if days == 1 else 'days'}"


def party(one: Party, name: str = "") -> str:
    """Who it is; another organisation by its name where it was given."""
    return name if one is Party.OTHER and name else PARTIES[one]


def item_words(item: Item) -> str:
    """An item in one line, without its day."""
    match item:
        case Result():
            return result_words(item)
        case NotYet() | Condition():
            return item.words
        case Promise():
            return promise_words(item)


def result_words(result: Result) -> str:
    """What is expected: a measure at a level or better, out of a regime, a rating or better, or what was typed."""
    if result.sort is ResultSort.MEASURE:
        card = measure_cards().get(Measure(result.measure))
        name = result.name or (card.label if card else result.measure)
        better = result.better or (("lower" if card.lower_is_better else "higher") if card else "")
        return f"{name}: {result.level:g}%{BETTER[better]}"
    if result.sort is ResultSort.REGIME:
        return f"Out of {REGIMES.get(Regime(result.regime), result.regime)}"
    if result.sort is ResultSort.RATING:
        return f"Rated {result.rating} or better" if result.rating != "Outstanding" else "Rated Outstanding"
    return result.words


def begun_words(result: Result) -> str:
    """Where a result begins, as its range counts it: since when in the regime, or from which rating."""
    if result.sort is ResultSort.REGIME and result.since is not None:
        return f", in it since {day(result.since)}"
    return f", from {result.rating_now}" if result.sort is ResultSort.RATING and result.rating_now else ""


def promise_words(promise: Promise) -> str:
    """What is promised, with its amount."""
    amount = f", {many_days(promise.days)}" if promise.days else ""
    return f"{promise.words}{amount}"


def item_line(item: Item, agreement: Agreement) -> str:
    """An item with everything that is agreed of it, for a comparison and for those who read it aloud."""
    match item:
        case Result():
            reason = f" Outside its range, and kept because: {item.reason}" if item.reason else ""
            about = f"{result_words(item)}{begun_words(item)}"
            patience = f" Patience: {PATIENCE_SHORT[Patience(item.patience)]}." if item.patience else ""
            return f"{about}, by {day(item.by)} ({CONCERNS[item.concern].lower()}).{patience}{reason}"
        case NotYet():
            return f"{item.words}, until {day(item.until)}."
        case Condition():
            owner = party(item.owner, item.owner_name)
            follows = follows_words(item, agreement)
            return f"{CONDITIONS[item.sort]}: {item.words}, by {day(item.due)}, seen to by {owner}. {follows}"
        case Promise():
            review = f" Looked at again on {day(item.review)}." if item.review else ""
            part = f" From the catalogue: {item.component.replace('_', ' ')}." if item.component else ""
            return f"{promise_head(item)}.{review}{part} {follows_words(item, agreement)}"


def promise_head(item: Promise) -> str:
    """Who gives what to whom, from when to when, at what cost."""
    return f"{promise_words(item)}, {promise_detail(item)}"


def promise_detail(item: Promise) -> str:
    """Who gives it to whom, from when to when, at what cost."""
    giver, receiver = party(item.giver, item.giver_name), party(item.receiver, item.receiver_name)
    cost = f", {pounds(item.cost)} paid by {PARTIES[item.paid_by]}" if item.cost else ""
    return f"by {giver} to {receiver}, from {day(item.starts)} to {day(item.due)}{cost}"


def sentence(words: str) -> str:
    """The words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def follows_words(item: Binding, agreement: Agreement) -> str:
    """What was agreed to follow, when, and for which results."""
    names = result_names(item.bears_on, agreement)
    results, about = bearing_words(names), f", about {' and '.join(f'“{one}”' for one in names)}" if names else ""
    late = "is not met" if isinstance(item, Condition) else "is not kept"
    when = f"{many_days(item.grace)} after that day" if item.grace else "by then"
    said = {
        Follows.NOTHING: f"If it {late} by then, it is shown so and nothing else follows.",
        Follows.PAUSE: f"If it {late} {when}, the clock pauses until it is, {results}.",
        Follows.RERANGE: f"If it {late} {when}, ranges are worked out anew, {results}.",
        Follows.REVIEW: f"If it {late} {when}, a review is called{about}.",
    }
    return said[item.follows]


def result_names(keys: Iterable[str], agreement: Agreement) -> tuple[str, ...]:
    """The results of these keys in words; none for none, which means all of them."""
    known = {one.key: result_words(one) for one in agreement.results}
    return tuple(known.get(key, "a result that is no longer there") for key in keys)


def bearing_words(names: Sequence[str]) -> str:
    """For which results something follows.

    >>> bearing_words([]), bearing_words(["Rated Good or better"])
    ('for every result', 'for “Rated Good or better” only')
    """
    if not names:
        return "for every result"
    return f"for {' and '.join(f'“{one}”' for one in names)} only"


def net_cost_words(cost: NetCost) -> tuple[str, ...]:
    """What the support costs, and what of it the trust pays itself."""
    if not cost.total and not cost.not_priced:
        return ("Nothing is promised yet.",)
    said = []
    if cost.total:
        others = ", ".join(f"{pounds(amount)} by {PARTIES[one]}" for one, amount in cost.by_others)
        by_others = f"; {others}" if others else ""
        said.append(
            f"The support is priced at {pounds(cost.total)}. Net cost to the trust: {pounds(cost.by_trust)}{by_others}."
        )
    if cost.not_priced:
        one = cost.not_priced == 1
        said.append(f"{cost.not_priced} {'promise has' if one else 'promises have'} no price.")
    return tuple(said)


def problem_words(problem: Problem, agreement: Agreement, items: dict[str, Item]) -> str:
    """What stands in the way, and what to do about it."""
    item = items.get(problem.key)
    words = f"“{item_words(item)}”" if item is not None else ""
    return {
        Trouble.NO_LEADER: "Nobody is named as the leader yet. Name them first: they sign too.",
        Trouble.NO_RESULT: "It expects nothing yet. Add at least one result, with the day it is due.",
        Trouble.NO_PROMISE: "Nothing is promised in return. Add at least one promise: both sides promise.",
        Trouble.LENGTH: f"It lasts {agreement.months} months; choose 1 to {LONGEST_MONTHS}.",
        Trouble.OVER: "Its last day comes before it can be signed. Choose a later first day, or let it last longer.",
        Trouble.TOO_MANY: f"It has more than {MOST_ITEMS} of one sort, and nobody can hold to so many. Take some out.",
        Trouble.PAST: f"{words} is due before it can be signed. Choose a later day.",
        Trouble.AFTER_THE_END: f"{words} is due after the compact ends. Choose an earlier day, or let it last longer.",
        Trouble.ENDS_BEFORE_IT_STARTS: f"{words} ends before it starts. Change one of the two days.",
        Trouble.NO_REASON: f"{words} lies outside its realistic range. Say why it stays, or change it.",
        Trouble.NO_REASON_TO_AMEND: "It would amend what is in force and does not say why. Give the reason first.",
        Trouble.GONE: f"{words} is said to bear on a result that is no longer there. Choose again.",
    }[problem.trouble]


def hint_words(pointed: Pointed, items: dict[str, Item]) -> str:
    """What is worth a second thought."""
    item = items.get(pointed.key)
    words = f"“{item_words(item)}”" if item is not None else ""
    gives = PARTIES[item.binds] if isinstance(item, Binding) else ""
    return {
        Hint.ONLY_WHAT: "Every result is about what gets done and none about how. Add one about the people who do it.",
        Hint.ONE_SIDED: "Only the leader promises anything. Nothing binds the other side yet.",
        Hint.NO_CONDITION: "It says nothing of what results depend on: team, diagnosis, support, capital.",
        Hint.NOTHING_FOLLOWS: "Nothing follows when a promise is not kept. Agree for at least one what then happens.",
        Hint.NO_NOT_YET: "It does not say what the leader is not yet accountable for.",
        Hint.NO_AFTERWARDS: "It does not say what happens to the leader afterwards.",
        Hint.BY_HAND: f"{words} has no range: no published evidence says what is realistic by then. It is marked so.",
        Hint.OUTSIDE: f"{words} lies outside its realistic range, and stays for the reason given.",
        Hint.NOT_ASKED: f"{words} is for {gives} to do, which is not asked to sign, so that nothing binds it. Ask it "
        "to sign under “Who takes part”, or let another side promise it.",
        Hint.FLOOR: f"{words} reads as if it were about what the leader is always accountable for. That stays so "
        "whatever is written here: say it in other words, or take it out.",
        Hint.EASY: f"{words}: more than nine in ten get there. It asks for little.",
    }[pointed.hint]
