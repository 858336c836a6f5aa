"""The one engine that answers who may see what, for page, command, API, search and export alike.

A capability's access.py is a table of rules. A rule says who is let in and why; `reach` turns a rule and a viewer into
what that viewer may see of it, and lists, pages, counts and exports are all cut by that one answer.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from wraparound.people.terms.access import OPERATOR, PUBLIC, WIDE, Held, Purpose, Reach, Role, Scope, Subject, Viewer
from wraparound.people.wording.access import lacking_words

if TYPE_CHECKING:
    from django.http import HttpRequest

PROVED_WITHIN = 600
"""Seconds within which somebody must have proved who they are, before they do what counts as theirs alone."""


class SignInNeeded(PermissionDenied):
    """Nobody is signed in, and this is not for everyone: sign in and come back."""


class NotYours(PermissionDenied):
    """Signed in, and still not theirs to see; the message says why and whom to ask."""


@dataclass(frozen=True)
class To:
    """Holders of a role for a purpose, at these widths of scope."""

    role: Role
    purpose: Purpose
    at: frozenset[Scope] = WIDE


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who may, and why, in a sentence that a person can be shown.

    Attributes:
        because: the reason, shown to those it lets in and to those it does not.
        everyone: open without an account.
        signed_in: open to everyone with an account; it then reaches no record by itself.
        themselves: people reach their own record.
        to: holders of grants, each as far as their grant reaches.
        operator: whoever runs commands on the machine of the site.
    """

    because: str
    everyone: bool = False
    signed_in: bool = False
    themselves: bool = False
    to: tuple[To, ...] = ()
    operator: bool = True


def anyone(because: str) -> Rule:
    """A rule that lets everybody in; the reason says why that is right."""
    return Rule(because=because, everyone=True)


def reach(viewer: Viewer, rule: Rule) -> Reach:
    """How far the rule lets the viewer look: the union of every grant that it names, and their own record."""
    if rule.everyone or (rule.operator and viewer == OPERATOR):
        return Reach(nation=True)
    counted = [
        one
        for one in viewer.held
        if any(to.role is one.role and to.purpose is one.purpose and one.scope in to.at for to in rule.to)
    ]
    own = {viewer.person} if rule.themselves and viewer.person is not None else set()
    return Reach(
        nation=any(one.scope is Scope.NATION for one in counted),
        people=frozenset(own | {one.target for one in counted if one.scope is Scope.PERSON and one.target}),
        organisations=frozenset(one.target for one in counted if one.scope is Scope.ORGANISATION and one.target),
        regions=frozenset(one.target for one in counted if one.scope is Scope.REGION and one.target),
    )


def allows(viewer: Viewer, rule: Rule, about: Subject | None = None) -> bool:
    """Whether the rule lets the viewer in: to anything at all, or, where `about` is given, to that."""
    if about is None:
        return (rule.signed_in and viewer.person is not None) or not reach(viewer, rule).is_empty
    return reach(viewer, rule).covers(about)


def let_in_by(viewer: Viewer, rule: Rule, about: Subject | None = None) -> tuple[Held, ...]:
    """The viewer's grants by which the rule lets them in, to the subject if one is given: looks are logged by them."""
    return tuple(
        one
        for one in viewer.held
        if any(to.role is one.role and to.purpose is one.purpose and one.scope in to.at for to in rule.to)
        and (about is None or _reach_of(one).covers(about))
    )


def _reach_of(one: Held) -> Reach:
    target = frozenset({one.target} if one.target else ())
    return Reach(
        nation=one.scope is Scope.NATION,
        people=target if one.scope is Scope.PERSON else frozenset(),
        organisations=target if one.scope is Scope.ORGANISATION else frozenset(),
        regions=target if one.scope is Scope.REGION else frozenset(),
    )


def viewer_of(request: "HttpRequest") -> Viewer:
    """Who is behind a request: the site's middleware found out from the session or the token, else the public."""
    found: Viewer = getattr(request, "viewer", PUBLIC)
    return found


