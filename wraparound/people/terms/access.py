"""Who looks, what they were given to do, for which purpose, and how far it reaches."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """What someone is here to do. It counts only with a scope and a purpose: see Grant."""

    TALENT_LEAD = "talent_lead"
    REGIONAL_DIRECTOR = "regional_director"
    NATIONAL_DIRECTOR = "national_director"
    CHAIR = "chair"
    CHIEF_EXECUTIVE = "chief_executive"
    PEOPLE_DIRECTOR = "people_director"
    EQUALITY_LEAD = "equality_lead"
    IMPROVEMENT_DIRECTOR = "improvement_director"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Purpose(StrEnum):
    """Why someone may look. What was given for one purpose opens nothing for another."""

    TALENT = "talent"
    COMPACT = "compact"
    EQUALITY = "equality"
    IMPROVEMENT = "improvement"
    AUDIT = "audit"


class Scope(StrEnum):
    """How far a grant reaches: one person, one organisation, every organisation of a region, or all."""

    PERSON = "person"
    ORGANISATION = "organisation"
    REGION = "region"
    NATION = "nation"


WIDE = frozenset({Scope.ORGANISATION, Scope.REGION, Scope.NATION})


KEPT_TO: dict[Role, tuple[frozenset[Purpose], frozenset[Scope]]] = {
    Role.TALENT_LEAD: (frozenset({Purpose.TALENT}), frozenset({Scope.REGION, Scope.NATION})),
    Role.REGIONAL_DIRECTOR: (
        frozenset({Purpose.TALENT, Purpose.COMPACT, Purpose.IMPROVEMENT}),
        frozenset({Scope.REGION}),
    ),
    Role.NATIONAL_DIRECTOR: (frozenset({Purpose.COMPACT}), frozenset({Scope.NATION})),
    Role.CHAIR: (frozenset({Purpose.TALENT, Purpose.COMPACT}), frozenset({Scope.ORGANISATION})),
    Role.CHIEF_EXECUTIVE: (
        frozenset({Purpose.TALENT, Purpose.COMPACT, Purpose.IMPROVEMENT}),
        frozenset({Scope.ORGANISATION}),
    ),
    Role.PEOPLE_DIRECTOR: (frozenset({Purpose.TALENT}), frozenset({Scope.ORGANISATION})),
    Role.EQUALITY_LEAD: (frozenset({Purpose.EQUALITY}), WIDE),
    Role.IMPROVEMENT_DIRECTOR: (frozenset({Purpose.IMPROVEMENT, Purpose.COMPACT}), frozenset({*WIDE, Scope.PERSON})),
    Role.ANALYST: (frozenset({Purpose.IMPROVEMENT, Purpose.TALENT}), WIDE),
    Role.ADMINISTRATOR: (frozenset({Purpose.AUDIT}), WIDE),
    Role.AUDITOR: (frozenset({Purpose.AUDIT}), WIDE),
}
"""For each role, the purposes and the scopes for which it can be given."""


@dataclass(frozen=True)
class Held:
    """A grant as its holder has it today.

    `target` is the id of the person, organisation or region, none for all; `ends` its last day, none without one.
    """

    grant: int
    role: Role
    purpose: Purpose
    scope: Scope
    target: int | None
    ends: date | None = None


@dataclass(frozen=True)
class Viewer:
    """Someone who looks: `name` is what the log of looks will call them; `person` is none for those without account."""

    name: str
    person: int | None = None
    held: tuple[Held, ...] = ()


PUBLIC = Viewer("public")
"""Anyone at all, not signed in."""


OPERATOR = Viewer("operator")
"""Whoever runs a command on the machine that holds the site."""


@dataclass(frozen=True)
class Subject:
    """Whom or what a record is about, by ids: a person, the organisations it belongs to today, and their regions."""

    person: int | None = None
    organisations: frozenset[int] = frozenset()
    regions: frozenset[int] = frozenset()

    @classmethod
    def at(cls, organisation: int, region: int) -> "Subject":
        """What is about an organisation of a region, and nobody."""
        return cls(organisations=frozenset({organisation}), regions=frozenset({region}))


@dataclass(frozen=True)
class Reach:
    """How far a rule lets one viewer look: everywhere, or at these people, organisations and regions (ids)."""

    nation: bool = False
    people: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    regions: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether it reaches nothing."""
        return not (self.nation or self.people or self.organisations or self.regions)

    def covers(self, subject: Subject) -> bool:
        """Whether it reaches the subject."""
        return bool(
            self.nation
            or (subject.person is not None and subject.person in self.people)
            or self.organisations & subject.organisations
            or self.regions & subject.regions
        )


@dataclass(frozen=True)
class GrantTerms:
    """A grant in full: role × scope × purpose, from when to when, who gave it, why, and who ended it."""

    number: int
    person_key: str
    person: str
    role: Role
    purpose: Purpose
    scope: Scope
    over: str
    starts: date
    ends: date | None
    granted_by: str
    granted_at: datetime
    reason: str
    ended_by: str
    ended_at: datetime | None
    by_themselves: bool


@dataclass(frozen=True)
class Seer:
    """Someone who can see a record, and why: the rule's reason and the grant that lets them."""

    person: str
    why: str


@dataclass(frozen=True)
class NewGrant:
    """A grant to be given: `target` is the key of a person or the code of an organisation or region, empty for all."""

    person: str
    role: Role
    purpose: Purpose
    scope: Scope
    target: str
    starts: date
    ends: date | None
    reason: str
