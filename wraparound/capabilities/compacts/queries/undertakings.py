"""Promises and conditions of every compact that the viewer may see: due, overdue, kept; and one of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from wraparound.capabilities.compacts.access import OWN_OR_HELD, VERIFY
from wraparound.capabilities.compacts.calculation.clock import late_on
from wraparound.capabilities.compacts.models.agreed import Compact, Undertaking
from wraparound.capabilities.compacts.queries.reading import (
    NoSuchCompact,
    compact_of,
    rule_for,
    sides_of,
    subject_of,
    visible,
)
from wraparound.capabilities.compacts.queries.texts import agreement_in_force
from wraparound.capabilities.compacts.terms.agreement import Agreement, Follows, Party
from wraparound.capabilities.compacts.terms.compacts import (
    PromiseList,
    PromiseQuestion,
    UndertakingSort,
    UndertakingState,
    UndertakingTerms,
)
from wraparound.capabilities.compacts.wording.agreement import PARTIES, party, result_names
from wraparound.people.access import ensure
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.records.queries.history import version_number

DUE_SOON = timedelta(days=30)
ON_A_PAGE = 50
MOST_IN_A_SHEET = 20_000
STATE = UndertakingState
UNSETTLED = (STATE.OPEN, STATE.REPORTED, STATE.NOT_KEPT)
SHOWN = ("name", "what was promised")


def promises(question: PromiseQuestion, *, viewer: Viewer, on: date, most: int = ON_A_PAGE) -> PromiseList:
    """One page of promises and conditions on all sides, by the day they are due. Nobody is counted or ranked."""
    ensure(viewer, OWN_OR_HELD)
    every, asked = _theirs(viewer), _asked_for(question, on, viewer)
    late, near = late_by(on, viewer=viewer), Q(state__in=UNSETTLED, due_on__gte=on, due_on__lte=on + DUE_SOON)
    counts = every.aggregate(
        matching=Count("pk", filter=asked), overdue=Count("pk", filter=late), soon=Count("pk", filter=near)
    )
    matching = counts["matching"]
    pages = max(1, -(-matching // most))
    page = min(question.page, pages)
    listed = list(_whole(every.filter(asked))[(page - 1) * most : page * most])
    return PromiseList(_told(listed, viewer, on), matching, page, pages, question, counts["overdue"], counts["soon"])


def promises_sheet(question: PromiseQuestion, *, viewer: Viewer, on: date) -> tuple[UndertakingTerms, ...]:
    """Every promise and condition that all pages of the question show, for a spreadsheet."""
    ensure(viewer, OWN_OR_HELD)
    listed = list(_whole(_theirs(viewer).filter(_asked_for(question, on, viewer)))[:MOST_IN_A_SHEET])
    return _told(listed, viewer, on)


def undertaking_of(number: int, *, viewer: Viewer) -> Undertaking:
    """The row, with its compact, for queries and actions; NoSuchCompact where it is not the viewer's to see."""
    found = Undertaking.objects.filter(pk=number).select_related("reported_by", "confirmed_by").first()
    if found is None:
        raise NoSuchCompact
    found.compact = compact_of(found.compact_id, viewer=viewer)
    return found


def undertaking(number: int, *, viewer: Viewer, on: date) -> UndertakingTerms:
    """One promise or condition, with the version that a form about it carries."""
    row = undertaking_of(number, viewer=viewer)
    if row.compact.leader_id:
        about, rule = subject_of(row.compact, viewer=viewer), rule_for(row.compact, viewer=viewer)
        shown([row.compact.leader_id], SHOWN, rule, viewer=viewer, about=about)
    agreed = agreement_in_force(row.compact, viewer=viewer)
    found = in_terms(row, sides_of(row.compact, viewer=viewer), on, viewer=viewer, agreed=agreed)
    return replace(found, version=version_number(row, viewer=viewer))


def counts_as_kept(row: Undertaking, *, viewer: Viewer) -> bool:
    """Whether the clock takes it for kept: confirmed, or said so by its giver and by nobody contested."""
    return row.state == STATE.KEPT or (row.state == STATE.REPORTED and not row.contested)


