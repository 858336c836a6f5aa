"""People at talent boards: who was talked about and is told, what somebody reads of it, and who can be chosen."""

from datetime import date
from typing import Any

from django.db.models import BooleanField, OuterRef, Q, QuerySet, Subquery, Value

from wraparound.capabilities.pipelines.access import (
    LEAD,
    LEAD_REGION,
    PREPARE_BOARDS,
    SEE_COVER,
    SEE_POSTS,
    THEIR_OWN,
)
from wraparound.capabilities.pipelines.models.boards import Declared, Invited, Item, SaidOf, ToDo
from wraparound.capabilities.pipelines.queries.board_changes import changed_posts, changed_since, met_in
from wraparound.capabilities.pipelines.queries.board_names import Met, Names, names_at
from wraparound.capabilities.pipelines.queries.board_plans import start_of
from wraparound.capabilities.pipelines.queries.boards import (
    actions_of,
    board_head,
    board_of_action,
    boards_read,
    invited_rows,
    item_rows,
    place_of,
    said_rows,
)
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_be_named, names_seen, still_there
from wraparound.capabilities.pipelines.queries.seeing import posts_seen
from wraparound.capabilities.pipelines.terms.boards import (
    BoardAction,
    BoardHead,
    Discussed,
    NoSuchBoard,
    OwnSaid,
    Preparing,
    Sight,
)
from wraparound.capabilities.pipelines.terms.people import ReleaseFor
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.people.access import NotYours, allows, ensure, reach
from wraparound.people.calculation import name_key
from wraparound.people.models import Person, Region
from wraparound.people.queries.leaders import holders_of
from wraparound.people.queries.looking import names_of
from wraparound.people.queries.organisations import within_reach
from wraparound.people.queries.people import named_like
from wraparound.people.queries.viewers import viewers_for
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.models.rights import Conversation

SHOW = ("name", "talked about at a talent board")
MOST_CHOICES = 60
MOST_OWN = 50


def discussed(row: Any, items: list[Any] | None = None, *, viewer: Viewer, today: Day) -> tuple[Discussed, ...]:
    """Everybody for whom the close of a meeting asks an outcome, by name.

    Asked of: whoever was on the agenda, of whom something was written, or of whose plans something was changed at it.
    May be left with nothing said: others who were named for a post of the agenda, at the start or now, or held it. Of
    those whom the viewer may not see by name only the first are listed, without a name: what is owed to them is owed.
    `items` are the rows of the agenda, where they are read already.
    """
    items = item_rows(row.pk, viewer=viewer) if items is None else items
    said = {one.person_id: one for one in said_rows(row.pk, viewer=viewer)}
    changed = changed_since(row, items, viewer=viewer)
    met = _met(row, items, viewer, today)
    asked = {one.person_id for one in items if one.person_id is not None}
    asked |= {person for person, one in said.items() if one.words or one.conversation}
    here = {one.person for one in changed if one.person is not None and one.made.board == row.pk}
    asked |= here
    spoken = [Met(person, one.item, said=True) for person, one in said.items() if person in asked]
    more = [one for one in met_in(changed, row, items, viewer=viewer) if one.person in asked and not one.made]
    posts = changed_posts(changed, items, viewer=viewer)
    names = names_at(posts, [*met, *more, *spoken], SHOW, writes=True, viewer=viewer, today=today)
    known, where = names.known, _where(met, items, names)
    found = [
        Discussed(
            key=str(person),
            person=person,
            called=known[person].name if person in known else say.SOMEBODY.capitalize(),
            item=items[where[person] - 1].pk if person in where else None,
            where=f"Item {where[person]}" if person in where else "",
            said=said[person].words if person in said and person in known else "",
            asked=person in asked,
            spoken=person in here or (person in said and bool(said[person].words)),
            told_words=said[person].outcome or "" if person in said and said[person].told_at else "",
        )
        for person in {*where, *asked}
        if (person in known or person in asked) and (person != viewer.person or person in asked)
    ]
    return tuple(sorted(found, key=lambda one: (not one.asked, one.called.casefold(), one.person)))


