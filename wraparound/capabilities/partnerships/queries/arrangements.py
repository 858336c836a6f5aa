"""Arrangements as their organisations, their region and improvement directors may read them."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from wraparound.capabilities.partnerships.access import ARRANGE, READ_ARRANGEMENTS
from wraparound.capabilities.partnerships.models.arrangements import Arrangement, ArrangementPart
from wraparound.capabilities.partnerships.terms.arrangements import (
    ArrangementSort,
    ArrangementState,
    ArrangementTerms,
    NoSuchArrangement,
    PartTerms,
)
from wraparound.people.access import Rule, ensure, reach
from wraparound.people.models import Organisation
from wraparound.people.queries.looking import called, names_of, shown
from wraparound.people.terms.access import Reach, Subject, Viewer
from wraparound.records.queries.history import with_version

OVER = (ArrangementState.ENDED, ArrangementState.TAKEN_BACK)
MOST = 200


def arrangements(*, viewer: Viewer, code: str = "") -> tuple[ArrangementTerms, ...]:
    """Those that the viewer may read, of one organisation where a code is given: newest first, those over last."""
    ensure(viewer, READ_ARRANGEMENTS)
    rows = _readable(viewer)
    if code:
        rows = rows.filter(parts__organisation__code=code.upper())
    found = _in_terms(list(rows.order_by("-starts", "-pk")[:MOST]), viewer)
    return tuple(sorted(found, key=lambda one: one.state in OVER))


def arrangement(number: int, *, viewer: Viewer) -> ArrangementTerms:
    """One of them; NoSuchArrangement where it is not the viewer's to read."""
    return _in_terms([arrangement_of(number, viewer=viewer)], viewer)[0]


def arrangement_of(number: int, *, viewer: Viewer) -> Arrangement:
    """The row, for actions to check and use."""
    ensure(viewer, READ_ARRANGEMENTS)
    found = _readable(viewer).filter(pk=number).first()
    if found is None:
        raise NoSuchArrangement
    return found


def in_force(*, viewer: Viewer, on: date) -> tuple[ArrangementTerms, ...]:
    """Those that every board agreed and that count on the day, among those that the viewer may read."""
    ensure(viewer, READ_ARRANGEMENTS)
    rows = _readable(viewer).filter(state=ArrangementState.AGREED, starts__lte=on)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=on))
    return _in_terms(list(rows.order_by("starts", "pk")[:MOST]), viewer)


def waiting_for(*, viewer: Viewer) -> tuple[ArrangementTerms, ...]:
    """Those in which a board for which the viewer speaks has not agreed; nothing for whoever speaks for none."""
    return _in_terms(list(waiting_rows(viewer=viewer).order_by("starts", "pk")[:MOST]), viewer)


def waiting_rows(*, viewer: Viewer) -> QuerySet[Arrangement]:
    """The rows of it."""
    far = reach(viewer, ARRANGE)
    return Arrangement.objects.filter(
        state=ArrangementState.SAID,
        pk__in=ArrangementPart.objects.filter(organisation__in=far.organisations, agreed_at__isnull=True).values(
            "arrangement"
        ),
    )


