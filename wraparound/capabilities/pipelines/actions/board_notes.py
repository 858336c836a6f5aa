"""What is written at a talent board: minutes, what was said of people, conflicts, actions; and the changes it makes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.utils import timezone

from wraparound.capabilities.pipelines.actions.board_agenda import item_of
from wraparound.capabilities.pipelines.actions.boards import ensure_goes_on, ensure_may_be_on, ensure_open, said_of
from wraparound.capabilities.pipelines.models.boards import Decided, Declared, Invited, ToDo
from wraparound.capabilities.pipelines.queries.boards import board_of_action, board_row, board_written, leads_board
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_be_named
from wraparound.capabilities.pipelines.terms.boards import (
    LONGEST_LINE,
    LONGEST_MINUTES,
    LONGEST_TEXT,
    LONGEST_WHY,
    NoSuchBoard,
    Stays,
)
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.people.access import NotYours
from wraparound.people.queries.people import NobodyHere, person_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.calculation.reasons import AT_A_BOARD

FURTHEST = timedelta(days=731)


@contextmanager
def decided(board: int | None, item: int | None, because: str, *, at: datetime, by: Viewer) -> Iterator[None]:
    """What is changed within is changed at an item of a meeting that is open, for this reason; outside of one, nothing.

    The reason is that of the change itself, so that whoever it is about reads it in their own history; it stands behind
    a mark, by which it is kept from all others and goes with what it is about.
    """
    if board is None:
        yield
        return
    if not because.strip():
        raise CannotKeep(say.SAY_WHY)
    _ensure_short(because, LONGEST_WHY)
    with changing(f"{AT_A_BOARD}: {because.strip()}", at=at, by=by) as number:
        row = board_row(board, viewer=by)
        ensure_open(row, by=by)
        made = item_of(row, item or 0, by=by)
        yield
        Decided.objects.create(board_id=row.pk, item=made, change=number)


def write_minutes(number: int, words: str, *, version: int, at: datetime, by: Viewer) -> None:
    """What was said in the meeting as a whole; ChangedMeanwhile where somebody else wrote since it was read."""
    _ensure_short(words, LONGEST_MINUTES)
    with changing("Minutes of a talent board", at=at, by=by):
        row = board_written(number, viewer=by)
        ensure_unchanged(row, version, by=by)
        ensure_open(row, by=by)
        row.minutes = words.strip()
        row.save()


def write_item(number: int, item: int, words: str, *, version: int, at: datetime, by: Viewer) -> None:
    """What was said of the post of an item and decided; of a person it is written under their name."""
    _ensure_short(words, LONGEST_MINUTES)
    with changing("Minutes of a talent board", at=at, by=by):
        row = board_written(number, viewer=by)
        ensure_open(row, by=by)
        made = item_of(row, item, by=by)
        if made.person_id is not None:
            raise CannotKeep(say.UNDER_THEIR_NAME)
        ensure_unchanged(made, version, by=by)
        made.minutes = words.strip()
        made.save()


def write_said(number: int, item: int, key: str, words: str, *, seen: int, at: datetime, by: Viewer) -> None:
    """What was said of somebody: they read it at once. `seen` is the version that was read, 0 where there was none.

    By whoever writes the minutes and may see them by name; nobody writes about themselves. At a region's, only of those
    who are released for it.
    """
    _ensure_short(words, LONGEST_TEXT)
    if not words.strip():
        raise CannotKeep("Write what was said of them, in words that they may read.")
    with changing("What was said of the person at a talent board", at=at, by=by):
        row = board_written(number, viewer=by)
        ensure_open(row, by=by)
        made, person = item_of(row, item, by=by), person_of(key, viewer=by)
        if person.pk == by.person:
            raise CannotKeep("Nobody writes what was said of themselves: another of those who lead it does.")
        today = Day(timezone.localtime(at).date())
        if not may_be_named(viewer=by, today=today, among=frozenset({person.pk})).exists():
            raise NobodyHere
        if row.region_id is not None:
            ensure_may_be_on(row, person.pk, today=today, by=by)
        kept = said_of(row, person.pk, made, at=at, by=by)
        if seen or kept.words:
            ensure_unchanged(kept, seen, by=by)
        kept.words, kept.nothing, kept.item = words.strip(), False, kept.item or made
        kept.save()


def declare(number: int, item: int | None, words: str, *, person: int | None = None, at: datetime, by: Viewer) -> int:
    """A conflict of interest: declared by whoever has it, or written down for them as they said it; its number."""
    if not words.strip():
        raise CannotKeep("Say what the interest is, in a line.")
    _ensure_short(words, LONGEST_LINE)
    with changing("A conflict of interest was declared", at=at, by=by):
        row = board_row(number, viewer=by)
        ensure_goes_on(row, by=by)
        who = person or by.person or 0
        if who != by.person and not (row.chairs or leads_board(row, viewer=by)):
            raise NotYours("Each declares their own; for others those who prepared the meeting, or its chair, do.")
        if not Invited.objects.filter(board=row.pk, person=who, taken_off=False).exists():
            raise CannotKeep("A conflict is declared by somebody who is invited. Invite them first.")
        made = item_of(row, item, by=by) if item is not None else None
        return int(
            Declared.objects.create(
                controller_id=row.controller_id,
                board_id=row.pk,
                item=made,
                person_id=who,
                about_id=made.person_id if made is not None else None,
                words=words.strip(),
            ).pk
        )


def decide_conflict(
    number: int, conflict: int, stays: Stays, because: str, *, version: int, at: datetime, by: Viewer
) -> None:
    """The chair decides whether somebody stays; the chair writes it down, or those who prepared it, as it was said."""
    if stays is Stays.UNDECIDED:
        raise CannotKeep("Say whether they stay or leave.")
    _ensure_short(because, LONGEST_LINE)
    with changing("Whether somebody with a conflict of interest stays", at=at, by=by):
        row = board_written(number, viewer=by)
        ensure_goes_on(row, by=by)
        made = Declared.objects.filter(board=row.pk, pk=conflict).first()
        if made is None:
            raise NoSuchBoard
        if made.person_id == by.person:
            raise CannotKeep(say.NOT_FOR_ONESELF)
        ensure_unchanged(made, version, by=by)
        made.stays, made.because, made.decided_by_id = stays, because.strip(), by.person
        made.save()


def add_action(number: int, item: int | None, words: str, owner: int, due: date, *, at: datetime, by: Viewer) -> int:
    """Something that somebody invited takes on until a day; its number. They find it in what needs them."""
    if not words.strip():
        raise CannotKeep("Say what is to be done.")
    _ensure_short(words, LONGEST_LINE)
    today = timezone.localtime(at).date()
    if not today <= due <= today + FURTHEST:
        raise CannotKeep("Give a day from today on, at most two years ahead.")
    with changing("An action of a talent board", at=at, by=by):
        row = board_written(number, viewer=by)
        ensure_open(row, by=by)
        if not Invited.objects.filter(board=row.pk, person=owner, taken_off=False).exists():
            raise CannotKeep("Choose somebody who is invited: they find it in what needs them.")
        made = ToDo.objects.create(
            controller_id=row.controller_id,
            board_id=row.pk,
            item=item_of(row, item, by=by) if item is not None else None,
            owner_id=owner,
            words=words.strip(),
            due_on=due,
        )
        tell("pipelines.board_action", {"board": str(row.pk), "people": str(owner)}, by=by, of=made)
    return int(made.pk)


def finish_action(action: int, words: str, *, done: bool, version: int, at: datetime, by: Viewer) -> int:
    """It is done, or not after all; the number of its meeting. By its owner or who writes the minutes, at any time."""
    _ensure_short(words, LONGEST_LINE)
    with changing("An action of a talent board", at=at, by=by):
        made = action_row(action, by=by)
        row = board_of_action(made, viewer=by)
        if made.owner_id != by.person and not (row.chairs or leads_board(row, viewer=by)):
            raise NotYours("It is said to be done by its owner, by those who prepared the meeting, or by its chair.")
        ensure_unchanged(made, version, by=by)
        made.done_on = timezone.localtime(at).date() if done else None
        made.done_words = words.strip() if done else ""
        made.save()
    return int(made.board_id)


def action_row(action: int, *, by: Viewer) -> ToDo:
    """The row of an action of a meeting that the actor may read, or of their own; NoSuchBoard otherwise."""
    made = ToDo.objects.filter(pk=action).first()
    if made is None:
        raise NoSuchBoard
    board_of_action(made, viewer=by)
    return made


def _ensure_short(words: str, most: int) -> None:
    if len(words.strip()) > most:
        raise CannotKeep(f"That is {len(words.strip()):,} letters. Say it in at most {most:,}.")
