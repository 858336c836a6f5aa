"""Roles, purposes and scopes as people say them."""

from datetime import date

from wraparound.people.terms.access import OPERATOR, GrantTerms, Purpose, Role, Scope

ROLES = {
    Role.TALENT_LEAD: "Regional talent lead",
    Role.REGIONAL_DIRECTOR: "Regional director",
    Role.NATIONAL_DIRECTOR: "National director",
    Role.CHAIR: "Chair",
    Role.CHIEF_EXECUTIVE: "Chief executive",
    Role.PEOPLE_DIRECTOR: "Director of people",
    Role.EQUALITY_LEAD: "Equality lead",
    Role.IMPROVEMENT_DIRECTOR: "Improvement director",
    Role.ANALYST: "Analyst",
    Role.ADMINISTRATOR: "Access administrator",
    Role.AUDITOR: "Auditor",
}
PURPOSES = {
    Purpose.TALENT: "who could lead next",
    Purpose.COMPACT: "what was agreed with a leader",
    Purpose.EQUALITY: "equality, in figures only",
    Purpose.IMPROVEMENT: "improvement and delivery",
    Purpose.AUDIT: "looking after access",
}
SCOPES = {
    Scope.PERSON: "one person",
    Scope.ORGANISATION: "one organisation",
    Scope.REGION: "one region",
    Scope.NATION: "the whole site",
}


def scope_words(scope: Scope, over: str) -> str:
    """What a grant reaches."""
    return SCOPES[scope] if scope is Scope.NATION else over


def reason_of(role: Role, purpose: Purpose, scope: Scope, over: str) -> str:
    """Why a holder of this grant sees a record."""
    return f"{ROLES[role]} of {scope_words(scope, over)}, for {PURPOSES[purpose]}"


def lacking_words(role: Role, purpose: Purpose) -> str:
    """That somebody holds a role, and not for this purpose."""
    return f"You are {ROLES[role].lower()} here, and were not given access for “{PURPOSES[purpose]}”."


def grant_line(grant: GrantTerms) -> str:
    """A grant in one line."""
    return reason_of(grant.role, grant.purpose, grant.scope, grant.over)


def grant_dates(grant: GrantTerms) -> str:
    """From when to when, who gave it, and who ended it."""
    until = f" to {day(grant.ends)}" if grant.ends else ""
    given = (
        f"From {day(grant.starts)}{until}. Given by {'themselves' if grant.by_themselves else _who(grant.granted_by)}"
    )
    given += f": {grant.reason}" if grant.reason else ""
    ended = f" Ended by {_who(grant.ended_by)} on {day(grant.ended_at.date())}." if grant.ended_at else ""
    return f"{given.rstrip('.')}.{ended}"


def _who(name: str) -> str:
    """The name under which something was done, as people say it."""
    return "whoever runs this site" if name == OPERATOR.name else name


def day(when: date) -> str:
    """A date as people write it: 3 March 2028."""
    return f"{when.day} {when:%B %Y}"
