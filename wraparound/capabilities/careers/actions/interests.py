"""Registering interest without an account, confirming, changing and taking it back; reading and answering it."""

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wraparound.capabilities.careers.access import REGISTER
from wraparound.capabilities.careers.evidence import shipped_routes
from wraparound.capabilities.careers.models.ways_in import Interest, InterestOpened, Opening
from wraparound.capabilities.careers.queries.interests import answered_row, interest_by_link, path_of
from wraparound.capabilities.careers.queries.ways_in import open_row
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.capabilities.careers.terms.interests import (
    ANSWERS,
    DAYS_TO_CONFIRM,
    LONGEST_ADDRESS,
    LONGEST_ANSWER,
    LONGEST_BRINGS,
    LONGEST_NAME,
    MOST_FROM_A_PLACE,
    MOST_IN_A_DAY,
    MOST_TO_AN_ADDRESS,
    OUTCOMES,
    InterestAnswer,
    InterestKept,
    InterestState,
    NewInterest,
)
from wraparound.capabilities.careers.wording import ways_in as say
from wraparound.people.access import ensure
from wraparound.people.actions.floods import too_often
from wraparound.people.models import Person, Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.removal import remove
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.terms import Basis

HOUR, DAY = 3_600, 86_400
SORT = Interest._meta.label_lower


def register(new: NewInterest, *, place: str, at: datetime, by: Viewer) -> InterestKept:
    """Keeps what somebody typed, unconfirmed, and says where their link leads; nobody reads it before they confirm.

    The same address for the same thing is kept once: the second time changes nothing, and its link is sent again.
    `place` is an address of the network: it is counted for an hour, and not stored. CannotKeepCareer where something
    is missing, or too much came.
    """
    ensure(by, REGISTER)
    name, address, brings = " ".join(new.name.split()), new.address.strip().casefold(), new.brings.strip()
    _ensure_fits(new, name, address, brings)
    region, opening = _meant(new, at, by)
    if too_often("interest", place, most=MOST_FROM_A_PLACE, seconds=HOUR, at=at, by=by):
        raise CannotKeepCareer(say.FROM_ONE_PLACE)
    if too_often("interest.to", address, most=MOST_TO_AN_ADDRESS, seconds=DAY, at=at, by=by):
        raise CannotKeepCareer(say.TO_ONE_ADDRESS)
    with changing("Interest in a way in was registered", at=at, by=by):
        row = Interest.objects.filter(route=new.route, region=region, opening=opening, address=address).first()
        if row is not None:
            return InterestKept(address=row.address, path=path_of(row, viewer=by), again=True)
        if Interest.objects.filter(registered_on=at.date()).count() >= MOST_IN_A_DAY:
            raise CannotKeepCareer(say.FULL_TODAY)
        row = Interest.objects.create(
            controller=(opening or region).controller,
            route=new.route,
            region=region,
            opening=opening,
            name=name,
            address=address,
            brings=brings,
            nonce=secrets.token_hex(16),
            registered_on=at.date(),
            changed_on=at.date(),
        )
    return InterestKept(address=address, path=path_of(row, viewer=by), again=False)


def confirm(number: int, token: str, *, at: datetime, by: Viewer) -> None:
    """From now on those who answer may read it; they are told that something waits. Twice is once."""
    interest_by_link(number, token, viewer=by)
    with changing("Interest in a way in was confirmed", at=at, by=by):
        row = Interest.objects.select_for_update(of=("self",)).get(pk=number)
        if row.confirmed_on is None:
            row.confirmed_on = row.changed_on = at.date()
            row.save(update_fields=["confirmed_on", "changed_on"])
            tell("careers.interest_confirmed", {"interest": str(row.pk)}, by=by, of=row)


def change_interest(number: int, token: str, *, name: str, brings: str, at: datetime, by: Viewer) -> None:
    """Changes the name and what they bring; what stood there is in no history."""
    interest_by_link(number, token, viewer=by)
    plain, said = " ".join(name.split()), brings.strip()
    if not plain or len(plain) > LONGEST_NAME:
        raise CannotKeepCareer(say.NO_NAME)
    if len(said) > LONGEST_BRINGS:
        raise CannotKeepCareer(say.TOO_LONG)
    with changing("Interest in a way in was changed", at=at, by=by):
        row = Interest.objects.select_for_update(of=("self",)).get(pk=number)
        row.name, row.brings, row.changed_on = plain, said, at.date()
        row.save(update_fields=["name", "brings", "changed_on"])


