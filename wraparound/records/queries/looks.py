"""Who looked, for the person and for those who check. Callers have checked who asks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Subquery

from wraparound.records.models.log import Look, LookedAt
from wraparound.records.terms import BETWEEN_TWO, Face, LookPage, LookTerms, Someone

ON_A_PAGE = 50


def looks_at(person: int, *, viewer: Someone, page: int = 1, since: datetime | None = None) -> LookPage:
    """One page of the looks at one person's record, newest first; at what is between two people, for them alone."""
    rows = LookedAt.objects.filter(about=person)
    if viewer.person != person:
        rows = rows.exclude(look__fields__in=BETWEEN_TWO)
    if since is not None:
        rows = rows.filter(look__at__gte=since)
    every = rows.order_by().values("about").annotate(many=Count("pk")).values("many")
    told = rows.select_related("look").annotate(matching=Subquery(every)).order_by("-look_id")
    here = list(told[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    if page > 1 and not here:
        page = max(1, -(-rows.count() // ON_A_PAGE))
        here = list(told[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    matching = here[0].matching if here else 0
    pages = max(1, -(-matching // ON_A_PAGE))
    return LookPage(tuple(_look(one.look, one.about) for one in here), matching, page, pages)


def every_look_at(person: int, *, viewer: Someone) -> tuple[LookTerms, ...]:
    """All looks at one person's record, newest first: for what they take away."""
    rows = LookedAt.objects.filter(about=person).select_related("look").order_by("-look_id")
    if viewer.person != person:
        rows = rows.exclude(look__fields__in=BETWEEN_TWO)
    return tuple(_look(one.look, one.about) for one in rows.iterator(chunk_size=2_000))


def looks_by(person: int, *, viewer: Someone) -> tuple[LookTerms, ...]:
    """All looks that one person made, newest first, without whom they showed: for what they take away."""
    return tuple(_look(one, None) for one in Look.objects.filter(by=person).order_by("-pk").iterator(chunk_size=2_000))


def looks(people: "QuerySet[Any] | Sequence[int] | None", *, viewer: Someone, page: int = 1) -> LookPage:
    """One page of the looks at these people (at anybody where none), newest first, each look once.

    Looks at what is between two people are not among them: that there was one says with whom somebody talks.
    """
    rows = Look.objects.exclude(fields__in=BETWEEN_TWO)
    if people is not None:
        rows = rows.filter(pk__in=LookedAt.objects.filter(about__in=people).values("look"))
    matching = rows.count()
    pages = max(1, -(-matching // ON_A_PAGE))
    page = min(page, pages)
    here = rows.order_by("-pk")[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return LookPage(tuple(_look(one, None) for one in here), matching, page, pages)


def _look(row: Look, about: int | None) -> LookTerms:
    return LookTerms(
        row.pk,
        row.at,
        row.by,
        row.by_name,
        Face(row.face),
        row.place,
        row.why,
        tuple(row.fields.split(", ")) if row.fields else (),
        row.many,
        about,
    )
