"""Mail, which leaves only after what it tells of is written."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction

from wraparound.people.queries.accounts import address_of
from wraparound.people.terms.access import OPERATOR
from wraparound.people.terms.people import InvitationSent
from wraparound.records.terms import EventTerms

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


NEWS = "There is something for you to read in Wraparound"
NEWS_BODY = """Something about you was written down, answered or closed in Wraparound, and you are told of it.

Sign in and open “My record” to read it. This message says no more on purpose.
"""


def mail_news(event: EventTerms) -> None:
    """Tells a person that there is something for them to read, and not what; nobody where they have no address."""
    if address := address_of(int(event.data["person"]), viewer=OPERATOR):
        send_mail(NEWS, NEWS_BODY, None, [address])
