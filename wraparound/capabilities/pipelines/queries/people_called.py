"""Finding somebody by name among those whom the viewer may name: to take up a post, or to be named for one."""

from django.db.models import Q

from wraparound.capabilities.pipelines.calculation.near_names import meant_by
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import known_now, may_be_named, names_seen
from wraparound.capabilities.pipelines.terms.keeping import Called
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.people.calculation import clean_name, name_key, words_asked
from wraparound.people.models import Membership, Organisation, Person
from wraparound.people.queries.people import named_like
from wraparound.people.terms.access import Viewer

MOST = 20
AMONG = 20_000
"""People among whose names one that is like another is looked for."""
FIELDS = ("name", "where they belong")


def people_meant(name: str, *, viewer: Viewer, today: Day) -> tuple[Called, ...]:
    """Those called so, and those whose name is like it, so that a slip makes nobody anew; of all the viewer may name.

    In neutral order, MOST at most, with where they are.
    """
    asked = clean_name(name)
    if not words_asked(asked):
        return ()
    people = may_be_named(viewer=viewer, today=today).filter(is_active=True)
    names = dict(people.order_by("name_key", "pk").values_list("pk", "name_key")[:AMONG])
    called = set(
        named_like(people, asked, viewer=viewer).order_by("name_key", "pk").values_list("pk", flat=True)[:MOST]
    )
    like = meant_by(name_key(asked), names) - called
    found = [*called, *sorted(like, key=lambda one: (names[one], one))[: MOST - len(called)]]
    return tuple(sorted(_with_places(found, viewer, today), key=lambda one: (name_key(one.name), one.key)))


def person_called(key: str, *, viewer: Viewer, today: Day) -> Called | None:
    """One person by key, if the viewer may name them."""
    row = Person.objects.filter(key=key).values_list("pk", flat=True).first()
    return next(iter(_with_places([row], viewer, today)), None) if row is not None else None


def called_exactly(name: str, place: Organisation, *, viewer: Viewer, today: Day) -> tuple[Known, ...]:
    """Those of an organisation, or to come there, who are called just this, whatever its accents and capitals."""
    not_over = Q(ends__isnull=True) | Q(ends__gte=today.on)
    here = Membership.objects.filter(not_over, organisation=place).values("person")
    rows = may_be_named(viewer=viewer, today=today).filter(pk__in=here, name_key=name_key(clean_name(name)))
    found = names_seen(rows.values_list("pk", flat=True)[:MOST], ("name",), viewer=viewer, today=today)
    return tuple(found.values())


def _with_places(people: list[int], viewer: Viewer, today: Day) -> tuple[Called, ...]:
    known = names_seen(people, FIELDS, viewer=viewer, today=today)
    now = known_now(viewer=viewer, today=today, among=frozenset(known)).values("pk")
    rows = today.memberships().filter(person__in=now).select_related("organisation").order_by("starts", "pk")
    where: dict[int, str] = {}
    for row in rows:
        where.setdefault(row.person_id, f"{row.job}, {row.organisation.name}")
    return tuple(Called(known[one].key, known[one].name, where.get(one, "")) for one in people if one in known)
