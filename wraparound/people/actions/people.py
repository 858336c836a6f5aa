"""Bringing people and organisations in: one or fifty thousand, in one transaction, each with who did it and when."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import batched

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from wraparound.people.access import CHANGE_ACCESS, OPEN_THE_SITE, allows, ensure, reach
from wraparound.people.calculation import LONGEST_NAME, clean_name, name_key, name_words
from wraparound.people.models import Grant, Membership, NameWord, Organisation, Person, Region
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.queries.people import person_of, subject_of
from wraparound.people.terms import NewPerson, Role, Scope, Subject, Viewer
from wraparound.published.terms import CannotAnswer

AT_ONCE = 2_000


class CannotBringIn(CannotAnswer):
    """Someone or some organisation could not be brought in as described; nothing was."""


@transaction.atomic
def add_region(code: str, name: str, *, by: Viewer, made_up: bool = False) -> Region:
    """A region of this site; the one there is where it is there already."""
    ensure(by, CHANGE_ACCESS)
    if not (reach(by, CHANGE_ACCESS).nation or allows(by, OPEN_THE_SITE)):
        raise CannotBringIn("Regions are added by an access administrator of the whole site.")
    region, _ = Region.objects.get_or_create(code=code, defaults={"name": name, "made_up": made_up})
    return region


@transaction.atomic
def add_organisation(
    code: str, name: str, kind: str, region: Region, *, by: Viewer, made_up: bool = False
) -> Organisation:
    """An organisation of this site, once; CannotBringIn where its code is taken or the region is not the actor's."""
    ensure(by, CHANGE_ACCESS, Subject(regions=frozenset({region.pk})))
    if Organisation.objects.filter(code=code.upper()).exists():
        raise CannotBringIn(f"An organisation with the code {code.upper()} is here already.")
    return Organisation.objects.create(code=code.upper(), name=name, kind=kind, region=region, made_up=made_up)


@transaction.atomic
def bring_in(
    newcomers: Iterable[NewPerson], *, at: datetime, by: Viewer, made_up: bool = False, in_chooser: bool = False
) -> list[str]:
    """Brings people in with their memberships; their keys, in order. All of them or, with CannotBringIn, none.

    They cannot sign in until they are invited. 50,000 take 2,000 rows to a statement.
    """
    keys: list[str] = []
    codes = _Codes(by)
    for some in batched(newcomers, AT_ONCE):
        people = [_row(one, at=at, made_up=made_up, in_chooser=in_chooser) for one in some]
        _added(people)
        NameWord.objects.bulk_create(
            [NameWord(person=row, word=word) for row in people for word in name_words(row.name)], batch_size=AT_ONCE
        )
        memberships = [
            Membership(
                person=row,
                organisation_id=codes.id_of(code),
                job=clean_name(job),
                starts=starts,
                ends=ends,
                recorded_by=by.name,
                recorded_at=at,
            )
            for row, one in zip(people, some, strict=True)
            for code, job, starts, ends in one.memberships
        ]
        Membership.objects.bulk_create(memberships, batch_size=AT_ONCE)
        keys += [str(row.key) for row in people]
    return keys


@transaction.atomic
def add_membership(key: str, code: str, job: str, *, starts: date, at: datetime, by: Viewer) -> None:
    """Somebody who is here already belongs to one more organisation; CannotBringIn where they do today."""
    organisation = organisation_of(code, viewer=by)
    ensure(by, CHANGE_ACCESS, _about(organisation))
    person = Person.objects.select_for_update().get(pk=person_of(key, viewer=by).pk)
    ensure(by, CHANGE_ACCESS, subject_of(person, viewer=by, on=at.date()))
    if Membership.objects.current(at.date()).filter(person=person, organisation=organisation).exists():
        raise CannotBringIn(f"{person.name} belongs to {organisation.name} already. End that first to change it.")
    Membership.objects.create(
        person=person,
        organisation=organisation,
        job=clean_name(job),
        starts=starts,
        recorded_by=by.name,
        recorded_at=at,
    )


