"""What belongs to one's own account: where one is signed in, one's tokens, and what needs one today."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from wraparound.people.access import ANSWER_CONTESTS, CHANGE_ACCESS, CONVERSE, SIGNED_IN, allows, ensure, reach
from wraparound.people.models import AccessToken, Grant, Invitation, Organisation, Person, SignIn
from wraparound.people.queries.contests import contests_to_answer
from wraparound.people.queries.looking import names_of, shown
from wraparound.people.terms.access import Reach, Role, Viewer
from wraparound.people.terms.people import Need, SignInTerms, TokenTerms
from wraparound.people.wording.access import ROLES
from wraparound.records.queries import rights

ENDS_SOON = timedelta(days=30)
TOLD_WITHIN = timedelta(days=14)
"""From a conversation to the day by which the person should know its outcome."""


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
    for one in viewer.held:
        if one.ends is not None and one.ends <= at.date() + ENDS_SOON:
            words = f"Your role as {ROLES[one.role].lower()} is about to end. Ask for it again if you still need it."
            needs.append(Need(words, "/people/me/", "See your roles", one.ends))
    if allows(viewer, ANSWER_CONTESTS):
        needs += _to_answer(viewer)
    return tuple(sorted([*_told(viewer), *needs], key=lambda one: one.by or date.max))


def _told(viewer: Viewer) -> list[Need]:
    """What the viewer was told and has not read, and whom they still owe an outcome."""
    assert viewer.person is not None  # the caller has seen that somebody is signed in
    needs = []
    waits = rights.waiting(viewer.person, viewer=viewer)
    if waits.told:
        words = "There is an outcome or an answer for you to read."
        if waits.told > 1:
            words = f"There are {waits.told} outcomes or answers for you to read."
        needs.append(Need(words, "/people/me/", "Read them"))
    if waits.owed:
        words = "There was a conversation about you. Its outcome is still owed to you."
        needs.append(Need(words, "/people/me/#conversations", "Read about it"))
    owing = rights.untold(viewer.person, viewer=viewer)[:5] if waits.owes else ()
    names = names_of([one.about for one in owing], viewer=viewer)
    shown(list(names), ("name", "conversation"), CONVERSE, viewer=viewer)
    for one in owing:
        due = date.fromisoformat(one.held_on) + TOLD_WITHIN
        who = names.get(one.about, "Somebody")
        words = f"{who} waits to be told how your conversation about them ended ({one.purpose})."
        needs.append(Need(words, f"/people/conversations/{one.number}/", "Tell them", due))
    return needs


def address_of(person: int, *, viewer: Viewer) -> str | None:
    """Where somebody whose account is open is written to; for tasks that send mail."""
    found: str | None = Person.objects.filter(pk=person, is_active=True).values_list("email", flat=True).first()
    return found


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
    opened = list(_mine(late, far).select_related("person").order_by("-expires_at")[:10])
    needs += [
        Need(f"The invitation of {row.person.name} ran out unopened.", f"/people/{row.person.key}/", "Invite again")
        for row in opened
    ]
    soon = Grant.objects.current(at.date()).filter(ended_at=None, ends__lte=at.date() + ENDS_SOON)
    soon = soon.exclude(person=viewer.person)
    if not far.nation:
        soon = soon.filter(organisation__in=far.organisations) | soon.filter(region__in=far.regions)
    ending = list(soon.select_related("person").order_by("ends")[:10])
    needs += [
        Need(
            f"{row.person.name} stops being {ROLES[Role(row.role)].lower()}.",
            f"/people/{row.person.key}/",
            "See their roles",
            row.ends,
        )
        for row in ending
    ]
    named = [row.person_id for row in opened] + [row.person_id for row in ending]
    shown(named, ("name", "roles"), CHANGE_ACCESS, viewer=viewer)
    return needs


def _to_answer(viewer: Viewer) -> list[Need]:
    """What people say is wrong, where the viewer answers."""
    many = len(contests_to_answer(viewer=viewer, most=10))
    if not many:
        return []
    words = "One entry is" if many == 1 else f"{many} entries are"
    return [Need(f"{words} said to be wrong by the person.", "/people/contests/", "Answer")]


def _mine(rows: QuerySet[Invitation], far: Reach) -> QuerySet[Invitation]:
    """Invitations of people who belong to what is reached."""
    if far.nation:
        return rows
    members = rows.filter(person__memberships__organisation__in=far.organisations)
    return members | rows.filter(person__memberships__organisation__region__in=far.regions)
