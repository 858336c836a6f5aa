"""Bringing people and organisations in: one or fifty thousand, in one transaction, each with who did it and when."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import batched
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from wraparound.people.access import CHANGE_ACCESS, OPEN_THE_SITE, Rule, allows, ensure, reach
from wraparound.people.calculation import LONGEST_NAME, clean_name, name_key, name_words
from wraparound.people.models import FORGOTTEN, Grant, Membership, NameWord, Organisation, Person, Region
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.queries.people import membership_of, person_of, subject_of
from wraparound.people.terms.access import Role, Scope, Subject, Viewer
from wraparound.people.terms.people import MembershipCorrection, NewPerson
from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.bulk import add_many
from wraparound.records.actions.changes import changing
from wraparound.records.actions.controllers import controller_called, site_controller
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.calculation.reasons import CORRECTED
from wraparound.records.models.keeping import Controller

AT_ONCE = 2_000
UNUSABLE_LETTERS = 30
"""Bytes of chance, which are 40 letters: two passwords that open nothing are never the same."""
BELONGS = ("person", "organisation", "controller", "job", "starts", "ends")


class CannotBringIn(CannotAnswer):
    """Someone or some organisation could not be brought in as described; nothing was."""


def add_region(
    code: str, name: str, *, at: datetime, by: Viewer, made_up: bool = False, body: Controller | None = None
) -> Region:
    """A region of this site; the one there is where it is there already. A region is no legal entity: `body` is.

    The entity that runs the site is answerable for it where no body is given.
    """
    ensure(by, CHANGE_ACCESS)
    if not (reach(by, CHANGE_ACCESS).nation or allows(by, OPEN_THE_SITE)):
        raise CannotBringIn("Regions are added by an access administrator of the whole site.")
    with changing("A region of this site was added", at=at, by=by):
        answerable = body or site_controller(settings.SITE_CONTROLLER, by=by)
        defaults = {"name": name, "made_up": made_up, "controller": answerable}
        region, _ = Region.objects.get_or_create(code=code, defaults=defaults)
    return region


def add_organisation(
    code: str, name: str, kind: str, region: Region, *, at: datetime, by: Viewer, made_up: bool = False
) -> Organisation:
    """An organisation of this site, once, answerable for its own records.

    CannotBringIn where its code is taken or the region is not the actor's.
    """
    ensure(by, CHANGE_ACCESS, Subject(regions=frozenset({region.pk})))
    with changing("An organisation of this site was added", at=at, by=by):
        if Organisation.objects.filter(code=code.upper()).exists():
            raise CannotBringIn(f"An organisation with the code {code.upper()} is here already.")
        own = controller_called(code, name, by=by, made_up=made_up)
        return Organisation.objects.create(
            code=code.upper(), name=name, kind=kind, region=region, made_up=made_up, controller=own
        )


def bring_in(
    newcomers: Iterable[NewPerson],
    *,
    at: datetime,
    by: Viewer,
    made_up: bool = False,
    in_chooser: bool = False,
    rule: Rule = CHANGE_ACCESS,
) -> list[str]:
    """Brings people in with their memberships; their keys, in order. All of them or, with CannotBringIn, none.

    `rule` must let the actor reach every organisation that is named: a capability that enters people gives its own.
    They cannot sign in until they are invited. The organisation of somebody's first membership is answerable for their
    name and account, whoever runs the site for those without one. 50,000 take 2,000 rows to a statement.
    """
    keys: list[str] = []
    with changing("People were brought in", at=at, by=by):
        places = _Places(by, rule)
        for some in batched(newcomers, AT_ONCE):
            people = [_row(one, places, at=at, made_up=made_up, in_chooser=in_chooser) for one in some]
            _added(people, by)
            words = ((row.pk, word, False) for row in people for word in name_words(row.name))
            add_many(NameWord, ("person", "word", "past"), words, by=by)
            memberships = (
                (row.pk, places.of(code).pk, places.of(code).controller_id, clean_name(job), starts, ends)
                for row, one in zip(people, some, strict=True)
                for code, job, starts, ends in one.memberships
            )
            add_many(Membership, BELONGS, memberships, by=by)
            keys += [str(row.key) for row in people]
    return keys


def add_membership(key: str, code: str, job: str, *, starts: date, at: datetime, by: Viewer) -> None:
    """Somebody who is here already belongs to one more organisation; CannotBringIn where they do today."""
    organisation = organisation_of(code, viewer=by)
    ensure(by, CHANGE_ACCESS, _about(organisation))
    with changing(f"Belongs to {organisation.name} too", at=at, by=by):
        person = Person.objects.select_for_update().get(pk=person_of(key, viewer=by).pk)
        ensure(by, CHANGE_ACCESS, subject_of(person, viewer=by, on=at.date()))
        if person.name == FORGOTTEN:
            raise CannotBringIn("That record was removed for good. Bring the person in anew if they come back.")
        if Membership.objects.current(at.date()).filter(person=person, organisation=organisation).exists():
            raise CannotBringIn(f"{person.name} belongs to {organisation.name} already. End that first to change it.")
        Membership.objects.create(
            person=person,
            organisation=organisation,
            controller_id=organisation.controller_id,
            job=clean_name(job),
            starts=starts,
        )
        _hand_over(person, at.date())


def correct_membership(number: int, new: MembershipCorrection, *, at: datetime, by: Viewer) -> Membership:
    """A membership as it should be, with what it said before in its history.

    CannotBringIn where the days do not fit, ChangedMeanwhile where somebody changed it since it was read.
    """
    row = membership_of(number, viewer=by)
    ensure(by, CHANGE_ACCESS, _about(row.organisation))
    if new.ends and new.ends < new.starts:
        raise CannotBringIn("The last day lies before the first.")
    with changing(f"{CORRECTED}: {new.why.strip()}", at=at, by=by):
        ensure_unchanged(row, new.version, by=by)
        row.job, row.starts, row.ends = clean_name(new.job), new.starts, new.ends
        row.save(update_fields=["job", "starts", "ends"])
        end_roles_of_those_who_left(at=at, by=by, person=row.person)
    return row


def end_roles_of_those_who_left(*, at: datetime, by: Viewer, person: Person | None = None) -> int:
    """Ends roles over an organisation whose holder belonged to it and does no longer; how many. Of one person or all.

    Somebody who never belonged there, such as a chair who looks after two trusts, keeps the role until it is ended.
    """
    there = Membership.objects.filter(person=OuterRef("person"), organisation=OuterRef("organisation"))
    open_ones = Grant.objects.filter(ended_at__isnull=True, organisation__isnull=False)
    if person is not None:
        open_ones = open_ones.filter(person=person)
    left = open_ones.filter(
        Exists(there), ~Exists(there.current(at.date())), ~Exists(there.filter(starts__gt=at.date()))
    )
    keys = list(left.values_list("pk", flat=True))
    if not keys:
        return 0
    with changing("Roles ended with the last day there", at=at, by=by):
        rows = Grant.objects.filter(pk__in=keys)
        rows.update(ended_at=at, ended_by="" if by.person else by.name, ended_by_person=by.person)
        for one in Person.objects.filter(pk__in=rows.values("person")):
            _hand_over(one, at.date())
    return len(keys)


def close_account(key: str, *, at: datetime, by: Viewer) -> Person:
    """Nobody signs in with it any more and it is in no list; its record and roles stay for those who check access.

    Only whoever looks after access to everything the person belongs to may do so, and never to themselves.
    """
    with changing("The account was closed", at=at, by=by):
        person = Person.objects.select_for_update().get(pk=person_of(key, viewer=by).pk)
        ensure_wholly_theirs(person, at.date(), by=by)
        if person.pk == by.person:
            raise CannotBringIn("You cannot close your own account. Ask another access administrator.")
        if last_administrator(person, at=at, by=by):
            raise CannotBringIn(
                "They are the last access administrator of the whole site. Give the role to someone first."
            )
        Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False, closed_at=at)
    return person


def open_account_again(key: str, *, at: datetime, by: Viewer) -> Person:
    """Undoes the closing of an account; CannotBringIn where its record was removed."""
    person = person_of(key, viewer=by)
    ensure_wholly_theirs(person, at.date(), by=by)
    if person.name == FORGOTTEN:
        raise CannotBringIn("That record was removed for good. Bring the person in anew if they come back.")
    with changing("The account was opened again", at=at, by=by):
        Person.objects.filter(pk=person.pk).update(is_active=True, closed_at=None)
    return person


def ensure_wholly_theirs(person: Person, on: date, *, by: Viewer) -> None:
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


def take_on(
    person: Person, place: Organisation, job: str, *, starts: date, rule: Rule, at: datetime, by: Viewer
) -> bool:
    """Has somebody belong to an organisation from a day, if they do not by then; whether anything was entered.

    Whoever is to come there later without an end comes earlier: they do not belong twice.

    `rule` must let the actor reach the organisation: a capability that fills posts gives its own. Who is answerable for
    their name and account stays who was, unless they belong nowhere else.
    """
    ensure(by, rule, _about(place))
    if Membership.objects.current(starts).filter(person=person, organisation=place).exists():
        return False
    with changing(f"Belongs to {place.name}", at=at, by=by):
        later = Membership.objects.filter(person=person, organisation=place, starts__gt=starts, ends__isnull=True)
        row = later.order_by("starts", "pk").first() or Membership(
            person=person, organisation=place, controller_id=place.controller_id, job=clean_name(job)
        )
        row.starts = starts
        row.save()
        _hand_over(person, at.date())
    return True


def end_membership(key: str, code: str, *, on: date, at: datetime, by: Viewer, rule: Rule = CHANGE_ACCESS) -> None:
    """The last day of a person's current membership of an organisation; their history stays.

    What they were given over that organisation ends with it, and where they belong elsewhere, that organisation becomes
    answerable for their name and account.
    """
    organisation = organisation_of(code, viewer=by)
    ensure(by, rule, _about(organisation))
    with changing(f"No longer belongs to {organisation.name}", at=at, by=by):
        rows = Membership.objects.filter(person__key=key, organisation=organisation, ends=None)
        if not rows.update(ends=on):
            raise CannotBringIn("They do not belong to that organisation today.")
        person = person_of(key, viewer=by)
        held = Grant.objects.filter(person=person, organisation=organisation, ended_at__isnull=True)
        if on > at.date():
            # Until a last day that lies ahead they keep what they were given.
            kept = held.filter(starts__lte=on)
            kept.filter(Q(ends__isnull=True) | Q(ends__gt=on)).update(ends=on)
            held = held.exclude(pk__in=kept.values("pk"))
        held.update(ended_at=at, ended_by="" if by.person else by.name, ended_by_person=by.person)
        _hand_over(person, on + timedelta(days=1))


def _hand_over(person: Person, on: date) -> None:
    """Passes control of name and account to where the person belongs, if they left whoever was answerable."""
    here = list(
        Membership.objects.current(on)
        .filter(person=person)
        .order_by("starts", "pk")
        .values_list("controller", flat=True)
    )
    if here and person.controller_id not in here:
        Person.objects.filter(pk=person.pk).update(controller=here[0])


class _Places:
    """Organisations by code, each looked up and checked against the actor's reach once."""

    def __init__(self, by: Viewer, rule: Rule) -> None:
        self.by = by
        self.rule = rule
        self.known: dict[str, Organisation] = {}

    def of(self, code: str) -> Organisation:
        if code not in self.known:
            row = organisation_of(code, viewer=self.by)
            ensure(self.by, self.rule, _about(row))
            self.known[code] = row
        return self.known[code]

    @cached_property
    def site(self) -> int:
        """The entity that runs the site."""
        return int(site_controller(settings.SITE_CONTROLLER, by=self.by).pk)

    def answerable_for(self, one: NewPerson) -> int:
        """The legal entity answerable for somebody new: their first organisation, else whoever runs the site."""
        return int(self.of(one.memberships[0][0]).controller_id) if one.memberships else self.site


