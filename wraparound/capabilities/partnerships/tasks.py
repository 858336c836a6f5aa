"""Work off the request: what follows by itself every day, and mail to those whom something concerns."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import send_mail
from django.utils import timezone

from wraparound.capabilities.partnerships.actions.clock import come_due
from wraparound.capabilities.partnerships.actions.demo import seed
from wraparound.people.queries.accounts import address_of
from wraparound.people.terms.access import OPERATOR
from wraparound.records.terms import EventTerms

log = logging.getLogger("wraparound.background")
SUBJECT = "A partnership needs you in Wraparound"
BODY = """Something waits for you in a partnership between two boards.

Sign in: the page of today says what it is, and what is wanted of you. This message says no more on purpose.
"""


def follow_the_calendar(at: datetime) -> int:
    """Every few minutes of every day: what has come to its end ends, and reviews are told of on their day."""
    return come_due(at=timezone.localtime(at), by=OPERATOR)


def make_up_partnerships(at: datetime) -> int:
    """Needs, offers and partnerships of the made-up region, where there are none yet; how many partnerships."""
    return seed(at=timezone.localtime(at), by=OPERATOR)


def mail_both_boards(event: EventTerms) -> None:
    """Tells everybody whom it concerns that there is something, and not what.

    One whose mail cannot be sent keeps nobody else from theirs. Where none can, the event is tried again later.
    """
    people = [int(one) for one in event.data["people"].split(",") if one]
    addresses = [found for one in people if (found := address_of(one, viewer=OPERATOR))]
    failed = 0
    for address in addresses:
        try:
            send_mail(SUBJECT, BODY, None, [address])
        except (OSError, SMTPException) as trouble:
            failed += 1
            log.warning("A mail about a partnership could not be sent: %s", type(trouble).__name__)
            if failed == len(addresses):
                raise
