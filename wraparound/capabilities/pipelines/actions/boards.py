"""A talent board is prepared, opened, closed, corrected: what it begins with and how it ends."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from wraparound.capabilities.pipelines.access import LEAD, LEAD_REGION
from wraparound.capabilities.pipelines.models.boards import Corrected, Invited, Item, SaidOf, TalentBoard
from wraparound.capabilities.pipelines.queries.board_closing import anything_undecided
from wraparound.capabilities.pipelines.queries.board_people import discussed, may_be_on
from wraparound.capabilities.pipelines.queries.boards import (
    board_led,
    board_written,
    invited_rows,
    participant,
    place_of,
    somebody_leads,
)
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.boards import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    BoardState,
    Discussed,
    NewBoard,
    Outcome,
)
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.people.access import ensure
from wraparound.people.models import Region
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.rights import ensure_unchanged, open_conversation, tell_outcome
from wraparound.records.models.log import Change
from wraparound.records.models.rights import Conversation
from wraparound.records.queries.rights import conversation_version

NOTHING_SAID = "Nothing was said about you at this meeting."


def prepare(new: NewBoard, *, at: datetime, by: Viewer) -> int:
    """A meeting of a trust or a region that the actor leads; its number. Whoever prepares it is invited."""
    region = Region.objects.filter(code=new.code.upper()).select_related("controller").first()
    place = None if region is not None else organisation_of(new.code, viewer=by)
    if region is not None:
        ensure(by, LEAD_REGION, Subject(regions=frozenset({region.pk})))
        controller: Any = region.controller
    else:
        assert place is not None  # organisation_of raises where there is none
        ensure(by, LEAD, Subject.at(place.pk, place.region_id))
        controller = place.controller
    with changing("A talent board was prepared", at=at, by=by):
        row = TalentBoard(
            controller=controller, organisation=place, region=region, prepared_by_id=by.person, day=new.day
        )
        _put(row, new)
        row.save()
        Invited.objects.create(controller=controller, board=row, person_id=by.person or 0)
    return int(row.pk)


def change(number: int, new: NewBoard, *, version: int, at: datetime, by: Viewer) -> None:
    """Its name, its day, whether it is private; ChangedMeanwhile where somebody else changed it since it was read."""
    with changing("A talent board was changed", at=at, by=by):
        row = board_led(number, viewer=by)
        ensure_unchanged(row, version, by=by)
        ensure_goes_on(row, by=by)
        if row.state == BoardState.OPEN and new.day != row.day:
            raise CannotKeep("It is open, so its day has come: leave the day as it is.")
        if new.private and not row.private and not somebody_leads(row, viewer=by, today=_today(at)):
            raise CannotKeep(say.NOBODY_LEADS)
        row.day = new.day
        _put(row, new)
        row.save()


def call_off(number: int, because: str, *, at: datetime, by: Viewer) -> None:
    """A meeting that is being prepared will not be held; it stays in the list with the reason."""
    if not because.strip():
        raise CannotKeep("Say why it is called off: those invited will read it.")
    with changing("A talent board was called off", at=at, by=by) as change_number:
        row = board_led(number, viewer=by)
        if row.state != BoardState.PREPARED:
            raise CannotKeep("Only a meeting that is being prepared is called off.")
        row.state, row.called_off_because = BoardState.CALLED_OFF, because.strip()[:LONGEST_LINE]
        row.closed_at = Change.objects.get(pk=change_number).at
        row.save()


def open_board(number: int, *, at: datetime, by: Viewer) -> None:
    """From this moment what changes on its plans counts as later. People on the agenda see that they are talked of."""
    with changing("A talent board was opened", at=at, by=by) as change_number:
        row = board_led(number, viewer=by)
        if row.state != BoardState.PREPARED:
            raise CannotKeep("It was opened already, or called off.")
        if not Item.objects.filter(board=row, taken_off=False).exists():
            raise CannotKeep("Put at least one post or person on the agenda first.")
        if not Invited.objects.filter(board=row, taken_off=False, chair=True).exists():
            raise CannotKeep("Say who chairs it first: the chair decides who stays when a conflict is declared.")
        row.state, row.opened_change = BoardState.OPEN, change_number
        row.opened_at = Change.objects.get(pk=change_number).at
        row.save()
        for item in Item.objects.filter(board=row, taken_off=False, person__isnull=False):
            said_of(row, item.person_id or 0, item, at=at, by=by)
        tell("pipelines.board_opened", {"board": str(row.pk)}, by=by, of=row)


def close_board(
    number: int,
    outcomes: Mapping[str, Outcome],
    *,
    version: int,
    present: Sequence[int] | None = None,
    undecided: bool = False,
    at: datetime,
    by: Viewer,
) -> None:
    """The meeting is over: everybody who was talked about is told how it ended.

    `present` are those of the invited who were there, all others sent apologies; none: as it was written down before.
    `undecided`: it is closed though a conflict of interest is not decided; CannotKeep without it.

    `outcomes` by the key of each line of `discussed`. CannotKeep where one is missing, or was given for somebody of
    whom something was said as if nothing had been. All of them are told, or with CannotKeep none.
    """
    with changing("A talent board was closed", at=at, by=by) as change_number:
        row = board_led(number, viewer=by)
        TalentBoard.objects.select_for_update(of=("self",)).get(pk=row.pk)
        ensure_unchanged(row, version, by=by)
        if row.state != BoardState.OPEN:
            raise CannotKeep("It is not open, so it cannot be closed.")
        if not undecided and anything_undecided(row, viewer=by):
            raise CannotKeep(say.UNDECIDED_LEFT)
        if present is not None:
            keep_present(row, present, by=by)
        _say_who_was_there(row, by=by)
        for one in discussed(row, viewer=by, today=Day(_today(at))):
            _end(row, one, outcomes.get(one.key, Outcome()), at=at, by=by)
        row.state, row.closed_change = BoardState.CLOSED, change_number
        row.closed_at = Change.objects.get(pk=change_number).at
        row.save()
        tell("pipelines.board_closed", {"board": str(row.pk)}, by=by, of=row)


def keep_present(row: Any, present: Sequence[int], *, by: Viewer) -> None:
    """Who of those invited was there; of all others that they sent apologies."""
    for made in Invited.objects.filter(board=row.pk, taken_off=False):
        came = made.pk in present
        if made.present is not came:
            made.present = came
            made.save()


def correct(number: int, words: str, *, at: datetime, by: Viewer) -> None:
    """A dated correction of minutes that were closed; they themselves stay as they are."""
    if not words.strip():
        raise CannotKeep("Say what is corrected, and how it should read.")
    if len(words.strip()) > LONGEST_TEXT:
        raise CannotKeep(f"Say it in at most {LONGEST_TEXT:,} letters.")
    with changing("Minutes of a talent board were corrected", at=at, by=by):
        row = board_written(number, viewer=by)
        if row.state != BoardState.CLOSED:
            raise CannotKeep("It is not closed: change its minutes themselves.")
        Corrected.objects.create(
            controller_id=row.controller_id,
            board_id=row.pk,
            words=words.strip(),
            made_at=at,
            made_by_id=by.person,
        )


def ensure_goes_on(row: TalentBoard, *, by: Viewer) -> None:
    """CannotKeep where the meeting is over."""
    if row.state not in (BoardState.PREPARED, BoardState.OPEN):
        raise CannotKeep(say.FROZEN)


def ensure_open(row: TalentBoard, *, by: Viewer) -> None:
    """CannotKeep where nothing is written in it now."""
    if row.state != BoardState.OPEN:
        raise CannotKeep(say.NOT_OPEN if row.state == BoardState.PREPARED else say.FROZEN)


def ensure_may_be_on(row: Any, person: int, *, today: Day, by: Viewer) -> None:
    """CannotKeep where somebody may not be talked about by name at a meeting."""
    if not may_be_on(row, viewer=by, today=today).filter(person=person).exists():
        raise CannotKeep(say.NOT_RELEASED if row.region_id is not None else say.NOT_OF_HERE)


def said_of(row: Any, person: int, item: Item | None, *, at: datetime, by: Viewer) -> SaidOf:
    """What was said of somebody at a meeting, begun once; they see at once that they were talked about."""
    made = SaidOf.objects.filter(board=row.pk, person=person).first()
    if made is None:
        made = SaidOf(controller_id=row.controller_id, board_id=row.pk, person_id=person, item=item)
    if made.conversation is None:
        made.conversation = _conversation(row, person, at=at, by=by).pk
        made.save()
    return made


def _say_who_was_there(row: Any, *, by: Viewer) -> None:
    """As it was written down meanwhile: whoever was talked about reads who took part, and not who was invited."""
    there = _there(row, by)
    said = SaidOf.objects.filter(board=row.pk, conversation__isnull=False)
    for talk in Conversation.objects.filter(pk__in=said.values("conversation")).exclude(present=there):
        talk.present = there
        talk.save(update_fields=["present"])


def _there(row: Any, by: Viewer) -> str:
    people = [participant(one, viewer=by) for one in invited_rows(row.pk, viewer=by)]
    return say.names_there(people) or by.name


def _conversation(row: Any, person: int, *, at: datetime, by: Viewer) -> Conversation:
    return open_conversation(
        person,
        row.controller,
        held_on=row.day,
        purpose=say.purpose_words(row.name, place_of(row, viewer=by).name),
        present=_there(row, by),
        at=at,
        by=by,
    )


def _end(row: Any, one: Discussed, given: Outcome, *, at: datetime, by: Viewer) -> None:
    """Tells one of them, or keeps that nothing was said about them."""
    words = given.words.strip()
    if one.told_words and not words:
        return
    if one.person == by.person:
        raise CannotKeep("You were talked about yourself: another of those who lead it closes this meeting.")
    if words and given.nothing:
        raise CannotKeep(f"{one.called}: {say.BOTH_GIVEN}")
    if not words and not given.nothing:
        raise CannotKeep(f"{one.called}: {say.AN_OUTCOME_IS_MISSING}")
    if given.nothing and one.spoken:
        raise CannotKeep(f"{one.called}: {say.SOMETHING_WAS_SAID}")
    if words and not one.asked and row.region_id is not None:
        ensure_may_be_on(row, one.person, today=Day(_today(at)), by=by)
    if given.nothing and not one.asked:
        SaidOf.objects.get_or_create(
            board_id=row.pk, person_id=one.person, defaults={"controller_id": row.controller_id, "nothing": True}
        )
        return
    made = said_of(row, one.person, Item.objects.filter(pk=one.item or 0).first(), at=at, by=by)
    if given.nothing:
        made.nothing = True
        made.save()
    talk = Conversation.objects.get(pk=made.conversation or 0)
    told = words or NOTHING_SAID
    tell_outcome(talk, told, version=conversation_version(talk, viewer=by), at=at, by=by)


def _put(row: TalentBoard, new: NewBoard) -> None:
    name = " ".join(new.name.split())
    if not name or len(name) > LONGEST_NAME:
        raise CannotKeep(f"Give the meeting a name of at most {LONGEST_NAME} letters.")
    row.name, row.private = name, new.private


def _today(at: datetime) -> date:
    return timezone.localtime(at).date()