@transaction.atomic
def close_account(key: str, *, at: datetime, by: Viewer) -> Person:
    """Nobody signs in with it any more and it is in no list; its record and roles stay for those who check access.

    Only whoever looks after access to everything the person belongs to may do so, and never to themselves.
    """
    person = Person.objects.select_for_update().get(pk=person_of(key, viewer=by).pk)
    _wholly_theirs(person, at.date(), by)
    if person.pk == by.person:
        raise CannotBringIn("You cannot close your own account. Ask another access administrator.")
    if last_administrator(person, at=at, by=by):
        raise CannotBringIn("They are the last access administrator of the whole site. Give the role to someone first.")
    Person.objects.filter(pk=person.pk).update(is_active=False)
    return person


@transaction.atomic
def open_account_again(key: str, *, at: datetime, by: Viewer) -> Person:
    """Undoes the closing of an account."""
    person = person_of(key, viewer=by)
    _wholly_theirs(person, at.date(), by)
    Person.objects.filter(pk=person.pk).update(is_active=True)
    return person


def _wholly_theirs(person: Person, on: date, by: Viewer) -> None:
    """NotYours unless the actor looks after everything the person belongs to, and every role they hold.

    Else the keeper of one trust could lock out somebody whom another trust, or the whole site, relies on.
    """
    far = reach(by, CHANGE_ACCESS)
    if far.nation:
        return
    ensure(by, CHANGE_ACCESS, subject_of(person, viewer=by, on=on))
    for row in Membership.objects.current(on).filter(person=person).select_related("organisation"):
        ensure(by, CHANGE_ACCESS, _about(row.organisation))
    for held in Grant.objects.current(on).filter(person=person, ended_at__isnull=True).select_related("organisation"):
        region = frozenset({held.region_id}) if held.region_id else frozenset[int]()
        ensure(
            by,
            CHANGE_ACCESS,
            _about(held.organisation) if held.organisation else Subject(held.about_id, regions=region),
        )


def last_administrator(person: Person, *, at: datetime, by: Viewer) -> bool:
    """Whether nobody else looks after access to the whole site."""
    rows = Grant.objects.current(at.date()).filter(
        role=Role.ADMINISTRATOR, scope=Scope.NATION, ended_at__isnull=True, person__is_active=True
    )
    return rows.filter(person=person).exists() and not rows.exclude(person=person).exists()


@transaction.atomic
def end_membership(key: str, code: str, *, on: date, by: Viewer) -> None:
    """The last day of a person's current membership of an organisation; their history stays."""
    organisation = organisation_of(code, viewer=by)
    ensure(by, CHANGE_ACCESS, _about(organisation))
    rows = Membership.objects.select_for_update().filter(person__key=key, organisation=organisation, ends=None)
    if not rows.update(ends=on):
        raise CannotBringIn("They do not belong to that organisation today.")


class _Codes:
    """Organisations by code, each looked up and checked against the actor's reach once."""

    def __init__(self, by: Viewer) -> None:
        self.by = by
        self.known: dict[str, int] = {}

    def id_of(self, code: str) -> int:
        if code not in self.known:
            row = organisation_of(code, viewer=self.by)
            ensure(self.by, CHANGE_ACCESS, _about(row))
            self.known[code] = row.pk
        return self.known[code]


def _about(row: Organisation) -> Subject:
    return Subject(organisations=frozenset({row.pk}), regions=frozenset({row.region_id}))


def _row(one: NewPerson, *, at: datetime, made_up: bool, in_chooser: bool) -> Person:
    name = clean_name(one.name)
    if not name_words(name):
        raise CannotBringIn("A name needs at least one letter or digit.")
    if len(name) > LONGEST_NAME:
        raise CannotBringIn(f"“{name[:40]}…” has {len(name)} letters; a name here has at most {LONGEST_NAME}.")
    return Person(
        name=name,
        name_key=name_key(name)[: 2 * LONGEST_NAME],
        email=one.email.strip().casefold() if one.email else None,
        password=make_password(None),
        made_up=made_up,
        in_chooser=in_chooser,
        joined_at=at,
    )


def _added(people: Sequence[Person]) -> None:
    try:
        with transaction.atomic():
            Person.objects.bulk_create(people, batch_size=AT_ONCE)
    except IntegrityError:
        sent = [row.email for row in people if row.email]
        taken = set(Person.objects.filter(email__in=sent).values_list("email", flat=True))
        twice = {one for one in sent if sent.count(one) > 1} if len(sent) < AT_ONCE else set()
        first = min((one for one in taken | twice if one), default="one of these")
        raise CannotBringIn(
            f"{first} already signs someone in here. An address belongs to one person: search for them instead."
        ) from None