def _met(row: Any, items: list[Any], viewer: Viewer, today: Day) -> list[Met]:
    """Everybody on the agenda: as the point of an item, or on the plan or in the post, at the start or now."""
    of_posts = {one.post_id: one for one in items if one.post_id is not None}
    met = [Met(one.person_id, one) for one in items if one.person_id is not None]
    days = (start_of(row, today.on, viewer=viewer), today)
    parts = [
        rows.filter(post__in=sorted(of_posts), person__isnull=False)
        .order_by()
        .annotate(held_it=Value(held, output_field=BooleanField()))
        .values_list("post", "person", "held_it")
        for day in days
        for held, rows in ((False, day.successors()), (True, day.holders()))
    ]
    rows = parts[0].union(*parts[1:]) if of_posts else ()
    return met + [Met(person, of_posts[post], held=bool(held)) for post, person, held in rows]


def _where(met: list[Met], items: list[Any], names: Names) -> dict[int, int]:
    """At which item each person is met first, of those at which they may be named where there is one."""
    places = {one.pk: place for place, one in enumerate(items, start=1)}
    found: dict[int, int] = {}
    there = [
        (one.person not in names.at(one.item, held=one.held), places[one.item.pk], one.person)
        for one in met
        if one.person is not None
    ]
    for _, place, person in sorted(there):
        found.setdefault(person, place)
    return found


def own_said(*, viewer: Viewer) -> tuple[OwnSaid, ...]:
    """What was said of the viewer at talent boards, the latest first; they read it as soon as it is kept."""
    ensure(viewer, THEIR_OWN)
    there = Conversation.objects.filter(pk=OuterRef("conversation"), told_at__isnull=False)
    rows: QuerySet[Any] = SaidOf.objects.filter(person=viewer.person or 0)
    rows = rows.select_related("board__organisation", "board__region")
    rows = rows.annotate(outcome=Subquery(there.values("outcome")[:1])).order_by("-board__day", "-pk")
    return tuple(
        OwnSaid(
            board=row.board.name,
            place=place_of(row.board, viewer=viewer).name,
            day=row.board.day,
            words=row.words,
            outcome=row.outcome or "",
            nothing=row.nothing,
        )
        for row in rows[:MOST_OWN]
    )


def own_parts(*, viewer: Viewer) -> list[tuple[str, date | None, str, str]]:
    """What somebody takes away of their part in talent boards: invitations, agendas, conflicts, what they took on."""
    ensure(viewer, THEIR_OWN)
    me, with_place = viewer.person or 0, ("board__organisation", "board__region")
    told: list[tuple[str, date | None, str, str]] = []
    for invited in Invited.objects.filter(person=me).select_related(*with_place).order_by("pk"):
        told.append(_part("Invited to a talent board", invited, "As its chair" if invited.chair else "", viewer))
    for item in Item.objects.filter(person=me).select_related(*with_place).order_by("pk"):
        told.append(_part("On the agenda of a talent board", item, f"{item.because}\n{item.minutes}", viewer))
    for conflict in Declared.objects.filter(person=me).select_related(*with_place).order_by("pk"):
        told.append(_part("Conflict of interest declared", conflict, f"{conflict.words}\n{conflict.because}", viewer))
    for said in Declared.objects.filter(about=me).select_related(*with_place).order_by("pk"):
        told.append(_part("Conflict of interest about you", said, f"{said.words}\n{said.because}", viewer))
    for action in ToDo.objects.filter(owner=me).select_related(*with_place).order_by("pk"):
        told.append(_part("Action of a talent board", action, f"{action.words}\n{action.done_words}", viewer))
    return told


def _part(what: str, row: Any, words: str, viewer: Viewer) -> tuple[str, date | None, str, str]:
    place = place_of(row.board, viewer=viewer).name
    return what, row.board.day, place, f"{row.board.name}\n{words}".strip()


