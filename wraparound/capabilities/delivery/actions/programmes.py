"""Programmes of organisations and regions: recommendations are added, changed and ended, and so are programmes."""

from datetime import datetime

from django.db.models import Max

from wraparound.capabilities.delivery.calculation.ensuring import ensure_recommendation
from wraparound.capabilities.delivery.models.recommendations import OwnRecommendation, Programme
from wraparound.capabilities.delivery.queries.programmes import Place, kept_region, programme_row, recommendation_row
from wraparound.capabilities.delivery.terms.recommendations import (
    LONGEST_TITLE,
    CannotPlan,
    NewRecommendation,
    RecommendationKey,
    own_key,
)
from wraparound.people.models import Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged

NAME_NEEDED = "Give the programme a name of at most 160 letters."
ENDED_ALREADY = "It is no longer followed already."
NAME_TAKEN = "There is a programme of that name already. Add recommendations to that one."


def recommend_to_region(code: str, new: NewRecommendation, *, at: datetime, by: Viewer) -> RecommendationKey:
    """Adds a recommendation to a programme of a region, which begins with it where there is none; its key."""
    region = kept_region(code, viewer=by)
    ensure_recommendation(new)
    with changing("A region added a recommendation", at=at, by=by):
        return own_key(add_to(region, new, by=by).pk)


def add_to(place: Place, new: NewRecommendation, *, by: Viewer) -> OwnRecommendation:
    """Adds one, inside a change; the caller has seen that the actor keeps the programmes of the place."""
    programme = _programme(place, new.programme.strip())
    last: int | None = programme.recommendations.aggregate(last=Max("number"))["last"]
    return OwnRecommendation.objects.create(
        controller=place.controller,
        programme=programme,
        number=(last or 0) + 1,
        title=new.title.strip(),
        words=new.words.strip(),
        source=new.source.strip(),
        link=new.link.strip(),
        added_by_id=by.person,
    )


def change_recommendation(number: int, new: NewRecommendation, *, version: int, at: datetime, by: Viewer) -> None:
    """Changes what a recommendation says; its programme and its place there stay. Answers stay as they were given."""
    with changing("A recommendation was changed", at=at, by=by):
        row = recommendation_row(number, viewer=by)
        ensure_unchanged(row, version, by=by)
        ensure_recommendation(new)
        row.title, row.words = new.title.strip(), new.words.strip()
        row.source, row.link = new.source.strip(), new.link.strip()
        row.save(update_fields=["title", "words", "source", "link"])


def end_recommendation(number: int, *, at: datetime, by: Viewer) -> None:
    """From now on it is no longer followed: nobody is asked for an answer, and answers there are stay."""
    with changing("A recommendation is no longer followed", at=at, by=by):
        row = recommendation_row(number, viewer=by)
        row.ended_at = at
        row.save(update_fields=["ended_at"])


def rename_programme(number: int, name: str, *, at: datetime, by: Viewer) -> None:
    """Gives a programme that is followed another name; no two of one place have the same."""
    words = name.strip()
    if not words or len(words) > LONGEST_TITLE:
        raise CannotPlan(NAME_NEEDED)
    with changing("A programme was renamed", at=at, by=by):
        row = _followed(number, by)
        same = Programme.objects.filter(
            organisation=row.organisation, region=row.region, name__iexact=words, ended_at__isnull=True
        )
        if same.exclude(pk=row.pk).exists():
            raise CannotPlan(NAME_TAKEN)
        row.name = words
        row.save(update_fields=["name"])


def end_programme(number: int, *, at: datetime, by: Viewer) -> None:
    """A programme is no longer followed, nor is any recommendation of it."""
    with changing("A programme is no longer followed", at=at, by=by):
        row = _followed(number, by)
        row.recommendations.filter(ended_at__isnull=True).update(ended_at=at)
        row.ended_at = at
        row.save(update_fields=["ended_at"])


def _followed(number: int, by: Viewer) -> Programme:
    row = programme_row(number, viewer=by)
    if row.ended_at is not None:
        raise CannotPlan(ENDED_ALREADY)
    return row


def _programme(place: Place, name: str) -> Programme:
    whose = {"region": place} if isinstance(place, Region) else {"organisation": place}
    found = Programme.objects.filter(name__iexact=name, ended_at__isnull=True, **whose).first()
    return found or Programme.objects.create(controller=place.controller, name=name, **whose)
