"""Talent boards as one viewer may read them: the list, the head of one, who is invited, its agenda and the rest."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from wraparound.capabilities.pipelines.access import LEAD, LEAD_REGION, PREPARE_BOARDS, READ_BOARDS
from wraparound.capabilities.pipelines.models.boards import (
    Corrected,
    Declared,
    Invited,
    Item,
    SaidOf,
    TalentBoard,
    ToDo,
)
from wraparound.capabilities.pipelines.queries.board_names import Names
from wraparound.capabilities.pipelines.terms.boards import (
    MOST_LISTED,
    AgendaItem,
    BoardAction,
    BoardHead,
    BoardLine,
    BoardsPage,
    BoardState,
    Conflict,
    Correction,
    NoSuchBoard,
    Participant,
    Said,
    Stays,
)
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.people.access import NotYours, allows, ensure, reach
from wraparound.people.queries.leaders import grants_under
from wraparound.people.queries.viewers import viewers_for
from wraparound.people.terms.access import Scope, Subject, Viewer
from wraparound.records.models.rights import Conversation
from wraparound.records.queries.history import with_version

AHEAD = (BoardState.PREPARED, BoardState.OPEN)


def boards_page(*, viewer: Viewer) -> BoardsPage:
    """Every meeting that the viewer may read."""
    ensure(viewer, READ_BOARDS)
    rows = boards_read(viewer=viewer).annotate(items_there=Count("items", filter=Q(items__taken_off=False)))
    ahead = list(rows.filter(state__in=AHEAD).order_by("day", "pk")[:MOST_LISTED])
    over = list(rows.exclude(state__in=AHEAD).order_by("-day", "-pk")[:MOST_LISTED])
    return BoardsPage(
        ahead=tuple(_line(row, viewer) for row in ahead),
        over=tuple(_line(row, viewer) for row in over),
        may_prepare=allows(viewer, PREPARE_BOARDS),
    )


def boards_read(*, viewer: Viewer) -> QuerySet[TalentBoard]:
    """Those to which the viewer is invited, and those of a trust or region that they lead.

    A private one of these only while it goes on and nobody invited leads it, so that there is somebody to close it.
    """
    invited, led = Q(pk__in=_of_the_viewer(viewer).values("board")), _led(viewer)
    open_to_all = Q(private=False) if reach(viewer, READ_BOARDS).nation else Q(private=False) & led
    return _with_chairs(TalentBoard.objects.filter(invited | open_to_all | (led & _left_alone(viewer))), viewer)


def boards_left_alone(*, viewer: Viewer) -> QuerySet[TalentBoard]:
    """Private meetings that go on, of a trust or region that the viewer leads, to which nobody invited leads."""
    return TalentBoard.objects.filter(_led(viewer), _left_alone(viewer)).select_related("organisation", "region")


def _led(viewer: Viewer) -> Q:
    here, there = reach(viewer, LEAD), reach(viewer, LEAD_REGION)
    led = Q(organisation__in=here.organisations) | Q(region__in=there.regions)
    return led | Q(region__isnull=False) if there.nation else led


def _left_alone(viewer: Viewer) -> Q:
    """Private, not over, and no role of anybody invited leads it today: rights are those of today, as the viewer's."""
    today = timezone.localdate()
    invited = Invited.objects.filter(board=OuterRef(OuterRef("pk")), taken_off=False).values("person")
    of_trust = grants_under(LEAD, viewer=viewer, on=today).filter(organisation=OuterRef("organisation"))
    of_region = grants_under(LEAD_REGION, viewer=viewer, on=today).filter(
        Q(region=OuterRef("region")) | Q(scope=Scope.NATION)
    )
    leads = Q(Exists(of_trust.filter(person__in=invited))) | Q(
        Exists(of_region.filter(person__in=invited)), region__isnull=False
    )
    return Q(private=True, state__in=AHEAD) & ~leads


def _with_chairs(rows: QuerySet[TalentBoard], viewer: Viewer) -> QuerySet[TalentBoard]:
    chairs = _of_the_viewer(viewer).filter(board=OuterRef("pk"), chair=True)
    return rows.annotate(chairs=Exists(chairs)).select_related("organisation__region", "region", "controller")


def _of_the_viewer(viewer: Viewer) -> QuerySet[Invited]:
    return Invited.objects.filter(person=viewer.person or 0, taken_off=False)


def board_row(number: int, *, viewer: Viewer) -> Any:
    """The row of a meeting that the viewer may read, with `chairs` and `version`; NoSuchBoard otherwise."""
    ensure(viewer, READ_BOARDS)
    return _row(boards_read(viewer=viewer), number, viewer)