def proved_lately(request: "HttpRequest", at: datetime) -> bool:
    """Whether whoever is behind a request proved within PROVED_WITHIN seconds of the moment who they are.

    The site's middleware found out when that was; nobody has behind a token, and the public has not.
    """
    proved: float | None = getattr(request, "proved_at", None)
    return proved is not None and abs(at.timestamp() - proved) <= PROVED_WITHIN


def require(request: "HttpRequest", rule: Rule) -> Viewer:
    """The viewer behind the request, if the rule allows them; SignInNeeded or NotYours otherwise."""
    viewer = viewer_of(request)
    ensure(viewer, rule)
    return viewer


def ensure(viewer: Viewer, rule: Rule, about: Subject | None = None) -> None:
    """Nothing, or PermissionDenied with the rule's own reason."""
    if allows(viewer, rule, about):
        return
    if viewer == PUBLIC:
        raise SignInNeeded("Sign in to see this.")
    lacking = "".join(f" {words}" for words in _lacking(viewer, rule))
    raise NotYours(f"{rule.because}{lacking} If you should, ask whoever looks after access at your organisation.")


def _lacking(viewer: Viewer, rule: Rule) -> list[str]:
    """For a role that the viewer holds and the rule names: that they hold it for something else."""
    held = {one.role for one in viewer.held}
    missing = {to.role: to.purpose for to in rule.to if to.role in held and not _holds(viewer, to)}
    return [lacking_words(role, purpose) for role, purpose in missing.items()]


def _holds(viewer: Viewer, to: To) -> bool:
    return any(one.role is to.role and one.purpose is to.purpose for one in viewer.held)


def _holders(*roles: Role, purpose: Purpose, at: frozenset[Scope] = WIDE) -> tuple[To, ...]:
    return tuple(To(role, purpose, at) for role in roles)


_OWN_TRUST = frozenset({Scope.ORGANISATION, Scope.PERSON})
_KEEPERS = _holders(Role.ADMINISTRATOR, Role.AUDITOR, purpose=Purpose.AUDIT)

SEE_PEOPLE = Rule(
    because=(
        "People are seen by themselves, by those who lead their own organisation for talent, and by those who look "
        "after access; a region sees names only when a trust releases them."
    ),
    themselves=True,
    to=(
        *_holders(
            *(Role.CHAIR, Role.CHIEF_EXECUTIVE, Role.PEOPLE_DIRECTOR),
            purpose=Purpose.TALENT,
            at=_OWN_TRUST,
        ),
        *_KEEPERS,
    ),
)
SEE_COUNTS = Rule(
    because="How many people an organisation has here is for those who work with it, in any role and for any purpose.",
    to=tuple(To(role, purpose) for role in Role for purpose in Purpose),
)
SEE_LIST = Rule(
    because="The list of people is for those who lead an organisation or a region, or look after access.",
    to=SEE_COUNTS.to,
)
SEE_CONTACT = Rule(
    because="A sign-in address is for its owner and for those who look after access.",
    themselves=True,
    to=_KEEPERS,
)
SEE_ACCESS = Rule(
    because="Who was given what is for the person it was given to, for those who look after access, and for audit.",
    themselves=True,
    to=_KEEPERS,
)
SEE_ALL_ACCESS = Rule(because=SEE_ACCESS.because, to=_KEEPERS)
CHANGE_ACCESS = Rule(
    because="Roles are given and ended by access administrators, within their own organisation or region.",
    to=_holders(Role.ADMINISTRATOR, purpose=Purpose.AUDIT),
)
_NATION = frozenset({Scope.NATION})
SEE_HISTORY = Rule(
    because="What was changed about somebody is for themselves, for those who look after access, and for audit.",
    themselves=True,
    to=_KEEPERS,
)
SEE_AUDIT = Rule(because="Who changed and who looked is for those who look after access, and for audit.", to=_KEEPERS)
RUN_THE_SITE = Rule(
    because="How the whole site is kept is for those who look after access to all of it, and for audit.",
    to=_holders(Role.ADMINISTRATOR, Role.AUDITOR, purpose=Purpose.AUDIT, at=_NATION),
)
CHANGE_THE_SITE = Rule(
    because="Control, and what waits in the background, are in the hands of access administrators of the whole site.",
    to=_holders(Role.ADMINISTRATOR, purpose=Purpose.AUDIT, at=_NATION),
)
CONVERSE = Rule(
    because="Conversations about somebody are recorded by those who lead their organisation, and read by the person.",
    to=_holders(Role.CHAIR, Role.CHIEF_EXECUTIVE, Role.PEOPLE_DIRECTOR, purpose=Purpose.TALENT, at=_OWN_TRUST),
    operator=False,
)
ANSWER_CONTESTS = Rule(
    because=(
        "What somebody says is wrong is answered by those who look after access where the entry was made; about a "
        "conversation, a readiness or a plan, by those who lead the organisation that wrote it."
    ),
    to=(*CHANGE_ACCESS.to, *CONVERSE.to),
)
SIGNED_IN = Rule(because="This belongs to people with an account.", signed_in=True, operator=False)
SEE_ORGANISATIONS = Rule(because="Which organisations use this site is open to people with an account.", signed_in=True)
OPEN_THE_SITE = Rule(because="Whoever runs this site opens it for the first person.")

