"""Writing an example, asking somebody to vouch for it, and confirming, declining or taking that back."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.actions.deleting import delete_own
from wraparound.capabilities.careers.actions.telling import tell_that_it_waits
from wraparound.capabilities.careers.models.examples import Example, Vouch
from wraparound.capabilities.careers.queries.assessments import reader_called
from wraparound.capabilities.careers.queries.examples import competency_called, own_example
from wraparound.capabilities.careers.terms.examples import (
    LONGEST_DOCUMENT,
    LONGEST_EXAMPLE,
    LONGEST_LINK,
    LONGEST_VOUCH,
    NewExample,
    VouchState,
)
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.wording import examples as say
from wraparound.capabilities.careers.wording.assessments import NOBODY
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

NEXT = {
    VouchState.CONFIRMED: (VouchState.ASKED, VouchState.DECLINED, VouchState.TAKEN_BACK),
    VouchState.DECLINED: (VouchState.ASKED,),
    VouchState.TAKEN_BACK: (VouchState.CONFIRMED,),
}
"""By what somebody answers, where it may stand before."""


def write_example(new: NewExample, *, at: datetime, by: Viewer) -> int:
    """Keeps an example of the actor's own; its number. CannotKeepCareer where it has no words, or too many."""
    ensure(by, OWN)
    competency_called(new.framework, new.competency, viewer=by)
    words, link, document = new.words.strip(), new.link.strip(), " ".join(new.document.split())
    if not words:
        raise CannotKeepCareer(say.NO_WORDS)
    if len(words) > LONGEST_EXAMPLE or len(link) > LONGEST_LINK or len(document) > LONGEST_DOCUMENT:
        raise CannotKeepCareer(say.TOO_LONG)
    if link and (not link.startswith("https://") or any(letter.isspace() for letter in link)):
        raise CannotKeepCareer(say.LINK)
    with changing("Somebody wrote an example of what they did", at=at, by=by):
        person = Person.objects.get(pk=by.person or 0)
        made = Example.objects.create(
            controller=person.controller,
            person=person,
            framework=new.framework,
            competency=new.competency,
            words=words,
            link=link,
            document=document,
            written_on=timezone.localtime(at).date(),
        )
    return int(made.pk)


def ask_to_vouch(number: int, address: str, until: date, *, at: datetime, by: Viewer) -> int:
    """Asks somebody to vouch for the actor's example until a day; the number of the vouch."""
    row = own_example(number, viewer=by)
    today = timezone.localtime(at).date()
    voucher = reader_called(address, viewer=by, on=today)
    if voucher is None:
        raise CannotKeepCareer(NOBODY)
    if voucher.pk == by.person:
        raise CannotKeepCareer(say.YOURSELF)
    if not today < until <= today + timedelta(days=LONGEST_VOUCH):
        raise CannotKeepCareer(say.WHEN)
    with changing("Somebody was asked to vouch for an example", at=at, by=by):
        Example.objects.select_for_update(of=("self",)).get(pk=number)
        there = row.vouches.filter(voucher=voucher).first()
        if there is not None and there.until >= today:
            raise CannotKeepCareer(say.ASKED_ALREADY)
        asked = {"state": VouchState.ASKED, "asked_on": today, "answered_on": None, "until": until}
        made, _ = Vouch.objects.update_or_create(
            example=row, voucher=voucher, defaults=asked, create_defaults=asked | _whose(row)
        )
        tell_that_it_waits(made, [voucher.pk], by=by)
    return int(made.pk)


def answer_vouch(number: int, answer: VouchState, *, at: datetime, by: Viewer) -> None:
    """The actor vouches, would rather not, or takes it back. NoSuchCareer where they are not asked, or it is over."""
    ensure(by, OWN)
    today = timezone.localtime(at).date()
    with changing("Somebody answered whether they vouch", at=at, by=by):
        rows = Vouch.objects.select_for_update(of=("self",)).filter(pk=number, voucher=by.person or 0, until__gte=today)
        row = rows.first()
        if row is None or VouchState(row.state) not in NEXT.get(answer, ()):
            raise NoSuchCareer
        row.state, row.answered_on = answer, today
        row.save(update_fields=["state", "answered_on"])


def delete_example(number: int, *, at: datetime, by: Viewer) -> None:
    """The actor's example goes for good, with its history and who vouches for it; a dated mark stays."""
    own_example(number, viewer=by)
    delete_own(Example, [number], say.ON_HOLD, at=at, by=by)


def _whose(row: Example) -> dict[str, object]:
    return {"controller": row.controller, "person": row.person}
