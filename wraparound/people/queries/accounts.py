"""What belongs to one's own account: where one is signed in, one's tokens, and what needs one today."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from wraparound.people.access import CHANGE_ACCESS, SIGNED_IN, allows, ensure, reach
from wraparound.people.models import AccessToken, Grant, Invitation, Organisation, Person, SignIn
from wraparound.people.terms import Need, Purpose, Reach, Role, SignInTerms, TokenTerms, Viewer
from wraparound.people.wording.access import ROLES

ENDS_SOON = timedelta(days=30)


def sign_ins(*, viewer: Viewer, session: str) -> tuple[SignInTerms, ...]:
    """Where the viewer is signed in, and the last ended ones; `session` is the one that asks."""
    ensure(viewer, SIGNED_IN)
    rows = SignIn.objects.filter(person=viewer.person).order_by("ended_at", "-seen_at")[:50]
    return tuple(
        SignInTerms(row.pk, row.at, row.browser, row.way, row.seen_at, row.ended_at, row.session == session)
        for row in sorted(rows, key=lambda row: (row.ended_at is not None, -row.seen_at.timestamp()))
    )


def tokens(*, viewer: Viewer) -> tuple[TokenTerms, ...]:
    """The viewer's tokens that were not ended, newest first."""
    ensure(viewer, SIGNED_IN)
    rows = AccessToken.objects.filter(person=viewer.person, ended_at__isnull=True).order_by("-made_at")
    return tuple(TokenTerms(row.pk, row.name, row.made_at, row.expires_at, row.used_at) for row in rows)


def needs_today(*, viewer: Viewer, at: datetime) -> tuple[Need, ...]:
    """What people itself asks of the viewer: setting the site up, invitations that wait, grants that end soon."""
    ensure(viewer, SIGNED_IN)
    needs = list(_of_an_administrator(viewer, at)) if allows(viewer, CHANGE_ACCESS) else []
    for row in Grant.objects.current(at.date()).filter(person=viewer.person, ended_at__isnull=True, ends__isnull=False):
        if row.ends is not None and row.ends <= at.date() + ENDS_SOON:
            words = (
                f"Your role as {ROLES[Role(row.role)].lower()} is about to end. Ask for it again if you still need it."
            )
            needs.append(Need(words, "/people/me/", "See your roles", row.ends))
    return tuple(sorted(needs, key=lambda one: one.by or date.max))


def own_key(*, viewer: Viewer) -> str:
    """The key of the viewer's own record."""
    ensure(viewer, SIGNED_IN)
    return str(Person.objects.values_list("key", flat=True).get(pk=viewer.person or 0))


def _of_an_administrator(viewer: Viewer, at: datetime) -> list[Need]:
    far = reach(viewer, CHANGE_ACCESS)
    needs = []
    if far.nation and not Organisation.objects.exists():
        words = "Say which organisation this site is for. Everything else belongs to an organisation."
        needs.append(Need(words, "/people/organisations/add/", "Add an organisation"))
    elif far.nation and Person.objects.count() == 1:
        words = (
            "You are the only person here. Invite a colleague: a second administrator, or whoever looks after people."
        )
        needs.append(Need(words, "/people/invite/", "Invite someone"))
    late = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__lte=at)
    needs += [
        Need(f"The invitation of {row.person.name} ran out unopened.", f"/people/{row.person.key}/", "Invite again")
        for row in _mine(late, far).select_related("person").order_by("-expires_at")[:10]
    ]
    soon = Grant.objects.current(at.date()).filter(ended_at=None, ends__lte=at.date() + ENDS_SOON)
    soon = soon.filter(purpose__in=list(Purpose)).exclude(person=viewer.person)
    if not far.nation:
        soon = soon.filter(organisation__in=far.organisations) | soon.filter(region__in=far.regions)
    needs += [
        Need(
            f"{row.person.name} stops being {ROLES[Role(row.role)].lower()}.",
            f"/people/{row.person.key}/",
            "See their roles",
            row.ends,
        )
        for row in soon.select_related("person").order_by("ends")[:10]
    ]
    return needs


def _mine(rows: QuerySet[Invitation], far: Reach) -> QuerySet[Invitation]:
    """Invitations of people who belong to what is reached."""
    if far.nation:
        return rows
    members = rows.filter(person__memberships__organisation__in=far.organisations)
    return members | rows.filter(person__memberships__organisation__region__in=far.regions)
