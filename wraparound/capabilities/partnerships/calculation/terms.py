"""The terms of a partnership as text with a fingerprint, and whether they can be agreed. Pure."""

import hashlib
import json
from dataclasses import asdict
from datetime import date

from wraparound.capabilities.partnerships.terms.agreements import (
    LONGEST_AIM,
    LONGEST_MONTHS,
    MOST_AIMS,
    MOST_MONEY,
    Payer,
    WrittenTerms,
)
from wraparound.capabilities.partnerships.terms.own_words import LONGEST_WORDS, MOST_DAYS, CannotPartner, Topic
from wraparound.published.months import months_after

PLENTY = 400
"""Review days that a partnership never has: a way out of a count that would not end."""


def written(terms: WrittenTerms) -> str:
    """The terms as canonical JSON: the same terms are always the same text."""
    return json.dumps(asdict(terms), ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))


def terms_in(text: str) -> WrittenTerms:
    """The terms that were written so."""
    raw = json.loads(text)
    return WrittenTerms(
        topic=Topic(raw["topic"]),
        aims=tuple(raw["aims"]),
        people=raw["people"],
        days=float(raw["days"]),
        money=int(raw["money"]),
        paid_by=Payer(raw["paid_by"]),
        starts=date.fromisoformat(raw["starts"]),
        ends=date.fromisoformat(raw["ends"]),
        reviews=tuple(date.fromisoformat(one) for one in raw["reviews"]),
        gains=raw["gains"],
    )


def digest_of(text: str) -> str:
    """The fingerprint of terms as they are kept: 64 letters, other ones for every other text."""
    return hashlib.sha256(text.encode()).hexdigest()


def review_days(starts: date, ends: date, every: int) -> tuple[date, ...]:
    """Every so many months from the first day, before the last: at the end there is a review of its own.

    >>> review_days(date(2026, 1, 31), date(2026, 12, 31), 5)
    (datetime.date(2026, 6, 30), datetime.date(2026, 11, 30))
    """
    days = (months_after(starts, every * number) for number in range(1, PLENTY // every))
    return tuple(day for day in days if day < ends)


def ensure_agreeable(terms: WrittenTerms, today: date) -> None:
    """Nothing, or CannotPartner with what to do: everything is said, within reason, and its time is not over."""
    _ensure_words(terms)
    if not 0 < terms.days <= MOST_DAYS:
        raise CannotPartner(f"Say how many people’s days a month, more than none and at most {MOST_DAYS}.")
    if not 0 <= terms.money <= MOST_MONEY:
        raise CannotPartner(f"The money is in whole pounds, from 0 to {MOST_MONEY:,}.")
    if (terms.money == 0) != (terms.paid_by is Payer.NOBODY):
        raise CannotPartner("Say who pays, or that no money changes hands: one without the other does not fit.")
    if terms.ends < terms.starts or terms.ends > months_after(terms.starts, LONGEST_MONTHS):
        raise CannotPartner(f"The last day lies after the first, and at most {LONGEST_MONTHS} months later.")
    if terms.ends < today:
        raise CannotPartner("The last day has passed. Give one that lies ahead.")
    if any(not terms.starts < one < terms.ends for one in terms.reviews):
        raise CannotPartner("Every review lies between the first and the last day.")


def _ensure_words(terms: WrittenTerms) -> None:
    if not terms.aims or len(terms.aims) > MOST_AIMS or any(not one.strip() for one in terms.aims):
        raise CannotPartner(f"Say what it is for, in one to {MOST_AIMS} aims, each on a line of its own.")
    if any(len(one) > LONGEST_AIM for one in terms.aims):
        raise CannotPartner(f"An aim has at most {LONGEST_AIM} letters.")
    if not terms.people.strip() or len(terms.people) > LONGEST_WORDS:
        raise CannotPartner(f"Say who comes and what they do, in at most {LONGEST_WORDS} letters.")
    if not terms.gains.strip() or len(terms.gains) > LONGEST_WORDS:
        raise CannotPartner(f"Say what the helper gains, in at most {LONGEST_WORDS} letters.")