RULES = {
    "index": SEE_LIST,
    "person": SEE_PEOPLE,
    "organisations": SEE_ORGANISATIONS,
    "organisation": SEE_ORGANISATIONS,
    "add_organisation": CHANGE_ACCESS,
    "grants": SEE_ALL_ACCESS,
    "give": CHANGE_ACCESS,
    "end_grant": CHANGE_ACCESS,
    "add_membership": CHANGE_ACCESS,
    "end_membership": CHANGE_ACCESS,
    "correct_membership": CHANGE_ACCESS,
    "close": CHANGE_ACCESS,
    "remove": CHANGE_ACCESS,
    "invite": CHANGE_ACCESS,
    "invite_again": CHANGE_ACCESS,
    "me": SIGNED_IN,
    "my_looks": SIGNED_IN,
    "my_history": SIGNED_IN,
    "my_data": SIGNED_IN,
    "my_sheet": SIGNED_IN,
    "my_name": SIGNED_IN,
    "leave": SIGNED_IN,
    "contest": SIGNED_IN,
    "withdraw": SIGNED_IN,
    "contests": ANSWER_CONTESTS,
    "answer": ANSWER_CONTESTS,
    "history": SEE_HISTORY,
    "organisation_history": SEE_ORGANISATIONS,
    "conversations": CONVERSE,
    "outcome": CONVERSE,
    "hold": CHANGE_ACCESS,
    "holds": CHANGE_ACCESS,
    "release_hold": CHANGE_ACCESS,
    "sheet": SEE_LIST,
    "audit": SEE_AUDIT,
    "audit_looks": SEE_AUDIT,
    "audit_sheet": SEE_AUDIT,
    "controllers": RUN_THE_SITE,
    "transfer": CHANGE_THE_SITE,
    "background": RUN_THE_SITE,
    "again": CHANGE_THE_SITE,
    "retention": RUN_THE_SITE,
    "sign_ins": SIGNED_IN,
    "end_sign_in": SIGNED_IN,
    "tokens": SIGNED_IN,
    "end_token": SIGNED_IN,
    "accept": anyone("An invitation is opened by whoever has its link."),
    "first": anyone("The first account is opened by whoever has the link that this site printed when it was started."),
    "sign_in_as": anyone("In the made-up region anyone may look as any of its made-up people."),
    "api_me": SIGNED_IN,
    "api_my_record": SIGNED_IN,
    "api_my_looks": SIGNED_IN,
    "api_my_history": SIGNED_IN,
    "api_history": SEE_HISTORY,
    "api_looks": SEE_AUDIT,
    "api_background": RUN_THE_SITE,
    "api_people": SEE_LIST,
    "api_person": SEE_PEOPLE,
    "api_organisations": SEE_ORGANISATIONS,
    "api_organisation": SEE_ORGANISATIONS,
    "api_grants": SEE_ALL_ACCESS,
}