def _about(row: Organisation) -> Subject:
    return Subject.at(row.pk, row.region_id)


def _row(one: NewPerson, places: _Places, *, at: datetime, made_up: bool, in_chooser: bool) -> Person:
    name = clean_name(one.name)
    if not name_words(name):
        raise CannotBringIn("A name needs at least one letter or digit.")
    if len(name) > LONGEST_NAME:
        raise CannotBringIn(f"“{name[:40]}…” has {len(name)} letters; a name here has at most {LONGEST_NAME}.")
    return Person(
        controller_id=places.answerable_for(one),
        name=name,
        name_key=name_key(name)[: 2 * LONGEST_NAME],
        email=one.email.strip().casefold() if one.email else None,
        # As make_password(None) makes it, which takes longer over fifty thousand than all the rest.
        password=UNUSABLE_PASSWORD_PREFIX + token_urlsafe(UNUSABLE_LETTERS),
        made_up=made_up,
        in_chooser=in_chooser,
        joined_at=at,
    )


def _added(people: Sequence[Person], by: Viewer) -> None:
    """Enters these people, and gives each row its number."""
    fields = [field for field in Person._meta.concrete_fields if not field.primary_key]
    try:
        with transaction.atomic():
            rows = ([getattr(row, field.attname) for field in fields] for row in people)
            add_many(Person, [field.name for field in fields], rows, by=by)
    except IntegrityError:
        sent = [row.email for row in people if row.email]
        taken = set(Person.objects.filter(email__in=sent).values_list("email", flat=True))
        twice = {one for one in sent if sent.count(one) > 1} if len(sent) < AT_ONCE else set()
        first = min((one for one in taken | twice if one), default="one of these")
        raise CannotBringIn(
            f"{first} already signs someone in here. An address belongs to one person: search for them instead."
        ) from None
    numbers = dict(Person.objects.filter(key__in=[row.key for row in people]).values_list("key", "pk"))
    for row in people:
        row.pk = numbers[row.key]
