"""Opening accounts by invitation, the first one of a site, sign-ins as people see them, and tokens for programs."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from wraparound.people.access import CHANGE_ACCESS, OPEN_THE_SITE, SIGNED_IN, NotYours, ensure
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import CannotBringIn, bring_in
from wraparound.people.models import AccessToken, Invitation, Person, SignIn
from wraparound.people.queries.people import person_of, subject_of
from wraparound.people.queries.viewers import digest_of, site_state
from wraparound.people.terms.access import NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import InvitationSent, NewPerson
from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.changes import changing

OPEN_FOR = timedelta(days=14)
SEEN_EVERY = timedelta(minutes=1)
TOKEN_WORKS_FOR = timedelta(days=90)
MOST_TOKENS = 10
OF_USE_FOR = timedelta(days=365)
"""How long somebody can look back at where they were signed in."""


class InvitationNotOpen(CannotAnswer):
    """The link was used, withdrawn, replaced by a newer one, or ran out; which of these is not said."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("This link no longer opens anything. Ask whoever invited you for a new one.")


@transaction.atomic
def invite(key: str, *, at: datetime, by: Viewer) -> InvitationSent:
    """A new link for someone already brought in; earlier links stop working."""
    person = person_of(key, viewer=by)
    ensure(by, CHANGE_ACCESS, subject_of(person, viewer=by, on=at.date()))
    if not person.email:
        raise CannotBringIn(f"{person.name} has no address to send an invitation to.")
    if person.made_up:
        raise CannotBringIn("Made-up people cannot be invited; choose them on the sign-in page of the demo.")
    if person.has_usable_password():
        raise CannotBringIn(f"{person.name} has opened their account already. They can set a new password themselves.")
    Person.objects.select_for_update().get(pk=person.pk)
    Invitation.objects.filter(person=person, accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
    secret = secrets.token_urlsafe(32)
    expires = at + OPEN_FOR
    Invitation.objects.create(person=person, digest=digest_of(secret), invited_at=at, expires_at=expires)
    return InvitationSent(person.name, person.email, secret, expires)


def invitation_of(secret: str, *, at: datetime, by: Viewer) -> Invitation:
    """The invitation behind a link while it is open; InvitationNotOpen otherwise."""
    rows = Invitation.objects.filter(digest=digest_of(secret), accepted_at=None, withdrawn_at=None, expires_at__gt=at)
    found = rows.select_related("person").first()
    if found is None or not found.person.is_active:
        raise InvitationNotOpen
    return found


@transaction.atomic
def accept(secret: str, password: str, *, at: datetime, by: Viewer) -> Person:
    """Opens the account with a password; a second use of the link, at the same moment too, is refused."""
    found = invitation_of(secret, at=at, by=by)
    validate_password(password, found.person)
    # The person before what hangs on them, as whoever removes them locks it too.
    Person.objects.select_for_update().get(pk=found.person_id)
    if not Invitation.objects.filter(pk=found.pk, accepted_at=None).update(accepted_at=at):
        raise InvitationNotOpen
    found.person.set_password(password)
    found.person.save(update_fields=["password"])
    return found.person


@transaction.atomic
def linked(person: int, *, at: datetime, by: Viewer) -> None:
    """Somebody else's sign-in was joined to the person: their open invitation is accepted by that."""
    Invitation.objects.filter(person=person, accepted_at=None, withdrawn_at=None).update(accepted_at=at)


def open_first_account(name: str, email: str, password: str, *, at: datetime, by: Viewer) -> Person:
    """The first account of a site, administrator of all of it; refused once anybody can sign in."""
    ensure(by, OPEN_THE_SITE)
    validate_password(password)
    with changing("The first account of this site was opened", at=at, by=by):
        if site_state(viewer=by).has_accounts:
            raise NotYours("This site has its first account already. Ask its access administrator for an invitation.")
        (key,) = bring_in([NewPerson(name, email)], at=at, by=by)
        person = person_of(key, viewer=by)
        person.set_password(password)
        person.save(update_fields=["password"])
        reason = "The first account of this site"
        give(NewGrant(key, Role.ADMINISTRATOR, Purpose.AUDIT, Scope.NATION, "", at.date(), None, reason), at=at, by=by)
    return person


def signed_in(person: int, session: str, *, browser: str, way: str, at: datetime, by: Viewer) -> None:
    """Notes where someone signed in, for themselves to see."""
    SignIn.objects.update_or_create(
        session=session,
        defaults={"person_id": person, "at": at, "seen_at": at, "browser": browser, "way": way, "ended_at": None},
    )


def seen(session: str, *, at: datetime, by: Viewer) -> bool:
    """Notes that a sign-in is in use, once a minute at most; false where its owner ended it elsewhere."""
    row = SignIn.objects.filter(session=session).first()
    if row is None:
        return True
    if row.ended_at is None and at - row.seen_at > SEEN_EVERY:
        SignIn.objects.filter(pk=row.pk).update(seen_at=at)
    return row.ended_at is None


def signed_out(session: str, *, at: datetime, by: Viewer) -> None:
    """Notes the end of a sign-in."""
    SignIn.objects.filter(session=session, ended_at=None).update(ended_at=at)


def end_sign_in(number: int, *, at: datetime, by: Viewer) -> str:
    """Ends one of one's own sign-ins; its session, for the caller to remove. Somebody else's is as if not there."""
    ensure(by, SIGNED_IN)
    row = SignIn.objects.filter(pk=number, person=by.person).first()
    if row is None:
        raise CannotBringIn("That sign-in is not one of yours.")
    SignIn.objects.filter(pk=row.pk, ended_at=None).update(ended_at=at)
    return row.session


@transaction.atomic
def make_token(name: str, *, at: datetime, by: Viewer) -> str:
    """A new token of one's own; its secret, which is shown once and kept nowhere."""
    ensure(by, SIGNED_IN)
    assert by.person is not None  # whoever is signed in is somebody
    working = AccessToken.objects.filter(person=by.person, ended_at=None, expires_at__gt=at)
    if working.count() >= MOST_TOKENS:
        raise CannotBringIn(f"You have {MOST_TOKENS} tokens. End one that you no longer use first.")
    secret = f"wrap_{secrets.token_urlsafe(32)}"
    AccessToken.objects.create(
        person_id=by.person,
        name=name.strip()[:60] or "Unnamed",
        digest=digest_of(secret),
        made_at=at,
        expires_at=at + TOKEN_WORKS_FOR,
    )
    return secret


def tidy_access(*, at: datetime, by: Viewer) -> int:
    """Removes what no longer lets anybody in and is of no more use to its owner; how many rows.

    Sign-ins a year after they were last used, tokens and invitations a year after they ran out.
    """
    ensure(by, OPEN_THE_SITE)
    before = at - OF_USE_FOR
    rows = (
        SignIn.objects.filter(seen_at__lt=before),
        AccessToken.objects.filter(expires_at__lt=before),
        Invitation.objects.filter(expires_at__lt=before),
    )
    return sum(found.delete()[0] for found in rows)


def token_used(secret: str, *, at: datetime, by: Viewer) -> None:
    """Notes that a token was used, once a minute at most."""
    rows = AccessToken.objects.filter(digest=digest_of(secret)).exclude(used_at__gt=at - SEEN_EVERY)
    rows.update(used_at=at)


def end_token(number: int, *, at: datetime, by: Viewer) -> None:
    """Ends one of one's own tokens."""
    ensure(by, SIGNED_IN)
    AccessToken.objects.filter(pk=number, person=by.person, ended_at=None).update(ended_at=at)
