"""One pair: asking one person directly, accepting, ending, meetings, and a note for oneself; by either of the two."""

from datetime import date, datetime, timedelta

from wraparound.capabilities.partnerships.access import TAKE_PART
from wraparound.capabilities.partnerships.actions.endings import ENDED, end_pair
from wraparound.capabilities.partnerships.actions.finding import person_to_ask
from wraparound.capabilities.partnerships.models.pairs import Bar, Pair, PairPart
from wraparound.capabilities.partnerships.queries.pairing import barred, open_pairs
from wraparound.capabilities.partnerships.queries.pairs import PairDoor, pair_door
from wraparound.capabilities.partnerships.terms.pairs import (
    LONGEST_NOTE,
    LONGEST_WANTS,
    CannotTakePart,
    Meetings,
    NewAsk,
    PairSide,
    PairSort,
)
from wraparound.capabilities.partnerships.wording.pairs import ENDED as IT_ENDED
from wraparound.capabilities.partnerships.wording.pairs import NOT_YOURSELF, ONE_REPORTS
from wraparound.capabilities.pipelines.queries.reporting import reports_between
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.queries.history import version_number

ASKED, ACCEPTED, MEETINGS, NOTED = "One person was asked", "A pair was accepted", "Meetings of a pair", "A note"
MEANWHILE = "The other changed this meanwhile. Nothing was changed now: look at it, and send it again."
LONGEST_PAIR = timedelta(days=3 * 366)


def ask(new: NewAsk, *, at: datetime, by: Viewer) -> int:
    """Asks one person directly; the number of the pair, which the asker has accepted already.

    CannotTakePart for nobody, oneself, somebody in the same reporting line, or where the same is asked already. Whoever
    said that they must not be paired with the asker hears nothing of it, and the asker no more than of anybody who
    does not answer.
    """
    ensure(by, TAKE_PART)
    if new.sort is PairSort.PEER_GROUP:
        raise CannotTakePart("A peer group needs a cohort. Ask for a mentor, a buddy, or to shadow somebody.")
    if len(new.wants) > LONGEST_WANTS:
        raise CannotTakePart(f"Write at most {LONGEST_WANTS} characters.")
    person = person_to_ask(new.who, by=by)
    _ensure_may_ask(person, at.date(), by)
    with changing(ASKED, at=at, by=by):
        me = Person.objects.select_related("controller").get(pk=by.person or 0)
        theirs = PairPart.objects.filter(person=person).values("pair")
        mine = PairPart.objects.filter(person=me, pair__in=theirs).values("pair")
        if open_pairs(viewer=by).filter(pk__in=mine, sort=new.sort).exists():
            raise CannotTakePart("You have asked them already, or are paired with them. Your own page says which.")
        made = Pair.objects.create(controller=me.controller, sort=new.sort, often=new.often, proposed_at=at)
        topics = [one.value for one in new.topics]
        PairPart.objects.create(
            controller=me.controller,
            pair=made,
            person=me,
            side=PairSide.SEEKING,
            wants=new.wants.strip(),
            topics=topics,
            accepted_at=at,
            told_at=at,
        )
        PairPart.objects.create(controller=person.controller, pair=made, person=person, side=PairSide.GIVING)
    return int(made.pk)


def accept(number: int, *, at: datetime, by: Viewer) -> bool:
    """Says yes; once both have, the pair is agreed. CannotTakePart where it has ended meanwhile.

    False where something came to stand between the two since it was proposed: it ends instead.
    """
    with changing(ACCEPTED, at=at, by=by):
        door = _held(number, by)
        _ensure_open(door)
        if door.mine.accepted_at is not None:
            return True
        people = {one.person_id for one in (door.mine, door.other) if one is not None}
        if barred(people, cohort=door.pair.cohort, viewer=by, on=at.date()):
            end_pair(door.pair.pk, at=at, by=by)
            return False
        door.mine.accepted_at, door.mine.told_at = at, at
        door.mine.save(update_fields=["accepted_at", "told_at"])
    return True


def end(number: int, *, at: datetime, by: Viewer) -> None:
    """Says no, takes back what was asked, or ends what was agreed: one click, and nothing is kept of who it was."""
    with changing(ENDED, at=at, by=by):
        door = _held(number, by)
        end_pair(door.pair.pk, at=at, by=by)


def meet(number: int, noted: Meetings, *, version: int, at: datetime, by: Viewer) -> None:
    """How often they meet, the first meeting, the next one, and the last day; noted by either, once it is agreed.

    CannotTakePart before both have accepted, after it has ended, or for days that cannot be; ChangedMeanwhile where the
    other noted something since.
    """
    with changing(MEETINGS, at=at, by=by):
        door = _held(number, by)
        _ensure_open(door)
        if not door.is_agreed:
            raise CannotTakePart("Meetings are noted once both have accepted.")
        if version_number(door.pair, viewer=by) != version:
            raise ChangedMeanwhile(MEANWHILE)
        _ensure_days(noted, at.date())
        row = door.pair
        row.often, row.first_meeting = noted.often.value, noted.first_meeting
        row.next_meeting, row.ends_on = noted.next_meeting, noted.ends_on
        row.save(update_fields=["often", "first_meeting", "next_meeting", "ends_on"])


def note(number: int, words: str, *, at: datetime, by: Viewer) -> None:
    """A note of the viewer's for themselves alone, also after it has ended; empty words take it back for good."""
    words = words.strip()
    if len(words) > LONGEST_NOTE:
        raise CannotTakePart(f"Write at most {LONGEST_NOTE:,} characters.")
    door = pair_door(number, viewer=by)
    PairPart.objects.filter(pk=door.mine.pk).update(note=words)


def let_organiser_know(number: int, know: bool, *, at: datetime, by: Viewer) -> None:
    """Whether the organiser may see, of this viewer's, with whom they are; they see it only once both let them."""
    with changing(MEETINGS, at=at, by=by):
        door = _held(number, by)
        _ensure_open(door)
        door.mine.organiser_may_know = know
        door.mine.save(update_fields=["organiser_may_know"])


def _ensure_may_ask(person: Person, on: date, by: Viewer) -> None:
    if person.pk == by.person:
        raise CannotTakePart(NOT_YOURSELF)
    if reports_between({person.pk, by.person or 0}, viewer=by, on=on):
        raise CannotTakePart(ONE_REPORTS)
    own = Bar.objects.filter(said_by=by.person, two=person, cohort__isnull=True, ended_at__isnull=True)
    if own.exists():
        raise CannotTakePart(
            "You said that you must not be paired with them. Take that back first, if it no longer holds."
        )


def _ensure_open(door: PairDoor) -> None:
    if door.is_over:
        raise CannotTakePart(IT_ENDED)


def _ensure_days(noted: Meetings, today: date) -> None:
    if noted.ends_on is not None and not today <= noted.ends_on <= today + LONGEST_PAIR:
        raise CannotTakePart("Choose a last day from today to three years ahead. Both can agree another later.")
    if noted.next_meeting is not None and noted.next_meeting < today:
        raise CannotTakePart("Choose a next meeting that has not passed, or leave it empty.")
    if noted.next_meeting and noted.ends_on and noted.next_meeting > noted.ends_on:
        raise CannotTakePart("The next meeting lies after the last day. Change one of the two.")


def _held(number: int, by: Viewer) -> PairDoor:
    """The door once our turn to write has come and nobody else can change the pair."""
    door = pair_door(number, viewer=by)
    Pair.objects.select_for_update(of=("self",)).get(pk=door.pair.pk)
    return pair_door(number, viewer=by)
