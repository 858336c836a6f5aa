"""The link that opens the first account of a site, signed, so that nothing needs to be kept for it."""

from django.core import signing

from wraparound.people.access import OPEN_THE_SITE, ensure
from wraparound.people.queries.viewers import site_state
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import CannotAnswer

SALT = "first account"
WORKS_FOR = 24 * 3600
"""Seconds."""


class OpenAlready(CannotAnswer):
    """Somebody can sign in already."""


def first_link(*, by: Viewer) -> str:
    """The path that opens the first account, for a day; OpenAlready once there is one."""
    ensure(by, OPEN_THE_SITE)
    if site_state(viewer=by).has_accounts:
        raise OpenAlready("This site has its first account already. Its access administrator invites others.")
    return f"/people/first/{signing.dumps('open', salt=SALT)}/"


def opens(secret: str, *, by: Viewer) -> bool:
    """Whether the secret part of a link is ours, of today, and still needed."""
    try:
        ours = bool(signing.loads(secret, salt=SALT, max_age=WORKS_FOR) == "open")
    except signing.BadSignature:
        return False
    return ours and not site_state(viewer=by).has_accounts