def in_terms(
    row: Undertaking,
    sides: tuple[Party, ...],
    on: date,
    *,
    viewer: Viewer | None = None,
    agreed: Agreement | None = None,
) -> UndertakingTerms:
    """The row as a term, as somebody who acts for these sides may change it; `agreed` names the results it bears on."""
    compact, giver, state = row.compact, Party(row.giver), STATE(row.state)
    unsettled = state in UNSETTLED
    return UndertakingTerms(
        number=row.pk,
        compact=row.compact_id,
        key=row.key,
        sort=UndertakingSort(row.sort),
        organisation=compact.organisation.name,
        leader=compact.leader.name if compact.leader else "",
        words=row.words,
        component=row.component,
        giver=giver,
        giver_words=party(giver, row.giver_name),
        receiver_words=party(Party(row.receiver), row.receiver_name) if row.receiver else "",
        days=row.days,
        cost=row.cost,
        paid_by=PARTIES[Party(row.paid_by)] if row.paid_by else "",
        starts=row.starts,
        review=row.review,
        due=row.due_on,
        follows=Follows(row.follows),
        late_on=None if row.follows == Follows.NOTHING or compact.ended_at else late_on(row.due_on, row.grace),
        state=state,
        overdue=unsettled and row.due_on < on and not _in_time(row) and compact.ended_at is None,
        delivered_on=row.delivered_on,
        days_given=row.days_given,
        evidence=row.evidence,
        reported_by=row.reported_by.name if row.reported_by else "",
        confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
        version=0,
        bears_on=result_names(row.bears_on.split(), agreed) if agreed else (),
        counts_as_kept=counts_as_kept(row, viewer=viewer or OPERATOR),
        may_report=bool(sides) and state is not STATE.ENDED,
        may_confirm=(
            state is STATE.REPORTED
            and any(one.value != row.reported_for for one in sides)
            and (viewer is None or viewer.person != row.reported_by_id)
        ),
        may_give_up=bool(sides) and state in (STATE.OPEN, STATE.NOT_KEPT) and (row.due_on < on or giver in sides),
    )


def _theirs(viewer: Viewer) -> QuerySet[Undertaking]:
    compacts = visible(viewer=viewer).filter(ended_at__isnull=True)
    rows: QuerySet[Undertaking] = Undertaking.objects.filter(compact__in=compacts.values("pk"))
    return rows.exclude(state=STATE.ENDED)


def late_by(on: date, before: str = "", *, viewer: Viewer) -> Q:
    """Overdue on the day; `before` is the way to the undertaking, such as “undertakings__”."""
    in_time = Q(
        (f"{before}state", STATE.REPORTED),
        (f"{before}contested", False),
        (f"{before}delivered_on__lte", F(f"{before}due_on")),
    )
    return Q((f"{before}state__in", UNSETTLED), (f"{before}due_on__lt", on)) & ~in_time


def _in_time(row: Undertaking) -> bool:
    """Whether its giver says that it was kept by its day, and nobody says otherwise."""
    said = row.state == STATE.REPORTED and not row.contested
    return said and row.delivered_on is not None and row.delivered_on <= row.due_on


def _asked_for(question: PromiseQuestion, on: date, viewer: Viewer) -> Q:
    which = {
        "open": Q(state__in=UNSETTLED),
        "overdue": late_by(on, viewer=viewer),
        "due": Q(state__in=UNSETTLED, due_on__gte=on, due_on__lte=on + DUE_SOON),
        "kept": Q(state=STATE.KEPT),
        "not_kept": Q(state=STATE.NOT_KEPT),
        "all": Q(),
    }
    asked = which.get(question.which, which["open"])
    if question.giver:
        asked &= Q(giver=question.giver)
    if question.sort:
        asked &= Q(sort=question.sort)
    if text := question.text.strip():
        found = Q(words__icontains=text) | Q(compact__organisation__name__icontains=text)
        asked &= found | Q(compact__leader__name__icontains=text) | Q(giver_name__icontains=text)
    return asked


def _whole(rows: QuerySet[Undertaking]) -> QuerySet[Undertaking]:
    found = rows.select_related("compact__organisation__region", "compact__leader", "reported_by", "confirmed_by")
    return found.order_by("due_on", "pk")


def _told(rows: Iterable[Undertaking], viewer: Viewer, on: date) -> tuple[UndertakingTerms, ...]:
    listed = list(rows)
    compacts: dict[int, Compact] = {row.compact_id: row.compact for row in listed}
    leaders = [one.leader_id for one in compacts.values() if one.leader_id]
    shown(leaders, SHOWN, VERIFY, viewer=viewer)
    sides = {number: sides_of(one, viewer=viewer) for number, one in compacts.items()}
    return tuple(in_terms(row, sides[row.compact_id], on, viewer=viewer) for row in listed)
