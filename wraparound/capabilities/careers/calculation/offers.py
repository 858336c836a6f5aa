"""Which offers stand to what somebody looks for, where a request stands, and what of many may be told. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from wraparound.capabilities.careers.terms.offers import (
    LEAST_TO_TELL,
    YEARS_ASKED,
    BoardLine,
    EmployerAnswer,
    LedTo,
    NeedPart,
    OfferLine,
    RequestState,
    StatedNeeds,
)
from wraparound.methods.disclosure import EVERYBODY, ROOM, Group, Report, Rule, choose
from wraparound.published.months import months_after

MEETS, MISSES, NOT_KNOWN = True, False, None


def in_order(offers: Iterable[OfferLine]) -> list[OfferLine]:
    """The order of the board, the same for everybody: the first to close first, then by host and title."""
    return sorted(offers, key=lambda one: (one.closes_on, one.host, one.title, one.number))


def stands(offer: OfferLine, needs: StatedNeeds) -> Mapping[NeedPart, bool | None]:
    """For each part that was stated whether the offer meets it; none where the offer does not say."""
    found: dict[NeedPart, bool | None] = {}
    if needs.kind is not None:
        found[NeedPart.KIND] = offer.kind is needs.kind
    if needs.region:
        found[NeedPart.REGION] = offer.region == needs.region
    if needs.competency:
        # What is built against another framework may be the same thing in other words: it is not known.
        same = offer.framework == needs.framework and offer.keys
        found[NeedPart.COMPETENCY] = needs.competency in offer.keys if same else NOT_KNOWN
    if needs.most_half_days is not None:
        found[NeedPart.DAYS] = NOT_KNOWN if offer.half_days is None else offer.half_days <= needs.most_half_days
    return found


def on_the_board(offers: Iterable[OfferLine], needs: StatedNeeds) -> tuple[BoardLine, ...]:
    """The offers that miss nothing that was stated, in the order of the board: how much they meet moves none."""
    found: list[BoardLine] = []
    for offer in in_order(offers):
        parts = stands(offer, needs)
        if MISSES not in parts.values():
            met = tuple(part for part, how in parts.items() if how is MEETS)
            unknown = tuple(part for part, how in parts.items() if how is NOT_KNOWN)
            found.append(BoardLine(offer=offer, met=met, not_known=unknown))
    return tuple(found)


def state_of(
    answers: Sequence[EmployerAnswer], *, taken_back: bool, ended: bool, days: tuple[date, date], on: date
) -> RequestState:
    """Where a request stands on a day, by what both employers said and the first and last day of the offer."""
    starts, ends = days
    if taken_back:
        return RequestState.TAKEN_BACK
    if EmployerAnswer.NO in answers:
        return RequestState.DECLINED
    if EmployerAnswer.WAITS in answers:
        return RequestState.WAITS if on <= ends else RequestState.LAPSED
    if ended or on > ends:
        return RequestState.ENDED
    return RequestState.AGREED if on < starts else RequestState.UNDER_WAY


def due_after(last: date, answered: Iterable[int], on: date) -> int | None:
    """After how many years somebody is asked on the day what it led to, once each, for a year; else none.

    >>> due_after(date(2026, 3, 1), [], date(2027, 2, 28)), due_after(date(2026, 3, 1), [], date(2027, 3, 1))
    (None, 1)
    """
    passed = max((years for years in range(4) if months_after(last, 12 * years) <= on), default=0)
    return passed if passed in YEARS_ASKED and passed not in answered else None


def told_without(asked_for: Sequence[bool]) -> tuple[int, int] | None:
    """Of how many offers, and how many of them nobody asked for; nothing of few, or where few people asked.

    That nobody asked at all is told: it is about the offers. Nothing is told where only one was asked for, or all but
    one, since who asked for that one could be guessed.
    """
    total, asked = len(asked_for), sum(asked_for)
    if total < LEAST_TO_TELL or 0 < asked < ROOM or 0 < total - asked < ROOM:
        return None
    return total, total - asked


def told_needs(wanted: Mapping[str, int]) -> dict[str, int]:
    """How many look for what nobody offers, where they are enough to be told."""
    return {what: many for what, many in wanted.items() if many >= LEAST_TO_TELL}


def told_led_to(said: Sequence[LedTo]) -> dict[LedTo, int] | None:
    """How many said what, where they are enough, and each answer was given by nobody or by two and more."""
    places = [one for one in LedTo if one in said]
    counts = tuple(said.count(one) for one in places)
    if len(places) < 2:
        return None
    level = tuple(range(len(places)))
    report = Report((Group(name="region", people=frozenset(range(len(said))), counts=counts),))
    shown = choose(report, [EVERYBODY], [], Rule(minimum=LEAST_TO_TELL, levels=(level,), finest_for_all=1))
    return dict(zip(places, counts, strict=True)) if shown.cuts else None
