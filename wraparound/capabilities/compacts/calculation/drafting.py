"""What a text must hold to be offered, what is worth pointing out, what it costs (docs/methods/compacts.md, 1)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from wraparound.capabilities.compacts.terms.agreement import (
    FIRST_DAY,
    FURTHEST_DAY,
    LONGEST_MONTHS,
    MOST_ITEMS,
    Agreement,
    Binding,
    Concern,
    Condition,
    Follows,
    Hint,
    Item,
    NetCost,
    NotYet,
    Part,
    Party,
    Point,
    Pointed,
    Problem,
    Promise,
    Result,
    ResultSort,
    Trouble,
)
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.published.measures import MeasureCard
from wraparound.published.months import months_after
from wraparound.published.terms import Measure

MONTHS = {Point.MONTHS_6: 6, Point.MONTHS_12: 12, Point.MONTHS_24: 24, Point.MONTHS_36: 36}
FLOOR_WORDS = (
    *("patient safety", "safety of patients", "safe care", "candour", "speak up", "speaking up", "whistleblow"),
    *("safeguarding", "accounting officer", "accountable officer"),
)
"""Words by which what nobody is ever “not yet accountable” for is usually named; a hint goes by them, no law does."""
LETTERS = {Part.RESULTS: "r", Part.CONDITIONS: "c", Part.PROMISES: "p", Part.NOT_YET: "n"}


def points_of(start: date, months: int) -> tuple[tuple[Point, date], ...]:
    """The review points of a compact of so many months, each with its day."""
    days = [(Point.DAYS_100, start + timedelta(days=100))]
    days += [(point, months_after(start, many)) for point, many in MONTHS.items()]
    return tuple((point, when) for point, when in days if when <= months_after(start, months))


def items_of(agreement: Agreement, part: Part) -> tuple[Item, ...]:
    """The items of one part."""
    parts: dict[Part, tuple[Item, ...]] = {
        Part.RESULTS: agreement.results,
        Part.CONDITIONS: agreement.conditions,
        Part.PROMISES: agreement.promises,
        Part.NOT_YET: agreement.not_yet,
    }
    return parts[part]


def every_item(agreement: Agreement) -> Iterator[tuple[Part, Item]]:
    """Every item with its part, in order."""
    for part in Part:
        for item in items_of(agreement, part):
            yield part, item


def next_key(agreement: Agreement, part: Part, used: Iterable[str] = ()) -> str:
    """A key that no item has, nor had in an earlier version (`used`): the letter of its part and a number."""
    letter = LETTERS[part]
    taken = [*used, *(item.key for item in items_of(agreement, part))]
    numbers = [int(key[1:]) for key in taken if key[:1] == letter and key[1:].isdigit()]
    return f"{letter}{max(numbers, default=0) + 1}"


def with_item(agreement: Agreement, part: Part, item: Item) -> Agreement:
    """The agreement with the item in place of the one of its key, or at the end; by the day it is due."""
    others = [one for one in items_of(agreement, part) if one.key != item.key]
    return _with(agreement, part, sorted([*others, item], key=_order))


def without_item(agreement: Agreement, part: Part, key: str) -> Agreement:
    """The agreement without the item of this key. What depended on it still names it, and cannot be offered so.

    To name nothing means to bear on every result, which nobody has written.
    """
    return _with(agreement, part, [one for one in items_of(agreement, part) if one.key != key])


def net_cost(promises: Iterable[Promise]) -> NetCost:
    """What the promises cost in pounds: who pays how much, and how many have no price."""
    known = list(promises)
    by: dict[Party, int] = {}
    for one in known:
        if one.cost:
            by[one.paid_by] = by.get(one.paid_by, 0) + one.cost
    others = tuple((party, by[party]) for party in Party if party is not Party.BOARD and party in by)
    return NetCost(sum(by.values()), by.get(Party.BOARD, 0), others, sum(one.cost is None for one in known))


def problems_of(
    agreement: Agreement,
    ranges: Mapping[str, Range],
    today: date,
    *,
    has_leader: bool,
    before: Agreement | None = None,
) -> tuple[Problem, ...]:
    """Everything that stands in the way of offering the text for signing on this day; the words are added elsewhere.

    `before` is the text in force that it would amend: what stands there already, word for word, may have passed.
    """
    amends_unsaid = before is not None and not agreement.reason.strip()
    unsaid = (Problem("", Trouble.NO_REASON_TO_AMEND),) if amends_unsaid else ()
    standing = {item for _, item in every_item(before)} if before is not None else set[Item]()
    return unsaid + tuple(
        one
        for one in _problems(agreement, ranges, today, has_leader=has_leader)
        if one.trouble not in (Trouble.PAST, Trouble.GONE) or not _stood(agreement, one, standing, today)
    )


def _stood(agreement: Agreement, problem: Problem, standing: Collection[Item], today: date) -> bool:
    """Whether an item stands word for word in the text in force and, for what it bears on, its day has passed.

    What is past goes on bearing on what it was agreed for; a result that was dropped meanwhile is moved by nothing.
    """
    item = _item_called(agreement, problem.key)
    return item in standing and (problem.trouble is Trouble.PAST or (item is not None and due_of(item) <= today))


def _item_called(agreement: Agreement, key: str) -> Item | None:
    return next((item for _, item in every_item(agreement) if item.key == key), None)


def _problems(agreement: Agreement, ranges: Mapping[str, Range], today: date, *, has_leader: bool) -> Iterator[Problem]:
    last = months_after(agreement.starts, agreement.months)
    of_the_whole = (
        (not has_leader, Trouble.NO_LEADER),
        (not agreement.results, Trouble.NO_RESULT),
        (not agreement.promises, Trouble.NO_PROMISE),
        (not 1 <= agreement.months <= LONGEST_MONTHS, Trouble.LENGTH),
        (last <= today, Trouble.OVER),
        (any(len(items_of(agreement, part)) > MOST_ITEMS for part in Part), Trouble.TOO_MANY),
    )
    yield from (Problem("", trouble) for is_so, trouble in of_the_whole if is_so)
    for _, item in every_item(agreement):
        yield from (Problem(item.key, one) for one in _troubles_of(item, agreement, ranges.get(item.key), today, last))


def _troubles_of(item: Item, agreement: Agreement, known: Range | None, today: date, last: date) -> Iterator[Trouble]:
    if due_of(item) <= today:
        yield Trouble.PAST
    elif due_of(item) > last:
        yield Trouble.AFTER_THE_END
    if isinstance(item, Result):
        if known is not None and known.outside and not item.reason.strip():
            yield Trouble.NO_REASON
        return
    if isinstance(item, Promise) and item.due < item.starts:
        yield Trouble.ENDS_BEFORE_IT_STARTS
    if set(getattr(item, "bears_on", ())) - {one.key for one in agreement.results}:
        yield Trouble.GONE


def pointed_out(agreement: Agreement, ranges: Mapping[str, Range], signing: Collection[Party]) -> tuple[Pointed, ...]:
    """What is worth a second thought: only what, one-sided, no conditions, nothing follows, typed by hand, too easy.

    `signing` are the sides that are asked to sign.
    """
    results = agreement.results
    bound: list[Binding] = [*agreement.conditions, *agreement.promises]
    givers = {one.giver for one in agreement.promises}
    of_the_whole = (
        (bool(results) and all(one.concern is Concern.WHAT for one in results), Hint.ONLY_WHAT),
        (bool(givers) and givers <= {Party.LEADER}, Hint.ONE_SIDED),
        (bool(results) and not agreement.conditions, Hint.NO_CONDITION),
        (bool(bound) and all(one.follows is Follows.NOTHING for one in bound), Hint.NOTHING_FOLLOWS),
        (bool(results) and not agreement.not_yet, Hint.NO_NOT_YET),
        (not agreement.afterwards.strip(), Hint.NO_AFTERWARDS),
    )
    found = [Pointed("", hint) for is_so, hint in of_the_whole if is_so]
    for one in results:
        known = ranges.get(one.key)
        if one.sort is ResultSort.TYPED or (known is not None and not known.known):
            found.append(Pointed(one.key, Hint.BY_HAND))
        elif known is not None and (known.easy or (known.outside and one.reason.strip())):
            found.append(Pointed(one.key, Hint.EASY if known.easy else Hint.OUTSIDE))
    bystanders = set(Party) - {*signing, Party.OTHER}
    found += [Pointed(one.key, Hint.NOT_ASKED) for one in bound if one.binds in bystanders]
    found += [Pointed(one.key, Hint.FLOOR) for one in agreement.not_yet if _touches_the_floor(one.words)]
    return tuple(found)


def _touches_the_floor(words: str) -> bool:
    said = words.casefold()
    return any(part in said for part in FLOOR_WORDS)


def differing(before: Agreement, after: Agreement) -> tuple[tuple[Part, str, Item | None, Item | None], ...]:
    """The items that differ between two versions, by part and key; none where a version has no such item."""
    found = []
    for part in Part:
        old = {item.key: item for item in items_of(before, part)}
        new = {item.key: item for item in items_of(after, part)}
        for key in dict.fromkeys([*old, *new]):
            if old.get(key) != new.get(key):
                found.append((part, key, old.get(key), new.get(key)))
    return tuple(found)


def with_names(agreement: Agreement, cards: Mapping[Measure, MeasureCard]) -> Agreement:
    """The agreement with each measure called what it is called now, and which way is better."""
    return replace(agreement, results=tuple(_named(one, cards) for one in agreement.results))


def _named(result: Result, cards: Mapping[Measure, MeasureCard]) -> Result:
    card = cards.get(Measure(result.measure)) if result.sort is ResultSort.MEASURE else None
    if card is None:
        return result
    return replace(result, name=card.label, better="lower" if card.lower_is_better else "higher")


def due_of(item: Item) -> date:
    """The day by which an item is due."""
    match item:
        case Result():
            return item.by
        case NotYet():
            return item.until
        case Condition() | Promise():
            return item.due


def is_of_our_time(agreement: Agreement) -> bool:
    """Whether every day in it lies where days of a compact can lie."""
    whens = [agreement.starts]
    for _, item in every_item(agreement):
        whens += [
            due_of(item),
            *(when for when in (getattr(item, name, None) for name in ("starts", "review", "since")) if when),
        ]
    return all(FIRST_DAY <= one <= FURTHEST_DAY for one in whens)


def used_keys(contents: Sequence[Agreement]) -> set[str]:
    """Every key that any of these versions has used: a key never means two things in one compact."""
    return {item.key for one in contents for _, item in every_item(one)}


def _with(agreement: Agreement, part: Part, items: Sequence[Item]) -> Agreement:
    return replace(agreement, **{part.value: tuple(items)})  # type: ignore[arg-type]  # the part names its field


def _order(item: Item) -> tuple[date, int, str]:
    return due_of(item), len(item.key), item.key
