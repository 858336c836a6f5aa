"""An organisation says what it needs and could give, says it again, changes it, and says it no longer."""

from datetime import datetime
from typing import Any

from wraparound.capabilities.partnerships.access import SPEAK
from wraparound.capabilities.partnerships.calculation.own_words import ensure_sayable, review_of
from wraparound.capabilities.partnerships.models.own_words import StatedNeed, StatedOffer
from wraparound.capabilities.partnerships.queries.own_words import about, need_of, offer_of
from wraparound.capabilities.partnerships.terms.own_words import NewNeed, NewOffer
from wraparound.people.access import ensure
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged


def say_need(code: str, new: NewNeed, *, at: datetime, by: Viewer) -> int:
    """Says for an organisation what it needs; its number. CannotPartner where it cannot be said so, NotYours beyond."""
    place, values = _spoken(code, new, at, by)
    with changing("An organisation said what it needs", at=at, by=by):
        made = StatedNeed.objects.create(controller=place.controller, organisation=place, **values)
    return int(made.pk)


def say_offer(code: str, new: NewOffer, *, at: datetime, by: Viewer) -> int:
    """Says for an organisation what it could give; its number."""
    place, values = _spoken(code, new, at, by)
    with changing("An organisation said what it could give", at=at, by=by):
        made = StatedOffer.objects.create(controller=place.controller, organisation=place, **values)
    return int(made.pk)


def change_need(code: str, number: int, new: NewNeed, *, version: int, at: datetime, by: Viewer) -> None:
    """Says it otherwise, from today; ChangedMeanwhile where somebody else of the organisation was faster."""
    _, values = _spoken(code, new, at, by)
    with changing("What an organisation needs was said otherwise", at=at, by=by):
        _rewrite(_held(need_of(code, number, viewer=by)), values, version, by)


def change_offer(code: str, number: int, new: NewOffer, *, version: int, at: datetime, by: Viewer) -> None:
    """The same of an offer."""
    _, values = _spoken(code, new, at, by)
    with changing("What an organisation could give was said otherwise", at=at, by=by):
        _rewrite(_held(offer_of(code, number, viewer=by)), values, version, by)


def confirm_need(code: str, number: int, *, at: datetime, by: Viewer) -> None:
    """It is still so: it counts for as long again. Since when it is said stays."""
    with changing("What an organisation needs was confirmed", at=at, by=by):
        _confirm(_held(need_of(code, number, viewer=by)), at, by)


def confirm_offer(code: str, number: int, *, at: datetime, by: Viewer) -> None:
    """The same of an offer."""
    with changing("What an organisation could give was confirmed", at=at, by=by):
        _confirm(_held(offer_of(code, number, viewer=by)), at, by)


def end_need(code: str, number: int, *, at: datetime, by: Viewer) -> None:
    """The organisation says it no longer; it is shown to nobody any more."""
    with changing("An organisation no longer says that it needs this", at=at, by=by):
        _end(_held(need_of(code, number, viewer=by)), at)


def end_offer(code: str, number: int, *, at: datetime, by: Viewer) -> None:
    """The same of an offer. Agreements that speak of it go on."""
    with changing("An organisation no longer offers this", at=at, by=by):
        _end(_held(offer_of(code, number, viewer=by)), at)


def _spoken(code: str, new: NewNeed | NewOffer, at: datetime, by: Viewer) -> tuple[Organisation, dict[str, Any]]:
    place = organisation_of(code, viewer=by)
    ensure(by, SPEAK, about(place, viewer=by))
    today = at.date()
    ensure_sayable(new, today)
    values: dict[str, Any] = {
        "topic": new.topic,
        "means": " ".join(new.means),
        "words": new.words.strip(),
        "said_on": today,
        "review": review_of(new.review, today),
        "said_by_id": by.person or 0,
    }
    if isinstance(new, NewOffer):
        values |= {"days": new.days, "until": new.until}
    return place, values


def _held[Row: (StatedNeed, StatedOffer)](row: Row) -> Row:
    """The row as it is now that nobody else can change it."""
    held: Row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    return held


def _rewrite(row: StatedNeed | StatedOffer, values: dict[str, Any], version: int, by: Viewer) -> None:
    ensure_unchanged(row, version, by=by)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[name.removesuffix("_id") for name in values])


def _confirm(row: StatedNeed | StatedOffer, at: datetime, by: Viewer) -> None:
    row.review, row.said_by_id = review_of(None, at.date()), by.person or 0
    row.save(update_fields=["review", "said_by"])


def _end(row: StatedNeed | StatedOffer, at: datetime) -> None:
    row.ended_at = at
    row.save(update_fields=["ended_at"])
