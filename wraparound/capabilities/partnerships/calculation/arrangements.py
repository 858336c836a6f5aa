"""What can become of an arrangement, and what of it is wrong before it is kept."""

from collections.abc import Collection
from datetime import date, timedelta

from wraparound.capabilities.partnerships.terms.arrangements import (
    FAR_AHEAD,
    FIRST_DAY,
    LONGEST_WORDS,
    MOST_OTHERS,
    ArrangementSort,
    ArrangementState,
    CannotArrange,
    NewArrangement,
)

A_YEAR = 366
"""Days ahead to which posts can be closed."""


def ensure_it_fits(new: NewArrangement, *, today: date) -> None:
    """Nothing, or CannotArrange with the first thing that is wrong."""
    if not new.others:
        raise CannotArrange("Choose at least one other organisation.")
    if new.leads in new.others or len(set(new.others)) < len(new.others):
        raise CannotArrange("An organisation stands in it twice. Name each once.")
    if len(new.others) > MOST_OTHERS:
        raise CannotArrange(f"At most {MOST_OTHERS} organisations can stand in one beside the one that leads.")
    _ensure_days_fit(new, today)
    if not new.accountable.strip():
        raise CannotArrange("Say who answers for what from that day: it is the first thing that others ask.")
    for words in (new.accountable, new.why):
        if len(words) > LONGEST_WORDS:
            raise CannotArrange(f"That is too long: it can have {LONGEST_WORDS} characters. Nothing is lost.")


def _ensure_days_fit(new: NewArrangement, today: date) -> None:
    if not FIRST_DAY <= new.starts <= today + timedelta(days=FAR_AHEAD):
        raise CannotArrange("Look at the year of its first day: not before 1948, and at most three years ahead.")
    if new.until is not None and new.until < new.starts:
        raise CannotArrange("Its last day is before its first. Look at both.")
    if new.sort is not ArrangementSort.ACQUISITION:
        return
    if new.until is not None:
        raise CannotArrange("An acquisition has no last day. Leave it empty.")
    if new.starts > today + timedelta(days=A_YEAR):
        raise CannotArrange("Enter an acquisition in the year before it happens: its posts close by what is held then.")


def state_after(agreed: Collection[int], organisations: Collection[int]) -> ArrangementState:
    """Whether every board has agreed, by ids of organisations."""
    return ArrangementState.AGREED if set(organisations) <= set(agreed) else ArrangementState.SAID


def ensure_it_can_end(
    state: ArrangementState, sort: ArrangementSort, starts: date, last_day: date, *, until: date | None = None
) -> None:
    """Nothing, or CannotArrange: only what every board agreed, is not over, and began by then can end."""
    if state is not ArrangementState.AGREED:
        raise CannotArrange("Only what every board has agreed can end. This one is not in force.")
    if sort is ArrangementSort.ACQUISITION:
        raise CannotArrange("An acquisition does not end. If it did not come about, take it back.")
    if last_day < starts:
        raise CannotArrange("That is before its first day. If it never began, take it back instead.")
    if until is not None and last_day > until:
        raise CannotArrange("All boards agreed to an earlier last day. To go on longer, agree a new one.")


def ensure_it_can_be_taken_back(state: ArrangementState) -> None:
    """Nothing, or CannotArrange where it is over."""
    if state in {ArrangementState.ENDED, ArrangementState.TAKEN_BACK}:
        raise CannotArrange("It is over already, so there is nothing to take back.")