def board_of_action(action: ToDo, *, viewer: Viewer) -> Any:
    """The row of the meeting of an action: for its owner too, who answers for it though no longer invited."""
    ensure(viewer, READ_BOARDS)
    if action.owner_id != viewer.person:
        return board_row(action.board_id, viewer=viewer)
    return _row(_with_chairs(TalentBoard.objects.all(), viewer), action.board_id, viewer)


def _row(rows: QuerySet[TalentBoard], number: int, viewer: Viewer) -> Any:
    found = with_version(rows, TalentBoard, viewer=viewer).filter(pk=number).first()
    if found is None:
        raise NoSuchBoard
    return found


def board_led(number: int, *, viewer: Viewer) -> Any:
    """The row of a meeting that the viewer prepares; NoSuchBoard or NotYours otherwise."""
    row = board_row(number, viewer=viewer)
    if not leads_board(row, viewer=viewer):
        raise NotYours((LEAD_REGION if row.region_id is not None else LEAD).because)
    return row


def board_written(number: int, *, viewer: Viewer) -> Any:
    """The row of a meeting whose minutes the viewer writes: those who prepare it, and its chair."""
    row = board_row(number, viewer=viewer)
    if not (row.chairs or leads_board(row, viewer=viewer)):
        raise NotYours("Minutes are written by those who prepared the meeting, and by its chair.")
    return row


def leads_board(row: TalentBoard, *, viewer: Viewer) -> bool:
    """Whether the viewer prepares and minutes it: they lead its trust, or keep the pipeline of its region."""
    if row.region_id is not None:
        return allows(viewer, LEAD_REGION, Subject(regions=frozenset({row.region_id})))
    place = row.organisation
    assert place is not None  # it is of one place: the store holds it to that
    return allows(viewer, LEAD, Subject.at(place.pk, place.region_id))


def somebody_leads(row: TalentBoard, *, viewer: Viewer, today: date) -> bool:
    """Whether one of those invited leads it, so that it can be closed by somebody who reads it."""
    rows = Invited.objects.filter(board=row.pk, taken_off=False, person__is_active=True).select_related("person")
    there = {one.person_id: one.person.name for one in rows}
    return any(leads_board(row, viewer=one) for one in viewers_for(there, on=today, viewer=viewer))


def place_of(row: TalentBoard, *, viewer: Viewer) -> Any:
    """The trust or the region whose meeting it is."""
    return row.organisation or row.region


def board_head(row: Any, *, viewer: Viewer) -> BoardHead:
    """The row as a term."""
    place = place_of(row, viewer=viewer)
    return BoardHead(
        number=row.pk,
        name=row.name,
        day=row.day,
        place=place.name,
        place_code=place.code,
        is_region=row.region_id is not None,
        private=row.private,
        state=BoardState(row.state),
        start=row.opened_at,
        end=row.closed_at if row.state == BoardState.CLOSED else None,
        minutes=row.minutes,
        called_off_because=row.called_off_because,
        made_up=place.made_up,
        leads=leads_board(row, viewer=viewer),
        chairs=row.chairs,
        version=row.version,
    )


def _line(row: Any, viewer: Viewer) -> BoardLine:
    return BoardLine(
        number=row.pk,
        name=row.name,
        day=row.day,
        place=place_of(row, viewer=viewer).name,
        state=BoardState(row.state),
        private=row.private,
        items=row.items_there,
        leads=leads_board(row, viewer=viewer),
    )


def invited_rows(board: int, *, viewer: Viewer) -> list[Invited]:
    """Who is invited, the chair first, then by name; for a viewer who may read the meeting."""
    rows = Invited.objects.filter(board=board, taken_off=False).select_related("person")
    return sorted(rows, key=lambda row: (not row.chair, row.person.name.casefold(), row.pk))


def participant(row: Invited, *, viewer: Viewer) -> Participant:
    """The row as a term: whoever takes part in a meeting knows who does."""
    return Participant(
        number=row.pk,
        person=row.person_id,
        name=row.person.name,
        chair=row.chair,
        present=row.present,
        is_viewer=row.person_id == viewer.person,
    )


def item_rows(board: int, *, viewer: Viewer, also: Mapping[str, Any] | None = None) -> list[Any]:
    """The agenda in its order, each row with `version` and with what it is `also` asked for."""
    rows = Item.objects.filter(board=board, taken_off=False).select_related("post__organisation__region", "board")
    return list(with_version(rows, Item, viewer=viewer).annotate(**(also or {})).order_by("place", "pk"))


