"""Putting an offer on the board, taking it down, and saying what one looks for."""

from datetime import datetime, timedelta

from django.utils import timezone

from wraparound.capabilities.careers.access import FOLLOW, OWN
from wraparound.capabilities.careers.models.offers import BoardOffer, OfferNeeds
from wraparound.capabilities.careers.queries.examples import competency_called
from wraparound.capabilities.careers.queries.offers import kept_offer, offer_writing
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.offers import (
    LONGEST_OFFER,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_WHERE,
    MOST_HALF_DAYS,
    Backfill,
    NewBoardOffer,
    StatedNeeds,
)
from wraparound.capabilities.careers.wording import offers as say
from wraparound.people.access import ensure
from wraparound.people.models import Organisation, Person, Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.models.keeping import Controller


def put_offer(new: NewBoardOffer, *, at: datetime, by: Viewer) -> int:
    """Puts an offer of the actor's organisation on the board, for everybody with an account; its number."""
    page = offer_writing(new.organisation, new.framework, viewer=by)
    known = [one.key for one in page.framework.competencies]
    title, where = " ".join(new.title.split()), " ".join(new.where.split())
    does, gets = new.does.strip(), new.host_gets.strip()
    _ensure_words(title, where, does, gets)
    _ensure_days(new, at)
    if not set(new.competencies) <= set(known):
        raise CannotKeepCareer(say.WRONG_COMPETENCY)
    place = Organisation.objects.select_related("controller").get(code=new.organisation)
    with changing("An offer was put on the board", at=at, by=by):
        row = BoardOffer.objects.create(
            controller=place.controller,
            organisation=place,
            kind=new.kind,
            title=title,
            where=where,
            does=does,
            host_gets=gets,
            starts=new.starts,
            ends=new.ends,
            closes_on=new.closes_on,
            framework=page.key,
            competencies=[key for key in known if key in new.competencies],
            half_days=new.half_days,
            backfill=new.backfill,
            backfill_half_days=new.backfill_half_days,
        )
    return int(row.pk)


def take_down(number: int, *, at: datetime, by: Viewer) -> None:
    """Takes an offer off the board. Requests that came by then stay, and wait for their answers."""
    kept_offer(number, viewer=by)
    with changing("An offer was taken down", at=at, by=by):
        row = BoardOffer.objects.select_for_update(of=("self",)).get(pk=number)
        if row.taken_down_on is None:
            row.taken_down_on = timezone.localtime(at).date()
            row.save(update_fields=["taken_down_on"])


def take_down_of_ended(before: str, *, at: datetime, by: Viewer) -> int:
    """Once an organisation (its code) has ended, nobody there answers: its open offers are taken down; how many."""
    ensure(by, FOLLOW)
    if not Controller.objects.filter(code=before, ended_at__isnull=False).exists():
        return 0
    rows = BoardOffer.objects.filter(organisation__code=before, taken_down_on__isnull=True)
    with changing("Offers of an organisation that ended were taken down", at=at, by=by):
        return rows.update(taken_down_on=timezone.localtime(at).date())


def look_for(needs: StatedNeeds, *, at: datetime, by: Viewer) -> None:
    """Keeps what the actor looks for, in place of what they looked for before."""
    ensure(by, OWN)
    if needs.competency:
        competency_called(needs.framework, needs.competency, viewer=by)
    if needs.region and not Region.objects.filter(code=needs.region).exists():
        raise NoSuchCareer
    if needs.most_half_days is not None and not 1 <= needs.most_half_days <= MOST_HALF_DAYS:
        raise CannotKeepCareer(say.WRONG_HALF_DAYS)
    said = {
        "kind": needs.kind or "",
        "region": needs.region,
        "framework": needs.framework if needs.competency else "",
        "competency": needs.competency,
        "most_half_days": needs.most_half_days,
        "counted": needs.counted,
    }
    with changing("Somebody said what they look for", at=at, by=by):
        person = Person.objects.get(pk=by.person or 0)
        OfferNeeds.objects.update_or_create(
            person=person, defaults=said, create_defaults=said | {"controller": person.controller}
        )


def _ensure_words(title: str, where: str, does: str, gets: str) -> None:
    short = len(title) <= LONGEST_TITLE and len(where) <= LONGEST_WHERE
    if not (title and where and does and gets and short) or max(len(does), len(gets)) > LONGEST_TEXT:
        raise CannotKeepCareer(say.WRONG_TEXT)


def _ensure_days(new: NewBoardOffer, at: datetime) -> None:
    today = timezone.localtime(at).date()
    last = today + timedelta(days=LONGEST_OFFER)
    if not (today <= new.closes_on <= new.ends <= new.starts + timedelta(days=LONGEST_OFFER)):
        raise CannotKeepCareer(say.WRONG_DAYS)
    if not (new.starts <= new.ends and new.starts <= last):
        raise CannotKeepCareer(say.WRONG_DAYS)
    if not all(one is None or 1 <= one <= MOST_HALF_DAYS for one in (new.half_days, new.backfill_half_days)):
        raise CannotKeepCareer(say.WRONG_HALF_DAYS)
    if (new.backfill is Backfill.NOT_NEEDED) is not (new.backfill_half_days is None):
        raise CannotKeepCareer(say.WRONG_BACKFILL)
