"""Who is invited to a talent board, and what is on its agenda in which order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from wraparound.capabilities.pipelines.access import PREPARE_BOARDS
from wraparound.capabilities.pipelines.actions.boards import ensure_goes_on, ensure_may_be_on, keep_present, said_of
from wraparound.capabilities.pipelines.models.boards import Decided, Declared, Invited, Item, SaidOf, ToDo
from wraparound.capabilities.pipelines.queries.board_people import inviting
from wraparound.capabilities.pipelines.queries.boards import board_led
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_be_named
from wraparound.capabilities.pipelines.queries.seeing import post_of
from wraparound.capabilities.pipelines.terms.boards import (
    LONGEST_LINE,
    MOST_INVITED,
    MOST_ITEMS,
    BoardState,
    NoSuchBoard,
)
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, NoSuchPost
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.people.models import FORGOTTEN, Person
from wraparound.people.queries.leaders import person_with_address
from wraparound.people.queries.people import NobodyHere, person_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell


def invite(number: int, keys: Sequence[str], email: str, *, at: datetime, by: Viewer) -> int:
    """People of this site are invited, by key or by sign-in address; how many. Nothing else becomes theirs by it."""
    with changing("Invited to a talent board", at=at, by=by):
        row = board_led(number, viewer=by)
        ensure_goes_on(row, by=by)
        offered = {key for key, _ in inviting(row, viewer=by, today=Day(_today(at))).invite} if keys else set()
        if not set(keys) <= offered:
            # By key those who lead it and nobody else: a number typed into a form tells no name.
            raise NobodyHere
        people = [_person(key, by) for key in dict.fromkeys(keys)]
        if email.strip():
            found = person_with_address(email, PREPARE_BOARDS, viewer=by)
            if found is None:
                raise CannotKeep("Nobody here signs in with that address. Look at its spelling, or ask them to join.")
            people.append(found)
        if not people:
            raise CannotKeep("Tick somebody, or type the address with which they sign in.")
        if Invited.objects.filter(board=row, taken_off=False).count() + len(people) > MOST_INVITED:
            raise CannotKeep(f"At most {MOST_INVITED} people are invited to one meeting.")
        for person in people:
            made, is_new = Invited.objects.get_or_create(
                board_id=row.pk, person=person, defaults={"controller_id": row.controller_id}
            )
            if not is_new and made.taken_off:
                made.taken_off = False
                made.save()
            tell("pipelines.board_invited", {"board": str(row.pk), "people": str(person.pk)}, by=by, of=made)
    return len(people)


def take_off_invited(number: int, invited: int, *, at: datetime, by: Viewer) -> None:
    """Somebody is no longer invited, and reads it no longer."""
    with changing("No longer invited to a talent board", at=at, by=by):
        row = board_led(number, viewer=by)
        ensure_goes_on(row, by=by)
        made = _invited(row, invited)
        if made.person_id == by.person:
            raise CannotKeep("You prepare it, so you stay invited. Another of those who lead it can take you off.")
        made.taken_off, made.chair = True, False
        made.save()


def choose_chair(number: int, invited: int, *, at: datetime, by: Viewer) -> None:
    """Somebody invited chairs it; whoever did so before no longer does."""
    with changing("The chair of a talent board", at=at, by=by):
        row = board_led(number, viewer=by)
        ensure_goes_on(row, by=by)
        made = _invited(row, invited)
        for other in Invited.objects.filter(board=row, chair=True).exclude(pk=made.pk):
            other.chair = False
            other.save()
        made.chair = True
        made.save()


def note_present(number: int, present: Sequence[int], *, at: datetime, by: Viewer) -> None:
    """Who of those invited was there; of all others that they sent apologies."""
    with changing("Who was at a talent board", at=at, by=by):
        row = board_led(number, viewer=by)
        if row.state != BoardState.OPEN:
            raise CannotKeep("Who was there is written down while it is open.")
        keep_present(row, present, by=by)


def add_items(number: int, posts: Sequence[int], key: str, because: str, *, at: datetime, by: Viewer) -> None:
    """Posts, and a person by key where one is given, come last on the agenda in this order: all of them or none."""
    with changing("Put on the agenda of a talent board", at=at, by=by):
        for post in posts:
            add_post_item(number, post, because, at=at, by=by)
        if key:
            add_person_item(number, key, because, at=at, by=by)


def add_post_item(number: int, post: int, because: str, *, at: datetime, by: Viewer) -> int:
    """A post of the trust or the region comes last on the agenda; the number of the item."""
    with changing("Put on the agenda of a talent board", at=at, by=by):
        row = board_led(number, viewer=by)
        found = post_of(post, viewer=by, day=Day(_today(at)))
        here = found.organisation.region_id == row.region_id if row.region_id is not None else True
        if not here:
            raise NoSuchPost
        if found.ends is not None and found.ends < _today(at):
            raise CannotKeep(f"{found.title} is closed. Choose a post that is there.")
        if Item.objects.filter(board=row, post=found, taken_off=False).exists():
            raise CannotKeep(f"{found.title} is on the agenda already.")
        return _add(row, because, by, post=found)


def add_person_item(number: int, key: str, because: str, *, at: datetime, by: Viewer) -> int:
    """A person comes last on the agenda, where a post is not the point; once it is open, they see it at once."""
    with changing("Put on the agenda of a talent board", at=at, by=by):
        row = board_led(number, viewer=by)
        person, today = _person(key, by), Day(_today(at))
        if person.pk == by.person:
            raise CannotKeep("Nobody puts themselves on the agenda: another of those who lead it does.")
        if not may_be_named(viewer=by, today=today, among=frozenset({person.pk})).exists():
            raise NobodyHere
        ensure_may_be_on(row, person.pk, today=today, by=by)
        if Item.objects.filter(board=row, person=person, taken_off=False).exists():
            raise CannotKeep(f"{person.name} is on the agenda already.")
        made = _add(row, because, by, person=person)
        if row.state == BoardState.OPEN:
            said_of(row, person.pk, Item.objects.get(pk=made), at=at, by=by)
        return made


def move_item(number: int, item: int, *, up: bool, at: datetime, by: Viewer) -> None:
    """An item changes places with the one before or after it; at an end it stays where it is."""
    with changing("The order of a talent board", at=at, by=by):
        row = board_led(number, viewer=by)
        ensure_goes_on(row, by=by)
        rows = list(Item.objects.filter(board=row, taken_off=False).order_by("place", "pk"))
        here = next((place for place, one in enumerate(rows) if one.pk == item), None)
        if here is None:
            raise NoSuchBoard
        there = here - 1 if up else here + 1
        if 0 <= there < len(rows):
            one, other = rows[here], rows[there]
            one.place, other.place = other.place, one.place
            one.save()
            other.save()


def take_off_item(number: int, item: int, *, at: datetime, by: Viewer) -> None:
    """An item is no longer on the agenda; once it is open it stays, where it is a person or anything hangs on it."""
    with changing("Taken off the agenda of a talent board", at=at, by=by):
        row = board_led(number, viewer=by)
        ensure_goes_on(row, by=by)
        made = item_of(row, item, by=by)
        if row.state == BoardState.OPEN and (made.person_id is not None or _hangs_on(made)):
            raise CannotKeep(say.IT_STAYS)
        if Declared.objects.filter(item=made).exists():
            raise CannotKeep(say.IT_HAS_A_CONFLICT)
        made.taken_off = True
        made.save()


def item_of(row: Any, item: int, *, by: Viewer) -> Item:
    """The row of an item that is on the agenda; NoSuchBoard otherwise."""
    made = Item.objects.filter(board=row.pk, pk=item, taken_off=False).first()
    if made is None:
        raise NoSuchBoard
    return made


def _hangs_on(made: Item) -> bool:
    """Whether anything was written or changed at an item, or is to be done out of it."""
    parts: tuple[Any, ...] = (Decided, SaidOf, ToDo)
    return bool(made.minutes) or any(part.objects.filter(item=made).exists() for part in parts)


def _add(row: Any, because: str, by: Viewer, **about: Any) -> int:
    ensure_goes_on(row, by=by)
    rows = Item.objects.filter(board=row.pk)
    if rows.filter(taken_off=False).count() >= MOST_ITEMS:
        raise CannotKeep(f"At most {MOST_ITEMS} items are on one agenda. Prepare a second meeting for the rest.")
    last = rows.aggregate(last=Max("place"))["last"] or 0
    made = Item.objects.create(
        controller_id=row.controller_id,
        board_id=row.pk,
        place=last + 1,
        because=because.strip()[:LONGEST_LINE],
        **about,
    )
    return int(made.pk)


def _invited(row: Any, invited: int) -> Invited:
    made = Invited.objects.filter(board=row.pk, pk=invited, taken_off=False).first()
    if made is None:
        raise NoSuchBoard
    return made


def _person(key: str, by: Viewer) -> Person:
    person = person_of(key, viewer=by)
    if person.name == FORGOTTEN or not person.is_active:
        raise NobodyHere
    return person


def _today(at: datetime) -> Any:
    return timezone.localtime(at).date()
