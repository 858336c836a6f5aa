"""People and organisations as they are shown, asked for and brought in."""

from dataclasses import dataclass, field
from datetime import date, datetime

from wraparound.people.terms.access import GrantTerms, Seer
from wraparound.records.terms import ContestTerms, ConversationTerms, HoldTerms, RemovalTerms

KINDS = ("Acute", "Mental health", "Community", "Ambulance", "Specialist", "Integrated care board", "Region", "Other")
"""Kinds of organisation."""
Contests = dict[str, ContestTerms]
"""What a person said is wrong, by sort of record and its number, such as “grant 12”."""


@dataclass(frozen=True)
class RegionTerms:
    """A region; `made_up` where it exists only to try things in."""

    code: str
    name: str
    made_up: bool


@dataclass(frozen=True)
class OrganisationTerms:
    """An organisation of this site: `people` who belong to it today, where the viewer may see counts."""

    code: str
    name: str
    kind: str
    region: RegionTerms
    made_up: bool
    people: int | None = None


@dataclass(frozen=True)
class MembershipTerms:
    """A time during which someone belonged to an organisation, in a job; `ends` is none while it lasts.

    `number` is that of the record; `contest` what the person says is wrong with it, where the viewer may know.
    """

    organisation_code: str
    organisation: str
    job: str
    starts: date
    ends: date | None
    number: int = 0
    contest: ContestTerms | None = None


@dataclass(frozen=True)
class PersonLine:
    """A person in a list: key, name, and today's memberships."""

    key: str
    name: str
    memberships: tuple[MembershipTerms, ...]
    has_account: bool


@dataclass(frozen=True)
class PersonHead:
    """Whom a page is about that changes something: key, name, and whether their account is open."""

    key: str
    name: str
    is_open: bool


@dataclass(frozen=True)
class PeopleQuestion:
    """Part of a name, the code of an organisation, a role, the page (from 1), and as at which day; none is today."""

    text: str = ""
    organisation: str = ""
    role: str = ""
    page: int = 1
    as_at: date | None = None


@dataclass(frozen=True)
class PeoplePage:
    """One page of the people whom the viewer may see, of `matching` in all; `counts`: where only counts are theirs."""

    people: tuple[PersonLine, ...]
    matching: int
    page: int
    pages: int
    question: PeopleQuestion
    names_visible: bool
    counts: tuple[OrganisationTerms, ...]


@dataclass(frozen=True)
class Profile:
    """A person as one viewer may see them. `email`, `grants` and `seers` are none where they are not the viewer's."""

    key: str
    name: str
    made_up: bool
    memberships: tuple[MembershipTerms, ...]
    email: str | None
    grants: tuple[GrantTerms, ...] | None
    seers: tuple[Seer, ...] | None
    has_account: bool
    invited: datetime | None
    is_self: bool
    may_change_access: bool
    is_open: bool = True
    as_at: date | None = None
    sees_history: bool = False
    may_converse: bool = False
    conversations: tuple[ConversationTerms, ...] | None = None
    removals: tuple[RemovalTerms, ...] = ()
    holds: tuple[HoldTerms, ...] | None = None
    controller: str = ""
    contests: Contests = field(default_factory=dict)


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation with its people where the viewer may see names, else how many there are, else neither."""

    organisation: OrganisationTerms
    people: tuple[PersonLine, ...]
    names_visible: bool
    grants: tuple[GrantTerms, ...] | None
    as_at: date | None = None
    controller: str = ""
    removed_since: int = 0


@dataclass(frozen=True)
class SignInTerms:
    """A browser in which someone is, or was, signed in. `browser` is the rough sort, never the whole text it sent."""

    number: int
    at: datetime
    browser: str
    way: str
    seen_at: datetime
    ended_at: datetime | None
    is_this_one: bool


@dataclass(frozen=True)
class TokenTerms:
    """A token for programs: what its owner calls it, until when it works, and when it was last used."""

    number: int
    name: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Need:
    """Something that wants a person's attention today: a sentence, where to do it, and by when if it has a date."""

    words: str
    address: str
    action: str
    by: date | None = None


@dataclass(frozen=True)
class MembershipCorrection:
    """A membership as it should be, why, and the version of the record that was read."""

    job: str
    starts: date
    ends: date | None
    why: str
    version: int


@dataclass(frozen=True)
class NewPerson:
    """Someone to be brought in: name, address (none without), and memberships as (code, job, starts, ends)."""

    name: str
    email: str | None = None
    memberships: tuple[tuple[str, str, date, date | None], ...] = ()


@dataclass(frozen=True)
class InvitationSent:
    """An invitation just made: to whom, until when, and the secret part of its link, which is kept nowhere."""

    person: str
    email: str
    secret: str
    expires_at: datetime


@dataclass(frozen=True)
class SiteState:
    """How far this site is set up: whether anybody can sign in, and how many organisations and people it has."""

    has_accounts: bool
    organisations: int
    people: int
    made_up: bool
