"""Giving and ending roles: only within what the giver looks after, never changed afterwards, always with a reason."""

from datetime import datetime

from django.conf import settings

from wraparound.people.access import CHANGE_ACCESS, ensure, reach
from wraparound.people.models import Grant, Organisation, Person, Region
from wraparound.people.queries.grants import in_terms
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.queries.people import person_of, subject_of
from wraparound.people.terms.access import KEPT_TO, GrantTerms, NewGrant, Purpose, Role, Scope, Subject, Viewer
from wraparound.people.wording.access import PURPOSES, ROLES, SCOPES
from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.controllers import site_controller


class CannotGive(CannotAnswer):
    """The grant does not fit together, or the giver may not give it; the message says which."""


def give(new: NewGrant, *, at: datetime, by: Viewer) -> GrantTerms:
    """Gives a role; CannotGive where role, purpose, scope and dates do not fit, NotYours beyond the giver's reach."""
    _fits(new)
    with changing("A role was given", at=at, by=by):
        person = person_of(new.person, viewer=by)
        target = _target(new, by)
        _within_reach(target, by, at)
        if not reach(by, CHANGE_ACCESS).nation:
            # Someone who belongs nowhere yet was brought in by somebody else; they are not this giver's.
            ensure(by, CHANGE_ACCESS, subject_of(person, viewer=by, on=at.date()))
        row = _row(new, person, target, at=at, by=by)
        if _again(row):
            raise CannotGive(f"{person.name} has that role already. End it first to change its dates.")
        row.save()
    return in_terms(row)


def _row(
    new: NewGrant, person: Person, target: Organisation | Region | Person | None, *, at: datetime, by: Viewer
) -> Grant:
    """The grant as it will stand; whoever is answerable for its target is answerable for it."""
    answerable = target.controller if target else site_controller(settings.SITE_CONTROLLER, by=by)
    return Grant(
        controller=answerable,
        person=person,
        role=new.role,
        purpose=new.purpose,
        scope=new.scope,
        about=target if isinstance(target, Person) else None,
        organisation=target if isinstance(target, Organisation) else None,
        region=target if isinstance(target, Region) else None,
        starts=new.starts,
        ends=new.ends,
        reason=new.reason.strip(),
        granted_by="" if by.person else by.name,
        granted_by_person_id=by.person,
        granted_at=at,
    )


def end(number: int, *, at: datetime, by: Viewer) -> GrantTerms:
    """Ends a grant at once; it stays in the record. CannotGive where it is ended already or would lock everyone out."""
    with changing("A role was ended", at=at, by=by):
        row = Grant.objects.select_for_update(of=("self",)).filter(pk=number).first()
        if row is None:
            raise CannotGive("There is no such role to end.")
        _within_reach(row.organisation or row.region or row.about, by, at)
        if row.ended_at:
            raise CannotGive(f"{in_terms(row).ended_by} ended that role already.")
        if row.role == Role.ADMINISTRATOR and row.scope == Scope.NATION and not _others(row, at):
            raise CannotGive(
                "This is the last access administrator of the whole site. Give the role to someone else first."
            )
        row.ended_at, row.ended_by, row.ended_by_person_id = at, "" if by.person else by.name, by.person
        row.save(update_fields=["ended_at", "ended_by", "ended_by_person"])
    return in_terms(row)


def _fits(new: NewGrant) -> None:
    purposes, scopes = KEPT_TO[new.role]
    name = ROLES[new.role]
    if new.purpose not in purposes:
        may = " or ".join(f"“{PURPOSES[one]}”" for one in Purpose if one in purposes)
        raise CannotGive(f"{name} is given for {may}, not for “{PURPOSES[new.purpose]}”.")
    if new.scope not in scopes:
        may = " or ".join(SCOPES[one] for one in Scope if one in scopes)
        raise CannotGive(f"{name} is given over {may}, not over {SCOPES[new.scope]}.")
    if new.ends and new.ends < new.starts:
        raise CannotGive("The last day lies before the first.")
    if not new.reason.strip():
        raise CannotGive("Say why: the person, and whoever checks access later, will read it.")


def _target(new: NewGrant, by: Viewer) -> Organisation | Region | Person | None:
    if new.scope is Scope.NATION:
        return None
    if new.scope is Scope.PERSON:
        return person_of(new.target, viewer=by)
    if new.scope is Scope.ORGANISATION:
        return organisation_of(new.target, viewer=by)
    found = Region.objects.filter(code=new.target).first()
    if found is None:
        raise CannotGive(f"There is no region “{new.target}” here.")
    return found


def _within_reach(target: Organisation | Region | Person | None, by: Viewer, at: datetime) -> None:
    """NotYours unless the giver looks after access to all of the target."""
    if target is None:
        # Over everything: only somebody whose own grant is over everything reaches a subject that names nothing.
        ensure(by, CHANGE_ACCESS, Subject())
    elif isinstance(target, Person):
        ensure(by, CHANGE_ACCESS, subject_of(target, viewer=by, on=at.date()))
    elif isinstance(target, Region):
        ensure(by, CHANGE_ACCESS, Subject(regions=frozenset({target.pk})))
    else:
        about = Subject.at(target.pk, target.region_id)
        ensure(by, CHANGE_ACCESS, about)


def _again(row: Grant) -> bool:
    return (
        Grant.objects.current(row.starts)
        .filter(
            person=row.person,
            role=row.role,
            purpose=row.purpose,
            scope=row.scope,
            about=row.about,
            organisation=row.organisation,
            region=row.region,
            ended_at__isnull=True,
        )
        .exists()
    )


def _others(row: Grant, at: datetime) -> bool:
    rows = Grant.objects.current(at.date()).filter(role=Role.ADMINISTRATOR, scope=Scope.NATION, ended_at__isnull=True)
    return rows.exclude(pk=row.pk).filter(person__is_active=True).exists()
