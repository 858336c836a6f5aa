"""Who can own a milestone: people with a place or a role at its organisation, by name, what they do, or address."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.delivery.access import IMPORT_PLAN, KEEP_PLAN
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.queries.reading import about
from wraparound.capabilities.delivery.terms.milestones import MilestoneState, OwnerOffered
from wraparound.capabilities.delivery.terms.recommendations import CannotPlan
from wraparound.capabilities.delivery.terms.spreadsheets import OwnerFound
from wraparound.people.access import reach
from wraparound.people.calculation import name_key
from wraparound.people.models import Grant, Membership, Organisation, Person
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Role, Viewer
from wraparound.people.wording.access import ROLES

MOST_SUGGESTED = 60
NOBODY = (
    "Nobody called “{}” has a place or a role here. Choose somebody from the list, or type their name or the address "
    "they sign in with. Capital letters and spaces make no difference."
)
SEVERAL = (
    "Several people here are called “{}”: {}. Choose one from the list, type it like “{}”, or type the address that "
    "the one you mean signs in with."
)
Does = dict[int, str]
"""What people do at an organisation, by their ids: their job, or a role where no job is known."""


def owner_called(place: Organisation, typed: str, *, viewer: Viewer, on: date) -> Person:
    """Whoever of the organisation is meant by a name, a name with what they do, or a sign-in address.

    CannotPlan where nobody or several are.
    """
    words = typed.strip()
    people = list(_people_of(place.pk, on).filter(Q(name_key__in=_names_in(words)) | Q(email=words.casefold())))
    does = _does(place.pk, people, on)
    found = _meant(words, people, does)
    if len(found) != 1:
        raise CannotPlan(_not_one(words, found, does))
    shown([found[0].pk], ("name",), KEEP_PLAN, viewer=viewer, about=about(place, viewer=viewer))
    return found[0]


def owners_found(
    place: Organisation, typed: Collection[tuple[str, str]], *, viewer: Viewer, on: date
) -> dict[tuple[str, str], OwnerFound]:
    """Who is meant by each name or address with the key beside it, or why nobody is: few questions for all of them.

    A key tells people of one name apart, and says nothing where the name is of somebody else.
    """
    names = {key for name, _ in typed for key in _names_in(name)}
    folded = {name.casefold() for name, _ in typed}
    people = list(_people_of(place.pk, on).filter(Q(name_key__in=names) | Q(email__in=folded)).order_by("pk"))
    shown([one.pk for one in people], ("name",), IMPORT_PLAN, viewer=viewer, about=about(place, viewer=viewer))
    does = _does(place.pk, people, on)
    found: dict[tuple[str, str], OwnerFound] = {}
    for name, key in typed:
        meant = _meant(name, people, does)
        chosen = [one for one in meant if str(one.key) == key] or meant
        if len(chosen) == 1:
            found[name, key] = OwnerFound(key=str(chosen[0].key), name=chosen[0].name)
        else:
            found[name, key] = OwnerFound(trouble=_not_one(name, chosen, does))
    return found


def suggested_owners(place: Organisation, *, viewer: Viewer, on: date) -> tuple[OwnerOffered, ...]:
    """Whom to choose from: whoever owns a milestone of the plan already, or has a role at the organisation."""
    own = Milestone.objects.filter(organisation=place.pk).values("owner")
    role = Grant.objects.current(on).filter(organisation=place.pk, ended_at__isnull=True).values("person")
    people = _people_of(place.pk, on).filter(Q(pk__in=own) | Q(pk__in=role)).order_by("name_key", "pk")
    found = list(people[:MOST_SUGGESTED])
    shown([one.pk for one in found], ("name", "job"), KEEP_PLAN, viewer=viewer, about=about(place, viewer=viewer))
    does, many = _does(place.pk, found, on), Counter(one.name_key for one in found)
    return tuple(
        OwnerOffered(
            typed=_named(one, does) if many[one.name_key] > 1 else one.name, name=one.name, does=does.get(one.pk, "")
        )
        for one in found
    )


def _named(one: Person, does: Does) -> str:
    """A name with what they do, which tells two of one name apart."""
    return f"{one.name}, {does[one.pk]}" if does.get(one.pk) else one.name


def _names_in(words: str) -> set[str]:
    """The names that may be meant: all of it, or what stands before one of its commas."""
    parts = words.split(",")
    return {name_key(",".join(parts[:many])) for many in range(1, len(parts) + 1)}


def _meant(words: str, people: Sequence[Person], does: Does) -> list[Person]:
    """Those of this name or address; where nobody is, those of this name who do what stands after it."""
    key = name_key(words)
    whole = [one for one in people if one.name_key == key or (one.email or "") == words.strip().casefold()]
    return whole or [one for one in people if _parts(_named(one, does)) == _parts(words)]


def _parts(words: str) -> tuple[str, ...]:
    """A name and what they do as they are compared: case and spaces make no difference."""
    return tuple(name_key(one) for one in words.split(","))


def _not_one(words: str, found: Sequence[Person], does: Does) -> str:
    if not found:
        return NOBODY.format(words.strip()[:80])
    each = "; ".join(does.get(one.pk, "") or "no job is known" for one in found)
    return SEVERAL.format(words.strip()[:80], each, _named(found[0], does))


def _does(organisation: int, people: Sequence[Person], on: date) -> Does:
    """The job of each of these at the organisation, or a role where no job is known."""
    theirs = {"organisation": organisation, "person__in": [one.pk for one in people]}
    roles = Grant.objects.current(on).filter(**theirs, ended_at__isnull=True).order_by("-pk")
    jobs = Membership.objects.current(on).filter(**theirs).order_by("-pk")
    found = {person: ROLES[Role(role)] for person, role in roles.values_list("person", "role")} if people else {}
    return found | ({person: job for person, job in jobs.values_list("person", "job") if job} if people else {})


def left_behind(*, viewer: Viewer, on: date, place: Organisation | None = None) -> QuerySet[Milestone]:
    """Open milestones, in plans that the viewer keeps, whose owner no longer has a place or a role there."""
    rows = Milestone.objects.filter(state=MilestoneState.OPEN)
    if place is not None:
        rows = rows.filter(organisation=place.pk)
    rows = rows.filter(organisation__in=reach(viewer, KEEP_PLAN).organisations)
    here = {"person": OuterRef("owner"), "organisation": OuterRef("organisation")}
    stays = Exists(Membership.objects.current(on).filter(**here))
    acts = Exists(Grant.objects.current(on).filter(**here, ended_at__isnull=True))
    return rows.filter(Q(owner__is_active=False) | ~(Q(stays) | Q(acts)))


def _people_of(organisation: int, on: date) -> QuerySet[Person]:
    stays = Membership.objects.current(on).filter(organisation=organisation).values("person")
    acts = Grant.objects.current(on).filter(organisation=organisation, ended_at__isnull=True).values("person")
    rows: QuerySet[Person] = Person.objects.filter(Q(pk__in=stays) | Q(pk__in=acts), is_active=True)
    return rows
