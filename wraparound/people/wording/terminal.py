"""People at the terminal."""

from wraparound.people.terms.access import GrantTerms
from wraparound.people.terms.people import InvitationSent, OrganisationTerms, PeoplePage, Profile, SiteState
from wraparound.people.wording.access import grant_dates, grant_line


def people(page: PeoplePage) -> str:
    """A page of people, one a line."""
    lines = [f"{one.name:<34} {_jobs(one.memberships)}  {one.key}" for one in page.people]
    head = f"{page.matching:,} people; page {page.page} of {page.pages}"
    return "\n".join([head, *lines]) if lines else "Nobody fits. Try part of a name, or leave a filter out."


def person(one: Profile) -> str:
    """A person in full."""
    lines = [one.name, *(f"  {_jobs((each,))}, since {each.starts}" for each in one.memberships)]
    lines += [f"  signs in as {one.email}"] if one.email else ["  has no address to sign in with"]
    lines += [f"  {grant.number}: {grant_line(grant)}. {grant_dates(grant)}" for grant in one.grants or ()]
    lines += ["Who can see this, and why:", *(f"  {seer.person}: {seer.why}" for seer in one.seers or ())]
    return "\n".join(lines)


def organisations(found: tuple[OrganisationTerms, ...]) -> str:
    """Organisations, one a line."""
    if not found:
        return "No organisation yet. Add one: wraparound people add-organisation CODE"
    return "\n".join(f"{one.code:<8} {one.name} ({one.region.name}): {one.people:,} people" for one in found)


def grants(found: tuple[GrantTerms, ...]) -> str:
    """Grants, one a line."""
    if not found:
        return "Nobody has been given a role."
    return "\n".join(f"{one.number:>6}  {one.person}: {grant_line(one)}. {grant_dates(one)}" for one in found)


def grant(one: GrantTerms) -> str:
    """One grant, given or ended."""
    return f"{one.number}: {one.person}, {grant_line(one)}. {grant_dates(one)}"


def invitation(sent: InvitationSent) -> str:
    """An invitation just made: the link is shown once, here, to whoever runs the site."""
    return f"{sent.person} can open their account until {sent.expires_at:%d %B %Y} at\n/people/accept/{sent.secret}/"


def state(found: SiteState) -> str:
    """How far the site is set up."""
    opened = "People can sign in." if found.has_accounts else "Nobody can sign in yet."
    return f"{opened} {found.organisations:,} organisations, {found.people:,} people."


def _jobs(memberships: tuple) -> str:  # type: ignore[type-arg]  # of memberships
    return "; ".join(f"{one.job}, {one.organisation}" for one in memberships)
