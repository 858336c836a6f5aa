"""Mail, which leaves only after what it tells of is written."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction

from wraparound.people.terms import InvitationSent

SUBJECT = "You are invited to Wraparound"
BODY = """{name},

{inviter} invites you to Wraparound, where leaders of NHS organisations and those who support them keep what they
expect of each other.

Open your account here, until {until:%d %B %Y}:
{link}

The link is for you alone. If you did not expect it, do nothing.
"""


def send_invitation(sent: InvitationSent, link: str, inviter: str) -> None:
    """Sends the link once the invitation is safely written."""
    body = BODY.format(name=sent.person, inviter=inviter, until=sent.expires_at, link=link)
    transaction.on_commit(partial(send_mail, SUBJECT, body, None, [sent.email]))