def agenda(rows: Sequence[Any], names: Names, *, viewer: Viewer, for_all: bool = False) -> tuple[AgendaItem, ...]:
    """The rows as terms; people where `names` has them. `for_all`: without words about people, whoever they are."""
    told = {row.pk for row in rows if row.person_id is None or not for_all}
    return tuple(
        AgendaItem(
            number=row.pk,
            place=place,
            post=row.post_id,
            title=row.post.title if row.post else "",
            where=row.post.organisation.name if row.post and _elsewhere(row) else "",
            person=row.person_id is not None,
            known=names.at(row).get(row.person_id or 0),
            because=may_read(row.because, row.person_id, names.at(row), viewer=viewer) if row.pk in told else "",
            minutes=may_read(row.minutes, row.person_id, names.at(row), viewer=viewer) if row.pk in told else "",
            version=row.version,
        )
        for place, row in enumerate(rows, start=1)
    )


def _elsewhere(row: Any) -> bool:
    """Whether the post of an item is of another organisation than the meeting; in a region's, every one is."""
    return bool(row.post.organisation_id != row.board.organisation_id)


def may_read(words: str, person: int | None, known: Mapping[int, Known], *, viewer: Viewer) -> str:
    """What was written about somebody, for whoever may see them; what is about nobody, for everybody who reads it."""
    return words if person is None or person in known or person == viewer.person else ""


def conflicts_of(board: int, names: Names, *, viewer: Viewer, item: int | None = None) -> tuple[Conflict, ...]:
    """Conflicts declared at a meeting, or those about one item and the whole of it; as they were declared.

    What they say of a person is for whoever may see them, and for whoever declared it; that there is one, for all.
    """
    rows = Declared.objects.filter(board=board).select_related("person", "decided_by", "item")
    if item is not None:
        rows = rows.filter(Q(item=item) | Q(item__isnull=True))
    return tuple(
        Conflict(
            number=row.pk,
            item=row.item_id,
            person=row.person_id,
            who=row.person.name,
            words=_of_somebody(row.words, row, names, viewer),
            stays=Stays(row.stays),
            because=_of_somebody(row.because, row, names, viewer),
            decided_by=row.decided_by.name if row.decided_by else "",
            is_viewer=row.person_id == viewer.person,
            version=row.version,
        )
        for row in with_version(rows, Declared, viewer=viewer).order_by("pk")
    )


def _of_somebody(words: str, row: Declared, names: Names, viewer: Viewer) -> str:
    return words if row.person_id == viewer.person else may_read(words, row.about_id, names.at(row.item), viewer=viewer)


def actions_of(board: int, *, viewer: Viewer) -> tuple[BoardAction, ...]:
    """What is to be done, by its day."""
    rows = ToDo.objects.filter(board=board).select_related("owner")
    return tuple(
        BoardAction(
            number=row.pk,
            item=row.item_id,
            words=row.words,
            owner=row.owner.name,
            due=row.due_on,
            done_on=row.done_on,
            done_words=row.done_words,
            is_viewer=row.owner_id == viewer.person,
            version=row.version,
        )
        for row in with_version(rows, ToDo, viewer=viewer).order_by("due_on", "pk")
    )


def said_rows(board: int, *, viewer: Viewer) -> list[Any]:
    """What was said of people, each row with `version`, and with `outcome` and `told_at` of the conversation."""
    there = Conversation.objects.filter(pk=OuterRef("conversation"))
    rows: QuerySet[Any] = SaidOf.objects.filter(board=board).select_related("person", "item")
    rows = rows.annotate(outcome=Subquery(there.values("outcome")[:1]), told_at=Subquery(there.values("told_at")[:1]))
    return sorted(with_version(rows, SaidOf, viewer=viewer), key=lambda row: (row.person.name.casefold(), row.pk))


def said_terms(rows: Sequence[Any], names: Names, *, viewer: Viewer) -> tuple[Said, ...]:
    """What was said of those whom the viewer may see; of the others nothing is told."""
    return tuple(
        Said(
            number=row.pk,
            item=row.item_id,
            known=names.at(row.item, said=True).get(row.person_id),
            words=row.words,
            outcome=row.outcome or "",
            nothing=row.nothing,
            told=row.told_at is not None,
            version=row.version,
        )
        for row in rows
        if row.person_id in names.at(row.item, said=True)
    )


def corrections_of(board: int, *, viewer: Viewer) -> tuple[Correction, ...]:
    """Corrections of closed minutes, the first first."""
    rows = Corrected.objects.filter(board=board).select_related("made_by").order_by("pk")
    return tuple(
        Correction(words=row.words, at=row.made_at, by=row.made_by.name if row.made_by else "") for row in rows
    )
