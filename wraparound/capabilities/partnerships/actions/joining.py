"""Joining a cohort, saying what one would like, wishing for others, keeping away from somebody, and leaving."""

from collections.abc import Collection
from datetime import datetime

from wraparound.capabilities.partnerships.access import TAKE_PART
from wraparound.capabilities.partnerships.actions.endings import end_pair, stir
from wraparound.capabilities.partnerships.actions.finding import person_to_ask
from wraparound.capabilities.partnerships.models.pairs import Bar, Cohort, Joining
from wraparound.capabilities.partnerships.queries.cohorts import cohort_to_join
from wraparound.capabilities.partnerships.queries.pairing import in_cohort, standing
from wraparound.capabilities.partnerships.terms.pairs import (
    LEAST_IN_A_GROUP,
    LONGEST_SHOWN,
    LONGEST_WANTS,
    MOST_PLACES,
    MOST_WISHES,
    CannotTakePart,
    NewJoining,
    NoSuchPair,
    PairSort,
    Wishes,
)
from wraparound.capabilities.partnerships.wording.pairs import CLOSED_TO_JOIN, NOT_YOURSELF
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.queries.history import version_number

JOINED, LEFT, SAID = "A place in a cohort was taken", "A place in a cohort was given up", "What was said in a cohort"
MEANWHILE = "You changed this in another window meanwhile. Nothing was changed now: look at it, and send it again."


def join(number: int, new: NewJoining, *, version: int, at: datetime, by: Viewer) -> None:
    """Takes a place in a cohort, or changes what was said with it; `version`: that of what was shown.

    CannotTakePart on no side, without places, with too many words, after the last day to join, or after its end.
    """
    row = cohort_to_join(number, viewer=by, on=at.date())
    _ensure_fits(row, new)
    with changing(JOINED, at=at, by=by):
        row = _held(row)
        mine = Joining.objects.filter(cohort=row, person=by.person).first()
        is_in = mine is not None and mine.left_at is None
        if not is_in and at.date() > row.joins_until:
            raise CannotTakePart(CLOSED_TO_JOIN)
        if version != (version_number(mine, viewer=by) if mine is not None and is_in else 0):
            raise ChangedMeanwhile(MEANWHILE)
        if mine is None:
            person = Person.objects.select_related("controller").get(pk=by.person or 0)
            mine = Joining(cohort=row, person=person, controller=person.controller)
        if not is_in:
            mine.joined_at, mine.left_at = at, None
        _write(mine, new, at)
        mine.save()
        stir(row.pk, by=by)


def wish(number: int, wishes: Wishes, *, at: datetime, by: Viewer) -> None:
    """The viewer's wishes, in order, among others who are in the cohort and are shown there; others are refused."""
    row = cohort_to_join(number, viewer=by, on=at.date())
    with changing(SAID, at=at, by=by):
        row = _held(row)
        mine = _place_of(row, by)
        shown = in_cohort(row, viewer=by).exclude(shown_as="").exclude(pk=mine.pk)
        _ensure_there(wishes.seeking, shown.filter(gives=True).values_list("pk", flat=True))
        _ensure_there(wishes.giving, shown.filter(seeks=True).values_list("pk", flat=True))
        mine.wishes_seeking, mine.wishes_giving = list(wishes.seeking), list(wishes.giving)
        mine.wishes_only, mine.said_at = wishes.only, at
        mine.save()
        stir(row.pk, by=by)


def leave_cohort(number: int, *, at: datetime, by: Viewer) -> None:
    """Gives the place up, with proposals that not both have accepted. What is agreed goes on until one ends it."""
    row = cohort_to_join(number, viewer=by, on=at.date())
    with changing(LEFT, at=at, by=by):
        row = _held(row, also_ended=True)
        mine = _place_of(row, by)
        mine.left_at, mine.why = at, None
        mine.wishes_seeking, mine.wishes_giving = [], []
        mine.save()
        stand = standing(row, viewer=by)
        for key in sorted((stand.open | stand.fixed) - stand.agreed):
            if mine.pk in key:
                end_pair(stand.pairs[key], at=at, by=by)
        stir(row.pk, by=by)


def keep_away(who: str, *, at: datetime, by: Viewer) -> None:
    """Somebody with whom the viewer must not be paired, anywhere; nobody is told, and no reason is asked."""
    ensure(by, TAKE_PART)
    person = person_to_ask(who, by=by)
    if person.pk == by.person:
        raise CannotTakePart(NOT_YOURSELF)
    with changing(SAID, at=at, by=by):
        said = Bar.objects.filter(said_by=by.person, two=person, cohort__isnull=True, ended_at__isnull=True)
        if not said.exists():
            me = Person.objects.select_related("controller").get(pk=by.person or 0)
            Bar.objects.create(controller=me.controller, said_by=me, one=me, two=person, said_at=at)
        _stir_mine(by)


def keep_away_no_more(number: int, *, at: datetime, by: Viewer) -> None:
    """Takes that back; NoSuchPair for what somebody else said."""
    ensure(by, TAKE_PART)
    with changing(SAID, at=at, by=by):
        row = Bar.objects.filter(pk=number, said_by=by.person, cohort__isnull=True, ended_at__isnull=True).first()
        if row is None:
            raise NoSuchPair
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        _stir_mine(by)


def _ensure_fits(row: Cohort, new: NewJoining) -> None:
    if not (new.seeks or new.gives):
        raise CannotTakePart("Tick whether you would like somebody, would be there for somebody, or both.")
    least = LEAST_IN_A_GROUP if row.sort == PairSort.PEER_GROUP else 1
    if new.gives and not least <= new.places <= MOST_PLACES:
        raise CannotTakePart(f"Say for how many you would be there: from {least} to {MOST_PLACES}.")
    if len(new.wants) > LONGEST_WANTS or len(new.shown_as) > LONGEST_SHOWN:
        raise CannotTakePart(
            f"Write at most {LONGEST_WANTS} letters on what you would like, and {LONGEST_SHOWN} on how you are shown."
        )


def _write(mine: Joining, new: NewJoining, at: datetime) -> None:
    mine.seeks, mine.gives, mine.places = new.seeks, new.gives, new.places
    mine.seeks_topics = [one.value for one in new.seeks_topics]
    mine.gives_topics = [one.value for one in new.gives_topics]
    mine.wants, mine.often, mine.shown_as = new.wants.strip(), new.often.value, " ".join(new.shown_as.split())
    mine.said_at = at


def _ensure_there(wished: Collection[int], there: Collection[int]) -> None:
    if len(wished) > MOST_WISHES:
        raise CannotTakePart(f"Wish for at most {MOST_WISHES}.")
    if len(set(wished)) != len(wished):
        raise CannotTakePart("Give each wish a place of its own: nobody can stand in two.")
    if not set(wished) <= set(there):
        raise CannotTakePart("Somebody you wished for has left meanwhile. Look again, and send it again.")


def _place_of(row: Cohort, by: Viewer) -> Joining:
    mine = Joining.objects.filter(cohort=row, person=by.person, left_at__isnull=True).first()
    if mine is None:
        raise NoSuchPair
    return mine


def _held(row: Cohort, *, also_ended: bool = False) -> Cohort:
    """The cohort once our turn to write has come."""
    found = Cohort.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if found.ended_at is not None and not also_ended:
        raise CannotTakePart("This cohort has ended.")
    return found


def _stir_mine(by: Viewer) -> None:
    for cohort in Joining.objects.filter(person=by.person, left_at__isnull=True).values_list("cohort", flat=True):
        stir(cohort, by=by)
