"""Lists of people and one person, each cut to what the viewer may see by the one engine."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from wraparound.people.access import (
    CHANGE_ACCESS,
    SEE_ACCESS,
    SEE_ALL_ACCESS,
    SEE_CONTACT,
    SEE_LIST,
    SEE_PEOPLE,
    allows,
    ensure,
    reach,
)
from wraparound.people.calculation import name_key
from wraparound.people.models import Grant, Invitation, Membership, NameWord, Person
from wraparound.people.queries.grants import grants_of, seers_of
from wraparound.people.queries.organisations import counted
from wraparound.people.terms import (
    MembershipTerms,
    PeoplePage,
    PeopleQuestion,
    PersonLine,
    Profile,
    Reach,
    Subject,
    Viewer,
)
from wraparound.published.terms import NotInEvidence

ON_A_PAGE = 50
MOST_WORDS = 5


class NobodyHere(NotInEvidence):
    """No such person, or not one whom the viewer may see: the same sentence for both, so that it tells nothing."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is nobody here whom you may see under this address. Search for them by name.")


def people_page(question: PeopleQuestion, *, viewer: Viewer, on: date) -> PeoplePage:
    """A page of the people the viewer may see on the day, by name; where they may see counts only, those."""
    ensure(viewer, SEE_LIST)
    far = _more_than_oneself(reach(viewer, SEE_PEOPLE), viewer)
    found = _narrowed(_within(far, on, few=bool(question.text)), question, on)
    found = _holding(found, question.role, viewer, on) if question.role else found
    matching = 0 if far.is_empty else found.count()
    pages = max(1, -(-matching // ON_A_PAGE))
    page = min(question.page, pages)
    rows = _with_memberships(found.order_by("name_key", "id"), on)[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return PeoplePage(
        people=() if far.is_empty else tuple(person_line(row) for row in rows),
        matching=matching,
        page=page,
        pages=pages,
        question=question,
        names_visible=not far.is_empty,
        counts=counted(viewer=viewer, on=on) if far.is_empty else (),
    )


def members_of(organisation: int, region: int, *, viewer: Viewer, on: date) -> tuple[PersonLine, ...] | None:
    """The first page of an organisation's people by name; none where the viewer may not see names there."""
    about = Subject(organisations=frozenset({organisation}), regions=frozenset({region}))
    if not allows(viewer, SEE_PEOPLE, about):
        return None
    here = Membership.objects.current(on).filter(organisation=organisation).values("person")
    rows = _with_memberships(Person.objects.filter(pk__in=here).order_by("name_key", "id"), on)[:ON_A_PAGE]
    return tuple(person_line(row) for row in rows)


def profile(key: str, *, viewer: Viewer, at: datetime) -> Profile:
    """One person as the viewer may see them; NobodyHere where there is none, or none for them."""
    on = at.date()
    person = person_of(key, viewer=viewer)
    about = subject_of(person, viewer=viewer, on=on)
    if not allows(viewer, SEE_PEOPLE, about):
        raise NobodyHere
    waiting = Invitation.objects.filter(person=person, accepted_at=None, withdrawn_at=None, expires_at__gt=at).first()
    sees_access = allows(viewer, SEE_ACCESS, about)
    return Profile(
        key=str(person.key),
        name=person.name,
        made_up=person.made_up,
        memberships=tuple(_membership(one) for one in _history(person)),
        email=person.email if allows(viewer, SEE_CONTACT, about) else None,
        grants=grants_of(person, viewer=viewer) if sees_access else None,
        seers=seers_of(about, SEE_PEOPLE, viewer=viewer, on=on) if sees_access else None,
        has_account=person.has_usable_password(),
        invited=waiting.invited_at if waiting else None,
        is_self=person.pk == viewer.person,
        may_change_access=allows(viewer, CHANGE_ACCESS, about),
        is_open=person.is_active,
    )


def person_of(key: str, *, viewer: Viewer) -> Person:
    """The row behind a key, for queries and actions to check and use; NobodyHere where there is none."""
    try:
        return Person.objects.get(key=uuid.UUID(key))
    except (Person.DoesNotExist, ValueError):
        raise NobodyHere from None


def subject_of(person: Person, *, viewer: Viewer, on: date) -> Subject:
    """The person with the organisations and regions they belong to on the day."""
    now = list(
        Membership.objects.current(on).filter(person=person).values_list("organisation_id", "organisation__region_id")
    )
    return Subject(person.pk, frozenset(one for one, _ in now), frozenset(region for _, region in now))


def person_line(person: Person, *, viewer: Viewer | None = None) -> PersonLine:
    """A person in a list, from a row whose current memberships were fetched with it."""
    now: Iterable[Membership] = getattr(person, "now", ())
    return PersonLine(str(person.key), person.name, tuple(_membership(one) for one in now), bool(person.email))


def _more_than_oneself(far: Reach, viewer: Viewer) -> Reach:
    """The reach without one's own record, which has a page of its own: a list of one person is no list."""
    return Reach(far.nation, far.people - {viewer.person or 0}, far.organisations, far.regions)


def _within(far: Reach, on: date, *, few: bool = False) -> QuerySet[Person]:
    """Everybody whom the reach covers on the day.

    Where `few` will be left, the condition is written so that SQLite does not walk the index of everyone by name.
    """
    everybody = Person.objects.exclude(is_active=False) if few else Person.objects.filter(is_active=True)
    if far.nation:
        return everybody
    here = Membership.objects.current(on).filter(
        Q(organisation__in=far.organisations) | Q(organisation__region__in=far.regions)
    )
    return everybody.filter(Q(pk__in=far.people) | Q(pk__in=here.values("person")))


def _narrowed(people: QuerySet[Person], question: PeopleQuestion, on: date) -> QuerySet[Person]:
    for word in name_key(question.text).replace("-", " ").split()[:MOST_WORDS]:
        # Looked up first and matched by id: an index on the beginning of words, whatever the number of people.
        begins = NameWord.objects.filter(word__gte=word[:60], word__lt=_after(word[:60]))
        people = people.filter(pk__in=begins.values("person"))
    if question.organisation:
        here = Membership.objects.current(on).filter(organisation__code=question.organisation.upper())
        people = people.filter(pk__in=here.values("person"))
    return people


def _holding(people: QuerySet[Person], role: str, viewer: Viewer, on: date) -> QuerySet[Person]:
    """Those who hold the role, where the viewer may see roles: a filter must not tell what a page would not."""
    known = _within(reach(viewer, SEE_ALL_ACCESS), on)
    holders = Grant.objects.current(on).filter(role=role, ended_at__isnull=True)
    return people.filter(pk__in=known.values("pk")).filter(pk__in=holders.values("person"))


def _after(word: str) -> str:
    """The first text that no longer begins with the word."""
    return word[:-1] + chr(ord(word[-1]) + 1)


def _with_memberships(people: QuerySet[Person], on: date) -> QuerySet[Person]:
    now = Membership.objects.current(on).select_related("organisation").order_by("starts", "id")
    return people.prefetch_related(Prefetch("memberships", queryset=now, to_attr="now"))


def _history(person: Person) -> QuerySet[Membership]:
    return person.memberships.select_related("organisation").order_by("-starts", "-id")


def _membership(row: Membership) -> MembershipTerms:
    return MembershipTerms(row.organisation.code, row.organisation.name, row.job, row.starts, row.ends)
