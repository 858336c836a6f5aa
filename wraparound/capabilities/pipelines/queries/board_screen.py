"""A talent board as everybody in the room sees it: never more than the least entitled of those invited may see."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from wraparound.capabilities.pipelines.access import SEE_COVER, SEE_OWN_NAMES, SEE_RELEASED
from wraparound.capabilities.pipelines.models.boards import Invited
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.board_changes import change_lines, changed_posts, changed_since, met_in
from wraparound.capabilities.pipelines.queries.board_names import NOBODY, Met, Names
from wraparound.capabilities.pipelines.queries.board_plans import has_gone, plan_at_start, plan_rows, start_of
from wraparound.capabilities.pipelines.queries.board_vacancies import open_at, open_now
from wraparound.capabilities.pipelines.queries.boards import (
    agenda,
    board_head,
    board_row,
    conflicts_of,
    invited_rows,
    item_rows,
)
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import known_now, may_be_named, names_shown
from wraparound.capabilities.pipelines.queries.seeing import plans_seen
from wraparound.capabilities.pipelines.terms.boards import Conflict, NoSuchBoard, PlanAtStart, Slide, Stays
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.wording import board_changes as changes
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.people.access import Rule, reach
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewers_for
from wraparound.people.terms.access import PUBLIC, Viewer

SHOWN = ("name", "post held", "named for a post", "readiness", "shown to a talent board")


def slide(number: int, place: int, *, viewer: Viewer, today: Day) -> Slide:
    """The item in this place of the agenda, from 1; NoSuchBoard where there is none.

    Those who leave while it is talked about do not see it, so that they do not narrow it; the viewer always does.
    """
    row = board_row(number, viewer=viewer)
    items = item_rows(number, viewer=viewer, also=open_now(viewer=viewer, today=today))
    if not 1 <= place <= len(items):
        raise NoSuchBoard
    here = items[place - 1]
    conflicts = conflicts_of(number, NOBODY, viewer=viewer, item=here.pk)
    room = _room(invited_rows(number, viewer=viewer), conflicts, viewer, today)
    changed = changed_since(row, [here], viewer=viewer)
    plans = plans_seen_by_all(changed_posts(changed, [here], viewer=viewer), room, viewer=viewer, today=today)
    shown_to_all = here.post_id in plans
    start = start_of(row, today.on, viewer=viewer)
    gone = has_gone(row, today.on, viewer=viewer)
    plan = plan_rows(here.post, start, viewer=viewer) if shown_to_all and not gone else None
    met = [Met(here.person_id, here), *(Met(one, here) for one in (plan.following if plan else ()))]
    met += [Met(one, here, held=True) for one in (plan.holding if plan else ())]
    if shown_to_all:
        met += [one for one in met_in(changed, row, [here], viewer=viewer) if not one.made]
    names = names_for_all(met, room, SHOWN, viewer=viewer, today=today)
    told = frozenset(names.now)
    if plan and start != today:
        told = frozenset(_seen_by_all(plan.following, room, viewer=viewer, today=today, now=True, by=start.on))
    lines = change_lines(changed, row, [here], names, plans, viewer=viewer) if shown_to_all else ()
    asked = {one.person for one in met if one.person is not None}
    return Slide(
        head=board_head(row, viewer=viewer),
        item=agenda(items, names, viewer=PUBLIC, for_all=True)[place - 1],
        of=len(items),
        plan=plan_at_start(plan, names.known, told, viewer=PUBLIC, for_all=True)
        if plan
        else _closed(here, gone=shown_to_all),
        changes=tuple(changes.on_screen(one) for one in lines),
        left_out=len(asked) - len(names.known),
        vacancy=open_at(row, here, viewer=viewer) if shown_to_all else "",
        marks=tuple(say.mark_words(one) for one in conflicts),
        previous=place - 1 if place > 1 else None,
        following=place + 1 if place < len(items) else None,
    )


def names_for_all(
    met: Sequence[Met], room: Sequence[Viewer], fields: tuple[str, ...], *, viewer: Viewer, today: Day
) -> Names:
    """Those met whom every one of the room may see by name, as if nobody led anything; the looks are logged."""
    held = {one.person for one in met if one.held and one.person is not None}
    others = {one.person for one in met if not one.held and one.person is not None}
    now = _seen_by_all(others, room, viewer=viewer, today=today, now=True)
    known = {**_seen_by_all(held, room, viewer=viewer, today=today), **now}
    names_shown(sorted(known), fields, viewer=viewer)
    return Names(known, now)


def _seen_by_all(
    people: Iterable[int],
    room: Sequence[Viewer],
    *,
    viewer: Viewer,
    today: Day,
    now: bool = False,
    by: date | None = None,
) -> dict[int, Known]:
    """Those among these people whom every one of the room may see by name: one statement, whoever is in the room.

    `now`: whose life of today they may see; with `by`, of those released only who had agreed by that day.
    """
    wanted = frozenset(people)
    if not wanted or not room:
        return {}
    rows: QuerySet[Person] = Person.objects.filter(pk__among=wanted)
    for one in _different(room, SEE_OWN_NAMES, SEE_RELEASED):
        seen = (
            known_now(viewer=one, today=today, among=wanted, released_by=by)
            if now
            else may_be_named(viewer=one, today=today, among=wanted)
        )
        rows = rows.filter(pk__in=seen.values("pk"))
    return {pk: Known(pk, str(key), name) for pk, key, name in rows.values_list("pk", "key", "name")}


def plans_seen_by_all(posts: Sequence[Post], room: Sequence[Viewer], *, viewer: Viewer, today: Day) -> frozenset[int]:
    """Numbers of those of these posts whose plan every one of the room sees; who reach alike are asked once."""
    found = frozenset(one.pk for one in posts)
    for one in _different(room, SEE_COVER):
        found &= plans_seen([post for post in posts if post.pk in found], viewer=one, day=today) if found else found
    return found


def _different(room: Sequence[Viewer], *rules: Rule) -> list[Viewer]:
    """One for all who reach alike: what a rule lets them see differs only in themselves, which is then left out."""
    alike: dict[object, list[Viewer]] = {}
    for one in room:
        alike.setdefault(tuple(reach(one, rule) for rule in rules), []).append(one)
    return [some[0] if len(some) == 1 else Viewer(some[0].name, None, some[0].held) for some in alike.values()]


def _room(rows: Sequence[Invited], conflicts: Sequence[Conflict], viewer: Viewer, today: Day) -> tuple[Viewer, ...]:
    """Everybody invited as the viewer that they are today, whoever shows the screen among them."""
    leave = {one.person for one in conflicts if one.stays is Stays.LEAVES}
    return everybody(
        [row for row in rows if row.person_id not in leave and row.present is not False], viewer=viewer, today=today
    )


def everybody(rows: Sequence[Invited], *, viewer: Viewer, today: Day) -> tuple[Viewer, ...]:
    """These of the invited as the viewers that they are today, and whoever looks."""
    there = {row.person_id: row.person.name for row in rows if row.person_id != viewer.person}
    return (viewer, *viewers_for(there, on=today.on, viewer=viewer))


def _closed(here: Any, *, gone: bool) -> PlanAtStart | None:
    if here.post is None:
        return None
    return PlanAtStart(holder=(), bands=(), cover=(), answer="", closed=say.GONE if gone else say.NOT_SHOWN_TO_ALL)
