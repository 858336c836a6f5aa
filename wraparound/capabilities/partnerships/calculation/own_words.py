"""Until when what an organisation says of itself counts, and whether it can be said like that. Pure."""

from datetime import date

from wraparound.capabilities.partnerships.terms.own_words import (
    FURTHEST_MONTHS,
    LONGEST_WORDS,
    MONTHS_FRESH,
    MOST_DAYS,
    CannotPartner,
    NewNeed,
    NewOffer,
)
from wraparound.published.months import months_after


def review_of(asked: date | None, today: date) -> date:
    """The day until which it counts: the one asked for, else MONTHS_FRESH from today; CannotPartner beyond reason.

    >>> review_of(None, date(2026, 8, 31))
    datetime.date(2027, 2, 28)
    """
    if asked is None:
        return months_after(today, MONTHS_FRESH)
    if not today < asked <= months_after(today, FURTHEST_MONTHS):
        raise CannotPartner(
            f"The day on which you look at it again lies after today and within {FURTHEST_MONTHS} months."
        )
    return asked


def counts(review: date, until: date | None, today: date) -> bool:
    """Whether it still counts: not past its review, and not past its own last day.

    >>> counts(date(2026, 6, 1), None, date(2026, 6, 1)), counts(date(2026, 6, 1), date(2026, 5, 1), date(2026, 5, 2))
    (True, False)
    """
    return review >= today and (until is None or until >= today)


def ensure_sayable(new: NewNeed | NewOffer, today: date) -> None:
    """Nothing, or CannotPartner with what to do: words there are and not too many, days within reason, no past day."""
    if not new.words.strip():
        raise CannotPartner("Say it in a sentence or two, so that another board understands it.")
    if len(new.words) > LONGEST_WORDS:
        raise CannotPartner(f"Say it in at most {LONGEST_WORDS} letters.")
    if isinstance(new, NewOffer):
        if not new.means:
            raise CannotPartner("Say what you could give: people, a team, somebody on the board, a system or visits.")
        if not 0 < new.days <= MOST_DAYS:
            raise CannotPartner(f"Say how many people's days a month, more than none and at most {MOST_DAYS}.")
        if new.until is not None and new.until < today:
            raise CannotPartner("The day until which you offer it has passed.")
