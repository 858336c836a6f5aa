"""Asking for an offer, what both employers answer, taking it back, ending it, and saying what it led to."""

from datetime import date, datetime

from django.utils import timezone

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.models.offers import BoardOffer, OfferOutcome, OfferRequest
from wraparound.capabilities.careers.queries.offer_requests import answered_row, own_request, own_request_row
from wraparound.capabilities.careers.queries.offers import offer_page
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.capabilities.careers.terms.offers import LONGEST_REASON, EmployerAnswer, LedTo, Side
from wraparound.capabilities.careers.wording import offers as say
from wraparound.people.access import ensure
from wraparound.people.models import Organisation, Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell

WAITS, YES, NO = EmployerAnswer.WAITS, EmployerAnswer.YES, EmployerAnswer.NO


def ask_for(number: int, words: str, employer: str, *, at: datetime, by: Viewer) -> int:
    """The actor would like an offer; their employer (its code) and the host are asked. The number of the request."""
    ensure(by, OWN)
    today = timezone.localtime(at).date()
    page = offer_page(number, viewer=by, on=today)
    said = words.strip()
    trouble = (
        (page.at_home, say.AT_HOME),
        (not page.employers, say.NO_EMPLOYER),
        (not page.is_open, say.NOT_OPEN),
        (page.asked is not None, say.ASKED_ALREADY),
        (employer not in dict(page.employers), say.WRONG_EMPLOYER),
        (not said or len(said) > LONGEST_REASON, say.NO_WORDS),
    )
    if wrong := next((why for is_so, why in trouble if is_so), ""):
        raise CannotKeepCareer(wrong)
    with changing("Somebody asked for an offer", at=at, by=by):
        offer = BoardOffer.objects.select_for_update(of=("self",)).get(pk=number)
        person = Person.objects.select_related("controller").get(pk=by.person or 0)
        if offer.taken_down_on is not None or offer.closes_on < today:
            raise CannotKeepCareer(say.NOT_OPEN)
        if OfferRequest.objects.filter(offer=offer, person=person, taken_back_on__isnull=True).exists():
            raise CannotKeepCareer(say.ASKED_ALREADY)
        row = OfferRequest.objects.create(
            controller=person.controller,
            person=person,
            offer=offer,
            employer=Organisation.objects.get(code=employer),
            words=said,
            asked_on=today,
            over_on=offer.ends,
        )
        tell("careers.offer_asked", {"request": str(row.pk)}, by=by, of=row)
    return int(row.pk)


def answer_request(number: int, side: Side, answer: EmployerAnswer, because: str, *, at: datetime, by: Viewer) -> None:
    """One employer says yes or no, once, and why where not; whoever asked is told that there is news."""
    words, today = because.strip(), timezone.localtime(at).date()
    seen = answered_row(number, side, viewer=by, on=today)
    if answer is WAITS or (answer is NO and not words) or len(words) > LONGEST_REASON:
        raise CannotKeepCareer(say.NO_REASON)
    if seen.person_id == by.person:
        raise CannotKeepCareer(say.NOT_YOUR_OWN)
    with changing("An employer answered a request for an offer", at=at, by=by):
        row = _locked(number)
        answers = {Side.OWN: row.own_answer, Side.HOST: row.host_answer}
        over = row.taken_back_on is not None or row.offer.ends < today or NO in answers.values()
        if over or answers[side] != WAITS:
            raise CannotKeepCareer(say.ANSWERED_ALREADY)
        said = {"answer": answer, "because": words, "by_id": by.person, "on": today}
        for part, value in said.items():
            setattr(row, f"{side.value}_{part}", value)
        if answer is NO:
            row.over_on = today
        row.save()
        tell("careers.offer_answered", {"person": str(row.person_id)}, by=by, of=row)
        if row.own_answer == row.host_answer == YES:
            _tell_agreed(row, today, by)


def take_back_request(number: int, *, at: datetime, by: Viewer) -> None:
    """The actor would not like it any more; only while not both have agreed, and nobody has said no."""
    today = timezone.localtime(at).date()
    own_request_row(number, viewer=by, on=today)
    with changing("Somebody took back what they asked for", at=at, by=by):
        row = _locked(number)
        if row.own_answer == row.host_answer == YES:
            raise CannotKeepCareer(say.BOTH_AGREED)
        if NO in (row.own_answer, row.host_answer):
            raise CannotKeepCareer(say.SAID_NO)
        if row.taken_back_on is None:
            row.taken_back_on = row.over_on = today
            row.save(update_fields=["taken_back_on", "over_on"])


def end_request(number: int, because: str, side: Side | None, *, at: datetime, by: Viewer) -> None:
    """What both agreed to ends early, for a reason that the person reads: by them (no side), or by an employer."""
    words, today = because.strip(), timezone.localtime(at).date()
    if side is None:
        seen = own_request_row(number, viewer=by, on=today)
    else:
        seen = answered_row(number, side, viewer=by, on=today)
    if not words or len(words) > LONGEST_REASON:
        raise CannotKeepCareer(say.NO_REASON)
    with changing("What somebody took up was ended early", at=at, by=by):
        row = _locked(number)
        agreed = row.own_answer == row.host_answer == YES
        if not agreed or row.ended_on is not None or row.offer.ends < today:
            raise CannotKeepCareer(say.NOT_RUNNING)
        row.ended_on = row.over_on = today
        row.ended_because, row.ended_by_id = words, by.person
        row.save(update_fields=["ended_on", "over_on", "ended_because", "ended_by"])
        if seen.person_id != by.person:
            tell("careers.offer_answered", {"person": str(row.person_id)}, by=by, of=row)


def say_led_to(number: int, led_to: LedTo, *, counted: bool, at: datetime, by: Viewer) -> None:
    """The actor says what it led to, a year or two on, once each; counted with others only where they agree."""
    today = timezone.localtime(at).date()
    with changing("Somebody said what an offer led to", at=at, by=by):
        OfferRequest.objects.select_for_update(of=("self",)).filter(pk=number, person=by.person or 0).first()
        found = own_request(number, viewer=by, on=today)
        if found.due is None:
            raise CannotKeepCareer(say.NOT_DUE)
        row = own_request_row(number, viewer=by, on=today)
        OfferOutcome.objects.create(
            controller=row.controller,
            person=row.person,
            request=row,
            years=found.due,
            led_to=led_to,
            counted=counted,
            said_on=today,
        )


def _locked(number: int) -> OfferRequest:
    return OfferRequest.objects.select_for_update(of=("self",)).select_related("offer").get(pk=number)


def _tell_agreed(row: OfferRequest, on: date, by: Viewer) -> None:
    """Both employers said yes: to whoever counts steps, at the organisation that offered it."""
    told = {"request": str(row.pk), "person": str(row.person_id), "organisation": row.offer.organisation.code}
    tell("careers.offer_agreed", {**told, "on": on.isoformat()}, by=by, of=row)
