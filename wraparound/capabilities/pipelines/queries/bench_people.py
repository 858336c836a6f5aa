"""Who is in the list of people, and who of them fits what is asked; each question answered by the store."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.pipelines.access import LEAD, SEE_COVER, SEE_OWN_NAMES
from wraparound.capabilities.pipelines.calculation.cover import SEVERAL
from wraparound.capabilities.pipelines.calculation.interests import CHALLENGED
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.succession import Readiness
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import interested_in
from wraparound.capabilities.pipelines.queries.naming import may_be_named, released_to, still_there, told_of_plans
from wraparound.capabilities.pipelines.queries.seeing import of_posts, standing
from wraparound.capabilities.pipelines.terms.readiness import SOON, BenchQuestion, Which
from wraparound.people.access import reach
from wraparound.people.models import Person
from wraparound.people.queries.people import named_like
from wraparound.people.terms.access import Viewer


def bench_people(*, viewer: Viewer, day: Day, today: Day) -> QuerySet[Person]:
    """Those who belonged on the day to what the viewer leads, and those released to the viewer; whose account is open.

    Of an earlier day only whom they may see by name today.
    """
    own, there = reach(viewer, SEE_OWN_NAMES), day.memberships()
    # Said of the few that are closed: said of all that are open, SQLite reads everybody in the order of their names.
    people: QuerySet[Person] = Person.objects.exclude(pk__in=Person.objects.filter(is_active=False).values("pk"))
    if own.nation:
        return people.filter(pk__in=there.values("person"))
    released = released_to(viewer=viewer, today=today)
    if day != today:
        released = released.filter(Exists(there.filter(person=OuterRef("person"))))
    allowed = Q(pk__in=released.values("person"))
    if own.organisations:
        allowed |= Q(pk__in=there.filter(organisation__in=own.organisations).values("person"))
    if day != today:
        people = people.filter(pk__in=may_be_named(viewer=viewer, today=today).values("pk"))
    return people.filter(allowed)


def asked_of(
    people: QuerySet[Person], question: BenchQuestion, *, viewer: Viewer, day: Day, today: Day
) -> QuerySet[Person]:
    """Those of these people who fit; the caller has cut them to the viewer's."""
    people = named_like(people, question.text, viewer=viewer)
    if question.organisation:
        here = day.memberships().filter(organisation__code=question.organisation.upper())
        people = people.filter(pk__in=here.values("person"))
    if question.mine:
        here = day.memberships().filter(organisation__in=reach(viewer, LEAD).organisations)
        people = people.filter(pk__in=here.values("person")).exclude(pk=viewer.person or 0)
    if question.challenged:
        would = interested_in("kind", CHALLENGED, viewer=viewer, today=today)
        people = people.filter(pk__in=would.values("person"))
    agreed = readable_then(day.readiness(), viewer=viewer, day=day, today=today)
    return _of_readiness(_of_which(people, question, viewer, day, today), question, agreed, day)


def readable_then(rows: QuerySet[Readiness], *, viewer: Viewer, day: Day, today: Day) -> QuerySet[Readiness]:
    """Those of these, on an earlier day, that the viewer may read today.

    A release shows what counts today, and what was agreed since its person agreed to it: nothing of the time before.
    """
    own = reach(viewer, SEE_OWN_NAMES)
    if day == today or own.nation:
        return rows
    theirs = today.memberships().filter(organisation__in=own.organisations)
    released = released_to(viewer=viewer, today=today).filter(person=OuterRef("person"))
    since = released.filter(agreed_on__lte=OuterRef("starts"))
    return rows.filter(
        Q(person=viewer.person or 0)
        | Q(organisation__in=own.organisations)
        | Q(person__in=theirs.values("person"))
        | Q(Exists(since))
        | Q(Exists(released), pk__in=today.readiness().values("pk"))
    )


def released_ever(day: Day, *, viewer: Viewer) -> QuerySet[Release]:
    """The releases that counted on the day, to whomever."""
    return day.releases().filter(still_there(day, viewer=viewer))


def _of_readiness(
    people: QuerySet[Person], question: BenchQuestion, agreed: QuerySet[Readiness], day: Day
) -> QuerySet[Person]:
    wanted = {"role": question.role, "level": question.level, "kind": question.kind, "band": question.band}
    narrow = {name: value for name, value in wanted.items() if value}
    rows = agreed.filter(person=OuterRef("pk"), **narrow)
    if question.which is Which.UNAGREED:
        return people.filter(~Exists(rows))
    if question.which is Which.STALE:
        return people.filter(Exists(rows.filter(review_by__lt=day.on)))
    if question.which is Which.REVIEW:
        return people.filter(Exists(rows.filter(review_by__lte=day.on + timedelta(days=SOON))))
    if question.band is not None:
        # What is past its review is in no band until it is agreed anew.
        return people.filter(Exists(rows.filter(review_by__gte=day.on)))
    return people.filter(Exists(rows)) if narrow or question.which is Which.AGREED else people


def _of_which(
    people: QuerySet[Person], question: BenchQuestion, viewer: Viewer, day: Day, today: Day
) -> QuerySet[Person]:
    if question.which is Which.SEVERAL:
        return people.filter(pk__in=_confirmed_for_several(viewer, day, today))
    if question.which in (Which.RELEASED, Which.NOT_RELEASED):
        released = Exists(released_ever(day, viewer=viewer).filter(person=OuterRef("pk")))
        return people.filter(released if question.which is Which.RELEASED else ~released)
    return people


def _confirmed_for_several(viewer: Viewer, day: Day, today: Day) -> QuerySet[Any, Any]:
    rows = day.successors().filter(standing(day, viewer=viewer), confirmed_on__lte=day.on, person__isnull=False)
    planned = of_posts(reach(viewer, SEE_COVER), day, viewer=viewer, at="post__")
    by_person = rows.filter(planned, told_of_plans(viewer=viewer, day=day, today=today)).order_by().values("person")
    return by_person.annotate(many=Count("post", distinct=True)).filter(many__gte=SEVERAL).values("person")