def withdraw_interest(number: int, token: str, *, at: datetime, by: Viewer) -> None:
    """All of it goes for good, with its history, the answer and who opened it; a dated mark stays."""
    interest_by_link(number, token, viewer=by)
    remove(SORT, [number], basis=Basis.ERASURE, why="Taken back by whoever registered it", at=at, by=by)


def note_opened(number: int, *, at: datetime, by: Viewer) -> None:
    """Notes that one of those who answer opened it today, which whoever registered reads; once a day."""
    row = answered_row(number, viewer=by)
    today = at.date()
    if InterestOpened.objects.filter(interest=row, reader=by.person, on=today).exists():
        return
    with changing("Interest in a way in was opened", at=at, by=by):
        reader = Person.objects.get(pk=by.person or 0)
        seen = InterestOpened.objects.filter(interest=row, reader=reader).first()
        if seen is None:
            InterestOpened.objects.create(controller=row.controller, interest=row, reader=reader, on=today)
        else:
            seen.on = today
            seen.save(update_fields=["on"])
        # Whoever answered meanwhile has read it: their answer stays.
        Interest.objects.filter(pk=row.pk, state=InterestState.SENT).update(state=InterestState.SEEN)


def answer_interest(number: int, answer: InterestAnswer, *, version: int, at: datetime, by: Viewer) -> InterestKept:
    """Answers; to whom that is told, and where their link leads. ChangedMeanwhile where a colleague was faster."""
    answered_row(number, viewer=by)
    words = answer.words.strip()
    if answer.state not in ANSWERS:
        raise CannotKeepCareer("Choose one of these answers.")
    if not words or len(words) > LONGEST_ANSWER:
        raise CannotKeepCareer(say.NO_REASON if answer.state is InterestState.NOT_NOW else say.NO_ANSWER_WORDS)
    with changing("Interest in a way in was answered", at=at, by=by):
        row = Interest.objects.select_for_update(of=("self",)).get(pk=number)
        ensure_unchanged(row, version, by=by)
        today = at.date()
        row.state, row.answer, row.answered_by_id, row.answered_on = answer.state, words, by.person, today
        row.changed_on = today
        if answer.state in OUTCOMES and row.outcome_on is None:
            row.outcome_on = today
        row.save(update_fields=["state", "answer", "answered_by", "answered_on", "changed_on", "outcome_on"])
    return InterestKept(address=row.address, path=path_of(row, viewer=by), again=True)


def remove_unconfirmed(*, at: datetime, by: Viewer) -> int:
    """What nobody confirmed in time goes for good; how many."""
    last = at.date() - timedelta(days=DAYS_TO_CONFIRM)
    rows = Interest.objects.filter(confirmed_on__isnull=True, registered_on__lt=last)
    keys = list(rows.values_list("pk", flat=True))
    return remove(SORT, keys, basis=Basis.RETENTION, why="Not confirmed in time", at=at, by=by)


def _ensure_fits(new: NewInterest, name: str, address: str, brings: str) -> None:
    if not name or len(name) > LONGEST_NAME:
        raise CannotKeepCareer(say.NO_NAME)
    try:
        validate_email(address)
    except ValidationError as trouble:
        raise CannotKeepCareer(say.NO_ADDRESS) from trouble
    if len(address) > LONGEST_ADDRESS:
        raise CannotKeepCareer(say.NO_ADDRESS)
    if len(brings) > LONGEST_BRINGS:
        raise CannotKeepCareer(say.TOO_LONG)
    if not new.agrees:
        raise CannotKeepCareer(say.MUST_AGREE)


def _meant(new: NewInterest, at: datetime, by: Viewer) -> tuple[Region, Opening | None]:
    """The region, and the opening where one is applied for, which says the region itself."""
    if new.route not in shipped_routes():
        raise CannotKeepCareer(say.WRONG_ROUTE)
    if new.opening is not None:
        opening = open_row(new.opening, viewer=by, on=at.date())
        if opening is None or opening.route != new.route:
            raise CannotKeepCareer(say.NO_LONGER_OPEN)
        region = opening.region or (opening.organisation.region if opening.organisation else None)
        assert region is not None  # an opening is of one place
        return region, opening
    found = Region.objects.select_related("controller").filter(code=new.region).first()
    if found is None:
        raise CannotKeepCareer(say.NO_REGION)
    return found, None
