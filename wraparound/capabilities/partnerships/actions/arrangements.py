"""Arrangements are said by one board, agreed by every other, ended or taken back; what counts is told by event."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from wraparound.capabilities.partnerships.access import ARRANGE
from wraparound.capabilities.partnerships.actions.telling import tell_those_asked
from wraparound.capabilities.partnerships.calculation.arrangements import (
    ensure_it_can_be_taken_back,
    ensure_it_can_end,
    ensure_it_fits,
    state_after,
)
from wraparound.capabilities.partnerships.models.arrangements import Arrangement, ArrangementPart
from wraparound.capabilities.partnerships.queries.arrangements import arrangement_of, speaks_for
from wraparound.capabilities.partnerships.terms.arrangements import (
    LONGEST_WORDS,
    ArrangementSort,
    ArrangementState,
    CannotArrange,
    NewArrangement,
    NoSuchArrangement,
)
from wraparound.people.access import ensure, reach
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.calculation.reasons import name_beside

FOR_SEVERAL = (
    "You speak for several of these boards, and nobody agrees with themselves. Somebody who speaks for one of them "
    "alone enters it, and others agree."
)


def say_arrangement(new: NewArrangement, *, at: datetime, by: Viewer) -> int:
    """Keeps it, agreed by every organisation for which its writer speaks; its number.

    CannotArrange where it does not fit together; NotYours for whoever speaks for none of its organisations.
    """
    today = timezone.localtime(at).date()
    ensure_it_fits(new, today=today)
    with changing("An arrangement of organisations was entered", at=at, by=by):
        places = [organisation_of(code, viewer=by) for code in (new.leads, *new.others)]
        _ensure_speaks_for_one(places, by)
        _ensure_of_one_sort(places)
        _ensure_not_there(new, places)
        row = Arrangement.objects.create(
            controller=places[0].controller,
            sort=new.sort,
            starts=new.starts,
            until=new.until,
            accountable=new.accountable.strip(),
            why=new.why.strip(),
            said_at=at,
            said_by_id=by.person,
            said_by_name=name_beside(by),
        )
        for place in places:
            mine = reach(by, ARRANGE).covers(Subject.at(place.pk, place.region_id))
            ArrangementPart.objects.create(
                controller=place.controller,
                arrangement=row,
                organisation=place,
                leads=place is places[0],
                agreed_at=at if mine else None,
                agreed_by_id=by.person if mine else None,
            )
        _settle(row, by)
        tell_those_asked(row, at=at, by=by)
    return int(row.pk)


def agree_arrangement(number: int, code: str, *, version: int, at: datetime, by: Viewer) -> ArrangementState:
    """Agrees for the board of one organisation, to what was read; where it stands then."""
    with changing("A board agreed to an arrangement", at=at, by=by):
        row = arrangement_of(number, viewer=by)
        part = row.parts.select_related("organisation").filter(organisation__code=code.upper()).first()
        if part is None or not speaks_for(part, ARRANGE, viewer=by):
            raise NoSuchArrangement
        ensure_unchanged(row, version, by=by)
        if row.parts.filter(agreed_by_id=by.person).exists():
            raise CannotArrange(FOR_SEVERAL)
        if row.state != ArrangementState.SAID or part.agreed_at is not None:
            raise CannotArrange(
                "There is nothing to agree to any longer: it was agreed, ended or taken back meanwhile."
            )
        part.agreed_at, part.agreed_by_id = at, by.person
        part.save()
        return _settle(row, by)


def end_arrangement(number: int, *, last_day: date, because: str, version: int, at: datetime, by: Viewer) -> None:
    """Its last day, said by one of its boards with the reason."""
    if not because.strip() or len(because) > LONGEST_WORDS:
        raise CannotArrange(f"Say why it ends, in at most {LONGEST_WORDS} characters.")
    with changing("An arrangement ended", at=at, by=by):
        row = _of_a_speaker(number, by)
        ensure_unchanged(row, version, by=by)
        ensure_it_can_end(ArrangementState(row.state), ArrangementSort(row.sort), row.starts, last_day, until=row.until)
        row.state, row.ended_on, row.ended_because = ArrangementState.ENDED, last_day, because.strip()
        row.save()
        _tell("partnerships.arrangement_ended", row, by, last_day)


def take_back_arrangement(number: int, *, because: str, version: int, at: datetime, by: Viewer) -> None:
    """As if it had never been: it was a mistake, a board did not agree, or it did not come about."""
    with changing("An arrangement was taken back", at=at, by=by):
        row = _of_a_speaker(number, by)
        ensure_unchanged(row, version, by=by)
        ensure_it_can_be_taken_back(ArrangementState(row.state))
        counted = row.state == ArrangementState.AGREED
        row.state, row.ended_because = ArrangementState.TAKEN_BACK, because.strip()[:LONGEST_WORDS]
        row.save()
        if counted:
            _tell("partnerships.arrangement_taken_back", row, by)


def _settle(row: Arrangement, by: Viewer) -> ArrangementState:
    """Counts once every board has agreed; then those are told whose posts it touches."""
    parts = list(row.parts.values_list("organisation", "agreed_at"))
    state = state_after([place for place, agreed in parts if agreed], [place for place, _ in parts])
    if state is ArrangementState.AGREED:
        row.state = state
        row.save()
        _tell("partnerships.arranged", row, by, row.until)
    return state


def _tell(name: str, row: Arrangement, by: Viewer, last_day: date | None = None) -> None:
    """Codes and days, and no word that was typed."""
    parts = row.parts.select_related("organisation").order_by("pk")
    others = ",".join(one.organisation.code for one in parts if not one.leads)
    leads = next(one.organisation.code for one in parts if one.leads)
    told = {
        "arrangement": str(row.pk),
        "sort": str(row.sort),
        "leads": leads,
        "others": others,
        "on": row.starts.isoformat(),
        "last_day": last_day.isoformat() if last_day else "",
    }
    tell(name, told, by=by, of=row)


def _of_a_speaker(number: int, by: Viewer) -> Arrangement:
    """The row, for somebody who speaks for one of its boards."""
    row = arrangement_of(number, viewer=by)
    if not any(speaks_for(one, ARRANGE, viewer=by) for one in row.parts.select_related("organisation")):
        raise NoSuchArrangement
    return row


def _ensure_speaks_for_one(places: list[Organisation], by: Viewer) -> None:
    mine = [one for one in places if reach(by, ARRANGE).covers(Subject.at(one.pk, one.region_id))]
    if len(mine) > 1:
        raise CannotArrange(FOR_SEVERAL)
    if not mine:
        ensure(by, ARRANGE, Subject.at(places[0].pk, places[0].region_id))


def _ensure_of_one_sort(places: list[Organisation]) -> None:
    if any(one.kind == "Region" for one in places):
        raise CannotArrange("The office of a region is not led together with an organisation here. Choose another.")
    if len({one.made_up for one in places}) > 1:
        raise CannotArrange("Made-up organisations and real ones never stand in one arrangement.")


def _ensure_not_there(new: NewArrangement, places: list[Organisation]) -> None:
    """One of a sort at a time for an organisation: else taking back one would undo what followed from another."""
    standing = Arrangement.objects.filter(sort=new.sort, state__in=(ArrangementState.SAID, ArrangementState.AGREED))
    if new.until is not None:
        standing = standing.filter(starts__lte=new.until)
    standing = standing.filter(Q(until__isnull=True) | Q(until__gte=new.starts))
    there = ArrangementPart.objects.filter(arrangement__in=standing, organisation__in=places)
    if (part := there.select_related("organisation").order_by("pk").first()) is not None:
        raise CannotArrange(
            f"{part.organisation.name} stands in one of this sort already at that time. Open it in the list: agree to "
            "it, end it or take it back there."
        )
