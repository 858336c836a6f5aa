"""A talent board of the trust of plan_world, and of its region, for tests of meetings."""

from datetime import timedelta

from wraparound.capabilities.pipelines.actions import board_agenda, boards
from wraparound.capabilities.pipelines.models.boards import Invited, Item, TalentBoard
from wraparound.capabilities.pipelines.queries.board_pages import item_page, talent_board
from wraparound.capabilities.pipelines.queries.board_screen import slide
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.boards import NewBoard, Outcome
from wraparound.capabilities.pipelines.tests.plan_world import AT, TODAY, make_plans, name, ready
from wraparound.people.terms.access import OPERATOR
from wraparound.records.queries.history import version_number

HOUR = timedelta(hours=1)


def make_board(world=None, *, private=False, by="director", code="ZZ01", opened=False, named=True):
    """A world with a meeting of its trust: chief executive and finance on the agenda, the chair chairs."""
    world = world or make_plans()
    if named:
        ready(world, "ann", world.chief)
        name(world, world.chief, "ann", confirm=True)
    number = boards.prepare(
        NewBoard(name="Spring talent board", day=TODAY, code=code, private=private), at=AT, by=world.viewers[by]
    )
    posts = (world.chief, world.finance) if code == "ZZ01" else (world.chief, world.theirs)
    for post in posts:
        board_agenda.add_post_item(number, post, "It may fall empty", at=AT, by=world.viewers[by])
    invites(world, number, "chair", by=by)
    chairs(world, number, "chair", by=by)
    if opened:
        boards.open_board(number, at=AT + HOUR, by=world.viewers[by])
    return world, number


def invites(world, number, *people, by="director"):
    for who in people:
        board_agenda.invite(number, (), f"{who}@made-up.example", at=AT, by=world.viewers[by])


def chairs(world, number, who, *, by="director"):
    row = Invited.objects.get(board=number, person=world.people[who])
    board_agenda.choose_chair(number, row.pk, at=AT, by=world.viewers[by])


def version_of(row):
    return version_number(type(row).objects.get(pk=row.pk), viewer=OPERATOR)


def board_version(number):
    return version_of(TalentBoard.objects.get(pk=number))


def items(number):
    return list(Item.objects.filter(board=number, taken_off=False).order_by("place"))


def read(world, number, who, *, whole=True, on=TODAY):
    return talent_board(number, viewer=world.viewers[who], today=Day(on), whole=whole)


def read_item(world, number, place, who, *, on=TODAY):
    return item_page(number, items(number)[place - 1].pk, viewer=world.viewers[who], today=Day(on))


def shown(world, number, place, who, *, on=TODAY):
    return slide(number, place, viewer=world.viewers[who], today=Day(on))


def told(world, **words):
    """Outcomes by who is told; nothing was said where there are no words."""
    return {
        str(world.people[who].pk): Outcome(words=said) if said else Outcome(nothing=True) for who, said in words.items()
    }
