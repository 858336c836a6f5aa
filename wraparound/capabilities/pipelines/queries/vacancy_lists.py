"""The list of vacancies that people live in: a page of it, and all of it as a sheet."""

from collections import Counter
from typing import Any

from django.db.models import Q, QuerySet

from wraparound.capabilities.pipelines.calculation.lists import pages_of
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.vacancies import vacancies_seen, vacancy_lines
from wraparound.capabilities.pipelines.terms.vacancies import (
    OUTCOMES,
    Show,
    Stage,
    VacanciesPage,
    VacanciesQuestion,
    VacancyLine,
)
from wraparound.people.calculation import name_key
from wraparound.people.terms.access import Viewer

ON_A_PAGE = 50


def vacancies_page(question: VacanciesQuestion, *, viewer: Viewer, day: Day) -> VacanciesPage:
    """A page of the vacancies that fit, by organisation and title, and how many of all that fit are in each stage."""
    everything = vacancies_seen(viewer=viewer, day=day)
    rows = _asked(everything, question)
    stages = Counter(rows.values_list("now", flat=True))
    matching = sum(stages.values())
    pages = pages_of(matching, ON_A_PAGE)
    page = min(question.page, pages)
    listed = _ordered(rows)[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return VacanciesPage(
        question=question,
        day=day.on,
        rows=vacancy_lines(list(listed), viewer=viewer, day=day),
        stages=tuple((stage, stages[stage]) for stage in Stage if stages[stage]),
        matching=matching,
        page=page,
        pages=pages,
        anything=bool(matching) or everything.exists(),
    )


def vacancies_sheet(question: VacanciesQuestion, *, viewer: Viewer, day: Day) -> tuple[VacancyLine, ...]:
    """Every vacancy that fits, on all pages."""
    rows = _ordered(_asked(vacancies_seen(viewer=viewer, day=day), question))
    return vacancy_lines(list(rows), viewer=viewer, day=day)


def _asked(rows: QuerySet[Any], q: VacanciesQuestion) -> QuerySet[Any]:
    ended = [one.value for one in OUTCOMES]
    if q.stage is not None:
        rows = rows.filter(now=q.stage)
    elif q.show is Show.OPEN:
        rows = rows.exclude(now__in=ended)
    elif q.show is Show.ENDED:
        rows = rows.filter(now__in=ended)
    wanted = {"post__role": q.role, "post__level": q.level}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if q.organisation:
        rows = rows.filter(post__organisation__code=q.organisation.upper())
    if q.region:
        rows = rows.filter(post__organisation__region__code=q.region)
    for word in name_key(q.text).split()[:5]:
        rows = rows.filter(Q(post__title_key__contains=word) | Q(post__organisation__name__icontains=word))
    return rows


def _ordered(rows: QuerySet[Any]) -> QuerySet[Any]:
    ordered = rows.select_related("post__organisation__region")
    return ordered.order_by("post__organisation__name", "post__level", "post__title_key", "pk")