def places_to_prepare(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of the trusts and regions of which the viewer can prepare a talent board."""
    ensure(viewer, PREPARE_BOARDS)
    far = reach(viewer, LEAD_REGION)
    regions = Region.objects.all() if far.nation else Region.objects.filter(pk__in=far.regions)
    return (*within_reach(LEAD, viewer=viewer), *regions.order_by("name").values_list("code", "name"))


def preparing(row: Any, q: str, who: str, *, viewer: Viewer, today: Day) -> Preparing:
    """What whoever prepares a meeting can choose: posts that `q` is part of, people whose name begins with `who`."""
    taken = item_rows(row.pk, viewer=viewer)
    posts = (
        posts_seen(viewer=viewer, day=today).filter(_posts_of(row)).exclude(pk__in=[one.post_id or 0 for one in taken])
    )
    if q:
        posts = posts.filter(Q(title_key__contains=name_key(q)) | Q(organisation__name__icontains=q))
    listed = posts.distinct().select_related("organisation").order_by("organisation__name", "level", "title_key", "pk")
    return Preparing(
        posts=tuple((str(one.pk), _post(one, row)) for one in listed[:MOST_CHOICES]),
        people=_people(row, who, {one.person_id for one in taken}, viewer, today),
    )


def inviting(row: Any, *, viewer: Viewer, today: Day) -> Preparing:
    """Who can be ticked to be invited, and what each of those invited sees of the plans on the agenda."""
    invited = invited_rows(row.pk, viewer=viewer)
    there = {one.person_id for one in invited}
    about = _subject(row)
    rule = LEAD_REGION if row.region_id is not None else LEAD
    holders = [one for one in holders_of(about, rule, viewer=viewer, on=today.on) if one not in there]
    names = names_of(holders, viewer=viewer)
    keys = dict(Person.objects.filter(pk__in=holders).values_list("pk", "key"))
    seen = viewers_for({one.person_id: one.person.name for one in invited}, on=today.on, viewer=viewer)
    return Preparing(
        invite=tuple((str(keys[one]), names[one]) for one in sorted(holders, key=lambda one: names[one].casefold())),
        sights=tuple(Sight(name=one.name, words=say.sight_words(*_sight(one, about))) for one in seen),
    )


def _sight(one: Viewer, about: Subject) -> tuple[bool, bool]:
    return allows(one, SEE_COVER, about), allows(one, SEE_POSTS, about)


def _subject(row: Any) -> Subject:
    if row.region_id is not None:
        return Subject(regions=frozenset({row.region_id}))
    return Subject.at(row.organisation_id, row.organisation.region_id)


def _posts_of(row: Any) -> Q:
    if row.region_id is not None:
        return Q(organisation__region=row.region_id)
    return Q(organisation=row.organisation_id) | Q(shares__organisation=row.organisation_id, shares__ends__isnull=True)


def _post(one: Any, row: Any) -> str:
    return f"{one.title}, {one.organisation.name}" if row.region_id is not None else one.title


def _people(row: Any, who: str, taken: set[int | None], viewer: Viewer, today: Day) -> tuple[tuple[str, str], ...]:
    """People of the trust; of a region those released to be talked about at its talent board, and nobody else."""
    rows = may_be_named(viewer=viewer, today=today).filter(pk__in=may_be_on(row, viewer=viewer, today=today))
    rows = named_like(rows, who, viewer=viewer) if who else rows
    found = dict(rows.order_by("name_key", "pk").values_list("pk", "key")[:MOST_CHOICES])
    known = names_seen(found, ("name",), viewer=viewer, today=today)
    people = [one for one in known.values() if one.number not in taken and one.number != viewer.person]
    return tuple((one.key, one.name) for one in sorted(people, key=lambda one: (one.name.casefold(), one.number)))


def may_be_on(row: Any, *, viewer: Viewer, today: Day) -> Any:
    """Who may be talked about by name, as people to be filtered by: of the trust, or released for the region's board.

    Whom of them the viewer may see by name is another question.
    """
    if row.region_id is None:
        return today.memberships().filter(organisation=row.organisation_id).values("person")
    rows = today.releases().filter(still_there(today, viewer=viewer), purpose=ReleaseFor.TALENT_BOARD)
    return rows.filter(organisation__region=row.region_id).values("person")


def one_action(number: int, *, viewer: Viewer) -> tuple[BoardHead, BoardAction, bool]:
    """An action that its owner, or whoever writes the minutes, says is done; NoSuchBoard or NotYours otherwise.

    With whether the viewer may read the meeting: its owner may be invited no longer.
    """
    made = ToDo.objects.filter(pk=number).first()
    if made is None:
        raise NoSuchBoard
    head = board_head(board_of_action(made, viewer=viewer), viewer=viewer)
    if made.owner_id != viewer.person and not (head.leads or head.chairs):
        raise NotYours("It is said to be done by its owner, by those who prepared the meeting, or by its chair.")
    action = next(one for one in actions_of(head.number, viewer=viewer) if one.number == number)
    return head, action, boards_read(viewer=viewer).filter(pk=head.number).exists()