def places_to_choose(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations that can stand in one with the viewer's own, by name; made-up with made-up."""
    ensure(viewer, ARRANGE)
    mine = Organisation.objects.filter(pk__in=reach(viewer, ARRANGE).organisations)
    rows = Organisation.objects.filter(made_up__in=mine.values("made_up")).exclude(kind="Region")
    return tuple(rows.order_by("name", "pk").values_list("code", "name"))


def first_place(*, viewer: Viewer) -> str:
    """The code of the organisation for which the viewer speaks; of the first by name, where these are several."""
    mine = Organisation.objects.filter(pk__in=reach(viewer, ARRANGE).organisations).order_by("name", "pk")
    return mine.values_list("code", flat=True).first() or ""


def speaks_for_one(number: int, *, viewer: Viewer) -> bool:
    """Whether the viewer speaks for a board of it."""
    parts = ArrangementPart.objects.filter(arrangement=number).select_related("organisation")
    return any(speaks_for(one, ARRANGE, viewer=viewer) for one in parts)


def speaks_for(part: ArrangementPart, rule: Rule, *, viewer: Viewer) -> bool:
    """Whether the rule lets the viewer speak for this organisation."""
    return reach(viewer, rule).covers(_subject(part))


def _readable(viewer: Viewer) -> QuerySet[Arrangement]:
    """What concerns them, and of that what every board agreed; what waits or was refused is the boards' own."""
    far, own = reach(viewer, READ_ARRANGEMENTS), reach(viewer, ARRANGE).organisations
    waits = ArrangementPart.objects.filter(agreed_at__isnull=True).values("arrangement")
    counted = Arrangement.objects.exclude(pk__in=waits)
    mine = Q(pk__in=ArrangementPart.objects.filter(organisation__in=own).values("arrangement"))
    if not far.nation:
        counted = counted.filter(pk__in=ArrangementPart.objects.filter(_within(far)).values("arrangement"))
    return Arrangement.objects.filter(mine | Q(pk__in=counted.values("pk")))


def _within(far: Reach) -> Q:
    return Q(organisation__in=far.organisations) | Q(organisation__region__in=far.regions)


def _subject(part: ArrangementPart) -> Subject:
    return Subject.at(part.organisation_id, part.organisation.region_id)


def _in_terms(rows: Sequence[Arrangement], viewer: Viewer) -> tuple[ArrangementTerms, ...]:
    if not rows:
        return ()
    parts = ArrangementPart.objects.filter(arrangement__in=rows).select_related("organisation")
    by_arrangement: dict[int, list[ArrangementPart]] = {}
    for part in parts.order_by("-leads", "organisation__name", "pk"):
        by_arrangement.setdefault(part.arrangement_id, []).append(part)
    wrote = [*(row.said_by_id for row in rows), *(part.agreed_by_id for part in parts)]
    acted = [one for one in dict.fromkeys(wrote) if one is not None]
    shown(acted, ("name", "what they did for their board"), READ_ARRANGEMENTS, viewer=viewer)
    names = names_of(wrote, viewer=viewer)
    same = Arrangement.objects.filter(pk__in=[row.pk for row in rows])
    versions = dict(with_version(same, Arrangement, viewer=viewer).values_list("pk", "version"))
    return tuple(_terms(row, versions[row.pk], by_arrangement.get(row.pk, []), names, viewer) for row in rows)


def _terms(
    row: Arrangement, version: int, parts: Iterable[ArrangementPart], names: dict[int, str], viewer: Viewer
) -> ArrangementTerms:
    parts = list(parts)
    state = ArrangementState(row.state)
    mine = [part for part in parts if speaks_for(part, ARRANGE, viewer=viewer)]
    return ArrangementTerms(
        number=row.pk,
        sort=ArrangementSort(row.sort),
        state=state,
        parts=tuple(_part(one, names, viewer) for one in parts),
        starts=row.starts,
        until=row.until,
        ended_on=row.ended_on,
        accountable=row.accountable,
        why=row.why,
        ended_because=row.ended_because,
        said_on=row.said_at.date(),
        said_by=called(row.said_by_id, row.said_by_name, names, viewer=viewer),
        version=version,
        may_agree=tuple(
            one.organisation.code for one in mine if one.agreed_at is None and state is ArrangementState.SAID
        ),
        may_end=bool(mine) and state is ArrangementState.AGREED and row.sort != ArrangementSort.ACQUISITION,
        may_take_back=bool(mine) and state not in OVER,
    )


def _part(one: ArrangementPart, names: dict[int, str], viewer: Viewer) -> PartTerms:
    agreed_by = called(one.agreed_by_id, "", names, viewer=viewer) if one.agreed_at else ""
    place = one.organisation
    on = one.agreed_at.date() if one.agreed_at else None
    return PartTerms(place.code, place.name, place.made_up, one.leads, on, agreed_by)
